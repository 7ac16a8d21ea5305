"""What a picture shows, read from its artists: where things stand, their colours and sizes, and what is written."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.colors import rgb_to_hsv, to_rgb
from matplotlib.image import AxesImage
from matplotlib.lines import AxLine, Line2D
from matplotlib.patches import Rectangle, StepPatch
from matplotlib.quiver import Quiver
from matplotlib.text import Annotation, Text

from nnlib import Picture

# What of an artist a person sees; a class that stands before another is the special case.  How far an annotation stands
# off its point is a matter of pixels, and left to the tests of its plot.
SEEN: dict[type[Artist], tuple[str, ...]] = {
    AxLine: ("xy1", "xy2", "color", "linestyle", "linewidth"),
    Line2D: ("xydata", "color", "linestyle", "linewidth", "marker", "markersize", "markerfacecolor"),
    Quiver: ("offsets", "U", "V", "facecolor"),
    LineCollection: ("segments", "colors", "linewidths"),
    PolyCollection: ("vertices", "facecolor"),
    AxesImage: ("array", "extent", "clim"),
    Rectangle: ("xy", "width", "height", "edgecolor", "facecolor", "linewidth"),
    StepPatch: ("data", "edgecolor", "facecolor", "linestyle"),
    Annotation: ("text", "xy", "color", "horizontalalignment", "fontweight"),
    Text: ("text", "position", "color", "fontweight"),
}


def seen(ax: Axes) -> list[tuple[str, Any]]:
    """Everything that is to be seen on axes, one thing after the other, each with its name."""
    legend = ax.get_legend()
    words = {
        "title": ax.get_title(),
        "labels": [ax.get_xlabel(), ax.get_ylabel()],
        "limits": [*ax.get_xlim(), *ax.get_ylim()],
        "legend": [text.get_text() for text in legend.get_texts()] if legend else [],
    }
    artists = [*ax.lines, *ax.images, *ax.collections, *ax.patches, *ax.texts]
    return [*words.items(), *(pair for artist in artists if is_visible(artist) for pair in _parts(artist))]


def is_visible(artist: Artist) -> bool:
    """Whether there is anything of it to be seen."""
    return artist.get_visible() and not (isinstance(artist, Text) and not artist.get_text())


def differences(one: Sequence[Axes], other: Sequence[Axes]) -> list[str]:
    """What is not to be seen alike on the first and on the second axes, by name; last digits do not count."""
    found: list[str] = []
    for number, (here, there) in enumerate(zip(map(seen, one), map(seen, other), strict=True)):
        if [name for name, _ in here] != [name for name, _ in there]:
            found.append(f"axes {number} have {len(here)} and {len(there)} things to be seen")
            continue
        for (name, value), (_, wanted) in zip(here, there, strict=True):
            if not _alike(value, wanted):
                found.append(f"axes {number}, {name}: {value!r:.200} where {wanted!r:.200} is expected")
    return found


def _parts(artist: Artist) -> Iterator[tuple[str, Any]]:
    of = next((kind for kind in SEEN if isinstance(artist, kind)), None)
    for name in SEEN[of] if of else ():
        yield f"{of.__name__} {name}", _read(artist, name)


def _read(artist: Any, name: str) -> Any:
    if name == "vertices":
        return [path.vertices for path in artist.get_paths()]
    if hasattr(artist, f"get_{name}"):
        return getattr(artist, f"get_{name}")()
    return getattr(artist, name)


def _alike(one: Any, other: Any) -> bool:
    if isinstance(one, str) or isinstance(other, str) or one is None or other is None:
        return one == other
    if isinstance(one, (list, tuple)) and isinstance(other, (list, tuple)):
        return len(one) == len(other) and all(map(_alike, one, other))
    one, other = np.asarray(one), np.asarray(other)
    return one.shape == other.shape and np.allclose(one, other, rtol=1e-6, atol=1e-9, equal_nan=True)


def texts(ax: Axes) -> list[str]:
    """What is written on axes, but for their title, labels and legend."""
    return [text.get_text() for text in ax.texts if is_visible(text)]


def line(ax: Axes, label: str) -> Line2D:
    """The curve or the marks of that name in the legend."""
    (found,) = [line for line in ax.lines if line.get_label() == label]
    return found


def hue(colour: Any) -> str:
    """Which of the palette's colours this is: told by what a person calls it, not by its digits."""
    h, s, v = rgb_to_hsv(to_rgb(colour))
    if s < 0.15:
        return "white" if v > 0.9 else "dark" if v < 0.3 else "grey"
    if v < 0.55 and (s < 0.4 or 20 <= 360 * h <= 50):
        return "slate" if s < 0.4 else "brown"
    names = {"orange": (20, 50), "teal": (165, 185), "blue": (190, 250), "violet": (251, 310), "magenta": (311, 345)}
    return next(name for name, (low, high) in names.items() if low <= 360 * h <= high)


LEAST_PRINT = 13  # pixels: 11 of them stay where a stored picture shrinks to 85 %
SUPERSCRIPT = 0.7  # so large is what is raised in matplotlib's mathematics
TOUCH = 1.5  # pixels that two boxes of print may share: a letter does not fill its box


def faults(picture: Picture) -> list[str]:
    """What a person would find ugly: print that is small, cut off, on other print or on a point."""
    picture.png()
    figure = picture.figure
    written = [text for ax in figure.axes for text in _printed(ax)]
    boxes = [text.get_window_extent() for text in written]
    names = [text.get_text() for text in written]
    whole = figure.bbox
    found = [
        f"{text.get_text()!r} is small"
        for text in written
        if _smallest_print(text) * figure.dpi / 72 < LEAST_PRINT * picture.density
    ]
    found += [
        f"{name!r} is cut off"
        for name, box in zip(names, boxes, strict=True)
        if box.x0 < -1 or box.y0 < -1 or box.x1 > whole.x1 + 1 or box.y1 > whole.y1 + 1
    ]
    found += [
        f"{names[i]!r} is on {names[j]!r}"
        for i, j in combinations(range(len(boxes)), 2)
        if min(boxes[i].x1, boxes[j].x1) - max(boxes[i].x0, boxes[j].x0) > TOUCH
        and min(boxes[i].y1, boxes[j].y1) - max(boxes[i].y0, boxes[j].y0) > TOUCH
    ]
    points = np.vstack([np.empty((0, 2)), *map(_points, figure.axes)])
    for name, box in zip(names, boxes, strict=True):
        middle = np.array([(box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2])
        under = points[(points > box.min + TOUCH).all(axis=1) & (points < box.max - TOUCH).all(axis=1)]
        if (np.abs(under - middle).max(axis=1, initial=0) > 3).any():  # a name in the middle of its own mark is meant
            found.append(f"{name!r} is on a point")
    return found


def _smallest_print(text: Text) -> float:
    """The size of the smallest letters of a text, in points."""
    words, is_mathematics = text._preprocess_math(text.get_text())
    return text.get_fontsize() * (SUPERSCRIPT if is_mathematics and {*"^_"} & {*words} else 1)


def _printed(ax: Axes) -> list[Text]:
    """All print that shows on axes and around them."""
    around: list[Text] = [ax.title]
    if ax.axison:
        around += [ax.xaxis.label, ax.yaxis.label, ax.xaxis.get_offset_text(), ax.yaxis.get_offset_text()]
        box = ax.get_window_extent().padded(0.5)
        for axis, low, high, at in ((ax.xaxis, box.x0, box.x1, 0), (ax.yaxis, box.y0, box.y1, 1)):
            ticks = axis.get_major_ticks()
            places = [ax.transData.transform([tick.get_loc(), tick.get_loc()])[at] for tick in ticks]
            for tick, place in zip(ticks, places, strict=True):
                around += [t for t in (tick.label1, tick.label2) if t.get_visible() and low <= place <= high]
    legend = ax.get_legend()
    everything = [*ax.texts, *around, *(legend.get_texts() if legend else [])]
    return [text for text in everything if is_visible(text) and text.get_text().strip()]


def _points(ax: Axes) -> np.ndarray:
    """Where the marks that stand for data are, in pixels."""
    marks = [line for line in ax.lines if line.get_visible() and line.get_marker() in ("o", "^", "s", "v")]
    return np.vstack([np.empty((0, 2)), *(line.get_transform().transform(_marked(line)) for line in marks)])


def _marked(line: Line2D) -> np.ndarray:
    data = line.get_xydata()
    return data[line.get_markevery()] if line.get_markevery() and len(data) else data
