"""The checks of what is smaller than a function of the network."""

from typing import Any

from nnlib.activations import ActivationName
from nnlib.exercises.checks import check
from nnlib.exercises.result import CheckResult
from nnlib.exercises.trials import Learners


def check_shapes(function: Learners, *, raises: bool | None = None) -> CheckResult:
    """Check a function that gives the shapes of the parameters.

    Args:
        function: takes n0, n1 and n2; returns the shapes of W1, b1, W2, b2, two numbers each.
        raises: whether to raise where it is wrong; left out, where NNLIB_CHECKS is "raise" or nbgrader runs it.

    Returns:
        CheckResult with .passed, .mistake and the words; it shows itself.

    Raises:
        TypeError: what is passed is no function.
        WrongError: an AssertionError, where it is wrong or not finished and `raises` says so.
    """
    return check(function, "all_shapes", activation=None, raises=raises)


def check_parameter_count(function: Learners, *, raises: bool | None = None) -> CheckResult:
    """Check a function that counts the parameters.

    Args:
        function: takes n0, n1 and n2; returns one number.
        raises: whether to raise where it is wrong; left out, where NNLIB_CHECKS is "raise" or nbgrader runs it.

    Returns:
        CheckResult with .passed, .mistake and the words; it shows itself.

    Raises:
        TypeError: what is passed is no function.
        WrongError: an AssertionError, where it is wrong or not finished and `raises` says so.
    """
    return check(function, "count_parameters", activation=None, raises=raises)


def check_two_sums(function: Learners, *, raises: bool | None = None) -> CheckResult:
    """Check the cross-entropy in two sums, one for each label.

    Args:
        function: takes A2 and Y; returns the sum of the losses with y = 1, then that with y = 0.
        raises: whether to raise where it is wrong; left out, where NNLIB_CHECKS is "raise" or nbgrader runs it.

    Returns:
        CheckResult with .passed, .mistake and the words; it shows itself.

    Raises:
        TypeError: what is passed is no function.
        WrongError: an AssertionError, where it is wrong or not finished and `raises` says so.
    """
    return check(function, "two_sums", activation=None, raises=raises)


def check_output_layer(
    function: Learners, *, activation: ActivationName | None = None, raises: bool | None = None
) -> CheckResult:
    """Check the output layer of forward propagation alone.

    Args:
        function: takes W2, b2 and A1; returns Z2, A2.
        activation: of the hidden layer; left out, tanh, and every one where the function takes an `activation`.
        raises: whether to raise where it is wrong; left out, where NNLIB_CHECKS is "raise" or nbgrader runs it.

    Returns:
        CheckResult with .passed, .mistake and the words; it shows itself.

    Raises:
        TypeError: what is passed is no function.
        WrongError: an AssertionError, where it is wrong or not finished and `raises` says so.
    """
    return check(function, "output_layer", activation=activation, raises=raises)


def check_gradients_in_rows(function: Learners, *, raises: bool | None = None) -> CheckResult:
    """Check the gradients of layer 1 where the examples are rows.

    Args:
        function: takes dZ1_rows (m, n1) and X_rows (m, n0); returns the gradients of W1ᵀ (n0, n1) and of b1ᵀ (1, n1).
        raises: whether to raise where it is wrong; left out, where NNLIB_CHECKS is "raise" or nbgrader runs it.

    Returns:
        CheckResult with .passed, .mistake and the words; it shows itself.

    Raises:
        TypeError: what is passed is no function.
        WrongError: an AssertionError, where it is wrong or not finished and `raises` says so.
    """
    return check(function, "gradients_in_rows", activation=None, raises=raises)


def check_unit(w: Any, b: Any, *, raises: bool | None = None) -> CheckResult:
    """Check the weights and the bias of a unit that is placed by hand, by what the unit does.

    It is right where tanh(w1 x1 + w2 x2 + b) is at most −0.95 wherever x1 is 0 or less, and at least 0.95 wherever x1
    is 1 or more, whatever x2 is.

    Args:
        w: the weights w1 and w2, as a row, (1, 2).
        b: the bias, (1, 1), or one number.
        raises: whether to raise where it is wrong; left out, where NNLIB_CHECKS is "raise" or nbgrader runs it.

    Returns:
        CheckResult with .passed, .mistake and the words; it shows itself.

    Raises:
        WrongError: an AssertionError, where it is wrong or not finished and `raises` says so.
    """

    def unit() -> tuple[Any, Any]:
        return w, b

    return check(unit, "unit", activation=None, raises=raises)


def check_standardized(function: Learners, *, raises: bool | None = None) -> CheckResult:
    """Check a function that standardizes a training set, and a held-out set with it.

    Args:
        function: takes raw_train (n0, m) and raw_test (n0, m_test); returns X_train and X_test: these two, standardized
            with the training set's mean and standard deviation.
        raises: whether to raise where it is wrong; left out, where NNLIB_CHECKS is "raise" or nbgrader runs it.

    Returns:
        CheckResult with .passed, .mistake and the words; it shows itself.

    Raises:
        TypeError: what is passed is no function.
        WrongError: an AssertionError, where it is wrong or not finished and `raises` says so.
    """
    return check(function, "standardized", activation=None, raises=raises)


def check_accuracy(function: Learners, *, raises: bool | None = None) -> CheckResult:
    """Check a function that gives the accuracy of predictions.

    Args:
        function: takes A2 and Y; returns the fraction of examples whose label is predicted right, in [0, 1].
        raises: whether to raise where it is wrong; left out, where NNLIB_CHECKS is "raise" or nbgrader runs it.

    Returns:
        CheckResult with .passed, .mistake and the words; it shows itself.

    Raises:
        TypeError: what is passed is no function.
        WrongError: an AssertionError, where it is wrong or not finished and `raises` says so.
    """
    return check(function, "accuracy", activation=None, raises=raises)
