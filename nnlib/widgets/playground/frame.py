"""What the page draws: a state as numbers of float32 in one buffer, and a few words about it."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from nnlib.activations import ACTIVATIONS, ActivationName
from nnlib.datasets import Dataset
from nnlib.network import Array, Cache, backward, cost, forward
from nnlib.widgets.playground.setup import GIVEN, MADE, Data, as_trained, own_noise
from nnlib.widgets.playground.state import State

GRID = 80  # places along each side of the plane
EVERY = 2  # a hidden unit's own surface takes every second of them
BINS = 24
SKETCHED = 160  # examples at most


Plane = NDArray[np.float32]
"""The places of the plane at which the surface is computed, as the network was trained: (2, GRID²)."""


def plane_of(data: Data) -> Plane | None:
    """Lay a grid over the plane of two features; with more of them there is none."""
    if data.n0 != 2:
        return None
    x, y = np.linspace(data.low, data.high, GRID).T
    return as_trained(data, np.array(np.meshgrid(x, y)).reshape(2, -1)).astype(np.float32)


class Shown(NamedTuple):
    """All that one picture shows: arrays by name, and the part of either part's examples that is right."""

    arrays: dict[str, NDArray[Any]]
    accuracies: tuple[float | None, float | None]
    held_out_cost: float | None


@np.errstate(over="ignore", invalid="ignore")  # a run that diverges is shown as far as it has numbers
def shown(state: State, plane: Plane | None) -> Shown:
    """Compute all that one picture shows.

    Z2 is (GRID, GRID), from the lower left; A1 (n1, GRID / 2, GRID / 2).  Where there is no plane, the examples'
    activations are counted in their place: A1 (n1, 2, BINS) for both classes, Z2 (2, BINS) for the predictions.
    """
    p, data, activation = state.parameters, state.data, state.setup.activation
    arrays: dict[str, NDArray[Any]] = dict(p._asdict())
    training = _forward(state, data.X)
    if training:
        gradients = backward(p, training, data.X, data.Y, activation=activation)
        arrays |= {name: getattr(gradients, name) for name in ("dW1", "db1", "dW2", "db2")}
    held_out = _forward(state, data.X_test)
    if plane is not None:
        arrays |= _surfaces(state, plane)
    elif held_out:
        arrays |= _counted(held_out, data.Y_test, activation)
    elif training:
        arrays |= _counted(training, data.Y, activation)
    arrays["curve"] = np.array(state.curve[1:])
    accuracies = _accuracy(training, data.Y), _accuracy(held_out, data.Y_test)
    return Shown(arrays, accuracies, cost(held_out, data.Y_test) if held_out else None)


def _forward(state: State, X: Array) -> Cache | None:
    return forward(state.parameters, X, activation=state.setup.activation) if X.shape[1] else None


def _accuracy(cache: Cache | None, Y: Array) -> float | None:
    return None if cache is None else float(np.mean((cache.Z2 > 0) == Y))


def _surfaces(state: State, plane: Plane) -> dict[str, NDArray[Any]]:
    """Forward propagation of all places of the plane in one product, in float32: it is for the eye."""
    W1, b1, W2, b2 = (array.astype(np.float32) for array in state.parameters)
    g1: Callable[[Any], NDArray[Any]] = ACTIVATIONS[state.setup.activation].function
    A1 = g1(W1 @ plane + b1)
    Z2 = W2 @ A1 + b2
    return {
        "Z2": np.nan_to_num(Z2).reshape(GRID, GRID),
        "A1": A1.reshape(-1, GRID, GRID)[:, ::EVERY, ::EVERY],
    }


def _counted(cache: Cache, Y: Array, activation: ActivationName) -> dict[str, Array]:
    bottom = min(float(ACTIVATIONS[activation].function(np.array(-50.0))), 0.0)  # as low as it goes
    top = max(1.0, float(cache.A1.max()))

    def count(row: Array, low: float, high: float) -> Array:
        parts = [np.histogram(row[Y[0] == label], BINS, (low, high))[0] for label in (0, 1)]
        return np.array(parts) / max(1, max(part.max() for part in parts))

    return {"A1": np.array([count(row, bottom, top) for row in cache.A1]), "Z2": count(cache.A2[0], 0, 1)}


def packed(arrays: Mapping[str, NDArray[Any]]) -> tuple[dict[str, list[int]], bytes]:
    """Write the arrays one behind the other as float32; give their shapes, in that order."""
    with np.errstate(over="ignore"):  # float32 goes less far
        parts = [array.astype(np.float32).tobytes() for array in arrays.values()]
    return {name: list(array.shape) for name, array in arrays.items()}, b"".join(parts)


def examples_of(data: Data) -> dict[str, Array]:
    """Give the examples' places and labels, (3, m), of either part; of more than two features there are no places."""
    if data.n0 != 2:
        return {}
    parts = {"training": data.training, "held_out": data.held_out}
    return {name: np.empty((3, 0)) if part is None else np.vstack([part.X, part.Y]) for name, part in parts.items()}


def sketches_of(data: Data) -> dict[str, Array]:
    """Give some examples of each data set with two features as (3, m), its places from 0 to 1, to choose it by."""
    own = {} if data.given is None or data.given.n0 != 2 else {GIVEN: _sketch(data.given)}
    return {name: _made(name) for name in MADE} | own


@cache
def _made(name: str) -> Array:
    return _sketch(MADE[name](SKETCHED, noise=own_noise(name) / 4))


def _sketch(dataset: Dataset) -> Array:
    X, Y = dataset.X[:, :SKETCHED], dataset.Y[:, :SKETCHED]
    low, high = X.min(axis=1, keepdims=True), X.max(axis=1, keepdims=True)
    return np.vstack([(X - low) / np.where(high > low, high - low, 1), Y])


def scales_of(data: Data) -> dict[str, Any]:
    """Give what the page needs to standardise a place itself: x := (x − centre) / spread."""
    ends = as_trained(data, np.array([data.low, data.high]).T)
    spread = (data.high - data.low) / np.where(ends[:, 1] > ends[:, 0], ends[:, 1] - ends[:, 0], 1)
    return {
        "low": data.low.tolist(),
        "high": data.high.tolist(),
        "centre": (data.low - ends[:, 0] * spread).tolist(),
        "spread": spread.tolist(),
    }
