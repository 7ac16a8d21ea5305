"""All hidden units at once: a small picture of each over the plane, and last of their weighted sum."""

from collections.abc import Sequence
from typing import Any, Literal

import numpy as np
from matplotlib.collections import LineCollection

from nnlib._machinery.numerals import count, written
from nnlib._machinery.rules import Array
from nnlib.activations import ACTIVATIONS, ActivationName
from nnlib.datasets import Dataset, standardize
from nnlib.network import Parameters
from nnlib.plots.drawing import Axes, Drawing
from nnlib.plots.live import Field, contours
from nnlib.plots.plane import along_features
from nnlib.plots.style import GREY, INK, SMALL
from nnlib.plots.unit import BANDS
from nnlib.texts import _

GRID = 80
MOST_SHOWN = 8
GAP, TITLE = 10, 20  # in pixels

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
    """
    return Units(ax, parameters, _plane(dataset, reference), activation, weighted)


class Units(Drawing):
    """Tiles in rows: one for each hidden unit and one for the sum; laid out in pixels of the axes' box."""

    def __init__(self, ax: Axes, parameters: Parameters, plane: Array, activation: Activation, weighted: bool) -> None:
        super().__init__(ax)
        ax.set_axis_off()
        ax.set_autoscale_on(False)
        self._plane, self._weighted = plane, weighted
        self._g1 = np.asarray if activation == "none" else ACTIVATIONS[activation].function
        self._tiles = [Field(ax, BANDS, (0, 1, 0, 1), (GRID, GRID)) for _ in range(MOST_SHOWN + 1)]
        self._names = [ax.text(0, 0, "", fontsize=SMALL, color=INK, va="bottom") for _ in self._tiles]
        self._lines, self._boundary, self._frame = lines = (
            LineCollection([], colors=INK, linewidths=1.2, linestyles="--", zorder=2),
            LineCollection([], colors=INK, linewidths=2.4, zorder=2),
            LineCollection([], colors=GREY, linewidths=1, zorder=2),
        )
        for collection in lines:
            ax.add_collection(collection, autolim=False)
        self._frame.set_clip_on(False)  # those at the edge of the axes are as thick as the others
        signs: dict[str, Any] = {"linestyle": "none", "color": INK, "markersize": 8, "zorder": 3}
        self._signs = [ax.plot([], [], marker, **signs)[0] for marker in ("+", "_")]
        self.artists = (*self._tiles, *lines, *self._signs, *self._names)
        self.update(parameters)

    def update(self, parameters: Parameters) -> bool:
        """Show another network."""
        W2 = parameters.W2[0]
        Z1 = parameters.W1 @ self._plane + parameters.b1
        A1 = self._g1(Z1)
        Z2 = parameters.W2 @ A1 + parameters.b2
        self._shown = np.sort(np.argsort(-np.abs(W2), kind="stable")[:MOST_SHOWN])
        units = W2[self._shown, None] * A1[self._shown] if self._weighted else A1[self._shown]
        self._values, self._zeros = np.vstack([units, Z2]), np.vstack([Z1[self._shown], Z2])
        self._paint()
        self._write(W2[self._shown])
        self.settle()
        self.alt = self._in_words(W2[self._shown], len(W2))
        return False

    def _paint(self) -> None:
        """Colour the tiles, of which as many show as there are units, and one for the sum."""
        of_units, of_sum = np.abs(self._values[:-1]).max(), np.abs(self._values[-1]).max()
        scale = [of_units] * len(self._shown) + [of_units if self._weighted else of_sum]
        for tile, values, most in zip(self._tiles, self._values, scale, strict=False):
            tile.set_data(values.reshape(GRID, GRID))
            tile.set_clim(-max(most, 1e-12), max(most, 1e-12))
        for number, (tile, name) in enumerate(zip(self._tiles, self._names, strict=True)):
            tile.set_visible(number < len(scale))
            name.set_visible(number < len(scale))

    def _write(self, weights: Array) -> None:
        """Name the tiles."""
        form = "unit {unit}, weight {weight}" if self._weighted else "unit {unit} (weight {weight})"
        for name, unit, weight in zip(self._names, self._shown, weights, strict=False):
            name.set(text=_(form, unit=unit + 1, weight=_short(weight)), fontweight="normal")
        self._names[len(weights)].set(text=_("sum + b2 = Z2"), fontweight="bold")

    def settle(self) -> None:
        """Lay out the tiles in the axes' box as it now is."""
        width, height = self.room
        self.reach((0, width), (0, height))
        corners = _corners(len(self._values), width, height)
        lines: list[list[Any]] = []
        for tile, name, (left, right, bottom, top), zeros in zip(
            self._tiles, self._names, corners, self._zeros, strict=False
        ):
            tile.set_extent((left, right, bottom, top))
            name.set_position((left, top + 2))
            x, y = np.linspace(left, right, GRID), np.linspace(bottom, top, GRID)
            lines += contours(x, y, zeros.reshape(GRID, GRID), 0.0)
        self._lines.set_segments([segment for of_one in lines[:-1] for segment in of_one])
        self._boundary.set_segments(lines[-1])
        self._frame.set_segments([[(a, c), (b, c), (b, d), (a, d), (a, c)] for a, b, c, d in corners])
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

    def _in_words(self, weights: Array, number: int) -> str:
        of_all = "" if number == len(weights) else _(" (those with the largest weights, out of {n1})", n1=number)
        span = "from {low} to {high}"
        ranges = [_(span, low=_short(values.min()), high=_short(values.max())) for values in self._values]
        told = "; ".join(
            _("unit {unit}, weight {weight}", unit=unit + 1, weight=_short(weight)) + ", " + span
            for unit, weight, span in zip(self._shown, weights, ranges, strict=False)
        )
        return _(
            "Small pictures over the plane of {units}{of_all}, {what}: {told}. "
            "Last their weighted sum plus b2: Z2 {span}, with the line where it is 0.",
            units=count(len(weights), "hidden unit"),
            of_all=of_all,
            what=_("what each adds to Z2" if self._weighted else "the A1 of each"),
            told=told,
            span=ranges[-1],
        )


def _plane(dataset: Dataset, reference: Array | None) -> Array:
    plane = np.array(np.meshgrid(*along_features(dataset.X, GRID))).reshape(2, -1)
    return plane if reference is None else standardize(plane, reference)


def _corners(number: int, width: float, height: float) -> list[tuple[float, float, float, float]]:
    """Share the box between that many tiles, row by row from the top: left, right, bottom and top of each."""
    columns = int(np.ceil(np.sqrt(number)))
    rows = int(np.ceil(number / columns))
    across, down = (width + GAP) / columns, (height + GAP) / rows
    return [
        (j * across, (j + 1) * across - GAP, height + GAP - (i + 1) * down, height - i * down - TITLE)
        for i, j in (divmod(place, columns) for place in range(number))
    ]


def _short(number: float) -> str:
    return written(number, "z.2f")
