"""The checks of what is smaller than a function of the network: what passes, what is measured, what is named."""

import numpy as np
import pytest

import nnlib
from nnlib import checks as e
from nnlib._machinery.formulas import written
from nnlib.checks import WrongError
from nnlib.checks.mistakes import CATALOGUE
from tests.checks.examples import from_a_cell

RIGHT = {
    e.check_shapes: [
        lambda n0, n1, n2=1: ((n1, n0), (n1, 1), (n2, n1), (n2, 1)),
        lambda n0, n1, n2: tuple(array.shape for array in nnlib.initialize_parameters(n0, n1, n2, rng=0)),
        lambda inputs, units, outputs: [[units, inputs], [units, 1], np.array([outputs, units]), (outputs, 1)],
    ],
    e.check_parameter_count: [
        lambda n0, n1, n2=1: (n0 + 1) * n1 + (n1 + 1) * n2,
        lambda n0, n1, n2: sum(array.size for array in nnlib.initialize_parameters(n0, n1, n2, rng=0)),
        lambda n0, n1, n2: np.array([[n1 * n0 + n1 + n2 * n1 + n2]]),
    ],
    e.check_two_sums: [
        lambda A2, Y: (-(Y @ np.log(A2).T), -((1 - Y) @ np.log(1 - A2).T)),
        lambda A2, Y: (np.sum(-np.log(A2)[Y == 1]), np.sum(-np.log1p(-A2)[Y == 0])),
        lambda A2, Y: {"zeros": np.log(1 - A2).dot(Y.T - 1), "ones": -np.sum(Y * np.log(A2), axis=1)},
    ],
    e.check_output_layer: [
        lambda W2, b2, A1: nnlib.forward((np.eye(len(A1)), 0 * A1[:, :1], W2, b2), np.arctanh(A1))[2:],
        lambda W2, b2, A1: {"A2": 1 / (1 + np.exp(-(W2 @ A1 + b2))), "Z2": W2.dot(A1) + b2},
    ],
    e.check_gradients_in_rows: [
        lambda dZ1_rows, X_rows: ((dZ1_rows.T @ X_rows).T / len(X_rows), dZ1_rows.mean(axis=0)[None]),
        lambda dZ, X: (np.einsum("mi,mj->ij", X, dZ) / len(X), np.ones((1, len(X))) @ dZ / len(X)),
    ],
    e.check_standardized: [
        lambda raw_train, raw_test: (nnlib.standardize(raw_train), nnlib.standardize(raw_test, raw_train)),
        lambda train, test: np.hsplit(nnlib.standardize(np.hstack([train, test]), train), [train.shape[1]]),
        lambda raw_train, raw_test: {"X_test": by_hand(raw_test, raw_train), "X_train": by_hand(raw_train, raw_train)},
    ],
    e.check_accuracy: [
        lambda A2, Y: np.mean(np.round(A2) == Y, axis=1),
        lambda A2, Y: 1 - np.abs((A2 > 0.5) - Y).mean(),
        lambda predicted, labels: (
            sum(p == y for p, y in zip(np.rint(predicted[0]), labels[0], strict=True)) / labels.size
        ),
        lambda A2, Y: ((A2 > 0.5) @ Y.T + (A2 <= 0.5) @ (1 - Y.T)) / Y.shape[1],
    ],
}

pytestmark = pytest.mark.usefixtures("no_patience")


def by_hand(raw, raw_train):
    """Standardize row by row, with Python's own sums."""
    rows = []
    for row, of_train in zip(raw, raw_train, strict=True):
        mean = sum(of_train) / len(of_train)
        variance = sum((x - mean) ** 2 for x in of_train) / len(of_train)
        rows.append([(x - mean) / variance**0.5 for x in row])
    return np.array(rows)


@pytest.mark.parametrize(
    ("check", "function"), [(check, function) for check, functions in RIGHT.items() for function in functions]
)
def test_what_means_the_same_passes(check, function):
    result = check(function)
    assert result.passed, repr(result)
    assert result.mistakes == ()


@pytest.mark.parametrize(
    ("w", "b"),
    [([[4.0, 0.0]], [[-2.0]]), ([[4, 0]], -2), (np.array([4.0, 0]), -2.0), ([[100.0], [0.0]], [-50.0]), ([[9, 0]], -7)],
)
def test_a_unit_passes_by_what_it_does(w, b):
    result = e.check_unit(w, b)
    assert result.passed, repr(result)


def test_a_unit_that_just_does_passes():
    edge = np.arctanh(0.95)
    assert e.check_unit([[2 * edge, 0]], [[-edge]]).passed
    assert e.check_unit([[1.99 * edge, 0]], [[-edge]]).mistakes == ("too_flat",)


SHAPES = {
    "the hidden units twice": ((lambda n0, n1, n2: ((n1, n0), (n1, 1), (n1, n1), (n2, 1))), "`W2 = (n1, n1)`"),
    "a number": (
        (lambda n0, n1, n2: ((n1, n0), (n1, 1), (7, n1), (n2, 1))),
        "gives 7, 4 where n0 = 3, n1 = 4, n2 =",
    ),
    "three sizes": ((lambda n0, n1, n2: ((n1, n0), (n1, 1), (n2, n1, 1), (n2, 1))), "this has 3"),
    "the product": ((lambda n0, n1, n2: ((n1, n0), (n1, 1), n2 * n1, (n2, 1))), "this has 1"),
    "in another order": ((lambda n0, n1, n2: ((n1, n0), (n1, 1), (n2, 1), (n2, n1))), "in the wrong order"),
}


@pytest.mark.parametrize("name", SHAPES)
def test_a_wrong_shape_is_read(name):
    function, words = SHAPES[name]
    result = e.check_shapes(function)
    assert words in repr(result)
    assert not result.passed


def test_the_table_does_not_give_the_shapes_away():
    rows = e.check_shapes(lambda n0, n1, n2: ((n1, n0), (n1, 1), None, None)).rows
    assert {shape for _, shape, _ in rows} == {"two sizes"}
    assert [verdict for *_, verdict in rows] == ["✓ right"] * 2 + ["… not written yet"] * 2


@pytest.mark.parametrize(
    ("extra", "words"),
    [
        (lambda n0, n1, n2: -n2, "count = n1 * n0 + n1 + n2 * n1`"),
        (lambda n0, n1, n2: 1, "+ 1`"),
        (lambda n0, n1, n2: n1 * n0, "2 * (n1 * n0) + n1 + n2 * n1 + n2`"),
        (lambda n0, n1, n2: n1, "2 * n1"),
    ],
)
def test_a_count_that_is_off_by_a_size_is_read_back(extra, words):
    result = e.check_parameter_count(lambda n0, n1, n2: n1 * n0 + n1 + n2 * n1 + n2 + extra(n0, n1, n2))
    assert result.mistake is None
    assert words in repr(result)


def test_any_other_count_is_set_beside_its_sizes():
    words = repr(e.check_parameter_count(lambda n0, n1, n2: n0 * n1 * n2))
    assert "count: it gives" in words
    assert "where n0 = 3, n1 = 4, n2 =" in words
    assert "whole numbers" not in words
    assert "the same number everywhere, 17" in repr(e.check_parameter_count(lambda n0, n1, n2: np.full((1, 1), 17)))


def test_counts_that_are_not_added_up_are_said_to_be_many():
    words = repr(e.check_parameter_count(lambda n0, n1, n2: np.array([n1 * n0, n1, n2 * n1, n2])))
    assert "count: 4 numbers, of shape (4,); expected one." in words


def test_sums_to_another_base_are_measured():
    result = e.check_two_sums(lambda A2, Y: (-(Y @ np.log10(A2).T), -((1 - Y) @ np.log10(1 - A2).T)))
    assert "ones: your numbers are those of `ones = 0.4343 * -(Y @ np.log(A2).T)`" in repr(result)


def test_a_product_that_does_not_fit_is_explained():
    assert "the shapes do not fit" in e.check_two_sums(lambda A2, Y: (-(Y @ np.log(A2)), 0)).failure
    transposed = e.check_output_layer(lambda W2, b2, A1: (W2.T @ A1 + b2, A1))
    assert "Take W2 as it is" in transposed.failure
    assert e.check_gradients_in_rows(lambda dZ1_rows, X_rows: (dZ1_rows @ X_rows.T, dZ1_rows)).failure


def standardized_with(deviation):
    """Make a function that has the right mean, and this deviation."""

    def both(raw_train, raw_test):
        mean = np.mean(raw_train, axis=1, keepdims=True)
        return (raw_train - mean) / deviation(raw_train), (raw_test - mean) / deviation(raw_train)

    return both


def test_a_standardized_set_by_another_scale_is_said_to_be_off_row_by_row():
    result = e.check_standardized(standardized_with(lambda X: np.abs(X).max(axis=1, keepdims=True)))
    assert result.mistake is None
    assert "np.max(raw_train, axis=1, keepdims=True)" in repr(result) or "each row is a multiple" in repr(result)
    assert "the same number everywhere, 1" in repr(e.check_standardized(lambda a, b: (a / a, b / b)))


def test_what_is_left_as_it_is_is_named():
    result = e.check_standardized(lambda raw_train, raw_test: (raw_train, raw_test))
    assert "X_train: your numbers are those of `X_train = raw_train`" in repr(result)
    assert result.mistakes == ("left_raw",)


def test_a_held_out_set_by_a_standardized_training_set_is_left_raw():
    def both(raw_train, raw_test):
        raw_train = nnlib.standardize(raw_train)
        return raw_train, nnlib.standardize(raw_test, raw_train)

    assert e.check_standardized(both).mistakes == ("left_raw",)


def test_the_shape_of_a_held_out_set_is_said_in_its_own_symbols():
    flipped = e.check_standardized(lambda raw_train, raw_test: (nnlib.standardize(raw_train), raw_test[:2]))
    assert "expected (n0, m_test)" in repr(flipped)
    table = e.check_standardized(lambda raw_train, raw_test: (nnlib.standardize(raw_train), raw_test.T @ raw_test))
    assert "which is (m_test, m_test)" in repr(table)


@pytest.mark.parametrize(
    ("function", "words"),
    [
        (lambda A2, Y: f"{np.mean((A2 > 0.5) == Y):.2%}", "holds no real numbers: it is '57.14%'"),
        (lambda A2, Y: np.mean(np.round(A2) - Y), "accuracy: "),
        (lambda A2, Y: np.mean((A2 > 0.5) == Y, axis=0), "`accuracy = np.sum((A2 >= 0.5) == Y, axis=0)`"),
        (lambda A2, Y: np.mean([a > 0.5 == y for a, y in zip(A2, Y, strict=True)]), "put the first in brackets"),
        (lambda A2, Y: np.mean(((A2 > 0.5) == Y)[0, 1:]), "without the first example"),
    ],
)
def test_what_is_not_in_the_catalogue_is_said_of_an_accuracy(function, words):
    result = e.check_accuracy(function)
    assert words in repr(result)
    assert result.mistake is None
    assert "for some sizes" not in repr(result)


OF_THE_OUTPUT = [m for m in CATALOGUE.values() if m.function == "forward" and {"Z2", "A2"} & set(m.arrays)]


@pytest.mark.parametrize("mistake", OF_THE_OUTPUT, ids=str)
def test_mistakes_of_forward_propagation_are_named_in_its_output_layer(mistake):
    code = {"Z2": "W2 @ A1 + b2", "A2": "sigmoid(Z2)"}
    code |= {array: written(tree) for array, tree in mistake.trees("tanh").items() if array in code}
    lines = [
        "def output_layer(W2, b2, A1, X, Z1):",
        *(f"{array} = {line}" for array, line in code.items()),
        "return Z2, A2",
    ]
    output_layer = from_a_cell("\n    ".join(lines), "output_layer")
    result = e.check_output_layer(output_layer)
    assert result.mistakes == (mistake.name,), repr(result)


@pytest.mark.parametrize(
    ("w", "b", "mistake"),
    [
        ([[0.0, 0.0]], [[0.0]], "no_weights"),
        ([[0.0, 4.0]], [[-2.0]], "x2_for_x1"),
        ([[4.0, 0.1]], [[-2.0]], "tilted_line"),
        ([[-4.0, 0.0]], [[2.0]], "falls_for_rises"),
        ([[1.0, 0.0]], [[-0.5]], "too_flat"),
        ([[40.0, 0.0]], [[-0.5]], "place_for_bias"),
        ([[4.0, 0.0]], [[2.0]], "bias_with_the_other_sign"),
        ([[4.0, 0.0]], [[-7.0]], None),
        ([[4.0, 0.0, 1.0]], [[-2.0]], None),
        ([[4.0, np.nan]], [[-2.0]], None),
        ([[4.0, 0.0]], [[-2.0, 1.0]], None),
    ],
)
def test_what_is_wrong_with_a_unit_is_named(w, b, mistake):
    result = e.check_unit(w, b)
    assert result.mistake == mistake, repr(result)
    assert not result.passed


def test_where_the_line_of_a_unit_runs_is_said():
    words = repr(e.check_unit([[4.0, 0.0]], [[-7.0]]))
    assert "at x1 = 1.75, and the activation is −1.00 at x1 = 0 and −1.00 at x1 = 1" in words
    assert "the shape is (1, 3); expected (1, n0) = (1, 2)" in repr(e.check_unit([[4.0, 0.0, 1.0]], [[-2.0]]))


@pytest.mark.parametrize(("w", "b"), [(None, None), (..., ...), (None, [[-2.0]]), ([[4.0, 0.0]], None)])
def test_a_unit_that_is_not_placed_yet_is_told_so_calmly(w, b):
    result = e.check_unit(w, b)
    assert "not yet" in result.headline
    assert not result.findings
    assert not result.passed


@pytest.mark.parametrize("check", RIGHT, ids=lambda check: check.__name__)
def test_they_raise_on_request(check, monkeypatch):
    def stub(*arguments):
        return ...

    assert "not yet" in repr(check(stub))
    monkeypatch.setenv("NNLIB_CHECKS", "raise")
    with pytest.raises(WrongError, match="not yet"):
        check(stub)
    with pytest.raises(WrongError, match="not right yet"):
        e.check_unit([[1.0, 0.0]], [[-0.5]])


def test_two_sums_in_another_order_are_told_so_in_any_form():
    swapped = e.check_two_sums(lambda A2, Y: (-((1 - Y) @ np.log(1 - A2).T), -(Y @ np.log(A2).T)))
    assert "in the wrong order: zeros, ones; expected ones, zeros" in swapped.failure


def test_a_unit_with_weights_and_bias_exchanged_is_told_so():
    assert "in the wrong order: my_b, my_w" in e.check_unit(-3.0, np.array([[8.0, 0.0]])).failure


def test_of_a_unit_that_is_given_nothing_is_traced_to_a_line():
    shown = repr(e.check_unit(np.array([[np.nan, 0.0]]), -2.0))
    assert "not finite" in shown
    assert "line" not in shown.lower()


def test_a_percentage_is_called_one_and_what_is_extra_in_the_line_is_marked():
    for sign in (">", ">="):
        line = f"accuracy = np.mean((A2 {sign} 0.5) == Y) * 100"
        mine = from_a_cell(f"def mine(A2, Y):\n    return {line.removeprefix('accuracy = ')}", "mine")
        said = repr(e.check_accuracy(mine))
        assert "That is a percentage; return a fraction from 0 to 1." in said
        *_, code, marks = said.splitlines()
        assert code.strip() == line
        assert "".join(c for c, mark in zip(code, marks, strict=True) if mark == "^") == "* 100"


def test_greater_and_greater_or_equal_are_one_in_an_accuracy():
    mine = from_a_cell("def mine(A2, Y):\n    return np.sum((A2 > 0.5) == Y)", "mine")
    *_, code, marks = repr(e.check_accuracy(mine)).splitlines()
    assert "(A2 > 0.5)" in code
    assert "".join(c for c, mark in zip(code, marks, strict=False) if mark == "^") == "np.mean"


def test_no_activation_is_offered_for_a_number_of_parameters():
    result = e.check_parameter_count(lambda n0, n1, n2: (n0 + 1) * (n1 + 1))
    assert not result.passed
    assert not any(name in repr(result) for name in ("tanh", "sigmoid", "relu", "np."))
