"""Marks a learner's function, and names the mistake.

source               what a function is made of
binding  running     what it is handed, and what it does with it: on copies, within a time limit
watching  asking     how it does it: where a nan comes up, which line is run for each example
answer  cases        what it returned, and what it is tried on
comparison           is it the same as an equation gives, in any form that means the same?
starts  sizes        the same for random parameters, for shapes and counts,
units  slopes        for a unit placed by hand, and for slopes that are measured
measures  diagnosis  what is wrong with it
failures  result     in words
checks               the whole way
small_checks         a check for each exercise that is smaller than a function of the network; and here, for each other
"""

from nnlib.activations import ActivationName
from nnlib.exercises.checks import Learners, check
from nnlib.exercises.result import CheckResult, WrongError
from nnlib.exercises.small_checks import (
    check_accuracy,
    check_gradients_in_rows,
    check_output_layer,
    check_parameter_count,
    check_shapes,
    check_standardized,
    check_two_sums,
    check_unit,
)

__all__ = [
    "CheckResult",
    "WrongError",
    "check_accuracy",
    "check_activation_derivative",
    "check_backward",
    "check_cost",
    "check_dW1",
    "check_dW2",
    "check_dZ1",
    "check_dZ2",
    "check_db1",
    "check_db2",
    "check_forward",
    "check_gradients_in_rows",
    "check_initialize_parameters",
    "check_numerical_gradients",
    "check_output_layer",
    "check_parameter_count",
    "check_shapes",
    "check_standardized",
    "check_training_loop",
    "check_two_sums",
    "check_unit",
    "check_update",
    "check_vectorized",
]


def check_initialize_parameters(
    function: Learners, *, activation: ActivationName | None = None, raises: bool | None = None
) -> CheckResult:
    """Check a function that makes the parameters to start with.

    Args:
        function: takes n0, n1, n2 and rng; returns W1, b1, W2, b2.
        activation: of the hidden layer; left out, tanh, and every one where the function takes an `activation`.
        raises: whether to raise where it is wrong; left out, where NNLIB_CHECKS is "raise" or nbgrader runs it.

    Returns:
        CheckResult with .passed, .mistake and the words; it shows itself.

    Raises:
        TypeError: what is passed is no function.
        WrongError: an AssertionError, where it is wrong or not finished and `raises` says so.
    """
    return check(function, "initialize_parameters", activation=activation, raises=raises)


def check_activation_derivative(
    function: Learners, *, activation: ActivationName | None = None, raises: bool | None = None
) -> CheckResult:
    """Check the derivative of an activation.

    Args:
        function: takes Z, an array of any shape; returns an array of Z's shape.
        activation: of the hidden layer; left out, tanh, and every one where the function takes an `activation`.
        raises: whether to raise where it is wrong; left out, where NNLIB_CHECKS is "raise" or nbgrader runs it.

    Returns:
        CheckResult with .passed, .mistake and the words; it shows itself.

    Raises:
        TypeError: what is passed is no function.
        WrongError: an AssertionError, where it is wrong or not finished and `raises` says so.
    """
    return check(function, "activation_derivative", activation=activation, raises=raises)


def check_forward(
    function: Learners, *, activation: ActivationName | None = None, raises: bool | None = None
) -> CheckResult:
    """Check forward propagation.

    Args:
        function: takes parameters and X; returns Z1, A1, Z2, A2.
        activation: of the hidden layer; left out, tanh, and every one where the function takes an `activation`.
        raises: whether to raise where it is wrong; left out, where NNLIB_CHECKS is "raise" or nbgrader runs it.

    Returns:
        CheckResult with .passed, .mistake and the words; it shows itself.

    Raises:
        TypeError: what is passed is no function.
        WrongError: an AssertionError, where it is wrong or not finished and `raises` says so.
    """
    return check(function, "forward", activation=activation, raises=raises)


def check_cost(
    function: Learners, *, activation: ActivationName | None = None, raises: bool | None = None
) -> CheckResult:
    """Check the cost; also where a network is very sure, and log(0) lies near.

    Args:
        function: takes cache and Y; returns one number, J.
        activation: of the hidden layer; left out, tanh, and every one where the function takes an `activation`.
        raises: whether to raise where it is wrong; left out, where NNLIB_CHECKS is "raise" or nbgrader runs it.

    Returns:
        CheckResult with .passed, .mistake and the words; it shows itself.

    Raises:
        TypeError: what is passed is no function.
        WrongError: an AssertionError, where it is wrong or not finished and `raises` says so.
    """
    return check(function, "cost", activation=activation, raises=raises)


def check_dZ2(
    function: Learners, *, activation: ActivationName | None = None, raises: bool | None = None
) -> CheckResult:
    """Check equation 1 of backpropagation alone: dZ2.

    Args:
        function: takes A2 and Y; returns dZ2.
        activation: of the hidden layer; left out, tanh, and every one where the function takes an `activation`.
        raises: whether to raise where it is wrong; left out, where NNLIB_CHECKS is "raise" or nbgrader runs it.

    Returns:
        CheckResult with .passed, .mistake and the words; it shows itself.

    Raises:
        TypeError: what is passed is no function.
        WrongError: an AssertionError, where it is wrong or not finished and `raises` says so.
    """
    return check(function, "dZ2", activation=activation, raises=raises)


def check_dW2(
    function: Learners, *, activation: ActivationName | None = None, raises: bool | None = None
) -> CheckResult:
    """Check equation 2 of backpropagation alone: dW2.

    Args:
        function: takes dZ2 and A1; returns dW2.
        activation: of the hidden layer; left out, tanh, and every one where the function takes an `activation`.
        raises: whether to raise where it is wrong; left out, where NNLIB_CHECKS is "raise" or nbgrader runs it.

    Returns:
        CheckResult with .passed, .mistake and the words; it shows itself.

    Raises:
        TypeError: what is passed is no function.
        WrongError: an AssertionError, where it is wrong or not finished and `raises` says so.
    """
    return check(function, "dW2", activation=activation, raises=raises)


def check_db2(
    function: Learners, *, activation: ActivationName | None = None, raises: bool | None = None
) -> CheckResult:
    """Check equation 3 of backpropagation alone: db2.

    Args:
        function: takes dZ2; returns db2.
        activation: of the hidden layer; left out, tanh, and every one where the function takes an `activation`.
        raises: whether to raise where it is wrong; left out, where NNLIB_CHECKS is "raise" or nbgrader runs it.

    Returns:
        CheckResult with .passed, .mistake and the words; it shows itself.

    Raises:
        TypeError: what is passed is no function.
        WrongError: an AssertionError, where it is wrong or not finished and `raises` says so.
    """
    return check(function, "db2", activation=activation, raises=raises)


def check_dZ1(
    function: Learners, *, activation: ActivationName | None = None, raises: bool | None = None
) -> CheckResult:
    """Check equation 4 of backpropagation alone: dZ1.

    Args:
        function: takes W2, dZ2 and Z1 (or A1, by that name); returns dZ1.
        activation: of the hidden layer; left out, tanh, and every one where the function takes an `activation`.
        raises: whether to raise where it is wrong; left out, where NNLIB_CHECKS is "raise" or nbgrader runs it.

    Returns:
        CheckResult with .passed, .mistake and the words; it shows itself.

    Raises:
        TypeError: what is passed is no function.
        WrongError: an AssertionError, where it is wrong or not finished and `raises` says so.
    """
    return check(function, "dZ1", activation=activation, raises=raises)


def check_dW1(
    function: Learners, *, activation: ActivationName | None = None, raises: bool | None = None
) -> CheckResult:
    """Check equation 5 of backpropagation alone: dW1.

    Args:
        function: takes dZ1 and X; returns dW1.
        activation: of the hidden layer; left out, tanh, and every one where the function takes an `activation`.
        raises: whether to raise where it is wrong; left out, where NNLIB_CHECKS is "raise" or nbgrader runs it.

    Returns:
        CheckResult with .passed, .mistake and the words; it shows itself.

    Raises:
        TypeError: what is passed is no function.
        WrongError: an AssertionError, where it is wrong or not finished and `raises` says so.
    """
    return check(function, "dW1", activation=activation, raises=raises)


def check_db1(
    function: Learners, *, activation: ActivationName | None = None, raises: bool | None = None
) -> CheckResult:
    """Check equation 6 of backpropagation alone: db1.

    Args:
        function: takes dZ1; returns db1.
        activation: of the hidden layer; left out, tanh, and every one where the function takes an `activation`.
        raises: whether to raise where it is wrong; left out, where NNLIB_CHECKS is "raise" or nbgrader runs it.

    Returns:
        CheckResult with .passed, .mistake and the words; it shows itself.

    Raises:
        TypeError: what is passed is no function.
        WrongError: an AssertionError, where it is wrong or not finished and `raises` says so.
    """
    return check(function, "db1", activation=activation, raises=raises)


def check_backward(
    function: Learners, *, activation: ActivationName | None = None, raises: bool | None = None
) -> CheckResult:
    """Check backpropagation: the six equations.

    Args:
        function: takes parameters, cache, X and Y; returns dZ2, dW2, db2, dZ1, dW1, db1.
        activation: of the hidden layer; left out, tanh, and every one where the function takes an `activation`.
        raises: whether to raise where it is wrong; left out, where NNLIB_CHECKS is "raise" or nbgrader runs it.

    Returns:
        CheckResult with .passed, .mistake and the words; it shows itself.

    Raises:
        TypeError: what is passed is no function.
        WrongError: an AssertionError, where it is wrong or not finished and `raises` says so.
    """
    return check(function, "backward", activation=activation, raises=raises)


def check_vectorized(
    function: Learners, *, activation: ActivationName | None = None, raises: bool | None = None
) -> CheckResult:
    """Check backpropagation without a loop over the examples.

    Args:
        function: takes parameters, X and Y (and cache, by that name); returns dZ2, dW2, db2, dZ1, dW1, db1.
        activation: of the hidden layer; left out, tanh, and every one where the function takes an `activation`.
        raises: whether to raise where it is wrong; left out, where NNLIB_CHECKS is "raise" or nbgrader runs it.

    Returns:
        CheckResult with .passed, .mistake and the words; it shows itself.

    Raises:
        TypeError: what is passed is no function.
        WrongError: an AssertionError, where it is wrong or not finished and `raises` says so.
    """
    return check(function, "vectorized", activation=activation, raises=raises)


def check_update(
    function: Learners, *, activation: ActivationName | None = None, raises: bool | None = None
) -> CheckResult:
    """Check one step of gradient descent.

    Args:
        function: takes parameters, gradients and learning_rate; returns W1, b1, W2, b2.
        activation: of the hidden layer; left out, tanh, and every one where the function takes an `activation`.
        raises: whether to raise where it is wrong; left out, where NNLIB_CHECKS is "raise" or nbgrader runs it.

    Returns:
        CheckResult with .passed, .mistake and the words; it shows itself.

    Raises:
        TypeError: what is passed is no function.
        WrongError: an AssertionError, where it is wrong or not finished and `raises` says so.
    """
    return check(function, "update", activation=activation, raises=raises)


def check_numerical_gradients(
    function: Learners, *, activation: ActivationName | None = None, raises: bool | None = None
) -> CheckResult:
    """Check slopes of the cost, measured by moving one number at a time.

    Args:
        function: takes parameters, X and Y; returns dW1, db1, dW2, db2.
        activation: of the hidden layer; left out, tanh, and every one where the function takes an `activation`.
        raises: whether to raise where it is wrong; left out, where NNLIB_CHECKS is "raise" or nbgrader runs it.

    Returns:
        CheckResult with .passed, .mistake and the words; it shows itself.

    Raises:
        TypeError: what is passed is no function.
        WrongError: an AssertionError, where it is wrong or not finished and `raises` says so.
    """
    return check(function, "numerical_gradients", activation=activation, raises=raises)


def check_training_loop(
    function: Learners, *, activation: ActivationName | None = None, raises: bool | None = None
) -> CheckResult:
    """Check the whole loop of gradient descent.

    Args:
        function: takes parameters, X, Y, learning_rate and iterations; returns the trained W1, b1, W2, b2.
        activation: of the hidden layer; left out, tanh, and every one where the function takes an `activation`.
        raises: whether to raise where it is wrong; left out, where NNLIB_CHECKS is "raise" or nbgrader runs it.

    Returns:
        CheckResult with .passed, .mistake and the words; it shows itself.

    Raises:
        TypeError: what is passed is no function.
        WrongError: an AssertionError, where it is wrong or not finished and `raises` says so.
    """
    return check(function, "training_loop", activation=activation, raises=raises)
