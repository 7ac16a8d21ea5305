"""The plane of two features: the examples, and what a network says everywhere between them."""

from collections.abc import Mapping
from typing import Any, cast

import numpy as np
from contourpy import LineType, contour_generator
from matplotlib.collections import LineCollection
from matplotlib.lines import Line2D

from nnlib._machinery.rules import Array
from nnlib.activations import ActivationName
from nnlib.datasets import Dataset, standardize
from nnlib.network import Parameters, accuracy, forward
from nnlib.plots.drawing import Axes, Drawing, label_axes, literal, name_above
from nnlib.plots.live import Field
from nnlib.plots.style import CLASS_COLOURS, CLASS_LINES, CLASS_MARKERS, INK, PROBABILITY

GRID = 70
MARGIN = 0.08
HELD_OUT = "held out"


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
    return Boundary(ax, parameters, _parts(dataset, held_out), reference, activation)


def sides_of(X: Array, count: int) -> tuple[Array, Array]:
    """Give so many places along both sides of the plane of the data's two features, a little further than these go."""
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
        parts: Mapping[str, Dataset],
        reference: Array | None,
        activation: ActivationName,
    ) -> None:
        super().__init__(ax)
        self._parts, self._reference = parts, reference
        self._activation: ActivationName = activation
        self._x, self._y = sides_of(np.hstack([part.X for part in parts.values()]), GRID)
        self._grid = self._as_trained(np.array(np.meshgrid(self._x, self._y)).reshape(2, -1))
        left, right, bottom, top = map(float, (self._x[0], self._x[-1], self._y[0], self._y[-1]))
        self._colours = Field(ax, PROBABILITY, (left, right, bottom, top), vmin=0, vmax=1)
        self._line = LineCollection([], colors=INK, linewidths=1.8)
        ax.add_collection(self._line, autolim=False)
        points = [line for name, part in parts.items() for line in self._examples(part, hollow=name == HELD_OUT)]
        self.artists = (self._colours, self._line, *points, *ax.spines.values())
        label_axes(ax, *next(iter(parts.values())).feature_names)
        ax.spines[:].set_visible(True)
        if HELD_OUT in parts:
            hollow: dict[str, Any] = {"markerfacecolor": "white", "markeredgecolor": INK, "linestyle": "none"}
            ax.plot([], [], "o", markersize=5, label=HELD_OUT, **hollow)
        name_above(ax)
        self.update(parameters)

    def update(self, *data: Any, **_: Any) -> bool:
        """Show another network."""
        parameters: Parameters = data[0]
        A2 = forward(parameters, self._grid, activation=self._activation).A2.reshape(GRID, GRID)
        self._colours.set_data(A2)
        contours = contour_generator(self._x, self._y, A2, line_type=LineType.Separate)
        self._line.set_segments(cast("list[Array]", contours.lines(0.5)))
        self.alt = " ".join(self._in_words(parameters, name, part) for name, part in self._parts.items())
        return False

    def _in_words(self, parameters: Parameters, name: str, part: Dataset) -> str:
        right = accuracy(parameters, self._as_trained(part.X), part.Y, activation=self._activation)
        zero, one = part.class_names
        if name == HELD_OUT:
            return f"Of {part.m} more, held out and drawn hollow, {right:.2%} do."
        return (
            f"{part.feature_names[1]} over {part.feature_names[0]}, {part.m} examples of {zero} and {one}, with the "
            f"boundary where the network says 0.5; {right:.2%} of them lie on their own side of it."
        )

    def _as_trained(self, X: Array) -> Array:
        return X if self._reference is None else standardize(X, self._reference)

    def _examples(self, part: Dataset, *, hollow: bool) -> list[Line2D]:
        """Draw a point for each example: filled, with a dark edge, or hollow, with an edge in its class's colour."""
        drawn: list[Line2D] = []
        for label, name in enumerate(part.class_names):
            look: dict[str, Any] = {"marker": CLASS_MARKERS[label], "markersize": 5 + label, "linestyle": "none"}
            if hollow:
                edge = CLASS_LINES[label]
                look |= {"markerfacecolor": "white", "markeredgecolor": edge, "markeredgewidth": 1.4}
            else:
                look |= {
                    "color": CLASS_COLOURS[label],
                    "markeredgecolor": INK,
                    "markeredgewidth": 0.5,
                    "label": literal(name),
                }
            drawn += self.ax.plot(*part.X[:, part.Y[0] == label], **look)
        return drawn


def _parts(dataset: Dataset, held_out: Dataset | None) -> dict[str, Dataset]:
    return {"": dataset} | ({} if held_out is None else {HELD_OUT: held_out})
