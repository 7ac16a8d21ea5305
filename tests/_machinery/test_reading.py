"""What a learner's function may return, and what is said of anything else."""

from collections import OrderedDict, deque, namedtuple
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType, SimpleNamespace

import numpy as np
import pytest

from nnlib._machinery.reading import Answer, as_floats, is_blank, read
from nnlib.checks.trials import Trial


def form(name):
    """What a task is to return."""
    return Trial(None, name, "tanh", 0).form


LAYER = form("output_layer")  # Z2 and A2, of which Z2 is on the way to A2
UPDATE = form("update")  # W1, b1, W2 and b2
ALONE = form("dZ2")  # dZ2 alone
SUMS = form("two_sums")  # ones and zeros
SHAPES = form("shapes")  # the shapes of W1, b1, W2 and b2
NAMES = "W1, b1, W2, b2"


def numbers(answer):
    """The arrays of an answer as lists, where there is nothing to complain of."""
    assert not answer.complaint
    return {name: array.tolist() for name, array in answer.arrays.items()}


def object_array(values):
    """The values as an array of objects."""
    array = np.empty(len(values), dtype=object)
    for i, value in enumerate(values):
        array[i] = value
    return array


def complaint(returned, task):
    """What is said of what was returned, of which then nothing is read."""
    answer = read(returned, task)
    assert answer == Answer({}, (), answer.complaint)
    return answer.complaint


class TestForms:
    @pytest.mark.parametrize("kind", [tuple, list])
    def test_several_arrays_are_read_in_the_order_of_the_equations(self, kind):
        assert numbers(read(kind([[[1, 2]], 3]), LAYER)) == {"Z2": [[1.0, 2.0]], "A2": 3.0}

    @pytest.mark.parametrize("kind", [dict, OrderedDict, MappingProxyType, lambda named: SimpleNamespace(**named)])
    def test_what_carries_the_names_is_read_by_them_in_any_order(self, kind):
        assert numbers(read(kind({"A2": 3, "Z2": [1, 2]}), LAYER)) == {"Z2": [1.0, 2.0], "A2": 3.0}
        assert list(read(kind({"A2": 3, "Z2": [1, 2]}), LAYER).arrays) == ["Z2", "A2"]

    def test_a_named_tuple_with_the_names_is_read_by_them(self):
        assert numbers(read(namedtuple("Layer", "A2 Z2")(3, 1), LAYER)) == {"Z2": 1.0, "A2": 3.0}
        assert numbers(read(namedtuple("Alone", "dZ2")(3), ALONE)) == {"dZ2": 3.0}

    def test_of_a_named_tuple_with_more_than_the_names_these_are_read(self):
        more = namedtuple("More", "A2 Z2 J")(3, 1, 2)
        assert numbers(read(more, LAYER)) == {"Z2": 1.0, "A2": 3.0}

    def test_a_named_tuple_with_other_names_is_read_in_order(self):
        assert numbers(read(namedtuple("Pair", "first second")(3, 1), LAYER)) == {"Z2": 3.0, "A2": 1.0}

    def test_one_array_alone_needs_no_name(self):
        assert numbers(read([[1, 2]], ALONE)) == {"dZ2": [[1.0, 2.0]]}
        assert numbers(read({"dZ2": [[1, 2]]}, ALONE)) == {"dZ2": [[1.0, 2.0]]}

    @pytest.mark.parametrize("kind", [deque, lambda values: dict(enumerate(values)).values(), object_array])
    def test_anything_that_holds_several_in_an_order_is_read_in_it(self, kind):
        assert numbers(read(kind([[1, 2], 3]), LAYER)) == {"Z2": [1.0, 2.0], "A2": 3.0}
        assert complaint({1, 2}, LAYER).startswith("It returns one value, ")
        assert complaint("ab", LAYER).startswith("It returns one value, 'ab'")
        assert complaint(b"ab", LAYER).startswith("It returns one value, ")

    def test_an_array_of_numbers_holds_several_only_where_each_has_no_shape_in_the_notes(self):
        assert numbers(read(np.array([1, 2]), SUMS)) == {"ones": 1.0, "zeros": 2.0}
        assert numbers(read(np.array([[1, 2], [3, 1], [4, 3], [1, 1]]), SHAPES))["shape_b1"] == [3.0, 1.0]
        for unfit in (np.array([1, 2, 3]), np.array(1.0)):
            assert complaint(unfit, SUMS).startswith("It returns one value, ")
        assert complaint(np.ones((4, 3)), UPDATE).startswith("It returns one value, ")

    def test_names_that_the_lesson_gives_to_something_like_it_are_read_too(self):
        assert numbers(read({"b1": [3, 1], "shape_W1": [3, 2], "W2": [1, 3], "b2": [1, 1]}, SHAPES)) == {
            "shape_W1": [3.0, 2.0],
            "shape_b1": [3.0, 1.0],
            "shape_W2": [1.0, 3.0],
            "shape_b2": [1.0, 1.0],
        }
        assert numbers(read(SimpleNamespace(dW1=1, db1=2), form("gradients_in_rows"))) == {
            "dW1_rows": 1.0,
            "db1_rows": 2.0,
        }
        assert numbers(read({"test": 1, "train": 2}, form("standardized"))) == {"X_train": 2.0, "X_test": 1.0}
        assert list(numbers(read(dict.fromkeys(("b2", "W1", "b1", "W2"), 1), form("numerical_gradients")))) == [
            "dW1",
            "db1",
            "dW2",
            "db2",
        ]

    def test_attributes_are_read_wherever_they_stand(self):
        class Slots:
            __slots__ = ("A2", "Z2")

            def __init__(self):
                self.A2, self.Z2 = 3, 1

        class Properties:
            Z2 = property(lambda self: 1)
            A2 = property(lambda self: 3)

        class Raises:
            def __getattr__(self, name):
                raise RuntimeError(name)

        for kind in (Slots, Properties):
            assert numbers(read(kind(), LAYER)) == {"Z2": 1.0, "A2": 3.0}
        more = SimpleNamespace(A2=1, J=2)
        assert numbers(read(more, LAYER)) == {"A2": 1.0}
        assert (
            complaint(Raises(), LAYER)
            == "It returns one value, a Raises; expected 2: Z2, A2. Return them with commas between."
        )
        assert numbers(read([5], form("parameter_count"))) == {"count": [5.0]}
        assert complaint([1, 2].count, form("parameter_count")).startswith("count is a function, not its result")

    def test_a_dictionary_may_leave_out_what_is_on_the_way(self):
        assert numbers(read({"A2": 3}, LAYER)) == {"A2": 3.0}
        assert numbers(read(dict.fromkeys(("dW2", "db2", "dW1", "db1"), 1), form("backward"))).keys() == {
            "dW2",
            "db2",
            "dW1",
            "db1",
        }


class TestComplaints:
    def test_one_value_in_place_of_several(self):
        assert complaint(np.ones((2, 3)), LAYER) == (
            "It returns one value, an array of shape (2, 3); expected 2: Z2, A2. Return them with commas between."
        )
        assert complaint(5, UPDATE).startswith(f"It returns one value, 5; expected 4: {NAMES}.")
        assert complaint(SimpleNamespace(z=1), LAYER).startswith("It returns one value, a SimpleNamespace;")

    def test_too_many_or_too_few_values(self):
        assert complaint((1, 2, 3), LAYER) == (
            "It returns 3 values; expected 2: Z2, A2. Return these alone, in this order."
        )
        assert complaint([1, 2, 3], UPDATE) == f"It returns 3 values; expected 4: {NAMES}, in this order."

    def test_one_of_several_values_that_holds_all_is_named(self):
        right = {"Z2": 1, "A2": 2}
        for returned, which in (((0.5, right, 7), 2), (([1, 2], 3, 4), 1)):
            assert complaint(returned, LAYER) == (
                f"It returns {len(returned)} values, but only value {which} is what the exercise asks for: Z2, A2. "
                "Return that one."
            )
        assert complaint(({"Z2": 1, "A2": None}, 1, 2), LAYER).startswith("It returns 3 values; expected 2")

    def test_what_another_value_stands_beside_is_taken(self):
        assert numbers(read((0.5, {"Z2": 1, "A2": 2}), LAYER)) == {"Z2": 1.0, "A2": 2.0}  # A2, cache

    def test_small_letters_and_names_of_elsewhere_are_read_where_they_are_clear(self):
        assert numbers(read({"z2": 1, "a2": 2}, LAYER)) == {"Z2": 1.0, "A2": 2.0}
        assert numbers(read({"AL": 2}, LAYER)) == numbers(read({"y_hat": 2}, LAYER)) == {"A2": 2.0}
        assert numbers(read({"A2": 1, "a2": 2}, LAYER)) == {"A2": 1.0}
        assert complaint({"w1": 1, "B1": 1, "w2": 1}, UPDATE) == "What it returns has no b2; it has W1, b1, W2."

    def test_a_tuple_where_one_array_is_expected(self):
        comma = "It returns a tuple with one element, not dZ2 itself: remove the comma after it."
        assert complaint((np.ones((1, 2)),), ALONE) == comma
        many = "It returns 2 values; expected 1: dZ2. Return these alone, in this order."
        assert complaint((1, 2), ALONE) == many

    def test_names_that_are_missing(self):
        words = "What it returns has no W1, b2; it has W2, b1."
        assert complaint({"W2": 1, "b1": 2}, UPDATE) == words
        assert complaint({"Z2": 1, 7: 2}, LAYER) == "What it returns has no A2; it has Z2, 7."

    def test_an_empty_dictionary_has_nothing(self):
        assert complaint({}, UPDATE) == f"What it returns has no {NAMES}; it has nothing."

    def test_what_is_asked_for_alone_is_not_on_the_way_to_anything(self):
        assert complaint({}, ALONE) == "What it returns has no dZ2; it has nothing."
        assert complaint({"A2": 1}, ALONE) == "What it returns has no dZ2; it has A2."

    def test_names_that_are_not_asked_for_are_no_matter(self):
        assert numbers(read({"A2": 1, "J": 2, 7: 3}, LAYER)) == {"A2": 1.0}

    def test_what_holds_no_numbers(self):
        assert complaint((1, "two"), LAYER) == "A2 holds no real numbers: it is 'two'."
        assert complaint((1, np.tanh), LAYER) == "A2 is a function, not its result: call it, with `()` after its name."
        assert complaint({"A2": 2j}, LAYER) == "A2 holds no real numbers: it is 2j."


class TestUnfinished:
    @pytest.mark.parametrize("blank", [None, ..., NotImplemented])
    def test_a_blank_is_not_written_yet(self, blank):
        assert is_blank(blank)
        assert read(blank, LAYER) == ({}, ("Z2", "A2"), "")
        assert read(blank, ALONE) == ({}, ("dZ2",), "")

    @pytest.mark.parametrize("written", [0, (), "", np.zeros(2), False])
    def test_nothing_else_is_blank(self, written):
        assert not is_blank(written)

    def test_blanks_among_numbers_are_named_and_the_numbers_read(self):
        answer = read((1, None, ..., 4), UPDATE)
        assert numbers(answer) == {"W1": 1.0, "b2": 4.0}
        assert answer.unfinished == ("b1", "W2")
        assert read({"A2": None}, LAYER) == ({}, ("A2",), "")


class TestNumbers:
    @pytest.mark.parametrize(
        "value", [[True, False], [1, 0], np.array([1, 0], dtype=np.uint8), np.array([1, 0], dtype=np.float32)]
    )
    def test_numbers_of_any_kind_become_floats(self, value):
        array = as_floats(value)
        assert array.dtype == np.float64
        assert array.tolist() == [1.0, 0.0]

    def test_what_is_returned_is_copied(self):
        returned = np.ones(2)
        array = as_floats(returned)
        returned[0] = 5
        assert array.tolist() == [1.0, 1.0]

    def test_python_objects_that_are_numbers_become_floats_in_their_shape(self):
        table = np.array([[1, np.array([2])], [np.float64(3), np.array([[True]])]], dtype=object)
        array = as_floats(table)
        assert array.dtype == np.float64
        assert array.tolist() == [[1.0, 2.0], [3.0, 1.0]]
        assert as_floats(np.array(7, dtype=object)).tolist() == 7.0

    @pytest.mark.parametrize("value", ["1", 1j, [[1, 2], [3]], [1, None], [Fraction(1, 2), "a"], {"a": 1}, np.tanh])
    def test_anything_else_holds_no_real_numbers(self, value):
        assert as_floats(value) is None

    def test_fractions_of_any_kind_become_floats(self):
        assert as_floats(Fraction(1, 4)).tolist() == 0.25
        assert as_floats([[Fraction(1, 2)], [Decimal("0.1")]]).tolist() == [[0.5], [0.1]]

    def test_one_object_that_is_no_number_is_enough(self):
        assert as_floats(np.array([1, "2"], dtype=object)) is None
        assert as_floats(np.array([1, 2j], dtype=object)) is None
        several = np.empty(2, dtype=object)
        several[0], several[1] = 1, np.ones(2)
        assert as_floats(several) is None


def test_a_generator_has_computed_nothing_yet():
    expected = (
        "It returns a generator, which has computed nothing yet. Is there a `yield` where `return` belongs? "
        "A generator expression needs `tuple(…)` round it."
    )
    assert complaint(map(abs, (1, 2)), LAYER) == (
        "What it returns has computed nothing yet, as `map` and `zip` do: put `tuple(…)` round it."
    )
    assert complaint((number for number in (1, 2)), LAYER) == expected


def test_an_array_of_blanks_is_blank():
    assert is_blank(np.array([[..., ...]]))
    assert is_blank(np.array([None]))
    for value in (np.array([[..., 1]]), np.array([], dtype=object), np.zeros(2), [None]):
        assert not is_blank(value)
