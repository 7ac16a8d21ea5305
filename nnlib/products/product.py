"""One product: does it fit, what comes out, and if it does not fit, what would; each in words."""

import math
import re
from collections.abc import Iterator
from textwrap import wrap
from typing import NamedTuple

import numpy as np

from nnlib._machinery.formulas import Formula, in_the_notes
from nnlib._machinery.shapes import Shape
from nnlib._machinery.tables import html_table
from nnlib.products.symbols import ARRAYS, Axis, Dimensions, Operand, Target, equal, in_symbols, listed, may_be, sized

WIDTH = 100
HEADER = ("code", "in symbols", "in numbers", "verdict", "in words")
Sized = tuple[Axis, int]


class Fix(NamedTuple):
    """A change in words, and what then comes out: its code, shape and symbols."""

    words: str
    result: Operand


class Product(NamedTuple):
    """One operation on shapes: what goes in, the operator, what comes out (None if it does not fit), and the words.

    clash is what the words say of a product that does not fit, without what would.  caution is what NumPy does not say
    of one that fits: "as a table", where both arrays are repeated and each entry of the one meets each entry of the
    other; "by chance", where two symbols happen to have one size; "an axis is gone".  fixes are the changes that lead
    to an array of the notes.
    """

    code: str
    given: tuple[Operand, ...]
    operator: str
    result: Operand | None
    words: str
    clash: str = ""
    caution: str = ""
    fixes: tuple[Fix, ...] = ()

    @property
    def fits(self) -> bool:
        """Whether NumPy computes it without an error."""
        return self.result is not None

    @property
    def verdict(self) -> str:
        """Whether it fits, in words: "✓ fits", "✗ does not fit", or with the caution "⚠ fits, as a table"."""
        if self.result is None:
            return "✗ does not fit"
        return f"⚠ fits, {self.caution}" if self.caution else "✓ fits"

    @property
    def in_symbols(self) -> str:
        """The shapes in symbols: "(n1, n0) @ (n0, m) → (n1, m)"."""
        return self._joined([x.symbols for x in self.given], self.result.symbols if self.result else "")

    @property
    def in_numbers(self) -> str:
        """The shapes in numbers: "(4, 3) @ (3, 7) → (4, 7)"."""
        return self._joined([str(x.shape) for x in self.given], str(self.result.shape) if self.result else "")

    @property
    def cells(self) -> tuple[str, str, str, str, str]:
        """What a table shows of it, under HEADER."""
        return self.code, self.in_symbols, self.in_numbers, self.verdict, self.words

    def _joined(self, given: list[str], result: str) -> str:
        product = f" {self.operator} ".join(given) if len(given) == 2 else f"{self.operator}{given[0]}"
        return f"{product} → {result}" if result else product

    def __repr__(self) -> str:
        """Show the verdict, the shapes and the words, a line each."""
        shapes = dict.fromkeys([self.in_symbols, self.in_numbers])
        return "\n    ".join([f"{self.verdict}: {self.code}", *shapes, *_lines(self.words)])

    def _repr_html_(self) -> str:
        return html_table(f"The shapes of {self.code}", HEADER, [self.cells])


def _lines(words: str) -> list[str]:
    """Break the words into lines, and no shape in two."""
    unbroken = re.sub(r", (?=[^(]*\))", ",\N{NO-BREAK SPACE}", words)
    return [line.replace("\N{NO-BREAK SPACE}", " ") for line in wrap(unbroken, WIDTH)]


class Operation(NamedTuple):
    """An operator, or a function of two, and the two arrays that meet."""

    operator: str
    left: Operand
    right: Operand

    @property
    def sign(self) -> str:
        """The operator as it is spoken of: "@", "np.maximum"."""
        return self.operator.partition("(")[0]

    @property
    def result(self) -> Operand | None:
        """What comes out, or None if the shapes do not fit."""
        left, right = self.left, self.right
        formula: Formula = (self.operator, left.formula, right.formula)
        if self.operator == "@":  # (a, b) @ (b, c) is (a, c)
            fits = left.shape and right.shape and left.shape[-1] == right.shape[0]
            shape: Shape = left.shape[:-1] + right.shape[1:]
            return Operand(formula, shape, left.axes[:-1] + right.axes[1:]) if fits else None
        try:
            shape = np.broadcast_shapes(left.shape, right.shape)
        except ValueError:
            return None
        return Operand(formula, shape, tuple(_broadcast(*pair) for pair in self.pairs))

    @property
    def pairs(self) -> list[tuple[Sized, Sized]]:
        """The axes that must agree: the two inner ones of a matrix product, or each with each, entry by entry."""
        left, right = (list(zip(array.axes, array.shape, strict=True)) for array in self[1:])
        if self.operator == "@":
            return [(left[-1], right[0])]
        rank, one = max(len(left), len(right)), (("1",), 1)
        return [*zip([one] * (rank - len(left)) + left, [one] * (rank - len(right)) + right, strict=True)]

    @property
    def with_number(self) -> bool:
        """Whether one of the two is a single number, and no array."""
        return () in (self.left.shape, self.right.shape)

    @property
    def of_matrices(self) -> bool:
        """Whether both have two axes."""
        return len(self.left.shape) == len(self.right.shape) == 2

    @property
    def is_table(self) -> bool:
        """Whether both arrays are repeated, so that what comes out is larger than either."""
        larger = max(math.prod(self.left.shape), math.prod(self.right.shape))
        return self.operator != "@" and self.result is not None and math.prod(self.result.shape) > larger

    @property
    def is_outer(self) -> bool:
        """Whether it is a matrix product of a column and a row of known sizes, which sums over nothing."""
        if self.operator != "@" or self.result is None or self.left.shape[-1] != 1:
            return False
        return len(self.result.shape) == 2 and all(self.result.axes) and 1 not in self.result.shape

    @property
    def chances(self) -> list[str]:
        """The sizes that agree because two symbols happen to have one size: "n0 and n1 are both 3"."""
        if self.result is None:
            return []
        repeatable = () if self.operator == "@" else ("1",)
        return [
            equal((*one, *other), size)
            for (one, size), (other, its_size) in self.pairs
            if size == its_size and one and other and not {*one, *repeatable} & {*other, *repeatable}
        ]

    def product(self, code: str, dimensions: Dimensions, target: Target | None) -> Product:
        """Put it into words; where it is known what is to come out, what would give that is advised."""
        result = self.result
        missed = bool(result and target and _misses(result.axes, target.axes))
        odd = result is not None and (self.is_table or self.is_outer) and not dimensions.arrays(result.axes)
        fixes = _fixes(self, dimensions, target) if result is None or missed or odd else ()
        cautions = {
            "as a table": self.is_table or (odd and self.is_outer),
            "by chance": bool(self.chances),
            f"but is not shaped as {target and target.name}": missed and bool(fixes),
        }
        caution = next((caution for caution, holds in cautions.items() if holds), "")
        clash = "" if result else _misfit(self)
        words = _sentences(_words(self, clash, fixes, dimensions, target))
        return Product(code, self[1:], self.sign, result, words, _sentences([clash] if clash else []), caution, fixes)


def _broadcast(one: Sized, other: Sized) -> Axis:
    (axis, size), (its_axis, its_size) = one, other
    if size != its_size:
        return axis if its_size == 1 else its_axis
    shared = tuple(symbol for symbol in axis if symbol in its_axis)
    return shared or tuple(symbol for symbol in (*axis, *its_axis) if symbol != "1")


def _misses(axes: tuple[Axis, ...], wanted: tuple[Axis, ...]) -> bool:
    """Tell whether an array with these axes cannot be the wanted one, nor be repeated until it is."""
    padded = (("1",),) * (len(wanted) - len(axes)) + axes
    return len(padded) == len(wanted) and any(
        not set(one) & {*other, "1"} for one, other in zip(padded, wanted, strict=True) if one
    )


# What would fit.


def _fixes(operation: Operation, dimensions: Dimensions, target: Target | None) -> tuple[Fix, ...]:
    """Find the changes that give the target's shape; if there are none, the shape of any array of the notes; or any."""
    found: tuple[list[Fix], ...] = ([], [], [])
    for changes, words, changed in _changes(operation):
        if (result := changed.result) is not None and not changed.is_table:
            found[changes].append(Fix(words, result))
    single, double, _ = found
    if target:
        fitting = [may_be(array.axes, target.axes) for array in operation[1:]]
        if operation.operator != "@" and any(fitting) and not all(fitting):
            single[:], double[:] = [fix for fix in single if "@" not in fix.words], []  # one is right: mend the other
        for fixes in found:
            if meant := [fix for fix in fixes if may_be(fix.result.axes, target.axes)]:
                return tuple(meant if fixes is single else meant[:1])
    known = [fix for fix in single if dimensions.arrays(fix.result.axes)]
    known = known or [fix for fix in double if dimensions.arrays(fix.result.axes)][:1]
    alone = (array.T.formula if array.is_transposed else array.formula for array in operation[1:])
    named = all(isinstance(formula, str) and in_the_notes(formula) in ARRAYS for formula in alone)
    return tuple(known or ([] if target or named else single))


def _changes(operation: Operation) -> Iterator[tuple[int, str, Operation]]:
    """Go through the single changes (0), the likeliest first, then through pairs (1), and pairs that fit by chance (2).

    A change is another operator, an array turned, or the other order.
    """
    operator, left, right = operation
    other = "*" if operator == "@" else "@"
    turned = [(words, left, array) for words, array in _turned(right)]
    turned += [(words, array, right) for words, array in _turned(left)]
    if operator == "@" and (operation.with_number or left.shape == right.shape):
        words = "a number multiplies with `*`" if operation.with_number else "what you want is `*`"
        yield 0, words, Operation("*", left, right)
    yield from ((0, words, Operation(operator, *pair)) for words, *pair in turned)
    if operator == "*":
        yield 0, "what you want is `@`", Operation("@", left, right)
    if operator == "@":
        yield 0, "swap the two", Operation("@", right, left)
    if operation.with_number or operator not in ("@", "*"):
        return
    if operator == "@" and operation.of_matrices:
        yield 1, "swap the two, and transpose both", Operation("@", right.T, left.T)
        yield 2, "transpose both", Operation("@", left.T, right.T)
        yield from ((2, f"swap the two, and {words}", Operation("@", *pair[::-1])) for words, *pair in turned)
    yield from ((1, f"{words}, with `{other}`", Operation(other, *pair)) for words, *pair in turned)


def _turned(array: Operand) -> Iterator[tuple[str, Operand]]:
    if len(array.shape) == 2:
        yield f"take {array.T.code} as it is" if array.is_transposed else f"transpose {array.code}", array.T
    elif len(array.shape) == 1:
        yield f"make a column of {array.code}", array.column
        yield f"make a row of {array.code}", array.row


# In words.


def _sentences(words: list[str]) -> str:
    return " ".join(f"{sentence[0].upper()}{sentence[1:]}." for sentence in words)


def _words(
    operation: Operation, clash: str, fixes: tuple[Fix, ...], dimensions: Dimensions, target: Target | None
) -> list[str]:
    """Write all that there is to say: why it fits or not, what it gives, what would fit, and what cannot be told."""
    advice = [f"{fix.words}: {fix.result.code} is {dimensions.described(fix.result)}" for fix in fixes]
    if operation.result is not None:
        said = [*_fit(operation), f"it gives {dimensions.described(operation.result)}", *advice]
    elif not advice:
        said = [clash, "no transpose of one of them mends it", *_wanted(operation, dimensions, target)]
    elif operation.left.shape == operation.right.shape and fixes[0].result.formula[0] == "*":
        said = [f"{clash}, so {advice[0]}", *advice[1:]]
    else:
        said = [clash, *advice]
    flat = [array for array in operation[1:] if len(array.shape) == 1 and operation.operator != "@"]
    rows = [f"with its one axis {array.code} counts as a row, {array.row.symbols}" for array in flat]
    return [*rows, *said, *dimensions.ambiguities(operation[1:])]


def _misfit(operation: Operation) -> str:
    left, right = operation[1:]
    shapes = f"{left.shape} and {right.shape} do not fit `{operation.sign}`"
    if operation.with_number:
        return f"{shapes}: a number is no matrix"
    if operation.operator == "@":
        same = f"both are {left.symbols}"
        one, other = operation.pairs[0]
        return f"{shapes}: {same if left.shape == right.shape else _differ('inner sizes', one, other)}"
    sides = ("columns", "rows")[: len(operation.pairs)]
    clashing = (
        side for side in zip(sides, operation.pairs[::-1], strict=True) if len({1, side[1][0][1], side[1][1][1]}) == 3
    )
    side, (one, other) = next(clashing)
    return f"{shapes}: {_differ(side, one, other)}, and neither is 1"


def _differ(what: str, one: Sized, other: Sized) -> str:
    return f"the {what}, {sized(*one)} and {sized(*other)}, differ"


def _wanted(operation: Operation, dimensions: Dimensions, target: Target | None) -> Iterator[str]:
    """Say which shape one of two matrices must meet instead, to make the target."""
    if not target or operation.operator != "@" or not operation.of_matrices or len(target.axes) != 2:
        return
    left, right = operation[1:]
    rows, columns = target.axes
    for kept, fits, needed in (
        (left, may_be(left.axes[:1], (rows,)), (left.axes[1], columns)),
        (right, may_be(right.axes[1:], (columns,)), (rows, right.axes[0])),
    ):
        if fits and (names := dimensions.arrays(needed)):
            whole = ", ".join(dict.fromkeys((target.name, in_symbols(target.axes))))
            yield f"for {whole}, {kept.code} must meet {in_symbols(needed)}, the shape of {listed(names)}"


def _fit(operation: Operation) -> Iterator[str]:
    if operation.is_outer:
        yield "a column meets a row, and nothing is summed: each entry of the one meets each entry of the other"
    elif operation.operator == "@":
        yield f"the inner sizes agree, {sized(*operation.pairs[0][0])}"
    elif operation.with_number:
        yield "the number goes with every entry"
    elif operation.is_table:
        yield "both are repeated, and without a warning, until each entry of the one has met each entry of the other"
        if operation.operator == "*" and operation.of_matrices and operation.left.shape[1] == 1:
            yield "where the inner size is 1, as here, `@` gives the same"
    elif operation.left.shape == operation.right.shape:
        yield "the shapes are equal, so it goes entry by entry"
    else:
        yield from _repeated(operation)
    for chance in operation.chances:
        yield f"it fits only because {chance}"


def _repeated(operation: Operation) -> Iterator[str]:
    """Say which one row or one column is repeated."""
    for name, (one, other) in zip(("row", "column")[-len(operation.pairs) :], operation.pairs, strict=True):
        for array, size, its_size in ((operation.left, one[1], other[1]), (operation.right, other[1], one[1])):
            if size == 1 != its_size:
                yield f"the one {name} of {array.code} is repeated for each of the {its_size} {name}s"
