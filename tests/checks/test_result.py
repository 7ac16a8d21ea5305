"""What is wrong is told in three steps: the learner's formula, a hint, and the equation with what differs marked."""

import numpy as np
import pytest

import nnlib
from nnlib import checks as e

pytestmark = pytest.mark.usefixtures("no_patience")


def with_dZ1(line):
    """The library's backward with another dZ1, of W2, dZ2, A1 and Z1."""

    def mine(parameters, cache, X, Y):
        right = nnlib.backward(parameters, cache, X, Y)
        dZ1 = line(parameters.W2, right.dZ2, cache.A1, cache.Z1)
        return right._replace(dZ1=dZ1, dW1=dZ1 @ X.T / X.shape[1], db1=dZ1.mean(axis=1, keepdims=True))

    return mine


KNOWN = e.check_backward(with_dZ1(lambda W2, dZ2, A1, Z1: W2.T @ dZ2 * A1))
UNLISTED = e.check_backward(with_dZ1(lambda W2, dZ2, A1, Z1: W2.T @ dZ2 * (1 - A1**3)))


@pytest.mark.parametrize(
    ("result", "formula", "name", "heading"),
    [
        (KNOWN, "dZ1 = W2.T @ dZ2 * np.tanh(Z1)", "dZ1_g_itself", "Cause: g1 where its slope g1' belongs."),
        (UNLISTED, "dZ1 = W2.T @ dZ2 * (1 - A1 ** 3)", None, "Right: this is the equation"),
    ],
    ids=["known", "unlisted"],
)
def test_the_learners_formula_is_said_first_then_the_hint_then_the_equation(result, formula, name, heading):
    text, html = repr(result), result._repr_html_()
    assert result.mistake == name
    assert text.index(f"`{formula}`") < text.index("Hint:") < text.index(heading) < text.index("^")
    assert html.count("<details>") == 2
    assert html.index(f"<code>{formula}</code>") < html.index("<details>") < html.index("<mark>")


def test_what_differs_is_marked_below_the_equation():
    *_, code, marks = repr(UNLISTED).splitlines()
    assert code == "    dZ1 = W2.T @ dZ2 * (1 - A1 ** 2)"
    assert code[marks.index("^") :][: marks.count("^")] == "2"
    assert "<mark>2</mark>" in UNLISTED._repr_html_()


def test_an_array_inside_that_is_something_else_has_no_verdict():
    def mine(parameters, X, Y):
        cache = nnlib.forward(parameters, X)
        dZ2 = (cache.A2 - Y) / X.shape[1]
        dZ1 = parameters.W2.T @ dZ2 * (1 - cache.A1**2)
        sums = [dZ.sum(axis=1, keepdims=True) for dZ in (dZ2, dZ1)]
        return {"dW2": dZ2 @ cache.A1.T, "db2": sums[0], "dW1": dZ1 @ X.T, "db1": sums[1]}

    result = e.check_vectorized(mine)
    assert result.passed
    assert [row[0] for row in result.rows] == ["dW2", "db2", "dW1", "db1"]


def test_what_is_put_in_is_marked_where_it_stands():
    *_, code, marks = repr(e.check_dW2(lambda dZ2, A1: dZ2 @ A1.T / (A1.shape[1] - 1))).splitlines()
    assert code[marks.index("^") :][: marks.count("^")] == "m"


def test_formulas_that_are_alike_in_both_layers_are_said_once():
    def mine(parameters, gradients, learning_rate):
        return nnlib.update(parameters, gradients, 2 * learning_rate)

    text = repr(e.check_update(mine))
    assert text.count("your numbers are those of") == 1
    assert "and likewise for b1, W2, b2" in text


def test_an_autograder_is_told_the_formula_and_the_hint_but_not_the_equation():
    for result in (KNOWN, UNLISTED):
        with pytest.raises(e.WrongError) as caught:
            result.raise_if_wrong()
        assert "your numbers are those of" in str(caught.value)
        assert "Hint:" in str(caught.value)
        assert "^" not in str(caught.value)
        assert "Cause:" not in str(caught.value)
        assert "Right:" not in str(caught.value)


def test_gradients_on_the_way_are_judged_though_they_are_not_returned():
    def mine(parameters, cache, X, Y):
        m = X.shape[1]
        dZ2 = cache.A2 - Y
        dZ1 = parameters.W2.T @ dZ2 * (1 - cache.A1)
        sums = {"db1": dZ1.mean(1, keepdims=True), "db2": dZ2.mean(1, keepdims=True)}
        return {"dW1": dZ1 @ X.T / m, "dW2": dZ2 @ cache.A1.T / m, **sums}

    result = e.check_backward(mine)
    assert result.mistakes == ("dZ1_one_minus_a",)
    verdicts = {row[0]: row[2] for row in result.rows}
    assert verdicts["dZ1"] == "✗ wrong"
    assert verdicts["dW1"] == "✓ right, given your arrays above it"


def test_a_local_name_that_means_something_else_is_no_matter_where_all_is_right():
    def mine(parameters, cache, X, Y):
        right = nnlib.backward(parameters, cache, X, Y)
        dZ1 = np.zeros_like(right.dZ1)  # noqa: F841
        return {name: getattr(right, name) for name in ("dW1", "db1", "dW2", "db2")}

    assert e.check_backward(mine).passed


@pytest.mark.parametrize(
    ("argument", "error", "words"),
    [
        (
            {"activation": "Tanh"},
            ValueError,
            "activation must be one of 'tanh', 'sigmoid', 'relu', got 'Tanh'. Did you mean 'tanh'",
        ),
        ({"raises": "False"}, TypeError, "raises must be True, False or None, got 'False'"),
    ],
)
def test_wrong_arguments_of_a_check_are_refused_by_name(argument, error, words):
    with pytest.raises(error, match=words):
        e.check_forward(nnlib.forward, **argument)


@pytest.mark.parametrize(
    ("line", "shape"),
    [
        (lambda dZ2, A1: dZ2 * A1 / A1.shape[1], ": yours is (n1, m) = (4, 7)"),
        (lambda dZ2, A1: A1 @ dZ2.T / A1.shape[1], ": yours is (n1, 1) = (4, 1)"),
        (lambda dZ2, A1: dZ2 @ A1.T, ""),
    ],
)
def test_the_verdict_tells_a_wrong_shape(line, shape):
    ((array, symbols, verdict),) = e.check_dW2(line).rows
    assert (array, symbols, verdict) == ("dW2", "(n2, n1)", "✗ wrong" + shape)


def test_a_text_for_several_arrays_names_none_that_the_function_has_not():
    said = repr(e.check_dW1(lambda dZ1, X: dZ1 @ X.T))
    assert "Right: 1/m in every dW and every db." in said
    assert "Y.shape" not in said
    assert "A network trained with no 1/m anywhere still gets about 88% of the two moons right." in said
