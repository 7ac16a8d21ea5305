"""The formulas near the right one: each slip is among them, and what is found holds on other numbers too."""

import numpy as np
import pytest

from nnlib._machinery.formulas import PLAUSIBLE, compute, read, written
from nnlib.checks.cases import make_cases
from nnlib.checks.nearby import Found, Target, Words, edits, nearby
from nnlib.checks.tasks import TASKS, in_code, right_forms

NAMES = ["W1", "b1", "W2", "b2", "Z1", "A1", "Z2", "A2", "X", "Y", "dZ2", "dW2", "db2", "dZ1", "dW1", "db1"]
WORDS = Words(NAMES)
CASES = [case.known for case in make_cases("backward", "tanh", 0)]
FRESH = [case.known for case in make_cases("backward", "tanh", 50)]
TASK = {"forward": ("Z1", "A1", "Z2", "A2"), "backward": ("dZ2", "dW2", "db2", "dZ1", "dW1", "db1")}
OF = {array: task for task, arrays in TASK.items() for array in arrays}


def values(formula, cases=CASES):
    with np.errstate(all="ignore"):
        return [np.asarray(compute(formula, known, {}), float) for known in cases]


def found(array, numbers, **options):
    right = right_forms(TASKS[OF[array]], array, "tanh")
    with np.errstate(all="ignore"):
        return nearby(right, [], WORDS, CASES, numbers, **options)


# A slip of each kind, as the formula that it makes of the right one.
SLIPS = [
    ("dW2", "dZ2 @ Z1.T / m"),  # a symbol for another
    ("dW1", "dZ2 @ X.T / m"),
    ("dZ1", "W2.T @ dZ2"),  # a factor left out
    ("dZ1", "W2.T @ dZ2 * tanh_derivative(Z1) / m"),  # a factor put in
    ("Z1", "W1 @ X"),  # a term left out
    ("dW2", "dZ2 @ A1.T / m + W2"),  # a term put in
    ("dW1", "(dZ1 @ X.T).T / m"),  # a transpose
    ("dW1", "X @ dZ1.T / m"),  # the order of a product, transposed with it
    ("A1", "sigmoid(Z1)"),  # a function for another
    ("A1", "Z1"),  # a function left out
    ("dZ1", "W2.T @ dZ2 * tanh_derivative(A1)"),
    ("dZ1", "W2.T @ dZ2 * tanh_derivative(tanh_derivative(Z1))"),  # a function twice
    ("db1", "np.sum(dZ1, axis=0, keepdims=True) / m"),  # an axis
    ("db1", "np.sum(dZ1) / m"),
    ("db1", "np.max(dZ1, axis=1, keepdims=True)"),
    ("db1", "dZ1 / m"),  # a sum left out
    ("db2", "np.sum(dZ2, axis=1, keepdims=True) / (m - 1)"),  # one less
    ("db2", "np.sum(dZ2, axis=1, keepdims=True) * m"),  # another operator
    ("dW2", "dZ2 @ A1.T / n1"),  # a size for another
    ("dZ1", "W2.T @ dZ2 * 1 - A1 ** 2"),  # a lost bracket
    ("dZ2", "Y - A2"),  # an order
    ("dZ2", "-(A2 - Y)"),  # a sign
    ("dZ2", "(A2 - Y) ** 2"),
    ("dZ2", "np.abs(A2 - Y)"),
    ("A2", "1 / 1 + np.exp(-Z2)"),
    ("A2", "1 / (1 + np.exp(Z2))"),
    ("A1", "np.tanh(Z1 / 2)"),
    ("dW2", "2 * (dZ2 @ A1.T / m)"),
]


@pytest.mark.parametrize(("array", "code"), SLIPS)
def test_a_slip_is_read_back(array, code):
    wrong = read(code)
    result = found(array, values(wrong))
    assert result is not None
    for one, other in zip(values(result.whole, FRESH), values(wrong, FRESH), strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-6)
    assert len(written(result.whole)) <= len(written(wrong)) + 12
    assert result.edits <= 1


@pytest.mark.parametrize(
    ("array", "code", "seconds"),
    [
        ("dZ1", "W1 @ X * tanh_derivative(A1) - b1", 1),  # too far away
        ("dW2", "dZ2 @ Z1.T / n1", 20),
        ("dZ1", "-W2.T @ dZ2 * np.tanh(Z1)", 20),
        ("dZ2", "2 * (Y - A2)", 20),
        ("db1", "np.mean(dZ1 ** 2, axis=1, keepdims=True)", 20),
    ],
)
def test_two_slips_are_read_back(array, code, seconds):
    result = found(array, values(read(code)), seconds=seconds)
    assert result is None or all(
        np.allclose(one, other, rtol=1e-6)
        for one, other in zip(values(result.whole, FRESH), values(read(code), FRESH), strict=True)
    )
    assert result is not None or array == "dZ1"


@np.errstate(all="ignore")
def test_what_is_found_is_true_of_other_numbers_too():
    rng = np.random.default_rng(0)
    for array in OF:
        right = right_forms(TASKS[OF[array]], array, "tanh")
        near = list(dict.fromkeys(edits(right[0], WORDS)))
        for i in rng.choice(len(near), 12, replace=False):
            numbers = [compute(near[i], known, {}) for known in CASES]
            if any(n is None for n in numbers) or not all(np.all(np.isfinite(n)) and np.size(n) for n in numbers):
                continue
            result = found(array, [np.asarray(n, float) for n in numbers])
            assert result is not None, written(near[i])
            for one, other in zip(values(result.whole, FRESH), values(near[i], FRESH), strict=True):
                np.testing.assert_allclose(one, other, rtol=1e-5, err_msg=written(near[i]))


def test_numbers_of_no_formula_are_not_read():
    rng = np.random.default_rng(0)
    assert found("dW1", [rng.standard_normal(known["dW1"].shape) for known in CASES], seconds=0.2) is None


def test_a_multiple_is_written_with_its_number():
    right = read("dZ2 @ A1.T / m")
    for number, code in ((3, "3 * (dZ2 @ A1.T / m)"), (-1, "-(dZ2 @ A1.T / m)"), (1 / 7, "dZ2 @ A1.T / m / 7")):
        result = found("dW2", [number * value for value in values(right)])
        assert written(result.whole) == code
    assert written(found("dW2", values(read("dZ2 @ A1.T / 7"))).whole) == "dZ2 @ A1.T / 7"


def test_numbers_before_two_terms_are_read():
    result = found("dW2", [value + 0.1 * known["W2"] for value, known in zip(values(read("dW2")), CASES, strict=True)])
    assert written(result.whole) == "dZ2 @ A1.T / m + 0.1 * W2"


@pytest.mark.parametrize(
    ("part", "key"),
    [
        (slice(None, -1), "all_but_the_last"),
        (slice(1, None), "all_but_the_first"),
        (slice(-1, None), "last"),
        (slice(0, 1), "first"),
    ],
)
def test_some_of_the_examples_are_told(part, key):
    numbers = [known["dZ2"][:, part] @ known["A1"][:, part].T / known["m"] for known in CASES]
    result = found("dW2", numbers)
    assert (result.examples, written(result.whole)) == (key, "dZ2 @ A1.T / m")


def test_a_formula_as_it_is_comes_before_a_multiple_and_a_short_one_before_a_long_one():
    assert written(found("dW2", values(read("dZ2 @ A1.T"))).whole) == "dZ2 @ A1.T"
    assert written(found("dZ2", values(read("A2 - Y"))).whole) == "A2 - Y"


def test_where_few_numbers_would_fit_many_functions_only_plausible_ones_are_tried():
    few = set(edits(read("np.mean((A2 >= 0.5) == Y)"), Words(["A2", "Y"], PLAUSIBLE)))
    assert not any("np.sin" in written(formula) for formula in few)
    assert read("np.mean((np.abs(A2) >= 0.5) == Y)") in few


@pytest.mark.parametrize("name", ["forward", "backward"])
def test_an_edit_is_another_formula(name):
    for array in TASK[name]:
        for form in right_forms(TASKS[name], array, "tanh"):
            assert form not in set(edits(form, WORDS))


class TestTarget:
    def test_it_gives_the_number_by_which_an_array_is_multiplied(self):
        target = Target(np.array([[1.0, -4.0, 2.0]]))
        assert target.ratio(np.array([[0.5, -2.0, 1.0]])) == 2
        assert target.ratio(np.array([[-1.0, 4.0, -2.0]])) == -1
        assert target.ratio(np.array([[1.0, -4.0, 2.0]])) == 1
        assert target.ratio(np.array([[1.0 + 1e-9, -4.0, 2.0]])) == 1

    @pytest.mark.parametrize(
        "made", [None, np.ones((1, 2)), np.array([[1.0, -4.0, 2.1]]), np.zeros((1, 3)), np.full((1, 3), np.nan)]
    )
    def test_and_0_where_there_is_none(self, made):
        assert Target(np.array([[1.0, -4.0, 2.0]])).ratio(made) == 0

    def test_zeros_are_zeros_alone(self):
        assert Target(np.zeros((2, 2))).ratio(np.zeros((2, 2))) == 1
        assert Target(np.zeros((2, 2))).ratio(np.ones((2, 2))) == 0


@np.errstate(all="ignore")
def test_one_number_in_one_case_is_no_multiple():
    right = in_code("A2 - Y", "tanh")
    assert nearby([right], [], Words([]), [{"A2": 0.8, "Y": 1.0}], [np.array(0.7)], seconds=0) is None
    assert nearby([right], [], Words([]), [{"A2": 0.8, "Y": 1.0}], [np.array(-0.2)]) == Found(right, right, 0)
