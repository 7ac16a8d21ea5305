"""What can be measured of a wrong array that no formula near the right one gives.

A measure looks at the array in all the cases in which it is wrong, and speaks if what it looks for holds in each of
them.  The first that speaks is heard.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from nnlib._machinery.formulas import compute, written
from nnlib._machinery.values import Array
from nnlib.checks.comparison import Comparison, Measured, in_symbols, number, same
from nnlib.checks.tasks import FORMS, computed_form, in_terms_of

LOOSE, CLOSE = 1e-3, 1e-6  # numbers that agree to the first are rounded, not wrong
ENOUGH = 4  # numbers, so that they are not rounded by chance
SATURATED = 2.5  # tanh is within 2 % of its end there
STEPS = (1.0, 0.5, 0.1, 0.05, 0.01, 0.001, 1e-4)
Z_OF = {"slope": "Z", "A1": "Z1", "dZ1": "Z1", "A2": "Z2", "dZ2": "Z2"}
UNKNOWN = ("nothing", "nothing_in_one", "at_one_place")  # what is measured where no measure holds


class Sample(NamedTuple):
    """An array in one case: what was returned, what is right given the arrays before it, and what is in the notes."""

    array: str
    value: Array
    right: Array
    known: Mapping[str, Any]
    in_notes: Array

    def apart(self, tolerance: float = LOOSE) -> Any:
        """Tell of each number whether it is wrong."""
        return ~(np.abs(self.value - self.right) <= tolerance * (float(np.max(np.abs(self.right))) or 1.0))


Measure = Callable[[list[Sample]], Measured | None]


def seen_at_once(array: str, comparison: Comparison) -> Measured | None:
    """Say what is clearer than any formula: the right numbers in another form, nan, or something rounded."""
    return _first(AT_ONCE, _samples(array, comparison))


def measured(array: str, comparison: Comparison) -> Measured:
    """Say what can be measured of a wrong array."""
    samples = _samples(array, comparison)
    fits = all(map(_in_shape, samples))
    if fits and comparison.task.arguments == ("n0", "n1", "n2"):
        return _of_sizes(samples[0], comparison)
    return _first(OF_NUMBERS if fits else OF_SHAPES, samples) or _nothing(samples, comparison)


def _first(measures: Sequence[Measure], samples: list[Sample]) -> Measured | None:
    return next((found for measure in measures if (found := measure(samples))), None)


def _samples(array: str, comparison: Comparison) -> list[Sample]:
    """Take of the cases those in which the array is wrong."""
    samples = list[Sample]()
    for i, case in enumerate(comparison.cases):
        if comparison.fits(i, array):
            continue
        known, in_notes = next(comparison.seen(i, array)), np.asarray(case.right[array], float)
        form = None if case.within else computed_form(comparison.task, array, case.known["activation"])
        right = np.asarray(in_notes if (made := compute(form, known, {})) is None else made, float)
        value = comparison.answers[i][array]
        value = value.reshape(()) if right.ndim == 0 and value.size == 1 else value
        samples.append(Sample(array, value, right, known, in_notes))
    return samples


def _if_all(key: str, holds: Callable[[Sample], bool]) -> Measure:
    """Make the measure that speaks if something holds of the array in each case."""
    return lambda samples: Measured(key, {}) if all(map(holds, samples)) else None


def _in_shape(sample: Sample) -> bool:
    return sample.value.shape == sample.right.shape


_zero = _if_all("zero", lambda s: not np.any(s.value))
_some_signs = _if_all("some_signs", lambda s: same(np.abs(s.value), np.abs(s.right), CLOSE))
_reordered = _if_all(
    "reordered", lambda s: s.right.size > 1 and same(np.sort(s.value, None), np.sort(s.right, None), LOOSE)
)
_whole_numbers = _if_all("whole_numbers", lambda s: np.array_equal(s.value, np.trunc(s.value)))
_put_into_integers = _if_all("whole_numbers", lambda s: _in_shape(s) and same(s.value, np.trunc(s.right), CLOSE))


# Where the shape is right.


def _not_finite(samples: list[Sample]) -> Measured | None:
    bad = next((s for s in samples if not np.all(np.isfinite(s.value))), None)
    if bad is None or not np.all(np.isfinite(bad.right)):
        return None
    place = tuple(int(i) for i in np.argwhere(~np.isfinite(bad.value))[0])
    return Measured("not_finite", {"value": f"{bad.value[place]}", "place": f" at {list(place)}" if place else ""})


def _rounded(samples: list[Sample]) -> Measured | None:
    if not all(map(_in_shape, samples)) or sum(s.value.size for s in samples) < ENOUGH:
        return None
    of = [[(s, s.right) for s in samples], [(s, s.in_notes) for s in samples]]
    for step in STEPS:
        if any(all(same(s.value, np.round(r / step) * step, CLOSE) for s, r in some) for some in of):
            return Measured("rounded_to", {"nearest": f"{step:g}"})
    return Measured("rounded", {}) if all(same(s.value, s.right, LOOSE) for s in samples) else None


def _empty(samples: list[Sample]) -> Measured | None:
    shapes = [s.value.shape for s in samples if not s.value.size]
    return Measured("empty", {"shape": str(shapes[0])}) if shapes else None


def _one_everywhere(samples: list[Sample]) -> Measured | None:
    first = samples[0].value.flat[0]
    several = sum(s.value.size for s in samples) > 1
    alike = several and all(same(s.value, np.full_like(s.value, first), CLOSE) for s in samples)
    return Measured("one_everywhere", {"value": number(first)}) if alike else None


def _fitted(value: Any, shape: tuple[int, ...]) -> Array | None:
    if not isinstance(value, np.ndarray) or value.ndim != len(shape):
        return None
    fits = all(n in (1, wanted) for n, wanted in zip(value.shape, shape, strict=True))
    return np.broadcast_to(value, shape) if fits else None


def _multiple(of: Any, value: Array) -> float | None:
    """Give the number by which one array is multiplied in another, if there is one."""
    array = _fitted(of, value.shape)
    if array is None or not np.any(array) or not np.any(value):
        return None
    at = np.unravel_index(np.argmax(np.abs(array)), array.shape)
    times = float(value[at] / array[at])
    return times if same(value, times * array, CLOSE) else None


def _factor(samples: list[Sample]) -> Measured | None:
    """A multiple of what is right, by a number of its own in each case."""
    if any(s.right.size < 2 for s in samples):
        return None
    found = [_multiple(s.right, s.value) for s in samples]
    if None in found:
        return None
    factors = [number(one) for one in found]
    return Measured("factor" if len(set(factors)) == 1 else "factor_varies", {"factors": ", ".join(factors)})


def _but_one(samples: list[Sample]) -> Measured | None:
    """Right but for one row or one column: the first, say, or the last."""
    for axis, key in enumerate(("but_one_row", "but_one_column")):
        found = [_only_place(s, axis) for s in samples]
        places = [place for place in found if place is not None]
        if len(places) < len(samples):
            continue
        if all(i == places[0][0] for i, _ in places):
            return Measured(key, {"which": str(places[0][0])})
        if all(i == n - 1 for i, n in places):
            return Measured(key, {"which": "−1, the last"})
    return None


def _only_place(sample: Sample, axis: int) -> tuple[int, int] | None:
    """Give the one row (axis 0) or column (axis 1) that is wrong, and how many there are."""
    if sample.right.ndim != 2 or sample.right.shape[axis] < 2:
        return None
    places = np.unique(np.argwhere(sample.apart())[:, axis])
    return (int(places[0]), sample.right.shape[axis]) if len(places) == 1 else None


def _only_where(samples: list[Sample]) -> Measured | None:
    """Wrong only for the examples of one label, or only where a unit's z is large, below zero, or above."""
    array = samples[0].array
    if array == "J":  # one case has no example with this label, and is right
        always = [label for label in (0, 1) if all(np.any(s.known["Y"] == label) for s in samples)]
        return Measured(f"only_with_label_{always[0]}", {}) if len(always) == 1 else None
    places: dict[str, Callable[[Mapping[str, Any]], Any]] = {}
    if array == "dZ2":
        places = {"only_for_label_0": lambda known: known["Y"] == 0, "only_for_label_1": lambda known: known["Y"] == 1}
    if z := Z_OF.get(array):
        places["only_where_saturated"] = lambda known: np.abs(known[z]) > SATURATED
        places["only_where_below"] = lambda known: known[z] < 0
        places["only_where_above"] = lambda known: known[z] > 0
    found = (key for key, of in places.items() if all(not np.any(s.apart() & ~of(s.known)) for s in samples))
    return next((Measured(key, {}) for key in found), None)


# Where the shape is wrong.


def _no_pair(samples: list[Sample]) -> Measured | None:
    """What is no shape, where one is asked for."""
    first = next((s for s in samples if s.array.startswith("shape_") and s.value.size != s.right.size), None)
    if first is None or not first.value.size:
        return None
    an_array = Measured("whole_array", {})
    return an_array if first.value.ndim > 1 else Measured("no_pair", {"count": first.value.size})


def _right_but_for_its_form(samples: list[Sample]) -> Measured | None:
    """The right numbers: a row of biases, one number, or without the second axis."""
    alike = all(same(s.value.ravel(), s.right.ravel(), LOOSE) for s in samples)
    first = next((s for s in samples if not _in_shape(s)), None)
    if not alike or first is None:
        return None
    values = {"shape": first.value.shape, "symbols": _symbols(first), "right": first.right.shape}
    form = "column" if first.right.shape[-1:] == (1,) else "row" if first.right.shape[:1] == (1,) else "table"
    if first.value.ndim < 2:
        return Measured(f"flat_{form}" if first.value.ndim else "bare_number", values)
    turned = first.right.shape == first.value.shape[::-1]
    if turned and form != "table":
        return Measured("row_for_column" if form == "column" else "column_for_row", values)
    return None if turned else Measured("wrong_shape", values)


def _table(samples: list[Sample]) -> Measured | None:
    """What broadcasting makes of a column and a row: every pair."""
    for symbol in ("m", "n1", "n0"):
        if all(s.value.shape == (s.known.get(symbol),) * 2 != s.right.shape for s in samples):
            first = samples[0]
            values = {"shape": first.value.shape, "size": first.known[symbol], "symbols": _symbols(first)}
            return Measured("table", {"symbol": symbol, **values})
    return None


def _other_shape(samples: list[Sample]) -> Measured:
    """Another shape: in the notes' symbols, if each axis has the size of one of them in every case."""
    first = next(s for s in samples if not _in_shape(s))  # in some cases it may be right by chance
    if first.right.ndim == 0:
        return Measured("not_one_number", {"shape": first.value.shape, "count": first.value.size})
    if all(s.value.size == 1 < s.right.size for s in samples):
        return Measured("one_number", {"count": first.right.size, "right": first.right.shape})
    values = {"shape": first.value.shape, "symbols": _symbols(first), "right": first.right.shape}
    if its := symbols_of([s.value for s in samples], [s.known for s in samples]):
        return Measured("other_shape", {"its": its, **values})
    return Measured("wrong_shape", values)


def _symbols(sample: Sample) -> str:
    return in_symbols(sample.array) if sample.array in FORMS else str(sample.right.shape)


def symbols_of(values: Sequence[Array], knowns: Sequence[Mapping[str, Any]]) -> str:
    """Write the shape of an array in the notes' symbols: "(n1, m)"; nothing where an axis has none in every case."""
    axes = [_symbol([value.shape[axis : axis + 1] for value in values], knowns) for axis in range(values[0].ndim)]
    return f"({', '.join(axes)}{',' if len(axes) == 1 else ''})" if all(axes) and axes else ""


def _symbol(sizes: Sequence[tuple[int, ...]], knowns: Sequence[Mapping[str, Any]]) -> str:
    """Find the symbol whose size an axis has in every case."""
    symbols = ("n0", "n1", "m", "m_test", "1", "n2")
    return next((s for s in symbols if list(sizes) == [(1 if s == "1" else known.get(s),) for known in knowns]), "")


AT_ONCE = (
    _empty, _no_pair, _right_but_for_its_form, _not_finite, _zero, _one_everywhere, _rounded, _put_into_integers,
)  # fmt: skip
OF_NUMBERS = (_only_where, _but_one, _some_signs, _reordered, _factor, _whole_numbers)
OF_SHAPES = (_table, _other_shape)


# Where nothing else can be said.


def _nothing(samples: list[Sample], comparison: Comparison) -> Measured:
    """Show one number that is wrong, with the numbers that it is made of where it has its own place."""
    clear = next((sample for sample in samples if np.any(sample.apart())), samples[0])
    at = np.unravel_index(np.argmax(np.abs(clear.value - clear.right)), clear.right.shape)
    values = {"value": number(clear.value[at]), "right": number(clear.right[at])}
    if clear.right.size == 1:
        return Measured("nothing_in_one", values)
    values["place"] = str([int(i) for i in at])
    if given := _given(clear, at, comparison):
        return Measured("at_one_place", {**values, "given": ", ".join(given)})
    wrong = int(np.sum(clear.apart(comparison.task.tolerance)))
    return Measured("nothing", {**values, "wrong": wrong, "all": clear.right.size})


def _of_sizes(sample: Sample, comparison: Comparison) -> Measured:
    """Show a shape or a count beside the sizes that it is made of."""
    sizes = ", ".join(f"{name} = {sample.known[name]}" for name in comparison.task.arguments)
    return Measured("of_sizes", {"value": ", ".join(map(number, sample.value.ravel())), "sizes": sizes})


def _given(sample: Sample, at: tuple[Any, ...], comparison: Comparison) -> list[str]:
    """Write the numbers that one entry is made of, where each part of the equation has an entry in the same place."""
    activation = sample.known["activation"]
    whole = in_terms_of(comparison.names, computed_form(comparison.task, sample.array, activation), activation)
    parts = whole[1:] if isinstance(whole, tuple) else ()
    computed = [(part, compute(part, sample.known, {})) for part in parts if not isinstance(part, int | float)]
    fitted = [(part, _fitted(value, sample.right.shape)) for part, value in computed]
    return [f"`{written(part)}` = {number(array[at])}" for part, array in fitted if array is not None]
