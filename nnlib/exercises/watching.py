"""Watches a learner's function line by line, to find where something comes up."""

import inspect
import itertools
import math
import warnings
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from types import FrameType
from typing import Any, NamedTuple

import numpy as np

from nnlib.exercises.asking import asks_of_arrays
from nnlib.exercises.binding import bound
from nnlib.exercises.running import guarded
from nnlib.exercises.samples import array_in
from nnlib.exercises.source import statement
from nnlib.mistakes.task import Task


class Origin(NamedTuple):
    """Where the first number that is not finite came up: a name, and the line that gave it to it."""

    name: str
    line: int
    code: str


def first_not_finite(function: Callable[..., Any], task: Task, known: Mapping[str, Any]) -> Origin | None:
    """Run a function once more, and find the first of its names that gets a number that is not finite."""
    code, found, at = getattr(inspect.unwrap(function), "__code__", None), list[Origin](), [0]

    def look(frame: FrameType, event: str, _: Any) -> Any:
        if frame.f_code is not code:
            return None
        if not found:
            new = [name for name, value in frame.f_locals.items() if name not in known and _not_finite(value)]
            found.extend(Origin(name, at[0], statement(frame, at[0])) for name in new[:1])
        at[0] = frame.f_lineno or at[0]
        return look

    args, kwargs, _, _ = bound(function, task, known)
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        guarded(function, args, kwargs, look)
    return found[0] if found else None


def grows_with(
    function: Callable[..., Any], task: Task, ever_more: Sequence[Mapping[str, Any]]
) -> tuple[int, str] | None:
    """Find the first line that is run more often on more examples, each time that there are more: number and code.

    A line also grows if arrays are asked more often from it: by `map`, say, whose loop is not in Python.
    """
    run, asked, lines = list[Counter[int]](), list[Counter[int]](), dict[int, str]()
    for known in ever_more:
        run.append(Counter())

        def count(frame: FrameType, event: str, _: Any) -> None:
            line = frame.f_lineno or 0  # a jump back may have no line
            run[-1][line] += event == "opcode"
            if line not in lines:
                lines[line] = statement(frame, line)

        args, kwargs, _, _ = bound(function, task, known)
        guarded(function, args, kwargs, count)
        asked.append(asks_of_arrays(function, args, kwargs))
    grown = (line for line in sorted(lines) if _grows(line, run) or _grows(line, asked))
    return next(((line, lines[line]) for line in grown), None)


def _grows(line: int, often: Sequence[Counter[int]]) -> bool:
    """Tell whether a line is counted at first, and then more and more often."""
    return often[0][line] > 0 and all(one[line] < other[line] for one, other in itertools.pairwise(often))


def _not_finite(value: Any) -> bool:
    array = array_in(value)
    if array is not None:
        return not bool(np.all(np.isfinite(array)))
    return isinstance(value, float) and not math.isfinite(value)
