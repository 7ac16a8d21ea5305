"""A loop beside vectorized code: how long each takes, as m grows and for one step.

On logarithmic axes a straight line is a power, and a distance is a ratio.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.ticker import LogLocator
from numpy.typing import ArrayLike

from nnlib._machinery.rules import Positive, PositiveRow
from nnlib.plots.curves import in_lines
from nnlib.plots.drawing import Axes, Drawing, label_axes, write_powers
from nnlib.plots.ends import End, Ends
from nnlib.plots.style import FONT, GREY, INK, looks
from nnlib.texts import _

NAMES = ("loop over the examples", "vectorized")
LEAST_MS, MOST_MS = 0.01, 100.0  # where the axis of the bars begins, and how far it reaches at least


def plot_times(ax: Axes, sizes: PositiveRow, loop: PositiveRow, vectorized: PositiveRow) -> "Times":
    """Draw how long a loop and vectorized code take for the same, as the number of examples grows.

    Args:
        ax: the axes to draw on.
        sizes: the numbers of examples m, increasing.
        loop: seconds that the loop took for each of them.
        vectorized: seconds that the vectorized code took for each of them.

    Returns:
        The drawing; `.update(sizes, loop, vectorized)` shows other times.
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
        label_axes(ax, _("examples m"), _("time (ms)"), across="both")
        self._lines: list[Line2D] = []
        for name, look in looks(NAMES).items():
            style: dict[str, Any] = {"color": look.colour, "linestyle": look.dashes, "marker": look.marker}
            self._lines += ax.plot([], [], label=name, linewidth=2, **style)
        (self._gap,) = ax.plot([], [], color=GREY, linewidth=1.2, linestyle=":")
        first, second = (line.get_color() for line in self._lines)
        self._ends = Ends(ax, [str(first), INK, str(second)])
        self.artists = (self._gap, *self._lines, *self._ends.texts)
        self.update(sizes, loop, vectorized)

    def update(self, sizes: ArrayLike, loop: ArrayLike, vectorized: ArrayLike) -> bool:
        """Show other times."""
        m, *times = np.asarray(sizes, dtype=float), 1000 * np.asarray(loop), 1000 * np.asarray(vectorized)
        for line, values in zip(self._lines, times, strict=True):
            line.set_data(m, values)
        slow, fast = (float(values[-1]) for values in times)
        ratio = slow / fast
        self._gap.set_data(m[[-1, -1]], [slow, fast])
        low, high = np.min(times) / 2, 2 * np.max(times)
        self.reach((m[0] / 1.2, m[-1] * 1.2), (low, high))
        self.ax.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5) if high < 100 * low else (1,)))
        for axis in (self.ax.xaxis, self.ax.yaxis):
            write_powers(axis)
        times_as_long = _("{ratio} times", ratio=f"{ratio:.{0 if ratio > 9.5 else 1}f}")
        words = in_lines(_(NAMES[0])), times_as_long, _(NAMES[1])
        heights = slow, float(np.sqrt(slow * fast)), fast
        self._ends.put([End(m[-1], height, told) for height, told in zip(heights, words, strict=True)])
        self.alt = _(
            "Time over the number of examples, from m = {first:.0f} to {last:.0f}, both axes logarithmic: the loop's "
            "time grows in proportion to m; at the largest m it takes {ratio:.0f} times as long as the vectorized "
            "code.",
            first=m[0],
            last=m[-1],
            ratio=ratio,
        )
        return True

    def settle(self) -> None:
        """Part the words in the axes' box as it now is."""
        self._ends.settle()


def plot_step_times(ax: Axes, seconds: Mapping[str, Positive]) -> "StepTimes":
    """Draw how long one step takes with each of two codes, or more.

    Args:
        ax: the axes to draw on.
        seconds: for each code's name, how long its step took; > 0.

    Returns:
        The drawing; `.update(seconds)` shows other times of the same codes.
    """
    return StepTimes(ax, seconds)


class StepTimes(Drawing):
    """A bar for each code, with its milliseconds written behind it."""

    def __init__(self, ax: Axes, seconds: Mapping[str, float]) -> None:
        super().__init__(ax)
        colours = [look.colour for look in looks(seconds).values()]
        self._bars = list(ax.barh(list(seconds), [1.0] * len(seconds), left=LEAST_MS, height=0.4, color=colours))
        self._texts = [ax.text(1, i, "", fontsize=FONT, color=INK, va="center") for i in range(len(seconds))]
        ax.set_xscale("log")
        label_axes(ax, _("time of one step (ms)"), across="x")
        write_powers(ax.xaxis)
        self.artists = (*self._bars, *self._texts)
        self.alt = _("Bars of the time of one step, on a logarithmic axis: {names}.", names=", ".join(seconds))
        self.update(seconds)

    def update(self, seconds: Mapping[str, float]) -> bool:
        """Show other times, on an axis that grows with them but never shrinks."""
        for bar, text, time in zip(self._bars, self._texts, seconds.values(), strict=True):
            bar.set_width(max(0.0, 1000 * time - LEAST_MS))
            text.set_x(1.1 * max(1000 * time, LEAST_MS))
            text.set_text(f"{1000 * time:.2g}" if time < 0.1 else f"{1000 * time:.0f}")
        most = max(self.ax.get_xlim()[1], MOST_MS, *(4000 * time for time in seconds.values()))
        return self.reach((LEAST_MS, most), (len(seconds) - 0.5, -0.5))
