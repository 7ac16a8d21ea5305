"""The picture of the architecture in CONTRIBUTING.md is that of the tree, and imports point one way in it."""

import ast
import re
from graphlib import TopologicalSorter
from itertools import chain
from pathlib import Path

import pytest

import nnlib._machinery
import nnlib.checks

ROOT = Path(__file__).resolve().parents[1]
PICTURE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split("### nnlib\n")[1].split("```")[1]
ROWS = re.findall(r"^  (\w+) ", PICTURE, re.MULTILINE)
MACHINERY = "_machinery"
BELOW = {"activations", "network", "texts"}  # what the machinery knows of the floors above: equations and words
FILES = {
    path.relative_to(ROOT): path.relative_to(ROOT / "nnlib").with_suffix("").parts[0]
    for path in (ROOT / "nnlib").rglob("*.py")
    if path != ROOT / "nnlib/__init__.py"
}


def imported(path: Path) -> set[str]:
    """What a file imports of nnlib, module or name, wherever in the file the import stands."""
    nodes = list(ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))))
    names = [f"{n.module}.{alias.name}" for n in nodes if isinstance(n, ast.ImportFrom) for alias in n.names]
    names += chain.from_iterable([alias.name for alias in n.names] for n in nodes if isinstance(n, ast.Import))
    return {name for name in names if name.startswith("nnlib.")}


def rows(names: set[str]) -> set[str]:
    return {name.split(".")[1] for name in names}


def test_every_module_has_its_row_and_every_row_its_module():
    assert sorted(ROWS) == sorted(set(FILES.values()))


def test_the_machinery_names_its_parts():
    parts = {path.stem for path in FILES if FILES[path] == MACHINERY} - {"__init__"}
    assert set(re.findall(r"^(\w+)  ", nnlib._machinery.__doc__, re.MULTILINE)) == parts


def test_the_checks_name_their_parts():
    parts = {path.stem for path in FILES if path.parent.name == "checks"} - {"__init__"}
    assert set(re.findall(r"^  (\w+)  ", nnlib.checks.__doc__, re.MULTILINE)) == parts


@pytest.mark.parametrize("path", sorted(path for path in FILES if FILES[path] != MACHINERY), ids=str)
def test_a_module_imports_only_from_the_rows_above_its_own_the_machinery_and_the_words(path):
    above = ROWS[: ROWS.index(FILES[path])]
    assert rows(imported(path)) - {FILES[path]} <= {*above, MACHINERY, "texts"}


@pytest.mark.parametrize("path", sorted(path for path in FILES if FILES[path] == MACHINERY), ids=str)
def test_the_machinery_knows_the_equations_and_the_words_at_the_most(path):
    assert rows(imported(path)) <= {MACHINERY, *BELOW}


def test_no_modules_import_each_other():
    module_of = {".".join(path.with_suffix("").parts).removesuffix(".__init__"): path for path in FILES}
    needed = {
        module: {name if name in module_of else name.rpartition(".")[0] for name in imported(path)} - {"nnlib", module}
        for module, path in module_of.items()
    }
    TopologicalSorter(needed).prepare()  # raises a CycleError, which names them
