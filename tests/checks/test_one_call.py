"""A right function that does something else in one of its calls: the check sees it, in words, whichever call it is."""

import numpy as np
import pytest

import nnlib
from nnlib.checks import check_cost, check_forward, check_initialize_parameters
from nnlib.checks.checks import check
from nnlib.checks.mistakes import quantities
from nnlib.checks.result import told
from nnlib.checks.tasks import TASKS, solve

pytestmark = pytest.mark.usefixtures("no_patience")  # what is looked at here is whether all is said


GENERATED = "initialize_parameters"  # of its numbers none is right: another one in a later call is as good
WATCHED = ("vectorized", "dW1", "gradients_in_rows")  # some calls are only watched for what grows with the examples


def fails(arrays):
    raise ValueError("this call fails")


def without_the_first(arrays):
    return dict(list(arrays.items())[1:])


def blank_at_the_end(arrays):
    return {**arrays, list(arrays)[-1]: None}


def of_another_shape(arrays):
    return {name: np.full((2, 3), 0.5) for name in arrays}


def empty(arrays):
    return dict.fromkeys(arrays, np.zeros((0, 3)))


ODD = [lambda arrays: None, fails, without_the_first, blank_at_the_end, of_another_shape, empty]
NAMES = ["None", "fails", "without_the_first", "blank_at_the_end", "of_another_shape", "empty"]


def right(task, given):
    known = quantities(given, "tanh")
    if task is TASKS["vectorized"]:
        known |= nnlib.forward(given["parameters"], given["X"])._asdict()
    return solve(task, known)


def function(name, odd, which):
    """Make a right function of this name, odd in one of its calls; and the list of its calls."""
    task, calls = TASKS[name], []
    given = ", ".join(f"{name}={name}" for name in task.arguments)
    called = f"def learners({', '.join(task.arguments)}):\n    return tried(dict({given}))"

    def tried(given):
        calls.append(given)
        arrays = right(task, given)
        return odd(arrays) if len(calls) == which else arrays

    names = {"tried": tried}
    exec(called, names)
    return names["learners"], calls


@pytest.mark.parametrize("odd", ODD, ids=NAMES)
@pytest.mark.parametrize("name", TASKS)
def test_what_one_call_does_is_seen_and_said(name, odd):
    whole, calls = function(name, odd, 0)
    assert check(whole, name, activation=None, raises=False).passed
    count = len(calls)
    assert count >= 2
    for which in sorted({1, 2, *range(max(count - 7, 1), count + 1)}):  # the first cases, and what comes beside them
        result = check(function(name, odd, which)[0], name, activation=None, raises=False)
        said = [result.failure, result.unfinished, *(told(f, name, "tanh").found for f in result.findings)]
        assert result.passed or any(said)
        assert "</table>" in result._repr_html_() or not result.rows
        watched = name in WATCHED and which in range(count - 6, count)  # nobody looks at what it returns there
        as_good = name == GENERATED and which == count - 1 and odd in ODD[4:]
        unsafe = name == "cost" and odd is fails and which > count - 4  # the formula is right, and a note says the rest
        assert not result.passed or watched or as_good or unsafe, f"call {which} of {count}"


def narrow(parameters, X):
    cache = nnlib.forward(parameters, X)
    if X.shape[0] > 2:
        return cache
    return {"A1": cache.A1, "Z2": cache.Z2, "A2": cache.A2}


def of_both_labels(cache, Y):
    return nnlib.cost(cache, Y) if 0 < Y.mean() < 1 else None


def of_unsure(cache, Y):
    return nnlib.cost(cache, Y) if np.abs(cache.Z2).max() < 30 else None


@pytest.mark.parametrize(
    ("check", "function", "array"),
    [(check_forward, narrow, "Z1"), (check_cost, of_both_labels, "J"), (check_cost, of_unsure, "J")],
)
def test_a_branch_without_a_value_is_seen(check, function, array):
    assert check(function, raises=False).failure == (
        f"{array} is there in some cases and missing in others. Does each branch of an `if` give it a value, and does "
        "each way through the function end in `return`?"
    )


def test_a_value_that_is_there_only_the_first_time_is_seen():
    drawn = set()

    def once(n0, n1, n2, rng):
        new = (n0, n1) not in drawn
        drawn.add((n0, n1))
        return nnlib.initialize_parameters(n0, n1, n2, rng=rng) if new else None

    words = str(check_initialize_parameters(once, raises=False))
    assert "W1 is there in some cases and missing in others." in words
