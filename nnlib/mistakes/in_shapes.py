"""Wrong shapes of the parameters, as rows and columns; in layer 1 they are n1 and n0, in layer 2 n2 and n1."""

import numpy as np

from nnlib._machinery.door import Array
from nnlib.mistakes.catalogue import wrong

WEIGHTS, BIASES = ("shape_W1", "shape_W2"), ("shape_b1", "shape_b2")


@wrong("all_shapes", *WEIGHTS)
def shapes_on_their_side(rows: int, columns: int) -> Array:
    """W1 (n0, n1), W2 (n1, n2)."""
    return np.array([columns, rows])


@wrong("all_shapes", "shape_W2")
def W2_for_the_inputs(n0: int, n2: int) -> Array:
    """W2 (n2, n0)."""
    return np.array([n2, n0])


@wrong("all_shapes", "shape_W2")
def n2_left_out(n1: int) -> Array:
    """W2 (1, n1), b2 (1, 1), whatever n2 is."""
    return np.array([1, n1])


@n2_left_out.also("shape_b2")
def _n2_left_out() -> Array:
    return np.array([1, 1])


@wrong("all_shapes", *BIASES)
def biases_in_a_row(rows: int) -> Array:
    """b1 (1, n1), b2 (1, n2)."""
    return np.array([1, rows])


@wrong("all_shapes", *BIASES)
def biases_with_one_axis(rows: int) -> Array:
    """b1 (n1,), b2 (n2,)."""
    return np.array([rows])


@wrong("all_shapes", *BIASES)
def biases_of_the_inputs(columns: int) -> Array:
    """b1 (n0, 1), b2 (n1, 1)."""
    return np.array([columns, 1])


@wrong("all_shapes", *BIASES)
def biases_as_wide_as_the_weights(rows: int, columns: int) -> Array:
    """b1 (n1, n0), b2 (n2, n1)."""
    return np.array([rows, columns])
