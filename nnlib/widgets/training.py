"""Lesson 08: training on real data: the boundary or the predictions, the cost, the accuracy on examples held out."""

from functools import partial
from typing import NamedTuple

from nnlib._machinery.rules import Array, Seed
from nnlib.datasets import Dataset, standardize, train_test_split
from nnlib.network import accuracy, forward
from nnlib.plots import Picture, draw_side_by_side, plot_boundary, plot_cost, plot_predictions
from nnlib.plots.drawing import Axes, Drawing
from nnlib.training import History
from nnlib.widgets import controls
from nnlib.widgets.as_far import train_as_far
from nnlib.widgets.explorer import Explorer

MOST_ITERATIONS = 2000


class Run(NamedTuple):
    """A training run: its history, its accuracy in [0, 1] on both parts, and the iteration at which it diverged."""

    history: History
    train_accuracy: float
    test_accuracy: float
    diverged_at: int | None


def explore_training(dataset: Dataset, *, seed: Seed = 0) -> Explorer[Run]:
    """Train on three quarters of the examples, and look at the boundary, the cost and the accuracy on the rest.

    Where there are more than two features and no plane can show a boundary, the predictions' distribution over the
    examples held out stands in its place.

    Args:
        dataset: the examples, with any number of features.
        seed: of the split and of the random start.

    Returns:
        The widget.

    Raises:
        TypeError, ValueError: an argument is of the wrong kind, shape or value.
    """
    training, held_out = train_test_split(dataset, seed=seed)
    return Explorer(
        {
            "hidden_units": controls.hidden_units(4, most=20),
            "learning_rate": controls.learning_rate(1.0),
            "iterations": controls.iterations(500, most=MOST_ITERATIONS),
        },
        partial(train_and_test, training, held_out, seed=seed),
        partial(_picture, dataset, training, held_out),
        partial(_show, training, held_out),
        partial(_words, held_out.X.shape[1]),
    )


def train_and_test(
    training: Dataset, held_out: Dataset, *, hidden_units: int, learning_rate: float, iterations: int, seed: int = 0
) -> Run:
    """Train on one part of the data, standardised, and measure the accuracy on both parts.

    Args:
        training: the examples to learn from; their mean and deviation standardise both parts.
        held_out: the examples to test on.
        hidden_units: the notes' n1, >= 1.
        learning_rate: the notes' α, > 0.
        iterations: how many steps to take, >= 0.
        seed: of the random start.

    Returns:
        The run; of one that diverged, what it was before it did.
    """
    X_train, X_test = standardize(training.X), standardize(held_out.X, training.X)
    history, diverged_at = train_as_far(
        X_train,
        training.Y,
        hidden_units=hidden_units,
        learning_rate=learning_rate,
        iterations=iterations,
        seed=seed,
    )
    return Run(
        history,
        accuracy(history.parameters, X_train, training.Y),
        accuracy(history.parameters, X_test, held_out.Y),
        diverged_at,
    )


def _picture(dataset: Dataset, training: Dataset, held_out: Dataset, run: Run) -> Picture:
    def left(ax: Axes) -> Drawing:
        if dataset.n0 == 2:
            return plot_boundary(ax, run.history.parameters, dataset, reference=training.X)
        return plot_predictions(ax, _predicted(training, held_out, run), held_out.Y, class_names=dataset.class_names)

    return draw_side_by_side(left, lambda ax: plot_cost(ax, run.history.costs, iterations=MOST_ITERATIONS))


def _show(training: Dataset, held_out: Dataset, picture: Picture, run: Run) -> bool:
    left, curve = picture.drawings
    if training.n0 == 2:
        left.update(run.history.parameters)
    else:
        left.update(_predicted(training, held_out, run), held_out.Y)
    return curve.update(run.history.costs)


def _predicted(training: Dataset, held_out: Dataset, run: Run) -> Array:
    return forward(run.history.parameters, standardize(held_out.X, training.X)).A2


def _words(held_out: int, run: Run) -> str:
    stop = "" if run.diverged_at is None else f"<b>The run diverged at iteration {run.diverged_at}.</b> Before that: "
    return (
        f"{stop}cost {run.history.costs[-1]:.4f} · accuracy {run.train_accuracy:.2%} on the training examples, "
        f"<b>{run.test_accuracy:.2%} on the {held_out} held out</b>"
    )
