"""Matrices drawn to shape: the colours and the numbers of their squares."""

import numpy as np
import pytest
from matplotlib.colors import to_rgba

from nnlib import draw, initialize_parameters, plot_matrices
from nnlib.plots.style import SIGNED

ROW = {"W1": np.array([[4.0, -2.0]]), "b1": np.array([[1.0]])}
SMALL_ROW = {"W1": np.array([[0.0, 0.5]]), "b1": np.array([[-0.25]])}


def colours(picture):
    return picture.drawings[0].artists[0].get_facecolor()


def written(picture):
    return [text.get_text() for text in picture.drawings[0].artists[1:] if "." in text.get_text()]


@pytest.mark.parametrize(
    ("row_by_row", "parts"), [(False, [1, -0.5, 1, 0, 1, -1]), (True, [1, -0.5, 0.25, 0, 1, -0.5])]
)
def test_colours_are_relative_to_the_largest_of_the_matrix_or_of_the_row(row_by_row, parts):
    picture = draw(plot_matrices, ROW, SMALL_ROW, row_by_row=row_by_row)
    expected = [to_rgba(SIGNED(0.5 + 0.5 * part)) for part in parts]
    np.testing.assert_allclose(colours(picture), expected)


def test_the_first_frame_shows_the_numbers_that_have_room_only_in_the_final_layout():
    parameters = initialize_parameters(2, 4, rng=0)
    picture = draw(plot_matrices, parameters, parameters, parameters, titles=("a", "b", "c"), size=(6.4, 6))
    assert written(picture) == []
    first = picture.png()
    assert len(written(picture)) == 3 * 17
    assert picture.png() == first


def test_updated_matrices_have_their_own_numbers():
    picture = draw(plot_matrices, ROW)
    picture.png()
    picture.drawings[0].update(SMALL_ROW)
    assert written(picture) == ["0.00", "0.50", "−0.25"]


@pytest.mark.parametrize(("width", "numbers"), [(6.4, ["0.35", "−1.30", "0.00"]), (1.0, [".35", "−1.30", ".00"])])
def test_narrow_squares_have_shorter_numbers_and_no_minus_before_zero(width, numbers):
    picture = draw(plot_matrices, {"dW1": np.array([[0.35, -1.3, -0.001]])}, size=(width, 2))
    picture.png()
    assert written(picture) == numbers


def test_the_words_have_the_numbers_that_the_picture_has_row_by_row():
    table = {"W1": np.array([[0.35, -1.3], [-0.001, 2.0]]), "b1": np.array([[1.0], [0.25]])}
    picture = draw(plot_matrices, table, titles=("before",))
    assert picture.alt == "before: W1 of shape (2, 2): 0.35 −1.30; 0.00 2.00. b1 of shape (2, 1): 1.00; 0.25."
    picture.drawings[0].update({name: 2 * matrix for name, matrix in table.items()})
    assert "W1 of shape (2, 2): 0.70 −2.60; 0.00 4.00" in picture.alt


def test_where_the_picture_has_no_numbers_the_words_have_none():
    picture = draw(plot_matrices, {"W1": np.ones((4, 30)), "b1": np.ones((4, 1))})
    picture.png()
    assert picture.alt == "W1 of shape (4, 30), b1 of shape (4, 1)."
