"""Wrong equations of backpropagation, but for the slope in dZ1, whose mistakes are in `in_slopes`."""

import numpy as np

from nnlib._machinery.door import Array, unchecked
from nnlib.activations import sigmoid_derivative
from nnlib.mistakes.catalogue import wrong
from nnlib.mistakes.tasks import Function

# dZ2 = A2 − Y


@wrong("backward", "dZ2")
def sigmoid_slope_again(A2: Array, Y: Array, Z2: Array) -> Array:
    """dZ2 = (A2 − Y) * σ'(Z2)."""
    return (A2 - Y) * unchecked(sigmoid_derivative)(Z2)


@wrong("backward", "dZ2")
def mean_taken_twice(A2: Array, Y: Array, m: int) -> Array:
    """dZ2 = (1/m) (A2 − Y)."""
    return (A2 - Y) / m


@wrong("backward", "dZ2")
def sign_flipped(A2: Array, Y: Array) -> Array:
    """dZ2 = Y − A2."""
    return Y - A2


@wrong("backward", "dZ2")
def dA2_for_dZ2(A2: Array, Y: Array) -> Array:
    """dZ2 = −Y/A2 + (1 − Y)/(1 − A2), which is dA2."""
    return -Y / A2 + (1 - Y) / (1 - A2)


@wrong("backward", "dZ2", erratum="E7")
def loss_for_dZ2(A2: Array, Y: Array) -> Array:
    """dZ2 = −Y log A2 − (1 − Y) log(1 − A2), which is L."""
    return -Y * np.log(A2) - (1 - Y) * np.log(1 - A2)


@wrong("backward", "dZ2")
def labels_in_a_column(A2: Array, Y: Array) -> Array:
    """dZ2 = A2 − Yᵀ, an m × m table."""
    return A2 - Y.T


@wrong("backward", "dZ2")
def labels_forgotten(A2: Array) -> Array:
    """dZ2 = A2."""
    return A2


# dW2 = (1/m) dZ2 A1ᵀ, and dW1 likewise


@wrong("backward", "dW2")
def Z1_for_A1(dZ2: Array, Z1: Array, m: int) -> Array:
    """dW2 = (1/m) dZ2 Z1ᵀ."""
    return dZ2 @ Z1.T / m


@wrong("backward", "dW2")
def X_for_A1(dZ2: Array, X: Array, m: int) -> Array:
    """dW2 = (1/m) dZ2 Xᵀ."""
    return dZ2 @ X.T / m


@wrong("backward", "dW2", "dW1", fits=False)
def not_transposed(dZ: Array, A: Array, m: int) -> Array:
    """dW2 = (1/m) dZ2 A1, dW1 = (1/m) dZ1 X."""
    return dZ @ A / m


@wrong("backward", "dW1")
def dZ2_for_dZ1(dZ2: Array, X: Array, m: int) -> Array:
    """dW1 = (1/m) dZ2 Xᵀ."""
    return dZ2 @ X.T / m


@wrong("backward", "dW1")
def A1_for_X(dZ1: Array, A1: Array, m: int) -> Array:
    """dW1 = (1/m) dZ1 A1ᵀ."""
    return dZ1 @ A1.T / m


@wrong("backward", "dW2", "dW1")
def sum_without_mean(dZ: Array, A: Array) -> Array:
    """dW2 = dZ2 A1ᵀ, db2 = Σ dZ2, dW1 = dZ1 Xᵀ, db1 = Σ dZ1, without 1/m."""
    return dZ @ A.T


@sum_without_mean.also("db2", "db1")
def _sum_without_mean(dZ: Array) -> Array:
    return np.sum(dZ, axis=1, keepdims=True)


@wrong("backward", "dW2", "dW1")
def m_from_the_features(dZ: Array, A: Array, n0: int) -> Array:
    """M = X.shape[0], so 1/n0 in place of 1/m."""
    return dZ @ A.T / n0


@m_from_the_features.also("db2", "db1")
def _m_from_the_features(dZ: Array, n0: int) -> Array:
    return np.sum(dZ, axis=1, keepdims=True) / n0


# db2 = (1/m) Σ dZ2, and db1 likewise


@wrong("backward", "db2", "db1")
def biases_without_mean(dZ: Array) -> Array:
    """db2 = Σ dZ2, db1 = Σ dZ1, without 1/m in the biases only."""
    return np.sum(dZ, axis=1, keepdims=True)


@wrong("backward", "db2", "db1")
def summed_over_everything(dZ: Array, m: int) -> float:
    """db2 = (1/m) np.sum(dZ2), db1 = (1/m) np.sum(dZ1), over all axes."""
    return float(np.sum(dZ)) / m


@wrong("backward", "db2", "db1")
def summed_over_the_units(dZ: Array, m: int) -> Array:
    """db2 = (1/m) Σ dZ2, db1 = (1/m) Σ dZ1, over axis 0."""
    return np.sum(dZ, axis=0, keepdims=True) / m


@wrong("backward", "db2", "db1")
def without_keepdims(dZ: Array, m: int) -> Array:
    """db2 = (1/m) np.sum(dZ2, axis=1), db1 = (1/m) np.sum(dZ1, axis=1), flat."""
    return np.sum(dZ, axis=1) / m


@wrong("backward", "db2", "db1")
def a_bias_for_each_example(dZ: Array, m: int) -> Array:
    """db2 = (1/m) dZ2, db1 = (1/m) dZ1, without the sum."""
    return dZ / m


# dZ1 = W2ᵀ dZ2 * g1'(Z1)


@wrong("backward", "dZ1", erratum="E9", fits=False)
def matrix_product_for_elementwise(W2: Array, dZ2: Array, Z1: Array, g1_prime: Function) -> Array:
    """dZ1 = W2ᵀ dZ2 g1'(Z1), both matrix products."""
    return W2.T @ dZ2 @ g1_prime(Z1)


@wrong("backward", "dZ1", activations=("tanh",), fits=False)
def matrix_product_in_the_slope(W2: Array, dZ2: Array, A1: Array) -> Array:
    """dZ1 = W2ᵀ dZ2 * (1 − A1ᵀ A1)."""
    return W2.T @ dZ2 * (1 - A1.T @ A1)


@wrong("backward", "dZ1")
def dW2_for_W2(dW2: Array, dZ2: Array, Z1: Array, g1_prime: Function) -> Array:
    """dZ1 = dW2ᵀ dZ2 * g1'(Z1)."""
    return dW2.T @ dZ2 * g1_prime(Z1)


@wrong("backward", "dZ1")
def W2_left_out(dZ2: Array, Z1: Array, g1_prime: Function) -> Array:
    """dZ1 = dZ2 * g1'(Z1)."""
    return dZ2 * g1_prime(Z1)


@wrong("backward", "dZ1")
def mean_in_dZ1(W2: Array, dZ2: Array, Z1: Array, g1_prime: Function, m: int) -> Array:
    """dZ1 = (1/m) W2ᵀ dZ2 * g1'(Z1)."""
    return W2.T @ dZ2 * g1_prime(Z1) / m
