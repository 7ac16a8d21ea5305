"""What a plot function returns: artists that can be shown new data, and the same picture in words."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Annotated, Any, ClassVar, Literal

import matplotlib.axes
from matplotlib.artist import Artist
from matplotlib.axis import Axis
from matplotlib.ticker import NullLocator

from nnlib._machinery.numerals import written
from nnlib._machinery.values import described
from nnlib.plots.style import FAINT, FONT, GREY, SMALL


def axes(name: str, value: Any) -> Any:
    """Check the axes of one plot."""
    if not hasattr(value, "add_artist"):
        raise TypeError(f"{name} must be the axes of a figure, as plt.subplots() gives them, got {described(value)}")
    return value


Axes = Annotated[matplotlib.axes.Axes, axes]


def literal(name: str) -> str:
    """Write a name of the user's so that matplotlib draws it as it is: no mathematics, and in a legend, too."""
    return ("\N{HAIR SPACE}" if name.startswith("_") else "") + name.replace("$", r"\$")


def label_axes(ax: Axes, x: str, y: str = "", *, across: Literal["x", "y", "both"] | None = None) -> None:
    """Write what the axes are, which stand back behind what is drawn; faint lines may go across from their numbers."""
    ax.set_xlabel(literal(x), fontsize=FONT)
    ax.set_ylabel(literal(y), fontsize=FONT)
    ax.tick_params(labelsize=SMALL, color=GREY)
    ax.spines[:].set_color(GREY)
    ax.spines[["top", "right"]].set_visible(False)
    ax.set_axisbelow(True)
    if across:
        ax.grid(axis=across, color=FAINT, linewidth=0.8)


def write_powers(axis: Axis) -> None:
    """Number a logarithmic axis in print of one size, 0.01 or 1e−12: an exponent would be too small to be read."""
    axis.set_major_formatter(lambda number, _: written(number, "g").replace("e−0", "e−").replace("e+0", "e"))
    axis.set_minor_locator(NullLocator())


def name_above(ax: Axes, *, columns: int = 3, room_for_a_line: float = 1.0, above: float = 1.0) -> None:
    """Write what the marks and curves mean above the axes, where none of them is."""
    ax.legend(
        loc="lower left", bbox_to_anchor=(0, above), ncols=columns, fontsize=SMALL, frameon=False, borderaxespad=0.2,
        handlelength=room_for_a_line, handletextpad=0.5, columnspacing=1.4, borderpad=0, labelspacing=0.3,
    )  # fmt: skip


class Drawing(ABC):
    """One plot on given axes.

    Its artists are made once.  `update` shows them new data, and says in `alt` what is then to be seen; what lies
    behind the artists (axes, ticks, labels) is only drawn again where `update` says that it changed.
    """

    narrowest: ClassVar[int] = 360  # in pixels, with its labels: a page with less room scrolls sideways

    def __init__(self, ax: Axes) -> None:
        self.ax = ax
        self.alt = ""
        self.artists: Sequence[Artist] = ()
        self.beside: Sequence[Axes] = ()  # what goes with the axes, such as a bar of colours

    @abstractmethod
    def update(self, *data: Any, **options: Any) -> bool:
        """Show new data; return whether axes or labels changed with it."""

    def reach(self, x: tuple[float, float], y: tuple[float, float]) -> bool:
        """Let the axes reach from and to these numbers; return whether they change with it."""
        before = self.ax.get_xlim(), self.ax.get_ylim()
        self.ax.set(xlim=x, ylim=y)
        return before != (self.ax.get_xlim(), self.ax.get_ylim())

    @property
    def room(self) -> tuple[float, float]:
        """Width and height of the axes' box, in pixels of a screen of single density."""
        box, dpi = self.ax.get_window_extent(), self.ax.figure.dpi
        return 100 * box.width / dpi, 100 * box.height / dpi

    def settle(self) -> None:
        """Fit to the axes' final box, once the layout is done; most drawings have nothing to fit."""
        return
