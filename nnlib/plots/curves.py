"""The cost, iteration by iteration: of one run, or of several beside each other."""

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.text import Annotation
from matplotlib.ticker import MaxNLocator
from numpy.typing import ArrayLike

from nnlib._machinery.rules import Array, Positive, Row, RowThatMayEnd, Whole
from nnlib.plots.drawing import Axes, Drawing, label_axes, literal
from nnlib.plots.ends import End, Ends, spread
from nnlib.plots.style import CURVE, GREY, INK, OTHERS, SMALL, Look, looks
from nnlib.texts import _

LOG_2 = float(np.log(2))
LARGE = 1e6
BESIDE = "log 2: always\nsaying 0.5"
MOST = 2  # times its first height an axis grows for a spike; a number says how high goes what leaves the picture
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
        label_axes(ax, _("iteration"), _("cost (nats per example)"), across="y")
        ax.xaxis.set_major_locator(MaxNLocator(nbins=6, steps=[1, 2, 5, 10], integer=True))
        ax.yaxis.set_major_locator(MaxNLocator(nbins=5, steps=[1, 2, 5, 10]))
        ax.ticklabel_format(axis="y", scilimits=(-3, 3))  # the label has no room beside numbers of four digits
        ax.yaxis.get_offset_text().set_fontsize(SMALL)
        ax.axhline(LOG_2, color=GREY, linewidth=1.2, linestyle=":")
        widths = np.linspace(3.2 if len(shown_as) > 1 else 2.2, 2.2, len(shown_as))  # where runs are alike, all show
        self._lines = [_curve(ax, *named, width) for named, width in zip(shown_as.items(), widths, strict=True)]
        colours = [look.colour for look in shown_as.values()]
        above: dict[str, Any] = {"xycoords": "axes fraction", "textcoords": "offset points", "ha": "center"}
        self._peaks = [ax.annotate("", (0, 1), (0, 3), color=c, fontsize=SMALL, **above) for c in colours]
        ax.set_title(" ", fontsize=SMALL, pad=3)  # the room for them
        self._ends = Ends(ax, [GREY, *colours])
        self.artists = (*self._lines, *self._peaks, *self._ends.texts)

    def show(self, runs: Sequence[Run], words: Sequence[str]) -> bool:
        """Draw runs and write their words at their ends; return whether the axes changed."""
        self._runs, self._words = runs, words
        for line, run in zip(self._lines, runs, strict=True):
            line.set_data(run.iterations, run.costs)
        highest = max(run.highest for run in runs)
        in_view = min(highest, max(MOST * self._least_top, min(run.calm for run in runs)))
        last = max((float(run.iterations[-1]) for run in runs if len(run.iterations)), default=0.0)
        top = self._least_top if in_view <= self._least_top else 2 ** np.ceil(np.log2(in_view))
        changed = self.reach((0, 1.02 * (self._length or round_length(last))), (0, top))
        self._ends.put([End(self.ax.get_xlim()[1], LOG_2, _(BESIDE)), *map(self._end, runs, words)])
        self._put_peaks()
        return changed

    def settle(self) -> None:
        """Part the words in the axes' box as it now is."""
        self._ends.settle()
        self._put_peaks()

    def out_of_the_picture(self, run: Run) -> str:
        """Say how high a run goes that leaves the axes."""
        beyond = run.highest > self.ax.get_ylim()[1]
        return _(", out of the picture up to {highest:.3g}", highest=run.highest) if beyond else ""

    def _end(self, run: Run, words: str) -> End:
        """Give what stands at a run's end, which is nothing where the run ends above the axes or is not known."""
        x, y = (float(values[-1]) if len(values) else np.nan for values in run)
        return End(x, y, words if y <= self.ax.get_ylim()[1] else "")

    def _put_peaks(self) -> None:
        """Write above the axes how high each run goes that leaves them, there, and its name if it ends beyond."""
        (_, right), (_, top), box = self.ax.get_xlim(), self.ax.get_ylim(), self.ax.get_window_extent()
        out: list[tuple[Annotation, float]] = []
        for text, run, words in zip(self._peaks, self._runs, self._words, strict=True):
            text.set_text("")
            if run.highest > top:
                name = " ".join(words.split()) if run.costs[-1] > top else ""
                text.set_text(f"↑ {run.highest:.3g} {name}".rstrip())
                out.append((text, float(run.iterations[np.argmax(run.costs > top)])))
        if out:
            letter = LETTER * SMALL * self.ax.figure.dpi / 72
            widths = np.array([letter * (len(text.get_text()) + 1) for text, _ in out])
            wanted = np.array([box.x0 + x / right * box.width for _, x in out])
            middles = spread(wanted, widths, box.x0 + letter * len("1e4 "), box.x1)
            for (text, _), middle in zip(out, middles, strict=True):
                text.xy = ((middle - box.x0) / box.width, 1)


class CostCurve(Curves):
    """The cost after each iteration, with its last number at its end."""

    def __init__(self, ax: Axes, costs: ArrayLike, iterations: int | None, top: float) -> None:
        super().__init__(ax, {"cost": Look(CURVE, "-", "o")}, top, iterations)
        self._ends.texts[1].set_color(INK)
        self.update(costs)

    def update(self, costs: ArrayLike, *, iterations: int | None = None) -> bool:
        """Show the costs of another run, with the axis as far as before where no other length is given."""
        self._length = iterations or self._length
        run = _whole(costs)
        first, last = (cost_in_digits(run.costs[number]) for number in (0, -1))
        changed = self.show([run], [last])
        self.alt = _(
            "Curve of the cost over {iterations} iterations: from {first} at the start to {last} at the end{beyond}.",
            iterations=run.costs.size - 1,
            first=first,
            last=last,
            beyond=self.out_of_the_picture(run),
        )
        return changed


class CostCurves(Curves):
    """The costs of several runs, with their names at their ends."""

    def __init__(self, ax: Axes, runs: Mapping[str, ArrayLike | Run], top: float = 1.0) -> None:
        super().__init__(ax, looks(runs), top)
        self.update(runs)

    def update(self, runs: Mapping[str, ArrayLike | Run]) -> bool:
        """Show other runs; those whose costs are not known have no curve."""
        drawn = [run if isinstance(run, Run) else _whole(run) for run in runs.values()]
        changed = self.show(drawn, [in_lines(literal(name)) for name in runs])
        known = [(name, run) for name, run in zip(runs, drawn, strict=True) if np.isfinite(run.costs).any()]
        self.alt = _("Curves of the cost: {told}.", told="; ".join(self._in_words(*one) for one in known))
        return changed

    def _in_words(self, name: str, run: Run) -> str:
        first, last = (cost_in_digits(run.costs[number]) for number in (0, -1))
        one = "{name}, {iterations:.0f} iterations from {first} to {last}{beyond}"
        beyond = self.out_of_the_picture(run)
        return _(one, name=name, iterations=run.iterations[-1], first=first, last=last, beyond=beyond)


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


def _whole(costs: ArrayLike) -> Run:
    values = np.asarray(costs, dtype=float)
    return Run(np.arange(values.size, dtype=float), values)


def _curve(ax: Axes, name: str, look: Look, width: float) -> Line2D:
    style: dict[str, Any] = {"linewidth": width, "markersize": 6, "markevery": [-1], "markerfacecolor": look.face}
    return ax.plot([], [], label=name, color=look.colour, linestyle=look.dashes, marker=look.marker, **style)[0]
