"""The plane of two features: the examples, and what a network says everywhere between them."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.collections import LineCollection

from nnlib._machinery.rules import Array
from nnlib.activations import ActivationName
from nnlib.datasets import Dataset, standardize
from nnlib.network import Parameters, accuracy, forward
from nnlib.plots.drawing import Axes, Drawing, label_axes, name_above
from nnlib.plots.examples import points_of
from nnlib.plots.live import Field, contours
from nnlib.plots.style import INK, PROBABILITY
from nnlib.texts import _

GRID = 70
MARGIN = 0.08


def plot_boundary(
    ax: Axes,
    parameters: Parameters,
    dataset: Dataset,
    *,
    held_out: Dataset | None = None,
    reference: Array | None = None,
    activation: ActivationName = "tanh",
) -> "Boundary":
    """Draw the probability that a network gives class 1, over the plane of the data's two features.

    Args:
        ax: the axes to draw on.
        parameters: of a network with n0 = 2.
        dataset: the examples to draw, in the units of its feature names.
        held_out: examples that were not trained on, with the same features; drawn hollow.
        reference: the (2, m) examples whose mean and deviation standardised the training set; left out, the network
            was trained on the dataset's own units.
        activation: the name of g1 with which the parameters were trained.

    Returns:
        The drawing; `.update(parameters)` shows another network on the same data.

    Raises:
        TypeError, ValueError: an argument is of the wrong kind, shape or value.
    """
    parts = [dataset] if held_out is None else [dataset, held_out]
    return Boundary(ax, parameters, parts, reference, activation)


def along_features(X: Array, count: int) -> tuple[Array, Array]:
    """Give so many places along the first feature, and along the second, from a little before to a little behind."""
    if X.shape[0] != 2:
        raise ValueError(
            f"dataset has n0 = {X.shape[0]} features; the plane of a picture has two. "
            "Of more, plot_predictions(A2, Y) draws the predictions"
        )
    low, high = X.min(axis=1), X.max(axis=1)
    margin = MARGIN * (high - low)
    return tuple(np.linspace(low - margin, high + margin, count).T)


class Boundary(Drawing):
    """The data, the probability of class 1 as colour, and the line where it is 0.5."""

    def __init__(
        self,
        ax: Axes,
        parameters: Parameters,
        parts: Sequence[Dataset],
        reference: Array | None,
        activation: ActivationName,
    ) -> None:
        super().__init__(ax)
        self._parts, self._reference = parts, reference
        self._activation: ActivationName = activation
        self._x, self._y = along_features(np.hstack([part.X for part in parts]), GRID)
        self._grid = self._as_trained(np.array(np.meshgrid(self._x, self._y)).reshape(2, -1))
        left, right, bottom, top = map(float, (self._x[0], self._x[-1], self._y[0], self._y[-1]))
        self.reach((left, right), (bottom, top))
        self._colours = Field(ax, PROBABILITY, (left, right, bottom, top))
        self._colours.set_clim(0, 1)
        self._line = LineCollection([], colors=INK, linewidths=2)
        ax.add_collection(self._line, autolim=False)
        points = [line for number, part in enumerate(parts) for line in points_of(ax, part, held_out=number > 0)]
        self.artists = (self._colours, self._line, *points, *ax.spines.values())
        label_axes(ax, *parts[0].feature_names)
        ax.spines[:].set_visible(True)
        if len(parts) > 1:
            hollow: dict[str, Any] = {"markerfacecolor": "white", "markeredgecolor": INK, "linestyle": "none"}
            ax.plot([], [], "o", markersize=5.5, label=_("held out"), **hollow)
        name_above(ax)
        self.update(parameters)

    def update(self, parameters: Parameters) -> bool:
        """Show another network."""
        A2 = forward(parameters, self._grid, activation=self._activation).A2.reshape(GRID, GRID)
        self._colours.set_data(A2)
        self._line.set_segments(contours(self._x, self._y, A2, 0.5)[0])
        right = [
            accuracy(parameters, self._as_trained(part.X), part.Y, activation=self._activation) for part in self._parts
        ]
        data, (zero, one) = self._parts[0], self._parts[0].class_names
        self.alt = _(
            "{data.feature_names[1]} over {data.feature_names[0]}, {data.m} examples of {zero} and {one}, with the "
            "boundary where the network says 0.5; {right:.2%} of them lie on their own side of it.",
            data=data,
            zero=zero,
            one=one,
            right=right[0],
        )
        if len(right) > 1:
            more = " Of {m} more, held out and drawn hollow, {right:.2%} do."
            self.alt += _(more, m=self._parts[1].m, right=right[1])
        return False

    def _as_trained(self, X: Array) -> Array:
        return X if self._reference is None else standardize(X, self._reference)
