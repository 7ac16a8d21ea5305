"""The landscape of the cost with the path of gradient descent on it."""

from typing import Any, cast

import numpy as np
from contourpy import LineType, contour_generator
from matplotlib.collections import LineCollection
from matplotlib.colors import LinearSegmentedColormap

from nnlib._machinery.rules import Array, Whole
from nnlib.landscape import Landscape
from nnlib.plots.drawing import Axes, Drawing
from nnlib.plots.style import BLUE, FONT, INK, ORANGE, SMALL

LEVELS = 14
HEIGHT = LinearSegmentedColormap.from_list("height", ["#ffffff", "#c9d8e8", "#7f97b0"], N=LEVELS + 1)


def plot_landscape(ax: Axes, landscape: Landscape, *, step: Whole | None = None) -> "LandscapeDrawing":
    """Draw the cost over a plane as contour lines, and the path of gradient descent as dots on it.

    The path is drawn as it lies in the plane.  What of it leaves the plane cannot be seen; the title says how much.

    Args:
        ax: the axes to draw on.
        landscape: the plane, the cost over it, and the path.
        step: the step to mark; the last one when left out.

    Returns:
        The drawing; `.update(landscape, step=…)` shows another landscape or another step.

    Raises:
        TypeError, ValueError: an argument is of the wrong kind, shape or value.
    """
    return LandscapeDrawing(ax, landscape, step)


class LandscapeDrawing(Drawing):
    """Contour lines of the cost, evenly spaced in its logarithm, and the path."""

    def __init__(self, ax: Axes, landscape: Landscape, step: int | None) -> None:
        super().__init__(ax)
        ax.set_xlabel("along the path's first direction", fontsize=FONT)
        ax.set_ylabel("along its second direction", fontsize=FONT)
        ax.tick_params(labelsize=SMALL)
        ax.ticklabel_format(scilimits=(-2, 3))  # so that numbers stay short, and leave the labels their room
        for axis in (ax.xaxis, ax.yaxis):
            axis.get_offset_text().set_fontsize(SMALL)
        self._colours = ax.imshow([[0.0]], origin="lower", aspect="auto", cmap=HEIGHT, interpolation="bilinear")
        self._lines = LineCollection([], colors=INK, linewidths=0.5, alpha=0.6)
        ax.add_collection(self._lines, autolim=False)
        (self._path,) = ax.plot([], [], ".-", color=BLUE, linewidth=1, markersize=5)
        (self._start,) = ax.plot([], [], "s", color="white", markeredgecolor=INK, markersize=7)
        (self._here,) = ax.plot([], [], "o", color=ORANGE, markeredgecolor=INK, markersize=9)
        self._label = ax.annotate("start", (0, 0), xytext=(8, 6), textcoords="offset points", fontsize=SMALL, color=INK)
        self._landscape: Landscape | None = None
        spines = tuple(ax.spines.values())
        self.artists = (self._colours, self._lines, self._path, self._start, self._here, self._label, *spines)
        self.update(landscape, step=step)

    def update(self, *data: Any, **options: Any) -> bool:
        """Show another landscape, or the same with the path up to another step."""
        landscape: Landscape = data[0]
        changed = landscape is not self._landscape
        if changed:
            self._landscape = landscape
            self._show_heights(landscape)
        step = options.get("step")
        last = len(landscape.path) - 1 if step is None else min(step, len(landscape.path) - 1)
        self._path.set_data(*landscape.path[: last + 1].T)
        self._here.set_data(*landscape.path[[last]].T)
        self._start.set_data(*landscape.path[[0]].T)
        self._label.xy = (float(landscape.path[0, 0]), float(landscape.path[0, 1]))
        self.alt = (
            "Contour lines of the cost over the plane in which the path of gradient descent varies most; the plane "
            f"holds {landscape.shown:.0%} of the path's variation, and costs from {landscape.costs.min():.4f} to "
            f"{landscape.costs.max():.4f}. The path is marked at step {last} of {len(landscape.path) - 1}."
        )
        return changed

    def _show_heights(self, landscape: Landscape) -> None:
        across, along, heights = landscape.across, landscape.along, np.log(landscape.costs)
        self._colours.set_data(heights)
        self._colours.set_extent((*_edges(across), *_edges(along)))
        self._colours.set_clim(float(heights.min()), float(heights.max()))
        contours = contour_generator(across, along, heights, line_type=LineType.Separate)
        levels = np.linspace(heights.min(), heights.max(), LEVELS + 2)[1:-1]
        self._lines.set_segments([line for level in levels for line in cast("list[Array]", contours.lines(level))])
        self.ax.set_xlim(across[0], across[-1])
        self.ax.set_ylim(along[0], along[-1])
        self.ax.set_title(f"cost over a plane with {landscape.shown:.0%} of the path", fontsize=FONT)


def _edges(centres: Array) -> tuple[float, float]:
    """Give the outer edges of a row of pixels, whose centres are the grid's points."""
    half = float(centres[1] - centres[0]) / 2
    return float(centres[0]) - half, float(centres[-1]) + half
