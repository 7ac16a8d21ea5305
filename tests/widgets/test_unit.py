"""The sliders over one unit."""

import numpy as np
import pytest

from nnlib import explore_unit
from nnlib.widgets.unit import answer_of_unit
from tests.widgets import OLD

x = np.array([[0.5], [-1.0]])


@pytest.mark.parametrize(("w1", "w2", "b"), [(2.0, 2.0, 0.0), (-4.0, 1.5, 0.25), (0.0, 0.0, 0.0)])
def test_answer_is_tanh_of_the_weighted_sum(w1, w2, b):
    answer = answer_of_unit(x, w1, w2, b)
    assert answer.z == pytest.approx(0.5 * w1 - w2 + b)
    assert answer.a == pytest.approx(np.tanh(answer.z))
    np.testing.assert_array_equal(answer.W1, [[w1, w2]])
    np.testing.assert_array_equal(answer.b1, [[b]])


def test_words_are_the_sum_by_hand():
    widget = explore_unit(x)
    assert widget.text.value == ("z = 2.00 · 0.50 + 2.00 · (−1.00) + 0.00 = −1.0000, <b>a = tanh(z) = −0.7616</b>")


def test_a_moved_slider_moves_the_line_and_the_mark():
    widget = explore_unit(x)
    before = widget.image.value
    widget.controls["b"].value = 1.0
    unit, curve = widget.picture.drawings
    assert "bias 1.00" in unit.alt
    assert "g(0.0000) = 0.0000." in curve.alt
    assert widget.image.value != before


@pytest.mark.parametrize("name", ["w1", "w2", "b"])
def test_extremes_give_no_error(name):
    widget = explore_unit(x)
    control = widget.controls[name]
    assert control.description
    assert OLD or control.tooltip
    for value in (control.min, 0.0, control.max):
        control.value = value
        assert widget.text.value.startswith("z = ")
    assert answer_of_unit(x, **widget.values).z == pytest.approx(
        0.5 * widget.values["w1"] - widget.values["w2"] + widget.values["b"]
    )


def test_all_at_zero_is_said_without_a_sign():
    widget = explore_unit(x)
    for control in widget.controls.values():
        control.value = 0.0
    assert "= 0.0000, <b>a = tanh(z) = 0.0000</b>" in widget.text.value


def test_refuses_what_is_not_one_example():
    with pytest.raises(ValueError, match=r"x has shape \(2, 3\)"):
        explore_unit(np.zeros((2, 3)))
