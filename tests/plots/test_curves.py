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


def test_the_words_of_several_curves_are_a_sentence():
    picture = draw(plot_costs, {"one": [0.7, 0.5], "two": [0.6, 0.4]})
    told = "one, 1 iterations from 0.7000 to 0.5000; two, 1 iterations from 0.6000 to 0.4000"
    assert picture.drawings[0].alt == f"Curves of the cost: {told}."
