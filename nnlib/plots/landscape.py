"""The landscape of the cost with the path of gradient descent on it."""

from typing import Any

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.ticker import MaxNLocator

from nnlib._machinery.rules import Array, Whole
from nnlib.landscape import Landscape
from nnlib.plots.drawing import Axes, Drawing, label_axes, name_above
from nnlib.plots.glyphs import Number
from nnlib.plots.live import Field, contours, finer
from nnlib.plots.style import CURVE, FONT, INK, SMALL, VIOLET
from nnlib.texts import _

MOST_LEVELS = 11
CLEAR = 22  # pixels around the number on a contour line, in which there is nothing else
COSTS = np.array([1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 8, 9])  # times a power of ten
HEIGHT = LinearSegmentedColormap.from_list("height", ["#ffffff", "#e3daf2", "#b7a3d8", "#8a73b8"])
STEPS = LinearSegmentedColormap.from_list("steps", ["#e0457b", VIOLET, "#150a33"])
"""The first step red, the last one dark; grey tells them apart, too."""
CONTOUR = "#5a4a80"
FINE = 121
ROUND = [float(f"{digit}e{power}") for power in range(-6, 3) for digit in (1, 2, 5)]


def plot_landscape(ax: Axes, landscape: Landscape, *, step: Whole | None = None) -> "LandscapeDrawing":
    """Draw the cost over a plane as contour lines, and the path of gradient descent as dots on it.

    The path is drawn as it lies in the plane.  What of it leaves the plane cannot be seen; the title says how much.

    Args:
        ax: the axes to draw on.
        landscape: the plane, the cost over it, and the path.
        step: the step to mark; the last one when left out.

    Returns:
        The drawing; `.update(landscape, step=…)` shows another landscape or another step.
    """
    return LandscapeDrawing(ax, landscape, step)


class LandscapeDrawing(Drawing):
    """Contour lines with their costs, the path in a colour for each step, the lowest point."""

    def __init__(self, ax: Axes, landscape: Landscape, step: int | None) -> None:
        super().__init__(ax)
        label_axes(ax, _("along the path's first direction"), _("along its second direction"))
        ax.spines[:].set_visible(True)
        ax.set_aspect("equal")
        ax.yaxis.set_label_coords(-0.15, 0.5)  # clear of the widest tick of any run
        ax.ticklabel_format(scilimits=(-2, 3))  # so that numbers stay short, and leave the labels their room
        for axis in (ax.xaxis, ax.yaxis):
            axis.get_offset_text().set_fontsize(SMALL)
            axis.set_major_locator(MaxNLocator(nbins=6, steps=[1, 2, 5, 10]))
        self._colours = Field(ax, HEIGHT, (0, 1, 0, 1))
        self._lines = LineCollection([], colors=CONTOUR, linewidths=0.9)
        self._halo = LineCollection([], colors="white", linewidths=6, alpha=0.8)
        self._path = LineCollection([], linewidths=3.2, capstyle="round")
        for lines in (self._lines, self._halo, self._path):
            ax.add_collection(lines, autolim=False)
        (self._dots,) = ax.plot([], [], ".", color=INK, markersize=3)
        edge: dict[str, Any] = {"markeredgecolor": INK, "linestyle": "none", "clip_on": False}
        (self._start,) = ax.plot([], [], "s", color="white", markersize=8, label="start", **edge)
        (self._here,) = ax.plot([], [], "o", color=CURVE, markersize=10, label="end", **edge)
        (self._lowest,) = ax.plot([], [], "v", color="white", markersize=9, label="lowest here", **edge)
        self._costs = [Number(ax, fontsize=SMALL, color=INK, paper=0.7) for _ in range(MOST_LEVELS)]
        name_above(ax)
        self._legend: Any = ax.get_legend()
        self._landscape: Landscape | None = None
        marks = (self._dots, self._start, self._lowest, self._here)
        drawn = (self._colours, self._lines, *self._costs, self._halo, self._path, *marks)
        self.artists = (*drawn, *ax.spines.values(), self._legend)
        for number, artist in enumerate(drawn):
            artist.set_zorder(1 + number / 100)
        self.update(landscape, step=step)

    def update(self, landscape: Landscape, *, step: int | None = None) -> bool:
        """Show another landscape, or the same with the path up to another step."""
        changed = landscape is not self._landscape
        if changed:
            self._landscape = landscape
            self._show_heights(landscape)
        end = len(landscape.path) - 1
        last = end if step is None else min(step, end)
        self._show_path(landscape.path, last)
        here = _("end") if last == end else _("step {step}", step=last)
        words = _("start"), here, _("lowest here: {cost:.4f}", cost=landscape.costs.min())
        for text, told in zip(self._legend.get_texts(), words, strict=True):
            text.set_text(told)
        self.alt = _(
            "Contour lines of the cost over the plane in which the path of gradient descent varies most; the plane "
            "holds {shown:.0%} of the path's variation, and costs from {least:.4f} to {most:.4f}. "
            "The path is marked at step {step} of {steps}.",
            shown=landscape.shown,
            least=landscape.costs.min(),
            most=landscape.costs.max(),
            step=last,
            steps=end,
        )
        return changed

    def settle(self) -> None:
        """Place the numbers in the axes' box as it now is."""
        if self._landscape is not None:
            self._number_the_lines(self._landscape)

    def _show_path(self, path: Array, last: int) -> None:
        segments = np.stack([path[:last], path[1 : last + 1]], axis=1)
        for lines in (self._halo, self._path):
            lines.set_segments(list(segments))
        self._path.set_color(list(STEPS(np.arange(last) / max(len(path) - 2, 1))))
        self._dots.set_data(*path[: last + 1].T)
        self._here.set_data(*path[[last]].T)
        self._start.set_data(*path[[0]].T)

    def _show_heights(self, landscape: Landscape) -> None:
        across, along, heights = landscape.across, landscape.along, np.log(landscape.costs)
        self._colours.set_data(heights)
        self._colours.set_extent((across[0], across[-1], along[0], along[-1]))
        self._colours.set_clim(float(heights.min()), float(heights.max()))
        self.ax.set_xlim(across[0], across[-1])
        self.ax.set_ylim(along[0], along[-1])
        told = _("cost over a plane with {shown:.0%} of the path", shown=landscape.shown)
        self.ax.set_title(told, fontsize=FONT, pad=22, y=1)
        self._lowest.set_data(*_lowest_place(landscape)[:, np.newaxis])
        x, y = np.linspace(across[0], across[-1], FINE), np.linspace(along[0], along[-1], FINE)
        costs = _round_costs(landscape.costs.min(), landscape.costs.max())
        self._levels = list(zip(costs, contours(x, y, finer(heights, FINE), *np.log(costs)), strict=True))
        self._lines.set_segments([line for _, lines in self._levels for line in lines])
        self._number_the_lines(landscape)

    def _number_the_lines(self, landscape: Landscape) -> None:
        """Write on each contour line its cost, as far from the path and from the other numbers as the line goes."""
        box = self.ax.get_window_extent().padded(-14)
        scale = self.ax.figure.dpi / 100
        taken = self.ax.transData.transform(np.vstack([landscape.path, _lowest_place(landscape)]))
        for text in self._costs:
            text.set_text("")
        for text, (level, lines) in zip(self._costs, self._levels, strict=False):
            places = np.vstack([np.empty((0, 2)), *lines])[::3]  # a number may stand at any of them
            pixels = self.ax.transData.transform(places)
            inside = (pixels > box.min).all(axis=1) & (pixels < box.max).all(axis=1)
            if not inside.any():
                continue
            apart = np.abs(pixels[inside, np.newaxis] - taken) / scale
            clear = np.max(apart / [1.6, 1], axis=2).min(axis=1)
            best = int(np.argmax(clear))
            if clear[best] > CLEAR:
                text.set_position(places[inside][best])
                text.set_text(f"{level:g}")
                taken = np.vstack([taken, pixels[inside][best]])


def _lowest_place(landscape: Landscape) -> Array:
    row, column = np.unravel_index(np.argmin(landscape.costs), landscape.costs.shape)
    return np.array([landscape.across[column], landscape.along[row]])


def _round_costs(low: float, high: float) -> Array:
    """Give some round costs in between: evenly spaced, or in their logarithm where the highest is a multiple."""
    if high < 3 * low:
        ways = [step * np.arange(np.ceil(low / step), high / step) for step in ROUND]
    else:
        powers = 10.0 ** np.arange(np.floor(np.log10(low)), np.ceil(np.log10(high)) + 1)
        ways = [
            np.unique(np.outer(powers, some)) for some in (COSTS, COSTS[[0, 2, 3, 5, 7]], COSTS[[0, 3, 7]], COSTS[:1])
        ]
    rounded = [np.round(way, 12) for way in ways]
    between = [way[(low < way) & (way < high)] for way in rounded]
    return next((costs for costs in between if len(costs) <= MOST_LEVELS), between[-1][:: len(between[-1]) // 10 + 1])
