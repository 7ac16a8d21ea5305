"""NumPy's two rules for shapes, on sizes and on symbols: the matrix product, and entry by entry."""

import math
from typing import NamedTuple

import numpy as np

from nnlib._machinery.shapes import Shape
from nnlib.products.symbols import Axis, Operand, equal

Sized = tuple[Axis, int]


class Operation(NamedTuple):
    """Two arrays and an operator between them."""

    left: Operand
    operator: str
    right: Operand

    @property
    def code(self) -> str:
        """The code: the operator between the two, or a function of two before them."""
        if "." in self.operator:
            return f"{self.operator}({self.left.code}, {self.right.code})"
        return f"{self.left.enclosed} {self.operator} {self.right.enclosed}"

    @property
    def result(self) -> Operand | None:
        """What comes out, or None if the shapes do not fit."""
        shape = _matrix_product(self) if self.operator == "@" else _entry_by_entry(self)
        if shape is None:
            return None
        if self.operator == "@":
            return Operand(self.code, shape, self.left.axes[:-1] + self.right.axes[1:])
        return Operand(self.code, shape, tuple(_broadcast(*pair) for pair in self.pairs))

    @property
    def pairs(self) -> list[tuple[Sized, Sized]]:
        """The axes that must agree: the two inner ones of a matrix product, or each with each, entry by entry."""
        if self.operator == "@":
            return [(_sized(self.left)[-1], _sized(self.right)[0])]
        rank = max(len(self.left.shape), len(self.right.shape))
        return list(zip(_padded(self.left, rank), _padded(self.right, rank), strict=True))

    @property
    def with_number(self) -> bool:
        """Whether one of the two is a single number, and no array."""
        return () in (self.left.shape, self.right.shape)

    @property
    def is_table(self) -> bool:
        """Whether both arrays are repeated, so that what comes out is larger than either."""
        result = self.result
        larger = max(math.prod(self.left.shape), math.prod(self.right.shape))
        return self.operator != "@" and result is not None and math.prod(result.shape) > larger

    @property
    def is_outer(self) -> bool:
        """Whether it is a matrix product of a column and a row of known sizes, which sums over nothing."""
        result = self.result
        if self.operator != "@" or result is None or self.left.shape[-1] != 1:
            return False
        return len(result.shape) == 2 and all(result.axes) and 1 not in result.shape

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


def _matrix_product(operation: Operation) -> Shape | None:
    """(a, b) @ (b, c) is (a, c)."""
    left, right = operation.left.shape, operation.right.shape
    fits = left and right and left[-1] == right[0]
    return left[:-1] + right[1:] if fits else None


def _entry_by_entry(operation: Operation) -> Shape | None:
    """From the last axis on, sizes must be equal, or one of them 1, which is then repeated."""
    try:
        return np.broadcast_shapes(operation.left.shape, operation.right.shape)
    except ValueError:
        return None


def _broadcast(one: Sized, other: Sized) -> Axis:
    (axis, size), (its_axis, its_size) = one, other
    if size != its_size:
        return axis if its_size == 1 else its_axis
    shared = tuple(symbol for symbol in axis if symbol in its_axis)
    return shared or tuple(symbol for symbol in (*axis, *its_axis) if symbol != "1")


def _sized(operand: Operand) -> list[Sized]:
    return list(zip(operand.axes, operand.shape, strict=True))


def _padded(operand: Operand, rank: int) -> list[Sized]:
    return [(("1",), 1)] * (rank - len(operand.shape)) + _sized(operand)
