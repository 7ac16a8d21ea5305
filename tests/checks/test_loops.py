"""What is said of a wrong loop that the catalogue does not know: its steps, or what its first one takes off."""

import itertools

import numpy as np
import pytest

import nnlib
from nnlib._machinery.formulas import written
from nnlib.checks.cases import TOO_FAR, make_cases
from nnlib.checks.conduct import diagnosed
from nnlib.checks.diagnosis import Finding
from nnlib.checks.mistakes import CATALOGUE
from nnlib.checks.result import told
from nnlib.checks.trials import Trial
from nnlib.network import Gradients, Parameters

ARRAYS = Parameters._fields

pytestmark = pytest.mark.usefixtures("no_patience")


def gradients_of(parameters, X, Y):
    return nnlib.backward(parameters, nnlib.forward(parameters, X), X, Y)


def explained(loop):
    """Give what is found in a loop: the arrays and the key with its values, a formula, or the mistake's name."""
    trial = Trial(loop, "training_loop", "tanh", 0)
    found = diagnosed(trial, trial.tried(make_cases("training_loop", "tanh", 0)))
    return [
        (f.arrays, f.mistake.name if f.mistake else written(f.found.whole) if f.found else tuple(f.measured))
        for f in found
    ]


def with_gradients(change):
    """Make a loop whose gradients are changed before each step."""

    def loop(parameters, X, Y, learning_rate, iterations):
        for _ in range(iterations):
            changed = Gradients(*change(gradients_of(parameters, X, Y), X.shape[1]))
            parameters = nnlib.update(parameters, changed, learning_rate)
        return parameters

    return loop


def steps(parameters, X, Y, learning_rate):
    return (step.parameters for step in nnlib.descend(parameters, X, Y, learning_rate=learning_rate))


def in_parts(parts):
    """Make a loop that takes a step for each part of the examples."""

    def loop(parameters, X, Y, learning_rate, iterations):
        for _ in range(iterations):
            for part in parts(X.shape[1]):
                parameters = nnlib.update(parameters, gradients_of(parameters, X[:, part], Y[:, part]), learning_rate)
        return parameters

    return loop


def test_a_right_loop_needs_no_word():
    assert explained(with_gradients(lambda gradients, m: gradients)) == []


def test_a_known_mistake_keeps_its_name():
    assert explained(with_gradients(lambda gradients, m: [-gradient for gradient in gradients])) == [(ARRAYS, "uphill")]


@pytest.mark.parametrize(
    ("count", "taken"),
    [
        (lambda iterations: 2 * iterations + 1, "5, 7, 9, 5, 25, 7"),
        (lambda iterations: 0 * iterations, None),
        (lambda iterations: 119, "119, 119, 119, 119, 119, 119"),
        (lambda iterations: 120, None),
        (lambda iterations: min(iterations, 5), "2, 3, 4, 2, 5, 3"),
    ],
)
def test_the_steps_that_it_takes_are_counted(count, taken):
    def loop(parameters, X, Y, learning_rate, iterations):
        return next(itertools.islice(steps(parameters, X, Y, learning_rate), count(iterations), None))

    found = explained(loop)
    counted = [measured for _, measured in found if measured[0] == "other_count"]
    wanted = [str(case.known["iterations"]) for case in make_cases("training_loop", "tanh", 0)]
    assert wanted == ["2", "3", "4", "2", "12", "3"]
    assert [{key: values[key] for key in ("taken", "wanted")} for _, values in counted] == (
        [{"taken": taken, "wanted": ", ".join(wanted)}] if taken else []
    )
    assert not counted or found[0][0] == ARRAYS


def counted_but(spoilt, steps_of):
    """What is counted of a loop that takes other steps, and gives something else in one case."""

    def loop(parameters, X, Y, learning_rate, iterations):
        right = next(itertools.islice(steps(parameters, X, Y, learning_rate), steps_of(iterations), None))
        if (learning_rate, X.shape[1]) == spoilt:
            return Parameters(*(array + 1 for array in right))
        return right

    return [measured for _, measured in explained(loop) if measured[0] == "other_count"]


def test_only_steps_that_are_too_long_may_stay_uncounted():
    cases = make_cases("training_loop", "tanh", 0)
    first, *_, last = ((case.known["learning_rate"], case.known["m"]) for case in cases)
    assert last[0] == TOO_FAR
    values = {"taken": "3, 4, 5, 3, 13", "wanted": "2, 3, 4, 2, 12", "steps": 3, "iterations": 2}
    assert counted_but(last, lambda n: n + 1) == [("other_count", values)]
    assert counted_but(last, lambda n: n) == []
    assert counted_but(first, lambda n: n + 1) == []


@pytest.mark.parametrize(
    ("parts", "examples"),
    [
        (lambda m: [[i] for i in range(m)], "each_example"),
        (lambda m: [[i] for i in reversed(range(m))], "each_example_backwards"),
        (lambda m: [slice(i, i + 2) for i in range(0, m, 2)], "every_2_examples"),
        (lambda m: [slice(i, i + 4) for i in range(0, m, 4)], "every_4_examples"),
    ],
)
def test_steps_for_parts_of_the_examples_are_seen(parts, examples):
    assert explained(in_parts(parts)) == [(ARRAYS, (examples, {}))]


def test_a_loop_whose_first_step_is_right_is_told_so():
    def from_the_start(parameters, X, Y, learning_rate, iterations):
        first, tilt = gradients_of(parameters, X, Y), 1.0
        for _ in range(iterations):
            parameters = nnlib.update(parameters, first, tilt * learning_rate)
            tilt *= 0.7
        return parameters

    assert explained(from_the_start) == [(ARRAYS, ("first_step_right", {}))]


def test_what_the_first_step_takes_off_is_measured_array_by_array():
    found = explained(
        with_gradients(lambda g, m: g._replace(dW1=2.5 * g.dW1, db1=2.5 * g.db1, db2=np.exp(g.db2) - 7 * m))
    )
    assert found == [(("W1", "b1"), "W1 - 2.5 * (learning_rate * dW1)"), (("b2",), ("step_unknown", {}))]


def test_of_a_first_step_a_known_mistake_is_named_before_what_is_measured():
    def half_right(gradients, m):
        return gradients._replace(db1=m * gradients.db1, dW2=1.5 * gradients.dW2)

    found = explained(with_gradients(half_right))
    assert found == [(("b1",), "sum_without_mean"), (("W2",), "W2 - 1.5 * (learning_rate * dW2)")]


def test_a_step_of_another_shape_is_measured_as_it_is():
    def loop(parameters, X, Y, learning_rate, iterations):
        trained = with_gradients(lambda g, m: g._replace(dW1=3.3 * g.dW1))(parameters, X, Y, learning_rate, iterations)
        return trained._replace(W1=trained.W1.ravel())

    found = explained(loop)
    assert found[0][0] == ("W1",)
    assert found[0][1][0] not in ("of_step", "step_unknown")


def test_a_loop_that_fails_in_one_step_keeps_what_was_found():
    def loop(parameters, X, Y, learning_rate, iterations):
        if iterations < 2:
            raise ValueError("at least two")
        return with_gradients(lambda g, m: g._replace(dW1=np.exp(g.dW1)))(parameters, X, Y, learning_rate, iterations)

    def blank(parameters, X, Y, learning_rate, iterations):
        return loop(parameters, X, Y, learning_rate, iterations) if iterations > 1 else None

    for found in (explained(loop), explained(blank)):
        assert {measured[0] for _, measured in found} <= {"nothing", "nothing_in_one", "roughly", "at_one_place"}
        assert {array for arrays, _ in found for array in arrays} == set(ARRAYS)


@pytest.mark.parametrize("name", [name for name, m in CATALOGUE.items() if m.function == "training_loop"])
def test_the_title_of_a_mistake_of_the_loop_is_not_said_twice(name):
    cause = told(Finding(ARRAYS, CATALOGUE[name]), "training_loop", "tanh").cause
    assert cause.count(CATALOGUE[name].words.title) == 1
