"""Looks into the source of a learner's function: is it a stub, does it return, does it read what it was not given?"""

import ast
import dis
import functools
import inspect
import textwrap
from collections.abc import Callable, Iterator
from types import CodeType, FrameType, ModuleType
from typing import Any

import numpy as np

from nnlib._machinery.reading import array_in, held_by
from nnlib.checks.tasks import FORMS

SYMBOLS = {*FORMS, "n0", "n1", "n2", "m", "parameters", "cache", "gradients", "learning_rate"} - {"x", "w", "b", "y"}


def tree_of(function: Callable[..., Any]) -> ast.Module | None:
    """Parse the source of a function; None where there is none to be read."""
    bare = inspect.unwrap(function)
    return _parsed(getattr(bare, "__code__", None) or bare)


@functools.lru_cache(maxsize=16)
def _parsed(source_of: Any) -> ast.Module | None:
    try:
        return ast.parse(textwrap.dedent(inspect.getsource(source_of)))
    except (OSError, TypeError, SyntaxError):
        return None


def forgets_to_return(function: Callable[..., Any]) -> bool:
    """Tell whether a function computes something, and has no `return`."""
    tree = tree_of(function)
    if tree is None:
        return False
    computes = any(
        isinstance(node, (ast.Assign, ast.AugAssign)) and not _is_blank(node.value) for node in ast.walk(tree)
    )
    shows = any(isinstance(node, ast.Expr) and not isinstance(node.value, ast.Constant) for node in ast.walk(tree))
    return (computes or shows) and not any(isinstance(node, ast.Return) for node in ast.walk(tree))


def has_blanks(function: Callable[..., Any]) -> bool:
    """Tell whether a function still has a blank to be filled in: a name set to None or to ..., or either returned."""
    tree = tree_of(function)
    if tree is None:
        return False
    return any(
        isinstance(node, (ast.Assign, ast.Return, ast.Expr)) and _is_blank(node.value) for node in ast.walk(tree)
    )


def names_from_outside(function: Callable[..., Any]) -> list[str]:
    """List the arrays and the notes' symbols that a function reads from the notebook, and not from its arguments."""
    bare = inspect.unwrap(function)
    around, used = getattr(bare, "__globals__", {}), dict.fromkeys(globals_read(getattr(bare, "__code__", None)))
    there = [name for name in used if name in around and not callable(around[name])]
    return [name for name in there if name in SYMBOLS or _holds_arrays(around[name])]


def _holds_arrays(value: Any) -> bool:
    """Tell whether a value is an array, or one number of an array, or a named tuple or a data set of arrays."""
    inside = () if isinstance(value, ModuleType) else held_by(value).values()
    return isinstance(value, np.generic) or any(array_in(array) is not None for array in (value, *inside))


def globals_read(code: CodeType | None) -> Iterator[str]:
    """Give the names that a code, and the functions within it, read from outside; `W2` in `parameters.W2` is none."""
    if code is None:
        return
    yield from (step.argval for step in dis.get_instructions(code) if step.opname == "LOAD_GLOBAL")
    for inside in code.co_consts:
        if isinstance(inside, CodeType):
            yield from globals_read(inside)


def names_used(function: Callable[..., Any]) -> set[str]:
    """List what a function reads by name or by attribute: `backward`, and the `backward` of `nnlib.backward`."""
    return set(getattr(getattr(inspect.unwrap(function), "__code__", None), "co_names", ()))


def statement(frame: FrameType, line: int) -> str:
    """Give the statement on a line of a frame's code; nothing where there is no source, or no such line."""
    try:
        lines, first = inspect.getsourcelines(frame.f_code)
    except OSError:
        return ""
    place = line - max(first, 1)
    return lines[place].strip() if 0 <= place < len(lines) else ""


def _is_blank(value: ast.expr | None) -> bool:
    return isinstance(value, ast.Constant) and value.value in (None, Ellipsis)
