"""Compares what was returned with an equation, right or wrong: is it the same, in any form that means the same?

Of equations that feed one another each is judged alone: an array is right if it follows by the right equation from the
learner's own arrays before it, or from the right ones.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np

from nnlib._machinery.door import Array
from nnlib._machinery.shapes import SHAPES
from nnlib.exercises.cases import Case
from nnlib.exercises.samples import Measured, written
from nnlib.mistakes.catalogue import Mistake
from nnlib.mistakes.tasks import Equation, Task, evaluate
from nnlib.texts import say

SURE_MISTAKE = 1.0  # from this cost on
CLIPPED = 0.01  # what a cost may be off by, relative to the largest, before it is said to be cut off
ANSWERS = Sequence[dict[str, Array]]


def same(value: Array, expected: Any, tolerance: float) -> bool:
    """Tell whether two arrays have one shape and the same numbers, to a fraction of the largest; none finite is one."""
    expected = np.asarray(expected)
    finite = np.isfinite(expected)
    if value.shape != expected.shape or not np.array_equal(np.isfinite(value), finite):
        return False
    largest = float(np.max(np.abs(expected[finite]), initial=0.0)) or 1.0
    return bool(np.all(np.abs(value[finite] - expected[finite]) <= tolerance * largest))


def in_notes_form(name: str, value: Array, shape: tuple[int, ...]) -> Array:
    """Bring a form that means the same into the notes': a row of biases, or one number with more or fewer axes."""
    one_number = int(np.prod(shape)) == value.size == 1
    a_row_of_biases = is_bias(name) and value.shape == shape[::-1]
    return value.reshape(shape) if one_number or a_row_of_biases else value


def is_bias(name: str) -> bool:
    """Tell whether an array is one of biases, or of their gradients: a column."""
    return name in SHAPES and SHAPES[name][1] == "1"


class Comparison(NamedTuple):
    """The arrays that a function returned for each case."""

    task: Task
    cases: Sequence[Case]
    answers: ANSWERS

    @property
    def arrays(self) -> list[str]:
        """The arrays that were returned, in the order of the equations."""
        return [array for array in self.task.equations if array in self.answers[0]]

    def is_right(self, array: str) -> bool:
        """Tell whether an array is right, in every case."""
        return all(self.fits(i, array) for i in range(len(self.cases)))

    def is_as_in_notes(self, array: str) -> bool:
        """Tell whether an array has the very values that the right function gives, in every case."""
        return all(self._equal(i, array, case.right[array]) for i, case in enumerate(self.cases))

    def is_by(self, mistake: Mistake, array: str) -> bool:
        """Tell whether an array is what a mistake makes of it, in every case."""
        equation = mistake.equations[array]
        return all(self._follows(i, array, equation) for i in range(len(self.cases)))

    def candidates(self, i: int, array: str, equation: Equation) -> Iterator[Any]:
        """Compute an array by an equation: from the learner's own arrays before it, and from the right ones."""
        case = self.cases[i]
        for before in (self.answers[i], case.right) if self.task.fed_forward else ({},):
            try:
                with np.errstate(all="ignore"):
                    value = evaluate(equation, array, {**case.known, **before})
            except ValueError:  # the shapes do not fit: nothing follows from these arrays
                continue
            yield value

    def fits(self, i: int, array: str) -> bool:
        """Tell whether an array is right in one case."""
        if within := self.cases[i].within:
            value, (low, high) = self.answers[i][array], within
            as_many = value.size == np.size(self.cases[i].right[array])
            return as_many and bool(np.all((low <= value) & (value <= high)))
        return self._follows(i, array, self.task.equations[array])

    def against(self, array: str) -> Measured | None:
        """Say what speaks against an array that no measure sees: a cost of sure predictions that they cannot have."""
        for i, case in enumerate(self.cases):
            value, right = self.answers[i][array], case.right[array]
            if case.within and value.size == 1 and not self.fits(i, array):
                if np.isfinite(value).all():
                    return Measured("sure", {"value": written(value), "right": written(right)})
                z = written(np.max(case.known["Z2"]))
                return Measured("sure_not_finite", {"value": written(value), "z": z})
        return None

    def cut_off(self) -> str:
        """Say of a cost of sure predictions that it is another than they cost, though a finite one."""
        for i, case in enumerate(self.cases):
            for name, answer in self.answers[i].items() if case.within else ():
                right = case.right[name]
                value = np.array(answer.item())
                if right > SURE_MISTAKE and not same(value, right, CLIPPED):
                    z = written(np.max(case.known["Z2"]))
                    return say("cut_off_cost", z=z, value=written(value), right=written(right))
        return ""

    def remark(self, array: str) -> str:
        """Say in words in which other form a right array is; nothing where it is in the notes'."""
        value, right = self.answers[0][array], np.shape(self.cases[0].right[array])
        if value.shape == right or right == ():
            return ""
        return say("other_form" if value.size == 1 else "row_of_biases", array=array, shape=value.shape, right=right)

    def _follows(self, i: int, array: str, equation: Equation) -> bool:
        return any(self._equal(i, array, value) for value in self.candidates(i, array, equation))

    def _equal(self, i: int, array: str, expected: Any) -> bool:
        value = in_notes_form(array, self.answers[i][array], np.shape(expected))
        return same(value, expected, self.task.tolerance)
