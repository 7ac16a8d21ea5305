"""The losses of all examples as bars, and their mean."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from nnlib import draw, plot_losses
from nnlib.plots.losses import largest_first, share_of_the_largest
from tests.pictures import hue

LOSSES = np.array([[0.25, 3.0, 0.5, 0.25]])


def test_bars_are_the_losses_the_largest_first():
    bars = draw(plot_losses, LOSSES).drawings[0].artists[0]
    values, edges, _ = bars.get_data()
    assert_array_equal(values, [3.0, 0.5, 0.25, 0.25])
    assert_array_equal(edges, np.arange(5))


def test_line_and_its_text_stand_at_the_mean():
    _, line, text, *_ = draw(plot_losses, LOSSES).drawings[0].artists
    assert_allclose(line.get_ydata(), 1.0)
    assert text.xy == (1, 1.0)
    assert text.get_text() == "their mean, the cost J = 1.0000"


@pytest.mark.parametrize(("largest", "top"), [(0.0, 1.0), (0.9, 1.0), (1.0, 1.0), (1.1, 2.0), (4.0, 4.0), (62.0, 64.0)])
def test_axes_hold_all_losses(largest, top):
    drawing = draw(plot_losses, np.array([[largest, 0.0, 0.0]])).drawings[0]
    assert drawing.ax.get_xlim() == (0, 3)
    assert drawing.ax.get_ylim() == (0, top)


def test_update_draws_what_a_new_drawing_draws():
    picture = draw(plot_losses, LOSSES)
    picture.png()
    assert picture.drawings[0].update(LOSSES / 8) is True  # the axes are lower
    picture.redraw()
    assert picture.drawings[0].update(LOSSES / 4) is False
    fresh = draw(plot_losses, LOSSES / 4)
    assert picture.png() == fresh.png()
    assert picture.alt == fresh.alt


def test_another_number_of_examples_changes_the_axes():
    drawing = draw(plot_losses, LOSSES).drawings[0]
    assert drawing.update(LOSSES[:, :3]) is True
    assert drawing.ax.get_xlim() == (0, 3)


def test_words_tell_the_numbers():
    assert draw(plot_losses, LOSSES).alt == (
        "Bars of the losses of 4 examples, the largest first: from 3.0000 down to 0.2500. "
        "A line at their mean, the cost, 1.0000."
    )


def test_the_ten_largest_are_dark_and_their_share_stands_above():
    drawing = draw(plot_losses, np.array([[5.0] * 10 + [1.0] * 10])).drawings[0]
    *_, worst, share = drawing.artists
    values, edges, _ = worst.get_data()
    assert_array_equal(values, [5.0] * 10)
    assert_array_equal(edges, np.arange(11))
    assert hue(worst.get_facecolor()) == hue(share.get_color()) == "violet"
    assert share.get_text() == "■ the 10 largest: 83% of the sum"
    drawing.update(LOSSES)
    assert not share.get_text(), "of four all are the largest"
    drawing.update(np.zeros((1, 11)))
    assert share.get_text().endswith("0% of the sum")


def test_share_of_the_largest():
    assert share_of_the_largest(LOSSES, 1) == pytest.approx(0.75)
    assert share_of_the_largest(LOSSES) == 1.0
    assert_array_equal(largest_first(LOSSES)[:2], [3.0, 0.5])


def test_refuses_losses_that_are_missing():
    with pytest.raises(ValueError, match="losses contains NaN"):
        draw(plot_losses, np.array([[0.5, np.nan]]))
