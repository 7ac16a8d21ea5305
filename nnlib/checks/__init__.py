"""Marks a learner's function: runs it, compares what it returns, and reads back the formula that a wrong array is from.

to read first
  tasks          what a learner writes: arguments, and the right equation of each array as a line of code
  mistakes       the catalogue: known mistakes as wrong formulas (mistakes.toml); a new mistake is added there
  formulas       a formula as a small tree: read, computed, written
  nearby         the formulas near the right one, and the search for that which gives the learner's numbers
from call to message
  cases          what a function is tried on
  running        calls it on copies, within a time limit;  source  watching  asking: how it does what it does
  comparison     is an array right, given those before it?  starts  slopes  loops: where there is no one right answer
  diagnosis      what is wrong: a known mistake, a formula, or what  measures  can tell
  failures       an exception in words
  trials  checks the whole way
  result         what was found, as text and in the notebook
"""

from typing import Any, Protocol

from nnlib.activations import ActivationName
from nnlib.checks.checks import check
from nnlib.checks.mistakes import CATALOGUE as CATALOGUE
from nnlib.checks.mistakes import Mistake as Mistake
from nnlib.checks.mistakes import mystery as mystery
from nnlib.checks.result import CheckResult as CheckResult
from nnlib.checks.result import WrongError as WrongError
from nnlib.checks.trials import Learners

ABOUT = """Check {what}.

    Args:
        function: takes {takes}; returns {returns}.
        activation: of the hidden layer; left out, tanh, and every one where the function takes an `activation`.
        raises: whether to raise where it is wrong; left out, where NNLIB_CHECKS is "raise" or nbgrader runs it.

    Returns:
        CheckResult with .passed, .mistake and the words; it shows itself.

    Raises:
        TypeError, ValueError: what is passed is no function, or no activation.
        WrongError: an AssertionError, where it is wrong or not finished and `raises` says so.
    """


class Checker(Protocol):
    """A check of one task."""

    __name__: str

    def __call__(
        self, function: Learners, *, activation: ActivationName | None = None, raises: bool | None = None
    ) -> CheckResult:
        """Check a learner's function."""
        ...


def _checker(name: str, task: str, what: str, takes: str, returns: str) -> Checker:
    def checker(
        function: Learners, *, activation: ActivationName | None = None, raises: bool | None = None
    ) -> CheckResult:
        return check(function, task, activation=activation, raises=raises)

    checker.__name__ = checker.__qualname__ = f"check_{name}"
    checker.__doc__ = ABOUT.format(what=what, takes=takes, returns=returns)
    return checker


SIX = "dZ2, dW2, db2, dZ1, dW1, db1"
# lesson 01
check_shapes = _checker(
    "shapes", "all_shapes", "a function that gives the shapes of the parameters", "n0, n1 and n2",
    "the shapes of W1, b1, W2, b2, two numbers each",
)  # fmt: skip
check_parameter_count = _checker(
    "parameter_count", "count_parameters", "a function that counts the parameters", "n0, n1 and n2", "one number"
)
# lesson 02
check_two_sums = _checker(
    "two_sums", "two_sums", "the cross-entropy in two sums, one for each label", "A2 and Y",
    "the sum of the losses with y = 1, then that with y = 0",
)  # fmt: skip
check_cost = _checker("cost", "cost", "the cost", "cache and Y", "one number, J")
check_safe_cost = _checker(
    "safe_cost", "safe_cost", "a cost that stays finite where predictions are very sure", "cache and Y", "one number, J"
)
# lesson 03
check_output_layer = _checker(
    "output_layer", "output_layer", "the output layer of forward propagation alone", "W2, b2 and A1", "Z2, A2"
)
check_forward = _checker("forward", "forward", "forward propagation", "parameters and X", "Z1, A1, Z2, A2")
check_activation_derivative = _checker(
    "activation_derivative", "activation_derivative", "the derivative of an activation", "Z, an array of any shape",
    "an array of Z's shape",
)  # fmt: skip
# lesson 04
check_update = _checker(
    "update", "update", "one step of gradient descent", "parameters, gradients and learning_rate", "W1, b1, W2, b2"
)
check_training_loop = _checker(
    "training_loop", "training_loop", "the whole loop of gradient descent",
    "parameters, X, Y, learning_rate and iterations", "the trained W1, b1, W2, b2",
)  # fmt: skip
check_initialize_parameters = _checker(
    "initialize_parameters", "initialize_parameters", "a function that makes the parameters to start with",
    "n0, n1, n2 and rng", "W1, b1, W2, b2",
)  # fmt: skip
# lesson 05
check_dZ2 = _checker("dZ2", "dZ2", "equation 1 of backpropagation alone", "A2 and Y", "dZ2")
check_dW2 = _checker("dW2", "dW2", "equation 2 of backpropagation alone", "dZ2 and A1", "dW2")
check_db2 = _checker("db2", "db2", "equation 3 of backpropagation alone", "dZ2", "db2")
check_dZ1 = _checker("dZ1", "dZ1", "equation 4 of backpropagation alone", "W2, dZ2 and Z1 (or A1, by that name)", "dZ1")
check_dW1 = _checker(
    "dW1", "dW1", "equation 5 of backpropagation alone, without a loop over the examples", "dZ1 and X", "dW1"
)
check_db1 = _checker("db1", "db1", "equation 6 of backpropagation alone", "dZ1", "db1")
check_backward = _checker(
    "backward", "backward", "backpropagation: the six equations", "parameters, cache, X and Y", SIX
)
# lesson 06
check_numerical_gradients = _checker(
    "numerical_gradients", "numerical_gradients", "slopes of the cost, measured by moving one number at a time",
    "parameters, X and Y", "dW1, db1, dW2, db2",
)  # fmt: skip
# lesson 07
check_vectorized = _checker(
    "vectorized", "vectorized", "backpropagation without a loop over the examples",
    "parameters, X and Y (and cache, by that name)", SIX,
)  # fmt: skip
check_gradients_in_rows = _checker(
    "gradients_in_rows", "gradients_in_rows", "the gradients of layer 1 where the examples are rows",
    "dZ1_rows (m, n1) and X_rows (m, n0)", "the gradients of W1ᵀ (n0, n1) and of b1ᵀ (1, n1)",
)  # fmt: skip
# lesson 08
check_standardized = _checker(
    "standardized", "standardized", "a function that standardizes a training set, and a held-out set with it",
    "raw_train (n0, m) and raw_test (n0, m_test)",
    "X_train and X_test: both standardized with the training set's mean and standard deviation",
)  # fmt: skip
check_accuracy = _checker(
    "accuracy", "accuracy", "a function that gives the accuracy of predictions", "A2 and Y",
    "the fraction of examples whose label is predicted right, in [0, 1]",
)  # fmt: skip


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
        TypeError: raises is neither True, False nor None.
        WrongError: an AssertionError, where it is wrong or not finished and `raises` says so.
    """

    def unit() -> tuple[Any, Any]:
        return w, b

    return check(unit, "unit", activation=None, raises=raises)
