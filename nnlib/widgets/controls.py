"""The controls that the lessons share; each has the same words and the same range wherever it stands."""

import ipywidgets

_LAYOUT = {"width": "min(30rem, 100%)"}
_STYLE = {"description_width": "9rem"}


def hidden_units(value: int = 4, *, most: int = 12) -> ipywidgets.IntSlider:
    """Choose the notes' n1."""
    return ipywidgets.IntSlider(
        value=value,
        min=1,
        max=most,
        description="hidden units n1",
        tooltip="how many units the hidden layer has",
        layout=_LAYOUT,
        style=_STYLE,
    )


def learning_rate(value: float = 1.0, *, least: float = 0.001, most: float = 10.0) -> ipywidgets.SelectionSlider:
    """Choose the notes' α from 1, 2, 5 times powers of ten."""
    rates = [float(f"{digit}e{power}") for power in range(-4, 4) for digit in (1, 2, 5)]
    return ipywidgets.SelectionSlider(
        options=[(f"{rate:g}", rate) for rate in rates if least <= rate <= most],
        value=value,
        description="learning rate α",
        tooltip="by how much of the gradient each step changes the parameters",
        layout=_LAYOUT,
        style=_STYLE,
    )


def iterations(value: int = 500, *, most: int = 2000) -> ipywidgets.IntSlider:
    """Choose how many steps gradient descent takes."""
    return ipywidgets.IntSlider(
        value=value,
        min=0,
        max=most,
        step=most // 40,
        description="iterations",
        tooltip="how many steps gradient descent takes",
        layout=_LAYOUT,
        style=_STYLE,
    )
