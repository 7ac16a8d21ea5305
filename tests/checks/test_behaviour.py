"""What a check does with a function that is unfinished, fails, loops for ever, or touches what it should not."""

import concurrent.futures
import itertools
import math
import random
import signal
import time

import numpy as np
import pytest

import nnlib
from nnlib import checks as e
from nnlib.checks import WrongError

# Unfinished.

pytestmark = pytest.mark.usefixtures("no_patience")


def stub(parameters, gradients, learning_rate):
    return ...


def stub_of_pass(parameters, gradients, learning_rate):
    pass


def stub_that_raises(parameters, gradients, learning_rate):
    raise NotImplementedError


def stub_with_a_blank_in_a_formula(parameters, gradients, learning_rate):
    slope = None
    return parameters.W1 - learning_rate * slope, 0, 0, 0


def half(parameters, gradients, learning_rate):
    W1 = parameters.W1 - learning_rate * gradients.dW1
    b1 = parameters.b1 + learning_rate * gradients.db1
    W2 = None
    b2 = None
    return W1, b1, W2, b2


@pytest.mark.parametrize("function", [stub, stub_of_pass, stub_that_raises, stub_with_a_blank_in_a_formula, None, ...])
def test_a_stub_is_told_so_calmly(function):
    result = e.check_update(function)
    assert repr(result).startswith("… ")
    assert "not yet" in repr(result)
    assert (result.passed, result.mistake, result.failure, result.traceback) == (False, None, "", "")


def test_of_a_function_half_done_the_half_is_judged():
    result = e.check_update(half)
    assert result.unfinished == "W2, b2"
    assert [row[2] for row in result.rows] == ["✓ right", "✗ wrong", "… not written yet", "… not written yet"]
    assert result.mistake == "uphill"
    assert not result.passed


def test_a_forgotten_return_is_no_stub():
    def forgets(parameters, gradients, learning_rate):
        W1 = parameters.W1 - learning_rate * gradients.dW1  # noqa: F841

    result = e.check_update(forgets)
    assert "no `return`" in result.failure
    assert result.unfinished == ""


def test_to_print_the_result_is_no_return():
    def prints(n0, n1, n2):
        print(n1 * n0 + n1 + n2 * n1 + n2)

    assert "no `return`" in e.check_parameter_count(prints).failure


# The form of what is returned.


def returning(value):
    return lambda parameters, gradients, learning_rate: value(nnlib.update(parameters, gradients, learning_rate))


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (lambda p: (*p, 0.5), "It returns 5 values; expected 4: W1, b1, W2, b2"),
        (lambda p: p[:3], "It returns 3 values; expected 4"),
        (lambda p: p.W1, "It returns one value, an array of shape (4, 3); expected 4"),
        (lambda p: {"W1": p.W1, "b1": p.b1}, "has no W2, b2; it has W1, b1"),
        (lambda p: (p.W1, p.b1, "W2", p.b2), "W2 holds no real numbers"),
        (lambda p: (p.W1, p.b1, p.W2 + 1j, p.b2), "W2 holds no real numbers"),
        (lambda p: (p.W1, p.b1, [[1.0], [1.0, 2.0]], p.b2), "W2 holds no real numbers"),
        (lambda p: (p.W2, p.b2, p.W1, p.b1), "in the wrong order: W2, b2, W1, b1; expected W1, b1, W2, b2"),
    ],
)
def test_another_form_is_refused_in_words(value, words):
    result = e.check_update(returning(value))
    assert words in result.failure
    assert not result.passed


def test_a_comma_too_many_is_seen():
    assert "a tuple with one element" in e.check_dZ2(lambda A2, Y: (A2 - Y,)).failure


# Exceptions.


def clash(W2, dZ2, Z1):
    return W2.T @ dZ2 @ nnlib.tanh_derivative(Z1)


def other_clash(parameters, X):
    Z1 = parameters.W1.T @ X + parameters.b1
    return Z1, Z1, Z1, Z1


def no_m(dZ2, A1):
    return dZ2 @ A1.T / m  # noqa: F821


def no_m_in_rows(X_rows, dZ1_rows):
    return X_rows.T @ dZ1_rows / m  # noqa: F821


def no_m_with_X(parameters, cache, X, Y):
    return (cache.A2 - Y) / m  # noqa: F821


def no_m_at_all(n0, n1, n2):
    return (n1, n0), (n1, m), (n2, n1), (n2, m)  # noqa: F821


def no_such_field(parameters, X):
    return parameters.dW1 @ X


def misspelt(dZ1, X):
    return dZ1 @ Xs.T  # noqa: F821


def unset(dZ1, X):
    dW1 = dW1 @ X.T  # noqa: F821
    return dW1  # noqa: RET504


def too_few(Z):
    return np.where(Z)[5]


def recursive(Z):
    return recursive(Z)


def calls_wrongly(parameters, X):
    return nnlib.forward(parameters)


def of_none(parameters, X):
    return parameters.W1 @ print(X)


def asserts(Z):
    assert Z.shape == (1, 1)


@pytest.mark.parametrize(
    ("check", "function", "words"),
    [
        (e.check_dZ1, clash, "both are (n1, m), so what you want is `*`"),
        (e.check_forward, other_clash, "Take parameters.W1 as it is: parameters.W1 @ X is (n1, m)"),
        (e.check_dW2, no_m, "m = dZ2.shape[1]"),
        (e.check_gradients_in_rows, no_m_in_rows, "m = X_rows.shape[0]"),
        (e.check_backward, no_m_with_X, "m = X.shape[1]"),
        (e.check_shapes, no_m_at_all, "Can you do without m?"),
        (e.check_forward, no_such_field, "It has W1, b1, W2, b2"),
        (e.check_dW1, misspelt, "Did you mean `X`?"),
        (e.check_dW1, unset, "used before it is set"),
        (e.check_activation_derivative, too_few, "An index lies beyond the end"),
        (e.check_activation_derivative, recursive, "calls itself"),
        (e.check_forward, calls_wrongly, "too few arguments"),
        (e.check_forward, of_none, "One factor of the product is not an array"),
        (e.check_activation_derivative, asserts, "its own `assert` statements"),
    ],
)
def test_an_exception_is_explained_at_its_line(check, function, words):
    result = check(function)
    assert words in result.failure
    first = function.__code__.co_firstlineno
    assert any(f"Line {first + i}," in result.failure for i in (1, 2))
    assert function.__name__ in result.traceback
    assert "running.py" not in result.traceback
    assert "<details>" in result._repr_html_()
    assert not result.passed


def test_the_expression_that_failed_is_shown():
    assert "`parameters.W1.T @ X`: the shapes do not fit" in e.check_forward(other_clash).failure


def test_a_wrong_product_is_named_where_it_can_be():
    assert e.check_dZ1(clash).mistake == "matrix_product_for_elementwise"
    assert e.check_forward(other_clash).mistakes[0] == "W1_transposed"


def test_what_was_computed_before_an_exception_is_judged():
    def wrong_then_clash(parameters, cache, X, Y):
        dZ2 = Y - cache.A2
        dZ1 = parameters.W2.T @ dZ2 @ (1 - cache.A1**2)
        return nnlib.backward(parameters, cache, X, Y)._replace(dZ2=dZ2, dZ1=dZ1)

    assert e.check_backward(wrong_then_clash).mistakes == ("sign_flipped", "matrix_product_for_elementwise")


def test_a_function_that_takes_other_arguments_is_told_so():
    result = e.check_update(lambda everything: everything)
    assert "could not be called" in result.failure
    assert "3 were given" in result.failure


# Safety.


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="this system has no clock that wakes what sleeps")
def test_a_function_that_sleeps_on_one_line_is_woken(monkeypatch):
    monkeypatch.setattr("nnlib.checks.running.PATIENCE", 0.3)

    def sleeps(Z):
        time.sleep(60)
        return 1 - np.tanh(Z) ** 2

    signal.setitimer(signal.ITIMER_REAL, 100)
    handler, start = signal.getsignal(signal.SIGALRM), time.monotonic()
    try:
        failure = e.check_activation_derivative(sleeps).failure
        assert 90 < signal.getitimer(signal.ITIMER_REAL)[0] <= 100
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    assert "`time.sleep(60)`: it was still running after 0.3 seconds" in failure
    assert time.monotonic() - start < 30
    assert signal.getsignal(signal.SIGALRM) is handler


def test_a_check_runs_in_another_thread_too():
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        assert pool.submit(e.check_dZ2, lambda A2, Y: A2 - Y).result().passed


def test_a_loop_without_an_end_is_stopped(monkeypatch):
    monkeypatch.setattr("nnlib.checks.running.SECONDS", 0.2)

    def in_one_line(Z):
        while True:
            pass

    def in_many(Z):
        while Z.size:
            try:
                Z = Z + 1
            except Exception:
                continue

    def in_a_helper(Z):
        return in_many(Z)

    for function in (in_one_line, in_many, in_a_helper):
        start = time.monotonic()
        result = e.check_activation_derivative(function)
        assert time.monotonic() - start < 5
        assert "still running after 0.2 seconds" in result.failure
        assert "Is there a loop without an end?" in result.failure


def test_the_trace_of_a_debugger_is_put_back():
    import sys

    def trace(*_):
        return None

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        e.check_dZ2(lambda A2, Y: A2 - Y)
        assert sys.gettrace() is trace
    finally:
        sys.settrace(before)


def test_interrupting_the_kernel_is_no_mistake_of_the_learners():
    def interrupted(Z):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        e.check_activation_derivative(interrupted)


def test_changed_inputs_hurt_nothing_and_are_said():
    def damages(parameters, X):
        cache = nnlib.forward(parameters, X)
        X[:], parameters.W1[:] = 0, 0
        return cache

    for _ in range(2):
        result = e.check_forward(damages)
        assert result.passed
        assert "changes X, parameters.W1 in place" in repr(result)
    assert e.check_forward(nnlib.forward).passed


def test_the_global_random_states_are_put_back_and_their_use_is_seen():
    def draws(parameters, X):
        cache = nnlib.forward(parameters, X)
        return cache._replace(A2=cache.A2 + 1e-9 * np.random.rand())  # noqa: NPY002

    np.random.seed(3)  # noqa: NPY002
    random.seed(3)
    expected = np.random.rand(), random.random()  # noqa: NPY002
    np.random.seed(3)  # noqa: NPY002
    random.seed(3)
    result = e.check_forward(draws)
    assert (np.random.rand(), random.random()) == expected  # noqa: NPY002
    assert "global random state" in repr(result)
    assert [row[0] for row in result.rows if "wrong" in row[2]] == ["A2"]


def test_a_generator_of_its_own_is_not_the_one_that_was_given():
    def own(n0, n1, n2, rng):
        return nnlib.initialize_parameters(n0, n1, n2, rng=3)

    result = e.check_initialize_parameters(own)
    assert "W1, W2: another rng gives the same numbers. They are not drawn from rng" in repr(result)
    assert not result.passed


def test_weights_of_which_some_are_not_drawn_are_named_alone():
    def fixed(n0, n1, n2, rng):
        W2 = np.sin(1 + np.arange(n2 * n1)).reshape(n2, n1)
        return rng.normal(size=(n1, n0)), np.zeros((n1, 1)), W2, np.zeros((n2, 1))

    assert "\nW2: another rng gives the same numbers." in repr(e.check_initialize_parameters(fixed))


def test_what_a_function_prints_is_not_repeated_for_each_case(capsys):
    def talks(A2, Y):
        print("here")
        return A2 - Y

    assert e.check_dZ2(talks).passed
    assert capsys.readouterr().out == ""


# Showing.


def test_a_result_shows_itself_in_words_and_escaped():
    def spoken(A2, Y):
        raise ValueError("<script>alert('dZ2 & Y')</script>")

    html = e.check_dZ2(spoken)._repr_html_()
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    wrong = e.check_backward(lambda parameters, cache, X, Y: nnlib.backward(parameters, cache, X, 1 - Y))
    assert "✗ wrong" in wrong._repr_html_()
    assert "✓ right" in wrong._repr_html_()
    assert '<th scope="row"' in wrong._repr_html_()


def test_what_stands_between_backticks_is_set_as_code():
    def clash(A2, Y):
        return Y.T @ A2.T

    hinted = e.check_dW2(lambda dZ2, A1: dZ2 @ A1.T / 7)._repr_html_()
    assert "<code>dW2 = dZ2 @ A1.T / 7</code>" in hinted
    assert "`" not in hinted
    failed = e.check_dZ2(clash)._repr_html_().split("<details>")[0]
    assert "<code>Y.T @ A2.T</code>" in failed
    assert "`" not in failed


def test_an_array_that_is_asked_for_its_truth_is_explained():
    def asks(A2, Y):
        return A2 if Y == 1 else -A2

    assert "Python raised ValueError" in e.check_dZ2(asks).failure
    assert "take one number by row and column" in e.check_dZ2(asks).failure


def test_the_hint_opens_in_three_steps():
    result = e.check_dZ2(lambda A2, Y: Y - A2)
    (finding,) = result.findings
    words = finding.mistake.words
    html, text = result._repr_html_(), repr(result)
    assert html.count("<details>") == 2
    assert html.index("<details>") > html.index("</p>")
    assert text.index(words.question) < text.index(words.pointer) < text.index(words.cause)
    assert "E7" in repr(e.check_dZ2(lambda A2, Y: -Y * np.log(A2) - (1 - Y) * np.log(1 - A2)))


def test_the_same_checks_raise_on_request(monkeypatch):
    def wrong(A2, Y):
        return Y - A2

    with pytest.raises(WrongError, match="not right yet"):
        e.check_dZ2(wrong, raises=True)
    monkeypatch.setenv("NNLIB_CHECKS", "raise")
    with pytest.raises(AssertionError, match="✗ wrong: not right yet"):
        e.check_dZ2(wrong)
    with pytest.raises(WrongError, match="not yet"):
        e.check_update(stub)
    assert not e.check_dZ2(wrong, raises=False).passed
    assert e.check_dZ2(lambda A2, Y: A2 - Y).passed


def test_what_is_no_function_is_refused():
    with pytest.raises(TypeError, match="must be the function itself, without brackets behind it"):
        e.check_dZ2(np.zeros((1, 3)))


class Rude:
    """Raises whatever it is asked for."""

    def __getattr__(self, name):
        raise RuntimeError(name)

    def __array__(self, *_, **__):
        raise RuntimeError("no numbers here")


class RudeError(Exception):
    def __str__(self):
        return 1 / 0


def test_objects_and_exceptions_that_raise_hurt_nothing():
    def raises(cache, Y):
        raise RudeError

    assert "holds no real numbers" in e.check_cost(lambda cache, Y: Rude(), raises=False).failure
    assert "one value" in e.check_forward(lambda parameters, X: Rude(), raises=False).failure
    assert "RudeError" in e.check_cost(raises, raises=False).failure


def test_a_generator_is_told_to_be_made_a_tuple():
    words = e.check_update(lambda parameters, gradients, learning_rate: (w for w in parameters), raises=False).failure
    assert words.startswith("It returns a generator, which has computed nothing yet.")


def test_numpys_error_state_is_put_back():
    def strict(cache, Y):
        np.seterr(divide="raise")
        return nnlib.cost(cache, Y)

    before = np.geterr()
    assert e.check_cost(strict, raises=False).passed
    assert np.geterr() == before


def test_a_loop_without_an_end_in_another_cell_is_stopped(monkeypatch):
    from nnlib.checks import running

    monkeypatch.setattr(running, "SECONDS", 0.2)
    cells = {}
    for number, cell in enumerate(
        ("def helper():\n    while True:\n        pass", "def mine(cache, Y):\n    helper()")
    ):
        exec(compile(cell, f"/cells/{number}.py", "exec"), cells)
    assert "still running after 0.2 seconds" in e.check_cost(cells["mine"], raises=False).failure


def test_arguments_with_other_names_are_said_to_come_in_their_order():
    result = e.check_dZ2(lambda target, guess: guess - target, raises=False)
    assert "get what is left, in order: A2 for target, Y for guess." in result.notes[-1]
    assert not e.check_dZ2(lambda A2, Y: Y - A2, raises=False).notes
    assert not e.check_dZ2(lambda yhat, y: yhat - y, raises=False).notes


def test_what_differs_from_call_to_call_is_told_from_what_the_global_state_decides():
    calls = itertools.count()
    drawn = np.random.default_rng(0)

    def kept(n0, n1, n2, rng):
        rng = np.random.default_rng(next(calls))
        return nnlib.initialize_parameters(n0, n1, n2, rng=rng)

    for function in (kept, lambda n0, n1, n2, rng: nnlib.initialize_parameters(n0, n1, n2, rng=drawn)):
        assert "different numbers each time it is called" in str(e.check_initialize_parameters(function, raises=False))


def test_a_cost_that_fails_where_the_network_is_sure_is_told_so():
    def by_hand(cache, Y):
        pairs = zip(cache.A2[0], Y[0], strict=True)
        return -sum(y * math.log(a) + (1 - y) * math.log(1 - a) for a, y in pairs) / Y.size

    result = e.check_cost(by_hand, raises=False)
    assert result.passed
    assert "it fails with a ValueError, since A2 is 0 or 1 there" in repr(result)
    assert "math domain error" in e.check_safe_cost(by_hand, raises=False).failure
