"""The activation functions of the two layers, each beside its derivative.

A hidden layer computes A1 = g1(Z1) and, on the way back, needs g1'(Z1).  Whoever takes an `activation` takes its
name, and looks the two functions up in `ACTIVATIONS`.
"""

from collections.abc import Callable
from typing import Literal, NamedTuple

import numpy as np

from nnlib._machinery.rules import Array, Numbers


class Activation(NamedTuple):
    """A function g and its derivative g', both of Z and both elementwise."""

    function: Callable[[Array], Array]
    derivative: Callable[[Array], Array]


class Formulas(NamedTuple):
    """What is written for g(z) and for g'(z), and the slope as it stands in code: of Z, and of A1 = g1(Z1)."""

    value: str
    slope: str
    slope_of_Z: str
    slope_of_A1: str


def sigmoid(Z: Numbers) -> Array:
    """Squash each number into (0, 1): σ(z) = 1 / (1 + e^−z).

    The exponential is only taken of −|z|, so it never overflows, and small values keep all their digits on both
    sides: σ(z) = e^−|z| / (1 + e^−|z|) where z < 0.

    Args:
        Z: numbers of any shape.

    Returns:
        An array of Z's shape, values in [0, 1].

    Notes: "Backpropagation Intuition, Logistic Regression".
    """
    e = np.exp(-np.abs(Z))
    return np.where(Z >= 0, 1, e) / (1 + e)


def sigmoid_derivative(Z: Numbers) -> Array:
    """Give the slope of the sigmoid: σ'(z) = σ(z) (1 − σ(z)), at most 1/4.

    Computed as e^−|z| / (1 + e^−|z|)², which does not cancel where σ(z) is close to 1.

    Args:
        Z: numbers of any shape.  It is Z, not A = σ(Z), that goes in.

    Returns:
        An array of Z's shape, values in [0, 1/4].
    """
    e = np.exp(-np.abs(Z))
    return e / (1 + e) ** 2


def tanh(Z: Numbers) -> Array:
    """Squash each number into (−1, 1): tanh(z) = (e^z − e^−z) / (e^z + e^−z).

    Args:
        Z: numbers of any shape.

    Returns:
        An array of Z's shape, values in [−1, 1].
    """
    return np.tanh(Z)


def tanh_derivative(Z: Numbers) -> Array:
    """Give the slope of tanh: tanh'(z) = 1 − tanh(z)², at most 1.

    Computed as 4 e^−2|z| / (1 + e^−2|z|)², which does not cancel where tanh(z) is close to 1.

    Args:
        Z: numbers of any shape.  It is Z, not A = tanh(Z), that goes in.

    Returns:
        An array of Z's shape, values in [0, 1].
    """
    e = np.exp(-np.abs(Z)) ** 2
    return 4 * e / (1 + e) ** 2


def relu(Z: Numbers) -> Array:
    """Cut each number off at zero: relu(z) = max(0, z).

    Args:
        Z: numbers of any shape.

    Returns:
        An array of Z's shape, values >= 0.
    """
    return np.maximum(0, Z)


def relu_derivative(Z: Numbers) -> Array:
    """Give the slope of relu: 1 where z > 0, else 0.

    At the kink, z = 0, there is no slope; 0 is the custom.  `Z >= 0` would be a mistake where it is applied to
    A = relu(Z), which is never negative: the mask would be on everywhere.

    Args:
        Z: numbers of any shape.

    Returns:
        An array of Z's shape, of 0.0 and 1.0.
    """
    return (Z > 0).astype(float)


# What an activation is, in four lines: a name of its own, the two functions, their formulas, and where it has a kink.

ActivationName = Literal["tanh", "sigmoid", "relu"]

ACTIVATIONS: dict[ActivationName, Activation] = {
    "tanh": Activation(tanh, tanh_derivative),
    "sigmoid": Activation(sigmoid, sigmoid_derivative),
    "relu": Activation(relu, relu_derivative),
}

FORMULAS: dict[ActivationName, Formulas] = {
    "tanh": Formulas("tanh(z)", "1 − tanh(z)²", "1 - np.tanh(Z) ** 2", "1 - A1 ** 2"),
    "sigmoid": Formulas("σ(z)", "σ(z) (1 − σ(z))", "sigmoid(Z) * (1 - sigmoid(Z))", "A1 * (1 - A1)"),
    "relu": Formulas("max(0, z)", "1 where z > 0, else 0", "Z > 0", "A1 > 0"),
}

KINKS: dict[ActivationName, float] = {"relu": 0.0}
