"""What lesson 04 builds in view is what the library computes, and what it says of its numbers is so."""

import re
from itertools import islice

import numpy as np
import pytest
from numpy.testing import assert_allclose

import nnlib
from nnlib.widgets.descent import STEPS, look, take_path
from tests.notebooks.in_view import InView
from tests.problems import make_problem

PENGUINS = nnlib.load_penguins()
X, Y = nnlib.standardize(PENGUINS.X), PENGUINS.Y
START = nnlib.initialize_parameters(2, 4, rng=0)
CONSTANT = nnlib.initialize_parameters(2, 4, rng=0, method="constant", scale=0.5)


@pytest.fixture(scope="module")
def lesson():
    return InView("04_gradient_descent")


@pytest.fixture
def problem():
    return make_problem(0)


@pytest.fixture
def shown(lesson, problem):
    """The functions that the lesson defines, with another problem's X and Y in the place of the penguins'."""
    names = ("Parameters", "backward", "cost", "forward")
    return lesson.run_functions(X=problem.X, Y=problem.Y, **{name: getattr(nnlib, name) for name in names})


def walk(parameters, learning_rate, count, X=X, Y=Y):
    return list(islice(nnlib.descend(parameters, X, Y, learning_rate=learning_rate), count + 1))


def test_its_questions(lesson):
    assert not list(lesson.wrong_with_its_questions())
    assert "01-shape-of-dW1" in lesson.put


def test_shown_update_is_the_librarys(shown, problem):
    gradients = nnlib.backward(problem.parameters, nnlib.forward(problem.parameters, problem.X), problem.X, problem.Y)
    ours, theirs = (update(problem.parameters, gradients, 0.7) for update in (shown["update"], nnlib.update))
    for mine, right in zip(ours, theirs, strict=True):
        assert_allclose(mine, right, rtol=1e-15)


def test_shown_loop_takes_the_librarys_steps(shown, problem):
    parameters, costs = shown["descend"](problem.parameters, 0.5, 12)
    steps = walk(problem.parameters, 0.5, 12, problem.X, problem.Y)
    assert_allclose(costs, [step.cost for step in steps[:12]], rtol=1e-13)
    assert_allclose(parameters.W1, steps[12].parameters.W1, rtol=1e-12)
    one, _ = shown["descend"](problem.parameters, 0.5, 1)
    assert_allclose(one.W1, steps[1].parameters.W1, rtol=1e-13)


def test_a_small_step_falls_as_the_shown_length_of_the_gradient_says(shown, problem):
    gradients = nnlib.backward(problem.parameters, nnlib.forward(problem.parameters, problem.X), problem.X, problem.Y)
    after = nnlib.update(problem.parameters, gradients, 1e-5)
    before, there = (shown["cost_along"](problem.parameters, after, t) for t in (0, 1))
    assert before - there == pytest.approx(1e-5 * shown["slope_length"](problem.parameters) ** 2, rel=1e-3)


def test_rule_that_the_notes_print_never_reads_the_gradients(shown, problem):
    dying = shown["notes_update"](problem.parameters, None, 0.5)
    for array, before in zip(dying, problem.parameters, strict=True):
        assert_allclose(array, 0.5 * before)


def test_from_zeros_b2_alone_moves(lesson):
    parameters = walk(nnlib.initialize_parameters(2, 4, rng=0, method="zeros"), 1.0, 200)[-1].parameters
    assert not parameters.W1.any() | parameters.b1.any() | parameters.W2.any()
    assert nnlib.sigmoid(parameters.b2).item() == pytest.approx(Y.mean(), abs=1e-4)
    assert lesson.right_answer("04-zeros").text == "b2 alone"


def test_from_one_constant_four_units_do_what_one_does_on_the_moons():
    moons = nnlib.make_moons()
    moons_X = nnlib.standardize(moons.X)
    of_constant, of_random, of_one = (
        nnlib.accuracy(walk(start, 1.0, 500, moons_X, moons.Y)[-1].parameters, moons_X, moons.Y)
        for start in (CONSTANT, START, nnlib.initialize_parameters(2, 1, rng=0))
    )
    assert of_constant == of_one == 0.8825
    assert of_random > 0.97


def test_learning_rate_20_falls_rises_and_falls(lesson):
    costs = [step.cost for step in walk(START, 20.0, 60)]
    assert costs[1] < costs[0] < costs[2]
    assert costs[-1] < costs[0] / 5
    assert lesson.right_answer("04-large-rate").text == "It falls, jumps up, and falls again."


def test_lowest_point_of_step_2_lies_a_quarter_of_the_way_along(shown):
    shown.update(X=X, Y=Y)
    _, before, after = (step.parameters for step in walk(START, 20.0, 2))
    parts = np.linspace(0, 1, 41)
    assert parts[np.argmin([shown["cost_along"](before, after, t) for t in parts])] == pytest.approx(0.25)


def test_hidden_units_are_flat_after_five_wild_steps_and_stay_so():
    steps = walk(START, 20.0, 60)
    slopes = [np.mean(1 - nnlib.forward(steps[i].parameters, X).A1 ** 2, axis=1) for i in (0, 5, 60)]
    assert slopes[0].min() > 0.4
    assert slopes[1].argmin() == 1
    assert slopes[1][1] < 0.01
    assert max(slopes[1].max(), slopes[2].max()) < 0.2


def test_first_step_at_learning_rate_1_is_the_longest(lesson, shown):
    shown.update(X=X, Y=Y)
    lengths = [shown["slope_length"](step.parameters) for step in walk(START, 1.0, 58)]
    assert int(np.argmax(lengths)) == 0
    assert lesson.right_answer("04-longest-step").text == "The first"


def test_walk_on_the_parabola_multiplies_w_by_1_minus_2_alpha(shown):
    for rate in (0.05, 0.2, 1.1):
        assert_allclose(shown["walk"](rate), (1 - 2 * rate) ** np.arange(6))
    assert abs(shown["walk"](0.99)[-1]) < 1 < abs(shown["walk"](1.01)[-1])


def tried(shown, capsys, *data, **options):
    shown["try_rates"](*data, **options)
    return dict(re.findall(r"^α = ([\d.]+): (no rise|rises in step \d+)", capsys.readouterr().out, re.MULTILINE))


def test_rule_chooses_10_for_the_penguins_and_2_or_1_for_the_moons(shown, capsys):
    shown["train"] = nnlib.train
    moons = nnlib.make_moons()
    told = tried(shown, capsys, X, Y)
    assert (told["10"], told["20"]) == ("no rise", "rises in step 2")
    told = tried(shown, capsys, nnlib.standardize(moons.X), moons.Y)
    assert (told["2"], told["5"]) == ("no rise", "rises in step 24")
    told = tried(shown, capsys, nnlib.standardize(moons.X), moons.Y, hidden_units=1)
    assert told["1"] == "no rise"
    assert int(told["2"].split()[-1]) > 100


def test_at_2_units_saturate_and_learn_where_at_20_they_are_stuck():
    def far_along(parameters, learning_rate):
        return walk(parameters, learning_rate, 2000)[-1]

    two, twenty = far_along(START, 2.0), far_along(START, 20.0)
    assert f"{two.cost:.4f}" == "0.0240"
    assert 0.055 < twenty.cost < 0.065
    assert far_along(twenty.parameters, 2.0).cost > 0.95 * twenty.cost


def run(hidden_units, learning_rate):
    return take_path(X, Y, hidden_units=hidden_units, learning_rate=learning_rate)


def first_rise(hidden_units, learning_rate):
    rises = np.flatnonzero(np.diff(run(hidden_units, learning_rate).costs) > 0) + 1
    return int(rises[0]) if rises.size else None


def test_answers_below_the_widget():
    calm = run(4, 1.0)
    lengths = [look(calm, X, Y, step).steepness for step in range(STEPS + 1)]
    assert next(step for step, length in enumerate(lengths) if length < lengths[0] / 10) == 26
    assert [first_rise(4, rate) for rate in (1.0, 2.0, 5.0, 10.0, 20.0)] == [None, None, None, None, 2]
    assert [first_rise(8, rate) for rate in (1.0, 2.0, 5.0, 10.0, 20.0)] == [None, None, None, 1, 1]
    for hidden_units in (1, 4, 8, 12):
        assert look(run(hidden_units, 50.0), X, Y, STEPS).saturation > 0.99
