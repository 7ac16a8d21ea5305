"""The cost curve's number stands off the curve, and off the words on log 2."""

from functools import cache

import numpy as np
import pytest

from nnlib.plots import draw, plot_cost, plot_costs
from tests.pictures import hue, texts


@cache
def laid_out(size, iterations):
    """A picture of one size, which each test gives other costs, as a slider does."""
    picture = draw(plot_cost, [0.7], size=size, iterations=iterations)
    picture.png()
    return picture


def boxes(costs, size=(6.4, 4.0), iterations=None):
    """Where the number, the words on log 2 and the curve are, in pixels."""
    drawing = laid_out(size, iterations).drawings[0]
    drawing.update(costs)
    words, number = (text.get_window_extent() for text in drawing.ax.texts[-2:])
    curve = drawing.ax.transData.transform(np.column_stack([np.arange(len(costs)), costs]))
    return number, words, curve


@pytest.mark.parametrize("last", [10, 400, 500, 900])
@pytest.mark.parametrize("end", [0.05, 0.65])
def test_the_number_at_the_end_of_a_short_run_stands_off_the_curve(last, end):
    number, _, curve = boxes(np.linspace(0.7, end, last + 1), iterations=2000)
    assert not any(number.contains(*point) for point in curve)


@pytest.mark.parametrize("highest", [0.8, 6, 50])
@pytest.mark.parametrize("end", [0.0, 0.6, 0.75])
@pytest.mark.parametrize("size", [(6.4, 4.0), (3.2, 2.0)])
def test_the_number_stands_off_the_words_on_log_2(highest, end, size):
    number, words, _ = boxes(np.array([highest, *np.full(2000, end)]), size=size, iterations=2000)
    assert not number.overlaps(words)


@pytest.mark.parametrize("end", [0.02, 0.55, 0.65, 0.6931, 0.72, 0.9, 5.0])
@pytest.mark.parametrize("start", [0.7, 20.0])
def test_the_number_of_a_run_without_a_length_stands_off_the_words(start, end):
    number, words, _ = boxes(np.linspace(start, end, 61), size=(4.8, 4.0))
    assert not number.overlaps(words)


@pytest.mark.parametrize("count", [1, 2, 5])
@pytest.mark.parametrize("size", [(4.8, 3.6), (3.4, 2.2)])
def test_the_names_of_several_curves_stand_beside_the_axes_and_none_over_another(count, size):
    runs = {f"run number {number}": np.linspace(0.7, 0.68, 61) for number in range(count)}
    picture = draw(plot_costs, runs, size=size)
    picture.png()
    ax = picture.drawings[0].ax
    assert ax.get_legend() is None
    names = [text.get_window_extent() for text in ax.texts if text.get_text()]
    assert len(names) == count + 1
    for number, box in enumerate(names):
        assert not any(box.overlaps(other) for other in names[:number])
        assert box.x0 >= ax.transData.transform([60, 0])[0]
        assert box.x1 <= picture.figure.bbox.x1
        assert picture.figure.bbox.y0 <= box.y0 <= box.y1 <= picture.figure.bbox.y1
    assert ax.yaxis.label.get_window_extent().x0 >= 0


@pytest.mark.parametrize(("most", "top"), [(0.9, 1), (2, 2), (3, 2), (1500, 2), (1e9, 2)])
def test_a_spike_leaves_the_picture_to_the_rest_and_an_arrow_says_how_high_it_goes(most, top):
    picture = draw(plot_costs, {"right": [0.7, 0.1], "wrong": [0.7, 0.2, 0.1]})
    drawing = picture.drawings[0]
    changed = drawing.update({"right": [0.7, 0.1], "wrong": [0.7, most, 0.5]})
    assert drawing.ax.get_ylim() == (0, top)
    assert changed == (top > 1)
    out = most > top
    arrows = [text for text in drawing.ax.texts if text.get_text().startswith("↑")]
    assert [text.get_text() for text in arrows] == ([f"↑ {most:.3g}"] if out else [])
    assert (f"wrong, 2 iterations from 0.7000 to 0.5000, out of the picture up to {most:.3g}" in drawing.alt) == out
    picture.redraw()
    picture.png()
    for arrow in arrows:
        box, axes = arrow.get_window_extent(), drawing.ax.get_window_extent()
        assert axes.x0 < (box.x0 + box.x1) / 2 < axes.x1
        assert box.y0 >= axes.y1
        assert abs(arrow.xy[0] - 1 / 2.04) < 0.01


@pytest.mark.parametrize("costs", [[0.7, 40, 0.3], [0.7, 40, 0.3, 0.2]])
def test_the_spike_of_one_run_is_clipped_too_and_told(costs):
    drawing = draw(plot_cost, costs).drawings[0]
    assert drawing.ax.get_ylim() == (0, 2)
    assert texts(drawing.ax)[0] == "↑ 40"
    assert drawing.alt.endswith("at the end, out of the picture up to 40.")


def test_a_run_that_ends_above_the_picture_has_its_name_at_its_arrow():
    drawing = draw(plot_costs, {"right": [0.7, 0.5, 0.1], "with the mistake": [0.7, 50.0, 900.0]}).drawings[0]
    assert drawing.ax.get_ylim() == (0, 2)
    assert texts(drawing.ax) == ["↑ 900 with the mistake", "log 2: always\nsaying 0.5", "right"]


def test_no_line_runs_through_the_words_at_an_end():
    picture = draw(plot_costs, {"short": [0.7, 0.695], "long": np.full(50, 0.65)})
    picture.png()
    (words,) = [text for text in picture.drawings[0].ax.texts if text.get_text() == "short"]
    paper = words.get_bbox_patch()
    assert (hue(paper.get_facecolor()[:3]), paper.get_alpha() > 0.8) == ("white", True)


def test_spikes_of_several_runs_have_their_numbers_side_by_side():
    runs = {f"run {number}": [0.7, 30 + number, 0.3] for number in range(5)}
    picture = draw(plot_costs, runs, size=(4.8, 3.6))
    picture.png()
    arrows = [text.get_window_extent() for text in picture.drawings[0].ax.texts if "↑" in text.get_text()]
    assert len(arrows) == 5
    assert not any(box.overlaps(other) for number, box in enumerate(arrows) for other in arrows[:number])


@pytest.mark.parametrize(
    ("last", "reach"), [(0, 1), (1, 1), (60, 60), (143, 150), (500, 500), (501, 600), (2000, 2000)]
)
def test_the_axis_reaches_as_far_as_the_run_or_to_a_round_number_just_beyond(last, reach):
    ax = draw(plot_cost, np.full(last + 1, 0.5)).drawings[0].ax
    assert ax.get_xlim() == pytest.approx((0, 1.02 * reach))


def test_where_all_runs_go_high_the_lowest_of_them_is_in_view():
    drawing = draw(plot_costs, {"one": [0.7, 20], "two": [0.7, 3000]}).drawings[0]
    assert drawing.ax.get_ylim() == (0, 32)


@pytest.mark.parametrize("most", [2.0, 12.0, 200.0, 900.0, 1500.0, 1e5])
def test_the_label_has_room_beside_numbers_of_any_length(most):
    picture = draw(plot_cost, [0.7, 0.5])
    picture.png()
    if picture.drawings[0].update([0.7, most]):
        picture.redraw()
    picture.png()
    assert picture.drawings[0].ax.yaxis.label.get_window_extent().x0 >= 0


def test_the_words_of_several_curves_are_a_sentence():
    picture = draw(plot_costs, {"one": [0.7, 0.5], "two": [0.6, 0.4]})
    told = "one, 1 iterations from 0.7000 to 0.5000; two, 1 iterations from 0.6000 to 0.4000"
    assert picture.drawings[0].alt == f"Curves of the cost: {told}."
