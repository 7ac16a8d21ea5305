"""Mends a line whose shapes do not fit: finds what one or two edits of it make right, in its own names."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np

from nnlib._machinery.formulas import Formula, compute, leaves, quiet, read, written
from nnlib._machinery.reading import array_in
from nnlib.checks.cases import Case
from nnlib.checks.nearby import Target, Words, edits, in_time
from nnlib.checks.running import Failure
from nnlib.checks.tasks import FORMS, Task, right_forms

PATIENCE = 0.3  # seconds of processor time
STATEMENT = re.compile(r"(?:return\s+|([A-Za-z]\w*)\s*=\s*)(?=[^=])(.+)")


class Mended(NamedTuple):
    """An array, the learner's line for it, and the line that gives it right."""

    array: str
    line: Formula
    right: Formula


@quiet()
def mended(failure: Failure, task: Task, case: Case) -> Mended | None:
    """Find the line that the learner meant; None where the line is no formula, or none near it is right."""
    statement = STATEMENT.fullmatch(failure.line_of_code.strip())
    if statement is None:
        return None
    try:
        line = read(statement[2])
    except ValueError:  # more than a formula
        return None
    known = _known(failure)
    words = Words([name for name, value in known.items() if np.ndim(value) == 2], ())
    wanted = {array: Target(right) for array, right in _wanted(statement[1], task, case, known).items()}
    memo, there = dict[Formula, Any](), set(leaves(line))

    def array_of(formula: Formula) -> str:
        """Name the array that a formula gives right, if there is one."""
        value = compute(formula, known, memo)
        return next((array for array, right in wanted.items() if value is not None and right.ratio(value) == 1), "")

    def strangeness(formula: Formula) -> tuple[int, int]:
        """Count what is new in a formula; of two that have as much the shorter is the likelier."""
        return len(set(leaves(formula)) - there), len(written(formula))

    once = list(dict.fromkeys(edits(line, words)))
    if fitting := [formula for formula in once if array_of(formula)]:
        right = min(fitting, key=strangeness)
        return Mended(array_of(right), line, right)
    twice = (formula for first in sorted(once, key=strangeness) for formula in edits(first, words))
    found = next((formula for formula in in_time(twice, PATIENCE) if array_of(formula)), None)
    return found and Mended(array_of(found), line, found)


def _known(failure: Failure) -> dict[str, Any]:
    """Give the arrays and numbers that the line may be made of, by the names in it."""
    spread = dict[str, Any]()
    for value in failure.names.values():
        fields: Any = value if isinstance(value, dict) else getattr(value, "_asdict", dict)()
        spread.update(fields)
    every = {**spread, **failure.names}
    known = {name: value for name, value in every.items() if _is_number(value) or array_in(value) is not None}
    for name, value in list(known.items()):
        if name in FORMS and np.ndim(value) == 2:
            for symbol, size in zip(FORMS[name], np.shape(value), strict=True):
                known.setdefault(symbol, size)
    return known


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float, np.number)) and not isinstance(value, bool)


def _wanted(name: str | None, task: Task, case: Case, known: Mapping[str, Any]) -> dict[str, Any]:
    """Give the arrays that the line may be to make: that of its name, else any; given those that are there."""
    arrays = [name] if name is not None and name in task.equations else list(task.equations)
    right = dict[str, Any]()
    for array in arrays:
        form = right_forms(task, array, case.known["activation"])[-1:]
        own = {symbol: value for symbol, value in known.items() if symbol in task.equations}
        made = compute(form[0], {**case.known, **own}, {}) if form else None
        right[array] = np.asarray(case.right[array] if made is None else made)
    return right
