"""The network: its units as circles, its weights as the lines between them."""

from typing import Any

import numpy as np
from matplotlib.collections import LineCollection
from numpy.typing import NDArray

from nnlib.network import Parameters
from nnlib.plots.drawing import Axes, Drawing
from nnlib.plots.style import BLUE, FONT, GREY, INK, ORANGE_LINE, SMALL

MOST_SHOWN = 8
COLUMNS = (0.0, 1.0, 2.0)


def plot_network(ax: Axes, parameters: Parameters) -> "Network":
    """Draw the units and the weights of a network with one hidden layer.

    A line is a weight: blue and dashed below zero, orange and whole above, and the thicker the larger.  Of a
    layer of more than 8 units the first ones and the last one are drawn.

    Args:
        ax: the axes to draw on.
        parameters: W1 (n1, n0), b1 (n1, 1), W2 (n2, n1), b2 (n2, 1).

    Returns:
        The drawing; `.update(parameters)` shows another network.

    Raises:
        TypeError, ValueError: an argument is of the wrong kind, shape or value.
    """
    return Network(ax, parameters)


class Network(Drawing):
    """Three columns of units, and a line for each weight."""

    def __init__(self, ax: Axes, parameters: Parameters) -> None:
        super().__init__(ax)
        ax.set_axis_off()
        ax.set_xlim(-0.45, 2.45)
        ax.set_ylim(-0.22, 1.16)
        self._lines = LineCollection([], zorder=1)
        ax.add_collection(self._lines, autolim=False)
        (self._units,) = ax.plot([], [], "o", color="white", markeredgecolor=INK, markersize=19, zorder=2)
        (self._dots,) = ax.plot([], [], "o", color=GREY, markersize=2.5, zorder=2)
        centred: dict[str, Any] = {"ha": "center", "va": "center", "zorder": 3, "color": INK}
        self._names = [ax.text(0, 0, "", fontsize=SMALL, **centred) for _ in range(2 * MOST_SHOWN + 1)]
        self._sizes = [ax.text(x, -0.16, "", fontsize=FONT, **centred) for x in COLUMNS]
        self._weights = [ax.text(x, 1.1, "", fontsize=FONT, **centred) for x in (0.5, 1.5)]
        self.artists = (self._lines, self._units, self._dots, *self._names, *self._sizes, *self._weights)
        self.update(parameters)

    def update(self, *data: Any, **_: Any) -> bool:
        """Show another network."""
        parameters: Parameters = data[0]
        W1, W2 = parameters.W1, parameters.W2
        n1, n0, n2 = *W1.shape, W2.shape[0]
        layers = [_shown(n0), _shown(n1), _shown(n2)]
        heights = [_heights(len(units) + (units[-1] + 1 > len(units))) for units in layers]
        places = [_places(x, units, h) for x, units, h in zip(COLUMNS, layers, heights, strict=True)]
        self._place_units(places, layers, heights)
        self._join(places, W1[np.ix_(layers[1], layers[0])], W2[np.ix_(layers[2], layers[1])])
        for text, (symbol, size, what) in zip(
            self._sizes, (("n0", n0, "input"), ("n1", n1, "hidden unit"), ("n2", n2, "output")), strict=True
        ):
            text.set_text(f"{symbol} = {size}\n{what}{'s' if size > 1 else ''}")
        for text, name, array in zip(self._weights, ("W1", "W2"), (W1, W2), strict=True):
            text.set_text(f"{name} {array.shape}")
        self.alt = (
            f"Network of {_count(n0, 'input')}, {_count(n1, 'hidden unit')} and {_count(n2, 'output')}, "
            f"joined by {_count(n1 * n0, 'weight')} W1 and {_count(n2 * n1, 'weight')} W2."
        )
        return False

    def _place_units(
        self, places: list[NDArray[np.float64]], layers: list[list[int]], heights: list[NDArray[np.float64]]
    ) -> None:
        self._units.set_data(*np.vstack(places).T)
        names = [f"x{i + 1}" for i in layers[0]] + [str(i + 1) for i in layers[1]] + ["ŷ"] * len(layers[2])
        for text in self._names:
            text.set_text("")
        for text, name, place in zip(self._names, names, np.vstack(places), strict=False):
            text.set_text(name)
            text.set_position(place)
        gaps = [(x, h[-2]) for x, units, h in zip(COLUMNS, layers, heights, strict=True) if len(h) > len(units)]
        self._dots.set_data(*np.array([(x, y + step) for x, y in gaps for step in (-0.025, 0, 0.025)]).reshape(-1, 2).T)

    def _join(self, places: list[NDArray[np.float64]], W1: NDArray[np.float64], W2: NDArray[np.float64]) -> None:
        segments: list[NDArray[np.float64]] = []
        for left, right in ((0, 1), (1, 2)):
            segments += [np.array([a, b]) for b in places[right] for a in places[left]]
        weights = np.concatenate([W1.ravel(), W2.ravel()])
        self._lines.set_segments(segments)
        self._lines.set_color([ORANGE_LINE if w > 0 else BLUE if w < 0 else GREY for w in weights])
        largest = max(float(np.abs(weights).max()), 1e-12)
        self._lines.set_linestyle(["--" if w < 0 else "-" for w in weights])
        self._lines.set_linewidth(list(0.4 + 3.0 * np.abs(weights) / largest))


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'s' if number > 1 else ''}"


def _shown(size: int) -> list[int]:
    return list(range(size)) if size <= MOST_SHOWN else [*range(MOST_SHOWN - 2), size - 1]


def _heights(rows: int) -> NDArray[np.float64]:
    spread = min(1.0, 0.25 * (rows - 1))
    return np.linspace(0.5 + spread / 2, 0.5 - spread / 2, rows)


def _places(x: float, units: list[int], heights: NDArray[np.float64]) -> NDArray[np.float64]:
    rows = [*heights[: len(units) - 1], heights[-1]]
    return np.array([(x, y) for y in rows])
