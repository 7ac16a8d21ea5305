"""A formula with shapes in the places of its arrays: followed part by part, never run."""

import ast
import math
import re
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.lib.array_utils import normalize_axis_tuple

from nnlib._machinery.formulas import DOTS, EACH, METHODS, OF_TWO, REDUCTIONS, Formula, written
from nnlib.products.operation import Fix, Operation
from nnlib.products.product import Product, product_of
from nnlib.products.symbols import Dimensions, Operand, Target, listed, may_be, sized

OF_EACH = {*EACH, *(f"{name}({{}})" for name in ("g1", "g2", "g1_prime", "g2_prime"))}
NAME = re.compile(r"(?:np\.|\{\}\.)?(\w+)")  # of a function, in `np.sum({}, axis=1)` and in `{}.reshape(1, -1)`
OPTIONS = {"axis", "keepdims", "ddof"}
READABLE = (
    "names, numbers, .T, X[:, [0]], + - * / ** @, np.dot, np.sum(…, axis=1, keepdims=True), .reshape and functions of "
    "each entry"
)


class Line:
    """Follows a formula from the inside out, and keeps each product that it meets."""

    def __init__(
        self,
        operands: Mapping[str, Operand],
        dimensions: Dimensions,
        sources: Mapping[Formula, str],
        indices: Mapping[str, Any],
    ) -> None:
        """Start with the arrays, what is known of the sizes, the code of each part, and the numbers in an index."""
        self.operands = operands
        self.dimensions = dimensions
        self.sources = sources
        self.indices = indices
        self.products: list[Product] = []

    def follow(self, formula: Formula, target: Target | None = None) -> Operand | None:
        """Give what the formula makes, or None where it does not fit; target is what it is to be."""
        if not isinstance(formula, tuple):
            return self.operands[formula] if isinstance(formula, str) else Operand(formula, (), ())
        op, *parts = formula
        if op in OF_TWO or op in DOTS:
            return self._combined(formula, target)
        if len(parts) != 1:
            raise self._unreadable(formula)
        array = self.follow(parts[0], target if op in OF_EACH or op == "neg" else None)
        if array is None:
            return None
        if op == "T":
            return array.T
        if op == "neg":
            return array._replace(formula=formula)
        return self._part(formula, array) if op.startswith("{}[") else self._of_one(formula, array, target)

    def _combined(self, formula: Formula, target: Target | None) -> Operand | None:
        op, *parts = formula
        below = None if op == "@" or op in DOTS else target  # entry by entry, each part is shaped as the whole
        left, right = (self.follow(part, below) for part in parts)
        if left is None or right is None:
            return None
        operation = Operation(op, left, right)
        if op in DOTS:
            operation = operation._replace(operator="*" if operation.with_number else "@")
        product = product_of(operation, self._code(formula), self.dimensions, target)
        return product.result if operation.with_number and product.fits else self._kept(product)

    def _of_one(self, formula: Formula, array: Operand, target: Target | None) -> Operand | None:
        """Follow a function of one array: of each entry, over an axis, or into another shape."""
        op, name = formula[0], _name(formula)
        if op in OF_EACH:
            result = array._replace(formula=formula)
            words = f"Each entry by itself. It gives {self.dimensions.described(result)}."
            return self._kept(Product(self._code(formula), (array,), name, result, words))
        args, options = self._arguments(formula)
        if name not in (*REDUCTIONS, *METHODS, "ravel") or not options.keys() <= OPTIONS:
            raise self._unreadable(formula)
        try:
            if name in REDUCTIONS:
                return self._kept(self._over(formula, array, options, target))
            return self._kept(self._reshaped(formula, array, args))
        except TypeError:
            raise self._unreadable(formula) from None

    def _reshaped(self, formula: Formula, array: Operand, args: list[Any]) -> Product:
        name, code = _name(formula), self._code(formula)
        try:
            shape = getattr(np.broadcast_to(0.0, array.shape), name)(*args).shape
        except ValueError:
            wanted = args[0] if isinstance(args[0], tuple) else tuple(args)
            words = f"The {math.prod(array.shape)} entries of {array.shape} do not go into {wanted}."
            return Product(code, (array,), name, None, words, words)
        if len(shape) > 2:
            raise ValueError(f"{code} has {len(shape)} axes; expected at most two")
        result = Operand(formula, shape, self.dimensions.by_size(shape, array))
        return Product(code, (array,), name, result, f"The same entries. It gives {self.dimensions.described(result)}.")

    def _over(self, formula: Formula, array: Operand, options: dict[str, Any], target: Target | None) -> Product:
        """Tell what comes of np.sum or np.mean: the axis is gone, or with keepdims it stays, and its size is 1."""
        name, code, described = _name(formula), self._code(formula), self.dimensions.described
        axis = options.get("axis")
        every = tuple(range(len(array.shape)))
        try:
            gone = every if axis is None else normalize_axis_tuple(axis, len(every) or 1)  # of a number, axis 0 passes
        except ValueError:
            words = f"{array.shape} has no axis {axis}; the first axis is axis 0."
            return Product(code, (array,), name, None, words, words)
        over = listed([f"axis {i}, {sized(array.axes[i], array.shape[i])}" for i in every if i in gone]) or "the number"
        result = _without(formula, array, gone, keep=bool(options.get("keepdims")))
        words, caution, fixes = [f"It goes over {over}.", f"It gives {described(result)}."], "", ()
        others = [Fix(f"Go over axis {i} alone", _keeping(name, array, (i,), axis=i)) for i in every if (i,) != gone]
        if target and (meant := [fix for fix in others if may_be(fix.result.axes, target.axes)]):
            caution, fixes = f"but is not shaped as {target.name}", tuple(meant[:1])
        elif axis is not None and not options.get("keepdims"):
            caution, fixes = "an axis is gone", (Fix("Keep the axis", _keeping(name, array, gone, **options)),)
        words += [f"{fix.words}: {fix.result.code} is {described(fix.result)}." for fix in fixes]
        return Product(code, (array,), name, result, " ".join(words), "", caution, fixes)

    def _part(self, formula: Formula, array: Operand) -> Operand:
        """Follow X[:, [0]]."""
        node = ast.parse(formula[0].format("_"), mode="eval").body
        try:
            index = self._index(node.slice) if isinstance(node, ast.Subscript) else None
            shape = np.broadcast_to(0.0, array.shape)[index].shape
        except (ValueError, TypeError):
            raise self._unreadable(formula) from None
        except IndexError:
            has = f"{array.code}, which has the shape {array.shape}"
            raise ValueError(f"{self._code(formula)} is not in {has}") from None
        return Operand(formula, shape, self.dimensions.by_size(shape, array))

    def _index(self, node: ast.expr) -> Any:
        match node:
            case ast.Tuple(elts=parts):
                return tuple(map(self._index, parts))
            case ast.Slice():
                return slice(*(part and self._index(part) for part in (node.lower, node.upper, node.step)))
            case ast.Name(id=name) if isinstance(self.indices.get(name), int):
                return self.indices[name]
            case _:
                return ast.literal_eval(node)

    def _arguments(self, formula: Formula) -> tuple[list[Any], dict[str, Any]]:
        """Give what a function is called with beside its array."""
        call: Any = ast.parse(formula[0].format("_"), mode="eval").body
        try:
            given = [ast.literal_eval(each) for each in call.args if not isinstance(each, ast.Name)]
            return given, {each.arg: ast.literal_eval(each.value) for each in call.keywords}
        except ValueError:
            raise self._unreadable(formula) from None

    def _kept(self, product: Product) -> Operand | None:
        self.products.append(product)
        return product.result

    def _code(self, formula: Formula) -> str:
        return self.sources.get(formula) or written(formula)

    def _unreadable(self, formula: Formula) -> ValueError:
        return ValueError(f"{self._code(formula)} cannot be read; what can be: {READABLE}")


def _name(formula: Formula) -> str:
    found = NAME.match(formula[0])
    return found[1] if found else formula[0]


def _keeping(name: str, array: Operand, gone: tuple[int, ...], **options: Any) -> Operand:
    """Give what comes out where the axes are kept."""
    given = "".join(f", {option}={value}" for option, value in {**options, "keepdims": True}.items())
    return _without((f"np.{name}({{}}{given})", array.formula), array, gone, keep=True)


def _without(formula: Formula, array: Operand, gone: tuple[int, ...], *, keep: bool) -> Operand:
    """Take axes away, or keep them with the size 1."""
    left = [i for i in range(len(array.shape)) if keep or i not in gone]
    shape = tuple(1 if i in gone else array.shape[i] for i in left)
    return Operand(formula, shape, tuple(("1",) if i in gone else array.axes[i] for i in left))
