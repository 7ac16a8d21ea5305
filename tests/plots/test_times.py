"""Times over m, and runs through the equations: the artists hold the numbers given."""

from numpy.testing import assert_allclose

from nnlib import draw, plot_step_times, plot_times
from tests.pictures import texts

SIZES, LOOP, FAST = [10, 100, 1000], [3e-4, 3e-3, 3e-2], [2e-5, 3e-5, 1e-4]


def test_times_are_drawn_in_milliseconds_with_the_last_ratio():
    drawing = draw(plot_times, SIZES, LOOP, FAST).drawings[0]
    assert_allclose(drawing._lines[0].get_data(), [SIZES, [0.3, 3, 30]])
    assert_allclose(drawing._lines[1].get_data(), [SIZES, [0.02, 0.03, 0.1]])
    assert "300 times" in texts(drawing.ax)
    assert "300 times as long" in drawing.alt


def test_all_times_lie_inside_the_axes():
    ax = draw(plot_times, SIZES, LOOP, FAST).drawings[0].ax
    assert ax.get_ylim()[0] < 0.02
    assert ax.get_ylim()[1] > 30
    assert ax.get_xlim()[0] < 10
    assert ax.get_xlim()[1] > 1000


def test_update_shows_what_a_new_drawing_shows():
    drawing = draw(plot_times, SIZES, LOOP, FAST).drawings[0]
    drawing.update(SIZES, LOOP, LOOP)
    fresh = draw(plot_times, SIZES, LOOP, LOOP).drawings[0]
    assert drawing.alt == fresh.alt
    assert_allclose(drawing._lines[1].get_data(), fresh._lines[1].get_data())
    assert drawing.ax.get_ylim() == fresh.ax.get_ylim()


def test_bars_end_at_their_numbers():
    drawing = draw(plot_step_times, {"loop": 0.0123, "vectorized": 5e-5}).drawings[0]
    assert_allclose([bar.get_x() + bar.get_width() for bar in drawing._bars], [12.3, 0.05])
    assert [text.get_text() for text in drawing._texts] == ["12", "0.05"]
    assert "loop, vectorized" in drawing.alt
    artists = list(map(id, drawing.artists))
    assert not drawing.update({"loop": 0.007, "vectorized": 5e-6})
    assert list(map(id, drawing.artists)) == artists
    assert_allclose([bar.get_x() + bar.get_width() for bar in drawing._bars], [7, 0.01])  # none is drawn backwards
    assert [text.get_text() for text in drawing._texts] == ["7", "0.005"]
    assert drawing.update({"loop": 0.1234, "vectorized": 5e-5}), "the axis grows"
    assert drawing._texts[0].get_text() == "123"
    assert drawing._texts[0].get_position()[0] < drawing.ax.get_xlim()[1] / 2
    assert not drawing.update({"loop": 0.007, "vectorized": 5e-5}), "and does not shrink"
