"""One product in words: does it fit, what comes out, and if it does not fit, what would."""

import math
import re
from collections.abc import Iterable, Iterator
from textwrap import wrap
from typing import Any, NamedTuple

from nnlib._machinery.console import printable
from nnlib._machinery.formulas import REDUCTIONS, Formula
from nnlib._machinery.numerals import listed
from nnlib._machinery.tables import html_table
from nnlib.products.fitting import ENTRY_BY_ENTRY, OF_EACH, Fix, Operation, Shapes, fixes_of, gone_over
from nnlib.products.symbols import ARRAYS, ONE, Axes, Operand, equal, in_symbols, may_be
from nnlib.texts import _

WIDTH = 100
ONE_AXIS = "with its one axis {array} counts as a row, {shape}"
UNCLEAR = "here {equal}, and the shape does not tell which is meant"
APART = (  # of two entry by entry, from the last axis on
    "the columns, {one} and {other}, differ, and neither is 1",
    "the rows, {one} and {other}, differ, and neither is 1",
)
REPEATED = (
    "the one row of {array} is repeated for each of the {count} rows",
    "the one column of {array} is repeated for each of the {count} columns",
)
HEADER = ("code", "in symbols", "in numbers", "verdict", "in words")


class Product(NamedTuple):
    """One operation on shapes: what goes in, the operator, what comes out (None if it does not fit), and the words.

    clash is what the words say of a product that does not fit, without what would.  caution is what NumPy does not say
    of one that fits: "as a table", where both arrays are repeated and each entry of the one meets each entry of the
    other; "by chance", where two symbols happen to have one size; "an axis is gone".  fixes are the edits that lead
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
            return _("✗ does not fit")
        return _("⚠ fits, {caution}", caution=self.caution) if self.caution else _("✓ fits")

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
        """Show the verdict, the shapes and the words, a line each; no line breaks a shape in two."""
        unbroken = re.sub(r", (?=[^(]*\))", ",\N{NO-BREAK SPACE}", self.words)
        words = [line.replace("\N{NO-BREAK SPACE}", " ") for line in wrap(unbroken, WIDTH)]
        shapes = dict.fromkeys([self.in_symbols, self.in_numbers])
        return printable("\n    ".join([f"{self.verdict}: {self.code}", *shapes, *words]))

    def _repr_html_(self) -> str:
        return html_table(caption(self.code), heading(), [self.cells])


def caption(code: str) -> str:
    """Say what a table of shapes is about."""
    return _("The shapes of {code}", code=code)


def heading() -> list[str]:
    """Name the columns of such a table."""
    return [_(name) for name in HEADER]


def product_of(shapes: Shapes, formula: Formula, target: Operand | None) -> Product | None:
    """Put an operation, or a function of one array, into words; None where a part of it does not fit in itself.

    Where it is known what is to come out, what would give that is advised.
    """
    if len(formula) != 2:
        operation = shapes.operation(formula) if len(formula) == 3 else shapes.refuse(formula)
        return operation and _met(shapes, operation, shapes.code(formula), target)
    array, result = shapes.of(formula[1]), shapes.of(formula)
    if array is None:
        return None
    name, why = _alone(shapes, formula, array, result)
    fixes, caution = _over_another(shapes, formula, array, target) if result and name in REDUCTIONS else ((), "")
    said = [why, *_gives(shapes, result, fixes, target)]
    clash = "" if result else _sentences(said)
    return Product(shapes.code(formula), (array,), name, result, _sentences(said), clash, caution, fixes)


def _alone(shapes: Shapes, formula: Formula, array: Operand, result: Operand | None) -> tuple[str, str]:
    """Name a function of one array, and say what it does with the array, or why it cannot."""
    if formula[0] in OF_EACH:
        return formula[0].partition("(")[0].removeprefix("np."), _("each entry by itself")
    name, args, options = shapes.call(formula)
    if name not in REDUCTIONS:
        wanted = args[0] if args and isinstance(args[0], tuple) else tuple(args)
        its = {"count": math.prod(array.shape), "shape": array.shape, "wanted": wanted}
        return name, _(
            "the same entries" if result else "the {count} entries of {shape} do not go into {wanted}", **its
        )
    if not result:
        its = {"shape": array.shape, "axis": options["axis"]}
        return name, _("{shape} has no axis {axis}; the first axis is axis 0", **its)
    gone = gone_over(array.axes, options.get("axis"))
    over = [_("axis {i}, {size}", i=i, size=axis.sized) for i, axis in enumerate(array.axes) if i in gone]
    return name, _("it goes over {axes}", axes=listed(over) or _("the number"))


def _over_another(
    shapes: Shapes, formula: Formula, array: Operand, target: Operand | None
) -> tuple[tuple[Fix, ...], str]:
    """Find over which axis a sum should go, or that it should keep its axis; and say why."""
    name, _args, options = shapes.call(formula)
    gone = gone_over(array.axes, options.get("axis"))

    def keeping(words: str, **options: Any) -> Fix:
        given = "".join(f", {option}={value}" for option, value in {**options, "keepdims": True}.items())
        changed = (f"np.{name}({{}}{given})", formula[1])
        return Fix(words, shapes.of(changed) or shapes.refuse(changed))

    others = [keeping(_("go over axis {i} alone", i=i), axis=i) for i in range(len(array.axes)) if (i,) != gone]
    if target and (meant := [fix for fix in others if may_be(fix.result.axes, target.axes)]):
        return (meant[0],), _("but is not shaped as {name}", name=target.code)
    if options.get("axis") is None or options.get("keepdims"):
        return (), ""
    return (keeping(_("keep the axis"), **options),), _("an axis is gone")


def _met(shapes: Shapes, operation: Operation, code: str, target: Operand | None) -> Product:
    result, table = operation.result, operation.is_table
    missed = result and target and _misses(result.axes, target.axes)
    odd = result and (table or operation.is_outer) and not shapes.dimensions.arrays(result.axes)
    fixes = fixes_of(shapes, operation, target) if not result or missed or odd else ()
    cautions = {
        _("as a table"): table or odd,
        _("by chance"): operation.chances,
        _("but is not shaped as {name}", name=target and target.code): missed and fixes,
    }
    caution = next((caution for caution, holds in cautions.items() if holds), "")
    clash = [] if result else [_misfit(operation)]
    advice = _gives(shapes, result, fixes, target)
    said = [*clash, *_fit(operation), *advice]
    if clash and not advice:
        said = [*clash, _("transposing one of them does not help"), *_wanted(shapes, operation, target)]
    elif clash and operation.left.shape == operation.right.shape and fixes and fixes[0].words == _(ENTRY_BY_ENTRY):
        said = [_("{clash}, so {advice}", clash=clash[0], advice=advice[0]), *advice[1:]]
    words, given = _sentences([*_flat(operation), *said, *_open(operation)]), (operation.left, operation.right)
    return Product(code, given, operation.sign, result, words, _sentences(clash), caution, fixes)


def _sentences(words: Iterable[str]) -> str:
    return " ".join(f"{sentence[0].upper()}{sentence[1:]}." for sentence in words)


def _gives(shapes: Shapes, result: Operand | None, fixes: tuple[Fix, ...], target: Operand | None) -> list[str]:
    """Say what comes out, and what each fix gives; whose shape that is, unless it is the very shape asked for."""
    described = shapes.dimensions.described
    asked = target.axes if target and target.code not in ARRAYS else None
    of = [fix.result.both if fix.result.axes == asked else described(fix.result) for fix in fixes]
    advice = [
        _("{edit}: {code} is {shape}", edit=fix.words, code=fix.result.code, shape=shape)
        for fix, shape in zip(fixes, of, strict=True)
    ]
    return [_("it gives {shape}", shape=described(result)), *advice] if result else advice


def _misses(axes: Axes, wanted: Axes) -> bool:
    """Tell whether an array with these axes cannot be the wanted one, nor be repeated until it is."""
    padded = (ONE,) * (len(wanted) - len(axes)) + axes
    if len(padded) > len(wanted):
        return False
    return any(one.symbols and not one.may_be(*other.symbols, "1") for one, other in zip(padded, wanted, strict=True))


def _flat(operation: Operation) -> list[str]:
    """Say of an array with one axis that it counts as a row."""
    flat = [x for x in (operation.left, operation.right) if len(x.axes) == 1 and operation.operator != "@"]
    return [_(ONE_AXIS, array=x.code, shape=in_symbols((ONE, *x.axes))) for x in flat]


def _open(operation: Operation) -> list[str]:
    """Say which sizes are equal, where the shapes alone do not tell which one is meant."""
    unclear = dict.fromkeys(axis for axis in (*operation.left.axes, *operation.right.axes) if len(axis.symbols) > 1)
    return [_(UNCLEAR, equal=equal(axis.symbols, axis.size)) for axis in unclear]


def _misfit(operation: Operation) -> str:
    left, right, pairs = operation.left, operation.right, operation.pairs
    if operation.with_number:
        why = _("a number is no matrix")
    elif operation.operator == "@":
        one, other = pairs[0]
        words = "both are {shape}" if left.shape == right.shape else "the inner sizes, {one} and {other}, differ"
        why = _(words, shape=left.symbols, one=one.sized, other=other.sized)
    else:
        from_the_last = enumerate(pairs[::-1])
        i, (one, other) = next((i, pair) for i, pair in from_the_last if len({1, *(axis.size for axis in pair)}) == 3)
        why = _(APART[i], one=one.sized, other=other.sized)
    misfit = "{one} and {other} do not fit `{sign}`: {why}"
    return _(misfit, one=left.shape, other=right.shape, sign=operation.sign, why=why)


def _wanted(shapes: Shapes, operation: Operation, target: Operand | None) -> Iterator[str]:
    """Say which shape one of two matrices must meet instead, to make the target."""
    left, right = operation.left, operation.right
    if not target or operation.operator != "@" or {len(array.axes) for array in (left, right, target)} != {2}:
        return
    rows, columns = target.axes
    for kept, fits, needed in (
        (left, may_be(left.axes[:1], (rows,)), (left.axes[1], columns)),
        (right, may_be(right.axes[1:], (columns,)), (rows, right.axes[0])),
    ):
        if fits and (names := shapes.dimensions.arrays(needed)):
            whole = ", ".join(dict.fromkeys((target.code, in_symbols(target.axes))))
            of = {"array": kept.code, "shape": in_symbols(needed), "arrays": listed(names)}
            yield _("for {wanted}, {array} must meet {shape}, the shape of {arrays}", wanted=whole, **of)


def _fit(operation: Operation) -> Iterator[str]:
    """Say why it fits, and if by chance, by which."""
    if operation.result is None:
        return
    if operation.is_outer:
        yield _("a column meets a row, and nothing is summed: each entry of the one meets each entry of the other")
    elif operation.operator == "@":
        yield _("the inner sizes agree, {size}", size=operation.pairs[0][0].sized)
    elif operation.with_number:
        yield _("the number goes with every entry")
    elif operation.is_table:
        yield _("both are repeated, and without a warning, until each entry of the one has met each entry of the other")
        if operation.operator == "*" and operation.left.shape[1:] == (1,) and len(operation.right.axes) == 2:
            yield _("where the inner size is 1, as here, `@` gives the same")
    elif operation.left.shape == operation.right.shape:
        yield _("the shapes are equal, so it goes entry by entry")
    else:
        yield from _repeated(operation)
    yield from (_("it fits only because {chance}", chance=chance) for chance in operation.chances)


def _repeated(operation: Operation) -> Iterator[str]:
    """Say which one row or one column is repeated."""
    for i, (one, other) in enumerate(operation.pairs, len(REPEATED) - len(operation.pairs)):
        for array, axis, its in ((operation.left, one, other), (operation.right, other, one)):
            if axis.size == 1 != its.size:
                yield _(REPEATED[i], array=array.code, count=its.size)
