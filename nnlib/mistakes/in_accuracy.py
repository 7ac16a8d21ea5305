"""Wrong accuracies: the fraction of examples for which A2 ≥ 0.5 says what Y says."""

from typing import Any

import numpy as np

from nnlib._machinery.door import Array
from nnlib.mistakes.catalogue import wrong


def _share(holds: Any) -> float:
    return float(np.mean(holds, dtype=np.float64))


@wrong("accuracy", "accuracy")
def no_threshold(A2: Array, Y: Array) -> float:
    """Nothing counts as right, as in the mean of (A2 == Y)."""
    return _share(A2 == Y)


@wrong("accuracy", "accuracy")
def threshold_of_Z2(A2: Array, Y: Array) -> float:
    """The mean of ((A2 > 0) == Y)."""
    return _share((A2 > 0) == Y)


@wrong("accuracy", "accuracy")
def errors_for_hits(A2: Array, Y: Array) -> float:
    """The mean of ((A2 ≥ 0.5) != Y)."""
    return _share((A2 >= 0.5) != Y)


@wrong("accuracy", "accuracy")
def hits_not_divided(A2: Array, Y: Array) -> int:
    """The sum of ((A2 ≥ 0.5) == Y)."""
    return int(np.sum((A2 >= 0.5) == Y))


@wrong("accuracy", "accuracy")
def hits_not_averaged(A2: Array, Y: Array) -> Array:
    """(A2 ≥ 0.5) == Y: a row of m."""
    return (A2 >= 0.5) == Y


@wrong("accuracy", "accuracy")
def all_or_nothing(A2: Array, Y: Array) -> bool:
    """Whether (A2 ≥ 0.5) == Y for all examples."""
    return bool(np.all((A2 >= 0.5) == Y))


@wrong("accuracy", "accuracy")
def every_pair_compared(A2: Array, Y: Array) -> float:
    """The mean of ((A2 ≥ 0.5) == Yᵀ), a table of m × m."""
    return _share((A2 >= 0.5) == Y.T)


@wrong("accuracy", "accuracy")
def distance_for_hits(A2: Array, Y: Array) -> float:
    """1 − the mean of |A2 − Y|."""
    return float(1 - np.mean(np.abs(A2 - Y)))


@wrong("accuracy", "accuracy")
def labels_not_looked_at(A2: Array) -> float:
    """The mean of (A2 ≥ 0.5)."""
    return _share(A2 >= 0.5)


@wrong("accuracy", "accuracy")
def zeros_not_counted(A2: Array, Y: Array) -> float:
    """The mean of (A2 ≥ 0.5) * Y."""
    return _share((A2 >= 0.5) * Y)


@wrong("accuracy", "accuracy")
def found_of_the_ones(A2: Array, Y: Array) -> float:
    """The sum of (A2 ≥ 0.5) * Y over the sum of Y."""
    return float(np.sum((A2 >= 0.5) * Y) / np.sum(Y))


@wrong("accuracy", "accuracy")
def right_of_the_predicted_ones(A2: Array, Y: Array) -> float:
    """The sum of (A2 ≥ 0.5) * Y over the sum of (A2 ≥ 0.5)."""
    return float(np.sum((A2 >= 0.5) * Y) / np.sum(A2 >= 0.5))
