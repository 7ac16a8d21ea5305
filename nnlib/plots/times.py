"""Times against size, on two logarithmic axes: a straight line is a power, and a distance is a ratio."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from nnlib._machinery.rules import PositiveRow
from nnlib.plots.curves import in_lines
from nnlib.plots.drawing import Axes, Drawing, label_axes
from nnlib.plots.ends import End, Ends
from nnlib.plots.style import GREY, INK, looks

NAMES = ("loop over the examples", "vectorized")


def plot_times(ax: Axes, sizes: PositiveRow, loop: PositiveRow, vectorized: PositiveRow) -> "Times":
    """Draw how long a loop and vectorized code take for the same, as the number of examples grows.

    Args:
        ax: the axes to draw on.
        sizes: the numbers of examples m, increasing.
        loop: seconds that the loop took for each of them.
        vectorized: seconds that the vectorized code took for each of them.

    Returns:
        The drawing; `.update(sizes, loop, vectorized)` shows other times.

    Raises:
        TypeError, ValueError: an argument is of the wrong kind, shape or value.
    """
    counts = [np.size(row) for row in (sizes, loop, vectorized)]
    if len(set(counts)) > 1:
        raise ValueError(f"sizes, loop and vectorized have {counts} numbers; expected as many of each")
    return Times(ax, sizes, loop, vectorized)


class Times(Drawing):
    """Two curves of time over m, and the ratio between them at the largest m."""

    def __init__(self, ax: Axes, sizes: ArrayLike, loop: ArrayLike, vectorized: ArrayLike) -> None:
        super().__init__(ax)
        ax.set_xscale("log")
        ax.set_yscale("log")
        label_axes(ax, "examples m", "time (ms)")
        named = looks(NAMES)
        self._loop, self._vectorized = (
            ax.plot([], [], color=look.colour, linestyle=look.dashes, marker=look.marker, label=name)[0]
            for name, look in named.items()
        )
        (self._gap,) = ax.plot([], [], color=GREY, linewidth=1, linestyle=":")
        self._ends = Ends(ax, [named[NAMES[0]].colour, INK, named[NAMES[1]].colour])
        self.artists = (self._gap, self._loop, self._vectorized, *self._ends.texts)
        self.update(sizes, loop, vectorized)

    def update(self, *data: Any, **_: Any) -> bool:
        """Show other times."""
        sizes, loop, vectorized = (np.asarray(values, dtype=float) for values in data)
        self._loop.set_data(sizes, 1000 * loop)
        self._vectorized.set_data(sizes, 1000 * vectorized)
        self._gap.set_data(sizes[[-1, -1]], 1000 * np.array([loop[-1], vectorized[-1]]))
        self.ax.set_xlim(sizes[0] / 1.2, sizes[-1] * 1.2)
        self.ax.set_ylim(
            500 * float(min(loop.min(), vectorized.min())), 2000 * float(max(loop.max(), vectorized.max()))
        )
        times = loop[-1], np.sqrt(loop[-1] * vectorized[-1]), vectorized[-1]
        words = (
            in_lines(NAMES[0]),
            f"{loop[-1] / vectorized[-1]:.{0 if loop[-1] > 9.5 * vectorized[-1] else 1}f} times",
            NAMES[1],
        )
        self._ends.put([End(sizes[-1], 1000 * float(time), told) for time, told in zip(times, words, strict=True)])
        self.alt = (
            f"Time over the number of examples, from m = {sizes[0]:.0f} to {sizes[-1]:.0f}, both axes logarithmic: "
            f"the loop's time grows in proportion to m; at the largest m it takes {loop[-1] / vectorized[-1]:.0f} "
            "times as long as the vectorized code."
        )
        return True

    def settle(self) -> None:
        """Part the words in the axes' box as it now is."""
        self._ends.settle()
