"""What each argument must be that is no array of the notes: a rule takes its name and its value.

A rule returns the value as the function is to see it, or refuses it in words that name it.  `Count`, `Positive` and the
other names in capitals are for signatures: types with their rule.
"""

import difflib
import inspect
import io
import math
import operator
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from numbers import Real
from typing import IO, Annotated, Any, TypeVar, cast

import numpy as np
from numpy.typing import ArrayLike

from nnlib._machinery.values import LARGEST, TRUTH, Array, as_numbers, described, refuse_infinite, refuse_nan

T = TypeVar("T")
Rule = Callable[[str, Any], T]


class Wanted:
    """A rule in a signature, which shows in words what it asks for."""

    def __init__(self, words: str, rule: Rule[Any]) -> None:
        self.words, self.rule = words, rule

    def __call__(self, name: str, value: Any) -> Any:
        return self.rule(name, value)

    def __repr__(self) -> str:
        return self.words


def must_be(name: str, wanted: str, value: Any, fix: str = "") -> str:
    """Write what is wrong with an argument."""
    return f"{name} must be {wanted}, got {described(value)}{fix}"


def of_kind(wanted: str, *kinds: type[Any]) -> Rule[Any]:
    """Make the rule for a value of one of these kinds."""

    def rule(name: str, value: Any) -> Any:
        if not isinstance(value, kinds):
            raise TypeError(must_be(name, wanted, value))
        return value

    return rule


flag = of_kind("True or False", *TRUTH)
text = of_kind("a text", str)
path = of_kind("a path", str, os.PathLike)
a_path_or_file = of_kind("a path or an open file", str, os.PathLike)
a_line = of_kind('a line of code in quotes, such as "W2.T @ dZ2"', str)


# Numbers.


def integer(least: int, most: int | None = None) -> Rule[int]:
    """Make the rule for an int in a range."""
    span = f">= {least}" if most is None else f"from {least} to {most}"

    def rule(name: str, value: Any) -> int:
        message = must_be(name, f"an int {span}", value)
        if isinstance(value, TRUTH):
            raise TypeError(message)
        try:
            number = operator.index(value)
        except TypeError:
            raise TypeError(message) from None
        if not least <= number <= (LARGEST if most is None else most):
            raise ValueError(message)
        return number

    return rule


def number(wanted: str, fits: Callable[[float], bool]) -> Rule[float]:
    """Make the rule for a number that fits."""

    def rule(name: str, value: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, Real):
            raise TypeError(must_be(name, f"a number, {wanted}", value))
        try:
            number = float(value)
        except OverflowError:
            number = math.nan  # which fits nowhere
        if not fits(number):
            raise ValueError(must_be(name, wanted, value))
        return number

    return rule


def seed(name: str, value: Any) -> "int | np.random.Generator":
    """Check a seed, or a random generator in its place."""
    if isinstance(value, np.random.Generator):
        return value
    if isinstance(value, bool) or not isinstance(value, (int, np.integer)):
        raise TypeError(must_be(name, "an int >= 0 or a numpy.random.Generator", value))
    if value < 0:
        raise ValueError(must_be(name, "an int >= 0", value))
    return operator.index(value)


# Lists, and what is kept by name.


NO_LIST = (str, bytes, bytearray, memoryview, set, frozenset, Mapping)  # nobody means these, or they have no order


def is_list(value: Any) -> bool:
    """Tell what can be gone through, and is meant to be."""
    return isinstance(value, Iterable) and not isinstance(value, NO_LIST) and getattr(value, "ndim", 1) > 0


def is_sequence(value: Any) -> bool:
    """Tell a list or a tuple, or what is one in all but its name."""
    return isinstance(value, Sequence) and not isinstance(value, NO_LIST)


def members(
    name: str, value: Any, wanted: str, rule: Rule[T], fix: str = "", *, of: Callable[[Any], bool] = is_sequence
) -> tuple[T, ...]:
    """Check each of some members, of a sequence or of what else can be gone through."""
    if not of(value):
        raise TypeError(must_be(name, wanted, value, fix))
    return tuple(rule(f"{name}[{i}]", member) for i, member in enumerate(cast("Iterable[Any]", value)))


def each(name: str, value: Any, rule: Rule[T]) -> tuple[T, ...]:
    """Check a list of what the rule asks for, one or more."""
    fix = f"list({name})" if isinstance(value, NO_LIST) and not isinstance(value, str) else f"[{name}]"
    found = members(name, value, "a list", rule, f": pass {fix}", of=is_list)
    if not found:
        raise ValueError(f"{name} must be a list of one or more, got none")
    return found


def by_name(name: str, value: Any, rule: Rule[T]) -> dict[str, T]:
    """Check a dictionary, one or more of what the rule asks for, each under its name."""
    if not isinstance(value, Mapping):
        raise TypeError(f"{name} must be a dictionary with names for its keys, got {described(value)}")
    found = {str(key): rule(f"{name}[{key!r}]", x) for key, x in cast("Mapping[Any, Any]", value).items()}
    if not found:
        raise ValueError(f"{name} must be a dictionary of one or more, got an empty one")
    return found


def integers(name: str, value: Any) -> tuple[int, ...]:
    """Check a list of ints, which may be empty."""
    return members(name, value, "a list of ints >= 0", integer(0), of=is_list)


def pair(name: str, value: Any, wanted: str, rule: Rule[T]) -> tuple[T, T]:
    """Check two of what the rule asks for."""
    first, second = members(name, value, wanted, rule, of=lambda both: is_sequence(both) and len(both) == 2)
    return first, second


def cell(name: str, value: Any) -> tuple[int, int]:
    """Check the place of a cell in a table."""
    return pair(name, value, "a cell (i, j), two ints >= 0", integer(0))


def shape(name: str, value: Any) -> tuple[int, ...]:
    """Check the shape of an array, of no more than two axes."""
    wanted = "the shape of an array with at most two axes, such as (4, 7)"
    sizes = members(name, value, wanted, integer(1), ": pass its .shape" if isinstance(value, np.ndarray) else "")
    if len(sizes) > 2:
        raise ValueError(f"{name} must be {wanted}, got {sizes}")
    return sizes


# Words.


def choice(name: str, value: Any, choices: Sequence[str]) -> str:
    """Check one word out of some."""
    wanted = f"{name} must be one of {', '.join(map(repr, choices))}"
    if not isinstance(value, str):
        its_name = getattr(value, "__name__", None)
        got = f"a function: pass its name, {its_name!r}" if its_name in choices else described(value)
        raise TypeError(f"{wanted}, got {got}")
    if value not in choices:
        close = difflib.get_close_matches(value.lower(), choices, n=1)
        hint = f". Did you mean {close[0]!r}?" if close else ""
        raise ValueError(f"{wanted}, got {value!r}{hint}")
    return value


def choices(among: Sequence[str], count: int | None) -> Rule[tuple[str, ...]]:
    """Make the rule for so many different words out of some; without a count for one or more."""
    wanted = f"a tuple of {count or 'one or more'} different names out of {', '.join(map(repr, among))}"

    def rule(name: str, value: Any) -> tuple[str, ...]:
        fix = f": pass ({value!r},)" if count is None and isinstance(value, str) and value in among else ""
        words = members(name, value, wanted, lambda place, word: choice(place, word, among), fix)
        if len(set(words)) < len(words) or len(words) != (count or max(len(words), 1)):
            raise ValueError(f"{name} must be {wanted}, got {words}")
        return words

    return rule


def texts(count: int | None) -> Rule[tuple[str, ...]]:
    """Make the rule for a tuple of so many texts; without a count for any number."""
    wanted = f"a tuple of {'texts' if count is None else f'{count} texts'}"

    def rule(name: str, value: Any) -> tuple[str, ...]:
        found = members(name, value, wanted, text)
        if count is not None and len(found) != count:
            raise ValueError(f"{name} must be {wanted}, got {len(found)}")
        return found

    return rule


def path_or_file(name: str, value: Any) -> Any:
    """Check a file's path, or a file that is open for bytes."""
    if isinstance(value, io.TextIOBase):
        raise TypeError(must_be(name, "open for bytes, as open(…, 'rb') and open(…, 'wb') open it", value))
    return value if hasattr(value, "read") or hasattr(value, "write") else a_path_or_file(name, value)


def code(name: str, value: Any) -> str:
    """Check a line of code."""
    return a_line(name, value).strip()


# Arrays that have no symbol of their own.


def any_shape(name: str, value: Any) -> Array:
    """Check an array of any shape; it may hold inf."""
    array = as_numbers(name, value)
    refuse_nan(name, array)
    return array


def finite_and_some(name: str, value: Any) -> Array:
    """Check an array of any shape with one number or more, all of them finite."""
    array = any_shape(name, value)
    if array.size == 0:
        raise ValueError(f"{name} has shape {array.shape}: it is empty; expected one number or more")
    refuse_infinite(name, array)
    return array


def row_that_may_end(name: str, value: Any) -> Array:
    """Check a row of numbers, of which the first is finite: the costs of a run that may have diverged."""
    array = as_numbers(name, value)
    if array.ndim != 1 or array.size == 0:
        fix = f": pass np.ravel({name})" if array.size else ": it is empty"
        raise ValueError(f"{name} has shape {array.shape}; expected (k,), a row of one or more numbers{fix}")
    refuse_infinite(f"{name}[:1]", array[:1])
    return array


def row(name: str, value: Any) -> Array:
    """Check a row of one or more numbers, all of them finite."""
    array = row_that_may_end(name, value)
    refuse_infinite(name, array)
    return array


def positive_row(name: str, value: Any) -> Array:
    """Check a row of numbers for a logarithmic axis."""
    array = row(name, value)
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


# What nnlib's own functions return.


def result(kind: Any) -> Rule[Any]:
    """Make the rule for what a function of nnlib returns: a Sweep, a Dataset; its class says which."""

    def rule(name: str, value: Any) -> Any:
        if not isinstance(value, kind):
            got = f"a function: call it, {value.__name__}()" if inspect.isfunction(value) else described(value)
            raise TypeError(f"{name} must be a {kind.__name__}, as {kind._made_by} one, got {got}")
        return value

    return rule


def names_that_fit(owner: str, n0: int, feature_names: Any, class_names: Any) -> None:
    """Refuse the names of a data set that are not one a feature, or not two different ones for the classes."""
    if len(texts(None)(f"{owner}feature_names", feature_names)) != n0:
        raise ValueError(f"{owner}feature_names has {len(feature_names)} names; expected n0 = {n0}, one a feature")
    if len(set(texts(2)(f"{owner}class_names", class_names))) < 2:
        raise ValueError(f"{owner}class_names must be two different names, got {class_names[0]!r} twice")


def number_that_is(wanted: str, fits: Callable[[float], bool]) -> Wanted:
    """Make the rule for a number that fits, for a signature."""
    return Wanted(wanted, number(wanted, fits))


a_seed = Wanted("a seed >= 0 or a numpy.random.Generator", seed)
positive = number_that_is("finite and > 0", lambda x: math.isfinite(x) and x > 0)

Count = Annotated[int, Wanted(">= 1", integer(1))]
Whole = Annotated[int, Wanted(">= 0", integer(0))]
Label = Annotated[int, Wanted("0 or 1", integer(0, 1))]
Finite = Annotated[float, number_that_is("finite", math.isfinite)]
Positive = Annotated[float, positive]
NotNegative = Annotated[float, number_that_is("finite and >= 0", lambda x: math.isfinite(x) and x >= 0)]
Fraction = Annotated[float, number_that_is("between 0 and 1, both excluded", lambda x: 0 < x < 1)]
Seed = Annotated[int, a_seed]
Random = Annotated["int | np.random.Generator", a_seed]
Numbers = Annotated[Array, any_shape]
FiniteNumbers = Annotated[Array, finite_and_some]
Row = Annotated[ArrayLike, row]
RowThatMayEnd = Annotated[ArrayLike, row_that_may_end]
PositiveRow = Annotated[ArrayLike, positive_row]
Wholes = Annotated[Iterable[int], integers]
Cell = Annotated[tuple[int, int], cell]
Shape = Annotated[tuple[int, ...], shape]
Code = Annotated[str, code]
Text = Annotated[str, text]
File = Annotated["str | os.PathLike[str] | IO[bytes]", path_or_file]
