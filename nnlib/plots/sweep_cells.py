"""What a cell of a sweep's map stands for: which seed's network, its number, and the same in words."""

from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from nnlib._machinery.numerals import count
from nnlib._machinery.rules import Array
from nnlib.plots.curves import cost_in_digits
from nnlib.sweep import Sweep
from nnlib.texts import _

Measure = Literal["test accuracy", "final cost"]
OverSeeds = Literal["median", "worst"]

MOST_NAMED = 3


class Cells(NamedTuple):
    """What a map shows in its cells, each [i, j].

    seeds says which of the result's seeds is the median or the worst; values holds the measure of its network, NaN
    where a cell is not begun or diverged; diverged the iteration at which it did, −1 where it did not; begun whether
    all seeds of the cell are begun.
    """

    seeds: NDArray[np.intp]
    values: Array
    diverged: NDArray[np.int64]
    begun: NDArray[np.bool_]


def cells_of(result: Sweep, *, measure: Measure, over_seeds: OverSeeds) -> Cells:
    """Choose a seed for each cell, the median or the worst by this measure, and take what it came to.

    A network that diverged is worse than all others.  Costs that agree in 4 decimals count as equal, and of equals
    the seed that stands first is the better one.
    """
    values, lost = result.final_costs if measure == "final cost" else result.test_accuracies, result.diverged
    if values is None:
        raise ValueError(
            "result has no test accuracy: pass X_test and Y_test to sweep, or show measure='final cost' here"
        )
    badness = np.where(lost >= 0, np.inf, -values if measure == "test accuracy" else np.round(values, 4))
    place = len(result.seeds) // 2 if over_seeds == "median" else len(result.seeds) - 1
    seeds = np.argsort(badness, axis=-1, kind="stable")[..., place]

    def at(array: NDArray[Any]) -> NDArray[Any]:
        return np.take_along_axis(array, seeds[..., np.newaxis], axis=-1)[..., 0]

    begun = np.all(~np.isnan(result.costs[..., 0]), axis=-1)
    diverged = np.where(begun, at(lost), -1)
    return Cells(seeds, np.where(begun & (diverged < 0), at(values), np.nan), diverged, np.asarray(begun))


def shown_as(value: float, measure: Measure) -> str:
    """Write a measure as the lessons do: an accuracy in percent with 2 decimals, a cost with 4."""
    return f"{value:.2%}" if measure == "test accuracy" else cost_in_digits(value)


def best_cell(cells: Cells, measure: Measure) -> tuple[int, int] | None:
    """Give the best cell, of equals the one with the fewest units and then the smallest rate; None where none is."""
    if np.isnan(cells.values).all():
        return None
    quality = cells.values if measure == "test accuracy" else -np.round(cells.values, 4)
    i, j = np.unravel_index(np.nanargmax(quality), quality.shape)
    return int(i), int(j)


def progress(result: Sweep) -> str:
    """Say how far the networks have come, such as "100 of 2000 iterations"; a diverged one counts like the rest."""
    reached = result.iterations
    least, most, end = reached.min(), reached.max(), result.costs.shape[-1] - 1
    if least < 0:
        return _("{least} to {most} of {end} iterations", least=0, most=most, end=end)
    if least == most:
        return _("{least} of {end} iterations", least=least, end=end)
    return _("{least} to {most} of {end} iterations", least=least, most=most, end=end)


def in_words(result: Sweep, cells: Cells, measure: Measure, selected: tuple[int, int] | None) -> list[str]:
    """Say in sentences which cell is the best, which diverged, which are not begun and which is framed."""
    words: list[str] = []
    best = best_cell(cells, measure)
    if best is not None:
        shown = shown_as(cells.values[best], measure)
        others = sum(shown_as(value, measure) == shown for value in cells.values.flat) - 1
        equals = _("; {others} as good", others=count(others, "other cell")) if others else ""
        words.append(
            _("Best: {shown} with {cell}{equals}.", shown=shown, cell=cell_in_words(result, best), equals=equals)
        )
    lost = [(int(i), int(j)) for i, j in np.argwhere(cells.diverged >= 0)]
    if lost:
        lost_at = "{cell} at iteration {iteration}"
        named = [
            _(lost_at, cell=cell_in_words(result, cell), iteration=cells.diverged[cell]) for cell in lost[:MOST_NAMED]
        ]
        more = len(lost) - MOST_NAMED
        rest = [_("and {more}", more=count(more, "more cell"))] if more > 0 else []
        words.append(_("Diverged, marked with a cross: {cells}.", cells="; ".join(named + rest)))
    if not cells.begun.all():
        words.append(_("Not begun, pale: {cells}.", cells=count(int(np.sum(~cells.begun)), "cell")))
    if selected is not None:
        named, value = cell_in_words(result, selected), cell_value(cells, selected, measure)
        words.append(_("Framed: {cell}, {value}.", cell=named, value=value))
    return words


def cell_in_words(result: Sweep, cell: tuple[int, int]) -> str:
    """Name a cell: "4 hidden units and learning rate 0.3"."""
    i, j = cell
    units, rate = count(result.hidden_units[i], "hidden unit"), result.learning_rates[j]
    return _("{units} and learning rate {rate:g}", units=units, rate=rate)


def cell_value(cells: Cells, cell: tuple[int, int], measure: Measure) -> str:
    """Say what a cell came to: "97.50%", or that it diverged or is not begun."""
    if not cells.begun[cell]:
        return _("not begun")
    if cells.diverged[cell] >= 0:
        return _("diverged at iteration {iteration}", iteration=cells.diverged[cell])
    return shown_as(cells.values[cell], measure)
