"""What lesson 01 builds in view is what the library computes, and what its answers say of the widget is so."""

import re

import pytest
from numpy.testing import assert_allclose

import nnlib
from nnlib.widgets.parameters import take_one_step
from tests.notebooks.in_view import InView
from tests.notebooks.lesson import pictures
from tests.problems import make_problem

PENGUINS = nnlib.load_penguins()


@pytest.fixture(scope="module")
def lesson():
    return InView("01_parameters")


def test_each_of_its_questions_is_put_once(lesson):
    assert sorted(lesson.put) == sorted(lesson.questions)


def test_shown_layers_are_forward(lesson):
    problem = make_problem(0)
    built = lesson.run("Z1", "A1", "Z2", X=problem.X, **problem.parameters._asdict())
    cache = nnlib.forward(problem.parameters, problem.X)
    for name in ("Z1", "A1", "Z2"):
        assert_allclose(built[name], getattr(cache, name), rtol=1e-13)


def test_thickest_line_of_the_picture_is_the_weight_with_which_unit_2_reads_x2(lesson):
    (cell,) = [cell for cell in lesson.lesson.code if "draw(plot_matrices, parameters, size=" in cell.source]
    words = pictures(cell)[0].replace("−", "-")
    W1, W2 = (re.findall(r"-?\d\.\d\d", re.search(f"{name} of shape ([^b]*)", words)[1]) for name in ("W1", "W2"))
    assert max(W1 + W2, key=lambda number: abs(float(number))) == "-1.30"
    assert W1.index("-1.30") == 2 * 1 + 1


def step(hidden_units, learning_rate):
    return take_one_step(PENGUINS, hidden_units=hidden_units, learning_rate=learning_rate)


def test_answers_below_the_widget():
    four, five = (sum(array.size for array in step(n1, 1.0).before) for n1 in (4, 5))
    assert five - four == 4
    after = {rate: step(4, rate).cost_after for rate in (1.0, 2.0, 5.0, 10.0)}
    assert min(after, key=lambda rate: after[rate]) == 5.0
    assert (f"{after[5.0]:.4f}", f"{after[10.0]:.4f}") == ("0.3505", "0.3533")
    rising = step(8, 10.0)
    assert (f"{rising.cost_before:.4f}", f"{rising.cost_after:.4f}") == ("0.7763", "1.0305")
