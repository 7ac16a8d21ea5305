"""The functions that may stand in the place of another, with their names as they are put before a symbol."""

from collections.abc import Callable

import numpy as np

from nnlib._machinery.door import Array, unchecked
from nnlib.activations import relu, relu_derivative, sigmoid, sigmoid_derivative, tanh_derivative


def softmax(v: Array, axis: int) -> Array:
    """Exponentials, divided by their sum along an axis."""
    powers = np.exp(v)
    return powers / np.sum(powers, axis=axis, keepdims=True)


FUNCTIONS: dict[str, Callable[[Array], Array]] = {
    "": lambda v: v,
    "−": lambda v: -v,
    "1 − ": lambda v: 1 - v,
    "tanh of ": np.tanh,
    "the sigmoid of ": unchecked(sigmoid),
    "the relu of ": unchecked(relu),
    "tanh' of ": unchecked(tanh_derivative),
    "σ' of ": unchecked(sigmoid_derivative),
    "relu' of ": unchecked(relu_derivative),
    "the exponential of ": np.exp,
    "the square of ": np.square,
    "|…| of ": np.abs,
    "the sine of ": np.sin,
    "the cosine of ": np.cos,
    "the tangent of ": np.tan,
    "the arc tangent of ": np.arctan,
    "sinh of ": np.sinh,
    "1/cosh of ": lambda v: 1 / np.cosh(v),
    "the exponential − 1 of ": np.expm1,
    "the softplus, ln(1 + e^…), of ": lambda v: np.logaddexp(0, v),
    "the softsign, …/(1 + |…|), of ": lambda v: v / (1 + np.abs(v)),
    "1/(1 + …²) of ": lambda v: 1 / (1 + v**2),
    "e^(−…²) of ": lambda v: np.exp(-(v**2)),
    "(1 + tanh)/2 of ": lambda v: (1 + np.tanh(v)) / 2,
    "(1 − tanh)² of ": lambda v: (1 - np.tanh(v)) ** 2,
    "1 − tanh³ of ": lambda v: 1 - np.tanh(v) ** 3,
    "the logarithm of ": np.log,
    "the root of ": np.sqrt,
    "the cube of ": lambda v: v**3,
    "1 divided by ": lambda v: 1 / v,
    "the softmax along axis 1 of ": lambda v: softmax(v, -1),
    "the softmax along axis 0 of ": lambda v: softmax(v, 0),
}
INNER: dict[str, Callable[[Array], Array]] = {
    **FUNCTIONS,
    "the sign of ": np.sign,
    "2 · ": lambda v: 2 * v,
    "half of ": lambda v: v / 2,
}
