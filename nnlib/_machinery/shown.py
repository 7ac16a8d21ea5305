"""Which widgets a cell shows: a cell that is run again closes those that it showed before."""

import sys
import weakref
from typing import Any

_shown: dict[str, tuple[str, "weakref.WeakSet[Any]"]] = {}  # by cell: its last run, and what that showed


def is_shown(widget: Any) -> None:
    """Close what this cell showed when it was run before; where no cell is known, as in a plain script, do nothing."""
    cell, run = _cell_and_run()
    if cell is None:
        return
    before, widgets = _shown.get(cell, ("", weakref.WeakSet[Any]()))
    if before != run:
        elsewhere = {other for key, (_, others) in _shown.items() if key != cell for other in others}
        for old in set(widgets) - elsewhere - {widget}:
            old.close()
        widgets = weakref.WeakSet[Any]()
    widgets.add(widget)
    _shown[cell] = run, widgets


def _cell_and_run() -> tuple[str | None, str]:
    """Find the cell that is being run, as JupyterLab, Notebook 7 and VS Code name it, and which run of it this is."""
    shell: Any = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    parent: dict[str, Any] = shell.get_parent() if hasattr(shell, "get_parent") else {}
    return parent.get("metadata", {}).get("cellId"), parent.get("header", {}).get("msg_id", "")
