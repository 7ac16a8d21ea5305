"""What is said of an array that has the right shape and other numbers."""

import numpy as np
import pytest

from nnlib.exercises import numbers_measured as n
from tests.exercises.by_hand import SIZES, array, sample, two_samples

RIGHT, OTHER = [[1, -2], [3, 4], [5, 6]], [[2, 1, 4], [-8, 7, 3], [1, 9, 2], [6, 2, 1]]


def changed(change, *rights, **options):
    """Two cases in which the right arrays are changed alike."""
    return two_samples(lambda right, size: change(right), *(rights or (RIGHT, OTHER)), **options)


# Not finite.


def test_the_first_number_that_is_not_finite_is_shown_with_its_place():
    samples = [sample(RIGHT, RIGHT), sample([[1, 2], [np.inf, np.nan]], [[1, 2], [3, 4]])]
    assert n.not_finite(samples) == ("not_finite", {"value": "inf", "place": " at [1, 0]"})
    assert n.not_finite([sample(np.nan, 1, "J")]) == ("not_finite", {"value": "nan", "place": ""})


def test_where_all_is_finite_or_what_is_right_is_not_nothing_is_said():
    assert n.not_finite([sample(RIGHT, RIGHT)]) is None
    assert n.not_finite([sample([[np.nan, 1]], [[np.inf, 1]])]) is None


# Nearly right, and zeros.


def test_nearly_right_in_every_case():
    assert n.rounded(changed(lambda right: right + 0.0009 * np.max(right))) == ("rounded", {})
    assert n.rounded([sample(1.0001, 1), sample(1.01, 1)]) is None
    assert n.rounded([sample(1.0011, 1)]) is None


def test_zeros_in_every_case():
    assert n.zero(changed(lambda right: 0 * right)) == ("zero", {})
    assert n.zero([sample([[0, 0]], [[1, 2]]), sample([[0, 1]], [[1, 2]])]) is None


# Factors.


@pytest.mark.parametrize(
    ("words", "factor"),
    [
        ("−1", lambda size: -1),
        ("m", lambda size: size["m"]),
        ("1/m", lambda size: 1 / size["m"]),
        ("1/m²", lambda size: 1 / size["m"] ** 2),
        ("m/(m − 1)", lambda size: size["m"] / (size["m"] - 1)),
        ("m/(m + 1)", lambda size: size["m"] / (size["m"] + 1)),
        ("n1", lambda size: size["n1"]),
        ("1/n1", lambda size: 1 / size["n1"]),
        ("n0", lambda size: size["n0"]),
        ("1/n0", lambda size: 1 / size["n0"]),
        ("m/n0", lambda size: size["m"] / size["n0"]),
        ("m/n1", lambda size: size["m"] / size["n1"]),
        ("2", lambda size: 2),
        ("1/2", lambda size: 0.5),
        ("−2/3", lambda size: -2 / 3),
        ("0.123", lambda size: 0.123),
        ("m/7", lambda size: size["m"] / 7),
        ("2 · m", lambda size: size["m"] * 2),
        ("2/m", lambda size: 2 / size["m"]),
        ("1/(7 · n1)", lambda size: 1 / (7 * size["n1"])),
        ("3 · n0/2", lambda size: 1.5 * size["n0"]),
        ("0.123 · m", lambda size: 0.123 * size["m"]),
        ("−0.123/m", lambda size: -0.123 / size["m"]),
    ],
)
def test_a_factor_is_written_with_the_sizes(words, factor):
    samples = two_samples(lambda right, size: factor(size) * right, RIGHT, OTHER)
    assert n.factor(samples) == ("factor", {"factor": words})


def test_a_factor_within_a_thousandth_is_that_factor():
    one, other = changed(lambda right: 2 * right)
    assert n.factor([one, other._replace(value=other.value * 1.0009)]).values == {"factor": "2"}
    assert n.factor([one, other._replace(value=other.value * 1.0015)]).key == "factor_varies"
    minus, more = changed(lambda right: -right)
    assert n.factor([minus, more._replace(value=more.value * 1.0009)]).values == {"factor": "−1"}
    assert n.factor([minus, more._replace(value=more.value * 1.0015)]).key == "factor_varies"


def test_a_number_close_to_a_fraction_is_written_as_the_fraction():
    assert n.factor(changed(lambda right: right * 1.5 * 1.0009)).values == {"factor": "3/2"}
    assert n.factor(changed(lambda right: right / 49 * 1.0005)).values == {"factor": "1/49"}
    assert n.factor(changed(lambda right: right / 50.5)).values == {"factor": "0.0198"}


def test_a_fixed_number_that_it_is_divided_by_is_named():
    assert n.factor(changed(lambda right: right / 51)).values == {"factor": "1/51"}
    assert n.factor(two_samples(lambda right, size: right * size["m"] / 191, RIGHT, OTHER)).values == {
        "factor": "m/191"
    }
    assert n.factor(two_samples(lambda right, size: right * size["m"] / 191**2, RIGHT, OTHER)).values == {
        "factor": "m/36481"
    }
    assert n.factor(changed(lambda right: right / -191)).values == {"factor": "−1/191"}
    assert n.factor(changed(lambda right: right / 191 * (1 + 1e-6))).values == {"factor": "0.005236"}
    assert n.factor(changed(lambda right: right / 100_000)).values == {"factor": "1e−05"}


def test_a_factor_that_no_size_explains_is_listed_for_every_case():
    one, other = changed(lambda right: 2 * right)
    samples = [one, other._replace(value=3.14159 * other.right)]
    assert n.factor(samples) == ("factor_varies", {"factors": "2, 3.142"})


def test_of_one_number_any_is_a_multiple_so_a_factor_that_varies_says_nothing():
    assert n.factor([sample(2, 1, "J"), sample(7, 2, "J")]) is None
    assert n.factor([sample(1.5, 1, "J"), sample(3, 2, "J")]).values == {"factor": "3/2"}


def test_in_one_case_alone_no_factor_is_trusted():
    assert n.factor(changed(lambda right: 2 * right)[:1]) is None


def test_it_must_be_a_multiple_in_every_case():
    multiple, other = changed(lambda right: 2 * right)
    assert n.factor([multiple, other, other._replace(value=other.right + 1)]) is None
    assert n.factor([multiple, other, other._replace(value=0 * other.right)]) is None
    assert n.factor([multiple, other, other._replace(right=0 * other.right)]) is None
    assert n.factor([multiple, other, other._replace(value=2 * other.right + 0.02)]) is None
    assert n.factor([multiple, other, other._replace(value=2 * other.right + 0.001)])


def test_a_size_within_a_thousandth_is_that_size():
    samples = two_samples(lambda right, size: right * size["m"] / (size["m"] - 1) * 1.0005, RIGHT, OTHER)
    assert n.factor(samples).values == {"factor": "m/(m − 1)"}


def test_a_very_small_factor_is_told_from_another_very_small_one():
    many = [sample(1e-9 * array(right), right, m=100000) for right in (RIGHT, OTHER)]  # 1/m² is a tenth of it
    assert n.factor(many).values == {"factor": "1e−09"}
    one, other = changed(lambda right: 1e-9 * right)
    assert n.factor([one, other._replace(value=3 * other.value)]).values == {"factors": "1e-09, 3e-09"}


def test_a_factor_is_the_first_cases_from_which_the_others_may_be_a_thousandth_away():
    one, other = changed(lambda right: 0.123 * right)
    near, beyond = (other._replace(value=other.value * by) for by in (1.0009, 1.0018))
    assert n.factor([one, near]).values == {"factor": "0.123"}
    assert n.factor([one, near, beyond]).key == "factor_varies"


def test_a_factor_that_varies_says_something_where_one_case_has_several_numbers():
    assert n.factor([sample([[2]], [[1]]), sample([[7, 7]], [[2, 2]])]).values == {"factors": "2, 3.5"}
    assert n.factor([sample([[7, 7]], [[2, 2]]), sample([[2]], [[1]])]).values == {"factors": "3.5, 2"}


def test_a_factor_is_read_off_the_largest_number_wherever_it_stands():
    assert n.factor([sample([[0, 3]], [[0, 2]]), sample([[0], [-6]], [[0], [-4]])]).values == {"factor": "3/2"}


# Offsets.


def test_off_by_one_number_in_each_case():
    samples = two_samples(lambda right, size: right + 1 / size["m"], RIGHT, OTHER)
    assert n.offset(samples) == ("offset", {"apart": "0.2, 0.1429"})


def test_off_by_nearly_one_number():
    assert n.offset([sample([[2, 2.001, 2]], [[1, 1, 1]])]).values == {"apart": "1"}
    assert n.offset([sample([[2, 2.002, 2]], [[1, 1, 1]])]) is None
    assert n.offset([sample([[-1, -1.001, -1]], [[0, 0, 0]])])


def test_off_by_numbers_that_differ_by_just_a_thousandth():
    assert n.offset([sample([[1000, 999]], [[0, 0]])]).values == {"apart": "1000"}
    assert n.offset([sample([[1000, 998]], [[0, 0]])]) is None


def test_off_by_different_numbers_in_one_case_or_of_one_number_says_nothing():
    assert n.offset([*changed(lambda right: right + 1), sample([[1, 3]], [[1, 2]])]) is None
    assert n.offset([sample([[2]], [[1]])]) is None
    assert n.offset([sample([[2, 3]], [[1, 2]])])


# One row, or one column.


def spoilt(right, row=slice(None), column=slice(None)):
    wrong = array(right)
    wrong[row, column] += 1
    return wrong


def test_right_but_for_one_row():
    assert n.but_one_row(changed(lambda right: spoilt(right, 0))) == ("but_one_row", {"which": "0"})
    assert n.but_one_row(changed(lambda right: spoilt(right, 1, 1))) == ("but_one_row", {"which": "1"})
    assert n.but_one_row(changed(lambda right: spoilt(right, -1))) == ("but_one_row", {"which": "−1, the last"})


def test_right_but_for_one_column():
    assert n.but_one_column(changed(lambda right: spoilt(right, 1, 1))) == ("but_one_column", {"which": "1"})
    found = n.but_one_column(changed(lambda right: spoilt(right, column=-1)))
    assert found == ("but_one_column", {"which": "−1, the last"})


def test_it_must_be_one_row_and_the_same_in_every_case():
    first, second = changed(lambda right: spoilt(right, 0))
    for other in (spoilt(OTHER, 1), spoilt(OTHER, -1), spoilt(OTHER), spoilt(OTHER, [0, 1])):
        assert n.but_one_row([first, second._replace(value=other)]) is None
        assert n.but_one_row([second._replace(value=other), first]) is None
    assert n.but_one_row([first, second, sample(spoilt([[1, 2]]), [[1, 2]])]) is None


def test_where_there_is_but_one_row_or_one_axis_it_says_nothing():
    assert n.but_one_row([sample([[1, 3]], [[1, 2]])]) is None
    assert n.but_one_column([sample([[1], [3]], [[1], [2]])]) is None
    assert n.but_one_row([sample([1, 3], [1, 2], "slope")]) is None
    assert n.but_one_row([sample([[1], [3]], [[1], [2]])])


# Labels.


Y = array([[0, 1, 1]])


def test_wrong_for_the_examples_of_one_label():
    assert n.only_for_a_label([sample([[9, 2, 3]], [[1, 2, 3]], "dZ2", Y=Y)]) == ("only_for_label", {"label": 0})
    assert n.only_for_a_label([sample([[1, 9, 3]], [[1, 2, 3]], "dZ2", Y=Y)]) == ("only_for_label", {"label": 1})


def test_wrong_for_both_labels_or_in_another_array_says_nothing():
    zero, one = ([[9, 2, 3]], [[1, 9, 3]])
    assert n.only_for_a_label([sample([[9, 9, 3]], [[1, 2, 3]], "dZ2", Y=Y)]) is None
    assert n.only_for_a_label([sample(value, [[1, 2, 3]], "dZ2", Y=Y) for value in (zero, one)]) is None
    assert n.only_for_a_label([sample(zero, [[1, 2, 3]], "Z2", Y=Y)]) is None


def test_a_cost_is_wrong_only_where_a_label_is():
    both, ones, zeros = (sample(2, 1, "J", Y=labels) for labels in (Y, array([[1, 1]]), array([[0, 0]])))
    assert n.only_with_a_label([both, zeros]) == ("only_with_label", {"label": 0})
    assert n.only_with_a_label([both, ones]) == ("only_with_label", {"label": 1})
    assert n.only_with_a_label([both, ones, zeros]) is None
    assert n.only_with_a_label([both._replace(array="dZ2")]) is None


# Where z is large, below 0, above 0.


Z = array([[-3, -1, 0, 1, 3]])
ZEROS = [[0, 0, 0, 0, 0]]


@pytest.mark.parametrize(("name", "z"), [("slope", "Z"), ("A1", "Z1"), ("dZ1", "Z1"), ("A2", "Z2"), ("dZ2", "Z2")])
def test_wrong_only_where_z_is_large_or_of_one_sign(name, z):
    def measured(*values):
        return n.only_for_some_z([sample([value], ZEROS, name, **{z: Z}) for value in values])

    assert measured([9, 0, 0, 0, 9]) == ("only_where_saturated", {})
    assert measured([9, 9, 0, 0, 0]) == ("only_where_below", {})
    assert measured([0, 0, 0, 9, 9]) == ("only_where_above", {})
    assert measured([0, 0, 9, 0, 0]) is None
    assert measured([0, 9, 0, 9, 0]) is None
    assert measured([9, 9, 0, 0, 0], [0, 0, 0, 9, 9]) is None


def test_z_is_large_beyond_two_and_a_half():
    assert (
        n.only_for_some_z([sample([[1, 1]], [[0, 0]], "slope", Z=array([[2.6, -2.6]]))]).key == "only_where_saturated"
    )
    assert n.only_for_some_z([sample([[1, 1]], [[0, 0]], "slope", Z=array([[2.5, -2.5]]))]) is None


def test_of_an_array_that_no_unit_gives_nothing_is_said_about_z():
    assert n.only_for_some_z([sample([9, 0, 0, 0, 9], ZEROS, "dW1", Z=Z, Z1=Z)]) is None


# Signs, places, whole numbers.


def test_the_right_sizes_with_other_signs():
    assert n.some_signs(changed(np.abs)) == ("some_signs", {})
    assert n.some_signs([*changed(np.abs), sample([[1, 2]], [[1, -3]])]) is None
    assert n.some_signs([sample([[1, 1000.9]], [[-1, 1000]])])
    assert n.some_signs([sample([[1, 1001.1]], [[-1, 1000]])]) is None


def test_the_right_numbers_in_other_places():
    assert n.reordered(changed(lambda right: right.ravel()[::-1].reshape(right.shape))) == ("reordered", {})
    assert n.reordered([sample([[4, 3], [2, 1]], [[1, 2], [3, 4]]), sample([[1, 2]], [[2, 3]])]) is None
    assert n.reordered([sample([[1, 1000.9]], [[1000, 1]])])
    assert n.reordered([sample([[1, 1001.1]], [[1000, 1]])]) is None
    assert n.reordered([sample([[1]], [[1]])]) is None


def test_each_row_has_a_factor_of_its_own():
    rows = [array([[2], [3], [4]]), array([[5], [6], [7], [8]])]
    samples = [sample(rows[i] * array(right), right) for i, right in enumerate((RIGHT, OTHER))]
    assert n.factor_by_row(samples) == ("factor_by_row", {"factors": "2, 3, 4"})
    one_number_more = [samples[0], sample(rows[1] * array(OTHER) + np.eye(4, 3), OTHER)]
    assert n.factor_by_row(one_number_more) is None


def test_of_a_column_or_of_one_axis_each_row_is_a_multiple_so_nothing_is_said():
    assert n.factor_by_row([sample([[2], [9]], [[1], [3]])]) is None
    assert n.factor_by_row([sample([2, 9], [1, 3])]) is None


def test_one_number_everywhere_and_the_same_in_every_case():
    assert n.one_everywhere([sample([[3, 3]], [[1, 2]])] * 2) == ("one_everywhere", {"value": "3"})
    assert n.one_everywhere([sample([[3, 3]], [[1, 2]]), sample([[4, 4]], [[1, 2]])]) is None
    assert n.one_everywhere([sample([[3]], [[1]])]) is None


def test_whole_numbers_only_in_every_case():
    assert n.whole_numbers([sample([[1, -2]], [[1.4, -2.6]])]) == ("whole_numbers", {})
    assert n.whole_numbers([sample([[1]], [[1.4]]), sample([[1.5]], [[2]])]) is None


def test_the_sizes_of_the_two_cases_differ():
    assert all(SIZES[0][symbol] != SIZES[1][symbol] for symbol in ("n0", "n1", "m"))


def test_a_part_is_told_from_a_number_near_it():
    assert n.factor(changed(lambda right: right / 191 * (1 + 1e-7))).values == {"factor": "1/191"}
    assert n.factor(changed(lambda right: right * 2 / 51)).values == {"factor": "0.03922"}


# One number.


def test_one_number_whatever_is_right_is_said():
    def one(*values, rights=(0.5, 0.25, 0.75)):
        return n.always_the_same([sample(v, r, "J") for v, r in zip(values, rights, strict=False)])

    assert one(1, 1, 1) == ("always_the_same", {"value": "1"})
    assert one([[0.125]], 0.125, 0.125) == ("always_the_same", {"value": "0.125"})
    assert one(1, 1, 2) is None
    assert one(1, 1) == ("always_the_same", {"value": "1"})
    assert one(1) is None
    assert one(1, 1, rights=(0.5, 0.5)) is None
    assert n.always_the_same([sample([1, 1], [1, 2]), sample([1, 1], [3, 4])]) is None
    assert n.always_the_same([sample(1, [1, 2]), sample(1, [3, 4])]) is None


def test_a_factor_near_1_must_be_exact():
    assert n.factor(changed(lambda right: 1.04 * right)).values == {"factor": "26/25"}
    near = [
        s._replace(value=s.value + array([[0, 1e-3, 0]])[:, : s.value.shape[1]]) for s in changed(lambda r: 0.96 * r)
    ]
    assert n.factor(near) is None
    assert n.factor([s._replace(value=0.93 / 0.96 * s.value) for s in near]) is not None
    one, other = changed(lambda right: 0.96 * right)
    assert n.factor([one, near[1]]) is None
    assert n.factor([near[0], other]) is None

    def not_quite(by):
        return [s._replace(value=by * s.right * (1 + 1e-5 * (s.right == np.min(s.right)))) for s in near]

    assert n.factor(not_quite(17 / 16)).values == {"factor": "17/16"}
    assert n.factor(not_quite(1.06)) is None


def test_a_factor_may_be_made_of_the_learning_rate():
    samples = two_samples(lambda right, _: right, RIGHT, OTHER, known=({"learning_rate": 0.5}, {"learning_rate": 2.0}))
    by = [s._replace(value=s.value * factor) for s, factor in zip(samples, (0.5, 2.0), strict=True)]
    assert n.factor(by).values == {"factor": "α"}
    over = [s._replace(value=3 * s.value / factor) for s, factor in zip(samples, (0.5, 2.0), strict=True)]
    assert n.factor(over).values == {"factor": "3/α"}


def test_a_minus_before_a_size_is_written_without_its_1():
    assert n.factor(two_samples(lambda right, size: -size["m"] * right, RIGHT, OTHER)).values == {"factor": "−m"}


def test_numbers_that_differ_in_their_last_digits_are_one_and_the_same():
    assert n.always_the_same([sample([[1]], [[2]]), sample([[1 + 1e-9]], [[3]])]).values == {"value": "1"}
    assert n.always_the_same([sample([[-1]], [[2]]), sample([[-1]], [[3]])]).values == {"value": "−1"}
    assert n.always_the_same([sample([[1]], [[2]]), sample([[1.002]], [[3]])]) is None
