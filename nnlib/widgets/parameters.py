"""Lesson 01: the shapes that hidden units make, and one step of gradient descent."""

from functools import partial
from typing import NamedTuple

from nnlib._machinery.rules import Seed
from nnlib.datasets import Dataset, standardize
from nnlib.network import Gradients, Parameters, backward, cost, forward, initialize_parameters, update
from nnlib.plots import plot_matrices, plot_network
from nnlib.plots.matrices import Row
from nnlib.texts import _
from nnlib.widgets import controls
from nnlib.widgets.explorer import Explorer, side_by_side


class OneStep(NamedTuple):
    """One step of gradient descent: before, the gradients there, after; and both costs in nats per example."""

    before: Parameters
    gradients: Gradients
    after: Parameters
    cost_before: float
    cost_after: float


def explore_parameters(dataset: Dataset, *, seed: Seed = 0) -> Explorer[OneStep]:
    """Change the number of hidden units and take one step: a parameter and its gradient have the same shape.

    Args:
        dataset: the examples; they are standardised.
        seed: of the random start.

    Returns:
        The widget.
    """
    return Explorer(
        {"hidden_units": controls.hidden_units(4, most=8), "learning_rate": controls.learning_rate(1.0)},
        partial(take_one_step, dataset, seed=seed),
        *side_by_side(
            (plot_network, lambda plot, step: plot(step.before)),
            (plot_matrices, lambda plot, step: plot(*_rows(step))),
            size=(9.6, 6.4),
            widths=(2, 5),
        ),
        _words,
        numbers_first=True,
    )


def take_one_step(dataset: Dataset, *, hidden_units: int, learning_rate: float, seed: int = 0) -> OneStep:
    """Take one step of gradient descent from a random start."""
    X, Y = standardize(dataset.X), dataset.Y
    before = initialize_parameters(X.shape[0], hidden_units, rng=seed)
    cache = forward(before, X)
    gradients = backward(before, cache, X, Y)
    after = update(before, gradients, learning_rate)
    return OneStep(before, gradients, after, cost(cache, Y), cost(forward(after, X), Y))


def _rows(step: OneStep) -> tuple[Row, ...]:
    """Lay out W1 − α dW1 = W1 beside each other, and W2, which is wide, below each other."""
    before, after = step.before._asdict(), step.after._asdict()
    gradients = {name: getattr(step.gradients, f"d{name}") for name in before}
    first = {
        name: array
        for of in ("W1", "b1")
        for name, array in ((of, before[of]), (f"d{of}", gradients[of]), (_("new {name}", name=of), after[of]))
    }
    return (
        first,
        {"W2": before["W2"], "b2": before["b2"]},
        {"dW2": gradients["W2"], "db2": gradients["b2"]},
        {_("new {name}", name=name): after[name] for name in ("W2", "b2")},
    )


def _words(step: OneStep) -> str:
    n1, n0 = step.before.W1.shape
    n2 = step.before.W2.shape[0]
    count = sum(array.size for array in step.before)
    counted = _("<b>{count} parameters</b>, and as many gradients.", count=count)
    stepped = _(
        "One step: the cost falls from {before:.4f} to {after:.4f}."
        if step.cost_after < step.cost_before
        else "One step: the cost rises from {before:.4f} to {after:.4f}.",
        before=step.cost_before,
        after=step.cost_after,
    )
    return (
        f"W1 ({n1}, {n0}), b1 ({n1}, 1), W2 ({n2}, {n1}), b2 ({n2}, 1): "
        f"{n1 * n0} + {n1} + {n2 * n1} + {n2} = {counted}<br>{stepped}"
    )
