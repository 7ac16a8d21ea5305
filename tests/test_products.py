"""Products in words: NumPy is the judge of what fits; the notes' equations and the known mistakes are the cases."""

import inspect
import re
from html.parser import HTMLParser

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from nnlib import (
    Parameters,
    backward,
    explain_shapes,
    forward,
    initialize_parameters,
    network,
    network_graph,
    shape_ledger,
)
from nnlib.products.ledger import EQUATIONS
from nnlib.products.symbols import ARRAYS
from tests import refused

N0, N1, M = 3, 4, 7
shapes = st.lists(st.integers(1, 4), max_size=2).map(tuple)
two_shapes = st.tuples(*[st.lists(st.integers(1, 4), min_size=1, max_size=2).map(tuple)] * 2)
operators = st.sampled_from(["@", "*", "+", "-", "/", "**"])
sizes = st.none() | st.integers(1, 4)


def network_arrays(n0=N0, n1=N1, m=M):
    X, Y = np.ones((n0, m)), np.ones((1, m))
    parameters = initialize_parameters(n0, n1, rng=0)
    cache = forward(parameters, X)
    gradients = backward(parameters, cache, X, Y)
    return {"X": X, "Y": Y, **parameters._asdict(), **cache._asdict(), **gradients._asdict()}


def explain_product(left_shape, operator, right_shape, left="left", right="right", **sizes):
    """What is said of two arrays of these shapes; of a number that fits, nothing is."""
    arrays = {
        name.removesuffix(".T"): np.ones(shape[::-1] if name.endswith(".T") else shape)
        for name, shape in ((left, left_shape), (right, right_shape))
    }
    known = {name: size for name, size in sizes.items() if size is not None}
    explanation = explain_shapes(f"{left} {operator} {right}", arrays, **known)
    (product,) = explanation.products or (None,)
    assert product or (explanation.fits and () in (left_shape, right_shape))
    return product


NAMESPACE = {"np": np, "m": np.float64(M), "g1": np.tanh, "g2": np.tanh, "g1_prime": np.tanh}


def shape_in_numpy(code, arrays):
    """Run the code for real; None where NumPy refuses."""
    try:
        return np.shape(eval(code, {**NAMESPACE, **arrays}))
    except (ValueError, TypeError):  # TypeError: a number has no @
        return None


# What fits, in NumPy's judgement


@given(shapes, operators, shapes, sizes, sizes, sizes)
def test_a_product_fits_if_and_only_if_numpy_computes_it(left, operator, right, n0, n1, m):
    arrays = {"left": np.ones(left), "right": np.ones(right)}
    product = explain_product(left, operator, right, n0=n0, n1=n1, m=m)
    assume(product)

    expected = shape_in_numpy(f"left {operator} right", arrays)
    assert product.fits == (expected is not None)
    assert product.fits == (not product.verdict.startswith("✗"))
    assert product.fits == ("do not fit" not in product.words)
    if product.result:
        assert product.result.shape == expected
        assert len(product.result.axes) == len(expected)
    for fix in product.fixes:
        assert shape_in_numpy(fix.result.code, arrays) == fix.result.shape
        assert f"{fix.result.code} is {fix.result.both}" in product.words


@given(two_shapes, operators)
def test_a_caution_is_said_of_every_product_larger_than_what_goes_in(two, operator):
    left, right = two
    product = explain_product(left, operator, right)
    assume(product.result)
    larger = operator != "@" and np.prod(product.result.shape) > max(np.prod(left), np.prod(right))
    assert (product.caution == "as a table") == larger
    assert ("both are repeated" in product.words.lower()) == larger


@given(shapes, shapes, operators, sizes, sizes, sizes)
def test_a_symbol_never_stands_for_another_size(left, right, operator, n0, n1, m):
    product = explain_product(left, operator, right, n0=n0, n1=n1, m=m)
    assume(product)
    known = {"n0": n0, "n1": n1, "m": m, "n2": 1, "1": 1}
    for operand in (*product.given, *([product.result] if product.result else [])):
        for size, symbols in operand.axes:
            assert all(known[symbol] == size for symbol in symbols)
            assert symbols or size not in (n0, n1, m, 1)


names = st.sampled_from(["A", "B", "C", "D"])
expressions = st.recursive(
    names | st.just("m"),
    lambda inner: st.one_of(
        st.tuples(inner, operators, inner).map(lambda parts: f"({parts[0]} {parts[1]} {parts[2]})"),
        inner.map(lambda code: f"(-{code})"),
        inner.map(lambda code: f"(0.5 * np.tanh({code}))"),
        names.map(lambda code: f"{code}.T"),
        st.tuples(names, names).map(lambda pair: f"np.dot({pair[0]}, {pair[1]}.T)"),
        st.tuples(names, names).map(lambda pair: f"np.maximum({pair[0]}, {pair[1]})"),
        st.tuples(names, st.sampled_from(["", ", axis=0", ", axis=1", ", axis=-1", ", keepdims=True"])).map(
            lambda pair: f"np.sum({pair[0]}{pair[1]})"
        ),
        st.tuples(names, st.sampled_from(["1, -1", "-1, 1", "(2, -1)", "3"])).map(
            lambda pair: f"{pair[0]}.reshape({pair[1]})"
        ),
    ),
    max_leaves=6,
)


@given(expressions, st.lists(shapes, min_size=4, max_size=4))
def test_a_line_fits_if_and_only_if_numpy_runs_it(code, four):
    arrays = {name: np.full(shape, 0.5) for name, shape in zip("ABCD", four, strict=True)}
    with np.errstate(all="ignore"):
        explanation = explain_shapes(code, arrays)
        expected = shape_in_numpy(code, arrays)
        assert explanation.fits == (expected is not None)
        assert explanation.fits == all(product.fits for product in explanation.products)
        if explanation.result:
            assert explanation.result.shape == expected
        for product in explanation.products:
            if product.result:
                assert product.result.shape == shape_in_numpy(product.code, arrays)
            for fix in product.fixes:
                assert shape_in_numpy(fix.result.code, arrays) == fix.result.shape


# What is said


def test_two_arrays_of_one_shape_do_not_fit_the_matrix_product():
    product = explain_product((4, 3), "@", (4, 3), n0=2, n1=4, m=3)
    assert product.words == (
        "(4, 3) and (4, 3) do not fit `@`: both are (n1, m), so what you want is `*`: "
        "left * right is (n1, m) = (4, 3), the shape of Z1, A1 and dZ1."
    )
    assert repr(product).startswith(
        "✗ does not fit: left @ right\n    (n1, m) @ (n1, m)\n    (4, 3) @ (4, 3)\n    (4, 3)"
    )


@pytest.mark.parametrize(
    ("code", "fix", "words"),
    [
        ("dZ1 @ X", "dZ1 @ X.T", "Transpose X: dZ1 @ X.T is (n1, n0) = (4, 3), the shape of W1 and dW1."),
        ("dZ2 @ A1", "dZ2 @ A1.T", "the shape of W2 and dW2."),
        ("W2 @ dZ2", "W2.T @ dZ2", "the inner sizes, n1 = 4 and 1, differ. Transpose W2: "),
        ("W1.T + b1", "W1 + b1", "the rows, n0 = 3 and n1 = 4, differ, and neither is 1. Take W1 as it is"),
        ("X @ W1", "W1 @ X", "Swap the two: W1 @ X is (n1, m) = (4, 7)"),
        ("W1.T @ X", "W1 @ X", "Take W1 as it is: "),
        ("W1 * X", "W1 @ X", "the columns, n0 = 3 and m = 7, differ, and neither is 1. What you want is `@`"),
        ("W1 @ X + b1.T", "W1 @ X + b1", "Take b1 as it is: "),
        ("W1 - 0.1 * dW1.T", "W1 - (0.1 * dW1.T).T", "Transpose 0.1 * dW1.T: "),
        ("W2.T @ dZ2 @ g1_prime(Z1)", "W2.T @ dZ2 * g1_prime(Z1)", "both are (n1, m), so what you want is `*`"),
        ("dZ1 @ 2", "dZ1 * 2", "a number is no matrix. A number multiplies with `*`"),
        (
            "A2 - Y.T",
            "A2 - Y",
            "It gives (m, m) = (7, 7), which is the shape of no array of the notes. Take Y as it is",
        ),
        (
            "dZ1.sum(1)",
            "np.sum(dZ1, axis=1, keepdims=True)",
            "It gives (n1,) = (4,), which is the shape of no array of the notes.",
        ),
        ("np.sum(dZ1, axis=1)", "np.sum(dZ1, axis=1, keepdims=True)", "is (n1, 1) = (4, 1), the shape of b1 and db1."),
        ("np.dot(dZ1, X)", "dZ1 @ X.T", "do not fit `@`"),
        ("np.multiply(W1, X)", "W1 @ X", "do not fit `*`"),
        ("np.maximum(Z1, b1.T)", "np.maximum(Z1, b1)", "do not fit `np.maximum`"),
    ],
)
def test_the_fix_is_the_one_that_leads_to_an_array_of_the_notes(code, fix, words):
    explanation = explain_shapes(code, network_arrays())
    product = explanation.products[-1]
    assert [fix.result.code for fix in product.fixes] == [fix]
    assert words in product.words
    assert not product.verdict.startswith("✓")


def test_the_array_that_is_set_decides_between_two_fixes():
    arrays = {"A": np.ones((4, 3)), "B": np.ones((4, 3)), "n0": 3, "n1": 4, "m": 3}

    def fixes(code):
        return [fix.result.code for fix in explain_shapes(code, arrays).products[0].fixes]

    assert fixes("A @ B") == fixes("b2 = A @ B") == ["A * B", "A.T @ B"]
    assert fixes("W1 = A @ B") == ["A * B"]
    assert fixes("X = A @ B") == ["A.T @ B"]
    assert fixes("X = 2 * np.tanh(A @ B)") == ["A.T @ B"]


def test_a_table_is_no_fix():
    product = explain_shapes("W2 + dZ2", network_arrays()).products[0]
    assert product.fixes == ()
    assert product.words.endswith("Transposing one of them does not help.")


def test_the_input_of_the_second_layer_is_not_x():
    """E8: z2 = W2 x + b2 does not fit, or it fits because n0 and n1 happen to be equal."""
    arrays = network_arrays()
    product = explain_shapes("Z2 = W2 @ X + b2", arrays).products[0]
    assert product.words.endswith(
        "Transposing one of them does not help. For Z2, (1, m), W2 must meet (n1, m), the shape of Z1, A1 and dZ1."
    )
    product = explain_shapes("Z2 = W2 @ X + b2", network_arrays(n1=N0)).products[0]
    assert product.verdict == "⚠ fits, by chance"
    assert "It fits only because n1 and n0 are both 3." in product.words


def test_the_left_array_can_be_the_one_to_change():
    words = explain_shapes("dW1 = W2 @ X.T", network_arrays()).products[-1].words
    assert words.endswith("For dW1, (n1, n0), X.T must meet (n1, m), the shape of Z1, A1 and dZ1.")


@pytest.mark.parametrize("equation", EQUATIONS)
def test_the_notes_equations_fit_without_a_caution(equation):
    explanation = explain_shapes(equation, network_arrays())
    assert {product.verdict for product in explanation.products} == {"✓ fits"}
    assert explanation.remarks == ()
    assert equation.split(" = ")[0] in explanation.products[-1].words


@pytest.mark.parametrize(
    ("code", "shape", "words"),
    [
        ("Z1 + b1", (4, 7), "The one column of b1 is repeated for each of the 7 columns."),
        ("Z2 + b2", (1, 7), "The one column of b2 is repeated for each of the 7 columns. It gives (1, m)"),
        ("Z1 + Z2", (4, 7), "The one row of Z2 is repeated for each of the 4 rows."),
        ("Z1 * b2", (4, 7), "The one row of b2 is repeated for each of the 4 rows. The one column of b2 is"),
        ("W1 @ X", (4, 7), "The inner sizes agree, n0 = 3. It gives (n1, m) = (4, 7), the shape of Z1, A1 and dZ1."),
        ("A1 * dZ1", (4, 7), "The shapes are equal, so it goes entry by entry."),
        ("X @ X.T", (3, 3), "It gives (n0, n0) = (3, 3), which is the shape of no array of the notes."),
        ("np.tanh(Z1)", (4, 7), "Each entry by itself. It gives (n1, m)"),
        (
            "dZ2.mean(axis=1, keepdims=True)",
            (1, 1),
            "It goes over axis 1, m = 7. It gives (1, 1), the shape of b2 and db2.",
        ),
        (
            "np.sum(dZ1)",
            (),
            "It goes over axis 0, n1 = 4 and axis 1, m = 7. It gives a single number.",
        ),
        ("Y.reshape(-1, 1)", (7, 1), "The same entries. It gives (m, 1) = (7, 1)"),
    ],
)
def test_what_fits_is_said_with_its_reason(code, shape, words):
    arrays = network_arrays()
    explanation = explain_shapes(code, arrays)
    assert explanation.result.shape == shape == shape_in_numpy(code, arrays)
    assert words in explanation.products[-1].words


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("Z1.sum(axis=2)", "(4, 7) has no axis 2; the first axis is axis 0."),
        ("Z1.reshape(3, -1)", "The 28 entries of (4, 7) do not go into (3, -1)."),
        ("Z1.reshape((5, 5))", "The 28 entries of (4, 7) do not go into (5, 5)."),
    ],
)
def test_a_function_that_does_not_fit_says_why(code, words):
    explanation = explain_shapes(code, network_arrays())
    assert not explanation.fits
    assert explanation.products[-1].words == words


def test_labels_in_one_axis_or_in_a_column():
    arrays = network_arrays()
    row = explain_shapes("A2 - Y", arrays, Y=arrays["Y"][0])
    assert row.result.shape == (1, 7)
    assert row.products[0].words.startswith("With its one axis Y counts as a row, (1, m).")
    assert row.remarks == ("Y has shape (7,); in the notes it is (1, m) = (1, 7): write Y.reshape(1, -1).",)
    column = explain_shapes("A2 - Y", arrays, Y=arrays["Y"].T)
    assert column.products[0].verdict == "⚠ fits, as a table"
    assert column.remarks == ("Y has shape (7, 1); in the notes it is (1, m) = (1, 7). It looks transposed.",)
    table = explain_shapes("A - Y", A=np.ones((7, 1)), Y=np.ones(7), m=7)
    assert table.products[0].verdict == "⚠ fits, as a table"
    assert table.products[0].result.symbols == "(m, m)"


def test_a_bias_in_one_axis_is_made_a_column():
    arrays = network_arrays()
    product = explain_shapes("W1 @ X + b1", arrays, b1=arrays["b1"][:, 0]).products[-1]
    assert "With its one axis b1 counts as a row, (1, n1)." in product.words
    assert "Make a column of b1: W1 @ X + b1.reshape(-1, 1) is (n1, m)" in product.words


def test_what_comes_out_is_compared_with_the_array_that_is_set():
    arrays = network_arrays()
    explanation = explain_shapes("db1 = (1 / m) * np.sum(dZ1, axis=0, keepdims=True)", arrays)
    assert explanation.fits
    assert explanation.remarks == ("db1 is (n1, 1) in the notes; this is (1, m) = (1, 7).",)
    assert explain_shapes("T = X.T", arrays).remarks == (
        "X.T is (m, n0) = (7, 3), which is the shape of no array of the notes.",
    )


def test_equal_sizes_are_said_to_be_ambiguous():
    product = explain_product((3, 3), "@", (3, 5), n0=3, n1=3, m=5)
    assert product.in_symbols == "(n0 or n1, n0 or n1) @ (n0 or n1, m) → (n0 or n1, m)"
    assert product.words.endswith("Here n0 and n1 are both 3, and the shape does not tell which is meant.")
    product = explain_product((4, 1), "+", (4, 1), n1=4, m=1)
    assert product.given[0].symbols == "(n1, 1 or m)"
    assert "Here m is 1, and the shape does not tell" in product.words
    product = explain_product((2, 2), "*", (2, 2), n0=2, n1=2, m=2)
    assert "Here n0, n1 and m are all 2" in product.words


def test_a_name_of_the_notes_tells_what_equal_sizes_leave_open():
    product = explain_product((3, 3), "@", (3, 5), left="W1", right="X", n0=3, n1=3, m=5)
    assert product.in_symbols == "(n1, n0) @ (n0, m) → (n1, m)"
    assert "does not tell" not in product.words
    assert explain_product((5, 3), "@", (3, 5), left="X.T", right="W1.T").in_symbols == "(m, n0) @ (n0, n1) → (m, n1)"


def test_the_lines_are_short_and_break_no_shape():
    arrays = network_arrays()
    lines = repr(explain_shapes("W1 @ X + b1", arrays, b1=arrays["b1"][:, 0])).splitlines()
    assert max(map(len, lines)) <= 104
    assert all(line.count("(") == line.count(")") for line in lines)


def test_without_sizes_the_numbers_speak():
    product = explain_product((4, 3), "@", (5, 3))
    assert product.words == (
        "(4, 3) and (5, 3) do not fit `@`: the inner sizes, 3 and 5, differ. Transpose right: left @ right.T is (4, 5)."
    )


def test_two_output_units_are_written_n2():
    assert explain_product((2, 4), "@", (4, 7), left="W2", right="A1", n1=4, n2=2, m=7).result.symbols == "(n2, m)"
    W2, dZ2 = np.ones((2, 4)), np.ones((2, 7))
    assert explain_shapes("W2.T @ dZ2", W2=W2, dZ2=dZ2).products[0].in_symbols == "(n1, n2) @ (n2, m) → (n1, m)"


# The door


def test_a_line_is_never_run():
    ran = []
    with pytest.raises(ValueError, match=r"np.append\(X, X\) cannot be read; what can be: names, numbers"):
        explain_shapes("np.append(X, X)", {"X": np.ones((2, 2)), "append": ran.append})
    for code in ("ran.append(1)", "__import__('os')", "(lambda: X)()", "X['a']", "X if X else X", "[X]", "'X'"):
        with pytest.raises(ValueError, match=r"is no formula|cannot be read|was not passed"):
            explain_shapes(code, X=np.ones((2, 2)))
    assert not ran


GIVEN = {"X": np.ones((2, 2)), "S": np.ones((1, 1, 1)), "N": np.ones((0, 2))}


@pytest.mark.parametrize(("call", "error"), refused.cases("products"))
def test_what_cannot_be_read_is_refused_in_words(call, error):
    refused.assert_refused(call, error, globals())


def test_arrays_are_found_in_what_the_library_returns_and_among_the_local_names():
    X, Y, m = np.ones((N0, M)), np.ones((1, M)), M
    parameters = initialize_parameters(N0, N1, rng=0)
    cache = forward(parameters, X)
    gradients = backward(parameters, cache, X, Y)
    W1, b1, g1_prime, junk = parameters.W1, parameters.b1, np.tanh, "no array"
    assert W1 is not b1 and g1_prime and junk and m  # noqa: PT018

    assert explain_shapes("dZ1 = W2.T @ dZ2 * g1_prime(Z1)", parameters, cache, gradients).fits
    assert explain_shapes("W1 @ X + b1", locals()).result.symbols == "(n1, m)"
    assert explain_shapes("(1 / m) * g1_prime(W1)", locals()).result.symbols == "(n1, n0)"


# As a learner spells it


def test_a_field_is_that_of_its_whole_and_is_spelled_as_in_the_line():
    arrays = network_arrays()
    cache = forward(initialize_parameters(N0, 5, rng=0), np.ones((N0, M)))
    parameters = {"W1": arrays["W1"], "W2": arrays["W2"]}
    given = {"A1": arrays["A1"], "dZ2": arrays["dZ2"], "cache": cache, "parameters": parameters, "X": arrays["X"]}
    words = explain_shapes("dW2 = dZ2 @ cache.A1 / X.shape[1]", given).products[0].words
    assert "(1, 7) and (5, 7) do not fit" in words
    assert "Transpose cache.A1: dZ2 @ cache.A1.T is " in words
    assert explain_shapes("parameters['W1'] @ X[:, :i]", given, {"i": 2}).result.shape == (4, 2)
    assert explain_shapes("parameters.W1 @ X", initialize_parameters(N0, N1, rng=0), X=given["X"]).fits
    with pytest.raises(ValueError, match=r"gradients\.W3 stands in the expression, and was not passed: pass W3=W3"):
        explain_shapes("gradients.W3 @ X", given)


def test_a_line_that_changes_an_array_is_read_as_the_sum_that_it_is():
    (product,) = explain_shapes("dW1 += dZ1[:, i] * X[:, i]", network_arrays(), {"i": 0}).products
    assert product.clash == "(4,) and (3,) do not fit `*`: the columns, n1 = 4 and n0 = 3, differ, and neither is 1."
    assert explain_shapes("W1 -= dW1.T", network_arrays()).products[0].code == "W1 - dW1.T"


def test_the_shape_that_is_to_come_out_decides():
    arrays = network_arrays()
    (product,) = explain_shapes("(1 - Y) @ np.log(1 - A2)", arrays, target=(1, 1)).products[1:]
    assert [fix.result.code for fix in product.fixes] == ["(1 - Y) @ np.log(1 - A2).T"]
    assert product.words.endswith("Transpose np.log(1 - A2): (1 - Y) @ np.log(1 - A2).T is (1, 1).")
    assert product.clash == "(1, 7) and (1, 7) do not fit `@`: both are (1, m)."
    (product,) = explain_shapes("dZ2 @ X", arrays, target=(1, 4)).products
    assert "For (1, 4), (1, n1), dZ2 must meet (m, n1)" not in product.words
    assert explain_shapes("np.sum(dZ1)", arrays, target=(4, 1)).products[0].caution == "but is not shaped as (4, 1)"


def test_a_table_of_a_large_data_set_is_never_made():
    table = explain_shapes("np.sum(A2 - Y.T)", A2=np.ones((1, 10**6)), Y=np.ones((1, 10**6)))
    assert table.products[0].result.shape == (10**6, 10**6)
    assert table.result.shape == ()


# The ledger


def test_the_ledgers_equations_are_the_lines_of_the_library():
    lines = inspect.getsource(network.forward) + inspect.getsource(network.backward)
    assert all(f"    {equation}\n" in lines for equation in EQUATIONS)


@given(st.integers(1, 6), st.integers(1, 6), st.integers(1, 6))
def test_the_ledger_has_the_shapes_that_the_library_computes(n0, n1, m):
    ledger, arrays = shape_ledger(n0, n1, m), network_arrays(n0, n1, m)
    last = {row.equation: row.product for row in ledger.rows}
    assert tuple(last) == EQUATIONS
    for equation, product in last.items():
        target = equation.split(" = ")[0]
        assert product.result.shape == arrays[target].shape
        assert product.result.symbols == str(ARRAYS[target]).replace("'", "").replace("n2", "1")
    for row in ledger.rows:
        assert row.product.result.shape == shape_in_numpy(row.product.code, arrays | {"m": m})
        assert all(arrays[name].shape == row.product.result.shape for name in row.arrays)
    assert bool(ledger.remarks) == (len({1, n0, n1, m}) < 4)


def test_the_ledger_reads_as_a_table():
    ledger = shape_ledger(3, 4, 7)
    lines = repr(ledger).splitlines()
    assert re.split(r"  +", lines[0]) == ["equation", "product", "in symbols", "in numbers", "the shape of"]
    assert re.split(r"  +", lines[1]) == [
        "Z1 = W1 @ X + b1", "W1 @ X", "(n1, n0) @ (n0, m) → (n1, m)", "(4, 3) @ (3, 7) → (4, 7)", "Z1, A1, dZ1",
    ]  # fmt: skip
    assert len(lines) == 1 + len(ledger.rows) == 15
    assert "n0 and n1 are both 3: a wrong product may fit by chance" in repr(shape_ledger(3, 3, 7))
    assert "n2 and m are both 1" in shape_ledger(3, 4, 1)._repr_html_()


# As a table in the notebook


class Cells(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.open, self.cells = [], []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.open.append(tag)
        assert {name for name, _ in attrs} <= {"style", "scope"}
        if tag in ("td", "th"):
            self.cells.append("")

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if {"td", "th"} & {*self.open}:
            self.cells[-1] += data


def without_marks(cells):
    return [cell.replace("`", "") for cell in cells]


def test_results_are_tables_escaped_and_in_no_colour_of_their_own():
    product = explain_product((4, 3), "@", (5, 3))
    html = explain_shapes("left<right", left=np.ones(2), right=np.ones(3))._repr_html_()
    assert "left<right" not in html
    assert "left&lt;right" in html
    html = product._repr_html_()
    assert Cells(html).cells[-5:] == without_marks(product.cells)
    explanation = explain_shapes("A2 - Y.T", network_arrays())
    assert Cells(explanation._repr_html_()).cells[-5:] == without_marks(explanation.products[0].cells)
    ledger = shape_ledger(3, 4, 7)
    assert Cells(ledger._repr_html_()).cells[5:] == [cell for row in ledger.rows for cell in row.cells]
    assert not any(
        "color" in x._repr_html_() or "background" in x._repr_html_() for x in (product, explanation, ledger)
    )


def test_what_stands_between_backticks_is_set_as_code():
    html = explain_shapes("dZ1 @ A1", network_arrays())._repr_html_()
    assert "`" not in html
    assert "<code>*</code>" in html


# What learners write


def example_arrays():
    """The arrays of one example, beside the parameters."""
    arrays = network_arrays()
    graph = network_graph(Parameters(*(arrays[name] for name in Parameters._fields)), np.ones((N0, 1)), 1)
    return {**graph.values, **graph.gradients}


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("dW2 = A1 @ dZ2.T / m", "Swap the two, and transpose both: dZ2 @ A1.T is (1, n1) = (1, 4), "),
        ("dW1 = X @ dZ1.T / m", "Swap the two, and transpose both: dZ1 @ X.T is (n1, n0) = (4, 3), "),
        ("dW1 = dZ1 * X / m", "Transpose X, with `@`: dZ1 @ X.T is (n1, n0) = (4, 3), the shape of W1 and dW1."),
        ("dZ1 = np.multiply(W2, dZ2)", "Transpose W2, with `@`: W2.T @ dZ2 is (n1, m) = (4, 7), "),
        ("dZ1 = W2.T * dZ2", "Where the inner size is 1, as here, `@` gives the same."),
        ("dZ1 = W2.T @ dZ2 * (1 - A1.T @ A1)", "Take A1 as it is, with `*`: A1 * A1 is (n1, m) = (4, 7), "),
        (
            "db1 = np.sum(dZ1, axis=0, keepdims=True)",
            "Go over axis 1 alone: np.sum(dZ1, axis=1, keepdims=True)",
        ),
        ("db1 = np.sum(dZ1) / m", "Go over axis 1 alone: np.sum(dZ1, axis=1, keepdims=True) is (n1, 1)"),
        ("J = -np.sum(Y.T @ np.log(A2)) / m", "A column meets a row, and nothing is summed: "),
        ("z1 = W1 @ X[:, 0] + b1", "Make a column of X[:, 0]: W1 @ X[:, 0].reshape(-1, 1) is (n1, 1) = (4, 1), "),
        ("dW1 = dZ1 @ np.transpose(X).T", "Transpose X: dZ1 @ X.T is (n1, n0) = (4, 3), "),
    ],
)
def test_a_learners_mistake_is_told_what_to_write(code, words):
    explanation = explain_shapes(code, network_arrays(), m=M)
    assert words in " ".join(product.words for product in explanation.products)
    assert any(not product.verdict.startswith("✓") for product in explanation.products)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (
            "dz1 = W2.T @ dz2 @ g1_prime(z1)",
            "W2.T @ dz2 * g1_prime(z1) is (n1, 1) = (4, 1), the shape of z1, a1, da1, dz1",
        ),
        ("dz1 = W2 @ dz2", "Transpose W2: W2.T @ dz2 is (n1, 1) = (4, 1), the shape of z1, a1, da1, dz1, b1 and db1."),
        ("z2 = W2 @ x + b2", "For z2, (1, 1), W2 must meet (n1, 1), the shape of z1, a1, da1, dz1, b1 and db1."),
        (
            "dW1 = x @ dz1.T",
            "Swap the two, and transpose both: dz1 @ x.T is (n1, n0) = (4, 3), the shape of W1 and dW1.",
        ),
        ("dW2 = dz2 @ a1", "Transpose a1: dz2 @ a1.T is (1, n1) = (1, 4), the shape of W2 and dW2."),
    ],
)
def test_one_example_is_spoken_of_in_its_own_names(code, words):
    assert words in " ".join(product.words for product in explain_shapes(code, example_arrays()).products)


def test_no_change_is_proposed_that_leads_to_no_array_of_the_notes():
    (product,) = explain_shapes("W2 @ x", example_arrays()).products
    assert product.words.endswith("differ. Transposing one of them does not help.")


def test_one_unit_is_spoken_of_in_its_own_names():
    arrays = {"w": np.ones((3, 1)), "x": np.ones((3, 1)), "b": np.ones((1, 1)), "dz": np.ones((1, 1))}
    (product,) = explain_shapes("w @ x + b", arrays).products
    assert "Transpose w: w.T @ x is (1, 1), the shape of b, y, z, a, da, dz and db." in product.words
    (product,) = explain_shapes("dw = dz @ x", arrays).products
    assert product.words.endswith("Swap the two: x @ dz is (n0, 1) = (3, 1), the shape of x, w and dw.")


@pytest.mark.parametrize(
    "index", ["0", ":, 0", ":, [0]", ":, 0:2", ":, :", "[0, 1]", "-1", "None", ":, None", "0, 1", "::2"]
)
def test_a_part_has_the_shape_that_numpy_gives_it(index):
    arrays = network_arrays()
    explanation = explain_shapes(f"X[{index}]", arrays)
    assert explanation.result.shape == shape_in_numpy(f"X[{index}]", arrays)
    assert len(explanation.result.axes) == len(explanation.result.shape)


def test_a_flat_array_is_told_how_to_become_a_row_or_a_column():
    arrays = network_arrays()
    assert "write Y.reshape(1, -1)." in explain_shapes("A2 - Y", arrays, Y=arrays["Y"][0]).remarks[0]
    assert "write b1.reshape(-1, 1)." in explain_shapes("Z1 + b1.T", arrays, b1=arrays["b1"][:, 0]).remarks[0]


def test_a_product_is_put_in_the_language_that_is_asked_for(monkeypatch):
    monkeypatch.setenv("NNLIB_LANGUAGE", "de")
    (product,) = explain_shapes("W2 @ dZ2", network_arrays()).products
    assert product.verdict == "✗ passt nicht"
    assert product.words == (
        "(1, 4) und (1, 7) passen nicht zu `@`: die inneren Größen, n1 = 4 und 1, sind verschieden. "
        "Transponiere W2: W2.T @ dZ2 ist (n1, m) = (4, 7), die Form von Z1, A1 und dZ1."
    )
    (square,) = explain_shapes("dZ1 @ A1", network_arrays()).products
    assert square.words.startswith(
        "(4, 7) und (4, 7) passen nicht zu `@`: beide sind (n1, m), also: was du brauchst, ist"
    )
    assert "Die Formen aller Produkte" in shape_ledger(3, 4, 7)._repr_html_()
