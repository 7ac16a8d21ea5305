"""Sliders over the mathematics: each `explore_` function returns a widget.

A widget is a plain function of its controls' values, a picture, and thin wiring between them (`Explorer`).
"""

from nnlib.widgets.cost import explore_cost, explore_loss
from nnlib.widgets.descent import explore_descent
from nnlib.widgets.explorer import Explorer
from nnlib.widgets.forward import explore_forward
from nnlib.widgets.graph import explore_graph
from nnlib.widgets.lab import explore_mistakes
from nnlib.widgets.parameters import explore_parameters
from nnlib.widgets.playground import Playground, explore_playground
from nnlib.widgets.sweep_map import explore_sweep
from nnlib.widgets.unit import explore_unit
from nnlib.widgets.vectorization import explore_vectorization

__all__ = [
    "Explorer",
    "Playground",
    "explore_cost",
    "explore_descent",
    "explore_forward",
    "explore_graph",
    "explore_loss",
    "explore_mistakes",
    "explore_parameters",
    "explore_playground",
    "explore_sweep",
    "explore_unit",
    "explore_vectorization",
]
