"""The computation graph: values go forward along its edges, gradients come back along them."""

import textwrap
from typing import Any

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.text import Annotation

from nnlib._machinery.numerals import written
from nnlib._machinery.rules import Array, Whole
from nnlib.graph import BackwardStep, ForwardStep, Graph, shown
from nnlib.plots.drawing import Axes, Drawing
from nnlib.plots.style import CURVE, FONT, GREY, INK, SMALL
from nnlib.texts import _

Step = ForwardStep | BackwardStep | None

ROW = 1.42
REACH = 0.03  # of the width, from the middle of a node to where its edges begin and end
MOST_NUMBERS = 6
FIGURE_SPACE = "\u2007"  # as wide as a digit
LETTER = 7.7  # pixels, in a line of numbers below the graph
SYMBOL = 13.4  # points, of which the numbers in its brackets have 0.7 times as many
ABOVE = 17  # points from the middle of a node to the edge of its value, and of its gradient below
NOW, PLAIN = "#cdb8ea", "white"
FILL = {"data": "#e4e4e4", "parameter": "#cfe6e3", "computed": "white"}


def plot_graph(ax: Axes, graph: Graph, *, step: Whole | None = None) -> "GraphDrawing":
    """Draw a computation graph up to a step: above each node its value, below it its gradient, in a dashed frame.

    The edges of the step itself are thick, those to come dotted, those gone forward whole, and those gone back dashed.
    The step's formula stands below with the numbers in it.

    Args:
        ax: the axes to draw on.
        graph: of `logistic_regression_graph` or `network_graph`.
        step: how many steps have been taken, forward first, then back; all of them when left out.

    Returns:
        The drawing; `.update(graph, step=…)` shows other numbers in the same graph, or another step.
    """
    return GraphDrawing(ax, graph, step)


class GraphDrawing(Drawing):
    """Nodes in columns, joined by edges, each with its value and its gradient as far as they are known."""

    narrowest = 800

    def __init__(self, ax: Axes, graph: Graph, step: int | None) -> None:
        super().__init__(ax)
        self._places = {node.name: (float(node.layer), -ROW * node.order) for node in graph.nodes}
        self._edges = [(parent, node.name) for node in graph.nodes for parent in node.parents]
        self._draw_axes()
        self._draw_nodes(graph)
        self._lines = LineCollection([], zorder=1)
        ax.add_collection(self._lines, autolim=False)
        self._values = {node.name: self._pill(node.name, ABOVE, va="bottom") for node in graph.nodes}
        self._gradients = {node.name: self._pill(node.name, -ABOVE, va="top", linestyle="--") for node in graph.nodes}
        below: dict[str, Any] = {
            "xycoords": "axes fraction",
            "textcoords": "offset points",
            "color": INK,
            "va": "bottom",
        }
        self._formula = ax.annotate("", (0, 0), (2, 18), fontsize=FONT + 1, fontweight="bold", **below)
        self._numbers = ax.annotate("", (0, 0), (2, 3), fontsize=FONT, **below)
        pills = (*self._values.values(), *self._gradients.values())
        for text in (*pills, self._formula, self._numbers):
            text.set_in_layout(False)  # a long line must not press the graph together
        self.artists = (self._lines, *pills, self._formula, self._numbers)
        self.update(graph, step=step)

    def update(self, graph: Graph, *, step: int | None = None) -> bool:
        """Show other numbers, or another step."""
        turn, end = len(graph.forward_steps), len(graph.forward_steps) + len(graph.backward_steps)
        taken = end if step is None else min(step, end)
        forward, back = graph.forward_steps[: min(taken, turn)], graph.backward_steps[: max(taken - turn, 0)]
        self._now = now = (*forward, *back)[-1] if taken else None
        self._show_values(graph, forward, now)
        self._show_gradients(back, now)
        self._show_edges(forward, back, now)
        self.settle()
        names = ", ".join(node.name for node in graph.nodes)
        last = _(", the last {now.formula}: {now.numbers}", now=now) if now else ""
        values = ", ".join(f"{done.node} = {shown(done.value)}" for done in forward)
        gradients = ", ".join(f"d{done.target} = {shown(done.outgoing)}" for done in back)
        whole = "Computation graph of {names}, after {taken} of {end} steps{last}."
        told = [_(whole, names=names, taken=taken, end=end, last=last)]
        told += [_("Values: {values}.", values=values)] if values else []
        told += [_("Gradients: {gradients}.", gradients=gradients)] if gradients else []
        self.alt = " ".join(told)
        return False

    def _draw_axes(self) -> None:
        x, y = np.array(list(self._places.values())).T
        self.ax.set_axis_off()
        self.ax.set_xlim(-0.5, x.max() + 0.5)
        self.ax.set_ylim(y.min() - 1.5, y.max() + 0.68)

    def _draw_nodes(self, graph: Graph) -> None:
        ends = {child: self._path((parent, child))[-1] for parent, child in self._edges}
        self.ax.plot(*np.transpose(list(ends.values())), ">", color=INK, markersize=5, zorder=2)
        for node in graph.nodes:
            shape = {"boxstyle": "round,pad=0.4", "facecolor": FILL[node.kind], "edgecolor": INK, "linewidth": 0.8}
            centred: dict[str, Any] = {"ha": "center", "va": "center", "fontsize": SYMBOL, "bbox": shape, "zorder": 3}
            self.ax.text(*self._places[node.name], f"${node.symbol}$", **centred)

    def _pill(self, node: str, rise: float, *, va: str, linestyle: str = "-") -> Annotation:
        frame = {"boxstyle": "round,pad=0.25", "edgecolor": CURVE, "linestyle": linestyle, "linewidth": 0.8}
        where: dict[str, Any] = {"xytext": (0, rise), "textcoords": "offset points", "ha": "center", "va": va}
        look: dict[str, Any] = {"fontsize": SMALL, "color": INK, "linespacing": 0.95, "bbox": frame, "zorder": 4}
        return self.ax.annotate("", self._places[node], **where, **look)

    def _path(self, edge: tuple[str, str]) -> Array:
        """Give the corners of an edge: along its own row, then up between the columns, where no number stands."""
        (x, y), (x_end, y_end) = self._places[edge[0]], self._places[edge[1]]
        between = [] if y == y_end else [((x + x_end) / 2, y), ((x + x_end) / 2, y_end)]
        reach = REACH * (1 + max(x for x, _ in self._places.values()))
        return np.array([(x + reach, y), *between, (x_end - reach, y_end)])

    def _show_values(self, graph: Graph, forward: tuple[ForwardStep, ...], now: Step) -> None:
        done = {step.node for step in forward}
        for node in graph.nodes:
            known = node.kind != "computed" or node.name in done
            words = f"L = {shown(node.value)}" if node is graph.nodes[-1] else _number(node.value)
            of_now = isinstance(now, ForwardStep) and now.node == node.name
            _write(self._values[node.name], words if known else "", of_now)

    def _show_gradients(self, back: tuple[BackwardStep, ...], now: Step) -> None:
        gradients = {step.target: step.outgoing for step in back}
        for node, text in self._gradients.items():
            words = _named(f"d{node}", gradients[node]) if node in gradients else ""
            _write(text, words, isinstance(now, BackwardStep) and now.target == node)

    def _show_edges(self, forward: tuple[ForwardStep, ...], back: tuple[BackwardStep, ...], now: Step) -> None:
        """Draw those to come, those gone forward, those gone back, and last, over all others, those of the step."""
        gone, returned = {step.node for step in forward}, {(step.target, step.source) for step in back}
        looks: dict[tuple[str, str], tuple[int, str, str, float]] = {}
        for edge in self._edges:
            if _is_of(edge, now):
                looks[edge] = 3, CURVE, "-", 4
            elif edge in returned:
                looks[edge] = 2, CURVE, "--", 1.6
            else:
                looks[edge] = (1, INK, "-", 1.4) if edge[1] in gone else (0, GREY, ":", 1.2)
        in_order = sorted(looks, key=lambda edge: looks[edge][0])
        _, colours, dashes, widths = zip(*(looks[edge] for edge in in_order), strict=True)
        self._lines.set_segments([self._path(edge) for edge in in_order])
        self._lines.set(colors=colours, linestyles=dashes, linewidths=widths)

    def settle(self) -> None:
        """Write the formula of the step, and its numbers in lines that fit into the axes' box as it now is."""
        now = self._now
        self._formula.set_text(now.formula if now else _("The start: the example, its label and the parameters."))
        product = f"{now.product}: " if isinstance(now, BackwardStep) else ""
        told = textwrap.wrap(product + now.numbers if now else "", round(self.room[0] / LETTER))
        self._numbers.set_text("\n".join(told))
        self._formula.set_position((2, 3 + 1.3 * FONT * max(len(told), 1)))


def _is_of(edge: tuple[str, str], step: Step) -> bool:
    """Tell whether a step goes along an edge."""
    if isinstance(step, BackwardStep):
        return edge == (step.target, step.source)
    return step is not None and edge[1] == step.node


def _write(pill: Annotation, words: str, now: bool) -> None:
    pill.set_text(words)
    frame: Any = pill.get_bbox_patch()
    frame.set_facecolor(NOW if now else PLAIN)


def _number(value: Array) -> str:
    """Write a few numbers in the rows and columns of their array, and of more the shape."""
    if value.size > MOST_NUMBERS:
        return f"{value.shape}"
    if value.size == 1:
        return written(value.item(), ".3g")
    largest = float(np.abs(value).max())  # of it three digits are told, and of the others as many decimals
    decimals = int(np.clip(2 - np.floor(np.log10(largest)), 0, 5)) if largest else 0
    told = [[written(number, f"z.{decimals}f") for number in row] for row in value]
    widest = max(len(number) for row in told for number in row)
    return "\n".join(" ".join(number.rjust(widest, FIGURE_SPACE) for number in row) for row in told)


def _named(name: str, value: Array) -> str:
    numbers = _number(value)
    return f"{name}\n{numbers}" if "\n" in numbers or value.size > 1 else f"{name} = {numbers}"
