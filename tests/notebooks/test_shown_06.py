"""What lesson 06 builds in view is what the library computes, and what it says of its numbers is so."""

import re

import numpy as np
import pytest
from numpy.testing import assert_allclose

import nnlib
from nnlib.checks import CATALOGUE, mystery
from nnlib.widgets.lab import train_beside, trainable
from tests.notebooks.in_view import InView
from tests.problems import make_problem

PENGUINS = nnlib.load_penguins()
X, Y = nnlib.standardize(PENGUINS.X), PENGUINS.Y
LAB = {"hidden_units": 6, "learning_rate": 1.0}


@pytest.fixture(scope="module")
def shown():
    return InView("06_gradient_check")


@pytest.fixture(params=range(5))
def problem(request):
    return make_problem(request.param)


def test_its_questions(shown):
    assert not list(shown.wrong_with_its_questions())


def test_shown_gradient_check_is_the_librarys(shown, problem):
    tools = shown.run("measure", "relative_error")
    rows = {row.name: row for row in nnlib.gradient_check(problem.parameters, problem.X, problem.Y).rows}

    def J(W2):
        parameters = problem.parameters._replace(W2=W2)
        return nnlib.cost(nnlib.forward(parameters, problem.X), problem.Y)

    measured = tools["measure"](J, problem.parameters.W2)
    assert_allclose(measured, rows["dW2"].numerical, atol=1e-8)
    wrong = 1.5 * rows["dW2"].given
    check = nnlib.gradient_check(problem.parameters, problem.X, problem.Y, gradients={"dW2": wrong})
    assert tools["relative_error"](wrong, measured) == pytest.approx(check.error, rel=1e-6)


def test_answers_below_the_lab(shown):
    runs = {
        mistake.name: train_beside(nnlib.make_moons(200, seed=0), mistake=mistake.name, **LAB)
        for mistake in trainable()
    }
    reached = {name: run.accuracies["with the mistake"] for name, run in runs.items()}
    assert max(reached, key=reached.get) == "dZ1_a_times_one_minus_a"
    assert min(reached, key=reached.get) == "sign_flipped"
    answered = (max(reached.values()), runs["sign_flipped"].accuracies["right"])
    answered += (reached["dZ1_slope_of_the_answer"], min(reached.values()))
    (answer,) = [line for line in shown.lesson.text.splitlines() if line.startswith("1. Here, with 6 hidden units")]
    assert re.findall(r"[\d.]+%", answer) == [f"{share:.2%}" for share in answered]
    assert not any(run.checks["with the mistake"].passed for run in runs.values())


def test_own_loss_has_the_slope_dZ2(shown):
    own_loss = shown.run("own_loss", Y=Y)["own_loss"]
    parameters = nnlib.initialize_parameters(2, 3, rng=0)
    cache = nnlib.forward(parameters, X)
    z = cache.Z2[:, [5]]
    assert own_loss(z) == pytest.approx(nnlib.cost(nnlib.Cache(*(A[:, [5]] for A in cache)), Y[:, [5]]))
    dZ2 = nnlib.backward(parameters, cache, X, Y).dZ2
    assert (own_loss(z + 1e-5) - own_loss(z - 1e-5)) / 2e-5 == pytest.approx(dZ2[0, 5], abs=1e-9)


def test_a_network_learns_with_the_tutorials_gradients(shown):
    tutorial = shown.run("tutorial_backward")["tutorial_backward"]
    settings = shown.run("settings")["settings"]
    run = nnlib.train(X, Y, **settings, functions={"backward": tutorial})
    assert f"{nnlib.accuracy(run.parameters, X, Y):.0%}" == "97%"


def test_equation_4_as_printed_is_the_catalogues(shown, problem):
    cache = nnlib.forward(problem.parameters, problem.X)
    ours = shown.run("equation_4_as_printed")["equation_4_as_printed"](problem.parameters, cache, problem.X, problem.Y)
    for array, other in zip(
        ours, CATALOGUE["dZ1_g_itself"](problem.parameters, cache, problem.X, problem.Y), strict=True
    ):
        assert_allclose(array, other)


def test_sum_over_a_softmaxs_dZ2_is_0():
    rng = np.random.default_rng(0)
    Z2, labels = rng.standard_normal((10, 7)), rng.integers(10, size=7)
    A2 = np.exp(Z2) / np.exp(Z2).sum(axis=0)
    assert_allclose((A2 - np.eye(10)[labels].T).sum(axis=0), 0, atol=1e-12)


def test_factors_of_the_mysteries_are_what_the_replies_say():
    rng = np.random.default_rng(3)
    parameters = nnlib.Parameters(*(rng.standard_normal(shape) for shape in ((4, 3), (4, 1), (1, 4), (1, 1))))
    X, Y = rng.standard_normal((3, 7)), (rng.random((1, 7)) > 0.5).astype(float)
    cache = nnlib.forward(parameters, X)
    right = nnlib.backward(parameters, cache, X, Y).dZ1
    factor = {number: mystery(number)(parameters, cache, X, Y).dZ1 / right for number in (2, 4, 5)}
    saturated = np.abs(cache.A1) > 0.9
    assert factor[2].min() >= 1
    assert factor[2][saturated].min() > factor[2][~saturated].max()
    assert np.array_equal(factor[4] < 0, cache.A1 < 0)
    assert_allclose(factor[5], 1 / 7)


@pytest.mark.parametrize("factor", [7, 1 / 7])
def test_error_of_a_bias_gradient_7_times_too_large_or_too_small_is_what_the_answer_says(factor):
    given, measured = factor * np.ones(3), np.ones(3)
    distance = np.linalg.norm(given - measured)
    assert distance / (np.linalg.norm(given) + np.linalg.norm(measured)) == pytest.approx(0.75)
