"""The door of every public function: wrong input is refused here, in words that name the argument and the fix.

It stands at the top: `nnlib.forward` is behind the door, and the `forward` of `nnlib.network`, which the rest of the
library calls, is the bare function.  So what comes from outside is checked once, and what comes from inside is not
checked again.

An array of the notes is known by its name, which has one shape everywhere (`nnlib._machinery.shapes`).  Of every other
argument the annotation tells what it must be: a list of words, a named tuple, a rule of `nnlib._machinery.rules`, or a
rule with a third argument, which takes arrays into the call.
"""

import functools
import inspect
from collections.abc import Callable, Mapping, Sequence
from types import UnionType
from typing import Annotated, Any, Literal, ParamSpec, TypeVar, Union, get_args, get_origin

import numpy as np

from nnlib._machinery import rules
from nnlib._machinery.agreement import EXAMPLES, Arrays
from nnlib._machinery.shapes import SHAPES

RAISES = "\nRaises:\n    "
REFUSES = "TypeError, ValueError: an argument is of the wrong kind, shape or value."
EQUATIONS = (
    "nnlib.network",
    "nnlib.loops",
    "nnlib.datasets.made",
)  # where NumPy would warn of numbers that are too large, and go on
P = ParamSpec("P")
R = TypeVar("R")
Entry = Callable[[str, Any, Arrays], Any]  # takes an argument into the call, and returns it as the function sees it


def checked(function: Callable[P, R]) -> Callable[P, R]:
    """Let a function see only arguments that are right: arrays in float64, of the shapes that its names promise."""
    if hasattr(function, "__wrapped__"):
        return function
    signature = inspect.signature(function)
    entries = {parameter.name: _entry(parameter) for parameter in signature.parameters.values()}

    @functools.wraps(function)
    def door(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            bound = signature.bind(*args, **kwargs)
        except TypeError:
            return function(*args, **kwargs)  # Python's own message says which argument is missing or unknown
        bound.apply_defaults()
        arrays = Arrays()
        for name, value in bound.arguments.items():
            bound.arguments[name] = entries[name](name, value, arrays)
        arrays.agree()
        if function.__module__ not in EQUATIONS:
            return function(*bound.args, **bound.kwargs)
        try:
            with np.errstate(over="raise", invalid="raise"):
                return function(*bound.args, **bound.kwargs)
        except FloatingPointError:
            raise FloatingPointError(_overflow(function.__name__, arrays)) from None

    if entries:
        door.__doc__ = _with_what_is_refused(inspect.getdoc(function) or "")
    return door


def _with_what_is_refused(text: str) -> str:
    """Add to a docstring what the door raises; the bare function raises only what its own docstring says."""
    if "TypeError" in text:
        return text
    return text.replace(RAISES, f"{RAISES}{REFUSES}\n    ") if RAISES in text else f"{text}\n{RAISES}{REFUSES}"


def _overflow(name: str, arrays: Arrays) -> str:
    """Say which of the numbers that went in is the largest, where one that came out is too large for float64."""
    words = f"{name} computes numbers that are too large for float64"
    if not arrays.items:
        return f"{words}: pass smaller ones"
    largest = max(arrays.items, key=lambda item: np.max(np.abs(item.array)))
    size = np.max(np.abs(largest.array))
    fix = "standardise it" if largest.name in EXAMPLES else "take smaller parameters, or a smaller learning rate"
    return f"{words}: {largest.written} is up to {size:.1e}; {fix}"


def _entry(parameter: inspect.Parameter) -> Entry:
    """Find how an argument is taken in; one that may be left out, as None, may be None."""
    entry = _array if parameter.name in SHAPES else _entry_of(parameter.annotation)
    if parameter.kind is parameter.VAR_POSITIONAL and entry is not _anything:
        return _each(entry)
    if parameter.default is None:
        return lambda name, value, arrays: None if value is None else entry(name, value, arrays)
    return entry


def _entry_of(kind: Any) -> Entry:
    """Find how a value of this annotation is taken in; one that says nothing takes everything."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Annotated:
        rule = kind.__metadata__[0]
        return rule if _takes_arrays(rule) else _by(rule)
    if origin in (Union, UnionType) and len(inner) == 2 and inner[1] is type(None):
        return _entry_of(inner[0])
    if origin is Sequence:
        return _each(_entry_of(inner[0]))
    if origin is Mapping:
        return _by_name(_entry_of(inner[1]))
    if words := _words_of(kind):
        return _by(functools.partial(rules.choice, choices=words))
    if origin is tuple:
        count = None if Ellipsis in inner else len(inner)
        choices = _words_of(inner[0])
        return _by(rules.choices(choices, count) if choices else rules.texts(count))
    if kind is bool:
        return _by(rules.flag)
    return _entry_of_record(kind) if hasattr(kind, "_fields") else _anything


def _words_of(kind: Any) -> tuple[str, ...]:
    """List the words that a Literal, or one Literal or another, allows; nothing else allows any."""
    if get_origin(kind) is Literal:
        return get_args(kind)
    parts = [_words_of(part) for part in get_args(kind)] if get_origin(kind) in (Union, UnionType) else []
    return tuple(word for words in parts for word in words) if all(parts) else ()


def _entry_of_record(kind: Any) -> Entry:
    if set(kind._fields) <= set(SHAPES):  # Parameters, a Cache, Gradients
        return lambda name, value, arrays: arrays.add_all(name, value, kind)
    return _dataset(kind) if {"X", "Y"} <= set(kind._fields) else _by(rules.result(kind))


def _array(name: str, value: Any, arrays: Arrays) -> Any:
    return arrays.add(name, value)


def _anything(name: str, value: Any, arrays: Arrays) -> Any:
    return value


def _takes_arrays(rule: Callable[..., Any]) -> bool:
    """Tell a rule that takes arrays into the call, the third of its arguments."""
    return len(inspect.signature(rule).parameters) == 3


def _by(rule: rules.Rule[Any]) -> Entry:
    return lambda name, value, arrays: rule(name, value)


def _each(entry: Entry) -> Entry:
    return lambda name, value, arrays: rules.each(name, value, lambda n, v: entry(n, v, arrays))


def _by_name(entry: Entry) -> Entry:
    return lambda name, value, arrays: rules.by_name(name, value, lambda n, v: entry(n, v, arrays))


def _dataset(kind: Any) -> Entry:
    """Take both arrays of a Dataset into the call, and look at its names."""

    def entry(name: str, value: Any, arrays: Arrays) -> Any:
        dataset = rules.result(kind)(name, value)
        second = "_test" if any(item.name == "X" for item in arrays.items) else ""  # of another number of examples
        X, Y = (arrays.add(f + second, getattr(dataset, f), written=f"{name}.{f}") for f in ("X", "Y"))
        names = dataset.feature_names, dataset.class_names
        arrays.afterwards.append(lambda: rules.names_that_fit(f"{name}.", len(X), *names))
        return dataset._replace(X=X, Y=Y)

    return entry
