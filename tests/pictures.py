"""What a picture shows, read from its artists: where things stand, their colours and sizes, and what is written."""

from collections.abc import Iterator, Sequence
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
