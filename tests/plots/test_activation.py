"""The curves of an activation function and of its derivative."""

import numpy as np
import pytest

from nnlib import draw, plot_activation, relu, relu_derivative, sigmoid, sigmoid_derivative, tanh, tanh_derivative

PAIRS = {
    "tanh": (tanh, tanh_derivative),
    "sigmoid": (sigmoid, sigmoid_derivative),
    "relu": (relu, relu_derivative),
}
each_activation = pytest.mark.parametrize("name", PAIRS)


def curves(picture):
    """Give the two labelled curves: (z, g(z)) and (z, g'(z))."""
    lines = {line.get_label()[:4]: line.get_xydata().T for line in picture.drawings[0].ax.lines}
    return lines["g(z)"], lines["g'(z"]


@each_activation
def test_curves_are_the_librarys_functions(name):
    (z, a), (z_of_slope, slope) = curves(draw(plot_activation, name))
    function, derivative = PAIRS[name]
    np.testing.assert_array_equal(a, function(z))
    drawn = np.isfinite(slope)
    np.testing.assert_array_equal(slope[drawn], derivative(z_of_slope[drawn]))
    assert z[0] == -5
    assert z[-1] == 5


@each_activation
def test_slope_is_that_of_the_curve_as_drawn(name):
    (z, a), (z_of_slope, slope) = curves(draw(plot_activation, name))
    measured = np.interp(z_of_slope, (z[1:] + z[:-1]) / 2, np.diff(a) / np.diff(z))
    kink = np.abs(z_of_slope) < 0.05
    np.testing.assert_allclose(measured[~kink & np.isfinite(slope)], slope[~kink & np.isfinite(slope)], atol=1e-3)


def test_a_jump_of_the_slope_is_not_joined_by_a_line():
    _, (_, slope) = curves(draw(plot_activation, "relu"))
    assert np.isnan(slope).sum() == 1
    assert not np.isnan(curves(draw(plot_activation, "tanh"))[1][1]).any()


def test_all_activations_share_the_axes():
    limits = {(d.ax.get_xlim(), d.ax.get_ylim()) for d in (draw(plot_activation, n).drawings[0] for n in PAIRS)}
    assert len(limits) == 1


def test_mark_stands_at_value_and_slope():
    drawing = draw(plot_activation, "sigmoid", z=-1.5).drawings[0]
    foot, slope, dot, _ = drawing.artists
    np.testing.assert_allclose(dot.get_xydata(), [[-1.5, sigmoid(-1.5)]])
    np.testing.assert_allclose(slope.get_xydata(), [[-1.5, sigmoid_derivative(-1.5)]])
    np.testing.assert_allclose(foot.get_xydata(), [[-1.5, sigmoid(-1.5)], [-1.5, 0]])


def test_update_draws_what_a_new_drawing_draws():
    picture = draw(plot_activation, "tanh", z=-3.0)
    picture.png()
    for z in (0.5, 9.0, None, 0.5):
        assert picture.drawings[0].update(z) is False
    fresh = draw(plot_activation, "tanh", z=0.5)
    assert picture.png() == fresh.png()
    assert picture.alt == fresh.alt


def test_no_mark_without_a_z_and_the_edge_for_one_out_of_sight():
    drawing = draw(plot_activation).drawings[0]
    assert not any(artist.get_visible() for artist in drawing.artists)
    drawing.update(9.0)
    assert all(artist.get_visible() for artist in drawing.artists)
    assert drawing.artists[2].get_xdata() == [5]
    assert (drawing.artists[2].get_marker(), drawing.artists[3].get_text()) == (">", "z = 9 →")
    assert "g(9.0000) = 1.0000, slope 0.0000" in drawing.alt
    drawing.update(-7.25)
    assert (drawing.artists[2].get_marker(), drawing.artists[3].get_text()) == ("<", "← z = −7.25")
    drawing.update(4.0)
    assert (drawing.artists[2].get_marker(), drawing.artists[3].get_text()) == ("o", "")


def test_a_value_above_the_axes_is_told_at_their_edge():
    _, _, dot, words = draw(plot_activation, "relu", z=3.5).drawings[0].artists
    assert (dot.get_marker(), *dot.get_ydata()) == ("^", 2.05)
    assert words.get_text() == "a = 3.5 ↑"


def test_words_tell_formula_and_numbers():
    assert draw(plot_activation, "relu", z=-2.0).alt == (
        "Curves over z from −5 to 5: g(z) = max(0, z), and its slope g'(z) = 1 where z > 0, else 0. "
        "Marked: g(−2.0000) = 0.0000, slope 0.0000."
    )


def test_slope_can_be_left_out():
    picture = draw(plot_activation, "tanh", z=1.0, slope=False)
    drawing = picture.drawings[0]
    _, slope_dot, dot, _ = drawing.artists
    assert [text.get_text() for text in drawing.ax.get_legend().get_texts()] == ["g(z) = tanh(z)"]
    assert dot.get_visible()
    assert not slope_dot.get_visible()
    assert picture.alt == "Curve over z from −5 to 5: g(z) = tanh(z). Marked: g(1.0000) = 0.7616."


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"activation": "Tanh"}, "Did you mean 'tanh'"),
        ({"activation": "none"}, "activation must be one of 'tanh', 'sigmoid', 'relu'"),
        ({"z": np.inf}, "z must be finite, got inf"),
    ],
)
def test_refuses_what_it_cannot_draw(arguments, message):
    with pytest.raises(ValueError, match=message):
        draw(plot_activation, **arguments)
