"""Reads what a learner's function returned, in whichever form, as arrays with the notes' names."""

from collections.abc import Collection, Generator, Iterator, Mapping, Set
from decimal import Decimal
from numbers import Real
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np

from nnlib._machinery.calling import likest
from nnlib._machinery.values import described, is_masked
from nnlib.texts import say

OPTIONAL = ("dZ2", "dZ1", "Z1", "A1", "Z2")  # on the way to what is wanted: a dictionary may leave them out
NUMBERS = frozenset("biuf")  # NumPy's kinds of numbers: bool, int, unsigned and float
ONE = (str, bytes, Set)  # collections that hold nothing in an order
BUILT_IN = ("builtins", "numpy", "collections", "fractions", "decimal")  # whose attributes are no arrays of the notes


class Form(NamedTuple):
    """What is to be returned: arrays or numbers by name, in order, and what they may be called in a dictionary."""

    names: tuple[str, ...]
    also_called: Mapping[str, str] = MappingProxyType({})
    of_numbers: bool = False


class Answer(NamedTuple):
    """The arrays that were returned, by name; those not written yet; and in words what is wrong with the form."""

    arrays: dict[str, Any]
    unfinished: tuple[str, ...] = ()
    complaint: str = ""


def read(returned: Any, form: Form, *, within: bool = False) -> Answer:
    """Name the arrays of a tuple, a named tuple, a dictionary, an object with attributes, or of one array alone.

    A value `within` what was returned is not looked through for one that holds all of it.
    """
    names = form.names
    if is_blank(returned):
        return Answer({}, names)
    by_name = _by_name(returned, form)
    if by_name is not None:
        return _of(by_name, names)
    if len(names) == 1:
        return _single(returned, names[0])
    if isinstance(returned, Iterator):
        return Answer({}, (), say("generator" if isinstance(returned, Generator) else "nothing_computed_yet"))
    values = _values(returned, form)
    if values is None:
        return _refused("one_value", described(returned), names)
    as_many = len(values) == len(names)
    whole = [i for i, value in enumerate(values) if not within and _is_whole(value, form, named=as_many)]
    if len(whole) == 1 and len(values) == 2 and _by_name(values[whole[0]], form):
        return read(values[whole[0]], form)  # A2, cache
    if whole:
        return _refused("one_of_them", len(values), names, which=whole[0] + 1)
    if len(values) > len(names):
        return _refused("too_many_values", len(values), names)
    if len(values) < len(names):
        return _refused("too_few_values", len(values), names)
    return _of({name: values[i] for i, name in enumerate(names)}, names)


def _values(returned: Any, form: Form) -> Any:
    """Give the values of what holds several in an order; None of anything else."""
    if isinstance(returned, np.ndarray):
        as_many = returned.ndim > 0 and len(returned) == len(form.names)
        return tuple(returned) if as_many and (returned.dtype == object or form.of_numbers) else None
    return tuple(returned) if isinstance(returned, Collection) and not isinstance(returned, ONE) else None


def _is_whole(value: Any, form: Form, *, named: bool) -> bool:
    """Tell whether one of several values holds all that is asked for; where it must be `named`, in a dictionary."""
    answer = read(value, form, within=True)
    return (isinstance(value, Mapping) or not named) and not answer.complaint and not answer.unfinished


def is_blank(value: Any) -> bool:
    """Tell whether a value is a stub's: None, or ..., or an array of nothing else."""
    if isinstance(value, np.ndarray) and value.dtype == object and value.size:
        return all(is_blank(one) for one in value.ravel())
    return value is None or value is Ellipsis or value is NotImplemented


def _by_name(returned: Any, form: Form) -> dict[str, Any] | None:
    """Give what carries the names of the notes: a dictionary, a named tuple, or an object with such attributes."""
    if isinstance(returned, Mapping):
        also = {name: likest(name, form.also_called) if isinstance(name, str) else None for name in returned}
        named = {form.also_called.get(also[name] or "", name): value for name, value in returned.items()}
        return _in_notes_names(named, form)
    written = {**{name: name for name in form.names}, **form.also_called}
    attributes = {} if type(returned).__module__ in BUILT_IN else _attributes(returned, written)
    named = {written[name]: value for name, value in attributes.items() if name in written}
    if not named and type(returned).__module__ != "nnlib.network":  # a Cache in place of Parameters has other names
        return None
    return {**named, **{name: attributes[name] for name in attributes if name not in written}}


def _in_notes_names(given: dict[Any, Any], form: Form) -> dict[str, Any]:
    """Write names of elsewhere, and small letters, as the notes do, where that is clear."""
    meant = {key: likest(key, form.names) if isinstance(key, str) else None for key in given}
    clear = [name for name in meant.values() if name]
    unclear = len(set(clear)) < len(clear)
    return {(key if unclear else meant[key] or key): value for key, value in given.items()}


def _attributes(value: Any, wanted: Mapping[str, str]) -> dict[str, Any]:
    """Give the attributes that an object itself holds, and of its properties those that are wanted."""
    try:
        return {**held_by(value), **{name: getattr(value, name) for name in wanted if hasattr(value, name)}}
    except Exception:  # an object may do anything when it is asked
        return {}


def held_by(value: Any) -> dict[str, Any]:
    """Give the fields of a named tuple, or the attributes that an object itself holds, as far as it can tell."""
    try:
        return dict(value._asdict() if hasattr(value, "_asdict") else getattr(value, "__dict__", {}))
    except Exception:  # an object may do anything when it is asked
        return {}


def array_in(value: Any) -> Any:
    """Give a value if it is an array of numbers, else None."""
    return value if isinstance(value, np.ndarray) and value.dtype.kind in NUMBERS else None


def _single(returned: Any, name: str) -> Answer:
    if not isinstance(returned, tuple):
        return _of({name: returned}, (name,))
    return _refused("trailing_comma" if len(returned) == 1 else "too_many_values", len(returned), (name,))


def _refused(key: str, got: Any, names: tuple[str, ...], **more: Any) -> Answer:
    return Answer({}, (), say(key, got=got, names=", ".join(names), count=len(names), **more))


def _of(given: Mapping[str, Any], names: tuple[str, ...]) -> Answer:
    wanted = [name for name in names if name not in OPTIONAL] or names
    missing = [name for name in wanted if name not in given]
    if missing:
        got = ", ".join(map(str, given)) or say("no_names")
        return Answer({}, (), say("names_missing", missing=", ".join(missing), got=got))
    arrays, unfinished = dict[str, Any](), list[str]()
    for name in (name for name in names if name in given):
        if is_blank(given[name]):
            unfinished.append(name)
            continue
        array = as_floats(given[name])
        if array is None:
            key = "no_call" if callable(given[name]) else "no_numbers"
            return Answer({}, (), say(key, name=name, got=described(given[name])))
        arrays[name] = array
    return Answer(arrays, tuple(unfinished))


def as_floats(value: Any) -> Any:
    """Give the numbers of a value as an array, or None where it holds no real numbers, or hides some."""
    try:
        array = np.asarray(value)
    except Exception:  # rows of different lengths; and an object may do anything when it is asked for its numbers
        return None
    if is_masked(value):
        return None
    if array.dtype != object:
        return np.array(array, dtype=float) if array.dtype.kind in NUMBERS else None
    numbers = [_as_float(part) for part in array.ravel()]
    return None if None in numbers else np.array(numbers).reshape(array.shape)


def _as_float(part: Any) -> float | None:
    """Give one number of any kind: one of NumPy's in an array, too, or a fraction."""
    array = np.asarray(part)
    if array.size != 1:
        return None
    number = array.item()
    try:
        return float(number) if isinstance(number, (Real, Decimal)) else None
    except OverflowError:  # a whole number too large for a float
        return None
