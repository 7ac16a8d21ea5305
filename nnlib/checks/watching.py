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

from nnlib._machinery.calling import bound
from nnlib._machinery.reading import array_in
from nnlib.checks.asking import asks_of_arrays
from nnlib.checks.running import attempt
from nnlib.checks.source import statement
from nnlib.checks.tasks import Task


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

    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        attempt(function, task, known, look)
    return found[0] if found else None


class Place(NamedTuple):
    """A line: its number, its code, and the name of the function that it stands in."""

    line: int
    code: str
    within: str


def grows_with(function: Callable[..., Any], task: Task, ever_more: Sequence[Mapping[str, Any]]) -> list[Place]:
    """Find the lines that are run more often on more examples, each time that there are more.

    A line also grows if arrays are asked more often from it: by `map`, say, whose loop is not in Python.  A line of the
    function itself comes before one of a helper, which may be called by a loop.
    """
    run, asked, lines = list[Counter[int]](), list[Counter[int]](), dict[int, Place]()
    code = getattr(inspect.unwrap(function), "__code__", None)
    own = range(0)
    if code is not None:
        numbers = [line for _, _, line in code.co_lines() if line]
        own = range(min(numbers), max(numbers) + 1)
    for known in ever_more:
        run.append(Counter())

        def count(frame: FrameType, event: str, _: Any) -> None:
            line = frame.f_lineno or 0  # a jump back may have no line
            if code is None or frame.f_code.co_filename == code.co_filename:
                run[-1][line] += event == "opcode"
                if line not in lines:
                    lines[line] = Place(line, statement(frame, line), frame.f_code.co_name)

        attempt(function, task, known, count)
        given = bound(function, task.arguments, task.equations, known)
        asked.append(asks_of_arrays(function, given.args, given.kwargs))
    grown = [line for line in sorted(lines) if _grows(line, run) or _grows(line, asked)]
    return [lines[line] for line in sorted(grown, key=lambda line: (line not in own, line))]


def _grows(line: int, often: Sequence[Counter[int]]) -> bool:
    """Tell whether a line is counted at first, and then more and more often."""
    return often[0][line] > 0 and all(one[line] < other[line] for one, other in itertools.pairwise(often))


def _not_finite(value: Any) -> bool:
    array = array_in(value)
    if array is not None:
        return not bool(np.all(np.isfinite(array)))
    return isinstance(value, float) and not math.isfinite(value)
