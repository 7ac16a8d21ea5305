"""Reads what a learner's function returned, in whichever form, as arrays with the notes' names."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, cast

import numpy as np

from nnlib.mistakes.tasks import Task
from nnlib.texts import say
from nnlib.values import described

OPTIONAL = ("dZ2", "dZ1", "Z1", "A1", "Z2")  # on the way to what is wanted: a dictionary may leave them out


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
    by_name = _by_name(returned, names)
    if by_name is not None:
        return _of(by_name, names, by_order=False)
    if len(names) == 1:
        return _single(returned, names[0])
    if not isinstance(returned, (tuple, list)):
        return Answer({}, (), say("one_value", got=described(returned), names=", ".join(names), count=len(names)))
    values = list(cast("Iterable[Any]", returned))
    if len(values) != len(names):
        key = "too_many_values" if len(values) > len(names) else "too_few_values"
        return Answer({}, (), say(key, got=len(values), names=", ".join(names), count=len(names)))
    return _of(dict(zip(names, values, strict=True)), names, by_order=True)


def is_blank(value: Any) -> bool:
    """Tell whether a value is a stub's: None, or ..."""
    return value is None or value is Ellipsis or value is NotImplemented


def _by_name(returned: Any, names: tuple[str, ...]) -> dict[str, Any] | None:
    """Give what carries the names of the notes: a dictionary, a named tuple, or an object with such attributes."""
    if isinstance(returned, Mapping):
        return dict(cast("Mapping[str, Any]", returned))
    if hasattr(returned, "_fields") and set(names) & set(returned._fields):
        return returned._asdict()
    attributes = getattr(returned, "__dict__", {})
    return dict(attributes) if set(names) & set(attributes) else None


def _single(returned: Any, name: str) -> Answer:
    if isinstance(returned, tuple):
        count = len(cast("tuple[Any, ...]", returned))
        key = "trailing_comma" if count == 1 else "too_many_values"
        return Answer({}, (), say(key, got=count, names=name, count=1))
    return _of({name: returned}, (name,), by_order=True)


def _of(given: Mapping[str, Any], names: tuple[str, ...], *, by_order: bool) -> Answer:
    unknown = [str(name) for name in given if name not in names]
    missing = [name for name in names if name not in given and (by_order or name not in OPTIONAL)]
    if missing:
        return Answer({}, (), say("names_missing", missing=", ".join(missing), got=", ".join(map(str, given))))
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
    except ValueError:  # rows of different lengths
        return None
    if array.dtype == object:
        parts = [np.asarray(part) for part in array.ravel()]
        if any(part.size != 1 or part.dtype.kind not in "biuf" for part in parts):
            return None
        return np.array([float(part.item()) for part in parts]).reshape(array.shape)
    return array.astype(float) if array.dtype.kind in "biuf" else None
