"""Print that is drawn fast: a picture's words are kept as they were drawn, and its numbers put together from digits.

Matplotlib lays out and draws each letter anew, a millisecond for a number; a moving picture may have a hundred.
"""

from functools import lru_cache
from typing import Any

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.figure import Figure

from nnlib.plots.live import Pixels

DIGITS = frozenset("0123456789.−")
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
        prop, colour = prop.copy(), gc.get_rgb()[:3]
        parts = s if DIGITS.issuperset(s) else [s]
        for part in parts:
            pixels, below = _drawn(part, prop, self.dpi, colour)
            self.draw_image(gc, round(x) - EDGE, self.height - round(y) - below, pixels)
            if len(parts) > 1:
                x += _size(part, prop, self.dpi)[0]

    def get_text_width_height_descent(self, s: str, prop: Any, ismath: Any) -> tuple[float, float, float]:
        """Measure a text; of a number each digit is measured once."""
        if ismath or not DIGITS.issuperset(s):
            return super().get_text_width_height_descent(s, prop, ismath)
        prop = prop.copy()
        sizes = [_size(letter, prop, self.dpi) for letter in s]
        return sum(size[0] for size in sizes), max(size[1] for size in sizes), 0.0


@lru_cache(maxsize=2000)
def _drawn(s: str, prop: Any, dpi: float, colour: tuple[float, float, float]) -> tuple[Pixels, int]:
    """Draw a text by itself, from its lowest row up, and tell how many rows lie below the baseline."""
    width, height, below = RendererAgg(1, 1, dpi).get_text_width_height_descent(s, prop, False)
    rows, low = int(np.ceil(height)) + 2 * EDGE, int(np.ceil(below)) + EDGE
    sheet = RendererAgg(int(np.ceil(width)) + 2 * EDGE, rows, dpi)
    sheet.draw_text(sheet.new_gc(), EDGE, rows - low, s, prop, 0)
    pixels = np.array(sheet.buffer_rgba())[::-1]
    pixels[..., :3] = np.round(255 * np.array(colour))
    return pixels, low


@lru_cache(maxsize=500)
def _size(letter: str, prop: Any, dpi: float) -> tuple[float, float]:
    """Measure a digit: how far it moves the next one on, which its own width tells badly, and its height."""
    pen = RendererAgg(1, 1, dpi)
    one, eleven = (pen.get_text_width_height_descent(count * letter, prop, False) for count in (1, 11))
    return (eleven[0] - one[0]) / 10, one[1]
