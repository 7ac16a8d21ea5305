"""A state as a short text for a link, a mail or a cell; a stranger's text is read against a schema, in bounds."""

import base64
import json
import zlib
from typing import Any, NoReturn, cast

import numpy as np

from nnlib._machinery.door import checked
from nnlib.datasets import Dataset
from nnlib.network import Parameters
from nnlib.texts import _
from nnlib.widgets.playground.setup import (
    GIVEN,
    MOST_POINTS,
    SETTINGS,
    Setup,
    checked_points,
    checked_setting,
    number,
    shown,
)
from nnlib.widgets.playground.state import (
    LARGEST_WEIGHT,
    MOST_MOVES,
    Given,
    Move,
    Points,
    State,
    Steps,
    Units,
    Weight,
    rebased,
    replay,
)

PREFIX = "nnlib1."
LONGEST = 50_000  # characters
LONGEST_INSIDE = 250_000
MOST_WORK = 2e8  # steps × hidden units × examples: about two seconds
FIELDS = {"setup", "learning_rate", "moves"}


def as_text(state: State) -> str:
    """Write a state; `from_text` comes to the same numbers.

    The moves go into the text, and are made again from it.  A run that is too long for that is written with its
    parameters in the place of its moves, and begins its cost curve anew.
    """
    if _work(state.setup, state.moves, state.data.X.shape[1]) > MOST_WORK:
        state = rebased(state)
    changed = {name: value for name, value in state.setup._asdict().items() if value != Setup._field_defaults[name]}
    moves = [_written(move) for move in state.moves]
    content: dict[str, Any] = {"setup": changed, "learning_rate": state.learning_rate, "moves": moves}
    if state.data.given is not None and state.setup.dataset == GIVEN:
        content["given"] = fingerprint(state.data.given)
    text = json.dumps(content, separators=(",", ":"), allow_nan=False)
    return PREFIX + base64.urlsafe_b64encode(zlib.compress(text.encode(), 9)).decode().rstrip("=")


def fingerprint(dataset: Dataset) -> list[int]:
    """Tell a data set from others: n0, m, and a checksum of its numbers."""
    return [*dataset.X.shape, zlib.crc32(np.vstack([dataset.X, dataset.Y]).tobytes())]


def _written(move: Move) -> list[Any]:
    if isinstance(move, Given):
        return ["Given", [array.tolist() for array in move.parameters], move.iteration]
    return [type(move).__name__, *move]


def from_text(text: Any, given: Dataset | None = None) -> State:
    """Read a state, and make its moves again, or say in words why a text is none: nothing in it is run."""
    try:
        setup, learning_rate, moves = _read(_content(text), given)
        return replay(setup, learning_rate, moves, given)
    except (TypeError, ValueError) as error:
        raise ValueError(_("this is not the text of a playground's state: {why}", why=error)) from None


def _content(text: Any) -> dict[str, Any]:
    """Unpack a text into JSON, of which nothing is known yet."""
    if not isinstance(text, str):
        raise TypeError(f"it must be a text, got {shown(text)}")
    packed = "".join(text.split())
    if not packed.startswith(PREFIX):
        raise ValueError(_("it must begin with {prefix!r}, got {text}", prefix=PREFIX, text=shown(packed)))
    if len(packed) > LONGEST:
        raise ValueError(_("it has {n} characters; there may be {most}", n=len(packed), most=LONGEST))
    inside = _unpacked(packed.removeprefix(PREFIX))
    try:
        content: Any = json.loads(inside, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise ValueError(_("what it holds is no JSON of numbers and words")) from None
    if not isinstance(content, dict) or not FIELDS <= set(content) <= FIELDS | {"given"}:
        raise ValueError(f"it must hold {', '.join(sorted(FIELDS))}")
    return cast("dict[str, Any]", content)


def _unpacked(packed: str) -> bytes:
    unpacking = zlib.decompressobj()
    try:
        code = base64.b64decode(packed + "=" * (-len(packed) % 4), altchars=b"-_", validate=True)
        inside = unpacking.decompress(code, LONGEST_INSIDE)
    except (ValueError, zlib.error):
        raise ValueError(_("a part of it is missing or was changed on its way")) from None
    if unpacking.unconsumed_tail:
        raise ValueError(_("it holds more than {most} characters", most=LONGEST_INSIDE))
    if not unpacking.eof:
        raise ValueError(_("its end is missing"))
    return inside


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _read(content: dict[str, Any], given: Dataset | None) -> tuple[Setup, float, tuple[Move, ...]]:
    fields, moves = content["setup"], content["moves"]
    if not isinstance(fields, dict) or not isinstance(moves, list):
        raise TypeError("setup must be an object, and moves a list")
    setup = Setup(**{name: checked_setting(name, value) for name, value in cast("dict[str, Any]", fields).items()})
    if setup.dataset == GIVEN and given is not None and content.get("given") != fingerprint(given):
        raise ValueError(_("it belongs to another data set than the one that is given"))
    read = tuple(_move(move) for move in cast("list[Any]", moves))
    if len(read) > MOST_MOVES + 2:
        raise ValueError(_("it has {n} moves; there may be {most}", n=len(read), most=MOST_MOVES))
    m = setup.m if given is None or setup.dataset != GIVEN else given.m
    if _work(setup, read, m + MOST_POINTS) > 2 * MOST_WORK:
        raise ValueError(_("its steps would take too long"))
    return setup, checked_setting("learning_rate", content["learning_rate"]), read


def _work(setup: Setup, moves: tuple[Move, ...], m: int) -> int:
    """Estimate what it takes to make the moves: steps × hidden units at the most × examples."""
    units = [setup.hidden_units, *(move.hidden_units for move in moves if isinstance(move, Units))]
    units += [len(move.parameters.W1) for move in moves if isinstance(move, Given)]
    return sum(move.iterations for move in moves if isinstance(move, Steps)) * max(units) * m


def _move(move: Any) -> Move:
    match move:
        case ["Steps", count, learning_rate]:
            iterations = number("a number of steps", count, 1, 10**9)
            return Steps(iterations, checked_setting("learning_rate", learning_rate))
        case ["Weight", "W1" | "b1" | "W2" | "b2" as symbol, row, column, value]:
            i, j = (number("a place", place, 0, 1000) for place in (row, column))
            return Weight(symbol, i, j, number(symbol, value, -LARGEST_WEIGHT, LARGEST_WEIGHT))
        case ["Units", count]:
            return Units(checked_setting("hidden_units", count))
        case ["Points", points]:
            return Points(checked_points(points))
        case ["Given", [_, _, _, _] as arrays, iteration]:
            return Given(_as_they_must_be(Parameters(*arrays)), number("iteration", iteration, 0, 10**12))
        case _:
            raise ValueError(f"there is no move {shown(move)}")


@checked
def _as_they_must_be(parameters: Parameters) -> Parameters:
    """Let in parameters whose arrays are numbers and belong to one network with one output."""
    SETTINGS["hidden_units"].check("n1", len(parameters.W1))
    if len(parameters.W2) != 1:
        raise ValueError(f"W2 must have one row, got {len(parameters.W2)}")
    return parameters
