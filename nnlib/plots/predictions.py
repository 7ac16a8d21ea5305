"""How sure a network is: its predictions for the examples of either class, where no plane can show them."""

from typing import Any

import numpy as np
from matplotlib.patches import StepPatch

from nnlib._machinery.rules import Array
from nnlib.plots.drawing import Axes, Drawing, label_axes, literal, name_above
from nnlib.plots.style import CLASS_LINES, INK
from nnlib.texts import _

BINS = 20
EDGES = np.linspace(0, 1, BINS + 1)
DASHES = ("-", "--")


def plot_predictions(ax: Axes, A2: Array, Y: Array, *, class_names: tuple[str, str] = ("0", "1")) -> "Predictions":
    """Draw how many examples of each class get which prediction.

    Examples left of 0.5 are put into class 0, the others into class 1: what of a class lies on the other side is wrong.

    Args:
        ax: the axes to draw on.
        A2: the predictions, (1, m), in [0, 1].
        Y: the labels, (1, m), of 0 and 1.
        class_names: what the labels 0 and 1 mean.

    Returns:
        The drawing; `.update(A2, Y)` shows other predictions.
    """
    if A2.min() < 0 or A2.max() > 1:
        raise ValueError("A2 holds numbers outside [0, 1]; it is the prediction, σ(Z2): pass sigmoid(Z2)")
    return Predictions(ax, A2, Y, class_names)


class Predictions(Drawing):
    """An outline of a histogram for each class, as shares of that class, and the line at 0.5."""

    def __init__(self, ax: Axes, A2: Array, Y: Array, class_names: tuple[str, str]) -> None:
        super().__init__(ax)
        self._names = class_names
        label_axes(ax, _("prediction A2"), _("share of the class's examples"), across="y")
        ax.axvline(0.5, color=INK, linewidth=1.2)
        self.reach((0, 1), (0, 1))
        self._outlines: list[StepPatch] = []
        for colour, dashes, name in zip(CLASS_LINES, DASHES, class_names, strict=True):
            look: dict[str, Any] = {"edgecolor": colour, "linestyle": dashes, "linewidth": 2.2, "label": literal(name)}
            self._outlines.append(StepPatch(np.zeros(BINS), EDGES, fill=False, **look))
            ax.add_patch(self._outlines[-1]).set_clip_on(False)
        name_above(ax, room_for_a_line=2.2)
        self.artists = tuple(self._outlines)
        self.update(A2, Y)

    def update(self, A2: Array, Y: Array) -> bool:
        """Show other predictions."""
        told: list[str] = []
        for label, (outline, name) in enumerate(zip(self._outlines, self._names, strict=True)):
            of_class = A2[label == Y]
            outline.set_data(np.histogram(of_class, EDGES)[0] / max(of_class.size, 1), EDGES)
            wrong = np.count_nonzero((of_class > 0.5) != label)
            on_wrong_side = "{wrong} of {m} examples of {name} lie on the wrong side of 0.5"
            told.append(_(on_wrong_side, wrong=wrong, m=of_class.size, name=name))
        self.alt = _("Outlines of the predictions' distribution for either class: {told}.", told="; ".join(told))
        return False
