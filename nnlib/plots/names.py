"""Names beside marks: each on the side where it covers the least."""

from collections.abc import Sequence
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnlib.plots.drawing import Axes
from nnlib.plots.style import INK, SMALL

LETTER, LINE = 0.62, 1.3  # how wide a letter and how high a line is, as multiples of its size
AWAY = 8  # points from the middle of a mark
OVER_ANOTHER = 1000
SIDES = [(1, 0), (-1, 0), *product((0, 1, -1), (1, -1))]


class Names:
    """Words beside places of the axes, away from each other, from points that matter, and from the axes' edge."""

    def __init__(self, ax: Axes, count: int) -> None:
        self._ax = ax
        centred: dict[str, Any] = {"ha": "center", "va": "center", "textcoords": "offset points"}
        page = {"facecolor": "white", "edgecolor": "none", "pad": 1, "alpha": 0.8}
        self.texts = [
            ax.annotate("", (0, 0), (0, 0), fontsize=SMALL, color=INK, bbox=page, **centred) for _ in range(count)
        ]

    def put(self, places: NDArray[np.float64], words: Sequence[str], points: NDArray[np.float64]) -> None:
        """Write words beside places, (k, 2), where they cover as few of the points, (p, 2), as can be."""
        dpi, box = self._ax.figure.dpi, self._ax.get_window_extent()
        middles, kept = (
            72 / dpi * self._ax.transData.transform(each) for each in (places, np.vstack([points, places]))
        )
        low, high = 72 / dpi * np.array(box.min), 72 / dpi * np.array(box.max)
        taken: list[NDArray[np.float64]] = []
        for text, place, middle, told in zip(self.texts, places, middles, words, strict=True):
            half = np.array([LETTER * len(told), LINE]) * SMALL / 2
            ways = [np.array(side) * (half + AWAY / (1 + abs(side[0] * side[1]))) for side in SIDES]
            costs = [_covered(middle + way, half, kept, taken, low, high) for way in ways]
            way = ways[int(np.argmin(costs))]
            text.set_text(told)
            text.xy = (float(place[0]), float(place[1]))
            text.set_position((float(way[0]), float(way[1])))
            if told:
                taken.append(np.array([middle + way - half, middle + way + half]))


def _covered(
    middle: NDArray[Any],
    half: NDArray[Any],
    points: NDArray[Any],
    taken: Sequence[NDArray[Any]],
    low: NDArray[Any],
    high: NDArray[Any],
) -> float:
    """Count the points under a box, and what is worse many times: another name, and the edge of the axes."""
    under = np.count_nonzero((np.abs(points - middle) < half + 2).all(axis=1))
    over = sum(bool((middle - half < box[1]).all() and (middle + half > box[0]).all()) for box in taken)
    outside = bool((middle - half < low).any() or (middle + half > high).any())
    return float(under) + OVER_ANOTHER * (over + outside)
