"""Lesson 02: one prediction dragged along the loss, and the cost of a short run beside the losses of its examples."""

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

import ipywidgets
import numpy as np

from nnlib._machinery.numerals import written
from nnlib._machinery.rules import Array, Seed
from nnlib.datasets import Dataset, standardize
from nnlib.network import cross_entropy, forward
from nnlib.plots import plot_cost, plot_loss, plot_loss_over_z, plot_losses
from nnlib.plots.loss import CROSS_ENTROPY, SQUARED_ERROR, in_words, slope_over_prediction, z_of
from nnlib.plots.losses import WORST, share_of_the_largest
from nnlib.texts import _
from nnlib.training import History, train
from nnlib.widgets import controls
from nnlib.widgets.explorer import Explorer, side_by_side

ITERATIONS = 100
SIZE = (9.6, 3.4)
PREDICTIONS = (0.001, *(i / 100 for i in range(1, 100)), 0.999)


class OneLoss(NamedTuple):
    """A prediction ŷ and its z, its label, the loss in nats, and the slopes over ŷ and over z."""

    prediction: float
    label: int
    z: float
    loss: float
    slope: float
    slope_over_z: float
    slope_of_squared_error: float


class ShortRun(NamedTuple):
    """A run of a few iterations, and the losses (1, m) of all examples at its end, in nats."""

    history: History
    losses: Array


def explore_loss() -> Explorer[OneLoss]:
    """Drag a prediction along the loss, for either label, and compare its slope over z with the squared error's.

    Returns:
        The widget.
    """
    tooltip = _("the probability that the network gives to y = 1")
    prediction = controls.one_of(_("prediction ŷ"), tooltip, PREDICTIONS, 0.9)
    plots = side_by_side((plot_loss, _give), (plot_loss_over_z, _give), size=SIZE)
    return Explorer({"prediction": prediction, "label": _label(0)}, look_at_loss, *plots, _words)


def look_at_loss(*, prediction: float, label: int) -> OneLoss:
    """Compute the loss of one prediction ŷ = σ(z) with label 0 or 1, and its slopes."""
    z = z_of(prediction)
    return OneLoss(
        prediction,
        label,
        float(z),
        float(CROSS_ENTROPY.value(z, label)),
        slope_over_prediction(prediction, label),
        float(CROSS_ENTROPY.slope(z, label)),
        float(SQUARED_ERROR.slope(z, label)),
    )


def explore_cost(dataset: Dataset, *, seed: Seed = 0) -> Explorer[ShortRun]:
    """Change hidden units and learning rate, and see the cost of 100 iterations beside the losses at their end.

    Args:
        dataset: the examples; they are standardised.
        seed: of the random start.

    Returns:
        The widget.
    """
    return Explorer(
        {"hidden_units": controls.hidden_units(4), "learning_rate": controls.learning_rate(1.0)},
        partial(run_shortly, dataset, seed=seed),
        *side_by_side(
            (partial(plot_cost, iterations=ITERATIONS), lambda plot, run: plot(run.history.costs)),
            (plot_losses, lambda plot, run: plot(run.losses)),
            size=SIZE,
        ),
        _run_words,
    )


def run_shortly(dataset: Dataset, **settings: Any) -> ShortRun:
    """Train for 100 iterations with settings that `train` takes, and compute the losses (1, m) at the end."""
    X, Y = standardize(dataset.X), dataset.Y
    history = train(X, Y, **settings, iterations=ITERATIONS, progress=False)
    return ShortRun(history, cross_entropy(forward(history.parameters, X).Z2, Y))


def _label(value: int) -> ipywidgets.RadioButtons:
    return ipywidgets.RadioButtons(
        options=[(_("the label is y = 0"), 0), (_("the label is y = 1"), 1)],
        value=value,
        tooltip=_("the example's true label"),
        orientation="horizontal",
        layout={"width": "max-content", "margin": "0 0 0 9.5rem"},
    )


def _give(plot: Callable[..., Any], one: OneLoss) -> Any:
    return plot(one.prediction, one.label)


def _words(one: OneLoss) -> str:
    times = one.slope_over_z / one.slope_of_squared_error
    return _(
        "ŷ = {one.prediction:g}, y = {one.label}: <b>loss {one.loss:.4f}</b>, slope over ŷ {slope}: {words}.<br>"
        "At z = {z} the slope over z is {slope_over_z}, {times:.0f} times as steep as that of the squared error, "
        "{slope_of_squared_error}.",
        one=one,
        slope=written(one.slope, "z.2f"),
        words=in_words(one.slope),
        z=written(one.z, "z.2f"),
        slope_over_z=written(one.slope_over_z),
        times=times,
        slope_of_squared_error=_small(one.slope_of_squared_error),
    )


def _small(slope: float) -> str:
    """Write a slope with 4 decimals, and one of which these would show next to nothing with 6."""
    return written(slope, "z.4f" if abs(slope) >= 0.001 else "z.6f")


def _run_words(run: ShortRun) -> str:
    costs = run.history.costs
    return _(
        "Cost from {costs[0]:.4f} to <b>{last:.4f}</b> in {iterations} iterations; it rose in {rises} of them.<br>"
        "The {worst} largest of the {m} losses make {share:.2%} of their sum.",
        costs=costs,
        last=costs[-1],
        iterations=ITERATIONS,
        rises=int(np.sum(np.diff(costs) > 0)),
        worst=WORST,
        m=run.losses.size,
        share=share_of_the_largest(run.losses),
    )
