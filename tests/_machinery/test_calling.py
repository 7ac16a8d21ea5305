"""What is handed to a learner's function: by the notes' names, in small letters too, and else in the task's order."""

import functools

import numpy as np
import pytest

import nnlib
from nnlib import checks as e
from nnlib._machinery.calling import bound, takes_activation
from nnlib.checks.cases import make_cases
from nnlib.checks.tasks import TASKS


def handed(function, name, known):
    return bound(function, TASKS[name].arguments, TASKS[name].equations, known)


def given(function, name):
    """The notes' names of what a function gets, by its own names; of what has none, by its place."""
    known = make_cases(name, "tanh")[0].known
    args, kwargs, names, _ = handed(function, name, known)
    assert len(names) == len(args) + len(kwargs)
    for value, called in zip([*args, *kwargs.values()], names, strict=True):
        assert called == "" or repr(value) == repr(known[called]) or called == "rng"
    return dict(zip([*range(len(args)), *kwargs], names, strict=True))


@pytest.mark.parametrize(
    ("name", "function", "expected"),
    [
        ("dW2", lambda dZ2, A1: 0, {"dZ2": "dZ2", "A1": "A1"}),
        ("dW2", lambda A1, dZ2: 0, {"dZ2": "dZ2", "A1": "A1"}),
        ("dW2", lambda a, b: 0, {"a": "dZ2", "b": "A1"}),
        ("dW2", lambda A1, error: 0, {"A1": "A1", "error": "dZ2"}),
        ("dW2", lambda a1, dz2: 0, {"a1": "A1", "dz2": "dZ2"}),
        ("dW2", lambda dZ2, A1, m: 0, {"dZ2": "dZ2", "A1": "A1", "m": "m"}),
        ("dW2", lambda dZ2, A1, m=7: 0, {"dZ2": "dZ2", "A1": "A1"}),
        ("dW2", lambda dZ2, A1, /: 0, {0: "dZ2", 1: "A1"}),
        ("dW2", lambda error, /, A1: 0, {0: "dZ2", "A1": "A1"}),
        ("dW2", lambda dZ2, *, A1: 0, {"dZ2": "dZ2", "A1": "A1"}),
        ("dW2", lambda *both: 0, {0: "dZ2", 1: "A1"}),
        ("dW2", lambda first, *rest: 0, {0: "dZ2", 1: "A1"}),
        ("dW2", lambda A1, *rest: 0, {0: "A1", 1: "dZ2"}),
        ("dW2", lambda dZ2, factor=2, *rest: 0, {0: "dZ2", 1: "", 2: "A1"}),
        ("dW2", lambda **both: 0, {"dZ2": "dZ2", "A1": "A1"}),
        ("dW2", lambda A1, **rest: 0, {"A1": "A1", "dZ2": "dZ2"}),
        ("dZ1", lambda W2, dZ2, A1: 0, {"W2": "W2", "dZ2": "dZ2", "A1": "A1"}),
        ("dZ1", lambda w2, dz2, a1: 0, {"w2": "W2", "dz2": "dZ2", "a1": "A1"}),
        ("dZ1", lambda W2, dZ2, A1=None: 0, {"W2": "W2", "dZ2": "dZ2", "A1": "A1"}),
        ("activation_derivative", lambda x: 0, {"x": "Z"}),
        ("activation_derivative", lambda Z1: 0, {"Z1": "Z1"}),
        ("dZ1", lambda W2, dZ2, Z: 0, {"W2": "W2", "dZ2": "dZ2", "Z": "Z"}),
        ("cost", lambda Z2, y: 0, {"Z2": "Z2", "y": "Y"}),
        ("cost", lambda Z2, target: 0, {"Z2": "Z2", "target": "Y"}),
        ("cost", lambda z, y: 0, {"z": "cache", "y": "Y"}),
        ("cost", lambda y_true, y_pred: 0, {"y_true": "Y", "y_pred": "A2"}),
        ("accuracy", lambda labels, Y_hat: 0, {"labels": "Y", "Y_hat": "A2"}),
        ("forward", lambda X, params: 0, {"X": "X", "params": "parameters"}),
        ("forward", lambda w1, b1, w2, b2, x: 0, {"w1": "W1", "b1": "b1", "w2": "W2", "b2": "b2", "x": "X"}),
        ("forward", lambda a, b, c, d, x: 0, {"a": "W1", "b": "b1", "c": "W2", "d": "b2", "x": "X"}),
        ("forward", lambda parameters, X, A1=None: 0, {"parameters": "parameters", "X": "X"}),
        ("forward", lambda parameters, X, cache=None: 0, {"parameters": "parameters", "X": "X"}),
        ("forward", lambda parameters, X, activation=np.tanh: 0, {"parameters": "parameters", "X": "X"}),
        (
            "forward",
            lambda parameters, X, activation="tanh": 0,
            {"parameters": "parameters", "X": "X", "activation": "activation"},
        ),
        (
            "vectorized",
            lambda parameters, cache, X, Y: 0,
            {"parameters": "parameters", "cache": "cache", "X": "X", "Y": "Y"},
        ),
        (
            "update",
            lambda p, g, learning_rate=0.1: 0,
            {"p": "parameters", "g": "gradients", "learning_rate": "learning_rate"},
        ),
        (
            "training_loop",
            lambda W1, b1, W2, b2, X, Y, lr, epochs: 0,
            dict(zip(("W1", "b1", "W2", "b2", "X", "Y"), ("W1", "b1", "W2", "b2", "X", "Y"), strict=True))
            | {"lr": "learning_rate", "epochs": "iterations"},
        ),
        (
            "training_loop",
            lambda parameters, X, Y, speed, often: 0,
            {"parameters": "parameters", "X": "X", "Y": "Y", "speed": "learning_rate", "often": "iterations"},
        ),
        ("gradients_in_rows", lambda dZ, X: 0, {"dZ": "dZ1_rows", "X": "X_rows"}),
        ("initialize_parameters", lambda n0, n1, n2, seed=0: 0, {"n0": "n0", "n1": "n1", "n2": "n2", "seed": "seed"}),
        ("activation_derivative", lambda z: 0, {"z": "Z"}),
        ("dW2", max, {0: "dZ2", 1: "A1"}),  # written in C, without a signature
    ],
)
def test_what_a_function_is_given(name, function, expected):
    assert given(function, name) == expected


def test_too_few_names_that_tell_nothing_get_all_so_that_python_counts_them():
    assert given(lambda everything: 0, "update") == {0: "parameters", 1: "gradients", 2: "learning_rate"}


def test_what_only_order_decides_is_kept():
    known = make_cases("dW2", "tanh")[0].known
    assert handed(lambda A1, error: 0, "dW2", known).by_order == {"error": "dZ2"}
    assert handed(lambda first, *rest: 0, "dW2", known).by_order == {"first": "dZ2"}
    assert handed(lambda dZ2, factor=2, *rest: 0, "dW2", known).args[1] == 2
    for function in (lambda everything: 0, lambda dZ2, A1: 0, max):
        assert handed(function, "dW2", known).by_order == {}


def test_of_a_function_half_filled_in_the_rest_is_given():
    half = functools.partial(lambda scale, dZ2, A1: 0, 3)
    assert given(half, "dW2") == {"dZ2": "dZ2", "A1": "A1"}


def test_the_answer_is_given_to_nobody():
    def returns_what_it_gets(parameters, X, cache):
        return cache

    result = e.check_forward(returns_what_it_gets)
    assert "missing 1 required positional argument: 'cache'" in result.failure


def test_what_is_given_is_a_copy():
    known = make_cases("dW2", "tanh")[0].known
    for function in (lambda dZ2, A1: 0, lambda *both: 0, max):
        args, kwargs, _, _ = handed(function, "dW2", known)
        assert all(value is not known[name] for name in ("dZ2", "A1") for value in [*args, *kwargs.values()])


@pytest.mark.parametrize(
    ("function", "takes"),
    [
        (lambda Z, activation: 0, True),
        (lambda Z, activation="tanh": 0, True),
        (lambda Z, activation=None: 0, True),
        (lambda Z, activation=np.tanh: 0, False),
        (lambda Z: (activation := Z) * activation, False),
        (max, False),
    ],
)
def test_only_an_argument_activation_is_the_name_of_one(function, takes):
    assert takes_activation(function) == takes


def test_a_local_name_activation_is_no_argument():
    def forward(parameters, X):
        activation = np.tanh
        Z1 = parameters.W1 @ X + parameters.b1
        A1 = activation(Z1)
        Z2 = parameters.W2 @ A1 + parameters.b2
        return Z1, A1, Z2, nnlib.sigmoid(Z2)

    assert e.check_forward(forward).passed


def test_what_is_given_by_order_is_said_where_it_is_wrong():
    def slope(target, guess):
        return guess - target

    assert e.check_dZ2(slope).notes[-1] == (
        "Arguments with names of your own get what is left, in order: A2 for target, Y for guess."
    )

    def fails(target, guess):
        return guess.no_such_thing

    assert "A2 for target, Y for guess" in e.check_dZ2(fails).notes[-1]
    assert e.check_dZ2(lambda guess, target: guess - target).notes == ()
