"""What would fit instead: every single change to a product is tried, and those that lead somewhere are kept."""

from collections.abc import Iterator
from typing import NamedTuple

from nnlib.products.rules import Operation
from nnlib.products.symbols import Dimensions, Operand, may_be


class Fix(NamedTuple):
    """A change in words, and what then comes out: its code, shape and symbols."""

    words: str
    result: Operand


def fixes_of(operation: Operation, dimensions: Dimensions, target: str) -> tuple[Fix, ...]:
    """Find the changes that give the target's shape; if there are none, the shape of any array of the notes; or any."""
    found = [
        Fix(words, changed.result)
        for words, changed in _changes(*operation)
        if changed.result is not None and not changed.is_table
    ]
    meant = [fix for fix in found if target and may_be(fix.result.axes, dimensions.axes(target))]
    known = [fix for fix in found if dimensions.arrays(fix.result)]
    return tuple(meant or known or found)


def _changes(left: Operand, operator: str, right: Operand) -> Iterator[tuple[str, Operation]]:
    """Go through the single changes, the likeliest first: the operator, an array turned, the order."""
    if operator == "@" and () in (left.shape, right.shape):
        yield "a number multiplies with `*`", Operation(left, "*", right)
    elif operator == "@" and left.shape == right.shape:
        yield "what you want is `*`", Operation(left, "*", right)
    for words, turned in _turned(right):
        yield words, Operation(left, operator, turned)
    for words, turned in _turned(left):
        yield words, Operation(turned, operator, right)
    if operator == "*":
        yield "what you want is `@`", Operation(left, "@", right)
    if operator == "@":
        yield "swap the two", Operation(right, "@", left)


def _turned(array: Operand) -> Iterator[tuple[str, Operand]]:
    if len(array.shape) == 2:
        yield f"take {array.T.code} as it is" if array.is_transposed else f"transpose {array.code}", array.T
    elif len(array.shape) == 1:
        yield f"make a column of {array.code}", array.column
        yield f"make a row of {array.code}", array.row
