"""Whatever is mathematically the same passes, however it is written and returned."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

import nnlib
from nnlib import Cache, Gradients, Parameters
from nnlib import checks as e

pytestmark = pytest.mark.usefixtures("no_patience")


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def equations(parameters, cache, X, Y, slope=None):
    m = X.shape[1]
    dZ2 = cache.A2 - Y
    dZ1 = parameters.W2.T @ dZ2 * (1 - cache.A1**2)
    mean = [np.sum(dZ, axis=1, keepdims=True) / m for dZ in (dZ2, dZ1)]
    return dZ2, dZ2 @ cache.A1.T / m, mean[0], dZ1, dZ1 @ X.T / m, mean[1]


NAMES = Gradients._fields


def as_dictionary(parameters, cache, X, Y):
    return dict(zip(NAMES, equations(parameters, cache, X, Y), strict=True))


def as_dictionary_in_another_order(parameters, cache, X, Y):
    return dict(reversed(list(as_dictionary(parameters, cache, X, Y).items())))


def as_four_gradients(parameters, cache, X, Y):
    found = as_dictionary(parameters, cache, X, Y)
    return {name: found[name] for name in ("dW1", "db1", "dW2", "db2")}


def as_list(parameters, cache, X, Y):
    return list(equations(parameters, cache, X, Y))


def as_object(parameters, cache, X, Y):
    return SimpleNamespace(**as_dictionary(parameters, cache, X, Y))


def with_other_names(params, saved, examples, labels):
    return Gradients(*equations(params, saved, examples, labels))


def with_keyword_only(*, X, Y, cache, parameters):
    return equations(parameters, cache, X, Y)


def with_a_default(parameters, cache, X, Y, m=None, verbose=False):
    return equations(parameters, cache, X, Y)


def with_any_arguments(*arguments):
    return equations(*arguments)


def with_einsum(parameters, cache, X, Y):
    m = X.shape[1]
    dZ2 = np.subtract(cache.A2, Y)
    dZ1 = np.einsum("ji,jm->im", parameters.W2, dZ2) * (1 - np.square(cache.A1))
    dW2, dW1 = np.einsum("im,jm->ij", dZ2, cache.A1) / m, np.einsum("im,jm->ij", dZ1, X) / m
    return dZ2, dW2, dZ2.mean(axis=1, keepdims=True), dZ1, dW1, dZ1.mean(axis=1, keepdims=True)


def with_loops(parameters, cache, X, Y):
    return nnlib.backward_by_loop(parameters, X, Y)


def in_place(parameters, cache, X, Y):
    cache.A2[:] -= Y
    cache.A1[:] = 1 - cache.A1**2
    dZ2, m = cache.A2, X.shape[1]
    dZ1 = parameters.W2.T @ dZ2 * cache.A1
    A1 = np.tanh(cache.Z1)
    return dZ2, dZ2 @ A1.T / m, dZ2.mean(1, keepdims=True), dZ1, dZ1 @ X.T / m, dZ1.mean(1, keepdims=True)


def in_float32(parameters, cache, X, Y):
    return [array.astype(np.float32) for array in equations(parameters, cache, X, Y)]


def as_lists_of_lists(parameters, cache, X, Y):
    return [array.tolist() for array in equations(parameters, cache, X, Y)]


def as_frames(parameters, cache, X, Y):
    return [pd.DataFrame(array) for array in equations(parameters, cache, X, Y)]


BACKWARD = [
    nnlib.backward,
    equations,
    as_dictionary,
    as_dictionary_in_another_order,
    as_four_gradients,
    as_list,
    as_object,
    with_other_names,
    with_keyword_only,
    with_a_default,
    with_any_arguments,
    with_einsum,
    with_loops,
    in_place,
    in_float32,
    as_lists_of_lists,
    as_frames,
]


@pytest.mark.parametrize("function", BACKWARD, ids=lambda f: f.__name__)
def test_backward(function):
    for seed in range(5):
        result = (
            e.check_backward(function)
            if seed == 0
            else e.checks.check(function, "backward", activation="tanh", raises=None, seed=seed)
        )
        assert result.passed, repr(result)
        assert result.mistakes == ()


COSTS = {
    "from A2": lambda cache, Y: float(-np.mean(Y * np.log(c(cache)) + (1 - Y) * np.log(1 - c(cache)))),
    "clipped at 1e-15": lambda cache, Y: clipped(cache, Y, 1e-15),
    "clipped at 1e-8": lambda cache, Y: clipped(cache, Y, 1e-8),
    "from logits": lambda cache, Y: np.mean(np.maximum(cache.Z2, 0) - cache.Z2 * Y + np.log1p(np.exp(-abs(cache.Z2)))),
    "logaddexp": lambda cache, Y: np.mean(np.logaddexp(0, cache.Z2) - cache.Z2 * Y),
    "by label": lambda cache, Y: np.mean(np.logaddexp(0, np.where(Y == 1, -cache.Z2, cache.Z2))),
    "as (1, 1)": lambda cache, Y: np.logaddexp(0, (1 - 2 * Y) * cache.Z2) @ np.ones((Y.shape[1], 1)) / Y.shape[1],
    "as (1,)": lambda cache, Y: np.sum(np.logaddexp(0, (1 - 2 * Y) * cache.Z2), axis=1) / Y.shape[1],
    "with a loop": lambda cache, Y: (
        sum(float(np.logaddexp(0, z if y == 0 else -z)) for z, y in zip(cache.Z2[0], Y[0], strict=True)) / Y.shape[1]
    ),
    "the library's": nnlib.cost,
}


def c(cache):
    return np.clip(cache.A2, 1e-300, 1 - 1e-16)


def clipped(cache, Y, least):
    A2 = np.clip(cache.A2, least, 1 - least)
    return float(-(Y @ np.log(A2).T + (1 - Y) @ np.log(1 - A2).T).item() / Y.shape[1])


@pytest.mark.parametrize("name", COSTS)
def test_cost(name):
    result = e.check_cost(COSTS[name])
    assert result.passed, repr(result)


def forward_as_dictionary(parameters, X):
    Z1 = parameters.W1.dot(X) + parameters.b1
    A1 = 2 / (1 + np.exp(-2 * Z1)) - 1  # tanh, in another way
    Z2 = np.matmul(parameters.W2, A1) + parameters.b2
    return {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": sigmoid(Z2)}


def forward_of_A2_alone(parameters, X):
    return {"A2": nnlib.forward(parameters, X).A2}


def forward_with_the_bias_inside(parameters, X):
    W1, b1, W2, b2 = parameters
    with_one = np.vstack([X, np.ones((1, X.shape[1]))])
    Z1 = np.hstack([W1, b1]) @ with_one
    Z2 = np.sum(W2.T * np.tanh(Z1), axis=0, keepdims=True) + b2
    return Cache(Z1, np.tanh(Z1), Z2, sigmoid(Z2))


@pytest.mark.parametrize(
    "function",
    [nnlib.forward, forward_as_dictionary, forward_of_A2_alone, forward_with_the_bias_inside],
    ids=lambda f: f.__name__,
)
def test_forward(function):
    result = e.check_forward(function)
    assert result.passed, repr(result)


def update_in_place(parameters, gradients, learning_rate):
    for name, array in parameters._asdict().items():
        array -= learning_rate * getattr(gradients, "d" + name)
    return parameters


def update_as_dictionary(parameters, gradients, learning_rate):
    return {n: getattr(parameters, n) - learning_rate * getattr(gradients, "d" + n) for n in ("W1", "b1", "W2", "b2")}


@pytest.mark.parametrize("function", [nnlib.update, update_in_place, update_as_dictionary], ids=lambda f: f.__name__)
def test_update(function):
    result = e.check_update(function)
    assert result.passed, repr(result)
    assert ("in place" in repr(result)) == (function is update_in_place)


def start_small(n0, n1, n2, rng):
    return (
        0.01 * rng.standard_normal((n1, n0)),
        np.zeros((n1, 1)),
        0.01 * rng.standard_normal((n2, n1)),
        np.zeros((1, 1)),
    )


def start_from_a_seed(n0, n1, n2=1, seed=0):
    draw = np.random.default_rng(seed)
    W1, W2 = draw.uniform(-1, 1, (n1, n0)), draw.uniform(-1, 1, (n2, n1))
    return {"W1": W1, "b1": np.zeros((n1, 1)), "W2": W2, "b2": np.zeros((n2, 1))}


@pytest.mark.parametrize("function", [nnlib.initialize_parameters, start_small, start_from_a_seed])
def test_initialize_parameters(function):
    result = e.check_initialize_parameters(function)
    assert result.passed, repr(result)


def slopes(parameters, X, Y, step=1e-5):
    found = {}
    for name, array in parameters._asdict().items():
        found["d" + name] = np.zeros_like(array)
        for place in np.ndindex(array.shape):
            J = []
            for sign in (1, -1):
                array[place] += sign * step
                J.append(nnlib.cost(nnlib.forward(parameters, X), Y))
                array[place] -= sign * step
            found["d" + name][place] = (J[0] - J[1]) / (2 * step)
    return found


def test_numerical_gradients():
    result = e.check_numerical_gradients(slopes)
    assert result.passed, repr(result)
    assert e.check_numerical_gradients(lambda parameters, X, Y: slopes(parameters, X, Y, 1e-4)).passed


def loop(parameters, X, Y, learning_rate, iterations):
    step = 0
    while step < iterations:
        gradients = nnlib.backward(parameters, nnlib.forward(parameters, X), X, Y)
        parameters, step = nnlib.update(parameters, gradients, learning_rate), step + 1
    return parameters


def test_training_loop_and_vectorized():
    assert e.check_training_loop(loop).passed
    assert e.check_vectorized(equations_without_cache).passed
    assert e.check_vectorized(equations).passed


def equations_without_cache(parameters, X, Y):
    return equations(parameters, nnlib.forward(parameters, X), X, Y)


LINES = {
    e.check_dZ2: lambda A2, Y: -(Y - A2),
    e.check_dW2: lambda dZ2, A1: (A1 @ dZ2.T).T / dZ2.shape[1],
    e.check_db2: lambda dZ2: np.mean(dZ2, axis=1).reshape(-1, 1),
    e.check_dZ1: lambda W2, dZ2, A1: np.dot(W2.T, dZ2) * (1 - A1 * A1),
    e.check_dW1: lambda dZ1, X, m: np.einsum("im,jm->ij", dZ1, X) / m,
    e.check_db1: lambda dZ1: dZ1 @ np.ones((dZ1.shape[1], 1)) / dZ1.shape[1],
}


@pytest.mark.parametrize("check", LINES, ids=lambda check: check.__name__)
def test_each_line_alone(check):
    result = check(LINES[check])
    assert result.passed, repr(result)


@pytest.mark.parametrize(
    ("activation", "derivative"),
    [
        ("tanh", nnlib.tanh_derivative),
        ("tanh", lambda Z: 1 / np.cosh(Z) ** 2),
        ("tanh", lambda Z: 4 * sigmoid(2 * Z) * sigmoid(-2 * Z)),
        ("sigmoid", lambda Z: sigmoid(Z) - sigmoid(Z) ** 2),
        ("relu", lambda Z: (Z > 0).astype(int)),
        ("relu", lambda Z: Z > 0),
        ("relu", lambda Z: np.heaviside(Z, 0)),
    ],
)
def test_activation_derivative(activation, derivative):
    result = e.check_activation_derivative(derivative, activation=activation)
    assert result.passed, repr(result)


def test_a_function_that_takes_the_activation_is_tried_with_each():
    assert e.check_forward(nnlib.forward).passed

    def tanh_only(parameters, X, activation="tanh"):
        return nnlib.forward(parameters, X)

    assert e.check_forward(tanh_only).mistake == "tanh_hidden"
    assert e.check_forward(tanh_only, activation="tanh").passed


def test_parameters_and_results_are_the_notes_named_tuples():
    seen = []

    def look(parameters, gradients, learning_rate):
        seen.append((type(parameters), type(gradients)))
        return nnlib.update(parameters, gradients, learning_rate)

    assert e.check_update(look).passed
    assert set(seen) == {(Parameters, Gradients)}


# What differs only in its last digits.


def in_another_order(parameters, X, Y, learning_rate, iterations):
    for _ in range(iterations):
        order = np.random.permutation(X.shape[1])  # noqa: NPY002
        X, Y = X[:, order], Y[:, order]
        gradients = nnlib.backward(parameters, nnlib.forward(parameters, X), X, Y)
        parameters = nnlib.update(parameters, gradients, learning_rate)
    return parameters


def test_examples_may_come_in_any_order():
    def dW2(dZ2, A1):
        some_order = np.random.permutation(A1.shape[1])  # noqa: NPY002
        return sum(np.outer(dZ2[:, i], A1[:, i]) for i in some_order) / A1.shape[1]

    assert e.check_training_loop(in_another_order).passed
    assert e.check_dW2(dW2).passed


def test_a_loop_that_draws_what_it_should_not_is_told_that_alone():
    def shaken(parameters, X, Y, learning_rate, iterations):
        steps = 1 + 1e-3 * np.random.random()  # noqa: NPY002
        return in_another_order(parameters, X, Y, steps * learning_rate, iterations)

    shown = repr(e.check_training_loop(shaken))
    assert "in place of" not in shown


def test_single_precision_is_near_enough():
    def standardized(raw_train, raw_test):
        train, test = raw_train.astype(np.float32), raw_test.astype(np.float32)
        mean, deviation = train.mean(axis=1, keepdims=True), train.std(axis=1, keepdims=True)
        return (train - mean) / deviation, (test - mean) / deviation

    def sums(A2, Y):
        return -np.sum(Y * np.log(A2 + 1e-8)), -np.sum((1 - Y) * np.log(1 - A2 + 1e-8))

    assert e.check_standardized(standardized).passed
    assert e.check_two_sums(sums).passed


def test_numpys_errors_may_be_raised_in_the_notebook():
    with np.errstate(all="raise"):
        assert e.check_cost(lambda cache, Y: nnlib.cost(cache, Y)).passed


# One standard for shapes: what the check lets pass, `update` and `train` take as it is.


@pytest.mark.parametrize(
    ("check", "function", "words"),
    [
        (
            e.check_backward,
            lambda parameters, cache, X, Y: nnlib.backward(parameters, cache, X, Y)._replace(db1=np.zeros((1, 4))),
            "db1",
        ),
        (e.check_db1, lambda dZ1: np.mean(dZ1, axis=1)[None], "in a row, (1, 4); expected the column (n1, 1) = (4, 1)"),
        (e.check_db2, np.mean, "without axes; expected (n2, 1) = (1, 1)"),
        (
            e.check_update,
            lambda parameters, gradients, learning_rate: nnlib.update(parameters, gradients, learning_rate)._replace(
                b1=(parameters.b1 - learning_rate * gradients.db1).T
            ),
            "b1: the right numbers, but in a row",
        ),
    ],
)
def test_a_row_of_biases_does_not_pass(check, function, words):
    result = check(function)
    assert not result.passed
    assert words in repr(result)


# Code as the best-known course writes it.


def initialize_parameters(n_x, n_h, n_y):
    np.random.seed(2)  # noqa: NPY002
    W1, W2 = np.random.randn(n_h, n_x) * 0.01, np.random.randn(n_y, n_h) * 0.01  # noqa: NPY002
    return {"W1": W1, "b1": np.zeros((n_h, 1)), "W2": W2, "b2": np.zeros((n_y, 1))}


def forward_propagation(X, parameters):
    Z1 = np.dot(parameters["W1"], X) + parameters["b1"]
    A1 = np.tanh(Z1)
    A2 = sigmoid(np.dot(parameters["W2"], A1) + parameters["b2"])
    assert A2.shape == (1, X.shape[1])
    return A2, {"A1": A1, "A2": A2}


def compute_cost(A2, Y, parameters=None):
    logprobs = np.multiply(np.log(A2), Y) + np.multiply(1 - Y, np.log(1 - A2))
    return float(np.squeeze(-np.sum(logprobs) / Y.shape[1]))


def backward_propagation(parameters, cache, X, Y):
    m, A1, A2 = X.shape[1], cache["A1"], cache["A2"]
    dZ2 = A2 - Y
    dZ1 = np.dot(parameters["W2"].T, dZ2) * (1 - np.power(A1, 2))
    return {
        "dW1": np.dot(dZ1, X.T) / m,
        "db1": np.sum(dZ1, axis=1, keepdims=True) / m,
        "dW2": np.dot(dZ2, A1.T) / m,
        "db2": np.sum(dZ2, axis=1, keepdims=True) / m,
    }


def update_parameters(parameters, grads, learning_rate=1.2, print_cost=False):
    for layer in range(1, len(parameters) // 2 + 1):
        for kind in ("W", "b"):
            name = kind + str(layer)
            parameters[name] = parameters[name] - learning_rate * grads["d" + name]
    return parameters


def test_code_of_a_well_known_course_passes_and_trains_as_it_is():
    assert e.check_forward(forward_propagation).passed
    assert e.check_cost(compute_cost).passed
    assert "log(0)" in repr(e.check_cost(compute_cost))
    assert e.check_backward(backward_propagation).passed
    assert e.check_update(update_parameters).passed
    assert "the function takes no rng." in repr(e.check_initialize_parameters(initialize_parameters))
    functions = {"forward": forward_propagation, "backward": backward_propagation}
    functions |= {"update": update_parameters, "cost": compute_cost}
    data = nnlib.make_moons(40, seed=0)
    run = {"hidden_units": 4, "learning_rate": 1.0, "iterations": 30, "progress": False}
    own, library = nnlib.train(data.X, data.Y, **run, functions=functions), nnlib.train(data.X, data.Y, **run)
    np.testing.assert_allclose(own.costs, library.costs, rtol=1e-10)
