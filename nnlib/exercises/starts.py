"""Compares random parameters with what any good start has: there is no one right answer to compare with."""

import itertools

import numpy as np

from nnlib._machinery.door import Array
from nnlib.exercises.comparison import Comparison, in_notes_form, is_bias
from nnlib.exercises.samples import Measured, unfit
from nnlib.mistakes import CATALOGUE
from nnlib.mistakes.catalogue import Mistake
from nnlib.network import Parameters
from nnlib.texts import say

LARGEST, SMALLEST = 5.0, 1e-6  # of the mean size of weights; beyond, a unit saturates, or all are as good as zero
SLOW = 2e-3  # below, the first steps hardly move


class StartComparison(Comparison):
    """Parameters to start with: right if they have their shapes, and nothing speaks against them."""

    def fits(self, i: int, array: str) -> bool:
        """Tell whether an array is right in one case."""
        mistakes = [mistake for mistake in CATALOGUE.values() if array in mistake.equations]
        return (
            not self._against(i, array) and not self._has_equal_columns(array) and not any(map(self._shows, mistakes))
        )

    def is_as_in_notes(self, array: str) -> bool:
        """Any right start is as good as the library's."""
        return self.is_right(array)

    def is_by(self, mistake: Mistake, array: str) -> bool:
        """Tell whether a mistake is seen in the parameters, in every case."""
        return self._shows(mistake)

    def _shows(self, mistake: Mistake) -> bool:
        if mistake.seen_in is None or not all(set(Parameters._fields) == set(answer) for answer in self.answers):
            return False
        starts = [Parameters(**answer) for answer in self.answers]
        sizes = [(case.known["n0"], case.known["n1"]) for case in self.cases]
        return all(mistake.seen_in(start, *sizes[i]) for i, start in enumerate(starts))

    def against(self, array: str) -> Measured | None:
        """Say what speaks against an array: its shape, or its numbers."""
        if found := next((found for i in range(len(self.cases)) if (found := self._against(i, array))), None):
            return found
        return Measured("start_equal_columns", {}) if self._has_equal_columns(array) else None

    def _has_equal_columns(self, array: str) -> bool:
        """Tell whether all columns are equal in every case: in one, those of a few signs may be so by chance."""
        columns = [answer[array] - answer[array][:, :1] for answer in self.answers if answer[array].ndim > 1]
        return not is_bias(array) and len(columns) == len(self.answers) and not any(map(np.any, columns))

    def remark(self, array: str) -> str:
        """Say of biases that they do not start at 0, too, and of weights that they are small."""
        if other_form := super().remark(array):
            return other_form
        if is_bias(array):
            return say("biases_start", array=array) if any(answer[array].any() for answer in self.answers) else ""
        size = max(float(np.mean(np.abs(answer[array]))) for answer in self.answers)
        return say("small_start", array=array, size=f"{size:.0e}") if size < SLOW else ""

    def _against(self, i: int, array: str) -> Measured | None:
        shape = np.shape(self.cases[i].right[array])
        value = in_notes_form(array, self.answers[i][array], shape)
        if found := unfit(array, value, shape, has_form=value.shape == shape):
            if value.shape != (len(shape),) or is_bias(array):
                return found
            return Measured("start_shape", {"shape": value.shape, "right": shape})  # rng.normal((n1, n0)) gives two
        if not is_bias(array):
            return _against_weights(value)
        largest = float(np.max(np.abs(value)))
        return Measured("start_bias", {"size": f"{largest:.2g}"}) if largest > LARGEST else None


def _against_weights(W: Array) -> Measured | None:
    size = float(np.mean(np.abs(W)))
    if not SMALLEST < size < LARGEST:
        return Measured("start_size", {"size": f"{size:.2g}"})
    for axis, of in ((1, "row"), (0, "column")):
        if still := np.flatnonzero(~np.any(W, axis=axis)).tolist():
            return Measured(f"start_zero_{of}", {"which": still[0]})
    for (i, one), (j, other) in itertools.combinations(enumerate(W), 2):
        if np.array_equal(one, other):
            return Measured("start_equal_rows", {"row": j, "other": i})
    return None
