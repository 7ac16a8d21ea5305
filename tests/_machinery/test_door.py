"""The door of every public function: what is refused, in which words, and what is let in."""

import copy
import inspect
import itertools
import pickle
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import get_origin

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure
from scipy import sparse

import nnlib
from nnlib import Parameters, accuracy, backward, cost, forward, gradient_check, network, train, update
from nnlib._machinery.agreement import Arrays
from nnlib._machinery.door import checked
from nnlib._machinery.rules import Count, Positive
from nnlib._machinery.shapes import SHAPES
from tests import refused
from tests.problems import make_problem

P, X, Y = make_problem(0, n0=2, n1=4, m=40)
CACHE = forward(P, X)
GRADIENTS = backward(P, CACHE, X, Y)
ROW, FRAME = Y[0], pd.DataFrame(X.T)
MOONS = nnlib.make_moons(20)
GRAPH = nnlib.network_graph(P, X[:, :1], Y[:, :1])


def training(**changed):
    """Train a little, with some of the arguments changed."""
    return train(**({"X": X, "Y": Y, "hidden_units": 3, "learning_rate": 0.1, "iterations": 2} | changed))


def with_(**changed):
    return forward(P._replace(**changed), X)


def put(array, place, value):
    changed = np.array(array, dtype=type(value) if isinstance(value, np.ndarray) else None)
    changed[place] = value
    return changed


@pytest.mark.parametrize(("call", "error"), refused.cases("door"))
def test_wrong_input_is_refused_in_these_words(call, error):
    refused.assert_refused(call, error, {**globals(), "Decimal": Decimal, "sparse": sparse})


# A check_ function takes a learner's function, and says itself what it is given in its place: see tests/checks.
PUBLIC = {
    name: getattr(nnlib, name)
    for name in nnlib.__all__
    if inspect.isfunction(getattr(nnlib, name)) and not name.startswith("check_")
}
DOORS = {name: function for name, function in PUBLIC.items() if hasattr(function, "__wrapped__")}

# One name means one thing everywhere: a right value for each name that a public function asks for.
RIGHT = {
    "parameters": P,
    "cache": CACHE,
    "gradients": GRADIENTS,
    "X": X,
    "Y": Y,
    "reference": X,
    "X_test": X,
    "Y_test": Y,
    "W1": P.W1,
    "b1": P.b1,
    "Z": X,
    "w": X[:, :1],
    "x": X[:, 1:2],
    "b": 0.5,
    "y": 1,
    "z": 0.5,
    "n0": 2,
    "n1": 4,
    "m": 8,
    "hidden_units": 3,
    "iterations": 2,
    "learning_rate": 0.1,
    "rng": 0,
    "seed": 0,
    "activation": "tanh",
    "dataset": MOONS,
    "training": MOONS,
    "learning_rates": 0.1,
    "seeds": 0,
    "expression": "1 / m",
    "operator": "@",
    "left_shape": (4, 1),
    "right_shape": (1, 7),
    "losses": [0.5, 0.25],
    "costs": [0.5, 0.25],
    "runs": {"one": [0.5, 0.25]},
    "graph": GRAPH,
    "landscape": nnlib.landscape([P, update(P, GRADIENTS, 0.1)], X, Y, points=2),
    "seconds": {"loop": 0.4, "vectorized": 0.1},
    "A2": CACHE.A2,
    "sizes": [10, 20],
    "loop": [0.2, 0.4],
    "vectorized": [0.1, 0.1],
    "plot": lambda ax: nnlib.plot_cost(ax, [0.5, 0.25]),
    "prediction": 0.5,
    "label": 1,
    "parts": [0.0, 1.0],
    "fall": 0.1,
    "checks": {"right": nnlib.gradient_check(P, X, Y)},
    "pictures": [nnlib.draw(nnlib.plot_cost, [0.5, 0.25])],
    "path": [P, update(P, GRADIENTS, 0.1)],
    "result": nnlib.sweep(X, Y, hidden_units=[2], learning_rates=[0.1], iterations=1, X_test=X, Y_test=Y),
}
RIGHT |= {"number": 1, "file": Path(tempfile.mkdtemp(), "parameters.npz")}
nnlib.save_parameters(RIGHT["file"], P)
SEVERAL = {"plot_matrices": [P, CACHE], "draw_side_by_side": [RIGHT["plot"]]}  # what takes any number of arguments
RIGHT_FOR = {  # what asks for less than the name says, and what takes long by default
    "plot_unit": {"W1": P.W1[:1], "b1": P.b1[:1]},
    "train": {"hidden_units": 4, "start": P},
    "train_and_test": {"held_out": MOONS},
    "plot_boundary": {"held_out": MOONS},
    "save_animation": {"file": Path(tempfile.mkdtemp(), "run.gif")},
    "explore_sweep": {"hidden_units": [2], "learning_rates": [0.1], "seeds": [0], "iterations": 2},
}


def right_for(name, argument):
    """A right value for an argument of the function of this name; None where there is none."""
    return {**RIGHT, **RIGHT_FOR.get(name, {})}.get(argument)


def parameters_of(function):
    every = inspect.signature(function).parameters.values()
    return [p for p in every if p.kind not in (p.VAR_POSITIONAL, p.VAR_KEYWORD)]


def right_arguments(name):
    """Arguments that the function of this name takes, where it has no default."""
    arguments = {}
    for parameter in parameters_of(PUBLIC[name]):
        if parameter.default is not parameter.empty and parameter.name not in RIGHT_FOR.get(name, {}):
            continue
        if parameter.name == "ax":
            arguments["ax"] = Figure().subplots()
            continue
        value = right_for(name, parameter.name)
        assert value is not None, f"{name} asks for {parameter.name}: put a right value for it into RIGHT"
        several = get_origin(parameter.annotation) is Sequence and not isinstance(value, list)
        arguments[parameter.name] = [value] if several else value
    return arguments


def called_with(name, **changed):
    arguments = right_arguments(name) | changed
    several = SEVERAL.get(name, [])
    first = [arguments.pop(p.name) for p in parameters_of(PUBLIC[name]) if several and p.kind is not p.KEYWORD_ONLY]
    result = DOORS[name](*first, *several, **arguments)
    return next(result) if inspect.isgenerator(result) else result


class Strange:
    """An object that is right nowhere."""


PASS_ON = ["draw"]  # what takes any option, for another function to refuse
EVERY_ARGUMENT = [(name, p.name) for name, function in DOORS.items() for p in parameters_of(function)]
EVERY_ARRAY = [
    (name, written)
    for name, argument in EVERY_ARGUMENT
    for written in (
        [argument]
        if argument in SHAPES
        else [f"{argument}.{field}" for field in getattr(right_for(name, argument), "_fields", ()) if field in SHAPES]
    )
]


def with_array(name, written, change):
    """The arguments of a function with one array changed: written is "X", or "parameters.W1"."""
    argument, _, field = written.partition(".")
    value = right_for(name, argument)
    return {argument: value._replace(**{field: change(getattr(value, field))}) if field else change(value)}


class TestEveryPublicFunction:
    def test_has_the_door(self):
        assert PUBLIC == DOORS

    @pytest.mark.parametrize(("name", "argument"), EVERY_ARGUMENT)
    def test_has_a_rule_for_every_argument(self, name, argument):
        with pytest.raises(TypeError, match=rf"^{argument} .*\bgot a Strange\b"):
            called_with(name, **{argument: Strange()})

    @pytest.mark.parametrize(("name", "written"), EVERY_ARRAY)
    def test_refuses_a_wrong_array_by_name(self, name, written):
        optional = inspect.signature(DOORS[name]).parameters[written.partition(".")[0]].default is None
        for wrong in ["text", [["a"]], 1j, {}, *([] if optional else [None])]:
            with pytest.raises(TypeError, match=rf"^{written} must hold numbers, got "):
                called_with(name, **with_array(name, written, lambda _, wrong=wrong: wrong))
        for shape in [(3, 5, 7, 2), (0,)]:
            with pytest.raises(ValueError, match=rf"^{written} has shape {re.escape(str(shape))}.*; expected \("):
                called_with(name, **with_array(name, written, lambda _, shape=shape: np.ones(shape)))
        for number, shown in [(np.nan, "NaN"), (np.inf, "inf"), (-np.inf, "inf")]:

            def spoilt(array, number=number):
                array = np.array(array, dtype=float)
                array[(-1,) * array.ndim] = number
                return array

            with pytest.raises(ValueError, match=rf"^{written} contains {shown} at \[\d+, \d+\]$"):
                called_with(name, **with_array(name, written, spoilt))

    @pytest.mark.parametrize("name", DOORS)
    def test_takes_the_right_arguments_and_changes_none_even_of_arrays_that_cannot_be_written_to(self, name):
        def frozen(value):
            if isinstance(value, np.ndarray):
                value = value.copy()
                value.flags.writeable = False
            return type(value)(*map(frozen, value)) if hasattr(value, "_fields") else value

        arguments = {argument: frozen(value) for argument, value in right_arguments(name).items()}
        before = copy.deepcopy({argument: arguments[argument] for argument in arguments.keys() - {"ax", "pictures"}})
        called_with(name, **arguments)
        for argument, value in before.items():  # axes and pictures keep their pixels
            np.testing.assert_equal(arguments[argument], value)

    @pytest.mark.parametrize("name", DOORS)
    def test_says_itself_what_is_missing_or_unknown(self, name):
        if name not in PASS_ON:
            with pytest.raises(TypeError, match=rf"^{name}\(\) got an unexpected keyword argument 'colour'"):
                called_with(name, colour="red")
        arguments = right_arguments(name)
        for left_out in [p.name for p in parameters_of(PUBLIC[name]) if p.default is p.empty]:
            with pytest.raises(TypeError, match=rf"^{name}\(\) missing 1 required .*: '{left_out}'"):
                DOORS[name](**{k: v for k, v in arguments.items() if k != left_out})

    @pytest.mark.parametrize("name", DOORS)
    def test_says_what_it_takes_returns_and_raises(self, name):
        text = inspect.getdoc(PUBLIC[name])
        assert text.splitlines()[0].endswith(".")
        for parameter in parameters_of(PUBLIC[name]):
            assert f"\n    {parameter.name}: " in text
        assert "\nReturns:\n" in text
        assert "\nRaises:\n    TypeError, ValueError: " in text or not parameters_of(PUBLIC[name])


# Every number of these is a multiple of 1/8, which float16 holds.
SMALL_P = Parameters(*(np.round(8 * array) / 8 for array in P))
SMALL_X, LABELS = np.round(8 * X) / 8, Y

WAYS_TO_HOLD_NUMBERS = {
    "float32": lambda a: a.astype(np.float32),
    "float16": lambda a: a.astype(np.float16),
    "long double": lambda a: a.astype(np.longdouble),
    "the other byte order": lambda a: a.astype(a.dtype.newbyteorder()),
    "lists": lambda a: a.tolist(),
    "a list of arrays": list,
    "tuples": lambda a: tuple(map(tuple, a.tolist())),
    "objects": lambda a: a.astype(object),
    "fractions": lambda a: [[Fraction(x) for x in row] for row in a.tolist()],
    "a data frame": pd.DataFrame,
    "a data frame that may miss values": lambda a: pd.DataFrame(a, dtype="Float64"),
    "a data frame of several kinds": lambda a: pd.DataFrame({i: column.astype(object) for i, column in enumerate(a.T)}),
    "Fortran's order": np.asfortranarray,
    "a transposed view": lambda a: np.ascontiguousarray(a.T).T,
    "every second column": lambda a: np.repeat(a, 2, axis=1)[:, ::2],
    "backwards": lambda a: a[::-1, ::-1].copy()[::-1, ::-1],
    "broadcast": lambda a: np.broadcast_to(a, (2, *a.shape))[1],
    "a matrix": lambda a: a.view(np.matrix),
    "a masked array without a mask": np.ma.array,
}
WAYS_TO_HOLD_LABELS = {
    "bool": lambda a: a.astype(bool),
    "int": lambda a: a.astype(int),
    "uint8": lambda a: a.astype(np.uint8),
    "a comparison": lambda a: a > 0.5,
    "lists of bool": lambda a: (a > 0.5).tolist(),
    "objects of several kinds": lambda a: np.array([[True, *a[0, 1:].astype(int)]], dtype=object),
}


def results(parameters, X, Y):
    """Everything that the mathematics makes of these."""
    cache = forward(parameters, X)
    gradients = backward(parameters, cache, X, Y)
    history = training(X=X, Y=Y, learning_rate=0.5, iterations=3)
    first, second = itertools.islice(nnlib.descend(parameters, X, Y, learning_rate=0.5), 2)
    return [
        *cache,
        *gradients,
        *update(parameters, gradients, 0.5),
        *first.parameters,
        *second.parameters,
        *history.parameters,
        history.costs,
        np.array([cost(cache, Y), accuracy(parameters, X, Y), first.cost, second.cost]),
    ]


class TestAccepted:
    @pytest.mark.parametrize("way", WAYS_TO_HOLD_NUMBERS)
    def test_numbers_however_they_are_held(self, way):
        hold = WAYS_TO_HOLD_NUMBERS[way]
        in_rows = isinstance(hold(SMALL_X), pd.DataFrame)  # of a data frame a row is an example
        held = results(
            Parameters(*map(hold, SMALL_P)), *(hold(array.T if in_rows else array) for array in (SMALL_X, LABELS))
        )
        for actual, expected in zip(held, results(SMALL_P, SMALL_X, LABELS), strict=True):
            assert type(actual) is np.ndarray
            assert actual.dtype == np.float64
            np.testing.assert_allclose(actual, expected, rtol=1e-12, atol=1e-14)

    @pytest.mark.parametrize("way", WAYS_TO_HOLD_LABELS)
    def test_labels_however_they_are_held(self, way):
        labels = np.array(Y)
        labels[0, 0] = 1
        held = results(P, X, WAYS_TO_HOLD_LABELS[way](labels))
        for actual, expected in zip(held, results(P, X, labels), strict=True):
            np.testing.assert_array_equal(actual, expected)

    @pytest.mark.parametrize("sizes", [(1, 1, 1), (1, 4, 7), (3, 1, 7), (3, 4, 1), (4, 4, 4)])
    def test_dimensions_of_one_and_equal_dimensions(self, sizes):
        n0, n1, m = sizes
        parameters, X, Y = make_problem(1, n0=n0, n1=n1, m=m)
        assert all(np.isfinite(array).all() for array in results(parameters, X, Y))
        assert gradient_check(parameters, X, Y).passed

    @pytest.mark.parametrize("label", [0, 1])
    def test_examples_of_one_class_where_nothing_is_learned(self, label):
        assert accuracy(P, X, np.full((1, 40), label)) == np.mean(nnlib.predict(P, X) == label)

    def test_integers_and_numbers_of_numpy(self):
        plain = training()
        other = training(
            hidden_units=np.int64(3), learning_rate=np.float32(0.1), iterations=np.uint8(2), seed=np.int32(0)
        )
        np.testing.assert_allclose(other.costs, plain.costs, rtol=1e-7)
        assert training(learning_rate=Fraction(1, 10)).costs[-1] == plain.costs[-1]
        assert isinstance(other.learning_rate, float)

    def test_a_list_of_four_arrays_for_parameters(self):
        np.testing.assert_array_equal(forward(list(P), X).A2, CACHE.A2)

    @pytest.mark.parametrize("name", ["forward", "cost", "backward", "update", "accuracy", "gradient_check", "descend"])
    def test_a_dictionary_of_the_same_names_for_parameters_cache_and_gradients(self, name):
        right = right_arguments(name)
        by_name = {argument: value._asdict() for argument, value in right.items() if hasattr(value, "_asdict")}
        assert by_name
        np.testing.assert_equal(called_with(name, **by_name), called_with(name))

    def test_a_dictionary_to_start_from(self):
        start = {"hidden_units": 4, "start": P._asdict()}
        np.testing.assert_array_equal(training(**start).costs, training(hidden_units=4, start=P).costs)

    def test_several_output_units(self):
        parameters, X, Y = make_problem(0, n2=3)
        assert cost(forward(parameters, X), Y) > 0
        with pytest.raises(ValueError, match=r"^Y has shape \(1, 7\); expected \(n2, m\) = \(3, 7\)"):
            cost(forward(parameters, X), Y[:1])

    def test_float64_is_not_copied(self):
        @checked
        def same(X):
            return X

        assert np.shares_memory(same(X), X)


class TestChecked:
    def test_the_function_keeps_its_name_and_its_source(self):
        assert forward.__name__ == "forward"
        assert inspect.unwrap(forward) is network.forward
        assert "Z1 = W1 @ X + b1" in inspect.getsource(forward)
        assert inspect.getsource(forward).startswith("def forward(")  # the equations alone, and nothing that hides them

    def test_the_door_says_what_it_refuses_and_the_function_behind_it_does_not(self):
        assert "TypeError, ValueError: an argument is of the wrong kind" in forward.__doc__
        assert "TypeError" not in network.forward.__doc__

    def test_a_value_from_inside_passes_no_door(self, monkeypatch):
        """A slider's move: what `explore_forward` computes is not checked again."""
        widget = nnlib.explore_forward(MOONS)
        monkeypatch.setattr(Arrays, "agree", lambda _: pytest.fail("a door was passed"))
        widget.controls["hidden_units"].value = 5
        assert "✗" not in widget.text.value

    def test_a_function_can_be_handed_to_another_process(self):
        assert pickle.loads(pickle.dumps(train)) is train

    def test_a_default_of_none_is_let_in_and_none_elsewhere_is_not(self):
        @checked
        def f(n0: Count, scale: Positive | None = None):
            return n0, scale

        assert f(1) == (1, None)
        assert f(1, scale=None) == (1, None)
        assert f(1, 2) == (1, 2.0)
        with pytest.raises(TypeError, match=r"^n0 must be"):
            f(None)

    def test_defaults_are_checked_too(self):
        @checked
        def f(n0: Count = 0):
            return n0

        with pytest.raises(ValueError, match=r"^n0 must be an int >= 1, got 0"):
            f()

    def test_an_error_of_the_function_itself_is_not_changed(self):
        @checked
        def f(n0):
            raise TypeError(f"n0 is {n0}")

        with pytest.raises(TypeError, match=r"^n0 is 3$"):
            f(3)


def test_import_loads_the_mathematics_alone():
    late = ["matplotlib", "ipywidgets", "tqdm", "IPython", "numpy.ma", "numpy.random", "importlib.resources"]
    program = (
        f"import sys, numpy; early = set(sys.modules); import nnlib; print(*set({late}) & set(sys.modules) - early)"
    )
    run = subprocess.run([sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == ""


def test_a_star_imports_what_is_installed():
    program = (
        "import sys; sys.modules['matplotlib'] = None\n"
        "from nnlib import *\n"
        "print('forward' in globals(), 'sweep' in globals(), 'plot_cost' in globals(), 'explore_cost' in globals())"
    )
    run = subprocess.run([sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["True", "True", "False", "False"]


def test_a_module_that_shares_its_name_with_a_function_does_not_hide_it():
    names = "nnlib.sweep, nnlib.landscape, nnlib.gradient_check"
    program = f"import {names}; print(*map(callable, ({names})))"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["True", "True", "True"]
