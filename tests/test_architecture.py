"""The picture of the architecture in CONTRIBUTING.md is that of the tree, and imports point upwards in it."""

import ast
import re
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PICTURE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split("### nnlib\n")[1].split("```")[1]
ROWS = re.findall(r"^  (\w+)  ", PICTURE, re.MULTILINE)
FILES = {
    path.relative_to(ROOT): path.relative_to(ROOT / "nnlib").with_suffix("").parts[0]
    for path in (ROOT / "nnlib").rglob("*.py")
    if path != ROOT / "nnlib/__init__.py"
}


def imported(path: Path) -> set[str]:
    """The rows of nnlib that a file imports from, wherever in the file the import stands."""
    nodes = list(ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))))
    names = [f"{n.module}.{alias.name}" for n in nodes if isinstance(n, ast.ImportFrom) for alias in n.names]
    names += chain.from_iterable([alias.name for alias in n.names] for n in nodes if isinstance(n, ast.Import))
    return {name.split(".")[1] for name in names if name.startswith("nnlib.")}


def test_every_module_has_its_row_and_every_row_its_module():
    assert sorted(ROWS) == sorted(set(FILES.values()))


@pytest.mark.parametrize("path", sorted(FILES), ids=str)
def test_a_module_imports_only_from_the_rows_above_its_own(path):
    above = ROWS[: ROWS.index(FILES[path])]
    assert imported(path) - {FILES[path]} <= set(above)
