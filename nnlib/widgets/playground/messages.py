"""What is told to the page: pure functions from a state to a message, its numbers apart from its words."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np

from nnlib.plots.themes import THEMES
from nnlib.widgets.playground.divergence import explain, in_words, is_diverging
from nnlib.widgets.playground.frame import Plane, examples_of, packed, scales_of, shown
from nnlib.widgets.playground.setup import BLANK, GIVEN, MADE, MOST_POINTS, RATES, Setup
from nnlib.widgets.playground.state import Curve, State

MOST_PINS = 5
TITLES = {"moons": "two moons", "circles": "two circles", BLANK: "blank plane"}
SPEEDS = (1, 3, 10, 30, 100, 0)  # steps in a picture; 0 is as many as there is time for

Message = tuple[dict[str, Any], bytes]


class Pin(NamedTuple):
    """A run that is kept beside the next ones."""

    setup: Setup
    learning_rate: float
    hidden_units: int
    iteration: int
    cost: float | None
    held_out_cost: float | None
    accuracies: tuple[float | None, float | None]
    curve: Curve


def pin_of(state: State) -> Pin:
    """Keep what a run has come to."""
    seen = shown(state, None)
    kept = state.setup, state.learning_rate, state.hidden_units, state.iteration, _finite(state.cost)
    return Pin(*kept, seen.held_out_cost, seen.accuracies, state.curve)


def about(state: State, hide: Iterable[str], lock: Iterable[str]) -> dict[str, Any]:
    """Tell what stays as it is for as long as the widget is there."""
    given = state.data.given
    own = {} if given is None else {GIVEN: given.description}
    return {
        "themes": THEMES,
        "rates": sorted({*RATES, state.learning_rate}),
        "speeds": SPEEDS,
        "datasets": list(({name: TITLES.get(name, name) for name in (*MADE, BLANK)} | own).items()),
        "most_points": MOST_POINTS,
        "hide": list(hide),
        "lock": list(lock),
    }


def setup_message(state: State) -> Message:
    """Tell the settings and the examples, which change seldom."""
    data = state.data
    shapes, content = packed(examples_of(data))
    told: dict[str, Any] = {
        "kind": "setup",
        "shapes": shapes,
        "setup": state.setup._asdict(),
        "points": data.points,
        "counts": [data.X.shape[1], data.X_test.shape[1]],
        "features": data.training.feature_names,
        "classes": data.training.class_names,
        "scales": scales_of(data),
    }
    return told, content


def picture_message(state: State, plane: Plane | None) -> Message:
    """Tell all that one picture shows."""
    seen = shown(state, plane)
    shapes, content = packed(seen.arrays)
    told: dict[str, Any] = {
        "kind": "picture",
        "shapes": shapes,
        "iteration": state.iteration,
        "cost": _finite(state.cost),
        "held_out_cost": seen.held_out_cost,
        "accuracies": seen.accuracies,
        "learning_rate": state.learning_rate,
        "hidden_units": state.hidden_units,
        "rose": state.rise.iteration if state.rise else None,
        "diverged": state.diverged,
        "why": _why(state),
    }
    return told, content


def _why(state: State) -> list[str]:
    if state.rise is None or not is_diverging(state):
        return []
    return in_words(explain(state, state.rise), state.hidden_units)


def pins_message(pins: Sequence[Pin]) -> Message:
    """Tell the runs that are kept."""
    shapes, content = packed({str(i): np.array(pin.curve[1:]) for i, pin in enumerate(pins)})
    rows = [{**pin._asdict(), "setup": pin.setup._asdict(), "curve": None} for pin in pins]
    return {"kind": "pins", "shapes": shapes, "pins": rows}, content


def _finite(value: float) -> float | None:
    return value if abs(value) < float("inf") else None
