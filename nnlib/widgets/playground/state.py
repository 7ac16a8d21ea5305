"""A run of the playground as one value, and the pure functions that lead from one state to the next.

A state knows the moves that led to it: so many steps at a learning rate, a weight set by hand, another number of hidden
units, other points.  `replay` makes the same moves again and comes to the same numbers, to the last digit.
"""

import math
from typing import Any, Literal, NamedTuple

import numpy as np

from nnlib._machinery.engine import Descent
from nnlib.datasets import Dataset
from nnlib.network import Array, Parameters, cost, forward
from nnlib.texts import _
from nnlib.widgets.playground.setup import Data, Point, Setup, first_parameters, make_data, with_points

Symbol = Literal["W1", "b1", "W2", "b2"]
MOST_MOVES = 300
LARGEST_WEIGHT = 1e6
KEPT = 300  # points of a cost curve; of a longer one every second is kept, again and again
EARLY = 40  # up to this iteration all are kept: there a run jumps
ROUNDING = 1e-9  # a cost that rises by less than this part of itself has not risen


class Steps(NamedTuple):
    """So many steps of gradient descent at one learning rate."""

    iterations: int
    learning_rate: float


class Weight(NamedTuple):
    """One parameter set by hand."""

    symbol: Symbol
    row: int
    column: int
    value: float


class Units(NamedTuple):
    """Another number of hidden units: fresh ones are added, or the last are taken away."""

    hidden_units: int


class Points(NamedTuple):
    """Other points of one's own."""

    points: tuple[Point, ...]


class Given(NamedTuple):
    """Parameters from elsewhere, after so many iterations: the moves before them are not known any more."""

    parameters: Parameters
    iteration: int


Move = Steps | Weight | Units | Points | Given


class Curve(NamedTuple):
    """Costs of both parts at every so many-th iteration, in nats per example; nan where a part has no examples."""

    every: int
    iterations: Array
    training: Array
    held_out: Array


class Rise(NamedTuple):
    """The first step of a run after which the cost was higher: what was before it, and both costs."""

    iteration: int
    parameters: Parameters
    data: Data
    learning_rate: float
    before: float
    after: float


class State(NamedTuple):
    """A run: how it began, what was done, and what came of it.

    cost is that of the training examples, nan where there are none.  diverged is the iteration whose cost is not finite
    any more: the state is the one before.
    """

    setup: Setup
    learning_rate: float
    data: Data
    moves: tuple[Move, ...]
    parameters: Parameters
    iteration: int
    cost: float
    curve: Curve
    rise: Rise | None = None
    diverged: int | None = None

    @property
    def hidden_units(self) -> int:
        """The notes' n1, as it is now."""
        return self.parameters.W1.shape[0]


def begin(setup: Setup, learning_rate: float, given: Dataset | None = None, points: tuple[Point, ...] = ()) -> State:
    """Begin a run: iteration 0."""
    data = make_data(setup, given, points)
    parameters = first_parameters(setup, data.n0, setup.hidden_units)
    return _restarted(State(setup, learning_rate, data, _at_first(points), parameters, 0, math.nan, _EMPTY))


_EMPTY = Curve(1, *(np.empty(0) for _ in range(3)))


def _at_first(points: tuple[Point, ...]) -> tuple[Move, ...]:
    return (Points(points),) if points else ()


def _restarted(state: State) -> State:
    """Measure the cost anew where data or parameters have changed by hand, and let the curve end there."""
    J = float(_descent(state).start_cost) if state.data.X.size else math.nan
    kept = state.curve.iterations < state.iteration  # and not an earlier point of the same iteration
    curve = Curve(state.curve.every, *(array[kept] for array in state.curve[1:]))
    return _with_point(state._replace(cost=J, diverged=None, curve=curve))


def _descent(state: State) -> Descent:
    data, setup = state.data, state.setup
    return Descent(state.parameters, data.X, data.Y, learning_rate=state.learning_rate, activation=setup.activation)


@np.errstate(over="ignore", invalid="ignore")
def held_out_cost(state: State) -> float:
    """The cost of the examples held out, in nats per example; nan where there are none."""
    data = state.data
    if not data.X_test.size:
        return math.nan
    return cost(forward(state.parameters, data.X_test, activation=state.setup.activation), data.Y_test)


def advance(state: State, count: int) -> State:
    """Take so many steps; stop before a cost that is not finite.  Without examples nothing happens."""
    if not state.data.X.size or state.diverged is not None:
        return state
    descent, left = _descent(state), count
    while left > 0 and state.diverged is None:
        every = state.curve.every
        length = min(left, every - state.iteration % every)
        state, left = _after(state, descent, length), left - length
    return state


def _after(state: State, descent: Descent, length: int) -> State:
    """Take a few steps, up to the next that the curve keeps."""
    costs = np.concatenate([[state.cost], descent.run(length)])
    rise = state.rise or _first_rise(state, costs)
    finite = int(np.isfinite(costs).argmin()) or length + 1
    if finite <= length:  # go back to the last cost that is finite
        descent = _descent(state)
        descent.run(finite - 1)
    taken = finite - 1
    now = state._replace(
        parameters=descent.parameters,
        iteration=state.iteration + taken,
        cost=float(costs[taken]),
        moves=_with_steps(state.moves, taken, state.learning_rate),
        rise=rise,
        diverged=None if taken == length else state.iteration + taken + 1,
    )
    return now if now.iteration % now.curve.every else _with_point(now)


def _first_rise(state: State, costs: Array) -> Rise | None:
    rises = ~(costs[1:] <= costs[:-1] * (1 + ROUNDING))
    if not rises.any():
        return None
    taken = int(rises.argmax())
    descent, (before, after) = _descent(state), costs[taken : taken + 2].tolist()
    descent.run(taken)
    return Rise(state.iteration + taken + 1, descent.parameters, state.data, state.learning_rate, before, after)


def _with_steps(moves: tuple[Move, ...], count: int, learning_rate: float) -> tuple[Move, ...]:
    match moves:
        case (*before, Steps(done, rate)) if rate == learning_rate:
            return (*before, Steps(done + count, rate))
        case _:
            return (*moves, Steps(count, learning_rate)) if count else moves


def _with_point(state: State) -> State:
    """Add the costs as they are now to the curve; of a long curve keep every second point."""
    every, point = state.curve.every, (state.iteration, state.cost, held_out_cost(state))
    iterations, *costs = (np.append(array, new) for array, new in zip(state.curve[1:], point, strict=True))
    if len(iterations) <= KEPT:
        return state._replace(curve=Curve(every, iterations, *costs))
    kept = (iterations % (2 * every) == 0) | (iterations <= EARLY)
    return state._replace(curve=Curve(2 * every, iterations[kept], *(array[kept] for array in costs)))


def with_learning_rate(state: State, learning_rate: float) -> State:
    """Go on with another learning rate; everything else stays."""
    return state._replace(learning_rate=learning_rate, diverged=None)


def with_weight(state: State, symbol: Symbol, row: int, column: int, value: float) -> State:
    """Set one parameter by hand, or refuse in words one that is not there."""
    array: Array = getattr(state.parameters, symbol)
    if not (0 <= row < array.shape[0] and 0 <= column < array.shape[1]):
        raise ValueError(f"there is no {symbol}[{row}, {column}]: {symbol} has shape {array.shape}")
    changed = array.copy()
    changed[row, column] = value
    now = state._replace(parameters=state.parameters._replace(**{symbol: changed}))
    return _restarted(_moved(now, Weight(symbol, row, column, float(value))))


def with_hidden_units(state: State, count: int) -> State:
    """Add fresh hidden units, those that a start with so many would have, or take the last ones away."""
    if count == state.hidden_units:
        return state
    return _restarted(_moved(state._replace(parameters=_resized(state, count)), Units(count)))


def _resized(state: State, count: int) -> Parameters:
    W1, b1, W2, b2 = state.parameters
    fresh = first_parameters(state.setup, state.data.n0, count)
    weights, biases = (np.vstack([old, new[len(old) :]])[:count] for old, new in ((W1, fresh.W1), (b1, fresh.b1)))
    return Parameters(weights, biases, np.hstack([W2, fresh.W2[:, W2.shape[1] :]])[:, :count], b2)


def with_own_points(state: State, points: tuple[Point, ...]) -> State:
    """Train on with other points of one's own."""
    return _restarted(_moved(state._replace(data=with_points(state.data, points)), Points(points)))


def with_parameters(state: State, parameters: Parameters, iteration: int = 0) -> State:
    """Go on from parameters from elsewhere, of a network with as many inputs."""
    n0 = parameters.W1.shape[1]
    if n0 != state.data.n0:
        raise ValueError(_("these parameters have n0 = {n0} inputs; the data set has {n}", n0=n0, n=state.data.n0))
    moves = *_at_first(state.data.points), Given(parameters, iteration)
    fresh = state._replace(moves=moves, parameters=parameters, iteration=iteration, curve=_EMPTY, rise=None)
    return _restarted(fresh)


def rebased(state: State) -> State:
    """Let the moves begin at the parameters as they are now: the same state, with a shorter story."""
    return state._replace(moves=(*_at_first(state.data.points), Given(state.parameters, state.iteration)))


def _moved(state: State, move: Move) -> State:
    """Write down a move that is made: what is dragged, a weight or points, is one move; a long story begins anew."""
    match state.moves, move:
        case (*before, Weight() as last), Weight() if last[:3] == move[:3]:
            moves = before
        case (*before, Points()), Points():
            moves = before
        case _:
            moves = state.moves
    return rebased(state) if len(moves) >= MOST_MOVES else state._replace(moves=(*moves, move))


def replay(setup: Setup, learning_rate: float, moves: tuple[Move, ...], given: Dataset | None = None) -> State:
    """Begin anew and make the moves again; the learning rate is that of the end."""
    state = begin(setup, learning_rate, given)
    for move in moves:
        state = made(state, move)
    return with_learning_rate(state, learning_rate)


def made(state: State, move: Any) -> State:
    """Make one move."""
    match move:
        case Steps(count, learning_rate):
            return advance(with_learning_rate(state, learning_rate), count)
        case Weight(symbol, row, column, value):
            return with_weight(state, symbol, row, column, value)
        case Units(count):
            return with_hidden_units(state, count)
        case Points(points):
            return with_own_points(state, points)
        case _:
            return with_parameters(state, move.parameters, move.iteration)
