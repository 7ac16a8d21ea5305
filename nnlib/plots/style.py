"""How every picture looks: what each colour, dash and marker means, and the sizes of print.

Blue and orange mean a class (0 and 1) or a sign (below and above zero), and nothing else.  They differ in hue, which
every kind of colour blindness tells apart, in lightness, so that they differ in grey, and in marker or dash.

Whatever else is drawn has a hue of its own, by name, and a dash or a marker too.  A curve and its slope share a hue:
the curve is whole, the slope dashed.  So do the examples trained on and those held out: these are dashed and hollow.
Every line has at least 3 : 1 against a white page, and turned dark against a dark one.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from matplotlib.colors import LinearSegmentedColormap

from nnlib.texts import in_english

CLASS_0 = NEGATIVE = "#0b5394"
CLASS_1 = "#f0a030"
"""For fields and for points with an outline; on white it is too light for a line."""
CLASS_1_LINE = POSITIVE = "#c96a00"
GREY = "#707070"
INK = "#222222"
VIOLET, TEAL, MAGENTA, BROWN, SLATE = "#6b3fa0", "#00796b", "#ad1457", "#7a5230", "#455a64"

CLASS_COLOURS = (CLASS_0, CLASS_1)
CLASS_LINES = (CLASS_0, CLASS_1_LINE)
CLASS_MARKERS = ("o", "^")

CURVE = VIOLET
"""The one curve that a picture is about, such as the cost, and dashed its slope."""
PALE_CURVE, DEEP_CURVE = "#c4b2dc", "#2b1050"


class Look(NamedTuple):
    """How a run or a method is drawn: a colour, a dash, a marker, and whether the marker is hollow."""

    colour: str
    dashes: Any
    marker: str
    hollow: bool = False

    @property
    def face(self) -> str:
        """What fills the marker."""
        return "white" if self.hollow else self.colour


BY_NAME = {
    "held out": Look(CURVE, "--", "o", hollow=True),
    "training": Look(CURVE, "-", "o"),
    "right": Look(TEAL, "-", "o"),
    "mistake": Look(MAGENTA, "--", "^"),
    "loop": Look(BROWN, "-", "^"),
    "vectorized": Look(TEAL, "--", "o"),
}
"""The looks of what the lessons compare, by the word that its name has in it."""
OTHERS = (
    Look(VIOLET, "-", "o"),
    Look(TEAL, "--", "^"),
    Look(MAGENTA, "-.", "s"),
    Look(BROWN, ":", "D"),
    Look(SLATE, (0, (6, 1, 1, 1, 1, 1)), "v"),
)
"""The looks of runs that have no name of their own, one after the other."""

PROBABILITY = LinearSegmentedColormap.from_list("probability", ["#7fabd9", "#ffffff", "#fbdcaa"])
"""The probability of class 1: blue at 0, white at 0.5, orange at 1."""

SIGNED = LinearSegmentedColormap.from_list("signed", ["#6ca0d2", "#ffffff", "#f2ad4b"])
"""Positive and negative numbers: blue below 0, white at 0, orange above."""

FAINT = "#e4e4e4"
"""For the lines across the axes, which lead the eye from a curve to its number and mean nothing themselves."""

FONT = 10
SMALL = 9.4
"""In points, of which 72 are 100 pixels: 13 pixels, and 11 where a stored picture shrinks to 85 % of its width."""


def looks(names: Iterable[str]) -> dict[str, Look]:
    """Give each run or method its look: its own where its name has one, else the next that is free."""
    of = {name: next((look for word, look in BY_NAME.items() if word in in_english(name)), None) for name in names}
    free = iter([look for look in OTHERS if look not in of.values()])
    return {name: look or next(free) for name, look in of.items()}
