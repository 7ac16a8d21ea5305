"""The door of every public function: wrong input is refused here, in words that name the argument and the fix.

`@checked` reads the names in a function's signature.  One name means one thing everywhere in nnlib, so a name is all
that is needed to know what to ask of a value: the shape of an array (`nnlib.shapes`), or the kind and range of a
number (`RULES`).  The function itself is left with its equations.
"""

import difflib
import functools
import inspect
import math
import operator
from collections.abc import Callable, Iterable, Sequence
from numbers import Real
from typing import Any, Literal, ParamSpec, TypeVar, cast, get_args, get_origin

import numpy as np

from nnlib.agreement import Arrays
from nnlib.shapes import SHAPES
from nnlib.values import LARGEST, TRUTH, Array, as_numbers, described, refuse_nan

__all__ = ["Array", "checked", "unchecked"]

P = ParamSpec("P")
R = TypeVar("R")

INTEGER: tuple[type[Any], ...] = (int, np.integer)


def checked(function: Callable[P, R]) -> Callable[P, R]:
    """Let a function see only arguments that are right: arrays in float64, of the shapes that its names promise."""
    signature = inspect.signature(function)

    @functools.wraps(function)
    def door(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            bound = signature.bind(*args, **kwargs)
        except TypeError:
            return function(*args, **kwargs)  # Python's own message says which argument is missing or unknown
        bound.apply_defaults()
        arrays = Arrays()
        for name, value in bound.arguments.items():
            bound.arguments[name] = _check(signature.parameters[name], value, arrays)
        arrays.agree()
        return function(*bound.args, **bound.kwargs)

    return door


def unchecked(function: Callable[P, R]) -> Callable[P, R]:
    """Give the bare function behind the door, for a loop whose arguments were checked once, before it began."""
    return inspect.unwrap(function)


def _check(parameter: inspect.Parameter, value: Any, arrays: Arrays) -> Any:
    name, kind = parameter.name, parameter.annotation
    if value is None and parameter.default is None:
        return None
    if name in SHAPES:
        return arrays.add(name, value)
    if get_origin(kind) is Sequence and (name in RULES or hasattr(get_args(kind)[0], "_fields")):
        return _each(name, value, RULES.get(name) or functools.partial(arrays.add_all, kind=get_args(kind)[0]))
    if name in RULES:
        return RULES[name](name, value)
    if get_origin(kind) is Literal:
        return _choice(name, value, get_args(kind))
    if get_origin(kind) is tuple:
        return _choices(name, value, get_args(kind))
    if hasattr(kind, "_fields"):  # Parameters, Cache or Gradients
        return arrays.add_all(name, value, kind)
    return value


def _choice(name: str, value: Any, choices: tuple[str, ...]) -> str:
    if not isinstance(value, str):
        its_name = getattr(value, "__name__", None)
        got = f"a function: pass its name, {its_name!r}" if its_name in choices else described(value)
        raise TypeError(f"{name} must be one of {_listed(choices)}, got {got}")
    if value not in choices:
        close = difflib.get_close_matches(value.lower(), choices, n=1)
        hint = f". Did you mean {close[0]!r}?" if close else ""
        raise ValueError(f"{name} must be one of {_listed(choices)}, got {value!r}{hint}")
    return value


def _choices(name: str, value: Any, kinds: tuple[Any, ...]) -> tuple[str, ...]:
    """Check a tuple of different words: tuple[Word, Word] is two of them, tuple[Word, ...] any number but none."""
    choices, open_ended = get_args(kinds[0]), Ellipsis in kinds
    count = "one or more" if open_ended else len(kinds)
    wanted = f"{name} must be a tuple of {count} different names out of {_listed(choices)}"
    if not isinstance(value, Sequence) or isinstance(value, str):
        fix = f": pass ({value!r},)" if open_ended and value in choices else ""
        raise TypeError(f"{wanted}, got {described(value)}{fix}")
    words = tuple(_choice(f"{name}[{i}]", word, choices) for i, word in enumerate(cast("Sequence[Any]", value)))
    right_count = len(words) >= 1 if open_ended else len(words) == len(kinds)
    if not right_count or len(set(words)) < len(words):
        raise ValueError(f"{wanted}, got {words}")
    return words


def _integer(least: int, most: int | None = None) -> Callable[[str, Any], int]:
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


def _number(wanted: str, fits: Callable[[float], bool]) -> Callable[[str, Any], float]:
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


def _seed(name: str, value: Any) -> "int | np.random.Generator":
    if isinstance(value, np.random.Generator):
        return value
    if isinstance(value, bool) or not isinstance(value, INTEGER):
        raise TypeError(f"{name} must be an int >= 0 or a numpy.random.Generator, got {described(value)}")
    if value < 0:
        raise ValueError(f"{name} must be an int >= 0, got {described(value)}")
    return int(value)


def _integers(name: str, value: Any) -> tuple[int, ...]:
    if not isinstance(value, Iterable) or isinstance(value, str):
        raise TypeError(f"{name} must be a list of ints >= 0, got {described(value)}")
    each = _integer(0)
    return tuple(each(f"{name}[{i}]", number) for i, number in enumerate(cast("Iterable[Any]", value)))


def _each(name: str, value: Any, rule: Callable[[str, Any], Any]) -> tuple[Any, ...]:
    """Check a list of what the rule asks for, one or more."""
    if not isinstance(value, Iterable) or isinstance(value, str) or getattr(cast("Any", value), "ndim", 1) == 0:
        raise TypeError(f"{name} must be a list, got {described(value)}: pass [{name}]")
    checked_values = tuple(rule(f"{name}[{i}]", x) for i, x in enumerate(cast("Iterable[Any]", value)))
    if not checked_values:
        raise ValueError(f"{name} must be a list of one or more, got none")
    return checked_values


def _executor(name: str, value: Any) -> Any:
    if not (hasattr(value, "submit") or callable(value)) or inspect.isclass(value):
        wanted = "a concurrent.futures executor, a joblib.Parallel or a Dask Client"
        raise TypeError(f"{name} must be {wanted}, got {described(value)}")
    return value


def _shape(name: str, value: Any) -> tuple[int, ...]:
    wanted = f"{name} must be the shape of an array with at most two axes, such as (4, 7)"
    if not isinstance(value, Sequence) or isinstance(value, str):
        fix = ": pass its .shape" if isinstance(value, np.ndarray) else ""
        raise TypeError(f"{wanted}, got {described(value)}{fix}")
    sizes = tuple(_integer(1)(f"{name}[{i}]", size) for i, size in enumerate(cast("Sequence[Any]", value)))
    if len(sizes) > 2:
        raise ValueError(f"{wanted}, got {sizes}")
    return sizes


def _code(name: str, value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f'{name} must be a line of code in quotes, such as "W2.T @ dZ2", got {described(value)}')
    return value.strip()


def _flag(name: str, value: Any) -> bool:
    if not isinstance(value, TRUTH):
        raise TypeError(f"{name} must be True or False, got {described(value)}")
    return bool(value)


def _dataset(name: str, value: Any) -> Any:
    """Check the two arrays of a Dataset, which is known by its fields: its module is built upon this one."""
    if not hasattr(value, "class_names"):
        got = f"a function: call it, {value.__name__}()" if inspect.isfunction(value) else described(value)
        raise TypeError(f"{name} must be a Dataset, as make_moons() gives one, got {got}")
    arrays = Arrays()
    X, Y = (arrays.add(field, getattr(value, field), owner=f"{name}.") for field in ("X", "Y"))
    arrays.agree()
    return value._replace(X=X, Y=Y)


def _sweep(name: str, value: Any) -> Any:
    """Check that this is a Sweep, which is known by its fields: its module is built upon this one."""
    if not hasattr(value, "learning_rates"):
        raise TypeError(f"{name} must be a Sweep, as sweep(…) returns one, got {described(value)}")
    return value


def _cell(name: str, value: Any) -> tuple[int, ...]:
    if not isinstance(value, Sequence) or isinstance(value, str) or len(cast("Sequence[Any]", value)) != 2:
        raise TypeError(f"{name} must be a cell (i, j), two ints >= 0, got {described(value)}")
    return tuple(_integer(0)(f"{name}[{axis}]", at) for axis, at in enumerate(cast("Sequence[Any]", value)))


def _axes(name: str, value: Any) -> Any:
    if not hasattr(value, "add_artist"):
        raise TypeError(f"{name} must be the axes of a figure, as plt.subplots() gives them, got {described(value)}")
    return value


def _listed(choices: tuple[str, ...]) -> str:
    return ", ".join(map(repr, choices))


_count = _integer(1)
_positive = _number("finite and > 0", lambda x: math.isfinite(x) and x > 0)
_not_negative = _number("finite and >= 0", lambda x: math.isfinite(x) and x >= 0)


def _any_shape(name: str, value: Any) -> Array:
    array = as_numbers(name, value)
    refuse_nan(name, array)
    return array


RULES: dict[str, Callable[[str, Any], Any]] = {
    "Z": _any_shape,
    "z": _number("finite", math.isfinite),
    "n0": _count,
    "n1": _count,
    "n2": _count,
    "m": _count,
    "hidden_units": _count,
    "iterations": _integer(0),
    "points": _integer(2),
    "every": _count,
    "executor": _executor,
    "checkpoints": _integers,
    "progress": _flag,
    "weighted": _flag,
    "ax": _axes,
    "seed": _seed,
    "seeds": _integer(0),
    "rng": _seed,
    "learning_rate": _positive,
    "learning_rates": _positive,
    "scale": _positive,
    "step": _positive,
    "tolerance": _positive,
    "noise": _not_negative,
    "turns": _positive,
    "dataset": _dataset,
    "result": _sweep,
    "selected": _cell,
    "expression": _code,
    "left": _code,
    "right": _code,
    "left_shape": _shape,
    "right_shape": _shape,
    "digit": _integer(0, 9),
    "losses": _any_shape,
    "prediction": _number("between 0 and 1, both excluded", lambda x: 0 < x < 1),
    "label": _integer(0, 1),
    "test_fraction": _number("between 0 and 1, both excluded", lambda x: 0 < x < 1),
}
