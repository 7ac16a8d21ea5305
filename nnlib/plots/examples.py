"""The examples of a data set as points of the plane, before any network has seen them."""

from typing import Any

from nnlib.datasets import Dataset
from nnlib.plots.drawing import Axes, Drawing, label_axes, literal, name_above
from nnlib.plots.style import CLASS_COLOURS, CLASS_MARKERS, INK


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
        styles: list[dict[str, Any]] = [
            {"marker": marker, "color": colour, "markersize": 5 + label}
            for label, (marker, colour) in enumerate(zip(CLASS_MARKERS, CLASS_COLOURS, strict=True))
        ]
        self._points = [
            ax.plot([], [], linestyle="none", markeredgecolor=INK, markeredgewidth=0.5, label=literal(name), **style)[0]
            for name, style in zip(dataset.class_names, styles, strict=True)
        ]
        self.artists = tuple(self._points)
        label_axes(ax, *dataset.feature_names)
        name_above(ax)
        self.update(dataset)

    def update(self, *data: Any, **_: Any) -> bool:
        """Show other examples."""
        dataset: Dataset = data[0]
        before = (self.ax.get_xlim(), self.ax.get_ylim())
        for label, points in enumerate(self._points):
            points.set_data(*dataset.X[:, dataset.Y[0] == label])
        self.ax.relim()
        self.ax.autoscale_view()
        counts = [int((dataset.Y[0] == label).sum()) for label in (0, 1)]
        ranges = " and ".join(
            f"{name} from {low:.4g} to {high:.4g}"
            for name, low, high in zip(dataset.feature_names, dataset.X.min(axis=1), dataset.X.max(axis=1), strict=True)
        ).replace("-", "−")
        zero, one = dataset.class_names
        self.alt = f"{counts[0]} points for {zero} and {counts[1]} for {one}: {ranges}."
        return before != (self.ax.get_xlim(), self.ax.get_ylim())
