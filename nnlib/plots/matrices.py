"""Matrices drawn to shape: a square for each number, rows and columns as many as there are."""

import re
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import numpy as np
from matplotlib.collections import PolyCollection
from matplotlib.text import Text
from numpy.typing import NDArray

from nnlib._machinery.numerals import written
from nnlib._machinery.rules import Array, by_name
from nnlib._machinery.rules import matrix as a_matrix
from nnlib._machinery.shapes import SHAPES
from nnlib._machinery.values import described
from nnlib.network import Cache, Gradients, Parameters
from nnlib.plots.drawing import Axes, Drawing
from nnlib.plots.style import FONT, GREY, INK, SIGNED, SMALL


def matrices(name: str, value: Any) -> dict[str, Array]:
    """Check the matrices of one row: a named tuple of them, or a dictionary."""
    if hasattr(value, "_asdict"):
        value = value._asdict()
    if not isinstance(value, Mapping):
        wanted = 'Parameters, a Cache, Gradients or a dictionary such as {"W1": W1}'
        raise TypeError(f"{name} must be {wanted}, got {described(value)}")
    return by_name(name, value, a_matrix)


Row = Annotated[Mapping[str, Array] | Parameters | Cache | Gradients, matrices]
# All in pixels.
GAP = 26
TITLE = 22
LABEL_LINE = 14
LARGEST_CELL = 44
NARROWEST = 62
PIXELS_FOR_A_VALUE = 24
PIXELS_FOR_A_ZERO = 34
MOST_VALUES = 80


def plot_matrices(ax: Axes, *rows: Row, titles: tuple[str, ...] = (), row_by_row: bool = False) -> "Matrices":
    """Draw matrices to shape, one below the other in columns: blue squares are below zero, orange above.

    The numbers stand in the squares where these are large enough.  The largest has the strongest colour.

    Args:
        ax: the axes to draw on.
        *rows: the matrices of each row: Parameters, a Cache, Gradients, or a dictionary such as {"W1": W1}.  A name
            of the notes gets its shape written in symbols too.
        titles: what to write over each row.
        row_by_row: whether a colour means the same number in a whole row; if not, each matrix has its own largest.

    Returns:
        The drawing; `.update(*rows)` shows other matrices in as many rows and columns.

    Raises:
        TypeError, ValueError: an argument is of the wrong kind, shape or value.
    """
    return Matrices(ax, rows, titles, row_by_row)


class Matrices(Drawing):
    """Squares in a table of matrices, with their names and shapes; laid out in pixels of the axes' box."""

    def __init__(self, ax: Axes, rows: Sequence[Row], titles: Sequence[str], row_by_row: bool) -> None:
        super().__init__(ax)
        self._row_by_row = row_by_row
        ax.set_axis_off()
        self._rows = _by_name(rows)
        self._squares = PolyCollection([], edgecolors=GREY, linewidths=0.6, zorder=1)
        ax.add_collection(self._squares, autolim=False)
        self._names = [[ax.text(0, 0, "", fontsize=SMALL, color=INK, va="bottom") for _ in row] for row in self._rows]
        self._titles = [ax.text(0, 0, t, fontsize=FONT, fontweight="bold", color=INK, va="top") for t in titles]
        self._values: list[Text] = []
        self.update(*self._rows)

    def update(self, *data: Any, **_: Any) -> bool:
        """Show other matrices."""
        self._rows = _by_name(data)
        self._squares.set_facecolor(list(SIGNED(0.5 + 0.5 * self._relative())))
        self.settle()
        return False

    def _relative(self) -> NDArray[np.float64]:
        """Give all numbers as parts of the largest: of their matrix, or of their row."""
        rows = [[matrix.ravel() for matrix in row.values()] for row in self._rows]
        alike = [np.concatenate(row) for row in rows] if self._row_by_row else [flat for row in rows for flat in row]
        return np.concatenate([flat / max(float(np.abs(flat).max()), 1e-12) for flat in alike])

    def settle(self) -> None:
        """Lay out the squares in the axes' box as it now is."""
        width, height = self.room
        self.ax.set_xlim(0, width)
        self.ax.set_ylim(height, 0)
        cell = self._cell_size(width, height)
        squares: list[NDArray[np.float64]] = []
        top = 0.0
        for number, row in enumerate(self._rows):
            if self._titles:
                self._titles[number].set_position((0, top))
                top += TITLE
            top += LABEL_LINE * self._label_lines()
            left = 0.0
            for text, (name, matrix), width in zip(
                self._names[number], row.items(), self._column_widths(cell), strict=True
            ):
                text.set_position((left, top - 3))
                text.set_text(_label(name, matrix))
                squares += _squares(matrix, left, top, cell)
                left += width + GAP
            top += cell * max(m.shape[0] for m in row.values()) + GAP / 2
        self._squares.set_verts(squares)
        self._write_values(squares, cell)
        self.artists = (self._squares, *self._values, *self._titles, *(name for row in self._names for name in row))
        titles = [f"{title.get_text()}: " for title in self._titles] or [""] * len(self._rows)
        words = [_in_words(row, numbers=self._has_values(cell)) for row in self._rows]
        self.alt = " ".join(title + row for title, row in zip(titles, words, strict=True))

    def _label_lines(self) -> int:
        return max(_label(name, matrix).count("\n") + 1 for row in self._rows for name, matrix in row.items())

    def _column_widths(self, cell: float) -> list[float]:
        columns = zip(*(row.values() for row in self._rows), strict=True)
        return [max(cell * max(m.shape[1] for m in column), NARROWEST) for column in columns]

    def _cell_size(self, width: float, height: float) -> float:
        """Find the largest square with which everything fits."""
        head = (TITLE if self._titles else 0) + LABEL_LINE * self._label_lines() + GAP / 2
        cells = sum(max(m.shape[0] for m in row.values()) for row in self._rows)
        size = min((height - head * len(self._rows)) / cells, LARGEST_CELL)
        while size > 1 and sum(self._column_widths(size)) + GAP * (len(self._rows[0]) - 1) > width:
            size *= 0.97
        return size

    def _has_values(self, cell: float) -> bool:
        """Tell whether there is room for the numbers in squares of this size."""
        return cell >= PIXELS_FOR_A_VALUE and sum(m.size for row in self._rows for m in row.values()) <= MOST_VALUES

    def _write_values(self, squares: list[NDArray[np.float64]], cell: float) -> None:
        numbers = np.concatenate([m.ravel() for row in self._rows for m in row.values()])
        wanted = len(squares) if self._has_values(cell) else 0
        while len(self._values) < wanted:
            text = self.ax.text(0, 0, "", fontsize=6.5, color=INK, ha="center", va="center", zorder=3)
            text.set_animated(self._squares.get_animated())
            self._values.append(text)
        for text in self._values[wanted:]:
            text.set_text("")
        for text, square, number in zip(self._values[:wanted], squares, numbers, strict=False):
            text.set_position(square.mean(axis=0))
            text.set_text(_short(number, cell))


def _by_name(rows: Sequence[Row]) -> list[Mapping[str, Array]]:
    return [row if isinstance(row, Mapping) else row._asdict() for row in rows]


def _squares(matrix: Array, left: float, top: float, cell: float) -> list[NDArray[np.float64]]:
    corner = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], dtype=float)
    return [cell * (corner + np.array([j, i])) + np.array([left, top]) for i, j in np.ndindex(matrix.shape)]


def _label(name: str, matrix: Array) -> str:
    symbols = SHAPES.get(name.split()[-1])
    return f"{name}\n({', '.join(symbols)})\n= {matrix.shape}" if symbols else f"{name}\n{matrix.shape}"


def _short(number: float, cell: float) -> str:
    """In a narrow square write .35 for 0.35, so that numbers side by side do not touch."""
    text = _two_decimals(number)
    return text if cell >= PIXELS_FOR_A_ZERO else re.sub(r"^(−?)0\.", r"\1.", text)


def _two_decimals(number: float) -> str:
    return written(number, "z.2f")


def _in_words(row: Mapping[str, Array], *, numbers: bool) -> str:
    """Name the matrices with their shapes and, where the picture has them, their numbers, row by row."""
    if not numbers:
        return ", ".join(f"{name} of shape {matrix.shape}" for name, matrix in row.items()) + "."
    return ". ".join(f"{name} of shape {matrix.shape}: {_numbers(matrix)}" for name, matrix in row.items()) + "."


def _numbers(matrix: Array) -> str:
    return "; ".join(" ".join(map(_two_decimals, numbers)) for numbers in matrix)
