"""The sliders over hidden units, learning rate and steps."""

import numpy as np
import pytest

from nnlib import accuracy, explore_forward, load_penguins, make_moons, standardize, train
from nnlib.widgets.forward import train_whole

MOONS = make_moons(80)


@pytest.mark.parametrize("activation", ["tanh", "sigmoid", "relu"])
def test_run_is_trains_on_standardised_examples(activation):
    run = train_whole(MOONS, hidden_units=3, learning_rate=0.5, iterations=40, activation=activation, seed=2)
    X = standardize(MOONS.X)
    history = train(X, MOONS.Y, hidden_units=3, learning_rate=0.5, iterations=40, activation=activation, seed=2)
    np.testing.assert_array_equal(run.history.costs, history.costs)
    assert run.accuracy == accuracy(history.parameters, X, MOONS.Y, activation=activation)
    assert run.diverged_at is None


def test_a_run_that_diverges_keeps_what_it_was():
    run = train_whole(MOONS, hidden_units=8, learning_rate=1e160, iterations=50, activation="relu")
    assert run.diverged_at is not None
    assert np.isfinite(run.history.costs).all()
    assert len(run.history.costs) == run.diverged_at


def test_pictures_show_the_run():
    penguins = load_penguins()
    widget = explore_forward(penguins, seed=1)
    run = train_whole(penguins, **widget.values, seed=1)
    units, boundary = widget.picture.drawings
    for weight in run.history.parameters.W2[0]:
        assert f"weight {weight:.2f}".replace("-", "−") in units.alt
    assert f"{run.accuracy:.2%}" in boundary.alt
    assert (
        f"cost {run.history.costs[-1]:.4f} · accuracy <b>{run.accuracy:.2%}</b> after 500 iterations"
        in widget.text.value
    )


def test_a_moved_slider_shows_another_network():
    widget = explore_forward(MOONS)
    before = widget.image.value
    widget.controls["hidden_units"].value = 8
    assert "of 8 hidden units" in widget.picture.alt
    assert " a8 " in widget.text.value
    assert widget.image.value != before


@pytest.mark.parametrize("activation", ["tanh", "relu"])
def test_extremes_give_no_error(activation):
    widget = explore_forward(MOONS, activation=activation)
    rates = widget.controls["learning_rate"].stops
    for hidden_units in (1, 8):
        for learning_rate in (rates[0], rates[-1]):
            for iterations in (0, 1000):
                widget.controls["hidden_units"].value = hidden_units
                widget.controls["learning_rate"].value = learning_rate
                widget.controls["iterations"].value = iterations
                assert "Z2 = " in widget.text.value
                assert f"of {hidden_units} hidden unit{'s' if hidden_units > 1 else ','}" in widget.picture.alt


def test_without_steps_every_line_runs_through_the_mean_of_the_data():
    run = train_whole(MOONS, hidden_units=8, learning_rate=1.0, iterations=0)
    assert not run.history.parameters.b1.any()
    assert not run.history.parameters.b2.any()


def test_words_write_a_sum():
    widget = explore_forward(MOONS, seed=2)
    W2, b2 = train_whole(MOONS, **widget.values, seed=2).history.parameters[2:]
    equation = widget.text.value.split("Z2 = ")[1]
    terms = equation.replace("− ", "-").replace("+ ", "").split()
    assert [float(term) for term in terms if not term.startswith("a")] == pytest.approx([*W2[0], b2.item()], abs=0.005)
    assert [term for term in terms if term.startswith("a")] == ["a1", "a2", "a3"]


def test_minus_of_the_first_term_stands_close():
    widget = explore_forward(MOONS, seed=2)
    widget.controls["hidden_units"].value = 1
    weight = train_whole(MOONS, **widget.values, seed=2).history.parameters.W2.item()
    assert weight < 0
    assert f"Z2 = −{-weight:.2f} a1 " in widget.text.value


def test_refuses_what_is_no_dataset():
    with pytest.raises(TypeError, match="dataset must be a Dataset"):
        explore_forward(make_moons)
