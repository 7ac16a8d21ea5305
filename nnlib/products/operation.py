"""Two arrays that meet: what comes out, and what would fit instead, in shapes and in symbols."""

import math
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from nnlib._machinery.formulas import Formula, in_the_notes
from nnlib._machinery.shapes import Shape
from nnlib.products.symbols import ARRAYS, Axis, Dimensions, Operand, Target, equal, may_be

Sized = tuple[Axis, int]


class Fix(NamedTuple):
    """A change in words, and what then comes out: its code, shape and symbols."""

    words: str
    result: Operand


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


def _broadcast(one: Sized, other: Sized) -> Axis:
    (axis, size), (its_axis, its_size) = one, other
    if size != its_size:
        return axis if its_size == 1 else its_axis
    shared = tuple(symbol for symbol in axis if symbol in its_axis)
    return shared or tuple(symbol for symbol in (*axis, *its_axis) if symbol != "1")


def misses(axes: tuple[Axis, ...], wanted: tuple[Axis, ...]) -> bool:
    """Tell whether an array with these axes cannot be the wanted one, nor be repeated until it is."""
    padded = (("1",),) * (len(wanted) - len(axes)) + axes
    return len(padded) == len(wanted) and any(
        not set(one) & {*other, "1"} for one, other in zip(padded, wanted, strict=True) if one
    )


def fixes_of(operation: Operation, dimensions: Dimensions, target: Target | None) -> tuple[Fix, ...]:
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
