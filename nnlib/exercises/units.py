"""Compares a unit's weights and bias with what the unit is to do: there is no one right answer to compare with."""

import numpy as np

from nnlib.exercises.comparison import Comparison
from nnlib.exercises.samples import Measured, unfit
from nnlib.mistakes.catalogue import Mistake
from nnlib.mistakes.in_unit import EDGE

ROUNDING = 1e-9
SIZES = {"my_w": 2, "my_b": 1}


class UnitComparison(Comparison):
    """A unit that steps from −0.95 at x1 = 0 up to 0.95 at x1 = 1: right if it does so, whatever x2 is."""

    def fits(self, i: int, array: str) -> bool:
        """Tell whether the weights are right, or whether the bias is for these weights."""
        if self._against_form(array):
            return False
        w1, w2, b = self._unit()
        if array == "my_w":
            return w2 == 0 and not _is_short(w1 / 2)
        if w1 == 0:
            return False
        if _is_short(w1 / 2):  # with such weights no bias will do: is the line where it should be?
            return 0 < -b / w1 < 1
        return not _is_short(-b) and not _is_short(w1 + b)

    def is_as_in_notes(self, array: str) -> bool:
        """Any right unit is as good as another."""
        return self.is_right(array)

    def remark(self, array: str) -> str:
        """Any form of a right unit is as good as another."""
        return ""

    def is_by(self, mistake: Mistake, array: str) -> bool:
        """Tell whether a mistake is seen in the unit."""
        return mistake.seen_in is not None and not self._against_form(array) and bool(mistake.seen_in(*self._unit()))

    def against(self, array: str) -> Measured | None:
        """Say what speaks against an array: its shape, or where the line runs."""
        if found := self._against_form(array):
            return found
        w1, _, b = self._unit()
        if not w1 > 0:
            return Measured("no_line", {"b": _written(b)})
        ends = {"left": _written(np.tanh(b)), "right": _written(np.tanh(w1 + b))}
        return Measured("line", {"line": _written(-b / w1), **ends})

    def _unit(self) -> tuple[float, float, float]:
        """Give w1, w2 and b, nan for what is not there or has another size."""
        numbers = {name: np.full(size, np.nan) for name, size in SIZES.items()}
        numbers.update({name: self.answers[0][name] for name in self.arrays if not self._against_form(name)})
        w1, w2 = numbers["my_w"].ravel()
        return float(w1), float(w2), float(numbers["my_b"].item())

    def _against_form(self, array: str) -> Measured | None:
        value, right = self.answers[0][array], np.shape(self.cases[0].right[array])
        return unfit(array, value, right, has_form=value.size == SIZES[array])


def _is_short(z: float) -> bool:
    """Tell whether z is too small for an answer of 0.95; of a nan nobody can tell."""
    return z < EDGE - ROUNDING


def _written(number: float) -> str:
    return f"{number:z.2f}".replace("-", "−")
