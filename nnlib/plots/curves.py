"""The cost, iteration by iteration: of one run, or of several beside each other."""

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator
from numpy.typing import ArrayLike

from nnlib._machinery.rules import Array, Positive, Row, RowThatMayEnd, Whole
from nnlib.plots.drawing import Axes, Drawing, label_axes, literal
from nnlib.plots.ends import End, Ends, spread
from nnlib.plots.style import CURVE, GREY, INK, OTHERS, SMALL, Look, looks

LOG_2 = float(np.log(2))
LARGE = 1e6
BESIDE = "log 2: always\nsaying 0.5"
MOST = (
    2  # times its first height an axis grows for a spike; what goes higher leaves the picture, and its number says so
)
LETTER = 0.64  # the width of a digit, as a multiple of its size
LETTERS = 13  # of a name in a line, beside the end of its curve
LENGTHS = np.array([1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10])


def plot_cost(ax: Axes, costs: Row, *, iterations: Whole | None = None, top: Positive = 1.0) -> "CostCurve":
    """Draw the cost after each iteration.

    Args:
        ax: the axes to draw on.
        costs: one number an iteration, the start's first, in nats per example.
        iterations: how far the axis reaches; as far as the costs, or a round number just beyond, when left out.
        top: how high the axis reaches at first, in nats; it grows where the costs do, but for a spike to twice that
            at the most: an arrow says how high a spike goes.

    Returns:
        The drawing; `.update(costs)` shows another run.

    Raises:
        TypeError, ValueError: an argument is of the wrong kind, shape or value.
    """
    return CostCurve(ax, costs, iterations, top)


def plot_costs(ax: Axes, runs: Mapping[str, RowThatMayEnd], *, top: Positive = 1.0) -> "CostCurves":
    """Draw the costs of several runs, each with its name at its end, to be told apart by colour and by dashes.

    Args:
        ax: the axes to draw on.
        runs: for each run's name, one number an iteration, the start's first, in nats per example; 5 runs at most.
            What the lessons compare (training and held out, right and with the mistake, loop and vectorized) has its
            own colour.
        top: how high the axis reaches at first, in nats; it grows where the costs do, to twice that at the most if
            one run begins and ends below. An arrow says how high a run goes that leaves the picture.

    Returns:
        The drawing; `.update(runs)` shows as many other runs.

    Raises:
        TypeError, ValueError: an argument is of the wrong kind, shape or value.
    """
    if len(runs) > len(OTHERS):
        raise ValueError(f"runs has {len(runs)}; expected at most {len(OTHERS)}, as more cannot be told apart")
    return CostCurves(ax, runs, top)


class Run(NamedTuple):
    """The costs of a run at some iterations, both (k,); a cost may be nan where it is not known."""

    iterations: Array
    costs: Array

    @property
    def highest(self) -> float:
        """The largest of the costs that are finite."""
        return max(self.costs[np.isfinite(self.costs)], default=0.0)

    @property
    def calm(self) -> float:
        """The larger of the first and the last cost: what a spike between them goes beyond."""
        ends = self.costs[[0, -1]] if len(self.costs) else self.costs
        return max(ends[np.isfinite(ends)], default=np.inf)


class Curves(Drawing):
    """Curves of the cost with a word at the end of each, beside the dotted line of always saying 0.5."""

    def __init__(self, ax: Axes, shown_as: Mapping[str, Look], least_top: float, length: int | None = None) -> None:
        super().__init__(ax)
        self._least_top, self._length = least_top, length
        label_axes(ax, "iteration", "cost (nats per example)")
        ax.xaxis.set_major_locator(MaxNLocator(nbins=6, steps=[1, 2, 5, 10], integer=True))
        ax.yaxis.set_major_locator(MaxNLocator(nbins=5, steps=[1, 2, 5, 10]))
        ax.ticklabel_format(axis="y", scilimits=(-3, 3))  # the label has no room beside numbers of four digits
        ax.yaxis.get_offset_text().set_fontsize(SMALL)
        ax.axhline(LOG_2, color=GREY, linewidth=1, linestyle=":")
        widths = np.linspace(
            3.0 if len(shown_as) > 1 else 1.9, 1.9, len(shown_as)
        )  # where runs are alike, all of them show
        self._lines = [
            _curve(ax, name, look, width) for (name, look), width in zip(shown_as.items(), widths, strict=True)
        ]
        colours = [look.colour for look in shown_as.values()]
        above: dict[str, Any] = {"xycoords": "axes fraction", "textcoords": "offset points", "ha": "center"}
        self._peaks = [ax.annotate("", (0, 1), (0, 3), color=c, fontsize=SMALL, **above) for c in colours]
        ax.set_title(" ", fontsize=SMALL, pad=3)  # the room for them
        self._ends = Ends(ax, [GREY, *colours])
        self.artists = (*self._lines, *self._peaks, *self._ends.texts)

    def show(self, runs: Sequence[Run], words: Sequence[str]) -> bool:
        """Draw runs and write their words at their ends; return whether the axes changed."""
        for line, run in zip(self._lines, runs, strict=True):
            line.set_data(run.iterations, run.costs)
        changed = self._fit(runs)
        edge = self.ax.get_xlim()[1]
        ends = [End(_at_end(run.iterations), _at_end(run.costs), told) for run, told in zip(runs, words, strict=True)]
        self._ends.put([End(edge, LOG_2, BESIDE), *(e if np.isfinite(e.y) else e._replace(words="") for e in ends)])
        self._runs = runs
        self._put_peaks()
        return changed

    def settle(self) -> None:
        """Part the words in the axes' box as it now is."""
        self._ends.settle()
        self._put_peaks()

    def out_of_the_picture(self) -> list[bool]:
        """Say of each run whether it goes higher than the axes."""
        return [run.highest > self.ax.get_ylim()[1] for run in self._runs]

    def _fit(self, runs: Sequence[Run]) -> bool:
        """Let the axes reach as far as the runs, and as high as they go but for spikes."""
        before = (self.ax.get_xlim(), self.ax.get_ylim())
        highest = max(run.highest for run in runs)
        in_view = min(highest, max(MOST * self._least_top, min(run.calm for run in runs)))
        last = max((float(run.iterations[-1]) for run in runs if len(run.iterations)), default=0.0)
        self.ax.set_xlim(0, 1.02 * (self._length or round_length(last)))
        self.ax.set_ylim(0, self._least_top if in_view <= self._least_top else 2 ** np.ceil(np.log2(in_view)))
        return before != (self.ax.get_xlim(), self.ax.get_ylim())

    def _put_peaks(self) -> None:
        """Write above the axes how high each run goes that leaves them, and where."""
        out = [
            (text, run)
            for text, run, out in zip(self._peaks, self._runs, self.out_of_the_picture(), strict=True)
            if out
        ]
        for text in self._peaks:
            text.set_text("")
        if not out:
            return
        box, (_, right) = self.ax.get_window_extent(), self.ax.get_xlim()
        for text, run in out:
            text.set_text(f"↑ {run.highest:.3g}")
        letter = LETTER * SMALL * self.ax.figure.dpi / 72
        widths = np.array([letter * (len(text.get_text()) + 1) for text, _ in out])
        peaks = np.array([float(run.iterations[np.nanargmax(run.costs)]) for _, run in out]) / right
        middles = spread(box.x0 + peaks * box.width, widths, box.x0 + letter * len("1e4 "), box.x1)
        for (text, _), middle in zip(out, middles, strict=True):
            text.xy = ((middle - box.x0) / box.width, 1)


class CostCurve(Curves):
    """The cost after each iteration, with its last number at its end."""

    def __init__(self, ax: Axes, costs: ArrayLike, iterations: int | None, top: float) -> None:
        super().__init__(ax, {"cost": Look(CURVE, "-", "o")}, top, iterations)
        self._ends.texts[1].set_color(INK)
        self.update(costs)

    def update(self, *data: Any, **_: Any) -> bool:
        """Show the costs of another run."""
        costs = np.asarray(data[0], dtype=float)
        changed = self.show([Run(np.arange(costs.size, dtype=float), costs)], [cost_in_digits(costs[-1])])
        spike = f", out of the picture up to {costs.max():.3g}" if any(self.out_of_the_picture()) else ""
        self.alt = (
            f"Curve of the cost over {costs.size - 1} iterations: from {cost_in_digits(costs[0])} at the start to "
            f"{cost_in_digits(costs[-1])} at the end{spike}."
        )
        return changed


class CostCurves(Curves):
    """The costs of several runs, with their names at their ends."""

    def __init__(self, ax: Axes, runs: Mapping[str, ArrayLike], top: float) -> None:
        super().__init__(ax, looks(runs), top)
        self.update(runs)

    def update(self, *data: Any, **_: Any) -> bool:
        """Show other runs."""
        runs = {name: np.asarray(costs, dtype=float) for name, costs in data[0].items()}
        changed = self.show(
            [Run(np.arange(costs.size, dtype=float), costs) for costs in runs.values()],
            [in_lines(literal(name)) for name in runs],
        )
        told = "; ".join(
            f"{name}, {costs.size - 1} iterations from {costs[0]:.4f} to {costs[-1]:.4f}"
            + (f", out of the picture up to {run.highest:.3g}" if out else "")
            for (name, costs), run, out in zip(runs.items(), self._runs, self.out_of_the_picture(), strict=True)
        )
        self.alt = f"Curves of the cost: {told}."
        return changed


def cost_in_digits(cost: float) -> str:
    """Write a cost with 4 decimals, and one of a run that is about to diverge with a power of ten."""
    return f"{cost:.4f}" if cost < LARGE else f"{cost:.3g}"


def in_lines(name: str) -> str:
    """Write a name in lines that are short enough to stand beside the axes."""
    return textwrap.fill(name, LETTERS)


def round_length(last: float) -> float:
    """Give the least round number of iterations, such as 60, 500 or 1500, that a run of this length does not pass."""
    power = 10 ** np.floor(np.log10(max(last, 1)))
    return float(power * LENGTHS[LENGTHS * power >= last * (1 - 1e-9)][0])


def _at_end(values: Array) -> float:
    return float(values[-1]) if len(values) else np.nan


def _curve(ax: Axes, name: str, look: Look, width: float) -> Line2D:
    style: dict[str, Any] = {"linewidth": width, "markersize": 5, "markevery": [-1], "markerfacecolor": look.face}
    return ax.plot([], [], label=name, color=look.colour, linestyle=look.dashes, marker=look.marker, **style)[0]
