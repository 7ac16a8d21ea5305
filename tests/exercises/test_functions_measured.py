"""What is said of an array whose numbers were right, and then changed, or computed from something else."""

import numpy as np
import pytest

from nnlib.exercises import functions_measured as f
from nnlib.exercises.functions import FUNCTIONS
from nnlib.exercises.samples import Sample
from nnlib.mistakes.tasks import TASKS
from tests.exercises.by_hand import array, sample, two_samples

RIGHT = [[0.1234, -2.3456, 0.5678, 1.9876]], [[3.4567, -0.6543, 0.0987]]
DZ1, X = array([[1, -1, 2]]), array([[1, 2, 3], [4, 5, 7]])


def changed(change, *rights):
    return two_samples(lambda right, _: change(right), *(rights or RIGHT))


def spoilt(samples, by=0.05):
    """The same, with one number in the last case that is something else."""
    value = samples[-1].value.copy()
    value.flat[-1] += by
    return [*samples[:-1], samples[-1]._replace(value=value)]


@pytest.mark.parametrize(("decimals", "nearest"), [(1, "0.1"), (2, "0.01"), (3, "0.001")])
def test_rounded_numbers_are_named(decimals, nearest):
    samples = changed(lambda right: np.round(right, decimals))
    assert f.rounded_to(samples) == ("rounded_to", {"nearest": nearest})
    assert f.rounded_to(spoilt(samples)) is None
    assert f.rounded_to(spoilt(samples[::-1])) is None
    assert f.rounded_to(spoilt(samples, 1e-7)) is None


def test_whole_numbers_and_four_decimals_are_not_spoken_of_here():
    assert f.rounded_to(changed(lambda right: np.round(right, 0))) is None
    assert f.rounded_to(changed(lambda right: np.round(right, 4), [[0.123456, 1]], [[0.654321, 1]])) is None


@pytest.mark.parametrize(
    ("ends", "words"),
    [
        ((-1, 1), "below at −1, above at 1"),
        ((0, None), "below at 0"),
        ((None, 0.5), "above at 0.5"),
    ],
)
def test_numbers_that_are_cut_off_are_named(ends, words):
    samples = changed(lambda right: np.clip(right, *ends))
    assert f.cut_off(samples) == ("cut_off", {"ends": words})
    assert f.cut_off(spoilt(samples)) is None
    assert f.cut_off(spoilt(samples[::-1])) is None


def test_an_end_is_only_where_something_was_cut():
    near = changed(lambda right: np.clip(right, -3, 3), [[1, 2, -2.999, 4]], [[1, 2, 4, 5]])
    assert f.cut_off(near).values == {"ends": "above at 3"}
    near = changed(lambda right: np.clip(right, -4, 3), [[1, 2, 3.004, -5]], [[1, 2, -6, -8]])
    assert f.cut_off(near).values == {"ends": "below at −4"}
    just = changed(lambda right: np.clip(right, -3, 3), [[1, 2, -3.01, 4]], [[1, 2, 4, 5]])
    assert f.cut_off(just).values == {"ends": "below at −3, above at 3"}
    just = changed(lambda right: np.clip(right, -4, 3), [[1, 2, 3.01, -5]], [[1, 2, -6, -8]])
    assert f.cut_off(just).values == {"ends": "below at −4, above at 3"}


def test_an_end_that_is_a_thousandth_of_the_largest_away_is_none():
    low = changed(lambda right: np.clip(right, -3, 900), [[-4, 0, 1000]], [[1, 2, 3]])
    assert f.cut_off(low).values == {"ends": "above at 900"}
    high = changed(lambda right: np.clip(right, -900, 3), [[4, 0, -1000]], [[1, 2, 3]])
    assert f.cut_off(high).values == {"ends": "below at −900"}


def test_what_has_nothing_between_its_ends_is_not_called_cut_off():
    assert f.cut_off(changed(lambda right: np.clip(right, -1, 1), [[-2, 3]], [[5, -4]])) is None
    assert f.cut_off(changed(lambda right: np.clip(right, -1, 1), [[-1, 1]], [[5, -4]])) is None


def test_a_function_of_what_is_right_is_named():
    assert f.function_of_right(changed(np.square)) == ("function_of_right", {"function": "the square of "})
    assert f.function_of_right(changed(lambda right: 1 - right)).values == {"function": "1 − "}
    assert f.function_of_right(spoilt(changed(np.square))) is None
    assert f.function_of_right(spoilt(changed(np.square)[::-1])) is None


# In place of a quantity another, or a function of it.


def gradient(X_there):
    known = {"X": X, "dZ1": DZ1, "m": 3, "A1": X**2 - 1}
    return Sample("dW1", DZ1 @ X_there.T / 3, DZ1 @ X.T / 3, known, TASKS["backward"].equations["dW1"])


@pytest.mark.parametrize(
    ("what", "there"),
    [("the square of X", X**2), ("the root of X", np.sqrt(X)), ("the sine of X", np.sin(X)), ("A1", X**2 - 1)],
)
def test_what_stands_in_place_of_an_array_is_named(what, there):
    assert f.exchanged([gradient(there)]) == ("exchanged", {"what": what, "name": "X"})
    assert f.exchanged([gradient(there), gradient(X + 3)]) is None
    assert f.exchanged([gradient(X + 3), gradient(there)]) is None


def test_of_every_quantity_something_else_is_tried():
    wrong = gradient(X)._replace(value=DZ1**2 @ X.T / 3)
    assert f.exchanged([wrong]).values == {"what": "the square of dZ1", "name": "dZ1"}


def slope(function, name="slope", role="g1_prime"):
    Z = array([[0.5, -1.5, 2]])
    known = {"Z": Z, "Z1": Z, "g1_prime": lambda Z: 1 - np.tanh(Z) ** 2, "g1": np.tanh, "W2": array([[2]])}
    known["dZ2"] = array([[1, 2, 3]])
    right = known[role](Z)
    equation = {**TASKS["activation_derivative"].equations, **TASKS["forward"].equations, **TASKS["backward"].equations}
    factor = known["W2"].T @ known["dZ2"] if name == "dZ1" else 1
    return Sample(name, factor * function(Z), factor * right, known, equation[name])


def test_what_stands_in_place_of_a_function_is_named():
    assert f.exchanged([slope(np.cos, "dZ1")]).values == {"what": "the cosine", "name": "g1'"}
    assert f.exchanged([slope(lambda Z: np.tanh(Z / 2), "A1", "g1")]).values == {"what": "half of Z1", "name": "Z1"}
    assert f.exchanged([slope(lambda Z: np.tanh(2 * Z), "A1", "g1")]).values == {"what": "2 · Z1", "name": "Z1"}
    assert f.exchanged([slope(lambda Z: np.sin(Z + 0.1), "dZ1")]) is None


# Row by row, and number by number.

ROWS = [[1, 2, 4], [-1, 0.5, 3]], [[5, 2, 1], [7, -3, 2]]


def test_a_row_that_is_stretched_and_shifted_is_written_as_a_line():
    assert f.line_by_row(changed(lambda right: 2 * right + 3, *ROWS)) == ("line_by_row", {"line": "2 · x + 3"})
    assert f.line_by_row(changed(lambda right: right - 0.25, *ROWS)).values == {"line": "1 · x − 0.25"}
    first, second = (changed(lambda right, by=by: by * right, *ROWS) for by in (2, 3))
    assert f.line_by_row([first[0], second[1]]).values == {"line": "2 · x + 0"}
    own = changed(lambda right: right * [[-2], [3]] + [[0], [1]], *ROWS)
    assert f.line_by_row(own).values == {"line": "−2 · x + 0"}


def test_every_row_must_be_on_its_line():
    samples = changed(lambda right: 2 * right + 3, *ROWS)
    assert f.line_by_row(spoilt(samples)) is None
    assert f.line_by_row(spoilt(samples[::-1])) is None
    assert f.line_by_row(changed(lambda right: 0 * right + 3, *ROWS)) is None
    assert f.line_by_row(changed(lambda right: right + 1, [[2, 2, 2]], [[1, 2, 3]])) is None


def test_two_numbers_are_always_on_a_line_so_that_nothing_is_said_of_them():
    assert f.line_by_row(changed(lambda right: 2 * right + 3, [[1, 2]], [[1, 2, 3]])) is None
    assert f.line_by_row(changed(lambda right: 2 * right + 3, [[1, 2, 3]], [[1, 2]])) is None
    assert f.line_by_row(changed(lambda right: 2 * right + 3, [1, 2, 3], [1, 2, 3])) is None


def test_the_place_that_is_most_wrong_is_shown_with_what_it_is_computed_from():
    sample = slope(lambda Z: 1 - np.tanh(Z) ** 2 + array([[0.01, -0.5, 0.2]]))
    expected = {"place": "[0, 1]", "given": "Z = −1.5", "value": "−0.3193", "right": "0.1807"}
    assert f.at_one_place([sample]) == ("at_one_place", expected)
    known = {"A2": array([[0.5, 0.25]]), "Y": array([[0, 1]])}
    of_two = Sample("dZ2", array([[0.5, 9]]), array([[0.5, -0.75]]), known, TASKS["backward"].equations["dZ2"])
    assert f.at_one_place([of_two]).values["given"] == "A2 = 0.25, Y = 1"


def test_of_what_is_computed_from_whole_rows_no_place_is_shown():
    assert f.at_one_place([gradient(X + 3)]) is None
    no_arrays = Sample("A1", array([[1]]), array([[2]]), {"Z1": 1, "g1": abs}, TASKS["forward"].equations["A1"])
    assert f.at_one_place([no_arrays]) is None


def test_what_is_near_everywhere_is_said_to_be():
    assert f.roughly(changed(lambda right: 1.19 * right)) == ("roughly", {})
    assert f.roughly(changed(lambda right: 1.21 * right)) is None
    near = changed(lambda right: 1.1 * right)
    assert f.roughly(spoilt(near, 1.5)) is None
    assert f.roughly(spoilt(near[::-1], 1.5)) is None


@pytest.mark.parametrize(("written", "function"), FUNCTIONS.items())
def test_a_functions_name_can_stand_before_a_symbol(written, function):
    assert written in ("", "−", "1 − ", "1 divided by ") or written.endswith(" of ")
    assert function(array([[0.5, 0.25]])).shape == (1, 2)


def single(pairs):
    """A case of one number for each pair of what was returned and what is right."""
    return [sample([[value]], [[right]]) for value, right in pairs]


def test_of_single_numbers_more_than_one_must_be_cut_off():
    assert f.cut_off(single([(4, 5), (1, 1), (2, 2)])) is None
    assert f.cut_off(single([(4, 5), (4, 6), (1, 1), (2, 2)])).values == {"ends": "above at 4"}
    assert f.cut_off(single([(0, -5), (0, -6), (1, 1), (2, 2)])).values == {"ends": "below at 0"}
    assert (
        f.cut_off(changed(lambda right: np.clip(right, -9, 4), [[1, 2, 5]], [[1, 2, 3]])).values["ends"] == "above at 4"
    )


def test_of_rows_of_which_some_are_right_another_is_shown():
    first = sample([[1, 2, 4], [3, 5, 9]], [[1, 2, 4], [1, 2, 4]])
    assert f.line_by_row([first]).values == {"line": "2 · x + 1"}
    right = sample([[1, 2, 4]], [[1, 2, 4]])
    assert f.line_by_row([right, first]) is None


def test_of_what_goes_back_through_a_slope_both_factors_are_shown():
    Z1, back = array([[0.5, 2]]), array([[3, 4]])
    known = {"W2ᵀ dZ2": back, "Z1": Z1, "g1_prime": lambda Z: 1 / Z, "W2": array([[1]]), "dZ2": back}
    wrong = Sample("dZ1", array([[6, 5]]), back / Z1, known, TASKS["backward"].equations["dZ1"])
    expected = {"place": "[0, 1]", "given": "W2ᵀ dZ2 = 4, Z1 = 2, g1'(Z1) = 0.5", "value": "5", "right": "2"}
    assert f.at_one_place([wrong]) == ("at_one_factor", expected)
