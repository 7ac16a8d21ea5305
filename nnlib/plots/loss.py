"""The loss of one example: over the prediction ŷ, and over the z of which ŷ is the sigmoid."""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from matplotlib.lines import Line2D

from nnlib._machinery.numerals import written
from nnlib._machinery.rules import Array, Fraction, Label
from nnlib.activations import sigmoid, sigmoid_derivative
from nnlib.network import cross_entropy
from nnlib.plots.drawing import Axes, Drawing, label_axes
from nnlib.plots.style import CLASS_LINES, CLASS_MARKERS, CURVE, FONT, INK, SMALL, TEAL

MOST_NATS = 7.6
FURTHEST_Z = 8.0
GREATEST_RISE = 0.9


class Loss(NamedTuple):
    """A loss of one example and its slope, both functions of z and of the label y."""

    value: Callable[[Array, int], Array]
    slope: Callable[[Array, int], Array]


def _cross_entropy_slope(z: Array, y: int) -> Array:
    return sigmoid(z) - y


def _squared_error(z: Array, y: int) -> Array:
    return (sigmoid(z) - y) ** 2


def _squared_error_slope(z: Array, y: int) -> Array:
    return 2 * (sigmoid(z) - y) * sigmoid_derivative(z)


CROSS_ENTROPY = Loss(cross_entropy, _cross_entropy_slope)
SQUARED_ERROR = Loss(_squared_error, _squared_error_slope)


def z_of(prediction: float) -> Array:
    """Give the z whose sigmoid is this prediction."""
    return np.log(np.asarray(prediction) / (1 - prediction))


def slope_over_prediction(prediction: float, label: int) -> float:
    """Give the cross-entropy's slope over ŷ: −1/ŷ where y = 1, 1/(1 − ŷ) where y = 0."""
    return -1 / prediction if label == 1 else 1 / (1 - prediction)


def plot_loss(ax: Axes, prediction: Fraction, label: Label) -> "LossCurves":
    """Draw the loss of one example over its prediction: −log ŷ for y = 1, −log(1 − ŷ) for y = 0, and the slope at ŷ.

    Args:
        ax: the axes to draw on.
        prediction: ŷ, between 0 and 1, where to mark the loss and its slope.
        label: y, 0 or 1: on which of the two curves.

    Returns:
        The drawing; `.update(prediction, label)` moves the mark.

    Raises:
        TypeError, ValueError: an argument is of the wrong kind or out of its range.
    """
    return LossCurves(ax, prediction, label)


class LossCurves(Drawing):
    """Both curves, the thicker one that of the label, with a mark and a tangent on it."""

    def __init__(self, ax: Axes, prediction: float, label: int) -> None:
        super().__init__(ax)
        _draw_axes(ax, (0, 1), "prediction ŷ", "loss (nats)")
        z = np.linspace(-9, 9, 400)
        self._curves = [
            ax.plot(sigmoid(z), CROSS_ENTROPY.value(z, y), color=CLASS_LINES[y], linestyle=dashes, label=text)[0]
            for y, dashes, text in ((0, "-", "y = 0: −log(1 − ŷ)"), (1, "--", "y = 1: −log ŷ"))
        ]
        ax.legend(loc="upper center", fontsize=SMALL, frameon=False, handlelength=3)
        self._tangent, self._mark = _tangent(ax, INK), _mark(ax)
        self.artists = (*self._curves, self._tangent, self._mark, ax.title)
        self.update(prediction, label)

    def update(self, *data: Any, **_: Any) -> bool:
        """Mark another prediction or label."""
        prediction, label = data
        loss = float(CROSS_ENTROPY.value(z_of(prediction), label))
        slope = slope_over_prediction(prediction, label)
        for y, curve in enumerate(self._curves):
            curve.set_linewidth(2.6 if y == label else 1.0)
        self._mark.set(color=CLASS_LINES[label], marker=CLASS_MARKERS[label])
        _put(self._mark, self._tangent, (prediction, loss), slope, half_width=0.12)
        title = f"y = {label}, ŷ = {prediction:g}: loss {loss:.4f}, slope {written(slope, 'z.2f')}"
        self.ax.set_title(title, fontsize=FONT)
        self.alt = (
            "Curves of the loss over the prediction ŷ: for y = 0 it rises without end towards ŷ = 1, for y = 1 towards "
            f"ŷ = 0. Marked: y = {label}, ŷ = {prediction:g}, loss {loss:.4f}, slope {written(slope, 'z.2f')}: "
            f"{in_words(slope)}."
        )
        return False


def plot_loss_over_z(ax: Axes, prediction: Fraction, label: Label) -> "LossesOverZ":
    """Draw cross-entropy and squared error of one example over z, where ŷ = σ(z), and the slope of each.

    Args:
        ax: the axes to draw on.
        prediction: ŷ, between 0 and 1; the mark is at its z.
        label: y, 0 or 1.

    Returns:
        The drawing; `.update(prediction, label)` shows another prediction or label.

    Raises:
        TypeError, ValueError: an argument is of the wrong kind or out of its range.
    """
    return LossesOverZ(ax, prediction, label)


class LossesOverZ(Drawing):
    """A curve, a mark and a tangent for each of the two losses."""

    def __init__(self, ax: Axes, prediction: float, label: int) -> None:
        super().__init__(ax)
        _draw_axes(ax, (-FURTHEST_Z, FURTHEST_Z), "z, where ŷ = σ(z)", "loss")
        self._z = np.linspace(-FURTHEST_Z, FURTHEST_Z, 321)
        looks = (
            (CROSS_ENTROPY, "cross-entropy", CURVE, "-", "o"),
            (SQUARED_ERROR, "squared error (ŷ − y)²", TEAL, "--", "s"),
        )
        self._parts: list[tuple[Loss, Line2D, Line2D, Line2D]] = []
        for loss, name, colour, dashes, marker in looks:
            (curve,) = ax.plot([], [], color=colour, linestyle=dashes, linewidth=1.8, label=name)
            self._parts.append((loss, curve, _tangent(ax, colour), _mark(ax)))
            self._parts[-1][3].set(color=colour, marker=marker)
        ax.legend(loc="upper center", fontsize=SMALL, frameon=False, handlelength=3)
        self.artists = (*(artist for _, *artists in self._parts for artist in artists), ax.title)
        self.update(prediction, label)

    def update(self, *data: Any, **_: Any) -> bool:
        """Show another prediction or label."""
        prediction, label = data
        z = z_of(prediction)
        slopes: list[str] = []
        for loss, curve, tangent, mark in self._parts:
            curve.set_data(self._z, loss.value(self._z, label))
            slope = float(loss.slope(z, label))
            _put(mark, tangent, (float(z), float(loss.value(z, label))), slope, half_width=2.0)
            slopes.append(written(slope))
        self.ax.set_title(f"slope: cross-entropy {slopes[0]}, squared error {slopes[1]}", fontsize=FONT)
        self.alt = (
            f"Cross-entropy and squared error over z for y = {label}. Where the prediction is sure and wrong, "
            "cross-entropy is a straight line with slope 1 or −1, and the squared error is flat. "
            f"Marked: z = {written(float(z), 'z.2f')}, slope of cross-entropy {slopes[0]}, "
            f"of the squared error {slopes[1]}."
        )
        return False


def in_words(slope: float) -> str:
    """Say how a loss changes as ŷ grows: "it rises gently", "it falls almost straight down"."""
    verb, way = ("rises", "up") if slope > 0 else ("falls", "down")
    manner = "gently" if abs(slope) < 2 else "steeply" if abs(slope) < 20 else f"almost straight {way}"
    return f"it {verb} {manner} as ŷ grows"


def _draw_axes(ax: Axes, span: tuple[float, float], x: str, y: str) -> None:
    ax.set_xlim(*span)
    ax.set_ylim(0, MOST_NATS)
    label_axes(ax, x, y)


def _tangent(ax: Axes, colour: str) -> Line2D:
    return ax.plot([], [], color=colour, linewidth=4.5, alpha=0.45, solid_capstyle="round", zorder=3)[0]


def _mark(ax: Axes) -> Line2D:
    return ax.plot([], [], "o", markeredgecolor=INK, markersize=9, clip_on=False, zorder=4)[0]


def _put(mark: Line2D, tangent: Line2D, at: tuple[float, float], slope: float, *, half_width: float) -> None:
    """Move a mark, and lay its tangent: as wide as wanted, but no steeper than stays in sight."""
    reach = min(half_width, GREATEST_RISE / max(abs(slope), 1e-9))
    mark.set_data([at[0]], [at[1]])
    tangent.set_data([at[0] - reach, at[0] + reach], [at[1] - reach * slope, at[1] + reach * slope])
