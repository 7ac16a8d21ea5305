"""The table of shapes, and the likely fix: what an error advises, done as it is written, mends the call."""

import re
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from nnlib import Parameters, accuracy, backward, cost, forward, gradient_check
from nnlib._machinery.agreement import MOST_ITEMS, Arrays
from nnlib._machinery.shapes import SHAPES, Sizes
from tests.problems import make_problem

CODE = re.compile(
    r"(?P<rows>[XY])\.to_numpy\(\)(?![.\[])|"
    r"(?:np\.array\((?P<list>[\w.]+)\)|(?P<frame>[\w.]+?)\.to_numpy\(\)|(?P<array>[\w.]+?))"
    r"(?:\.T|\.reshape\([^)]*\)(?:\.T)?|\[1:\]|\[:, 1:\]\.T)"
)


class TestTable:
    def test_is_that_of_the_arrays_themselves(self):
        parameters, X, Y = problem = make_problem(0, n0=3, n1=4, n2=2, m=7)
        cache = forward(parameters, X)
        arrays = {**problem.arrays, **cache._asdict(), **backward(parameters, cache, X, Y)._asdict()}
        sizes = {"n0": 3, "n1": 4, "n2": 2, "m": 7, "1": 1}
        for name, array in arrays.items():
            assert array.shape == tuple(sizes[symbol] for symbol in SHAPES[name]), name

    def test_a_gradient_has_the_shape_of_its_array(self):
        for name in SHAPES:
            assert SHAPES.get("d" + name, SHAPES[name]) == SHAPES[name]


class TestSizes:
    def test_learns_and_tells_from_where(self):
        sizes = Sizes(["W1", "X"])
        assert sizes.learn("W1", "parameters.W1", (4, 2))
        assert not sizes.learn("X", "X", (3, 7))
        assert sizes.learn("X", "X", (2, 7))
        assert sizes.known == {"1": 1, "n1": 4, "n0": 2, "m": 7}
        assert sizes.source == {"n1": "parameters.W1", "n0": "parameters.W1", "m": "X"}
        assert sizes.sources("X") == "n0 = 2 comes from parameters.W1, m = 7 comes from X"
        assert sizes.sources("b2") == ""

    def test_learns_nothing_from_a_shape_that_does_not_fit(self):
        sizes = Sizes(["b1", "X"])
        for shape in [(), (4,), (4, 2), (4, 1, 1)]:
            assert not sizes.learn("b1", "b1", shape)
        assert sizes.known == {"1": 1}

    def test_labels_alone_are_one_row(self):
        assert Sizes(["X", "Y"]).known["n2"] == 1
        assert "n2" not in Sizes(["W2", "Y"]).known

    @pytest.mark.parametrize(
        ("name", "known", "written"),
        [
            ("X", {}, "(n0, m)"),
            ("X", {"n0": 2}, "(n0, m) with n0 = 2"),
            ("X", {"n0": 2, "m": 7}, "(n0, m) = (2, 7)"),
            ("Y", {"n2": 1, "m": 7}, "(1, m) = (1, 7)"),
            ("Y", {"n2": 1}, "(1, m)"),
            ("Y", {"n2": 3, "m": 7}, "(n2, m) = (3, 7)"),
            ("Z2", {"n2": 1, "m": 7}, "(n2, m) = (1, 7)"),
            ("b1", {}, "(n1, 1)"),
            ("b1", {"n1": 4}, "(n1, 1) = (4, 1)"),
            ("y", {}, "(1, 1)"),
        ],
    )
    def test_what_is_expected_in_symbols_and_numbers(self, name, known, written):
        sizes = Sizes(["W2"])
        sizes.known |= known
        assert sizes.expected(name) == written


def spoilt(array, way):
    """The same numbers in a shape that is not that of the notes."""
    return {
        "transposed": array.T,
        "a vector": array.ravel(),
        "a list": array.T.tolist(),
        "a frame": pd.DataFrame(array.T),
        "a vector as a list": array.ravel().tolist(),
        "a series": pd.Series(array.ravel()),
    }[way]


def make_call(arrays):
    """Give everything to one function that asks for parameters, X and Y."""
    parameters = Parameters(*(arrays[f"parameters.{name}"] for name in Parameters._fields))
    return accuracy(parameters, arrays["X"], arrays["Y"])


def follow(advice, arrays):
    """Do what the message says behind "pass", as it is written there."""
    followed = dict(arrays)
    parameters = Parameters(*(arrays[f"parameters.{name}"] for name in Parameters._fields))
    names = {"np": np, "parameters": parameters, "X": arrays["X"], "Y": arrays["Y"]}
    for match in CODE.finditer(advice):
        name = match["rows"] or match["list"] or match["frame"] or match["array"]
        followed[name] = eval(match.group(), names)
    return followed


class TestAdvice:
    @given(
        sizes=st.permutations([2, 3, 4, 5]),
        wrong=st.dictionaries(
            st.sampled_from(["parameters.W1", "parameters.b1", "parameters.W2", "parameters.b2", "X", "Y"]),
            st.sampled_from(["transposed", "a vector", "a list", "a frame", "a vector as a list", "a series"]),
            min_size=1,
            max_size=6,
        ),
    )
    def test_mends_the_call(self, sizes, wrong):
        n0, n1, _, _ = sizes
        problem = make_problem(0, n0=n0, n1=n1, m=9)
        parameters = {f"parameters.{name}": array for name, array in problem.parameters._asdict().items()}
        right = {**parameters, "X": problem.X, "Y": problem.Y}
        vectors = [name for name, way in wrong.items() if "vector" in way or way == "a series"]
        assume(not {"parameters.W1", "X"} & set(vectors))  # whose rows and columns cannot be told from a vector
        assume(wrong.get("Y") != "a series")  # which is right
        in_columns = {name for name, way in wrong.items() if way == "a frame" and name in ("X", "Y")}
        arrays = right | {
            name: spoilt(right[name].T if name in in_columns else right[name], way) for name, way in wrong.items()
        }
        assume(in_columns or [np.shape(a) for a in arrays.values()] != [np.shape(a) for a in right.values()])
        with pytest.raises(ValueError, match=r" has shape .*; expected .*pass ") as refused:
            make_call(arrays)
        followed = follow(str(refused.value).partition("pass ")[2], arrays)
        for name, array in followed.items():
            np.testing.assert_array_equal(array, right[name])
        assert make_call(followed) == make_call(right)

    @pytest.mark.parametrize("count", [1, 2, 3])
    def test_names_all_that_is_transposed_and_nothing_else(self, count):
        problem = make_problem(0, n0=2, n1=4, m=9)
        names = ["W1", "W2", "X", "Y"]
        for chosen in combinations(names, count):
            a = {name: array.T if name in chosen else array for name, array in problem.arrays.items()}
            with pytest.raises(ValueError, match=r"looks? transposed") as refused:
                accuracy(Parameters(a["W1"], a["b1"], a["W2"], a["b2"]), a["X"], a["Y"])
            written = [name if name in ("X", "Y") else f"parameters.{name}" for name in chosen]
            assert [match["array"] for match in CODE.finditer(str(refused.value).partition("pass ")[2])] == written

    def test_is_not_given_where_none_would_help(self):
        parameters, X, Y = make_problem(0)
        with pytest.raises(ValueError, match=r"comes from X$"):
            accuracy(parameters, X, Y[:, :-1])

    def test_is_not_looked_for_among_many_arrays(self):
        """Of a long path of parameters there are too many sets of changes to go through."""
        arrays = Arrays()
        parameters, X, _ = make_problem(0)
        for i in range(MOST_ITEMS):
            arrays.add_all(f"path[{i}]", parameters, Parameters)
        arrays.add("X", X.T)
        with pytest.raises(
            ValueError, match=r"^X has shape \(7, 3\); expected \(n0, m\) with n0 = 3; n0 = 3 comes from"
        ):
            arrays.agree()

    def test_knows_that_examples_outnumber_features(self):
        _, X, Y = make_problem(0, n0=2, m=9)
        arrays = Arrays()
        arrays.add("X", X)
        arrays.add("Y", Y[:, :2])
        with pytest.raises(
            ValueError, match=r"^Y has shape \(1, 2\); expected \(1, m\) = \(1, 9\); m = 9 comes from X$"
        ):
            arrays.agree()


class TestAgreement:
    def test_all_arrays_of_a_call_are_asked(self):
        parameters, X, Y = make_problem(0)
        cache = forward(parameters, X)
        for name in cache._fields:
            other = cache._replace(**{name: np.ones((9, 9))})
            with pytest.raises(ValueError, match=rf"^cache.{name} has shape \(9, 9\); expected "):
                backward(parameters, other, X, Y)

    def test_two_output_units_are_told_by_what_has_them(self):
        parameters, X, Y = make_problem(0, n2=2)
        assert gradient_check(parameters, X, Y).passed
        with pytest.raises(ValueError, match=r"^Y has shape \(1, 7\); expected \(n2, m\) = \(2, 7\)"):
            cost(forward(parameters, X), Y[:1])

    def test_kinds_are_refused_before_shapes_and_shapes_before_values(self):
        parameters, X, Y = make_problem(0)
        holed = X.T.copy()
        holed[0, 0] = np.nan
        with pytest.raises(TypeError, match=r"^Y must hold numbers"):
            accuracy(parameters, holed, None)
        with pytest.raises(ValueError, match=r"^X has shape"):
            accuracy(parameters, holed, Y)
        with pytest.raises(ValueError, match=r"^X contains NaN"):
            accuracy(parameters, holed.T, Y + 1)
