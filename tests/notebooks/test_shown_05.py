"""What lesson 05 builds in view is what the library computes, and what it says of its numbers is so."""

import re

import numpy as np
import pytest
from numpy.testing import assert_allclose

import nnlib
from nnlib.widgets.graph import walk_to
from tests.notebooks.in_view import InView
from tests.problems import make_problem

PENGUINS = nnlib.load_penguins()
X, Y = nnlib.standardize(PENGUINS.X), PENGUINS.Y


@pytest.fixture(scope="module")
def shown():
    return InView("05_backpropagation")


@pytest.fixture(params=range(5))
def problem(request):
    return make_problem(request.param)


def test_its_questions(shown):
    assert not list(shown.wrong_with_its_questions())


def test_shown_backward_is_the_librarys(shown, problem):
    backward = shown.run("backward", tanh_derivative=nnlib.tanh_derivative)["backward"]
    cache = nnlib.forward(problem.parameters, problem.X)
    library = nnlib.backward(problem.parameters, cache, problem.X, problem.Y)
    for ours, theirs in zip(backward(problem.parameters, cache, problem.X, problem.Y), library, strict=True):
        assert_allclose(ours, theirs, rtol=1e-13)


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


@pytest.mark.parametrize("y", [0, 1])
def test_shown_steps_of_logistic_regression_are_the_graphs(shown, y):
    w, b, x = np.array([[0.3], [-2.0]]), -0.4, np.array([[1.1], [0.2]])
    ours = shown.run("z", "a", "loss", "da", "dz", "(dw, db)", "nudge", "a_nudged", w=w, b=b, x=x, y=y)
    graph = nnlib.logistic_regression_graph(w, b, x, y)
    assert_allclose([ours["z"], ours["a"], ours["loss"]], [graph.values[name].item() for name in ("z", "a", "L")])
    for name, gradient in graph.gradients.items():
        assert_allclose(ours[name], gradient.squeeze() if np.ndim(ours[name]) == 0 else gradient)
    assert (ours["a_nudged"] - ours["a"]) / ours["nudge"] == pytest.approx(ours["a"] * (1 - ours["a"]), rel=1e-3)


def test_shown_steps_of_the_network_are_the_graphs(shown):
    parameters = nnlib.initialize_parameters(2, 4, rng=3)
    x, y = np.array([[0.4], [-1.2]]), 0
    walk = nnlib.network_graph(parameters, x, y)
    slope = nnlib.tanh_derivative(walk.values["z1"])
    ours = shown.run("(a1, a2)", "dz2", "da1", "dz1", walk=walk, y=y, slope=slope, W2=parameters.W2)
    for name in ("dz2", "da1", "dz1"):
        assert_allclose(ours[name], walk.gradients[name])


def test_weights_that_the_question_names_and_which_unit_should_answer_less(shown):
    parameters = nnlib.initialize_parameters(2, 3, rng=0)
    graph = nnlib.network_graph(parameters, np.array([[1.5], [0.7]]), 1)
    assert_allclose(parameters.W2, [[0.75, 0.55, -0.41]], atol=0.005)
    assert graph.gradients["dz2"] < 0
    assert list(np.flatnonzero(graph.gradients["da1"] > 0)) == [2]
    assert shown.right_answer("05-da1-sign").text == "The third"


def promised_and_real(**choices):
    walk = walk_to(X[:, [0]], Y[:, [0]], step=0, **choices)
    return walk.predicted, walk.real, walk.graph


def test_answers_below_the_widgets(shown):
    promised, _, graph = promised_and_real(learning_rate=10.0)
    assert f"{-promised:.2f}" == "8.15"
    assert f"{graph.values['L'].item():.2f}" == "0.63"
    assert "8.15" in shown.lesson.text
    _, _, graph = promised_and_real(learning_rate=0.1, hidden_units=3)
    da1, dz1, z1 = graph.gradients["da1"], graph.gradients["dz1"], graph.values["z1"]
    assert np.argmin(dz1 / da1) == 1 == np.argmax(np.abs(z1))
    assert_allclose([da1[1, 0], dz1[1, 0], z1[1, 0]], [-0.281, -0.245, -0.379], atol=5e-4)
    fall = {rate: promised_and_real(learning_rate=rate, hidden_units=2) for rate in (1.0, 2.0)}
    assert fall[1.0][1] / fall[1.0][0] == pytest.approx(0.70, abs=0.005)
    assert [f"{number:.3f}" for number in fall[2.0][:2]] == ["-1.046", "-0.507"]
    assert "promised −1.046, real −0.507" in shown.lesson.text


def test_own_loss_has_the_slope_dZ2(shown):
    own_loss = shown.run("own_loss", Y=Y)["own_loss"]
    parameters = nnlib.initialize_parameters(2, 3, rng=0)
    cache = nnlib.forward(parameters, X)
    z = cache.Z2[0, 5]
    assert own_loss(z) == pytest.approx(nnlib.cost(nnlib.Cache(*(A[:, [5]] for A in cache)), Y[:, [5]]))
    dZ2 = nnlib.backward(parameters, cache, X, Y).dZ2
    assert (own_loss(z + 1e-5) - own_loss(z - 1e-5)) / 2e-5 == pytest.approx(dZ2[0, 5], abs=1e-9)


def test_training_with_the_right_factor_is_the_librarys_training(shown):
    given = {"X": X, "Y": Y, "m": X.shape[1], "forward": nnlib.forward, "cost": nnlib.cost}
    train_with = shown.run("train_with", initialize_parameters=nnlib.initialize_parameters, **given)["train_with"]
    right, as_printed = train_with(lambda c: 1 - c.A1**2), train_with(lambda c: c.A1)
    history = nnlib.train(X, Y, hidden_units=6, learning_rate=1.0, iterations=300, seed=0)
    assert right == f"accuracy {nnlib.accuracy(history.parameters, X, Y):.2%}, cost {history.costs[-1]:.4f}"
    (accuracy, cost), (other_accuracy, other_cost) = (re.findall(r"\d+\.\d+", line) for line in (right, as_printed))
    assert float(other_accuracy) >= float(accuracy)
    assert float(other_cost) > float(cost)


def test_worked_exercise_is_the_measured_slope(shown):
    z, y = -1.3, 1
    a = nnlib.sigmoid(z)
    ours = shown.run("squared_error", "dz_squared", "measure", z=z, a=a, y=y)
    assert ours["dz_squared"] == pytest.approx(ours["measure"](ours["squared_error"], np.array(z)), abs=1e-9)
    assert ours["squared_error"](z) == pytest.approx((a - y) ** 2)


def test_error_of_a_bias_gradient_without_the_mean_is_what_the_answer_says():
    given, measured = 7 * np.ones(3), np.ones(3)
    distance = np.linalg.norm(given - measured)
    assert distance / (np.linalg.norm(given) + np.linalg.norm(measured)) == pytest.approx(0.75)
