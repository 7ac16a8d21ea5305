"""The cost along a step, and what the slope at its start promises."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from nnlib import draw, plot_step

PARTS = np.linspace(0, 1, 11)
COSTS = 0.3 + (PARTS - 0.4) ** 2


def drawn(parts=PARTS, costs=COSTS, **options):
    return draw(plot_step, parts, costs, **options).drawings[0]


def marked(line):
    return [float(values[0]) for values in line.get_data()]


def test_marks_start_lowest_point_and_end():
    drawing = drawn(fall=0.8)
    assert_allclose(drawing._line.get_data(), (PARTS, COSTS))
    assert marked(drawing._start) == pytest.approx([0, 0.46])
    assert marked(drawing._lowest) == pytest.approx([0.4, 0.3])
    assert marked(drawing._end) == pytest.approx([1, 0.66])


def test_line_leaves_the_start_with_the_slope_of_the_cost():
    drawing = drawn(fall=0.8)  # the slope of (t − 0.4)² at t = 0
    (_, (before, after)) = drawing._tangent.get_data()
    assert after - before == pytest.approx(-0.8)
    assert before == pytest.approx(COSTS[0])


def test_end_of_the_step_is_found_where_the_walk_goes_beyond_it():
    parts = np.linspace(0, 2, 21)
    drawing = drawn(parts, 0.3 + (parts - 0.4) ** 2, fall=0.8)
    assert marked(drawing._end) == pytest.approx([1, 0.66])
    assert drawing.ax.get_xlim()[1] > 2


def test_words_tell_the_numbers():
    alt = drawn(fall=0.8).alt
    assert "0.4600 before it, lowest with 0.3000 at part 0.40, and 0.6600 after it" in alt
    assert "goes down to −0.3400" in alt


def test_update_shows_what_a_new_drawing_shows_with_the_same_artists():
    drawing, fresh = drawn(fall=0.8), drawn(PARTS, 3 * COSTS, fall=0.2)
    before = [id(artist) for artist in drawing.artists]
    assert drawing.update(PARTS, 3 * COSTS, fall=0.2)
    assert [id(artist) for artist in drawing.artists] == before
    assert drawing.alt == fresh.alt
    assert drawing.ax.get_ylim() == fresh.ax.get_ylim()
    assert not drawing.update(PARTS, 3 * COSTS, fall=0.1)
