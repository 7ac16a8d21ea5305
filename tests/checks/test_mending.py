"""The line that was meant is found where the shapes in a line do not fit, in the learner's own names."""

import numpy as np
import pytest

from nnlib._machinery.formulas import written
from nnlib.checks import check_backward, check_dW2, check_dZ1, check_forward, check_two_sums, check_update
from nnlib.checks.cases import make_cases
from nnlib.checks.mending import mended
from nnlib.checks.running import run
from nnlib.checks.tasks import TASKS
from tests.checks.examples import from_a_cell


def line_meant(task, code, arguments):
    """Give the array and the line that is found for one that fails in a function of these arguments."""
    function = from_a_cell(f"def mine({arguments}):\n    {code}\n    return 0", "mine")
    case = make_cases(task, "tanh")[0]
    failure = run(function, TASKS[task], case.known).failure
    assert failure is not None
    found = mended(failure, TASKS[task], case)
    return found and (found.arrays[0], written(found.found.base))


@pytest.mark.parametrize(
    ("task", "arguments", "code", "meant"),
    [
        ("dZ1", "W2, dZ2, Z1", "dZ1 = W2 @ dZ2 * (1 - np.tanh(Z1) ** 2)", "W2.T @ dZ2 * (1 - np.tanh(Z1) ** 2)"),
        ("dZ1", "W2, dZ2, Z1", "dZ1 = W2.T @ dZ2 @ (1 - np.tanh(Z1) ** 2)", "W2.T @ dZ2 * (1 - np.tanh(Z1) ** 2)"),
        ("dZ1", "W2, dZ2, Z1", "return W2.T * dZ2 @ (1 - np.tanh(Z1) ** 2)", "W2.T * dZ2 * (1 - np.tanh(Z1) ** 2)"),
        ("dW2", "dZ2, A1", "dW2 = dZ2 @ A1 / A1.shape[1]", "dZ2 @ A1.T / m"),
        ("dW2", "dZ2, A1", "dW2 = np.dot(A1, dZ2) / A1.shape[1]", "dZ2 @ A1.T / m"),
        ("forward", "parameters, X", "Z1 = parameters.W1.T @ X + parameters.b1", "W1 @ X + b1"),
        ("forward", "parameters, X", "Z1 = np.dot(X, parameters['W1']) + parameters['b1']", "W1 @ X + b1"),
        (
            "update",
            "parameters, gradients, learning_rate",
            "W1 = parameters.W1 - learning_rate * gradients.dW2",
            "W1 - learning_rate * dW1",
        ),
        (
            "backward",
            "parameters, cache, X, Y",
            "dZ1 = parameters.W1.T @ (cache.A2 - Y) * (1 - cache.A1 ** 2)",
            "W2.T @ (A2 - Y) * (1 - A1 ** 2)",
        ),
        ("dZ1", "W2, dZ2, A1", "return dZ2 @ W2 * (1 - A1 ** 2)", "W2.T @ dZ2 * (1 - A1 ** 2)"),
        ("dW2", "dZ2, A1", "dW2 = np.sum([dZ2 @ A1 for i in range(3)])", None),
    ],
)
def test_the_line_that_was_meant_is_found(task, arguments, code, meant):
    found = line_meant(task, code, arguments)
    assert found is None if meant is None else found and found[1] == meant


def test_a_name_of_ones_own_for_the_array_is_no_matter():
    assert line_meant("dW2", "slope = dZ2 @ A1 / A1.shape[1]", "dZ2, A1") == ("dW2", "dZ2 @ A1.T / m")


def test_no_line_of_a_helper_is_mended():
    code = "def layer(A, W, b):\n    Z = W @ A + b\n    return Z, np.tanh(A)\n\n\ndef mine(parameters, X):\n"
    code += "    W1, b1, W2, b2 = parameters\n    Z1, A1 = layer(X, W1, b1)\n    return Z1, A1, *layer(A1, W2, b2)"
    text = repr(check_forward(from_a_cell(code, "mine")))
    assert "In `layer`, line 2, `W @ A`: the shapes do not fit." in text
    assert "your line is close" not in text


def test_it_is_told_in_three_steps_with_what_differs_marked():
    def mine(W2, dZ2, Z1):
        dZ1 = W2 @ dZ2 * (1 - np.tanh(Z1) ** 2)
        return dZ1  # noqa: RET504

    text = repr(check_dZ1(mine))
    assert "dZ1: your line is close to the right one." in text
    assert "Hint: It is about `W2`." in text
    assert text.splitlines()[-2:] == ["    W2.T @ dZ2 * (1 - np.tanh(Z1) ** 2)", "    ^^^^"]


# What was told of other arrays, or against the right line.


def of_all(dZ1):
    """A whole backward with this line for dZ1."""
    code = f"""def mine(parameters, cache, X, Y):
    W1, b1, W2, b2 = parameters
    Z1, A1, Z2, A2 = cache
    m = X.shape[1]
    dZ2 = A2 - Y
    dZ1 = {dZ1}
    return dZ2, dZ2 @ A1.T / m, dZ2.mean(1, keepdims=True), dZ1, dZ1 @ X.T / m, dZ1.mean(1, keepdims=True)"""
    return from_a_cell(code, "mine")


@pytest.mark.parametrize("line", ["W2.T @ dZ2 @ (1 - A1**2)", "W1.T @ dZ2 * (1 - A1**2)", "W2.T * dZ2.T * (1 - A1**2)"])
def test_nothing_is_said_of_arrays_that_have_no_part_in_it(line):
    text = repr(check_backward(of_all(line)))
    assert "gradient of its own" not in text
    assert "b1" not in text.split("Line ")[1].split("\n")[0]


def test_of_an_update_the_gradient_of_another_array_is_named():
    def mine(parameters, gradients, learning_rate):
        return parameters.W1 - learning_rate * gradients.dW2, 0, 0, 0

    assert "W1 is combined with dW2 here" in repr(check_update(mine))


def test_a_bias_that_is_another_array_is_named_before_any_other_line():
    def mine(parameters, X):
        W1, W2, b1, b2 = parameters  # noqa: RUF059
        Z1 = W1 @ X + b1
        return Z1, Z1, Z1, Z1

    text = repr(check_forward(mine))
    assert "Your b1 has the shape (1, 4)" in text
    assert "your line is close" not in text


def test_sums_that_are_not_transposed_are_mended():
    def mine(A2, Y):
        ones = -(Y @ np.log(A2))
        return ones, ones

    text = repr(check_two_sums(mine))
    assert "`Y @ np.log(A2)`: the shapes do not fit" in text
    assert "Transpose np.log(A2)" in text
    assert "    -(Y @ np.log(A2).T)\n" in text


def test_a_right_line_beside_it_is_not_touched():
    assert check_dW2(lambda dZ2, A1: dZ2 @ A1.T / A1.shape[1]).passed


def test_an_array_of_the_notebook_in_place_of_a_field_gets_one_advice():
    line = "dW2 = dZ2 @ {}A1.T / X.shape[1]"
    code = f"A1 = np.ones((4, 300))\n\n\ndef mine(parameters, cache, X, Y):\n    dZ2 = cache.A2 - Y\n    {line}\n"
    result = check_backward(from_a_cell(code.format("") + "    return dZ2, dW2", "mine"))
    assert "reads A1 from the notebook" in result.lead
    assert result.lead.endswith("Write `cache.A1`.")
    assert result.failure.endswith("the inner sizes, m = 7 and 300, differ.")
    assert not result.findings
