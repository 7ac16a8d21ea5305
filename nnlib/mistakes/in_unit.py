"""Wrong weights and biases of a unit that is to step from −0.95 at x1 = 0 up to 0.95 at x1 = 1, whatever x2 is.

They are seen in what the unit does: there are many right answers.
"""

from collections.abc import Callable

import numpy as np

from nnlib._machinery.door import Array
from nnlib.mistakes.catalogue import wrong

Seen = Callable[[float, float, float], bool]
EDGE = float(np.arctanh(0.95))  # from this |z| on, tanh is at least 0.95 in size


def _seen(holds: Seen) -> Seen:
    """Tell what is seen of w1, w2 and b."""
    return holds


@wrong("unit", "my_w", "my_b", seen_in=_seen(lambda w1, w2, b: w1 == 0 == w2))
def no_weights() -> Array:
    """Z = b, with w1 = w2 = 0."""
    return np.zeros((1, 2))


@no_weights.also("my_b")
def _no_weights() -> Array:
    return np.array([[-2.0]])


@wrong("unit", "my_w", "my_b", seen_in=_seen(lambda w1, w2, b: w1 == 0 != w2))
def x2_for_x1() -> Array:
    """Z = w2 x2 + b, with w1 = 0."""
    return np.array([[0.0, 4.0]])


@x2_for_x1.also("my_b")
def _x2_for_x1() -> Array:
    return np.array([[-2.0]])


@wrong("unit", "my_w", seen_in=_seen(lambda w1, w2, b: w1 != 0 != w2))
def tilted_line() -> Array:
    """Z = w1 x1 + w2 x2 + b, with a w2 that is not 0."""
    return np.array([[5.0, 1.0]])


@wrong("unit", "my_w", seen_in=_seen(lambda w1, w2, b: w1 < 0 == w2))
def falls_for_rises() -> Array:
    """Z = w1 x1 + b, with w1 < 0."""
    return np.array([[-5.0, 0.0]])


@wrong("unit", "my_w", seen_in=_seen(lambda w1, w2, b: 0 < w1 < 2 * EDGE and w2 == 0))
def too_flat() -> Array:
    """Z = w1 x1 + b, with w1 < 3.66."""
    return np.array([[0.3, 0.0]])


@wrong("unit", "my_b", seen_in=_seen(lambda w1, w2, b: -1 <= b < 0))
def place_for_bias() -> Array:
    """Z = w1 x1 + b, with b between −1 and 0."""
    return np.array([[-0.5]])


@wrong("unit", "my_b", seen_in=_seen(lambda w1, w2, b: 0 < b * w1 < w1**2 and not -1 <= b < 0))
def bias_with_the_other_sign(my_w: Array) -> Array:
    """Z = w1 (x1 + p), with p between 0 and 1."""
    return my_w[:, :1] / 2
