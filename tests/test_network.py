"""The network's equations: by hand, against other libraries, and by the mathematics they obey."""

import inspect
from decimal import Decimal, localcontext

import autograd
import autograd.numpy as anp
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlib import (
    Cache,
    Parameters,
    accuracy,
    backward,
    cost,
    forward,
    initialize_parameters,
    predict,
    update,
)
from tests.problems import ACTIVATION_NAMES, activations, make_problem, problems

LOG2, LOG3 = np.log(2), np.log(3)


def gradients_of(problem, activation="tanh"):
    parameters, X, Y = problem
    return backward(parameters, forward(parameters, X, activation=activation), X, Y, activation=activation)


def cost_of(problem, activation="tanh"):
    parameters, X, Y = problem
    return cost(forward(parameters, X, activation=activation), Y)


def logits(z):
    """A cache whose Z2 is a row of these numbers; the cost reads nothing else."""
    Z2 = np.array([z], dtype=float)
    return Cache(Z2, Z2, Z2, Z2)


def assert_close(actual, desired, rtol=1e-12, atol=1e-15):
    """Compare two tuples of arrays, one by one."""
    for name, a, b in zip(actual._fields, actual, desired, strict=True):
        np.testing.assert_allclose(a, b, rtol=rtol, atol=atol, err_msg=name)
        assert np.shape(a) == np.shape(b)


class TestByHand:
    """A 2-2-1 network and two examples, chosen so that every tanh and sigmoid is a fraction.

    tanh(log 2) = (2 − 1/2) / (2 + 1/2) = 3/5, tanh(log 3) = (3 − 1/3) / (3 + 1/3) = 4/5, σ(log 3) = 3 / (3 + 1) = 3/4.
    """

    parameters = Parameters(
        W1=np.array([[-2 / 3 * LOG2, -2 / 3 * LOG2], [LOG3, -LOG3]]),
        b1=np.array([[LOG2], [-LOG3]]),
        W2=np.array([[5 / 3 * LOG3, -5 / 4 * LOG3]]),
        b2=np.array([[LOG3]]),
    )
    X = np.array([[1, 2], [-1, 1]])  # two columns: the examples (1, −1) and (2, 1)
    Y = np.array([[1, 0]])

    def test_forward(self):
        cache = forward(self.parameters, self.X)
        # unit 1: −2/3 log 2 (1 − 1) + log 2 = log 2         −2/3 log 2 (2 + 1) + log 2 = −log 2
        # unit 2: log 3 (1 + 1) − log 3 = log 3              log 3 (2 − 1) − log 3 = 0
        np.testing.assert_allclose(cache.Z1, [[LOG2, -LOG2], [LOG3, 0]], rtol=1e-15, atol=1e-15)
        np.testing.assert_allclose(cache.A1, [[3 / 5, -3 / 5], [4 / 5, 0]], rtol=1e-15, atol=1e-15)
        # 5/3 · 3/5 log 3 − 5/4 · 4/5 log 3 + log 3 = log 3   −5/3 · 3/5 log 3 − 0 + log 3 = 0
        np.testing.assert_allclose(cache.Z2, [[LOG3, 0]], rtol=1e-15, atol=1e-15)
        np.testing.assert_allclose(cache.A2, [[3 / 4, 1 / 2]], rtol=1e-15)

    def test_cost(self):
        # (1/2) (−log 3/4 − log(1 − 1/2)) = (1/2) (log 4/3 + log 2) = (1/2) log 8/3
        assert cost(forward(self.parameters, self.X), self.Y) == pytest.approx(np.log(8 / 3) / 2, rel=1e-15)

    def test_backward(self):
        dZ2, dW2, db2, dZ1, dW1, db1 = gradients_of((self.parameters, self.X, self.Y))
        # (3/4 − 1, 1/2 − 0)
        np.testing.assert_allclose(dZ2, [[-1 / 4, 1 / 2]], rtol=1e-14)
        # (1/2) (−1/4 · 3/5 + 1/2 · (−3/5), −1/4 · 4/5 + 1/2 · 0)
        np.testing.assert_allclose(dW2, [[-9 / 40, -1 / 10]], rtol=1e-14)
        # (1/2) (−1/4 + 1/2)
        np.testing.assert_allclose(db2, [[1 / 8]], rtol=1e-14)
        # W2ᵀ dZ2 = log 3 (5/3 · (−1/4), 5/3 · 1/2) = log 3 (−5/12, 5/6), and log 3 (5/16, −5/8)
        # tanh' = 1 − A1² = (16/25, 16/25) and (9/25, 1); the products elementwise:
        np.testing.assert_allclose(dZ1, LOG3 * np.array([[-4 / 15, 8 / 15], [9 / 80, -5 / 8]]), rtol=1e-14)
        # (1/2) dZ1 Xᵀ: row 1: (1/2) log 3 (−4/15 + 2 · 8/15, 4/15 + 8/15) = log 3 (2/5, 2/5)
        #               row 2: (1/2) log 3 (9/80 − 2 · 5/8, −9/80 − 5/8) = log 3 (−91/160, −59/160)
        np.testing.assert_allclose(dW1, LOG3 * np.array([[2 / 5, 2 / 5], [-91 / 160, -59 / 160]]), rtol=1e-14)
        # (1/2) log 3 (−4/15 + 8/15), (1/2) log 3 (9/80 − 5/8)
        np.testing.assert_allclose(db1, LOG3 * np.array([[2 / 15], [-41 / 160]]), rtol=1e-14)

    def test_update(self):
        W1, b1, W2, b2 = update(self.parameters, gradients_of((self.parameters, self.X, self.Y)), 1 / 2)
        # each number minus half of its derivative
        np.testing.assert_allclose(W1[0], -2 / 3 * LOG2 - LOG3 / 5 * np.ones(2), rtol=1e-14)
        np.testing.assert_allclose(W1[1], [411 / 320 * LOG3, -261 / 320 * LOG3], rtol=1e-14)
        np.testing.assert_allclose(b1, [[LOG2 - LOG3 / 15], [-279 / 320 * LOG3]], rtol=1e-14)
        np.testing.assert_allclose(W2, [[5 / 3 * LOG3 + 9 / 80, -5 / 4 * LOG3 + 1 / 20]], rtol=1e-14)
        np.testing.assert_allclose(b2, [[LOG3 - 1 / 16]], rtol=1e-14)

    def test_predict_and_accuracy(self):
        np.testing.assert_array_equal(predict(self.parameters, [[1], [-1]]), [[1]])  # A2 = 3/4
        nothing = initialize_parameters(2, 2, rng=0, method="zeros")
        np.testing.assert_array_equal(predict(nothing, [[1], [-1]]), [[0]])  # A2 = 1/2
        assert accuracy(self.parameters, [[1, 1], [-1, -1]], [[1, 0]]) == 1 / 2


class TestShapes:
    @given(problem=problems(), activation=activations)
    def test_each_array_has_the_shape_of_the_notes(self, problem, activation):
        (W1, b1, W2, b2), X, Y = problem
        (n1, n0), n2, m = W1.shape, W2.shape[0], X.shape[1]
        cache = forward(problem.parameters, X, activation=activation)
        gradients = backward(problem.parameters, cache, X, Y, activation=activation)
        assert [a.shape for a in cache] == [(n1, m), (n1, m), (n2, m), (n2, m)]
        assert [a.shape for a in gradients] == [(n2, m), (n2, n1), (n2, 1), (n1, m), (n1, n0), (n1, 1)]
        assert [a.shape for a in update(problem.parameters, gradients, 0.1)] == [W1.shape, b1.shape, W2.shape, b2.shape]
        assert predict(problem.parameters, X, activation=activation).shape == (n2, m)
        assert isinstance(cost(cache, Y), float)
        assert isinstance(accuracy(problem.parameters, X, Y, activation=activation), float)

    @given(n0=st.integers(1, 9), n1=st.integers(1, 9), n2=st.integers(1, 9))
    def test_initial_parameters(self, n0, n1, n2):
        shapes = [a.shape for a in initialize_parameters(n0, n1, n2, rng=0)]
        assert shapes == [(n1, n0), (n1, 1), (n2, n1), (n2, 1)]


class TestInitialize:
    def test_biases_are_zero_and_weights_are_not(self):
        W1, b1, W2, b2 = initialize_parameters(5, 4, rng=0)
        assert not b1.any()
        assert not b2.any()
        assert W1.all()
        assert W2.all()

    def test_weights_are_normal_of_the_size_that_keeps_z_near_1(self):
        W1, _, W2, _ = initialize_parameters(400, 900, 50, rng=0)
        for W in (W1, W2):
            n = W.shape[1]
            assert np.mean(W) == pytest.approx(0, abs=4 / np.sqrt(n * W.size))
            assert np.std(W) == pytest.approx(1 / np.sqrt(n), rel=0.02)
            assert np.mean(np.abs(W) * np.sqrt(n) < 1) == pytest.approx(0.6827, abs=0.01)

    def test_scale_is_the_deviation(self):
        one, tenth = (initialize_parameters(3, 4, rng=0, scale=scale) for scale in (1, 0.1))
        assert_close(tenth, [0.1 * array for array in one])
        assert np.std(initialize_parameters(400, 900, rng=0, scale=0.01).W1) == pytest.approx(0.01, rel=0.01)

    def test_zeros_and_constant(self):
        assert not any(array.any() for array in initialize_parameters(3, 4, rng=0, method="zeros"))
        W1, b1, W2, b2 = initialize_parameters(3, 4, rng=0, method="constant", scale=0.3)
        assert (np.unique(W1), np.unique(W2)) == (0.3, 0.3)
        assert not b1.any()
        assert not b2.any()

    def test_a_seed_is_a_generator_of_that_seed(self):
        seeded = initialize_parameters(3, 4, rng=7)
        assert_close(seeded, initialize_parameters(3, 4, rng=np.random.default_rng(7)), rtol=0, atol=0)
        assert (seeded.W1 != initialize_parameters(3, 4, rng=8).W1).all()

    def test_a_generator_is_drawn_from(self):
        rng = np.random.default_rng(7)
        first, second = (initialize_parameters(3, 4, rng=rng) for _ in range(2))
        assert (first.W1 != second.W1).all()


class TestCost:
    @given(problem=problems(), activation=activations)
    def test_is_not_negative(self, problem, activation):
        assert cost_of(problem, activation) >= 0

    @given(labels=st.lists(st.integers(0, 1), min_size=1, max_size=20))
    def test_of_saying_one_half_is_log_2(self, labels):
        assert cost(logits([0] * len(labels)), [labels]) == pytest.approx(LOG2, rel=1e-15)

    @pytest.mark.parametrize("y", [0, 1])
    @pytest.mark.parametrize("z", [0.0, 1e-300, 30.0, 36.0, 37.0, -40.0, 700.0, 1e5])
    def test_keeps_its_digits_where_the_textbook_formula_does_not(self, z, y):
        for logit in (z, -z):
            with localcontext() as context:
                context.prec = 1000
                a = 1 / (1 + (-Decimal(logit)).exp())
                exact = float(-a.ln() if y else -(1 - a).ln()) if abs(z) <= 700 else float(max(0, (1 - 2 * y) * logit))
            assert cost(logits([logit]), [[y]]) == pytest.approx(exact, rel=1e-14, abs=0)

    @given(
        z=st.lists(st.floats(-1.7e308, 1.7e308), min_size=1, max_size=20),
        labels=st.integers(0, 2**20 - 1),
    )
    def test_is_finite_wherever_Z2_is(self, z, labels):
        Y = [[labels >> i & 1 for i in range(len(z))]]
        with np.errstate(over="raise", invalid="raise", divide="raise"):
            assert np.isfinite(cost(logits(z), Y))

    @pytest.mark.parametrize(("z", "y", "expected"), [(1e308, 1, 0), (1e308, 0, 1e308), (-1e308, 0, 0)])
    def test_of_many_huge_mistakes_is_their_mean(self, z, y, expected):
        assert cost(logits([z] * 7), [[y] * 7]) == pytest.approx(expected, rel=1e-15)

    @given(problem=problems(), activation=activations)
    def test_is_the_mean_loss(self, problem, activation):
        parameters, X, Y = problem
        A2 = forward(parameters, X, activation=activation).A2
        losses = -Y * np.log(A2) - (1 - Y) * np.log(1 - A2)
        assert cost_of(problem, activation) == pytest.approx(losses.sum() / X.shape[1], rel=1e-12)

    @given(problem=problems(), activation=activations)
    def test_reads_Z2_alone(self, problem, activation):
        cache = forward(problem.parameters, problem.X, activation=activation)
        emptied = cache._replace(Z1=0 * cache.Z1, A1=0 * cache.A1, A2=0 * cache.A2)
        assert cost(emptied, problem.Y) == cost(cache, problem.Y)


class TestPermutationsAndCopies:
    @given(problem=problems(), activation=activations, seed=st.integers(0, 99))
    def test_the_order_of_examples_does_not_matter(self, problem, activation, seed):
        parameters, X, Y = problem
        order = np.random.default_rng(seed).permutation(X.shape[1])
        assert cost_of((parameters, X[:, order], Y[:, order]), activation) == pytest.approx(
            cost_of(problem, activation), rel=1e-13
        )
        dZ2, dW2, db2, dZ1, dW1, db1 = gradients_of(problem, activation)
        permuted = gradients_of((parameters, X[:, order], Y[:, order]), activation)
        assert_close(permuted, (dZ2[:, order], dW2, db2, dZ1[:, order], dW1, db1), atol=1e-14)

    @given(problem=problems(), activation=activations, seed=st.integers(0, 99))
    def test_the_order_of_hidden_units_does_not_matter(self, problem, activation, seed):
        (W1, b1, W2, b2), X, Y = problem
        order = np.random.default_rng(seed).permutation(W1.shape[0])
        permuted = Parameters(W1[order], b1[order], W2[:, order], b2)
        assert cost_of((permuted, X, Y), activation) == pytest.approx(cost_of(problem, activation), rel=1e-13)
        dZ2, dW2, db2, dZ1, dW1, db1 = gradients_of(problem, activation)
        expected = (dZ2, dW2[:, order], db2, dZ1[order], dW1[order], db1[order])
        assert_close(gradients_of((permuted, X, Y), activation), expected, atol=1e-14)

    @given(problem=problems(), activation=activations, copies=st.integers(2, 4))
    def test_copies_of_all_examples_change_nothing(self, problem, activation, copies):
        parameters, X, Y = problem
        copied = (parameters, np.tile(X, copies), np.tile(Y, copies))
        assert cost_of(copied, activation) == pytest.approx(cost_of(problem, activation), rel=1e-13)
        dZ2, dW2, db2, dZ1, dW1, db1 = gradients_of(problem, activation)
        expected = (np.tile(dZ2, copies), dW2, db2, np.tile(dZ1, copies), dW1, db1)
        assert_close(gradients_of(copied, activation), expected, atol=1e-14)

    @given(problem=problems(m=1), activation=activations)
    def test_of_one_example_the_sums_are_that_example(self, problem, activation):
        gradients = gradients_of(problem, activation)
        np.testing.assert_array_equal(gradients.db2, gradients.dZ2)
        np.testing.assert_array_equal(gradients.db1, gradients.dZ1)

    @given(problem=problems(), activation=activations)
    def test_the_other_label_turns_the_output_around(self, problem, activation):
        (W1, b1, W2, b2), X, Y = problem
        opposite = (Parameters(W1, b1, -W2, -b2), X, 1 - Y)
        assert cost_of(opposite, activation) == pytest.approx(cost_of(problem, activation), rel=1e-12)
        dZ2, dW2, db2, dZ1, dW1, db1 = gradients_of(problem, activation)
        assert_close(gradients_of(opposite, activation), (-dZ2, -dW2, -db2, dZ1, dW1, db1), atol=1e-14)


class TestDescent:
    @given(problem=problems(n2=1), activation=st.sampled_from(["tanh", "sigmoid"]))
    def test_a_small_step_lowers_the_cost_by_the_squared_slope(self, problem, activation):
        parameters, X, Y = problem
        gradients = gradients_of(problem, activation)
        slope = sum(np.sum(dw**2) for dw in (gradients.dW1, gradients.db1, gradients.dW2, gradients.db2))
        alpha = 1e-4
        fall = cost_of(problem, activation) - cost_of((update(parameters, gradients, alpha), X, Y), activation)
        assert fall > 0
        assert fall == pytest.approx(alpha * slope, rel=0.02)

    def test_an_update_moves_against_the_gradient_and_not_towards_zero(self):
        problem = make_problem(0)
        gradients = gradients_of(problem)
        for w, w_new, dw in zip(
            problem.parameters,
            update(problem.parameters, gradients, 0.1),
            (gradients.dW1, gradients.db1, gradients.dW2, gradients.db2),
            strict=True,
        ):
            np.testing.assert_allclose((w - w_new) / 0.1, dw, rtol=1e-12, atol=1e-14)

    @pytest.mark.parametrize("activation", ["tanh", "relu"])
    def test_from_zeros_the_weights_never_move(self, activation):
        _, X, Y = make_problem(0)
        parameters = start = initialize_parameters(3, 4, rng=0, method="zeros")
        for _ in range(50):
            gradients = gradients_of((parameters, X, Y), activation)
            parameters = update(parameters, gradients, 1.2)
        np.testing.assert_array_equal(parameters.W1, start.W1)
        np.testing.assert_array_equal(parameters.W2, start.W2)
        assert parameters.b2[0, 0] == pytest.approx(np.log(Y.mean() / (1 - Y.mean())), abs=1e-3)  # the classes' share

    @pytest.mark.parametrize("activation", ACTIVATION_NAMES)
    def test_from_one_constant_the_hidden_units_stay_equal(self, activation):
        _, X, Y = make_problem(0)
        parameters = start = initialize_parameters(3, 4, rng=0, method="constant", scale=0.3)
        for _ in range(50):
            parameters = update(parameters, gradients_of((parameters, X, Y), activation), 1.2)
        assert (parameters.W1 != start.W1).all()
        np.testing.assert_allclose(parameters.W1, np.tile(parameters.W1[:1], (4, 1)), rtol=1e-12)
        np.testing.assert_allclose(parameters.W2, np.full((1, 4), parameters.W2[0, 0]), rtol=1e-12)


class TestPrediction:
    @given(problem=problems(), activation=activations)
    def test_is_1_where_the_probability_is_above_one_half(self, problem, activation):
        parameters, X, Y = problem
        prediction = predict(parameters, X, activation=activation)
        assert prediction.dtype == np.int64
        np.testing.assert_array_equal(prediction, forward(parameters, X, activation=activation).A2 > 0.5)
        assert accuracy(parameters, X, Y, activation=activation) == np.mean(prediction == Y)
        assert accuracy(parameters, X, prediction, activation=activation) == 1
        assert accuracy(parameters, X, 1 - prediction, activation=activation) == 0


SKLEARN_NAMES = {"tanh": "tanh", "sigmoid": "logistic", "relu": "relu"}
SEEDS = range(5)


@pytest.mark.parametrize("activation", ACTIVATION_NAMES)
@pytest.mark.parametrize("seed", SEEDS)
class TestAgainstOtherLibraries:
    def test_log_loss_of_sklearn(self, seed, activation):
        from sklearn.metrics import log_loss

        parameters, X, Y = problem = make_problem(seed, m=50)
        A2 = forward(parameters, X, activation=activation).A2
        assert cost_of(problem, activation) == pytest.approx(log_loss(Y[0], A2[0], labels=[0, 1]), rel=1e-12)

    def test_a_step_of_sklearn(self, seed, activation):
        """Plain gradient descent in sklearn: the batch is the data, no momentum, no penalty, rows for columns."""
        from sklearn.neural_network import MLPClassifier

        (W1, b1, W2, b2), X, Y = problem = make_problem(seed, m=50)
        options = {"solver": "sgd", "momentum": 0, "alpha": 0, "batch_size": 50, "shuffle": False}
        network = MLPClassifier((4,), activation=SKLEARN_NAMES[activation], learning_rate_init=0.1, **options)
        network.partial_fit(X.T, Y[0], classes=[0, 1])
        for theirs, ours in zip(network.coefs_ + network.intercepts_, (W1.T, W2.T, b1[:, 0], b2[:, 0]), strict=True):
            theirs[...] = ours
        network.partial_fit(X.T, Y[0])
        moved = update(problem.parameters, gradients_of(problem, activation), 0.1)
        assert network.loss_ == pytest.approx(cost_of(problem, activation), rel=1e-12)
        theirs = (network.coefs_[0].T, network.intercepts_[0], network.coefs_[1].T, network.intercepts_[1])
        for name, a, b in zip(moved._fields, moved, theirs, strict=True):
            np.testing.assert_allclose(a, b.reshape(a.shape), rtol=1e-12, atol=1e-15, err_msg=name)

    @pytest.mark.parametrize("n2", [1, 2])
    def test_gradients_of_autograd(self, seed, activation, n2):
        parameters, X, Y = problem = make_problem(seed, n2=n2)
        relu, sigmoid = lambda z: anp.maximum(z, 0), lambda z: 1 / (1 + anp.exp(-z))
        g1 = {"tanh": anp.tanh, "sigmoid": sigmoid, "relu": relu}[activation]

        def J(W1, b1, W2, b2):
            a = sigmoid(anp.dot(W2, g1(anp.dot(W1, X) + b1)) + b2)
            return anp.sum(-Y * anp.log(a) - (1 - Y) * anp.log(1 - a)) / X.shape[1]

        assert cost_of(problem, activation) == pytest.approx(J(*parameters), rel=1e-12)
        gradients = gradients_of(problem, activation)
        theirs = autograd.grad(J, argnum=(0, 1, 2, 3))(*parameters)
        for name, expected in zip(("dW1", "db1", "dW2", "db2"), theirs, strict=True):
            np.testing.assert_allclose(getattr(gradients, name), expected, rtol=1e-10, atol=1e-14, err_msg=name)


def test_the_source_of_backward_is_the_six_equations_in_order():
    source = inspect.getsource(inspect.unwrap(backward))
    equations = """
    dZ2 = A2 - Y
    dW2 = (1 / m) * dZ2 @ A1.T
    db2 = (1 / m) * np.sum(dZ2, axis=1, keepdims=True)
    dZ1 = W2.T @ dZ2 * g1_prime(Z1)
    dW1 = (1 / m) * dZ1 @ X.T
    db1 = (1 / m) * np.sum(dZ1, axis=1, keepdims=True)
"""
    assert equations in source


def test_the_source_of_forward_is_the_four_equations_in_order():
    equations = """
    Z1 = W1 @ X + b1
    A1 = g1(Z1)
    Z2 = W2 @ A1 + b2
    A2 = g2(Z2)
"""
    assert equations in inspect.getsource(inspect.unwrap(forward))


def test_the_source_of_update_is_the_rule_four_times():
    source = inspect.getsource(inspect.unwrap(update))
    for w in Parameters._fields:
        assert f"\n    {w} = parameters.{w} - learning_rate * gradients.d{w}\n" in source
