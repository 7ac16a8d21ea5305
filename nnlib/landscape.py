"""The cost as a landscape: a plane through the path of gradient descent, and the height of the cost over it."""

from collections.abc import Sequence
from typing import Annotated, NamedTuple

import numpy as np

from nnlib._machinery.rules import Array, integer
from nnlib.activations import ACTIVATIONS, ActivationName
from nnlib.network import Parameters, cross_entropy

WIDER = 1.25


class Landscape(NamedTuple):
    """A plane in the space of all parameters, and the cost over it.

    across (k,) and along (k,) are the coordinates of a grid on the plane, and costs (k, k) the cost there, a row for
    each of `along`.  path (steps, 2) holds the coordinates of each step, and shown is the part of the path's
    variation that lies in the plane, in [0, 1].
    """

    _made_by = "landscape(…) returns"

    across: Array
    along: Array
    costs: Array
    path: Array
    shown: float


def landscape(
    path: Sequence[Parameters],
    X: Array,
    Y: Array,
    *,
    activation: ActivationName = "tanh",
    points: Annotated[int, integer(2)] = 41,
) -> Landscape:
    """Lay a plane through a path of gradient descent, and compute the cost over it.

    The plane goes through the path's mean, along the two directions in which the path varies most: the first two
    right singular vectors of the steps' deviations from their mean.

    Args:
        path: the parameters after each step, two or more, all of the same shapes.
        X: the examples, (n0, m), one column each.
        Y: their labels, (n2, m), of 0 and 1.
        activation: the name of the hidden layer's g1: "tanh", "sigmoid" or "relu".
        points: how many points the grid has along each direction, >= 2.

    Returns:
        The Landscape; its grid reaches a third of the path's length beyond it, and is 5/4 as wide as it is high.

    Source: Li, Xu, Taylor, Studer and Goldstein (2018), Visualizing the Loss Landscape of Neural Nets, section 7.
    """
    steps = np.array([np.concatenate([array.ravel() for array in parameters]) for parameters in path])
    if not np.ptp(steps, axis=0).any():
        raise ValueError(
            f"path must be two or more Parameters that differ, got {len(path)} of the same: take a step first"
        )
    middle = steps.mean(axis=0)
    _, sizes, directions = np.linalg.svd(steps - middle, full_matrices=False)
    plane = _pointing_ahead(directions[:2], steps[-1] - steps[0])
    coordinates = (steps - middle) @ plane.T
    across, along = _beyond(coordinates, points)
    rows = (np.column_stack([across, np.full(points, b)]) for b in along)
    heights = [_costs_at(middle + row @ plane, path[0], X, Y, activation) for row in rows]
    total = float(np.sum(sizes**2))
    return Landscape(across, along, np.array(heights), coordinates, float(np.sum(sizes[:2] ** 2)) / total)


def _pointing_ahead(directions: Array, way: Array) -> Array:
    """Turn each direction so that the path goes to its positive side: a singular vector's sign is arbitrary."""
    backwards = directions @ way < 0
    return np.where(backwards[:, np.newaxis], -directions, directions)


def _beyond(coordinates: Array, points: int) -> tuple[Array, Array]:
    """Lay a grid around the path, to scale."""
    low, high = coordinates.min(axis=0), coordinates.max(axis=0)
    middle, half = (low + high) / 2, (high - low) / 2
    reach = max(half[0] / WIDER, half[1]) + max(2 / 3 * half.max(), 1e-3) / WIDER
    grid = reach * np.linspace(-1, 1, points)
    return middle[0] + WIDER * grid, middle[1] + grid


def _costs_at(places: Array, like: Parameters, X: Array, Y: Array, activation: ActivationName) -> Array:
    """Compute the cost at each of (k, P) places: the equations of `forward` and `cost` for k networks at once."""
    ends = np.cumsum([array.size for array in like])
    parts = np.split(places, ends[:-1], axis=1)
    W1, b1, W2, b2 = (part.reshape(-1, *array.shape) for part, array in zip(parts, like, strict=True))
    A1 = ACTIVATIONS[activation].function(W1 @ X + b1)
    return np.sum(cross_entropy(W2 @ A1 + b2, Y) / Y.shape[1], axis=(1, 2))
