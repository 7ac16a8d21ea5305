"""Compares what has many right answers with what any of them has: random parameters, and a unit placed by hand."""

import itertools
from collections.abc import Callable
from typing import Any

import numpy as np

from nnlib._machinery.numerals import written
from nnlib._machinery.values import Array
from nnlib.checks.comparison import Comparison, Measured, in_symbols, is_bias
from nnlib.checks.mistakes import CATALOGUE, Mistake
from nnlib.network import Parameters
from nnlib.texts import say

LARGEST, SMALLEST = 5.0, 1e-6  # of the mean size of weights; beyond, a unit saturates, or all are as good as zero
SLOW = 2e-3  # below, the first steps hardly move
EDGE = float(np.arctanh(0.95))  # from this |z| on, tanh is at least 0.95 in size
ROUNDING = 1e-9


def _weights(holds: Callable[[Array], bool]) -> Callable[[Parameters, int, int], bool]:
    """Tell whether something holds of both matrices of weights."""
    return lambda start, n0, n1: all(W.size > 0 and W.ndim == 2 and holds(W) for W in (start.W1, start.W2))


def _repeats(start: Parameters, n0: int, n1: int) -> bool:
    """Tell whether W2 holds numbers of W1, or a multiple of them: the generator was begun twice, say."""
    first, second = start.W1, np.ravel(start.W2)
    if any(not (np.isfinite(W).all() and W.any() and np.ptp(np.abs(W))) for W in (first, second)):
        return False
    rows_or_columns = (np.ravel(first), np.ravel(first.T))
    parts = (order[i : i + second.size] for order in rows_or_columns for i in range(order.size - second.size + 1))
    return any(np.linalg.matrix_rank(np.array([part, second]), tol=1e-8) == 1 for part in parts)


SEEN_IN_A_START: dict[str, Callable[[Parameters, int, int], bool]] = {
    "zeros": _weights(lambda W: not W.any()),
    "one_constant": _weights(lambda W: bool(W.any()) and not np.ptp(W)),
    "never_negative": _weights(lambda W: bool((W >= 0).all() and np.ptp(W) > 0)),
    "same_numbers_twice": _repeats,
    "weights_lie_on_their_side": lambda p, n0, n1: (p.W1.shape, p.W2.shape) == ((n0, n1), (n1, 1)),
    "flat_biases": lambda p, n0, n1: (p.b1.shape, p.b2.shape) == ((n1,), (1,)),
    "a_bias_for_each_input": lambda p, n0, n1: (p.b1.shape, p.b2.shape) == ((n0, 1), (n1, 1)),
}
SEEN_IN_A_UNIT: dict[str, Callable[[float, float, float], bool]] = {
    "no_weights": lambda w1, w2, b: w1 == 0 == w2,
    "x2_for_x1": lambda w1, w2, b: w1 == 0 != w2,
    "tilted_line": lambda w1, w2, b: w1 != 0 != w2,
    "falls_for_rises": lambda w1, w2, b: w1 < 0 == w2,
    "too_flat": lambda w1, w2, b: 0 < w1 < 2 * EDGE and w2 == 0,
    "place_for_bias": lambda w1, w2, b: -1 <= b < 0,
    "bias_with_the_other_sign": lambda w1, w2, b: 0 < b * w1 < w1**2 and not -1 <= b < 0,
}


class StartComparison(Comparison):
    """Parameters to start with: right if they have their shapes, and nothing speaks against them."""

    def fits(self, i: int, array: str) -> bool:
        """Tell whether an array is right in one case; a mistake must show in every case."""
        in_all = any(self._shows(name) for name in SEEN_IN_A_START if array in CATALOGUE[name].arrays)
        return not self._against(i, array) and not self._has_equal_columns(array) and not in_all

    def is_as_in_notes(self, array: str) -> bool:
        """Any right start is as good as the library's."""
        return self.is_right(array)

    def is_like(self, array: str, other: str) -> bool:
        """Random arrays are told from one another by their shapes."""
        return all(a[array].shape == np.shape(c.right[other]) for a, c in zip(self.answers, self.cases, strict=True))

    def is_by(self, mistake: Mistake, array: str) -> bool:
        """Tell whether a mistake is seen in the parameters, in every case."""
        return mistake.name in SEEN_IN_A_START and self._shows(mistake.name)

    def _shows(self, name: str) -> bool:
        if not all(set(Parameters._fields) == set(answer) for answer in self.answers):
            return False
        starts = [Parameters(**answer) for answer in self.answers]
        sizes = [(case.known["n0"], case.known["n1"]) for case in self.cases]
        return all(SEEN_IN_A_START[name](start, *sizes[i]) for i, start in enumerate(starts))

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
        """Say of biases that they do not start at 0, and of weights that they are small."""
        size = max(float(np.mean(np.abs(answer[array]))) for answer in self.answers)
        if is_bias(array):
            return say("biases_start", array=array) if size else ""
        return say("small_start", array=array, size=f"{size:.0e}") if size < SLOW else ""

    def _against(self, i: int, array: str) -> Measured | None:
        value, shape = self.answers[i][array], np.shape(self.cases[i].right[array])
        if value.shape != shape:
            if value.shape == (len(shape),) and not is_bias(array):
                return Measured("start_shape", {"shape": value.shape, "right": shape})  # rng.normal((n1, n0)) gives two
            return Measured("wrong_shape", {"shape": value.shape, "symbols": in_symbols(array), "right": shape})
        if not np.all(np.isfinite(value)):
            return Measured("not_finite", {"value": "nan or inf", "place": ""})
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

    def is_like(self, array: str, other: str) -> bool:
        """Weights and a bias are told from one another by how many numbers they hold."""
        return self.answers[0][array].size == np.size(self.cases[0].right[other])

    def is_by(self, mistake: Mistake, array: str) -> bool:
        """Tell whether a mistake is seen in the unit."""
        seen = SEEN_IN_A_UNIT.get(mistake.name)
        return seen is not None and not self._against_form(array) and bool(seen(*self._unit()))

    def against(self, array: str) -> Measured:
        """Say what speaks against an array: its shape, or where the line runs."""
        if found := self._against_form(array):
            return found
        w1, _, b = self._unit()
        if not w1 > 0:
            return Measured("no_line", {"b": written(b, "z.2f")})
        places = {"line": -b / w1, "left": np.tanh(b), "right": np.tanh(w1 + b)}
        return Measured("line", {key: written(place, "z.2f") for key, place in places.items()})

    def _unit(self) -> tuple[float, float, float]:
        """Give w1, w2 and b, nan for what is not there or has another size."""
        numbers = {"my_w": np.full(2, np.nan), "my_b": np.full(1, np.nan)}
        numbers.update({name: self.answers[0][name] for name in self.arrays if not self._against_form(name)})
        w1, w2 = numbers["my_w"].ravel()
        return float(w1), float(w2), float(numbers["my_b"].item())

    def _against_form(self, array: str) -> Measured | None:
        value, right = self.answers[0][array], np.shape(self.cases[0].right[array])
        if value.size != {"my_w": 2, "my_b": 1}[array]:
            return Measured("wrong_shape", {"shape": value.shape, "symbols": in_symbols(array), "right": right})
        finite = bool(np.all(np.isfinite(value)))
        return None if finite else Measured("not_finite", {"value": "nan or inf", "place": ""})


def _is_short(z: Any) -> bool:
    """Tell whether z is too small for an answer of 0.95; of a nan nobody can tell."""
    return z < EDGE - ROUNDING
