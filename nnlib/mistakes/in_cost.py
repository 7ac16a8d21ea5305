"""Wrong costs."""

import numpy as np

from nnlib._machinery.door import Array
from nnlib.mistakes.catalogue import wrong


def _loss(A2: Array, Y: Array) -> Array:
    """The loss of each example as the notes write it, which is not finite where A2 is 0 or 1 in floating point."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return -Y * np.log(A2) - (1 - Y) * np.log(1 - A2)


@wrong("cost", "J")
def log_of_zero(A2: Array, Y: Array) -> float:
    """J = (1/m) Σ (−Y log A2 − (1 − Y) log(1 − A2)), where A2 is 0 or 1 in floating point."""
    return float(np.mean(_loss(A2, Y)))


@wrong("cost", "J", erratum="E2")
def no_sum(A2: Array, Y: Array, m: int) -> Array:
    """J = (1/m) L(A2, Y), a row of m numbers."""
    return _loss(A2, Y) / m


@wrong("cost", "J")
def sum_for_mean(A2: Array, Y: Array) -> float:
    """J = Σ L(A2, Y), without 1/m."""
    return float(np.sum(_loss(A2, Y)))


@wrong("cost", "J")
def sign_forgotten(A2: Array, Y: Array) -> float:
    """J = (1/m) Σ (Y log A2 + (1 − Y) log(1 − A2))."""
    return -float(np.mean(_loss(A2, Y)))


@wrong("cost", "J")
def ones_only(A2: Array, Y: Array, m: int) -> float:
    """J = −(1/m) Σ Y log A2."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return -float(np.sum(Y * np.log(A2))) / m


@wrong("cost", "J")
def labels_swapped(A2: Array, Y: Array) -> float:
    """J = −(1/m) Σ ((1 − Y) log A2 + Y log(1 − A2))."""
    return float(np.mean(_loss(A2, 1 - Y)))


@wrong("cost", "J")
def table_of_all_pairs(A2: Array, Y: Array, m: int) -> float:
    """J = −(1/m) Σ (Yᵀ log A2 + (1 − Y)ᵀ log(1 − A2)), the sum of an m × m table."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return -float(np.sum(Y.T @ np.log(A2) + (1 - Y).T @ np.log(1 - A2))) / m


@wrong("cost", "J")
def squared_error(A2: Array, Y: Array) -> float:
    """J = (1/m) Σ (A2 − Y)²."""
    return float(np.mean((A2 - Y) ** 2))


@wrong("cost", "J")
def logarithm_to_base_10(A2: Array, Y: Array) -> float:
    """J = −(1/m) Σ (Y log₁₀ A2 + (1 − Y) log₁₀(1 − A2))."""
    return float(np.mean(_loss(A2, Y)) / np.log(10))


@wrong("cost", "J")
def logarithm_to_base_2(A2: Array, Y: Array) -> float:
    """J = −(1/m) Σ (Y log₂ A2 + (1 − Y) log₂(1 − A2))."""
    return float(np.mean(_loss(A2, Y)) / np.log(2))
