"""The plane of two features: the examples, and what a network says everywhere between them."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.lines import Line2D

from nnlib._machinery.numerals import written
from nnlib._machinery.rules import Array
from nnlib.activations import ActivationName
from nnlib.datasets import Dataset, standardize
from nnlib.network import Parameters, accuracy, forward
from nnlib.plots.drawing import Axes, Drawing, label_axes, literal, name_above
from nnlib.plots.live import Field, contours
from nnlib.plots.style import CLASS_COLOURS, CLASS_LINES, CLASS_MARKERS, INK, PROBABILITY
from nnlib.texts import _

GRID = 70
MARGIN = 0.08


def plot_examples(ax: Axes, dataset: Dataset) -> "Examples":
    """Draw every example of a data set as a point of the plane of its two features, each class with its own marker.

    Args:
        ax: the axes to draw on.
        dataset: the examples, with n0 = 2, in the units of its feature names.

    Returns:
        The drawing; `.update(dataset)` shows other examples of the same two classes.
    """
    if dataset.n0 != 2:
        raise ValueError(f"dataset has n0 = {dataset.n0} features; the plane of a picture has two")
    return Examples(ax, dataset)


class Examples(Drawing):
    """The points of both classes, and their names above the axes, where no point is."""

    def __init__(self, ax: Axes, dataset: Dataset) -> None:
        super().__init__(ax)
        self.artists = self._points = points_of(ax, dataset)
        label_axes(ax, *dataset.feature_names)
        name_above(ax)
        self.update(dataset)

    def update(self, dataset: Dataset) -> bool:
        """Show other examples."""
        before = self.ax.get_xlim(), self.ax.get_ylim()
        for label, points in enumerate(self._points):
            points.set_data(*dataset.X[:, dataset.Y[0] == label])
        self.ax.relim()
        self.ax.autoscale_view()
        low, high = ([written(number, ".4g") for number in ends(dataset.X, axis=1)] for ends in (np.min, np.max))
        self.alt = _(
            "{counts[0]} points for {classes[0]} and {counts[1]} for {classes[1]}: "
            "{names[0]} from {low[0]} to {high[0]} and {names[1]} from {low[1]} to {high[1]}.",
            counts=[np.count_nonzero(label == dataset.Y) for label in (0, 1)],
            classes=dataset.class_names,
            names=dataset.feature_names,
            low=low,
            high=high,
        )
        return before != (self.ax.get_xlim(), self.ax.get_ylim())


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


def points_of(ax: Axes, dataset: Dataset, *, held_out: bool = False) -> tuple[Line2D, Line2D]:
    """Draw the points of class 0 and of class 1: filled with a dark edge, or hollow where they are held out."""
    drawn: list[Line2D] = []
    for label, name in enumerate(dataset.class_names):
        look: dict[str, Any] = {"color": CLASS_COLOURS[label], "markeredgecolor": INK, "markeredgewidth": 0.5}
        if held_out:
            look = {"markerfacecolor": "white", "markeredgecolor": CLASS_LINES[label], "markeredgewidth": 1.5}
        points = dataset.X[:, dataset.Y[0] == label]
        look |= {"linestyle": "none", "label": "" if held_out else literal(name)}
        drawn += ax.plot(*points, CLASS_MARKERS[label], markersize=5.5 + label, **look)
    return drawn[0], drawn[1]
