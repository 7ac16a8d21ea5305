"""Reads what a learner's function returned, in whichever form, as arrays with the notes' names."""

from collections.abc import Collection, Generator, Iterator, Mapping, Set
from decimal import Decimal
from numbers import Real
from typing import Any, NamedTuple

import numpy as np

from nnlib._machinery.values import described
from nnlib.exercises.samples import NUMBERS, held_by
from nnlib.mistakes.task import FORMS, Task
from nnlib.texts import say

OPTIONAL = ("dZ2", "dZ1", "Z1", "A1", "Z2")  # on the way to what is wanted: a dictionary may leave them out
# Of anything, since what a learner returns holds anything.
DICTIONARY: type[Any] = Mapping
TUPLE: type[Any] = tuple
ARRAY: type[Any] = np.ndarray
SEVERAL: type[Any] = Collection
ONE: tuple[type[Any], ...] = (str, bytes, Set)  # collections that hold nothing in an order
BUILT_IN = ("builtins", "numpy", "collections", "fractions", "decimal")  # whose attributes are no arrays of the notes
REAL: tuple[type[Any], ...] = (Real, Decimal)


class Answer(NamedTuple):
    """The arrays that were returned, by name; those not written yet; and in words what is wrong with the form."""

    arrays: dict[str, Any]
    unfinished: tuple[str, ...] = ()
    complaint: str = ""


def read(returned: Any, task: Task) -> Answer:
    """Name the arrays of a tuple, a named tuple, a dictionary, an object with attributes, or of one array alone."""
    names = tuple(task.equations)
    if is_blank(returned):
        return Answer({}, names)
    by_name = _by_name(returned, task)
    if by_name is not None:
        return _of(by_name, names)
    if len(names) == 1:
        return _single(returned, names[0])
    if isinstance(returned, Iterator):
        return Answer({}, (), say("generator" if isinstance(returned, Generator) else "nothing_computed_yet"))
    values = _values(returned, names)
    if values is None:
        return _refused("one_value", described(returned), names)
    as_many = len(values) == len(names)
    whole = [i + 1 for i, value in enumerate(values) if _is_whole(value, task, named=as_many)]
    if whole:
        return _refused("one_of_them", len(values), names, which=whole[0])
    if len(values) > len(names):
        return _refused("too_many_values", len(values), names)
    if len(values) < len(names):
        return _refused("too_few_values", len(values), names)
    return _of({name: values[i] for i, name in enumerate(names)}, names)


def _values(returned: Any, names: tuple[str, ...]) -> tuple[Any, ...] | None:
    """Give the values of what holds several in an order; None of anything else."""
    if isinstance(returned, ARRAY):
        as_many = returned.ndim > 0 and len(returned) == len(names)
        one_each = returned.dtype == object or not any(name in FORMS for name in names)
        return tuple(returned) if as_many and one_each else None
    return tuple(returned) if isinstance(returned, SEVERAL) and not isinstance(returned, ONE) else None


def _is_whole(value: Any, task: Task, *, named: bool) -> bool:
    """Tell whether one of several values holds all that is asked for; where it must be `named`, in a dictionary."""
    answer = read(value, task)
    return (isinstance(value, DICTIONARY) or not named) and not answer.complaint and not answer.unfinished


def is_blank(value: Any) -> bool:
    """Tell whether a value is a stub's: None, or ..., or an array of nothing else."""
    if isinstance(value, ARRAY) and value.dtype == object and value.size:
        return all(is_blank(one) for one in value.ravel())
    return value is None or value is Ellipsis or value is NotImplemented


def _by_name(returned: Any, task: Task) -> dict[str, Any] | None:
    """Give what carries the names of the notes: a dictionary, a named tuple, or an object with such attributes."""
    if isinstance(returned, DICTIONARY):
        return {task.also_called.get(name, name): value for name, value in returned.items()}
    written = {**{name: name for name in task.equations}, **task.also_called}
    attributes = {} if type(returned).__module__ in BUILT_IN else _attributes(returned, written)
    named = {written[name]: value for name, value in attributes.items() if name in written}
    return {**named, **{name: attributes[name] for name in attributes if name not in written}} if named else None


def _attributes(value: Any, wanted: Mapping[str, str]) -> dict[str, Any]:
    """Give the attributes that an object itself holds, and of its properties those that are wanted."""
    try:
        return {**held_by(value), **{name: getattr(value, name) for name in wanted if hasattr(value, name)}}
    except Exception:  # an object may do anything when it is asked
        return {}


def _single(returned: Any, name: str) -> Answer:
    if not isinstance(returned, TUPLE):
        return _of({name: returned}, (name,))
    return _refused("trailing_comma" if len(returned) == 1 else "too_many_values", len(returned), (name,))


def _refused(key: str, got: Any, names: tuple[str, ...], **more: Any) -> Answer:
    return Answer({}, (), say(key, got=got, names=", ".join(names), count=len(names), **more))


def _of(given: Mapping[str, Any], names: tuple[str, ...]) -> Answer:
    unknown = [str(name) for name in given if name not in names]
    wanted = [name for name in names if name not in OPTIONAL] or names
    missing = [name for name in wanted if name not in given]
    if missing:
        got = ", ".join(map(str, given)) or say("no_names")
        small = {str(name).casefold() for name in given} >= {name.casefold() for name in missing}
        words = say("names_missing", missing=", ".join(missing), got=got)
        return Answer({}, (), f"{words} {say('names_in_capitals')}" if small else words)
    if unknown:
        return Answer({}, (), say("names_unknown", unknown=", ".join(unknown), names=", ".join(names)))
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
    """Give the numbers of a value as an array, or None where it holds no real numbers."""
    try:
        array = np.asarray(value)
    except Exception:  # rows of different lengths; and an object may do anything when it is asked for its numbers
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
    return float(number) if isinstance(number, REAL) else None
