"""The playground as a widget: what the page asks for is done to a state, and sent back as a picture."""

import io
import threading
import time
from collections import deque
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from nnlib.datasets import Dataset
from nnlib.network import Parameters
from nnlib.parameters_file import load_parameters, save_parameters
from nnlib.plots import Picture
from nnlib.texts import _, of_script, script
from nnlib.widgets.playground import messages, still
from nnlib.widgets.playground.code import as_code
from nnlib.widgets.playground.frame import plane_of
from nnlib.widgets.playground.playing import CALM, PACE, Player
from nnlib.widgets.playground.setup import SETTINGS, Setup, checked_points, checked_setting, number, own_noise
from nnlib.widgets.playground.state import (
    LARGEST_WEIGHT,
    State,
    advance,
    begin,
    with_hidden_units,
    with_learning_rate,
    with_own_points,
    with_parameters,
    with_weight,
)
from nnlib.widgets.playground.text import as_text, from_text

HERE = Path(__file__).parent
PAGE = ("shapes", "words", "drawing", "parts", "handles", "plane", "legend", "panels", "view", "render")
SCRIPTS = ("keys.js", *(f"playground/{part}.js" for part in PAGE))
SCRIPT = script(*((HERE.parent / name).read_text(encoding="utf-8") for name in SCRIPTS))
# Where it goes as fast as it can, it trains for this part of the time from one picture to the next, in seconds at most.
SHARE, LONGEST = 0.35, 0.03
MOST_BACK = 100
CONTROLS = (
    *("play", "step", "reset", "back", "speed", "stop_at", *SETTINGS),
    *("weights", "points", "matrices", "compare", "take"),
)
LOCKED_WITH = {
    "pause": "play", "weight": "weights", "pin": "compare", "unpin": "compare", "text": "take",
    "take_text": "take", "parameters": "take", "take_parameters": "take", "animation": "take",
}  # fmt: skip


class Playground(anywidget.AnyWidget):
    """A network that one trains while one looks.

    Attributes:
        state: the run as it is now, a value of its own that no later step changes.
        pins: the runs that are kept to compare.
    """

    _esm = SCRIPT
    _css = (HERE / "playground.css").read_text(encoding="utf-8")
    _about = traitlets.Dict().tag(sync=True)

    def __init__(self, state: State, *, hide: Iterable[str] = (), lock: Iterable[str] = ()) -> None:
        """Show a state; hide and lock name controls out of CONTROLS."""
        self.state, self.pins = state, list[State]()
        self._given: Dataset | None = state.data.given
        self._locked = frozenset((*hide, *lock))
        self._past = deque([state], MOST_BACK + 1)
        self._place = 0  # of the state in its past
        self._speed, self._per_second, self._played = 5, 1000.0, 0.0
        self._stop_at: int | None = None  # the iteration at which it plays no further
        self._views = set[str]()
        self._busy = threading.RLock()  # JupyterLab hands messages to a thread of the kernel beside the cells' own
        self._player = Player(self._play_on, self._send_picture)
        self._plane = plane_of(state.data)
        super().__init__(_about=messages.about(state, of_script(SCRIPT), hide, lock))
        self.on_msg(self._hear)

    @property
    def playing(self) -> bool:
        """Whether it trains by itself."""
        return self._player.at_work

    def play(self) -> None:
        """Keep training in the notebook's event loop."""
        if self._stop_at is not None and self.state.iteration >= self._stop_at:
            raise ValueError(
                _("This run is at iteration {n}: clear “Stop at iteration” to go on.", n=self.state.iteration)
            )
        self._player.start()
        self._send_picture()

    def pause(self) -> None:
        """Stop training."""
        self._player.stop()
        self._send_picture()

    def step(self, count: int = 1) -> None:
        """Take so many steps of gradient descent."""
        self._go_to(advance(self.state, count))

    def reset(self) -> None:
        """Start again, with the hidden units and the learning rate as they are now."""
        self._player.stop()
        self._begin(self.state.setup._replace(hidden_units=self.state.hidden_units))

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

    def save_animation(self, path: str | Path) -> None:
        """Draw the run again, from its start to now, into a GIF."""
        Path(path).write_bytes(still.animation_of(self.state))

    def close(self) -> None:
        """End the training, and take the widget away."""
        self._player.stop()
        super().close()

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        """Show the live widget where there is a kernel, and its picture where there is none."""
        live, _ = super()._repr_mimebundle_(**kwargs) or ({}, {})
        picture, metadata = self.picture.mimebundle()
        return live | picture, metadata

    # From one state to the next

    def _begin(self, setup: Setup, *, keep_points: bool = True) -> None:
        points = self.state.data.points if keep_points else ()
        self._go_to(begin(setup, self.state.learning_rate, self._given, points))

    def _go_to(self, state: State) -> None:
        with self._busy:
            while len(self._past) - 1 > self._place:  # what came after an earlier state is left behind
                self._past.pop()
            self._past.append(state)
            self._place = len(self._past) - 1
            self._put(state)

    def _put(self, state: State) -> None:
        before, self.state = self.state, state
        if before.data.training is not state.data.training:
            self._plane = plane_of(state.data)
        if before.data is not state.data or before.setup != state.setup:
            self.send(*messages.setup_message(state))
        self._send_picture()

    def _play_on(self) -> bool:
        """Train a little, and send the picture; return whether to go on."""
        with self._busy:
            began = time.perf_counter()
            budget = min(SHARE * (began - self._played), LONGEST)
            count = self._speed or max(1, round(self._per_second * budget))
            if self._stop_at is not None:
                count = min(count, max(0, self._stop_at - self.state.iteration))
            state = advance(self.state, count)
            self._played = began
            self._per_second = count / max(time.perf_counter() - began, 1e-6)
            ended = state is self.state or state.diverged is not None or state.iteration == self._stop_at
            if ended:
                self._player.stop()
            self._go_to(state)
            return not ended

    def _send_picture(self) -> None:
        with self._busy:
            told, buffers = messages.picture_message(self.state, self._plane)
            told |= {"number": self._player.next_number(), "playing": self.playing, "speed": self._speed}
            told |= {"stop_at": self._stop_at, "back": [self._place, len(self._past) - 1]}
            self.send(told, buffers)

    # What the page asks for: {"do": "weight", "symbol": "W1", …} calls _do_weight(symbol="W1", …)

    def _hear(self, _: Any, content: dict[str, Any], buffers: list[Any]) -> None:
        with self._busy:
            try:
                self._do(content, buffers)
            except Exception as error:  # shown: in a callback nobody would see it otherwise
                self.send({"kind": "error", "words": str(error) or type(error).__name__})
                if not isinstance(error, (TypeError, ValueError)):
                    raise

    def _do(self, content: dict[str, Any], buffers: list[Any]) -> None:
        what = content["do"]
        if {what, LOCKED_WITH.get(what), content.get("name")} & self._locked:
            raise ValueError(_("this control is locked"))
        given = {name: value for name, value in content.items() if name != "do"}
        if buffers:
            given["content"] = bytes(buffers[0])
        getattr(self, f"_do_{what}")(**given)

    def _do_hello(self, view: str) -> None:
        self._views.add(view)
        self.send(*messages.setup_message(self.state))
        self.send(*messages.pins_message(self.pins))
        self._send_picture()

    def _do_goodbye(self, view: str) -> None:
        self._views.discard(view)
        if not self._views:
            self._player.stop()

    def _do_drawn(self, number: int) -> None:
        self._player.drawn(number)

    _do_play, _do_pause, _do_reset = play, pause, reset

    def _do_step(self, count: Any) -> None:
        self._player.stop()
        self.step(number("count", count, 1, 1000))

    def _do_speed(self, count: Any) -> None:
        if count not in messages.SPEEDS:
            raise ValueError(f"the speed must be one of {messages.SPEEDS} iterations a picture")
        self._speed = count
        self._send_picture()

    def _do_stop_at(self, iteration: Any) -> None:
        self._stop_at = None if iteration is None else number(_("Stop at iteration"), iteration, 1, 999_999)
        self._send_picture()

    def _do_calm(self, calm: Any) -> None:
        self._player.pace = CALM if calm else PACE

    def _do_set(self, name: str, value: Any) -> None:
        value = checked_setting(name, value)
        if name == "learning_rate":
            self._go_to(with_learning_rate(self.state, value))
        elif name == "hidden_units":
            self._go_to(with_hidden_units(self.state, value))
        else:
            changed = {"hidden_units": self.state.hidden_units, name: value}
            if name == "dataset":
                changed["noise"] = own_noise(value)
            self._begin(self.state.setup._replace(**changed), keep_points=name != "dataset")

    def _do_weight(self, symbol: Any, row: Any, column: Any, value: Any) -> None:
        if symbol not in Parameters._fields:
            raise ValueError("a parameter is one of W1, b1, W2, b2")
        i, j = (number("a place", place, 0, 10_000) for place in (row, column))
        self._go_to(with_weight(self.state, symbol, i, j, number(symbol, value, -LARGEST_WEIGHT, LARGEST_WEIGHT)))

    def _do_points(self, points: Any) -> None:
        self._go_to(with_own_points(self.state, checked_points(points)))

    def _do_back(self, place: Any) -> None:
        self._player.stop()
        self._place = number("place", place, 0, len(self._past) - 1)
        self._put(self._past[self._place])

    def _do_pin(self) -> None:
        if len(self.pins) == messages.MOST_PINS:
            raise ValueError(_("{n} runs are pinned already: remove one of them first", n=messages.MOST_PINS))
        self.pins.append(self.state)
        self.send(*messages.pins_message(self.pins))

    def _do_unpin(self, which: Any) -> None:
        del self.pins[number("which", which, 0, len(self.pins) - 1)]
        self.send(*messages.pins_message(self.pins))

    def _do_text(self, form: Any) -> None:
        self.send({"kind": "text", "form": form, "text": {"code": as_code, "state": as_text}[form](self.state)})

    def _do_take_text(self, text: Any) -> None:
        self._player.stop()
        self._go_to(from_text(text, self._given))

    def _do_parameters(self) -> None:
        out = io.BytesIO()
        save_parameters(out, self.state.parameters)
        self.send({"kind": "file", "name": "parameters.npz", "type": "application/octet-stream"}, [out.getvalue()])

    def _do_take_parameters(self, content: bytes) -> None:
        self._player.stop()
        self._go_to(with_parameters(self.state, load_parameters(io.BytesIO(content))))

    def _do_animation(self) -> None:
        self._player.stop()
        self.send({"kind": "file", "name": "run.gif", "type": "image/gif"}, [still.animation_of(self.state)])
