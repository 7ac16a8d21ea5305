"""How gradient descent trains a neural network with one hidden layer, in NumPy.

The mathematics is imported with the package and needs NumPy alone.
"""

from nnlib.activations import relu, relu_derivative, sigmoid, sigmoid_derivative, tanh, tanh_derivative
from nnlib.gradient_check import GradientCheck, gradient_check
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
from nnlib.training import DivergenceError, History, Step, descend, train

__version__ = "0.1.0"

__all__ = [
    "Cache",
    "DivergenceError",
    "GradientCheck",
    "Gradients",
    "History",
    "Parameters",
    "Step",
    "accuracy",
    "backward",
    "cost",
    "descend",
    "forward",
    "gradient_check",
    "initialize_parameters",
    "predict",
    "relu",
    "relu_derivative",
    "sigmoid",
    "sigmoid_derivative",
    "tanh",
    "tanh_derivative",
    "train",
    "update",
]
