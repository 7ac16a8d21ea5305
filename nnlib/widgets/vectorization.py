"""Lesson 07: the loop over the examples and the vectorized code, side by side."""

import time
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import numpy as np

from nnlib._machinery.rules import Array, Seed
from nnlib.datasets import Dataset, standardize
from nnlib.loops import backward_by_loop
from nnlib.network import Gradients, Parameters, backward, cost, forward, initialize_parameters, update
from nnlib.plots import plot_costs, plot_step_times
from nnlib.texts import _
from nnlib.widgets import controls
from nnlib.widgets.explorer import Explorer, side_by_side

STEPS = 5  # of the loop, which takes most of the time from a key to the picture
LOOP = "loop over the examples"
VECTORIZED = "vectorized"

Backward = Callable[[Parameters, Array, Array], Gradients]


class Both(NamedTuple):
    """The same few steps by either code: costs in nats per example, and the quickest step's seconds."""

    examples: int
    loop_costs: Array
    loop_seconds: float
    vectorized_costs: Array
    vectorized_seconds: float


def explore_vectorization(dataset: Dataset, *, seed: Seed = 0) -> Explorer[Both]:
    """Take the same steps with a loop over the examples and with the six equations, and compare costs and times.

    Args:
        dataset: the examples; they are standardised.
        seed: of the random start.

    Returns:
        The widget.
    """
    m = dataset.X.shape[1]
    return Explorer(
        {
            "hidden_units": controls.hidden_units(4, most=32),
            "examples": controls.integer(_("examples m"), _("how many of them to use"), min(100, m), least=1, most=m),
            "learning_rate": controls.learning_rate(1.0),
        },
        partial(take_both, dataset, seed=seed),
        *side_by_side(
            (plot_costs, lambda plot, both: plot({_(LOOP): both.loop_costs, _(VECTORIZED): both.vectorized_costs})),
            (
                plot_step_times,
                lambda plot, both: plot({_(LOOP): both.loop_seconds, _(VECTORIZED): both.vectorized_seconds}),
            ),
        ),
        _words,
    )


def take_both(dataset: Dataset, *, hidden_units: int, examples: int, learning_rate: float, seed: int = 0) -> Both:
    """Take a few steps of gradient descent with the loop, then the same ones with the vectorized code."""
    chosen = np.random.default_rng(seed).permutation(dataset.X.shape[1])[:examples]
    X, Y = standardize(dataset.X)[:, chosen], dataset.Y[:, chosen]
    start = initialize_parameters(X.shape[0], hidden_units, rng=seed)
    return Both(
        examples,
        *_run(start, X, Y, learning_rate, backward_by_loop),
        *_run(start, X, Y, learning_rate, lambda parameters, X, Y: backward(parameters, forward(parameters, X), X, Y)),
    )


def _run(
    parameters: Parameters, X: Array, Y: Array, learning_rate: float, gradients_of: Backward
) -> tuple[Array, float]:
    costs, seconds = [cost(forward(parameters, X), Y)], list[float]()
    while len(seconds) < STEPS:
        began = time.perf_counter()
        gradients = gradients_of(parameters, X, Y)
        seconds.append(time.perf_counter() - began)
        parameters = update(parameters, gradients, learning_rate)
        costs.append(cost(forward(parameters, X), Y))
    return np.array(costs), min(seconds)


def _words(both: Both) -> str:
    loop, vectorized = 1000 * both.loop_seconds, 1000 * both.vectorized_seconds
    ratio = loop / vectorized
    return _(
        "Cost after {steps} steps: {cost_by_loop:.4f} with the loop, {cost:.4f} vectorized.<br>"
        "The gradients of one step took {loop:.2f} ms with the loop and {vectorized:.2f} ms vectorized: "
        "<b>{times} times</b> as long.",
        steps=STEPS,
        cost_by_loop=both.loop_costs[-1],
        cost=both.vectorized_costs[-1],
        loop=loop,
        vectorized=vectorized,
        times=f"{ratio:.{0 if ratio >= 10 else 1}f}",
    )
