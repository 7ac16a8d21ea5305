"""Wrong slopes of the activation.  Each is entered twice: as g1', and as the factor of dZ1 = W2ᵀ dZ2 * g1'(Z1)."""

from collections.abc import Callable
from typing import Any

import numpy as np

from nnlib._machinery.door import Array, unchecked
from nnlib.activations import sigmoid_derivative, tanh_derivative
from nnlib.mistakes.catalogue import wrong
from nnlib.mistakes.tasks import Function

Slope = Callable[[Array, Function, Function], Array]


def wrong_slope(*, erratum: str | None = None, **about: Any) -> Callable[[Slope], Slope]:
    """Enter, as a decorator, a wrong slope under its name, and under that name after `dZ1_` where dZ1 uses it."""

    def enter(slope: Slope) -> Slope:
        def alone(Z: Array, g1: Function, g1_prime: Function) -> Array:
            return slope(Z, g1, g1_prime)

        def in_dZ1(W2: Array, dZ2: Array, Z1: Array, g1: Function, g1_prime: Function) -> Array:
            return W2.T @ dZ2 * slope(Z1, g1, g1_prime)

        formula = (slope.__doc__ or "").removesuffix(".")
        wrong("activation_derivative", "slope", name=slope.__name__, formula=f"g1'(Z) = {formula}", **about)(alone)
        dZ1 = f"dZ1 = W2ᵀ dZ2 * ({formula.replace('Z', 'Z1').replace('A', 'A1')})"
        wrong("backward", "dZ1", name=f"dZ1_{slope.__name__}", formula=dZ1, erratum=erratum, **about)(in_dZ1)
        return slope

    return enter


@wrong_slope(erratum="E5")
def g_itself(Z: Array, g1: Function, g1_prime: Function) -> Array:
    """g1(Z)."""
    return g1(Z)


@wrong_slope(activations=("tanh", "sigmoid"))
def left_out(Z: Array, g1: Function, g1_prime: Function) -> Array:
    """1."""
    return np.ones_like(Z)


@wrong_slope(activations=("tanh",))
def one_minus_z_squared(Z: Array, g1: Function, g1_prime: Function) -> Array:
    """1 − Z²."""
    return 1 - Z**2


@wrong_slope(activations=("tanh",))
def one_minus_a(Z: Array, g1: Function, g1_prime: Function) -> Array:
    """1 − A."""
    return 1 - g1(Z)


@wrong_slope(activations=("sigmoid",))
def a_left_out(Z: Array, g1: Function, g1_prime: Function) -> Array:
    """1 − A."""
    return 1 - g1(Z)


@wrong_slope(activations=("tanh", "relu"))
def a_times_one_minus_a(Z: Array, g1: Function, g1_prime: Function) -> Array:
    """A (1 − A)."""
    return g1(Z) * (1 - g1(Z))


@wrong_slope(activations=("sigmoid", "relu"))
def one_minus_a_squared(Z: Array, g1: Function, g1_prime: Function) -> Array:
    """1 − A²."""
    return 1 - g1(Z) ** 2


@wrong_slope(activations=("tanh",))
def one_plus_a_squared(Z: Array, g1: Function, g1_prime: Function) -> Array:
    """1 + A²."""
    return 1 + g1(Z) ** 2


@wrong_slope(activations=("tanh", "sigmoid"))
def slope_of_the_answer(Z: Array, g1: Function, g1_prime: Function) -> Array:
    """g1'(A)."""
    return g1_prime(g1(Z))


@wrong_slope(activations=("tanh", "relu"))
def slope_of_the_sigmoid(Z: Array, g1: Function, g1_prime: Function) -> Array:
    """σ'(Z)."""
    return unchecked(sigmoid_derivative)(Z)


@wrong_slope(activations=("sigmoid", "relu"))
def slope_of_tanh(Z: Array, g1: Function, g1_prime: Function) -> Array:
    """tanh'(Z)."""
    return unchecked(tanh_derivative)(Z)


@wrong_slope(activations=("tanh", "sigmoid"))
def times_z(Z: Array, g1: Function, g1_prime: Function) -> Array:
    """g1'(Z) Z."""
    return g1_prime(Z) * Z


@wrong_slope(activations=("sigmoid",))
def z_times_one_minus_z(Z: Array, g1: Function, g1_prime: Function) -> Array:
    """Z (1 − Z)."""
    return Z * (1 - Z)


@wrong_slope(activations=("relu",))
def mask_from_a(Z: Array, g1: Function, g1_prime: Function) -> Array:
    """A >= 0."""
    return np.where(g1(Z) >= 0, 1.0, 0.0)
