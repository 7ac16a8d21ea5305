"""What counts as the same as the right array, and what does not."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from nnlib.exercises.comparison import Comparison, in_notes_form, is_bias, same
from nnlib.mistakes import CATALOGUE
from nnlib.mistakes.tasks import TASKS
from tests.exercises.by_hand import array, compared

TOLERANCE = 1e-6
A_NUMBER = st.floats(-100, 100).map(lambda x: round(x, 3))
TABLES = arrays(float, (2, 3), elements=A_NUMBER)


class TestSame:
    def test_an_array_is_the_same_as_itself_even_without_tolerance(self):
        assert same(array([[1, 2], [3, 4]]), [[1, 2], [3, 4]], 0.0)

    def test_one_number_that_differs_is_enough(self):
        assert not same(array([[1, 2], [3, 5]]), [[1, 2], [3, 4]], TOLERANCE)

    def test_another_shape_is_not_the_same_though_broadcasting_would_make_it_so(self):
        assert not same(array([[1, 1]]), [[1], [1]], TOLERANCE)
        assert not same(array(1), [1], TOLERANCE)

    def test_the_tolerance_is_a_fraction_of_the_largest_number_in_size(self):
        expected = array([0, 10, -1000])
        assert same(expected + 0.0009, expected, TOLERANCE)
        assert not same(expected + 0.0011, expected, TOLERANCE)
        assert same(expected - 0.0009, expected, TOLERANCE)
        assert not same(expected - 0.0011, expected, TOLERANCE)

    def test_small_numbers_have_a_small_tolerance(self):
        assert not same(array([2e-9, 0]), [1e-9, 0], TOLERANCE)

    def test_beside_zeros_the_tolerance_is_that_of_ones(self):
        assert same(array([0, 0.9e-6]), [0, 0], TOLERANCE)
        assert not same(array([0, 1.1e-6]), [0, 0], TOLERANCE)

    def test_numbers_that_are_not_finite_must_stand_in_the_same_places(self):
        assert same(array([np.inf, 1]), [np.nan, 1], TOLERANCE)
        assert not same(array([np.inf, 1]), [1, 1], TOLERANCE)
        assert not same(array([1, 1]), [np.inf, 1], TOLERANCE)
        assert not same(array([np.inf, 2]), [np.inf, 1], TOLERANCE)
        assert same(array([np.nan, np.nan]), [np.nan, np.nan], TOLERANCE)


@given(TABLES, st.floats(1e-3, 1e3))
def test_it_does_not_depend_on_the_unit(table, scale):
    assert same(scale * table * (1 + 1e-7), scale * table, TOLERANCE)
    assert not np.any(table) or not same(scale * table * (1 + 1e-5), scale * table, TOLERANCE)


@given(TABLES, TABLES)
def test_of_two_of_one_size_it_does_not_matter_which_is_expected(one, other):
    one[0, 0] = other[0, 0] = 200  # the largest of both
    assert same(one, other, 0.1) == same(other, one, 0.1)


class TestForm:
    def test_a_row_of_biases_is_a_column(self):
        assert np.array_equal(in_notes_form("b1", array([[1, 2, 3]]), (3, 1)), [[1], [2], [3]])
        assert np.array_equal(in_notes_form("db1", array([[1, 2]]), (2, 1)), [[1], [2]])

    def test_weights_are_not_transposed_for_the_learner(self):
        assert in_notes_form("W1", array([[1, 2, 3]]), (3, 1)).shape == (1, 3)

    @pytest.mark.parametrize("form", [(), (1,), (1, 1, 1)])
    def test_one_number_may_have_any_number_of_axes(self, form):
        assert in_notes_form("W2", np.ones(form), (1, 1)).shape == (1, 1)
        assert in_notes_form("J", np.ones(form), ()).shape == ()

    def test_more_numbers_than_one_or_one_for_more_keep_their_shape(self):
        assert in_notes_form("W2", np.ones(2), (1, 2)).shape == (2,)
        assert in_notes_form("W2", np.ones(1), (1, 2)).shape == (1,)
        assert in_notes_form("W2", np.ones(2), (1, 1)).shape == (2,)
        assert in_notes_form("b1", np.ones(3), (3, 1)).shape == (3,)

    def test_biases_and_their_gradients_are_columns_and_nothing_else_is(self):
        assert all(is_bias(name) for name in ("b1", "b2", "db1", "db2"))
        assert not any(is_bias(name) for name in ("W1", "dW2", "Z1", "X", "J", "slope"))


def forward(Z1, A1):
    """Two of forward's arrays for one unit and two examples, where Z1 is [1 2] and g1 doubles."""
    known = {"W1": array([[1]]), "X": array([[1, 2]]), "b1": array([[0]]), "g1": lambda Z: 2 * Z}
    return compared("forward", ({"Z1": Z1, "A1": A1}, {"Z1": [[1, 2]], "A1": [[2, 4]]}), **known)


class TestComparison:
    def test_arrays_stand_in_the_order_of_the_equations(self):
        assert compared("update", ({"b1": [[1]], "W1": [[1]]}, {})).arrays == ["W1", "b1"]

    def test_an_array_is_right_that_follows_from_the_right_ones(self):
        comparison = forward([[5, 5]], [[2, 4]])
        assert not comparison.is_right("Z1")
        assert comparison.is_right("A1")
        assert comparison.is_as_in_notes("A1")

    def test_an_array_is_right_that_follows_from_the_learners_own(self):
        comparison = forward([[5, 5]], [[10, 10]])
        assert comparison.is_right("A1")
        assert not comparison.is_as_in_notes("A1")

    def test_an_array_that_follows_from_neither_is_wrong(self):
        assert not forward([[5, 5]], [[5, 5]]).is_right("A1")

    def test_where_nothing_is_fed_forward_the_learners_own_arrays_do_not_count(self):
        known = {"W1": array([[1]]), "dW1": array([[1]]), "learning_rate": 1.0}
        comparison = compared("update", ({"W1": [[6]], "dW1": [[-5]]}, {"W1": [[0]]}), **known)
        assert not comparison.is_right("W1")
        assert list(comparison.candidates(0, "W1", TASKS["update"].equations["W1"])) == [0]

    def test_it_must_be_right_in_every_case(self):
        known = {"W1": array([[1]]), "dW1": array([[1]]), "learning_rate": 1.0}
        right, wrong = ({"W1": [[0]]}, {"W1": [[0]]}), ({"W1": [[2]]}, {"W1": [[0]]})
        for pairs in ((right, wrong), (wrong, right)):
            comparison = compared("update", *pairs, **known)
            assert not comparison.is_right("W1")
            assert not comparison.is_as_in_notes("W1")
            assert not comparison.is_by(CATALOGUE["uphill"], "W1")
        assert compared("update", right, right, **known).is_right("W1")
        assert compared("update", wrong, wrong, **known).is_by(CATALOGUE["uphill"], "W1")

    def test_the_tolerance_is_the_tasks(self):
        known = {"W1": array([[1]]), "dW1": array([[1e-9]]), "learning_rate": 1.0}
        near, far = ({"W1": [[1 + 0.9e-6]]}, {"W1": [[1]]}), ({"W1": [[1 + 1.1e-6]]}, {"W1": [[1]]})
        assert compared("update", near, **known).is_right("W1")
        assert not compared("update", far, **known).is_right("W1")

    def test_a_row_of_biases_is_compared_as_a_column(self):
        known = {"dZ2": array([[2, 4]]), "m": 2}
        assert compared("db2", ({"db2": [3]}, {"db2": [[3]]}), **known).is_right("db2")
        known = {"dZ1": array([[2, 4], [6, 8]]), "m": 2}
        comparison = compared("db1", ({"db1": [[3, 7]]}, {"db1": [[3], [7]]}), **known)
        assert comparison.is_right("db1")
        assert comparison.is_as_in_notes("db1")

    def test_a_row_of_biases_shows_a_mistake_as_a_column_does(self):
        known = {"dZ1": array([[2, 4], [6, 8]]), "m": 2}
        comparison = compared("db1", ({"db1": [[6, 14]]}, {"db1": [[3], [7]]}), **known)
        assert comparison.is_by(CATALOGUE["biases_without_mean"], "db1")

    def test_a_row_of_weights_does_not(self):
        known = {"W1": array([[1], [2]]), "dW1": array([[1], [1]]), "learning_rate": 1.0}
        assert not compared("update", ({"W1": [[2, 3]]}, {"W1": [[0], [1]]}), **known).is_by(CATALOGUE["uphill"], "W1")

    def test_what_does_not_follow_for_its_shape_is_passed_over(self):
        known = {"W1": array([[1]]), "X": array([[1, 2]]), "W2": array([[3]]), "b2": array([[0]])}
        answer = {"A1": [[1, 2], [3, 4]], "Z2": [[6, 12]]}  # W2 A1 cannot be computed with this A1, only with the right
        comparison = compared("forward", (answer, {"A1": [[2, 4]], "Z2": [[6, 12]]}), **known)
        assert [np.shape(Z2) for Z2 in comparison.candidates(0, "Z2", TASKS["forward"].equations["Z2"])] == [(1, 2)]
        assert comparison.is_right("Z2")

    def test_a_wrong_equation_may_divide_by_zero_without_a_warning(self):
        known = {"A2": array([[0, 1]]), "Y": array([[0, 0]])}
        comparison = compared("dZ2", ({"dZ2": [[np.nan, np.inf]]}, {"dZ2": [[0, 1]]}), **known)
        assert comparison.is_by(CATALOGUE["dA2_for_dZ2"], "dZ2")

    @pytest.mark.parametrize(
        ("number", "right"), [(5.0, True), (9.0, True), (4.9, False), (9.1, False), (np.inf, False), (np.nan, False)]
    )
    def test_of_sure_predictions_any_cost_within_the_ends_will_do(self, number, right):
        comparison = compared("cost", ({"J": number}, {"J": 40.0}), within=(5.0, 9.0))
        assert comparison.is_right("J") == right

    def test_nothing_else_speaks_against_an_array(self):
        assert Comparison(TASKS["update"], [], []).against("W1") is None
        assert compared("cost", ({"J": 3.0}, {"J": 4.0})).against("J") is None

    def test_a_cost_of_sure_predictions_that_is_not_within_speaks_against_it(self):
        costs = [({"J": J}, {"J": 40.0}) for J in (6.0, 4.0, 3.0)]
        assert compared("cost", *costs, within=(5.0, 9.0)).against("J") == ("sure", {"value": "4", "right": "40"})
        assert compared("cost", costs[0], within=(5.0, 9.0)).against("J") is None
        assert compared("cost", ({"J": [[1.0, 2.0]]}, {"J": 40.0}), within=(5.0, 9.0)).against("J") is None

    def test_a_cost_of_sure_predictions_that_is_not_finite_is_said_with_its_z(self):
        for number, value in ((np.inf, "inf"), (-np.inf, "−inf"), (np.nan, "nan")):
            sure = compared("cost", ({"J": number}, {"J": 40.0}), within=(5.0, 9.0), Z2=array([[-40, 40, -9]]))
            assert sure.against("J") == ("sure_not_finite", {"value": value, "z": "40"})


def test_where_a_number_within_the_ends_is_enough_there_are_as_many_as_in_the_right_array():
    right = {"dW1": [[1, 2]]}
    for value, enough in (
        ([[8, 9]], True),
        ([8, 9], True),
        ([[8]], False),
        ([[8, 9, 1]], False),
        ([[8, np.inf]], False),
    ):
        assert compared("backward", ({"dW1": value}, right), within=(5, 9)).is_right("dW1") == enough


def test_another_form_of_a_right_array_is_worth_a_word():
    of = compared("backward", ({"db1": [1, 2], "dW1": [[3]]}, {"db1": [[1], [2]], "dW1": [[3]]}))
    assert of.remark("db1") == (
        "db1 has the shape (2,): the right numbers, in a row. The notes write the column (2, 1). Keep to one of them: "
        "a row beside a column makes a table, without a warning."
    )
    assert of.remark("dW1") == ""
    assert compared("cost", ({"J": [[0.5]]}, {"J": 0.5})).remark("J") == ""
    one = compared("backward", ({"db2": 0.5}, {"db2": [[0.5]]}))
    assert one.remark("db2") == "db2 has the shape (). It means the same; the notes write it as (1, 1)."


class TestCutOff:
    def cut(self, value, right, within=(5.0, 1000.0)):
        return compared("cost", ({"J": value}, {"J": right}), within=within, Z2=array([[-40, 40, 9]])).cut_off()

    def test_a_cost_that_is_not_exact_where_predictions_are_sure_is_worth_a_word(self):
        words = "Where all predictions are very sure and wrong, Z2 = 40 or −40, it gives 16, and they cost 40:"
        assert self.cut(16.0, 40.0).startswith(words)
        assert self.cut([[16.0]], 40.0).startswith(words)

    def test_what_is_exact_to_a_hundredth_or_costs_little_is_not(self):
        assert self.cut(39.61, 40.0) == ""
        assert self.cut(39.59, 40.0) != ""
        assert self.cut(0.5, 1.0) == ""
        assert self.cut(0.5, 1.01) != ""

    def test_nor_is_what_is_not_sure(self):
        assert self.cut(16.0, 40.0, within=None) == ""

    def test_the_first_that_is_cut_off_is_told(self):
        costs = [({"J": value}, {"J": 40.0}) for value in (40.0, 30.0, 20.0)]
        assert "it gives 30, and" in compared("cost", *costs, within=(5.0, 1000.0), Z2=array([[-40, 40, 9]])).cut_off()
