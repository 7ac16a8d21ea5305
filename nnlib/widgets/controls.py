"""The controls that the lessons share; each has the same words and the same range wherever it stands."""

from collections.abc import Sequence
from typing import Any

import ipywidgets

from nnlib.texts import _
from nnlib.widgets.slider import Slider, WholeSlider

LAYOUT = {"width": "min(30rem, 100% - 4px)"}  # 4 pixels are its margins, left and right
STYLE = {"description_width": "9rem"}


def hidden_units(value: int = 4, *, most: int = 12) -> WholeSlider:
    """Choose the notes' n1."""
    return integer(_("hidden units n1"), _("how many units the hidden layer has"), value, least=1, most=most)


def learning_rate(value: float = 1.0, *, least: float = 0.001, most: float = 10.0) -> Slider:
    """Choose the notes' α: a slider through 1, 2, 5 times powers of ten, and a field for any number of its range."""
    rates = [float(f"{digit}e{power}") for power in range(-4, 4) for digit in (1, 2, 5)]
    tooltip = _("how far each step goes against the gradient")
    return Slider(_("learning rate α"), tooltip, [rate for rate in rates if least <= rate <= most], value)


def integer(description: str, tooltip: str, value: int, *, least: int, most: int) -> WholeSlider:
    """Choose a whole number, with a label and a longer description."""
    return WholeSlider(description, tooltip, range(least, most + 1), value, only="whole")


def number(description: str, tooltip: str, value: float, *, least: float, most: float, step: float) -> Slider:
    """Choose a number, with a label and a longer description."""
    stops = [least + i * step for i in range(round((most - least) / step) + 1)]
    return Slider(description, tooltip, stops, value)


def one_of(description: str, tooltip: str, numbers: Sequence[float], value: float) -> Slider:
    """Choose one of these numbers on a slider."""
    kind = WholeSlider if all(isinstance(number, int) for number in numbers) else Slider
    return kind(description, tooltip, numbers, value, only="stops")


def choice(description: str, tooltip: str, options: Sequence[Any], value: str) -> ipywidgets.Dropdown:
    """Choose one of these words, or of these pairs of words and what they stand for."""
    return ipywidgets.Dropdown(
        options=options, value=value, description=description, tooltip=tooltip, layout=LAYOUT, style=STYLE
    )
