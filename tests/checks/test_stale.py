"""A function that a newer cell of the notebook was to replace is not judged."""

import pytest

import nnlib
from nnlib.checks.source import said_of, stale
from tests.checks.examples import from_a_cell

OLD = "def mine(A2, Y):\n    return A2 - Y"
CHECK = "check_dZ2(mine)"


@pytest.mark.parametrize(
    ("later", "is_stale"),
    [
        ((), False),
        (("x = 1",), False),
        (("def mine(A2, Y):\n    return Y - (A2",), True),  # a SyntaxError
        (("mine = no_such_name",), True),
        (("def mine_too(A2, Y):\n    return (",), False),
        (("def mine(A2, Y):\n    return (", OLD), False),  # mended
    ],
)
def test_the_newest_cell_that_defines_a_function_is_the_one_it_is_from(later, is_stale):
    mine = from_a_cell(OLD, "mine")
    words = said_of(mine, ["", OLD, *later, CHECK])
    assert bool(words) == is_stale
    assert not words or "mine is still the older function" in words


def test_a_function_from_elsewhere_is_never_stale():
    assert said_of(nnlib.backward, ["", "backward = 3"]) == ""
    assert said_of(max, ["max = 3"]) == ""
    assert stale(from_a_cell(OLD, "mine")) == ""  # no notebook runs this


def test_in_a_notebook_the_check_says_so_in_place_of_a_verdict():
    from IPython.core.interactiveshell import InteractiveShell

    shell = InteractiveShell.instance()
    try:
        shell.run_cell("from nnlib import check_dZ2", store_history=True)
        shell.run_cell(OLD, store_history=True)
        assert shell.run_cell(CHECK, store_history=True).result.passed
        shell.run_cell("def mine(A2, Y):\n    return (A2 - Y", store_history=True)
        result = shell.run_cell(CHECK, store_history=True).result
        assert not result.passed
        assert "Fix that cell, run it, and check again" in result.failure
    finally:
        InteractiveShell.clear_instance()
