"""The losses of all examples, the largest first, and the cost, which is their mean."""

from typing import Any

import numpy as np
from matplotlib.ticker import MaxNLocator

from nnlib._machinery.rules import Array, FiniteNumbers
from nnlib.plots.drawing import Axes, Drawing, label_axes
from nnlib.plots.style import CURVE, INK, PALE_CURVE, SMALL
from nnlib.texts import _

WORST = 10


def plot_losses(ax: Axes, losses: FiniteNumbers) -> "Losses":
    """Draw the loss of every example as a bar, the largest first, and a line at their mean, the cost.

    The ten largest are darker, and above them stands what part of the sum they make.

    Args:
        ax: the axes to draw on.
        losses: one number an example, (1, m), >= 0, in nats.

    Returns:
        The drawing; `.update(losses)` shows others.
    """
    return Losses(ax, losses)


class Losses(Drawing):
    """The bars side by side, and the line that would level them."""

    def __init__(self, ax: Axes, losses: Array) -> None:
        super().__init__(ax)
        label_axes(ax, _("examples, the largest loss first"), _("loss (nats)"), across="y")
        self._bars = ax.stairs([0.0], [0.0, 1.0], fill=True, facecolor=PALE_CURVE, edgecolor=CURVE)
        self._worst = ax.stairs([0.0], [0.0, 1.0], fill=True, facecolor=CURVE)
        ax.xaxis.set_major_locator(MaxNLocator(nbins=6, steps=[1, 2, 5, 10], integer=True))
        self._mean = ax.axhline(0, color=INK, linewidth=1.5, linestyle="--")
        at_the_right: dict[str, Any] = {"xycoords": ("axes fraction", "data"), "textcoords": "offset points"}
        self._text = ax.annotate("", (1, 0), (0, 5), ha="right", fontsize=SMALL, color=INK, **at_the_right)
        above: dict[str, Any] = {"xycoords": "axes fraction", "textcoords": "offset points", "color": CURVE}
        self._share = ax.annotate("", (0, 1), (0, 3), fontsize=SMALL, **above)
        ax.set_title(" ", fontsize=SMALL, pad=3)  # the room for it
        self.artists = (self._bars, self._mean, self._text, self._worst, self._share)
        self.update(losses)

    def update(self, losses: Array) -> bool:
        """Show the losses of another network, with the axes as far as there are examples and as high as the largest."""
        falling = largest_first(losses)
        most, mean = float(falling[0]), float(falling.mean())
        self._bars.set_data(falling, np.arange(falling.size + 1))
        self._worst.set_data(falling[:WORST], np.arange(min(WORST, falling.size) + 1))
        share = share_of_the_largest(losses) if most else 0
        told = _("■ the {count} largest: {share:.0%} of the sum", count=WORST, share=share)
        self._share.set_text(told if falling.size > WORST else "")
        self._mean.set_ydata([mean, mean])
        self._text.xy = (1, mean)
        self._text.set_text(_("their mean, the cost J = {mean:.4f}", mean=mean))
        self.alt = _(
            "Bars of the losses of {m} examples, the largest first: from {most:.4f} down to {least:.4f}. "
            "A line at their mean, the cost, {mean:.4f}.",
            m=falling.size,
            most=most,
            least=falling[-1],
            mean=mean,
        )
        return self.reach((0, falling.size), (0, 2 ** np.ceil(np.log2(max(most, 1)))))


def largest_first(losses: Array) -> Array:
    """Give the losses in a flat row, the largest first."""
    return np.sort(losses, axis=None)[::-1]


def share_of_the_largest(losses: Array, count: int = WORST) -> float:
    """Give the part, from 0 to 1, that the largest losses make of the sum of all."""
    return float(largest_first(losses)[:count].sum() / losses.sum())
