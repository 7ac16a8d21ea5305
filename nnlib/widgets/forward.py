"""Lesson 03: hidden units over the plane, how they add up, and the boundary that comes of it."""

import re
from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from nnlib._machinery.numerals import count
from nnlib._machinery.rules import Seed
from nnlib.activations import ActivationName
from nnlib.datasets import Dataset, standardize
from nnlib.network import accuracy
from nnlib.plots import plot_boundary, plot_units
from nnlib.texts import _
from nnlib.training import History, train_as_far
from nnlib.widgets import controls
from nnlib.widgets.explorer import Explorer, side_by_side


class Trained(NamedTuple):
    """A training run, its accuracy in [0, 1] on the examples, and the iteration at which it diverged, if it did."""

    history: History
    accuracy: float
    diverged_at: int | None


def explore_forward(dataset: Dataset, *, activation: ActivationName = "tanh", seed: Seed = 0) -> Explorer[Trained]:
    """Change hidden units, learning rate and steps; see what each unit adds to Z2, and where the boundary lies.

    Args:
        dataset: examples with two features; they are standardised.
        activation: the name of the hidden layer's g1: "tanh", "sigmoid" or "relu".
        seed: of the random start.

    Returns:
        The widget.
    """
    over: dict[str, Any] = {"dataset": dataset, "reference": dataset.X, "activation": activation}
    plots = (partial(plot_units, **over, weighted=True), _give), (partial(plot_boundary, **over), _give)
    return Explorer(
        {
            "hidden_units": controls.hidden_units(3, most=8),
            "learning_rate": controls.learning_rate(1.0),
            "iterations": controls.integer(_("iterations"), _("how many steps to take"), 500, least=0, most=1000),
        },
        partial(train_whole, dataset, activation=activation, seed=seed),
        *side_by_side(*plots, widths=(5, 4)),
        _words,
    )


def train_whole(dataset: Dataset, *, activation: ActivationName = "tanh", **settings: Any) -> Trained:
    """Train on all examples of a data set, standardised, with settings that `train` takes."""
    X, Y = standardize(dataset.X), dataset.Y
    history, diverged_at = train_as_far(X, Y, activation=activation, **settings)
    return Trained(history, accuracy(history.parameters, X, Y, activation=activation), diverged_at)


def _give(plot: Callable[..., Any], run: Trained) -> Any:
    return plot(run.history.parameters)


def _words(run: Trained) -> str:
    lost = "<b>The run diverged at iteration {run.diverged_at}.</b> Before that: "
    stop = "" if run.diverged_at is None else _(lost, run=run)
    W2, b2 = run.history.parameters.W2[0], run.history.parameters.b2.item()
    terms = [f"{_signed(weight)} a{unit}" for unit, weight in enumerate(W2, 1)]
    sum_of_units = re.sub(r"^\+ |(?<=^−) ", "", " ".join([*terms, _signed(b2)]))
    ended = _(
        "cost {cost:.4f} · accuracy <b>{accuracy:.2%}</b> after {steps}.",
        cost=run.history.costs[-1],
        accuracy=run.accuracy,
        steps=count(run.history.iterations, "iteration"),
    )
    return f"{stop}{ended}<br>Z2 = {sum_of_units}"


def _signed(number: float) -> str:
    """Write a number as one term of a sum: "+ 4.85", "− 0.22"."""
    return f"{'−' if round(number, 2) < 0 else '+'} {abs(number):.2f}"
