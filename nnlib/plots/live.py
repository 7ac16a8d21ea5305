"""What a moving picture needs fast: pixels as PNG, and a field of colours enlarged to its axes."""

import struct
import zlib
from typing import Any, cast

import numpy as np
from contourpy import LineType, contour_generator
from matplotlib.axes import Axes
from matplotlib.colors import Colormap
from matplotlib.image import AxesImage
from numpy.typing import NDArray
from PIL import Image

Pixels = NDArray[np.uint8]

SIGNATURE = b"\x89PNG\r\n\x1a\n"
EIGHT_BITS_RGB = (8, 2, 0, 0, 0)  # bit depth, colours, and the only compression, filter and interlacing that there are
UP = 2  # the filter that stores of each row what it differs by from the row above


def encode(pixels: Pixels) -> bytes:
    """Write pixels as PNG, with a filter chosen once: Pillow tries all of them for each row, which takes longer.

    Args:
        pixels: (height, width, 4), red, green, blue and an opacity that is left out.

    Returns:
        The file's bytes.
    """
    height, width, _ = pixels.shape
    rows = np.empty((height, 1 + 3 * width), np.uint8)
    packed = Image.frombuffer("RGBA", (width, height), pixels, "raw", "RGBA", 0, 1).tobytes("raw", "RGB")
    colours = np.frombuffer(packed, np.uint8).reshape(height, -1)
    rows[:, 0] = UP
    rows[0, 1:] = colours[0]
    np.subtract(colours[1:], colours[:-1], out=rows[1:, 1:])
    head = struct.pack(">II5B", width, height, *EIGHT_BITS_RGB)
    chunks = (b"IHDR", head), (b"IDAT", zlib.compress(rows.data, 1)), (b"IEND", b"")
    return SIGNATURE + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def contours(x: NDArray[Any], y: NDArray[Any], heights: NDArray[Any], *levels: float) -> list[list[NDArray[Any]]]:
    """Give for each level the lines, each (k, 2), on which heights over a grid, (len(y), len(x)), have it."""
    generator = contour_generator(x, y, heights, line_type=LineType.Separate)
    return [cast("list[NDArray[Any]]", generator.lines(level)) for level in levels]


class Field(AxesImage):
    """Numbers at the points of a grid, as colours between which it goes smoothly.

    Matplotlib's own way of enlarging an image looks the same and takes four times as long.
    """

    def __init__(
        self, ax: Axes, cmap: Colormap, extent: tuple[float, float, float, float], shape: tuple[int, int] = (2, 2)
    ) -> None:
        """Add it to the axes, at first with zeros at the points of a grid whose outer ones lie on the extent."""
        super().__init__(ax, cmap=cmap, extent=extent, origin="lower", interpolation="bilinear")
        self.set_data(np.zeros(shape))
        self.set_clip_path(ax.patch)
        ax.add_image(self)

    def make_image(self, renderer: Any, magnification: float = 1.0, unsampled: bool = False) -> Any:
        """Give the pixels, where they go, and no transformation, as matplotlib asks for them."""
        left, right, bottom, top = self.get_extent()
        low, high = self.axes.transData.transform([(left, bottom), (right, top)])
        first, last = np.floor(low).astype(int), np.ceil(high).astype(int)
        columns, rows = np.round(magnification * (last - first)).astype(int)
        steps = self._steps_of_colour()
        known = (
            0.5,
            0.5,
            steps.shape[1] - 0.5,
            steps.shape[0] - 0.5,
        )  # from the middle of the first cell to the last's
        enlarged = Image.fromarray(steps).resize((columns, rows), Image.Resampling.BILINEAR, known)
        return self.cmap(np.asarray(enlarged).astype(np.int16), bytes=True), first[0], first[1], None

    def _steps_of_colour(self) -> NDArray[np.float32]:
        """Give the numbers as places in the list of colours."""
        (least, most), values = self.get_clim(), np.asarray(self.get_array())
        steps = (values - least) * (self.cmap.N / (most - least))
        return np.clip(steps, 0, self.cmap.N - 1).astype(np.float32)


def finer(values: NDArray[Any], points: int) -> NDArray[np.float64]:
    """Lay a grid of so many points a side over the same place, with values that bend smoothly between them."""
    rows, columns = values.shape
    down, across = (rows - 1) / (points - 1), (columns - 1) / (points - 1)
    box = (0.5 - across / 2, 0.5 - down / 2, columns - 0.5 + across / 2, rows - 0.5 + down / 2)
    image = Image.fromarray(values.astype(np.float32))
    return np.asarray(image.resize((points, points), Image.Resampling.BICUBIC, box), float)
