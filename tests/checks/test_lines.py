"""A learner's own lines, read as formulas; what the numbers bear out is said, however far it is from the right one."""

import pytest

from nnlib._machinery.formulas import written
from nnlib.checks import check_backward, check_db2, check_forward, check_update, check_vectorized
from nnlib.checks.lines import formulas_in
from nnlib.checks.tasks import TASKS
from tests.checks.examples import from_a_cell

IN_THE_COURSES_STYLE = """
def mine(parameters, cache, X, Y):
    m = X.shape[1]
    W2 = parameters["W2"]
    A1, A2 = cache["A1"], cache["A2"]
    delta = A2 - Y
    dW2 = (1 / m) * np.dot(delta, A1.T)
    db2 = delta.sum(axis=1, keepdims=True)
    db2 /= m
    slope = 1 - np.power(A1, 2)
    dZ1 = np.multiply(np.dot(W2.T, delta), slope)
    for i in range(m):
        dW1 = dZ1 @ X.T
    db1 = np.mean(dZ1, axis=1, keepdims=True)
    return {"dZ2": delta, "dW2": dW2, "db2": db2, "dZ1": dZ1, "dW1": dW1, "db1": db1}
"""

pytestmark = pytest.mark.usefixtures("no_patience")


def read(code, task, by_order=None):
    function = from_a_cell(code.strip(), "mine")
    return {array: written(f) for array, f in formulas_in(function, TASKS[task], by_order or {}).items()}


def test_a_line_is_read_in_the_notes_symbols_with_the_other_names_put_in():
    formulas = read(IN_THE_COURSES_STYLE, "backward")
    assert formulas == {
        "dZ2": "A2 - Y",
        "dW2": "dZ2 @ A1.T / m",
        "db2": "np.sum(dZ2, axis=1, keepdims=True) / m",
        "dZ1": "W2.T @ dZ2 * (1 - A1 ** 2)",
        "dW1": "?",  # set in a loop, so that no line alone tells
        "db1": "np.mean(dZ1, axis=1, keepdims=True)",
    }


@pytest.mark.parametrize(
    ("code", "task", "by_order", "formulas"),
    [
        (
            "def mine(p, x):\n    W1, W2, b1, b2 = p\n    n, m = x.shape\n    return W1 @ x / m, 1, W2 - n, b2",
            "forward",
            {"p": "parameters", "x": "X"},
            {"Z1": "W1 @ X / m", "A1": "1", "Z2": "b1 - n0", "A2": "b2"},  # in the order of Parameters
        ),
        ("def mine(dZ2):\n    return -1 / 3 * (dZ2 * dZ2)", "db2", {}, {"db2": "-dZ2 ** 2 / 3"}),
        ("def mine(n0, n1):\n    return {'W1': (n0, n1)}", "shapes", {}, {"shape_W1": "(n0, n1)"}),
        ("def mine(dZ2):\n    half = 0.5\n    return dZ2 * half", "db2", {}, {"db2": "dZ2 * 0.5"}),
        (
            'def mine(X):\n    g = {}\n    g["dZ2"] = X\n    g["dW2"] = g["dZ2"] * 3\n    g["dW2"] /= 2\n    return g',
            "backward",
            {},
            {"dZ2": "X", "dW2": "dZ2 * 3 / 2"},
        ),
        ("def mine(dZ2):\n    return [np.sum(row) for row in dZ2]", "db2", {}, {"db2": "?"}),
        ("def mine(dZ2):\n    dZ2[0] = 0\n    return dZ2", "db2", {}, {"db2": "?"}),
        ("def mine(dZ2):\n    if dZ2 is None:\n        dZ2 = 0\n    return dZ2 * 2", "db2", {}, {"db2": "? * 2"}),
        ("mine = lambda dZ2: dZ2", "db2", {}, {}),
        (
            "def mine(dZ2):\n" + "    dZ2 = dZ2 / dZ2\n" * 40 + "    return dZ2",
            "db2",
            {},
            {"db2": "?"},
        ),  # 2**40 terms
    ],
)
def test_what_no_formula_sets_is_not_known(code, task, by_order, formulas):
    assert read(code, task, by_order) == formulas


def test_a_formula_many_edits_away_is_read_from_its_line():
    code = IN_THE_COURSES_STYLE.replace("1 - np.power(A1, 2)", "2 * np.exp(-A1) ** 3 + A1").replace("X.T", "X.T / m")
    words = repr(check_backward(from_a_cell(code.strip(), "mine"), raises=False))
    assert "dZ1: your numbers are those of `dZ1 = W2.T @ dZ2 * (2 * np.exp(-A1) ** 3 + A1)`." in words


def test_a_small_term_is_not_taken_for_rounding():
    code = IN_THE_COURSES_STYLE.replace("np.dot(delta, A1.T)", "np.dot(delta, A1.T) + 1e-4 * W2 / m")
    assert "`dW2 = dZ2 @ A1.T / m + 0.0001 * W2 / m`" in repr(
        check_backward(from_a_cell(code.strip(), "mine"), raises=False)
    )


def test_parts_of_arrays_are_read_too():
    code = IN_THE_COURSES_STYLE.replace("np.dot(delta, A1.T)", "np.dot(delta[:, :-1], A1[:, :-1].T) * 2")
    words = repr(check_backward(from_a_cell(code.strip(), "mine"), raises=False))
    assert "`dW2 = dZ2[:, :-1] @ A1[:, :-1].T / m * 2`" in words


def test_a_line_that_the_numbers_do_not_bear_out_is_not_said():
    code = "def mine(parameters, gradients, learning_rate):\n    W1, b1, W2, b2 = parameters\n"
    code += "    globals()['np'].subtract(W1, 1, out=W1)\n    W1 = W1 - gradients.dW1\n    return W1, b1, W2, b2"
    result = check_update(from_a_cell(code, "mine"), raises=False)
    assert "`W1 = W1 - dW1`" not in repr(result)
    assert not result.passed


def test_where_one_output_leaves_open_what_was_summed_the_line_tells():
    for line, formula in (("dZ2 / m", "dZ2 / m"), ("np.sum(dZ2, axis=0, keepdims=True) / m", "np.sum(dZ2, axis=0, ")):
        code = f"def mine(dZ2):\n    m = dZ2.shape[1]\n    db2 = {line}\n    return db2"
        assert f"`db2 = {formula}" in repr(check_db2(from_a_cell(code, "mine"), raises=False))


LOOPING = """
def mine(parameters, X, Y):
    W1, b1, W2, b2 = parameters
    m = X.shape[1]
    A1 = np.tanh(W1 @ X + b1)
    A2 = sigmoid(W2 @ A1 + b2)
    dZ2 = A2 - Y
    dW2 = dZ2 @ A1.T / m
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m
    dZ1 = W2.T @ dZ2 * (1 - A1**2)
    {}
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m
    return dZ2, dW2, db2, dZ1, dW1, db1
"""
LOOPS = [
    "total = 0\n    for i in range(m):\n        total = total + dZ1[:, [i]] @ X[:, [i]].T\n    dW1 = total / m",
    "dW1 = np.zeros_like(W1)\n    for i in range(m):\n        dW1 += dZ1[:, [i]] @ X[:, [i]].T / m",
    "dW1 = np.zeros_like(W1)\n    for i in range(m):\n        dW1[:] += dZ1[:, [i]] @ X[:, [i]].T / m",
    "z = []\n    for i in range(m):\n        z.append(dZ1[:, [i]] @ X[:, [i]].T)\n    dW1 = np.sum(z, axis=0) / m",
    "dW1 = sum(dZ1[:, [i]] @ X[:, [i]].T for i in range(m)) / m",
    "def mean(dZ, A):\n        total = 0\n        for i in range(m):\n            total += dZ[:, [i]] @ A[:, [i]].T\n"
    "        return total / m\n    dW1 = mean(dZ1, X)",
]


@pytest.mark.parametrize("loop", LOOPS)
def test_only_the_array_that_a_loop_makes_is_blamed_for_it(loop):
    result = check_vectorized(from_a_cell(LOOPING.format(loop).strip(), "mine"), raises=False)
    assert [row[0] for row in result.rows if row[2] == "✗ right, but by a loop"] == ["dW1"]
    assert "dW1: the numbers are right, " in repr(result)


def test_what_is_made_of_an_array_from_a_loop_is_not_blamed():
    loop = "dZ2 = np.zeros((1, m))\n    for i in range(m):\n        dZ2[0, i] = A2[0, i] - Y[0, i]"
    code = LOOPING.format("dW1 = dZ1 @ X.T / m").replace("dZ2 = A2 - Y", loop)
    result = check_vectorized(from_a_cell(code.strip(), "mine"), raises=False)
    assert [row[0] for row in result.rows if row[2] == "✗ right, but by a loop"] == ["dZ2"]


def test_swapped_parameters_are_read_back():
    code = "def mine(parameters, X):\n    W1, b1, W2, b2 = parameters\n    b1 = b1 * 3 + 1\n    Z1 = W1 @ X + b1\n"
    code += "    A1 = np.tanh(Z1)\n    Z2 = W2 @ A1 + b2\n    return Z1, A1, Z2, sigmoid(Z2)"
    assert "`Z1 = W1 @ X + (b1 * 3 + 1)`" in repr(check_forward(from_a_cell(code, "mine"), raises=False))


def test_numbers_of_python_are_computed_too():
    code = "def mine(dZ2):\n    return 3"
    assert not check_db2(from_a_cell(code, "mine"), raises=False).passed
