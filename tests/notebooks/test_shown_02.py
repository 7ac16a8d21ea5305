"""What lesson 02 builds in view is what the library computes, and what its answers say of the widgets is so."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

import nnlib
from nnlib.plots.loss import CROSS_ENTROPY, SQUARED_ERROR
from nnlib.widgets.cost import run_shortly
from tests.notebooks.in_view import InView
from tests.problems import make_problem


@pytest.fixture(scope="module")
def lesson():
    return InView("02_cost")


@pytest.fixture(scope="module")
def shown(lesson):
    return lesson.run_functions(sigmoid=nnlib.sigmoid)


@pytest.fixture(params=range(5))
def problem(request):
    return make_problem(request.param)


def test_its_questions(lesson):
    assert not list(lesson.wrong_with_its_questions())


def test_mean_of_the_shown_losses_is_the_cost(shown, problem):
    cache = nnlib.forward(problem.parameters, problem.X)
    expected = nnlib.cost(cache, problem.Y)
    assert np.mean(shown["loss"](cache.A2, problem.Y)) == pytest.approx(expected, rel=1e-12)
    assert np.mean(shown["loss_from_z"](cache.Z2, problem.Y)) == pytest.approx(expected, rel=1e-14)


@pytest.mark.parametrize("y", [0, 1])
def test_shown_loss_from_z_is_the_plots_and_finite_everywhere(shown, y):
    z = np.array([-800.0, -37.0, -1.0, 0.0, 1.0, 36.0, 37.0, 800.0])
    assert_allclose(shown["loss_from_z"](z, y), CROSS_ENTROPY.value(z, y), rtol=1e-14)


def test_shown_losses_over_z_and_their_slopes_are_the_plots(shown):
    z = np.linspace(-8, 8, 17)
    for name, loss in (("cross_entropy", CROSS_ENTROPY), ("squared_error", SQUARED_ERROR)):
        assert_allclose(shown[name](z), loss.value(z, 0), rtol=1e-11)
        assert_allclose(shown["slope"](shown[name], z), loss.slope(z, 0), atol=1e-8)


def test_slope_of_cross_entropy_is_the_error_that_backward_computes(shown, problem):
    cache = nnlib.forward(problem.parameters, problem.X)
    dZ2 = nnlib.backward(problem.parameters, cache, problem.X, problem.Y).dZ2
    slopes = shown["slope"](lambda z: shown["loss_from_z"](z, problem.Y), cache.Z2)
    assert_allclose(slopes, dZ2, atol=1e-9)


def test_answers_below_the_widget_of_a_short_run():
    penguins = nnlib.load_penguins()

    def run(hidden_units, learning_rate):
        return run_shortly(penguins, hidden_units=hidden_units, learning_rate=learning_rate, seed=1)

    slow = run(4, 0.01)
    assert [f"{cost:.4f}" for cost in slow.history.costs[[0, -1]]] == ["0.7249", "0.5714"]
    assert (f"{slow.losses.min():.2f}", f"{slow.losses.max():.2f}") == ("0.44", "0.75")
    assert [f"{run(n1, 1.0).history.costs[-1]:.4f}" for n1 in (12, 1)] == ["0.0735", "0.0807"]
    assert np.sum(np.diff(run(4, 10.0).history.costs) > 0) == 2


def test_after_10000_iterations_a_curved_boundary_is_far_better():
    penguins = nnlib.load_penguins()
    X, Y = nnlib.standardize(penguins.X), penguins.Y
    long = {"learning_rate": 1.0, "iterations": 10_000, "seed": 1, "progress": False}
    assert [f"{nnlib.train(X, Y, hidden_units=n1, **long).costs[-1]:.4f}" for n1 in (12, 1)] == ["0.0028", "0.0729"]
