"""Watches a learner's function line by line, to find where something comes up."""

import inspect
import math
import warnings
from collections import Counter
from collections.abc import Callable, Mapping
from types import FrameType
from typing import Any, NamedTuple

import numpy as np

from nnlib.exercises.running import arguments, guarded
from nnlib.exercises.samples import array_in
from nnlib.exercises.source import statement


class Origin(NamedTuple):
    """Where the first number that is not finite came up: a name, and the line that gave it to it."""

    name: str
    line: int
    code: str


def first_not_finite(function: Callable[..., Any], order: tuple[str, ...], known: Mapping[str, Any]) -> Origin | None:
    """Run a function once more, and find the first of its names that gets a number that is not finite."""
    code, found, at = getattr(inspect.unwrap(function), "__code__", None), list[Origin](), [0]

    def look(frame: FrameType, event: str, _: Any) -> Any:
        if frame.f_code is not code:
            return None
        if not found:
            new = [name for name, value in frame.f_locals.items() if name not in known and _not_finite(value)]
            found.extend(Origin(name, at[0], statement(frame, at[0])) for name in new[:1])
        at[0] = frame.f_lineno
        return look

    args, kwargs = arguments(function, order, known)
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        guarded(function, args, kwargs, look)
    return found[0] if found else None


def grows_with(
    function: Callable[..., Any], order: tuple[str, ...], few: Mapping[str, Any], many: Mapping[str, Any]
) -> tuple[int, str] | None:
    """Find the first line that is run more often on more examples: its number and its code."""
    often, lines = list[Counter[int]](), dict[int, str]()
    for known in (few, many):
        often.append(Counter())

        def count(frame: FrameType, event: str, _: Any) -> None:
            often[-1][frame.f_lineno] += event == "opcode"
            if frame.f_lineno not in lines:
                lines[frame.f_lineno] = statement(frame, frame.f_lineno)

        args, kwargs = arguments(function, order, known)
        guarded(function, args, kwargs, count)
    grown = [line for line in sorted(often[1]) if often[1][line] > often[0][line]]
    return (grown[0], lines[grown[0]]) if grown else None


def _not_finite(value: Any) -> bool:
    array = array_in(value)
    if array is not None:
        return not bool(np.all(np.isfinite(array)))
    return isinstance(value, float) and not math.isfinite(value)
