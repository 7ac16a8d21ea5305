"""The plane of two features: the examples, and what a network says everywhere between them."""

from typing import Any, cast

import numpy as np
from contourpy import LineType, contour_generator
from matplotlib.collections import LineCollection
from matplotlib.lines import Line2D

from nnlib._machinery.rules import Array
from nnlib.activations import ActivationName
from nnlib.datasets import Dataset, standardize
from nnlib.network import Parameters, accuracy, forward
from nnlib.plots.drawing import Axes, Drawing
from nnlib.plots.live import Field
from nnlib.plots.style import CLASS_COLOURS, CLASS_MARKERS, FONT, INK, PROBABILITY, SMALL

GRID = 70
MARGIN = 0.08


def plot_boundary(
    ax: Axes,
    parameters: Parameters,
    dataset: Dataset,
    *,
    reference: Array | None = None,
    activation: ActivationName = "tanh",
) -> "Boundary":
    """Draw the probability that a network gives class 1, over the plane of the data's two features.

    Args:
        ax: the axes to draw on.
        parameters: of a network with n0 = 2.
        dataset: the examples to draw, in the units of its feature names.
        reference: the (2, m) examples whose mean and deviation standardised the training set; left out, the network
            was trained on the dataset's own units.
        activation: the name of g1 with which the parameters were trained.

    Returns:
        The drawing; `.update(parameters)` shows another network on the same data.

    Raises:
        TypeError, ValueError: an argument is of the wrong kind, shape or value.
    """
    return Boundary(ax, parameters, dataset, reference, activation)


def sides_of(dataset: Dataset, count: int) -> tuple[Array, Array]:
    """Give so many places along both sides of the plane of the data's two features, a little further than these go."""
    if dataset.n0 != 2:
        raise ValueError(f"dataset has n0 = {dataset.n0} features; the plane of a picture has two")
    low, high = dataset.X.min(axis=1), dataset.X.max(axis=1)
    margin = MARGIN * (high - low)
    return tuple(np.linspace(low - margin, high + margin, count).T)


class Boundary(Drawing):
    """The data, the probability of class 1 as colour, and the line where it is 0.5."""

    def __init__(
        self, ax: Axes, parameters: Parameters, dataset: Dataset, reference: Array | None, activation: ActivationName
    ) -> None:
        super().__init__(ax)
        self._dataset, self._reference = dataset, reference
        self._activation: ActivationName = activation
        self._x, self._y = sides_of(dataset, GRID)
        self._grid = self._as_trained(np.array(np.meshgrid(self._x, self._y)).reshape(2, -1))
        self._X = self._as_trained(dataset.X)
        left, right, bottom, top = map(float, (self._x[0], self._x[-1], self._y[0], self._y[-1]))
        self._colours = Field(ax, PROBABILITY, (left, right, bottom, top), vmin=0, vmax=1)
        self._line = LineCollection([], colors=INK, linewidths=1.8)
        ax.add_collection(self._line, autolim=False)
        self.artists = (self._colours, self._line, *self._examples(), *ax.spines.values())
        self.stills = (self._legend(),)
        ax.set_xlabel(dataset.feature_names[0], fontsize=FONT)
        ax.set_ylabel(dataset.feature_names[1], fontsize=FONT)
        ax.tick_params(labelsize=SMALL)
        self.update(parameters)

    def update(self, *data: Any, **_: Any) -> bool:
        """Show another network."""
        parameters: Parameters = data[0]
        A2 = forward(parameters, self._grid, activation=self._activation).A2.reshape(GRID, GRID)
        self._colours.set_data(A2)
        contours = contour_generator(self._x, self._y, A2, line_type=LineType.Separate)
        self._line.set_segments(cast("list[Array]", contours.lines(0.5)))
        right = accuracy(parameters, self._X, self._dataset.Y, activation=self._activation)
        zero, one = self._dataset.class_names
        self.alt = (
            f"{self._dataset.feature_names[1]} over {self._dataset.feature_names[0]}, {self._dataset.X.shape[1]} "
            f"examples of {zero} and {one}, with the boundary where the network says 0.5; "
            f"{right:.2%} of them lie on their own side of it."
        )
        return False

    def _as_trained(self, X: Array) -> Array:
        return X if self._reference is None else standardize(X, self._reference)

    def _examples(self) -> list[Line2D]:
        drawn: list[Line2D] = []
        for label, name in enumerate(self._dataset.class_names):
            x, y = self._dataset.X[:, self._dataset.Y[0] == label]
            style: dict[str, Any] = {
                "marker": CLASS_MARKERS[label],
                "color": CLASS_COLOURS[label],
                "markersize": 5 + label,
            }
            drawn += self.ax.plot(x, y, linestyle="none", markeredgecolor=INK, markeredgewidth=0.5, label=name, **style)
        return drawn

    def _legend(self) -> Any:
        legend = self.ax.legend(
            loc="best", fontsize=SMALL, framealpha=1, fancybox=False, borderpad=0.4, handletextpad=0.2
        )
        legend.get_frame().set_linewidth(72 / self.ax.figure.dpi)  # a pixel, so that the edge is opaque
        return legend
