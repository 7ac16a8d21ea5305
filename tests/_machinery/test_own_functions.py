"""A learner's own functions take the places of the library's, in whichever form they return what they compute."""

import itertools

import numpy as np
import pytest

from nnlib import backward, cost, descend, forward, initialize_parameters, make_moons, train, update
from nnlib.checks import CATALOGUE

DATA = make_moons(40, seed=0)
RUN = {"hidden_units": 4, "learning_rate": 1.0, "iterations": 30}


def as_tuple(parameters, X):
    return tuple(forward(parameters, X))


def as_dictionary(parameters, cache, X, Y):
    gradients = backward(parameters, cache, X, Y)
    return {"dW1": gradients.dW1, "db1": gradients.db1, "dW2": gradients.dW2, "db2": gradients.db2}


def a_row_of_biases(parameters, cache, X, Y):
    gradients = backward(parameters, cache, X, Y)
    return gradients._replace(db1=gradients.db1.T)


def in_a_list(parameters, gradients, learning_rate):
    slopes = (gradients.dW1, gradients.db1, gradients.dW2, gradients.db2)
    return [w - learning_rate * dw for w, dw in zip(parameters, slopes, strict=True)]


def as_array(cache, Y):
    return np.array([[cost(cache, Y)]])


OWN = {"forward": as_tuple, "cost": as_array, "backward": as_dictionary, "update": in_a_list}


@pytest.mark.parametrize("names", [*([name] for name in OWN), list(OWN)], ids=str)
def test_training_with_them_is_training(names):
    own = train(DATA.X, DATA.Y, **RUN, functions={name: OWN[name] for name in names})
    library = train(DATA.X, DATA.Y, **RUN)
    np.testing.assert_allclose(own.costs, library.costs, rtol=1e-12)
    for mine, theirs in zip(own.parameters, library.parameters, strict=True):
        np.testing.assert_allclose(mine, theirs, rtol=1e-10)
        assert mine.shape == theirs.shape


def test_descend_calls_them_once_a_step():
    calls = []

    def counted(parameters, X):
        calls.append(len(calls))
        return forward(parameters, X)

    walk = descend(
        initialize_parameters(2, 3, rng=0), DATA.X, DATA.Y, learning_rate=0.5, functions={"forward": counted}
    )
    assert len(list(itertools.islice(walk, 5))) == len(calls) == 5


@pytest.mark.parametrize("activation", ["tanh", "sigmoid", "relu"])
def test_they_are_told_the_activation_where_they_ask_for_it(activation):
    functions = {"forward": forward, "backward": backward, "cost": cost, "update": update}
    own = train(DATA.X, DATA.Y, **{**RUN, "learning_rate": 0.1}, activation=activation, functions=functions)
    library = train(DATA.X, DATA.Y, **{**RUN, "learning_rate": 0.1}, activation=activation)
    np.testing.assert_allclose(own.costs, library.costs, rtol=1e-12)


def test_a_mistake_of_the_catalogue_trains_in_their_place():
    wrong = train(DATA.X, DATA.Y, **RUN, functions={"backward": CATALOGUE["sign_flipped"]})
    assert wrong.costs[-1] > wrong.costs[0]


def test_a_diverging_run_keeps_its_history_and_checkpoints():
    functions = {"update": lambda parameters, gradients, learning_rate: parameters._replace(W2=1e200 * parameters.W2)}
    with pytest.raises(FloatingPointError, match="no longer finite at iteration") as caught:
        train(DATA.X, DATA.Y, **RUN, checkpoints=[1], functions=functions)
    history = caught.value.history
    assert len(history.costs) == caught.value.iteration > 1
    assert list(history.checkpoints) == [1]


def with_dW1(change):
    def changed(parameters, cache, X, Y):
        gradients = backward(parameters, cache, X, Y)
        return gradients._replace(dW1=change(gradients.dW1))

    return {"backward": changed}


@pytest.mark.parametrize(
    ("functions", "error", "words"),
    [
        (with_dW1(lambda dW1: dW1 + 1j), ValueError, r"functions\['backward'\]: dW1 holds no real numbers"),
        (with_dW1(lambda dW1: "text"), ValueError, r"functions\['backward'\]: dW1 holds no real numbers: it is 'text'"),
        (with_dW1(lambda dW1: np.ma.masked_greater(dW1, 0)), ValueError, r"it is an array of .* with masked entries"),
        (with_dW1(lambda dW1: None), ValueError, r"functions\['backward'\]: It has not computed dW1"),
        (
            with_dW1(lambda dW1: dW1 * np.nan),
            ValueError,
            r"functions\['backward'\] returned NaN in dW1: see check_",
        ),
        ({"update": lambda p, g, a: p._replace(b1=p.b1 * np.nan)}, ValueError, r"returned NaN in b1: see check_update"),
        ({"cost": lambda c, Y: np.ma.masked}, ValueError, r"functions\['cost'\]: J holds no real numbers"),
        ({"backwards": backward}, ValueError, "functions holds 'backwards'; the functions that may be replaced are"),
        ({"backward": 3}, TypeError, r"functions\['backward'\] must be a function, got 3"),
        ([backward], TypeError, "functions must be a dictionary such as"),
        (
            {"backward": lambda p, c, X, Y: None},
            ValueError,
            r"functions\['backward'\]: It has not computed .* See check_backward",
        ),
        ({"forward": lambda p, X: forward(p, X)[:2]}, ValueError, "It returns 2 values; expected 4: Z1, A1, Z2, A2"),
        ({"backward": a_row_of_biases}, ValueError, r"db1 of shape \(1, 4\); expected \(n1, 1\) = \(4, 1\): see check"),
        ({"update": lambda p, g, a: p._replace(W1=p.W1.T)}, ValueError, r"W1 of shape \(2, 4\); expected \(n1, n0\)"),
        ({"update": lambda p, g, a: p._replace(b1=p.b1[:2])}, ValueError, r"b1 of shape \(2, 1\); expected \(n1, 1\)"),
        ({"cost": lambda c, Y: Y}, ValueError, r"returned an array of shape \(1, 40\); expected one number"),
    ],
)
def test_what_is_no_such_function_is_refused(functions, error, words):
    with pytest.raises(error, match=words):
        train(DATA.X, DATA.Y, **RUN, functions=functions)


def test_what_is_handed_over_is_a_copy():
    def spoils(parameters, cache, X, Y):
        gradients = backward(parameters, cache, X, Y)
        X[:], parameters.W1[:], cache.A1[:] = 0, 0, 0
        return gradients

    own, library = (train(DATA.X, DATA.Y, **RUN, functions=f) for f in ({"backward": spoils}, None))
    np.testing.assert_allclose(own.costs, library.costs, rtol=1e-12)


def test_arguments_may_stand_in_any_order_and_a_cache_may_be_short():
    def my_forward(X, parameters):
        Z1 = parameters.W1 @ X + parameters.b1
        return {"A1": np.tanh(Z1), "A2": 1 / (1 + np.exp(-parameters.W2 @ np.tanh(Z1) - parameters.b2))}

    def my_update(grads, learning_rate, params):
        return {n: getattr(params, n) - learning_rate * getattr(grads, f"d{n}") for n in ("W1", "b1", "W2", "b2")}

    functions = {"forward": my_forward, "update": my_update}
    own, library = (train(DATA.X, DATA.Y, **RUN, functions=f) for f in (functions, None))
    np.testing.assert_allclose(own.costs, library.costs, rtol=1e-10)
