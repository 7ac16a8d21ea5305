"""A loop over the examples is seen, though NumPy or Python runs it in C; what only looks like one is none."""

import functools
import itertools
import operator

import numpy as np
import pytest

import nnlib
from nnlib.checks import check_vectorized
from nnlib.checks.watching import parts_taken

ROW, TABLE = np.arange(4.0).reshape(1, 4), np.arange(8.0).reshape(2, 4)


def taken(function):
    """How many parts a function on one line takes of these two arrays."""
    return sum(parts_taken(function, [ROW.copy()], {"table": TABLE.copy()}).values())


def vectorized(dW2=lambda dZ2, A1: dZ2 @ A1.T, db2=lambda dZ2: np.sum(dZ2, axis=1, keepdims=True)):
    """The six equations, with two products in a form of one's own."""

    def of_all(parameters, X, Y):
        cache, m = nnlib.forward(parameters, X), X.shape[1]
        Z1 = parameters.W1 @ X + parameters.b1
        A1 = np.tanh(Z1)
        dZ2 = 1 / (1 + np.exp(-parameters.W2 @ A1 - parameters.b2)) - Y
        dZ1 = parameters.W2.T @ dZ2 * (1 - cache.A1**2)
        return dZ2, dW2(dZ2, A1) / m, db2(dZ2) / m, dZ1, dZ1 @ X.T / m, np.mean(dZ1, axis=1, keepdims=True)

    return of_all


def shows_what_it_has(dZ2, A1):
    print(dZ2, A1)
    return dZ2 @ A1.T


@functools.cache
def ones(m):
    return np.ones((m, 1))


def with_ones(dZ2, A1):
    return (dZ2 * A1 @ ones(A1.shape[1])).T


def tells_of_many(dZ2, A1):
    if A1.shape[1] > 10:
        print("many examples")
    return dZ2 @ A1.T


def layer_by_layer(parameters, cache, X, Y):
    gradients, dZ, m = {}, cache.A2 - Y, X.shape[1]
    for layer, A in ((2, cache.A1), (1, X)):
        gradients.update({f"dZ{layer}": dZ, f"dW{layer}": dZ @ A.T / m, f"db{layer}": dZ.mean(axis=1, keepdims=True)})
        if layer == 2:
            dZ = parameters.W2.T @ dZ * (1 - A**2)
    return gradients


def test_a_loop_over_layers_is_none_over_the_examples():
    assert check_vectorized(layer_by_layer).passed


@pytest.mark.parametrize(
    "right",
    [
        vectorized(),
        vectorized(shows_what_it_has),
        vectorized(lambda dZ2, A1: np.einsum("ij,kj->ik", dZ2, A1, optimize=True)),
        vectorized(lambda dZ2, A1: np.tensordot(dZ2, A1, axes=([1], [1]))),
        vectorized(lambda dZ2, A1: np.sum(dZ2[:, None, :] * A1[None], axis=2)),
        vectorized(lambda dZ2, A1: np.asarray(np.matrix(dZ2) * np.matrix(A1).T)),
        vectorized(db2=lambda dZ2: np.apply_along_axis(np.sum, 1, dZ2).reshape(-1, 1)),
        vectorized(db2=lambda dZ2: dZ2.dot(np.ones((dZ2.shape[1], 1)))),
        vectorized(lambda dZ2, A1: np.vstack([one @ A1.T for one in dZ2])),  # over the one output
        vectorized(with_ones),
        vectorized(tells_of_many),
    ],
)
def test_what_numpy_does_at_once_is_no_loop(right):
    assert check_vectorized(right).passed


@pytest.mark.parametrize(
    "loop",
    [
        vectorized(lambda dZ2, A1: sum(map(np.outer, dZ2.T, A1.T))),
        vectorized(lambda dZ2, A1: functools.reduce(np.add, map(np.outer, dZ2.T, A1.T))),
        vectorized(lambda dZ2, A1: np.sum(list(itertools.starmap(np.outer, zip(dZ2.T, A1.T, strict=True))), axis=0)),
        vectorized(lambda dZ2, A1: np.sum(list(map(operator.mul, dZ2[0], A1.T)), axis=0, keepdims=True)),
        vectorized(db2=lambda dZ2: sum(dZ2.T).reshape(-1, 1)),
        vectorized(db2=lambda dZ2: sum(dZ2[:, [i]] for i in range(dZ2.shape[1]))),
    ],
)
def test_a_loop_that_runs_in_c_is_still_a_loop(loop):
    result = check_vectorized(loop)
    assert "the numbers are right, but there is still a loop over the examples" in repr(result)
    assert {verdict for _, _, verdict in result.rows} == {"✗ right, but by a loop"}


@pytest.mark.parametrize(
    ("function", "times"),
    [
        (lambda row, table: row.shape, 0),
        (lambda row, table: np.exp(row + table), 0),
        (lambda row, table: [row[0, 0], table[1]], 2),
        (lambda row, table: (row + table)[0], 1),
        (lambda row, table: np.divmod(row, 3)[0][0], 1),  # of the pair itself none is an array's
        (lambda row, table: list(table.T), 5),  # four columns, and the end
        (lambda row, table: [*map(operator.mul, table.T, table.T)], 9),  # whose end is asked of one alone
        (lambda row, table: str(table), 0),
        (lambda row, table: (row[0], row @ np.zeros((3, 3))), 0),  # fails: nothing is counted
    ],
)
def test_the_parts_that_are_taken_of_an_array_are_counted(function, times):
    assert taken(function) == times


def test_the_arrays_of_a_named_tuple_are_watched_too():
    cache = nnlib.Cache(ROW, ROW, ROW, ROW)
    assert sum(parts_taken(lambda cache: cache.A1[0] + cache.A2[0], [cache], {}).values()) == 2
    assert type(cache.A1) is np.ndarray
