"""The losses of all examples, the largest first, and the cost, which is their mean."""

from typing import Any

import numpy as np
from matplotlib.ticker import MaxNLocator

from nnlib._machinery.rules import Array, FiniteNumbers
from nnlib.plots.drawing import Axes, Drawing, label_axes
from nnlib.plots.style import CURVE, FONT, INK, PALE_CURVE

WORST = 10


def plot_losses(ax: Axes, losses: FiniteNumbers) -> "Losses":
    """Draw the loss of every example as a bar, the largest first, and a line at their mean, the cost.

    Args:
        ax: the axes to draw on.
        losses: one number an example, (1, m), >= 0, in nats.

    Returns:
        The drawing; `.update(losses)` shows others.

    Raises:
        TypeError, ValueError: losses are not numbers, or one is NaN or infinite, or there is none.
    """
    return Losses(ax, losses)


class Losses(Drawing):
    """The bars side by side, and the line that would level them."""

    def __init__(self, ax: Axes, losses: Array) -> None:
        super().__init__(ax)
        label_axes(ax, "examples, the largest loss first", "loss (nats)")
        self._bars = ax.stairs([0.0], [0.0, 1.0], fill=True, facecolor=PALE_CURVE, edgecolor=CURVE)
        ax.xaxis.set_major_locator(MaxNLocator(nbins=6, steps=[1, 2, 5, 10], integer=True))
        self._mean = ax.axhline(0, color=INK, linewidth=1.5, linestyle="--")
        self._text = ax.annotate(
            "",
            (1, 0),
            xycoords=("axes fraction", "data"),
            xytext=(0, 4),
            textcoords="offset points",
            ha="right",
            fontsize=FONT,
            color=INK,
        )
        self.artists = (self._bars, self._mean, self._text)
        self.update(losses)

    def update(self, *data: Any, **_: Any) -> bool:
        """Show the losses of another network."""
        losses = largest_first(data[0])
        mean = float(losses.mean())
        self._bars.set_data(losses, np.arange(losses.size + 1))
        self._mean.set_ydata([mean, mean])
        self._text.xy = (1, mean)
        self._text.set_text(f"their mean, the cost J = {mean:.4f}")
        self.alt = (
            f"Bars of the losses of {losses.size} examples, the largest first: from {losses[0]:.4f} down to "
            f"{losses[-1]:.4f}. A line at their mean, the cost, {mean:.4f}."
        )
        return self._rescale(losses)

    def _rescale(self, losses: Array) -> bool:
        """Let the axes reach as far as there are examples and as high as the largest loss."""
        before = (self.ax.get_xlim(), self.ax.get_ylim())
        self.ax.set_xlim(0, losses.size)
        self.ax.set_ylim(0, float(2 ** np.ceil(np.log2(max(losses[0], 1.0)))))
        return before != (self.ax.get_xlim(), self.ax.get_ylim())


def largest_first(losses: Array) -> Array:
    """Give the losses in a flat row, the largest first."""
    return np.sort(losses, axis=None)[::-1]


def share_of_the_largest(losses: Array, count: int = WORST) -> float:
    """Give the part, from 0 to 1, that the largest losses make of the sum of all."""
    return float(largest_first(losses)[:count].sum() / losses.sum())
