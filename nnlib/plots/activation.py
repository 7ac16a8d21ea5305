"""An activation function and its derivative, as curves over z."""

from typing import Any

import numpy as np
from matplotlib.patheffects import withStroke

from nnlib._machinery.numerals import written
from nnlib._machinery.rules import Finite
from nnlib.activations import ACTIVATIONS, FORMULAS, ActivationName
from nnlib.plots.drawing import Axes, Drawing, label_axes
from nnlib.plots.style import CURVE, FONT, GREY, INK, SMALL

REACH = 5.0


def plot_activation(
    ax: Axes, activation: ActivationName = "tanh", *, z: Finite | None = None, slope: bool = True
) -> "ActivationCurve":
    """Draw g(z) and its slope g'(z) for z from −5 to 5, on the same axes for each activation.

    Args:
        ax: the axes to draw on.
        activation: the name of g: "tanh", "sigmoid" or "relu".
        z: where to mark the value and the slope; nowhere when left out.
        slope: whether to draw the slope too.

    Returns:
        The drawing; `.update(z)` moves the mark.

    Raises:
        TypeError, ValueError: an argument is of the wrong kind or out of its range.
    """
    return ActivationCurve(ax, activation, z, slope)


class ActivationCurve(Drawing):
    """The curve of g, the dashed curve of g', and a mark at one z."""

    def __init__(self, ax: Axes, activation: ActivationName, z: float | None, slope: bool) -> None:
        super().__init__(ax)
        self._name: ActivationName = activation
        self._g, self._slope = ACTIVATIONS[activation]
        self._with_slope = slope
        _draw_axes(ax, 2.05 if slope or activation == "relu" else 1.25)
        ax.set_ylabel("a = g(z), and the slope g'(z)" if slope else "a = g(z)", fontsize=FONT)
        self._draw_curves()
        (self._dot,) = ax.plot([], [], "o", color=CURVE, markeredgecolor=INK, markersize=8, clip_on=False, zorder=4)
        (self._slope_dot,) = ax.plot(
            [], [], "s", color="white", markeredgecolor=INK, markersize=7, clip_on=False, zorder=4
        )
        (self._foot,) = ax.plot([], [], color=INK, linewidth=0.8, zorder=3)
        self.artists = (self._foot, self._slope_dot, self._dot)
        self.update(z)

    def update(self, *data: Any, **_: Any) -> bool:
        """Mark another z; None takes the mark away."""
        z: float | None = data[0]
        value, slope = FORMULAS[self._name]
        what = f"Curves over z from −{REACH:g} to {REACH:g}: g(z) = {value}, and its slope g'(z) = {slope}."
        self.alt = what if self._with_slope else f"Curve over z from −{REACH:g} to {REACH:g}: g(z) = {value}."
        for mark in self.artists:
            mark.set_visible(z is not None)
        self._slope_dot.set_visible(z is not None and self._with_slope)
        if z is not None:
            self._mark(z)
        return False

    def _mark(self, z: float) -> None:
        a, rise = float(self._g(np.array(z))), float(self._slope(np.array(z)))
        place = float(np.clip(z, -REACH, REACH))
        top = self.ax.get_ylim()[1]
        self._dot.set_data([place], [min(a, top)])
        self._slope_dot.set_data([place], [rise])
        self._foot.set_data([place, place], [min(a, top), 0])
        slope = f", slope {written(rise)}" if self._with_slope else ""
        self.alt += f" Marked: g({written(z)}) = {written(a)}{slope}."

    def _draw_curves(self) -> None:
        z = np.linspace(-REACH, REACH, 501)
        breaks = np.flatnonzero(np.abs(np.diff(self._slope(z))) > 0.5) + 1  # a jump of g' is not a slope of g'
        value, slope = FORMULAS[self._name]
        self.ax.plot(z, self._g(z), color=CURVE, linewidth=2.2, label=f"g(z) = {value}", zorder=2)
        if self._with_slope:
            z, slopes = (np.insert(array, breaks, np.nan) for array in (z, self._slope(z)))
            dashed: dict[str, Any] = {"color": CURVE, "linewidth": 2.2, "linestyle": "--", "zorder": 2.5}
            dashed["path_effects"] = [withStroke(linewidth=4.4, foreground="white")]  # seen on g's curve, too
            self.ax.plot(z, slopes, label=f"g'(z) = {slope}", **dashed)
        self.ax.legend(loc="lower left", bbox_to_anchor=(0, 1), fontsize=SMALL, frameon=False, handlelength=2.6)


def _draw_axes(ax: Axes, top: float) -> None:
    ax.set_xlim(-REACH, REACH)
    ax.set_ylim(-1.25, top)
    label_axes(ax, "z")
    ax.axhline(0, color=GREY, linewidth=0.8, zorder=1)
    ax.axvline(0, color=GREY, linewidth=0.8, zorder=1)
