"""Reads what a learner's function returned, in whichever form, as arrays with the notes' names."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np

from nnlib.exercises.samples import NUMBERS
from nnlib.mistakes.tasks import Task
from nnlib.texts import say
from nnlib.values import described

OPTIONAL = ("dZ2", "dZ1", "Z1", "A1", "Z2")  # on the way to what is wanted: a dictionary may leave them out
# Of anything, since what a learner returns holds anything.
DICTIONARY: type[Any] = Mapping
TUPLE: type[Any] = tuple
ARRAY: type[Any] = np.ndarray
SEVERAL: tuple[type[Any], ...] = (tuple, list)


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
        return _of(by_name, names)
    if len(names) == 1:
        return _single(returned, names[0])
    if isinstance(returned, Iterator):
        return Answer({}, (), say("generator"))
    if not isinstance(returned, SEVERAL):
        return _refused("one_value", described(returned), names)
    if len(returned) > len(names):
        return _refused("too_many_values", len(returned), names)
    if len(returned) < len(names):
        return _refused("too_few_values", len(returned), names)
    return _of({name: returned[i] for i, name in enumerate(names)}, names)


def is_blank(value: Any) -> bool:
    """Tell whether a value is a stub's: None, or ..., or an array of nothing else."""
    if isinstance(value, ARRAY) and value.dtype == object and value.size:
        return all(is_blank(one) for one in value.ravel())
    return value is None or value is Ellipsis or value is NotImplemented


def _by_name(returned: Any, names: tuple[str, ...]) -> dict[str, Any] | None:
    """Give what carries the names of the notes: a dictionary, a named tuple, or an object with such attributes."""
    if isinstance(returned, DICTIONARY):
        return dict(returned)
    if isinstance(returned, TUPLE) and set(names) & set(getattr(returned, "_fields", ())):
        return returned._asdict()
    attributes = getattr(returned, "__dict__", {})
    return dict(attributes) if set(names) & set(attributes) else None


def _single(returned: Any, name: str) -> Answer:
    if not isinstance(returned, TUPLE):
        return _of({name: returned}, (name,))
    return _refused("trailing_comma" if len(returned) == 1 else "too_many_values", len(returned), (name,))


def _refused(key: str, got: Any, names: tuple[str, ...]) -> Answer:
    return Answer({}, (), say(key, got=got, names=", ".join(names), count=len(names)))


def _of(given: Mapping[str, Any], names: tuple[str, ...]) -> Answer:
    unknown = [str(name) for name in given if name not in names]
    wanted = [name for name in names if name not in OPTIONAL] or names
    missing = [name for name in wanted if name not in given]
    if missing:
        got = ", ".join(map(str, given)) or say("no_names")
        return Answer({}, (), say("names_missing", missing=", ".join(missing), got=got))
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
    if array.dtype == object:
        parts = [np.asarray(part) for part in array.ravel()]
        if any(part.size != 1 or part.dtype.kind not in NUMBERS for part in parts):
            return None
        return np.array([float(part.item()) for part in parts]).reshape(array.shape)
    return np.array(array, dtype=float) if array.dtype.kind in NUMBERS else None
