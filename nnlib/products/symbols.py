"""Shapes in the notes' symbols: (4, 7) is (n1, m) where n1 is 4 and m is 7, and Z1, A1 and dZ1 have that shape.

An axis is the tuple of symbols that its size may stand for: one where that is known, several where equal sizes leave
it open, none where no symbol has that size.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from nnlib._machinery.formulas import Formula, written
from nnlib._machinery.shapes import SHAPES, Shape

Axis = tuple[str, ...]

SYMBOLS = ("n0", "n1", "n2", "m")
LEARNED = {name: symbols for name, symbols in SHAPES.items() if {*symbols} <= {*SYMBOLS, "1"}}  # they tell the sizes
HIDDEN, OUTPUT = ("z1", "a1", "da1", "dz1"), ("z2", "a2", "da2", "dz2")
EXAMPLE = dict.fromkeys(HIDDEN, ("n1", "1")) | dict.fromkeys(OUTPUT, ("n2", "1"))
UNIT = dict.fromkeys(("z", "a", "da", "dz", "db"), ("1", "1")) | {"dw": ("n0", "1")}
ARRAYS = LEARNED | EXAMPLE | UNIT

ONE_UNIT = ("x", "w", "b", "y", *UNIT)
PARAMETERS = ("W1", "b1", "W2", "b2", "dW1", "db1", "dW2", "db2")
MANY_EXAMPLES = tuple(name for name in LEARNED if name not in ONE_UNIT)
ONE_EXAMPLE = (*EXAMPLE, "x", "y", *PARAMETERS)


class Operand(NamedTuple):
    """An array in a product: the formula that makes it, its shape, and the axes of that shape."""

    formula: Formula
    shape: Shape
    axes: tuple[Axis, ...]

    @property
    def code(self) -> str:
        """The code that makes it."""
        return written(self.formula)

    @property
    def symbols(self) -> str:
        """The shape in symbols, with the number where there is none: "(n1, m)", "(n0 or n1, 5)"."""
        return in_symbols(axis or (str(size),) for axis, size in zip(self.axes, self.shape, strict=True))

    @property
    def both(self) -> str:
        """The shape in symbols and in numbers: "(n1, m) = (4, 7)"."""
        if not self.shape:
            return "a single number"
        return self.symbols if self.symbols == str(self.shape) else f"{self.symbols} = {self.shape}"

    @property
    def is_transposed(self) -> bool:
        """Whether it is another array, transposed."""
        return isinstance(self.formula, tuple) and self.formula[0] == "T"

    @property
    def T(self) -> "Operand":
        """The array transposed; where it was transposed before, the array as it is."""
        formula = self.formula[1] if self.is_transposed else ("T", self.formula)
        return Operand(formula, self.shape[::-1], self.axes[::-1])

    @property
    def row(self) -> "Operand":
        """The row, (1, k), of an array that has one axis, (k,)."""
        return Operand(("{}.reshape(1, -1)", self.formula), (1, *self.shape), (("1",), *self.axes))

    @property
    def column(self) -> "Operand":
        """The column, (k, 1), of an array that has one axis, (k,)."""
        return Operand(("{}.reshape(-1, 1)", self.formula), (*self.shape, 1), (*self.axes, ("1",)))


class Target(NamedTuple):
    """What is to come out: what it is called, and its axes."""

    name: str
    axes: tuple[Axis, ...]


class Dimensions(NamedTuple):
    """What is known of the sizes n0, n1, n2 and m.  n2 is written 1 where it is 1, as in the notes.

    names are the arrays that may be meant: those of m examples, of one example, or of one unit.
    """

    sizes: Mapping[str, int]
    names: Sequence[str] = MANY_EXAMPLES

    def named(self, name: str, spelled: str, shape: Shape) -> Operand:
        """Read a shape by the array's name, if the notes have an array so named that fits, or else by the sizes."""
        symbols = ARRAYS.get(name, ())
        fits = len(symbols) == len(shape) and all(map(self._may_be, symbols, shape))
        return Operand(spelled, shape, self.axes(name) if symbols and fits else self.by_size(shape))

    def by_size(self, shape: Shape, of: Operand | None = None) -> tuple[Axis, ...]:
        """Read a shape by the sizes; a size that one axis has of the array `of` which it is taken is that axis."""
        axes = list[Axis]()
        for size in shape:
            there = [axis for axis, its in zip(of.axes, of.shape, strict=True) if its == size] if of else []
            axes.append(there[0] if len(there) == 1 and size != 1 else self._axis(size))
        return tuple(axes)

    def axes(self, name: str) -> tuple[Axis, ...]:
        """Give the axes of the array that has this name in the notes."""
        return tuple((self._written(symbol),) for symbol in ARRAYS[name])

    def arrays(self, axes: tuple[Axis, ...]) -> list[str]:
        """List the arrays of the notes that have these axes, only those that may be meant if there are any."""
        meant = [name for name in self.names if may_be(axes, self.axes(name))]
        return meant or [name for name in LEARNED if may_be(axes, self.axes(name))]

    def described(self, operand: Operand) -> str:
        """Write the shape and who has it: "(n1, m) = (4, 7), the shape of Z1, A1 and dZ1"."""
        if names := self.arrays(operand.axes):
            return f"{operand.both}, the shape of {listed(names)}"
        unknown = not operand.shape or () in operand.axes
        return operand.both if unknown else f"{operand.both}, which is the shape of no array of the notes"

    def ambiguities(self, operands: Iterable[Operand]) -> list[str]:
        """Say which sizes are equal, where the shapes alone do not tell which one is meant."""
        found = {axis: size for x in operands for axis, size in zip(x.axes, x.shape, strict=True) if len(axis) > 1}
        return [f"here {equal(axis, size)}, and the shape does not tell which is meant" for axis, size in found.items()]

    def _may_be(self, symbol: str, size: int) -> bool:
        return self.sizes.get(symbol, 1 if symbol in ("1", "n2") else size) == size

    def _axis(self, size: int) -> Axis:
        found = [self._written(symbol) for symbol in SYMBOLS if self.sizes.get(symbol) == size]
        return tuple(dict.fromkeys(["1", *found] if size == 1 else found))

    def _written(self, symbol: str) -> str:
        return "1" if symbol == "n2" and self.sizes.get("n2", 1) == 1 else symbol


def meant_by(names: Iterable[str]) -> Sequence[str]:
    """Give the arrays that a line may mean that has these names: of one unit, of one example, or of all of them."""
    found = set(names)
    if found & {"w", "b", *UNIT}:
        return ONE_UNIT
    return ONE_EXAMPLE if found & {"x", "y", *EXAMPLE} else MANY_EXAMPLES


def may_be(axes: tuple[Axis, ...], others: tuple[Axis, ...]) -> bool:
    """Tell whether two shapes may be the same, symbol by symbol."""
    return len(axes) == len(others) and all(set(one) & set(other) for one, other in zip(axes, others, strict=True))


def equal(axis: Axis, size: int) -> str:
    """Say that several symbols have one size: "n0 and n1 are both 3", "m is 1"."""
    symbols = [symbol for symbol in axis if symbol != "1"]
    return f"{listed(symbols)} {('is', 'are both', 'are all')[min(len(symbols), 3) - 1]} {size}"


def in_symbols(axes: Iterable[Axis]) -> str:
    """Write a shape in symbols, as Python writes a tuple."""
    sizes = [" or ".join(axis) for axis in axes]
    return f"({sizes[0]},)" if len(sizes) == 1 else f"({', '.join(sizes)})"


def sized(axis: Axis, size: int) -> str:
    """Write a size with its symbol: "m = 7"; without one: "7"."""
    return f"{' or '.join(axis)} = {size}" if axis and axis != ("1",) else str(size)


def listed(words: Sequence[str]) -> str:
    """Write a list in words: "Z1, A1 and dZ1"."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def misses(axes: tuple[Axis, ...], wanted: tuple[Axis, ...]) -> bool:
    """Tell whether an array with these axes cannot be the wanted one, nor be repeated until it is."""
    padded = (("1",),) * (len(wanted) - len(axes)) + axes
    return any(not set(one) & {*other, "1"} for one, other in zip(padded, wanted, strict=True) if one)
