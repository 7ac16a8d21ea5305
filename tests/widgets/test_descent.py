"""The path of gradient descent, step by step."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from nnlib import explore_descent, load_penguins, standardize, train
from nnlib.widgets.descent import STEPS, look, take_path

PENGUINS = load_penguins()
X, Y = standardize(PENGUINS.X), PENGUINS.Y


@pytest.fixture(scope="module")
def shown():
    """A widget whose controls are all moved by those who ask for it."""
    return explore_descent(PENGUINS)


def test_costs_are_those_of_train():
    run = take_path(X, Y, hidden_units=3, learning_rate=0.5, seed=2)
    expected = train(X, Y, hidden_units=3, learning_rate=0.5, iterations=STEPS, seed=2)
    assert_allclose(run.costs, expected.costs, rtol=1e-10)
    assert len(run.parameters) == len(run.landscape.path) == STEPS + 1


def test_place_measures_slope_and_saturation():
    run = take_path(X, Y, hidden_units=3, learning_rate=0.001)
    here, small_step_later = look(run, X, Y, 5), look(run, X, Y, 6)
    fall = run.costs[5] - run.costs[6]
    assert fall == pytest.approx(0.001 * here.steepness**2, rel=1e-2)
    assert 0 < here.saturation < 1
    assert small_step_later.step == 6


@pytest.mark.parametrize("hidden_units", [1, 12])
@pytest.mark.parametrize("learning_rate", [0.01, 50.0])
@pytest.mark.parametrize("step", [0, STEPS])
def test_extremes_of_the_controls_show_their_place(shown, hidden_units, learning_rate, step):
    for name, value in (("hidden_units", hidden_units), ("learning_rate", learning_rate), ("step", step)):
        shown.controls[name].value = value
    run = take_path(X, Y, hidden_units=hidden_units, learning_rate=learning_rate)
    assert f"Step {step}: cost {run.costs[step]:.4f}" in shown.text.value
    assert f"marked at step {step} of {STEPS}" in shown.picture.alt


def test_first_rise_of_the_cost_is_named():
    widget = explore_descent(PENGUINS)
    assert "falls in every step" in widget.text.value
    widget.controls["hidden_units"].value = 8
    widget.controls["learning_rate"].value = 10.0
    costs = take_path(X, Y, hidden_units=8, learning_rate=10.0).costs
    first = int(np.flatnonzero(np.diff(costs) > 0)[0]) + 1
    assert f"first rises in step <b>{first}</b>" in widget.text.value
