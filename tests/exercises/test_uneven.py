"""What is said of an array that is there in one case and missing in another."""

import numpy as np

from nnlib.exercises.cases import Case
from nnlib.exercises.uneven import described, uneven
from nnlib.mistakes.tasks import TASKS

SMALL, LARGE = {"n0": 2, "n1": 3, "n2": 1, "m": 5}, {"n0": 3, "n1": 4, "n2": 1, "m": 7}
BOTH, ONES = {"Y": np.array([[0.0, 1.0]])}, {"Y": np.array([[1.0, 1.0]])}
ASKED = ". Does each branch of an `if` give it a value, and does each way through the function end in `return`?"


def case(known, **options):
    return Case(known, {}, **options)


def told(task, *tried):
    words = uneven([(case, dict.fromkeys(names, np.zeros(1))) for case, *names in tried], TASKS[task])
    assert words.endswith(ASKED) or not words
    return words.removesuffix(ASKED)


def test_the_same_arrays_each_time_need_no_word():
    assert told("forward", (case(SMALL), "Z2", "A2"), (case(LARGE), "Z2", "A2")) == ""
    assert told("forward", (case(SMALL),), (case(LARGE),)) == ""


def test_the_first_array_that_is_missing_somewhere_is_named_with_the_sizes():
    tried = (case(SMALL), "Z1", "A1", "Z2"), (case(LARGE), "Z1")
    expected = (
        "A1 is there in some cases and missing in others: there with n0 = 2, n1 = 3, n2 = 1, m = 5, "
        "missing with n0 = 3, n1 = 4, n2 = 1, m = 7"
    )
    assert told("forward", *tried) == expected
    assert told("forward", tried[0], tried[1], tried[0], (case({"n0": 9}),)).startswith("Z1 is there")


def test_the_turn_does_not_matter():
    words = told("forward", (case(SMALL),), (case(LARGE), "A1"))
    assert words.endswith("there with n0 = 3, n1 = 4, n2 = 1, m = 7, missing with n0 = 2, n1 = 3, n2 = 1, m = 5")


def test_labels_are_named_where_the_function_is_given_them():
    labels = (case(SMALL | BOTH), "J"), (case(LARGE | ONES),)
    assert told("cost", *labels).endswith("there with labels of both kinds, missing with the label 1 alone")
    assert "n0 = 2" in told("forward", (case(SMALL | BOTH), "A1"), (case(LARGE | ONES),))
    assert "n0 = 2" in told("cost", (case(SMALL | BOTH), "J"), (case(LARGE | BOTH),))


def test_a_network_that_is_very_sure_is_named_before_all_else():
    def sure_by(z):
        return LARGE | ONES | {"Z2": np.array([[z, -z]])}

    sure = (case(SMALL | BOTH), "J"), (case(sure_by(40), within=(5.0, 1000.0)),)
    assert told("cost", *sure).endswith(
        "there with predictions that are not very sure, missing with very sure ones, where Z2 is 40 or −40"
    )
    surer = (case(sure_by(40), within=(5.0, 1000.0)), "J"), (case(sure_by(800), within=(5.0, 1000.0)),)
    assert "there with very sure ones, where Z2 is 40 or −40, missing with very sure ones, where Z2 is 800" in told(
        "cost", *surer
    )


def test_of_the_same_input_twice_the_turn_is_named():
    twice = (case(SMALL), "A1"), (case(SMALL),)
    assert told("forward", *twice).endswith("there with what it was given first, missing with the like once more")


def test_of_all_pairs_the_one_that_differs_least_tells():
    tried = (case(SMALL | BOTH), "J"), (case(LARGE | ONES),), (case(SMALL | ONES), "J"), (case(LARGE | ONES), "J")
    assert told("cost", *tried).endswith("there with what it was given first, missing with the like once more")
    assert told("cost", *tried[:2]).endswith("there with labels of both kinds, missing with the label 1 alone")
    assert "n0 = 2" in told("cost", *tried[:3])


def test_iterations_and_predictions_are_named():
    two, four = {"iterations": 2, **SMALL}, {"iterations": 4, **LARGE}
    assert told("training_loop", (case(two | BOTH), "W1"), (case(four | BOTH),)).endswith(
        "there with iterations = 2, missing with iterations = 4"
    )
    right, wrong = {"A2": np.array([[0.2, 0.9]])}, {"A2": np.array([[0.7, 0.9]])}
    assert told("accuracy", (case(BOTH | wrong), "accuracy"), (case(BOTH | right),)).endswith(
        "there with some predictions wrong, missing with every prediction right"
    )
    just_not = {"A2": np.array([[0.5, 0.9]])}
    assert described(case(BOTH | just_not), TASKS["accuracy"])[2] == "every prediction right"
