"""What is said of an array that is made of the examples in another way than by adding them up."""

import numpy as np
import pytest

from nnlib.exercises import examples_measured as e
from nnlib.exercises.samples import Sample
from nnlib.mistakes.tasks import TASKS
from tests.exercises.by_hand import array

X, DZ1 = array([[1, 2, 3], [4, 5, 7]]), array([[1, -1, 2]])
EACH = np.array([[1, 4], [-2, -5], [6, 14]])  # what each example gives: dZ1 times X


def sample(value, name="dW1", m=3, count=3, **more):
    """dW1 from the first few examples."""
    equation = TASKS["backward"].equations[name]
    cut = {"X": X[:, :count], "dZ1": DZ1[:, :count]}
    known = {
        **cut,
        "m": m,
        "W1": array([[1, 2]]),
        "dW2": "no array",
        "else": X,
        "A2": array([1, 2, 3]),
        "rng": None,
        **more,
    }
    return Sample(
        name, np.reshape(value, (1, -1)).astype(float), np.mean(EACH[:count], 0, keepdims=True), known, equation
    )


def both(of):
    """The same made of three examples, and of the first two."""
    return [sample(of(EACH)), sample(of(EACH[:2]), m=2, count=2)]


@pytest.mark.parametrize("m", [3, 2])
def test_the_first_or_the_last_example_is_missing(m):
    assert e.one_example_less([sample(EACH[1:].sum(0) / m)]) == ("one_example_less", {"which": "first"})
    assert e.one_example_less([sample(EACH[:2].sum(0) / m)]) == ("one_example_less", {"which": "last"})


def test_the_same_example_must_be_missing_in_every_case_and_no_other():
    def without(part, m):
        return sample(EACH[part].sum(0) / m)

    assert e.one_example_less([without(slice(1, None), 3), without(slice(0, 2), 3)]) is None
    assert e.one_example_less([without(slice(1, None), 3), without(slice(1, None), 2)]) is None
    assert e.one_example_less([without(slice(0, 1), 3)]) is None
    assert e.one_example_less([without(slice(2, None), 3)]) is None
    assert e.one_example_less([without(slice(1, None), 1)]) is None
    assert e.one_example_less([without(slice(None), 2)]) is None


def test_examples_in_rows_are_left_out_too():
    equation = TASKS["gradients_in_rows"].equations["dW1_rows"]
    known = {"X_rows": X.T, "dZ1_rows": DZ1.T, "m": 3}
    wrong = Sample("dW1_rows", EACH[1:].sum(0).reshape(2, 1) / 3, EACH.mean(0).reshape(2, 1), known, equation)
    assert e.one_example_less([wrong]).values == {"which": "first"}


@pytest.mark.parametrize("divided", [lambda each: 1, len])
def test_one_example_alone_is_named(divided):
    for i, which in ((0, "the first"), (-1, "the last")):
        samples = both(lambda each, i=i: each[i] / divided(each))
        assert e.one_example_alone(samples) == ("one_example_alone", {"which": which})
    first_and_last = [sample(EACH[0] / divided(EACH)), sample(EACH[1] / divided(EACH[:2]), m=2, count=2)]
    assert e.one_example_alone(first_and_last) == ("one_example_alone", {"which": "one"})
    assert e.one_example_alone([sample(EACH[1] / divided(EACH))]).values == {"which": "one"}


def test_one_example_alone_must_be_in_every_case():
    assert e.one_example_alone([sample(EACH[0]), sample([9, 9])]) is None
    assert e.one_example_alone([sample([9, 9]), sample(EACH[0])]) is None
    assert e.one_example_alone([sample(EACH[1]), sample([9, 9])]) is None


def test_where_there_are_no_examples_none_is_alone():
    lone = sample([9, 9])
    lone = lone._replace(known={name: value for name, value in lone.known.items() if name != "m"})
    assert e.one_example_alone([lone]) is None
    assert e.other_than_a_sum([lone]) is None
    assert e.one_example_less([lone]) is None


@pytest.mark.parametrize(
    ("what", "of"),
    [
        ("the median", lambda v: np.median(v, 0)),
        ("the largest", lambda v: np.max(v, 0)),
        ("the smallest", lambda v: np.min(v, 0)),
        ("the standard deviation", lambda v: np.std(v, 0)),
        ("the mean size, |…|,", lambda v: np.mean(np.abs(v), 0)),
        ("the mean square", lambda v: np.mean(v**2, 0)),
        ("the root of the mean square", lambda v: np.sqrt(np.mean(v**2, 0))),
        ("the root of the sum of the squares", lambda v: np.sqrt(np.sum(v**2, 0))),
    ],
)
def test_what_stands_in_place_of_a_sum_is_named(what, of):
    assert e.other_than_a_sum(both(of)) == ("other_than_a_sum", {"what": what})
    assert e.other_than_a_sum([*both(of), sample([8, 9])]) is None
    assert e.other_than_a_sum([sample([8, 9]), *both(of)]) is None


def test_the_geometric_mean_of_the_losses_is_named():
    Z2, Y = array([[1, -2, 3]]), array([[1, 1, 0]])
    losses = np.log1p(np.exp([-1, 2, 3]))
    value, right = np.exp(np.mean(np.log(losses))), np.mean(losses)
    lone = Sample("J", array(value), array(right), {"Z2": Z2, "Y": Y, "m": 3}, TASKS["cost"].equations["J"])
    assert e.other_than_a_sum([lone]).values == {"what": "the geometric mean"}
