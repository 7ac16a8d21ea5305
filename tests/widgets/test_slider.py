"""What a slider takes from Python; what a hand and a keyboard do with it is tried in the browser."""

import pytest
import traitlets

from nnlib.widgets import controls
from nnlib.widgets.slider import Slider, WholeSlider


def test_a_learning_rate_goes_by_1_2_5_and_takes_any_number_between():
    rate = controls.learning_rate(0.1, least=0.01, most=10.0)
    assert rate.stops == [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10]
    rate.value = 0.003 * 10
    assert rate.value == 0.03


def test_whole_numbers_go_by_one():
    iterations = controls.integer("iterations", "how many", 500, least=0, most=1000)
    assert iterations.stops == list(range(1001))
    assert (iterations.min, iterations.max) == (0, 1000)
    assert isinstance(iterations.max, int)


@pytest.mark.parametrize("value", [0.009, 11.0, float("nan")])
def test_a_number_outside_of_its_range_is_refused_and_the_old_one_stays(value):
    rate = controls.learning_rate(0.1, least=0.01, most=10.0)
    with pytest.raises(traitlets.TraitError, match=r"learning rate α must be from 0\.01 to 10, got"):
        rate.value = value
    assert rate.value == 0.1


def test_a_whole_number_stays_one():
    units = controls.hidden_units(4)
    assert isinstance(units, WholeSlider)
    with pytest.raises(traitlets.TraitError):
        units.value = 2.5
    assert units.value == 4


def test_of_some_numbers_only_these_are_taken():
    row = controls.one_of("hidden units n1", "the row", (1, 2, 8), 2)
    column = controls.one_of("learning rate α", "the column", (0.1, 1), 1)
    assert isinstance(row, WholeSlider)
    assert isinstance(column, Slider)
    with pytest.raises(traitlets.TraitError, match="must be one of"):
        row.value = 4
    assert row.value == 2
