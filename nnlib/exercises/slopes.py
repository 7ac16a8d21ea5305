"""Compares measured slopes with the gradients, and says of those that are nearly right how they were measured."""

from typing import Any

import numpy as np

from nnlib import network
from nnlib._machinery.door import Array, unchecked
from nnlib.exercises.comparison import Comparison, same
from nnlib.exercises.numbers_measured import multiple_of
from nnlib.exercises.samples import LOOSE, Measured, written
from nnlib.mistakes.task import Quantities

STEP = 1e-5  # of a slope to one side: what it is off by is this times a slope of the slope
WIDE = 1e-2  # of a slope to both sides: what it is off by is the square of this times a third slope
SIDES = {1.0: "above", -1.0: "below"}
ROUGH = 0.1  # what is off by so little is known to one digit only


class SlopesComparison(Comparison):
    """Slopes of the cost, which are off by as much as the step that they were measured with makes them."""

    def against(self, array: str) -> Measured | None:
        """Say of a slope that it was measured to one side, or with a step that is too large."""
        values = [answer[array] for answer in self.answers]
        rights = [case.right[array] for case in self.cases]
        if any(value.shape != right.shape or not np.all(np.isfinite(value)) for value, right in _pairs(values, rights)):
            return None
        if all(same(2 * value, right, LOOSE) for value, right in _pairs(values, rights)):
            return Measured("half_a_slope", {})
        if not any(map(np.any, values)):
            return Measured("no_slope", {})
        weights = [getattr(case.known["parameters"], array.removeprefix("d")) for case in self.cases]
        if _in_common([value * weights[i] for i, value in enumerate(values)], rights, LOOSE):
            return Measured("divided_by_itself", {})
        apart = [value - right for value, right in _pairs(values, rights)]
        if step := _in_common(apart, [_off(array, case.known, case.right, STEP, 0.0) for case in self.cases]):
            return Measured("one_side", {"step": _rounded(abs(step) * STEP), "side": SIDES[float(np.sign(step))]})
        if step := _in_common(apart, [_off(array, case.known, case.right, WIDE, WIDE) for case in self.cases]):
            return Measured("wide_step", {"step": _rounded(np.sqrt(abs(step)) * WIDE)})
        return None


def _pairs(values: list[Array], rights: list[Any]) -> list[tuple[Array, Array]]:
    return [(value, rights[i]) for i, value in enumerate(values)]


def _in_common(apart: list[Array], off: list[Array], tolerance: float = ROUGH) -> float:
    """Give the number by which all of `off` are multiplied in `apart`; 0 where there is none."""
    found = [multiple_of(other.ravel(), one.ravel(), tolerance) for one, other in _pairs(apart, off)]
    known = [number for number in found if number is not None]
    alike = len(known) == len(apart) and np.allclose(known, np.median(known), rtol=tolerance)
    return float(np.median(known)) if alike else 0.0


def _off(array: str, known: Quantities, right: Quantities, ahead: float, behind: float) -> Array:
    """Tell by how much a slope is off that is measured from so far behind each number to so far ahead of it."""
    name, parameters = array.removeprefix("d"), known["parameters"]
    slopes = np.empty_like(right[array])
    for place in np.ndindex(slopes.shape):
        costs = list[float]()
        for distance in (ahead, -behind):
            moved = getattr(parameters, name).copy()
            moved[place] += distance
            at = parameters._replace(**{name: moved})
            cache = unchecked(network.forward)(at, known["X"], activation=known["activation"])
            costs.append(unchecked(network.cost)(cache, known["Y"]))
        slopes[place] = (costs[0] - costs[1]) / (ahead + behind)
    return slopes - right[array]


def _rounded(step: float) -> str:
    """Write a step to one digit."""
    return written(float(f"{step:.0e}"))
