"""What speaks against parameters to start with."""

import numpy as np
import pytest

from nnlib.checks import CATALOGUE
from nnlib.checks.cases import Case
from nnlib.checks.starts import StartComparison
from nnlib.checks.tasks import TASKS
from tests.checks.by_hand import array

W1, W2 = [[0.3, -0.7], [0.9, 0.1], [-0.4, 0.5]], [[0.2, -0.8, 0.4]]
GOOD = {"W1": W1, "b1": [[0], [0], [0]], "W2": W2, "b2": [[0]]}

pytestmark = pytest.mark.usefixtures("no_patience")


def started(*others, cases=1):
    """A start for each case of a network 2-3-1, with the arrays that are other than those of GOOD."""
    answers = [{name: array(value) for name, value in {**GOOD, **other}.items()} for other in others]
    right = {name: array(value) for name, value in GOOD.items()}
    return StartComparison(TASKS["initialize_parameters"], [Case({"n0": 2, "n1": 3}, right)] * len(answers), answers)


def test_a_good_start_is_right_and_as_good_as_the_librarys():
    start = started({}, {"W1": -array(W1)})
    assert all(start.is_right(name) and start.is_as_in_notes(name) for name in GOOD)
    assert start.against("W1") is None


def test_every_case_counts():
    for start in (started({"W1": np.ones((2, 3))}, {}), started({}, {"W1": np.ones((2, 3))})):
        assert not start.is_right("W1")
        assert not start.is_as_in_notes("W1")
        assert start.against("W1").key == "wrong_shape"
        assert start.is_right("W2")


def test_a_wrong_shape_speaks_against_it():
    found = started({"W1": np.ones((2, 3))}).against("W1")
    assert found == ("wrong_shape", {"shape": (2, 3), "symbols": "(n1, n0)", "right": (3, 2)})


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_a_number_that_is_not_finite_speaks_against_it(bad):
    for name, value in (("b2", [[bad]]), ("W2", [[1, bad, 2]])):
        assert started({name: value}).against(name) == ("not_finite", {"value": "nan or inf", "place": ""})


def test_biases_may_not_be_zero_but_are_a_column():
    start = started({"b1": [[1], [1], [1]], "b2": [[0.5]]})
    assert start.is_right("b1")
    assert start.is_right("b2")
    assert not started({"b1": [[1, 1, 1]]}).is_right("b1")
    assert not started({"b2": 0.0}).is_right("b2")


def test_a_bias_that_does_not_start_at_0_is_worth_a_word():
    words = "The exercise asks for a b1 of zeros, and here it is not zero."
    assert started({}, {"b1": [[0], [0.1], [0]]}).remark("b1").startswith(words)
    assert started({"b1": [[0.1], [0], [0]]}, {}).remark("b2") == ""
    assert started({}, {}).remark("b1") == started({}).remark("W1") == ""


@pytest.mark.parametrize(("size", "words"), [(5.0, "5"), (1234.5, "1.2e+03"), (1e-6, "1e-06")])
def test_weights_may_not_be_giants_or_as_good_as_zero(size, words):
    assert started({"W1": [[size, -size], [-size, size], [size, size]]}).against("W1") == (
        "start_size",
        {"size": words},
    )


@pytest.mark.parametrize("size", [4.99, 1.01e-6])
def test_weights_just_inside_the_limits_are_right(size):
    assert started({"W1": [[size, -size], [-size, size], [size, size]]}).against("W1") is None


@pytest.mark.parametrize(("row", "other"), [(1, 0), (2, 0), (2, 1)])
def test_two_units_that_start_alike_are_named(row, other):
    W = array(W1)
    W[row] = W[other]
    assert started({"W1": W}).against("W1") == ("start_equal_rows", {"row": row, "other": other})


def test_numbers_that_are_equal_in_each_row_of_every_case_speak_against_weights():
    equal, W = {"W2": [[1, 1, 1]]}, {"W1": [[0.3, 0.3], [0.9, 0.9], [-0.4, -0.4]]}
    assert started(equal, equal).against("W2") == ("start_equal_columns", {})
    assert started(W).against("W1") == ("start_equal_columns", {})
    assert not started(W).is_right("W1")
    assert started(W).is_right("W2")
    for by_chance in (started(equal, {}), started({}, equal)):
        assert by_chance.against("W2") is None
        assert by_chance.is_right("W2")
    assert started({"W1": 0.3}, W).against("W1").key == "wrong_shape"
    assert started({}, {"W1": [0.3, 0.3]}).fits(0, "W1")


def test_small_weights_are_worth_a_word():
    small, smaller = {"W1": array(W1) / 1000}, {"W1": array(W1) / 10_000}
    words = "The numbers of W1 are small, of size 5e-04."
    assert started(smaller, small).remark("W1").startswith(words)
    assert started(small).remark("W2") == started(small, {}).remark("W1") == ""
    assert started({"W1": np.full((3, 2), 2e-3)}).remark("W1") == ""


def test_numbers_of_one_matrix_in_the_other_are_seen_wherever_they_stand():
    seen = CATALOGUE["same_numbers_twice"]
    for W in ([[0.3, -0.7, 0.9]], [[-0.6, 1.4, -1.8]], [[0.1, -0.4, 0.5]], [[0.3, 0.9, -0.4]], [[-0.7, 0.1, 0.5]]):
        assert started({"W2": W}).is_by(seen, "W2")
    for W in (W2, [[0.3, 0.9, 0.1]], [[0.3, -0.7, 0.91]], [[1, 1, 1]], [[1, -1, 1]]):
        assert not started({"W2": W}).is_by(seen, "W2")
    signs = {"W1": [[1, -1], [1, 1], [-1, -1]], "W2": [[0.2, -0.2, 0.2]]}
    assert not started(signs).is_by(seen, "W2")


def test_a_mistake_is_seen_in_the_parameters_of_every_case():
    zeros = {"W1": np.zeros((3, 2)), "W2": np.zeros((1, 3))}
    assert started(zeros, zeros).is_by(CATALOGUE["zeros"], "W1")
    assert not started(zeros, {}).is_by(CATALOGUE["zeros"], "W1")
    assert not started({}, zeros).is_by(CATALOGUE["zeros"], "W1")


def test_what_shows_a_mistake_is_wrong_in_the_arrays_that_the_mistake_is_about_and_in_no_other():
    positive = started({"W1": np.abs(W1), "W2": np.abs(W2)})
    assert {name: positive.is_right(name) for name in GOOD} == {"W1": False, "b1": True, "W2": False, "b2": True}
    assert positive.against("W1") is None


def test_a_mistake_may_be_seen_by_the_number_of_inputs_and_of_units():
    for_each_input = CATALOGUE["a_bias_for_each_input"]
    assert started({"b1": [[0], [0]], "b2": [[0], [0], [0]]}).is_by(for_each_input, "b1")
    assert not started({"b1": [[0], [0]]}).is_by(for_each_input, "b1")
    assert not started({"b2": [[0], [0], [0]]}).is_by(for_each_input, "b1")


def test_a_unit_or_an_input_without_weights_speaks_against_them():
    row, column = [[0.3, -0.7], [0, 0], [0, 0]], [[0, -0.7], [0, 0.1], [0, 0.5]]
    assert started({"W1": row}).against("W1") == ("start_zero_row", {"which": 1})
    assert started({"W1": column}).against("W1") == ("start_zero_column", {"which": 0})
    assert started({"W2": [[0.2, 0, 0.4]]}).against("W2") == ("start_zero_column", {"which": 1})


def test_biases_that_saturate_their_units_speak_against_themselves():
    assert started({"b1": [[5], [-5], [0]]}).is_right("b1")
    assert started({"b1": [[0], [-5.5], [0]]}).against("b1") == ("start_bias", {"size": "5.5"})
    assert not started({"b2": [[1000]]}).is_right("b2")


def test_two_numbers_for_a_matrix_are_told_from_other_shapes():
    drawn = started({"W1": [3.1, 2.2]}).against("W1")
    assert drawn == ("start_shape", {"shape": (2,), "right": (3, 2)})
    assert started({"b1": [3.1, 2.2]}).against("b1").key == "wrong_shape"
    assert started({"W1": [3.1, 2.2, 1]}).against("W1").key == "wrong_shape"
