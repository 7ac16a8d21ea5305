"""The shapes of the notes, in the notes' symbols, and the words for an array that does not have its shape.

`SHAPES` is the whole table.  `Shapes` learns what n0, n1, n2 and m are from the arrays of one call, and asks each
further array to agree.
"""

import inspect
from collections.abc import Callable, Mapping, Sequence
from numbers import Real
from typing import Any, NoReturn, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

T = TypeVar("T")

SHAPES: dict[str, tuple[str, str]] = {
    "X": ("n0", "m"),
    "reference": ("n0", "m of the reference"),
    "Y": ("n2", "m"),
    "W1": ("n1", "n0"),
    "b1": ("n1", "1"),
    "W2": ("n2", "n1"),
    "b2": ("n2", "1"),
    "Z1": ("n1", "m"),
    "A1": ("n1", "m"),
    "Z2": ("n2", "m"),
    "A2": ("n2", "m"),
}
SHAPES.update({"d" + name: SHAPES[name] for name in ("Z2", "W2", "b2", "Z1", "W1", "b1")})


class Shapes:
    """What the arrays of one call have told so far of n0, n1, n2 and m, and which array told it."""

    def __init__(self) -> None:
        self.sizes = {"1": 1}
        self.source: dict[str, str] = {}
        self.seen: dict[str, tuple[int, ...]] = {}

    def array(self, name: str, value: Any, owner: str = "") -> Array:
        """Return the value in float64, having learned from its shape; or refuse it."""
        full_name = owner + name
        array = as_numbers(full_name, value)
        if name == "Y":
            self.sizes.setdefault("n2", 1)
        if not self._fits(name, array.shape):
            self._refuse(name, full_name, array.shape)
        if array.size == 0:
            raise ValueError(f"{full_name} has shape {array.shape}: it is empty; expected {self._expected(name)}")
        for symbol, size in zip(SHAPES[name], array.shape, strict=True):
            if self.sizes.setdefault(symbol, size) == size:
                self.source.setdefault(symbol, full_name)
        self.seen[full_name] = array.shape
        refuse_nan(full_name, array)
        _refuse_infinite(full_name, array)
        if name == "Y":
            _refuse_other_labels(array)
        return array

    def arrays(self, name: str, value: Any, kind: Callable[..., T]) -> T:
        """Return Parameters, a Cache or Gradients whose every array is right; or refuse the first that is not."""
        fields = tuple(inspect.signature(kind).parameters)
        wanted = f"{name.capitalize()}({', '.join(fields)})"
        if isinstance(value, Mapping):
            raise TypeError(f"{name} must be {wanted}, got a dictionary: pass {name.capitalize()}(**{name})")
        if not isinstance(value, Sequence) or isinstance(value, str):
            raise TypeError(f"{name} must be {wanted}, got a {type(value).__name__}")
        values = list(cast("Sequence[Any]", value))
        if len(values) != len(fields):
            raise ValueError(f"{name} must be {wanted}: {len(fields)} arrays, got {len(values)}")
        return kind(*(self.array(field, x, owner=name + ".") for field, x in zip(fields, values, strict=True)))

    def _fits(self, name: str, shape: tuple[int, ...]) -> bool:
        known = [self.sizes.get(symbol) for symbol in SHAPES[name]]
        return len(shape) == 2 and all(size in (None, got) for size, got in zip(known, shape, strict=True))

    def _refuse(self, name: str, full_name: str, shape: tuple[int, ...]) -> NoReturn:
        if name == "Y" and self._examples_in(shape) == self.seen.get("X", (0,))[0] > self.sizes["m"]:
            X, m = self.seen["X"], self.seen["X"][0]
            raise ValueError(f"X has shape {X}; expected (n0, m) with m = {m}. X looks transposed: pass X.T")
        message = f"{full_name} has shape {shape}; expected {self._expected(name)}"
        raise ValueError(message + self._fix(name, full_name, shape))

    def _examples_in(self, shape: tuple[int, ...]) -> int:
        return max(shape) if len(shape) == 1 or 1 in shape else 0

    def _expected(self, name: str) -> str:
        """Write the shape in symbols, and what is known of it in numbers: "(1, m) = (1, 40)", "(n0, m) with n0 = 2"."""
        symbols = ["1" if s == "n2" and self.sizes.get("n2") == 1 else s for s in SHAPES[name]]
        written = f"({', '.join(symbols)})"
        known = {s: self.sizes[s] for s in symbols if s in self.sizes and s != "1"}
        if not known:
            return written
        if all(s in self.sizes for s in symbols):
            return f"{written} = ({', '.join(str(self.sizes[s]) for s in symbols)})"
        return f"{written} with {', '.join(f'{s} = {size}' for s, size in known.items())}"

    def _fix(self, name: str, full_name: str, shape: tuple[int, ...]) -> str:
        """Say what to do, where that can be told from the shape, or else which array set the size that is missed."""
        rows, columns = (self.sizes.get(symbol) for symbol in SHAPES[name])
        if len(shape) == 2 and self._fits(name, shape[::-1]):
            return f". {full_name} looks transposed: pass {full_name}.T"
        if len(shape) == 1:
            row, column = f"{full_name}.reshape(1, -1)", f"{full_name}.reshape(-1, 1)"
            if (columns in (None, *shape) and rows == 1) or (columns in shape and rows is None):
                return f": pass {row}"
            if name == "X" and rows is None:
                return f", a column an example: pass {column} for one example, {row} for one feature"
            if rows in shape:
                return f": pass {column}" + (" for one example" if name == "X" else "")
        if name in ("b1", "b2"):
            return ": a bias is one column, which broadcasting adds to every example"
        told = [f"{s} = {self.sizes[s]} comes from {self.source[s]}" for s in SHAPES[name] if s in self.source]
        return f"; {', '.join(told)}" if told else ""


def as_numbers(name: str, value: Any) -> Array:
    """Return the value as an array of float64, a new one only where it has to be; or refuse it by name."""
    if np.ma.is_masked(value):
        raise ValueError(f"{name} has masked entries: fill them, {name}.filled(…), or leave those examples out")
    try:
        array: NDArray[Any] = np.asarray(value)
    except ValueError:
        raise ValueError(f"{name} has rows of different lengths; expected a rectangular array of numbers") from None
    if array.dtype.kind == "O" and array.ndim and all(isinstance(x, Real) for x in array.flat):
        array = array.astype(np.float64)
    if array.dtype.kind not in "buif":
        raise TypeError(f"{name} must hold numbers, got {_kind_of(array)}")
    return np.asarray(array, dtype=np.float64)


def refuse_nan(name: str, array: Array) -> None:
    """Raise ValueError if a number is missing, and say where the first one is."""
    _refuse_where(np.isnan(array), name, "NaN")


def _refuse_infinite(name: str, array: Array) -> None:
    _refuse_where(np.isinf(array), name, "inf")


def _refuse_where(wrong: NDArray[np.bool_], name: str, what: str) -> None:
    if wrong.any():
        place = [int(i) for i in np.argwhere(wrong)[0]]
        raise ValueError(f"{name} contains {what} at {place}" if place else f"{name} is {what}")


def _refuse_other_labels(Y: Array) -> None:
    values = np.unique(Y)
    others = [float(v) for v in values if v not in (0, 1)]
    if not others:
        return
    if set(others) == {-1.0}:
        fix = "Y > 0"
    elif len(values) == 2:
        fix = f"Y == {values[1]:g}"
    elif values[0] >= 0 and values[-1] <= 1:
        fix = "Y > 0.5"
    else:
        fix = "Y == c, with the number c of the class that is to be 1"
    shown = ", ".join(map(str, others[:3])) + (", …" if len(others) > 3 else "")
    raise ValueError(f"Y holds [{shown}]; labels must be 0 or 1: pass {fix}")


def _kind_of(array: NDArray[Any]) -> str:
    kinds = {"U": "text", "S": "bytes", "c": "complex numbers", "M": "dates", "m": "durations"}
    if array.dtype.kind != "O":
        return kinds.get(array.dtype.kind, f"dtype {array.dtype}")
    first = next((x for x in array.flat if not isinstance(x, Real)), None)
    return f"a {type(first).__name__}"
