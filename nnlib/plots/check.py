"""The gradient check of several functions beside each other: an error for each array, on a logarithmic axis."""

from collections.abc import Mapping
from typing import Any

from matplotlib.lines import Line2D

from nnlib.gradient_check import GradientCheck
from nnlib.plots.drawing import Axes, Drawing, label_axes, literal, name_above, write_powers
from nnlib.plots.style import GREY, INK, SMALL, looks
from nnlib.texts import _

TOLERANCE, LEAST, MOST = 1e-7, 1e-12, 3.0
SIZES = 11, 6  # of the marks: the second is seen on the first


def plot_check(ax: Axes, checks: Mapping[str, GradientCheck]) -> "Check":
    """Draw the relative error of each array of one or two gradient checks.

    Args:
        ax: the axes to draw on.
        checks: one or two results of `gradient_check`, by name, with the same arrays.

    Returns:
        The drawing; `.update(checks)` shows as many others.
    """
    return Check(ax, checks)


class Check(Drawing):
    """A mark for each array and each check, and a line at the error that passes."""

    def __init__(self, ax: Axes, checks: Mapping[str, GradientCheck]) -> None:
        super().__init__(ax)
        arrays = [row.name for row in next(iter(checks.values())).rows]
        ax.set_xscale("log")
        label_axes(ax, _("relative error of the gradient check"), across="y")
        write_powers(ax.xaxis)
        self.reach((LEAST / 3, MOST), (len(arrays) - 0.5, -0.5))
        ax.set_yticks(range(len(arrays)), arrays)
        ax.axvline(TOLERANCE, color=GREY, linewidth=1.2, linestyle=":")
        above: dict[str, Any] = {"xycoords": ("data", "axes fraction"), "ha": "center", "fontsize": SMALL}
        ax.annotate(_("passes | differs"), (TOLERANCE, 1.01), color=GREY, **above)
        self._marks: list[Line2D] = []
        for (name, look), size in zip(looks(checks).items(), SIZES, strict=False):
            style: dict[str, Any] = {"color": look.colour, "markeredgecolor": INK, "markersize": size}
            self._marks += ax.plot([], [], look.marker, linestyle="none", label=literal(name), **style)
        ax.set_title(" ", fontsize=SMALL)  # the room for the words on the line
        name_above(ax, above=1.08)
        self.artists = tuple(self._marks)
        self.update(checks)

    def update(self, checks: Mapping[str, GradientCheck]) -> bool:
        """Show other checks."""
        for mark, check in zip(self._marks, checks.values(), strict=True):
            mark.set_data([max(row.error, LEAST) for row in check.rows], range(len(check.rows)))
        of_each = " ".join(f"{name}: {_in_words(check)}." for name, check in checks.items())
        self.alt = _("The gradient check, array by array. {of_each}", of_each=of_each)
        return False


def _in_words(check: GradientCheck) -> str:
    """Give the errors that do not pass; the others are of rounding, which differs from processor to processor."""
    large = [f"{row.name} {row.error:.0e}" for row in check.rows if row.error > TOLERANCE]
    if len(large) < len(check.rows):
        large.append(_("the others below {least:.0e}" if large else "all below {least:.0e}", least=TOLERANCE))
    return ", ".join(large)
