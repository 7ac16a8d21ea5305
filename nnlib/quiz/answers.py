"""Notices that the cell which answers a prediction has run: the next one that works and puts no question itself."""

import sys
from collections.abc import Callable
from typing import Any

_WAITING: list[Callable[[], None]] = []
_NEW: list[Callable[[], None]] = []  # of what the cell that is running has put


def tell_when_answered(tell: Callable[[], None]) -> None:
    """Call this once the cell has run that answers what is put now; outside IPython no cell runs."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    if shell is None:
        return
    if _after_a_cell not in shell.events.callbacks["post_run_cell"]:
        shell.events.register("post_run_cell", _after_a_cell)
    _NEW.append(tell)


def _after_a_cell(result: Any) -> None:
    if _NEW:
        _WAITING.extend(_NEW)
        _NEW.clear()
    elif result.success:
        while _WAITING:
            _WAITING.pop()()
