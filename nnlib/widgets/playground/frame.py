"""What the page draws: a state as numbers of float32 in one buffer, and a few words about it."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np

from nnlib.network import Array, accuracy, backward, forward
from nnlib.widgets.playground.setup import Data, as_trained
from nnlib.widgets.playground.state import State

GRID = 80  # places along each side of the plane
EVERY = 2  # a hidden unit's own surface takes every second of them
BINS = 24


class Plane(NamedTuple):
    """The places of the plane at which the surface is computed, as the network was trained: (2, GRID²)."""

    X: Array
    x: Array
    y: Array


def plane_of(data: Data) -> Plane | None:
    """Lay a grid over the plane of two features; with more of them there is none."""
    if data.training.n0 != 2:
        return None
    x, y = np.linspace(data.low, data.high, GRID).T
    return Plane(as_trained(data, np.array(np.meshgrid(x, y)).reshape(2, -1)), x, y)


def arrays_of(state: State, plane: Plane | None) -> dict[str, Array]:
    """Compute all that one picture shows, by name.

    Z2 is (GRID, GRID), from the lower left; A1 (n1, GRID / 2, GRID / 2).  Where there is no plane, the examples'
    activations are counted in their place: A1 (n1, 2, BINS) for both classes, Z2 (2, BINS) for the predictions.
    """
    p, data, activation = state.parameters, state.data, state.setup.activation
    arrays: dict[str, Array] = dict(p._asdict())
    if data.X.shape[1]:
        cache = forward(p, data.X, activation=activation)
        gradients = backward(p, cache, data.X, data.Y, activation=activation)
        arrays |= {name: getattr(gradients, name) for name in ("dW1", "db1", "dW2", "db2")}
    if plane is None:
        shown = (data.X_test, data.Y_test) if data.X_test.shape[1] else (data.X, data.Y)
        arrays |= _counted(state, *shown)
    else:
        surface = forward(p, plane.X, activation=activation)
        arrays["Z2"] = surface.Z2.reshape(GRID, GRID)
        arrays["A1"] = surface.A1.reshape(-1, GRID, GRID)[:, ::EVERY, ::EVERY]
    return arrays | {"curve": np.array(state.curve[1:])}


def _counted(state: State, X: Array, Y: Array) -> dict[str, Array]:
    cache = forward(state.parameters, X, activation=state.setup.activation)
    top = max(1.0, float(cache.A1.max()))
    bottom = -1.0 if state.setup.activation == "tanh" else 0.0

    def count(row: Array, low: float, high: float) -> Array:
        parts = [np.histogram(row[Y[0] == label], BINS, (low, high))[0] for label in (0, 1)]
        return np.array(parts) / max(1, max(part.max() for part in parts))

    return {
        "A1": np.array([count(row, bottom, top) for row in cache.A1]),
        "Z2": count(cache.A2[0], 0, 1),
    }


def packed(arrays: Mapping[str, Array]) -> tuple[dict[str, list[int]], bytes]:
    """Write the arrays one behind the other as float32; give their shapes, in that order."""
    largest = np.finfo(np.float32).max
    parts = [np.clip(array, -largest, largest).astype(np.float32).tobytes() for array in arrays.values()]
    return {name: list(array.shape) for name, array in arrays.items()}, b"".join(parts)


def accuracies(state: State) -> tuple[float | None, float | None]:
    """Give the part of the examples that is right, of those trained on and of those held out."""
    data = state.data
    parts = (data.X, data.Y), (data.X_test, data.Y_test)
    training, held_out = (
        accuracy(state.parameters, X, Y, activation=state.setup.activation) if X.shape[1] else None for X, Y in parts
    )
    return training, held_out


def examples_of(data: Data) -> dict[str, Array]:
    """Give the examples' places and labels, (3, m), of either part; of more than two features there are no places."""
    if data.training.n0 != 2:
        return {}
    parts = {"training": data.training, "held_out": data.held_out}
    return {
        name: np.empty((3, 0)) if part is None else np.vstack([part.X, part.Y]) for name, part in parts.items()
    }


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
