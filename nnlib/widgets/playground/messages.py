"""What is told to the page: pure functions from a state to a message, its numbers apart from its words."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from nnlib.plots.themes import THEMES
from nnlib.widgets.playground.divergence import explain, in_words, is_diverging
from nnlib.widgets.playground.frame import Plane, Shown, examples_of, packed, scales_of, shown, sketches_of
from nnlib.widgets.playground.setup import DATASETS, GIVEN, MOST_POINTS, SETTINGS
from nnlib.widgets.playground.state import State

MOST_PINS = 5
SPEEDS = (1, 2, 5, 10, 30, 100, 0)  # steps in a picture; 0 is as many as there is time for

Message = tuple[dict[str, Any], list[bytes]]  # as `send` takes it


def about(state: State, phrases: Mapping[str, str], hide: Iterable[str], lock: Iterable[str]) -> dict[str, Any]:
    """Tell what stays as it is for as long as the widget is there."""
    settings, given = {name: setting._asdict() for name, setting in SETTINGS.items()}, state.data.given
    settings["dataset"]["names"] = (*DATASETS, GIVEN) if given else DATASETS
    told = {"given": given.description if given else None, "hide": list(hide), "lock": list(lock), "phrases": phrases}
    return {"themes": THEMES, "settings": settings, "speeds": SPEEDS, "most_points": MOST_POINTS, **told}


def setup_message(state: State) -> Message:
    """Tell the settings and the examples, which change seldom."""
    data = state.data
    shapes, content = packed(examples_of(data) | sketches_of(data))
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
    return told, [content]


def picture_message(state: State, plane: Plane | None) -> Message:
    """Tell all that one picture shows."""
    seen = shown(state, plane)
    shapes, content = packed(seen.arrays)
    told = {"kind": "picture", "shapes": shapes, **_standing(state, seen)}
    told |= {"rose": state.rise.iteration if state.rise else None, "diverged": state.diverged, "why": _why(state)}
    return told, [content]


def _why(state: State) -> list[str]:
    if state.rise is None or not is_diverging(state):
        return []
    return in_words(explain(state, state.rise), state.hidden_units)


def pins_message(pins: Sequence[State]) -> Message:
    """Tell the runs that are kept."""
    shapes, content = packed({str(i): np.array(pin.curve[1:]) for i, pin in enumerate(pins)})
    rows = [{"setup": pin.setup._asdict(), **_standing(pin, shown(pin, None))} for pin in pins]
    return {"kind": "pins", "shapes": shapes, "pins": rows}, [content]


def _standing(state: State, seen: Shown) -> dict[str, Any]:
    """Tell in numbers what a run has come to."""
    return {
        "iteration": state.iteration,
        "cost": state.cost if np.isfinite(state.cost) else None,
        "held_out_cost": seen.held_out_cost,
        "accuracies": seen.accuracies,
        "learning_rate": state.learning_rate,
        "hidden_units": state.hidden_units,
    }
