"""The computation graph: values go forward along its edges, gradients come back along them."""

from typing import Any

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.text import Annotation

from nnlib._machinery.numerals import written
from nnlib._machinery.rules import Array, Whole
from nnlib.graph import BackwardStep, ForwardStep, Graph, shown
from nnlib.plots.drawing import Axes, Drawing
from nnlib.plots.style import BLUE, FONT, GREY, INK, SMALL

BACK = "#a85b00"
"""The orange of the palette, dark enough for small print on white."""
ROW = 1.3
MOST_NUMBERS = 6
MIDDLE, LEFT = 0.5, 0.34
"""Where along an edge its words stand; many lines stand further left, clear of an arrow that climbs to the same end."""


def plot_graph(ax: Axes, graph: Graph, *, step: Whole | None = None) -> "GraphDrawing":
    """Draw a computation graph up to a step: values in blue above the edges, gradients in brown below them.

    The edges of the step itself are thick, and its formula stands below with the numbers in it.

    Args:
        ax: the axes to draw on.
        graph: of `logistic_regression_graph` or `network_graph`.
        step: how many steps have been taken, forward first, then back; all of them when left out.

    Returns:
        The drawing; `.update(graph, step=…)` shows other numbers in the same graph, or another step.

    Raises:
        TypeError, ValueError: an argument is of the wrong kind, shape or value.
    """
    return GraphDrawing(ax, graph, step)


class GraphDrawing(Drawing):
    """Nodes in columns, an arrow for each edge, and on it what has gone along it so far."""

    narrowest = 720

    def __init__(self, ax: Axes, graph: Graph, step: int | None) -> None:
        super().__init__(ax)
        self._places = _places(graph)
        self._edges = [(parent, node.name) for node in graph.nodes for parent in node.parents]
        self._draw_axes()
        self._draw_nodes(graph)
        self._values = {edge: self._label(edge, 4, va="bottom", color=BLUE) for edge in self._edges}
        self._gradients = {edge: self._label(edge, -4, va="top", color=BACK) for edge in self._edges}
        last = graph.nodes[-1].name
        x, y = self._places[last]
        self._loss = ax.text(x, y + 0.42, "", color=BLUE, fontsize=SMALL, ha="center", va="bottom")
        self._now = LineCollection([], linewidths=4, zorder=1, alpha=0.55)
        ax.add_collection(self._now, autolim=False)
        low = ax.get_ylim()[0]
        self._formula = ax.text(-0.9, low + 0.48, "", fontsize=FONT + 1, color=INK, va="bottom", fontweight="bold")
        self._numbers = ax.text(-0.9, low + 0.1, "", fontsize=FONT, color=INK, va="bottom")
        self.artists = (
            self._now,
            *self._values.values(),
            *self._gradients.values(),
            self._loss,
            self._formula,
            self._numbers,
        )
        self.update(graph, step=step)

    def update(self, *data: Any, **options: Any) -> bool:
        """Show other numbers, or another step."""
        graph: Graph = data[0]
        wanted = options.get("step")
        turn, end = len(graph.forward_steps), len(graph.forward_steps) + len(graph.backward_steps)
        step = end if wanted is None else min(wanted, end)
        forward, back = graph.forward_steps[: min(step, turn)], graph.backward_steps[: max(step - turn, 0)]
        self._show_values(graph, {node.node for node in forward})
        self._show_gradients(back)
        self._show_step((*forward, *back)[-1] if step else None)
        self.alt = _in_words(graph, step, forward, back)
        return False

    def _draw_axes(self) -> None:
        x, y = np.array(list(self._places.values())).T
        self.ax.set_axis_off()
        self.ax.set_xlim(-0.95, x.max() + 0.45)
        self.ax.set_ylim(y.min() - 1.5, y.max() + 0.75)

    def _draw_nodes(self, graph: Graph) -> None:
        for parent, child in self._edges:
            arrow: dict[str, Any] = {"arrowstyle": "-|>", "color": GREY, "shrinkA": 17, "shrinkB": 18, "linewidth": 1}
            self.ax.annotate("", self._places[child], self._places[parent], arrowprops=arrow, zorder=1)
        for node in graph.nodes:
            shape = {"boxstyle": "round,pad=0.45", "facecolor": _FILL[node.kind], "edgecolor": INK, "linewidth": 0.8}
            self.ax.text(
                *self._places[node.name], f"${node.symbol}$", ha="center", va="center", fontsize=12, bbox=shape
            )

    def _label(self, edge: tuple[str, str], rise: float, **style: Any) -> Annotation:
        """Write over or under a level edge; left of its first node where the edge climbs, and would cross the words."""
        (x, y), (x_end, y_end) = self._places[edge[0]], self._places[edge[1]]
        level = y == y_end
        place, shift = ((x + MIDDLE * (x_end - x), y), 0) if level else ((x, y), -22)
        where: dict[str, Any] = {"xytext": (shift, rise), "textcoords": "offset points"}
        side = "center" if level else "right"
        return self.ax.annotate("", place, **where, ha=side, fontsize=SMALL, linespacing=1.05, zorder=3, **style)

    def _show_values(self, graph: Graph, done: set[str]) -> None:
        known = {node.name: node.value for node in graph.nodes if node.kind != "computed" or node.name in done}
        for (parent, _), text in self._values.items():
            text.set_text(_number(known[parent]) if parent in known else "")
        last = graph.nodes[-1].name
        self._loss.set_text(f"L = {shown(known[last])}" if last in known else "")

    def _show_gradients(self, back: tuple[BackwardStep, ...]) -> None:
        gradients = {(step.target, step.source): step.outgoing for step in back}
        for edge, text in self._gradients.items():
            text.set_text(_named(f"d{edge[0]}", gradients[edge]) if edge in gradients else "")
            (x, y), (x_end, y_end) = self._places[edge[0]], self._places[edge[1]]
            if y == y_end:
                text.xy = (x + (LEFT if "\n" in text.get_text() else MIDDLE) * (x_end - x), y)

    def _show_step(self, step: ForwardStep | BackwardStep | None) -> None:
        if step is None:
            edges, formula, numbers, colour = [], "Nothing is computed yet.", "", BLUE
        elif isinstance(step, ForwardStep):
            edges = [edge for edge in self._edges if edge[1] == step.node]
            formula, numbers, colour = step.formula, f"{step.numbers}", BLUE
        else:
            edges = [(step.target, step.source)]
            formula, numbers, colour = step.formula, f"incoming, local: {step.numbers}", BACK
        self._now.set_segments([_between(self._places[a], self._places[b]) for a, b in edges])
        self._now.set_color(colour)
        self._formula.set_text(formula)
        self._numbers.set_text(numbers)


_FILL = {"data": "#eeeeee", "parameter": "#fdf0d8", "computed": "#ffffff"}


def _places(graph: Graph) -> dict[str, tuple[float, float]]:
    return {node.name: (float(node.layer), -ROW * node.order) for node in graph.nodes}


def _between(start: tuple[float, float], end: tuple[float, float]) -> Array:
    a, b = np.array(start), np.array(end)
    return np.array([a + 0.15 * (b - a), a + 0.82 * (b - a)])


def _number(value: Array) -> str:
    """Write a few numbers in the rows and columns of their array, and of more the shape."""
    if value.size > MOST_NUMBERS:
        return f"{value.shape}"
    return "\n".join("  ".join(written(number, ".3g") for number in row) for row in value)


def _named(name: str, value: Array) -> str:
    numbers = _number(value)
    return f"{name}{chr(10) if chr(10) in numbers else ' = '}{numbers}"


def _in_words(graph: Graph, step: int, forward: tuple[ForwardStep, ...], back: tuple[BackwardStep, ...]) -> str:
    end = len(graph.forward_steps) + len(graph.backward_steps)
    values = "; ".join(f"{s.formula}: {s.numbers}" for s in forward)
    gradients = "; ".join(f"{s.formula}: {s.numbers}" for s in back)
    names = ", ".join(node.name for node in graph.nodes)
    told = f" Forward: {values}." if values else ""
    told += f" Back: {gradients}." if gradients else ""
    return f"Computation graph of {names}, after {step} of {end} steps.{told}"
