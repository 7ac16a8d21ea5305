"""Mends a line whose shapes do not fit: finds what one or two edits of it make right, in its own names."""

import re
from collections.abc import Mapping
from typing import Any

import numpy as np

from nnlib._machinery.formulas import SHAPE, Formula, compute, leaves, quiet, read, written
from nnlib._machinery.reading import array_in
from nnlib.checks.cases import Case, with_two_outputs
from nnlib.checks.diagnosis import Finding
from nnlib.checks.nearby import Found, Target, Words, edits, in_time
from nnlib.checks.running import Failure
from nnlib.checks.tasks import FORMS, Task, computed_form

PATIENCE = 0.3  # seconds of processor time
STATEMENT = re.compile(r"(?:return\s+|([A-Za-z]\w*)\s*=\s*)(?=[^=])(.+)")


def set_by(failure: Failure, task: Task) -> str:
    """Name the array that the line sets, or returns alone; nothing where it is none of the task's."""
    statement, arrays = STATEMENT.fullmatch(failure.line_of_code.strip()), list(task.equations)
    name = statement and (statement[1] or (arrays[0] if len(arrays) == 1 else ""))
    return name if name in arrays else ""


@quiet()
def mended(failure: Failure, task: Task, case: Case) -> Finding | None:
    """Find the line that the learner meant; None where it is no formula, or a helper's, or none near it is right.

    What was found has the learner's line, and as its base the one that gives the array right.
    """
    try:
        statement = STATEMENT.fullmatch(failure.line_of_code.strip())
        line = read(statement[2] if statement and not failure.inside else "")
    except ValueError:  # more than a formula
        return None
    if SHAPE in leaves(line):  # several arrays are returned at once
        return None
    known, memo, there = _known(failure), dict[Formula, Any](), set(leaves(line))
    of_two, its_memo = with_two_outputs(case.known["activation"]), dict[Formula, Any]()
    words = Words([name for name, value in known.items() if np.ndim(value) == 2], ())
    wanted = {array: Target(right) for array, right in _wanted(set_by(failure, task), task, case, known).items()}

    def array_of(formula: Formula) -> str:
        """Name the array that a formula gives right, if there is one."""
        value = compute(formula, known, memo)
        return next((array for array, right in wanted.items() if value is not None and right.ratio(value) == 1), "")

    def in_order(formula: Formula) -> list[Any]:
        return [leaf for leaf in leaves(formula) if leaf in known]

    def strangeness(formula: Formula) -> tuple[bool, int, bool, int]:
        """Put a formula first that fits with two outputs, too, and has little that is new; then by order and length."""
        fits, new = compute(formula, of_two, its_memo) is not None, set(leaves(formula)) - there
        return not fits, len(new), in_order(formula) != in_order(line), len(written(formula))

    once = sorted(dict.fromkeys(edits(line, words)), key=strangeness)
    twice = (formula for first in once for formula in edits(first, words))
    right = next(filter(array_of, once), None) or next(filter(array_of, in_time(twice, PATIENCE)), None)
    return right and Finding((array_of(right),), found=Found(line, right, 1), where="mended")


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


def _wanted(name: str, task: Task, case: Case, known: Mapping[str, Any]) -> dict[str, Any]:
    """Give the arrays that the line may be to make: that of its name, else any; given those that are there."""
    own = {symbol: value for symbol, value in known.items() if symbol in task.equations}
    right = dict[str, Any]()
    for array in [name] if name else task.equations:
        made = compute(computed_form(task, array, case.known["activation"]), {**case.known, **own}, {})
        right[array] = np.asarray(case.right[array] if made is None else made)
    return right
