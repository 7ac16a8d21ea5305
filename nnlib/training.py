"""Gradient descent: `descend` is the loop of the notes, a step at a time; `train` takes the same steps, fast."""

import contextlib
import itertools
import math
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Annotated, Any, NamedTuple

import numpy as np

from nnlib._machinery.agreement import Arrays
from nnlib._machinery.console import printable
from nnlib._machinery.engine import Descent
from nnlib._machinery.own_functions import OwnFunctions, functions_with
from nnlib._machinery.rules import Array, Count, Positive, Seed, Whole, Wholes
from nnlib._machinery.runs import Blocks, carried_on, copied, fast_steps
from nnlib._machinery.values import described, refuse_one_class
from nnlib.activations import ActivationName
from nnlib.network import Parameters, initialize_parameters

OVERSHOT = "the steps overshoot. Take a smaller learning_rate."
OVERFLOWN = "the start is so large, or X is, that Z2 overflows. Standardise X, or start with smaller parameters."


class Step(NamedTuple):
    """One step of gradient descent: parameters after so many iterations, and their cost in nats per example."""

    iteration: int
    parameters: Parameters
    cost: float


class History(NamedTuple):
    """A run of gradient descent.

    costs[i] is the cost after i iterations, so that costs[0] is the start's; in nats per example.  checkpoints maps
    an iteration to the parameters after it.  interrupted tells whether the run was stopped by hand.
    """

    _made_by = "train(…) returns"

    costs: Array
    parameters: Parameters
    checkpoints: dict[int, Parameters]
    learning_rate: float
    activation: ActivationName
    interrupted: bool = False

    @property
    def iterations(self) -> int:
        """How many steps were taken."""
        return len(self.costs) - 1

    def __repr__(self) -> str:
        """Tell the run in a line."""
        n1, n0 = self.parameters.W1.shape
        stopped = ", stopped by hand" if self.interrupted else ""
        run = f"History: n0 = {n0}, n1 = {n1}, {self.activation}, learning rate {self.learning_rate:g}"
        if len(self.costs) == 0:
            return f"{run}: no finite cost"
        costs = f"cost {self.costs[0]:.4f} → {self.costs[-1]:.4f}"
        return printable(f"{run}, {self.iterations} iterations{stopped}: {costs}")


def start(name: str, value: Any, arrays: Arrays) -> Parameters | History:
    """Take in where to begin: a run, or parameters."""
    if isinstance(value, History):
        return value._replace(parameters=arrays.add_all(name, value.parameters, Parameters))
    if not isinstance(value, (tuple, list, Mapping)):
        wanted = "Parameters, as initialize_parameters returns them, or the History of a run"
        raise TypeError(f"{name} must be {wanted}, got {described(value)}")
    return arrays.add_all(name, value, Parameters)


Start = Annotated[Parameters | History, start]


class DivergenceError(FloatingPointError):
    """The cost stopped being finite.

    Attributes:
        iteration: the first iteration whose cost is not finite; 0 is the start.
        learning_rate: the learning rate of the run.
        history: what the run saw before that, if it kept a history.
    """

    def __init__(self, iteration: int, learning_rate: float, history: History | None = None) -> None:
        kept = (
            ""
            if history is None or not iteration
            else f" The {iteration} costs before it are in this error's `history`."
        )
        super().__init__(
            f"the cost is no longer finite at iteration {iteration} with learning_rate {learning_rate:g}: "
            f"{OVERSHOT if iteration else OVERFLOWN}{kept}"
        )
        self.iteration = iteration
        self.learning_rate = learning_rate
        self.history = history


def descend(
    parameters: Parameters,
    X: Array,
    Y: Array,
    *,
    learning_rate: Positive,
    activation: ActivationName = "tanh",
    functions: OwnFunctions | None = None,
) -> Iterator[Step]:
    """Repeat the notes' gradient descent for as long as steps are asked for; step 0 is the start.

    Args:
        parameters: where to start: W1 (n1, n0), b1 (n1, 1), W2 (n2, n1), b2 (n2, 1).
        X: the examples, (n0, m), one column each.
        Y: their labels, (n2, m), of 0 and 1.
        learning_rate: the notes' α, finite and > 0.
        activation: the name of the hidden layer's g1: "tanh", "sigmoid" or "relu".
        functions: functions of your own in place of the library's, by name: {"backward": my_backward}, or any of
            "forward", "cost", "backward" and "update".

    Returns:
        An iterator of Step(iteration, parameters, cost) without an end; `itertools.islice` takes the first ones.

    Raises:
        DivergenceError: a FloatingPointError, at the first step whose cost is not finite.

    Notes: "Gradient descent".
    """
    forward, cost, backward, update = functions_with(functions, parameters, X.shape[1])
    for iteration in itertools.count():
        cache = forward(parameters, X, activation=activation)
        J = cost(cache, Y)
        if not math.isfinite(J):
            raise DivergenceError(iteration, learning_rate)
        yield Step(iteration, parameters, J)
        gradients = backward(parameters, cache, X, Y, activation=activation)
        parameters = update(parameters, gradients, learning_rate)


def train(
    X: Array,
    Y: Array,
    *,
    hidden_units: Count | None = None,
    learning_rate: Positive,
    iterations: Whole,
    start: Start | None = None,
    seed: Seed = 0,
    activation: ActivationName | None = None,
    scale: Positive | None = None,
    checkpoints: Wholes = (),
    progress: bool = True,
    functions: OwnFunctions | None = None,
) -> History:
    """Train a network from a random start, or go on from a start of your own, and keep the cost of every iteration.

    It takes the very steps of `descend`, of `forward`, `cost`, `backward` and `update`, to rounding, but faster.
    Stopping it by hand (the ■ of a notebook, Ctrl-C) returns the history so far.  A progress bar shows where the run
    lasts longer than a second and tqdm is installed.

    Args:
        X: the examples, (n0, m), one column each, or a data frame, one row each; never changed.
        Y: their labels, (1, m), of 0 and 1, both of them; never changed.
        hidden_units: the notes' n1, >= 1; left out only where `start` tells it.
        learning_rate: the notes' α, finite and > 0.
        iterations: how many steps to take, >= 0.
        start: where to begin: Parameters, left as they are; or the History of a run to go on with, whose costs and
            checkpoints come first in the new one: the same numbers as in one long run.
        seed: of the random start.
        activation: the name of the hidden layer's g1: "tanh", "sigmoid" or "relu"; left out, that of the History that
            is gone on with, else "tanh".
        scale: standard deviation of the first weights; see `initialize_parameters`.
        checkpoints: the iterations whose parameters to keep, none beyond the last.
        progress: whether a long run may show a progress bar.
        functions: functions of your own in place of the library's, as `descend` takes them, and at their speed.

    Returns:
        History of iterations + 1 costs, the first the start's, with the parameters at the end and at the checkpoints.

    Raises:
        DivergenceError: a FloatingPointError that names the iteration and carries the history before it.
    """
    refuse_one_class("Y", Y)
    run = _before(start, len(X), hidden_units, activation, seed=seed, scale=scale)._replace(learning_rate=learning_rate)
    activation, first, stops = run.activation, max(0, run.iterations), set(checkpoints)
    if functions:
        steps = descend(run.parameters, X, Y, learning_rate=learning_rate, activation=activation, functions=functions)
        blocks = _one_by_one(steps, iterations)
    else:
        descent_from = partial(Descent, X=X, Y=Y, learning_rate=learning_rate, activation=activation)
        blocks = fast_steps(descent_from, run.parameters, iterations, {stop - first for stop in stops})
    history = carried_on(run, blocks, iterations, stops, progress=progress)
    if history.iterations < first + iterations and not history.interrupted:
        raise DivergenceError(history.iterations + 1, learning_rate, history)
    return history


def _before(
    start: Parameters | History | None,
    n0: int,
    hidden_units: int | None,
    activation: ActivationName | None,
    *,
    seed: int,
    scale: float | None,
) -> History:
    """Give the History that training continues; for a new run, one without costs."""
    if start is None:
        if hidden_units is None:
            raise TypeError("train() needs hidden_units, the number of hidden units, or a start that tells it")
        start = initialize_parameters(n0, hidden_units, rng=seed, scale=scale)
    run = start if isinstance(start, History) else History(np.empty(0), start, {}, 0.0, activation or "tanh")
    if activation not in (None, run.activation):
        raise ValueError(f"activation is {activation!r}, but start was trained with {run.activation!r}: leave it out")
    n1 = len(run.parameters.W1)
    if hidden_units not in (None, n1):
        raise ValueError(f"hidden_units is {hidden_units}, but start has n1 = {n1}: leave hidden_units out")
    return run._replace(parameters=copied(run.parameters))


def _one_by_one(steps: Iterator[Step], iterations: int) -> Blocks:
    """Give each step as a block of its own; end early before a cost that is not finite."""
    with contextlib.suppress(DivergenceError):
        for step in itertools.islice(steps, iterations + 1):
            yield [step.cost], step.parameters


def train_as_far(X: Array, Y: Array, **options: Any) -> tuple[History, int | None]:
    """Train as `train` does; of a run that diverges, give what it was before, and the iteration at which it did.

    Raises:
        DivergenceError: not even the first cost is finite.
    """
    try:
        return train(X, Y, **options, progress=False), None
    except DivergenceError as diverged:
        if diverged.history is None or not len(diverged.history.costs):
            raise
        return diverged.history, diverged.iteration
