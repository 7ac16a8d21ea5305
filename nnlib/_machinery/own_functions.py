"""A learner's own forward, cost, backward and update, in place of the library's.

They may return what the checks of `nnlib.exercises` accept: a tuple, a dictionary or a named tuple, and biases in a
row.  Here that is brought into the notes' form.
"""

import inspect
from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any, NamedTuple, cast

import numpy as np

from nnlib import network
from nnlib._machinery.rules import Array
from nnlib._machinery.shapes import SHAPES
from nnlib._machinery.values import described
from nnlib.activations import ActivationName
from nnlib.network import Cache, Gradients, Parameters

# A run that diverges overflows on its way; the cost tells, and `DivergenceError` says it in words, so NumPy need not
# warn as well.
quiet = np.errstate(over="ignore", invalid="ignore")


def functions(name: str, value: Any) -> dict[str, Callable[..., Any]]:
    """Check a dictionary of functions, by the names of the library's functions whose places they take."""
    wanted = f"{name} must be a dictionary such as {{'backward': my_backward}}"
    if not isinstance(value, Mapping):
        raise TypeError(f"{wanted}, got {described(value)}")
    given = cast("Mapping[str, Any]", value)
    for key, function in given.items():
        if key not in Functions._fields:
            may_be = ", ".join(map(repr, Functions._fields))
            raise ValueError(f"{name} holds {key!r}; the functions that may be replaced are {may_be}")
        if not callable(function):
            raise TypeError(f"{name}[{key!r}] must be a function, got {described(function)}: pass it without brackets")
    return dict(given)


OwnFunctions = Annotated[Mapping[str, Callable[..., Any]], functions]


class Functions(NamedTuple):
    """The four functions of one step."""

    forward: Callable[..., Cache] = quiet(network.forward)
    cost: Callable[..., float] = quiet(network.cost)
    backward: Callable[..., Gradients] = quiet(network.backward)
    update: Callable[..., Parameters] = quiet(network.update)


def functions_with(own: Mapping[str, Callable[..., Any]] | None, like: Parameters, m: int) -> Functions:
    """Put a learner's functions into the places of the library's.

    Args:
        own: functions by the names of those that they replace; None for none.
        like: parameters of the shapes that the functions are to return.
        m: number of examples.
    """
    n1, n0 = like.W1.shape
    sizes = {"n0": n0, "n1": n1, "n2": len(like.W2), "m": m, "1": 1}
    kinds = {"forward": Cache, "backward": Gradients, "update": Parameters}
    taken = {name: _taken(name, function, kinds.get(name), sizes) for name, function in (own or {}).items()}
    return Functions()._replace(**taken)


def _taken(name: str, function: Callable[..., Any], kind: Any, sizes: Mapping[str, int]) -> Callable[..., Any]:
    parameters = inspect.signature(function).parameters
    takes_activation = "activation" in parameters or any(p.kind is p.VAR_KEYWORD for p in parameters.values())

    @quiet
    def call(*arguments: Any, activation: ActivationName = "tanh") -> Any:
        options = {"activation": activation} if takes_activation else {}
        returned = function(*arguments, **options)
        return _number(name, returned) if kind is None else _arrays(name, returned, kind, sizes)

    return call


def _number(name: str, returned: Any) -> float:
    if np.size(returned) != 1:
        raise ValueError(f"functions[{name!r}] returned {described(returned)}; expected one number: see check_{name}")
    return float(np.reshape(returned, ()))


def _arrays(name: str, returned: Any, kind: Any, sizes: Mapping[str, int]) -> Any:
    """Make the named tuple of what was returned; the gradients dZ, which no step reads, may be left out."""
    fields: Sequence[str] = kind._fields
    if hasattr(returned, "_asdict"):
        returned = returned._asdict()
    if not isinstance(returned, Mapping):
        values: list[Any] = list(cast("Sequence[Any]", returned)) if isinstance(returned, Sequence) else []
        returned = dict(zip(fields, values, strict=True)) if len(values) == len(fields) else {}
    given = cast("Mapping[str, Any]", returned)
    missing = [field for field in fields if field not in given and field not in ("dZ2", "dZ1")]
    if missing:
        wanted = ", ".join(fields)
        raise ValueError(f"functions[{name!r}] did not return {', '.join(missing)} of {wanted}: see check_{name}")
    return kind(*(_as_in_notes(name, field, given[field], sizes) if field in given else None for field in fields))


def _as_in_notes(name: str, field: str, value: Any, sizes: Mapping[str, int]) -> Array:
    """Give an array in its shape; a row of biases, and one number, are put into it."""
    shape = tuple(sizes[symbol] for symbol in SHAPES[field])
    array = np.asarray(value, dtype=float)
    if array.shape != shape and (array.size != np.prod(shape) or 1 not in shape[1:]):
        expected = f"({', '.join(SHAPES[field])}) = {shape}"
        raise ValueError(
            f"functions[{name!r}] returned {field} of shape {array.shape}; expected {expected}: see check_{name}"
        )
    return array.reshape(shape)
