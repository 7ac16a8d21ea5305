"""What comes out where arrays meet, in shapes and symbols, and what would fit: a formula is followed, and never run."""

import ast
import math
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, NoReturn

import numpy as np
from numpy.lib.array_utils import normalize_axis_tuple

from nnlib._machinery.formulas import (
    DOTS,
    EACH,
    METHODS,
    OF_TWO,
    REDUCTIONS,
    Formula,
    function_of,
    in_the_notes,
    written,
)
from nnlib.products.symbols import ARRAYS, ONE, Axes, Axis, Dimensions, Operand, equal, may_be
from nnlib.texts import _

OF_EACH = {*EACH, "neg", *(f"{name}({{}})" for name in ("g1", "g2", "g1_prime", "g2_prime"))}
CALL = re.compile(rf"(?:np\.|\{{\}}\.)({'|'.join((*REDUCTIONS, *METHODS, 'ravel'))})\(")
WORD = re.compile(r"\b[^\W\d]\w*")
READABLE = (
    "names, numbers, .T, X[:, [0]], + - * / ** @, np.dot, np.sum(…, axis=1, keepdims=True), .reshape and functions of "
    "each entry"
)


class Operation(NamedTuple):
    """An operator, or a function of two; the two arrays that meet; and what comes out, None where they do not fit.

    pairs are the axes that must agree: the two inner ones of a matrix product, or each with each, entry by entry.
    A table is larger than either array: both are repeated.  An outer product is that of a column and a row of known
    sizes, which sums over nothing.
    """

    operator: str
    left: Operand
    right: Operand
    pairs: list[tuple[Axis, Axis]]
    result: Operand | None
    is_table: bool
    is_outer: bool

    @property
    def sign(self) -> str:
        """The operator as it is spoken of: "@", "np.maximum"."""
        return self.operator.partition("(")[0]

    @property
    def with_number(self) -> bool:
        """Whether one of the two is a single number, and no array."""
        return not (self.left.axes and self.right.axes)

    @property
    def chances(self) -> list[str]:
        """The sizes that agree because two symbols happen to have one size: "n0 and n1 are both 3"."""
        repeated = () if self.operator == "@" else ("1",)
        return [
            equal((*one.symbols, *other.symbols), one.size)
            for one, other in (self.pairs if self.result else [])
            if one.size == other.size and one.symbols and other.symbols
            if {*one.symbols, *repeated}.isdisjoint((*other.symbols, *repeated))
        ]


class Fix(NamedTuple):
    """An edit in words, and what then comes out: its code, shape and symbols."""

    words: str
    result: Operand


class Shapes(NamedTuple):
    """What is known: the arrays, the sizes, all else that was passed, and the code of each part as it was written."""

    arrays: Mapping[str, Operand]
    dimensions: Dimensions
    passed: Mapping[str, Any]
    sources: Mapping[Formula, str]

    def of(self, formula: Formula) -> Operand | None:
        """Give what a formula makes, or None where it does not fit.

        Raises:
            ValueError: it holds more than can be read.
        """
        if not isinstance(formula, tuple):
            return self.arrays[formula] if isinstance(formula, str) else Operand(formula)
        op, *parts = formula
        if op in OF_TWO or op in DOTS:
            operation = self.operation(formula)
            return operation and operation.result
        array = self.of(parts[0]) if len(parts) == 1 else self.refuse(formula)
        axes = None if array is None else self._axes(formula, array)
        if array is None or axes is None:
            return None
        again = transposed_of(array.formula) if op == "T" else None
        return Operand(again or (op, array.formula), axes)

    def operation(self, formula: Formula) -> Operation | None:
        """Let the two parts of a formula meet; None where one of them does not fit in itself."""
        op, left, right = formula[0], self.of(formula[1]), self.of(formula[2])
        if left is None or right is None:
            return None
        if op in DOTS:  # of a number, np.dot is `*`
            op = "@" if left.axes and right.axes else "*"
        pairs = _pairs(op, left.axes, right.axes)
        if op == "@":  # (a, b) @ (b, c) is (a, c)
            fits = bool(pairs) and pairs[0][0].size == pairs[0][1].size
            axes = left.axes[:-1] + right.axes[1:]
        else:
            fits = all(one.size == other.size or 1 in (one.size, other.size) for one, other in pairs)
            axes = tuple(_broadcast(*pair) for pair in pairs)
        larger, column = max(math.prod(left.shape), math.prod(right.shape)), left.shape[-1:] == (1,)
        table = fits and op != "@" and math.prod(axis.size for axis in axes) > larger
        outer = fits and op == "@" and column and len(axes) == 2 and all(x.symbols and x.size != 1 for x in axes)
        result = Operand((op, left.formula, right.formula), axes) if fits else None
        return Operation(op, left, right, pairs, result, table, outer)

    def call(self, formula: Formula) -> tuple[str, list[Any], dict[str, Any]]:
        """Read a function of one array: its name, and what it is called with."""
        name = CALL.match(formula[0]) or self.refuse(formula)
        call: Any = ast.parse(formula[0].format("_"), mode="eval").body
        try:
            args = [ast.literal_eval(each) for each in call.args if not isinstance(each, ast.Name)]
            options = {each.arg: ast.literal_eval(each.value) for each in call.keywords}
        except ValueError:
            self.refuse(formula)
        return name[1], args, options

    def code(self, formula: Formula) -> str:
        """Give the code of a formula, as it was written."""
        return self.sources.get(formula) or written(formula)

    def refuse(self, formula: Formula) -> NoReturn:
        """Say that a formula holds more than can be read."""
        raise ValueError(f"{self.code(formula)} cannot be read; what can be: {READABLE}")

    def _axes(self, formula: Formula, array: Operand) -> Axes | None:
        op = formula[0]
        if op == "T" or op in OF_EACH:
            return array.axes[::-1] if op == "T" else array.axes
        if op.startswith("{}["):
            return self._part(formula, array)
        name, args, options = self.call(formula)
        try:
            if name in REDUCTIONS:
                return _reduced(array.axes, **options)
            shape = getattr(np.broadcast_to(0.0, array.shape), name)(*args).shape
        except ValueError:
            return None
        except TypeError:
            self.refuse(formula)
        if len(shape) > 2:
            raise ValueError(f"{self.code(formula)} has {len(shape)} axes; expected at most two")
        axes = self.dimensions.by_size(shape, array.axes)
        return tuple(ONE if args[i : i + 1] == [1] else axis for i, axis in enumerate(axes))

    def _part(self, formula: Formula, array: Operand) -> Axes:
        """Find the axes of X[:, [0]], or of X[:, i]."""
        numbers = {name: str(value) for name, value in self.passed.items() if isinstance(value, int)}
        take = function_of(WORD.sub(lambda word: numbers.get(word[0], word[0]), formula[0])) or self.refuse(formula)
        try:
            return self.dimensions.by_size(take(np.broadcast_to(0.0, array.shape)).shape, array.axes)
        except IndexError:
            has = f"{array.code}, which has the shape {array.shape}"
            raise ValueError(f"{self.code(formula)} is not in {has}") from None


def transposed_of(formula: Formula) -> Formula | None:
    """Give the formula of which another is the transpose, if it is one."""
    return formula[1] if isinstance(formula, tuple) and formula[0] == "T" else None


def _pairs(operator: str, left: Axes, right: Axes) -> list[tuple[Axis, Axis]]:
    if operator == "@":
        return list(zip(left[-1:], right[:1], strict=False))
    rank = max(len(left), len(right))
    return list(zip((ONE,) * (rank - len(left)) + left, (ONE,) * (rank - len(right)) + right, strict=True))


def _broadcast(one: Axis, other: Axis) -> Axis:
    if one.size != other.size:
        return one if other.size == 1 else other
    shared = tuple(symbol for symbol in one.symbols if symbol in other.symbols)
    return Axis(one.size, shared or tuple(symbol for symbol in (*one.symbols, *other.symbols) if symbol != "1"))


def gone_over(axes: Axes, axis: Any) -> tuple[int, ...]:
    """Tell over which axes a sum goes; of a number, axis 0 passes.

    Raises:
        ValueError: there is no such axis.
    """
    return tuple(range(len(axes))) if axis is None else normalize_axis_tuple(axis, len(axes) or 1)


def _reduced(axes: Axes, *, axis: Any = None, keepdims: Any = False, ddof: Any = 0) -> Axes:
    """Take the axes away that a sum goes over, or with keepdims keep them with the size 1."""
    gone = gone_over(axes, axis)
    return tuple(ONE if i in gone else each for i, each in enumerate(axes) if keepdims or i not in gone)


# What would fit: the edits of a formula, and what they lead to.


def fixes_of(shapes: Shapes, operation: Operation, target: Operand | None) -> tuple[Fix, ...]:
    """Find the edits that give the target's shape; if there are none, the shape of any array of the notes; or any."""
    found: tuple[list[Fix], ...] = ([], [], [])
    for edits, words, formula in _edits(operation):
        changed = shapes.operation(formula)
        if changed and changed.result is not None and not changed.is_table:
            found[edits].append(Fix(words, changed.result))
    single, double, _ = found
    if target:
        fitting = [may_be(array.axes, target.axes) for array in (operation.left, operation.right)]
        if operation.operator != "@" and any(fitting) and not all(fitting):
            single[:], double[:] = [fix for fix in single if "@" not in fix.words], []  # one is right: mend the other
        for fixes in found:
            if meant := [fix for fix in fixes if may_be(fix.result.axes, target.axes)]:
                return tuple(meant if fixes is single else meant[:1])
    known = [[fix for fix in fixes if shapes.dimensions.arrays(fix.result.axes)] for fixes in (single, double)]
    named = _is_of_the_notes(operation.left) and _is_of_the_notes(operation.right)
    return tuple(known[0] or known[1][:1] or ([] if target or named else single))


def _is_of_the_notes(array: Operand) -> bool:
    formula = transposed_of(array.formula) or array.formula
    return isinstance(formula, str) and in_the_notes(formula) in ARRAYS


NUMBER_TIMES = "a number multiplies with `*`"
ENTRY_BY_ENTRY = "what you want is `*`"
WITH = {"*": "{edit}, with `*`", "@": "{edit}, with `@`"}


def _edits(operation: Operation) -> Iterator[tuple[int, str, Formula]]:
    """Go through the single edits (0), the likeliest first, then through pairs (1), and pairs that fit by chance (2).

    An edit is another operator, an array turned, or the other order.
    """
    operator, left, right = operation.operator, operation.left.formula, operation.right.formula
    other = "*" if operator == "@" else "@"
    turned = [(words, left, array) for words, array in _turns(operation.right)]
    turned += [(words, array, right) for words, array in _turns(operation.left)]
    if operator == "@" and (operation.with_number or operation.left.shape == operation.right.shape):
        yield 0, _(NUMBER_TIMES if operation.with_number else ENTRY_BY_ENTRY), ("*", left, right)
    yield from ((0, words, (operator, *pair)) for words, *pair in turned)
    if operator == "*":
        yield 0, _("what you want is `@`"), ("@", left, right)
    if operator == "@":
        yield 0, _("swap the two"), ("@", right, left)
    if operation.with_number or operator not in ("@", "*"):
        return
    if operator == "@" and len(operation.left.axes) == len(operation.right.axes) == 2:
        yield 1, _("swap the two, and transpose both"), ("@", ("T", right), ("T", left))
        yield 2, _("transpose both"), ("@", ("T", left), ("T", right))
        yield from ((2, _("swap the two, and {edit}", edit=words), ("@", *pair[::-1])) for words, *pair in turned)
    yield from ((1, _(WITH[other], edit=words), (other, *pair)) for words, *pair in turned)


def _turns(array: Operand) -> Iterator[tuple[str, Formula]]:
    formula = array.formula
    if len(array.axes) == 2:
        as_it_is = transposed_of(formula)
        turn = _("take {array} as it is", array=written(as_it_is)) if as_it_is else ""
        yield turn or _("transpose {array}", array=array.code), ("T", formula)
    elif len(array.axes) == 1:
        yield _("make a column of {array}", array=array.code), ("{}.reshape(-1, 1)", formula)
        yield _("make a row of {array}", array=array.code), ("{}.reshape(1, -1)", formula)
