"""The curve of the cost: its number is not written over the words on the dotted line."""

import numpy as np
import pytest

from nnlib import draw, plot_cost


@pytest.mark.parametrize("end", [0.02, 0.55, 0.6, 0.65, 0.6931, 0.72, 0.75, 0.9, 5.0])
@pytest.mark.parametrize("start", [0.7, 20.0])
def test_number_at_the_end_is_clear_of_the_words_on_the_dotted_line(start, end):
    picture = draw(plot_cost, np.linspace(start, end, 61), size=(4.8, 4.0))
    picture.png()
    drawing = picture.drawings[0]
    words = next(text for text in drawing.ax.texts if "always saying" in text.get_text())
    number, words = (text.get_window_extent() for text in (drawing._value, words))
    assert not number.overlaps(words)
