"""A line of code in words, product by product: which shapes meet, what comes out, and what does not fit."""

import ast
import re
from collections.abc import Iterator, Mapping
from numbers import Integral
from typing import Any, NamedTuple, cast

import numpy as np

from nnlib._machinery import rules
from nnlib._machinery.console import printable
from nnlib._machinery.formulas import OF_TWO, Formula, formula_of, in_the_notes, parts_of
from nnlib._machinery.shapes import Shape, Sizes
from nnlib._machinery.tables import html_table
from nnlib._machinery.values import as_numbers, described
from nnlib.products.fitting import OF_EACH, READABLE, Shapes
from nnlib.products.product import Product, caption, heading, product_of
from nnlib.products.symbols import ARRAYS, LEARNED, SYMBOLS, Dimensions, Operand, in_symbols, may_be, meant_by
from nnlib.texts import _

NUMBERS = {*SYMBOLS, "learning_rate", "alpha"}
WORD = re.compile(r"\w+")
SIZE = re.compile(r"\.shape\[|\.size$")


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
        return printable("\n".join([*map(repr, self.products), *self.remarks]))

    def _repr_html_(self) -> str:
        rows = [product.cells for product in self.products]
        return html_table(caption(self.code), heading(), rows, self.remarks)


def explain_shapes(
    expression: rules.Code, *groups: Any, target: rules.Shape | None = None, **arrays: Any
) -> ShapeExplanation:
    """Say in words, product by product, which shapes meet in a line of code, whether they fit, and what would.

        explain_shapes("dW1 = dZ1 @ X.T", dZ1=dZ1, X=X)        explain_shapes("W2.T @ dZ2", parameters, gradients)

    Arrays that are named as in the notes tell the sizes n0, n1 and m, and what each axis is.  Where the line sets an
    array, as the first one here does, what comes out is compared with that array's shape in the notes.

    Args:
        expression: the line of code, which is read and never run: names, numbers, .T, parts such as X[:, [0]],
            + - * / ** @, np.dot, np.sum with axis and keepdims, .reshape, and functions of each entry, such as
            np.tanh or g1_prime.  `cache.A1` and `cache["A1"]` are A1.
        groups: Parameters, a Cache, Gradients, or a dictionary of arrays by name, for example locals().
        target: the shape that is to come out, where the line sets no array of the notes; (1, 1) for a product that
            is one number.
        arrays: more arrays by name; n0, n1, n2 and m, where they are to be told as numbers.

    Returns:
        ShapeExplanation with .fits, .products (a Product an operation), .result and .remarks; it shows itself.

    Raises:
        TypeError, ValueError: the line cannot be read, or what is passed is not what stands in it.

    Notes: "Dimentions".
    """
    line, name = _parsed(expression)
    formula, sources = _read(line, expression)
    named = _named(groups, arrays)
    spelled = list(dict.fromkeys(part for part in parts_of(formula) if isinstance(part, str)))
    if unused := arrays.keys() - {*WORD.findall(" ".join(spelled)), *ARRAYS, *SYMBOLS}:
        wrong = f"explain_shapes() got an unexpected keyword argument {min(unused)!r}"
        raise TypeError(f"{wrong}: it does not stand in the expression")
    there = {part: _shape_of(part, named) for part in spelled}
    sizes, remarks = _learned(named, there)
    names = {part: name_of(part) for part in spelled}
    dimensions = Dimensions(sizes, meant_by([*names.values(), name]))
    operands = {part: dimensions.named(names[part], part, shape) for part, shape in there.items()}
    axes = dimensions.axes(name) if name else dimensions.by_size(target or ())
    wanted = None if target is None and not name else Operand(name or str(target), axes)
    shapes = Shapes(operands, dimensions, named, sources)
    products, result = list(_products(shapes, formula, wanted)), shapes.of(formula)
    if result and not products:
        remarks.append(_("{code} is {shape}.", code=result.code, shape=dimensions.described(result)))
    if result and name and not may_be(result.axes, axes):
        shapes_of = {"shape": in_symbols(axes), "other": result.both}
        remarks.append(_("{name} is {shape} in the notes; this is {other}.", name=name, **shapes_of))
    return ShapeExplanation(expression, tuple(products), result, tuple(remarks))


def _read(line: ast.expr, expression: str) -> tuple[Formula, dict[Formula, str]]:
    """Read the formula, and give the code of each of its parts."""
    try:
        formula = formula_of(line)
    except ValueError as error:
        raise ValueError(f"{error}; what can be read: {READABLE}") from None
    parts = [node for node in ast.walk(line) if isinstance(node, (ast.BinOp, ast.Compare, ast.Call))]
    return formula, {formula_of(node): ast.get_source_segment(expression, node) or "" for node in parts}


def _products(shapes: Shapes, formula: Formula, target: Operand | None) -> Iterator[Product]:
    """Go through the operations of a formula, from the inside out; target is what it is to make, where that is known.

    Of a transpose, of a part, and of a product with a number there is nothing to say.
    """
    if not isinstance(formula, tuple):
        return
    op = formula[0]
    entry_by_entry = op in OF_EACH or (op in OF_TWO and op != "@")  # each part is shaped as the whole
    for part in formula[1:]:
        yield from _products(shapes, part, target if entry_by_entry else None)
    plain = op in ("T", "neg") or op.startswith("{}[")
    product = None if plain else product_of(shapes, formula, target)
    if product and not (product.fits and len(product.given) == 2 and () in [array.shape for array in product.given]):
        yield product


def _parsed(expression: str) -> tuple[ast.expr, str]:
    """Parse a line; give its expression, and the array of the notes that it sets, if it sets one."""
    try:
        body = ast.parse(expression).body
    except SyntaxError as error:
        raise ValueError(f"expression is not Python: {error.msg}. A product is written W2.T @ dZ2") from None
    match body:
        case [ast.Expr(value=line) | ast.Return(value=ast.expr() as line)]:
            return line, ""
        case [ast.Assign(targets=[ast.Name(id=name)], value=line)]:
            return line, name if name in ARRAYS else ""
        case [ast.AugAssign(target=ast.Name(id=name) as own, op=op, value=line)]:
            return ast.BinOp(own, op, line), name if name in ARRAYS else ""
        case _:
            raise ValueError("expression must be one line: a product, W2.T @ dZ2, or an array set, dZ1 = W2.T @ dZ2")


def _named(groups: tuple[Any, ...], arrays: dict[str, Any]) -> dict[str, Any]:
    """Give all that is passed by name; what a named tuple or a dictionary among it holds has its own name too."""
    named, within = dict[str, Any](), dict[str, Any]()
    for group in groups:
        if (fields := _fields(group)) is None:
            raise TypeError(
                f"groups must hold Parameters, Cache, Gradients or dictionaries, got {described(group)}: pass X=X"
            )
        named |= fields
        for value in fields.values():
            within |= _fields(value) or {}
    return within | named | arrays


def _fields(value: Any) -> dict[str, Any] | None:
    if isinstance(value, Mapping):
        return dict(cast("Mapping[str, Any]", value))
    return value._asdict() if hasattr(value, "_asdict") else None


def name_of(spelled: str) -> str:
    """Give the notes' name of what is spelled `cache.A1`; what is a size of something has none."""
    return "" if SIZE.search(spelled) else in_the_notes(spelled)


def _shape_of(spelled: str, named: Mapping[str, Any]) -> Shape:
    """Find the shape of an array: the A1 of `cache.A1` is that of cache, whatever else is called A1."""
    if SIZE.search(spelled) or spelled in NUMBERS:
        return ()
    name, whole = in_the_notes(spelled), named.get(WORD.findall(spelled)[0])
    held = (_fields(whole) or {}) if name != spelled else {}
    if name not in held and name not in named:
        raise ValueError(f"{spelled} stands in the expression, and was not passed: pass {name}={name}")
    shape = as_numbers(spelled, held[name] if name in held else named[name]).shape
    if len(shape) > 2 or 0 in shape:
        raise ValueError(f"{spelled} has shape {shape}; expected at most two axes, and none of size 0")
    return shape


def _learned(named: dict[str, Any], used: dict[str, Shape]) -> tuple[dict[str, int], list[str]]:
    """Learn the sizes, from the line's own arrays first; remark on those that are not shaped as in the notes."""
    own = {name: (spelled, shape) for spelled, shape in used.items() if (name := name_of(spelled)) in LEARNED}
    others = {name: (name, array.shape) for name, array in named.items() if isinstance(array, np.ndarray)}
    shapes = own | {name: other for name, other in others.items() if name in LEARNED and name not in own}
    sizes, remarks = Sizes(shapes), list[str]()
    sizes.known |= {symbol: int(named[symbol]) for symbol in SYMBOLS if isinstance(named.get(symbol), Integral)}
    for name, (spelled, shape) in shapes.items():
        if not sizes.learn(name, spelled, shape):
            turned = sizes.learn(name, spelled, shape[::-1])
            if name in own:
                looks = _(". It looks transposed") if turned else _unflattened(name, spelled, shape)
                of = {"name": spelled, "shape": shape, "right": sizes.expected(name)}
                remarks.append(_("{name} has shape {shape}; in the notes it is {right}{looks}.", looks=looks, **of))
    return sizes.known, remarks


def _unflattened(name: str, spelled: str, shape: Shape) -> str:
    """Say how an array with one axis becomes the row or the column that it is in the notes."""
    if len(shape) != 1 or LEARNED[name][1] not in ("1", "m"):
        return ""
    return _(": write {code}", code=f"{spelled}.reshape{(-1, 1) if LEARNED[name][1] == '1' else (1, -1)}")
