"""Both codes take the same steps."""

import re

import pytest
from numpy.testing import assert_allclose

from nnlib import explore_vectorization, load_penguins
from nnlib.widgets.vectorization import STEPS, take_both
from nnlib.widgets.vectorization import _words as words

PENGUINS = load_penguins()


@pytest.mark.parametrize("hidden_units", [1, 32])
@pytest.mark.parametrize("examples", [1, 191])
@pytest.mark.parametrize("learning_rate", [0.001, 10.0])
def test_both_codes_arrive_at_the_same_cost(hidden_units, examples, learning_rate):
    both = take_both(PENGUINS, hidden_units=hidden_units, examples=examples, learning_rate=learning_rate)
    assert len(both.loop_costs) == STEPS + 1
    assert_allclose(both.loop_costs, both.vectorized_costs, rtol=1e-9, atol=1e-12)
    assert both.loop_seconds > 0
    assert both.vectorized_seconds > 0


def test_widget_says_both_costs_and_draws_the_times_that_it_says():
    widget = explore_vectorization(PENGUINS)
    widget.controls["examples"].value = 7
    both = take_both(PENGUINS, hidden_units=4, examples=7, learning_rate=1.0)
    cost = f"{both.loop_costs[-1]:.4f}"
    assert f"{cost} with the loop, {cost} vectorized" in widget.text.value
    drawn = [bar.get_x() + bar.get_width() for bar in widget.picture.drawings[1]._bars]
    assert [f"{ms:.2f} ms" for ms in drawn] == re.findall(r"\d+\.\d\d ms", widget.text.value)


@pytest.mark.parametrize(("seconds", "told"), [(0.0004, "0.4 times"), (0.0094, "9.4 times"), (0.0316, "32 times")])
def test_ratio_of_the_times_is_not_rounded_to_nothing(seconds, told):
    both = take_both(PENGUINS, hidden_units=1, examples=2, learning_rate=1.0)
    assert f"<b>{told}</b>" in words(both._replace(loop_seconds=seconds, vectorized_seconds=0.001))
