"""The costs of a run on the examples trained on and on those held out."""

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from nnlib.network import Array
from nnlib.plots.curves import cost_in_digits
from nnlib.plots.drawing import Drawing
from nnlib.plots.style import FONT, GREY, INK, SMALL

PARTS = ("training", "held out")
END: dict[str, Any] = {"marker": "o", "markersize": 5, "markevery": [-1]}


def plot_run(ax: Axes, iterations: Array, training: Array, held_out: Array) -> "RunCurves":
    """Draw the costs of both parts over the iterations.

    Args:
        ax: the axes to draw on.
        iterations: the iterations whose costs are known, (k,).
        training: the costs of the examples trained on, (k,), in nats per example.
        held_out: those of the examples held out, (k,); nan where there are none.

    Returns:
        The drawing.
    """
    return RunCurves(ax, iterations, training, held_out)


class RunCurves(Drawing):
    """A whole line for the examples trained on, a dashed one for those held out, each with its name at its end."""

    def __init__(self, ax: Axes, iterations: Array, training: Array, held_out: Array) -> None:
        super().__init__(ax)
        ax.set_xlabel("iteration", fontsize=FONT)
        ax.set_ylabel("cost (nats per example)", fontsize=FONT)
        ax.tick_params(labelsize=SMALL)
        ax.yaxis.set_major_locator(MaxNLocator(nbins=5, steps=[1, 2, 5, 10]))
        ax.spines[["top", "right"]].set_visible(False)
        ax.axhline(float(np.log(2)), color=GREY, linewidth=1, linestyle=":")
        self._lines = [
            ax.plot([], [], color=INK, linestyle=dashes, linewidth=1.8, label=part, **END, markerfacecolor=face)[0]
            for part, dashes, face in zip(PARTS, ("-", "--"), (INK, "white"), strict=True)
        ]
        ax.legend(fontsize=SMALL, frameon=False, loc="upper right")
        self.artists = tuple(self._lines)
        self.update(iterations, training, held_out)

    def update(self, *data: Any, **_: Any) -> bool:
        """Show another run."""
        iterations, *parts = data
        before = (self.ax.get_xlim(), self.ax.get_ylim())
        told: list[str] = []
        for name, line, costs in zip(PARTS, self._lines, parts, strict=True):
            line.set_data(iterations, costs)
            if np.isfinite(costs).any():
                told.append(f"{name} {cost_in_digits(costs[0])} at the start, {cost_in_digits(costs[-1])} at the end")
        highest = max((float(np.nanmax(costs)) for costs in parts if np.isfinite(costs).any()), default=1.0)
        last = iterations[-1] if len(iterations) else 0
        self.ax.set_xlim(0, max(float(last), 1) * 1.02)
        self.ax.set_ylim(0, max(1.0, highest * 1.05))
        self.alt = f"Curves of the cost over {last:.0f} iterations: {'; '.join(told)}."
        return before != (self.ax.get_xlim(), self.ax.get_ylim())
