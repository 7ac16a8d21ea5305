"""The arrays of one call: they must agree on n0, n1, n2 and m.

Where they do not, the fewest changes (a transpose, a reshape) after which they would are the likely fix.
"""

import functools
import inspect
import math
from collections.abc import Callable, Iterator, Mapping
from itertools import combinations, product
from typing import Any, NamedTuple, NoReturn, TypeVar

import numpy as np

from nnlib._machinery.frames import is_frame, numbers_of_frame
from nnlib._machinery.numerals import listed, quoted
from nnlib._machinery.shapes import SHAPES, Shape, Sizes
from nnlib._machinery.values import (
    LABELS,
    MOST_CLASSES,
    Array,
    as_numbers,
    code_for,
    described,
    refuse_infinite,
    refuse_other_labels,
)

T = TypeVar("T")

SEQUENCES: tuple[type[Any], ...] = (tuple, list)
MADE_BY = {"Parameters": "initialize_parameters", "Cache": "forward", "Gradients": "backward"}
EXAMPLES = ("X", "X_test", "reference")
IN_ROWS = (*EXAMPLES, "Y", "Y_test")  # what a data frame holds in rows
WORDS = {("X", ".reshape(1, -1)"): " for one feature", ("X", ".reshape(-1, 1)"): " for one example"}
MOST_TURNED = 5  # W1, b1, W2, X and Y from a library that keeps an example in a row
MOST_ITEMS = 16  # of a longer list of arrays, nobody passes some transposed; and the search would take long


class Item(NamedTuple):
    """One array of the call: its name in `SHAPES`, its name as the caller writes it, the array, and what was passed."""

    name: str
    written: str
    array: Array
    passed: Any

    @property
    def shape(self) -> Shape:
        """The array's shape."""
        return self.array.shape


class Change(NamedTuple):
    """A change to one array: the code that makes it, as the caller would write it, and the shape that it gives."""

    item: Item
    code: str
    shape: Shape


Way = tuple[Change, ...]


class Arrays:
    """The arrays of one call, collected one by one and then asked to agree."""

    def __init__(self) -> None:
        self.items: list[Item] = []
        self.afterwards: list[Callable[[], None]] = []  # what is to be looked at once the arrays agree

    def add(self, name: str, value: Any, owner: str = "", written: str = "") -> Array:
        """Take an array into the call and return it in float64; or refuse it if it does not hold numbers.

        Its name is one of `SHAPES`; the caller writes it behind its owner's, or otherwise, as `written` says.
        """
        written = written or owner + name
        array = _of_rows(written, value) if name in IN_ROWS else as_numbers(written, value)
        if SHAPES[name] == ("1", "1") and array.ndim == 0:
            array = array.reshape(1, 1)
        self.items.append(Item(name, written, array, value))
        return array

    def add_all(self, name: str, value: Any, kind: Callable[..., T]) -> T:
        """Take the arrays of Parameters, a Cache or Gradients into the call."""
        fields = _fields(kind)
        wanted = f"{name} must be {kind.__name__}({', '.join(fields)})"
        if isinstance(value, Mapping):
            missing, others = [field for field in fields if field not in value], [*{*value} - {*fields}]
            if missing or others:
                what = f"without {', '.join(missing)}" if missing else f"with {', '.join(map(str, others))} besides"
                raise TypeError(f"{wanted}, got a dictionary {what}")
            value = kind(**value)
        if not isinstance(value, SEQUENCES) or getattr(value, "_fields", fields) != fields:
            fix = f"its {name}" if hasattr(value, name) else f"what {MADE_BY[kind.__name__]} returns"
            raise TypeError(f"{wanted}, got {described(value)}: pass {fix}")
        if len(value) != len(fields):
            raise ValueError(f"{wanted}: {len(fields)} arrays, got {len(value)}")
        return kind(*(self.add(field, x, owner=name + ".") for field, x in zip(fields, value, strict=True)))

    def agree(self) -> None:
        """Return if the arrays agree on their sizes and hold what they may; or refuse the one to be mended."""
        for item in self.items:
            if item.array.size == 0:
                symbols = ", ".join(SHAPES[item.name])
                raise ValueError(f"{item.written} has shape {item.shape}: it is empty; expected ({symbols})")
        _refuse_other_columns([item for item in self.items if item.name in EXAMPLES and is_frame(item.passed)])
        if not _agree(self.items, ()):
            _refuse(self.items)
        for item in self.items:
            refuse_infinite(item.written, item.array)
            if item.name in LABELS:
                refuse_other_labels(item.written, item.array, item.passed)
        for look in self.afterwards:
            look()


def _of_rows(written: str, value: Any) -> Array:
    """Take in examples or labels: of a data frame each row is an example, and a series holds a label a row."""
    if is_frame(value):
        return numbers_of_frame(written, value)
    first = value[0] if isinstance(value, SEQUENCES) and value else value
    if isinstance(first, Mapping) and first:
        fix = "Dataset.from_frame reads such a table, and has them as its X and Y"
        raise TypeError(f"{written} must hold numbers, got {described(value)}: {fix}")
    array = as_numbers(written, value)
    is_series = hasattr(value, "to_numpy") and array.ndim == 1 and written.rpartition(".")[2] in LABELS
    return array.reshape(1, -1) if is_series else array


def _refuse_other_columns(frames: list[Item]) -> None:
    """Refuse data frames whose columns differ, or stand in another order: no shape would tell."""
    for item in frames[1:]:
        first, own = (list(map(str, frame.passed.columns)) for frame in (frames[0], item))
        if own != first and len(own) == len(first):
            raise ValueError(
                f"{item.written} has the columns {quoted(own)}, but {frames[0].written} has {quoted(first)}: "
                f"pass {item.written}[{frames[0].written}.columns]"
            )


@functools.cache
def _fields(kind: Callable[..., Any]) -> tuple[str, ...]:
    return tuple(inspect.signature(kind).parameters)


def _agree(items: list[Item], way: Way) -> bool:
    """Tell whether the arrays agree, once the changes are made."""
    sizes = Sizes(item.name for item in items)
    return all(sizes.learn(*named_shape) for named_shape in _changed(items, way))


def _changed(items: list[Item], way: Way) -> Iterator[tuple[str, str, Shape]]:
    shapes = {change.item.written: change.shape for change in way}
    for item in items:
        yield item.name, item.written, shapes.get(item.written, item.shape)


def _refuse(items: list[Item]) -> NoReturn:
    """Raise ValueError for the first array that the likely fix changes, or else for the first that does not fit."""
    ways = _fewest_changes(items)
    sizes = Sizes(item.name for item in items)
    if not ways:
        misfit = next(item for item in items if not sizes.learn(item.name, item.written, item.shape))
        raise ValueError(_complaint(misfit, sizes) + _reason(misfit, sizes))
    first = ways[0][0].item
    for name, written, shape in _changed(items, ways[0]):
        if written != first.written:
            sizes.learn(name, written, shape)
    raise ValueError(_complaint(first, sizes) + _advice(ways))


def _fewest_changes(items: list[Item]) -> list[Way]:
    """Find the smallest sets of changes after which all arrays agree; none where no set does."""
    for turned in range(MOST_TURNED + 1 if len(items) <= MOST_ITEMS else 0):
        ways = [way for way in _ways(items, turned) if _agree(items, way)]
        if ways:
            return ways
    return []


def _ways(items: list[Item], turned: int) -> Iterator[Way]:
    """Go through the sets of changes that make a matrix of every vector, and change so many of the matrices."""
    matrices = [item for item in items if item.array.ndim == 2 and _may_turn(item, items)]
    for some in combinations(matrices, turned):
        chosen = [item for item in items if item.array.ndim != 2 or any(item is other for other in some)]
        yield from product(*map(_changes, chosen))


def _may_turn(item: Item, items: list[Item]) -> bool:
    """Doubt that X is transposed if it would then have fewer examples than features, and no weights tell n0."""
    rows, columns = item.shape
    told = any("n0" in SHAPES[other.name] for other in items if other.name not in EXAMPLES)
    return item.name not in EXAMPLES or columns <= rows or told


def _changes(item: Item) -> list[Change]:
    """List what may have been meant by an array that has another shape."""
    return [
        Change(item, _code(item, code) + WORDS.get((item.name, code), ""), shape)
        for code, shape in _meant(item.name, item.shape)
        if shape != item.shape
    ] + _one_hot(item)


def _one_hot(item: Item) -> list[Change]:
    """Take one class of labels that have a row, or a column, a class."""
    if item.name != "Y" or item.array.ndim != 2 or not 2 <= min(item.shape) <= MOST_CLASSES:
        return []
    if not np.isin(item.array, (0, 1)).all():
        return []
    in_rows = bool((item.array.sum(axis=0) == 1).all())
    if not in_rows and not (item.array.sum(axis=1) == 1).all():
        return []
    classes, m = item.shape if in_rows else item.shape[::-1]
    code = f"[{classes - 1}:]" if in_rows else f"[:, {classes - 1}:].T"
    which = "the second of two classes" if classes == 2 else f"the last of {classes} classes against the rest"
    return [Change(item, f"{_code(item, code)} for {which}", (1, m))]


def _code(item: Item, code: str) -> str:
    if item.name in IN_ROWS and is_frame(item.passed):
        return f"{item.written}.to_numpy()" + ("" if code == ".T" else f".T{code}")
    return code_for(item.written, item.passed, code) + code


def _meant(name: str, shape: Shape) -> list[tuple[str, Shape]]:
    """List code that gives another shape, and that shape: a vector as a row or a column, a matrix turned, and more."""
    match shape:
        case () | (1,):
            return [(".reshape(1, 1)", (1, 1))]
        case (size,):
            return [(".reshape(1, -1)", (1, size)), (".reshape(-1, 1)", (size, 1))]
        case (rows, columns):
            return [(".T", (columns, rows))]
        case (first, *rest) if name == "X" and 1 not in shape:
            return [(f".reshape({first}, -1).T", (math.prod(rest), first))]
        case _:
            matrix = _without_ones(shape)
            return [(f".reshape{matrix}", matrix)] if len(matrix) == 2 else []


def _without_ones(shape: Shape) -> Shape:
    """Leave out axes of length 1, from the first on, until two are left."""
    lengths = list(shape)
    while len(lengths) > 2 and 1 in lengths:
        lengths.remove(1)
    return tuple(lengths)


def _complaint(item: Item, sizes: Sizes) -> str:
    taken = ", its rows taken as examples" if item.name in IN_ROWS and is_frame(item.passed) else ""
    return f"{item.written} has shape {item.shape}{taken}; expected {sizes.expected(item.name)}"


def _advice(ways: list[Way]) -> str:
    """Write all changes of the first way; or, where one vector can be meant in two ways, both."""
    first = ways[0][0]
    if len(ways) == 2 and ways[1][0].item is first.item:
        return f": pass {first.code} or {ways[1][0].code}"
    turned = [change.item.written for change in ways[0] if change.shape == change.item.shape[::-1]]
    fix = f": pass {listed([change.code for change in ways[0]])}"
    if first.item.written not in turned:
        return fix
    return f". {listed(turned)} {'looks' if len(turned) == 1 else 'look'} transposed{fix}"


def _reason(item: Item, sizes: Sizes) -> str:
    """Say why an array must have another shape, where no change would mend it."""
    if item.name in ("b1", "b2") and item.array.ndim == 2 and item.shape[1] > 1:
        return ": a bias is one column, which broadcasting adds to every example"
    if item.name == "x" and item.array.ndim == 2:
        return ": it is one example, so one column: pass X[:, [i]]"
    sources = sizes.sources(item.name)
    return f"; {sources}" if sources else ""
