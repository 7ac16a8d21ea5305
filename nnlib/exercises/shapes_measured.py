"""What can be measured where the shape is wrong."""

import itertools
from collections.abc import Callable
from typing import Any

import numpy as np

from nnlib._machinery.door import Array
from nnlib.exercises.comparison import same
from nnlib.exercises.samples import LOOSE, Measure, Measured, Sample, array_in
from nnlib.mistakes.task import FORMS

SIGNS: dict[str, Callable[[Array, Array], Array]] = {"−": np.subtract, "+": np.add}
SIZES = ("n0", "n1", "m", "m_test", "1")


def transposed(samples: list[Sample]) -> Measured | None:
    """The right numbers, with rows for columns."""
    if not all(same(s.value, s.right.T, LOOSE) for s in samples):
        return None
    return Measured("transposed", {"shape": samples[0].value.shape, "symbols": samples[0].symbols})


def flat(samples: list[Sample]) -> Measured | None:
    """The right numbers, without the second axis."""
    if not all(s.value.ndim < 2 and same(s.value.ravel(), s.right.ravel(), LOOSE) for s in samples):
        return None
    return Measured("flat", {"shape": samples[0].value.shape, "symbols": samples[0].symbols})


def table(samples: list[Sample]) -> Measured | None:
    """What broadcasting makes of a column and a row: every pair."""
    for symbol in ("m", "n1", "n0"):
        if all(s.value.shape == (s.known[symbol], s.known[symbol]) != s.right.shape for s in samples):
            first = samples[0]
            size = {"shape": first.value.shape, "size": first.known[symbol]}
            return Measured("table", {"symbol": symbol, "symbols": first.symbols, **size})
    return None


def of_other_arrays(samples: list[Sample]) -> Measured | None:
    """Another array in this one's place, or two that were broadcast: "b2 − α dW2"."""
    arrays = {name: [array_in(s.known.get(name)) for s in samples] for name in samples[0].names}
    there = {name: found for name, found in arrays.items() if not any(array is None for array in found)}
    for name, found in there.items():
        if all(same(s.value, found[i], LOOSE) for i, s in enumerate(samples)):
            return Measured("another", {"what": name})
    for (one, firsts), (other, seconds) in itertools.permutations(there.items(), 2):
        for sign, of in SIGNS.items():
            if all(_is_sum(s.value, firsts[i], seconds[i], of) for i, s in enumerate(samples)):
                return Measured("two_terms", {"what": f"{one} {sign} {other}"})
    return None


def _is_sum(value: Array, one: Any, other: Any, of: Callable[[Array, Array], Array]) -> bool:
    try:
        return same(value, of(one, other), LOOSE)
    except ValueError:  # their shapes do not fit
        return False


def other_shape(samples: list[Sample]) -> Measured:
    """Another shape: in the notes' symbols, if each axis has the size of one of them in every case."""
    first = next(s for s in samples if s.value.shape != s.right.shape)  # in some cases it may be right by chance
    if first.right.ndim == 0:
        return Measured("not_one_number", {"shape": first.value.shape, "count": first.value.size})
    shapes = {"shape": first.value.shape, "right": first.right.shape}
    if all(s.value.size == 1 < s.right.size for s in samples):
        return Measured("one_number", {"count": first.right.size, "right": first.right.shape})
    if first.array not in FORMS:
        return Measured("unlike", shapes)
    axes = [_symbol(samples, axis) for axis in range(first.value.ndim)]
    if all(axes) and axes:
        its = f"({', '.join(axes)}{',' if len(axes) == 1 else ''})"
        return Measured("other_shape", {"shape": first.value.shape, "its": its, "symbols": first.symbols})
    return Measured("wrong_shape", {"symbols": first.symbols, **shapes})


def _symbol(samples: list[Sample], axis: int) -> str:
    """Find the symbol whose size an axis has in every case."""
    for symbol in SIZES:
        if all(s.value.ndim > axis and s.value.shape[axis] == s.known.get(symbol) for s in samples):
            return symbol
    return ""


SHAPES_WRONG: tuple[Measure, ...] = (transposed, flat, of_other_arrays, table, other_shape)
