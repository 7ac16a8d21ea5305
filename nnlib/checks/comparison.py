"""Compares what was returned with an equation, right or wrong.

Of equations that feed one another each is judged alone: an array is right if it follows by the right equation from the
learner's own arrays before it, or from the right ones.
"""

import functools
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from nnlib._machinery.formulas import Formula, compute, leaves
from nnlib._machinery.numerals import written
from nnlib._machinery.values import Array
from nnlib.checks.cases import Case
from nnlib.checks.mistakes import Mistake
from nnlib.checks.tasks import FORMS, Task, computed_form
from nnlib.texts import say


class Measured(NamedTuple):
    """What can be said of an array that no formula explains: the key of a sentence, and the values for its places."""

    key: str
    values: Mapping[str, Any]

    def words(self, arrays: Sequence[str]) -> str:
        """Say it of these arrays."""
        return say(f"measured_{self.key}", array=", ".join(arrays), **self.values)


def same(value: Any, expected: Any, tolerance: float) -> bool:
    """Tell whether two arrays have one shape and the same numbers, to a fraction of the largest; none finite is one."""
    value, expected = np.asarray(value, float), np.asarray(expected, float)
    if value.shape != expected.shape:
        return False
    finite = np.isfinite(expected)
    if not np.array_equal(np.isfinite(value), finite):
        return False
    largest = float(np.max(np.abs(expected[finite]), initial=0.0)) or 1.0
    return bool(np.all(np.abs(value[finite] - expected[finite]) <= tolerance * largest))


def is_bias(name: str) -> bool:
    """Tell whether an array is one of biases, or of their gradients: a column."""
    return name in FORMS and FORMS[name][1] == "1"


def in_symbols(array: str) -> str:
    """Write the shape of an array: "(n1, m)"."""
    return f"({', '.join(FORMS[array])})"


def number(value: Any) -> str:
    """Write one number with four digits, and with a minus as in the notes; no zero has one."""
    return written(np.asarray(value).item(), "z.4g")


class Comparison:
    """The arrays that a function returned for each case, by name, beside the right ones of its task.

    `own` names those that were not returned, but are there inside; `lines` reads the formulas in the learner's lines;
    `names` are the notes' names of what the function has.
    """

    def __init__(
        self,
        task: Task,
        cases: Sequence[Case],
        answers: Sequence[Mapping[str, Array]],
        own: Sequence[str] = (),
        lines: Callable[[], Mapping[str, Formula]] = dict,
        names: Collection[str] = (),
    ) -> None:
        self.task, self.cases, self.answers, self.own, self._lines = task, cases, answers, own, lines
        self.names = names
        self._views = dict[tuple[int, str], list[tuple[dict[str, Any], dict[Formula, Any]]]]()

    @property
    def arrays(self) -> list[str]:
        """The arrays that there are, in the order of the equations."""
        return [array for array in self.task.equations if array in self.answers[0]]

    @property
    def returned(self) -> list[dict[str, Array]]:
        """What was returned in each case, without what is there inside alone."""
        return [{name: array for name, array in one.items() if name not in self.own} for one in self.answers]

    @functools.cached_property
    def wrong(self) -> list[str]:
        """The arrays that are wrong, in the order of the equations; none if all that was returned is right."""
        if self.own and all(self.is_as_in_notes(array) for array in self.arrays if array not in self.own):
            return []
        return [array for array in self.arrays if not self.is_right(array)]

    @functools.cached_property
    def lines(self) -> Mapping[str, Formula]:
        """The formulas in the learner's own lines, of those arrays whose numbers bear them out in every case."""
        return {
            array: formula
            for array, formula in self._lines().items()
            if array in self.arrays
            and self.task.equations[array]
            and (array in self.task.given or array not in leaves(formula))
            if all(self._follows(i, array, formula) for i in range(len(self.cases)))
        }

    def is_right(self, array: str) -> bool:
        """Tell whether an array is right, in every case."""
        return all(self.fits(i, array) for i in range(len(self.cases)))

    def is_as_in_notes(self, array: str) -> bool:
        """Tell whether an array has the very values that the right function gives, in every case."""
        return self.is_like(array, array)

    def is_like(self, array: str, other: str) -> bool:
        """Tell whether an array may be what another is to be, in every case."""
        return all(self._equal(i, array, case.right[other]) for i, case in enumerate(self.cases))

    def concerned(self, mistake: Mistake) -> tuple[str, ...]:
        """List the arrays that a mistake makes wrong."""
        return tuple(array for array in mistake.arrays if array in self.arrays)

    def is_by(self, mistake: Mistake, array: str) -> bool:
        """Tell whether an array is what a mistake makes of it, in every case."""
        if not mistake.formulas[array]:
            return False
        trees = (mistake.trees(case.known["activation"])[array] for case in self.cases)
        return all(self._follows(i, array, tree) for i, tree in enumerate(trees))

    def fits(self, i: int, array: str) -> bool:
        """Tell whether an array is right in one case."""
        if within := self.cases[i].within:
            value, (low, high) = self.answers[i][array], within
            return value.size == np.size(self.cases[i].right[array]) and bool(np.all((low <= value) & (value <= high)))
        form = computed_form(self.task, array, self.cases[i].known["activation"])
        return self._equal(i, array, self.cases[i].right[array]) if form is None else self._follows(i, array, form)

    def against(self, array: str) -> Measured | None:
        """Say what speaks against an array for which there is no formula; here there is one."""
        return None

    def remark(self, array: str) -> str:
        """Say of a right array what is worth a word all the same."""
        return ""

    def seen(self, i: int, array: str) -> Iterator[dict[str, Any]]:
        """Give the quantities of a case: with the learner's own arrays before this one, then with the right ones."""
        case = self.cases[i]
        if not self.task.fed_forward:
            yield dict(case.known)
            return
        for arrays in (self.answers[i], case.right):
            yield {**case.known, **{name: value for name, value in arrays.items() if name != array}}

    def _follows(self, i: int, array: str, formula: Formula) -> bool:
        if (i, array) not in self._views:  # what is computed from them is kept beside them
            self._views[i, array] = [(known, {}) for known in self.seen(i, array)]
        candidates = (compute(formula, *view) for view in self._views[i, array])
        return any(value is not None and self._equal(i, array, value) for value in candidates)

    def _equal(self, i: int, array: str, expected: Any) -> bool:
        value = self.answers[i][array]
        if np.ndim(self.cases[i].right[array]) == 0 == np.ndim(expected) and value.size == 1:
            value = value.reshape(())  # one number is one, with any number of axes
        return same(value, expected, self.task.tolerance)
