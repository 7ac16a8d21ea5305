"""What is said of measured slopes that are nearly right."""

import numpy as np
import pytest

import nnlib
from nnlib import checks as e
from nnlib.checks.cases import make_cases
from nnlib.checks.slopes import SlopesComparison
from nnlib.checks.tasks import TASKS, Slopes

NAMES = Slopes._fields

pytestmark = pytest.mark.usefixtures("no_patience")


def measured(parameters, X, Y, ahead, behind, factor=1.0, activation="tanh"):
    """The slopes of the cost, each from so far behind its number to so far ahead of it."""
    slopes = {}
    for name, array in parameters._asdict().items():
        slopes["d" + name] = np.zeros_like(array)
        for place in np.ndindex(array.shape):
            costs = []
            for distance in (ahead, -behind):
                moved = array.copy()
                moved[place] += distance
                costs.append(
                    nnlib.cost(nnlib.forward(parameters._replace(**{name: moved}), X, activation=activation), Y)
                )
            slopes["d" + name][place] = factor * (costs[0] - costs[1]) / (ahead + behind)
    return slopes


def compared(change, activation="tanh"):
    """The right slopes in two cases, changed as `change` says of a case and its number."""
    cases = make_cases("numerical_gradients", activation)[:2]
    return SlopesComparison(TASKS["numerical_gradients"], cases, [change(case, i) for i, case in enumerate(cases)])


def by_steps(ahead, behind, factor=1.0):
    return compared(lambda case, _: measured(*(case.known[n] for n in ("parameters", "X", "Y")), ahead, behind, factor))


@pytest.mark.parametrize(
    ("ahead", "behind", "step", "side"),
    [
        (1e-3, 0, "0.001", "above"),
        (1e-5, 0, "1e−05", "above"),
        (1e-6, 0, "1e−06", "above"),
        (0, 1e-5, "1e−05", "below"),
        (0, 3e-4, "0.0003", "below"),
    ],
)
def test_a_slope_to_one_side_is_known_by_what_it_is_off(ahead, behind, step, side):
    found = by_steps(ahead, behind)
    for name in NAMES:
        assert found.against(name) == ("one_side", {"step": step, "side": side})


def test_a_slope_of_another_activation_is_known_by_its_own_cost():
    def to_one_side(case, _):
        return measured(*(case.known[n] for n in ("parameters", "X", "Y")), 1e-4, 0, activation="sigmoid")

    for name in NAMES:
        found = compared(to_one_side, "sigmoid").against(name)
        assert found == ("one_side", {"step": "0.0001", "side": "above"})


@pytest.mark.parametrize(("distance", "step"), [(1e-2, "0.01"), (3e-3, "0.003"), (0.03, "0.03")])
def test_a_step_that_is_too_large_is_known_by_what_it_makes_the_slope(distance, step):
    for name in NAMES:
        assert by_steps(distance, distance).against(name) == ("wide_step", {"step": step})


@pytest.mark.parametrize("distance", [1e-5, 1e-3])
def test_a_number_that_is_not_moved_to_the_other_side_gives_half_a_slope(distance):
    for name in NAMES:
        assert by_steps(distance / 50, 0, 0.5).against(name) == ("half_a_slope", {})


def test_nothing_is_said_of_other_slopes():
    right = compared(lambda case, _: dict(case.right))
    doubled = compared(lambda case, _: {name: 2 * slope for name, slope in case.right.items()})
    only_first_half = compared(lambda case, i: {name: slope / (2 - i) for name, slope in case.right.items()})
    moved = compared(lambda case, _: {name: slope + 1e-4 for name, slope in case.right.items()})
    for found in (right, doubled, only_first_half, moved):
        assert [found.against(name) for name in NAMES] == [None] * 4


def test_steps_that_differ_from_case_to_case_are_not_named():
    def of_its_own(case, i):
        return measured(*(case.known[n] for n in ("parameters", "X", "Y")), (1e-3, 1e-4)[i], 0)

    assert compared(of_its_own).against("dW1") is None
    assert compared(lambda case, i: of_its_own(case, 0) if i else dict(case.right)).against("dW1") is None


@pytest.mark.parametrize("bad", [np.nan, np.inf, "shape"])
def test_nothing_is_said_of_what_is_no_array_of_numbers_in_its_shape(bad):
    def spoiled(case, i):
        slopes = measured(*(case.known[n] for n in ("parameters", "X", "Y")), 1e-4, 0)
        if i == 1:
            slopes["dW1"] = slopes["dW1"].T if bad == "shape" else slopes["dW1"] + [[bad]]
        return slopes

    assert compared(spoiled).against("dW1") is None
    assert compared(spoiled).against("dW2") is not None


def test_a_check_says_it_once_of_all_four():
    def slopes(parameters, X, Y):
        return measured(parameters, X, Y, 1e-6, 0)

    result = e.check_numerical_gradients(slopes)
    assert "dW1, db1, dW2, db2: measured to one side only" in repr(result)
    assert "right for some sizes" not in repr(result)

    def in_place(parameters, X, Y):
        found = []
        for array in parameters:
            found.append(np.zeros_like(array))
            for place in np.ndindex(array.shape):
                array[place] += 1e-6
                above = nnlib.cost(nnlib.forward(parameters, X), Y)
                array[place] -= 1e-6
                below = nnlib.cost(nnlib.forward(parameters, X), Y)
                found[-1][place] = (above - below) / 2e-6
        return found

    assert "is the number moved back by 2 ε" in repr(e.check_numerical_gradients(in_place))


def test_slopes_of_nothing_are_told_so():
    still = compared(lambda case, _: {name: 0 * slope for name, slope in case.right.items()})
    assert still.against("dW1") == ("no_slope", {})
    half_still = compared(lambda case, i: {name: i * slope for name, slope in case.right.items()})
    assert half_still.against("dW1") is None


def test_slopes_that_are_divided_by_the_number_are_told_so():
    def by_itself(case, _):
        weights = case.known["parameters"]._asdict()
        return {name: 2e-5 * slope / weights[name.removeprefix("d")] for name, slope in case.right.items()}

    for name in NAMES:
        assert compared(by_itself).against(name) == ("divided_by_itself", {})

    def roughly(case, i):
        return {
            name: slope * (1 + 0.03 * np.resize([1, -1, 1], slope.shape)) for name, slope in by_itself(case, i).items()
        }

    assert compared(roughly).against("dW1") is None

    def times_itself(case, _):
        weights = case.known["parameters"]._asdict()
        return {name: slope * weights[name.removeprefix("d")] for name, slope in case.right.items()}

    assert compared(times_itself).against("dW1") is None


@pytest.mark.parametrize(("run", "said"), [(2e-5, "2e−05"), (1e-4, "0.0001")])
def test_one_cost_in_place_of_a_difference_is_told(run, said):
    def mine(parameters, X, Y):
        J = nnlib.cost(nnlib.forward(parameters, X), Y)
        return tuple(np.full_like(array, J / run) for array in parameters)

    text = repr(e.check_numerical_gradients(mine))
    assert f"dW1, db1, dW2, db2: each number is one cost divided by {said}" in text
    assert "`J_up - J_down`" in text
