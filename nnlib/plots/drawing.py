"""What a plot function returns: artists that can be shown new data, and the same picture in words."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Annotated, Any, ClassVar

import matplotlib.axes
from matplotlib.artist import Artist

from nnlib._machinery.values import described
from nnlib.plots.style import FONT, SMALL


def axes(name: str, value: Any) -> Any:
    """Check the axes of one plot."""
    if not hasattr(value, "add_artist"):
        raise TypeError(f"{name} must be the axes of a figure, as plt.subplots() gives them, got {described(value)}")
    return value


Axes = Annotated[matplotlib.axes.Axes, axes]


def literal(name: str) -> str:
    """Write a name of the user's so that matplotlib draws it as it is: no mathematics, and in a legend, too."""
    return ("\N{HAIR SPACE}" if name.startswith("_") else "") + name.replace("$", r"\$")


def label_axes(ax: Axes, x: str, y: str = "") -> None:
    """Write what the axes are, and leave out the frame above and to the right."""
    ax.set_xlabel(literal(x), fontsize=FONT)
    ax.set_ylabel(literal(y), fontsize=FONT)
    ax.tick_params(labelsize=SMALL)
    ax.spines[["top", "right"]].set_visible(False)


def name_above(ax: Axes) -> None:
    """Write what the marks mean above the axes, where no point and no curve is."""
    ax.legend(
        loc="lower left", bbox_to_anchor=(0, 1), ncols=3, fontsize=SMALL, frameon=False, borderaxespad=0.2,
        handletextpad=0.3, columnspacing=1.2, borderpad=0,
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

    @abstractmethod
    def update(self, *data: Any, **options: Any) -> bool:
        """Show new data; return whether axes or labels changed with it."""

    @property
    def room(self) -> tuple[float, float]:
        """Width and height of the axes' box in hundredths of an inch: in pixels, on a screen of single density."""
        box, dpi = self.ax.get_window_extent(), self.ax.figure.dpi
        return 100 * box.width / dpi, 100 * box.height / dpi

    def settle(self) -> None:
        """Fit to the axes' final box, once the layout is done; most drawings have nothing to fit."""
        return
