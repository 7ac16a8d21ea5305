"""One product in words: does it fit, what comes out, and if it does not fit, what would."""

import re
from collections.abc import Iterator
from textwrap import wrap
from typing import NamedTuple

from nnlib._machinery.console import printable
from nnlib._machinery.tables import html_table
from nnlib.products.operation import Fix, Operation, Sized, fixes_of, misses
from nnlib.products.symbols import ARRAYS, Dimensions, Operand, Target, in_symbols, listed, may_be, sized

WIDTH = 100
HEADER = ("code", "in symbols", "in numbers", "verdict", "in words")


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
        return printable("\n    ".join([f"{self.verdict}: {self.code}", *shapes, *_lines(self.words)]))

    def _repr_html_(self) -> str:
        return html_table(f"The shapes of {self.code}", HEADER, [self.cells])


def _lines(words: str) -> list[str]:
    """Break the words into lines, and no shape in two."""
    unbroken = re.sub(r", (?=[^(]*\))", ",\N{NO-BREAK SPACE}", words)
    return [line.replace("\N{NO-BREAK SPACE}", " ") for line in wrap(unbroken, WIDTH)]


def product_of(operation: Operation, code: str, dimensions: Dimensions, target: Target | None) -> Product:
    """Put an operation into words; where it is known what is to come out, what would give that is advised."""
    result, table, outer = operation.result, operation.is_table, operation.is_outer
    missed = bool(result and target and misses(result.axes, target.axes))
    odd = result is not None and (table or outer) and not dimensions.arrays(result.axes)
    fixes = fixes_of(operation, dimensions, target) if result is None or missed or odd else ()
    cautions = {
        "as a table": table or (odd and outer),
        "by chance": bool(operation.chances),
        f"but is not shaped as {target and target.name}": missed and bool(fixes),
    }
    caution = next((caution for caution, holds in cautions.items() if holds), "")
    clash = [] if result else [_misfit(operation)]
    words = _words(operation, clash, fixes, dimensions, target)
    return Product(code, operation[1:], operation.sign, result, _sentences(words), _sentences(clash), caution, fixes)


def _sentences(words: list[str]) -> str:
    return " ".join(f"{sentence[0].upper()}{sentence[1:]}." for sentence in words)


def _words(
    operation: Operation, clash: list[str], fixes: tuple[Fix, ...], dimensions: Dimensions, target: Target | None
) -> list[str]:
    """Write all that there is to say: why it fits or not, what it gives, what would fit, and what cannot be told."""
    meant = target.axes if target and target.name not in ARRAYS else None  # whose shape that is need not be said
    shapes = [fix.result.both if fix.result.axes == meant else dimensions.described(fix.result) for fix in fixes]
    advice = [f"{fix.words}: {fix.result.code} is {shape}" for fix, shape in zip(fixes, shapes, strict=True)]
    if operation.result is not None:
        said = [*_fit(operation), f"it gives {dimensions.described(operation.result)}", *advice]
    elif not advice:
        said = [*clash, "transposing one of them does not help", *_wanted(operation, dimensions, target)]
    elif operation.left.shape == operation.right.shape and fixes[0].result.formula[0] == "*":
        said = [f"{clash[0]}, so {advice[0]}", *advice[1:]]
    else:
        said = [*clash, *advice]
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
    from_the_last = zip(("columns", "rows"), operation.pairs[::-1], strict=False)
    side, pair = next((side, pair) for side, pair in from_the_last if len({1, pair[0][1], pair[1][1]}) == 3)
    return f"{shapes}: {_differ(side, *pair)}, and neither is 1"


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
