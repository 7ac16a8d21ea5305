"""The colours of what is drawn in the page itself, on a light page and on a dark one.

On a light page they are those of every picture, from `style`.  On a dark one, where `style`'s are turned over in a
picture, they are the same hues as light as the page asks: each has at least 3 : 1.
"""

from nnlib.plots.style import CLASS_0, CLASS_1_LINE, CURVE, MAGENTA, SLATE, TEAL

LIGHT = {
    "paper": "#ffffff",
    "panel": "#f6f7f9",
    "ink": "#1f2328",
    "muted": "#59636e",
    "line": "#d5dae0",
    "grid": "#e8ebef",
    "blue": CLASS_0,
    "orange": CLASS_1_LINE,
    "blue_deep": "#76ace0",
    "orange_deep": "#f7bb6c",
    "middle": "#ffffff",
    "accent": CURVE,
    "run": CURVE,
    "runs": [TEAL, MAGENTA, "#5d4037", "#33691e", SLATE],
    "warn": "#b3261e",
}
DARK = {
    "paper": "#16181c",
    "panel": "#1f2227",
    "ink": "#e8eaed",
    "muted": "#a3abb5",
    "line": "#3c424b",
    "grid": "#2a2e35",
    "blue": "#6fb3f2",
    "orange": "#ffb454",
    "blue_deep": "#2f6ea8",
    "orange_deep": "#b26d17",
    "middle": "#1c1f24",
    "accent": "#c4a1f5",
    "run": "#c4a1f5",
    "runs": ["#4fd1bf", "#f48fb1", "#c9a690", "#a5d46a", "#a9bdc8"],
    "warn": "#ff8a80",
}
THEMES = {"light": LIGHT, "dark": DARK}
