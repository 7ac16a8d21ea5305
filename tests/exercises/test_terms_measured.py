"""What is said of an array that is made of the notes' other quantities."""

import numpy as np
import pytest

from nnlib.exercises import terms_measured as t
from nnlib.exercises.samples import Sample
from tests.exercises.by_hand import SIZES, array, sample

# Two cases: W2 (1, n1) and its gradient, b2 and db2 (1, 1), and two arrays that no mathematics joins to them.
CASES = [
    {
        "W2": [[1, 2, -4]],
        "dW2": [[3, -1, 2]],
        "b2": [[0.5]],
        "db2": [[2]],
        "A1": [[1, 2]],
        "Z1": [[1, 2]],
        "word": "no",
    },
    {"W2": [[2, 1, 5, 3]], "dW2": [[1, -2, 1, 7]], "b2": [[-1]], "db2": [[3]], "A1": [[4]], "Z1": [[4]], "word": "no"},
]
KNOWN = [{name: value if name == "word" else array(value) for name, value in case.items()} for case in CASES]


def made(value, name="W2", right=lambda known: known["W2"] - 100):
    """In both cases the array that `value` makes of the quantities, where `right` would be right."""
    return [
        Sample(name, array(value(known)), array(right(known)), {**size, **known}, None)
        for size, known in zip(SIZES, KNOWN, strict=True)
    ]


def spoilt(samples):
    """The same with one case more, in which it does not hold."""
    value = samples[0].value.copy()
    value.flat[-1] += 0.5
    return [*samples, samples[0]._replace(value=value)]


# Another quantity, or a function of one.


@pytest.mark.parametrize(
    ("what", "value"),
    [
        ("dW2", lambda known: known["dW2"]),
        ("−dW2", lambda known: -known["dW2"]),
        ("1 − dW2", lambda known: 1 - known["dW2"]),
        ("tanh of dW2", lambda known: np.tanh(known["dW2"])),
        ("the sigmoid of dW2", lambda known: 1 / (1 + np.exp(-known["dW2"]))),
        ("the relu of dW2", lambda known: np.maximum(0, known["dW2"])),
        ("tanh' of W2", lambda known: 1 - np.tanh(known["W2"]) ** 2),
        ("σ' of dW2", lambda known: np.exp(-known["dW2"]) / (1 + np.exp(-known["dW2"])) ** 2),
        ("relu' of W2", lambda known: known["W2"] > 0),
        ("the exponential of dW2", lambda known: np.exp(known["dW2"])),
        ("the square of dW2", lambda known: known["dW2"] ** 2),
        ("|…| of dW2", lambda known: np.abs(known["dW2"])),
    ],
)
def test_another_quantity_or_a_function_of_one_is_named(what, value):
    assert t.another(made(value)) == ("another", {"what": what})
    assert t.another(spoilt(made(value))) is None


def test_a_quantity_within_a_thousandth_is_that_quantity():
    assert t.another(made(lambda known: known["dW2"] * 1.0009))
    assert t.another(made(lambda known: known["dW2"] * 1.0011)) is None


def test_a_function_may_overflow_without_a_warning():
    assert t.another([sample([[1e5, np.inf]], [[1, 2]], W2=array([[1e5, 1e5]]), b2=array([[1000, 2000]]))]) is None


def test_in_the_exercise_on_the_slope_there_is_only_a_Z():
    Z = array([[-1, 2], [3, -4]])
    slope = sample(np.tanh(Z), np.ones((2, 2)), "slope", Z=Z, Z1=Z, A1=np.tanh(Z))
    found = t.another([slope._replace(names=("Z",))])
    assert found.values == {"what": "tanh of Z"}
    assert t.another([sample(Z, np.ones((2, 2)), "A1", Z=Z, Z1=Z)]).values == {"what": "Z1"}


# Multiples, and sums.


def test_a_multiple_of_another_quantity_is_named():
    assert t.multiple(made(lambda known: 0.25 * known["dW2"])) == ("another", {"what": "0.25 · dW2"})
    assert t.multiple(made(lambda known: -2 * known["dW2"])).values == {"what": "−2 · dW2"}


def test_what_is_added_to_the_right_array_is_named():
    found = t.too_much(made(lambda known: known["W2"] - 100 + 0.25 * known["dW2"]))
    assert found == ("too_much", {"what": "0.25 · dW2"})


def test_what_is_added_may_be_repeated_by_broadcasting():
    assert t.too_much(made(lambda known: known["W2"] - 100 - known["db2"])).values == {"what": "−db2"}


@pytest.mark.parametrize("measure", [t.multiple, t.too_much])
def test_a_multiple_must_be_the_same_in_every_case(measure):
    def right(known):
        return 0 * known["W2"]

    samples = made(lambda known: 2 * known["dW2"], right=right)
    assert measure(samples)
    assert measure(samples[:1]) is None
    assert measure(spoilt(samples)) is None
    assert measure(made(lambda known: known["dW2"] * known["db2"], right=right)) is None
    assert measure([samples[0], samples[1]._replace(value=samples[1].value * 1.0009)])
    assert measure([samples[0], samples[1]._replace(value=samples[1].value * 1.0012)]) is None
    assert measure([sample._replace(value=sample.value + 0.003) for sample in samples])
    assert measure([sample._replace(value=sample.value + 0.02) for sample in samples]) is None


def test_what_is_a_multiple_but_for_one_case_is_none():
    one, other = made(lambda known: 2 * known["dW2"])
    elsewhere = other._replace(value=other.value + array([[2, 1, 0, 0]]))  # as much along dW2 as before, and more aside
    assert t.multiple([one, elsewhere]) is None
    assert t.multiple([elsewhere, one]) is None


def test_a_multiple_is_the_first_cases_from_which_the_others_may_be_a_thousandth_away():
    one, other = made(lambda known: 0.25 * known["dW2"])
    near, beyond = (other._replace(value=other.value * by) for by in (1.0009, 1.0018))
    assert t.multiple([one, near]).values == {"what": "0.25 · dW2"}
    assert t.multiple([one, near, beyond]) is None


def test_a_very_small_multiple_must_be_the_same_too():
    assert t.multiple(made(lambda known: 1e-9 * known["dW2"])).values == {"what": "1e−09 · dW2"}
    assert t.multiple(made(lambda known: 1e-9 * known["dW2"] * known["db2"])) is None


def test_of_zeros_nothing_is_a_multiple():
    samples = made(lambda known: 2 * known["dW2"])
    zeros = [s._replace(known={"Z2": 0 * s.known["dW2"], "dW2": s.known["dW2"]}) for s in samples]
    assert t.multiple(zeros).values == {"what": "2 · dW2"}
    assert t.multiple([s._replace(known={"Z2": 0 * s.value}) for s in samples]) is None


def test_a_sum_of_two_quantities_is_named():
    assert t.two_terms(made(lambda known: known["W2"] - 0.3 * known["db2"])) == (
        "two_terms",
        {"what": "W2 − 0.3 · db2"},
    )
    assert t.two_terms(made(lambda known: 0.1 * known["W2"] + known["dW2"])).values == {"what": "0.1 · W2 + dW2"}
    assert t.two_terms(made(lambda known: -known["W2"] - 21 * known["dW2"])).values == {"what": "−W2 − 21 · dW2"}


def test_a_sum_must_be_the_same_in_every_case():
    samples = made(lambda known: known["W2"] + 2 * known["dW2"])
    assert t.two_terms(samples)
    assert t.two_terms(samples[:1]) is None
    assert t.two_terms(spoilt(samples)) is None
    assert t.two_terms(made(lambda known: known["W2"] + known["db2"] * known["dW2"])) is None
    assert t.two_terms([s._replace(value=s.value + 1e-6 * array([[1, -1, 1, -1][: s.value.size]])) for s in samples])
    assert not t.two_terms(
        [s._replace(value=s.value + 1e-4 * array([[1, -1, 1, -1][: s.value.size]])) for s in samples]
    )


def test_a_sum_of_two_must_have_two():
    assert t.two_terms(made(lambda known: 2 * known["W2"])) is None
    assert t.two_terms(made(lambda known: known["W2"] + 0.002 * known["dW2"]))
    assert t.two_terms(made(lambda known: 0.002 * known["W2"] + known["dW2"]))
    assert t.two_terms(made(lambda known: known["W2"] + 0.0005 * known["dW2"])) is None
    assert t.two_terms(made(lambda known: 0.0005 * known["W2"] + known["dW2"])) is None


def test_any_two_numbers_are_a_sum_of_two_so_at_least_four_are_asked_for():
    samples = made(lambda known: known["b2"] + 2 * known["db2"], "b2", lambda known: known["b2"])
    assert t.two_terms(samples) is None
    assert t.two_terms([*samples, samples[0]]) is None
    assert t.two_terms(samples * 2).values == {"what": "b2 + 2 · db2"}


def test_one_number_is_many_functions_of_another_so_that_none_is_named():
    assert t.another(made(lambda known: np.tanh(known["db2"]), "b2", lambda known: known["b2"] - 9)) is None
    assert t.another(made(lambda known: known["db2"], "b2", lambda known: known["b2"] - 9)).values == {"what": "db2"}


def test_too_little_of_an_array_is_not_too_much_of_itself():
    def right(known):
        return known["dW2"]

    assert t.too_much(made(lambda known: 0.3 * known["dW2"], "dW2", right)) is None
    assert t.too_much(made(lambda known: known["dW2"] + 0.3 * known["W2"], "dW2", right)).values == {"what": "0.3 · W2"}
