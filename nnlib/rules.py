"""What each argument must be that is no array of the notes: a rule takes its name and its value.

A rule returns the value as the function is to see it, or refuses it in words that name it.
"""

import inspect
import math
import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from numbers import Real
from typing import Any, TypeVar, cast

import numpy as np

from nnlib.values import LARGEST, TRUTH, Array, as_numbers, described, refuse_nan

T = TypeVar("T")
Rule = Callable[[str, Any], T]

INTEGER: tuple[type[Any], ...] = (int, np.integer)
TEXT: tuple[type[Any], ...] = (str, bytes)


def integer(least: int, most: int | None = None) -> Rule[int]:
    """Make the rule for an int in a range."""
    span = f">= {least}" if most is None else f"from {least} to {most}"

    def rule(name: str, value: Any) -> int:
        wanted = f"{name} must be an int {span}, got {described(value)}"
        if isinstance(value, TRUTH):
            raise TypeError(wanted)
        try:
            number = operator.index(value)
        except TypeError:
            raise TypeError(wanted) from None
        if not least <= number <= (LARGEST if most is None else most):
            raise ValueError(wanted)
        return number

    return rule


def number(wanted: str, fits: Callable[[float], bool]) -> Rule[float]:
    """Make the rule for a number that fits."""

    def rule(name: str, value: Any) -> float:
        message = f"{name} must be {wanted}, got {described(value)}"
        if isinstance(value, bool) or not isinstance(value, Real):
            raise TypeError(f"{name} must be a number, {wanted}, got {described(value)}")
        try:
            number = float(value)
        except OverflowError:
            raise ValueError(message) from None
        if not fits(number):
            raise ValueError(message)
        return number

    return rule


def seed(name: str, value: Any) -> "int | np.random.Generator":
    """Check a seed, or a random generator in its place."""
    if isinstance(value, np.random.Generator):
        return value
    if isinstance(value, bool) or not isinstance(value, INTEGER):
        raise TypeError(f"{name} must be an int >= 0 or a numpy.random.Generator, got {described(value)}")
    if value < 0:
        raise ValueError(f"{name} must be an int >= 0, got {described(value)}")
    return int(value)


def integers(name: str, value: Any) -> tuple[int, ...]:
    """Check a list of ints, which may be empty."""
    if not isinstance(value, Iterable) or isinstance(value, str):
        raise TypeError(f"{name} must be a list of ints >= 0, got {described(value)}")
    each = integer(0)
    return tuple(each(f"{name}[{i}]", number) for i, number in enumerate(cast("Iterable[Any]", value)))


def each(name: str, value: Any, rule: Rule[T]) -> tuple[T, ...]:
    """Check a list of what the rule asks for, one or more."""
    if not isinstance(value, Iterable) or isinstance(value, str) or getattr(cast("Any", value), "ndim", 1) == 0:
        raise TypeError(f"{name} must be a list, got {described(value)}: pass [{name}]")
    checked_values = tuple(rule(f"{name}[{i}]", x) for i, x in enumerate(cast("Iterable[Any]", value)))
    if not checked_values:
        raise ValueError(f"{name} must be a list of one or more, got none")
    return checked_values


def executor(name: str, value: Any) -> Any:
    """Check what takes tasks."""
    if not (hasattr(value, "submit") or callable(value)) or inspect.isclass(value):
        wanted = "a concurrent.futures executor, a joblib.Parallel or a Dask Client"
        raise TypeError(f"{name} must be {wanted}, got {described(value)}")
    return value


def functions(name: str, value: Any) -> dict[str, Callable[..., Any]]:
    """Check a dictionary of functions, by the names of the library's functions whose places they take."""
    wanted = f"{name} must be a dictionary such as {{'backward': my_backward}}"
    if not isinstance(value, Mapping):
        raise TypeError(f"{wanted}, got {described(value)}")
    given = cast("Mapping[str, Any]", value)
    places = ("forward", "cost", "backward", "update")
    for key, function in given.items():
        if key not in places:
            may_be = ", ".join(map(repr, places))
            raise ValueError(f"{name} holds {key!r}; the functions that may be replaced are {may_be}")
        if not callable(function):
            raise TypeError(f"{name}[{key!r}] must be a function, got {described(function)}: pass it without brackets")
    return dict(given)


def shape(name: str, value: Any) -> tuple[int, ...]:
    """Check the shape of an array, of no more than two axes."""
    wanted = f"{name} must be the shape of an array with at most two axes, such as (4, 7)"
    if not isinstance(value, Sequence) or isinstance(value, str):
        fix = ": pass its .shape" if isinstance(value, np.ndarray) else ""
        raise TypeError(f"{wanted}, got {described(value)}{fix}")
    sizes = tuple(integer(1)(f"{name}[{i}]", size) for i, size in enumerate(cast("Sequence[Any]", value)))
    if len(sizes) > 2:
        raise ValueError(f"{wanted}, got {sizes}")
    return sizes


def code(name: str, value: Any) -> str:
    """Check a line of code."""
    if not isinstance(value, str):
        raise TypeError(f'{name} must be a line of code in quotes, such as "W2.T @ dZ2", got {described(value)}')
    return value.strip()


def flag(name: str, value: Any) -> bool:
    """Check a truth value."""
    if not isinstance(value, TRUTH):
        raise TypeError(f"{name} must be True or False, got {described(value)}")
    return bool(value)


def cell(name: str, value: Any) -> tuple[int, ...]:
    """Check the place of a cell in a table."""
    if not isinstance(value, Sequence) or isinstance(value, str) or len(cast("Sequence[Any]", value)) != 2:
        raise TypeError(f"{name} must be a cell (i, j), two ints >= 0, got {described(value)}")
    return tuple(integer(0)(f"{name}[{axis}]", at) for axis, at in enumerate(cast("Sequence[Any]", value)))


def any_shape(name: str, value: Any) -> Array:
    """Check an array of any shape; it may hold inf."""
    array = as_numbers(name, value)
    refuse_nan(name, array)
    return array


positive = number("finite and > 0", lambda x: math.isfinite(x) and x > 0)
not_negative = number("finite and >= 0", lambda x: math.isfinite(x) and x >= 0)


def record(field: str, wanted: str) -> Rule[Any]:
    """Know a result of nnlib's own by one of its fields: its module is built upon this one."""

    def rule(name: str, value: Any) -> Any:
        if not hasattr(value, field):
            raise TypeError(f"{name} must be {wanted}, got {described(value)}")
        return value

    return rule
