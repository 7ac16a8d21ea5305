"""How gradient descent trains a neural network with one hidden layer, in NumPy.

A name is imported when it is first asked for: the mathematics needs NumPy alone, and whoever asks for no picture needs
no matplotlib.  Here the library's functions get their door, which refuses wrong input in words.
"""

import ast
import importlib
import inspect
import sys
from types import FunctionType
from typing import TYPE_CHECKING, Any

from nnlib._machinery.door import checked as _behind_the_door
from nnlib._machinery.installed import is_installed as _is_installed
from nnlib._machinery.installed import what_to_install as _what_to_install

# pyright: reportUnusedImport=false
# fmt: off
# isort: off
if TYPE_CHECKING:  # each public name, once: for editors and type checkers, and `_MODULE_OF` is read from these lines
    from nnlib.activations import relu, relu_derivative, sigmoid, sigmoid_derivative, tanh, tanh_derivative
    from nnlib.network import Cache, Gradients, Parameters, accuracy, backward, cost, forward, initialize_parameters
    from nnlib.network import predict, update
    from nnlib.loops import backward_by_loop
    from nnlib.gradient_check import GradientCheck, gradient_check
    from nnlib.graph import Graph, logistic_regression_graph, network_graph
    from nnlib.landscape import Landscape, landscape
    from nnlib.training import DivergenceError, History, Step, descend, train
    from nnlib.sweep import Sweep, sweep, sweep_steps
    from nnlib.parameters_file import load_parameters, save_parameters
    from nnlib.datasets import Dataset, make_circles, make_flower, make_moons, make_spiral, make_xor
    from nnlib.datasets import load_breast_cancer, load_digits, load_penguins, standardize, train_test_split
    from nnlib.model import Model, Prediction, Run, train_and_test
    from nnlib.products import Product, ShapeExplanation, ShapeLedger, explain_shapes, shape_ledger
    from nnlib.checks import CATALOGUE, CheckResult, WrongError, check_accuracy, check_activation_derivative
    from nnlib.checks import check_backward, check_cost, check_db1, check_db2, check_dW1, check_dW2, check_dZ1
    from nnlib.checks import check_dZ2, check_forward, check_gradients_in_rows, check_initialize_parameters
    from nnlib.checks import check_numerical_gradients, check_output_layer, check_parameter_count, check_safe_cost
    from nnlib.checks import check_shapes, check_standardized, check_training_loop, check_two_sums, check_unit
    from nnlib.checks import check_update, check_vectorized, mystery
    from nnlib.plots import Picture, draw, draw_side_by_side, plot_activation, plot_boundary, plot_check, plot_cost
    from nnlib.plots import plot_costs, plot_examples, plot_graph, plot_landscape, plot_loss, plot_loss_over_z
    from nnlib.plots import plot_losses, plot_matrices, plot_network, plot_predictions, plot_step, plot_step_times
    from nnlib.plots import plot_sweep, plot_times, plot_unit, plot_units, save_animation
    from nnlib.widgets import Explorer, explore_cost, explore_descent, explore_forward, explore_graph, explore_loss
    from nnlib.widgets import explore_mistakes, explore_parameters, explore_sweep, explore_unit
    from nnlib.widgets import explore_playground, explore_vectorization
# fmt: on

__version__ = "0.1.0"


def _imported_above() -> dict[str, str]:
    """Read from this file which module has which of the public names."""
    source = inspect.getsource(sys.modules[__name__])
    block = next(node for node in ast.parse(source).body if isinstance(node, ast.If))
    lines = [line for line in block.body if isinstance(line, ast.ImportFrom)]
    return {alias.name: f"{line.module}" for line in lines for alias in line.names}


_MODULE_OF = _imported_above()


def __getattr__(name: str) -> Any:
    if name == "__all__":
        return [each for each, module in _MODULE_OF.items() if _is_installed(module.removeprefix("nnlib."))]
    if name not in _MODULE_OF:
        if f"nnlib.{name}" in _MODULE_OF.values():
            return importlib.import_module(f"nnlib.{name}")
        raise AttributeError(f"module 'nnlib' has no attribute {name!r}")
    try:
        found = getattr(importlib.import_module(_MODULE_OF[name]), name)
    except ModuleNotFoundError as error:
        if f"{error.name}".startswith("nnlib"):
            raise
        raise _what_to_install(name, error) from None
    if isinstance(found, FunctionType) and not name.startswith("check_"):  # a check says itself what it is given
        found = _behind_the_door(found)
        found.__module__ = __name__  # where it can be found again, as pickle wants
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *_MODULE_OF})


for _name in ("gradient_check", "landscape", "sweep"):  # modules too, which would stand in the place of the functions
    __getattr__(_name)
