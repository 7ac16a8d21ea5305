"""What can be measured with the notes' other quantities: is it one of them, a function of one, or two added up?"""

import itertools
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from nnlib._machinery.door import Array
from nnlib.exercises.comparison import same
from nnlib.exercises.functions import FUNCTIONS
from nnlib.exercises.numbers_measured import multiple_of
from nnlib.exercises.samples import LOOSE, Measure, Measured, Sample, array_in


def _first(samples: list[Sample]) -> Sample:
    """Give a sample of which the array and the quantities to compare with are those of all."""
    first, *_ = samples
    return first


def another(samples: list[Sample]) -> Measured | None:
    """Another quantity, or a function of one, in this one's place; one number is many functions of another."""
    one_number = all(s.right.size == 1 for s in samples)
    functions = [("", FUNCTIONS[""])] if one_number else FUNCTIONS.items()
    for name, (written, function) in itertools.product(_first(samples).names, functions):
        if all(is_by(s, _applied, function, name) for s in samples):
            return Measured("another", {"what": f"{written}{name}"})
    return None


def multiple(samples: list[Sample]) -> Measured | None:
    """A multiple of another array, by a number that is the same in every case."""
    what = _same_multiple(samples, [s.value for s in samples], but=None)
    return Measured("another", {"what": what}) if what else None


def too_much(samples: list[Sample]) -> Measured | None:
    """The right array, and a multiple of another one added to it."""
    what = _same_multiple(samples, [s.value - s.right for s in samples], but=_first(samples).array)
    return Measured("too_much", {"what": what}) if what else None


def _same_multiple(samples: list[Sample], arrays: list[Array], but: str | None) -> str:
    """Find the quantity, but one, of which all these arrays, one of each sample, are the same multiple: "0.3 · db2"."""
    if len(samples) < 2:
        return ""
    for name in _first(samples).names:
        multiples = [_multiple(array, samples[i].known.get(name)) for i, array in enumerate(arrays)]
        found = [number for number in multiples if number is not None]
        if name != but and len(found) == len(samples) and np.allclose(found, found[0], rtol=LOOSE, atol=0):
            return _sum([(found[0], name)])
    return ""


def two_terms(samples: list[Sample]) -> Measured | None:
    """Two arrays of the notes, each multiplied by a number that is the same in every case, and added."""
    if len(samples) < 2:
        return None
    y = np.concatenate([s.value.ravel() for s in samples])
    known = {name: column for name in _first(samples).names if (column := _column(samples, name)) is not None}
    for names in itertools.combinations(known, 2):
        A = np.column_stack([known[name] for name in names])
        numbers = np.linalg.lstsq(A, y)[0]
        neither_is_zero = not np.any(np.isclose(numbers, 0, atol=LOOSE))
        if len(y) >= 4 and neither_is_zero and same(A @ numbers, y, LOOSE**2):
            return Measured("two_terms", {"what": _sum((numbers[i], name) for i, name in enumerate(names))})
    return None


def _column(samples: list[Sample], name: str) -> Array | None:
    """Write the numbers of a quantity in all cases below one another; None where it does not fit in one of them."""
    fitted = [array.ravel() for s in samples if (array := _fitted(s.known.get(name), s.right)) is not None]
    return np.concatenate(fitted) if len(fitted) == len(samples) else None


def _sum(terms: Iterable[tuple[float, str]]) -> str:
    """Write a sum of multiples: "W2 − 0.3 · db2"."""
    written = [f"{number:.4g} · {name}".replace("-", "−") for number, name in terms]
    return " + ".join(term.removeprefix("1 · ").replace("−1 · ", "−") for term in written).replace("+ −", "− ")


def _applied(sample: Sample, function: Callable[[Array], Array], name: str) -> Any:
    return function(sample.known[name])


def is_by(sample: Sample, compute: Callable[..., Any], *options: Any) -> bool:
    """Tell whether an array is what a formula gives, where the formula can be computed at all."""
    try:
        with np.errstate(all="ignore"):
            return same(sample.value, compute(sample, *options), LOOSE)
    except (KeyError, TypeError, ValueError):  # it has no such quantity, or its shapes do not fit
        return False


def _multiple(difference: Array, value: Any) -> float | None:
    fitted = _fitted(value, difference)
    return None if fitted is None else multiple_of(fitted.ravel(), difference.ravel())


def _fitted(value: Any, like: Array) -> Array | None:
    """Repeat an array, as broadcasting does, to the shape of another; None where it does not fit."""
    array = array_in(value)
    if array is None or array.ndim != like.ndim:
        return None
    fits = all(n in (1, like.shape[axis]) for axis, n in enumerate(array.shape))
    return np.broadcast_to(array, like.shape) if fits else None


TERMS: tuple[Measure, ...] = (another, multiple, two_terms, too_much)
