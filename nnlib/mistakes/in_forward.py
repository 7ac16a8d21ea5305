"""Wrong equations of forward propagation."""

import numpy as np

from nnlib._machinery.door import Array, unchecked
from nnlib.activations import sigmoid
from nnlib.mistakes.catalogue import wrong
from nnlib.mistakes.tasks import Function


@wrong("forward", "Z1", "Z2")
def no_bias(W: Array, A: Array) -> Array:
    """Z1 = W1 X, Z2 = W2 A1."""
    return W @ A


@wrong("forward", "Z1", "Z2")
def bias_subtracted(W: Array, A: Array, b: Array) -> Array:
    """Z1 = W1 X − b1, Z2 = W2 A1 − b2."""
    return W @ A - b


@wrong("forward", "Z1", fits=False)
def W1_transposed(W1: Array, X: Array, b1: Array) -> Array:
    """Z1 = W1ᵀ X + b1."""
    return W1.T @ X + b1


@wrong("forward", "Z1", fits=False)
def W1_elementwise(W1: Array, X: Array, b1: Array) -> Array:
    """Z1 = W1 * X + b1."""
    return W1 * X + b1


@wrong("forward", "A1")
def no_activation(Z1: Array) -> Array:
    """A1 = Z1."""
    return Z1


@wrong("forward", "A1", activations=("tanh", "relu"))
def sigmoid_hidden(Z1: Array) -> Array:
    """A1 = σ(Z1)."""
    return unchecked(sigmoid)(Z1)


@wrong("forward", "A1", activations=("sigmoid", "relu"))
def tanh_hidden(Z1: Array) -> Array:
    """A1 = tanh(Z1)."""
    return np.tanh(Z1)


@wrong("forward", "A1")
def slope_for_activation(Z1: Array, g1_prime: Function) -> Array:
    """A1 = g1'(Z1)."""
    return g1_prime(Z1)


@wrong("forward", "Z2")
def Z2_from_Z1(W2: Array, Z1: Array, b2: Array) -> Array:
    """Z2 = W2 Z1 + b2."""
    return W2 @ Z1 + b2


@wrong("forward", "Z2", erratum="E8", fits=False)
def Z2_from_X(W2: Array, X: Array, b2: Array) -> Array:
    """Z2 = W2 X + b2."""
    return W2 @ X + b2


@wrong("forward", "Z2", fits=False)
def W2_elementwise(W2: Array, A1: Array, b2: Array) -> Array:
    """Z2 = W2 * A1 + b2."""
    return W2 * A1 + b2


@wrong("forward", "A2")
def no_sigmoid(Z2: Array) -> Array:
    """A2 = Z2."""
    return Z2


@wrong("forward", "A2")
def tanh_output(Z2: Array) -> Array:
    """A2 = tanh(Z2)."""
    return np.tanh(Z2)


@wrong("forward", "A2")
def sigmoid_mirrored(Z2: Array) -> Array:
    """A2 = 1 / (1 + e^Z2)."""
    return unchecked(sigmoid)(-Z2)


@wrong("forward", "A2")
def no_brackets_in_the_sigmoid(Z2: Array) -> Array:
    """A2 = 1 / 1 + e^−Z2."""
    return 1 + np.exp(-Z2)


@wrong("forward", "A2")
def rounded_to_labels(Z2: Array) -> Array:
    """A2 = 1 where Z2 > 0, else 0."""
    return np.where(Z2 > 0, 1.0, 0.0)
