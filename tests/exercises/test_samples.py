"""What a measure looks at."""

import numpy as np
import pytest

from nnlib.exercises.samples import Measured, array_in, written
from tests.exercises.by_hand import sample


@pytest.mark.parametrize("value", [np.array([True]), np.array([1]), np.array([1], dtype="uint8"), np.array([0.5])])
def test_an_array_of_numbers_is_given_as_it_is(value):
    assert array_in(value) is value


@pytest.mark.parametrize("value", [None, 1.0, [1.0], np.float64(1), np.array(["a"]), np.array([1j]), np.array([None])])
def test_anything_else_is_none(value):
    assert array_in(value) is None


def test_a_finding_is_said_of_all_its_arrays():
    words = Measured("factor", {"factor": "2"}).words(["dW1", "db1"])
    assert words.startswith("dW1, db1: 2 times what it should be")


def test_a_shape_is_written_in_symbols_where_the_notes_have_them():
    assert sample([[1]], [[1]], "dW1").symbols == "(n1, n0)"
    assert sample([[1]], [[1]], "slope").symbols == "(1, 1)"


def test_the_largest_number_is_the_largest_in_size_and_of_zeros_one():
    assert sample([[1]], [[2, -7]]).largest == 7
    assert sample([[1]], [[0, 0]]).largest == 1


def test_a_number_is_apart_by_more_than_a_thousandth_of_the_largest():
    assert sample([[1000, 501, 498, np.nan]], [[1000, 500, 500, 0]]).apart().tolist() == [[False, False, True, True]]


def test_a_number_is_written_with_four_digits_and_the_notes_minus():
    assert [written(number) for number in (0.123456, -2.0, np.array([[1e-7]]))] == ["0.1235", "−2", "1e−07"]
