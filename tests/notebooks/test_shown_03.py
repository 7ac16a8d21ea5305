"""What lesson 03 builds in view is what the library computes, and what it says of its numbers is so."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

import nnlib
from nnlib.widgets.forward import train_whole
from tests.notebooks.in_view import InView
from tests.problems import make_problem

MOONS = nnlib.make_moons()


@pytest.fixture(scope="module")
def shown():
    return InView("03_forward_propagation")


@pytest.fixture(params=range(5))
def problem(request):
    return make_problem(request.param)


@pytest.fixture(scope="module")
def by_hand(shown):
    """The network with the round numbers, as the lesson gives it."""
    given = shown.run("W1", "b1", "W2", "b2", "x", "X")
    return nnlib.Parameters(*(given[name] for name in ("W1", "b1", "W2", "b2"))), given["x"], given["X"]


def test_its_questions(shown):
    assert not list(shown.wrong_with_its_questions())


def test_shown_equations_are_forward(shown, problem):
    built = shown.run("Z1", "A1", "Z2", "A2", X=problem.X, **problem.parameters._asdict())
    for name, expected in nnlib.forward(problem.parameters, problem.X)._asdict().items():
        assert_allclose(built[name], expected, rtol=1e-13)


def test_shown_equations_of_one_example_are_a_column_of_forward(shown, problem):
    built = shown.run("z1", "a1", "z2", "a2", x=problem.X[:, [2]], **problem.parameters._asdict())
    for name, expected in nnlib.forward(problem.parameters, problem.X)._asdict().items():
        assert_allclose(built[name.lower()], expected[:, [2]], rtol=1e-13)


def test_worked_exercise_is_the_hidden_layer(shown, problem):
    hidden_layer = shown.run("hidden_layer")["hidden_layer"]
    W1, b1, _, _ = problem.parameters
    for ours, theirs in zip(
        hidden_layer(W1, b1, problem.X), nnlib.forward(problem.parameters, problem.X), strict=False
    ):
        assert_allclose(ours, theirs, rtol=1e-14)


def test_without_activation_two_layers_are_one_unit(shown, problem):
    built = shown.run("w_all", "b_all", "two_layers", X=problem.X, **problem.parameters._asdict())
    assert_allclose(built["w_all"] @ problem.X + built["b_all"], built["two_layers"])
    assert built["w_all"].shape == (1, problem.X.shape[0])


def test_numbers_said_of_the_network_by_hand(shown, by_hand):
    parameters, x, X = by_hand
    cache = nnlib.forward(parameters, x)
    assert shown.right_answer("03-neighbours").text == f"Still {cache.A2.item():.4f}"
    assert shown.right_answer("03-second-unit").text == f"{cache.Z1[1, 0]:g}".replace("-", "−")
    assert_allclose(X[:, [0]], x)
    assert_allclose(parameters.W2 @ parameters.W1, [[14, -22]])
    assert_allclose(parameters.W2 @ parameters.b1 + parameters.b2, [[0.5]])
    assert nnlib.accuracy(parameters, MOONS.X, MOONS.Y) > 0.96


def test_between_the_lines_of_units_2_and_3_unit_1_decides(by_hand):
    parameters, _, _ = by_hand
    plane = np.array(np.meshgrid(np.linspace(-2, 2, 81), np.linspace(-2, 2, 81))).reshape(2, -1)
    Z1, A1, Z2, _ = nnlib.forward(parameters, plane)
    left, right, between = Z1[2] < 0, Z1[1] > 0, (np.abs(Z1[1]) > 1.9) & (np.abs(Z1[2]) > 1.9) & (Z1[1] * Z1[2] < 0)
    surely = np.abs(Z1[0]) > 1
    assert (Z2[0, left & (np.abs(Z1) > 2).all(axis=0)] < 0).all()
    assert (Z2[0, right & (np.abs(Z1) > 2).all(axis=0)] > 0).all()
    assert between.sum() > 5
    assert (np.sign(Z2[0, between & surely]) == -np.sign(A1[0, between & surely])).all()


def test_slope_of_tanh_at_3_is_the_right_answer_and_the_others_are_the_mistakes_they_name(shown):
    slope, A1 = nnlib.tanh_derivative(3.0), np.tanh(3.0)
    assert shown.right_answer("03-slope-at-3").text == f"{slope:.4f}"
    texts = [option.text for option in shown.questions["03-slope-at-3"].options]
    assert texts == [f"{number:.4f}".replace("-", "−") for number in (1 - 3.0**2, 1 - A1, slope, A1)]


def test_answers_below_the_widget():
    def run(hidden_units, learning_rate, iterations):
        return train_whole(MOONS, hidden_units=hidden_units, learning_rate=learning_rate, iterations=iterations, seed=2)

    one, two, three = (run(hidden_units, 1.0, 500) for hidden_units in (1, 2, 3))
    assert [f"{run.accuracy:.2%}" for run in (one, two)] == ["88.25%", "88.50%"]
    assert three.accuracy > 0.97
    weights = [run(3, 1.0, iterations).history.parameters.W2[0, 2] for iterations in (0, 25, 35, 60, 500)]
    assert min(weights[:2]) > 0 > max(weights[2:])
    thousand_small, ten_large = run(3, 0.01, 1000), run(3, 1.0, 10)
    assert thousand_small.history.costs[-1] == pytest.approx(ten_large.history.costs[-1], abs=0.005)
    assert thousand_small.history.costs[-1] > 3 * three.history.costs[-1]


def test_start_has_all_lines_through_the_mean_of_the_data():
    assert_allclose(nnlib.standardize(MOONS.X).mean(axis=1), 0, atol=1e-12)
    assert not nnlib.initialize_parameters(2, 3, rng=2).b1.any()
