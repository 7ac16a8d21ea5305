"""The costs of a run on the examples trained on and on those held out."""

from typing import Any

import numpy as np
from matplotlib.axes import Axes

from nnlib.network import Array
from nnlib.plots.curves import Curves, Run, cost_in_digits
from nnlib.plots.style import looks

PARTS = ("training", "held out")


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


class RunCurves(Curves):
    """A whole line for the examples trained on, a dashed one for those held out, each with its name at its end."""

    def __init__(self, ax: Axes, iterations: Array, training: Array, held_out: Array) -> None:
        super().__init__(ax, looks(PARTS), 1.0)
        self.update(iterations, training, held_out)

    def update(self, *data: Any, **_: Any) -> bool:
        """Show another run."""
        iterations, *parts = data
        runs = [Run(iterations, costs) for costs in parts]
        changed = self.show(runs, PARTS)
        told = "; ".join(
            f"{name} {cost_in_digits(costs[0])} at the start, {cost_in_digits(costs[-1])} at the end"
            for name, costs in zip(PARTS, parts, strict=True)
            if np.isfinite(costs).any()
        )
        self.alt = f"Curves of the cost over {iterations[-1] if len(iterations) else 0:.0f} iterations: {told}."
        return changed
