"""The playground as a widget: what the page asks for, done to a state, and sent back as a picture."""

import io
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import anywidget
import numpy as np
import traitlets

from nnlib.datasets import Dataset
from nnlib.network import Parameters
from nnlib.parameters_file import load_parameters, save_parameters
from nnlib.plots import Picture
from nnlib.plots.themes import THEMES
from nnlib.widgets.playground import still
from nnlib.widgets.playground.code import as_code
from nnlib.widgets.playground.divergence import explain, in_words, is_diverging
from nnlib.widgets.playground.frame import examples_of, packed, plane_of, scales_of, shown
from nnlib.widgets.playground.playing import CALM, PACE, Player
from nnlib.widgets.playground.setup import (
    BLANK,
    GIVEN,
    MADE,
    MOST_POINTS,
    NOISE,
    RATES,
    Setup,
    checked_points,
    checked_setting,
    number,
)
from nnlib.widgets.playground.state import (
    LARGEST_WEIGHT,
    Curve,
    State,
    advance,
    begin,
    with_hidden_units,
    with_learning_rate,
    with_own_points,
    with_parameters,
    with_weight,
)
from nnlib.widgets.playground.text import as_text, from_text, rate

HERE = Path(__file__).parent
SCRIPTS = ("keys.js", "playground/shapes.js", "playground/drawing.js", "playground/parts.js", "playground/view.js")
BUDGET = 0.009  # seconds of training in a picture, where it goes as fast as it can
MOST_BACK = 100
MOST_PINS = 5
SPEEDS = (1, 3, 10, 30, 100, 0)
CONTROLS = (
    "play", "step", "reset", "back", "speed", "dataset", "m", "noise", "held_out", "data_seed", "hidden_units",
    "learning_rate", "activation", "start", "scale", "seed", "weights", "points", "matrices", "compare", "take",
)  # fmt: skip


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


class Playground(anywidget.AnyWidget):
    """A network that one trains while one looks.

    Attributes:
        state: the run as it is now, a value of its own that no later step changes.
        pins: the runs that are kept to compare.
    """

    _esm = "".join((HERE.parent / path).read_text(encoding="utf-8") for path in SCRIPTS)
    _css = (HERE / "playground.css").read_text(encoding="utf-8")
    _about = traitlets.Dict().tag(sync=True)

    def __init__(
        self, state: State, *, given: Dataset | None = None, hide: Sequence[str] = (), lock: Sequence[str] = ()
    ) -> None:
        """Show a state; hide and lock name controls out of CONTROLS."""
        self._given, self._locked = given, frozenset(lock) | frozenset(hide)
        self.state, self.pins = state, list[Pin]()
        self._first = state
        self._past = deque([state], MOST_BACK + 1)
        self._place = 0
        self._speed, self._per_second = 3, 1000.0
        self._views = set[str]()
        self._busy = threading.RLock()  # JupyterLab hands messages to a thread of the kernel beside the cells' own
        self._player = Player(self._play_on, self._left_alone)
        self._plane, self._plane_of = plane_of(state.data), state.data.training
        super().__init__(_about=_about(state, given is not None, hide, lock))
        self.on_msg(self._hear)

    @property
    def playing(self) -> bool:
        """Whether it trains by itself."""
        return self._player.at_work

    def play(self) -> None:
        """Train on and on, in the notebook's event loop."""
        self._player.start()
        self._send_picture()

    def pause(self) -> None:
        """Train no further."""
        self._player.stop()
        self._send_picture()

    def step(self, count: int = 1) -> None:
        """Take so many steps."""
        self._show(advance(self.state, count))

    def reset(self) -> None:
        """Begin anew, with the hidden units and the learning rate as they are now."""
        self._player.stop()
        setup = self.state.setup._replace(hidden_units=self.state.hidden_units)
        self._begin(setup, self.state.data.points)

    def as_code(self) -> str:
        """Write the lines that make this run again, to the last digit."""
        return as_code(self.state)

    def as_text(self) -> str:
        """Write the state as a text: `explore_playground(state=…)` shows it again."""
        return as_text(self.state)

    @property
    def picture(self) -> Picture:
        """The state as a picture that stands still."""
        return still.picture_of(self.state)

    def close(self) -> None:
        """End the training, and take the widget away."""
        self._player.stop()
        super().close()

    def _begin(self, setup: Setup, points: Any = ()) -> None:
        self._show(begin(setup, self.state.learning_rate, self._given, points))

    def _show(self, state: State) -> None:
        """Go on to a state, and send its picture."""
        with self._busy:
            while len(self._past) - 1 > self._place:  # what was to come after an earlier state comes no more
                self._past.pop()
            self._past.append(state)
            self._place = len(self._past) - 1
            self._put(state)

    def _put(self, state: State) -> None:
        before, self.state = self.state, state
        if before.data is not state.data or before.setup != state.setup:
            self._send_setup()
        self._send_picture()

    def _play_on(self) -> bool:
        """Train a little, and send the picture; return whether to go on."""
        with self._busy:
            began, count = time.perf_counter(), self._speed or max(1, round(self._per_second * BUDGET))
            state = advance(self.state, count)
            self._per_second = count / max(time.perf_counter() - began, 1e-6)
            stuck = state is self.state or state.diverged is not None
            if stuck:
                self._player.stop()
            self._show(state)
            return not stuck

    def _left_alone(self) -> None:
        self._send_picture()

    def _hear(self, _: Any, content: dict[str, Any], buffers: list[Any]) -> None:
        """Do what the page asks for; what cannot be done is said in words."""
        with self._busy:
            try:
                self._do(content, buffers)
            except (TypeError, ValueError) as error:
                self._send_error(str(error))
            except Exception as error:  # shown: in a callback nobody would see it otherwise
                self._send_error(f"{type(error).__name__}: {error}")
                raise

    def _do(self, content: dict[str, Any], buffers: list[Any]) -> None:
        what = content["do"]
        if LOCKED_WITH.get(what, what) in self._locked or (what == "set" and content["name"] in self._locked):
            raise ValueError("this control is locked")
        given = {name: value for name, value in content.items() if name != "do"}
        if buffers:
            given["content"] = bytes(buffers[0])
        DEEDS[what](self, **given)

    def _say_hello(self, view: str) -> None:
        self._views.add(view)
        self._send_setup()
        self._send_pins()
        self._send_picture()

    def _say_goodbye(self, view: str) -> None:
        self._views.discard(view)
        if not self._views:
            self._player.stop()

    def _drawn(self, number: int) -> None:
        self._player.drawn(number)

    def _take_steps(self, count: Any) -> None:
        self._player.stop()
        self.step(number("count", count, 1, 1000, whole=True))

    def _set_speed(self, count: Any) -> None:
        if count not in SPEEDS:
            raise ValueError(f"the speed must be one of {SPEEDS} steps a picture")
        self._speed = count
        self._send_picture()

    def _set_calm(self, calm: Any) -> None:
        self._player.pace = CALM if calm else PACE

    def _set(self, name: str, value: Any) -> None:
        if name == "learning_rate":
            self._show(with_learning_rate(self.state, rate(name, value)))
        elif name == "hidden_units":
            self._show(with_hidden_units(self.state, checked_setting(name, value)))
        else:
            changed = {name: checked_setting(name, value)}
            if name == "dataset":
                changed["noise"] = NOISE.get(value, 0.2)
            setup = self.state.setup._replace(hidden_units=self.state.hidden_units, **changed)
            self._begin(setup, () if name == "dataset" else self.state.data.points)

    def _set_weight(self, symbol: str, row: Any, column: Any, value: Any) -> None:
        if symbol not in Parameters._fields:
            raise ValueError("a parameter is one of W1, b1, W2, b2")
        place = [number("a place", i, 0, 10_000, whole=True) for i in (row, column)]
        self._show(with_weight(self.state, symbol, *place, number(symbol, value, -LARGEST_WEIGHT, LARGEST_WEIGHT)))

    def _set_points(self, points: Any) -> None:
        self._show(with_own_points(self.state, checked_points(points)))

    def _go_back(self, place: Any) -> None:
        self._player.stop()
        self._place = number("place", place, 0, len(self._past) - 1, whole=True)
        self._put(self._past[self._place])

    def _pin(self) -> None:
        if len(self.pins) == MOST_PINS:
            raise ValueError(f"{MOST_PINS} runs are kept already: take one of them away first")
        s = self.state
        seen = shown(s, None)
        kept = (s.setup, s.learning_rate, s.hidden_units, s.iteration, _or_none(s.cost), seen.held_out_cost)
        self.pins.append(Pin(*kept, seen.accuracies, s.curve))
        self._send_pins()

    def _unpin(self, which: Any) -> None:
        del self.pins[number("which", which, 0, len(self.pins) - 1, whole=True)]
        self._send_pins()

    def _send_code(self) -> None:
        self.send({"kind": "text", "what": "code", "text": as_code(self.state)})

    def _send_text(self) -> None:
        self.send({"kind": "text", "what": "state", "text": as_text(self.state)})

    def _take_text(self, text: Any) -> None:
        self._player.stop()
        self._show(from_text(text, self._given))

    def _send_parameters(self) -> None:
        out = io.BytesIO()
        save_parameters(out, self.state.parameters)
        self.send({"kind": "file", "name": "parameters.npz", "type": "application/octet-stream"}, [out.getvalue()])

    def _take_parameters(self, content: bytes) -> None:
        self._player.stop()
        self._show(with_parameters(self.state, load_parameters(io.BytesIO(content))))

    def _send_animation(self) -> None:
        self._player.stop()
        content = still.animation_of(self.state)
        self.send({"kind": "file", "name": "run.gif", "type": "image/gif"}, [content])

    def _send_error(self, words: str) -> None:
        self.send({"kind": "error", "words": words})

    def _send_setup(self) -> None:
        state = self.state
        if self._plane_of is not state.data.training:
            self._plane, self._plane_of = plane_of(state.data), state.data.training
        shapes, content = packed(examples_of(state.data))
        told = {
            "kind": "setup",
            "shapes": shapes,
            "setup": state.setup._asdict(),
            "points": state.data.points,
            "counts": [state.data.X.shape[1], state.data.X_test.shape[1]],
            "features": state.data.training.feature_names,
            "classes": state.data.training.class_names,
            "scales": scales_of(state.data),
        }
        self.send(told, [content])

    def _send_pins(self) -> None:
        told = [{**pin._asdict(), "setup": pin.setup._asdict(), "curve": None} for pin in self.pins]
        shapes, content = packed({str(i): np.array(pin.curve[1:]) for i, pin in enumerate(self.pins)})
        self.send({"kind": "pins", "pins": told, "shapes": shapes}, [content])

    def _send_picture(self) -> None:
        with self._busy:
            state = self.state
            seen = shown(state, self._plane)
            shapes, content = packed(seen.arrays)
            diverging = is_diverging(state)
            told = {
                "kind": "picture",
                "number": self._player.next_number(),
                "shapes": shapes,
                "playing": self.playing,
                "speed": self._speed,
                "iteration": state.iteration,
                "cost": _or_none(state.cost),
                "held_out_cost": seen.held_out_cost,
                "accuracies": seen.accuracies,
                "learning_rate": state.learning_rate,
                "hidden_units": state.hidden_units,
                "rose": state.rise.iteration if state.rise else None,
                "diverged": state.diverged,
                "why": self._why(state) if diverging else [],
                "back": [self._place, len(self._past) - 1],
            }
            self.send(told, [content])

    def _why(self, state: State) -> list[str]:
        if state.rise is None:
            return []
        return in_words(explain(state.rise, state.setup.activation), state.rise.parameters.W1.shape[0])

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        """Show the live widget where there is a kernel, and its picture where there is none."""
        live, _ = super()._repr_mimebundle_(**kwargs) or ({}, {})
        picture, metadata = self.picture.mimebundle()
        return live | picture, metadata


DEEDS: Mapping[str, Callable[..., None]] = {
    "hello": Playground._say_hello,
    "goodbye": Playground._say_goodbye,
    "drawn": Playground._drawn,
    "play": Playground.play,
    "pause": Playground.pause,
    "step": Playground._take_steps,
    "reset": Playground.reset,
    "speed": Playground._set_speed,
    "calm": Playground._set_calm,
    "set": Playground._set,
    "weight": Playground._set_weight,
    "points": Playground._set_points,
    "back": Playground._go_back,
    "pin": Playground._pin,
    "unpin": Playground._unpin,
    "code": Playground._send_code,
    "text": Playground._send_text,
    "take_text": Playground._take_text,
    "parameters": Playground._send_parameters,
    "take_parameters": Playground._take_parameters,
    "animation": Playground._send_animation,
}
LOCKED_WITH = {
    "weight": "weights", "pin": "compare", "unpin": "compare", "code": "take", "text": "take", "take_text": "take",
    "parameters": "take", "take_parameters": "take", "animation": "take",
}  # fmt: skip


def _or_none(value: float) -> float | None:
    return value if abs(value) < float("inf") else None


def _about(state: State, given: bool, hide: Sequence[str], lock: Sequence[str]) -> dict[str, Any]:
    """Tell the page what stays as it is."""
    rates = sorted({*RATES, state.learning_rate})
    return {
        "themes": THEMES,
        "rates": rates,
        "speeds": SPEEDS,
        "datasets": [*MADE, BLANK, *([GIVEN] if given else [])],
        "most_points": MOST_POINTS,
        "most_pins": MOST_PINS,
        "hide": list(hide),
        "lock": list(lock),
    }
