"""A line of code, read with shapes in its arrays' places.  It is never run: it is parsed, and its parts followed."""

import ast
import inspect
from collections.abc import Callable, Mapping
from typing import Any, TypeGuard, cast

from nnlib.products.functions import Index, flattened, of_each, over_axis, part_of, reshaped
from nnlib.products.product import Product, product_of
from nnlib.products.rules import Operation
from nnlib.products.symbols import ARRAYS, SYMBOLS, Dimensions, Operand

OPERATORS: dict[type[ast.operator], str] = {
    ast.MatMult: "@",
    ast.Mult: "*",
    ast.Add: "+",
    ast.Sub: "-",
    ast.Div: "/",
    ast.Pow: "**",
}
OF_TWO = {
    "dot": "dot",
    "matmul": "@",
    "multiply": "*",
    "add": "+",
    "subtract": "-",
    "divide": "/",
    "power": "**",
    "maximum": "np.maximum",
    "minimum": "np.minimum",
}
OF_EACH = {"g1", "g2", "g1_prime", "g2_prime", "exp", "log", "log1p", "abs", "sqrt", "square"} | {
    name + ending for name in ("tanh", "sigmoid", "relu") for ending in ("", "_derivative")
}
RESHAPING: dict[str, Callable[..., Product]] = {
    "sum": over_axis,
    "mean": over_axis,
    "reshape": reshaped,
    "ravel": flattened,
    "flatten": flattened,
}
NUMPY = ("np", "numpy")
NUMBERS = {*SYMBOLS, "learning_rate", "alpha"}
READABLE = (
    "names, numbers, .T, X[:, [0]], + - * / ** @, np.dot, np.sum(…, axis=1, keepdims=True), .reshape and functions of "
    "each entry"
)


def parsed(expression: str) -> tuple[ast.expr, str]:
    """Parse a line; give its expression, and the array of the notes that it sets, if it sets one."""
    try:
        body = ast.parse(expression).body
    except SyntaxError as error:
        raise ValueError(f"expression is not Python: {error.msg}. A product is written W2.T @ dZ2") from None
    match body:
        case [ast.Expr(value=tree)]:
            return tree, ""
        case [ast.Assign(targets=[ast.Name(id=name)], value=tree)]:
            return tree, name if name in ARRAYS else ""
        case _:
            raise ValueError("expression must be one line: a product, W2.T @ dZ2, or an array set, dZ1 = W2.T @ dZ2")


def names_in(tree: ast.expr) -> list[str]:
    """List the names of arrays and numbers in an expression, in the order in which they are read."""
    functions = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and node not in functions]
    names = [node for node in names if node.id not in NUMPY]
    return list(dict.fromkeys(node.id for node in sorted(names, key=lambda node: (node.lineno, node.col_offset))))


class Reader:
    """Follows the parts of one expression from the inside out, and keeps each product that it meets."""

    def __init__(self, expression: str, operands: Mapping[str, Operand], dimensions: Dimensions) -> None:
        self.expression = expression
        self.operands = operands
        self.dimensions = dimensions
        self.products: list[Product] = []

    def read(self, node: ast.expr, target: str = "") -> Operand | None:
        """Give what the expression makes, or None where it does not fit; target is the array that it is to be."""
        match node:
            case ast.Constant(value=int() | float()):
                return Operand(self._code(node), (), ())
            case ast.Name(id=name):
                return self._named(name)
            case ast.UnaryOp(op=ast.USub() | ast.UAdd(), operand=inner):
                operand = self.read(inner, target)
                return operand and operand._replace(code=self._code(node))
            case ast.Attribute(value=inner, attr="T"):
                operand = self.read(inner)
                return operand and operand.T
            case ast.Call(func=ast.Attribute(value=inner, attr="transpose"), args=[], keywords=[]):
                operand = self.read(inner)
                return operand and operand.T
            case ast.Call(func=ast.Attribute(value=ast.Name(id="np"), attr="transpose"), args=[inner], keywords=[]):
                operand = self.read(inner)
                return operand and operand.T
            case ast.Subscript(value=inner, slice=index):
                operand = self.read(inner)
                return operand and self._part(node, operand, index)
            case ast.BinOp(left=left, op=op, right=right) if type(op) in OPERATORS:
                return self._combine(node, left, OPERATORS[type(op)], right, target)
            case ast.Call():
                return self._call(node, target)
            case _:
                raise self._unreadable(node)

    def _named(self, name: str) -> Operand:
        if name in self.operands:
            return self.operands[name]
        if name in NUMBERS:
            return Operand(name, (), ())
        raise ValueError(f"{name} stands in the expression, and was not passed: pass {name}={name}")

    def _combine(self, node: ast.expr, left: ast.expr, operator: str, right: ast.expr, target: str) -> Operand | None:
        below = "" if operator in ("@", "dot") else target  # entry by entry, each part is shaped as the whole
        one, other = self.read(left, below), self.read(right, below)
        if one is None or other is None:
            return None
        if operator == "dot":
            operator = "*" if () in (one.shape, other.shape) else "@"
        operation = Operation(one, operator, other)
        product = product_of(operation, self.dimensions, code=self._code(node), target=target)
        return product.result if operation.with_number and product.fits else self._keep(product)

    def _call(self, node: ast.Call, target: str) -> Operand | None:
        """Read np.sum(dZ2, axis=1); dZ2.sum(axis=1) is the same."""
        match node.func:
            case ast.Name(id=name) | ast.Attribute(value=ast.Name(id="np" | "numpy"), attr=name):
                args = node.args
            case ast.Attribute(value=array, attr=name):
                args = [array, *node.args]
            case _:
                raise self._unreadable(node)
        match args:
            case [left, right] if name in OF_TWO:
                return self._combine(node, left, OF_TWO[name], right, target)
            case [array, *options] if name in OF_EACH or name in RESHAPING:
                operand = self.read(array, target if name in OF_EACH else "")
                return operand and self._keep(self._of_one(node, name, operand, options, target))
            case _:
                raise self._unreadable(node)

    def _of_one(self, node: ast.Call, name: str, array: Operand, options: list[ast.expr], target: str) -> Product:
        """Read a function of one array; its options are numbers, given by place or by name."""
        function = RESHAPING.get(name, of_each)
        given = [self._code(node), name, array, self.dimensions, *map(self._literal, options)]
        named: dict[str, Any] = {option.arg or "": self._literal(option.value) for option in node.keywords}
        if function is over_axis:
            named["target"] = target
        try:
            bound = inspect.signature(function).bind(*given, **named)
        except TypeError:
            raise self._unreadable(node) from None
        return function(*bound.args, **bound.kwargs)

    def _part(self, node: ast.expr, array: Operand, index: ast.expr) -> Operand:
        """Read X[:, [0]]."""
        parts = index.elts if isinstance(index, ast.Tuple) else [index]
        part = part_of(self._code(node), array, self.dimensions, tuple(map(self._index, parts)))
        if part is None:
            raise ValueError(f"{self._code(node)} is not in {array.code}, which has the shape {array.shape}")
        return part

    def _index(self, node: ast.expr) -> Index:
        match node:
            case ast.Slice(lower=lower, upper=upper, step=step):
                return slice(*(part and self._literal(part) for part in (lower, upper, step)))
            case ast.List(elts=elements):
                return [number for number in map(self._literal, elements) if isinstance(number, int)]
            case _:
                number = self._literal(node)
                if isinstance(number, tuple):
                    raise self._unreadable(node)
                return number

    def _keep(self, product: Product) -> Operand | None:
        self.products.append(product)
        return product.result

    def _literal(self, node: ast.expr) -> int | tuple[int, ...] | None:
        try:
            value = ast.literal_eval(node)
        except ValueError:
            raise self._unreadable(node) from None
        if not (value is None or isinstance(value, int) or _is_shape(value)):
            raise self._unreadable(node)
        return value

    def _code(self, node: ast.expr) -> str:
        return ast.get_source_segment(self.expression, node) or ast.unparse(node)

    def _unreadable(self, node: ast.expr) -> ValueError:
        return ValueError(f"{self._code(node)} cannot be read; what can be: {READABLE}")


def _is_shape(value: object) -> TypeGuard[tuple[int, ...]]:
    return isinstance(value, tuple) and all(isinstance(size, int) for size in cast("tuple[object, ...]", value))
