"""The gradient check: it passes on `backward`, and on nothing that differs from it."""

import numpy as np
import pytest
from hypothesis import given

from nnlib import Cache, Gradients, Parameters, backward, cost, forward, gradient_check, initialize_parameters, update
from tests.problems import ACTIVATION_NAMES, activations, make_problem, problems

SEEDS = range(20)
SMALL = {"tanh": 1e-8, "sigmoid": 1e-8, "relu": 1e-7}


def gradients_of(problem, activation="tanh"):
    parameters, X, Y = problem
    return backward(parameters, forward(parameters, X, activation=activation), X, Y, activation=activation)


def off_the_kink(seed):
    """A problem in which every hidden unit is well on one side of the kink for every example."""
    for draw in range(100):
        problem = make_problem(1000 * seed + draw)
        if np.abs(forward(problem.parameters, problem.X).Z1).min() > 1e-3:
            return problem
    raise AssertionError("no problem is off the kink")


class TestPasses:
    @pytest.mark.parametrize("activation", ACTIVATION_NAMES)
    @pytest.mark.parametrize("seed", SEEDS)
    def test_on_backward(self, seed, activation):
        problem = off_the_kink(seed)
        check = gradient_check(*problem, activation=activation)
        assert check.passed
        assert check.error < SMALL[activation]
        assert all(np.isfinite(row.numerical).all() for row in check.rows)
        assert [row.name for row in check.rows] == list(Gradients._fields)
        for row, gradient in zip(check.rows, gradients_of(problem, activation), strict=True):
            a, b = row.given, row.numerical
            np.testing.assert_array_equal(a, gradient)
            assert row.error == pytest.approx(np.linalg.norm(a - b) / (np.linalg.norm(a) + np.linalg.norm(b)), rel=1e-9)
            assert row.passed

    @given(problem=problems(), activation=activations)
    def test_on_networks_of_all_sizes(self, problem, activation):
        assert gradient_check(*problem, activation=activation).passed

    @pytest.mark.parametrize("activation", ACTIVATION_NAMES)
    @pytest.mark.parametrize("method", ["zeros", "constant", "random"])
    def test_at_every_start(self, method, activation):
        parameters = initialize_parameters(3, 4, rng=0, method=method)
        assert gradient_check(parameters, *make_problem(0)[1:], activation=activation).passed

    @pytest.mark.parametrize("activation", ACTIVATION_NAMES)
    def test_on_many_examples(self, activation):
        assert gradient_check(*make_problem(0, m=400), activation=activation).passed

    @pytest.mark.parametrize("activation", ACTIVATION_NAMES)
    @pytest.mark.parametrize("unit", [1e-3, 200.0, 4000.0])
    def test_on_features_of_any_unit(self, unit, activation):
        parameters, X, Y = make_problem(0, size=0.01)
        assert gradient_check(parameters, X * unit, Y, activation=activation).passed

    @pytest.mark.parametrize("activation", ACTIVATION_NAMES)
    def test_where_the_network_is_saturated(self, activation):
        assert gradient_check(*make_problem(0, size=30), activation=activation).passed


def first_six(problem, activation="tanh"):
    """What the mistakes below start from: the arrays of the six equations by name."""
    cache = forward(problem.parameters, problem.X, activation=activation)
    gradients = gradients_of(problem, activation)
    return {**problem.arrays, **cache._asdict(), **gradients._asdict(), "m": problem.X.shape[1]}


def g_for_g_prime(a):
    return a["W2"].T @ a["dZ2"] * a["A1"]


MISTAKES = {
    "E5, g for g'": lambda a: {"dZ1": g_for_g_prime(a)},
    "E5 carried on": lambda a: {"dW1": g_for_g_prime(a) @ a["X"].T / a["m"]},
    "no 1/m in dW1": lambda a: {"dW1": a["dZ1"] @ a["X"].T},
    "no 1/m in dW2": lambda a: {"dW2": a["dZ2"] @ a["A1"].T},
    "no 1/m in db1": lambda a: {"db1": a["dZ1"].sum(axis=1, keepdims=True)},
    "no 1/m in db2": lambda a: {"db2": a["dZ2"].sum(axis=1, keepdims=True)},
    "a second 1/m in dZ1": lambda a: {"dZ1": a["dZ1"] / a["m"]},
    "sign of dZ2": lambda a: {"dZ2": a["Y"] - a["A2"]},
    "an extra σ' in dZ2": lambda a: {"dZ2": (a["A2"] - a["Y"]) * a["A2"] * (1 - a["A2"])},
    "g' of A1": lambda a: {"dZ1": a["W2"].T @ a["dZ2"] * (1 - np.tanh(a["A1"]) ** 2)},
    "g' left out": lambda a: {"dZ1": a["W2"].T @ a["dZ2"]},
    "db summed over all axes": lambda a: {"db1": np.full_like(a["b1"], a["dZ1"].sum() / a["m"])},
    "Z1 for A1": lambda a: {"dW2": a["dZ2"] @ a["Z1"].T / a["m"]},
    "one number off by a thousandth": lambda a: {"dW1": a["dW1"] + np.eye(4, 3) * 1e-3 * a["dW1"]},
}


class TestFails:
    @pytest.mark.parametrize("mistake", MISTAKES)
    @pytest.mark.parametrize("activation", ACTIVATION_NAMES)
    @pytest.mark.parametrize("seed", range(3))
    def test_on_each_mistake_and_names_the_array(self, seed, mistake, activation):
        problem = off_the_kink(seed)
        wrong = MISTAKES[mistake](first_six(problem, activation))
        gradients = gradients_of(problem, activation)._replace(**wrong)
        check = gradient_check(*problem, activation=activation, gradients=gradients)
        assert not check.passed
        assert check.error > 1e-5
        assert [row.name for row in check.rows if not row.passed] == list(wrong)

    @pytest.mark.parametrize("seed", SEEDS)
    def test_on_E5_with_an_error_of_about_1(self, seed):
        problem = make_problem(seed)
        assert gradient_check(*problem, gradients=MISTAKES["E5, g for g'"](first_six(problem))).error > 0.1

    @pytest.mark.parametrize("seed", range(3))
    def test_on_the_gradient_that_a_step_of_E4_implies(self, seed):
        parameters, X, Y = problem = make_problem(seed)
        alpha = 0.1

        def implied(stepped):
            pairs = zip(parameters, stepped, strict=True)
            return dict(zip(("dW1", "db1", "dW2", "db2"), [(w - w_new) / alpha for w, w_new in pairs], strict=True))

        E4 = Parameters(*(w - alpha * w for w in parameters))
        assert not any(row.passed for row in gradient_check(*problem, gradients=implied(E4)).rows)
        right = update(parameters, gradients_of(problem), alpha)
        assert gradient_check(parameters, X, Y, gradients=implied(right)).passed

    def test_on_the_gradient_of_another_activation(self):
        problem = off_the_kink(0)
        check = gradient_check(*problem, activation="sigmoid", gradients=gradients_of(problem, "tanh"))
        assert not check.passed

    def test_on_a_small_mistake_among_many_examples(self):
        problem = make_problem(0, m=400)
        dZ1 = gradients_of(problem).dZ1.copy()
        dZ1[2, 317] *= -1
        assert not gradient_check(*problem, gradients={"dZ1": dZ1}).passed


class TestKink:
    def test_what_crosses_the_kink_is_left_out(self):
        parameters = Parameters(np.eye(2), np.zeros((2, 1)), np.ones((1, 2)), np.zeros((1, 1)))
        X = np.array([[0.0, 1.0], [1.0, -1.0]])  # unit 1 is on its kink for example 1, unit 2 never
        rows = {row.name: row for row in gradient_check(parameters, X, [[1, 0]], activation="relu").rows}
        np.testing.assert_array_equal(np.isnan(rows["dZ1"].numerical), [[True, False], [False, False]])
        np.testing.assert_array_equal(np.isnan(rows["dW1"].numerical), [[False, True], [False, False]])
        np.testing.assert_array_equal(np.isnan(rows["db1"].numerical), [[True], [False]])
        assert all(np.isfinite(rows[name].numerical).all() for name in ("dZ2", "dW2", "db2"))
        assert all(row.passed for row in rows.values())

    def test_only_relu_has_one(self):
        for activation in ("tanh", "sigmoid"):
            start = initialize_parameters(3, 4, rng=0, method="zeros")
            check = gradient_check(start, *make_problem(0)[1:], activation=activation)
            assert all(np.isfinite(row.numerical).all() for row in check.rows)

    def test_the_output_has_none(self):
        start = initialize_parameters(3, 4, rng=0, method="zeros")
        _, X, Y = make_problem(0)
        wrong = {"dZ2": Y - forward(start, X, activation="relu").A2}
        assert not gradient_check(start, X, Y, activation="relu", gradients=wrong).passed

    def test_a_row_without_any_slope_says_so(self):
        start = initialize_parameters(3, 4, rng=0, method="zeros")
        text = repr(gradient_check(start, *make_problem(0)[1:], activation="relu", gradients={"dW1": np.zeros((4, 3))}))
        assert text.splitlines()[1] == "dW1    (4, 3)     0e+00  – not compared: at ReLU's kink there is no slope"


class TestWhatIsGiven:
    def test_a_part_is_put_in_the_order_of_the_equations(self):
        problem = make_problem(0)
        gradients = gradients_of(problem)
        check = gradient_check(*problem, gradients={"db1": gradients.db1, "dZ1": gradients.dZ1, "dW2": gradients.dW2})
        assert [row.name for row in check.rows] == ["dW2", "dZ1", "db1"]
        assert check.passed

    def test_lists_and_other_kinds_of_numbers(self):
        parameters, X, Y = problem = make_problem(0)
        dW1 = gradients_of(problem).dW1.tolist()
        assert gradient_check(parameters, X.tolist(), Y.astype(bool), gradients={"dW1": dW1}).passed

    def test_nothing_is_changed(self):
        problem = make_problem(0)
        before = {name: array.copy() for name, array in problem.arrays.items()}
        gradient_check(*problem)
        for name, array in problem.arrays.items():
            np.testing.assert_array_equal(array, before[name])

    @pytest.mark.parametrize("distance", [1e-17, 1e-12, 9e-10, np.inf])
    def test_a_distance_at_which_anything_would_pass_is_refused(self, distance):
        with pytest.raises(ValueError, match=r"distance must be >= 1e-09, or rounding drowns the slope, got"):
            gradient_check(*make_problem(0), distance=distance)

    def test_at_the_shortest_distance_a_mistake_is_still_found(self):
        parameters, X, Y = make_problem(0)
        gradients = backward(parameters, forward(parameters, X), X, Y)
        assert gradient_check(parameters, X, Y, distance=1e-9).passed
        wrong = gradients._replace(dW1=1.001 * gradients.dW1)
        assert not gradient_check(parameters, X, Y, distance=1e-9, gradients=wrong).passed

    def test_the_distance_and_the_tolerance_are_used(self):
        problem = make_problem(0)
        assert not gradient_check(*problem, distance=0.5).passed
        assert gradient_check(*problem, distance=0.5, tolerance=0.1).passed
        assert gradient_check(*problem, distance=1e-3).error > 10 * gradient_check(*problem).error

    def test_a_difference_within_rounding_has_no_error(self):
        start = initialize_parameters(3, 4, rng=0, method="zeros")
        _, X, Y = problem = make_problem(0)
        noise = {"dW1": np.full((4, 3), 1e-12)}  # the slope is 0, and a relative error of 1 would tell nothing
        (row,) = gradient_check(start, X, Y, gradients=noise).rows
        assert (row.error, row.passed) == (0, True)
        (row,) = gradient_check(start, X, Y, gradients={"dW1": np.full((4, 3), 1e-6)}).rows
        assert (row.error, row.passed) == (1, False)
        assert gradient_check(*problem).error > 0


def test_repr_is_a_line_an_array():
    problem = off_the_kink(0)
    wrong = {"dZ2": gradients_of(problem).dZ2, "dZ1": -gradients_of(problem).dZ1}
    lines = repr(gradient_check(*problem, gradients=wrong)).splitlines()
    assert lines[0] == "array  shape      relative error"
    assert lines[1].startswith("dZ2    (1, 7)     ")
    assert lines[1].endswith("  ✓ agrees")
    assert lines[2] == "dZ1    (4, 7)     1e+00  ✗ differs"
    assert len(lines) == 3


class TestComplexStep:
    """A second way to measure slopes, exact to the last digits: the imaginary part of J(w + i h) / h."""

    H = 1e-30

    def smooth_cost(self, parameters, X, Y, activation):
        """Forward propagation and cost for complex numbers: the loss is log(1 + e^z) − y z."""
        W1, b1, W2, b2 = parameters
        Z1 = W1 @ X + b1
        A1 = {
            "tanh": lambda Z: (np.exp(Z) - np.exp(-Z)) / (np.exp(Z) + np.exp(-Z)),
            "sigmoid": lambda Z: 1 / (1 + np.exp(-Z)),
            "relu": lambda Z: np.where(Z.real > 0, Z, 0),
        }[activation](Z1)
        Z2 = W2 @ A1 + b2
        return np.sum(np.log(1 + np.exp(Z2)) - Y * Z2) / X.shape[1]

    def slopes(self, parameters, X, Y, activation, name):
        slope = np.empty(getattr(parameters, name).shape)
        for place in np.ndindex(slope.shape):
            moved = getattr(parameters, name).astype(complex)
            moved[place] += 1j * self.H
            slope[place] = self.smooth_cost(parameters._replace(**{name: moved}), X, Y, activation).imag / self.H
        return slope

    @pytest.mark.parametrize("activation", ACTIVATION_NAMES)
    @pytest.mark.parametrize("seed", SEEDS)
    def test_backward_is_right_to_the_last_digits(self, seed, activation):
        parameters, X, Y = problem = make_problem(seed)
        gradients = gradients_of(problem, activation)
        assert self.smooth_cost(*problem, activation).real == pytest.approx(
            cost(forward(parameters, X, activation=activation), Y), rel=1e-13
        )
        for name in parameters._fields:
            exact, given = self.slopes(*problem, activation, name), getattr(gradients, f"d{name}")
            error = np.linalg.norm(given - exact) / (np.linalg.norm(given) + np.linalg.norm(exact))
            assert error < 1e-14, name


def test_the_cost_that_is_measured_reads_Z2_of_the_moved_parameters():
    """The numerical column is the slope of `cost` after `forward`: measured here once more, by hand, for one number."""
    parameters, X, Y = problem = make_problem(3)
    numerical = {row.name: row.numerical for row in gradient_check(*problem).rows}

    def J(W1):
        return cost(forward(parameters._replace(W1=W1), X), Y)

    step = np.zeros((4, 3))
    step[1, 2] = 1e-6
    assert numerical["dW1"][1, 2] == pytest.approx((J(parameters.W1 + step) - J(parameters.W1 - step)) / 2e-6, rel=1e-6)


def test_the_loss_of_one_example_is_measured_for_dZ():
    parameters, X, Y = problem = make_problem(3)
    numerical = {row.name: row.numerical for row in gradient_check(*problem).rows}
    Z2 = forward(parameters, X).Z2[:, [5]]

    def loss(z):
        return cost(Cache(z, z, z, z), Y[:, [5]])

    assert numerical["dZ2"][0, 5] == pytest.approx((loss(Z2 + 1e-6) - loss(Z2 - 1e-6)) / 2e-6, rel=1e-6)
