"""Matrices drawn to shape: a cell for each number, rows and columns as many as there are, and signs between them."""

from bisect import bisect
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Annotated, Any

import numpy as np
from matplotlib.collections import PolyCollection
from numpy.typing import NDArray

from nnlib._machinery.numerals import written
from nnlib._machinery.rules import Array, by_name
from nnlib._machinery.rules import matrix as a_matrix
from nnlib._machinery.shapes import SHAPES
from nnlib._machinery.values import described
from nnlib.network import Cache, Gradients, Parameters
from nnlib.plots.drawing import Axes, Drawing
from nnlib.plots.glyphs import Number
from nnlib.plots.live import Field
from nnlib.plots.style import FONT, GREY, INK, SIGNED, SMALL
from nnlib.texts import _


def matrices(name: str, value: Any) -> dict[str, Array]:
    """Check the matrices of one row: a named tuple of them, or a dictionary."""
    if hasattr(value, "_asdict"):
        value = value._asdict()
    if not isinstance(value, Mapping):
        wanted = 'Parameters, a Cache, Gradients or a dictionary such as {"W1": W1}'
        raise TypeError(f"{name} must be {wanted}, got {described(value)}")
    return by_name(name, value, a_matrix)


Row = Annotated[Mapping[str, Array] | Parameters | Cache | Gradients, matrices]
# All in pixels of a picture of 100 to the inch.
GAP, BELOW = 30, 10
TITLE, LABEL_LINE = 22, 17
WIDEST, HIGHEST, USUAL = 56, 42, 34  # a cell, where there is room
OF_SHAPE = "{name} of shape {shape}"
LETTER = 7.5  # of a label
DIGITS = {"−": 11.0, ".": 4.2}  # how wide they are in a number; a digit has 8.3
LOWEST = 18  # cell with a number in it
KEY_WIDTH, KEY_HEIGHT, KEY_ROW = 90, 10, 28
SIGNS = {
    "wx": "@",
    "wa": "@",
    "xb": "+",
    "ab": "+",
    "bz": "=",
    "za": "→",
    "wδ": "−α",
    "bδ": "−α",
    "δw": "=",
    "δb": "=",
}
"""What stands between two matrices of these letters; δ is any gradient: W @ X + b = Z → A, and W −α dW = W."""


def plot_matrices(ax: Axes, *rows: Row, titles: tuple[str, ...] = ()) -> "Matrices":
    """Draw matrices to shape, one below the other in columns: blue cells are below zero, orange above.

    A number has the same colour in the whole picture, whose scale stands below it.  The numbers stand in the cells
    where these are large enough.  Between matrices that the notes join stand their signs: W1 @ X + b1 = Z1 → A1.

    Args:
        ax: the axes to draw on.
        *rows: the matrices of each row: Parameters, a Cache, Gradients, or a dictionary such as {"W1": W1}.  A name
            of the notes gets its shape written in symbols too.
        titles: what to write over each row.

    Returns:
        The drawing; `.update(*rows)` shows other matrices of the same names.
    """
    if len(titles) not in (0, len(rows)):
        raise ValueError(f"titles has {len(titles)} texts; expected one a row, {len(rows)}")
    return Matrices(ax, rows, titles)


class Matrices(Drawing):
    """Cells in a table of matrices, with their names, shapes and signs, and the colours' scale below them."""

    def __init__(self, ax: Axes, rows: Sequence[Row], titles: Sequence[str]) -> None:
        super().__init__(ax)
        ax.set_axis_off()
        self._rows = _by_name(rows)
        self._cells = PolyCollection([], edgecolors=GREY, linewidths=0.6, zorder=1)
        ax.add_collection(self._cells, autolim=False)
        look: dict[str, Any] = {"fontsize": SMALL, "color": INK}
        self._names = [ax.text(0, 0, "", va="bottom", **look) for row in self._rows for _ in row]
        signs = [sign for row in _signs(self._rows) for sign in row]
        self._signs = [ax.text(0, 0, sign, fontsize=FONT + 1, color=INK, ha="center", va="center") for sign in signs]
        self._titles = [ax.text(0, 0, t, fontsize=FONT, fontweight="bold", color=INK, va="top") for t in titles]
        self._key = Field(ax, SIGNED, (0, 1, 0, 1))
        self._key.set_data(np.tile(np.linspace(-1, 1, 91), (2, 1)))
        self._key.set_clim(-1, 1)
        self._ends = [ax.text(0, 0, "", va="center", **look) for _ in range(2)]
        self._values: list[Number] = []
        self.update(*self._rows)

    def update(self, *rows: Row) -> bool:
        """Show other matrices."""
        self._rows = _by_name(rows)
        self._numbers = np.concatenate([matrix.ravel() for row in self._rows for matrix in row.values()])
        self._most = max(float(np.abs(self._numbers).max()), 1e-12)
        self._cells.set_facecolor(list(SIGNED(0.5 + 0.5 * self._numbers / self._most)))
        self.settle()
        return False

    def settle(self) -> None:
        """Lay out the cells in the axes' box as it now is."""
        self.reach((0, self.room[0]), (self.room[1], 0))
        across, down = self._size_of_cells()
        names, signs, cells, bottom = iter(self._names), iter(self._signs), list[NDArray[np.float64]](), 0.0
        for number, (row, lefts) in enumerate(zip(self._rows, self._lefts(across), strict=True)):
            if self._titles[number:]:
                self._titles[number].set_position((0, bottom))
            top = bottom + self._head(row)
            for (name, matrix), left in zip(row.items(), lefts, strict=False):
                next(names).set(text=_label(name, matrix), position=(left, top - 3))
                next(signs).set_position((left - GAP / 2, top + down / 2))
                cells += _cells(matrix, left, top, (across, down))
            bottom = top + down * _height(row) + BELOW
        self._cells.set_verts(cells)
        has_room = _has_room(across, down)
        self._write_values(cells if has_room else [], across)
        self._put_key(bottom)
        self.artists = (self._cells, self._key, *self._values, *self._titles, *self._names, *self._signs, *self._ends)
        titles = [f"{title.get_text()}: " for title in self._titles] or [""] * len(self._rows)
        words = [_in_words(row, numbers=has_room) for row in self._rows]
        self.alt = " ".join(title + row for title, row in zip(titles, words, strict=True))

    def _head(self, row: Mapping[str, Array]) -> float:
        """Tell how much room a row's title, names and shapes take above its cells."""
        lines = max(_label(name, matrix).count("\n") + 1 for name, matrix in row.items())
        return LABEL_LINE * lines + (TITLE if self._titles else 0)

    def _size_of_cells(self) -> tuple[float, float]:
        """Find the largest cells with which everything fits; those that have no room for a number are square."""
        width, height = self.room
        across = max(1, bisect(range(1, WIDEST + 1), width, key=lambda w: max(row[-1] for row in self._lefts(w))))
        left_over = height - KEY_ROW - sum(self._head(row) + BELOW for row in self._rows)
        fits = max(1.0, left_over / sum(map(_height, self._rows)))
        down = min(fits, max(USUAL, HIGHEST * across / WIDEST) if _has_room(across, fits) else across)
        return (across if _has_room(across, down) else min(across, 2 * down)), down

    def _lefts(self, across: float) -> list[list[float]]:
        """Give where each matrix of each row begins, and last where the row ends; rows of as many stand in columns."""
        first = GAP if any(row[0] for row in _signs(self._rows)) else 0
        widths = [[max(across * m.shape[1], _label_width(name, m)) for name, m in row.items()] for row in self._rows]
        same = {len(row): [w for w in widths if len(w) == len(row)] for row in widths}
        alike = [[max(column) for column in zip(*same[len(row)], strict=True)] for row in widths]
        return [[first + sum(row[:j]) + GAP * min(j, len(row) - 1) for j in range(len(row) + 1)] for row in alike]

    def _put_key(self, top: float) -> None:
        """Draw the scale of the colours, from the largest number's negative to itself."""
        low, high = (f"{sign}{self._most:.2f}" for sign in ("−", ""))
        left, middle = 8.6 * len(low), top + KEY_ROW / 2
        self._key.set_extent((left, left + KEY_WIDTH, middle + KEY_HEIGHT / 2, middle - KEY_HEIGHT / 2))
        for text, words, x in zip(self._ends, (low, high), (0.0, left + KEY_WIDTH + 6), strict=True):
            text.set(text=words, position=(x, middle))

    def _write_values(self, cells: Sequence[NDArray[np.float64]], width: float) -> None:
        """Write the numbers into their cells; a text for each is made when there first is one."""
        while len(self._values) < len(cells):
            text = Number(self.ax, fontsize=SMALL, color=INK, zorder=3)
            text.set_animated(self._cells.get_animated())
            self._values.append(text)
        for text in self._values[len(cells) :]:
            text.set_text("")
        for text, cell, number in zip(self._values, cells, self._numbers, strict=False):
            text.set(text=_short(number, width), position=cell.mean(axis=0))


def _by_name(rows: Sequence[Row]) -> list[Mapping[str, Array]]:
    return [row if isinstance(row, Mapping) else row._asdict() for row in rows]


def _signs(rows: Sequence[Mapping[str, Array]]) -> list[list[str]]:
    """Give what stands before each matrix: what joins it in the notes to the one before it, or to the one above."""
    symbols = [[name.split()[-1].lower() for name in row] for row in rows]  # of "new W1" the W1
    letters = [["δ" if symbol[:2] in ("dw", "db") else symbol[0] for symbol in row] for row in symbols]
    found = [["", *(SIGNS.get(one + other, "") for one, other in pairwise(row))] for row in letters]
    for signs, (above, row) in zip(found[1:], pairwise(letters), strict=True):
        for j, pair in enumerate(map("".join, zip(above, row, strict=False))):
            if "δ" in pair and len(above) == len(row):
                signs[j] = signs[j] or SIGNS.get(pair, "")
    return found


def _height(row: Mapping[str, Array]) -> int:
    return max(matrix.shape[0] for matrix in row.values())


def _cells(matrix: Array, left: float, top: float, size: tuple[float, float]) -> list[NDArray[np.float64]]:
    corner = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], dtype=float)
    return [size * (corner + np.array([j, i])) + np.array([left, top]) for i, j in np.ndindex(matrix.shape)]


def _label(name: str, matrix: Array) -> str:
    symbols = SHAPES.get(name)
    return f"{name}\n({', '.join(symbols)})\n= {matrix.shape}" if symbols else f"{name}\n{matrix.shape}"


def _label_width(name: str, matrix: Array) -> float:
    return LETTER * max(map(len, _label(name, matrix).splitlines()))


def _has_room(across: float, down: float) -> bool:
    """Tell whether there is room for a number such as −.35 in cells of this size."""
    return across >= _width("−.35") and down >= LOWEST


def _width(text: str) -> float:
    return sum(DIGITS.get(letter, 8.3) for letter in text)


def _short(number: float, width: float) -> str:
    """Write a number with two decimals, or as much of it as has room: .35 for 0.35, 1.3 for 1.28."""
    whole = written(number, "z.2f")
    ways = (whole, whole.replace("0.", ".", 1) if abs(number) < 0.995 else whole, written(number, "z.1f"))
    return next((way for way in ways if _width(way) <= width), written(number, "z.0f"))


def _in_words(row: Mapping[str, Array], *, numbers: bool) -> str:
    """Name the matrices with their shapes and, where the picture has them, their numbers, row by row."""
    if not numbers:
        return ", ".join(_(OF_SHAPE, name=name, shape=matrix.shape) for name, matrix in row.items()) + "."
    told = {name: "; ".join(" ".join(written(n, "z.2f") for n in line) for line in m) for name, m in row.items()}
    return " ".join(f"{_(OF_SHAPE, name=name, shape=row[name].shape)}: {words}." for name, words in told.items())
