"""One unit's answer over the plane."""

import numpy as np
import pytest

from nnlib import draw, plot_unit

W1, b1 = np.array([[2.0, -1.0]]), np.array([[-2.0]])


def parts(picture):
    colours, line, arrow, plus, minus, point, *_ = picture.drawings[0].artists
    return colours, line, arrow, plus, minus, point


def test_colours_are_the_units_answer():
    colours = parts(draw(plot_unit, W1, b1))[0]
    left, right, bottom, top = colours.get_extent()
    answer = np.asarray(colours.get_array())
    for column, x1 in ((0, left), (30, 0.0), (60, right)):
        for row, x2 in ((0, bottom), (30, 0.0), (60, top)):
            assert answer[row, column] == pytest.approx(np.tanh(2 * x1 - x2 - 2))
    assert colours.get_clim() == (-1, 1)
    assert colours.origin == "lower"


@pytest.mark.parametrize(("w", "b"), [((2, -1), -2), ((0, 3), 1.5), ((-1, 0), 0.25), ((0.5, 0.5), 0)])
def test_line_is_where_z_is_0_and_the_arrow_points_uphill(w, b):
    _, line, arrow, plus, minus, _ = parts(draw(plot_unit, np.array([w]), np.array([[b]])))
    for point in (line.get_xy1(), line.get_xy2(), arrow.get_offsets()[0]):
        assert np.dot(w, point) + b == pytest.approx(0)
    assert tuple(line.get_xy1()) != tuple(line.get_xy2())
    direction = np.array([arrow.U[0], arrow.V[0]])
    np.testing.assert_allclose(direction / np.linalg.norm(direction), np.array(w) / np.linalg.norm(w))
    assert np.dot(w, plus.get_position()) + b > 0
    assert np.dot(w, minus.get_position()) + b < 0


@pytest.mark.parametrize(("w", "b", "plus_shown"), [((0, 0), 1, True), ((0, 0), -1, False), ((1, 1), 4.5, True)])
def test_no_line_where_z_is_never_0(w, b, plus_shown):
    picture = draw(plot_unit, np.array([w]), np.array([[b]]))
    _, line, arrow, plus, minus, _ = parts(picture)
    assert not line.get_visible()
    assert not arrow.get_visible()
    assert (plus.get_visible(), minus.get_visible()) == (plus_shown, not plus_shown)
    assert "no line z = 0 in sight" in picture.alt


def test_a_unit_that_is_off_altogether_has_no_signs():
    _, line, _, plus, minus, _ = parts(draw(plot_unit, np.zeros((1, 2)), np.zeros((1, 1))))
    assert not any(artist.get_visible() for artist in (line, plus, minus))


def test_marks_the_example():
    point = parts(draw(plot_unit, W1, b1, np.array([[0.5], [0.0]])))[5]
    np.testing.assert_array_equal(point.get_xydata(), [[0.5, 0.0]])
    assert parts(draw(plot_unit, W1, b1))[5].get_xydata().size == 0


def test_update_draws_what_a_new_drawing_draws():
    picture = draw(plot_unit, np.array([[1.0, 1.0]]), np.zeros((1, 1)))
    picture.png()
    for weights, bias in ((np.zeros((1, 2)), b1), (-W1, b1), (W1, b1)):
        assert picture.drawings[0].update(weights, bias) is False
    fresh = draw(plot_unit, W1, b1)
    assert picture.png() == fresh.png()
    assert picture.alt == fresh.alt


def test_words_tell_the_unit_and_its_range():
    assert draw(plot_unit, np.array([[0.25, -0.0]]), np.array([[-0.5]])).alt == (
        "A unit with weights 0.25 and 0.00 and bias −0.50 over the plane of x1 and x2: its answer a goes from −0.76 "
        "to 0.00, with no line z = 0 in sight."
    )
    assert "a dashed line z = 0, across which it changes its sign" in draw(plot_unit, W1, b1).alt


@pytest.mark.parametrize(
    ("arrays", "message"),
    [
        ((W1[0], b1), r"W1 has shape \(2,\)"),
        ((W1, b1[0]), r"b1 has shape \(1,\)"),
        ((W1, b1, np.zeros((3, 1))), r"x has shape \(3, 1\); expected \(n0, 1\) = \(2, 1\)"),
    ],
)
def test_refuses_arrays_that_do_not_fit(arrays, message):
    with pytest.raises(ValueError, match=message):
        draw(plot_unit, *arrays)
