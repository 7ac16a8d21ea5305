"""How every picture looks: one palette, one set of font sizes, the same words for the same things.

The two classes differ in hue (blue and orange, which every kind of colour blindness tells apart), in lightness (so
that they differ in grey) and in the shape of their markers.
"""

from matplotlib.colors import LinearSegmentedColormap

BLUE = "#0b5394"
ORANGE = "#f0a030"
GREY = "#707070"
INK = "#222222"

CLASS_COLOURS = (BLUE, ORANGE)
CLASS_MARKERS = ("o", "^")

RUN_COLOURS = (BLUE, ORANGE, INK, "#8a5aa8", "#3c8f5a")
RUN_DASHES = ("-", "--", "-.", ":", (0, (6, 1, 1, 1, 1, 1)))

PROBABILITY = LinearSegmentedColormap.from_list("probability", ["#7fabd9", "#ffffff", "#fbdcaa"])
"""The probability of class 1: blue at 0, white at 0.5, orange at 1."""

SIGNED = LinearSegmentedColormap.from_list("signed", ["#5f97cc", "#ffffff", "#f0a030"])
"""Positive and negative numbers: blue below 0, white at 0, orange above."""

FONT = 9
SMALL = 8
