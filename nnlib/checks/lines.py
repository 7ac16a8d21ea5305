"""Reads the formula of each array in a learner's own lines: where the numbers bear it out, none is to be searched."""

import ast
import copy
import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from nnlib._machinery.calling import WHOLES, likest
from nnlib._machinery.formulas import Formula, formula_in_the_notes, leaves, replaced
from nnlib.checks.source import tree_of
from nnlib.checks.tasks import FORMS, Task
from nnlib.checks.watching import Place

UNKNOWN: Formula = ("?",)  # what a name holds that no formula sets; no formula with it has a value
MOST = 60  # symbols, numbers and operators in a formula: nobody reads a longer one


def formulas_in(function: Callable[..., Any], task: Task, by_order: Mapping[str, str]) -> dict[str, Formula]:
    """Read what a line outside of loops and branches sets each array to, with the function's other names put in.

    The formulas are in the notes' symbols; `by_order` has the notes' names of arguments that only their order tells.
    """
    tree = tree_of(function)
    body = tree.body[0] if tree and tree.body else None
    if not isinstance(body, ast.FunctionDef):
        return {}
    own = [argument.arg for argument in body.args.args]
    given = {name: likest(name, [*task.given, *FORMS]) or name for name in own}
    lines = _Lines(task, {**given, **by_order}, dict(_returned(body.body[-1], task)))
    for statement in body.body:
        lines.follow(statement)
    return lines.formulas


def _returned(statement: ast.stmt, task: Task) -> Iterator[tuple[str, ast.expr]]:
    """Give the arrays that a `return` names, by key or in order, and the expression of each."""
    value, arrays = statement.value if isinstance(statement, ast.Return) else None, list(task.equations)
    match value:
        case ast.Dict(keys=keys, values=values):
            named = [
                (key.value, value) for key, value in zip(keys, values, strict=True) if isinstance(key, ast.Constant)
            ]
            meant = ((task.array_called(str(name)), value) for name, value in named)
            yield from ((array, value) for array, value in meant if array)
        case ast.Call(args=values) | ast.Tuple(elts=values) if len(values) == len(arrays) > 1:
            yield from zip(arrays, values, strict=True)
        case ast.expr() if len(arrays) == 1:
            yield arrays[0], value
        case _:
            pass


class _Lines:
    """What the names of a function hold, line by line, as formulas."""

    def __init__(self, task: Task, given: Mapping[str, str], returned: Mapping[str, ast.expr]) -> None:
        self._task, self._returned, self._held = task, returned, dict[str, Formula](given)
        called = {value.id: array for array, value in returned.items() if isinstance(value, ast.Name)}
        self._array_of = {**{array: array for array in task.equations}, **called}

    @property
    def formulas(self) -> dict[str, Formula]:
        """The formula of each array that has one."""
        found = {array: self._held[name] for name, array in self._array_of.items() if name in self._held}
        for array, value in self._returned.items():
            if not isinstance(value, ast.Name):
                found[array] = self._read(value, "")
        return found

    def follow(self, statement: ast.stmt) -> None:
        """Note what a statement sets."""
        match statement:
            case ast.Assign(targets=[target], value=value) if name := self._name(target):
                self._held[name] = self._read(value, name)
            case ast.AugAssign(target=target, op=op, value=value) if name := self._name(target):
                self._held[name] = self._read(ast.BinOp(ast.Name(name), op, value), name)
            case ast.Assign(targets=[ast.Tuple(elts=targets)], value=value):
                for target, formula in zip(targets, self._several(value, len(targets)), strict=True):
                    self._held.update(dict.fromkeys(_set_by(target), formula))
            case _:
                self._held.update(dict.fromkeys(_set_by(statement), UNKNOWN))

    def _name(self, target: ast.expr) -> str:
        """Give the name that is set, be it the key of a dictionary: `dW1`, or `grads["dW1"]`."""
        match target:
            case ast.Name(id=name):
                return name
            case ast.Subscript(slice=ast.Constant(value=str(key))):
                return self._task.array_called(key)
            case _:
                return ""

    def _several(self, value: ast.expr, count: int) -> list[Formula]:
        """Read what several names are set to at once: the arrays of `parameters`, the sizes of X, or formulas."""
        match value:
            case ast.Tuple(elts=values):
                several = [self._read(one, "") for one in values]
            case ast.Attribute(value=ast.Name(id=name), attr="shape"):
                several = list(FORMS.get(str(self._held.get(name, name)), ()))
            case ast.Name(id=name):
                several = list(WHOLES.get(str(self._held.get(name, name)), ()))
            case _:
                several = []
        return several if len(several) == count else [UNKNOWN] * count

    def _read(self, value: ast.expr, into: str) -> Formula:
        """Read an expression; an array of the task stands in it as it is, unless it is the one that is being set."""
        held = {name: f for name, f in self._held.items() if name == into or name not in self._array_of}
        held |= {name: array for name, array in self._array_of.items() if name != into and name in self._held}
        symbols = {name: formula for name, formula in held.items() if isinstance(formula, str)}
        whole = {name: formula for name, formula in held.items() if not isinstance(formula, str)}
        try:
            formula = tidied(replaced(formula_in_the_notes(_Renamed(symbols).visit(copy.deepcopy(value))), whole))
        except ValueError:  # more than a formula
            return UNKNOWN
        return formula if len(list(leaves(formula))) <= MOST else UNKNOWN


class _Renamed(ast.NodeTransformer):
    """Puts other names in the places of some."""

    def __init__(self, new: Mapping[str, str]) -> None:
        self._new = new

    def visit_Name(self, node: ast.Name) -> ast.Name:
        return ast.Name(self._new.get(node.id, node.id))


def tidied(formula: Formula) -> Formula:
    """Write a formula as the notes do: 1 / m * a is a / m, and a * a is a ** 2."""
    if not isinstance(formula, tuple):
        return formula
    op, *parts = formula[0], *map(tidied, formula[1:])
    match op, *parts:
        case ["*", ("/", 1 | 1.0, size), other] | ["*", other, ("/", 1 | 1.0, size)]:
            return ("/", other, size)
        case ["*", ("/", ("neg", 1 | 1.0), size), other] | ["*", ("neg", ("/", 1 | 1.0, size)), other]:
            return ("/", ("neg", other), size)
        case ["*", one, other] if one == other:
            return ("**", one, 2)
        case _:
            return (op, *parts)


def set_at(places: Sequence[Place], function: Callable[..., Any], arrays: Sequence[str]) -> list[str]:
    """List the arrays that are set at some places of a function, or made of what is set there and is no array itself.

    A place in a helper is where the helper is called.
    """
    tree = tree_of(function)
    if tree is None:
        return []
    above = inspect.getsourcelines(inspect.unwrap(function))[1] - 1
    simple = [node for node in ast.walk(tree) if isinstance(node, (ast.Assign, ast.AugAssign, ast.Expr))]
    lines, helpers = {place.line - above for place in places}, {place.name for place in places}
    there = [n for n in simple if lines & {*range(n.lineno, (n.end_lineno or 0) + 1)} or helpers & _names_in(n)]
    found = {name for node in there for name in _set_by(node)}
    for _ in simple:  # what is set in a loop may be read above
        found |= {name for node in simple if _names_in(node) & found - set(arrays) for name in _set_by(node)}
    return [array for array in arrays if array in found]


def _names_in(node: ast.AST) -> set[str]:
    return {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}


def _set_by(node: ast.AST) -> list[str]:
    """List the names that are set in a statement: anew, in one of their places, or by `append`."""
    parts = [part for part in ast.walk(node) if isinstance(part, (ast.Name, ast.Subscript, ast.Attribute))]
    changed = [part for part in parts if isinstance(part.ctx, ast.Store) or getattr(part, "attr", "") == "append"]
    return [name.id for part in changed if isinstance(name := _whole(part), ast.Name)]


def _whole(part: ast.expr) -> ast.expr:
    """Give the dW1 of `dW1[:, i]`."""
    return _whole(part.value) if isinstance(part, (ast.Subscript, ast.Attribute)) else part
