"""Matrices drawn to shape: a cell for each number, rows and columns as many as there are, and signs between them."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Annotated, Any, NamedTuple

import numpy as np
from matplotlib.collections import PolyCollection
from matplotlib.image import AxesImage
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
# All in pixels of a picture of 100 to the inch.
GAP, BELOW = 30, 12
TITLE, LABEL_LINE = 22, 14
WIDTH, HEIGHT = 46, 34  # of a cell, where there is room
LETTER = 6.6  # of a label
NUMBER = 12 * 72 / 100  # points
LETTERS = {"−": 10.5, ".": 4.0}  # how wide they are in a number; a digit has 7.8
LOWEST = 17  # cell with a number in it
KEY_WIDTH, KEY_HEIGHT, KEY_ROW = 90, 10, 30
SIGNS = {
    "wx": "@",
    "wa": "@",
    "xb": "+",
    "ab": "+",
    "bz": "=",
    "za": "→",
    "wδ": "−α",
    "δw": "=",
    "bδ": "−α",
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

    Raises:
        TypeError, ValueError: an argument is of the wrong kind, shape or value.
    """
    return Matrices(ax, rows, titles)


class Layout(NamedTuple):
    """Where everything stands, in pixels from the upper left: a cell's size, each row's top, each matrix's left."""

    cell: tuple[float, float]
    tops: list[float]
    lefts: list[list[float]]
    bottom: float


class Matrices(Drawing):
    """Cells in a table of matrices, with their names, shapes and signs, and the colours' scale below them."""

    def __init__(self, ax: Axes, rows: Sequence[Row], titles: Sequence[str]) -> None:
        super().__init__(ax)
        ax.set_axis_off()
        self._rows = _by_name(rows)
        self._cells = PolyCollection([], edgecolors=GREY, linewidths=0.6, zorder=1)
        ax.add_collection(self._cells, autolim=False)
        print_of: dict[str, Any] = {"fontsize": SMALL, "color": INK}
        self._names = [[ax.text(0, 0, "", va="bottom", **print_of) for _ in row] for row in self._rows]
        self._signs = [
            [ax.text(0, 0, sign, fontsize=FONT + 1, color=INK, ha="center", va="center") for sign in _signs(row)]
            for row in self._rows
        ]
        self._titles = [ax.text(0, 0, t, fontsize=FONT, fontweight="bold", color=INK, va="top") for t in titles]
        self._key = AxesImage(ax, cmap=SIGNED, extent=(0, 1, 0, 1))
        self._key.set_data(np.linspace(-1, 1, 91)[np.newaxis])
        self._key.set_clim(-1, 1)
        ax.add_image(self._key)
        self._ends = [ax.text(0, 0, "", va="center", ha=side, **print_of) for side in ("left", "left")]
        self._values: list[Text] = []
        self.update(*self._rows)

    def update(self, *data: Any, **_: Any) -> bool:
        """Show other matrices."""
        self._rows = _by_name(data)
        numbers = self._numbers
        self._most = max(float(np.abs(numbers).max()), 1e-12)
        self._cells.set_facecolor(list(SIGNED(0.5 + 0.5 * numbers / self._most)))
        self.settle()
        return False

    @property
    def _numbers(self) -> NDArray[np.float64]:
        return np.concatenate([matrix.ravel() for row in self._rows for matrix in row.values()])

    def settle(self) -> None:
        """Lay out the cells in the axes' box as it now is."""
        width, height = self.room
        self.ax.set_xlim(0, width)
        self.ax.set_ylim(height, 0)
        layout = self._lay_out(width, height)
        cells: list[NDArray[np.float64]] = []
        for row, names, signs, top, lefts in zip(
            self._rows, self._names, self._signs, layout.tops, layout.lefts, strict=True
        ):
            for text, (name, matrix), left in zip(names, row.items(), lefts, strict=True):
                text.set_position((left, top - 3))
                text.set_text(_label(name, matrix))
                cells += _cells(matrix, left, top, layout.cell)
            for sign, left in zip(signs, lefts[1:], strict=True):
                sign.set_position((left - GAP / 2, top + layout.cell[1] / 2))
        for title, top in zip(self._titles, layout.tops, strict=False):
            title.set_position((0, top - TITLE - LABEL_LINE * self._label_lines()))
        self._cells.set_verts(cells)
        self._write_values(cells, layout.cell)
        self._put_key(layout.bottom)
        texts = [text for row in (*self._names, *self._signs) for text in row]
        self.artists = (self._cells, self._key, *self._values, *self._titles, *texts, *self._ends)
        titles = [f"{title.get_text()}: " for title in self._titles] or [""] * len(self._rows)
        words = [_in_words(row, numbers=_has_room(layout.cell)) for row in self._rows]
        self.alt = " ".join(title + row for title, row in zip(titles, words, strict=True))

    def _lay_out(self, width: float, height: float) -> Layout:
        """Find the largest cells with which everything fits, up to the usual size."""
        part = 1.0
        while True:
            layout, right = self._with_cells(part * WIDTH, part * HEIGHT)
            if (right <= width and layout.bottom + KEY_ROW <= height) or part < 0.05:
                return layout
            part *= 0.97

    def _with_cells(self, across: float, down: float) -> tuple[Layout, float]:
        """Lay out everything with cells of this size; give how far to the right it reaches, too."""
        widths = [[max(across * m.shape[1], _label_width(name, m)) for name, m in row.items()] for row in self._rows]
        if len(set(map(len, widths))) == 1:  # as many in each row: they stand in columns
            widths = [[max(column) for column in zip(*widths, strict=True)]] * len(widths)
        lefts = [[float(sum(row[:i]) + GAP * i) for i in range(len(row))] for row in widths]
        head = (TITLE if self._titles else 0) + LABEL_LINE * self._label_lines()
        tops, bottom = list[float](), 0.0
        for row in self._rows:
            tops.append(bottom + head)
            bottom = tops[-1] + down * max(m.shape[0] for m in row.values()) + BELOW
        right = max(
            left + max(across * matrix.shape[1], _label_width(name, matrix))
            for row, at in zip(self._rows, lefts, strict=True)
            for (name, matrix), left in zip(row.items(), at, strict=True)
        )
        return Layout((across, down), tops, lefts, bottom), right

    def _label_lines(self) -> int:
        return max(_label(name, matrix).count("\n") + 1 for row in self._rows for name, matrix in row.items())

    def _put_key(self, top: float) -> None:
        """Draw the scale of the colours, from the largest number's negative to itself."""
        low, high = (f"{sign}{self._most:.2f}" for sign in ("−", ""))
        left = 7.8 * len(low)
        middle = top + KEY_ROW / 2
        self._key.set_extent((left, left + KEY_WIDTH, middle + KEY_HEIGHT / 2, middle - KEY_HEIGHT / 2))
        for text, words, x in zip(self._ends, (low, high), (0.0, left + KEY_WIDTH + 6), strict=True):
            text.set_text(words)
            text.set_position((x, middle))

    def _write_values(self, cells: list[NDArray[np.float64]], size: tuple[float, float]) -> None:
        wanted = len(cells) if _has_room(size) else 0
        while len(self._values) < wanted:
            text = self.ax.text(0, 0, "", fontsize=NUMBER, color=INK, ha="center", va="center", zorder=3)
            text.set_animated(self._cells.get_animated())
            self._values.append(text)
        for text in self._values[wanted:]:
            text.set_text("")
        for text, cell, number in zip(self._values[:wanted], cells, self._numbers, strict=False):
            text.set_position(cell.mean(axis=0))
            text.set_text(_short(number, size[0]))


def _by_name(rows: Sequence[Row]) -> list[Mapping[str, Array]]:
    return [row if isinstance(row, Mapping) else row._asdict() for row in rows]


def _signs(row: Mapping[str, Array]) -> list[str]:
    """Give what stands between the matrices of a row, nothing where the notes do not join the two."""
    symbols = [name.split()[-1].lower() for name in row]  # of "new W1" the W1
    letters = ["δ" if symbol[:2] in ("dw", "db") else symbol[0] for symbol in symbols]
    return [SIGNS.get(one + other, "") for one, other in pairwise(letters)]


def _cells(matrix: Array, left: float, top: float, size: tuple[float, float]) -> list[NDArray[np.float64]]:
    corner = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], dtype=float)
    return [size * (corner + np.array([j, i])) + np.array([left, top]) for i, j in np.ndindex(matrix.shape)]


def _label(name: str, matrix: Array) -> str:
    symbols = SHAPES.get(name)
    return f"{name} ({', '.join(symbols)})\n= {matrix.shape}" if symbols else f"{name}\n{matrix.shape}"


def _label_width(name: str, matrix: Array) -> float:
    return LETTER * max(map(len, _label(name, matrix).splitlines()))


def _has_room(size: tuple[float, float]) -> bool:
    """Tell whether there is room for a number such as −.35 in cells of this size."""
    return size[0] >= _width("−.35") and size[1] >= LOWEST


def _width(text: str) -> float:
    return sum(LETTERS.get(letter, 7.8) for letter in text)


def _short(number: float, width: float) -> str:
    """Write a number with two decimals, or as much of it as has room: .35 for 0.35, 1.3 for 1.28."""
    whole = _two_decimals(number)
    ways = (whole, whole.replace("0.", ".", 1) if abs(number) < 0.995 else whole, written(number, "z.1f"))
    return next((way for way in ways if _width(way) <= width), written(number, "z.0f"))


def _two_decimals(number: float) -> str:
    return written(number, "z.2f")


def _in_words(row: Mapping[str, Array], *, numbers: bool) -> str:
    """Name the matrices with their shapes and, where the picture has them, their numbers, row by row."""
    if not numbers:
        return ", ".join(f"{name} of shape {matrix.shape}" for name, matrix in row.items()) + "."
    return ". ".join(f"{name} of shape {matrix.shape}: {_numbers(matrix)}" for name, matrix in row.items()) + "."


def _numbers(matrix: Array) -> str:
    return "; ".join(" ".join(map(_two_decimals, numbers)) for numbers in matrix)
