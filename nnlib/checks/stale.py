"""Tells that a notebook's function is not what its newest cell says: that cell failed, so the old function is there."""

import inspect
import linecache
import re
import sys
from collections.abc import Callable
from typing import Any

from nnlib.texts import say


def stale(function: Callable[..., Any]) -> str:
    """Say so where the newest cell that defines a function of this name is not the one that the function is from."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    return said_of(function, shell.user_ns.get("In", ())) if shell else ""


def said_of(function: Callable[..., Any], cells: "list[str] | tuple[str, ...]") -> str:
    """Say it, given the code of all cells that were run, in order; the last is the one that is running."""
    code = getattr(inspect.unwrap(function), "__code__", None)
    name = getattr(function, "__name__", "")
    if code is None or not name.isidentifier():
        return ""
    own = "".join(linecache.getlines(code.co_filename)).strip()
    defines = re.compile(rf"^(?:def\s+{name}\b|{name}\s*=)", re.MULTILINE)
    ran = [cell.strip() for cell in cells]
    newest = next((cell for cell in reversed(ran) if defines.search(cell)), own)
    return say("stale", name=name) if own in ran and newest != own else ""
