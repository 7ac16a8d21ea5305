"""Print that is drawn fast: a picture's words are kept as they were drawn, and its numbers put together from digits.

Matplotlib lays out and draws each letter anew, a millisecond for a number; a moving picture may have a hundred.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.figure import Figure
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Bbox, BboxTransformTo

from nnlib.plots.live import Pixels

DIGITS = frozenset("0123456789.−")
PAPER = 1.5  # points of paper around a number
EDGE = 3  # pixels around a mask, for what a letter leans out of its box


class Canvas(FigureCanvasAgg):
    """An Agg canvas that remembers its print."""

    def __init__(self, figure: Figure) -> None:
        super().__init__(figure)
        self._printer: Printer | None = None

    def get_renderer(self) -> RendererAgg:
        """Give the renderer of the figure as large as it now is."""
        width, height = map(int, self.figure.bbox.size)
        printer = self._printer
        if printer is None or (printer.width, printer.height, printer.dpi) != (width, height, self.figure.dpi):
            self._printer = printer = Printer(width, height, self.figure.dpi)
            self.renderer = printer
        return printer


class Printer(RendererAgg):
    """A renderer that draws level print from pictures of words and of digits, which it keeps."""

    def draw_text(
        self, gc: Any, x: float, y: float, s: str, prop: Any, angle: float, ismath: Any = False, mtext: Any = None
    ) -> None:
        """Draw a text at its baseline's left end, as matplotlib asks for it."""
        if ismath or angle:
            super().draw_text(gc, x, y, s, prop, angle, ismath, mtext)
            return
        fount = _fount(prop.copy(), self.dpi)
        colour, parts = gc.get_rgb()[:3], fount.parts(s)
        for part in parts:
            pixels, below = fount.drawn(part, colour)
            self.draw_image(gc, round(x) - EDGE, self.height - round(y) - below, pixels)
            if len(parts) > 1:
                x += fount.widths[part]

    def get_text_width_height_descent(self, s: str, prop: Any, ismath: Any) -> tuple[float, float, float]:
        """Measure a text; of a number each digit is measured once."""
        if ismath or not DIGITS.issuperset(s):
            return super().get_text_width_height_descent(s, prop, ismath)
        fount = _fount(prop.copy(), self.dpi)
        return sum(fount.widths[letter] for letter in s), fount.height, 0.0


class Number(Text):
    """A number centred at its place, which is drawn without the layout that matplotlib makes for each text anew."""

    def __init__(self, ax: Any, x: float = 0, y: float = 0, *, paper: float = 0, **look: Any) -> None:
        """Add it to the axes, without digits as yet, on white paper of this opacity."""
        super().__init__(x, y, "", ha="center", va="center", transform=ax.transData, **look)
        if paper:
            self.set_bbox({"facecolor": "white", "edgecolor": "none", "pad": PAPER, "alpha": paper})
        self._paper = paper
        ax.add_artist(self)

    def draw(self, renderer: Any, *args: Any, **kwargs: Any) -> None:
        """Draw it; into a file, and what are no digits, as matplotlib does."""
        digits = self.get_text()
        if not isinstance(renderer, Printer) or not DIGITS.issuperset(digits):
            super().draw(renderer, *args, **kwargs)
        elif digits and self.get_visible():
            self._print(renderer, digits)
        self.stale = False

    def _print(self, printer: Printer, digits: str) -> None:
        x, y = self.get_transform().transform(self.get_position())
        prop, gc = self.get_fontproperties(), printer.new_gc()
        width, height, _ = printer.get_text_width_height_descent(digits, prop, False)
        if self._paper:
            sheet = Bbox.from_bounds(x - width / 2, y - height / 2, width, height)
            gc.set_linewidth(0)
            gc.set_alpha(self._paper)
            edge = PAPER * printer.dpi / 72
            printer.draw_path(gc, Path.unit_rectangle(), BboxTransformTo(sheet.padded(edge, 2 * edge)), (1, 1, 1))
            gc.set_alpha(1)
        gc.set_foreground(self.get_color())
        printer.draw_text(gc, x - width / 2, printer.height - y + height / 2, digits, prop, 0)


@lru_cache(maxsize=50)
def _fount(prop: Any, dpi: float) -> "Fount":
    return Fount(prop, dpi)


class Fount:
    """The letters of one size and weight: how wide each digit is, and words and digits as they were drawn."""

    def __init__(self, prop: Any, dpi: float) -> None:
        self._prop, self._dpi = prop, dpi
        self.widths = {digit: self._width(digit) for digit in DIGITS}
        self._whole = all(width.is_integer() for width in self.widths.values())
        self.height = RendererAgg(1, 1, dpi).get_text_width_height_descent("0", prop, False)[1]
        self.drawn = lru_cache(maxsize=2000)(self._draw)

    def parts(self, s: str) -> Sequence[str]:
        """Take a number apart into its digits, unless matplotlib lets them begin between two pixels."""
        return s if self._whole and DIGITS.issuperset(s) else [s]

    def _width(self, digit: str) -> float:
        """Measure how far a digit moves the next one on, which its own width tells badly."""
        pen = RendererAgg(1, 1, self._dpi)
        one, eleven = (pen.get_text_width_height_descent(count * digit, self._prop, False)[0] for count in (1, 11))
        return round((eleven - one) / 10, 3)

    def _draw(self, s: str, colour: tuple[float, float, float]) -> tuple[Pixels, int]:
        """Draw a text by itself, from its lowest row up, and tell how many rows lie below the baseline."""
        width, height, below = RendererAgg(1, 1, self._dpi).get_text_width_height_descent(s, self._prop, False)
        rows, low = int(np.ceil(height)) + 2 * EDGE, int(np.ceil(below)) + EDGE
        sheet = RendererAgg(int(np.ceil(width)) + 2 * EDGE, rows, self._dpi)
        sheet.draw_text(sheet.new_gc(), EDGE, rows - low, s, self._prop, 0)
        pixels = np.array(sheet.buffer_rgba())[::-1]
        pixels[..., :3] = np.round(255 * np.array(colour))
        return pixels, low
