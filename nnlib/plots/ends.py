"""Words at the ends of curves, in place of a legend: each beside its curve, in its colour, and none over another."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from nnlib.plots.drawing import Axes
from nnlib.plots.style import SMALL

BESIDE = 6  # points from the end of a curve
LINE = 1.25  # the height of a line of print, as a multiple of its size


class End(NamedTuple):
    """What stands at the end of a curve: a place in the axes' own numbers, and the words."""

    x: float
    y: float
    words: str


class Ends:
    """Words to the right of the ends of curves, moved up or down as far as it takes to part them."""

    def __init__(self, ax: Axes, colours: Sequence[str]) -> None:
        self._ax = ax
        page = {"facecolor": "white", "edgecolor": "none", "pad": 0.5, "alpha": 0.85}  # no line runs through the words
        look: dict[str, Any] = {"va": "center", "fontsize": SMALL, "linespacing": 1.1, "bbox": page}
        self.texts = [
            ax.annotate("", (0, 0), (BESIDE, 0), textcoords="offset points", color=colour, **look) for colour in colours
        ]
        self._ends: Sequence[End] = ()

    def put(self, ends: Sequence[End]) -> None:
        """Write other words at other ends, one for each colour; an end beyond the axes counts as at their edge."""
        self._ends = ends
        for text, end in zip(self.texts, ends, strict=True):
            text.set_text(end.words)
        self.settle()

    def settle(self) -> None:
        """Part the words in the axes' box as it now is."""
        box, dpi, limits = self._ax.get_window_extent(), self._ax.figure.dpi, (self._ax.get_xlim(), self._ax.get_ylim())
        places = np.array([np.clip(end[:2], *np.transpose(limits)) for end in self._ends])
        heights = np.array([LINE * SMALL * (1 + end.words.count("\n")) * bool(end.words) for end in self._ends])
        wanted = self._ax.transData.transform(places)[:, 1]
        apart = spread(wanted, heights * dpi / 72, box.y0, box.y1)
        for text, place, y, at in zip(self.texts, places, apart, wanted, strict=True):
            text.xy = (float(place[0]), float(place[1]))
            text.set_position((BESIDE, (y - at) * 72 / dpi))


def spread(middles: NDArray[Any], heights: NDArray[Any], low: float, high: float) -> NDArray[np.float64]:
    """Move boxes up or down, as little as a walk up and one down take, until none overlaps and all lie in between."""
    order = np.argsort(middles, kind="stable")
    y, half = middles[order].astype(float), heights[order] / 2
    y[0] = max(y[0], low + half[0])
    for i in range(1, len(y)):
        y[i] = max(y[i], y[i - 1] + half[i - 1] + half[i])
    y[-1] = min(y[-1], high - half[-1])
    for i in range(len(y) - 2, -1, -1):
        y[i] = min(y[i], y[i + 1] - half[i + 1] - half[i])
    return y[np.argsort(order)]
