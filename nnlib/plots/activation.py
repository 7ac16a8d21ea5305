"""An activation function and its derivative, as curves over z."""

from typing import Any

import numpy as np

from nnlib._machinery.numerals import written
from nnlib._machinery.rules import Finite
from nnlib.activations import ACTIVATIONS, FORMULAS, ActivationName
from nnlib.plots.drawing import Axes, Drawing, label_axes, name_above
from nnlib.plots.style import CURVE, DEEP_CURVE, FAINT, INK, SMALL
from nnlib.texts import _

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
    """
    return ActivationCurve(ax, activation, z, slope)


class ActivationCurve(Drawing):
    """The curve of g, the dashed curve of g', and a mark at one z."""

    def __init__(self, ax: Axes, activation: ActivationName, z: float | None, slope: bool) -> None:
        super().__init__(ax)
        self._g, self._slope = ACTIVATIONS[activation]
        self._with_slope = slope
        value, rise = FORMULAS[activation][:2]
        curve = "Curve over z from −{reach:g} to {reach:g}: g(z) = {value}."
        both = "Curves over z from −{reach:g} to {reach:g}: g(z) = {value}, and its slope g'(z) = {rise}."
        self._what = _(both, reach=REACH, value=value, rise=rise) if slope else _(curve, reach=REACH, value=value)
        label_axes(ax, "z", _("a = g(z), and the slope g'(z)") if slope else "a = g(z)")
        self.reach((-REACH, REACH), (-1.25, 2.05 if slope or self._g(np.array(REACH)) > 1 else 1.25))
        for line in (ax.axhline, ax.axvline):
            line(0, color=FAINT, linewidth=1.2, zorder=0)
        self._draw_curves(f"g(z) = {value}", f"g'(z) = {rise}")
        edge: dict[str, Any] = {"markeredgecolor": INK, "clip_on": False, "zorder": 4}
        (self._foot,) = ax.plot([], [], color=INK, linewidth=0.8, zorder=3)
        (self._dot,) = ax.plot([], [], "o", color=CURVE, markersize=9, **edge)
        (self._slope_dot,) = ax.plot([], [], "s", color="white", markersize=7, **edge)
        self._beyond = ax.annotate("", (0, 0), (0, -8), textcoords="offset points", va="top", fontsize=SMALL, color=INK)
        self.artists = (self._foot, self._slope_dot, self._dot, self._beyond)
        self.update(z)

    def update(self, z: float | None) -> bool:
        """Mark another z; None takes the mark away."""
        for mark in self.artists:
            mark.set_visible(z is not None)
        self._slope_dot.set_visible(z is not None and self._with_slope)
        self.alt = self._what if z is None else f"{self._what} {self._mark(z)}"
        return False

    def _mark(self, z: float) -> str:
        """Put the marks at z, or at the edge of the axes with an arrow to where it is; say what they tell."""
        a, rise = (function(np.array(z)).item() for function in (self._g, self._slope))
        x, y = float(np.clip(z, -REACH, REACH)), min(a, self.ax.get_ylim()[1])
        self._dot.set_data([x], [y])
        self._slope_dot.set_data([x], [rise])
        self._foot.set_data([x, x], [y, 0])
        self._dot.set_marker("^" if y < a else ">" if x < z else "<" if x > z else "o")
        sideways = f"z = {written(z, 'g')} →" if x < z else f"← z = {written(z, 'g')}" if x > z else ""
        self._beyond.set_text("  ".join(filter(None, (f"a = {a:g} ↑" if y < a else "", sideways))))
        self._beyond.xy = x, y
        self._beyond.set(ha="right" if x > 0 else "left", x=-8 if x > 0 else 8)
        slope = _(", slope {rise}", rise=written(rise)) if self._with_slope else ""
        return _("Marked: g({z}) = {a}{slope}.", z=written(z), a=written(a), slope=slope)

    def _draw_curves(self, value: str, slope: str) -> None:
        """Draw g broad, and on it g' narrow, dark and dashed, so that both are seen where they are the same."""
        z = np.linspace(-REACH, REACH, 501)
        self.ax.plot(z, self._g(z), color=CURVE, linewidth=3.2, label=value, zorder=2)
        if self._with_slope:
            breaks = np.flatnonzero(np.abs(np.diff(self._slope(z))) > 0.5) + 1  # a jump of g' is not a slope of g'
            z, slopes = (np.insert(array, breaks, np.nan) for array in (z, self._slope(z)))
            dashed: dict[str, Any] = {"color": DEEP_CURVE, "linewidth": 1.7, "linestyle": "--", "zorder": 2.5}
            self.ax.plot(z, slopes, label=slope, **dashed)
        name_above(self.ax, columns=1, room_for_a_line=2.6)
