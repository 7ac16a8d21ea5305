"""Mistakes that the catalogue does not have: what a check can measure of them."""

import numpy as np
import pytest

import nnlib
from nnlib import checks as e

pytestmark = pytest.mark.usefixtures("no_patience")


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def gradients(parameters, cache, X, Y):
    return nnlib.backward(parameters, cache, X, Y)


def divides_by_m_minus_1(parameters, cache, X, Y):
    m = X.shape[1]
    right = gradients(parameters, cache, X, Y)
    return right._replace(dW1=right.dZ1 @ X.T / (m - 1))


def leaves_out_the_last_example(parameters, cache, X, Y):
    right, m = gradients(parameters, cache, X, Y), X.shape[1]
    dW2 = sum(right.dZ2[:, [i]] @ cache.A1[:, [i]].T for i in range(m - 1)) / m
    return right._replace(dW2=dW2)


def begins_at_the_second_example(parameters, cache, X, Y):
    right, m = gradients(parameters, cache, X, Y), X.shape[1]
    return right._replace(db1=np.sum(right.dZ1[:, 1:], axis=1, keepdims=True) / m)


def writes_m_as_a_number(parameters, cache, X, Y):
    right = gradients(parameters, cache, X, Y)
    dW2, db2 = right.dZ2 @ cache.A1.T / 7, np.sum(right.dZ2, axis=1, keepdims=True) / 7
    return right._replace(dW2=dW2, db2=db2)


def decays_the_weights(parameters, cache, X, Y):
    right = gradients(parameters, cache, X, Y)
    return right._replace(dW2=right.dW2 + 0.1 * parameters.W2)


def takes_the_size_of_the_error(parameters, cache, X, Y):
    right = gradients(parameters, cache, X, Y)
    return right._replace(dZ2=np.abs(cache.A2 - Y))


def doubles(parameters, cache, X, Y):
    right = gradients(parameters, cache, X, Y)
    return right._replace(dZ2=2 * right.dZ2)


def negates_dW1(parameters, cache, X, Y):
    right = gradients(parameters, cache, X, Y)
    return right._replace(dW1=-right.dW1)


def sums_over_the_hidden_units(parameters, cache, X, Y):
    right = gradients(parameters, cache, X, Y)
    return right._replace(dW1=right.dW1 * len(right.dW1))


def transposes_dW1(parameters, cache, X, Y):
    right = gradients(parameters, cache, X, Y)
    return right._replace(dW1=X @ right.dZ1.T / X.shape[1])


def reshapes_for_transposing(parameters, cache, X, Y):
    right = gradients(parameters, cache, X, Y)
    return right._replace(dW1=right.dW1.T.reshape(right.dW1.shape))


def forgets_the_last_unit(parameters, cache, X, Y):
    right = gradients(parameters, cache, X, Y)
    dZ1 = right.dZ1.copy()
    dZ1[-1] = 0
    return right._replace(dZ1=dZ1)


def roots_a_negative(parameters, cache, X, Y):
    right = gradients(parameters, cache, X, Y)
    slope = np.sqrt(0.5 - cache.A1**2)
    return right._replace(dZ1=parameters.W2.T @ right.dZ2 * slope)


def clips_where_it_saturates(Z):
    slope = 1 - np.tanh(Z) ** 2
    slope[np.abs(Z) > 2.5] = 0
    return slope


def is_flat_below(Z):
    return np.where(Z < 0, 0.0, 1 - np.tanh(Z) ** 2)


def leaks(Z):
    slope = np.full(Z.shape, 1.0)
    slope[Z < 0] = 0.01
    return slope


def integers(parameters, X):
    right = nnlib.forward(parameters, X)
    Z1 = np.zeros(right.Z1.shape, dtype=int)
    Z1[:] = right.Z1
    return nnlib.Cache(Z1, np.tanh(Z1), *nnlib.forward(parameters, X)[2:])


def relu_in_place_of_tanh(parameters, X):
    W1, b1, W2, b2 = parameters
    Z1 = W1 @ X + b1
    A1 = np.maximum(0, Z1)
    Z2 = W2 @ A1 + b2
    return Z1, A1, Z2, sigmoid(Z2)


def answers_are_never_negative(parameters, X):
    W1, b1, W2, b2 = parameters
    Z1 = W1 @ X + b1
    A1 = np.abs(np.tanh(Z1))
    Z2 = W2 @ A1 + b2
    return Z1, A1, Z2, sigmoid(Z2)


def flat_predictions(parameters, X):
    cache = nnlib.forward(parameters, X)
    return cache._replace(A2=cache.A2[0])


def adds_one(parameters, X):
    cache = nnlib.forward(parameters, X)
    return {"A2": cache.A2 + 1, "Z1": cache.Z1, "A1": cache.A1, "Z2": cache.Z2}


def halves(cache, Y):
    return nnlib.cost(cache, Y) / 2


def clips_at_a_hundredth(cache, Y):
    A2 = np.clip(cache.A2, 0.01, 0.99)
    return float(-np.mean(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)))


def clips_by_a_helper(cache, Y):
    return clips_at_a_hundredth(cache, Y)


def forgets_a_bracket(cache, Y):
    return float(-np.mean(Y * np.log(cache.A2) + (1 - Y) * (1 - np.log(cache.A2))))


def weighs_the_zeros_twice(cache, Y):
    return float(np.mean((2 - Y) * np.logaddexp(0, (1 - 2 * Y) * cache.Z2)))


def takes_db2_for_dW2(parameters, gradients, learning_rate):
    right = nnlib.update(parameters, gradients, learning_rate)
    return right._replace(W2=parameters.W2 - learning_rate * gradients.db2)


def has_a_rate_of_its_own(parameters, gradients, learning_rate):
    return nnlib.update(parameters, gradients, 0.01)


def starts_with_giants(n0, n1, n2, rng):
    start = nnlib.initialize_parameters(n0, n1, n2, rng=rng)
    return start._replace(W1=100 * start.W1)


def starts_two_units_alike(n0, n1, n2, rng):
    start = nnlib.initialize_parameters(n0, n1, n2, rng=rng)
    start.W1[1] = start.W1[0]
    return start


def steps_far(parameters, X, Y):
    slopes = {}
    for name, array in parameters._asdict().items():
        slopes["d" + name] = np.zeros_like(array)
        for place in np.ndindex(array.shape):
            J = []
            for sign in (1, -1):
                moved = array.copy()
                moved[place] += sign * 0.01
                J.append(nnlib.cost(nnlib.forward(parameters._replace(**{name: moved}), X), Y))
            slopes["d" + name][place] = (J[0] - J[1]) / 0.02
    return slopes


def loops(parameters, X, Y):
    cache = nnlib.forward(parameters, X)
    found = [
        gradients(parameters, nnlib.forward(parameters, X[:, [i]]), X[:, [i]], Y[:, [i]]) for i in range(X.shape[1])
    ]
    dZ2, dZ1 = (np.hstack([getattr(g, name) for g in found]) for name in ("dZ2", "dZ1"))
    right = gradients(parameters, cache, X, Y)
    return right._replace(dZ2=dZ2, dZ1=dZ1)


X = np.zeros((3, 7))


def reads_the_notebooks_X(parameters, cache, Y):
    m = X.shape[1]
    dZ2 = cache.A2 - Y
    return {
        "dW2": dZ2 @ cache.A1.T / m,
        "db2": dZ2.mean(1, keepdims=True),
        "dW1": np.zeros((4, 3)),
        "db1": np.zeros((4, 1)),
    }


@pytest.mark.parametrize(
    ("check", "function", "array", "words"),
    [
        (e.check_backward, divides_by_m_minus_1, "dW1", "`dW1 = dZ1 @ X.T / (m - 1)`"),
        (e.check_backward, leaves_out_the_last_example, "dW2", "`dW2 = dZ2 @ A1.T / m`, without the last example"),
        (
            e.check_backward,
            begins_at_the_second_example,
            "db1",
            "keepdims=True) / m`, without the first example",
        ),
        (e.check_backward, writes_m_as_a_number, "dW2", "`dW2 = dZ2 @ A1.T / 7`"),
        (e.check_backward, decays_the_weights, "dW2", "`dW2 = dZ2 @ A1.T / m + 0.1 * W2`"),
        (e.check_backward, takes_the_size_of_the_error, "dZ2", "`dZ2 = np.abs(A2 - Y)`"),
        (e.check_backward, doubles, "dZ2", "`dZ2 = 2 * (A2 - Y)`"),
        (e.check_backward, negates_dW1, "dW1", "`dW1 = -(dZ1 @ X.T / m)`"),
        (e.check_backward, sums_over_the_hidden_units, "dW1", "`dW1 = dZ1 @ X.T / m * n1`"),
        (e.check_backward, transposes_dW1, "dW1", "`dW1 = X @ dZ1.T / m`"),
        (e.check_backward, reshapes_for_transposing, "dW1", "the right numbers, in other places"),
        (e.check_backward, forgets_the_last_unit, "dZ1", "right but for one row, the one with index −1, the last"),
        (e.check_backward, roots_a_negative, "dZ1", "not finite. It holds nan"),
        (e.check_activation_derivative, clips_where_it_saturates, "slope", "wrong only where |z| is large"),
        (e.check_activation_derivative, is_flat_below, "slope", "`slope = np.where(Z < 0, 0, 1 - np.tanh(Z) ** 2)`"),
        (e.check_forward, integers, "Z1", "whole numbers only"),
        (e.check_forward, relu_in_place_of_tanh, "A1", "`A1 = np.maximum(0, Z1)`"),
        (e.check_forward, answers_are_never_negative, "A1", "`A1 = np.abs(np.tanh(Z1))`"),
        (e.check_forward, flat_predictions, "A2", "without a second axis"),
        (e.check_forward, adds_one, "A2", "`A2 = 1 / (1 + np.exp(-Z2)) + 1`"),
        (e.check_cost, halves, "J", "`J = -np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)) / m / 2`"),
        (e.check_cost, clips_at_a_hundredth, "J", "`J = -np.mean(Y * np.log(np.clip(A2, 0.01, 0.99)) + (1 - Y) *"),
        (e.check_cost, clips_by_a_helper, "J", "Compute it by hand for two examples, and compare"),
        (e.check_cost, forgets_a_bracket, "J", "`J = -np.mean(Y * np.log(A2) + (1 - Y) * (1 - np.log(A2)))`"),
        (e.check_cost, weighs_the_zeros_twice, "J", "`J = np.mean((2 - Y) * np.logaddexp(0, (1 - 2 * Y) * Z2))`"),
        (e.check_update, takes_db2_for_dW2, "W2", "`W2 = W2 - learning_rate * db2`"),
        (e.check_update, has_a_rate_of_its_own, "W1, b1, W2, b2", "`W1 = W1 - 0.01 * dW1`"),
        (e.check_initialize_parameters, starts_with_giants, "W1", "the weights are of size"),
        (e.check_initialize_parameters, starts_two_units_alike, "W1", "row 1 equals row 0"),
        (e.check_numerical_gradients, steps_far, "dW1, db1, dW2, db2", "what a step of about 0.01 would give"),
        (e.check_vectorized, loops, "dZ2, dZ1", "there is still a loop over the examples"),
    ],
)
def test_it_is_measured(check, function, array, words):
    result = check(function)
    assert result.mistake is None
    assert not result.passed
    assert f"{array}: " in repr(result)
    assert words in repr(result)
    wrong = [row[0] for row in result.rows if "✗" in row[2]]
    assert wrong[0] == array.split(", ")[0]


def test_a_leaky_slope_is_wrong_below_zero_only():
    result = e.check_activation_derivative(leaks, activation="relu")
    assert "wrong only where z is below 0" in repr(result)


def test_where_the_first_nan_comes_up_is_said():
    result = e.check_backward(roots_a_negative)
    assert "The first number that is not finite appears in `slope`" in repr(result)
    assert "slope = np.sqrt(0.5 - cache.A1**2)" in repr(result)
    assert "NumPy gave a warning: invalid value encountered in sqrt" in repr(result)


def test_a_size_that_is_written_as_a_number_is_suspected():
    text = repr(e.check_backward(writes_m_as_a_number))
    assert "right for some sizes and wrong for others" in text
    assert "db2: your numbers are those of `db2 = np.sum(dZ2, axis=1, keepdims=True) / 7`" in text
    assert "right for some sizes" not in repr(e.check_backward(doubles))


def test_a_name_from_the_notebook_is_suspected():
    result = e.check_backward(reads_the_notebooks_X)
    assert "reads X from the notebook" in repr(result)
    assert not result.passed


def test_arrays_after_the_wrong_one_are_judged_given_it():
    result = e.check_backward(lambda parameters, cache, X, Y: as_if(parameters, cache, X, 2 * (cache.A2 - Y)))
    verdicts = {row[0]: row[2] for row in result.rows}
    assert verdicts["dZ2"] == "✗ wrong"
    assert verdicts["dW1"] == "✓ right, given your arrays above it"


def as_if(parameters, cache, X, dZ2):
    m = X.shape[1]
    dZ1 = parameters.W2.T @ dZ2 * (1 - cache.A1**2)
    means = [dZ.mean(axis=1, keepdims=True) for dZ in (dZ2, dZ1)]
    return dZ2, dZ2 @ cache.A1.T / m, means[0], dZ1, dZ1 @ X.T / m, means[1]
