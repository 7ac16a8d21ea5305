"""The picture of a gradient check: a mark an array, at its error."""

import numpy as np

from nnlib import draw, forward, gradient_check, plot_check
from nnlib.checks import CATALOGUE
from tests.problems import make_problem


def checks(name):
    parameters, X, Y = make_problem(0)
    wrong = CATALOGUE[name](parameters, forward(parameters, X), X, Y)
    return {
        "right": gradient_check(parameters, X, Y),
        "with the mistake": gradient_check(parameters, X, Y, gradients=wrong),
    }


def test_a_mark_stands_at_the_error_of_its_array():
    found = checks("mean_in_dZ1")
    drawing = draw(plot_check, found).drawings[0]
    for mark, check in zip(drawing.artists, found.values(), strict=True):
        np.testing.assert_allclose(mark.get_xdata(), [max(row.error, 1e-12) for row in check.rows])
        assert list(mark.get_ydata()) == list(range(6))


def test_an_update_shows_other_errors_and_says_them():
    drawing = draw(plot_check, checks("mean_in_dZ1")).drawings[0]
    assert "with the mistake: dZ1" in drawing.alt
    assert not drawing.update(checks("sign_flipped"))
    np.testing.assert_allclose(drawing.artists[1].get_xdata(), 1.0)
    assert "dZ2 1e+00" in drawing.alt
    assert drawing.alt.count("1e+00") == 6


def test_the_words_give_no_digits_of_what_is_rounding_alone():
    drawing = draw(plot_check, checks("mean_in_dZ1")).drawings[0]
    assert "right: all below 1e-07. with the mistake: dZ1 " in drawing.alt
    assert drawing.alt.endswith(", the others below 1e-07.")
    assert drawing.alt.count("e-") == 2 + 3  # dZ1, and dW1 and db1, which follow from it


def test_the_legend_stands_outside_where_its_marks_are_no_errors():
    picture = draw(plot_check, checks("dZ1_slope_of_the_answer"), size=(4.8, 3.6))
    picture.png()
    ax = picture.drawings[0].ax
    legend, words = ax.get_legend().get_window_extent(), ax.texts[0].get_window_extent()
    assert not legend.overlaps(ax.get_window_extent())
    assert not legend.overlaps(words)
    assert legend.y1 <= picture.figure.bbox.y1
