"""Which other score an accuracy is, by hand: of 10 examples 4 are ones, 3 of them found, and 2 zeros are missed."""

import numpy as np
import pytest

from nnlib import exercises as e
from nnlib.exercises.samples import Measured, Sample
from nnlib.exercises.scores_measured import SCORES, another_score
from tests.exercises.by_hand import array

Y = array([[1, 1, 1, 1, 0, 0, 0, 0, 0, 0]])
A2 = array([[0.9, 0.5, 0.7, 0.2, 0.1, 0.3, 0.4, 0.2, 0.5, 0.8]])  # from 0.5 on it is a one
OTHER_Y, OTHER_A2 = array([[1, 0, 0, 0, 0]]), array([[0.6, 0.1, 0.9, 0.2, 0.3]])


def samples(first, second):
    known = ({"A2": A2, "Y": Y}, {"A2": OTHER_A2, "Y": OTHER_Y})
    rights = (0.7, 0.8)
    return [
        Sample("accuracy", array(value), array(rights[i]), known[i], None) for i, value in enumerate((first, second))
    ]


@pytest.mark.parametrize(
    ("what", "first", "second"),
    [
        ("the mean of the two labels' accuracies", (3 / 4 + 4 / 6) / 2, (1 + 3 / 4) / 2),
        ("the F1 score", 2 * 3 / (2 * 3 + 1 + 2), 2 / 3),
        ("the fraction of the zeros that are predicted right", 4 / 6, 3 / 4),
        ("the ones that are found, divided by all that are ones or predicted to be", 3 / 6, 1 / 2),
        ("the correlation of labels and predictions", 10 / np.sqrt(5 * 5 * 4 * 6), 3 / np.sqrt(2 * 3 * 1 * 4)),
        ("the ones that are found, divided by all examples", 0.3, 0.2),
        ("the zeros that are predicted right, divided by all examples", 0.4, 0.6),
        ("the fraction of the ones among the labels", 0.4, 0.2),
        ("the number of examples that are predicted wrong", 3, 1),
    ],
)
def test_another_score_is_named(what, first, second):
    assert another_score(samples(first, second)) == ("another_score", {"what": what})
    assert another_score(samples(first, second + 0.013)) is None
    assert another_score(samples(first + 0.013, second)) is None
    assert another_score(samples(first, second)[:1]) is None
    assert what in SCORES


def test_what_is_no_score_is_not_named():
    assert another_score(samples(0.55, 0.55)) is None


def test_the_correlation_is_that_of_numpy():
    expected = np.corrcoef(Y[0], A2[0] >= 0.5)[0, 1]
    assert another_score(samples(expected, np.corrcoef(OTHER_Y[0], OTHER_A2[0] >= 0.5)[0, 1])) == Measured(
        "another_score", {"what": "the correlation of labels and predictions"}
    )


def test_a_check_names_it():
    def f1(A2, Y):
        predicted = A2 >= 0.5
        return 2 * np.sum(predicted * Y) / (np.sum(predicted) + np.sum(Y))

    assert "accuracy: what is returned is the F1 score." in repr(e.check_accuracy(f1))
