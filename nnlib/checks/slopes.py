"""Compares measured slopes of the cost with the gradients, and tells how those that are off were measured."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from nnlib import network
from nnlib._machinery.values import Array
from nnlib.checks.comparison import Comparison, Measured, number, same
from nnlib.checks.mistakes import Mistake
from nnlib.texts import _

STEP = 1e-5  # of a slope to one side: what it is off by is this times a slope of the slope
WIDE = 1e-2  # of a slope to both sides: what it is off by is the square of this times a third slope
LOOSE, ROUGH = 1e-3, 0.1  # the second is known to one digit only
SIDES = {1.0: "above", -1.0: "below"}
Known = Mapping[str, Any]


class SlopesComparison(Comparison):
    """Slopes of the cost, which are off by as much as the step that they were measured with makes them."""

    def is_by(self, mistake: Mistake, array: str) -> bool:
        """Tell whether an array is what a mistake makes of it, in every case."""
        made = (MADE[mistake.name](array, case.known, case.right[array]) for case in self.cases)
        return all(same(self.answers[i][array], value, self.task.tolerance) for i, value in enumerate(made))

    def against(self, array: str) -> Measured | None:
        """Say of a slope that it was measured to one side, or with a step that is too large."""
        pairs = [(answer[array], case) for answer, case in zip(self.answers, self.cases, strict=True)]
        rights = [case.right[array] for _, case in pairs]
        if any(value.shape != case.right[array].shape or not np.all(np.isfinite(value)) for value, case in pairs):
            return None
        if all(same(2 * value, case.right[array], LOOSE) for value, case in pairs):
            return Measured("half_a_slope", {})
        if not any(np.any(value) for value, _ in pairs):
            return Measured("no_slope", {})
        costs = [np.full_like(right, _cost(case.known)) for right, (_, case) in zip(rights, pairs, strict=True)]
        if times := _in_common([value for value, _ in pairs], costs, LOOSE):
            return Measured("one_cost", {"run": number(1 / abs(times))})
        weights = [getattr(case.known["parameters"], array.removeprefix("d")) for _, case in pairs]
        if _in_common([value * weights[i] for i, (value, _) in enumerate(pairs)], rights, LOOSE):
            return Measured("divided_by_itself", {})
        apart = [value - case.right[array] for value, case in pairs]
        one_sided, wide = (
            [slope_between(array, case.known, *step) - case.right[array] for _, case in pairs]
            for step in ((STEP, 0.0), (WIDE, -WIDE))
        )
        if step := _in_common(apart, one_sided):
            return Measured("one_side", {"step": _rounded(abs(step) * STEP), "side": _(SIDES[float(np.sign(step))])})
        if step := _in_common(apart, wide):
            return Measured("wide_step", {"step": _rounded(np.sqrt(abs(step)) * WIDE)})
        return None


def _cost(known: Known) -> float:
    cache = network.forward(known["parameters"], known["X"], activation=known["activation"])
    return network.cost(cache, known["Y"])


def slope_between(array: str, known: Known, ahead: float, behind: float) -> Array:
    """Measure the slope along each number of an array, from so far behind it to so far ahead of it."""
    name, parameters = array.removeprefix("d"), known["parameters"]
    slopes = np.empty_like(getattr(parameters, name))
    for place in np.ndindex(slopes.shape):
        costs = list[float]()
        for distance in (ahead, behind):
            moved = getattr(parameters, name).copy()
            moved[place] += distance
            costs.append(_cost({**known, "parameters": parameters._replace(**{name: moved})}))
        slopes[place] = (costs[0] - costs[1]) / (ahead - behind)
    return slopes


MADE: dict[str, Callable[[str, Known, Array], Array]] = {
    "one_sided": lambda array, known, right: slope_between(array, known, STEP, 0.0),
    "divided_by_one_step": lambda array, known, right: 2 * right,
    "down_minus_up": lambda array, known, right: -right,
    "not_divided": lambda array, known, right: 2 * STEP * right,
    "all_moved_at_once": lambda array, known, right: np.full_like(right, np.sum(right)),
}


def _in_common(apart: list[Array], off: list[Array], tolerance: float = ROUGH) -> float:
    """Give the number by which all of `off` are multiplied in `apart`; 0 where there is none."""
    found = list[float]()
    for value, other in zip(apart, off, strict=True):
        at = np.unravel_index(np.argmax(np.abs(other)), other.shape)
        times = float(value[at] / other[at]) if other[at] else 0.0
        if not times or not same(value, times * other, tolerance):
            return 0.0
        found.append(times)
    return float(np.median(found)) if np.allclose(found, np.median(found), rtol=tolerance) else 0.0


def _rounded(step: float) -> str:
    """Write a step to one digit."""
    return number(float(f"{step:.0e}"))
