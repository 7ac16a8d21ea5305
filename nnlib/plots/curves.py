"""The cost, iteration by iteration."""

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike

from nnlib.plots.drawing import Drawing
from nnlib.plots.style import BLUE, FONT, GREY, INK, SMALL

LOG_2 = float(np.log(2))


def plot_cost(ax: Axes, costs: ArrayLike, *, iterations: int | None = None, top: float = 1.0) -> "CostCurve":
    """Draw the cost after each iteration.

    Args:
        ax: the axes to draw on.
        costs: one number an iteration, the start's first, in nats per example.
        iterations: how far the axis reaches; as far as the costs when left out.
        top: how high the axis reaches at first, in nats; it grows where the costs do.

    Returns:
        The drawing; `.update(costs)` shows another run.
    """
    return CostCurve(ax, costs, iterations, top)


class CostCurve(Drawing):
    """The cost after each iteration, beside the cost of always saying 0.5."""

    def __init__(self, ax: Axes, costs: ArrayLike, iterations: int | None, top: float) -> None:
        super().__init__(ax)
        self._fixed_iterations = iterations
        self._least_top = top
        ax.set_xlabel("iteration", fontsize=FONT)
        ax.set_ylabel("cost (nats per example)", fontsize=FONT)
        ax.tick_params(labelsize=SMALL)
        ax.spines[["top", "right"]].set_visible(False)
        ax.axhline(LOG_2, color=GREY, linewidth=1, linestyle=":")
        ax.annotate(
            "always saying 0.5: log 2 = 0.6931",
            (1, LOG_2),
            xycoords=("axes fraction", "data"),
            xytext=(0, 3),
            textcoords="offset points",
            ha="right",
            fontsize=SMALL,
            color=GREY,
        )
        (self._line,) = ax.plot([], [], color=BLUE, linewidth=1.8)
        (self._end,) = ax.plot([], [], "o", color=INK, markersize=5)
        self._value = ax.annotate(
            "", (0, 0), xytext=(-4, 7), textcoords="offset points", ha="right", fontsize=FONT, color=INK
        )
        self.artists = (self._line, self._end, self._value)
        self.update(costs)

    def update(self, *data: Any, **_: Any) -> bool:
        """Show the costs of another run."""
        costs = np.asarray(data[0], dtype=float)
        last = len(costs) - 1
        self._line.set_data(np.arange(last + 1), costs)
        self._end.set_data([last], [costs[-1]])
        self._value.xy = (last, costs[-1])
        self._value.set_text(f"{costs[-1]:.4f}")
        self.alt = (
            f"Curve of the cost over {last} iterations: from {costs[0]:.4f} at the start to {costs[-1]:.4f} at the end."
        )
        return self._rescale(max(last, 1), float(costs.max()))

    def _rescale(self, last: int, highest: float) -> bool:
        right = self._fixed_iterations or last
        top = self._least_top if highest <= self._least_top else 2 ** np.ceil(np.log2(highest))
        before = (self.ax.get_xlim(), self.ax.get_ylim())
        self.ax.set_xlim(0, right * 1.02)
        self.ax.set_ylim(0, top)
        return before != (self.ax.get_xlim(), self.ax.get_ylim())
