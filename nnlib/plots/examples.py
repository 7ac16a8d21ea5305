"""The examples of a data set as points of the plane, before any network has seen them."""

from typing import Any

import numpy as np
from matplotlib.lines import Line2D

from nnlib._machinery.numerals import written
from nnlib.datasets import Dataset
from nnlib.plots.drawing import Axes, Drawing, label_axes, literal, name_above
from nnlib.plots.style import CLASS_COLOURS, CLASS_LINES, CLASS_MARKERS, INK


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
        counts = " and ".join(
            f"{np.count_nonzero(label == dataset.Y)}{' points' if label == 0 else ''} for {name}"
            for label, name in enumerate(dataset.class_names)
        )
        ranges = " and ".join(
            f"{name} from {written(low, '.4g')} to {written(high, '.4g')}"
            for name, low, high in zip(dataset.feature_names, dataset.X.min(axis=1), dataset.X.max(axis=1), strict=True)
        )
        self.alt = f"{counts}: {ranges}."
        return before != (self.ax.get_xlim(), self.ax.get_ylim())


def points_of(ax: Axes, dataset: Dataset, *, hollow: bool = False) -> tuple[Line2D, Line2D]:
    """Draw the points of class 0 and of class 1: filled, with a dark edge, or hollow, with an edge in their colour."""
    drawn: list[Line2D] = []
    for label, name in enumerate(dataset.class_names):
        look: dict[str, Any] = {"color": CLASS_COLOURS[label], "markeredgecolor": INK, "markeredgewidth": 0.5}
        if hollow:
            look = {"markerfacecolor": "white", "markeredgecolor": CLASS_LINES[label], "markeredgewidth": 1.5}
        points = dataset.X[:, dataset.Y[0] == label]
        look |= {"linestyle": "none", "label": "" if hollow else literal(name)}
        drawn += ax.plot(*points, CLASS_MARKERS[label], markersize=5.5 + label, **look)
    return drawn[0], drawn[1]
