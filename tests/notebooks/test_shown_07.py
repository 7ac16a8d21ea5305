"""What lesson 07 builds in view is what the library computes, and what it says of its numbers is so."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

import nnlib
from nnlib.products.ledger import EQUATIONS
from nnlib.widgets.vectorization import STEPS, take_both
from tests.notebooks.in_view import InView
from tests.problems import make_problem


@pytest.fixture(scope="module")
def shown():
    return InView("07_vectorization")


@pytest.fixture(params=range(5))
def problem(request):
    return make_problem(request.param)


def given(problem):
    functions = {"sigmoid": nnlib.sigmoid, "tanh_derivative": nnlib.tanh_derivative}
    return {"X": problem.X, "Y": problem.Y, "m": problem.X.shape[1], **problem.parameters._asdict(), **functions}


def test_its_questions(shown):
    assert not list(shown.wrong_with_its_questions())


def test_shown_example_is_a_column_of_the_loops(shown, problem):
    one_example = shown.run("one_example", **given(problem))["one_example"]
    _, dz2, dz1 = one_example(problem.X[:, [1]], problem.Y[:, [1]])
    by_loop = nnlib.backward_by_loop(problem.parameters, problem.X, problem.Y)
    assert_allclose(dz2, by_loop.dZ2[:, [1]], rtol=1e-12)
    assert_allclose(dz1, by_loop.dZ1[:, [1]], rtol=1e-12)


def test_shown_equations_are_backward(shown, problem):
    ours = shown.run("Z1", "A1", "A2", "dZ2", "dZ1", "db1", "db2", **given(problem))
    cache = nnlib.forward(problem.parameters, problem.X)
    gradients = nnlib.backward(problem.parameters, cache, problem.X, problem.Y)
    for name in ("dZ2", "db2", "dZ1", "db1"):
        assert_allclose(ours[name], getattr(gradients, name), rtol=1e-12)
    rows = shown.run("dZ1_rows", "X_rows", dZ1=ours["dZ1"], X=problem.X, m=problem.X.shape[1])
    assert_allclose(rows["X_rows"].T @ rows["dZ1_rows"] / problem.X.shape[1], gradients.dW1.T, rtol=1e-12)


def test_curves_of_the_widget_have_as_many_steps_as_it_says_and_do_not_separate(shown):
    assert (STEPS, "Five steps of gradient descent" in shown.lesson.text) == (5, True)
    both = take_both(nnlib.load_penguins(), hidden_units=4, examples=100, learning_rate=10.0)
    assert_allclose(both.loop_costs, both.vectorized_costs, rtol=1e-12)


def test_same_means_to_12_digits(shown):
    same = shown.run("same")["same"]
    assert same(1e-3, 1e-3 * (1 + 1e-13))
    assert not same(1e-3, 1e-3 * (1 + 1e-11))


def test_m_is_gone_from_the_equations_that_the_question_says(shown):
    ledger = nnlib.shape_ledger(3, 5, 7)
    last = {row.equation: row.product.result.shape for row in ledger.rows}
    backward = [equation for equation in EQUATIONS if equation.startswith("d")]
    gone = [equation.split()[0] for equation in backward if 7 not in last[equation]]
    assert len(backward) == 6
    assert shown.right_answer("07-which-sums").text == f"In {', '.join(gone[:-1])} and {gone[-1]}"
    assert [equation.split()[0] for equation in backward if "1 / m" in equation] == gone


@pytest.mark.parametrize("option", range(4))
def test_options_on_the_sum_are_what_their_replies_say(shown, option):
    arrays = {"dZ2": np.ones((1, 7)), "A1": np.ones((5, 7))}
    chosen = shown.questions["07-sum-in-product"].options[option]
    if "does not fit" in chosen.reply:
        with pytest.raises(ValueError, match="matmul"):
            eval(chosen.text, arrays)
    else:
        assert (eval(chosen.text, arrays).shape == (1, 5)) == chosen.right


@pytest.mark.parametrize("option", range(4))
def test_options_on_rows_are_what_their_replies_say(shown, option):
    dZ1_rows, X_rows = np.ones((7, 5)), np.ones((7, 3))
    chosen = shown.questions["07-rows-dW1"].options[option]
    if "do not fit" in chosen.reply:
        with pytest.raises(ValueError, match="matmul"):
            eval(chosen.text, {"dZ1_rows": dZ1_rows, "X_rows": X_rows})
    else:
        shape = eval(chosen.text, {"dZ1_rows": dZ1_rows, "X_rows": X_rows}).shape
        assert (shape == (3, 5)) == chosen.right


@pytest.mark.parametrize("option", range(4))
def test_options_on_the_axis_are_what_their_replies_say(shown, option):
    chosen = shown.questions["07-axis"].options[option]
    result = eval(chosen.text, {"np": np, "dZ1": np.ones((5, 7))})
    assert (result.shape == (5, 1)) == chosen.right
