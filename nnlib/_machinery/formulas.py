"""A formula as a small tree: read from a line of code, computed, and written as a line of code again.

A formula is a symbol, a number, or a tuple of an operator and its parts: `W2.T @ dZ2` is ("@", ("T", "W2"), "dZ2").
Trees can be compared and kept in a set, and a part that thousands of formulas share is computed once.
"""

import ast
import contextlib
import functools
import operator
import warnings
from collections.abc import Callable, Generator, Iterator, Mapping
from typing import Any

import numpy as np

from nnlib._machinery.shapes import SHAPES
from nnlib.activations import ACTIVATIONS

Formula = Any  # str | float | tuple[str, Formula, ...]
Known = Mapping[str, Any]


def _softmax(v: Any, axis: int) -> Any:
    powers = np.exp(v)
    return powers / np.sum(powers, axis=axis, keepdims=True)


# What may stand in a formula.  "{}" is the place of the part, or of the parts, that a function is called with.

INFIX: dict[str, Callable[..., Any]] = {
    ">=": np.greater_equal, ">": np.greater, "<=": np.less_equal, "<": np.less, "==": np.equal, "!=": np.not_equal,
    "+": np.add, "-": np.subtract, "*": np.multiply, "/": np.divide, "@": np.matmul, "**": np.power,
}  # fmt: skip
CALLS_OF_TWO: dict[str, Callable[..., Any]] = {
    "np.maximum({}, {})": np.maximum, "np.minimum({}, {})": np.minimum, "np.logaddexp({}, {})": np.logaddexp,
}  # fmt: skip
OF_TWO = {**INFIX, **CALLS_OF_TWO}
COMPARISONS = (">=", ">", "<=", "<", "==", "!=")
METHODS = ("reshape", "flatten", "squeeze")  # that change a shape alone
REDUCTIONS = ("sum", "mean", "median", "std", "max", "min", "ptp", "all")
READ = (  # of NumPy, beside all that goes number by number
    *REDUCTIONS, "average", "clip", "linalg.norm", "ones_like", "prod", "round", "var", "where", "zeros_like",
)  # fmt: skip


@functools.cache
def function_of(op: str) -> Callable[..., Any] | None:
    """Give what an operator does that is code with places: `np.sum({}, axis=1)`, `{}.reshape(-1, 1)` or `{}[:, 1:]`.

    None where there is another name in it, and where it is no function of numbers.
    """
    try:
        node: Any = ast.parse(op.replace("{}", "_"), mode="eval").body if "{}" in op else None
        match node:
            case ast.Subscript(value=ast.Name("_"), slice=index):
                places = index.elts if isinstance(index, ast.Tuple) else [index]
                return operator.itemgetter(tuple(map(_place, places)))
            case ast.Call(func=ast.Attribute(ast.Name("_"), name), args=sizes) if name in METHODS:
                return operator.methodcaller(name, *map(ast.literal_eval, sizes))
            case ast.Call(func=function, keywords=keywords) if name := _in_numpy(ast.unparse(function)):
                options = {str(keyword.arg): ast.literal_eval(keyword.value) for keyword in keywords}
                return functools.partial(operator.attrgetter(name)(np), **options)
            case _:
                return None
    except (ValueError, SyntaxError):  # a call with **options, say
        return None


def _in_numpy(name: str) -> str:
    """Give the name that a function of numbers has in NumPy: "clip" of `np.clip`; nothing where it has none."""
    own = name.removeprefix("np.")
    return own if own != name and (own in READ or isinstance(getattr(np, own, None), np.ufunc)) else ""


def _place(node: Any) -> Any:
    """Read a place in an index: a number, a list of them, or from where to where.

    Raises:
        ValueError: it is none of these.
    """
    if isinstance(node, ast.Slice):
        return slice(*(node and ast.literal_eval(node) for node in (node.lower, node.upper, node.step)))
    return None if ast.unparse(node) == "np.newaxis" else ast.literal_eval(node)


AXES = (", axis=1, keepdims=True", ", axis=0, keepdims=True", ", axis=1", ", axis=0", ", keepdims=True", "")
OVER: dict[str, Any] = {  # a truth, as np.all gives, is one that no formula of numbers is near to
    op: function_of(op) for name in REDUCTIONS if name != "all" for op in (f"np.{name}({{}}{axes})" for axes in AXES)
}
OVER["np.std({}, axis=1, ddof=1, keepdims=True)"] = functools.partial(np.std, axis=1, keepdims=True, ddof=1)
NUMPYS = ("exp", "log", "log2", "log10", "log1p", "expm1", "abs", "sign", "sqrt", "sin", "cos", "tan", "sinh", "cosh")
EACH: dict[str, Callable[..., Any]] = {
    "np.tanh({})": np.tanh,
    **{f"{name}({{}})": a.function for name, a in ACTIVATIONS.items() if name != "tanh"},
    **{f"{name}_derivative({{}})": a.derivative for name, a in ACTIVATIONS.items()},
    **{f"np.{name}({{}})": getattr(np, name) for name in (*NUMPYS, "arctan", "trunc", "ones_like")},
    **{f"softmax({{}}, axis={axis})": functools.partial(_softmax, axis=axis) for axis in (1, 0)},
}
PLAUSIBLE = ("np.abs({})", "np.log({})", "sigmoid({})", "np.sign({})")  # where few numbers would fit many functions
OF_ONE: dict[str, Callable[..., Any]] = {
    "T": np.transpose, "neg": np.negative, "np.ravel({})": np.ravel, "np.all({})": np.all, **OVER, **EACH,
}  # fmt: skip
SIZES = ("m", "n0", "n1", "n2")
SHAPE, FLAT_SHAPE = "({}, {})", "({},)"  # of two axes, and of one
WHOLE = {"{}.astype(int)": lambda a: np.asarray(a).astype(int), "{}.astype(float)": lambda a: np.asarray(a, float)}
FUNCTIONS = {
    **OF_TWO,
    **OF_ONE,
    **WHOLE,
    SHAPE: lambda *sizes: np.array(sizes),
    FLAT_SHAPE: lambda *sizes: np.array(sizes),
}

# How the same is written elsewhere.
SAME_AS = {
    "np.matmul": "@", "np.multiply": "*", "np.add": "+", "np.subtract": "-",
    "np.divide": "/", "np.power": "**", "np.greater": ">", "np.greater_equal": ">=", "np.equal": "==",
}  # fmt: skip
DOTS = {"np.dot({}, {})": "@", "dot({}, {})": "@"}  # of a number, np.dot is `*`
TAKEN_OUT = ("float({})", "{}.squeeze()", "np.asarray({})")
OPERATORS: dict[type, str] = {
    ast.MatMult: "@", ast.Mult: "*", ast.Div: "/", ast.Add: "+", ast.Sub: "-", ast.Pow: "**",
    ast.GtE: ">=", ast.Gt: ">", ast.LtE: "<=", ast.Lt: "<", ast.Eq: "==", ast.NotEq: "!=",
}  # fmt: skip
ABOVE_ALL = 9
RANKS = {
    **dict.fromkeys(COMPARISONS, 0),
    "+": 1,
    "-": 1,
    "*": 2,
    "/": 2,
    "@": 2,
    "neg": 3,
    "**": 4,
    "T": ABOVE_ALL,
}


@functools.cache
def read(code: str) -> Formula:
    """Read a line of code in the notes' symbols.

    `parameters.W2` and `parameters["W2"]` are W2, `X.shape[1]` is m, and `np.dot(a, b)` is `a @ b`.

    Raises:
        ValueError: it is more than a formula.
    """
    return _in_the_notes(read_as_spelled(code))


@functools.cache
def read_as_spelled(code: str) -> Formula:
    """Read a line of code, with each symbol as it is spelled in it: `parameters.W2`, `X.shape[1]`.

    Raises:
        ValueError: it is more than a formula.
    """
    try:
        return formula_of(ast.parse(code.strip(), mode="eval").body)
    except SyntaxError:
        raise ValueError(f"{code} is no formula") from None


def formula_in_the_notes(node: ast.expr) -> Formula:
    """Read a part of Python's own tree in the notes' symbols.

    Raises:
        ValueError: it is more than a formula.
    """
    return _in_the_notes(formula_of(node))


def formula_of(node: ast.expr) -> Formula:
    """Read a part of Python's own tree, as it is spelled."""
    match node:
        case ast.Constant(value=bool() | int() | float() as number):
            return number
        case ast.Attribute(value=inner, attr="T"):
            return ("T", formula_of(inner))
        case ast.Name() | ast.Attribute() | ast.Subscript(slice=ast.Constant(value=str())):
            return ast.unparse(node).replace("'", '"')
        case ast.Subscript(value=ast.Attribute(attr="shape")):
            return ast.unparse(node)
        case ast.Subscript(value=inner, slice=index):
            places = index.elts if isinstance(index, ast.Tuple) else [index]
            return (f"{{}}[{', '.join(map(ast.unparse, places))}]", formula_of(inner))
        case ast.UnaryOp(op=ast.USub(), operand=inner):
            return ("neg", formula_of(inner))
        case ast.BinOp(left=left, op=op, right=right) | ast.Compare(left=left, ops=[op], comparators=[right]):
            return (_operator(op), formula_of(left), formula_of(right))
        case ast.Tuple(elts=[left, right]):
            return (SHAPE, formula_of(left), formula_of(right))
        case ast.Tuple(elts=[size]):
            return (FLAT_SHAPE, formula_of(size))
        case ast.Call():
            return _of_call(node)
        case _:
            raise ValueError(f"{ast.unparse(node)} is no formula")


def _operator(op: ast.operator | ast.cmpop) -> str:
    if type(op) not in OPERATORS:
        raise ValueError(f"{type(op).__name__} is no operator of a formula")
    return OPERATORS[type(op)]


def _of_call(node: ast.Call) -> Formula:
    """Read np.sum(dZ2, axis=1), or dZ2.sum(1)."""
    name, args, options = ast.unparse(node.func), node.args, _options(node)
    if isinstance(node.func, ast.Attribute) and not name.startswith(("np.", "numpy.", "nnlib.")):
        name, args = f"np.{node.func.attr}", [node.func.value, *args]
    name = "np." + name.split(".")[-1] if name.startswith("numpy.") else name.removeprefix("nnlib.")
    short = name.removeprefix("np.")
    if short in METHODS and args and not options:
        return (f"{{}}.{short}({', '.join(map(ast.unparse, args[1:]))})", formula_of(args[0]))
    if short == "astype" and len(args) == 2:
        return (f"{{}}.astype({ast.unparse(args[1])})", formula_of(args[0]))
    name = {"np.transpose": "T", "tanh": "np.tanh", "np.absolute": "np.abs", "abs": "np.abs"}.get(name, name)
    if short in REDUCTIONS and len(args) == 2 and not isinstance(args[1], ast.Name):
        args, options = args[:1], f", axis={ast.unparse(args[1])}{options}"
    parts = [formula_of(part) for part in args]
    if name in SAME_AS and len(parts) == 2:
        return (SAME_AS[name], *parts)
    if name == "np.square" and len(parts) == 1:
        return ("**", parts[0], 2)
    called = name if name == "T" else f"{name}({', '.join('{}' for _ in parts)}{options})"
    return (called, *parts)


def _options(node: ast.Call) -> str:
    given = {keyword.arg: ast.unparse(keyword.value) for keyword in node.keywords}
    return "".join(f", {name}={given[name]}" for name in sorted(given, key=str))


def _in_the_notes(formula: Formula) -> Formula:
    """Write the notes' symbols for what is spelled otherwise; of numbers that are only taken out, the numbers."""
    if not isinstance(formula, tuple):
        return in_the_notes(formula) if isinstance(formula, str) else formula
    op, *parts = formula[0], *map(_in_the_notes, formula[1:])
    return parts[0] if op in TAKEN_OUT else (DOTS.get(op, op), *parts)


@functools.cache
def in_the_notes(spelled: str) -> str:
    """Give the notes' symbol of `parameters["W2"]`, which is W2, or of `X.shape[1]`, which is m.

    Raises:
        ValueError: it is the size of something else.
    """
    match ast.parse(spelled, mode="eval").body:
        case ast.Name(id=name) | ast.Attribute(attr=name) | ast.Subscript(slice=ast.Constant(value=str(name))):
            return name
        case ast.Subscript(value=ast.Attribute(value=array), slice=ast.Constant(value=int(axis))) if axis in (0, 1):
            if isinstance(array, ast.Attribute) and array.attr == "T":
                array, axis = array.value, 1 - axis
            if (name := in_the_notes(ast.unparse(array))) in SHAPES:
                return SHAPES[name][axis]
        case _:
            pass
    raise ValueError(f"{spelled} is no size of the notes")


def written(formula: Formula, rank: int = -1) -> str:
    """Write a formula as code, with the brackets that it needs."""
    if not isinstance(formula, tuple):
        return f"{formula:.4g}" if isinstance(formula, float) else str(formula)
    op, *parts = formula
    if op not in RANKS:
        return op.format(*(written(part, ABOVE_ALL if op.startswith("{}") else -1) for part in parts))
    own = RANKS[op]
    if op == "T":
        code = f"{written(parts[0], ABOVE_ALL)}.T"
    elif op == "neg":
        code = f"-{written(parts[0], own)}"
    else:
        left = own + (op == "**" or not own)  # a == b == c would be two comparisons
        code = f"{written(parts[0], left)} {op} {written(parts[1], own + 1)}"
    return f"({code})" if own < rank else code


@contextlib.contextmanager
def quiet() -> Generator[None]:
    """Let formulas that are tried divide by zero, or overflow, without a word."""
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def compute(formula: Formula, known: Known, memo: dict[Formula, Any]) -> Any:
    """Compute a formula; None where its shapes do not fit, or a symbol in it has no value.

    Args:
        formula: the tree.
        known: the value of each symbol.
        memo: what was computed from the same values before; it gets the parts that are new.
    """
    if not isinstance(formula, tuple):
        return known.get(formula) if isinstance(formula, str) else formula
    if formula in memo:
        return memo[formula]
    op, *parts = formula
    values = [compute(part, known, memo) for part in parts]
    function = FUNCTIONS.get(op) or function_of(op)
    there = function is not None and all(value is not None for value in values)
    memo[formula] = value = _applied(function, values) if function and there else None
    return value


def _applied(function: Callable[..., Any], values: list[Any]) -> Any:
    try:
        return function(*values)
    except (ValueError, TypeError, IndexError, AttributeError):  # the shapes do not fit, or an axis is not there
        return None


def evaluate(formula: Formula, known: Known) -> Any:
    """Compute a formula, and let NumPy raise what it has to say where the shapes do not fit."""
    if not isinstance(formula, tuple):
        return known[formula] if isinstance(formula, str) else formula
    op, *parts = formula
    return FUNCTIONS[op](*(evaluate(part, known) for part in parts))


def ordered_as(formula: Formula, other: Formula) -> Formula:
    """Write a formula with its terms and factors in the order of another, as far as they are the same there."""
    if _sorted(formula) == _sorted(other):
        return other
    if not isinstance(formula, tuple) or not isinstance(other, tuple) or formula[0] != other[0]:
        return formula
    op, *parts = formula
    if op not in ("+", "*"):
        same_count = len(formula) == len(other)
        return (op, *map(ordered_as, parts, other[1:])) if same_count else formula
    left, placed = list(_members(op, formula)), list[tuple[bool, Formula]]()
    for theirs in _members(op, other):
        same = next((part for part in left if _sorted(part) == _sorted(theirs)), None)
        placed.append((same is not None, theirs))
        left = [part for part in left if part is not same]
    in_order = [theirs if same else ordered_as(left.pop(0), theirs) for same, theirs in placed if same or left]
    in_order += left
    return functools.reduce(lambda one, more: (op, one, more), in_order)


def _members(op: str, formula: Formula) -> Iterator[Formula]:
    """Give the terms of a sum, or the factors of a product, that stand in one row; a bracket is one of them."""
    if isinstance(formula, tuple) and formula[0] == op:
        yield from _members(op, formula[1])
        yield formula[2]
    else:
        yield formula


def _sorted(formula: Formula) -> Formula:
    """Put the terms of every sum and the factors of every product into one order."""
    if not isinstance(formula, tuple):
        return formula
    op, *parts = formula
    members = sorted(map(_sorted, _members(op, formula)), key=repr) if op in ("+", "*") else map(_sorted, parts)
    return (op, *members)


def differing(one: Formula, other: Formula) -> tuple[Formula, Formula]:
    """Give the smallest part of a formula outside of which another is the same, and what stands there in the other."""
    if isinstance(one, tuple) and isinstance(other, tuple) and one[0] == other[0] and len(one) == len(other):
        apart = [(a, b) for a, b in zip(one[1:], other[1:], strict=True) if a != b]
        if len(apart) == 1:
            return differing(*apart[0])
    return one, other


def parts_of(formula: Formula) -> Iterator[Formula]:
    """Give a formula, and every formula in it."""
    yield formula
    if isinstance(formula, tuple):
        for part in formula[1:]:
            yield from parts_of(part)


def leaves(formula: Formula) -> Iterator[Any]:
    """Give the symbols, the numbers and the operators of a formula, from left to right."""
    yield from (leaf for part in formula for leaf in leaves(part)) if isinstance(formula, tuple) else (formula,)


def with_parts(formula: Formula, new: Mapping[Formula, Formula]) -> Formula:
    """Put other formulas in the places of some parts."""
    if formula in new:
        return new[formula]
    return tuple(with_parts(part, new) for part in formula) if isinstance(formula, tuple) else formula


def replaced(formula: Formula, new: Mapping[Any, Any]) -> Formula:
    """Put other symbols, formulas or operators in the places of some."""
    if isinstance(formula, tuple):
        return tuple(replaced(part, new) for part in formula)
    return new.get(formula, formula)
