"""What is said of a shape or of a count, which is made of n0, n1 and n2 alone."""

import numpy as np
import pytest

from nnlib.exercises.cases import Case
from nnlib.exercises.sizes import SizesComparison
from nnlib.mistakes.tasks import TASKS
from tests.exercises.by_hand import array

NETWORKS = ((2, 3, 4), (5, 7, 6))  # n0, n1 and n2 in each case
FIRST = "n0 = 2, n1 = 3, n2 = 4"


def known(n0, n1, n2):
    return {"n0": n0, "n1": n1, "n2": n2, "1": 1}


def shapes(*answers):
    """What speaks against a shape of W1, returned in each network, where (n1, n0) is right."""
    networks = NETWORKS[: len(answers)]
    cases = [Case(known(*sizes), {"shape_W1": np.array([sizes[1], sizes[0]])}) for sizes in networks]
    returned = [{"shape_W1": array(answer)} for answer in answers]
    return SizesComparison(TASKS["all_shapes"], cases, returned).against("shape_W1")


def counts(*answers):
    """What speaks against a count, returned in the two networks, where n1 n0 + n1 + n2 n1 + n2 is right."""
    cases = [Case(known(*sizes), {"count": right}) for sizes, right in zip(NETWORKS, (25, 90), strict=True)]
    return SizesComparison(TASKS["count_parameters"], cases, [{"count": array(a)} for a in answers]).against("count")


def off_by(change):
    return counts(*(right + change(*sizes) for sizes, right in zip(NETWORKS, (25, 90), strict=True)))


@pytest.mark.parametrize(
    ("answers", "its", "value"),
    [
        (([2, 3], [5, 7]), "n0, n1", "(2, 3)"),
        (([4, 1], [6, 1]), "n2, 1", "(4, 1)"),
        (([3, 4], [7, 7]), "n1, 4", "(3, 4)"),  # no size is 4 here and 7 there
        (([9, 2.5], [9, 5]), "9, 2.5", "(9, 2.5)"),
    ],
)
def test_a_shape_is_read_by_the_sizes_it_has_in_every_case(answers, its, value):
    assert shapes(*answers) == ("sizes", {"its": its, "value": value, "sizes": FIRST})


def test_what_is_right_by_chance_in_the_first_network_is_shown_in_the_next():
    second = "n0 = 5, n1 = 7, n2 = 6"
    assert shapes([3, 2], [3, 2]) == ("sizes", {"its": "3, 2", "value": "(3, 2)", "sizes": second})
    assert shapes([3, 2], [7, 7]) == ("sizes", {"its": "n1, 7", "value": "(7, 7)", "sizes": second})
    assert counts(25, 25) == ("count", {"value": "25", "sizes": second})


def test_in_one_case_alone_it_is_read_by_the_first_size_that_is_it():
    assert shapes([2, 4]) == ("sizes", {"its": "n0, n2", "value": "(2, 4)", "sizes": FIRST})


@pytest.mark.parametrize("odd", [[3], [3, 2, 1], 3, [[3, 2]]])
def test_a_shape_must_be_two_numbers_in_every_case(odd):
    expected = ("no_pair", {"count": np.size(odd)})
    assert shapes(odd, [7, 5]) == expected
    assert shapes([3, 2], odd) == expected
    assert shapes(odd, [7, 5, 1, 1]) == expected


@pytest.mark.parametrize("odd", [[6, 3, 12, 4], [[25, 0]], []])
def test_a_count_must_be_one_number_in_every_case(odd):
    expected = ("not_one_number", {"shape": np.shape(odd), "count": np.size(odd)})
    assert counts(odd, 90) == expected
    assert counts(25, odd) == expected
    assert counts(odd, [1, 2, 3]) == expected


@pytest.mark.parametrize(
    ("words", "term"),
    [
        ("1", lambda n0, n1, n2: 1),
        ("n0", lambda n0, n1, n2: n0),
        ("n1", lambda n0, n1, n2: n1),
        ("n2", lambda n0, n1, n2: n2),
        ("n1 n0", lambda n0, n1, n2: n1 * n0),
        ("n2 n1", lambda n0, n1, n2: n2 * n1),
        ("n2 n0", lambda n0, n1, n2: n2 * n0),
        ("2 · 1", lambda n0, n1, n2: 2),
        ("2 · n2", lambda n0, n1, n2: 2 * n2),
        ("2 · n2 n1", lambda n0, n1, n2: 2 * n2 * n1),
    ],
)
def test_a_count_is_off_by_a_term_or_by_twice_a_term(words, term):
    assert off_by(term) == ("count_apart", {"apart": f"{words} too many"})
    assert off_by(lambda *sizes: -term(*sizes)) == ("count_apart", {"apart": f"{words} too few"})


def test_a_term_must_be_the_same_in_every_case():
    assert counts(25 + 3, 90).key == "count"
    assert counts(25 + 3, 90 + 5).key == "count"
    assert counts(25 + 3, 90 - 7).key == "count"


def test_of_any_other_count_its_number_is_said_beside_the_sizes():
    assert counts(30.5, 100) == ("count", {"value": "30.5", "sizes": FIRST})
    assert off_by(lambda n0, n1, n2: 3 * n2) == ("count", {"value": "37", "sizes": FIRST})


@pytest.mark.parametrize("form", [(1,), (1, 1)])
def test_a_count_may_be_an_array_of_one_number(form):
    assert counts(np.full(form, 28), np.full(form, 97)) == ("count_apart", {"apart": "n1 too many"})


def in_four(*apart):
    """A count that is off by these numbers in four cases."""
    sizes = ((2, 3, 1), (3, 5, 2), (4, 6, 3), (5, 2, 7))
    cases = [Case(dict(zip(("n0", "n1", "n2"), size, strict=True)), {"count": 50}) for size in sizes]
    answers = [{"count": array(50 + number)} for number in apart]
    return SizesComparison(TASKS["count_parameters"], cases[: len(apart)], answers).against("count")


def test_a_count_is_off_by_one_term_too_many_and_another_too_few():
    assert in_four(1 - 1, 1 - 2, 1 - 3, 1 - 7) == ("count_apart", {"apart": "1 too many, n2 too few"})
    assert in_four(3 - 2, 5 - 3, 6 - 4, 2 - 5) == ("count_apart", {"apart": "n1 too many, n0 too few"})
    assert in_four(0.5, 1, 2, 3).key == "count"
    assert in_four(6 - 1, 15 - 2).key == "count"  # in two cases it may be so by chance
    assert in_four(6 - 1, 15 - 2, 24 - 3).key == "count_apart"
