"""Marks a learner's function: runs it, compares what it returns, and reads back the formula that a wrong array is from.

to read first
  tasks          what a learner writes: arguments, and the right equation of each array as a line of code
  mistakes       the catalogue: known mistakes as wrong formulas (mistakes.toml); a new mistake is added there
  nearby         the formulas near the right one, and the search for that which gives the learner's numbers
from call to message
  checks         the whole way, from the function to the result
  cases          what a function is tried on
  trials         runs it in some cases, and names what it returns
  running        calls it on copies, within a time limit
  source         what its code shows: is it a stub, does it return?
  watching       what its lines do while they run
  comparison     is an array right, given those before it?
  starts         the same for random parameters, where many answers are right
  slopes         the same for measured slopes of the cost
  loops          the same for a loop of gradient descent
  conduct        what is wrong in its equations, in how it computes them, and at the extremes
  diagnosis      what is wrong with an array: a known mistake, a formula, or a measure
  lines          the formulas in the learner's own lines, which the numbers are to bear out
  measures       what can be measured of an array that no formula gives
  failures       an exception in words
  mending        the line that failed, and the right one near it
  result         what was found, as text and in the notebook
"""

from typing import Any, Protocol

from nnlib.activations import ActivationName
from nnlib.checks.checks import check
from nnlib.checks.comparison import in_symbols
from nnlib.checks.mistakes import CATALOGUE as CATALOGUE
from nnlib.checks.mistakes import Mistake as Mistake
from nnlib.checks.mistakes import mystery as mystery
from nnlib.checks.result import CheckResult as CheckResult
from nnlib.checks.result import WrongError as WrongError
from nnlib.checks.tasks import FORMS, TASKS
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


def _checker(task: str, what: str) -> Checker:
    def checker(
        function: Learners, *, activation: ActivationName | None = None, raises: bool | None = None
    ) -> CheckResult:
        return check(function, task, activation=activation, raises=raises)

    takes, returns = (", ".join(map(_described, names)) for names in (TASKS[task].arguments, TASKS[task].equations))
    checker.__name__ = checker.__qualname__ = f"check_{task}"
    checker.__doc__ = ABOUT.format(what=what, takes=takes, returns=returns)
    return checker


def _described(name: str) -> str:
    """Write a name with its shape in the notes, where it has one: "W1 (n1, n0)"."""
    return f"{name} {in_symbols(name)}" if name in FORMS and name != "Z" else name.removeprefix("shape_")


# lesson 01
check_shapes = _checker("shapes", "a function that gives the shapes of the parameters, two numbers each")
check_parameter_count = _checker("parameter_count", "a function that counts the parameters")
# lesson 02
check_two_sums = _checker("two_sums", "the cross-entropy in two sums: over the examples with y = 1, then with y = 0")
check_cost = _checker("cost", "the cost")
check_safe_cost = _checker("safe_cost", "a cost that stays finite where predictions are very sure")
# lesson 03
check_output_layer = _checker("output_layer", "the output layer of forward propagation alone")
check_forward = _checker("forward", "forward propagation")
check_activation_derivative = _checker("activation_derivative", "the derivative of an activation, in Z's shape")
# lesson 04
check_update = _checker("update", "one step of gradient descent")
check_training_loop = _checker("training_loop", "the whole loop of gradient descent")
check_initialize_parameters = _checker("initialize_parameters", "a function that makes the parameters to start with")
# lesson 05
check_dZ2 = _checker("dZ2", "equation 1 of backpropagation alone")
check_dW2 = _checker("dW2", "equation 2 of backpropagation alone")
check_db2 = _checker("db2", "equation 3 of backpropagation alone")
check_dZ1 = _checker("dZ1", "equation 4 of backpropagation alone; it may ask for A1 by that name, too")
check_dW1 = _checker("dW1", "equation 5 of backpropagation alone, without a loop over the examples")
check_db1 = _checker("db1", "equation 6 of backpropagation alone")
check_backward = _checker("backward", "backpropagation: the six equations")
# lesson 06
check_numerical_gradients = _checker(
    "numerical_gradients", "slopes of the cost, measured by moving one number at a time"
)
# lesson 07
check_vectorized = _checker(
    "vectorized", "backpropagation without a loop over the examples; it may ask for cache by that name, too"
)
check_gradients_in_rows = _checker("gradients_in_rows", "the gradients of layer 1 where the examples are rows")
# lesson 08
check_standardized = _checker(
    "standardized", "a function that standardizes two sets, both by the first one's means and standard deviations"
)
check_accuracy = _checker("accuracy", "a function that gives the fraction of examples whose label is predicted right")


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
