"""A state as a short text for a link, a mail or a cell; a stranger's text is read against a schema, in bounds."""

import base64
import binascii
import json
import sys
import zlib
from typing import Any, NoReturn, cast

import numpy as np

from nnlib.datasets import Dataset
from nnlib.network import Array, Parameters
from nnlib.widgets.playground import setup as settings
from nnlib.widgets.playground.setup import GIVEN, Setup, checked_points, checked_setting, number, shown
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
LARGEST_FLOAT = sys.float_info.max
MOST_WORK = 2e8  # steps × hidden units × examples: about two seconds
FIELDS = {"setup", "learning_rate", "moves"}
WEIGHTS = ("W1", "b1", "W2", "b2")


def as_text(state: State) -> str:
    """Write a state; `from_text` comes to the same numbers.

    The moves go into the text, and are made again from it.  A run that is too long for that is written with its
    parameters in the place of its moves, and begins its cost curve anew.
    """
    if _work(state.setup, state.moves, state.data.X.shape[1]) > MOST_WORK:
        state = rebased(state)
    changed = {name: value for name, value in state.setup._asdict().items() if value != Setup._field_defaults[name]}
    content: dict[str, Any] = {
        "setup": changed,
        "learning_rate": state.learning_rate,
        "moves": [_written(move) for move in state.moves],
    }
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
    """Read a state, and make its moves again.

    Args:
        text: what `as_text` wrote, or what came in its place: nothing in it is run, and its size is bounded.
        given: the data set that the state belongs to, if it is not one of the course's.

    Raises:
        ValueError: the text is not such a state; the message says why.
    """
    content = _content(text)
    try:
        setup, learning_rate, moves = _read(content, given)
        return replay(setup, learning_rate, moves, given)
    except (TypeError, ValueError) as error:
        _refuse(str(error))


def _refuse(why: str) -> NoReturn:
    raise ValueError(f"this is not the text of a playground's state: {why}") from None


def _content(text: Any) -> dict[str, Any]:
    """Unpack a text into JSON, of which nothing is known yet."""
    if not isinstance(text, str):
        _refuse(f"it must be a text, got {shown(text)}")
    packed = "".join(text.split())
    if not packed.startswith(PREFIX):
        _refuse(f"it must begin with {PREFIX!r}, got {shown(packed)}")
    if len(packed) > LONGEST:
        _refuse(f"it has {len(packed)} characters; there may be {LONGEST}")
    try:
        packed = packed.removeprefix(PREFIX)
        code = base64.b64decode(packed + "=" * (-len(packed) % 4), altchars=b"-_", validate=True)
        unpacking = zlib.decompressobj()
        inside = unpacking.decompress(code, LONGEST_INSIDE)
    except (binascii.Error, ValueError, zlib.error):
        _refuse("a part of it is missing or was changed on its way")
    if unpacking.unconsumed_tail:
        _refuse(f"it holds more than {LONGEST_INSIDE} characters")
    if not unpacking.eof:
        _refuse("its end is missing")
    try:
        content: Any = json.loads(inside, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        _refuse("what it holds is no JSON of numbers and words")
    if not isinstance(content, dict) or not FIELDS <= set(content) <= FIELDS | {"given"}:
        _refuse(f"it must hold {', '.join(sorted(FIELDS))}")
    return cast("dict[str, Any]", content)


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _read(content: dict[str, Any], given: Dataset | None) -> tuple[Setup, float, tuple[Move, ...]]:
    fields, moves = content["setup"], content["moves"]
    if not isinstance(fields, dict) or not isinstance(moves, list):
        raise TypeError("setup must be an object, and moves a list")
    setup = Setup(**{name: checked_setting(name, value) for name, value in cast("dict[str, Any]", fields).items()})
    if setup.dataset == GIVEN and given is not None and content.get("given") != fingerprint(given):
        raise ValueError("it belongs to another data set than the one that is given")
    read = tuple(_move(move) for move in cast("list[Any]", moves))
    if len(read) > MOST_MOVES + 2:
        raise ValueError(f"it has {len(read)} moves; there may be {MOST_MOVES}")
    m = setup.m if given is None or setup.dataset != GIVEN else given.m
    if _work(setup, read, m + settings.MOST_POINTS) > 2 * MOST_WORK:
        raise ValueError("its steps would take too long")
    return setup, rate("learning_rate", content["learning_rate"]), read


def rate(name: str, value: Any) -> float:
    """Give a learning rate, or refuse it in words."""
    return number(name, value, 1e-9, 1e6)


def _work(setup: Setup, moves: tuple[Move, ...], m: int) -> float:
    units, work = setup.hidden_units, 0.0
    for move in moves:
        match move:
            case Steps(count):
                work += count * units * m
            case Units(count):
                units = count
            case Given(parameters):
                units = parameters.W1.shape[0]
            case _:
                pass
    return work


def _move(move: Any) -> Move:
    match move:
        case ["Steps", count, learning_rate]:
            return Steps(number("a number of steps", count, 1, 1e9, whole=True), rate("learning_rate", learning_rate))
        case ["Weight", "W1" | "b1" | "W2" | "b2" as symbol, row, column, value]:
            i, j = (number("a place", place, 0, 1000, whole=True) for place in (row, column))
            return Weight(symbol, i, j, number(symbol, value, -LARGEST_WEIGHT, LARGEST_WEIGHT))
        case ["Units", count]:
            return Units(checked_setting("hidden_units", count))
        case ["Points", points]:
            return Points(checked_points(points))
        case ["Given", [W1, b1, W2, b2], iteration]:
            return Given(_parameters(W1, b1, W2, b2), number("iteration", iteration, 0, 1e12, whole=True))
        case _:
            raise ValueError(f"there is no move {shown(move)}")


def _parameters(*given: Any) -> Parameters:
    W1, b1, W2, b2 = (_matrix(name, value) for name, value in zip(WEIGHTS, given, strict=True))
    n1 = W1.shape[0]
    if not 1 <= n1 <= settings.NUMBERS["hidden_units"][1] or (b1.shape, W2.shape, b2.shape) != (
        (n1, 1),
        (1, n1),
        (1, 1),
    ):
        raise ValueError("the shapes of W1, b1, W2 and b2 do not belong to one network")
    return Parameters(W1, b1, W2, b2)


def _matrix(name: str, value: Any) -> Array:
    rows = value if isinstance(value, list) else [None]
    numbers = [
        [
            number(name, x, -LARGEST_FLOAT, LARGEST_FLOAT)
            for x in cast("list[Any]", row if isinstance(row, list) else [row])
        ]
        for row in cast("list[Any]", rows)
    ]
    if not numbers or len({len(row) for row in numbers}) != 1 or not numbers[0]:
        raise ValueError(f"{name} must be a matrix")
    return np.array(numbers)
