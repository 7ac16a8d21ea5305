"""A line of code in words, product by product: which shapes meet, what comes out, and what does not fit."""

from collections.abc import Mapping
from numbers import Integral
from typing import Any, NamedTuple, cast

import numpy as np

from nnlib._machinery.door import checked
from nnlib._machinery.rules import Code
from nnlib._machinery.shapes import Shape, Sizes
from nnlib._machinery.tables import html_table
from nnlib._machinery.values import as_numbers, described
from nnlib.products.product import HEADER, Product
from nnlib.products.reader import NUMBERS, Reader, names_in, parsed
from nnlib.products.symbols import ARRAYS, LEARNED, SYMBOLS, Dimensions, Operand, may_be, meant_by, written


class ShapeExplanation(NamedTuple):
    """A line of code in words: its products in the order in which they are computed, what comes out, and remarks."""

    code: str
    products: tuple[Product, ...]
    result: Operand | None
    remarks: tuple[str, ...]

    @property
    def fits(self) -> bool:
        """Whether NumPy computes it without an error."""
        return self.result is not None

    def __repr__(self) -> str:
        """Show each product in turn, then the remarks."""
        return "\n".join([*map(repr, self.products), *self.remarks])

    def _repr_html_(self) -> str:
        rows = [product.cells for product in self.products]
        return html_table(f"The shapes of {self.code}", HEADER, rows, self.remarks)


@checked
def explain_shapes(expression: Code, *groups: Any, **arrays: Any) -> ShapeExplanation:
    """Say in words, product by product, which shapes meet in a line of code, whether they fit, and what would.

        explain_shapes("dW1 = dZ1 @ X.T", dZ1=dZ1, X=X)        explain_shapes("W2.T @ dZ2", parameters, gradients)

    Arrays that are named as in the notes tell the sizes n0, n1 and m, and what each axis is.  Where the line sets an
    array, as the first one here does, what comes out is compared with that array's shape in the notes.

    Args:
        expression: the line of code, which is read and never run: names, numbers, .T, parts such as X[:, [0]],
            + - * / ** @, np.dot, np.sum with axis and keepdims, .reshape, and functions of each entry, such as
            np.tanh or g1_prime.
        groups: Parameters, a Cache, Gradients, or a dictionary of arrays by name, for example locals().
        arrays: more arrays by name; n0, n1, n2 and m, where they are to be told as numbers.

    Returns:
        ShapeExplanation with .fits, .products (a Product an operation), .result and .remarks; it shows itself.

    Raises:
        TypeError, ValueError: the line cannot be read, or what is passed is not what stands in it.

    Notes: "Dimentions".
    """
    tree, target = parsed(expression)
    _refuse_unused(arrays, names_in(tree))
    named = _named(groups, arrays)
    used = {name: _shape(name, named[name]) for name in names_in(tree) if name in named and name not in NUMBERS}
    sizes, remarks = _learned(named, used)
    dimensions = Dimensions(sizes, meant_by([*used, target]))
    reader = Reader(expression, {name: dimensions.operand(name, shape) for name, shape in used.items()}, dimensions)
    result = reader.read(tree, target)
    if result and not reader.products:
        remarks.append(f"{result.code} is {dimensions.described(result)}.")
    if result and target and not may_be(result.axes, dimensions.axes(target)):
        remarks.append(f"{target} is {written(dimensions.axes(target))} in the notes; this is {result.both}.")
    return ShapeExplanation(expression, tuple(reader.products), result, tuple(remarks))


def _named(groups: tuple[Any, ...], arrays: dict[str, Any]) -> dict[str, Any]:
    named = dict[str, Any]()
    for group in groups:
        if hasattr(group, "_asdict"):
            named |= group._asdict()
        elif isinstance(group, Mapping):
            named |= cast("Mapping[str, Any]", group)
        else:
            raise TypeError(
                f"groups must hold Parameters, Cache, Gradients or dictionaries, got {described(group)}: pass X=X"
            )
    return named | arrays


def _refuse_unused(arrays: dict[str, Any], used: list[str]) -> None:
    for name in arrays:
        if name not in (*used, *ARRAYS, *SYMBOLS):
            raise TypeError(
                f"explain_shapes() got an unexpected keyword argument {name!r}: it does not stand in the expression"
            )


def _shape(name: str, value: Any) -> Shape:
    shape = as_numbers(name, value).shape
    if len(shape) > 2 or 0 in shape:
        raise ValueError(f"{name} has shape {shape}; expected at most two axes, and none of size 0")
    return shape


def _learned(named: dict[str, Any], used: dict[str, Shape]) -> tuple[dict[str, int], list[str]]:
    """Learn the sizes, from the line's own arrays first; remark on those that are not shaped as in the notes."""
    others = {name: cast("Shape", value.shape) for name, value in named.items() if isinstance(value, np.ndarray)}
    shapes = {name: shape for name, shape in {**used, **others}.items() if name in LEARNED}
    sizes, remarks = Sizes(shapes), list[str]()
    sizes.known |= {symbol: int(named[symbol]) for symbol in SYMBOLS if isinstance(named.get(symbol), Integral)}
    for name, shape in shapes.items():
        if not sizes.learn(name, name, shape):
            turned = sizes.learn(name, name, shape[::-1])
            if name in used:
                looks = ". It looks transposed" if turned else _unflattened(name, shape)
                remarks.append(f"{name} has shape {shape}; in the notes it is {sizes.expected(name)}{looks}.")
    return sizes.known, remarks


def _unflattened(name: str, shape: Shape) -> str:
    """Say how an array with one axis becomes the row or the column that it is in the notes."""
    if len(shape) != 1 or LEARNED[name][1] not in ("1", "m"):
        return ""
    return f": write {name}.reshape{(-1, 1) if LEARNED[name][1] == '1' else (1, -1)}"
