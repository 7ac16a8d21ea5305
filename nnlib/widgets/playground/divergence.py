"""Why the cost rose: what the step promised, what came of it, and which learning rate would have lowered it."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from nnlib._machinery.numerals import written
from nnlib.activations import ACTIVATIONS, ActivationName
from nnlib.network import Array, Cache, Parameters, backward, cost, forward, update
from nnlib.texts import _
from nnlib.widgets.playground.setup import RATES
from nnlib.widgets.playground.state import Rise, State

FAR = 2.0  # times the cost at the start, or log 2: from there on a run is said to diverge
FLAT = 1 - 0.99**2  # of the steepest slope: what tanh has left where |a1| = 0.99
MOST = 0.9  # of the examples


class Explanation(NamedTuple):
    """The first step that raised the cost.

    promise is −α‖∇J‖², by how much the step would have changed the cost along a straight slope; came is by how much it
    did, both in nats per example.  lower is the largest of the slider's rates that would have lowered the cost, None if
    none would.  saturated counts from 1 the hidden units that by now are flat for nine examples of ten.
    """

    iteration: int
    learning_rate: float
    promise: float
    came: float
    saturated: tuple[int, ...]
    lower: float | None


def is_diverging(state: State) -> bool:
    """Tell whether the cost is not finite any more, or far above what the run began with."""
    if state.diverged is not None:
        return True
    costs = state.curve.training
    return state.rise is not None and len(costs) > 0 and state.cost > FAR * max(float(costs[0]), float(np.log(2)))


@np.errstate(over="ignore", invalid="ignore")
def explain(state: State, rise: Rise, rates: Sequence[float] = RATES) -> Explanation:
    """Measure the step of a run that raised the cost, and what has come of the hidden units since."""
    p, X, Y, activation = rise.parameters, rise.data.X, rise.data.Y, state.setup.activation
    gradients = backward(p, forward(p, X, activation=activation), X, Y, activation=activation)
    squares = sum(float(np.sum(g**2)) for g in (gradients.dW1, gradients.db1, gradients.dW2, gradients.db2))
    lower = [rate for rate in rates if _cost(update(p, gradients, rate), X, Y, activation) < rise.before]
    return Explanation(
        rise.iteration,
        rise.learning_rate,
        -rise.learning_rate * squares,
        rise.after - rise.before,
        saturated_units(forward(state.parameters, state.data.X, activation=activation), activation),
        max(lower, default=None),
    )


def _cost(parameters: Parameters, X: Array, Y: Array, activation: ActivationName) -> float:
    return cost(forward(parameters, X, activation=activation), Y)


def saturated_units(cache: Cache, activation: ActivationName) -> tuple[int, ...]:
    """Count from 1 the hidden units that are flat for nine examples of ten: there they hardly learn any more."""
    slope = ACTIVATIONS[activation].derivative
    flat = slope(cache.Z1) < FLAT * slope(np.array([-1.0, 0.0, 1.0])).max()
    return tuple(int(i) + 1 for i in np.flatnonzero(flat.mean(axis=1) > MOST))


def in_words(found: Explanation, hidden_units: int) -> list[str]:
    """Say it in a few sentences."""
    lower = _("From there, no rate on the slider would have lowered the cost.")
    if found.lower is not None:
        words = "From there, {rate:g} is the largest rate on the slider that would have lowered the cost."
        lower = _(words, rate=found.lower)
    promise, came = (written(change, "+.4g") for change in (found.promise, found.came))
    return [
        _(
            "The cost first rose at iteration {n}, with learning rate {rate:g}.",
            n=found.iteration,
            rate=found.learning_rate,
        ),
        _(
            "Along a straight slope that step would have changed it by −α‖∇J‖² = {promise}. "
            "In fact it changed by {came}: the step overshot the valley.",
            promise=promise,
            came=came,
        ),
        _flat(found.saturated, hidden_units),
        lower,
    ]


def _flat(saturated: tuple[int, ...], hidden_units: int) -> str:
    if not saturated:
        return _("No hidden unit is saturated.")
    which = ", ".join(map(str, saturated))
    if len(saturated) == 1:
        words = "Hidden unit {which} of {n1} is saturated by now: it is flat, and hardly learns."
    elif len(saturated) == hidden_units:
        words = "All {n1} hidden units are saturated by now: they are flat, and hardly learn."
    else:
        words = "Hidden units {which} of {n1} are saturated by now: they are flat, and hardly learn."
    return _(words, which=which, n1=hidden_units)
