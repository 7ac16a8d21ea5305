"""What can be measured of an accuracy: is it another score, of those by which predictions are judged elsewhere?"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from nnlib._machinery.door import Array
from nnlib.exercises.comparison import same
from nnlib.exercises.samples import LOOSE, Measure, Measured, Sample


class Counts(NamedTuple):
    """How many examples of each label are predicted rightly and wrongly: ones found and missed, zeros likewise."""

    ones: int
    ones_missed: int
    zeros: int
    zeros_missed: int


SCORES: dict[str, Callable[[Counts], float]] = {
    "the mean of the two labels' accuracies": lambda of: (_found(of) + _spared(of)) / 2,
    "the F1 score": lambda of: 2 * of.ones / (2 * of.ones + of.ones_missed + of.zeros_missed),
    "the fraction of the zeros that are predicted right": lambda of: _spared(of),
    "the ones that are found, divided by all that are ones or predicted to be": lambda of: (
        of.ones / (of.ones + of.ones_missed + of.zeros_missed)
    ),
    "the correlation of labels and predictions": lambda of: (
        (of.ones * of.zeros - of.ones_missed * of.zeros_missed)
        / np.sqrt(float(_predicted_ones(of) * _predicted_zeros(of) * _all_ones(of) * _all_zeros(of)))
    ),
    "the ones that are found, divided by all examples": lambda of: of.ones / sum(of),
    "the zeros that are predicted right, divided by all examples": lambda of: of.zeros / sum(of),
    "the fraction of the ones among the labels": lambda of: _all_ones(of) / sum(of),
    "the number of examples that are predicted wrong": lambda of: of.ones_missed + of.zeros_missed,
}


def another_score(samples: list[Sample]) -> Measured | None:
    """Another score of the same predictions."""
    if len(samples) < 2:  # of few examples many scores are the same
        return None
    for what, score in SCORES.items():
        if all(same(s.value, score(_counts(s.known["A2"], s.known["Y"])), LOOSE) for s in samples):
            return Measured("another_score", {"what": what})
    return None


def _counts(A2: Array, Y: Array) -> Counts:
    one, predicted = Y == 1, A2 >= 0.5
    parts = (one & predicted, one & ~predicted, ~one & ~predicted, ~one & predicted)
    return Counts(*(int(np.sum(part)) for part in parts))


def _found(of: Counts) -> float:
    return of.ones / _all_ones(of)


def _spared(of: Counts) -> float:
    return of.zeros / _all_zeros(of)


def _all_ones(of: Counts) -> int:
    return of.ones + of.ones_missed


def _all_zeros(of: Counts) -> int:
    return of.zeros + of.zeros_missed


def _predicted_ones(of: Counts) -> int:
    return of.ones + of.zeros_missed


def _predicted_zeros(of: Counts) -> int:
    return of.zeros + of.ones_missed


OTHER_SCORES: tuple[Measure, ...] = (another_score,)
