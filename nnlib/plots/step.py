"""The cost along one step of gradient descent: what it does between the step's start and its end."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from nnlib._machinery.numerals import written
from nnlib._machinery.rules import Finite, Row
from nnlib.plots.drawing import Axes, Drawing, label_axes, name_above
from nnlib.plots.style import CURVE, INK
from nnlib.texts import _


def plot_step(ax: Axes, parts: Row, costs: Row, *, fall: Finite) -> "StepCurve":
    """Draw the cost along one step, and the straight line that the gradient at its start promises.

    Args:
        ax: the axes to draw on.
        parts: (k,) how far along the step, from 0 where it starts; 1 is where it ends.
        costs: (k,) the cost there, in nats per example.
        fall: by how much the straight line falls in the whole step, in nats: α times the gradient's squared length.

    Returns:
        The drawing; `.update(parts, costs, fall=…)` shows another step.
    """
    if np.shape(parts) != np.shape(costs):
        raise ValueError(f"costs has {np.size(costs)} numbers; expected one a part, {np.size(parts)}")
    return StepCurve(ax, parts, costs, fall)


class StepCurve(Drawing):
    """The cost over the part of the step, its start, its lowest point and its end, and the tangent at its start."""

    def __init__(self, ax: Axes, parts: ArrayLike, costs: ArrayLike, fall: float) -> None:
        super().__init__(ax)
        label_axes(ax, _("part t of the step"), _("cost (nats per example)"), across="y")
        curve: dict[str, Any] = {"color": CURVE, "linewidth": 2.2}
        (self._tangent,) = ax.plot([], [], linestyle="--", label=_("as the slope promises"), **curve)
        (self._line,) = ax.plot([], [], label=_("the cost"), **curve)
        edge: dict[str, Any] = {"linestyle": "none", "markeredgecolor": INK, "markersize": 9, "clip_on": False}
        (self._start,) = ax.plot([], [], "s", color="white", label=_("before the step"), **edge)
        (self._lowest,) = ax.plot([], [], "v", color=CURVE, label=_("lowest on the way"), **edge)
        (self._end,) = ax.plot([], [], "o", color=CURVE, label=_("after the step"), **edge)
        name_above(ax, columns=2, room_for_a_line=2.2)
        self.artists = (self._tangent, self._line, self._start, self._lowest, self._end)
        self.update(parts, costs, fall=fall)

    def update(self, parts: ArrayLike, costs: ArrayLike, *, fall: float) -> bool:
        """Show another step; a cost is never below 0, and what the line promises there is cut off."""
        t, heights = np.asarray(parts, dtype=float), np.asarray(costs, dtype=float)
        start, low, end = heights[0], int(np.argmin(heights)), float(np.interp(1, t, heights))
        self._line.set_data(t, heights)
        self._tangent.set_data([0, 1], [start, start - fall])
        self._start.set_data([0], [start])
        self._lowest.set_data([t[low]], [heights[low]])
        self._end.set_data([1], [end])
        self.alt = _(
            "The cost along a step: {start:.4f} before it, lowest with {lowest:.4f} at part {part:.2f}, and {end:.4f} "
            "after it. The straight line with the slope of the start goes down to {promised}.",
            start=start,
            lowest=heights[low],
            part=t[low],
            end=end,
            promised=written(start - fall),
        )
        return self.reach((0, 1.02 * max(t[-1], 1)), (0, 1.08 * heights.max()))
