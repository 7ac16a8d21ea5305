"""What lesson 05 builds in view is what the library computes, and what it says of its numbers is so."""

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


@pytest.mark.parametrize("y", [0, 1])
def test_shown_steps_of_logistic_regression_are_the_graphs(shown, y):
    w, b, x = np.array([[0.3], [-2.0]]), -0.4, np.array([[1.1], [0.2]])
    ours = shown.run("z", "a", "loss", "da", "dz", "(dw, db)", w=w, b=b, x=x, y=y)
    graph = nnlib.logistic_regression_graph(w, b, x, y)
    assert_allclose([ours["z"], ours["a"], ours["loss"]], [graph.values[name].item() for name in ("z", "a", "L")])
    for name, gradient in graph.gradients.items():
        assert_allclose(ours[name], gradient.squeeze() if np.ndim(ours[name]) == 0 else gradient)


def test_shown_steps_of_the_network_are_the_graphs(shown):
    parameters = nnlib.initialize_parameters(2, 4, rng=3)
    x, y = np.array([[0.4], [-1.2]]), 0
    walk = nnlib.network_graph(parameters, x, y)
    slope = nnlib.tanh_derivative(walk.values["z1"])
    ours = shown.run("(a1, a2)", "dz2", "da1", "dz1", walk=walk, y=y, slope=slope, W2=parameters.W2)
    for name in ("dz2", "da1", "dz1"):
        assert_allclose(ours[name], walk.gradients[name])


def test_weights_that_the_question_names_and_which_unit_should_have_a_smaller_activation(shown):
    parameters = nnlib.initialize_parameters(2, 3, rng=0)
    graph = nnlib.network_graph(parameters, np.array([[1.5], [0.7]]), 1)
    assert_allclose(parameters.W2, [[0.75, 0.55, -0.41]], atol=0.005)
    assert graph.gradients["dz2"] < 0
    assert list(np.flatnonzero(graph.gradients["da1"] > 0)) == [2]
    assert shown.right_answer("05-da1-sign").text == "The third"


def promised_and_actual(**choices):
    walk = walk_to(X[:, [0]], Y[:, [0]], step=0, **choices)
    return walk.predicted, walk.real, walk.graph


def test_answers_below_the_stepper(shown):
    _, _, graph = promised_and_actual(learning_rate=0.1, hidden_units=3)
    da1, dz1, z1 = graph.gradients["da1"], graph.gradients["dz1"], graph.values["z1"]
    assert np.argmin(dz1 / da1) == 1 == np.argmax(np.abs(z1))
    assert_allclose([da1[1, 0], dz1[1, 0], z1[1, 0]], [-0.281, -0.245, -0.379], atol=5e-4)
    fall = {rate: promised_and_actual(learning_rate=rate, hidden_units=2)[:2] for rate in (1.85, 1.95, 2.0)}
    assert [actual / promised > 0.5 for promised, actual in fall.values()] == [True, False, False]
    assert [f"{number:.3f}" for number in fall[2.0]] == ["-1.046", "-0.507"]
    assert "From about 1.9 on" in shown.lesson.text
    assert "predicted −1.046, actual −0.507" in shown.lesson.text


def test_loss_at_y_1_has_the_slope_of_equation_8(shown):
    tools = shown.run("loss_of", "step")
    h = tools["step"]
    assert (tools["loss_of"](0.3 + h) - tools["loss_of"](0.3 - h)) / (2 * h) == pytest.approx(-1 / 0.3, abs=1e-6)
