"""The sentences about a product: why it fits or not, what it gives, what would fit instead, and what cannot be told."""

from collections.abc import Iterator, Sequence

from nnlib.products.fixes import Fix
from nnlib.products.rules import Operation, Sized
from nnlib.products.symbols import Dimensions, listed, may_be, sized, written


def in_words(operation: Operation, fixes: Sequence[Fix], dimensions: Dimensions, target: str) -> str:
    """Write all that there is to say of a product."""
    result, arrays = operation.result, (operation.left, operation.right)
    advice = [f"{fix.words}: {fix.result.code} is {dimensions.described(fix.result)}" for fix in fixes]
    if result is not None:
        sentences = [*_fit(operation), f"it gives {dimensions.described(result)}", *advice]
    elif not advice:
        sentences = [
            _misfit(operation),
            "no transpose of one of them mends it",
            *_wanted(operation, dimensions, target),
        ]
    elif operation.left.shape == operation.right.shape != ():
        sentences = [f"{_misfit(operation)}, so {advice[0]}", *advice[1:]]
    else:
        sentences = [_misfit(operation), *advice]
    sentences = [*_vectors(operation), *sentences, *dimensions.ambiguities(arrays)]
    return " ".join(f"{sentence[0].upper()}{sentence[1:]}." for sentence in sentences)


def _misfit(operation: Operation) -> str:
    left, operator, right = operation
    shapes = f"{left.shape} and {right.shape} do not fit `{operator}`"
    if operation.with_number:
        return f"{shapes}: a number is no matrix"
    if operator == "@" and left.shape == right.shape:
        return f"{shapes}: both are {left.symbols}"
    what, one, other = _clash(operation)
    neither = "" if operator == "@" else ", and neither is 1"
    return f"{shapes}: the {what}, {sized(*one)} and {sized(*other)}, differ{neither}"


def _clash(operation: Operation) -> tuple[str, Sized, Sized]:
    """Name the last axes that do not agree, and give their sizes."""
    if operation.operator == "@":
        return "inner sizes", *operation.pairs[0]
    differ = [size != other and 1 not in (size, other) for (_, size), (_, other) in operation.pairs]
    return "columns" if differ[-1] else "rows", *operation.pairs[-1 if differ[-1] else -2]


def _wanted(operation: Operation, dimensions: Dimensions, target: str) -> Iterator[str]:
    """Say which shape one of two matrices must meet instead, to make the target."""
    left, operator, right = operation
    if not target or operator != "@" or not len(left.shape) == len(right.shape) == 2:
        return
    rows, columns = dimensions.axes(target)
    for kept, fits, needed in (
        (left, may_be(left.axes[:1], (rows,)), (left.axes[1], columns)),
        (right, may_be(right.axes[1:], (columns,)), (rows, right.axes[0])),
    ):
        names = dimensions.with_axes(needed)
        if fits and names:
            must = f"{kept.code} must meet {written(needed)}, the shape of {listed(names)}"
            yield f"for {target}, {written((rows, columns))}, {must}"


def _fit(operation: Operation) -> Iterator[str]:
    if operation.is_outer:
        yield "a column meets a row, and nothing is summed: each entry of the one meets each entry of the other"
    elif operation.operator == "@":
        yield f"the inner sizes agree, {sized(*operation.pairs[0][0])}"
    elif operation.with_number:
        yield "the number goes with every entry"
    elif operation.is_table:
        yield "both are repeated, and without a warning, until each entry of the one has met each entry of the other"
        two_axes = len(operation.left.shape) == len(operation.right.shape) == 2
        if operation.operator == "*" and two_axes and operation.left.shape[1] == 1:
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


def _vectors(operation: Operation) -> Iterator[str]:
    for array in (operation.left, operation.right):
        if len(array.shape) == 1 and operation.operator != "@":
            yield f"with its one axis {array.code} counts as a row, {array.row.symbols}"
