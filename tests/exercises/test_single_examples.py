"""What is said after single examples were tried, where nothing can be measured of many."""

import numpy as np
import pytest

import nnlib
from nnlib.exercises.answer import read
from nnlib.exercises.cases import make_cases, of_one_example, of_prediction
from nnlib.exercises.diagnosis import Finding
from nnlib.exercises.samples import Measured
from nnlib.exercises.single_examples import ROUND_PREDICTIONS, explained_alone
from nnlib.exercises.trials import Trial
from nnlib.mistakes import CATALOGUE
from nnlib.mistakes.tasks import TASKS

UNKNOWN = Measured("nothing", {"value": "1", "right": "2", "wrong": 1, "all": 1})
ALONE = ("right_alone", {})


def explained(name, function, *findings):
    """Give what is said of these arrays, each of which is unknown so far, or of these findings."""
    trial = Trial(function, name, "tanh", 0)
    cases = make_cases(name, "tanh", 0)
    comparison = trial.compare(cases, [read(one.returned, trial.task) for one in trial.runs(cases)])
    given = [one if isinstance(one, Finding) else Finding((one,), None, UNKNOWN) for one in findings]
    return explained_alone(trial, given, comparison)


def losses(A2, Y):
    return -Y * np.log(A2) - (1 - Y) * np.log(1 - A2)


def of_the_mean(cache, Y):
    return -np.log(np.mean(np.exp(-losses(cache.A2, Y))))


def of_the_distance(cache, Y):
    return np.mean(np.abs(cache.A2 - Y))


def cut(cache, Y):
    return np.mean(losses(np.clip(cache.A2, 0.1, 0.9), Y))


def gradients(change):
    def backward(parameters, cache, X, Y):
        right = nnlib.backward(parameters, cache, X, Y)
        return right._replace(**change(right, parameters, cache, X))

    return backward


def shared_slope(right, parameters, cache, X):
    slope = np.mean(1 - cache.A1**2, axis=1, keepdims=True)
    return {"dZ1": parameters.W2.T @ right.dZ2 * slope}


def product_of_means(right, parameters, cache, X):
    return {"dW2": right.dZ2.mean() * cache.A1.mean(axis=1, keepdims=True).T}


class TestOneExample:
    def test_each_array_has_one_column_or_row_of_it(self):
        case = make_cases("backward", "tanh", 0)[1]
        one = of_one_example("backward", case, 3)
        assert one.known["m"] == 1
        for name in ("X", "Y", "Z1", "A1", "Z2", "A2", "dZ2", "dZ1"):
            np.testing.assert_array_equal(one.known[name], case.known[name][:, [3]])
        np.testing.assert_array_equal(one.known["X_rows"], case.known["X_rows"][[3]])
        np.testing.assert_array_equal(one.known["cache"].A1, case.known["A1"][:, [3]])
        assert one.known["parameters"] is case.known["parameters"]
        assert one.within is None

    def test_what_is_right_follows_from_it(self):
        case = make_cases("backward", "tanh", 0)[0]
        one = of_one_example("backward", case, 0)
        np.testing.assert_allclose(one.right["dW1"], case.right["dZ1"][:, [0]] @ case.known["X"][:, [0]].T)

    def test_a_prediction_may_be_chosen(self):
        case = make_cases("cost", "tanh", 0)[0]
        for a, y, J in ((0.8, 1.0, 0.2231), (0.8, 0.0, 1.6094), (0.3, 1.0, 1.2040)):
            one = of_prediction("cost", case, a, y)
            assert one.right["J"] == pytest.approx(J, abs=1e-4)
            assert one.known["A2"] == one.known["cache"].A2 == pytest.approx(a)
            assert one.known["cache"].Z2.shape == one.known["Y"].shape == one.known["X"][:1].shape == (1, 1)


def test_a_cost_that_is_right_alone_is_told_so():
    assert explained("cost", of_the_mean, "J") == [Finding(("J",), None, Measured(*ALONE))]


def test_of_a_cost_that_is_wrong_alone_the_first_round_numbers_are_given():
    (found,) = explained("cost", of_the_distance, "J")
    assert found.measured == (
        "wrong_alone",
        {"given": "Z2 = 1.386, A2 = 0.8, Y = 1", "value": "0.2", "right": "0.2231"},
    )
    (found,) = explained("cost", lambda cache, Y: of_the_distance(cache, Y) - Y.sum(), "J")
    assert found.measured.values["value"] == "−0.8"


def test_where_round_numbers_are_right_an_example_of_the_cases_is_given():
    (found,) = explained("cost", cut, "J")
    assert found.measured == (
        "wrong_alone",
        {"given": "Z2 = −6.92, A2 = 0.0009872, Y = 1", "value": "2.303", "right": "6.921"},
    )


def test_every_label_is_tried_with_round_numbers():
    (found,) = explained("cost", lambda cache, Y: np.mean(losses(cache.A2, Y) * (2 - Y)), "J")
    assert found.measured.values["given"] == "Z2 = 1.386, A2 = 0.8, Y = 0"
    wrong_below = np.vectorize(lambda a, y: losses(a, y) * (2 if a < 0.5 and y == at else 1))
    for at in (1, 0):
        (found,) = explained("cost", lambda cache, Y: np.mean(wrong_below(cache.A2, Y)), "J")
        assert found.measured.values["given"] == f"Z2 = −0.8473, A2 = 0.3, Y = {at}"


def test_arrays_that_are_right_alone_are_one_finding():
    together = gradients(lambda *of: shared_slope(*of) | product_of_means(*of))
    assert explained("backward", together, "dW2", "dZ1") == [Finding(("dW2", "dZ1"), None, Measured(*ALONE))]
    assert explained("dZ1", lambda W2, dZ2, Z1: W2.T @ dZ2 / np.cosh(Z1).mean() ** 2, "dZ1")[0].measured != ALONE


def test_an_array_that_is_wrong_alone_is_left_as_it_is():
    wrong = gradients(lambda right, *_: {"dW1": right.dW1**2 + 1})
    assert explained("backward", wrong, "dW1")[0].measured == UNKNOWN
    wrong = gradients(lambda right, *_: {"db2": right.db2**2 + 1})  # a single number, and no prediction's
    assert explained("backward", wrong, "db2")[0].measured == UNKNOWN


def test_what_is_known_or_measured_is_left_as_it_is():
    known = Finding(("J",), CATALOGUE["sign_flipped"])
    seen = Finding(("J",), None, Measured("factor", {"factor": "2"}))
    assert explained("cost", of_the_mean, known, seen) == [known, seen]
    assert explained("cost", of_the_mean, seen, "J") == [seen, Finding(("J",), None, Measured(*ALONE))]


@pytest.mark.parametrize("name", ["standardized", "training_loop", "numerical_gradients", "update"])
def test_functions_that_are_not_of_single_examples_are_not_tried_on_them(name):
    trial = Trial(lambda *given: 1 / 0, name, "tanh", 0)
    finding = Finding((next(iter(TASKS[name].equations)),), None, UNKNOWN)
    assert explained_alone(trial, [finding], trial.compare([], [])) == [finding]


def test_a_function_that_fails_with_one_example_keeps_what_was_found():
    def fails(cache, Y):
        return of_the_mean(cache, Y) if Y.size > 1 else 1 / 0

    def blank(cache, Y):
        return of_the_mean(cache, Y) if Y.size > 1 else None

    for function in (fails, blank):
        assert explained("cost", function, "J") == [Finding(("J",), None, UNKNOWN)]


@pytest.mark.parametrize(
    ("check", "function", "words"),
    [
        (nnlib.check_cost, of_the_distance, "one example alone, with Z2 = 1.386, A2 = 0.8, Y = 1, it is 0.2, and"),
        (nnlib.check_backward, gradients(shared_slope), "dZ1: right for one example alone, and wrong for several."),
        (nnlib.check_accuracy, lambda A2, Y: np.mean((A2 > 0.9) == Y), "with A2 = 0.8, Y = 1, it is 0, and"),
        (nnlib.check_two_sums, lambda A2, Y: (Y @ A2.T, Y.sum() / 7), "zeros: for one example alone, with A2 ="),
    ],
)  # fmt: skip
def test_a_learner_is_told(check, function, words):
    assert words in str(check(function, raises=False))


def test_what_is_not_one_number_or_not_finite_for_one_example_is_not_shown():
    def second(cache, Y):
        return np.exp(losses(cache.A2, Y)[0, 1:2])

    def balanced(A2, Y):
        right = (A2 > 0.5) == Y
        with np.errstate(all="ignore"):
            return (right[Y == 1].sum() / Y.sum() + right[Y == 0].sum() / (1 - Y).sum()) / 2

    assert explained("cost", second, "J") == [Finding(("J",), None, UNKNOWN)]
    assert explained("accuracy", balanced, "accuracy") == [Finding(("accuracy",), None, UNKNOWN)]


def test_no_more_examples_are_tried_than_needed():
    calls = []

    def counted(cache, Y):
        calls.append(Y.size)
        return of_the_distance(cache, Y)

    explained("cost", counted, "J")
    assert calls.count(1) == 1
    calls.clear()
    explained("cost", lambda cache, Y: calls.append(Y.size) or of_the_mean(cache, Y), "J")
    assert calls.count(1) == len(ROUND_PREDICTIONS) + 3 * 6


def test_of_each_case_the_first_example_the_one_in_the_middle_and_the_last_are_tried():
    seen = []

    def backward(parameters, cache, X, Y):
        if Y.size == 1:
            seen.append(X)
        return gradients(shared_slope)(parameters, cache, X, Y)

    explained("backward", backward, "dZ1")
    expected = [
        case.known["X"][:, [i]] for case in make_cases("backward", "tanh", 0) for i in (0, case.known["m"] // 2, -1)
    ]
    assert len(seen) == len(expected)
    assert all(map(np.array_equal, seen, expected))
