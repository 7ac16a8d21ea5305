"""The loss of one example: over the prediction ŷ, and over the z of which ŷ is the sigmoid."""

from bisect import bisect
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from matplotlib.lines import Line2D

from nnlib._machinery.numerals import written
from nnlib._machinery.rules import Array, Fraction, Label
from nnlib.activations import sigmoid, sigmoid_derivative
from nnlib.network import cross_entropy
from nnlib.plots.drawing import Axes, Drawing, label_axes
from nnlib.plots.style import CLASS_LINES, CLASS_MARKERS, CURVE, FONT, INK, SMALL, TEAL
from nnlib.texts import _

MOST_NATS = 7.6
FURTHEST_Z = 8.0
GREATEST_RISE = 0.9
RISING = ("it rises gently as ŷ grows", "it rises steeply as ŷ grows", "it rises almost straight up as ŷ grows")
FALLING = ("it falls gently as ŷ grows", "it falls steeply as ŷ grows", "it falls almost straight down as ŷ grows")


class Loss(NamedTuple):
    """A loss of one example and its slope, both functions of z and of the label y."""

    value: Callable[[Array, int], Array]
    slope: Callable[[Array, int], Array]


def _error(z: Array, y: int) -> Array:
    return sigmoid(z) - y


def _squared_error(z: Array, y: int) -> Array:
    return _error(z, y) ** 2


def _squared_error_slope(z: Array, y: int) -> Array:
    return 2 * _error(z, y) * sigmoid_derivative(z)


CROSS_ENTROPY = Loss(cross_entropy, slope=_error)
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
    """
    return LossCurves(ax, prediction, label)


class LossCurves(Drawing):
    """Both curves, the thicker one that of the label, with a mark and a tangent on it."""

    def __init__(self, ax: Axes, prediction: float, label: int) -> None:
        super().__init__(ax)
        label_axes(ax, _("prediction ŷ"), _("loss (nats)"), across="y")
        self.reach((0, 1), (0, MOST_NATS))
        z, told = np.linspace(-9, 9, 400), (("-", "y = 0: −log(1 − ŷ)"), ("--", "y = 1: −log ŷ"))
        self._curves = [
            ax.plot(sigmoid(z), CROSS_ENTROPY.value(z, y), color=CLASS_LINES[y], linestyle=dashes, label=words)[0]
            for y, (dashes, words) in enumerate(told)
        ]
        ax.legend(loc="upper center", fontsize=SMALL, frameon=False, handlelength=2.6)
        self._touch = Touch(ax, INK, half_width=0.12)
        self.artists = (*self._curves, *self._touch.artists, ax.title)
        self.update(prediction, label)

    def update(self, prediction: float, label: int) -> bool:
        """Mark another prediction or label."""
        loss = float(CROSS_ENTROPY.value(z_of(prediction), label))
        slope = slope_over_prediction(prediction, label)
        for y, curve in enumerate(self._curves):
            curve.set_linewidth(3.0 if y == label else 1.2)
        self._touch.mark.set(color=CLASS_LINES[label], marker=CLASS_MARKERS[label])
        self._touch.put(prediction, loss, slope)
        place = f"y = {label}, ŷ = {prediction:g}"
        value = _("loss {loss:.4f}, slope {slope}", loss=loss, slope=written(slope, "z.2f"))
        self.ax.set_title(f"{place}: {value}", fontsize=FONT)
        self.alt = _(
            "Curves of the loss over the prediction ŷ: for y = 0 it rises without end towards ŷ = 1, for y = 1 towards "
            "ŷ = 0. Marked: {place}, {value}: {words}.",
            place=place,
            value=value,
            words=in_words(slope),
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
    """
    return LossesOverZ(ax, prediction, label)


class LossesOverZ(Drawing):
    """A curve, a mark and a tangent for each of the two losses."""

    def __init__(self, ax: Axes, prediction: float, label: int) -> None:
        super().__init__(ax)
        label_axes(ax, _("z, where ŷ = σ(z)"), _("loss"), across="y")
        self.reach((-FURTHEST_Z, FURTHEST_Z), (0, MOST_NATS))
        self._z = np.linspace(-FURTHEST_Z, FURTHEST_Z, 321)
        looks = (
            (CROSS_ENTROPY, _("cross-entropy"), CURVE, "-", "o"),
            (SQUARED_ERROR, _("squared error (ŷ − y)²"), TEAL, "--", "s"),
        )
        self._parts: list[tuple[Loss, Line2D, Touch]] = []
        for loss, name, colour, dashes, marker in looks:
            (curve,) = ax.plot([], [], color=colour, linestyle=dashes, linewidth=2.2, label=name)
            self._parts.append((loss, curve, Touch(ax, colour, half_width=2.0, marker=marker)))
        ax.legend(loc="upper center", fontsize=SMALL, frameon=False, handlelength=2.6)
        self.artists = (*(artist for _, curve, touch in self._parts for artist in (curve, *touch.artists)), ax.title)
        self.update(prediction, label)

    def update(self, prediction: float, label: int) -> bool:
        """Show another prediction or label."""
        z = z_of(prediction)
        for loss, curve, touch in self._parts:
            curve.set_data(self._z, loss.value(self._z, label))
            touch.put(float(z), float(loss.value(z, label)), float(loss.slope(z, label)))
        cross_entropy, squared = (written(float(loss.slope(z, label))) for loss, *_ in self._parts)
        slopes = {"cross_entropy": cross_entropy, "squared": squared}
        told = _("slope: cross-entropy {cross_entropy}, squared error {squared}", **slopes)
        self.ax.set_title(told, fontsize=FONT)
        self.alt = _(
            "Cross-entropy and squared error over z for y = {label}. Where the prediction is sure and wrong, "
            "cross-entropy is a straight line with slope 1 or −1, and the squared error is flat. Marked: "
            "z = {z}, slope of cross-entropy {cross_entropy}, of the squared error {squared}.",
            label=label,
            z=written(float(z), "z.2f"),
            **slopes,
        )
        return False


class Touch:
    """A mark on a curve, and its tangent there: as wide as wanted, but no steeper than stays in sight."""

    def __init__(self, ax: Axes, colour: str, *, half_width: float, marker: str = "o") -> None:
        self._half_width = half_width
        (self.tangent,) = ax.plot([], [], color=colour, linewidth=5, alpha=0.45, solid_capstyle="round", zorder=3)
        (self.mark,) = ax.plot([], [], marker, color=colour, markeredgecolor=INK, markersize=9, clip_on=False, zorder=4)
        self.artists = self.tangent, self.mark

    def put(self, x: float, y: float, slope: float) -> None:
        """Move the mark, and lay the tangent."""
        reach = min(self._half_width, GREATEST_RISE / max(abs(slope), 1e-9))
        self.mark.set_data([x], [y])
        self.tangent.set_data([x - reach, x + reach], [y - reach * slope, y + reach * slope])


def in_words(slope: float) -> str:
    """Say how a loss changes as ŷ grows: "it rises gently", "it falls almost straight down"."""
    manners = RISING if slope > 0 else FALLING
    return _(manners[bisect((2, 20), abs(slope))])
