"""Lesson 03: hidden units over the plane, how they add up, and the boundary that comes of it."""

import re
from functools import partial
from typing import NamedTuple

from nnlib._machinery.rules import Seed
from nnlib.activations import ActivationName
from nnlib.datasets import Dataset, standardize
from nnlib.network import accuracy
from nnlib.plots import Picture, draw_side_by_side, plot_boundary, plot_units
from nnlib.plots.sweep_cells import count
from nnlib.training import History, train_as_far
from nnlib.widgets import controls
from nnlib.widgets.explorer import Explorer


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

    Raises:
        TypeError, ValueError: an argument is of the wrong kind or out of its range.
    """
    return Explorer(
        {
            "hidden_units": controls.hidden_units(3, most=8),
            "learning_rate": controls.learning_rate(0.1 if activation == "relu" else 1.0),
            "iterations": controls.iterations(500, most=1000),
        },
        partial(train_whole, dataset, activation=activation, seed=seed),
        partial(_picture, dataset),
        _show,
        _words,
    )


def train_whole(
    dataset: Dataset,
    *,
    hidden_units: int,
    learning_rate: float,
    iterations: int,
    activation: ActivationName = "tanh",
    seed: int = 0,
) -> Trained:
    """Train on all examples of a data set, standardised.

    Args:
        dataset: the examples.
        hidden_units: the notes' n1, >= 1.
        learning_rate: the notes' α, > 0.
        iterations: how many steps to take, >= 0.
        activation: the name of the hidden layer's g1: "tanh", "sigmoid" or "relu".
        seed: of the random start.

    Returns:
        The run; of one that diverged, what it was before it did.
    """
    X, Y = standardize(dataset.X), dataset.Y
    history, diverged_at = train_as_far(
        X,
        Y,
        hidden_units=hidden_units,
        learning_rate=learning_rate,
        iterations=iterations,
        activation=activation,
        seed=seed,
    )
    return Trained(history, accuracy(history.parameters, X, Y, activation=activation), diverged_at)


def _picture(dataset: Dataset, run: Trained) -> Picture:
    parameters, activation = run.history.parameters, run.history.activation
    return draw_side_by_side(
        lambda ax: plot_units(ax, parameters, dataset, reference=dataset.X, activation=activation, weighted=True),
        lambda ax: plot_boundary(ax, parameters, dataset, reference=dataset.X, activation=activation),
        widths=(5, 4),
    )


def _show(picture: Picture, run: Trained) -> bool:
    for drawing in picture.drawings:
        drawing.update(run.history.parameters)
    return False


def _words(run: Trained) -> str:
    stop = "" if run.diverged_at is None else f"<b>The run diverged at iteration {run.diverged_at}.</b> Before that: "
    W2, b2 = run.history.parameters.W2[0], run.history.parameters.b2.item()
    terms = [f"{_signed(weight)} a{unit}" for unit, weight in enumerate(W2, 1)]
    sum_of_units = re.sub(r"^\+ |(?<=^−) ", "", " ".join([*terms, _signed(b2)]))
    return (
        f"{stop}cost {run.history.costs[-1]:.4f} · accuracy <b>{run.accuracy:.2%}</b> "
        f"after {count(run.history.iterations, 'step')}.<br>Z2 = {sum_of_units}"
    )


def _signed(number: float) -> str:
    """Write a number as one term of a sum: "+ 4.85", "− 0.22"."""
    return f"{'−' if round(number, 2) < 0 else '+'} {abs(number):.2f}"
