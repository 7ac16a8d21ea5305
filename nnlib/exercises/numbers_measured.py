"""What can be measured where the shape is right and the numbers are not: factors, offsets, and where they are wrong."""

import math
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import numpy as np

from nnlib._machinery.door import Array
from nnlib.exercises.comparison import same
from nnlib.exercises.samples import LOOSE, Measure, Measured, Sample, written

LARGEST, EXACT = 1e5, 1e-7  # the whole numbers looked for in 1/191, say, and how exact it must be
NEAR_ONE = 1 / 16  # a factor as near to 1 must be exact, else what is near may well be something else
SATURATED = 2.5  # tanh is within 2 % of its end there
FACTORS: dict[str, Callable[[Mapping[str, Any]], float]] = {
    "−1": lambda _: -1,
    "m": lambda known: known["m"],
    "1/m": lambda known: 1 / known["m"],
    "1/m²": lambda known: 1 / known["m"] ** 2,
    "m/(m − 1)": lambda known: known["m"] / (known["m"] - 1),
    "m/(m + 1)": lambda known: known["m"] / (known["m"] + 1),
    "n1": lambda known: known["n1"],
    "1/n1": lambda known: 1 / known["n1"],
    "n0": lambda known: known["n0"],
    "1/n0": lambda known: 1 / known["n0"],
    "m/n0": lambda known: known["m"] / known["n0"],
    "m/n1": lambda known: known["m"] / known["n1"],
    "1/ln 2": lambda _: 1 / math.log(2),
    "1/ln 10": lambda _: 1 / math.log(10),
    "1/(number of examples with y = 1)": lambda known: 1 / max(np.sum(known.get("Y", math.inf)), 0.5),
    "1/(number of examples with y = 0)": lambda known: 1 / max(np.sum(1 - known.get("Y", -math.inf)), 0.5),
}
Z_OF = {"slope": "Z", "A1": "Z1", "dZ1": "Z1", "A2": "Z2", "dZ2": "Z2"}


def not_finite(samples: list[Sample]) -> Measured | None:
    """Somewhere nan or inf."""
    bad = next((s for s in samples if not np.all(np.isfinite(s.value))), None)
    if bad is None or not np.all(np.isfinite(bad.right)):
        return None
    place = tuple(int(i) for i in np.argwhere(~np.isfinite(bad.value))[0])
    return Measured("not_finite", {"value": f"{bad.value[place]}", "place": f" at {list(place)}" if place else ""})


def rounded(samples: list[Sample]) -> Measured | None:
    """Nearly right."""
    return Measured("rounded", {}) if all(same(s.value, s.right, LOOSE) for s in samples) else None


def zero(samples: list[Sample]) -> Measured | None:
    """Zeros, everywhere."""
    return None if any(np.any(s.value) for s in samples) else Measured("zero", {})


def always_the_same(samples: list[Sample]) -> Measured | None:
    """One and the same number in every case, where others are right."""
    values = {written(s.value) for s in samples if s.value.size == 1}
    rights = {float(s.right.item()) for s in samples if s.right.size == 1}
    if len(values) != 1 or len(rights) < len(samples) or len(samples) < 2:
        return None
    return Measured("always_the_same", {"value": min(values)})


def factor(samples: list[Sample]) -> Measured | None:
    """A multiple of what is right, by a number that is the same in every case, or that a size explains."""
    found = [ratio for s in samples if (ratio := _ratio(s)) is not None]
    if len(found) < len(samples) or len(samples) < 2:
        return None
    ratios = np.array(found)
    exact = all(same(s.value, found[i] * s.right, EXACT) for i, s in enumerate(samples))
    if np.all(np.abs(ratios - 1) < NEAR_ONE) and not exact:
        return None
    for name, of in FACTORS.items():
        if np.allclose(ratios, [of(s.known) for s in samples], rtol=LOOSE, atol=0):
            return Measured("factor", {"factor": name})
    for symbol, name in (("", "1"), ("m", "m"), ("n1", "n1"), ("n0", "n0"), ("α", "learning_rate")):
        sizes = np.array([float(s.known.get(name, np.nan)) for s in samples])
        for rest, over in ((ratios / sizes, False), (ratios * sizes, True)):
            if np.allclose(rest, rest[0], rtol=LOOSE, atol=0):
                return Measured("factor", {"factor": _product(float(rest[0]), symbol, over=over)})
    several = any(s.right.size > 1 for s in samples)  # one number is a multiple of any other
    return Measured("factor_varies", {"factors": _listed(ratios)}) if several else None


def _ratio(sample: Sample) -> float | None:
    """Give the number by which the right array is multiplied, if there is one."""
    return multiple_of(sample.right.ravel(), sample.value.ravel())


def multiple_of(right: Array, value: Array, tolerance: float = LOOSE) -> float | None:
    """Give the number by which one flat array is multiplied in another, if there is one."""
    largest = int(np.argmax(np.abs(right)))
    if not right[largest] or not value[largest]:
        return None
    ratio = float(value[largest] / right[largest])
    return ratio if same(value, ratio * right, tolerance) else None


def _product(number: float, symbol: str, *, over: bool) -> str:
    """Write a number times a size, or divided by it: "m/7", "2/m", "0.3"."""
    whole = round(1 / number)  # what it is divided by, where that is a fixed number, such as 191
    part = abs(whole) < LARGEST and math.isclose(whole * number, 1, rel_tol=EXACT)
    fraction = Fraction(1, whole) if part else Fraction(number).limit_denominator(50)
    close = math.isclose(fraction, number, rel_tol=LOOSE)
    top, bottom = (str(fraction.numerator), str(fraction.denominator)) if close else (f"{number:.4g}", "1")
    above, below = ([top], [bottom, symbol]) if over else ([top, symbol], [bottom])
    dividend, divisor = _times(above) or "1", _times(below)
    written = f"{dividend}/({divisor})" if " · " in divisor else f"{dividend}/{divisor}" if divisor else dividend
    return written.replace("-1 · ", "-").replace("-", "−")


def _times(factors: list[str]) -> str:
    return " · ".join(factor for factor in factors if factor not in ("", "1"))


def offset(samples: list[Sample]) -> Measured | None:
    """Off by one number everywhere."""
    apart = [s.value - s.right for s in samples]
    if not all(d.size > 1 and np.ptp(d) <= LOOSE * np.max(np.abs(d)) for d in apart):
        return None
    return Measured("offset", {"apart": _listed(d.flat[0] for d in apart)})


def but_one_row(samples: list[Sample]) -> Measured | None:
    """Right but for one row: the first, say, or the last."""
    return _but_one(samples, 0, "but_one_row")


def but_one_column(samples: list[Sample]) -> Measured | None:
    """Right but for one column."""
    return _but_one(samples, 1, "but_one_column")


def _but_one(samples: list[Sample], axis: int, key: str) -> Measured | None:
    places = [place for s in samples if (place := _only_place(s, axis)) is not None]
    if len(places) < len(samples):
        return None
    if all(i == places[0][0] for i, _ in places):
        return Measured(key, {"which": str(places[0][0])})
    return Measured(key, {"which": "−1, the last"}) if all(i == n - 1 for i, n in places) else None


def _only_place(sample: Sample, axis: int) -> tuple[int, int] | None:
    """Give the one row (axis 0) or column (axis 1) that is wrong, and how many there are."""
    if sample.right.ndim != 2 or sample.right.shape[axis] < 2:
        return None
    places = np.unique(np.argwhere(sample.apart())[:, axis])
    return (int(places[0]), sample.right.shape[axis]) if len(places) == 1 else None


def only_for_a_label(samples: list[Sample]) -> Measured | None:
    """Wrong for the examples of one label only."""
    if samples[0].array != "dZ2":
        return None
    for label in (0, 1):
        if all(not np.any(s.apart() & (s.known["Y"] != label)) for s in samples):
            return Measured("only_for_label", {"label": label})
    return None


def only_with_a_label(samples: list[Sample]) -> Measured | None:
    """A cost that is wrong only in the cases that have one of the labels."""
    if samples[0].array != "J":
        return None
    for label in (0, 1):
        if all(np.any(s.known["Y"] == label) for s in samples):  # one case has none, and is right
            return Measured("only_with_label", {"label": label})
    return None


def only_for_some_z(samples: list[Sample]) -> Measured | None:
    """Wrong only where a unit's z is large, below zero, or above."""
    if samples[0].array not in Z_OF:
        return None
    places: dict[str, Callable[[Array], Any]] = {
        "only_where_saturated": lambda Z: np.abs(Z) > SATURATED,
        "only_where_below": lambda Z: Z < 0,
        "only_where_above": lambda Z: Z > 0,
    }
    for key, place in places.items():
        if all(not np.any(s.apart() & ~place(s.known[Z_OF[s.array]])) for s in samples):
            return Measured(key, {})
    return None


def some_signs(samples: list[Sample]) -> Measured | None:
    """The right sizes, with other signs."""
    right_size = all(same(np.abs(s.value), np.abs(s.right), LOOSE) for s in samples)
    return Measured("some_signs", {}) if right_size else None


def reordered(samples: list[Sample]) -> Measured | None:
    """The right numbers, in other places."""
    if all(s.right.size > 1 and same(np.sort(s.value, None), np.sort(s.right, None), LOOSE) for s in samples):
        return Measured("reordered", {})
    return None


def factor_by_row(samples: list[Sample]) -> Measured | None:
    """Each row a multiple of what is right."""
    if any(s.right.ndim != 2 or s.right.shape[1] < 2 for s in samples):
        return None
    factors = [[multiple_of(row, s.value[i]) for i, row in enumerate(s.right)] for s in samples]
    if any(number is None for numbers in factors for number in numbers):
        return None
    return Measured("factor_by_row", {"factors": _listed(factors[0])})


def one_everywhere(samples: list[Sample]) -> Measured | None:
    """One and the same number everywhere, in every case."""
    first = samples[0].value.flat[0]
    if any(s.value.size < 2 or not same(s.value, np.full_like(s.value, first), LOOSE) for s in samples):
        return None
    return Measured("one_everywhere", {"value": f"{first:.4g}"})


def whole_numbers(samples: list[Sample]) -> Measured | None:
    """Whole numbers only."""
    return Measured("whole_numbers", {}) if all(np.array_equal(s.value, np.trunc(s.value)) for s in samples) else None


def _listed(numbers: Any) -> str:
    return ", ".join(f"{float(number):.4g}" for number in numbers)


NUMBERS: tuple[Measure, ...] = (
    not_finite,
    rounded,
    zero,
    always_the_same,
    factor,
    offset,
    but_one_row,
    but_one_column,
    only_for_a_label,
    only_with_a_label,
    only_for_some_z,
    some_signs,
    reordered,
    factor_by_row,
    one_everywhere,
)
