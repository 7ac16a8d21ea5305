"""The controls that the lessons share; each has the same words and the same range wherever it stands."""

from collections.abc import Sequence
from typing import Any

import ipywidgets

LAYOUT = {"width": "min(30rem, 100% - 4px)"}  # 4 pixels are its margins, left and right
STYLE = {"description_width": "9rem"}


def hidden_units(value: int = 4, *, most: int = 12) -> ipywidgets.IntSlider:
    """Choose the notes' n1."""
    return integer("hidden units n1", "how many units the hidden layer has", value, least=1, most=most)


def learning_rate(value: float = 1.0, *, least: float = 0.001, most: float = 10.0) -> ipywidgets.SelectionSlider:
    """Choose the notes' α from 1, 2, 5 times powers of ten."""
    rates = [float(f"{digit}e{power}") for power in range(-4, 4) for digit in (1, 2, 5)]
    tooltip = "by how much of the gradient each step changes the parameters"
    return one_of("learning rate α", tooltip, [rate for rate in rates if least <= rate <= most], value)


def iterations(value: int = 500, *, most: int = 2000) -> ipywidgets.IntSlider:
    """Choose how many steps gradient descent takes."""
    return integer("iterations", "how many steps gradient descent takes", value, least=0, most=most, step=most // 40)


def examples(value: int, *, most: int) -> ipywidgets.IntSlider:
    """Choose the notes' m: how many of the examples to use."""
    return integer("examples m", "how many of the examples are used", value, least=1, most=most)


def integer(
    description: str, tooltip: str, value: int, *, least: int, most: int, step: int = 1
) -> ipywidgets.IntSlider:
    """Choose a whole number, with a label and a longer description."""
    return ipywidgets.IntSlider(
        value=value,
        min=least,
        max=most,
        step=step,
        description=description,
        tooltip=tooltip,
        layout=LAYOUT,
        style=STYLE,
    )


def number(
    description: str, tooltip: str, value: float, *, least: float, most: float, step: float
) -> ipywidgets.FloatSlider:
    """Choose a number, with a label and a longer description."""
    return ipywidgets.FloatSlider(
        value=value,
        min=least,
        max=most,
        step=step,
        description=description,
        tooltip=tooltip,
        layout=LAYOUT,
        style=STYLE,
    )


def one_of(description: str, tooltip: str, numbers: Sequence[float], value: float) -> ipywidgets.SelectionSlider:
    """Choose one of these numbers on a slider."""
    return ipywidgets.SelectionSlider(
        options=[(f"{number:g}", number) for number in numbers],
        value=value,
        description=description,
        tooltip=tooltip,
        layout=LAYOUT,
        style=STYLE,
    )


def choice(description: str, tooltip: str, options: Sequence[Any], value: str) -> ipywidgets.Dropdown:
    """Choose one of these words, or of these pairs of words and what they stand for."""
    return ipywidgets.Dropdown(
        options=options, value=value, description=description, tooltip=tooltip, layout=LAYOUT, style=STYLE
    )
