"""What can be measured of an array whose numbers were right, and then changed: rounded, cut off, squared, stretched."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from nnlib._machinery.door import Array
from nnlib.exercises.comparison import same
from nnlib.exercises.derived import BACK
from nnlib.exercises.functions import FUNCTIONS, INNER
from nnlib.exercises.samples import LOOSE, Measure, Measured, Sample, array_in, written
from nnlib.exercises.terms_measured import is_by
from nnlib.mistakes.task import Function
from nnlib.mistakes.tasks import asks_for, evaluate, quantity
from nnlib.texts import say

EXACT = 1e-9
ROUGH = 0.2
FEW = 3  # columns of which any two numbers are on a line


def rounded_to(samples: list[Sample]) -> Measured | None:
    """The right numbers, rounded to a few decimals."""
    for decimals in (1, 2, 3):
        if all(same(s.value, np.round(s.right, decimals), EXACT) for s in samples):
            return Measured("rounded_to", {"nearest": f"{10.0**-decimals:g}"})
    return None


def cut_off(samples: list[Sample]) -> Measured | None:
    """The right numbers, but none below one end, or above another."""
    values, rights = (np.concatenate([array.ravel() for array in arrays]) for arrays in _pairs(samples))
    low, high = float(np.min(values)), float(np.max(values))
    inside = np.any((low < rights) & (rights < high))  # else the ends alone would fit almost anything
    if not inside or not all(same(s.value, np.clip(s.right, low, high), LOOSE) for s in samples):
        return None
    margin = LOOSE * float(np.max(np.abs(rights)))
    few = all(s.right.size == 1 for s in samples)  # the largest of single numbers is an end by itself
    below = [say("cut_below", at=written(low))] if np.sum(rights < low - margin) > few else []
    above = [say("cut_above", at=written(high))] if np.sum(rights > high + margin) > few else []
    return Measured("cut_off", {"ends": ", ".join(below + above)}) if below + above else None


def _pairs(samples: list[Sample]) -> tuple[list[Array], list[Array]]:
    return [s.value for s in samples], [s.right for s in samples]


def function_of_right(samples: list[Sample]) -> Measured | None:
    """A function of what is right: its square, its root."""
    for name, function in FUNCTIONS.items():
        if all(is_by(s, _applied_to_right, function) for s in samples):
            return Measured("function_of_right", {"function": name})
    return None


def _applied_to_right(sample: Sample, function: Function) -> Any:
    return function(sample.right)


def exchanged(samples: list[Sample]) -> Measured | None:
    """What the right equation gives with something else in place of one of its quantities."""
    array = samples[0].array
    for name in (quantity(array, role) for role in asks_for(samples[0].equation)):
        for what, source, function in _replacements(name, samples[0].names):
            if all(is_by(s, _with, name, source, function) for s in samples):
                return Measured("exchanged", {"what": what, "name": name.replace("g1_prime", "g1'")})
    return None


def _with(sample: Sample, name: str, source: str, function: Function) -> Any:
    other = function(sample.known[source]) if source else function
    return evaluate(sample.equation, sample.array, {**sample.known, name: other})


def _replacements(name: str, names: Sequence[str]) -> list[tuple[str, str, Function]]:
    """List what may stand in place of a quantity: for a function others, for an array functions of it, and others."""
    if name == "g1_prime":
        named = ((written, f) for written, f in FUNCTIONS.items() if written.endswith(" of "))
        return [(written.removesuffix(" of "), "", f) for written, f in named]
    if name not in names:
        return []
    functions = [(f"{written}{name}", name, f) for written, f in INNER.items()]
    return functions + [(other, other, FUNCTIONS[""]) for other in names]


def line_by_row(samples: list[Sample]) -> Measured | None:
    """Each row stretched and shifted: another middle is taken off it, or it is divided by something else."""
    if any(s.right.ndim != 2 or s.right.shape[1] < FEW for s in samples):
        return None
    lines = [[_line(row, s.value[i]) for i, row in enumerate(s.right)] for s in samples]
    if not all(line for rows in lines for line in rows):
        return None
    stretched = [line for line in lines[0] if line != "1 · x + 0"]
    return Measured("line_by_row", {"line": stretched[0]}) if stretched else None


def _line(right: Array, value: Array) -> str:
    """Write how one flat array is stretched and shifted to give another; nothing where it is not."""
    low, high = int(np.argmin(right)), int(np.argmax(right))
    width = right[high] - right[low]
    stretch = (value[high] - value[low]) / width if width else 0
    shift = value[low] - stretch * right[low]
    if not stretch or not same(value, stretch * right + shift, LOOSE):
        return ""
    return f"{written(stretch)} · x {'−' if shift < 0 else '+'} {abs(shift):.4g}"


def at_one_place(samples: list[Sample]) -> Measured | None:
    """One number of an array that is computed number by number, with the numbers that it is computed from."""
    first = samples[0]
    names = [quantity(first.array, role) for role in asks_for(first.equation)]
    arrays = {name: array for name in names if (array := array_in(first.known[name])) is not None}
    if first.array == "dZ1":  # whose two factors have its shape
        arrays = {
            BACK: first.known[BACK],
            "Z1": first.known["Z1"],
            "g1'(Z1)": first.known["g1_prime"](first.known["Z1"]),
        }
    key = "at_one_place" if first.array != "dZ1" else "at_one_factor"
    if not arrays or any(array.shape != first.right.shape for array in arrays.values()):
        return None
    place = np.unravel_index(np.argmax(np.abs(first.value - first.right)), first.right.shape)
    given = ", ".join(f"{name} = {written(array[place])}" for name, array in arrays.items())
    values = {"value": written(first.value[place]), "right": written(first.right[place])}
    return Measured(key, {"place": str([int(i) for i in place]), "given": given, **values})


def roughly(samples: list[Sample]) -> Measured | None:
    """Near what is right, everywhere."""
    return Measured("roughly", {}) if all(same(s.value, s.right, ROUGH) for s in samples) else None


CHANGED: tuple[Measure, ...] = (rounded_to, cut_off)
LAST: tuple[Measure, ...] = (line_by_row, at_one_place, roughly)
