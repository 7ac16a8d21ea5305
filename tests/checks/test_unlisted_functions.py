"""Another function, a number that was rounded or cut off, one example for all: what a whole check says of it."""

import numpy as np
import pytest

import nnlib
from nnlib import checks as e

pytestmark = pytest.mark.usefixtures("no_patience")


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def losses(A2, Y):
    return -(Y * np.log(A2) + (1 - Y) * np.log(1 - A2))


def forward(hidden=np.tanh, output=sigmoid):
    def tried(parameters, X):
        W1, b1, W2, b2 = parameters
        Z1 = W1 @ X + b1
        A1 = hidden(Z1)
        Z2 = W2 @ A1 + b2
        return Z1, A1, Z2, output(Z2)

    return tried


def softmax_over_examples(Z):
    return np.exp(Z) / np.sum(np.exp(Z))


def cost(of):
    return lambda cache, Y: float(of(losses(cache.A2, Y)))


def keeps_the_last(dZ2, A1):
    for i in range(A1.shape[1]):
        dW2 = dZ2[:, [i]] @ A1[:, [i]].T
    return dW2


def steps_by_the_sign(parameters, gradients, learning_rate):
    pairs = zip(parameters, (gradients.dW1, gradients.db1, gradients.dW2, gradients.db2), strict=True)
    return [w - learning_rate * np.sign(dw) for w, dw in pairs]


def standardized_by_the_median(raw_train, raw_test):
    middle, spread = (of(raw_train, axis=1, keepdims=True) for of in (np.median, np.std))
    return (raw_train - middle) / spread, (raw_test - middle) / spread


def half_at_most(A2, Y):
    return np.clip(A2 - Y, -0.5, 0.5)


def means_of_two(A2, Y):
    return losses(A2, Y)[Y == 1].mean(), losses(A2, Y)[Y == 0].mean()


@pytest.mark.parametrize(
    ("check", "function", "words"),
    [
        (e.check_forward, forward(np.arctan), "`A1 = np.arctan(Z1)`"),
        (
            e.check_forward,
            forward(lambda Z: np.tanh(Z / 2)),
            "`A1 = np.tanh(Z1 / 2)`",
        ),
        (
            e.check_forward,
            forward(output=softmax_over_examples),
            "`A2 = softmax(Z2, axis=1)`",
        ),
        (
            e.check_forward,
            forward(output=lambda Z: np.round(sigmoid(Z), 1)),
            "A2: the right numbers, rounded to the nearest 0.1",
        ),
        (e.check_output_layer, lambda W2, b2, A1: (Z2 := W2 @ A1 + b2, Z2 / np.max(Z2)), "A2: at [0, "),
        (e.check_cost, cost(np.median), "`J = -np.median(Y * np.log(A2) + (1 - Y) * np.log(1 - A2))`"),
        (e.check_cost, cost(np.max), "`J = -np.min(Y * np.log(A2) + (1 - Y) * np.log(1 - A2))`"),
        (
            e.check_cost,
            cost(lambda each: each[0, -1] / each.size),
            "`J = -np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)) / m`, of the last example alone",
        ),
        (
            e.check_cost,
            cost(lambda each: np.sum(each[0, 1:]) / each.size),
            "`J = -np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)) / m`, without the first example",
        ),
        (e.check_activation_derivative, lambda Z: np.cos(Z), "`slope = np.cos(Z)`"),
        (e.check_activation_derivative, lambda Z: np.maximum(0, 1 - np.abs(Z)), "slope: at ["),
        (e.check_dW2, keeps_the_last, "`dW2 = dZ2 @ A1.T`, of the last example alone"),
        (e.check_db1, lambda dZ1: np.median(dZ1, 1, keepdims=True), "`db1 = np.median(dZ1, axis=1, keepdims=True)`"),
        (e.check_dZ1, lambda W2, dZ2, Z1: W2.T @ dZ2 * np.cos(Z1), "`dZ1 = W2.T @ dZ2 * np.cos(Z1)`"),
        (e.check_dZ2, half_at_most, "`dZ2 = np.clip(A2 - Y, -0.5, 0.5)`"),
        (e.check_update, steps_by_the_sign, "`W1 = W1 - learning_rate * np.sign(dW1)`"),
        (
            e.check_standardized,
            standardized_by_the_median,
            "`X_train = (raw_train - np.median(raw_train, axis=1, keepdims=True)) / np.std(raw_train,",
        ),
        (e.check_two_sums, means_of_two, "`zeros = -((1 - Y) @ np.log(1 - A2).T) / np.sum(1 - Y)`"),
        (e.check_two_sums, means_of_two, "`ones = -(Y @ np.log(A2).T) / np.sum(Y)`"),
        (
            e.check_gradients_in_rows,
            lambda dZ, X: (X[-1:].T @ dZ[-1:], dZ[-1:]),
            "`dW1_rows = X_rows.T @ dZ1_rows`, of the last example alone",
        ),
        (e.check_accuracy, lambda A2, Y: np.mean((A2 >= 0.5) == Y) ** 2, "`accuracy = np.mean((A2 >= 0.5) == Y) ** 2`"),
    ],
)
def test_it_is_measured(check, function, words):
    result = check(function)
    assert result.mistake is None
    assert not result.passed
    assert words in repr(result)


def trained(part):
    """A loop that takes its steps for one part of the examples after the other."""

    def tried(parameters, X, Y, learning_rate, iterations):
        for i in range(iterations):
            for columns in part(i, X.shape[1]):
                x, y = X[:, columns], Y[:, columns]
                gradients = nnlib.backward(parameters, nnlib.forward(parameters, x), x, y)
                parameters = nnlib.update(parameters, gradients, learning_rate)
        return parameters

    return tried


@pytest.mark.parametrize(
    ("part", "words"),
    [
        (lambda i, m: [[k] for k in range(m)], "a loop that takes a step after each example. Here"),
        (lambda i, m: [[k] for k in range(m)[::-1]], "after each example, from the last to the first."),
        (lambda i, m: [[*range(m)][k : k + 2] for k in range(0, m, 2)], "after every 2 examples"),
        (lambda i, m: [[i % m]], "`b1 = b1 - learning_rate * dZ1`, of the first example alone"),
        (lambda i, m: [[(3 * i + 2) % m]], "wrong after one step already"),
        (lambda i, m: [range(m // 2), range(m // 2, m)], "wrong after one step already"),
    ],
)
def test_a_loop_that_steps_for_single_examples_is_measured(part, words):
    result = e.check_training_loop(trained(part))
    assert result.mistake is None
    assert words in repr(result)


# What only large numbers, another learning rate or a larger network show.


def capped(parameters, gradients, learning_rate):
    return nnlib.update(parameters, gradients, min(learning_rate, 1.0))


def of_its_own(parameters, gradients, learning_rate):
    return nnlib.update(parameters, gradients, 0.3)


def clipped(parameters, gradients, learning_rate):
    return nnlib.update(parameters, nnlib.Gradients(*(np.clip(array, -5, 5) for array in gradients)), learning_rate)


def cut_predictions(parameters, X):
    cache = nnlib.forward(parameters, X)
    return cache._replace(A2=np.clip(cache.A2, 0.001, 0.999))


def another_threshold(A2, Y):
    return np.mean((A2 > 0.501) == Y)


def at_least_half(A2, Y):
    return max(np.mean((A2 > 0.5) == Y), 0.5)


def around_one(n0, n1, n2, rng):
    return rng.normal(1, 0.5, (n1, n0)), np.zeros((n1, 1)), rng.normal(size=(n2, n1)), np.zeros((n2, 1))


def below_zero(n0, n1, n2, rng):
    return -np.abs(rng.normal(size=(n1, n0))), np.zeros((n1, 1)), rng.normal(size=(n2, n1)), np.zeros((n2, 1))


def of_one_size_only(n0, n1, n2, rng):
    W1 = rng.normal(size=(n1, n0))[:50]
    return W1, np.zeros((len(W1), 1)), rng.normal(size=(n2, len(W1))), np.zeros((n2, 1))


@pytest.mark.parametrize(
    ("check", "function", "words"),
    [
        (e.check_update, capped, "W1"),
        (e.check_update, of_its_own, "`W1 = W1 - 0.3 * dW1`"),
        (e.check_update, clipped, "W1: "),
        (e.check_dW1, lambda dZ1, X: np.clip(dZ1 @ X.T / X.shape[1], -5, 5), "dW1: "),
        (e.check_forward, cut_predictions, "A2: "),
        (e.check_accuracy, another_threshold, "accuracy: "),
        (e.check_accuracy, at_least_half, "accuracy: "),
        (e.check_initialize_parameters, around_one, "W1: of 20000 numbers drawn the mean is "),
        (e.check_initialize_parameters, below_zero, "W1: of 20000 numbers drawn the mean is −"),
        (e.check_initialize_parameters, of_one_size_only, "W1: the shape is (50, 200); expected (100, 200)."),
    ],
)
def test_it_is_seen(check, function, words):
    assert words in repr(check(function))
    assert not check(function).passed


@pytest.mark.parametrize(
    "scheme", [lambda rng, shape: rng.uniform(-1, 1, shape), lambda rng, s: 0.01 * rng.normal(size=s)]
)
def test_weights_around_zero_are_right_in_any_number(scheme):
    def start(n0, n1, n2, rng):
        return scheme(rng, (n1, n0)), np.zeros((n1, 1)), scheme(rng, (n2, n1)), np.zeros((n2, 1))

    assert e.check_initialize_parameters(start).passed


def test_what_is_drawn_is_explained_by_nothing_else():
    def dropout(W2, dZ2, Z1):
        kept = np.random.random(Z1.shape) < 0.8  # noqa: NPY002
        return W2.T @ dZ2 * (1 - np.tanh(Z1) ** 2) * kept

    def minibatch(parameters, X, Y, learning_rate, iterations):
        for _ in range(iterations):
            part = np.random.permutation(X.shape[1])[:4]  # noqa: NPY002
            cache = nnlib.forward(parameters, X[:, part])
            gradients = nnlib.backward(parameters, cache, X[:, part], Y[:, part])
            parameters = nnlib.update(parameters, gradients, learning_rate)
        return parameters

    for check, function in ((e.check_dZ1, dropout), (e.check_training_loop, minibatch)):
        result = check(function)
        assert [finding.measured.key for finding in result.findings] == ["global_random_state"]


def test_a_cost_that_is_cut_off_passes_with_a_word():
    def clipped_cost(cache, Y):
        A2 = np.clip(cache.A2, 1e-7, 1 - 1e-7)
        return -np.mean(Y * np.log(A2) + (1 - Y) * np.log(1 - A2))

    result = e.check_cost(clipped_cost)
    assert result.passed
    assert "Z2 = 40 or −40, it gives 16.12, and they cost 40" in repr(result)
    assert e.check_cost(lambda cache, Y: nnlib.cost(cache, Y)).notes == ()


def test_an_array_of_another_shape_is_traced_to_its_parts():
    def layers_exchanged(parameters, gradients, learning_rate):
        W1, b1, W2, b2 = parameters
        return W1 - learning_rate * gradients.dW1, b1, W2, b2 - learning_rate * gradients.dW2

    assert "`b2 = b2 - learning_rate * dW2`" in repr(e.check_update(layers_exchanged))

    def db2_for_db1(parameters, cache, X, Y):
        right = nnlib.backward(parameters, cache, X, Y)
        return right._replace(db1=right.db2)

    assert "db1: your numbers are those of `db1 = db2`" in repr(e.check_backward(db2_for_db1))


def test_a_lost_bracket_in_dZ1_is_seen():
    def lost(W2, dZ2, Z1):
        return W2.T @ dZ2 * 1 - np.tanh(Z1) ** 2

    assert "dZ1: your numbers are those of `dZ1 = W2.T @ dZ2 * 1 - np.tanh(Z1) ** 2`" in repr(e.check_dZ1(lost))
    other = repr(e.check_dZ1(lambda W2, dZ2, Z1: W2.T @ dZ2 * (1 - np.tanh(Z1**2))))
    assert "1 - np.tanh(Z1 ** 2)" in other


def test_slopes_that_do_not_move_or_are_divided_by_the_number_are_told_so():
    def measured(parameters, X, Y, run_of, copied=True):
        slopes = []
        for k, array in enumerate(parameters):
            slopes.append(np.zeros_like(array))
            for place in np.ndindex(array.shape):
                costs = []
                for step in (1e-5, -1e-5):
                    moved = array.copy()
                    moved[place] += step * copied
                    arrays = [*parameters[:k], moved, *parameters[k + 1 :]]
                    costs.append(nnlib.cost(nnlib.forward(nnlib.Parameters(*arrays), X), Y))
                slopes[-1][place] = (costs[0] - costs[1]) / run_of(array[place])
        return slopes

    def without_a_copy(parameters, X, Y):
        return measured(parameters, X, Y, lambda w: 2e-5, copied=False)

    assert "take a `.copy()` of it" in repr(e.check_numerical_gradients(without_a_copy))
    by_itself = e.check_numerical_gradients(lambda parameters, X, Y: measured(parameters, X, Y, lambda w: w))
    assert "divided by the number w itself" in repr(by_itself)


def test_a_count_that_is_off_by_two_terms_is_told_both():
    shown = repr(e.check_parameter_count(lambda n0, n1, n2: n0 * n1 + n1 + n1 * n2 + 1))
    assert "`count = n1 * n0 + n1 + n2 * n1 + 1`" in shown


# A known mistake, and something more in the same line.


@pytest.mark.parametrize(
    ("check", "function", "words"),
    [
        (
            e.check_dZ2,
            lambda A2, Y: 2 * (A2 - Y) * A2 * (1 - A2),
            "`dZ2 = 2 * ((A2 - Y) * sigmoid_derivative(Z2))`",
        ),
        (e.check_dW2, lambda dZ2, A1: -(dZ2 @ A1.T), "`dW2 = -(dZ2 @ A1.T)`"),
        (
            e.check_dZ1,
            lambda W2, dZ2, Z1: -W2.T @ dZ2 * np.tanh(Z1),
            "`dZ1 = -(W2.T @ dZ2 * np.tanh(Z1))`",
        ),
        (
            e.check_backward,
            lambda parameters, cache, X, Y: nnlib.backward(parameters, cache, X, Y)._replace(
                dW2=(cache.A2 - Y) @ cache.Z1.T
            ),
            "`dW2 = dZ2 @ Z1.T`",
        ),
        (
            e.check_backward,
            lambda parameters, cache, X, Y: nnlib.backward(parameters, cache, X, Y)._replace(
                dW2=cache.Z1 @ (cache.A2 - Y).T / X.shape[1]
            ),
            "`dW2 = Z1 @ dZ2.T / m`",
        ),
    ],
)
def test_a_known_mistake_and_something_more_in_one_line_are_both_said(check, function, words):
    assert words in repr(check(function))
