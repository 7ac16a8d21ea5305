"""What a task is: a function that a learner writes, equation by equation."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from nnlib._machinery.door import Array
from nnlib._machinery.shapes import SHAPES

Equation = Callable[..., Any]
Quantities = Mapping[str, Any]
Function = Callable[[Array], Array]

# The shape in symbols of every array that a task may ask for, as far as it has one: the notes', and those of the tasks.
FORMS: dict[str, tuple[str, str]] = {
    **SHAPES,
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


def in_symbols(array: str) -> str:
    """Write the shape of an array: "(n1, m)"."""
    return f"({', '.join(FORMS[array])})"


class Task(NamedTuple):
    """A function that a learner writes: its arguments, its equations in the order of the notes, and what it returns.

    Where arrays are `fed_forward`, the equations after one use it.  Two numbers further apart than the `tolerance`,
    relative to the largest of their array, are not the same.  In a dictionary an array may be `also_called` otherwise.
    """

    arguments: tuple[str, ...]
    equations: Mapping[str, Equation]
    returns: Callable[..., Any]
    fed_forward: bool = False
    tolerance: float = 1e-6
    also_called: Mapping[str, str] = MappingProxyType({})


def alone(**results: Any) -> Any:
    """Return the only array of a task by itself."""
    (value,) = results.values()
    return value
