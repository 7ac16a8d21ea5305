"""What readers stumbled over: each with the small function of which a check said too little, or what was not so."""

import pytest

from nnlib import checks as e
from tests.checks.examples import from_a_cell

pytestmark = pytest.mark.usefixtures("no_patience")


def said(check, code, **options):
    """What a check says of a function of one line or more: its body, below the arguments."""
    result = check(from_a_cell(f"def mine{code.strip()}", "mine"), raises=False, **options)
    return result, repr(result)


LOOP = "(parameters, X, Y, learning_rate, iterations):\n    for i in range(iterations):\n        "
STEP = """cache = nnlib.forward(parameters, X)
        gradients = nnlib.backward(parameters, cache, X, Y)
        """
BY_KEY = "".join(
    f'parameters["{w}"] = parameters["{w}"] - learning_rate * gradients.d{w}\n        '
    for w in ("W1", "b1", "W2", "b2")
)


def test_what_is_handed_over_by_key_the_librarys_functions_take():
    result, _ = said(e.check_training_loop, f"{LOOP}{STEP}{BY_KEY}\n    return parameters")
    assert result.passed
    copied = (
        "(parameters, X, Y, learning_rate, iterations):\n    parameters = parameters.copy()" + LOOP.partition(":")[2]
    )
    assert said(e.check_training_loop, f"{copied}{STEP}{BY_KEY}\n    return parameters")[0].passed


def test_names_for_what_a_call_returns_are_told_of_that_call():
    _, text = said(e.check_training_loop, f"{LOOP}A2, cache = nnlib.forward(parameters, X)")
    assert "`forward` returns one Cache, which holds Z1, A1, Z2, A2." in text
    assert "Give it one name, `cache = nnlib.forward(parameters, X)`, and read `cache.A2`" in text
    assert "parameters holds" not in text


def test_another_named_tuple_is_read_by_its_names():
    _, text = said(e.check_training_loop, f"{LOOP}{STEP}\n    return cache")
    assert "What it returns has no W1, b1, W2, b2; it has Z1, A1, Z2, A2." in text


@pytest.mark.parametrize(
    ("W2", "words"),
    [
        (
            "n2 * n1",
            "a shape is two numbers, rows and columns, such as (3, 4); this has 1. How many rows has the array",
        ),
        ("np.zeros((n2, n1))", "a whole array, where its shape is asked for"),
    ],
)
def test_what_is_no_shape_is_told_what_one_is(W2, words):
    _, text = said(e.check_shapes, f"(n0, n1, n2):\n    return (n1, n0), (n1, 1), {W2}, (n2, 1)")
    assert f"shape_W2: {words}" in text
    assert "shape_W1:" not in text


def test_the_cause_of_a_shape_names_no_array_that_is_right():
    _, text = said(e.check_shapes, "(n0, n1, n2):\n    return (n1, n0), (n1, 1), (n1, n2), (n2, 1)")
    assert "`W2 = (n1, n2)`" in text
    assert "W1 comes out" not in text


@pytest.mark.parametrize(
    "keys", ["W1 b1 W2 b2", "w1 b1 w2 b2", "shape_W1 shape_b1 shape_W2 shape_b2", "Shape_w1 b1 W2 b2"]
)
def test_shapes_may_come_by_name(keys):
    pairs = zip(keys.split(), ("(n1, n0)", "(n1, 1)", "(n2, n1)", "(n2, 1)"), strict=True)
    code = "(n0, n1, n2):\n    return {" + ", ".join(f'"{key}": {shape}' for key, shape in pairs) + "}"
    assert said(e.check_shapes, code)[0].passed
    assert "`b2 = (n2, n1)`" in said(e.check_shapes, code.replace("(n2, 1)", "(n2, n1)"))[1]


SAFE = "np.maximum(Z2, 0) - Z2 * Y + np.log1p(np.exp(-np.abs(Z2)))"


@pytest.mark.parametrize(
    ("J", "words", "mistake"),
    [
        ("np.mean(-Y * np.log(A2) - (1 - Y) * np.log(1 - A2))", f"J = np.mean({SAFE})", "log_of_zero"),
        (f"np.sum({SAFE})", "np.mean(np.max", "sum_for_mean"),
        (SAFE, "How many numbers is the cost of a network", "losses_not_averaged"),
        (SAFE.replace("np.abs(Z2)", "Z2").join(("np.mean(", ")")), "Look at `Z2` in it.", None),
        ("np.mean(-Y * np.log(np.clip(A2, 1e-9, 1)) - (1 - Y) * np.log(np.clip(1 - A2, 1e-9, 1)))", "cut off", None),
    ],
)
def test_a_safe_cost_is_set_beside_the_form_that_the_lesson_teaches(J, words, mistake):
    result, text = said(e.check_safe_cost, f"(cache, Y):\n    A2, Z2 = cache.A2, cache.Z2\n    J = {J}\n    return J")
    assert not result.passed
    assert result.mistake == mistake
    assert words in text
    assert "logaddexp" not in text


def test_a_product_is_mended_as_a_product():
    _, text = said(e.check_two_sums, "(A2, Y):\n    ones = -(Y @ np.log(A2))\n    return ones, ones")
    assert "    -(Y @ np.log(A2).T)\n                    ^^" in text


@pytest.mark.parametrize(
    ("count", "right", "marked"),
    [
        ("n0 * n1 + n1 + n1 * n2", "n0 * n1 + n1 + n1 * n2 + n2", "+ n2"),
        ("n1 + n0 * n1 + n1 * n2 + n1", "n1 + n0 * n1 + n1 * n2 + n2", "n2"),
        ("n1 + n1 * n0 + n2 * n2 + n2", "n1 + n1 * n0 + n2 * n1 + n2", "* n1"),
    ],
)
def test_the_marks_are_under_the_mistake_and_not_under_an_order(count, right, marked):
    *_, code, marks = said(e.check_parameter_count, f"(n0, n1, n2):\n    return {count}")[1].splitlines()
    assert code.strip() == f"count = {right}"
    assert code[marks.index("^") : marks.rindex("^") + 1] == marked


def test_of_a_line_that_takes_another_array_one_thing_is_said():
    step = "parameters.{0} - learning_rate * gradients.{1}"
    lines = [step.format("W1", "dW1"), step.format("b1", "db1"), step.format("W1", "dW2"), step.format("b2", "db2")]
    code = "(parameters, gradients, learning_rate):\n"
    code += "".join(f"    {w} = {line}\n" for w, line in zip(("W1", "b1", "W2", "b2"), lines, strict=True))
    _, text = said(e.check_update, f"{code}    return W1, b1, W2, b2")
    assert "W2: where the sizes are equal, so that it fits, your numbers are those of `W2 = W1 - " in text
    assert "gradient of its own" not in text


def test_an_array_that_stays_is_not_called_untrained_with_all_others():
    step = "parameters.{0} - learning_rate * gradients.d{0}"
    code = (
        f"(parameters, gradients, learning_rate):\n    return {step.format('W1')}, {step.format('b1')}, parameters.W2, "
    )
    result, text = said(e.check_update, code + step.format("b2"))
    assert result.mistakes == ("unchanged",)
    assert "These numbers are still the old ones" in text


START = "(n0, n1, n2, rng):\n    return {W1}, np.zeros((n1, 1)), {W2}, np.zeros((n2, 1))"


def test_of_a_start_nothing_is_said_twice():
    _, zeros = said(e.check_initialize_parameters, START.format(W1="np.zeros((n1, n0))", W2="np.zeros((n2, n1))"))
    assert "All weights are 0" not in zeros
    giants = {"W1": "10 * rng.standard_normal((n1, n0))", "W2": "10 * rng.standard_normal((n2, n1))"}
    _, large = said(e.check_initialize_parameters, START.format(**giants))
    assert large.count("With much larger weights every unit saturates") == 1
    assert "W2: the weights are of size" in large
    assert "for some sizes" not in large


def test_the_number_of_steps_is_told_by_one_case():
    more = LOOP.replace("range(iterations)", "range(iterations + 1)")
    _, text = said(
        e.check_training_loop,
        f"{more}{STEP}parameters = nnlib.update(parameters, gradients, learning_rate)\n    return parameters",
    )
    assert "each step is right, but their number is not: it is 3 where iterations is 2." in text


@pytest.mark.parametrize("slope", ["A1", "1 - A1", "1 - A1**2", "nnlib.sigmoid_derivative(A1)", "A1 * (1 + A1)"])
@pytest.mark.parametrize(
    "line",
    ["return None if slope is None else W2.T @ dZ2 * slope", "return np.vstack([w * dZ2 for w in W2.T]) * slope"],
)
def test_only_arrays_are_named_that_the_function_has(slope, line):
    result, text = said(e.check_dZ1, f"(W2, dZ2, A1):\n    slope = {slope}\n    {line}", activation="sigmoid")
    assert not result.passed
    assert "dZ1 = W2.T @ dZ2 * (A1 * (1 - A1))" in text
    assert "Z1" not in text.replace("dZ1", "")


def test_an_array_that_changes_its_shape_on_the_way_is_named():
    code = "(W1, b1, W2, b2, X, Y, learning_rate, iterations):\n    for i in range(iterations):\n"
    code += "        Z1 = W1 @ X + b1\n        b1 = b1 - learning_rate * np.mean(Z1, axis=1)"
    assert "Your b1 has the shape (4, 4) there, and (4, 1) at the start" in said(e.check_training_loop, code)[1]


def test_a_name_in_a_helper_may_stand_for_another_array():
    code = "def layer(W1, X):\n    return W1 @ X.T\n\n\ndef mine(parameters, X):\n    return layer(parameters.W2, X)"
    text = repr(e.check_forward(from_a_cell(code, "mine"), raises=False))
    assert "In `layer`, line 2" in text
    assert "at the start" not in text


def test_a_key_that_is_not_there_is_told_beside_those_that_are():
    _, text = said(e.check_update, '(parameters, grads, learning_rate):\n    return parameters["W1"] - grads["W1"]')
    assert "There is no key 'W1'. It has dZ2, dW2, db2, dZ1, dW1, db1." in text


def test_a_mistake_on_the_way_is_named_though_its_array_is_not_returned():
    code = """(parameters, cache, X, Y):
    dW1, db1, m = 0, 0, X.shape[1]
    for i in range(m):
        dz = parameters.W2.T @ (cache.A2 - Y)[:, [i]] * (1 - cache.A1[:, [i]])
        dW1, db1 = dW1 + dz @ X[:, [i]].T / m, db1 + dz / m
    right = nnlib.backward(parameters, cache, X, Y)
    return {"dW1": dW1, "db1": db1, "dW2": right.dW2, "db2": right.db2}"""
    result, text = said(e.check_backward, code)
    assert result.mistakes == ("dZ1_one_minus_a",)
    assert "dW1, db1: your numbers are those that come of `dZ1 = W2.T @ dZ2 * (1 - np.tanh(Z1))` on the way." in text


def test_labels_made_by_cutting_off_are_read_as_they_are():
    assert (
        "`accuracy = np.mean(A2.astype(int) == Y)`"
        in said(e.check_accuracy, "(A2, Y):\n    return np.mean(A2.astype(int) == Y)")[1]
    )


def test_a_number_alone_is_no_formula():
    _, text = said(e.check_dZ2, "(A2, Y):\n    dZ2 = np.zeros(Y.shape) * 1\n    return 0 * A2 if len(Y) > 3 else dZ2")
    assert "zeros only" in text
    assert "`dZ2 = 0 * (A2 - Y)`" in said(e.check_dZ2, "(A2, Y):\n    dZ2 = 0 * (A2 - Y)\n    return dZ2")[1]
    _, text = said(e.check_update, "(parameters, gradients, learning_rate):\n    return parameters.W1, 0, 0, 0")
    assert "`b1 = 0`" not in text
