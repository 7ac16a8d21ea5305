"""The exercises of a lesson: the stubs and the cells that check them, the worked solutions, and nbgrader's metadata.

A stub has the tag `exercise`; the cell below it has the tag `check` and marks what the stub defines.  All else follows
from the tags: for nbgrader a stub is a solution, and a check a locked test that is worth a point.
"""

import ast
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from nbformat import NotebookNode, from_dict

import nnlib

CHECKS = {name for name in nnlib.__all__ if name.startswith("check_")}
SOLUTIONS = Path(__file__).with_name("solutions")
SCHEMA_VERSION = 3  # of nbgrader's metadata
POINTS = 1


class Exercise(NamedTuple):
    """The name that an exercise is about, the cell that is to define it, and the cells that check it."""

    name: str
    stub: NotebookNode
    checks: list[NotebookNode]


def tags(cell: NotebookNode) -> list[str]:
    return cell.metadata.get("tags", [])


def exercises(cells: Iterable[NotebookNode]) -> list[Exercise]:
    """Each exercise, with the cells that check it: all up to the next exercise."""
    found: list[Exercise] = []
    for cell in cells:
        if "exercise" in tags(cell):
            found.append(Exercise(defined(cell), cell, []))
        elif "check" in tags(cell) and found:
            found[-1].checks.append(cell)
    return found


def defined(cell: NotebookNode) -> str:
    """The first name that a cell gives a meaning to."""
    for node in ast.parse(cell.source).body:
        if isinstance(node, ast.FunctionDef):
            return node.name
        if isinstance(node, ast.Assign):
            return ast.unparse(node.targets[0])
    return ""


def call_of_a_check(source: str) -> ast.Call | None:
    """The call of one of nnlib's checks that a cell ends in; nothing where it ends in anything else."""
    last = ast.parse(source).body[-1:]
    call = last[0].value if last and isinstance(last[0], ast.Expr) else None
    return call if isinstance(call, ast.Call) and ast.unparse(call.func) in CHECKS else None


def first_argument(call: ast.Call) -> str:
    return ast.unparse(call.args[0]) if call.args else ""


def solutions(lesson: str) -> dict[str, str]:
    """The worked solutions of the lesson of this name, by the name that they define."""
    path = SOLUTIONS / f"{lesson}.py"
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    parts = re.split(r"^# %% (\w+)\n", text, flags=re.MULTILINE)[1:]
    return {name: solution.rstrip() for name, solution in zip(parts[::2], parts[1::2], strict=True)}


def mark_for_nbgrader(cells: Iterable[NotebookNode]) -> None:
    """Write nbgrader's metadata into the exercises that are checked, and into no other cell."""
    cells = list(cells)
    for cell in cells:
        cell.metadata.pop("nbgrader", None)
    for name, stub, checks in exercises(cells):
        if checks:
            stub.metadata["nbgrader"] = _metadata(name, solution=True)
        for check in checks:
            check.metadata["nbgrader"] = _metadata(f"check-{name}", grade=True, locked=True, points=POINTS)


def _metadata(grade_id: str, **given: bool | int) -> NotebookNode:
    plain = {"schema_version": SCHEMA_VERSION, "grade": False, "solution": False, "locked": False, "task": False}
    return from_dict({**plain, "grade_id": grade_id, **given})
