"""Wrong sums of the losses: `ones` over the examples with y = 1, `zeros` over those with y = 0."""

import numpy as np

from nnlib._machinery.door import Array
from nnlib.mistakes.catalogue import wrong


@wrong("two_sums", "zeros")
def one_minus_left_out_of_the_log(A2: Array, Y: Array) -> float:
    """Zeros = −(1 − Y) (log A2)ᵀ."""
    return -((1 - Y) @ np.log(A2).T).item()


@wrong("two_sums", "zeros")
def labels_not_turned_round(A2: Array, Y: Array) -> float:
    """Zeros = −Y (log(1 − A2))ᵀ."""
    return -(Y @ np.log(1 - A2).T).item()


@wrong("two_sums", "zeros")
def ones_again(A2: Array, Y: Array) -> float:
    """Zeros = −Y (log A2)ᵀ, which is ones."""
    return -(Y @ np.log(A2).T).item()


@wrong("two_sums", "zeros")
def one_minus_the_log(A2: Array, Y: Array) -> float:
    """Zeros = −(1 − Y) (1 − log A2)ᵀ."""
    return -((1 - Y) @ (1 - np.log(A2)).T).item()


@wrong("two_sums", "ones")
def minus_lost(A2: Array, Y: Array) -> float:
    """Ones = Y (log A2)ᵀ, zeros = (1 − Y) (log(1 − A2))ᵀ."""
    return (Y @ np.log(A2).T).item()


@minus_lost.also("zeros")
def _minus_lost(A2: Array, Y: Array) -> float:
    return ((1 - Y) @ np.log(1 - A2).T).item()


@wrong("two_sums", "ones")
def means_for_sums(A2: Array, Y: Array, m: int) -> float:
    """Ones = −(1/m) Y (log A2)ᵀ, zeros = −(1/m) (1 − Y) (log(1 − A2))ᵀ."""
    return -(Y @ np.log(A2).T).item() / m


@means_for_sums.also("zeros")
def _means_for_sums(A2: Array, Y: Array, m: int) -> float:
    return -((1 - Y) @ np.log(1 - A2).T).item() / m


@wrong("two_sums", "ones")
def wrong_factor_transposed(A2: Array, Y: Array) -> Array:
    """Ones = −Yᵀ log A2, zeros = −(1 − Y)ᵀ log(1 − A2): tables of m × m."""
    return -Y.T @ np.log(A2)


@wrong_factor_transposed.also("zeros")
def _wrong_factor_transposed(A2: Array, Y: Array) -> Array:
    return -(1 - Y).T @ np.log(1 - A2)


@wrong("two_sums", "ones")
def not_added_up(A2: Array, Y: Array) -> Array:
    """Ones = −Y * log A2, zeros = −(1 − Y) * log(1 − A2): rows of m."""
    return -Y * np.log(A2)


@not_added_up.also("zeros")
def _not_added_up(A2: Array, Y: Array) -> Array:
    return -(1 - Y) * np.log(1 - A2)
