"""The lab of mistakes that train: both networks, their curves, and the gradient check that tells them apart."""

import numpy as np
import pytest

import nnlib
from nnlib import backward, explore_mistakes, forward, gradient_check, make_moons
from nnlib.checks import CATALOGUE, mystery
from nnlib.checks.mistakes import CULPRITS
from nnlib.widgets.lab import RIGHT, WRONG, train_beside, trainable
from tests.problems import make_problem

MOONS = make_moons(60, seed=0)


@pytest.mark.parametrize("mistake", trainable(), ids=str)
def test_every_mistake_trains_and_is_seen_by_the_gradient_check(mistake):
    both = train_beside(MOONS, mistake=mistake.name, hidden_units=4, learning_rate=1.0)
    np.testing.assert_allclose(both.runs[RIGHT].costs[0], both.runs[WRONG].costs[0], rtol=1e-12)
    assert both.runs[RIGHT].iterations == 300
    assert both.checks[RIGHT].passed
    differ = [row.name for row in both.checks[WRONG].rows if not row.passed]
    assert differ[0] == mistake.arrays[0]


def test_some_mistakes_are_not_to_be_told_by_their_accuracy():
    alike = 0
    for mistake in trainable():
        both = train_beside(MOONS, mistake=mistake.name, hidden_units=6, learning_rate=1.0)
        alike += abs(both.accuracies[WRONG] - both.accuracies[RIGHT]) <= 0.05
    assert alike >= 3


def test_the_extremes_give_no_error_and_say_where_a_run_stopped():
    widget = explore_mistakes(MOONS)
    for name in ("hidden_units", "learning_rate"):
        control = widget.controls[name]
        ends = (
            (control.min, control.max) if hasattr(control, "min") else (control.options[0][1], control.options[-1][1])
        )
        for value in ends:
            control.value = value
            assert "✗" not in widget.text.value
    for _, mistake in widget.controls["mistake"].options:
        widget.controls["mistake"].value = mistake
        assert "The gradient check" in widget.text.value


def test_a_run_that_broke_off_says_where_and_what_it_had_come_to():
    widget = explore_mistakes(MOONS)
    for name, iteration, cost in (("dZ1_one_minus_z_squared", 25, "0.2342"), ("dA2_for_dZ2", 8, "1.13e+158")):
        widget.controls["mistake"].value = name
        stopped = f"with the mistake: stopped at iteration {iteration}, where the cost was no longer finite"
        assert f"{stopped}; before that: cost {cost}, accuracy" in widget.text.value
        assert widget.text.value.count("stopped") == 1


def test_another_mistake_moves_the_curve_and_the_marks():
    widget = explore_mistakes(MOONS)
    before = widget.image.value
    widget.controls["mistake"].value = "sign_flipped"
    curves, marks = widget.picture.drawings
    assert widget.image.value != before
    np.testing.assert_allclose(marks.artists[1].get_xdata(), 1)
    assert curves.artists[1].get_ydata()[-1] > 1
    assert "dZ2 = Y - A2" in widget.text.value


def test_the_names_of_the_curves_stand_clear_of_the_check_for_every_mistake():
    widget = explore_mistakes(MOONS)
    curves, marks = (drawing.ax for drawing in widget.picture.drawings)
    for _, mistake in widget.controls["mistake"].options:
        widget.controls["mistake"].value = mistake
        names = [text.get_window_extent() for text in curves.texts if text.get_text()]
        assert max(box.x1 for box in names) <= marks.get_tightbbox().x0
        assert curves.yaxis.label.get_window_extent().x0 >= 0


def test_the_words_have_no_needless_brackets_and_one_array_differs():
    widget = explore_mistakes(MOONS)
    assert "dZ1 = W2.T @ dZ2 * g1_prime(g1(Z1))</code><br>" in widget.text.value
    assert "dZ1, dW1, db1 differ.</b>" in widget.text.value
    widget.controls["mistake"].value = "Z1_for_A1"
    assert "dW2 differs.</b>" in widget.text.value
    widget.controls["mistake"].value = "dZ1_a_times_one_minus_a"
    assert "* (g1(Z1) * (1 - g1(Z1)))</code><br>" in widget.text.value


def test_a_mystery_is_called_as_backward_and_keeps_its_name_to_itself():
    parameters, X, Y = make_problem(0)
    cache = forward(parameters, X)
    right = backward(parameters, cache, X, Y)
    for number, culprit in enumerate(CULPRITS, start=1):
        given = mystery(number)(parameters, cache, X, Y)
        assert not gradient_check(parameters, X, Y, gradients=given).passed
        assert [np.shape(a) for a in given] == [a.shape for a in right]
        assert mystery(number).__name__ == f"mystery_{number}"
        assert CATALOGUE[culprit] in trainable()


def test_there_are_five_mysteries():
    with pytest.raises(ValueError, match="number must be an int from 1 to 5, got 6"):
        nnlib.mystery(6)
