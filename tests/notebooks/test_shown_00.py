"""Lesson 00 begins with a network to play with, and its check names what is missing or too old of what is asked for."""

import importlib.metadata
import itertools
import sys
import tomllib

import pytest
from packaging.requirements import Requirement

import nnlib
from tests.notebooks.lesson import Lesson
from tests.notebooks.record import NOTEBOOKS

LESSON = Lesson(NOTEBOOKS / "00_start_here.ipynb")
CHECK = next(cell.source for cell in LESSON.code if "problem_with" in cell.source)
MOST_WORDS_BEFORE_IT = 80  # with them, the button still stands within the first screen of a laptop


@pytest.fixture
def look(monkeypatch, capsys):
    """Run the cell where packages have these versions, None for one that is missing; return what it prints."""

    def run(**versions: str | None) -> tuple[str, dict]:
        def version(name: str) -> str:
            if versions.get(name, "") is None:
                raise importlib.metadata.PackageNotFoundError(name)
            return versions.get(name) or real(name)

        monkeypatch.setattr(importlib.metadata, "version", version)
        names: dict = {}
        exec(compile(CHECK, "00_start_here.ipynb", "exec"), names)
        return capsys.readouterr().out, names

    real = importlib.metadata.version
    return run


def test_a_network_to_play_with_comes_first_below_a_few_words():
    above = itertools.takewhile(lambda cell: cell.cell_type == "markdown", LESSON.cells)
    assert "explore_playground" in LESSON.code[0].source
    assert sum(len(cell.source.split()) for cell in above) <= MOST_WORDS_BEFORE_IT


def test_all_is_here(look):
    assert look()[0] == "Everything is here.\n"


def test_what_is_missing_or_too_old_is_named_with_the_python_that_lacks_it(look):
    said = look(ipywidgets=None, matplotlib="3.9.2")[0]
    assert said.splitlines() == [
        "ipywidgets is missing",
        "matplotlib 3.9.2 is too old: it must be 3.10 or newer",
        f"This notebook runs on {sys.executable}",
    ]


@pytest.mark.parametrize("numpy", ["2.0", "2.10.0rc1", "3.0a1", "10.0+local"])
def test_newer_versions_of_every_form_will_do(look, numpy):
    assert look(numpy=numpy)[0] == "Everything is here.\n"


def test_it_asks_for_what_the_project_asks_for(look):
    project = tomllib.loads((NOTEBOOKS.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = [*project["dependencies"], *project["optional-dependencies"]["widgets"]]
    expected = {r.name: str(r.specifier).removeprefix(">=") for r in map(Requirement, lines)}
    assert look()[1]["needs"] == {project["name"]: nnlib.__version__.rpartition(".")[0], **expected}


def test_a_package_of_the_librarys_name_will_not_do(look):
    said = look(**{"one-hidden-layer": None, "nnlib": "0.2"})[0]
    assert said.splitlines() == ["one-hidden-layer is missing", f"This notebook runs on {sys.executable}"]
