"""What the arguments of pictures must be: rows of numbers, dictionaries by name, sizes, and functions that draw."""

import inspect
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar, cast

import numpy as np

from nnlib.rules import TEXT, Rule, positive
from nnlib.values import Array, as_numbers, described, refuse_infinite

T = TypeVar("T")


def axes(name: str, value: Any) -> Any:
    """Check the axes of one plot."""
    if not hasattr(value, "add_artist"):
        raise TypeError(f"{name} must be the axes of a figure, as plt.subplots() gives them, got {described(value)}")
    return value


def numbers(name: str, value: Any) -> Array:
    """Check a row of numbers, one or more."""
    array = as_numbers(name, value)
    if array.ndim != 1 or array.size == 0:
        fix = f": pass np.ravel({name})" if array.size else ": it is empty"
        raise ValueError(f"{name} has shape {array.shape}; expected (k,), a row of one or more numbers{fix}")
    return array


def costs(name: str, value: Any) -> Array:
    """Check a row of numbers, all of them finite."""
    array = numbers(name, value)
    refuse_infinite(name, array)
    return array


def costs_that_may_end(name: str, value: Any) -> Array:
    """Check the costs of a run that may have diverged: the first is finite."""
    array = numbers(name, value)
    refuse_infinite(f"{name}[:1]", array[:1])
    return array


def measured(name: str, value: Any) -> Array:
    """Check a row of numbers for a logarithmic axis."""
    array = numbers(name, value)
    refuse_infinite(name, array)
    if (array <= 0).any():
        place = int(np.flatnonzero(array <= 0)[0])
        raise ValueError(f"{name} must be > 0 everywhere, got {array[place]:g} at [{place}]")
    return array


def matrix(name: str, value: Any) -> Array:
    """Check an array of two axes."""
    array = as_numbers(name, value)
    if array.ndim != 2 or array.size == 0:
        raise ValueError(f"{name} has shape {array.shape}; expected a matrix, (rows, columns)")
    refuse_infinite(name, array)
    return array


def by_name(rule: Rule[T]) -> Rule[dict[str, T]]:
    """Check a dictionary, one or more of what the rule asks for, each under its name."""

    def rule_of_each(name: str, value: Any) -> dict[str, T]:
        if not isinstance(value, Mapping):
            raise TypeError(f"{name} must be a dictionary with names for its keys, got {described(value)}")
        found = {str(key): rule(f"{name}[{key!r}]", x) for key, x in cast("Mapping[Any, Any]", value).items()}
        if not found:
            raise ValueError(f"{name} must be a dictionary of one or more, got an empty one")
        return found

    return rule_of_each


def matrices(name: str, value: Any) -> dict[str, Array]:
    """Check the matrices of one row: a named tuple of them, or a dictionary."""
    if hasattr(value, "_asdict"):
        value = value._asdict()
    if not isinstance(value, Mapping):
        wanted = 'Parameters, a Cache, Gradients or a dictionary such as {"W1": W1}'
        raise TypeError(f"{name} must be {wanted}, got {described(value)}")
    return by_name(matrix)(name, value)


def words(count: int | None = None) -> Rule[tuple[str, ...]]:
    """Check a tuple of so many texts, or of any number."""
    wanted = f"a tuple of {'texts' if count is None else f'{count} texts'}"

    def rule(name: str, value: Any) -> tuple[str, ...]:
        if not isinstance(value, Sequence) or isinstance(value, TEXT):
            raise TypeError(f"{name} must be {wanted}, got {described(value)}")
        texts = tuple(cast("Sequence[Any]", value))
        for place, text in enumerate(texts):
            if not isinstance(text, str):
                raise TypeError(f"{name}[{place}] must be a text, got {described(text)}")
        if count is not None and len(texts) != count:
            raise ValueError(f"{name} must be {wanted}, got {len(texts)}")
        return texts

    return rule


def size(name: str, value: Any) -> tuple[float, float]:
    """Check the width and height of a picture."""
    wanted = f"{name} must be (width, height), two numbers > 0 in units of 100 pixels"
    if not isinstance(value, Sequence) or isinstance(value, TEXT) or len(cast("Sequence[Any]", value)) != 2:
        raise TypeError(f"{wanted}, got {described(value)}")
    width, height = (positive(f"{name}[{axis}]", length) for axis, length in enumerate(cast("Sequence[Any]", value)))
    return width, height


def plot(name: str, value: Any) -> Any:
    """Check a function that draws."""
    if not callable(value) or inspect.isclass(value):
        wanted = "a function that draws on axes, such as plot_cost or lambda ax: plot_cost(ax, costs)"
        raise TypeError(f"{name} must be {wanted}, got {described(value)}")
    return value
