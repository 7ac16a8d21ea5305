"""Finds the formula that a wrong array was computed by, among those near the right one.

Every formula that one edit makes of the right one, or of a known mistake, is computed on the cases and set beside the
learner's numbers; then those that two edits make, within a time limit.  An edit changes one place: a symbol, a size or
a function for another, a factor or a term, a transpose, `*` for `@`, an order, a bracket, a sign, an axis.  Or it
changes a symbol or a function wherever it stands.
"""

import itertools
import math
import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

import numpy as np

from nnlib._machinery.formulas import (
    COMPARISONS,
    EACH,
    INFIX,
    OF_TWO,
    OVER,
    SIZES,
    Formula,
    Known,
    compute,
    leaves,
    quiet,
    replaced,
    written,
)
from nnlib.checks.tasks import FORMS

T = TypeVar("T")
PATIENCE = 0.5  # seconds of processor time for two edits at once
SO_MANY = 50  # formulas between two looks at the clock, which may take longer than they do
EXACT = 1e-6  # relative to the largest number of an array
EXAMPLES = {  # of which examples a formula may be computed
    "": slice(None),
    "last": slice(-1, None),
    "first": slice(0, 1),
    "all_but_the_last": slice(None, -1),
    "all_but_the_first": slice(1, None),
}
OTHER_BASE = 8  # letters: so much longer a formula counts with each base that is likelier than its own
MOST_WRITTEN = 1e6  # beyond, a whole number is written with an exponent
SURE = 4  # numbers, so that a sum of two terms cannot give them by chance
TINIEST = 1e-300  # the reciprocal of what is smaller may be infinite
TERMS_IN_PLACE = {"*", "/", "@", "+", "-"}


class Found(NamedTuple):
    """A formula that gives the learner's numbers in every case, multiplied by `times`, over some of the EXAMPLES.

    So many edits away is its base, the right formula or a known mistake's.
    """

    formula: Formula
    base: Formula
    edits: int
    times: float = 1.0
    examples: str = ""

    @property
    def whole(self) -> Formula:
        """The formula with the number that it is multiplied by: "dZ2 @ A1.T / 7"."""
        return _times(self.formula, self.times)


def _times(formula: Formula, number: float) -> Formula:
    whole = round(1 / number) if abs(number) > TINIEST else 0
    if number == 1:
        return formula
    if number == -1:
        return ("neg", formula)
    if abs(whole) > 1 and math.isclose(number * whole, 1, rel_tol=EXACT):
        return ("/", formula, whole) if whole > 0 else ("neg", ("/", formula, -whole))
    return _weighed(formula, float(f"{number:.4g}"))


# Edits.


class Words(NamedTuple):
    """What may be put into a formula: symbols, functions of each number of an array, and sizes."""

    names: Sequence[str]
    functions: Collection[str] = tuple(EACH)
    sizes: Sequence[str] = SIZES


def edits(formula: Formula, words: Words) -> Iterator[Formula]:
    """Give every formula that one edit makes of this one."""
    names = words.names
    yield from _in_one_place(formula, words)
    there = list(dict.fromkeys(leaves(formula)))
    for old in there:
        if old in names:
            yield from (replaced(formula, {old: new}) for new in names if new != old)
            yield from (replaced(formula, {old: changed}) for changed in (("/", old, 2), ("*", 2, old)))
        if old in EACH:
            yield from (replaced(formula, {old: new}) for new in words.functions if new != old)
    if "Y" in there:  # a mean over the examples of one label
        yield from (("/", formula, ("np.sum({})", label)) for label in ("Y", ("-", 1, "Y")))
    swaps = itertools.combinations([name for name in there if name in names], 2)
    yield from (replaced(formula, {one: other, other: one}) for one, other in swaps)


def _in_one_place(formula: Formula, words: Words) -> Iterator[Formula]:
    yield from _instead_of(formula, words)
    if isinstance(formula, tuple):
        for i, part in enumerate(formula[1:], 1):
            yield from ((*formula[:i], new, *formula[i + 1 :]) for new in _in_one_place(part, words))


def _instead_of(formula: Formula, words: Words) -> Iterator[Formula]:
    """Give what may stand in the place of a whole formula: a part of it, something else, or more of it."""
    if formula in SIZES:
        yield from (*(size for size in words.sizes if size != formula), 1, ("-", formula, 1), ("+", formula, 1))
        return
    if isinstance(formula, int | float):
        yield from (formula - 1, formula + 1)
        return
    yield from (name for name in words.names if name != formula)
    yield from (("T", formula), ("neg", formula), ("**", formula, 2), ("-", 1, formula), ("/", formula, 2))
    yield from (("*", 2, formula), ("np.ravel({})", formula))
    yield from ((sign, formula, size) for sign in ("/", "*") for size in words.sizes)
    if not isinstance(formula, tuple):
        yield from ((function, formula) for function in words.functions)
        return
    op, *parts = formula
    yield from parts  # a factor, a term, a transpose, a function or a sum is left out
    yield from _other_operators(op, parts, words)
    if op in OVER or op in EACH:
        yield (op, formula)
        yield from _moved_into(op, *parts)
    if op in OF_TWO:
        yield from ((function, formula) for function in words.functions)
        yield from ((f"np.{sum_or_mean}({{}}{axis})", formula) for sum_or_mean in ("sum", "mean") for axis in _AXES)
        yield from _brackets_lost(op, *parts)
        yield from ((sign, formula, more) for sign in "+-" for more in (*words.names, 1))
    if op in ("+", "-") and isinstance(parts[1], str):  # α forgotten, or put to the term beside
        yield from ((op, parts[0], (sign, parts[1], size)) for sign in "*/" for size in words.sizes)


_AXES = (", axis=1, keepdims=True", ", axis=0, keepdims=True", "")


def _other_operators(op: str, parts: list[Formula], words: Words) -> Iterator[Formula]:
    of_truths, of_numbers = COMPARISONS, [op for op in OF_TWO if op not in COMPARISONS]
    kinds = ((OVER, OVER), (EACH, words.functions), (of_truths, of_truths), (of_numbers, of_numbers))
    for kind, others in kinds:
        if op in kind:  # nobody writes 1 ** Y for 1 - Y
            powers = kind is of_numbers and not isinstance(parts[1], int | float)
            yield from ((other, *parts) for other in others if other != op and not (powers and other == "**"))
    if op in OF_TWO and op not in ("+", "*"):
        yield (op, *parts[::-1])
    if op == "@":
        one, other = parts
        yield from ((op, ("T", other), ("T", one)), (op, ("T", other), one), (op, other, ("T", one)))
        yield from ((op, ("T", one), other), (op, other, one))
    if op in ("-", "+"):
        yield from (("neg", part) for part in parts)


def _brackets_lost(op: str, left: Formula, right: Formula) -> Iterator[Formula]:
    """Give what is left without brackets: a - b * c of (a - b) * c, and a * b - c of a * (b - c)."""
    if isinstance(right, tuple) and right[0] in TERMS_IN_PLACE:
        yield (right[0], (op, left, right[1]), right[2])
    if isinstance(left, tuple) and left[0] in TERMS_IN_PLACE:
        yield (left[0], left[1], (op, left[2], right))


def _moved_into(function: str, inner: Formula) -> Iterator[Formula]:
    """Give what a function is of one term alone: 1 - log(a) of log(1 - a)."""
    if isinstance(inner, tuple) and inner[0] in INFIX:
        op, left, right = inner
        yield from ((op, left, (function, right)), (op, (function, left), right))


# The search.


@quiet()
def nearby(
    right: Sequence[Formula],
    wrong: Sequence[Formula],
    words: Words,
    knowns: Sequence[Known],
    values: Sequence[Any],
    *,
    seconds: float | None = None,
) -> Found | None:
    """Find the formula that gives the values, in every case, nearest to a right one, else to one of known mistakes.

    A formula as it is comes before a multiple, and a short one before a long one.  Two edits are tried for so many
    seconds of processor time; None for PATIENCE.
    """
    search = _Search(knowns, values, [*right, *wrong])
    near, near_wrong = (
        {new: base for base in reversed(bases) for new in edits(base, words)} for bases in (right, wrong)
    )
    known = {base: base for base in (*right, *wrong)}
    some = [key for key in EXAMPLES if key]
    return (
        search.best(known, 0, [""], scaled=True)
        or search.best(known, 0, some, scaled=True)
        or search.best(near, 1, [""], scaled=True)
        or search.best(near_wrong, 1, [""], scaled=True)
        or search.best(near, 1, some, scaled=False)
        or search.sum_of(right, words.names)
        or search.first(in_time(_twice(right, words), PATIENCE if seconds is None else seconds))
    )


def _sum(terms: Sequence[Formula], numbers: Any) -> Formula:
    """Write a sum of two terms, each with its number."""
    (one, first), (other, second) = zip(terms, (float(f"{n:.4g}") for n in numbers), strict=True)
    sign, size = ("-", -second) if second < 0 else ("+", second)
    return (sign, _weighed(one, first), _weighed(other, size))


def _weighed(formula: Formula, number: float) -> Formula:
    if number in (1, -1):
        return formula if number == 1 else ("neg", formula)
    whole = abs(number) < MOST_WRITTEN and number == int(number)
    return ("*", int(number) if whole else number, formula)


def _twice(bases: Sequence[Formula], words: Words) -> Iterator[tuple[Formula, Formula]]:
    """Give the formulas that two edits make."""
    seen = set[Formula]()
    for base in bases:
        for formula in (twice for once in dict.fromkeys(edits(base, words)) for twice in edits(once, words)):
            if formula not in seen:
                seen.add(formula)
                yield formula, base


def in_time(formulas: Iterable[T], seconds: float) -> Iterator[T]:
    """Give one after another, as long as there is processor time; the clock is looked at now and then."""
    end = time.process_time() + seconds
    for i, formula in enumerate(formulas):
        if i % SO_MANY == 0 and time.process_time() >= end:
            return
        yield formula


class _Search:
    """The cases, the learner's numbers in them, and what was computed so far."""

    def __init__(self, knowns: Sequence[Known], values: Sequence[Any], bases: Sequence[Formula]) -> None:
        self.bases = list(bases)
        self.knowns, self.targets = knowns, [Target(value) for value in values]
        self.one_number = all(target.value.size == 1 for target in self.targets)
        self.views = {"": knowns}
        self.memos = {key: [dict[Formula, Any]() for _ in knowns] for key in EXAMPLES}

    def best(
        self, formulas: Mapping[Formula, Formula], edited: int, examples: Sequence[str], *, scaled: bool
    ) -> Found | None:
        """Find the formula that gives the values: as it is before a multiple, near the first base, and short."""
        found = [
            Found(formula, base, edited, times, key)
            for key in examples
            for formula, base in formulas.items()
            if (times := self.times(formula, key, scaled=scaled))
        ]
        return min(found, key=self._demerit, default=None)

    def _demerit(self, found: Found) -> tuple[bool, int]:
        """Say how unlikely a formula is: a multiple more than one as it is, then by its length and its base."""
        return found.times != 1, len(written(found.whole)) + OTHER_BASE * self.bases.index(found.base)

    def sum_of(self, right: Sequence[Formula], names: Sequence[str]) -> Found | None:
        """Find two terms that give the values with a number before each, the same in every case.

        The right formula may be one, as it is, or its own two terms; the others are symbols.
        """
        whole = right[0]
        own = whole[1:] if isinstance(whole, tuple) and whole[0] in ("+", "-") else ()
        terms = dict.fromkeys([*own, whole, *names])
        columns = {term: column for term in terms if (column := self._column(term)) is not None}
        values = np.concatenate([target.value.ravel() for target in self.targets])
        for pair in itertools.combinations(columns, 2):
            table = np.column_stack([columns[term] for term in pair])
            numbers = np.linalg.lstsq(table, values)[0]
            apart = np.abs(table @ numbers - values)
            as_it_is = whole not in pair or abs(numbers[pair.index(whole)] - 1) < EXACT
            none_is_zero = bool(np.all(np.abs(numbers) > EXACT))
            if len(values) >= SURE and as_it_is and none_is_zero and np.all(apart <= EXACT * np.max(np.abs(values))):
                return Found(_sum(pair, numbers), right[0], 2)
        return None

    def _column(self, term: Formula) -> Any:
        """Write the numbers of a term in all cases below one another; None where its shape is another."""
        parts = list[Any]()
        for known, memo, target in zip(self.knowns, self.memos[""], self.targets, strict=True):
            made = np.asarray(compute(term, known, memo))
            fits = made.dtype != object and made.ndim == target.value.ndim
            if not fits or any(n not in (1, size) for n, size in zip(made.shape, target.value.shape, strict=True)):
                return None
            parts.append(np.broadcast_to(made, target.value.shape).ravel())
        return np.concatenate(parts)

    def first(self, formulas: Iterable[tuple[Formula, Formula]]) -> Found | None:
        """Find the first of these formulas that gives the values."""
        return next(
            (Found(formula, base, 2) for formula, base in formulas if self.times(formula, "", scaled=False)), None
        )

    def times(self, formula: Formula, key: str, *, scaled: bool) -> float:
        """Give the number that makes of a formula the values of every case; 0 where none does, or only 1 may."""
        if key not in self.views:
            self.views[key] = [only(known, EXAMPLES[key]) for known in self.knowns]
        first = 0.0
        for view, memo, target in zip(self.views[key], self.memos[key], self.targets, strict=True):
            times = target.ratio(compute(formula, view, memo))
            first = first or times
            if not times or (times != 1 and not scaled) or not math.isclose(times, first, rel_tol=EXACT):
                return 0.0
        several = len(self.targets) > 1 or not self.one_number  # one number is a multiple of any other
        return first if first == 1 or several else 0.0


def only(known: Known, part: slice) -> Known:
    """Leave of each array some examples; m stays."""
    if part == slice(None):
        return known
    return {name: _part(name, value, part) for name, value in known.items()}


def _part(name: str, value: Any, part: slice) -> Any:
    symbols = FORMS.get(name, ("", ""))
    if "m" not in symbols or not isinstance(value, np.ndarray) or value.ndim != 2:
        return value
    return value[:, part] if symbols[1] == "m" else value[part]


class Target:
    """The learner's numbers in one case: tells quickly of most arrays that they are no multiple of it."""

    def __init__(self, value: Any) -> None:
        self.value = value
        largest = np.argsort(np.abs(value), axis=None)[::-1]
        self.at, self.beside = int(largest[0]), int(largest[len(largest) // 2])
        self.peak, self.other = float(value.item(self.at)), float(value.item(self.beside))

    def ratio(self, made: Any) -> float:
        """Give the number that makes of `made` the value; 0 where none does."""
        made = np.asarray(made)
        if made.size == 1 and not self.value.ndim:
            made = made.reshape(())  # one number is one, with any number of axes
        if made.dtype == object or made.shape != self.value.shape:
            return 0.0
        peak, other = float(made.item(self.at)), float(made.item(self.beside))
        if not peak or not self.peak or not math.isfinite(peak):
            return float(np.array_equal(made, self.value))
        number = self.peak / peak
        if abs(self.other - number * other) > EXACT * abs(self.peak):
            return 0.0
        number = math.copysign(1, number) if abs(abs(number) - 1) < EXACT else number
        return number if np.all(np.abs(self.value - number * made) <= EXACT * abs(self.peak)) else 0.0
