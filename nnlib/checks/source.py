"""Looks into the source of a learner's function: is it a stub, does it return, does it read what it was not given?"""

import ast
import dis
import functools
import inspect
import linecache
import re
import sys
import textwrap
from collections.abc import Callable, Iterator, Sequence
from types import CodeType, FrameType, ModuleType
from typing import Any

import numpy as np

from nnlib._machinery.reading import array_in, held_by
from nnlib.checks.tasks import FORMS
from nnlib.texts import say

SYMBOLS = {*FORMS, "n0", "n1", "n2", "m", "parameters", "cache", "gradients", "learning_rate"} - {"x", "w", "b", "y"}


def code_of(function: Callable[..., Any]) -> CodeType | None:
    """Give the code of a function; None where it is written in C, or is an object that can be called."""
    return getattr(inspect.unwrap(function), "__code__", None)


def tree_of(function: Callable[..., Any]) -> ast.Module | None:
    """Parse the source of a function; None where there is none to be read."""
    return _parsed(code_of(function) or inspect.unwrap(function))


@functools.lru_cache(maxsize=16)
def _parsed(source_of: Any) -> ast.Module | None:
    try:
        return ast.parse(textwrap.dedent(inspect.getsource(source_of)))
    except (OSError, TypeError, SyntaxError):
        return None


def _nodes(function: Callable[..., Any]) -> list[ast.AST]:
    tree = tree_of(function)
    return list(ast.walk(tree)) if tree else []


def forgets_to_return(function: Callable[..., Any]) -> bool:
    """Tell whether a function computes or shows something, and has no `return`."""
    nodes = _nodes(function)
    computes = any(isinstance(node, (ast.Assign, ast.AugAssign)) and not _is_blank(node.value) for node in nodes)
    shows = any(isinstance(node, ast.Expr) and not isinstance(node.value, ast.Constant) for node in nodes)
    return (computes or shows) and not any(isinstance(node, ast.Return) for node in nodes)


def has_blanks(function: Callable[..., Any]) -> bool:
    """Tell whether a function still has a blank to be filled in: a name set to None or to ..., or either returned."""
    nodes = _nodes(function)
    return any(isinstance(node, (ast.Assign, ast.Return, ast.Expr)) and _is_blank(node.value) for node in nodes)


def _is_blank(value: ast.expr | None) -> bool:
    return isinstance(value, ast.Constant) and value.value in (None, Ellipsis)


def names_from_outside(function: Callable[..., Any]) -> list[str]:
    """List the arrays and the notes' symbols that a function reads from the notebook, and not from its arguments."""
    around: dict[str, Any] = getattr(inspect.unwrap(function), "__globals__", {})
    used = dict.fromkeys(globals_read(code_of(function)))
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


def statement(frame: FrameType, line: int) -> str:
    """Give the statement on a line of a frame's code; nothing where there is no source, or no such line."""
    try:
        lines, first = inspect.getsourcelines(frame.f_code)
    except OSError:
        return ""
    place = line - max(first, 1)
    return lines[place].strip() if 0 <= place < len(lines) else ""


# A notebook's function is not what its newest cell says, where that cell failed: the old function is still there.


def stale(function: Callable[..., Any]) -> str:
    """Say so where the newest cell that defines a function of this name is not the one that the function is from."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    return said_of(function, shell.user_ns.get("In", ())) if shell else ""


def said_of(function: Callable[..., Any], cells: Sequence[str]) -> str:
    """Say it, given the code of all cells that were run, in order; the last is the one that is running."""
    code, name = code_of(function), getattr(function, "__name__", "")
    if code is None or not name.isidentifier():
        return ""
    own = "".join(linecache.getlines(code.co_filename)).strip()
    defines = re.compile(rf"^(?:def\s+{name}\b|{name}\s*=)", re.MULTILINE)
    ran = [cell.strip() for cell in cells]
    newest = next((cell for cell in reversed(ran) if defines.search(cell)), own)
    return say("stale", name=name) if own in ran and newest != own else ""
