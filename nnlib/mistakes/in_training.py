"""Wrong updates, wrong gradient checks, and wrong loops."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np

from nnlib import network
from nnlib._machinery.door import Array, unchecked
from nnlib.activations import ActivationName
from nnlib.mistakes.catalogue import Mistake, wrong
from nnlib.mistakes.tasks import Slopes
from nnlib.network import Cache, Gradients, Parameters

PARAMETERS = Parameters._fields
forward = unchecked(network.forward)
cost = unchecked(network.cost)
backward = unchecked(network.backward)
update = unchecked(network.update)


@wrong("update", *PARAMETERS, erratum="E4")
def shrinks(w: Array, learning_rate: float) -> Array:
    """W := W − α W, b := b − α b."""
    return w - learning_rate * w


@wrong("update", *PARAMETERS)
def uphill(w: Array, dw: Array, learning_rate: float) -> Array:
    """W := W + α dW, b := b + α db."""
    return w + learning_rate * dw


@wrong("update", *PARAMETERS)
def no_learning_rate(w: Array, dw: Array) -> Array:
    """W := W − dW, b := b − db."""
    return w - dw


@wrong("update", *PARAMETERS)
def unchanged(w: Array) -> Array:
    """W := W, b := b: a copy was updated, and the old arrays returned."""
    return w


@wrong("update", *PARAMETERS)
def step_in_place_of_sum(dw: Array, learning_rate: float) -> Array:
    """W := −α dW, b := −α db."""
    return -learning_rate * dw


@wrong("update", *PARAMETERS)
def gradient_returned(dw: Array) -> Array:
    """W := dW, b := db."""
    return dw


@wrong("update", "b1", "b2")
def biases_stay(w: Array) -> Array:
    """b1 := b1, b2 := b2."""
    return w


@wrong("update", "W1", "b1")
def first_layer_stays(w: Array) -> Array:
    """W1 := W1, b1 := b1."""
    return w


# The gradient check: slopes of the cost, measured.

STEP = 1e-5


def _moved(parameters: Parameters, distance: float) -> Iterator[tuple[str, tuple[int, ...], Parameters]]:
    """Give, for each number, its array's name, its place, and the parameters with that number moved."""
    for name, array in parameters._asdict().items():
        for place in np.ndindex(array.shape):
            moved = array.copy()
            moved[place] += distance
            yield name, place, parameters._replace(**{name: moved})


def _empty(parameters: Parameters) -> Slopes:
    return Slopes(*(np.empty_like(array) for array in parameters))


@wrong("numerical_gradients", *Slopes._fields)
def one_sided(parameters: Parameters, X: Array, Y: Array, activation: ActivationName) -> Slopes:
    """Slope = (J(w + ε) − J(w)) / ε."""
    slopes, here = _empty(parameters), cost(forward(parameters, X, activation=activation), Y)
    for name, place, moved in _moved(parameters, STEP):
        J = cost(forward(moved, X, activation=activation), Y)
        getattr(slopes, "d" + name)[place] = (J - here) / STEP
    return slopes


@wrong("numerical_gradients", *Slopes._fields)
def divided_by_one_step(parameters: Parameters, X: Array, Y: Array, activation: ActivationName) -> Slopes:
    """Slope = (J(w + ε) − J(w − ε)) / ε."""
    return Slopes(*(2 * array for array in _right(parameters, X, Y, activation)))


@wrong("numerical_gradients", *Slopes._fields)
def down_minus_up(parameters: Parameters, X: Array, Y: Array, activation: ActivationName) -> Slopes:
    """Slope = (J(w − ε) − J(w + ε)) / (2 ε)."""
    return Slopes(*(-array for array in _right(parameters, X, Y, activation)))


@wrong("numerical_gradients", *Slopes._fields)
def not_divided(parameters: Parameters, X: Array, Y: Array, activation: ActivationName) -> Slopes:
    """Slope = J(w + ε) − J(w − ε)."""
    return Slopes(*(2 * STEP * array for array in _right(parameters, X, Y, activation)))


@wrong("numerical_gradients", *Slopes._fields)
def all_moved_at_once(parameters: Parameters, X: Array, Y: Array, activation: ActivationName) -> Slopes:
    """Slope = (J(W + ε) − J(W − ε)) / (2 ε), with every number of W moved together."""
    right = _right(parameters, X, Y, activation)
    return Slopes(*(np.full_like(array, np.sum(array)) for array in right))


def _right(parameters: Parameters, X: Array, Y: Array, activation: ActivationName) -> Slopes:
    gradients = backward(parameters, forward(parameters, X, activation=activation), X, Y, activation=activation)
    return Slopes(gradients.dW1, gradients.db1, gradients.dW2, gradients.db2)


# The loop of gradient descent.


@wrong("training_loop", *PARAMETERS)
def W2_updated_too_early(
    parameters: Parameters, X: Array, Y: Array, learning_rate: float, iterations: int, activation: ActivationName
) -> Parameters:
    """W2 := W2 − α dW2, and only then dZ1 = W2ᵀ dZ2 * g1'(Z1)."""
    for _ in range(iterations):
        cache = forward(parameters, X, activation=activation)
        gradients = backward(parameters, cache, X, Y, activation=activation)
        early = parameters._replace(W2=parameters.W2 - learning_rate * gradients.dW2)
        late = backward(early, cache, X, Y, activation=activation)
        parameters = update(parameters, late, learning_rate)
    return parameters


@wrong("training_loop", *PARAMETERS)
def gradients_of_the_start(
    parameters: Parameters, X: Array, Y: Array, learning_rate: float, iterations: int, activation: ActivationName
) -> Parameters:
    """The gradients are computed once, before the loop."""
    gradients = _gradients(parameters, parameters, X, Y, activation)
    for _ in range(iterations):
        parameters = update(parameters, gradients, learning_rate)
    return parameters


@wrong("training_loop", *PARAMETERS)
def predictions_of_the_start(
    parameters: Parameters, X: Array, Y: Array, learning_rate: float, iterations: int, activation: ActivationName
) -> Parameters:
    """Forward propagation is run once, before the loop."""
    start = parameters
    for _ in range(iterations):
        parameters = update(parameters, _gradients(parameters, start, X, Y, activation), learning_rate)
    return parameters


@wrong("training_loop", *PARAMETERS)
def one_step_only(
    parameters: Parameters, X: Array, Y: Array, learning_rate: float, activation: ActivationName
) -> Parameters:
    """Each step starts from the first parameters, so that only one counts."""
    return update(parameters, _gradients(parameters, parameters, X, Y, activation), learning_rate)


@wrong("training_loop", *PARAMETERS)
def one_step_short(
    parameters: Parameters, X: Array, Y: Array, learning_rate: float, iterations: int, activation: ActivationName
) -> Parameters:
    """Iterations − 1 steps."""
    for _ in range(iterations - 1):
        gradients = _gradients(parameters, parameters, X, Y, activation)
        parameters = update(parameters, gradients, learning_rate)
    return parameters


def _gradients(parameters: Parameters, seen: Parameters, X: Array, Y: Array, activation: ActivationName) -> Gradients:
    """Go back through `parameters`, with the predictions that the parameters `seen` make."""
    cache: Cache = forward(seen, X, activation=activation)
    return backward(parameters, cache, X, Y, activation=activation)


def in_a_loop(mistake: Mistake) -> Mistake:
    """Give the mistake of a loop of gradient descent whose forward, backward or update is wrong in this way."""
    parts: dict[str, Callable[..., Any]] = {"forward": forward, "backward": backward, "update": update}
    parts[mistake.function] = mistake

    def trained(
        parameters: Parameters, X: Array, Y: Array, learning_rate: float, iterations: int, activation: ActivationName
    ) -> Parameters:
        for _ in range(iterations):
            cache = parts["forward"](parameters, X, activation=activation)
            gradients = parts["backward"](parameters, cache, X, Y, activation=activation)
            parameters = parts["update"](parameters, gradients, learning_rate)
        return parameters

    return replace(mistake, function="training_loop", equations=dict.fromkeys(PARAMETERS, trained))
