"""All hidden units at once: a small picture of each over the plane, and last of their weighted sum."""

from collections.abc import Sequence
from typing import Any, Literal, cast

import numpy as np
from contourpy import LineType, contour_generator
from matplotlib.collections import LineCollection
from matplotlib.image import AxesImage
from numpy.typing import NDArray

from nnlib._machinery.numerals import written
from nnlib._machinery.rules import Array
from nnlib.activations import ACTIVATIONS, ActivationName
from nnlib.datasets import Dataset, standardize
from nnlib.network import Parameters
from nnlib.plots.boundary import sides_of
from nnlib.plots.drawing import Axes, Drawing
from nnlib.plots.style import INK, SMALL
from nnlib.plots.unit import BANDS

GRID = 48
MOST_SHOWN = 8
GAP, TITLE = 10, 18  # in pixels

Activation = ActivationName | Literal["none"]


def plot_units(
    ax: Axes,
    parameters: Parameters,
    dataset: Dataset,
    *,
    reference: Array | None = None,
    activation: Activation = "tanh",
    weighted: bool = False,
) -> "Units":
    """Draw each hidden unit's A1 over the plane of the data's two features, and last the sum Z2 = W2 A1 + b2.

    Blue is below zero, orange above; a dashed line is where a unit's z is 0, the full line where Z2 is 0.  Of more
    than 8 units those with the largest weights in W2 are drawn; the sum is always that of all of them.

    Args:
        ax: the axes to draw on.
        parameters: of a network with n0 = 2.
        dataset: the examples whose plane it is.
        reference: the (2, m) examples whose mean and deviation standardised the training set; left out, the network
            was trained on the dataset's own units.
        activation: the name of g1; "none" leaves it out, so that A1 = Z1.
        weighted: whether to draw what each unit adds to Z2, its weight times its A1.  A number then has the same
            colour everywhere; left out, the sum has a scale of its own.

    Returns:
        The drawing; `.update(parameters)` shows another network, with any number of hidden units.

    Raises:
        TypeError, ValueError: an argument is of the wrong kind, shape or value.
    """
    return Units(ax, parameters, _plane(dataset, reference), activation, weighted)


class Units(Drawing):
    """Tiles in rows: one for each hidden unit and one for the sum; laid out in pixels of the axes' box."""

    def __init__(self, ax: Axes, parameters: Parameters, plane: Array, activation: Activation, weighted: bool) -> None:
        super().__init__(ax)
        ax.set_axis_off()
        ax.set_autoscale_on(False)
        self._plane, self._weighted = plane, weighted
        self._g1 = _nothing if activation == "none" else ACTIVATIONS[activation].function
        self._tiles = [_tile(ax) for _ in range(MOST_SHOWN + 1)]
        self._names = [ax.text(0, 0, "", fontsize=SMALL, color=INK, va="bottom") for _ in self._tiles]
        self._lines = LineCollection([], colors=INK, linewidths=1.2, linestyles="--", zorder=2)
        self._boundary = LineCollection([], colors=INK, linewidths=2.2, zorder=2)
        self._frame = LineCollection([], colors=INK, linewidths=1.2, zorder=2)
        lines = (self._lines, self._boundary, self._frame)
        for collection in lines:
            ax.add_collection(collection, autolim=False)
        signs: dict[str, Any] = {"linestyle": "none", "color": INK, "markersize": 7, "zorder": 3}
        self._signs = [ax.plot([], [], marker, **signs)[0] for marker in ("+", "_")]
        self.artists = (*self._tiles, *lines, *self._signs, *self._names)
        self.update(parameters)

    def update(self, *data: Any, **_: Any) -> bool:
        """Show another network."""
        parameters: Parameters = data[0]
        W2 = parameters.W2[0]
        Z1 = parameters.W1 @ self._plane + parameters.b1
        A1 = self._g1(Z1)
        Z2 = parameters.W2 @ A1 + parameters.b2
        self._shown = np.sort(np.argsort(-np.abs(W2), kind="stable")[:MOST_SHOWN])
        units = W2[self._shown, None] * A1[self._shown] if self._weighted else A1[self._shown]
        self._values = np.vstack([units, Z2])
        self._zeros = np.vstack([Z1[self._shown], Z2])
        self._paint()
        self._write(W2[self._shown])
        self.settle()
        self.alt = self._in_words(W2[self._shown], len(W2))
        return False

    def _paint(self) -> None:
        of_units, of_sum = np.abs(self._values[:-1]).max(), np.abs(self._values[-1]).max()
        scale = [of_units] * len(self._shown) + [of_units if self._weighted else of_sum]
        for tile, values, most in zip(self._tiles, self._values, scale, strict=False):
            tile.set_data(values.reshape(GRID, GRID))
            tile.set_clim(-max(most, 1e-12), max(most, 1e-12))
        for number, (tile, name) in enumerate(zip(self._tiles, self._names, strict=True)):
            tile.set_visible(number < len(scale))
            name.set_visible(number < len(scale))

    def _write(self, weights: Array) -> None:
        for name, unit, weight in zip(self._names, self._shown, weights, strict=False):
            number = _short(weight)
            name.set_text(
                f"unit {unit + 1}, weight {number}" if self._weighted else f"unit {unit + 1} (weight {number})"
            )
            name.set_fontweight("normal")
        last = self._names[len(weights)]
        last.set_text("sum + b2 = Z2")
        last.set_fontweight("bold")

    def settle(self) -> None:
        """Lay out the tiles in the axes' box as it now is."""
        width, height = self.room
        self.ax.set_xlim(0, width)
        self.ax.set_ylim(0, height)
        corners = _corners(len(self._values), width, height)
        lines: list[list[Any]] = []
        for tile, name, (left, right, bottom, top), zeros in zip(
            self._tiles, self._names, corners, self._zeros, strict=False
        ):
            tile.set_extent((left, right, bottom, top))
            name.set_position((left, top + 2))
            x, y = np.linspace(left, right, GRID), np.linspace(bottom, top, GRID)
            contours = contour_generator(x, y, zeros.reshape(GRID, GRID), line_type=LineType.Separate)
            lines.append(cast("list[Any]", contours.lines(0.0)))
        self._lines.set_segments([segment for of_one in lines[:-1] for segment in of_one])
        self._boundary.set_segments(lines[-1])
        self._frame.set_segments([_outline(corner) for corner in corners])
        self._put_signs(corners)

    def _put_signs(self, corners: Sequence[tuple[float, float, float, float]]) -> None:
        """Mark the highest point above 0 with + and the lowest below 0 with −, a little inside each tile."""
        inner = slice(4, GRID - 4)
        for marks, sign in zip(self._signs, (1, -1), strict=True):
            places: list[tuple[float, float]] = []
            for values, (left, right, bottom, top) in zip(self._values, corners, strict=True):
                inside = sign * values.reshape(GRID, GRID)[inner, inner]
                row, column = np.unravel_index(np.argmax(inside), inside.shape)
                if inside[row, column] > 0:
                    across, up = (np.array([column, row]) + 4.5) / GRID
                    places.append((left + across * (right - left), bottom + up * (top - bottom)))
            marks.set_data(*np.array(places).reshape(-1, 2).T)

    def _in_words(self, weights: Array, count: int) -> str:
        lowest, highest = ([_short(number) for number in ends(self._values, axis=1)] for ends in (np.min, np.max))
        of_all = "" if count == len(weights) else f" (those with the largest weights, out of {count})"
        plural = "s" if len(weights) > 1 else ""
        what = "what each adds to Z2" if self._weighted else "the A1 of each"
        ranges = "; ".join(
            f"unit {unit + 1}, weight {_short(weight)}, from {low} to {high}"
            for unit, weight, low, high in zip(self._shown, weights, lowest, highest, strict=False)
        )
        return (
            f"Small pictures over the plane of {len(weights)} hidden unit{plural}{of_all}, {what}: {ranges}. "
            f"Last their weighted sum plus b2: Z2 from {lowest[-1]} to {highest[-1]}, with the line where it is 0."
        )


def _nothing(Z: Array) -> Array:
    return Z


def _plane(dataset: Dataset, reference: Array | None) -> Array:
    plane = np.array(np.meshgrid(*sides_of(dataset.X, GRID))).reshape(2, -1)
    return plane if reference is None else standardize(plane, reference)


def _tile(ax: Axes) -> AxesImage:
    tile = AxesImage(ax, cmap=BANDS, interpolation="bilinear", origin="lower", extent=(0, 1, 0, 1))
    tile.set_data(np.zeros((GRID, GRID)))
    ax.add_image(tile)
    return tile


def _corners(count: int, width: float, height: float) -> list[tuple[float, float, float, float]]:
    """Share the box between that many tiles, row by row from the top: left, right, bottom and top of each."""
    columns = int(np.ceil(np.sqrt(count)))
    rows = int(np.ceil(count / columns))
    across, down = (width + GAP) / columns, (height + GAP) / rows
    return [
        (j * across, (j + 1) * across - GAP, height + GAP - (i + 1) * down, height - i * down - TITLE)
        for i, j in (divmod(number, columns) for number in range(count))
    ]


def _outline(corners: tuple[float, float, float, float]) -> NDArray[np.float64]:
    left, right, bottom, top = corners
    return np.array([(left, bottom), (right, bottom), (right, top), (left, top), (left, bottom)])


def _short(number: float) -> str:
    return written(number, "z.2f")
