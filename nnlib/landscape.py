"""The cost as a landscape: a plane through the path of gradient descent, and the height of the cost over it."""

from collections.abc import Sequence
from typing import Annotated, NamedTuple

import numpy as np

from nnlib._machinery.rules import Array, integer
from nnlib.activations import ActivationName
from nnlib.network import Parameters, cost, forward


class Landscape(NamedTuple):
    """A plane in the space of all parameters, and the cost over it.

    across (k,) and along (k,) are the coordinates of a grid on the plane, and costs (k, k) the cost there, a row for
    each of `along`.  path (steps, 2) holds the coordinates of each step, and shown is the part of the path's
    variation that lies in the plane, in [0, 1].
    """

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
    points: Annotated[int, integer(2)] = 25,
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
        The Landscape; its grid reaches a third beyond the path on each side.

    Raises:
        TypeError, ValueError: an argument is of the wrong kind, shape or value.

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
    across, along = (_beyond(coordinates[:, axis], points) for axis in (0, 1))
    heights = [[_cost_at(middle + np.array([a, b]) @ plane, path[0], X, Y, activation) for a in across] for b in along]
    total = float(np.sum(sizes**2))
    return Landscape(across, along, np.array(heights), coordinates, float(np.sum(sizes[:2] ** 2)) / total)


def _pointing_ahead(directions: Array, way: Array) -> Array:
    """Turn each direction so that the path goes to its positive side: a singular vector's sign is arbitrary."""
    backwards = directions @ way < 0
    return np.where(backwards[:, np.newaxis], -directions, directions)


def _beyond(values: Array, points: int) -> Array:
    low, high = float(values.min()), float(values.max())
    margin = max((high - low) / 3, 1e-3)
    return np.linspace(low - margin, high + margin, points)


def _cost_at(point: Array, like: Parameters, X: Array, Y: Array, activation: ActivationName) -> float:
    ends = np.cumsum([array.size for array in like])
    arrays = [part.reshape(array.shape) for part, array in zip(np.split(point, ends[:-1]), like, strict=True)]
    return cost(forward(Parameters(*arrays), X, activation=activation), Y)
