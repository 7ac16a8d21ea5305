"""Formulas as trees: what is read is written again, and what is computed is what Python computes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import nnlib
from nnlib._machinery.formulas import (
    EACH,
    FUNCTIONS,
    INFIX,
    OVER,
    compute,
    differing,
    evaluate,
    leaves,
    parts_of,
    read,
    read_as_spelled,
    replaced,
    written,
)
from nnlib.checks.cases import make_case

KNOWN = make_case("backward", (3, 4, 7), "tanh", 0).known
NAMES = {"np": np, **{name: getattr(nnlib, name) for name in ("sigmoid", "relu")}}
NAMES |= {f"{name}_derivative": getattr(nnlib, f"{name}_derivative") for name in ("tanh", "sigmoid", "relu")}
PYTHONS = [op for op in EACH if not op.startswith("softmax")]

formulas = st.recursive(
    st.sampled_from(["W2", "dZ2", "A1", "Z1", "X", "m", 2]),
    lambda inner: st.one_of(
        st.tuples(st.sampled_from(list(INFIX)), inner, inner),
        st.tuples(st.sampled_from(["T", "neg", *OVER, *PYTHONS]), inner),
        st.tuples(st.sampled_from(["np.maximum({}, {})", "np.logaddexp({}, {})"]), inner, inner),
    ),
    max_leaves=8,
)


@given(formulas)
def test_what_is_written_reads_as_the_same(formula):
    assert read(written(formula)) == formula


@given(formulas)
def test_a_formula_is_computed_as_python_computes_its_code(formula):
    known = {name: KNOWN[name] for name in ("W2", "dZ2", "A1", "Z1", "X", "m")}
    with np.errstate(all="ignore"):
        try:
            expected = eval(written(formula), {**NAMES, **known})
        except (ValueError, TypeError, AttributeError, IndexError):
            assert compute(formula, known, {}) is None
            return
        made = compute(formula, known, {})
    np.testing.assert_array_equal(np.asarray(made, float), np.asarray(expected, float))


@pytest.mark.parametrize(
    ("code", "formula"),
    [
        ("parameters.W2.T @ dZ2", ("@", ("T", "W2"), "dZ2")),
        ('np.dot(parameters["W2"].T, dZ2)', ("@", ("T", "W2"), "dZ2")),
        ("np.multiply(dZ2, A1)", ("*", "dZ2", "A1")),
        ("dZ2.dot(A1.T) / X.shape[1]", ("/", ("@", "dZ2", ("T", "A1")), "m")),
        ("dZ2.sum(axis=1, keepdims=True)", ("np.sum({}, axis=1, keepdims=True)", "dZ2")),
        ("np.sum(dZ2, keepdims=True, axis=1)", ("np.sum({}, axis=1, keepdims=True)", "dZ2")),
        ("np.sum(dZ2, 1)", ("np.sum({}, axis=1)", "dZ2")),
        ("1 - np.power(A1, 2)", ("-", 1, ("**", "A1", 2))),
        ("1 - np.square(A1)", ("-", 1, ("**", "A1", 2))),
        ("nnlib.sigmoid(Z2)", ("sigmoid({})", "Z2")),
        ("float(np.squeeze(J))", "J"),
        ("-Y * np.log(A2)", ("*", ("neg", "Y"), ("np.log({})", "A2"))),
        ("A2 > 0.5", (">", "A2", 0.5)),
        ("(n1, n0)", ("({}, {})", "n1", "n0")),
        ("X.T.shape[0]", "m"),
        ("cache['A1'][:, [0]]", ("{}[:, [0]]", "A1")),
        ("Y.reshape(1, -1)", ("{}.reshape(1, -1)", "Y")),
    ],
)
def test_code_of_many_hands_is_read(code, formula):
    assert read(code) == formula


def test_a_formula_can_be_read_as_it_is_spelled():
    assert read_as_spelled("np.dot(cache.A1, X) / X.shape[1]") == (
        "/",
        ("np.dot({}, {})", "cache.A1", "X"),
        "X.shape[1]",
    )


@pytest.mark.parametrize("code", ["x = 1", "[1, 2]", "a if b else c", "a // b", "lambda: 1", "b.shape[2]", "("])
def test_what_is_more_than_a_formula_is_refused(code):
    with pytest.raises(ValueError, match=r"is no|no size"):
        read(code)


@pytest.mark.parametrize(
    "code",
    ["(A2 - Y) * A1", "A2 - (Y - A1)", "-(a + b)", "(-a) ** 2", "(a @ b).T", "a / (b * c)", "(a >= b) == c"],
)
def test_brackets_stand_where_they_are_needed_and_nowhere_else(code):
    assert read(written(read(code))) == read(code)
    assert written(read(code)).count("(") == code.count("(") or code == "(-a) ** 2"


def test_a_shape_that_does_not_fit_gives_nothing_and_numpys_own_error_where_it_is_asked_for():
    formula = read("W2 @ dZ2")
    assert compute(formula, KNOWN, {}) is None
    assert compute(("+", formula, 1), KNOWN, {}) is None
    assert compute(read("W2 @ unknown"), KNOWN, {}) is None
    with pytest.raises(ValueError, match="matmul"):
        evaluate(formula, KNOWN)


def test_a_part_is_computed_once():
    memo = {}
    compute(read("(W2.T @ dZ2) * (W2.T @ dZ2)"), KNOWN, memo)
    assert len(memo) == 3


def test_the_smallest_part_that_differs_is_found():
    right, wrong = read("W2.T @ dZ2 * (1 - A1 ** 2)"), read("W2.T @ dZ2 * (1 - A1)")
    assert differing(right, wrong) == (("**", "A1", 2), "A1")
    assert differing(right, read("W2.T @ dZ2 @ (1 - A1 ** 2)")) == (right, read("W2.T @ dZ2 @ (1 - A1 ** 2)"))
    assert differing(read("a * b"), read("c * d")) == (read("a * b"), read("c * d"))


def test_leaves_parts_and_replacements():
    formula = read("W2.T @ dZ2 / m")
    assert list(leaves(formula)) == ["/", "@", "T", "W2", "dZ2", "m"]
    assert list(parts_of(formula)) == [formula, ("@", ("T", "W2"), "dZ2"), ("T", "W2"), "W2", "dZ2", "m"]
    assert replaced(formula, {"m": "n0", "T": "neg"}) == read("-W2 @ dZ2 / n0")


def test_every_function_of_a_formula_can_be_computed():
    for op, function in FUNCTIONS.items():
        two = op in INFIX or op.count("{}") == 2
        made = function(*([np.ones((2, 2))] * (2 if two else 1))) if op != "({}, {})" else function(1, 2)
        assert np.size(made)


@pytest.mark.parametrize(
    "index", ["0", "-1", ":, 0", ":, [0]", ":, 1:", ":, :-1", "::2", "[0, 1]", "None", ":, None, 1"]
)
def test_a_part_is_computed_as_numpy_takes_it(index):
    np.testing.assert_array_equal(compute(read(f"A1[{index}]"), KNOWN, {}), eval(f"A1[{index}]", {"A1": KNOWN["A1"]}))


@pytest.mark.parametrize(
    "code",
    [
        "np.clip(A1, -0.5, 0.5)",
        "np.where(Z1 > 0, 1, 0.01)",
        "np.linalg.norm(dZ2, axis=1, keepdims=True)",
        "np.arcsinh(A1)",
        "A1.round(1)",
        "A1.reshape(-1, 2)",
        "dZ2.flatten()",
        "A1[:, np.newaxis]",
    ],
)
def test_what_numpy_computes_is_computed_as_it_stands(code):
    np.testing.assert_array_equal(compute(read(code), KNOWN, {}), eval(code, {"np": np, **KNOWN}))


@pytest.mark.parametrize(
    "code",
    [
        "np.save(A1)",
        "clip(A1, 0, 1)",
        "np.sum(A1, **over)",
        "A1[which(0)]",
        "A1[()]",
        "np.sum(A1, axis=axis)",
        "A1.reshape(n, 1)",
    ],
)
def test_what_is_no_function_of_numbers_alone_has_no_value(code):
    assert compute(read(code), KNOWN, {}) is None


def test_a_part_that_a_name_chooses_or_that_is_not_there_has_no_value():
    for index in ("i", ":, i:", "Y == 1", "9", "0, 0, 0", "'W'"):
        assert compute((f"{{}}[{index}]", "A1"), KNOWN, {}) is None
