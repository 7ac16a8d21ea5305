"""How often a code runs through its equations, as bars on a logarithmic axis."""

from collections.abc import Mapping

from nnlib._machinery.rules import Count
from nnlib.plots.drawing import Axes, Drawing, label_axes, write_powers
from nnlib.plots.style import FONT, INK, looks
from nnlib.texts import _


def plot_passes(ax: Axes, passes: Mapping[str, Count], *, most: Count = 1000) -> "Passes":
    """Draw how often each of two codes runs through the equations for one step.

    Args:
        ax: the axes to draw on.
        passes: for each code's name, how often it runs through them; >= 1.
        most: how far the axis reaches.

    Returns:
        The drawing; `.update(passes)` shows other numbers for the same codes.

    Raises:
        TypeError, ValueError: an argument is of the wrong kind, shape or value.
    """
    return Passes(ax, passes, most)


class Passes(Drawing):
    """A bar for each code, with its number written behind it."""

    def __init__(self, ax: Axes, passes: Mapping[str, int], most: int) -> None:
        super().__init__(ax)
        colours = [look.colour for look in looks(passes).values()]
        self._bars = list(ax.barh(list(passes), [1.0] * len(passes), left=0.5, height=0.4, color=colours))
        self._texts = [ax.text(1, i, "", fontsize=FONT, color=INK, va="center") for i in range(len(passes))]
        ax.set_xscale("log")
        label_axes(ax, _("runs through the equations in one step"), across="x")
        write_powers(ax.xaxis)
        self.reach((0.5, 2 * most), (len(passes) - 0.5, -0.5))
        self.artists = (*self._bars, *self._texts)
        self.update(passes)

    def update(self, passes: Mapping[str, int]) -> bool:
        """Show other numbers."""
        for bar, text, number in zip(self._bars, self._texts, passes.values(), strict=True):
            bar.set_width(number - 0.5)
            text.set_x(1.1 * number)
            text.set_text(f"{number}")
        told = ", ".join(f"{name} {number}" for name, number in passes.items())
        self.alt = _("Bars of the runs through the equations in one step, on a logarithmic axis: {told}.", told=told)
        return False
