"""When the weights and the bias of one unit are right, and what is said of them where they are not.

The unit is to step from −0.95 at x1 = 0 up to 0.95 at x1 = 1; the size of z at which tanh is 0.95 is 1.83.
"""

import numpy as np
import pytest

from nnlib.checks import CATALOGUE
from nnlib.checks.cases import Case
from nnlib.checks.starts import EDGE, ROUNDING, UnitComparison
from nnlib.checks.tasks import TASKS
from tests.checks.by_hand import array

RIGHT = {"my_w": array([[4, 0]]), "my_b": array([[-2]])}


def unit(**returned):
    answer = {name: array(value) for name, value in returned.items()}
    return UnitComparison(TASKS["unit"], [Case({}, RIGHT)], [answer])


def right(w, b):
    """Which of the weights and the bias are right: "my_w", "my_b", both or none."""
    return [name for name in RIGHT if unit(my_w=w, my_b=b).is_right(name)]


BOTH = ["my_w", "my_b"]


@pytest.mark.parametrize(("w", "b"), [([[4, 0]], [[-2]]), ([4, 0], -2), ([[100], [0]], [-50])])
def test_any_unit_that_does_it_is_right_and_as_good_as_another(w, b):
    comparison = unit(my_w=w, my_b=b)
    assert right(w, b) == BOTH
    assert all(comparison.is_as_in_notes(name) for name in RIGHT)


def test_a_unit_that_is_wrong_is_not_as_in_the_notes():
    comparison = unit(my_w=[[4, 1]], my_b=[[-2]])
    assert [comparison.is_as_in_notes(name) for name in RIGHT] == [False, True]


def test_weights_on_x2_are_wrong_of_either_sign():
    assert right([[4, 1e-3]], [[-2]]) == right([[4, -1e-3]], [[-2]]) == ["my_b"]


def test_a_unit_that_just_does_it_is_right():
    assert right([[2 * EDGE, 0]], [[-EDGE]]) == BOTH
    assert right([[2 * EDGE - ROUNDING, 0]], [[-EDGE + ROUNDING / 2]]) == BOTH
    assert right([[9, 0]], [[-(EDGE - ROUNDING)]]) == BOTH


def test_a_unit_that_just_does_not_is_wrong():
    assert right([[2 * EDGE - 3 * ROUNDING, 0]], [[-EDGE]]) == ["my_b"]
    assert right([[9, 0]], [[-EDGE + 2 * ROUNDING]]) == ["my_w"]
    assert right([[9, 0]], [[EDGE - 9 - 2 * ROUNDING]]) == ["my_w"]
    assert right([[9, 0]], [[EDGE - 9]]) == BOTH


def test_with_steep_weights_it_is_not_enough_that_the_line_is_between_the_ends():
    assert right([[4, 0]], [[-1]]) == right([[4, 0]], [[-3]]) == ["my_w"]


@pytest.mark.parametrize(("b", "fits"), [(0, False), (-0.01, True), (-0.99, True), (-1, False), (0.5, False)])
def test_with_weights_for_which_no_bias_will_do_the_line_must_be_between_the_ends(b, fits):
    assert right([[1, 0]], [[b]]) == (["my_b"] if fits else [])


def test_with_falling_weights_the_line_has_its_place_too():
    assert right([[-5, 0]], [[2]]) == ["my_b"]
    assert right([[-5, 0]], [[6]]) == right([[-5, 0]], [[-2]]) == []


def test_where_x1_has_no_weight_no_bias_is_right():
    assert right([[0, 4]], [[-2]]) == right([[0, 0]], [[-2]]) == []


def test_a_bias_without_weights_is_right_if_it_is_low_enough():
    assert unit(my_b=[[-2]]).is_right("my_b")
    assert not unit(my_b=[[-1]]).is_right("my_b")
    assert right([[4, 0, 0]], [[-2]]) == ["my_b"]


def test_weights_without_a_bias_can_be_right():
    assert unit(my_w=[[4, 0]]).is_right("my_w")
    assert right([[4, 0]], [[-2, -2]]) == ["my_w"]


def test_another_number_of_numbers_speaks_against_it():
    found = unit(my_w=[[4, 0, 1]], my_b=[[-2]]).against("my_w")
    assert found == ("wrong_shape", {"shape": (1, 3), "symbols": "(1, n0)", "right": (1, 2)})
    found = unit(my_w=[[4, 0]], my_b=[-2, -2]).against("my_b")
    assert found == ("wrong_shape", {"shape": (2,), "symbols": "(1, 1)", "right": (1, 1)})


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_a_number_that_is_not_finite_speaks_against_it(bad):
    assert right([[bad, 0]], [[bad]]) == []
    assert unit(my_w=[[4, bad]], my_b=[[-2]]).against("my_w").key == "not_finite"
    assert unit(my_w=[[4, 0]], my_b=[[bad]]).against("my_b").key == "not_finite"


def test_it_is_said_where_the_line_runs_and_what_the_unit_answers():
    comparison = unit(my_w=[[4, 0]], my_b=[[-1]])
    assert comparison.against("my_b") == ("line", {"line": "0.25", "left": "−0.76", "right": "1.00"})
    assert comparison.against("my_w") == comparison.against("my_b")
    low = unit(my_w=[[0.5, 3]], my_b=[[0.25]]).against("my_b")
    assert low == ("line", {"line": "−0.50", "left": "0.24", "right": "0.64"})


def test_a_zero_has_no_sign():
    assert unit(my_w=[[4, 0]], my_b=[[0]]).against("my_b").values["line"] == "0.00"


@pytest.mark.parametrize("w", [[[0, 4]], [[-3, 0]], [[4, 0, 0]]])
def test_where_no_line_rises_along_x1_the_bias_alone_is_said(w):
    assert unit(my_w=w, my_b=[[-1]]).against("my_b") == ("no_line", {"b": "−1.00"})


def test_a_mistake_is_seen_in_what_the_unit_does():
    def seen(name, w, b, array="my_w"):
        return unit(my_w=w, my_b=b).is_by(CATALOGUE[name], array)

    assert seen("tilted_line", [[4, 1]], [[-2]]) is True
    assert seen("tilted_line", [[4, 0]], [[-2]]) is False
    assert seen("x2_for_x1", [[0, 4]], [[-2]]) is True
    assert seen("place_for_bias", [[4, 0]], [[-0.5]], "my_b") is True
    assert seen("place_for_bias", [[4, 0]], [[-2]], "my_b") is False


def test_no_mistake_is_seen_in_an_array_of_another_form():
    comparison = unit(my_w=[[4, 1, 0]], my_b=[[-0.5]])
    assert not comparison.is_by(CATALOGUE["place_for_bias"], "my_w")
    assert comparison.is_by(CATALOGUE["place_for_bias"], "my_b")  # it is seen in the bias alone


def test_a_mistake_of_an_equation_is_not_seen_in_numbers():
    assert not unit(my_w=[[4, 1]], my_b=[[-0.5]]).is_by(CATALOGUE["uphill"], "my_w")
