"""The examples of a data set as points of the plane, before any network has seen them."""

from typing import Any

import numpy as np
from matplotlib.lines import Line2D

from nnlib._machinery.numerals import written
from nnlib.datasets import Dataset
from nnlib.plots.drawing import Axes, Drawing, label_axes, literal, name_above
from nnlib.plots.style import CLASS_COLOURS, CLASS_LINES, CLASS_MARKERS, INK
from nnlib.texts import _


def plot_examples(ax: Axes, dataset: Dataset) -> "Examples":
    """Draw every example of a data set as a point of the plane of its two features, each class with its own marker.

    Args:
        ax: the axes to draw on.
        dataset: the examples, with n0 = 2, in the units of its feature names.

    Returns:
        The drawing; `.update(dataset)` shows other examples of the same two classes.

    Raises:
        TypeError, ValueError: dataset is of the wrong kind, or its n0 is not 2.
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
