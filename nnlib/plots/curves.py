"""The cost, iteration by iteration: of one run, or of several beside each other."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator
from numpy.typing import ArrayLike

from nnlib._machinery.rules import Positive, Row, RowThatMayEnd, Whole
from nnlib.plots.drawing import Axes, Drawing
from nnlib.plots.style import BLUE, FONT, GREY, INK, RUN_COLOURS, RUN_DASHES, SMALL

LOG_2 = float(np.log(2))
LARGE = 1e6
BESIDE = "always saying 0.5: log 2 = 0.6931"
MOST = 4  # times its first height an axis for several runs grows, so that one that diverges leaves the others in view


def plot_cost(ax: Axes, costs: Row, *, iterations: Whole | None = None, top: Positive = 1.0) -> "CostCurve":
    """Draw the cost after each iteration.

    Args:
        ax: the axes to draw on.
        costs: one number an iteration, the start's first, in nats per example.
        iterations: how far the axis reaches; as far as the costs when left out.
        top: how high the axis reaches at first, in nats; it grows where the costs do.

    Returns:
        The drawing; `.update(costs)` shows another run.

    Raises:
        TypeError, ValueError: an argument is of the wrong kind, shape or value.
    """
    return CostCurve(ax, costs, iterations, top)


class CostCurve(Drawing):
    """The cost after each iteration, beside the cost of always saying 0.5."""

    def __init__(self, ax: Axes, costs: ArrayLike, iterations: int | None, top: float) -> None:
        super().__init__(ax)
        self._fixed_iterations = iterations
        self._least_top = top
        _draw_axes(ax)
        _write_beside_the_line(ax)
        (self._line,) = ax.plot([], [], color=BLUE, linewidth=1.8)
        (self._end,) = ax.plot([], [], "o", color=INK, markersize=5)
        self._value = ax.annotate(
            "", (0, 0), xytext=(-6, 10), textcoords="offset pixels", ha="right", fontsize=FONT, color=INK
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
        self._value.set_text(cost_in_digits(costs[-1]))
        self.alt = (
            f"Curve of the cost over {last} iterations: from {cost_in_digits(costs[0])} at the start to "
            f"{cost_in_digits(costs[-1])} at the end."
        )
        changed = _rescale(self.ax, self._fixed_iterations or last, float(costs.max()), self._least_top)
        self._place_value(last, float(costs[-1]))
        return changed

    def _place_value(self, last: int, cost: float) -> None:
        """Write the number off the curve, and at the right edge above the words on log 2 where it would meet them."""
        in_the_left_half = last < 0.5 * (self._fixed_iterations or 0)
        self._value.set_horizontalalignment("left" if in_the_left_half else "right")
        if in_the_left_half:
            self._value.set_position((10, 4))
            return
        pixels = self.room[1] / self.ax.get_ylim()[1]  # a nat
        words = (LOG_2 - cost) * pixels + 4  # how far above the curve's end they begin
        self._value.set_position((-6, words + 17 if abs(words - 10) < 17 else 10))


def cost_in_digits(cost: float) -> str:
    """Write a cost with 4 decimals, and one of a run that is about to diverge with a power of ten."""
    return f"{cost:.4f}" if cost < LARGE else f"{cost:.3g}"


def plot_costs(ax: Axes, runs: Mapping[str, RowThatMayEnd], *, top: Positive = 1.0) -> "CostCurves":
    """Draw the costs of several runs, each with its name, to be told apart by colour and by dashes.

    Args:
        ax: the axes to draw on.
        runs: for each run's name, one number an iteration, the start's first, in nats per example; 5 runs at most.
        top: how high the axis reaches at first, in nats; it grows where the costs do, to 4 times that at the most if
            one run lies within. The legend says how high a run goes that leaves the picture.

    Returns:
        The drawing; `.update(runs)` shows as many other runs.

    Raises:
        TypeError, ValueError: an argument is of the wrong kind, shape or value.
    """
    if len(runs) > len(RUN_COLOURS):
        raise ValueError(f"runs has {len(runs)}; expected at most {len(RUN_COLOURS)}, as more cannot be told apart")
    return CostCurves(ax, runs, top)


class CostCurves(Drawing):
    """The costs of several runs, beside the cost of always saying 0.5."""

    def __init__(self, ax: Axes, runs: Mapping[str, ArrayLike], top: float) -> None:
        super().__init__(ax)
        self._least_top = top
        self._reference = _draw_axes(ax)
        self._lines = [
            ax.plot([], [], color=colour, linestyle=dashes, linewidth=2)[0]
            for _, colour, dashes in zip(runs, RUN_COLOURS, RUN_DASHES, strict=False)
        ]
        self.artists = tuple(self._lines)
        self._legend: tuple[str, ...] = ()
        self.update(runs)

    def update(self, *data: Any, **_: Any) -> bool:
        """Show other runs."""
        runs = {name: np.asarray(costs, dtype=float) for name, costs in data[0].items()}
        for line, costs in zip(self._lines, runs.values(), strict=True):
            line.set_data(np.arange(len(costs)), costs)
        last = max(len(costs) - 1 for costs in runs.values())
        highest = [float(costs[np.isfinite(costs)].max()) for costs in runs.values()]
        in_view = min(max(highest), max(MOST * self._least_top, min(highest)))
        changed = _rescale(self.ax, last, in_view, self._least_top)
        beyond = [most > self.ax.get_ylim()[1] for most in highest]
        told = "; ".join(
            f"{name}, {len(costs) - 1} iterations from {costs[0]:.4f} to {costs[-1]:.4f}"
            + (f", out of the picture up to {most:.3g}" if out else "")
            for (name, costs), most, out in zip(runs.items(), highest, beyond, strict=True)
        )
        self.alt = f"Curves of the cost: {told}."
        names = [
            f"{name}, up to {most:.3g} ↑" if out else name
            for name, most, out in zip(runs, highest, beyond, strict=True)
        ]
        return self._put_legend(tuple(names)) or changed

    def _put_legend(self, names: tuple[str, ...]) -> bool:
        """Write the names above the axes, where no curve is; return whether they had to change."""
        if self._legend == names:
            return False
        self._legend = names
        self.ax.legend(
            [*self._lines, self._reference], [*names, BESIDE], loc="lower left", bbox_to_anchor=(0, 1.02), ncols=2,
            fontsize=SMALL, frameon=False, borderaxespad=0, handlelength=1.6, columnspacing=1,
        )  # fmt: skip
        return True


def _draw_axes(ax: Axes) -> Line2D:
    """Label the axes; return the line at the cost of always saying 0.5."""
    ax.set_xlabel("iteration", fontsize=FONT)
    ax.set_ylabel("cost (nats per example)", fontsize=FONT)
    ax.tick_params(labelsize=SMALL)
    ax.yaxis.set_major_locator(MaxNLocator(nbins=5, steps=[1, 2, 5, 10]))
    ax.ticklabel_format(axis="y", scilimits=(-3, 3))  # the label has no room beside numbers of four digits
    ax.yaxis.get_offset_text().set_fontsize(SMALL)
    ax.spines[["top", "right"]].set_visible(False)
    return ax.axhline(LOG_2, color=GREY, linewidth=1, linestyle=":")


def _write_beside_the_line(ax: Axes) -> None:
    ax.annotate(
        BESIDE,
        (1, LOG_2),
        xycoords=("axes fraction", "data"),
        xytext=(0, 3),
        textcoords="offset points",
        ha="right",
        fontsize=SMALL,
        color=GREY,
    )


def _rescale(ax: Axes, last: int, highest: float, least_top: float) -> bool:
    """Let the axes reach as far as the run and as high as its costs; return whether they had to change."""
    top = least_top if highest <= least_top else 2 ** np.ceil(np.log2(highest))
    before = (ax.get_xlim(), ax.get_ylim())
    ax.set_xlim(0, max(last, 1) * 1.02)
    ax.set_ylim(0, top)
    return before != (ax.get_xlim(), ax.get_ylim())
