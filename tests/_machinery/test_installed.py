"""Where only NumPy is installed, the mathematics is there, and the rest says what to install."""

import subprocess
import sys

import pytest

import nnlib
from nnlib._machinery import installed

HIDDEN = """
import sys
from importlib.machinery import PathFinder

class WithoutMatplotlib(PathFinder):
    @classmethod
    def find_spec(cls, name, path=None, target=None):
        hidden = name.partition(".")[0] in {"matplotlib", "anywidget"}
        return None if hidden else PathFinder.find_spec(name, path, target)

sys.meta_path[sys.meta_path.index(PathFinder)] = WithoutMatplotlib
"""


def python(*lines: str) -> str:
    """Run lines in a Python without matplotlib and anywidget; return what it says."""
    code = "\n".join([HIDDEN, *lines])
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False).stderr.strip()


def test_a_name_that_needs_more_says_what_to_install():
    names = "plot_boundary", "explore_unit", "draw"
    tries = [f"try: from nnlib import {name}\nexcept ModuleNotFoundError as error: print(error)" for name in names]
    assert python("import sys; sys.stdout = sys.stderr", *tries).splitlines() == [
        f"{name} needs matplotlib, which is not installed in this Python. "
        'python -m pip install "one-hidden-layer[lessons]" installs all that the lessons need.'
        for name in names
    ]


def test_everything_is_what_is_installed():
    names = "from nnlib import *; import nnlib"
    checks = "assert 'plot_unit' not in nnlib.__all__ and 'explore_unit' not in nnlib.__all__; check_cost; train; sweep"
    assert python(names, checks) == ""
    assert {"plot_unit", "explore_unit", "check_cost"} <= set(nnlib.__all__)


def test_a_module_of_its_own_that_is_missing_is_no_package_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "nnlib.plots", None)
    for name in ("plots", "plot_boundary"):  # which another test may have asked for
        monkeypatch.delitem(vars(nnlib), name, raising=False)
    with pytest.raises(ModuleNotFoundError, match=r"^(?!.*pip install)"):
        nnlib.plot_boundary  # noqa: B018


def test_what_a_module_needs_is_what_it_imports():
    imports = "import sys, nnlib.{}; print(*(set('matplotlib ipywidgets anywidget'.split()) & set(sys.modules)))"
    for modules in (["plots", "widgets"], ["quiz"]):  # the widgets need what the plots need, and more
        command = [sys.executable, "-c", "\n".join(map(imports.format, modules))]
        lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
        for module, found in zip(modules, map(str.split, lines), strict=True):
            needs = installed.NEEDS[module]
            assert set(needs) <= set(found)
            assert set(found) - set(needs) <= {"ipywidgets"}  # of which anywidget is made
    assert {*installed.NEEDS} == {"plots", "widgets", "quiz"}
