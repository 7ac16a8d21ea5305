"""Which measure is heard, and what it is shown."""

import numpy as np

from nnlib.exercises.cases import make_cases
from nnlib.exercises.comparison import Comparison
from nnlib.exercises.measures import measured, samples_of
from nnlib.mistakes.tasks import TASKS
from tests.exercises.by_hand import array, compared

KNOWN = {"n0": 5, "n1": 9, "m": 2, "1": 1, "dZ2": array([[2, 4]]), "A1": array([[1, 3]]), "Y": array([[0, 1]])}


def test_of_a_wrong_shape_only_the_shape_is_spoken_of():
    comparison = compared("dW2", ({"dW2": [[7, 7]]}, {"dW2": [[7]]}), **KNOWN)
    assert measured("dW2", comparison).key == "other_shape"


def test_one_wrong_shape_is_enough():
    pairs = [({"dW2": [[21]]}, {"dW2": [[7]]}), ({"dW2": [[7, 7]]}, {"dW2": [[7]]})]
    assert measured("dW2", compared("dW2", *pairs, **KNOWN)).key == "wrong_shape"


def test_numbers_come_before_terms_and_whole_numbers_last():
    factor = compared("dW2", *[({"dW2": [[21]]}, {"dW2": [[7]]})] * 2, **{**KNOWN, "X": array([[21]])})
    assert measured("dW2", factor).values == {"factor": "3"}
    another = compared("dW2", ({"dW2": [[21]]}, {"dW2": [[7]]}), **{**KNOWN, "A1": array([[21]])})
    assert measured("dW2", another).values == {"what": "A1"}
    whole = compared("dW2", ({"dW2": [[15]]}, {"dW2": [[7]]}), **KNOWN)
    assert measured("dW2", whole).key == "whole_numbers"


def test_only_the_cases_in_which_it_is_wrong_are_looked_at():
    comparison = compared("dW2", ({"dW2": [[7]]}, {"dW2": [[7]]}), ({"dW2": [[8.5]]}, {"dW2": [[7]]}), **KNOWN)
    assert measured("dW2", comparison) == ("nothing_in_one", {"value": "8.5", "right": "7"})


FOUR = {**KNOWN, "A1": array([[1, 3], [2, 0], [1, 1], [-4, 1]])}


def test_where_nothing_can_be_measured_the_first_numbers_are_shown():
    comparison = compared("dW2", ({"dW2": [[7, 1.23456, 99.5, 20.5]]}, {"dW2": [[7, 2, 3, -2]]}), **FOUR)
    expected = {"value": "[7, 1.235, 99.5, …]", "right": "[7, 2, 3, …]", "wrong": 3, "all": 4}
    assert measured("dW2", comparison) == ("nothing", expected)


def test_a_case_is_shown_in_which_it_is_clearly_wrong():
    pairs = [({"dW2": [[7.0001]]}, {"dW2": [[7]]}), ({"dW2": [[8.5]]}, {"dW2": [[7]]})]
    assert measured("dW2", compared("dW2", *pairs, **KNOWN)).values["value"] == "8.5"


def test_three_numbers_are_shown_whole():
    three = {**KNOWN, "A1": FOUR["A1"][:3]}
    comparison = compared("dW2", ({"dW2": [[7, 1.5, 99.5]]}, {"dW2": [[7, 2, 3]]}), **three)
    assert measured("dW2", comparison).values["value"] == "[7, 1.5, 99.5]"


def test_what_is_computed_number_by_number_is_shown_at_one_place():
    known = {"A2": array([[0.5, 0.25, 0.125]]), "Y": array([[0, 1, 0]]), "Z2": array([[1, -1, 1]])}
    comparison = compared("dZ2", ({"dZ2": [[0.5, 1.5, 7.5]]}, {"dZ2": [[0.5, -0.75, 0.125]]}), **known)
    assert measured("dZ2", comparison).key == "at_one_place"


def test_an_accuracy_has_few_values_so_that_less_is_looked_for():
    known = {"A2": array([[0.2, 0.2, 0.9, 0.1]]), "Y": array([[1, 0, 1, 1]]), "m": 4, "n0": 5, "n1": 9, "1": 1}
    comparison = compared("accuracy", ({"accuracy": 0.25}, {"accuracy": 0.5}), **known)
    assert measured("accuracy", comparison).key == "nothing_in_one"  # 0.5 squared, by chance
    missing = compared("accuracy", ({"accuracy": 2 / 3}, {"accuracy": 0.5}), **known)
    assert measured("accuracy", missing).values == {"which": "first"}


def test_a_row_of_biases_is_measured_as_a_column():
    known = {"dZ1": array([[2, 4], [6, 8]]), "m": 2, "n0": 3, "n1": 2, "1": 1}
    comparison = compared(
        "db1", ({"db1": [[6, 14]]}, {"db1": [[3], [7]]}), ({"db1": [[9, 21]]}, {"db1": [[3], [7]]}), **known
    )
    assert measured("db1", comparison) == ("factor_varies", {"factors": "2, 3"})


def forward(Z1, A1, right=((1, 2),)):
    known = {"W1": array([[1]]), "X": array([[1, 2]]), "b1": array([[0]]), "g1": lambda Z: 2 * Z}
    known.update(Z1=array([[1, 2]]), A1=array([[2, 4]]), m=2, n0=5, n1=7)
    return compared("forward", *[({"Z1": Z1, "A1": A1}, {"Z1": [[1, 2]], "A1": [[2, 4]]})] * 2, **{**known, "1": 1})


def test_an_array_is_measured_against_what_follows_from_the_learners_own_before_it():
    assert measured("A1", forward([[5, 10]], [[30, 60]])).values == {"factor": "3"}
    assert measured("A1", forward([[1.5, -1.5]], np.exp([[1.5, -1.5]]))).values == {"what": "the exponential of Z1"}


def test_where_nothing_follows_it_is_measured_against_the_right_one():
    known = {"W1": array([[1]]), "X": array([[1, 2], [3, 4]]), "b1": array([[0]]), "m": 2, "n0": 2, "n1": 1, "1": 1}
    comparison = compared("forward", *[({"Z1": [[6, 9]]}, {"Z1": [[2, 3]]})] * 2, **known)
    assert measured("Z1", comparison).values == {"factor": "3"}


def test_equations_that_do_not_feed_one_another_are_measured_with_what_they_were_handed():
    known = {"W1": array([[1, 2]]), "W2": array([[10, 20]]), "dW1": array([[1, 1]]), "dW2": array([[1, 1]])}
    answer = {"W1": [[5, 7]], "W2": np.exp([[1, 2]])}
    comparison = compared("update", (answer, {"W1": [[0, 1]], "W2": [[9, 19]]}), **known, learning_rate=1.0, m=2)
    assert measured("W2", comparison).values == {"what": "the exponential of W1"}


def test_the_equation_is_computed_again_without_an_example():
    X, dZ1 = array([[1, 2, 3], [4, 6, 7]]), array([[1, -1, 2]])
    answer, right = dZ1[:, :2] @ X[:, :2].T / 3, dZ1 @ X.T / 3
    comparison = compared("dW1", ({"dW1": answer}, {"dW1": right}), X=X, dZ1=dZ1, m=3, n0=2, n1=1)
    assert measured("dW1", comparison) == ("one_example_less", {"which": "last"})


def names_of(task, array_name, **answers):
    """The quantities of which this array may be made, in the first case of a task."""
    known = make_cases(task, "tanh")[0]
    arrays = {name: answers.get(name, known.right[name]) for name in known.right}
    comparison = Comparison(TASKS[task], [known], [{**arrays, array_name: arrays[array_name] + 1}])
    (found,) = samples_of(array_name, comparison)
    assert all(name in found.known for name in found.names if not name.startswith("d"))
    return found.names


def test_an_array_is_made_of_what_the_function_has():
    assert names_of("dW2", "dW2") == ("dZ2", "A1", "dW2", "A1²")
    assert names_of("dZ1", "dZ1") == ("W2", "dZ2", "Z1", "dZ1", "A1", "W2ᵀ dZ2", "A1²")
    assert names_of("activation_derivative", "slope") == ("Z",)
    assert names_of("forward", "Z2")[:7] == ("W1", "b1", "W2", "b2", "X", "Z1", "A1")
    assert "α dW1" in names_of("update", "W1")
    assert "X" not in names_of("update", "W1")
    assert "learning_rate" not in names_of("update", "W1")


def test_what_the_learners_own_arrays_make_is_derived_of_them():
    known = make_cases("backward", "tanh")[0]
    arrays = {**known.right, "dZ2": 2 * known.right["dZ2"], "dZ1": known.right["dZ1"] + 1}
    (found,) = samples_of("dZ1", Comparison(TASKS["backward"], [known], [arrays]))
    assert np.array_equal(found.known["W2ᵀ dZ2"], known.known["W2"].T @ arrays["dZ2"])
