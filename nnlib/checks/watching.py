"""Watches a learner's function line by line, to find where something comes up, and what grows with the examples."""

import inspect
import itertools
import math
import warnings
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

import numpy as np

from nnlib._machinery.calling import bound
from nnlib._machinery.reading import array_in
from nnlib.checks.running import attempt, guarded, written_beside
from nnlib.checks.source import code_of, statement
from nnlib.checks.tasks import Task

NUMPY = str(Path(np.__file__).parent)


class Place(NamedTuple):
    """A line: its number, its code, and the function that it stands in, or the name that it gives a value to."""

    line: int
    code: str
    name: str


def first_not_finite(function: Callable[..., Any], task: Task, known: Mapping[str, Any]) -> Place | None:
    """Run a function once more, and find the first of its names that gets a number that is not finite."""
    code, found, at = code_of(function), list[Place](), 0

    def look(frame: FrameType, _: str) -> None:
        nonlocal at
        if frame.f_code is not code:
            return
        if not found:
            new = [name for name, value in frame.f_locals.items() if name not in known and _not_finite(value)]
            found.extend(Place(at, statement(frame, at), name) for name in new[:1])
        at = frame.f_lineno or at

    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        attempt(function, task, known, look)
    return found[0] if found else None


def _not_finite(value: Any) -> bool:
    array = array_in(value)
    if array is not None:
        return not bool(np.all(np.isfinite(array)))
    return isinstance(value, float) and not math.isfinite(value)


def grows_with(function: Callable[..., Any], task: Task, ever_more: Sequence[Mapping[str, Any]]) -> list[Place]:
    """Find the lines that are run more often on more examples, each time that there are more.

    A line also grows if it takes more parts of arrays: by `map`, say, whose loop is not in Python.  A line of the
    function itself comes before one of a helper, which may be called by a loop.
    """
    run, taken, lines, code = list[Counter[int]](), list[Counter[int]](), dict[int, Place](), code_of(function)
    numbers = [line for _, _, line in code.co_lines() if line] if code else [0]
    own = range(min(numbers), max(numbers) + 1)
    for known in ever_more:
        run.append(Counter())

        def count(frame: FrameType, event: str) -> None:
            line = frame.f_lineno or 0  # a jump back may have no line
            if code is None or frame.f_code.co_filename == code.co_filename:
                run[-1][line] += event == "opcode"
                if line not in lines:
                    lines[line] = Place(line, statement(frame, line), frame.f_code.co_name)

        attempt(function, task, known, count)
        given = bound(function, task.arguments, task.equations, known)
        taken.append(parts_taken(function, given.args, given.kwargs))
    grown = [line for line in sorted(lines) if _grows(line, run) or _grows(line, taken)]
    return [lines[line] for line in sorted(grown, key=lambda line: (line not in own, line))]


def _grows(line: int, often: Sequence[Counter[int]]) -> bool:
    """Tell whether a line is counted at first, and then more and more often."""
    return often[0][line] > 0 and all(one[line] < other[line] for one, other in itertools.pairwise(often))


def parts_taken(function: Callable[..., Any], args: Sequence[Any], kwargs: Mapping[str, Any]) -> Counter[int]:
    """Call a function, and count by lines the parts that are taken of its arrays, and of what is computed from them.

    So a loop in C is seen, such as `map(np.outer, dZ2.T, A1.T)` or `sum(dZ2.T)`.  What NumPy does to show an array is
    not counted.  Where the function fails, since it cannot do with such arrays, nothing is.
    """
    taken, own = Counter[int](), written_beside(function)

    class Watched(np.ndarray):
        """An array that notices when a part of it is taken."""

        def __getitem__(self, place: Any) -> Any:
            frame: Any = inspect.currentframe()
            while frame.f_code.co_filename == __file__ or _is_numpys(frame.f_code.co_filename):
                frame = frame.f_back
            taken[frame.f_lineno or 0] += own(frame)
            return super().__getitem__(place)

    def given(value: Any) -> Any:
        if hasattr(value, "_fields"):
            return value._make(map(given, value))
        array = array_in(value)
        return value if array is None else array.view(Watched)

    _, failure = guarded(function, list(map(given, args)), {name: given(value) for name, value in kwargs.items()})
    return Counter() if failure else taken


def _is_numpys(file: str) -> bool:
    return file.startswith(NUMPY) and not file.endswith("arrayprint.py")
