"""The functions that a learner writes, and their right equations one by one, so that each can be judged alone.

An equation is a function that asks for quantities by their symbols in the notes: `dZ2(A2, Y)`.  Equations that several
arrays share ask by role, and `ROLES` says what plays it: in dW2, `dZ` is dZ2 and the layer's input `A` is A1.
"""

import inspect
import itertools
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

import numpy as np

from nnlib import network
from nnlib._machinery.door import Array, unchecked
from nnlib._machinery.shapes import SHAPES
from nnlib.activations import ACTIVATIONS, ActivationName
from nnlib.mistakes.small_tasks import SMALL_ROLES, SMALL_TASKS
from nnlib.mistakes.task import FORMS, Equation, Function, Quantities, Task, alone
from nnlib.network import Cache, Gradients, Parameters
from nnlib.training import descend

WHOLES: dict[str, tuple[str, ...]] = {  # the named tuples that a function is given, and their arrays
    "parameters": Parameters._fields,
    "cache": Cache._fields,
    "gradients": Gradients._fields,
}
ROLES: dict[str, dict[str, str]] = {
    "Z1": {"W": "W1", "A": "X", "b": "b1"},
    "Z2": {"W": "W2", "A": "A1", "b": "b2"},
    "dW2": {"dZ": "dZ2", "A": "A1"},
    "db2": {"dZ": "dZ2"},
    "dW1": {"dZ": "dZ1", "A": "X"},
    "db1": {"dZ": "dZ1"},
}
for _name in Parameters._fields:
    _rows, _columns = SHAPES["W" + _name[1]]
    ROLES[_name] = {"w": _name, "dw": "d" + _name, "rows": _rows, "columns": _columns}
ROLES.update(SMALL_ROLES)


def _draw(rows: int, columns: int, rng: np.random.Generator) -> Array:
    return rng.standard_normal((rows, columns)) / np.sqrt(columns)


def _no_bias_yet(rows: int) -> Array:
    return np.zeros((rows, 1))


def _slope(Z: Array, g1_prime: Function) -> Array:
    return g1_prime(Z)


def _Z(W: Array, A: Array, b: Array) -> Array:
    return W @ A + b


def _A1(Z1: Array, g1: Function) -> Array:
    return g1(Z1)


def _A2(Z2: Array) -> Array:
    return ACTIVATIONS["sigmoid"].function(Z2)


def _J(Z2: Array, Y: Array) -> float:
    return unchecked(network.cost)(Cache(Z2, Z2, Z2, Z2), Y)


def _dZ2(A2: Array, Y: Array) -> Array:
    return A2 - Y


def _dW(dZ: Array, A: Array, m: int) -> Array:
    return dZ @ A.T / m


def _db(dZ: Array, m: int) -> Array:
    return np.sum(dZ, axis=1, keepdims=True) / m


def _dZ1(W2: Array, dZ2: Array, Z1: Array, g1_prime: Function) -> Array:
    return W2.T @ dZ2 * g1_prime(Z1)


def _step(w: Array, dw: Array, learning_rate: float) -> Array:
    return w - learning_rate * dw


def _trained(
    parameters: Parameters, X: Array, Y: Array, learning_rate: float, iterations: int, activation: ActivationName
) -> Parameters:
    steps = descend(parameters, X, Y, learning_rate=learning_rate, activation=activation)
    return next(itertools.islice(steps, iterations, None)).parameters


def _gradients(parameters: Parameters, X: Array, Y: Array, activation: ActivationName) -> Gradients:
    cache = unchecked(network.forward)(parameters, X, activation=activation)
    return unchecked(network.backward)(parameters, cache, X, Y, activation=activation)


class Slopes(NamedTuple):
    """What a gradient check measures: the slopes of the cost along W1 (n1, n0), b1 (n1, 1), W2 (n2, n1), b2 (n2, 1)."""

    dW1: Array
    db1: Array
    dW2: Array
    db2: Array


_BACKWARD: dict[str, Equation] = {"dZ2": _dZ2, "dW2": _dW, "db2": _db, "dZ1": _dZ1, "dW1": _dW, "db1": _db}
_LINES = {
    "dZ2": ("A2", "Y"),
    "dW2": ("dZ2", "A1"),
    "db2": ("dZ2",),
    "dZ1": ("W2", "dZ2", "Z1"),
    "dW1": ("dZ1", "X"),
    "db1": ("dZ1",),
}
TASKS: dict[str, Task] = {
    "initialize_parameters": Task(
        ("n0", "n1", "n2", "rng"), {"W1": _draw, "b1": _no_bias_yet, "W2": _draw, "b2": _no_bias_yet}, Parameters
    ),
    "activation_derivative": Task(("Z",), {"slope": _slope}, alone),
    "forward": Task(("parameters", "X"), {"Z1": _Z, "A1": _A1, "Z2": _Z, "A2": _A2}, Cache, fed_forward=True),
    "output_layer": Task(("W2", "b2", "A1"), {"Z2": _Z, "A2": _A2}, dict, fed_forward=True),
    "cost": Task(("cache", "Y"), {"J": _J}, alone, tolerance=5e-5),
    **{line: Task(_LINES[line], {line: equation}, alone) for line, equation in _BACKWARD.items()},
    "backward": Task(("parameters", "cache", "X", "Y"), _BACKWARD, Gradients, fed_forward=True),
    "vectorized": Task(("parameters", "X", "Y"), _BACKWARD, Gradients, fed_forward=True),
    "update": Task(("parameters", "gradients", "learning_rate"), dict.fromkeys(Parameters._fields, _step), Parameters),
    "numerical_gradients": Task(
        ("parameters", "X", "Y"),
        dict.fromkeys(Slopes._fields, _gradients),
        Slopes,
        tolerance=1e-7,
        also_called={name.removeprefix("d"): name for name in Slopes._fields},
    ),
    "training_loop": Task(
        ("parameters", "X", "Y", "learning_rate", "iterations"),
        dict.fromkeys(Parameters._fields, _trained),
        Parameters,
    ),
    **SMALL_TASKS,
}


@cache
def asks_for(equation: Equation) -> tuple[str, ...]:
    """Give the names of the quantities that an equation asks for."""
    return tuple(inspect.signature(equation).parameters)


def quantity(array: str, name: str) -> str:
    """Give the symbol of the quantity that plays a role in the equation of an array."""
    return ROLES.get(array, {}).get(name, name)


def evaluate(equation: Equation, array: str, known: Quantities) -> Any:
    """Compute one array by one equation, right or wrong; of an equation that makes all the arrays take this one."""
    value = equation(**{name: known[quantity(array, name)] for name in asks_for(equation)})
    return getattr(value, array) if hasattr(value, "_fields") else value


def compute(task: Task, known: Quantities, wrong: Mapping[str, Equation]) -> dict[str, Any]:
    """Compute all the arrays of a task, those in `wrong` by the wrong equation."""
    results: dict[str, Any] = {}
    for array, right in task.equations.items():
        seen = {**known, **results} if task.fed_forward else known
        results[array] = evaluate(wrong.get(array, right), array, seen)
    return results


def quantities(arguments: Quantities) -> dict[str, Any]:
    """Name every quantity that a function's arguments hold: their arrays, the sizes, g1 and its derivative."""
    known: dict[str, Any] = {"1": 1, "activation": "tanh", **arguments}
    for whole, fields in WHOLES.items():
        if whole in known:
            known.update(zip(fields, known[whole], strict=True))
    for name, symbols in FORMS.items():
        if name in known and name not in ("x", "w", "b", "y"):
            known.update(zip(symbols, np.shape(known[name]), strict=True))
    known["g1"], known["g1_prime"] = ACTIVATIONS[known["activation"]]
    return known
