"""From drawings to pixels: a figure on an Agg canvas, drawn once, of which only the moving artists are drawn again."""

import inspect
import os
from collections.abc import Callable, Sequence
from functools import reduce
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.image import AxesImage

from nnlib._machinery.rules import Positive, Text, pair, path, positive
from nnlib._machinery.values import described
from nnlib.plots.drawing import Drawing, literal
from nnlib.plots.glyphs import Canvas
from nnlib.plots.live import Pixels, encode
from nnlib.plots.still import Panel, as_html
from nnlib.plots.style import FONT

DPI = 100
STILL_DENSITY = 2  # for sharp screens
ABOVE = 5  # points between a title and what stands above the axes
NARROW, WIDEST_PANEL = 800, 640  # in pixels of a screen of single density


def function_that_draws(name: str, value: Any) -> Any:
    """Check a function that draws."""
    if not callable(value) or inspect.isclass(value):
        wanted = "a function that draws on axes, such as plot_cost or lambda ax: plot_cost(ax, costs)"
        raise TypeError(f"{name} must be {wanted}, got {described(value)}")
    return value


def width_and_height(name: str, value: Any) -> tuple[float, float]:
    """Check the size of a picture."""
    return pair(name, value, "(width, height), two numbers > 0 in units of 100 pixels", positive)


def ends_in(one: str, other: str, name: str, value: Any) -> Path:
    """Check a file's path, which has one of two endings."""
    file = Path(path(name, value))
    if file.suffix.lower() not in (one, other):
        raise ValueError(f"{name} must end in {one} or {other}, got {str(file)!r}")
    return file


Plot = Annotated[Callable[..., Drawing], function_that_draws]
OnAxes = Annotated[Callable[[Any], Drawing], function_that_draws]
Size = Annotated[tuple[float, float], width_and_height]


class Picture:
    """A row of drawings, as pixels and in words.

    The background (axes, ticks, labels) is drawn once and kept.  A new frame restores it and draws the artists on
    it: a few milliseconds, where drawing the figure from nothing takes a hundred.
    """

    _made_by = "draw(…) returns"

    def __init__(self, figure: Figure, drawings: Sequence[Drawing], titles: Sequence[str] = ()) -> None:
        self.figure = figure
        self.titles = dict(zip((drawing.ax for drawing in drawings), titles, strict=False))
        self.drawings = drawings
        self.canvas = Canvas(figure)
        self.density = 1
        self._layers: dict[Drawing, Pixels] = {}  # of each drawing what stays, on a white page
        self._background: Pixels | None = None  # all of that
        self._widest, self._height = (DPI * inches for inches in figure.get_size_inches())
        self._places: list[Any] = [drawing.ax.get_subplotspec() for drawing in drawings]
        self._loose = True  # the layout is still to be done

    @property
    def alt(self) -> str:
        """The picture in words."""
        return " ".join(map(self._words, self.drawings))

    def _words(self, drawing: Drawing) -> str:
        return f"{self.titles[drawing.ax]}: {drawing.alt}" if drawing.ax in self.titles else drawing.alt

    @property
    def width(self) -> int:
        """How wide it is shown, in pixels of the page, of which a sharp screen has several of its own for each."""
        return round(DPI * self.figure.get_size_inches()[0])

    def fit(self, width: float, density: int = 1) -> bool:
        """Draw the next frames for the room that a page has, and for its screen.

        Args:
            width: of the page, in its pixels.  No text shrinks: the plots get narrower, and on a narrow page they stand
                one below the other.
            density: how many pixels the screen has for one of the page, in each direction, as a whole number.

        Returns:
            Whether anything is to be drawn anew.
        """
        stacked = len(self.drawings) > 1 and width < min(NARROW, self._widest)
        most = WIDEST_PANEL if stacked else self._widest
        least = max(drawing.narrowest for drawing in self.drawings)
        size = round(min(max(width, least), most)), stacked, density
        if size == (self.width, self._stacked, self.density):
            return False
        if size[:2] != (self.width, self._stacked):
            self._lay_out(size[0], stacked)
        self.density = density
        self.redraw()
        return True

    @property
    def _stacked(self) -> bool:
        return [drawing.ax.get_subplotspec() for drawing in self.drawings] != self._places

    def _lay_out(self, width: float, stacked: bool) -> None:
        """Give the drawings their places, side by side or one below the other, each as high as it was."""
        heights = [place.rowspan.stop - place.rowspan.start for place in self._places]
        places = self._places
        if stacked:
            rows = self.figure.add_gridspec(len(heights), 1, height_ratios=heights)
            places = [rows[number] for number in range(len(heights))]
        for drawing, place in zip(self.drawings, places, strict=True):
            drawing.ax.set_subplotspec(place)
        times = sum(heights) / self._places[0].get_gridspec().nrows if stacked else 1
        self.figure.set_size_inches(width / DPI, times * self._height / DPI)
        self.figure.set_layout_engine("constrained")
        self._loose = True

    def png(self) -> bytes:
        """Draw a frame, and write it fast."""
        return encode(self._frame())

    def redraw(self, changed: bool | Sequence[bool] = True) -> None:
        """Draw what stays again with the next frame: of all drawings, or of those whose axes or labels changed."""
        each = [changed] * len(self.drawings) if isinstance(changed, bool) else changed
        for drawing, has_changed in zip(self.drawings, each, strict=True):
            if has_changed:
                self._layers.pop(drawing, None)
                self._background = None

    def _frame(self) -> Pixels:
        background = self._draw_background() if self._background is None else self._background
        frame = np.asarray(self.canvas.buffer_rgba())
        np.copyto(frame, background)
        for artist in sorted((a for d in self.drawings for a in d.artists), key=lambda artist: artist.get_zorder()):
            self.figure.draw_artist(artist)
        return frame

    def _draw_background(self) -> Pixels:
        """Draw all but the artists, and fit these to the layout: a drawing may get more of them with the room."""
        if self._loose:
            self.figure.dpi = DPI
            self.figure.draw_without_rendering()
            self.figure.set_layout_engine("none")  # from here on nothing moves
            for drawing in self.drawings:
                drawing.settle()
            self._loose = False
        self.figure.dpi = DPI * self.density
        for drawing in self.drawings:
            if drawing not in self._layers:
                self._layers[drawing] = self._drawn_alone(drawing)
        self._background = reduce(np.minimum, self._layers.values())  # no two are in one place, and the page is white
        return self._background

    def _drawn_alone(self, drawing: Drawing) -> Pixels:
        """Draw what stays of a drawing."""
        for artist in drawing.artists:
            artist.set_animated(True)
        images = [a for a in drawing.artists if isinstance(a, AxesImage) and a.get_visible()]
        for image in images:  # before matplotlib 3.11 axes draw an image even if it is animated
            image.set_visible(False)
        renderer: Any = self.canvas.get_renderer()
        renderer.clear()
        self.figure.patch.draw(renderer)
        for ax in (drawing.ax, *drawing.beside):
            ax.draw(renderer)
        for image in images:
            image.set_visible(True)
        return np.array(self.canvas.buffer_rgba())

    def save(self, file: "str | os.PathLike[str]") -> None:
        """Write the picture into a file, for a slide or a page.

        Args:
            file: its path, which ends in .svg, sharp in any size, or in .png.

        Raises:
            TypeError, ValueError: it is no path, or ends in something else.
            OSError: the file cannot be written.
        """
        file = ends_in(".svg", ".png", "file", file)
        self._frame()  # so that all has its place
        moving = [artist for drawing in self.drawings for artist in drawing.artists]
        for artist in moving:
            artist.set_animated(False)
        try:
            self.figure.savefig(file, dpi=DPI * STILL_DENSITY, metadata={"Description": self.alt})
        finally:
            for artist in moving:
                artist.set_animated(True)
            self.redraw()

    def mimebundle(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """Give what a notebook stores and shows: the picture, and the same in words."""
        return {"text/html": as_html(self._panels(), self.alt), "text/plain": self.alt}, {}

    def _ipython_display_(self) -> None:
        """Show the picture, and below it, to be opened, its words."""
        from IPython.display import display

        display(self.mimebundle()[0], raw=True)

    def _panels(self) -> list[Panel]:
        """Draw it for a sharp screen, in parts that stand side by side, or one below the other on a narrow page.

        That is on a canvas of its own: the next frame of a picture that moves goes on from what it has.
        """
        kept = self.canvas, self.density, self._layers, self._background
        self.canvas, self.density, self._layers, self._background = Canvas(self.figure), STILL_DENSITY, {}, None
        try:
            pixels, cuts = self._frame(), self._cuts()
        finally:
            self.canvas, self.density, self._layers, self._background = kept
            self.figure.set_canvas(self.canvas)
            self.figure.dpi = DPI * self.density
        return [
            Panel(pixels[:, STILL_DENSITY * left : STILL_DENSITY * right], right - left, " ".join(words))
            for (left, right), words in cuts.items()
        ]

    def _cuts(self) -> dict[tuple[int, int], list[str]]:
        """Find the columns, from and to which pixel of the page, between which nothing is drawn, and their words."""
        alts = {drawing.ax: self._words(drawing) for drawing in self.drawings}
        found: list[tuple[float, float, list[str]]] = []
        for ax in sorted(self.figure.axes, key=lambda ax: ax.get_position().x0):
            box: Any = ax.get_tightbbox()
            left, right, words = box.x0 / self.density, box.x1 / self.density, [alts[ax]] if ax in alts else []
            while found and (left < found[-1][1] or not words):  # a bar of colours stays beside what it explains
                before = found.pop()
                left, right, words = min(left, before[0]), max(right, before[1]), before[2] + words
            found.append((left, right, words))
        between = [round((one[1] + other[0]) / 2) for one, other in pairwise(found)]
        edges = [0, *between, self.width]
        return {edge: column[2] for edge, column in zip(pairwise(edges), found, strict=True)}


def draw(plot: Plot, *data: Any, size: Size = (6.4, 4.0), **options: Any) -> Picture:
    """Make a picture of one plot.

    A boundary watched while it trains, in a notebook:

        for step in islice(descend(start, moons.X, moons.Y, learning_rate=1), 0, 1001, 100):
            display(draw(plot_boundary, step.parameters, moons), clear=True)

    Args:
        plot: a `plot_` function of nnlib.
        *data: what the plot function draws.
        size: width and height, in units of 100 pixels.
        **options: the plot function's options.

    Returns:
        A Picture, which a notebook shows, and whose .alt says in words what is to be seen.
    """
    return draw_side_by_side(lambda ax: plot(ax, *data, **options), size=size)


def draw_side_by_side(
    *plots: OnAxes,
    size: Size = (9.6, 4.0),
    widths: Sequence[Positive] | None = None,
    titles: Sequence[Text] | None = None,
) -> Picture:
    """Make one picture of several plots, each a function of the axes that it draws on.

    Two settings side by side:

        draw_side_by_side(
            lambda ax: plot_boundary(ax, few.parameters, moons),
            lambda ax: plot_boundary(ax, many.parameters, moons),
            titles=["2 hidden units", "20 hidden units"],
        )

    Args:
        *plots: functions of axes, such as `lambda ax: plot_cost(ax, costs)`.
        size: width and height of the whole, in units of 100 pixels.
        widths: the plots' widths, relative to each other; equal when left out.
        titles: a title above each plot.

    Returns:
        A Picture, which a notebook shows, and whose .alt says in words what is to be seen.
    """
    if widths is not None and len(widths) != len(plots):
        raise ValueError(f"widths has {len(widths)} numbers; expected one a plot, {len(plots)}")
    if titles is not None and len(titles) != len(plots):
        raise ValueError(f"titles has {len(titles)} texts; expected one a plot, {len(plots)}")
    figure = Figure(figsize=size, dpi=DPI, layout="constrained")
    axes = figure.subplots(1, len(plots), squeeze=False, width_ratios=widths)[0]
    drawings: list[Any] = [plot(ax) for plot, ax in zip(plots, axes, strict=True)]
    for drawing in drawings:
        if not isinstance(drawing, Drawing):
            words = "a plot must return its drawing, as plot_cost and lambda ax: plot_cost(ax, costs) do"
            raise TypeError(f"{words}, got {described(drawing)}")
    for ax, title in zip(axes, titles or (), strict=False):
        above = 0, ABOVE + max(0, (ax.get_tightbbox().y1 - ax.bbox.y1) * 72 / DPI)
        look: dict[str, Any] = {"fontsize": FONT, "fontweight": "bold", "annotation_clip": False}
        ax.annotate(literal(title), (0, 1), above, xycoords="axes fraction", textcoords="offset points", **look)
    return Picture(figure, drawings, titles or ())
