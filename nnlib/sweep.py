"""Many networks at once: every combination of hidden units, learning rates and seeds."""

from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nnlib._machinery.blocks import Block, Problem, cut, elsewhere, here
from nnlib._machinery.console import printable
from nnlib._machinery.progress import progress_bar
from nnlib._machinery.rules import Array, Count, Positive, Whole
from nnlib._machinery.values import refuse_one_class
from nnlib._machinery.workers import Executor
from nnlib.activations import ActivationName
from nnlib.network import Parameters

EVERY = 100  # iterations of a block between two looks at it


class Sweep(NamedTuple):
    """Networks of every hidden_units[i], learning_rates[j] and seeds[k].

    costs[i, j, k, t] is a cost after t iterations, in nats per example: inf from where it is not finite, NaN where the
    sweep has not come yet.  accuracies[i, j, k] and test_accuracies[i, j, k] are those of the newest parameters, NaN
    where they diverged.  parameters[i] is a stack: W1 (L, S, n1, n0), b1 (L, S, n1, 1), W2 (L, S, 1, n1) and
    b2 (L, S, 1, 1) for L learning rates and S seeds.  interrupted tells whether the sweep was stopped by hand.
    """

    _made_by = "sweep(…) returns"

    hidden_units: tuple[int, ...]
    learning_rates: tuple[float, ...]
    seeds: tuple[int, ...]
    costs: Array
    accuracies: Array
    test_accuracies: Array | None
    parameters: tuple[Parameters, ...]
    interrupted: bool = False

    @property
    def iterations(self) -> NDArray[np.int64]:
        """How far each network has come, [i, j, k]; −1 where it has not begun."""
        return np.sum(~np.isnan(self.costs), axis=-1) - 1

    @property
    def final_costs(self) -> Array:
        """The newest cost of each network, [i, j, k]: inf where it diverged, NaN where it has not begun."""
        newest = np.maximum(self.iterations, 0)[..., np.newaxis]
        return np.take_along_axis(self.costs, newest, axis=-1)[..., 0]

    @property
    def diverged(self) -> NDArray[np.int64]:
        """The first iteration whose cost is not finite, [i, j, k]; −1 where there is none."""
        infinite = np.isinf(self.costs)
        return np.where(infinite.any(axis=-1), np.argmax(infinite, axis=-1), -1)

    def network(self, i: int, j: int, k: int) -> Parameters:
        """The newest parameters of one network; NaN where they diverged or have not begun."""
        return Parameters(*(array[j, k] for array in self.parameters[i]))

    def __repr__(self) -> str:
        """Tell the sweep in a line."""
        stopped = ", stopped by hand" if self.interrupted else ""
        return printable(
            f"Sweep: {len(self.hidden_units)} hidden units × {len(self.learning_rates)} learning rates × "
            f"{len(self.seeds)} seeds, {self.iterations.min()} of {self.costs.shape[-1] - 1} iterations{stopped}, "
            f"{np.sum(self.diverged >= 0)} diverged"
        )


def sweep(
    X: Array,
    Y: Array,
    *,
    hidden_units: Sequence[Count],
    learning_rates: Sequence[Positive],
    seeds: Sequence[Whole] = (0,),
    iterations: Whole,
    activation: ActivationName = "tanh",
    scale: Positive | None = None,
    X_test: Array | None = None,
    Y_test: Array | None = None,
    executor: Executor | None = None,
    progress: bool = True,
) -> Sweep:
    """Train a network with every combination of hidden units, learning rates and seeds.

    Each starts as `train` starts it and takes the same steps, to rounding.  Stopping the sweep by hand (the ■ of a
    notebook, Ctrl-C) returns what is done.  A network that diverges is no error: its cell says at which iteration.

    Args:
        X: the examples, (n0, m), one column each; never changed.
        Y: their labels, (1, m), of 0 and 1; never changed.
        hidden_units: a list of the notes' n1, each >= 1.
        learning_rates: a list of the notes' α, each finite and > 0.
        seeds: a list of seeds of the random start.
        iterations: how many steps each network takes, >= 0.
        activation: the name of the hidden layer's g1: "tanh", "sigmoid" or "relu".
        scale: standard deviation of the first weights; see `initialize_parameters`.
        X_test: examples that nothing is trained on, (n0, m_test), for the test accuracy.
        Y_test: their labels, (1, m_test), of 0 and 1.
        executor: whose workers train the blocks: a concurrent.futures executor, a joblib.Parallel or a Dask Client.
            The result is the same, bit for bit, with any number of workers, and without, where threadpoolctl is
            installed or BLAS has one thread everywhere.  What is lost with a worker is trained here.
        progress: whether a long sweep may show a progress bar.

    Returns:
        A Sweep; its arrays are indexed [i, j, k] by hidden units, learning rate and seed.
    """
    problem = Problem(X, Y, X_test, Y_test, iterations, EVERY, activation, scale)
    result, blocks = _plan(problem, tuple(hidden_units), tuple(learning_rates), tuple(seeds))
    walk = here(problem, blocks, result) if executor is None else elsewhere(executor, problem, blocks, result)
    total, done = iterations * result.accuracies.size, 0
    try:
        with progress_bar(total, "sweeping", wanted=progress) as show:
            for taken in walk:
                done += taken
                show(done)
    except KeyboardInterrupt:
        return result._replace(interrupted=True)
    return result


def sweep_steps(
    X: Array,
    Y: Array,
    *,
    hidden_units: Sequence[Count],
    learning_rates: Sequence[Positive],
    seeds: Sequence[Whole] = (0,),
    iterations: Whole,
    every: Count = EVERY,
    activation: ActivationName = "tanh",
    scale: Positive | None = None,
    X_test: Array | None = None,
    Y_test: Array | None = None,
) -> Iterator[Sweep]:
    """Sweep a little at a time, for a map that gets better while one looks.

    All networks take `every` steps, a block of some of them at a time, then all take `every` more.  After each block
    the result is yielded: every time the same Sweep, whose arrays go on filling.  A block takes some milliseconds, so
    that an event loop can do other things in between.

    Args:
        X: see `sweep`, as for the arguments that are not here.
        Y: see `sweep`.
        hidden_units: see `sweep`.
        learning_rates: see `sweep`.
        seeds: see `sweep`.
        iterations: see `sweep`.
        every: how many steps each block takes before the next block's turn, >= 1.
        activation: see `sweep`.
        scale: see `sweep`.
        X_test: see `sweep`.
        Y_test: see `sweep`.

    Returns:
        An iterator of the Sweep, which is as `sweep` returns it when the iterator ends.
    """
    problem = Problem(X, Y, X_test, Y_test, iterations, every, activation, scale)
    result, blocks = _plan(problem, tuple(hidden_units), tuple(learning_rates), tuple(seeds))
    for _ in here(problem, blocks, result):
        yield result


def _plan(
    problem: Problem, hidden_units: tuple[int, ...], learning_rates: tuple[float, ...], seeds: tuple[int, ...]
) -> tuple[Sweep, list[Block]]:
    """Make the result, as yet without a number in it, and cut the work into blocks."""
    if (problem.X_test is None) != (problem.Y_test is None):
        raise ValueError("X_test and Y_test belong together: pass both or neither")
    refuse_one_class("Y", problem.Y)
    n0, m = problem.X.shape
    _, L, S = grid = len(hidden_units), len(learning_rates), len(seeds)

    def unknown(*shape: int) -> Array:
        return np.full(shape, np.nan)

    test_accuracies = None if problem.X_test is None else unknown(*grid)
    parameters = tuple(
        Parameters(unknown(L, S, n1, n0), unknown(L, S, n1, 1), unknown(L, S, 1, n1), unknown(L, S, 1, 1))
        for n1 in hidden_units
    )
    blocks = list(cut(hidden_units, list(product(learning_rates, seeds)), m))
    costs, accuracies = unknown(*grid, problem.iterations + 1), unknown(*grid)
    return Sweep(hidden_units, learning_rates, seeds, costs, accuracies, test_accuracies, parameters), blocks
