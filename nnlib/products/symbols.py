"""Shapes in the notes' symbols: (4, 7) is (n1, m) where n1 is 4 and m is 7, and Z1, A1 and dZ1 have that shape."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from nnlib._machinery.formulas import Formula, written
from nnlib._machinery.numerals import listed
from nnlib._machinery.shapes import SHAPES, Shape
from nnlib.texts import _

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


class Axis(NamedTuple):
    """An axis: its size, and what this may stand for.

    There is one symbol where that is known, several where equal sizes leave it open, and none where no symbol has that
    size.
    """

    size: int
    symbols: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Write the symbols, or the number where there are none: "m", "n0 or n1", "5"."""
        return _(" or ").join(self.symbols) or str(self.size)

    @property
    def sized(self) -> str:
        """The size with its symbol, if it has one: "m = 7", "7"."""
        return str(self.size) if self.symbols in ((), ("1",)) else f"{self} = {self.size}"

    def may_be(self, *symbols: str) -> bool:
        """Tell whether it stands, or may stand, for one of these."""
        return not {*symbols}.isdisjoint(self.symbols)


Axes = tuple[Axis, ...]

ONE = Axis(1, ("1",))


class Operand(NamedTuple):
    """An array in a product: the formula that makes it, and its axes; a number has none."""

    formula: Formula
    axes: Axes = ()

    @property
    def shape(self) -> Shape:
        """The sizes of the axes."""
        return tuple(axis.size for axis in self.axes)

    @property
    def code(self) -> str:
        """The code that makes it."""
        return written(self.formula)

    @property
    def symbols(self) -> str:
        """The shape in symbols, with the number where there is none: "(n1, m)", "(n0 or n1, 5)"."""
        return in_symbols(self.axes)

    @property
    def both(self) -> str:
        """The shape in symbols and in numbers: "(n1, m) = (4, 7)"."""
        if not self.axes:
            return _("a single number")
        return self.symbols if self.symbols == str(self.shape) else f"{self.symbols} = {self.shape}"


class Dimensions(NamedTuple):
    """What is known of the sizes n0, n1, n2 and m.  n2 is written 1 where it is 1, as in the notes.

    names are the arrays that may be meant: those of m examples, of one example, or of one unit.
    """

    sizes: Mapping[str, int]
    names: Sequence[str] = MANY_EXAMPLES

    def named(self, name: str, spelled: str, shape: Shape) -> Operand:
        """Read a shape by the array's name, if the notes have an array so named that fits, or else by the sizes."""
        symbols = ARRAYS.get(name, ())
        fits = len(symbols) == len(shape) and all(
            self.sizes.get(symbol, 1 if symbol in ("1", "n2") else size) == size
            for symbol, size in zip(symbols, shape, strict=True)
        )
        if not symbols or not fits:
            return Operand(spelled, self.by_size(shape))
        return Operand(spelled, tuple(Axis(n, axis.symbols) for n, axis in zip(shape, self.axes(name), strict=True)))

    def by_size(self, shape: Shape, taken_from: Axes = ()) -> Axes:
        """Read a shape by the sizes; a size that one axis has of the array from which it is taken is that axis."""
        axes = list[Axis]()
        for size in shape:
            there = [axis for axis in taken_from if axis.size == size != 1]
            found = [self._written(symbol) for symbol in SYMBOLS if self.sizes.get(symbol) == size]
            by_symbols = Axis(size, tuple(dict.fromkeys(["1", *found] if size == 1 else found)))
            axes.append(there[0] if len(there) == 1 else by_symbols)
        return tuple(axes)

    def axes(self, name: str) -> Axes:
        """Give the axes of the array that has this name in the notes; the size is 0 where it is not known."""
        return tuple(Axis(self.sizes.get(symbol, 0), (self._written(symbol),)) for symbol in ARRAYS[name])

    def arrays(self, axes: Axes) -> list[str]:
        """List the arrays of the notes that have these axes, only those that may be meant if there are any."""
        meant = [name for name in self.names if may_be(axes, self.axes(name))]
        return meant or [name for name in LEARNED if may_be(axes, self.axes(name))]

    def described(self, operand: Operand) -> str:
        """Write the shape and who has it: "(n1, m) = (4, 7), the shape of Z1, A1 and dZ1"."""
        if names := self.arrays(operand.axes):
            return _("{shape}, the shape of {arrays}", shape=operand.both, arrays=listed(names))
        if not operand.axes or not all(axis.symbols for axis in operand.axes):
            return operand.both
        return _("{shape}, which is the shape of no array of the notes", shape=operand.both)

    def _written(self, symbol: str) -> str:
        return "1" if symbol == "n2" and self.sizes.get("n2", 1) == 1 else symbol


def meant_by(names: Iterable[str]) -> Sequence[str]:
    """Give the arrays that a line may mean that has these names: of one unit, of one example, or of all of them."""
    found = set(names)
    if found & {"w", "b", *UNIT}:
        return ONE_UNIT
    return ONE_EXAMPLE if found & {"x", "y", *EXAMPLE} else MANY_EXAMPLES


def may_be(axes: Axes, others: Axes) -> bool:
    """Tell whether two shapes may be the same, symbol by symbol."""
    return len(axes) == len(others) and all(one.may_be(*other.symbols) for one, other in zip(axes, others, strict=True))


EQUAL = {1: "{symbols} is {size}", 2: "{symbols} are both {size}", 3: "{symbols} are all {size}"}


def equal(symbols: Iterable[str], size: int) -> str:
    """Say that several symbols have one size: "n0 and n1 are both 3", "m is 1"."""
    named = [symbol for symbol in symbols if symbol != "1"]
    return _(EQUAL[min(len(named), 3)], symbols=listed(named), size=size)


def in_symbols(axes: Axes) -> str:
    """Write a shape in symbols, as Python writes a tuple."""
    return f"({axes[0]},)" if len(axes) == 1 else f"({', '.join(map(str, axes))})"
