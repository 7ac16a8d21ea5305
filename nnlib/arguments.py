"""The door of every public function: wrong input is refused here, in words that name the argument and the fix.

`@checked` reads the names in a function's signature.  One name means one thing everywhere in nnlib, so a name is all
that is needed to know what to ask of a value: the shape of an array (`nnlib.shapes`), or the kind and range of
anything else (`RULES`).  The function itself is left with its equations.
"""

import difflib
import functools
import inspect
import math
from collections.abc import Callable, Sequence
from typing import Any, Literal, ParamSpec, TypeVar, cast, get_args, get_origin

from nnlib import picture_rules, rules
from nnlib.agreement import Arrays
from nnlib.shapes import SHAPES
from nnlib.values import Array, described

__all__ = ["Array", "checked", "unchecked"]

P = ParamSpec("P")
R = TypeVar("R")


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
    if name == "dataset":
        return _dataset(name, value, arrays)
    if name in SHAPES:
        return arrays.add(name, value)
    if get_origin(kind) is Sequence and (name in RULES or hasattr(get_args(kind)[0], "_fields")):
        return rules.each(name, value, RULES.get(name) or functools.partial(arrays.add_all, kind=get_args(kind)[0]))
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


def _dataset(name: str, value: Any, arrays: Arrays) -> Any:
    """Take both arrays of a Dataset, which is known by its fields, into the call: its module is built upon this one."""
    if not hasattr(value, "class_names"):
        got = f"a function: call it, {value.__name__}()" if inspect.isfunction(value) else described(value)
        raise TypeError(f"{name} must be a Dataset, as make_moons() gives one, got {got}")
    X, Y = (arrays.add(field, getattr(value, field), owner=f"{name}.") for field in ("X", "Y"))
    return value._replace(X=X, Y=Y)


def _listed(choices: tuple[str, ...]) -> str:
    return ", ".join(map(repr, choices))


_count = rules.integer(1)


RULES: dict[str, Callable[[str, Any], Any]] = {
    "Z": rules.any_shape,
    "z": rules.number("finite", math.isfinite),
    "n0": _count,
    "n1": _count,
    "n2": _count,
    "m": _count,
    "hidden_units": _count,
    "iterations": rules.integer(0),
    "points": rules.integer(2),
    "every": _count,
    "executor": rules.executor,
    "functions": rules.functions,
    "checkpoints": rules.integers,
    "progress": rules.flag,
    "weighted": rules.flag,
    "row_by_row": rules.flag,
    "slope": rules.flag,
    "ax": picture_rules.axes,
    "seed": rules.seed,
    "seeds": rules.integer(0),
    "rng": rules.seed,
    "learning_rate": rules.positive,
    "learning_rates": rules.positive,
    "scale": rules.positive,
    "distance": rules.positive,
    "step": rules.integer(0),
    "tolerance": rules.positive,
    "noise": rules.not_negative,
    "turns": rules.positive,
    "result": rules.record("learning_rates", "a Sweep, as sweep(…) returns one"),
    "selected": rules.cell,
    "expression": rules.code,
    "left": rules.code,
    "right": rules.code,
    "left_shape": rules.shape,
    "right_shape": rules.shape,
    "digit": rules.integer(0, 9),
    "losses": rules.any_shape,
    "prediction": rules.number("between 0 and 1, both excluded", lambda x: 0 < x < 1),
    "label": rules.integer(0, 1),
    "number": rules.integer(1, 5),
    "test_fraction": rules.number("between 0 and 1, both excluded", lambda x: 0 < x < 1),
    "costs": picture_rules.costs,
    "parts": picture_rules.costs,
    "fall": rules.number("finite", math.isfinite),
    "runs": picture_rules.by_name(picture_rules.costs_that_may_end),
    "checks": picture_rules.by_name(rules.record("rows", "a GradientCheck, as gradient_check(…) returns one")),
    "passes": picture_rules.by_name(rules.integer(1)),
    "most": _count,
    "top": rules.positive,
    "sizes": picture_rules.measured,
    "loop": picture_rules.measured,
    "vectorized": picture_rules.measured,
    "graph": rules.record("nodes", "a Graph, as network_graph(…) returns one"),
    "landscape": rules.record("along", "a Landscape, as landscape(…) returns one"),
    "class_names": picture_rules.words(2),
    "titles": picture_rules.words(),
    "rows": lambda name, value: rules.each(name, value, picture_rules.matrices),
    "plot": picture_rules.plot,
    "plots": lambda name, value: rules.each(name, value, picture_rules.plot),
    "size": picture_rules.size,
    "widths": lambda name, value: rules.each(name, value, rules.positive),
}
