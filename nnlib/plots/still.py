"""The picture that a notebook stores: sharp, small, in words too, and legible on any page without a kernel."""

import base64
import html
import io
from collections.abc import Sequence
from importlib.resources import files
from typing import NamedTuple

from PIL import Image, features

from nnlib.plots.live import Pixels
from nnlib.texts import _

COLOURS = 128
SHRINKS_TO = 0.85  # of its width, before a panel goes below the one beside it, or the page scrolls sideways
STYLE = files(__name__.rpartition(".")[0]).joinpath("picture.css").read_text(encoding="utf-8")


class Panel(NamedTuple):
    """A part of a picture that stays together: its pixels, the width at which it is shown, and its words."""

    pixels: Pixels
    width: int
    alt: str


def as_html(panels: Sequence[Panel], words: str) -> str:
    """Write a picture as HTML.

    JupyterLab shows an image/png without its text alternative, and an exported page says that there is none.  An `img`
    in HTML keeps it wherever a notebook is read.
    """
    images = "".join(_image(panel, alone=len(panels) == 1) for panel in panels)
    return f'<style>{_compact(STYLE)}</style><div class="nnlib-still">{images}</div>{in_words(words)}'


def _image(panel: Panel, *, alone: bool) -> str:
    least = round(SHRINKS_TO * panel.width)
    kind, content = compressed(panel.pixels)
    data = base64.b64encode(content).decode()
    return (
        f'<img class="nnlib-picture" alt="{html.escape(panel.alt)}" width="{panel.width if alone else least}" '
        f'style="min-width: {least}px; max-width: {panel.width}px" src="data:image/{kind};base64,{data}">'
    )


def compressed(pixels: Pixels) -> tuple[str, bytes]:
    """Write pixels with few colours and without loss: as WebP, which takes two thirds of PNG, or as PNG without it."""
    image = Image.fromarray(pixels).convert("RGB")
    image = image.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, kmeans=4, dither=Image.Dither.NONE)
    out = io.BytesIO()
    if features.check("webp"):
        image.convert("RGB").save(out, "webp", lossless=True, quality=50)
        return "webp", out.getvalue()
    image.save(out, "png", optimize=True)
    return "png", out.getvalue()


def in_words(alt: str) -> str:
    """Wrap a text alternative so that it can be opened below its picture."""
    summary = f"<summary>{_('The picture in words')}</summary>"
    return f'<details class="nnlib-words">{summary}<p>{html.escape(alt)}</p></details>'


def _compact(css: str) -> str:
    return " ".join(css.split())
