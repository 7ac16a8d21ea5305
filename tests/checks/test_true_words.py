"""What was once said that was not so, or led nowhere: each with the function that it was said of."""

import numpy as np
import pytest

import nnlib
from nnlib import checks as e

pytestmark = pytest.mark.usefixtures("no_patience")


def said(check, function):
    result = check(function)
    assert not result.passed
    return repr(result)


# A row is no column.


@pytest.mark.parametrize(
    ("check", "function", "words"),
    [
        (e.check_dW2, lambda dZ2, A1: np.mean(dZ2 * A1, axis=1), "expected the row (n2, n1)"),
        (
            e.check_dW2,
            lambda dZ2, A1: np.mean(dZ2 * A1, axis=1, keepdims=True),
            "in a column, (4, 1); expected the row",
        ),
        (e.check_dZ2, lambda A2, Y: (A2 - Y).reshape(-1, 1), "in a column, (7, 1); expected the row"),
        (e.check_db1, lambda dZ1: np.mean(dZ1, axis=1)[None], "in a row, (1, 4); expected the column"),
        (
            e.check_activation_derivative,
            lambda Z: (1 - np.tanh(Z) ** 2).ravel(),
            "without a second axis; expected (4, 7)",
        ),
    ],
)
def test_a_shape_is_called_what_it_is(check, function, words):
    assert words in said(check, function)


# Nothing is made of itself, and one number for all is called that.


def test_an_array_is_never_read_as_made_of_itself():
    words = said(e.check_dW2, lambda dZ2, A1: (dZ2 / A1.shape[1]) @ (A1.T / A1.shape[1]))
    assert "`dW2 = dZ2 @ A1.T / m / m`" in words


def adds_nothing(cache, Y):
    J = 0
    for i in range(Y.shape[1]):
        J + -Y[0, i] * np.log(cache.A2[0, i])
    return J / Y.shape[1]


@pytest.mark.parametrize(
    ("check", "function", "words"),
    [
        (e.check_cost, adds_nothing, "zeros only"),
        (e.check_cost, lambda cache, Y: 1.0, "the same number everywhere, 1"),
        (e.check_parameter_count, lambda n0, n1, n2: 21, "the same number everywhere, 21"),
        (e.check_dZ2, lambda A2, Y: np.zeros(Y.shape), "zeros only"),
    ],
)
def test_what_does_not_depend_on_the_arguments_is_no_formula(check, function, words):
    text = said(check, function)
    assert words in text
    assert "your numbers" not in text


def test_what_is_rounded_at_the_end_is_rounded_in_every_array():
    def rounded(parameters, cache, X, Y):
        return tuple(array.round(4) for array in nnlib.backward(parameters, cache, X, Y))

    text = said(e.check_backward, rounded)
    assert "dZ2, dW2, db2, dZ1, dW1, db1: the right numbers, rounded to the nearest 0.0001" in text
    assert "for some sizes" not in text


# The place where it goes wrong, and no other.


def test_a_slip_on_the_way_to_dZ2_is_found_in_the_forward_propagation():
    def without_b1(parameters, X, Y):
        W1, _, W2, b2 = parameters
        m = X.shape[1]
        Z1 = W1 @ X
        A1 = np.tanh(Z1)
        Z2 = W2 @ A1 + b2
        A2 = nnlib.sigmoid(Z2)
        dZ2 = A2 - Y
        dZ1 = W2.T @ dZ2 * (1 - A1**2)
        means = [dZ.mean(axis=1, keepdims=True) for dZ in (dZ2, dZ1)]
        return dZ2, dZ2 @ A1.T / m, means[0], dZ1, dZ1 @ X.T / m, means[1]

    assert e.check_vectorized(without_b1).mistake == "no_bias"
    assert "`Z1 = W1 @ X`" in said(e.check_vectorized, without_b1)


def test_what_a_function_keeps_from_call_to_call_is_not_called_random():
    kept = {}

    def forward(parameters, X):
        kept["Z1"] = parameters.W1 @ X + parameters.b1
        kept["A1"] = np.tanh(kept["Z1"])
        kept["Z2"] = parameters.W2 @ kept["A1"] + parameters.b2
        kept["A2"] = nnlib.sigmoid(kept["Z2"])
        return kept

    assert e.check_forward(forward).passed


def test_a_start_without_rng_is_told_of_rng():
    def start(n_x, n_h, n_y):
        np.random.seed(2)  # noqa: NPY002
        W1, W2 = np.random.randn(n_h, n_x), np.random.randn(n_y, n_h)  # noqa: NPY002
        return W1, np.zeros((n_h, 1)), W2, np.zeros((n_y, 1))

    assert "Give it a fourth argument, `rng`" in said(e.check_initialize_parameters, start)


def test_more_than_is_asked_for_is_no_matter_in_a_dictionary():
    def with_dA(parameters, cache, X, Y):
        return {**nnlib.backward(parameters, cache, X, Y)._asdict(), "dA1": 1}

    assert e.check_backward(with_dA).passed


def test_below_the_safe_cost_stands_the_safe_formula():
    def textbook(cache, Y):
        return -np.mean(Y * np.log(cache.A2) + (1 - Y) * np.log(1 - cache.A2))

    assert (
        said(e.check_safe_cost, textbook)
        .splitlines()[-2]
        .endswith("J = np.mean(np.maximum(Z2, 0) - Z2 * Y + np.log1p(np.exp(-np.abs(Z2))))")
    )


def test_of_a_right_formula_over_some_examples_no_place_is_marked():
    def last(dZ2, A1):
        for i in range(A1.shape[1]):
            dW2 = dZ2[:, [i]] @ A1[:, [i]].T / A1.shape[1]
        return dW2

    text = said(e.check_dW2, last)
    assert "of the last example alone" in text
    assert "^" not in text


def test_an_empty_array_is_not_called_zeros():
    text = said(e.check_safe_cost, lambda cache, Y: np.zeros((0, 3)))
    assert "an array of shape (0, 3), which holds no number" in text
    assert "zeros" not in text


# `train` keeps what a check promises.

MOONS = nnlib.make_moons(200, seed=0)


def test_an_argument_that_the_check_gives_train_gives_too():
    def cost(A2, Y, parameters):
        assert parameters.W1.shape[0] == parameters.b1.shape[0]
        return float(-np.mean(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)))

    assert "It can take the place" in repr(e.check_cost(cost))
    run = {"hidden_units": 4, "learning_rate": 1.0, "iterations": 20, "progress": False}
    own, library = (nnlib.train(MOONS.X, MOONS.Y, **run, functions=f) for f in ({"cost": cost}, None))
    np.testing.assert_allclose(own.costs, library.costs, rtol=1e-12)


def test_log_of_zero_is_not_called_overshooting():
    def textbook(cache, Y):
        return -np.mean(Y * np.log(cache.A2) + (1 - Y) * np.log(1 - cache.A2))

    run = {"hidden_units": 6, "learning_rate": 20.0, "iterations": 50, "progress": False}
    assert np.isfinite(nnlib.train(MOONS.X, MOONS.Y, **run).costs).all()
    with pytest.raises(ValueError, match=r"functions\['cost'\] returned inf where the cost is .*log\(0\) is −inf"):
        nnlib.train(MOONS.X, MOONS.Y, **run, functions={"cost": textbook})


# What was read as no learner writes it, or against what the function has.


def all_for_zeros(A2, Y):
    ones, zeros = 0, 0
    for a, y in zip(A2.ravel(), Y.ravel(), strict=True):
        ones -= np.log(a) if y == 1 else 0
        zeros -= np.log(1 - a)
    return ones, zeros


def steep_alone(W2, dZ2, A1):
    slope = 1 - A1**2
    slope[slope < 0.5] = 0
    return W2.T @ dZ2 * slope


def certain(A2, Y):
    return (A2 > 0.5) - Y


@pytest.mark.parametrize(
    ("check", "function", "words"),
    [
        (e.check_two_sums, all_for_zeros, "`zeros = -np.sum(np.log(1 - A2))`"),  # and not 1 ** Y
        (e.check_dZ1, steep_alone, "`1 - A1 ** 2` = "),  # it has no Z1
        (e.check_dZ2, certain, "`dZ2 = (A2 > 0.5) - Y`"),  # is rounded on purpose
    ],
)
def test_what_is_said_is_in_the_learners_own_terms(check, function, words):
    assert words in said(check, function)


def test_of_two_arrays_that_are_returned_in_one_line_the_right_one_is_not_mended():
    def in_rows(dZ1_rows, X_rows):
        return X_rows @ dZ1_rows.T / len(X_rows), dZ1_rows.mean(axis=0, keepdims=True)

    words = said(e.check_gradients_in_rows, in_rows)
    assert "`dW1_rows = X_rows @ dZ1_rows.T / m`" in words
    assert "db1_rows" not in words
    assert "Swap the two" not in words  # that makes the transpose of what is asked for
