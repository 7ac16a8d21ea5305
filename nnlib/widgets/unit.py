"""Lesson 03: one hidden unit, its two weights and its bias."""

from functools import partial
from typing import NamedTuple

import numpy as np

from nnlib._machinery.numerals import written
from nnlib._machinery.rules import Array
from nnlib.activations import tanh
from nnlib.plots import plot_activation, plot_unit
from nnlib.plots.drawing import Axes, Drawing
from nnlib.texts import _
from nnlib.widgets import controls
from nnlib.widgets.explorer import Explorer, side_by_side


class Answer(NamedTuple):
    """A unit, W1 (1, 2) and b1 (1, 1), with its z and a = tanh(z) for one example."""

    W1: Array
    b1: Array
    z: float
    a: float


def explore_unit(x: Array) -> Explorer[Answer]:
    """Turn, shift and steepen a tanh unit over the plane, and follow one example through it.

    Args:
        x: the example, (2, 1).

    Returns:
        The widget.
    """
    if x.shape != (2, 1):
        raise ValueError(f"x has shape {x.shape}; expected (2, 1): an example in the plane of two features")
    weight = partial(controls.number, least=-4.0, most=4.0, step=0.25)
    return Explorer(
        {
            "w1": weight(_("weight w1"), _("the unit multiplies x1 by this number"), 2.0),
            "w2": weight(_("weight w2"), _("the unit multiplies x2 by this number"), 2.0),
            "b": weight(_("bias b"), _("the unit adds this number"), 0.0),
        },
        partial(answer_of_unit, x),
        *side_by_side(
            (partial(plot_unit, x=x), lambda plot, answer: plot(answer.W1, answer.b1)),
            (_plot_tanh, lambda plot, answer: plot(answer.z)),
        ),
        partial(_words, x),
    )


def answer_of_unit(x: Array, w1: float, w2: float, b: float) -> Answer:
    """Compute z = w1 x1 + w2 x2 + b and a = tanh(z) for one example."""
    W1, b1 = np.array([[w1, w2]]), np.array([[b]])
    z = W1 @ x + b1
    return Answer(W1, b1, z.item(), tanh(z).item())


def _plot_tanh(ax: Axes, z: float) -> Drawing:
    return plot_activation(ax, "tanh", z=z, slope=False)


def _words(x: Array, answer: Answer) -> str:
    (w1, w2), (x1, x2), b = answer.W1[0], x[:, 0], answer.b1.item()
    terms = f"{_bracketed(w1)} · {_bracketed(x1)} + {_bracketed(w2)} · {_bracketed(x2)} + {_bracketed(b)}"
    return f"z = {terms} = {written(answer.z)}, <b>a = tanh(z) = {written(answer.a)}</b>"


def _bracketed(number: float) -> str:
    return f"({written(number, '.2f')})" if number < 0 else written(number, "z.2f")
