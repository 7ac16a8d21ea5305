"""Matrices drawn to shape: the colours and the numbers of their squares."""

import numpy as np
import pytest
from matplotlib.colors import to_rgba

from nnlib import draw, forward, initialize_parameters, plot_matrices
from nnlib.plots.style import SIGNED
from tests.pictures import texts

ROW = {"W1": np.array([[4.0, -2.0]]), "b1": np.array([[1.0]])}
SMALL_ROW = {"W1": np.array([[0.0, 0.5]]), "b1": np.array([[-0.25]])}


def colours(picture):
    return picture.drawings[0].artists[0].get_facecolor()


def written(picture):
    return [text.get_text() for text in picture.drawings[0]._values if text.get_text()]


def test_a_colour_means_the_same_number_in_the_whole_picture_and_the_key_says_which():
    picture = draw(plot_matrices, ROW, SMALL_ROW)
    expected = [to_rgba(SIGNED(0.5 + 0.5 * part)) for part in (1, -0.5, 0.25, 0, 0.125, -0.0625)]
    np.testing.assert_allclose(colours(picture), expected)
    picture.png()
    ax = picture.drawings[0].ax
    (key,) = ax.images
    np.testing.assert_allclose(key.to_rgba(key.get_array())[0, [0, 45, 90]], [SIGNED(0.0), SIGNED(0.5), SIGNED(1.0)])
    low, high = (place(ax, text) for text in ("−4.00", "4.00"))
    left, right, *_ = key.get_extent()
    assert low < left < right < high
    picture.drawings[0].update(SMALL_ROW, SMALL_ROW)
    assert {"−0.50", "0.50"} <= set(texts(ax))


def place(ax, words):
    """Where the first text with these words begins: the key's come before the numbers."""
    return next(text.get_position()[0] for text in ax.texts if text.get_text() == words)


def test_signs_of_the_notes_stand_between_the_matrices_that_they_join():
    X, parameters = np.ones((2, 4)), initialize_parameters(2, 3, rng=0)
    cache = forward(parameters, X)
    layer = {"W1": parameters.W1, "X": X, "b1": parameters.b1, "Z1": cache.Z1, "A1": cache.A1}
    picture = draw(plot_matrices, layer, size=(9.6, 3))
    picture.png()
    ax = picture.drawings[0].ax
    signs = sorted((text.get_position()[0], text.get_text()) for text in ax.texts if text.get_text() in {*"@+=→"})
    assert [sign for _, sign in signs] == ["@", "+", "=", "→"]
    names = [place(ax, text.get_text()) for text in ax.texts if text.get_text()[:2] in ("X\n", "b1", "Z1", "A1")]
    assert all(0 < name - x < 30 for (x, _), name in zip(signs, names, strict=True))
    step = {"W1": X, "dW1": X, "new W1": X}
    assert [t for t in texts(axes(step)) if t in ("−α", "=")] == ["−α", "="]
    assert not {"@", "+", "=", "→"} & set(texts(axes(parameters)))


def test_signs_stand_before_the_matrices_that_the_notes_join_to_those_above_and_columns_stay_columns():
    W2, b2 = np.ones((1, 4)), np.ones((1, 1))
    above = {"W1": np.ones((4, 2)), "dW1": np.ones((4, 2)), "new W1": np.ones((4, 2))}
    rows = above, {"W2": W2, "b2": b2}, {"dW2": W2, "db2": b2}, {"new W2": W2, "new b2": b2}
    picture = draw(plot_matrices, *rows, size=(6.4, 5.6))
    picture.png()
    drawing = picture.drawings[0]
    signs = [text.get_text() for text in drawing._signs]
    assert signs == ["", "−α", "=", "", "", "−α", "−α", "=", "="]
    places = [text.get_position() for text in drawing._names]
    assert places[3][0] == places[5][0] == places[7][0] == places[0][0]
    assert places[4][0] == places[6][0] == places[8][0] > places[3][0]
    for text, (left, top) in zip(drawing._signs, places, strict=True):
        x, y = text.get_position()
        assert 0 < left - x < 30
        assert y > top
    (left, top), _, (right, bottom), _ = drawing._cells.get_paths()[0].vertices[:4]
    assert min(right - left, bottom - top) >= 34, "there is room"


def axes(row):
    picture = draw(plot_matrices, row, size=(9.6, 3))
    picture.png()
    return picture.drawings[0].ax


def test_rows_of_other_lengths_do_not_stand_in_columns():
    wide = {"W2": np.ones((1, 8)), "b2": np.ones((1, 1))}
    ax = axes({"W1": np.ones((2, 2)), "b1": np.ones((2, 1)), "Z1": np.ones((2, 2))})
    alone = place(ax, "b1\n(n1, 1)\n= (2, 1)")
    picture = draw(
        plot_matrices, {"W1": np.ones((2, 2)), "b1": np.ones((2, 1)), "Z1": np.ones((2, 2))}, wide, size=(9.6, 4)
    )
    picture.png()
    assert place(picture.drawings[0].ax, "b1\n(n1, 1)\n= (2, 1)") == alone


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


@pytest.mark.parametrize(("width", "numbers"), [(6.4, ["−0.35", "−1.30", "0.00"]), (2.2, ["−.35", "−1.3", "0.00"])])
def test_narrow_cells_have_shorter_numbers_and_no_minus_before_zero(width, numbers):
    picture = draw(plot_matrices, {"dW1": np.array([2 * [-0.35, -1.3, -0.001]])}, size=(width, 2))
    picture.png()
    assert written(picture) == 2 * numbers


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
