"""What would fit instead: single changes to a product are tried, then two at once; what leads somewhere is kept."""

from collections.abc import Iterator
from typing import NamedTuple

from nnlib.products.rules import Operation
from nnlib.products.symbols import ARRAYS, Dimensions, Operand, may_be


class Fix(NamedTuple):
    """A change in words, and what then comes out: its code, shape and symbols."""

    words: str
    result: Operand


def fixes_of(operation: Operation, dimensions: Dimensions, target: str) -> tuple[Fix, ...]:
    """Find the changes that give the target's shape; if there are none, the shape of any array of the notes; or any."""
    single, double = _that_fit(_changes(*operation)), _that_fit(_double_changes(*operation))
    if target:
        wanted = dimensions.axes(target)
        if operation.operator != "@" and may_be(operation.left.axes, wanted) != may_be(operation.right.axes, wanted):
            single, double = [fix for fix in single if "@" not in fix.words], []  # one is right: mend the other
        for found in (single, double, _that_fit(_far_changes(*operation))):
            if meant := [fix for fix in found if may_be(fix.result.axes, wanted)]:
                return tuple(meant if found is single else meant[:1])
    known = [fix for fix in single if dimensions.arrays(fix.result)]
    known = known or [fix for fix in double if dimensions.arrays(fix.result)][:1]
    named = all(array.code.removesuffix(".T") in ARRAYS for array in (operation.left, operation.right))
    return tuple(known or ([] if target or named else single))


def _that_fit(changes: Iterator[tuple[str, Operation]]) -> list[Fix]:
    return [
        Fix(words, changed.result) for words, changed in changes if changed.result is not None and not changed.is_table
    ]


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


def _double_changes(left: Operand, operator: str, right: Operand) -> Iterator[tuple[str, Operation]]:
    """Go through pairs of changes: the order and the arrays turned, or the other operator and one array turned."""
    if () in (left.shape, right.shape) or operator not in ("@", "*"):
        return
    if operator == "@" and len(left.shape) == len(right.shape) == 2:
        yield "swap the two, and transpose both", Operation(right.T, "@", left.T)
    other = "*" if operator == "@" else "@"
    for words, turned in _turned(right):
        yield f"{words}, with `{other}`", Operation(left, other, turned)
    for words, turned in _turned(left):
        yield f"{words}, with `{other}`", Operation(turned, other, right)


def _far_changes(left: Operand, operator: str, right: Operand) -> Iterator[tuple[str, Operation]]:
    """Go through further pairs, of which one fits by chance, unless it is known which array is to come out."""
    if operator != "@" or not len(left.shape) == len(right.shape) == 2:
        return
    yield "transpose both", Operation(left.T, "@", right.T)
    for words, turned in _turned(right):
        yield f"swap the two, and {words}", Operation(turned, "@", left)
    for words, turned in _turned(left):
        yield f"swap the two, and {words}", Operation(right, "@", turned)


def _turned(array: Operand) -> Iterator[tuple[str, Operand]]:
    if len(array.shape) == 2:
        yield f"take {array.T.code} as it is" if array.is_transposed else f"transpose {array.code}", array.T
    elif len(array.shape) == 1:
        yield f"make a column of {array.code}", array.column
        yield f"make a row of {array.code}", array.row
