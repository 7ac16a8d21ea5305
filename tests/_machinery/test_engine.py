"""The fast steps are the steps of `descend`: every cost and parameter, of one network or a stack, of any shape."""

import inspect
import itertools
import tracemalloc

import numpy as np
import pytest

from nnlib import DivergenceError, Parameters, activations, descend, initialize_parameters, train
from nnlib._machinery.engine import FEW, KEPT, KERNELS, Descent

ACTIVATIONS = ["tanh", "sigmoid", "relu"]
SHAPES = {  # n0, n1, m
    "fewer features than units": (2, 20, 400),
    "fewer units than features": (5, 3, 150),
    "one of each": (1, 1, 1),
    "a row at a time, for the last time": (FEW - 1, 8, 90),
    "many features": (FEW, 8, 90),
    "many features, few units": (30, 4, 60),
    "several logarithms a cost": (2, 3, 1100),
    "a cost a block": (2, 2, KEPT + 7),
}


def make_data(n0, m, seed=0):
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((n0, m))
    return X, (np.sum(X**2, axis=0, keepdims=True) + 0.3 * rng.standard_normal((1, m)) > n0).astype(float)


def steps_of_descend(parameters, X, Y, count, **options):
    return list(itertools.islice(descend(parameters, X, Y, **options), count + 1))


def assert_close(actual, expected, tolerance=1e-12):
    actual, expected = np.asarray(actual), np.asarray(expected)
    assert actual.shape == expected.shape
    assert np.max(np.abs(actual - expected)) <= tolerance * max(1, np.max(np.abs(expected)))


def assert_same_parameters(actual, expected):
    for name in Parameters._fields:
        assert_close(getattr(actual, name), getattr(expected, name))


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_train_takes_the_steps_of_descend(shape, activation):
    n0, n1, m = shape
    X, Y = make_data(n0, m)
    iterations = 300 if m < 1000 else 30
    slow = steps_of_descend(
        initialize_parameters(n0, n1, rng=0), X, Y, iterations, learning_rate=0.4, activation=activation
    )
    kept = [0, 1, 7, iterations - 1, iterations]
    fast = train(
        X, Y, hidden_units=n1, learning_rate=0.4, iterations=iterations, activation=activation, checkpoints=kept
    )
    assert_close(fast.costs, [step.cost for step in slow])
    assert_same_parameters(fast.parameters, slow[-1].parameters)
    assert sorted(fast.checkpoints) == sorted(set(kept))
    for i in kept:
        assert_same_parameters(fast.checkpoints[i], slow[i].parameters)


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_a_stack_takes_the_steps_of_each_of_its_networks(activation):
    X, Y = make_data(3, 50)
    rates = np.array([[0.1, 0.3, 0.5], [0.2, 0.4, 0.6]])
    starts = [[initialize_parameters(3, 6, rng=10 * i + j) for j in range(3)] for i in range(2)]
    stack = Parameters(*(np.array([[getattr(p, name) for p in row] for row in starts]) for name in Parameters._fields))
    descent = Descent(stack, X, Y, learning_rate=rates, activation=activation)
    costs = np.concatenate([descent.start_cost[np.newaxis], descent.run(200)])
    for i, j in np.ndindex(2, 3):
        slow = steps_of_descend(starts[i][j], X, Y, 200, learning_rate=rates[i, j], activation=activation)
        assert_close(costs[:, i, j], [step.cost for step in slow])
        assert_same_parameters(Parameters(*(array[i, j] for array in descent.parameters)), slow[-1].parameters)


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_runs_that_follow_each_other_are_one_run(activation):
    X, Y = make_data(2, 40)
    start = initialize_parameters(2, 5, rng=1)
    once = Descent(start, X, Y, learning_rate=0.3, activation=activation)
    often = Descent(start, X, Y, learning_rate=0.3, activation=activation)
    pieces = [often.run(length) for length in (1, 0, 3, 500, 96)]
    assert np.array_equal(np.concatenate(pieces), once.run(600))
    assert all(map(np.array_equal, often.parameters, once.parameters))


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_a_kernel_and_its_flatness_are_the_activation_and_its_slope(activation):
    Z = np.array([[-800.0, -40.0, -3.0, -1e-9, 0.0, 1e-9, 0.5, 3.0, 40.0, 800.0]])
    function, slope = {  # written out once more, so that nothing is compared with itself
        "tanh": (np.tanh(Z), 1 / np.cosh(np.clip(Z, -300, 300)) ** 2),
        "sigmoid": (np.exp(-np.logaddexp(0, -Z)), np.exp(-np.logaddexp(0, -Z) - np.logaddexp(0, Z))),
        "relu": (np.where(Z > 0, Z, 0), np.where(Z > 0, 1.0, 0.0)),
    }[activation]
    kernel = KERNELS[activation]
    A = Z.copy()
    with np.errstate(over="ignore"):
        kernel.function(A, A)
    assert_close(A, function, 1e-15 * 800)
    kernel.flatness(A, A)
    assert_close(kernel.steepest * (1 - A), slope, 1e-15)


def test_a_cost_keeps_its_digits_when_it_is_tiny():
    X = np.linspace(-1, 1, 300)[np.newaxis] + np.where(np.arange(300) < 150, -1, 1)
    Y = (X > 0).astype(float)
    start = Parameters(np.array([[9.0]]), np.zeros((1, 1)), np.array([[25.0]]), np.zeros((1, 1)))
    slow = steps_of_descend(start, X, Y, 50, learning_rate=1e-3)
    fast = Descent(start, X, Y, learning_rate=1e-3, activation="tanh").run(50)
    assert slow[-1].cost < 1e-9
    np.testing.assert_allclose(fast, [step.cost for step in slow[1:]], rtol=1e-11)


def test_a_cost_is_right_where_its_exponential_overflows():
    X, Y = make_data(2, 100)
    start = initialize_parameters(2, 4, rng=0, scale=2e3)
    slow = steps_of_descend(start, X, Y, 20, learning_rate=0.01, activation="relu")
    descent = Descent(start, X, Y, learning_rate=0.01, activation="relu")
    fast = descent.run(20)
    assert min(descent.start_cost, *fast) > 1e4
    np.testing.assert_allclose(fast, [step.cost for step in slow[1:]], rtol=1e-12)


@pytest.mark.parametrize(("learning_rate", "scale"), [(1e9, None), (3e4, None), (1e300, None), (1.0, 1e200)])
def test_a_run_that_diverges_stops_where_descend_stops(learning_rate, scale):
    X, Y = make_data(2, 60)
    options = {"learning_rate": learning_rate, "activation": "relu"}
    start = initialize_parameters(2, 6, rng=0, scale=scale)
    with pytest.raises(DivergenceError) as expected:
        steps_of_descend(start, X, Y, 10_000, **options)
    slow = steps_of_descend(start, X, Y, expected.value.iteration - 1, **options)
    with pytest.raises(DivergenceError) as caught:
        train(X, Y, hidden_units=6, iterations=10_000, scale=scale, checkpoints=range(10_000), **options)
    history = caught.value.history
    assert caught.value.iteration == expected.value.iteration == len(history.costs) == len(history.checkpoints)
    assert caught.value.learning_rate == learning_rate
    if slow:
        np.testing.assert_allclose(history.costs, [step.cost for step in slow], rtol=1e-11)
        assert_same_parameters(history.parameters, slow[-1].parameters)


@pytest.mark.parametrize("at", [0, 3])
@pytest.mark.parametrize("where", ["between two blocks", "within a step"])
def test_a_run_stopped_by_hand_returns_what_it_has(monkeypatch, at, where):
    X, Y = make_data(2, 400)
    block = KEPT // 400
    calls, whole = itertools.count(), Descent.run

    def stop_by_hand(*_):
        raise KeyboardInterrupt

    def run(self, iterations):
        if next(calls) == at:
            if where == "between two blocks":
                stop_by_hand()
            self._forward = stop_by_hand  # the backward half of a step is done, the parameters have moved
        return whole(self, iterations)

    monkeypatch.setattr(Descent, "run", run)
    history = train(X, Y, hidden_units=5, learning_rate=0.5, iterations=1000, checkpoints=[block], progress=False)
    slow = steps_of_descend(initialize_parameters(2, 5, rng=0), X, Y, at * block, learning_rate=0.5)
    assert history.interrupted
    assert history.iterations == at * block
    assert_close(history.costs, [step.cost for step in slow])
    assert_same_parameters(history.parameters, slow[-1].parameters)
    assert list(history.checkpoints) == ([block] if at else [])


def test_train_leaves_its_data_alone_and_takes_it_as_it_lies():
    X, Y = make_data(3, 80)
    usual = train(X, Y, hidden_units=4, learning_rate=0.5, iterations=50)
    wide = np.repeat(np.asfortranarray(X), 2, axis=1)[:, ::2]
    for array in (wide, Y):
        array.setflags(write=False)
    strided = train(wide, Y, hidden_units=4, learning_rate=0.5, iterations=50)
    assert np.array_equal(wide, X)
    assert_close(strided.costs, usual.costs)


def test_what_train_returns_is_not_what_it_works_on():
    X, Y = make_data(2, 30)
    start = initialize_parameters(2, 4, rng=0)
    descent = Descent(start, X, Y, learning_rate=0.5, activation="tanh")
    before = descent.parameters
    descent.run(10)
    assert all(map(np.array_equal, before, start))
    assert not np.array_equal(descent.parameters.W1, start.W1)


def test_no_step_makes_an_array_of_the_size_of_z1():
    X, Y = make_data(2, 400)
    descent = Descent(initialize_parameters(2, 50, rng=0), X, Y, learning_rate=0.5, activation="tanh")
    descent.run(descent.block)
    tracemalloc.start()
    descent.run(descent.block)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < X.shape[1] * 50 * 8 / 4


def test_an_activation_without_a_kernel_takes_the_same_steps(monkeypatch):
    """Whoever adds an activation adds it to `nnlib.activations` alone."""
    leaky = activations.Activation(lambda Z: np.where(Z > 0, Z, 0.1 * Z), lambda Z: np.where(Z > 0, 1.0, 0.1))
    monkeypatch.setitem(activations.ACTIVATIONS, "leaky relu", leaky)
    X, Y = make_data(2, 40)
    start = initialize_parameters(2, 5, rng=0)
    found = Descent(start, X, Y, learning_rate=0.3, activation="leaky relu").run(20)
    steps = itertools.islice(inspect.unwrap(descend)(start, X, Y, learning_rate=0.3, activation="leaky relu"), 1, 21)
    assert_close(found, [step.cost for step in steps], 1e-12)
