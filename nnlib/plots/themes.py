"""The colours of what is drawn in the page itself, on a light page and on a dark one.

Blue and orange are for classes and signs alone, as in every picture; each has at least 3 : 1 on its page.  Runs have
hues of their own.
"""

from nnlib.plots.style import BLUE

LIGHT = {
    "paper": "#ffffff",
    "panel": "#f6f7f9",
    "ink": "#1f2328",
    "muted": "#59636e",
    "line": "#d5dae0",
    "grid": "#e8ebef",
    "blue": BLUE,
    "orange": "#c96a00",
    "blue_deep": "#76ace0",
    "orange_deep": "#f7bb6c",
    "middle": "#ffffff",
    "accent": "#6b3fa0",
    "run": "#6b3fa0",
    "runs": ["#00796b", "#ad1457", "#5d4037", "#33691e", "#455a64"],
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
