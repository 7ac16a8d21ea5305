"""What lesson 08 builds in view is what the library computes, and the script that it prints works as it says."""

import re

import numpy as np
import pytest
from numpy.testing import assert_allclose

import nnlib
from nnlib.widgets.playground.setup import GIVEN, Setup
from nnlib.widgets.playground.state import State, advance, begin, with_hidden_units, with_learning_rate
from nnlib.widgets.sweep_map import LEARNING_RATES
from tests.notebooks.in_view import InView
from tests.notebooks.lesson import shown as texts_of
from tests.problems import make_problem


@pytest.fixture(scope="module")
def shown():
    return InView("08_playground")


@pytest.fixture(scope="module")
def script(shown):
    (source,) = re.findall(r"```python\n(.*?)```", shown.lesson.text, re.DOTALL)
    return source


def test_its_questions(shown):
    assert not list(shown.wrong_with_its_questions())


@pytest.mark.parametrize("seed", range(3))
def test_loop_over_two_layers_is_backward(shown, seed):
    problem = make_problem(seed)
    gradients_of = shown.run("gradients_of", sigmoid=nnlib.sigmoid)["gradients_of"]
    W1, b1, W2, b2 = problem.parameters
    (dW1, db1), (dW2, db2) = gradients_of([W1, W2], [b1, b2], problem.X, problem.Y)
    library = nnlib.backward(problem.parameters, nnlib.forward(problem.parameters, problem.X), problem.X, problem.Y)
    for ours, theirs in zip((dW2, db2, dW1, db1), (library[i] for i in (1, 2, 4, 5)), strict=True):
        assert_allclose(ours, theirs, rtol=1e-12)


def test_script_needs_numpy_alone_and_passes_its_own_tests(script, capsys):
    assert re.findall(r"import \w+", script) == ["import numpy"]
    made = {}
    exec(compile(script, "network.py", "exec"), made)
    *checked, at_zero, by_heart, share = capsys.readouterr().out.splitlines()
    assert checked == [f"{name} True" for name in ("W1", "b1", "W2", "b2")]
    assert float(at_zero) == pytest.approx(np.log(2))
    assert float(by_heart) < 0.05
    assert float(share) > 0.9
    assert [made[name].shape for name in ("X", "Y", "X_test", "Y_test")] == [(2, 150), (1, 150), (2, 50), (1, 50)]


def test_script_has_the_gradients_of_the_library(script):
    made = {}
    exec(compile(script, "network.py", "exec"), made)
    parameters = nnlib.initialize_parameters(2, 6, rng=3)
    ours = made["backward"](parameters._asdict(), made["X"], made["Y"])
    library = nnlib.backward(parameters, nnlib.forward(parameters, made["X"]), made["X"], made["Y"].astype(float))
    for name, array in ours.items():
        assert_allclose(array, getattr(library, f"d{name}"), rtol=1e-10)


def at_20_units(*counts: int) -> State:
    """Bring the playground's slider there by way of these numbers of units, and take a rate of 10."""
    state = begin(Setup(dataset=GIVEN, hidden_units=counts[0]), 1.0, nnlib.load_penguins())
    for count in (*counts[1:], 20):
        state = with_hidden_units(state, count)
    return with_learning_rate(state, 10.0)


@pytest.mark.parametrize("counts", [(20,), (4,), tuple(range(4, 20))], ids=["reset", "typed", "slid"])
def test_answer_on_20_units_at_a_rate_of_10(counts):
    start = at_20_units(*counts)
    early, late = advance(start, 10), advance(start, 2000)
    assert start.cost < late.curve.training.max()
    assert late.cost < 0.001
    assert nnlib.accuracy(late.parameters, late.data.X, late.data.Y) == 1
    of_others = [nnlib.accuracy(run.parameters, run.data.X_test, run.data.Y_test) for run in (early, late)]
    assert of_others[0] == of_others[1]
    assert late.curve.held_out[-1] > 1.5 * late.curve.held_out.min()


def test_answer_on_a_rate_of_0_01():
    state = advance(begin(Setup(dataset=GIVEN, hidden_units=4), 0.01, nnlib.load_penguins()), 500)
    before, last = np.interp([400, 500], state.curve.iterations, state.curve.training)
    assert last < before - 0.02


def test_answers_below_the_map():
    few, rest = nnlib.train_test_split(nnlib.make_moons(), seed=0)
    X, X_test = nnlib.standardize(few.X), nnlib.standardize(rest.X, few.X)
    rates = (0.1, 1.0, 30.0)
    assert LEARNING_RATES[-1] == rates[-1]
    grid = {"hidden_units": (4, 20), "learning_rates": rates, "seeds": range(3), "progress": False}
    early, late = (
        nnlib.sweep(X, few.Y, **grid, X_test=X_test, Y_test=rest.Y, iterations=iterations) for iterations in (100, 2000)
    )
    deep = [(np.median(found.test_accuracies, axis=2) > 0.945).tolist() for found in (early, late)]
    assert deep == [[[False, False, False], [False, True, True]], [[False, True, True], [True, True, True]]]
    jumping = late.costs[1, -1, 0]
    assert jumping[:10].max() > 10 * jumping[0]
    assert jumping[-500:].max() > 10 * jumping[-500:].min()
    apart = late.final_costs.max(axis=2) - np.median(late.final_costs, axis=2)
    assert apart.argmax(axis=1).tolist() == [2, 2]


def test_numbers_in_the_prose_are_those_that_cells_show(shown):
    text = shown.lesson.text
    assert "about 60 lines" in text
    printed = "\n".join(output.get("text", "") for cell in shown.lesson.code for output in cell.outputs)
    (costs,) = re.findall(r"^n1 = 20 +[\d.]+ +([\d.]+)", printed, re.MULTILINE)
    assert float(costs) > np.log(2)
    (stopped,), (on,) = (re.findall(rf"^{run} *: cost ([\d.]+)", printed, re.M) for run in ("stopped", "3000 steps"))
    assert float(stopped) < float(on) / 3
    (with_160,) = re.findall(r"^on the 2000: cost ([\d.]+)", printed, re.MULTILINE)
    assert float(with_160) / float(costs) == pytest.approx(1 / 3, abs=0.04)


def test_digits_that_the_prose_counts_are_those_of_the_picture(shown):
    (picture,) = [text for cell in shown.lesson.code for text in texts_of(cell) if text.startswith("Outlines")]
    (wrong, others), (missed, eights) = re.findall(r"(\d+) of (\d+) examples", picture)
    assert f"here {wrong} of the {others} other digits, and {missed} of the {eights} eights" in shown.lesson.text
    share = 1 - (int(wrong) + int(missed)) / (int(others) + int(eights))
    assert f"That is an accuracy of {share:.2%}" in shown.lesson.text
