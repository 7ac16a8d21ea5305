"""Pictures one after the other in a file, for a slide."""

import io
import os
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated

import numpy as np
from PIL import Image

from nnlib._machinery.progress import progress_bar
from nnlib._machinery.rules import Count, result
from nnlib.plots.picture import Picture, ends_in

ALMOST_WHITE = 247  # of red, green and blue, out of 255
LAST = 20  # so many times as long as the others the last picture stands

Pictures = Sequence[Annotated[Picture, result(Picture)]]


def save_animation(
    file: Annotated["str | os.PathLike[str]", partial(ends_in, ".gif", ".webp")],
    pictures: Pictures,
    *,
    milliseconds: Count = 100,
    progress: bool = True,
) -> None:
    """Write pictures into an animated file; the last one stands longer, then it begins anew.

    Args:
        file: its path, which ends in .gif or, for a smaller file with more colours, in .webp.
        pictures: what `draw` or `draw_side_by_side` returns, one or more of one size, such as one a checkpoint.
        milliseconds: how long each picture stands, >= 1.
        progress: whether a long animation may show a progress bar.

    Returns:
        Nothing; the file has them.

    Raises:
        OSError: the file cannot be written.
    """
    with progress_bar(len(pictures), "drawing", wanted=progress) as show:
        Path(file).write_bytes(animation(pictures, Path(file).suffix[1:].lower(), milliseconds, show=show))


def animation(
    pictures: Iterable[Picture],
    kind: str = "gif",
    milliseconds: int = 100,
    *,
    show: Callable[[int], object] | None = None,
) -> bytes:
    """Give the bytes of an animated file of a kind that Pillow writes; `show` is told how many are drawn."""
    images: list[Image.Image] = []
    for picture in pictures:
        images.append(Image.open(io.BytesIO(picture.png())).convert("RGB"))
        if show is not None:
            show(len(images))
    sizes = sorted({image.size for image in images})
    if len(sizes) > 1:
        raise ValueError(f"pictures must be of one size, got {sizes[0]} and {sizes[1]} pixels")
    if kind == "gif":  # one palette for all, or colours would flicker
        palette = images[-1].quantize(256, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        colours = np.reshape(palette.getpalette() or [], (-1, 3))
        colours[(colours > ALMOST_WHITE).all(axis=1)] = 255  # Pillow takes some near colour: the paper stays white
        palette.putpalette(colours.ravel().tolist())
        images = [image.quantize(palette=palette, dither=Image.Dither.NONE) for image in images]
    out, waits = io.BytesIO(), [milliseconds] * (len(images) - 1) + [LAST * milliseconds]
    images[0].save(out, kind, save_all=True, append_images=images[1:], duration=waits, loop=0)
    return out.getvalue()
