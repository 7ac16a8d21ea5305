"""From drawings to pixels: a figure on an Agg canvas, drawn once, of which only the moving artists are drawn again."""

import html
import inspect
import io
from collections.abc import Callable, Sequence
from typing import Annotated, Any

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.image import AxesImage
from matplotlib.transforms import Bbox
from PIL import Image

from nnlib._machinery.rules import Positive, pair, positive
from nnlib._machinery.values import described
from nnlib.plots.drawing import Drawing
from nnlib.plots.live import Pixels, encode

DPI = 100


def function_that_draws(name: str, value: Any) -> Any:
    """Check a function that draws."""
    if not callable(value) or inspect.isclass(value):
        wanted = "a function that draws on axes, such as plot_cost or lambda ax: plot_cost(ax, costs)"
        raise TypeError(f"{name} must be {wanted}, got {described(value)}")
    return value


def width_and_height(name: str, value: Any) -> tuple[float, float]:
    """Check the size of a picture."""
    return pair(name, value, "(width, height), two numbers > 0 in units of 100 pixels", positive)


Plot = Annotated[Callable[..., Drawing], function_that_draws]
OnAxes = Annotated[Callable[[Any], Drawing], function_that_draws]
Size = Annotated[tuple[float, float], width_and_height]


class Picture:
    """A row of drawings, as PNG and in words.

    The background (axes, ticks, labels) is drawn once and kept.  A new frame restores it and draws the artists on
    it: a few milliseconds, where drawing the figure from nothing takes a hundred.
    """

    def __init__(self, figure: Figure, drawings: Sequence[Drawing]) -> None:
        self.figure = figure
        self.drawings = drawings
        self.canvas = FigureCanvasAgg(figure)
        figure.canvas = self.canvas
        self._background: Any = None
        self._above: list[Any] | None = None

    @property
    def alt(self) -> str:
        """The picture in words."""
        return " ".join(drawing.alt for drawing in self.drawings)

    def png(self, *, stored: bool = False) -> bytes:
        """Draw a frame.

        Args:
            stored: whether to make the file small, with 256 colours at the most; a live picture is made fast.
        """
        if self._background is None:
            self._draw_background()
        self.canvas.restore_region(self._background)
        for artist in sorted((a for d in self.drawings for a in d.artists), key=lambda artist: artist.get_zorder()):
            self.figure.draw_artist(artist)
        self._put_stills_above()
        pixels = np.asarray(self.canvas.buffer_rgba())
        return _small(pixels) if stored else encode(pixels)

    def redraw(self) -> None:
        """Draw the background again with the next frame: axes or labels have changed."""
        self._background = self._above = None

    def _draw_background(self) -> None:
        """Draw all but the artists, and fit these to the layout: a drawing may get more of them with the room."""
        for artist in (*(a for d in self.drawings for a in d.artists), *self._stills):
            artist.set_animated(True)
        images = [a for d in self.drawings for a in d.artists if isinstance(a, AxesImage) and a.get_visible()]
        for image in images:  # before matplotlib 3.11 the canvas draws an image even if it is animated
            image.set_visible(False)
        self.canvas.draw()
        for image in images:
            image.set_visible(True)
        if self.figure.get_layout_engine() is not None:
            self.figure.set_layout_engine("none")  # from here on nothing moves
            for drawing in self.drawings:
                drawing.settle()
        self._background = self.canvas.copy_from_bbox(self.figure.bbox)

    @property
    def _stills(self) -> list[Any]:
        return [still for drawing in self.drawings for still in drawing.stills]

    def _put_stills_above(self) -> None:
        """Draw the stills over the first frame, and copy them onto those that follow."""
        if self._above is None:
            for still in self._stills:
                self.figure.draw_artist(still)
            self._above = [self.canvas.copy_from_bbox(_snapped(still.get_window_extent())) for still in self._stills]
        for region in self._above:
            self.canvas.restore_region(region)

    def mimebundle(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """Give what a notebook stores and shows: the picture, and the same in words."""
        data = {"image/png": self.png(stored=True), "text/plain": self.alt}
        return data, {"image/png": {"alt": self.alt}}

    def _ipython_display_(self) -> None:
        """Show the picture and, since JupyterLab gives an image no alternative text, its words to be opened below."""
        from IPython.display import display

        data, metadata = self.mimebundle()
        display(data, metadata=metadata, raw=True)
        display({"text/html": in_words(self.alt), "text/plain": self.alt}, raw=True)


def _snapped(box: Bbox) -> Bbox:
    """Give the whole pixels that an opaque box with an edge one pixel wide covers, when Agg has snapped it."""
    x0, x1 = np.floor([box.x0 + 0.5, box.x1 + 0.5])
    y0, y1 = np.ceil([box.y0 - 0.5, box.y1 - 0.5])
    return Bbox.from_extents(x0, y0 - 1, x1 + 1, y1)


def _small(pixels: Pixels) -> bytes:
    """Write pixels as PNG with 256 colours at the most."""
    image = Image.fromarray(pixels).convert("RGB")
    image = image.quantize(256, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    out = io.BytesIO()
    image.save(out, "png", compress_level=9)
    return out.getvalue()


def in_words(alt: str) -> str:
    """Wrap a text alternative so that it can be opened below its picture."""
    return f"<details><summary>The picture in words</summary>{html.escape(alt)}</details>"


def draw(plot: Plot, *data: Any, size: Size = (6.4, 4.0), **options: Any) -> Picture:
    """Make a picture of one plot.

    Args:
        plot: a `plot_` function of nnlib.
        *data: what the plot function draws.
        size: width and height, in units of 100 pixels.
        **options: the plot function's options.

    Returns:
        A Picture, which a notebook shows, and whose .alt says in words what is to be seen.

    Raises:
        TypeError, ValueError: an argument is of the wrong kind, shape or value.
    """
    return draw_side_by_side(lambda ax: plot(ax, *data, **options), size=size)


def draw_side_by_side(*plots: OnAxes, size: Size = (9.6, 4.0), widths: Sequence[Positive] | None = None) -> Picture:
    """Make one picture of several plots, each a function of the axes that it draws on.

    Args:
        *plots: functions of axes, such as `lambda ax: plot_cost(ax, costs)`.
        size: width and height of the whole, in units of 100 pixels.
        widths: the plots' widths, relative to each other; equal when left out.

    Returns:
        A Picture, which a notebook shows, and whose .alt says in words what is to be seen.

    Raises:
        TypeError, ValueError: an argument is of the wrong kind, shape or value.
    """
    if widths is not None and len(widths) != len(plots):
        raise ValueError(f"widths has {len(widths)} numbers; expected one a plot, {len(plots)}")
    figure = Figure(figsize=size, dpi=DPI, layout="constrained")
    axes = figure.subplots(1, len(plots), squeeze=False, width_ratios=widths)[0]
    return Picture(figure, [plot(ax) for plot, ax in zip(plots, axes, strict=True)])
