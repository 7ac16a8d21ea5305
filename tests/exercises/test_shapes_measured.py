"""What is said of an array that has another shape than the right one."""

import numpy as np

from nnlib.exercises.samples import Sample
from nnlib.exercises.shapes_measured import flat, of_other_arrays, other_shape, table, transposed
from tests.exercises.by_hand import SIZES, array, sample, two_samples

TABLE, WIDE = [[1, 2], [3, 4], [5, 6]], [[1, 2, 3], [4, 5, 6], [7, 8, 9], [10, 11, 13]]
COLUMN, LONG = [[1], [2], [3]], [[1], [2], [3], [4]]


def shaped(*shapes, right=((3, 2), (4, 3)), name="dW1"):
    """Samples in two cases with these shapes."""
    return [
        sample(np.ones(shape), np.ones(expected), name, **size)
        for shape, expected, size in zip(shapes, right, SIZES, strict=True)
    ]


def test_transposed_in_every_case():
    samples = two_samples(lambda right, _: right.T, TABLE, WIDE)
    assert transposed(samples) == ("transposed", {"shape": (2, 3), "symbols": "(n1, n0)"})
    assert transposed([samples[0], sample(np.ones((2, 3)), TABLE)]) is None


def test_transposed_within_a_thousandth():
    assert transposed([sample(array(TABLE).T + 0.005, TABLE)])
    assert not transposed([sample(array(TABLE).T + 0.007, TABLE)])


def test_flat_in_every_case():
    samples = two_samples(lambda right, _: right.ravel(), COLUMN, LONG, name="db1")
    assert flat(samples) == ("flat", {"shape": (3,), "symbols": "(n1, 1)"})
    assert flat([samples[0], sample(np.ones(3), COLUMN, "db1")]) is None
    assert flat([sample([1.003, 2, 3], COLUMN)])
    assert not flat([sample([1.004, 2, 3], COLUMN)])


def test_with_two_axes_it_is_not_flat():
    assert flat([sample([[1, 2, 3]], COLUMN)]) is None
    assert flat([sample(TABLE, np.reshape(TABLE, (1, 6)))]) is None


def test_a_table_of_every_example_with_every_other():
    expected = {"symbol": "m", "symbols": "(n2, m)", "shape": (5, 5), "size": 5}
    assert table(shaped((5, 5), (7, 7), right=((1, 5), (1, 7)), name="dZ2")) == ("table", expected)


def test_a_table_of_units_or_of_features():
    assert table(shaped((3, 3), (4, 4))).values["symbol"] == "n1"
    assert table(shaped((2, 2), (3, 3))).values["symbol"] == "n0"


def test_a_table_must_be_one_in_every_case():
    assert table(shaped((5, 5), (7, 1))) is None
    assert table(shaped((5, 5), (5, 5))) is None


def test_where_the_right_array_is_square_a_square_is_no_table_of_pairs():
    assert table(shaped((3, 3), (4, 4), right=((3, 3), (4, 4)))) is None


def test_another_shape_in_symbols_where_each_axis_has_one_in_every_case():
    expected = {"shape": (3, 5), "its": "(n1, m)", "symbols": "(n1, n0)"}
    assert other_shape(shaped((3, 5), (4, 7))) == ("other_shape", expected)
    assert other_shape(shaped((1, 2), (1, 3))).values["its"] == "(1, n0)"
    assert other_shape(shaped((5,), (7,))).values["its"] == "(m,)"


def test_another_shape_in_numbers_where_an_axis_has_no_symbol():
    expected = {"shape": (3, 9), "symbols": "(n1, n0)", "right": (3, 2)}
    assert other_shape(shaped((3, 9), (4, 9))) == ("wrong_shape", expected)
    assert other_shape(shaped((3, 5), (4, 5))).key == "wrong_shape"
    assert other_shape(shaped((3, 5), (4,))).key == "wrong_shape"


def test_several_numbers_where_one_is_expected():
    samples = shaped((1, 5), (1, 7), right=((), ()), name="J")
    assert other_shape(samples) == ("not_one_number", {"shape": (1, 5), "count": 5})


def test_one_number_where_several_are_expected():
    expected = ("one_number", {"count": 6, "right": (3, 2)})
    assert [other_shape(shaped(shape, shape)) for shape in ((), (1,), (1, 1))] == [expected] * 3
    assert other_shape(shaped((), (3, 2))).key == "wrong_shape"
    assert other_shape(shaped((1,), (1,), right=((1, 1), (1, 1)), name="db2")).key == "other_shape"


def test_of_an_array_without_symbols_the_shape_is_said_once():
    samples = shaped((1, 4), (1, 4), right=((4, 7), (5, 9)), name="slope")
    assert other_shape(samples) == ("unlike", {"shape": (1, 4), "right": (4, 7)})


def test_one_case_is_enough_for_a_table():
    (found,) = shaped((5, 5), (7, 7), right=((1, 5), (1, 7)), name="dZ2")[:1]
    assert table([found]).values == {"symbol": "m", "symbols": "(n2, m)", "shape": (5, 5), "size": 5}


# Other arrays, alone or two of them.

OTHERS = ({"db2": array([[2]]), "b1": array([[1], [2], [3]]), "X": "no"}, {"db2": array([[5]]), "b1": array(LONG)})


def of_others(make, names=("db2", "b1", "X", "missing")):
    """Samples in two cases of what is made of db2 (1, 1) and of b1, a column, where dW1 should be."""
    rights = (TABLE, WIDE)
    return [
        Sample("dW1", array(make(others["db2"], others["b1"])), array(rights[i]), {**SIZES[i], **others}, None, names)
        for i, others in enumerate(OTHERS)
    ]


def test_another_array_in_this_ones_place_is_named():
    assert of_other_arrays(of_others(lambda db2, b1: b1)) == ("another", {"what": "b1"})
    assert of_other_arrays(of_others(lambda db2, b1: db2)) == ("another", {"what": "db2"})
    assert of_other_arrays(of_others(lambda db2, b1: b1, names=("db2",))) is None
    first, _ = of_others(lambda db2, b1: b1)
    _, second = of_others(lambda db2, b1: db2)
    assert of_other_arrays([first, second]) is None


def test_two_arrays_that_were_broadcast_are_named_in_their_order():
    assert of_other_arrays(of_others(lambda db2, b1: db2 - b1)) == ("two_terms", {"what": "db2 − b1"})
    assert of_other_arrays(of_others(lambda db2, b1: b1 - db2)) == ("two_terms", {"what": "b1 − db2"})
    assert of_other_arrays(of_others(lambda db2, b1: b1 + db2)) == ("two_terms", {"what": "db2 + b1"})
    assert of_other_arrays(of_others(lambda db2, b1: b1 * db2)) is None
    first, _ = of_others(lambda db2, b1: b1 - db2)
    _, second = of_others(lambda db2, b1: b1 + db2)
    assert of_other_arrays([first, second]) is None


def test_arrays_that_do_not_fit_one_another_are_no_sum():
    samples = of_others(lambda db2, b1: b1 * db2, names=("b1", "W1"))
    spoilt = [s._replace(known={**s.known, "W1": np.ones((9, 9))}) for s in samples]
    assert of_other_arrays(spoilt) is None
