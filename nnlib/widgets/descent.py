"""Lesson 04: the path of gradient descent on the landscape of the cost, step by step."""

from functools import lru_cache, partial
from itertools import islice
from typing import NamedTuple

import numpy as np

from nnlib._machinery.rules import Array, Seed
from nnlib.datasets import Dataset, standardize
from nnlib.landscape import Landscape, landscape
from nnlib.network import Parameters, backward, forward, initialize_parameters
from nnlib.plots import plot_cost, plot_landscape
from nnlib.texts import _
from nnlib.training import descend
from nnlib.widgets import controls
from nnlib.widgets.explorer import Explorer, side_by_side

STEPS = 60


class Path(NamedTuple):
    """A run of gradient descent: the parameters after each step, their costs in nats per example, the landscape."""

    parameters: tuple[Parameters, ...]
    costs: Array
    landscape: Landscape


class Place(NamedTuple):
    """A step on a path, the length of the gradient there, and the mean |a1| over X of the unit with the largest one."""

    path: Path
    step: int
    steepness: float
    saturation: float


def explore_descent(dataset: Dataset, *, seed: Seed = 0) -> Explorer[Place]:
    """Follow gradient descent over the landscape of the cost.

    Args:
        dataset: the examples; they are standardised.
        seed: of the random start.

    Returns:
        The widget.
    """
    X = standardize(dataset.X)

    @lru_cache(maxsize=8)
    def path_with(hidden_units: int, learning_rate: float) -> Path:
        return take_path(X, dataset.Y, hidden_units=hidden_units, learning_rate=learning_rate, seed=seed)

    def compute(*, hidden_units: int, learning_rate: float, step: int) -> Place:
        return look(path_with(hidden_units, learning_rate), X, dataset.Y, step)

    step = controls.integer(_("step"), _("which step of the path to look at"), 5, least=0, most=STEPS)
    return Explorer(
        {
            "hidden_units": controls.hidden_units(4),
            "learning_rate": controls.learning_rate(1.0, least=0.01, most=50.0),
            "step": step,
        },
        compute,
        *side_by_side(
            (plot_landscape, lambda plot, place: plot(place.path.landscape, step=place.step)),
            (partial(plot_cost, iterations=STEPS), lambda plot, place: plot(place.path.costs[: place.step + 1])),
        ),
        _words,
    )


def take_path(X: Array, Y: Array, *, hidden_units: int, learning_rate: float, seed: int = 0) -> Path:
    """Take 60 steps of gradient descent from a random start, and compute the landscape around them."""
    start = initialize_parameters(X.shape[0], hidden_units, rng=seed)
    steps = list(islice(descend(start, X, Y, learning_rate=learning_rate), STEPS + 1))
    parameters = tuple(step.parameters for step in steps)
    return Path(parameters, np.array([step.cost for step in steps]), landscape(parameters, X, Y))


def look(path: Path, X: Array, Y: Array, step: int) -> Place:
    """Measure the slope and the saturation at one step of a path."""
    parameters = path.parameters[step]
    cache = forward(parameters, X)
    gradients = backward(parameters, cache, X, Y)
    slopes = (gradients.dW1, gradients.db1, gradients.dW2, gradients.db2)
    length = float(np.sqrt(sum(float(np.sum(slope**2)) for slope in slopes)))
    return Place(path, step, length, float(np.abs(cache.A1).mean(axis=1).max()))


def _words(place: Place) -> str:
    rises = np.flatnonzero(np.diff(place.path.costs) > 0)
    now = _(
        "Step {now.step}: cost {cost:.4f}, length of the gradient {now.steepness:.4f}, "
        "most saturated unit: mean |a1| = {now.saturation:.2f}.",
        now=place,
        cost=place.path.costs[place.step],
    )
    if not rises.size:
        return now + "<br>" + _("The cost falls in every step.")
    return now + "<br>" + _("The cost first rises in step <b>{step}</b>.", step=rises[0] + 1)
