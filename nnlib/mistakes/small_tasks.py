"""The tasks that are smaller than a function of the network: shapes, a count, two sums, rows, one unit.

And two for held-out examples: to standardize them, and to give the accuracy on them.
"""

import numpy as np

from nnlib._machinery.door import Array, unchecked
from nnlib.datasets import standardize
from nnlib.mistakes.task import Task, alone

SMALL_ROLES: dict[str, dict[str, str]] = {
    "shape_W1": {"rows": "n1", "columns": "n0"},
    "shape_b1": {"rows": "n1", "columns": "n0"},
    "shape_W2": {"rows": "n2", "columns": "n1"},
    "shape_b2": {"rows": "n2", "columns": "n1"},
    "X_train": {"raw": "raw_train"},
    "X_test": {"raw": "raw_test"},
}


def _shape_of_weights(rows: int, columns: int) -> Array:
    return np.array([rows, columns])


def _shape_of_biases(rows: int) -> Array:
    return np.array([rows, 1])


def _count(n0: int, n1: int, n2: int) -> int:
    return n1 * n0 + n1 + n2 * n1 + n2


def _ones(A2: Array, Y: Array) -> float:
    return -(Y @ np.log(A2).T).item()


def _zeros(A2: Array, Y: Array) -> float:
    return -((1 - Y) @ np.log(1 - A2).T).item()


def _dW1_rows(dZ1_rows: Array, X_rows: Array, m: int) -> Array:
    return X_rows.T @ dZ1_rows / m


def _db1_rows(dZ1_rows: Array, m: int) -> Array:
    return np.sum(dZ1_rows, axis=0, keepdims=True) / m


def _my_w() -> Array:
    """Weights of a unit that is steep enough, and reads x1 alone: one good answer of many."""
    return np.array([[4.0, 0.0]])


def _my_b(my_w: Array) -> Array:
    """The bias that puts the unit's line at x1 = 0.5."""
    return -my_w[:, :1] / 2


def _standardized(raw: Array, raw_train: Array) -> Array:
    return unchecked(standardize)(raw, raw_train)


def _accuracy(A2: Array, Y: Array) -> float:
    return float(np.mean((A2 >= 0.5) == Y, dtype=np.float64))


SMALL_TASKS: dict[str, Task] = {
    "all_shapes": Task(
        ("n0", "n1", "n2"),
        {
            "shape_W1": _shape_of_weights,
            "shape_b1": _shape_of_biases,
            "shape_W2": _shape_of_weights,
            "shape_b2": _shape_of_biases,
        },
        dict,
        also_called={name.removeprefix("shape_"): name for name in ("shape_W1", "shape_b1", "shape_W2", "shape_b2")},
    ),
    "count_parameters": Task(("n0", "n1", "n2"), {"count": _count}, alone),
    "two_sums": Task(("A2", "Y"), {"ones": _ones, "zeros": _zeros}, dict, tolerance=5e-5),
    "gradients_in_rows": Task(
        ("dZ1_rows", "X_rows"),
        {"dW1_rows": _dW1_rows, "db1_rows": _db1_rows},
        dict,
        also_called={"dW1": "dW1_rows", "db1": "db1_rows"},
    ),
    "unit": Task((), {"my_w": _my_w, "my_b": _my_b}, dict, fed_forward=True),
    "standardized": Task(
        ("raw_train", "raw_test"),
        dict.fromkeys(("X_train", "X_test"), _standardized),
        dict,
        tolerance=5e-5,
        also_called={"train": "X_train", "test": "X_test"},
    ),
    "accuracy": Task(("A2", "Y"), {"accuracy": _accuracy}, alone),
}
