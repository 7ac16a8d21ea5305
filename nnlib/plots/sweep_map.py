"""The map of a sweep: a cell for each number of hidden units and each learning rate."""

from typing import Any

import numpy as np
from matplotlib.cm import ScalarMappable
from matplotlib.colors import LinearSegmentedColormap, to_rgb
from matplotlib.patches import Rectangle
from numpy.typing import ArrayLike

from nnlib._machinery.numerals import count
from nnlib._machinery.rules import Array, Cell
from nnlib.plots.drawing import Axes, Drawing, label_axes
from nnlib.plots.glyphs import Number
from nnlib.plots.style import FONT, INK, SMALL
from nnlib.plots.sweep_cells import Cells, Measure, OverSeeds, cells_of, in_words, progress
from nnlib.sweep import Sweep
from nnlib.texts import _

# Neither class's colour; the lightness alone tells the cells apart, so that the map holds in grey.
QUALITY = LinearSegmentedColormap.from_list("quality", ["#f3edf9", "#a98bc4", "#432660"])
PALE = (0.985, 0.985, 0.985)
WHITE = (1.0, 1.0, 1.0)
HALVINGS = 5
CROSS = "✗"


def plot_sweep(
    ax: Axes,
    result: Sweep,
    *,
    measure: Measure = "test accuracy",
    over_seeds: OverSeeds = "median",
    selected: Cell | None = None,
) -> "SweepMap":
    """Draw a cell for each number of hidden units and each learning rate, the darker the better.

    The rows go down from few units to many, as in a table.  A shade darker is half the errors, or half the cost.  A
    cross is a network that diverged; a pale empty cell is one that is not begun.  Of an even number of seeds the median
    is the worse of the two in the middle, so that every number on the map is that of a network.

    Args:
        ax: the axes to draw on.
        result: what `sweep` returns, whole or stopped, or what `sweep_steps` yields.
        measure: what the cells show: "test accuracy" or "final cost", the newest one.
        over_seeds: which seed's network a cell stands for: the "median" or the "worst" one.
        selected: the cell to frame, as places (i, j) in the result's hidden_units and learning_rates.

    Returns:
        The drawing; `.update(result, measure=…, over_seeds=…, selected=…)` shows another state of the same grid.
    """
    return SweepMap(ax, result, measure, over_seeds, selected)


class SweepMap(Drawing):
    """Colours, a number or a cross in each cell, and a frame around one; the colours' scale stays the same."""

    def __init__(
        self, ax: Axes, result: Sweep, measure: Measure, over_seeds: OverSeeds, selected: tuple[int, int] | None
    ) -> None:
        super().__init__(ax)
        self._grid = units, rates = result.hidden_units, result.learning_rates
        self._measure: Measure | None = None
        shape = len(units), len(rates)
        borders = [np.arange(number + 1) - 0.5 for number in shape[::-1]]
        self._colours = ax.pcolormesh(*borders, np.ones((*shape, 3)), edgecolors="white", linewidth=1.5)
        self._numbers = [Number(ax, x=j, y=i) for i, j in np.ndindex(shape)]
        self._frame = [
            Rectangle((0, 0), 0.9, 0.9, fill=False, edgecolor=colour, linewidth=width, zorder=3)
            for colour, width in ((INK, 5.0), ("white", 2.6))
        ]
        for outline in self._frame:
            ax.add_patch(outline)
        label_axes(ax, _("learning rate α"), _("hidden units n1"))
        ax.set_xticks(range(len(rates)), [f"{rate:g}" for rate in rates])
        ax.set_yticks(range(len(units)), [f"{n1}" for n1 in units])
        ax.tick_params(length=0)
        ax.spines[:].set_visible(False)
        self.reach((-0.5, shape[1] - 0.5), (shape[0] - 0.5, -0.5))
        ax.set_title(" ", fontsize=FONT)
        self._bar: Any = ax.figure.colorbar(ScalarMappable(cmap=QUALITY), ax=ax, fraction=0.05, pad=0.02)
        self._bar.ax.tick_params(labelsize=SMALL)
        self._bar.outline.set_visible(False)
        self.beside = (self._bar.ax,)
        self.artists = (self._colours, *self._numbers, *self._frame, ax.title)
        self.update(result, measure=measure, over_seeds=over_seeds, selected=selected)

    def update(
        self, result: Sweep, *, measure: Measure, over_seeds: OverSeeds, selected: tuple[int, int] | None = None
    ) -> bool:
        """Show another state of the sweep, another measure, or another selected cell."""
        self._refuse(result, selected)
        cells = cells_of(result, measure=measure, over_seeds=over_seeds)
        colours = _colours(cells, measure)
        self._colours.set_array(colours)
        for text, colour, number in zip(self._numbers, colours.reshape(-1, 3), _numbers(cells, measure), strict=True):
            black_or_white = max(("black", "white"), key=lambda print_, behind=colour: contrast(print_, behind))
            text.set(text=number, color=black_or_white, fontsize=16 if number == CROSS else SMALL)
        for outline in self._frame:
            outline.set_visible(selected is not None)
            if selected is not None:
                outline.set_xy((selected[1] - 0.45, selected[0] - 0.45))
        shown = {"seeds": count(len(result.seeds), "seed"), "progress": progress(result)}
        told = _("{measure}, {which} of {seeds}, {progress}", measure=_(measure), which=_(over_seeds), **shown)
        self.ax.title.set_text(told)
        units, rates = self._grid
        grid = _(
            "Map of the {told}. {units} of hidden units, {least} to {most}, downwards, "
            "{rates}, {lowest:g} to {highest:g}, to the right.",
            told=told,
            units=count(len(units), "number"),
            least=units[0],
            most=units[-1],
            rates=count(len(rates), "learning rate"),
            lowest=rates[0],
            highest=rates[-1],
        )
        self.alt = " ".join([grid, *in_words(result, cells, measure, selected)])
        changed, self._measure = measure != self._measure, measure
        if changed:
            self._scale(measure)
        return changed

    def _refuse(self, result: Sweep, selected: tuple[int, int] | None) -> None:
        shape = tuple(map(len, self._grid))
        if (result.hidden_units, result.learning_rates) != self._grid:
            raise ValueError("result must have the hidden units and learning rates that this map was drawn with")
        if selected is not None and not np.all(np.less(selected, shape)):
            raise ValueError(f"selected must be a cell (i, j) of the {shape} cells, got {selected}")

    def _scale(self, measure: Measure) -> None:
        """Write the measure beside the colours: each tick stands for half the errors, or cost, of the one below."""
        halved = 0.5 ** np.arange(HALVINGS + 1)
        labels = [f"{1 - 0.5 * h:.0%}" if measure == "test accuracy" else f"{np.log(2) * h:.2f}" for h in halved]
        self._bar.set_ticks(np.linspace(0, 1, HALVINGS + 1), labels=labels)
        unit = _(" (nats per example)") if measure == "final cost" else ""
        self._bar.set_label(_(measure) + unit, fontsize=FONT)


def _colours(cells: Cells, measure: Measure) -> Array:
    """Give each cell its colour, (I, J, 3)."""
    ratio = 2 * (1 - cells.values) if measure == "test accuracy" else cells.values / np.log(2)
    halvings = -np.log2(np.maximum(ratio, 0.5 ** (HALVINGS + 1)))
    colours = QUALITY(np.clip(np.nan_to_num(halvings) / HALVINGS, 0, 1))[..., :3]
    colours[np.isnan(cells.values)] = WHITE
    colours[~cells.begun] = PALE
    return colours


def _numbers(cells: Cells, measure: Measure) -> list[str]:
    """Write what stands in each cell, row by row: an accuracy in percent, a cost, a cross, or nothing."""
    numbers = [
        f"{100 * value:.1f}" if measure == "test accuracy" else f"{value:.3f}" if value < 100 else f"{value:.1g}"
        for value in cells.values.flat
    ]
    return [
        (CROSS if lost >= 0 else number) if begun else ""
        for number, lost, begun in zip(numbers, cells.diverged.flat, cells.begun.flat, strict=True)
    ]


def contrast(one: str, other: ArrayLike) -> float:
    """Give the contrast ratio of WCAG 2 between two colours: 1 none, 21 black on white."""
    colours = np.array([to_rgb(one), other])
    linear = np.where(colours <= 0.04045, colours / 12.92, ((colours + 0.055) / 1.055) ** 2.4)
    luminances = np.sort(linear @ [0.2126, 0.7152, 0.0722])
    return float((luminances[1] + 0.05) / (luminances[0] + 0.05))
