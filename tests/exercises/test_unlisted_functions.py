"""Another function, a number that was rounded or cut off, one example for all: what a whole check says of it."""

import numpy as np
import pytest

import nnlib
from nnlib import exercises as e


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


def means_of_two(A2, Y):
    return losses(A2, Y)[Y == 1].mean(), losses(A2, Y)[Y == 0].mean()


@pytest.mark.parametrize(
    ("check", "function", "words"),
    [
        (e.check_forward, forward(np.arctan), "A1: what is returned is the arc tangent of Z1"),
        (
            e.check_forward,
            forward(lambda Z: np.tanh(Z / 2)),
            "A1: what is returned is what the equation gives with half of Z1",
        ),
        (
            e.check_forward,
            forward(output=softmax_over_examples),
            "A2: what is returned is the softmax along axis 1 of Z2",
        ),
        (
            e.check_forward,
            forward(output=lambda Z: np.round(sigmoid(Z), 1)),
            "A2: the right numbers, rounded to the nearest 0.1",
        ),
        (e.check_output_layer, lambda W2, b2, A1: (Z2 := W2 @ A1 + b2, Z2 / np.max(Z2)), "A2: at [0, "),
        (e.check_cost, cost(np.median), "J: what is returned is the median of what the single examples give"),
        (e.check_cost, cost(np.max), "J: what is returned is the largest of what"),
        (
            e.check_cost,
            cost(lambda each: each[0, -1] / each.size),
            "J: what is returned comes from the last example alone",
        ),
        (
            e.check_cost,
            cost(lambda each: np.sum(each[0, 1:]) / each.size),
            "J: the first example is missing in the sum",
        ),
        (e.check_activation_derivative, lambda Z: np.cos(Z), "slope: what is returned is the cosine of Z"),
        (e.check_activation_derivative, lambda Z: np.maximum(0, 1 - np.abs(Z)), "slope: at ["),
        (e.check_dW2, keeps_the_last, "dW2: what is returned comes from the last example alone"),
        (e.check_db1, lambda dZ1: np.median(dZ1, 1, keepdims=True), "db1: what is returned is the median of what"),
        (e.check_dZ1, lambda W2, dZ2, Z1: W2.T @ dZ2 * np.cos(Z1), "with the cosine in place of g1'"),
        (e.check_dZ2, lambda A2, Y: np.clip(A2 - Y, -0.5, 0.5), "cut off below at −0.5, above at 0.5"),
        (e.check_update, steps_by_the_sign, "W1: what is returned is what the equation gives with the sign of dW1"),
        (e.check_standardized, standardized_by_the_median, "X_train, X_test: each row is stretched or shifted"),
        (e.check_two_sums, means_of_two, "zeros: 1/(number of examples with y = 0) times"),
        (e.check_two_sums, means_of_two, "ones: 1/(number of examples with y = 1) times"),
        (e.check_gradients_in_rows, lambda dZ, X: (X[-1:].T @ dZ[-1:], dZ[-1:]), "comes from the last example alone"),
        (e.check_accuracy, lambda A2, Y: np.mean((A2 >= 0.5) == Y) ** 2, "accuracy: right for one example alone"),
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
        (lambda i, m: [[i % m]], "what is returned comes from the first example alone"),
        (lambda i, m: [[(3 * i + 2) % m]], "what is returned comes from one example alone"),
        (lambda i, m: [range(m // 2), range(m // 2, m)], "wrong after one step already"),
    ],
)
def test_a_loop_that_steps_for_single_examples_is_measured(part, words):
    result = e.check_training_loop(trained(part))
    assert result.mistake is None
    assert words in repr(result)
