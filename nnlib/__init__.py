"""How gradient descent trains a neural network with one hidden layer, in NumPy.

The mathematics is imported with the package and needs NumPy alone.  Pictures, widgets and exercises are imported when
a name of theirs is first asked for.
"""

import importlib
from typing import TYPE_CHECKING, Any

from nnlib.activations import relu, relu_derivative, sigmoid, sigmoid_derivative, tanh, tanh_derivative
from nnlib.datasets import (
    Dataset,
    load_breast_cancer,
    load_digits,
    load_penguins,
    make_circles,
    make_flower,
    make_moons,
    make_spiral,
    make_xor,
    standardize,
    train_test_split,
)
from nnlib.gradient_check import GradientCheck, gradient_check
from nnlib.graph import Graph, logistic_regression_graph, network_graph
from nnlib.landscape import Landscape, landscape
from nnlib.loops import backward_by_loop
from nnlib.network import (
    Cache,
    Gradients,
    Parameters,
    accuracy,
    backward,
    cost,
    forward,
    initialize_parameters,
    predict,
    update,
)
from nnlib.sweep import Sweep, sweep, sweep_steps
from nnlib.training import DivergenceError, History, Step, descend, train

if TYPE_CHECKING:
    from nnlib.plots import (
        Picture,
        draw,
        draw_side_by_side,
        plot_activation,
        plot_boundary,
        plot_cost,
        plot_costs,
        plot_graph,
        plot_landscape,
        plot_loss,
        plot_loss_over_z,
        plot_losses,
        plot_matrices,
        plot_network,
        plot_passes,
        plot_predictions,
        plot_step,
        plot_sweep,
        plot_times,
        plot_unit,
        plot_units,
    )
    from nnlib.products import (
        Product,
        ShapeExplanation,
        ShapeLedger,
        explain_product,
        explain_shapes,
        shape_ledger,
    )
    from nnlib.widgets import (
        Explorer,
        explore_cost,
        explore_descent,
        explore_forward,
        explore_graph,
        explore_loss,
        explore_parameters,
        explore_sweep,
        explore_training,
        explore_unit,
        explore_vectorization,
    )

__version__ = "0.1.0"

_ON_REQUEST = {
    "plots": (
        "Picture",
        "draw",
        "draw_side_by_side",
        "plot_activation",
        "plot_boundary",
        "plot_cost",
        "plot_loss",
        "plot_loss_over_z",
        "plot_losses",
        "plot_matrices",
        "plot_network",
        "plot_costs",
        "plot_step",
        "plot_sweep",
        "plot_times",
        "plot_unit",
        "plot_units",
        "plot_passes",
        "plot_landscape",
        "plot_graph",
        "plot_predictions",
    ),
    "products": (
        "Product",
        "ShapeExplanation",
        "ShapeLedger",
        "explain_product",
        "explain_shapes",
        "shape_ledger",
    ),
    "widgets": (
        "Explorer",
        "explore_cost",
        "explore_forward",
        "explore_loss",
        "explore_parameters",
        "explore_sweep",
        "explore_training",
        "explore_unit",
        "explore_vectorization",
        "explore_descent",
        "explore_graph",
    ),
}
_MODULE_OF = {name: module for module, names in _ON_REQUEST.items() for name in names}

__all__ = [
    "Cache",
    "Dataset",
    "DivergenceError",
    "Explorer",
    "GradientCheck",
    "Gradients",
    "Graph",
    "History",
    "Landscape",
    "Parameters",
    "Picture",
    "Product",
    "ShapeExplanation",
    "ShapeLedger",
    "Step",
    "Sweep",
    "accuracy",
    "backward",
    "backward_by_loop",
    "cost",
    "descend",
    "draw",
    "draw_side_by_side",
    "explain_product",
    "explain_shapes",
    "explore_cost",
    "explore_descent",
    "explore_forward",
    "explore_graph",
    "explore_loss",
    "explore_parameters",
    "explore_sweep",
    "explore_training",
    "explore_unit",
    "explore_vectorization",
    "forward",
    "gradient_check",
    "initialize_parameters",
    "landscape",
    "load_breast_cancer",
    "load_digits",
    "load_penguins",
    "logistic_regression_graph",
    "make_circles",
    "make_flower",
    "make_moons",
    "make_spiral",
    "make_xor",
    "network_graph",
    "plot_activation",
    "plot_boundary",
    "plot_cost",
    "plot_costs",
    "plot_graph",
    "plot_landscape",
    "plot_loss",
    "plot_loss_over_z",
    "plot_losses",
    "plot_matrices",
    "plot_network",
    "plot_passes",
    "plot_predictions",
    "plot_step",
    "plot_sweep",
    "plot_times",
    "plot_unit",
    "plot_units",
    "predict",
    "relu",
    "relu_derivative",
    "shape_ledger",
    "sigmoid",
    "sigmoid_derivative",
    "standardize",
    "sweep",
    "sweep_steps",
    "tanh",
    "tanh_derivative",
    "train",
    "train_test_split",
    "update",
]


def __getattr__(name: str) -> Any:
    if name not in _MODULE_OF:
        raise AttributeError(f"module 'nnlib' has no attribute {name!r}")
    return getattr(importlib.import_module(f"nnlib.{_MODULE_OF[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
