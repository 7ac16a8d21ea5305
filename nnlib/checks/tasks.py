"""What a learner writes: each task's arguments, and for each array, in order, the right equation as a line of code.

Where an equation is often written in several ways, each way has a line, the likeliest first: a wrong formula is then
near one of them.  The last is the one that is computed, be it the first once more.  g1 is the hidden layer's
activation, and g1_prime its derivative.
"""

import functools
import itertools
from collections.abc import Callable, Collection, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np

from nnlib import network
from nnlib._machinery.calling import WHOLES as WHOLES
from nnlib._machinery.calling import likest, parts
from nnlib._machinery.formulas import Formula, Known, evaluate, read, replaced, with_parts
from nnlib._machinery.shapes import SHAPES
from nnlib._machinery.values import Array
from nnlib.activations import FORMULAS, ActivationName
from nnlib.network import Cache, Gradients, Parameters
from nnlib.training import descend

# The shape in symbols of every array that a task may ask for, as far as it has one: the notes', and those of the tasks.
FORMS: dict[str, tuple[str, str]] = {
    **SHAPES,
    "Z": ("as", "Z"),
    "X_rows": ("m", "n0"),
    "dZ1_rows": ("m", "n1"),
    "dW1_rows": ("n0", "n1"),
    "db1_rows": ("1", "n1"),
    "my_w": ("1", "n0"),
    "my_b": ("1", "1"),
    "raw_train": ("n0", "m"),
    "raw_test": ("n0", "m_test"),
    "X_train": ("n0", "m"),
}


class Slopes(NamedTuple):
    """What a gradient check measures: the slopes of the cost along W1 (n1, n0), b1 (n1, 1), W2 (n2, n1), b2 (n2, 1)."""

    dW1: Array
    db1: Array
    dW2: Array
    db2: Array


def alone(**results: Any) -> Any:
    """Return the only array of a task by itself."""
    (value,) = results.values()
    return value


class Task(NamedTuple):
    """A function that a learner writes: its arguments, its equations in the order of the notes, and what it returns.

    Where arrays are `fed_forward`, the equations after one use it.  Two numbers further apart than the `tolerance`,
    relative to the largest of their array, are not the same.  In a dictionary an array may be `also_called` otherwise.
    What is no formula, since it is drawn, measured or trained, is `made` from all quantities by a function.
    """

    arguments: tuple[str, ...]
    equations: Mapping[str, tuple[str, ...]]
    returns: Callable[..., Any] = dict
    fed_forward: bool = False
    tolerance: float = 1e-6
    also_called: Mapping[str, str] = MappingProxyType({})
    made: Callable[[Known], tuple[Any, ...]] | None = None

    @property
    def given(self) -> list[str]:
        """The arrays and numbers that the function is given, as parts of a whole or alone, in order."""
        return parts(self.arguments)

    def array_called(self, name: str) -> str:
        """Name the array that is meant by a name of elsewhere, such as W1 for the shape of W1; nothing if none is."""
        return self.also_called.get(likest(name, self.also_called) or "", likest(name, self.equations) or "")


def _trained(known: Known) -> Parameters:
    options = {name: known[name] for name in ("learning_rate", "activation")}
    steps = descend(known["parameters"], known["X"], known["Y"], **options)
    return next(itertools.islice(steps, known["iterations"], None)).parameters


def _slopes(known: Known) -> Slopes:
    X, Y, activation = known["X"], known["Y"], known["activation"]
    cache = network.forward(known["parameters"], X, activation=activation)
    gradients = network.backward(known["parameters"], cache, X, Y, activation=activation)
    return Slopes(gradients.dW1, gradients.db1, gradients.dW2, gradients.db2)


def _start(known: Known) -> Parameters:
    return network.initialize_parameters(known["n0"], known["n1"], known["n2"], rng=known["rng"])


def _unit(known: Known) -> tuple[Array, Array]:
    return np.array([[4.0, 0.0]]), np.array([[-2.0]])


_LOSSES = "Y * np.log(A2) + (1 - Y) * np.log(1 - A2)"
_COST = (
    f"-np.sum({_LOSSES}) / m",
    f"-np.mean({_LOSSES})",
    "-(Y @ np.log(A2).T + (1 - Y) @ np.log(1 - A2).T) / m",
    "np.mean(np.maximum(Z2, 0) - Z2 * Y + np.log1p(np.exp(-np.abs(Z2))))",  # lesson 02's, which is finite for any Z2
)
_BACKWARD = {
    "dZ2": ("A2 - Y", "(-Y / A2 + (1 - Y) / (1 - A2)) * (A2 * (1 - A2))", "A2 - Y"),
    "dW2": ("dZ2 @ A1.T / m",),
    "db2": ("np.sum(dZ2, axis=1, keepdims=True) / m", "np.mean(dZ2, axis=1, keepdims=True)"),
    "dZ1": ("W2.T @ dZ2 * slope_in_A1", "W2.T @ dZ2 * g1_prime(Z1)"),
    "dW1": ("dZ1 @ X.T / m",),
    "db1": ("np.sum(dZ1, axis=1, keepdims=True) / m", "np.mean(dZ1, axis=1, keepdims=True)"),
}
_LINES = {
    "dZ2": ("A2", "Y"),
    "dW2": ("dZ2", "A1"),
    "db2": ("dZ2",),
    "dZ1": ("W2", "dZ2", "Z1"),
    "dW1": ("dZ1", "X"),
    "db1": ("dZ1",),
}
_STANDARDIZED = "({} - np.mean(raw_train, axis=1, keepdims=True)) / np.std(raw_train, axis=1, keepdims=True)"
_NO_FORMULA: dict[str, tuple[str, ...]] = dict.fromkeys(Parameters._fields, ())

_HITS = tuple(f"np.mean((A2 {above} 0.5) == Y)" for above in (">=", ">", ">="))

TASKS: dict[str, Task] = {
    "initialize_parameters": Task(("n0", "n1", "n2", "rng"), _NO_FORMULA, Parameters, made=_start),
    "activation_derivative": Task(("Z",), {"slope": ("slope_in_Z", "g1_prime(Z)")}, alone),
    "forward": Task(
        ("parameters", "X"),
        {
            "Z1": ("W1 @ X + b1",),
            "A1": ("g1(Z1)",),
            "Z2": ("W2 @ A1 + b2",),
            "A2": ("sigmoid(Z2)", "1 / (1 + np.exp(-Z2))", "sigmoid(Z2)"),
        },
        Cache,
        fed_forward=True,
    ),
    "output_layer": Task(
        ("W2", "b2", "A1"),
        {"Z2": ("W2 @ A1 + b2",), "A2": ("sigmoid(Z2)", "1 / (1 + np.exp(-Z2))", "sigmoid(Z2)")},
        fed_forward=True,
    ),
    "cost": Task(("cache", "Y"), {"J": _COST}, alone, tolerance=5e-5),
    "safe_cost": Task(("cache", "Y"), {"J": _COST}, alone, tolerance=5e-5),
    **{line: Task(_LINES[line], {line: forms}, alone) for line, forms in _BACKWARD.items()},
    "backward": Task(("parameters", "cache", "X", "Y"), _BACKWARD, Gradients, fed_forward=True),
    "vectorized": Task(("parameters", "X", "Y"), _BACKWARD, Gradients, fed_forward=True),
    "update": Task(
        ("parameters", "gradients", "learning_rate"),
        {name: (f"{name} - learning_rate * d{name}",) for name in Parameters._fields},
        Parameters,
    ),
    "numerical_gradients": Task(
        ("parameters", "X", "Y"),
        dict.fromkeys(Slopes._fields, ()),
        Slopes,
        tolerance=1e-7,
        also_called={name.removeprefix("d"): name for name in Slopes._fields},
        made=_slopes,
    ),
    "training_loop": Task(
        ("parameters", "X", "Y", "learning_rate", "iterations"), _NO_FORMULA, Parameters, made=_trained
    ),
    "shapes": Task(
        ("n0", "n1", "n2"),
        {"shape_W1": ("(n1, n0)",), "shape_b1": ("(n1, 1)",), "shape_W2": ("(n2, n1)",), "shape_b2": ("(n2, 1)",)},
        also_called={name.removeprefix("shape_"): name for name in ("shape_W1", "shape_b1", "shape_W2", "shape_b2")},
    ),
    "parameter_count": Task(("n0", "n1", "n2"), {"count": ("n1 * n0 + n1 + n2 * n1 + n2",)}, alone),
    "two_sums": Task(
        ("A2", "Y"),
        {
            "ones": ("-(Y @ np.log(A2).T)", "-np.sum(Y * np.log(A2))"),
            "zeros": ("-((1 - Y) @ np.log(1 - A2).T)", "-np.sum((1 - Y) * np.log(1 - A2))"),
        },
        tolerance=5e-5,
    ),
    "gradients_in_rows": Task(
        ("dZ1_rows", "X_rows"),
        {
            "dW1_rows": ("X_rows.T @ dZ1_rows / m",),
            "db1_rows": ("np.sum(dZ1_rows, axis=0, keepdims=True) / m", "np.mean(dZ1_rows, axis=0, keepdims=True)"),
        },
        also_called={"dW1": "dW1_rows", "db1": "db1_rows"},
    ),
    "unit": Task((), {"my_w": (), "my_b": ()}, made=_unit),
    "standardized": Task(
        ("raw_train", "raw_test"),
        {f"X_{part}": (_STANDARDIZED.format(f"raw_{part}"),) for part in ("train", "test")},
        tolerance=5e-5,
        also_called={"train": "X_train", "test": "X_test"},
    ),
    "accuracy": Task(("A2", "Y"), {"accuracy": _HITS}, alone),
}
# g1 and g1_prime by their names in code, and the slope as it is often written: of Z, and of A1.
IN_CODE: dict[ActivationName, dict[str, Formula]] = {
    name: {
        "g1({})": "np.tanh({})" if name == "tanh" else f"{name}({{}})",
        "slope_in_A1": read(formulas.slope_of_A1),
        "slope_in_Z": read(formulas.slope_of_Z),
    }
    for name, formulas in FORMULAS.items()
}


@functools.cache
def in_code(formula: str, activation: ActivationName) -> Formula:
    """Read a formula of the tables, with the hidden layer's activation and its slope in their places."""
    names = {**IN_CODE[activation], "g1_prime({})": f"{activation}_derivative({{}})"}
    return replaced(read(formula), names)


def right_forms(task: Task, array: str, activation: ActivationName) -> list[Formula]:
    """Give the ways in which the right equation of an array may be written."""
    return [in_code(formula, activation) for formula in task.equations[array]]


def computed_form(task: Task, array: str, activation: ActivationName) -> Formula | None:
    """Give the way in which the right equation of an array is computed; None for what is no formula."""
    return right_forms(task, array, activation)[-1] if task.equations[array] else None


def in_terms_of(names: Collection[str], formula: Formula, activation: ActivationName) -> Formula:
    """Write a formula with the one of A1 and Z1 that is among the names, where the other is not."""
    whole, slope = IN_CODE[activation]["g1({})"], f"{activation}_derivative({{}})"
    if "A1" in names and "Z1" not in names:
        return with_parts(formula, {(whole, "Z1"): "A1", (slope, "Z1"): IN_CODE[activation]["slope_in_A1"]})
    return with_parts(formula, {"A1": (whole, "Z1")}) if "Z1" in names and "A1" not in names else formula


def solve(task: Task, known: Known, wrong: Mapping[str, Formula] = MappingProxyType({})) -> dict[str, Any]:
    """Compute all the arrays of a task, those in `wrong` by the wrong formula.

    Raises:
        ValueError, TypeError: NumPy's own, where the shapes in a wrong formula do not fit.
    """
    if task.made is not None:
        return dict(zip(task.equations, task.made(known), strict=True))
    results = dict[str, Any]()
    for array in task.equations:
        formula = wrong.get(array) or computed_form(task, array, known["activation"])
        results[array] = evaluate(formula, {**known, **results} if task.fed_forward else known)
    return results
