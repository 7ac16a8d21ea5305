"""The stepper over the computation graph."""

import numpy as np
import pytest

from nnlib import explore_graph, load_penguins, standardize
from nnlib.widgets.graph import walk_to
from tests.pictures import texts

PENGUINS = load_penguins()
x, y = standardize(PENGUINS.X)[:, [0]], PENGUINS.Y[:, [0]]


@pytest.mark.parametrize("hidden_units", [None, 1, 3])
def test_a_small_step_changes_the_loss_as_the_gradient_predicts(hidden_units):
    walk = walk_to(x, y, step=0, learning_rate=1e-4, hidden_units=hidden_units)
    assert walk.predicted < 0
    assert walk.real == pytest.approx(walk.predicted, rel=1e-3)


def test_a_large_step_does_not():
    walk = walk_to(x, y, step=0, learning_rate=10.0, hidden_units=2)
    assert abs(walk.real - walk.predicted) > 0.5 * abs(walk.predicted)


@pytest.mark.parametrize(("model", "last"), [("logistic regression", 7), ("network", 13)])
def test_buttons_walk_to_both_ends_and_no_further(model, last):
    widget = explore_graph(PENGUINS, model=model)
    play, back, on = widget.children[len(widget.controls)].children
    step = widget.controls["step"]
    for _ in range(last + 2):
        on.click()
    assert step.value == last == play.value
    assert f"Step {last} of {last}" in widget.text.value
    back.click()
    assert step.value == last - 1
    for _ in range(last + 2):
        back.click()
    assert step.value == 0
    assert "Press <b>step</b>" in widget.text.value


def test_play_moves_the_slider_and_the_picture():
    widget = explore_graph(PENGUINS)
    play, *_ = widget.children[len(widget.controls)].children
    for step in (1, 2, 9):
        play.value = step
        assert widget.controls["step"].value == step
        assert f"after {step} of 13 steps" in widget.picture.alt
    assert (play.min, play.max) == (0, 13)


def test_each_step_says_what_happens_and_the_picture_its_formula_with_the_numbers_once():
    widget = explore_graph(PENGUINS, model="network")
    walk = walk_to(x, y, step=0, learning_rate=0.1, hidden_units=2)
    for number, step in enumerate((*walk.graph.forward_steps, *walk.graph.backward_steps), 1):
        widget.controls["step"].value = number
        assert step.words in widget.text.value
        assert "1 = 1" not in widget.text.value
        shown = texts(widget.picture.drawings[0].ax)
        assert shown[-2] == step.formula
        assert shown[-1].endswith(step.numbers)
        assert f"{step.formula}: {step.numbers}" in widget.picture.alt


@pytest.mark.parametrize("learning_rate", [0.001, 10.0])
@pytest.mark.parametrize("hidden_units", [1, 3])
def test_extremes_of_the_controls(hidden_units, learning_rate):
    widget = explore_graph(PENGUINS, model="network")
    widget.controls["hidden_units"].value = hidden_units
    widget.controls["learning_rate"].value = learning_rate
    walk = walk_to(x, y, step=0, learning_rate=learning_rate, hidden_units=hidden_units)
    assert f"{walk.real:.6f}".replace("-", "−") in widget.text.value
    assert np.isfinite(walk.real)
