"""The cost curve's number stands off the curve, and off the words on log 2."""

import numpy as np
import pytest

from nnlib.plots import draw, plot_cost, plot_costs


def boxes(costs, **options):
    """Where the number, the words on log 2 and the curve are, in pixels."""
    picture = draw(plot_cost, costs, **options)
    picture.png()
    drawing = picture.drawings[0]
    number, words = (text.get_window_extent() for text in (drawing.artists[2], drawing.ax.texts[0]))
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


def boxes_of_several(runs):
    """Where the legend, the axes and the whole picture are, and where each label of the axes is."""
    picture = draw(plot_costs, runs, size=(4.8, 3.6))
    picture.png()
    ax = picture.drawings[0].ax
    return ax.get_legend().get_window_extent(), ax.get_window_extent(), picture.figure.bbox, ax.yaxis.label


@pytest.mark.parametrize("count", [1, 2, 5])
def test_the_names_of_several_curves_stand_above_the_axes(count):
    runs = {f"run {number}": np.linspace(0.7, 1, 60) for number in range(count)}
    legend, axes, whole, label = boxes_of_several(runs)
    assert legend.y0 >= axes.y1
    assert legend.y1 <= whole.y1
    assert legend.x1 <= whole.x1
    assert label.get_window_extent().x0 >= whole.x0


@pytest.mark.parametrize(("most", "top"), [(0.9, 1), (3, 4), (7, 4), (1500, 4), (1e9, 4)])
def test_a_run_that_goes_very_high_leaves_the_picture_to_the_others_and_is_told_in_words(most, top):
    picture = draw(plot_costs, {"right": [0.7, 0.1], "wrong": [0.7, 0.2, 0.1]})
    drawing = picture.drawings[0]
    changed = drawing.update({"right": [0.7, 0.1], "wrong": [0.7, most, 0.5]})
    names = [text.get_text() for text in drawing.ax.get_legend().get_texts()]
    assert drawing.ax.get_ylim() == (0, top)
    assert changed == (top > 1)
    out = most > top
    assert names == ["right", f"wrong, up to {most:.3g} ↑" if out else "wrong", "always saying 0.5: log 2 = 0.6931"]
    assert (f"wrong, 2 iterations from 0.7000 to 0.5000, out of the picture up to {most:.3g}" in drawing.alt) == out


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
