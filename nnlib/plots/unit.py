"""One hidden unit: what it answers everywhere in the plane of its two inputs."""

from typing import Any

import numpy as np

from nnlib._machinery.numerals import written
from nnlib._machinery.rules import Array
from nnlib.plots.drawing import Axes, Drawing, label_axes
from nnlib.plots.live import Field
from nnlib.plots.style import FONT, INK, SIGNED, SMALL
from nnlib.texts import _

REACH = 2.0
GRID = 61
ARROW = 0.7  # its length; it tells the direction alone
BANDS = SIGNED.resampled(15)  # equal steps of a: the narrower the bands, the steeper the unit


def plot_unit(ax: Axes, W1: Array, b1: Array, x: Array | None = None) -> "Unit":
    """Draw a unit's a = tanh(w1 x1 + w2 x2 + b) over the plane, where z = 0, and where it grows.

    Args:
        ax: the axes to draw on.
        W1: the unit's weights, (1, 2): its row of the network's W1.
        b1: the unit's bias, (1, 1).
        x: one example to mark, (2, 1).

    Returns:
        The drawing; `.update(W1, b1)` shows another unit.
    """
    if W1.shape != (1, 2):
        raise ValueError(f"W1 has shape {W1.shape}; expected (1, 2): one unit over the plane of two features")
    return Unit(ax, W1, b1, x)


class Unit(Drawing):
    """The unit's answer as colour, from −1 to 1, and where it changes its sign."""

    def __init__(self, ax: Axes, W1: Array, b1: Array, x: Array | None) -> None:
        super().__init__(ax)
        side = np.linspace(-REACH, REACH, GRID)
        self._plane = np.array(np.meshgrid(side, side)).reshape(2, -1)
        self.reach((-REACH, REACH), (-REACH, REACH))
        ax.set_aspect("equal")
        self._colours = Field(ax, BANDS, (-REACH, REACH, -REACH, REACH))
        self._colours.set_clim(-1, 1)
        self._line = ax.axline((0, 0), (1, 1), color=INK, linewidth=1.8, linestyle="--")
        self._arrow = ax.quiver(0, 0, 0, 0, color=INK, angles="xy", scale_units="xy", scale=1, width=0.012, zorder=3)
        signs: dict[str, Any] = {"fontsize": 15, "color": INK, "ha": "center", "va": "center"}
        self._signs = [ax.text(0, 0, sign, **signs) for sign in ("+", "−")]
        (self._point,) = ax.plot([], [], "o", color="white", markeredgecolor=INK, markersize=8, zorder=4)
        if x is not None:
            self._point.set_data(*x)
        self.artists = (self._colours, self._line, self._arrow, *self._signs, self._point, *ax.spines.values())
        label_axes(ax, "x1", "x2")
        ax.set(xticks=range(-2, 3), yticks=range(-2, 3))
        ax.spines[:].set_visible(True)
        bar = ax.figure.colorbar(self._colours, ax=ax, fraction=0.046, pad=0.03, ticks=(-1, 0, 1))
        bar.set_label("a", fontsize=FONT)
        bar.ax.tick_params(labelsize=SMALL)
        self.beside = (bar.ax,)
        self.update(W1, b1)

    def update(self, W1: Array, b1: Array) -> bool:
        """Show another unit."""
        w, b = W1[0], b1.item()
        Z1 = W1 @ self._plane + b1
        self._colours.set_data(np.tanh(Z1).reshape(GRID, GRID))
        crosses = Z1.min() < 0 < Z1.max()
        self._line.set_visible(crosses)
        self._arrow.set_visible(crosses)
        if crosses:
            foot = -b * w / (w @ w)
            self._line.set_xy1(foot)
            self._line.set_xy2(foot + np.array([-w[1], w[0]]))
            self._arrow.set_offsets(foot)
            self._arrow.set_UVC(*(ARROW * w / np.linalg.norm(w)))
        self._write_signs(Z1[0])
        line = _("a dashed line z = 0, across which it changes its sign" if crosses else "no line z = 0 in sight")
        w1, w2, bias, low, high = (written(n, "z.2f") for n in (*w, b, np.tanh(Z1.min()), np.tanh(Z1.max())))
        self.alt = _(
            "A unit with weights {w1} and {w2} and bias {bias} over the plane of x1 and x2: "
            "its answer a goes from {low} to {high}, with {line}.",
            w1=w1,
            w2=w2,
            bias=bias,
            low=low,
            high=high,
            line=line,
        )
        return False

    def _write_signs(self, z: Array) -> None:
        """Write + and − where the answer is most so, a little inside the picture."""
        inside = np.flatnonzero(np.abs(self._plane).max(axis=0) <= 0.85 * REACH)
        for text, sign, place in zip(self._signs, (1, -1), (np.argmax(z[inside]), np.argmin(z[inside])), strict=True):
            text.set_visible(bool(sign * z[inside[place]] > 0))
            text.set_position((self._plane[0, inside[place]], self._plane[1, inside[place]]))
