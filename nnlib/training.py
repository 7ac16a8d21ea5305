"""Gradient descent: `descend` is the loop of the notes, a step at a time; `train` takes the same steps, fast."""

import contextlib
import itertools
import math
from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

import numpy as np

from nnlib._machinery.engine import Descent, blocks_of_steps
from nnlib._machinery.own_functions import OwnFunctions, functions_with
from nnlib._machinery.progress import progress_bar
from nnlib._machinery.rules import Array, Count, Positive, Seed, Whole, Wholes
from nnlib.activations import ActivationName
from nnlib.network import Parameters, initialize_parameters


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
        return f"{run}, {self.iterations} iterations{stopped}: cost {self.costs[0]:.4f} → {self.costs[-1]:.4f}"


class DivergenceError(FloatingPointError):
    """The cost stopped being finite.

    Attributes:
        iteration: the first iteration whose cost is not finite.
        learning_rate: the learning rate of the run.
        history: what the run saw before that, if it kept a history.
    """

    def __init__(self, iteration: int, learning_rate: float, history: History | None = None) -> None:
        kept = "" if history is None else f" The {iteration} costs before it are in this error's `history`."
        super().__init__(
            f"the cost is no longer finite at iteration {iteration} with learning_rate {learning_rate:g}: "
            f"the steps overshoot. Take a smaller learning_rate.{kept}"
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
        TypeError, ValueError: an argument is of the wrong kind, shape or value.
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
    hidden_units: Count,
    learning_rate: Positive,
    iterations: Whole,
    seed: Seed = 0,
    activation: ActivationName = "tanh",
    scale: Positive | None = None,
    checkpoints: Wholes = (),
    progress: bool = True,
    functions: OwnFunctions | None = None,
) -> History:
    """Train a network from a random start, and keep the cost of every iteration.

    It takes the very steps of `descend`, of `forward`, `cost`, `backward` and `update`, to rounding, but faster.
    Stopping it by hand (the ■ of a notebook, Ctrl-C) returns the history so far.  A progress bar shows where the run
    lasts longer than a second and tqdm is installed.

    Args:
        X: the examples, (n0, m), one column each; never changed.
        Y: their labels, (1, m), of 0 and 1; never changed.
        hidden_units: the notes' n1, >= 1.
        learning_rate: the notes' α, finite and > 0.
        iterations: how many steps to take, >= 0.
        seed: of the random start.
        activation: the name of the hidden layer's g1: "tanh", "sigmoid" or "relu".
        scale: standard deviation of the first weights; see `initialize_parameters`.
        checkpoints: the iterations whose parameters to keep.
        progress: whether a long run may show a progress bar.
        functions: functions of your own in place of the library's, as `descend` takes them, and at their speed.

    Returns:
        History of iterations + 1 costs, the first the start's, with the parameters at the end and at the checkpoints.

    Raises:
        TypeError, ValueError: an argument is of the wrong kind, shape or value.
        DivergenceError: a FloatingPointError that names the iteration and carries the history before it.
    """
    start = initialize_parameters(X.shape[0], hidden_units, rng=seed, scale=scale)
    wanted, kept = set(checkpoints), dict[int, Parameters]()
    costs, done, parameters = list[float](), -1, start
    if functions:
        walk = descend(start, X, Y, learning_rate=learning_rate, activation=activation, functions=functions)
        blocks = _one_by_one(walk, iterations)
    else:
        descent_from = partial(Descent, X=X, Y=Y, learning_rate=learning_rate, activation=activation)
        blocks = blocks_of_steps(descent_from, start, iterations, wanted)

    def history(*, interrupted: bool = False) -> History:
        return History(np.array(costs[: done + 1]), parameters, kept, learning_rate, activation, interrupted)

    try:
        with progress_bar(iterations, "training", wanted=progress) as show:
            for found, now in blocks:
                costs.extend(found)
                done, parameters = len(costs) - 1, now  # at once, so that a stop by hand finds the two agree
                if done in wanted:
                    kept[done] = parameters
                show(done)
    except KeyboardInterrupt:
        if done < 0:
            raise
        return history(interrupted=True)
    if done < iterations:
        raise DivergenceError(done + 1, learning_rate, history())
    return history()


def train_from(
    parameters: Parameters,
    X: Array,
    Y: Array,
    *,
    learning_rate: Positive,
    iterations: Whole,
    activation: ActivationName = "tanh",
) -> History:
    """Go on training from parameters that are there, by the steps of `train`, to the last digit.

    Args:
        parameters: where to start: W1 (n1, n0), b1 (n1, 1), W2 (1, n1), b2 (1, 1); left as they are.
        X: the examples, (n0, m), one column each.
        Y: their labels, (1, m), of 0 and 1.
        learning_rate: the notes' α, finite and > 0.
        iterations: how many steps to take, >= 0.
        activation: the name of the hidden layer's g1: "tanh", "sigmoid" or "relu".

    Returns:
        History of iterations + 1 costs, the first that of the given parameters, with the parameters at the end.

    Raises:
        TypeError, ValueError: an argument is of the wrong kind, shape or value.
        DivergenceError: a FloatingPointError that names the iteration and carries the history before it.
    """
    descent_from = partial(Descent, X=X, Y=Y, learning_rate=learning_rate, activation=activation)
    blocks = list(blocks_of_steps(descent_from, parameters, iterations, set()))
    costs = [cost for found, _ in blocks for cost in found]
    end = blocks[-1][1] if blocks else parameters
    history = History(np.array(costs), end, {}, learning_rate, activation)
    if len(costs) <= iterations:
        raise DivergenceError(len(costs), learning_rate, history)
    return history


def _one_by_one(walk: Iterator[Step], iterations: int) -> Iterator[tuple[list[float], Parameters]]:
    """Yield each step of `descend` as the engine yields many; end early before a cost that is not finite."""
    with contextlib.suppress(DivergenceError):
        for step in itertools.islice(walk, iterations + 1):
            yield [step.cost], step.parameters
