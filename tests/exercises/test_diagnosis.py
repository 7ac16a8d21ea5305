"""Which cause is named for what is wrong, and what it explains."""

import warnings

import numpy as np
import pytest

from nnlib.exercises.cases import make_cases
from nnlib.exercises.comparison import Comparison
from nnlib.exercises.diagnosis import Finding, diagnose, mistakes_of
from nnlib.exercises.samples import Measured
from nnlib.mistakes import CATALOGUE
from nnlib.mistakes.catalogue import Mistake
from nnlib.mistakes.tasks import TASKS
from tests.exercises.by_hand import array, compared

UPDATED = {"W1": [[0]], "b1": [[0]], "W2": [[0]], "b2": [[0]]}
KNOWN = {name: array([[4]]) for name in UPDATED} | {"d" + name: array([[2]]) for name in UPDATED}


def updated(**answer):
    """An update of W1 = b1 = W2 = b2 = 4 with slopes of 2 and a rate of 1: right is 2."""
    two_cases = [({name: [[number]] for name, number in answer.items()}, {name: [[2]] for name in UPDATED})] * 2
    return compared("update", *two_cases, **KNOWN, learning_rate=1.0, m=11, n0=5, n1=7, **{"1": 1})


def mistake(name, **numbers):
    """A mistake of update that makes these numbers of the arrays."""

    def always(number):
        return lambda: array([[number]])

    return Mistake(name, "update", "", equations={name: always(number) for name, number in numbers.items()})


def explained(comparison, *mistakes):
    return [(finding.mistake.name, finding.arrays) for finding in diagnose(comparison, mistakes)]


def test_nothing_is_found_where_all_is_right():
    assert diagnose(updated(W1=2, b1=2, W2=2, b2=2), list(CATALOGUE.values())) == []


def test_one_cause_explains_all_the_arrays_that_it_makes_wrong():
    both = mistake("both", W1=9.0, W2=9.0)
    assert explained(updated(W1=9, b1=2, W2=9, b2=2), both) == [("both", ("W1", "W2"))]


def test_an_array_that_is_right_is_no_part_of_a_finding():
    harmless = mistake("harmless", W1=9.0, b1=2.0)
    assert explained(updated(W1=9, b1=2, W2=2, b2=2), harmless) == [("harmless", ("W1",))]


def test_two_causes_are_named_in_the_order_of_the_equations():
    one, other = mistake("one", W1=9.0), mistake("other", b1=8.0, b2=8.0)
    comparison = updated(W1=9, b1=8, W2=2, b2=8)
    assert explained(comparison, other, one) == [("one", ("W1",)), ("other", ("b1", "b2"))]


def test_what_comes_after_an_array_that_is_explained_already_is_explained_too():
    one, other = mistake("one", W1=9.0, W2=9.0), mistake("other", b2=8.0)
    assert explained(updated(W1=9, b1=2, W2=9, b2=8), one, other) == [("one", ("W1", "W2")), ("other", ("b2",))]


def test_of_two_that_explain_an_array_that_which_explains_more_is_named():
    one, more = mistake("one", W1=9.0), mistake("more", W1=9.0, W2=9.0)
    assert explained(updated(W1=9, b1=2, W2=9, b2=2), one, more) == [("more", ("W1", "W2"))]


def test_what_is_right_is_not_explained_so_it_does_not_count():
    harmless, more = mistake("harmless", W1=9.0, b1=2.0, b2=2.0), mistake("more", W1=9.0, W2=9.0)
    assert explained(updated(W1=9, b1=2, W2=9, b2=2), harmless, more) == [("more", ("W1", "W2"))]


def test_a_mistake_that_is_made_in_full_comes_before_one_made_in_part():
    part, full = mistake("part", W1=9.0, W2=9.0, b2=9.0), mistake("full", W1=9.0)
    assert explained(updated(W1=9, b1=2, W2=9, b2=2), part, full) == [("full", ("W1",)), ("part", ("W1", "W2"))]


def test_of_two_made_in_part_the_smaller_is_named():
    large, small = mistake("large", W1=9.0, b1=9.0, W2=9.0, b2=9.0), mistake("small", W1=9.0, b1=9.0)
    assert explained(updated(W1=9, b1=2, W2=2, b2=2), large, small) == [("small", ("W1",))]


def test_of_two_as_good_as_each_other_the_first_is_named():
    assert explained(updated(W1=9, b1=2, W2=2, b2=2), mistake("a", W1=9.0), mistake("b", W1=9.0)) == [("a", ("W1",))]


def test_arrays_that_were_not_returned_do_not_make_a_mistake_one_in_part():
    one, both = mistake("one", W1=9.0, b1=9.0), mistake("both", W1=9.0, W2=9.0, b2=9.0)
    assert explained(updated(W1=9, b1=2, W2=9), one, both) == [("both", ("W1", "W2"))]


def test_a_mistake_that_explains_another_array_only_is_not_named():
    elsewhere = mistake("elsewhere", W1=7.0, b1=8.0)
    findings = diagnose(updated(W1=9, b1=8, W2=2, b2=2), [elsewhere])
    assert [finding.mistake for finding in findings] == [None, elsewhere]


def test_what_no_mistake_explains_is_measured_and_the_same_of_several_arrays_said_once():
    (first, second) = diagnose(updated(W1=6, b1=2.5, W2=6, b2=6), [])
    assert first == Finding(("W1", "W2", "b2"), None, Measured("factor", {"factor": "3"}))
    assert second == Finding(("b1",), None, Measured("factor", {"factor": "5/4"}))
    assert first.words.startswith("W1, W2, b2: 3 times what it should be")


def test_what_the_comparison_itself_has_against_an_array_comes_before_what_is_measured():
    class Against(type(updated())):
        def against(self, array):
            return Measured("start_size", {"size": array})

    (found,) = diagnose(Against(*updated(W1=6, b1=2, W2=2, b2=2)), [])
    assert found.measured == ("start_size", {"size": "W1"})


def test_a_finding_that_the_catalogue_has_needs_no_words_of_its_own():
    assert Finding(("W1",), CATALOGUE["uphill"]).words == ""


# Which mistakes may be made in a function.


def named(function, activation="tanh"):
    return [mistake.name for mistake in mistakes_of(function, activation)]


def test_a_function_has_its_own_mistakes():
    assert named("cost") == [m.name for m in CATALOGUE.values() if m.function == "cost"]
    assert all(CATALOGUE[name].function == "update" for name in named("update"))


@pytest.mark.parametrize("line", ["dZ2", "dW2", "db2", "dZ1", "dW1", "db1"])
def test_a_line_of_backward_has_those_of_backward_that_are_seen_in_it(line):
    found = mistakes_of(line, "tanh")
    assert {mistake.function for mistake in found} == {"backward"}
    assert all(line in mistake.arrays for mistake in found)
    assert {"sum_without_mean", "m_from_the_features"} & set(named(line)) or line in ("dZ2", "dZ1")


def test_backward_without_a_loop_has_those_of_backward():
    assert named("vectorized") == named("backward")


def test_a_mistake_that_is_none_with_this_activation_is_left_out():
    for function in ("activation_derivative", "forward", "backward"):
        for activation in ("tanh", "sigmoid", "relu"):
            own = [m.name for m in CATALOGUE.values() if m.function == function]
            expected = [name for name in own if activation in (CATALOGUE[name].activations or (activation,))]
            assert named(function, activation) == expected
    assert any(m.activations for m in CATALOGUE.values())


def test_a_training_loop_has_its_own_then_those_of_its_parts_as_they_look_in_a_loop():
    found = mistakes_of("training_loop", "tanh")
    functions = [CATALOGUE[mistake.name].function for mistake in found]
    assert list(dict.fromkeys(functions)) == ["training_loop", "update", "forward", "backward"]
    assert functions == sorted(functions, key=["training_loop", "update", "forward", "backward"].index)
    assert all(mistake.arrays == ("W1", "b1", "W2", "b2") for mistake in found)


def test_what_is_wrong_with_a_loop_itself_stays_as_it_is():
    own = [mistake for mistake in mistakes_of("training_loop", "tanh") if CATALOGUE[mistake.name] == mistake]
    assert own == [mistake for mistake in CATALOGUE.values() if mistake.function == "training_loop"]


def beside(task, name, change, activation="tanh"):
    """What is found where an array is changed in every case."""
    cases = make_cases(task, activation)[:3]
    answers = [{**case.right, name: change(case)} for case in cases]
    (found,) = diagnose(Comparison(TASKS[task], cases, answers), mistakes_of(task, activation))
    assert found.mistake is None
    return found.measured


def test_a_known_mistake_times_a_factor_is_told_with_both():
    def squared_error(case):
        A2 = case.known["A2"]
        return 2 * (A2 - case.known["Y"]) * A2 * (1 - A2)

    found = beside("dZ2", "dZ2", squared_error)
    assert found.key == "mistake_and_factor"
    assert found.values["factor"] == "2"
    assert found.values["formula"] == CATALOGUE["sigmoid_slope_again"].formula
    assert found.values["question"] == CATALOGUE["sigmoid_slope_again"].words.question


def test_a_known_mistake_on_its_side_is_told_with_both():
    def on_its_side(case):
        return (case.known["dZ2"] @ case.known["Z1"].T / case.known["m"]).T

    found = beside("dW2", "dW2", on_its_side)
    assert found.key == "mistake_and_transpose"
    assert found.values == {
        "formula": CATALOGUE["Z1_for_A1"].formula,
        "question": CATALOGUE["Z1_for_A1"].words.question,
    }


def test_what_is_measured_well_by_itself_needs_no_known_mistake():
    assert beside("dZ2", "dZ2", lambda case: 3 * case.right["dZ2"]).key == "factor"
    assert beside("dZ2", "dZ2", lambda case: np.sinh(case.right["dZ2"])).key == "another"


def test_a_mistake_that_is_not_finite_is_nothing_to_compare_with():
    cases = make_cases("dZ2", "tanh")[:2]
    known = [{**case.known, "A2": np.where(case.known["Y"] == 1, 1.0, case.known["A2"])} for case in cases]
    rights = [{"dZ2": of["A2"] - of["Y"]} for of in known]
    sure = [case._replace(known=known[i], right=rights[i]) for i, case in enumerate(cases)]
    odd = [{"dZ2": np.cos(9 * known[i]["A2"]) + np.arange(case.known["m"])} for i, case in enumerate(sure)]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        (found,) = diagnose(Comparison(TASKS["dZ2"], sure, odd), mistakes_of("dZ2", "tanh"))
    assert found.measured.key == "at_one_place"


def test_of_two_mistakes_times_a_factor_the_first_of_the_catalogue_is_told():
    def neither(case):
        return case.right["dZ1"] * np.cos(np.arange(case.known["m"]))

    assert beside("dZ1", "dZ1", neither).key == "at_one_factor"
