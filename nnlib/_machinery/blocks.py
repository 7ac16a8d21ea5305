"""A sweep's work in pieces: networks of one n1, as many as fit the processor's cache, trained as one stack.

A block is trained by itself, from nothing but its `Problem` and its `Block`.  So it does not matter which process
trains it, nor in which order.
"""

import contextlib
import functools
import importlib
import itertools
import math
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np

from nnlib import network
from nnlib._machinery.engine import Descent
from nnlib._machinery.values import Array
from nnlib._machinery.workers import run_on
from nnlib.activations import ActivationName
from nnlib.network import Parameters, initialize_parameters

forward = np.errstate(over="ignore", invalid="ignore")(network.forward)

NUMBERS = 64_000  # of A1 in a block: half a megabyte in float64, which the cache of one core holds


class Problem(NamedTuple):
    """What all networks of a sweep have in common; a block is looked at after `every` so many iterations."""

    X: Array
    Y: Array
    X_test: Array | None
    Y_test: Array | None
    iterations: int
    every: int
    activation: ActivationName
    scale: float | None


class Block(NamedTuple):
    """B networks of one n1: which row i of the grid, which of its cells, and the rate and the seed of each."""

    i: int
    cells: slice
    hidden_units: int
    learning_rates: tuple[float, ...]
    seeds: tuple[int, ...]


class Outcome(NamedTuple):
    """A block some iterations later: costs (k + 1, B) from iteration `since` on; the others as they are after them."""

    since: int
    costs: Array
    accuracies: Array
    test_accuracies: Array | None
    parameters: Parameters


def cut(hidden_units: Sequence[int], cells: Sequence[tuple[float, int]], m: int) -> Iterator[Block]:
    """Cut the networks, each n1 with each (learning rate, seed), into blocks of about the same size."""
    for i, n1 in enumerate(hidden_units):
        room = max(1, NUMBERS // (n1 * m))
        count = math.ceil(len(cells) / room)
        edges = [len(cells) * part // count for part in range(count + 1)]
        for start, stop in itertools.pairwise(edges):
            learning_rates, seeds = zip(*cells[start:stop], strict=True)
            yield Block(i, slice(start, stop), n1, learning_rates, seeds)


def here(problem: Problem, blocks: list[Block], result: Any) -> Iterator[int]:
    """Train the blocks in turn, a round each, into the cells of a Sweep; yield how many steps their networks took."""
    running = [(block, rounds(problem, block)) for block in blocks]
    for since in range(0, max(1, problem.iterations), problem.every):
        for block, outcomes in running:
            _fill(result, block, next(outcomes))
            yield min(problem.every, problem.iterations - since) * len(block.seeds)


def elsewhere(executor: Any, problem: Problem, blocks: list[Block], result: Any) -> Iterator[int]:
    """Let workers train the blocks, each to its end, into the cells of a Sweep; yield how many steps they took."""
    for number, outcomes in run_on(executor, all_rounds, [(problem, block) for block in blocks]):
        for outcome in outcomes:
            _fill(result, blocks[number], outcome)
        yield problem.iterations * len(blocks[number].seeds)


def _fill(result: Any, block: Block, outcome: Outcome) -> None:
    """Write what a block has come to into its cells; a stop by hand waits until all of it is written."""
    try:
        _write(result, block, outcome)
    except KeyboardInterrupt:
        _write(result, block, outcome)
        raise


def _write(result: Any, block: Block, outcome: Outcome) -> None:
    i, cells, end = block.i, block.cells, outcome.since + len(outcome.costs)
    for array, new in zip(result.parameters[i], outcome.parameters, strict=True):
        array.reshape(-1, *new.shape[1:])[cells] = new
    result.accuracies[i].reshape(-1)[cells] = outcome.accuracies
    if result.test_accuracies is not None and outcome.test_accuracies is not None:
        result.test_accuracies[i].reshape(-1)[cells] = outcome.test_accuracies
    costs = result.costs[i].reshape(-1, result.costs.shape[-1])
    costs[cells, outcome.since : end] = outcome.costs.T


def rounds(problem: Problem, block: Block) -> Iterator[Outcome]:
    """Train a block, and yield what it has come to after every so many iterations."""
    n0, n1, scale = problem.X.shape[0], block.hidden_units, problem.scale
    starts = [initialize_parameters(n0, n1, rng=seed, scale=scale) for seed in block.seeds]
    parameters = Parameters(*map(np.stack, zip(*starts, strict=True)))
    for since in range(0, max(1, problem.iterations), problem.every):
        with _one_thread():
            outcome = _advance(problem, block, parameters, since)
        parameters = outcome.parameters
        yield outcome


def all_rounds(problem: Problem, block: Block) -> list[Outcome]:
    """Train a block to its end: the task of a worker."""
    return list(rounds(problem, block))


def _one_thread() -> contextlib.AbstractContextManager[Any]:
    """Let BLAS use one thread, where threadpoolctl is installed: their number decides the order of its sums."""
    controller = _threads()
    return contextlib.nullcontext() if controller is None else controller.limit(limits=1, user_api="blas")


@functools.cache
def _threads() -> Any:
    try:
        threadpoolctl: Any = importlib.import_module("threadpoolctl")
    except ModuleNotFoundError:  # nnlib needs NumPy alone
        return None
    return threadpoolctl.ThreadpoolController()


def _advance(problem: Problem, block: Block, parameters: Parameters, since: int) -> Outcome:
    """Take the steps of one round; from its first cost that is not finite on, a network is only marked."""
    X, Y, activation = problem.X, problem.Y, problem.activation
    learning_rates = np.array(block.learning_rates)
    descent = Descent(parameters, X, Y, learning_rate=learning_rates, activation=activation)
    steps = min(problem.every, problem.iterations - since)
    costs = np.concatenate([descent.start_cost[np.newaxis], descent.run(steps)])
    lost = ~np.logical_and.accumulate(np.isfinite(costs), axis=0)
    costs[lost] = np.inf
    new = Parameters(*(np.where(lost[-1, :, np.newaxis, np.newaxis], np.nan, array) for array in descent.parameters))
    right = _accuracies(new, X, Y, activation)
    if problem.X_test is None or problem.Y_test is None:
        return Outcome(since, costs, right, None, new)
    return Outcome(since, costs, right, _accuracies(new, problem.X_test, problem.Y_test, activation), new)


def _accuracies(parameters: Parameters, X: Array, Y: Array, activation: ActivationName) -> Array:
    Z2 = forward(parameters, X, activation=activation).Z2
    right = np.mean((Z2 > 0) == Y, axis=(-2, -1), dtype=np.float64)
    return np.where(np.isnan(parameters.b2[..., 0, 0]), np.nan, right)
