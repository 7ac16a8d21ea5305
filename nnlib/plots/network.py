"""The network: its units as circles, its weights as the lines between them."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from matplotlib.collections import LineCollection

from nnlib._machinery.numerals import count
from nnlib._machinery.rules import Array
from nnlib.network import Parameters
from nnlib.plots.curves import in_lines
from nnlib.plots.drawing import Axes, Drawing
from nnlib.plots.style import FONT, GREY, INK, NEGATIVE, POSITIVE, SMALL
from nnlib.texts import _

MOST_SHOWN = 8
COLUMNS = (0.0, 1.0, 2.0)
FURTHEST = 0.3  # between two units of a column, where the whole height is 1
BESIDE = 17  # points from the middle of a unit to the words above or below it


def plot_network(ax: Axes, parameters: Parameters) -> "Network":
    """Draw the units and the weights of a network with one hidden layer.

    A line is a weight: blue and dashed below zero, orange and whole above, and the thicker the larger.  Of a
    layer of more than 8 units the first ones and the last one are drawn.

    Args:
        ax: the axes to draw on.
        parameters: W1 (n1, n0), b1 (n1, 1), W2 (n2, n1), b2 (n2, 1).

    Returns:
        The drawing; `.update(parameters)` shows another network.
    """
    return Network(ax, parameters)


class Network(Drawing):
    """Three columns of units, and a line for each weight."""

    def __init__(self, ax: Axes, parameters: Parameters) -> None:
        super().__init__(ax)
        ax.set_axis_off()
        self.reach((-0.45, 2.45), (-0.25, 1.2))
        self._lines = LineCollection([], zorder=1)
        ax.add_collection(self._lines, autolim=False)
        (self._units,) = ax.plot([], [], "o", color="white", markeredgecolor=INK, markersize=21, zorder=2)
        (self._dots,) = ax.plot([], [], "o", color=GREY, markersize=2.5, zorder=2)
        centred: dict[str, Any] = {"ha": "center", "va": "center", "zorder": 3, "color": INK}
        self._names = [ax.text(0, 0, "", fontsize=SMALL, **centred) for _ in range(3 * MOST_SHOWN)]
        words: dict[str, Any] = {"textcoords": "offset points", "fontsize": FONT, "ha": "center", "color": INK}
        self._sizes = [ax.annotate("", (x, 0), (0, -BESIDE), va="top", **words) for x in COLUMNS]
        self._weights = [ax.annotate("", (x, 0), (0, BESIDE), va="bottom", **words) for x in (0.5, 1.5)]
        self.artists = (self._lines, self._units, self._dots, *self._names, *self._sizes, *self._weights)
        self.update(parameters)

    def update(self, parameters: Parameters) -> bool:
        """Show another network."""
        W1, W2 = parameters.W1, parameters.W2
        sizes = n0, n1, n2 = *W1.shape[::-1], W2.shape[0]
        between = min(FURTHEST, 1 / max(1, *(min(size, MOST_SHOWN) - 1 for size in sizes)))
        numbers, places = zip(*(_column(x, size, between) for x, size in zip(COLUMNS, sizes, strict=True)), strict=True)
        self._place_units(numbers, places, sizes)
        self._join(places, W1[np.ix_(numbers[1], numbers[0])], W2[np.ix_(numbers[2], numbers[1])])
        inputs, units, outputs = count(n0, "input"), count(n1, "hidden unit"), count(n2, "output")
        for text, symbol, told in zip(self._sizes, ("n0", "n1", "n2"), (inputs, units, outputs), strict=True):
            number, noun = told.split(" ", 1)
            text.set_text(f"{symbol} = {number}\n{in_lines(noun)}")
            text.xy = (text.xy[0], min(place[:, 1].min() for place in places))
        for text, name, array in zip(self._weights, ("W1", "W2"), (W1, W2), strict=True):
            text.set_text(f"{name} {array.shape}")
            text.xy = (text.xy[0], max(place[:, 1].max() for place in places))
        self.alt = _(
            "Network of {inputs}, {units} and {outputs}, joined by {W1} W1 and {W2} W2.",
            inputs=inputs,
            units=units,
            outputs=outputs,
            W1=count(n1 * n0, "weight"),
            W2=count(n2 * n1, "weight"),
        )
        return False

    def _place_units(self, numbers: Sequence[list[int]], places: Sequence[Array], sizes: Sequence[int]) -> None:
        """Draw the circles with their names, and dots where units are left out."""
        self._units.set_data(*np.vstack(places).T)
        names = [f"x{i + 1}" for i in numbers[0]] + [str(i + 1) for i in numbers[1]] + ["ŷ"] * len(numbers[2])
        for text in self._names[len(names) :]:
            text.set_text("")
        for text, name, place in zip(self._names, names, np.vstack(places), strict=False):
            text.set(text=name, position=place)
        gaps = [of_one[-2:].mean(axis=0) for of_one, size in zip(places, sizes, strict=True) if size > MOST_SHOWN]
        dots = [place + np.array([0, step]) for place in gaps for step in (-0.025, 0, 0.025)]
        self._dots.set_data(*np.array(dots).reshape(-1, 2).T)

    def _join(self, places: Sequence[Array], W1: Array, W2: Array) -> None:
        """Draw the weights as lines."""
        weights = np.concatenate([W1.ravel(), W2.ravel()])
        thickness = np.abs(weights) / max(float(np.abs(weights).max()), 1e-12)
        self._lines.set_segments([np.array([a, b]) for left, right in pairwise(places) for b in right for a in left])
        self._lines.set_color([POSITIVE if w > 0 else NEGATIVE if w < 0 else GREY for w in weights])
        self._lines.set_linestyle(["--" if w < 0 else "-" for w in weights])
        self._lines.set_linewidth(list(0.4 + 3.0 * thickness))


def _column(x: float, size: int, between: float) -> tuple[list[int], Array]:
    """Give the units of a layer that are drawn, counted from 0, and their places; of many the last stands apart."""
    shown = list(range(size)) if size <= MOST_SHOWN else [*range(MOST_SHOWN - 2), size - 1]
    rows = min(size, MOST_SHOWN)
    heights = 0.5 + between * (0.5 * (rows - 1) - np.arange(rows))
    return shown, np.array([(x, y) for y in (*heights[: len(shown) - 1], heights[-1])])
