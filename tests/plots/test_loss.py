"""The loss of one example as curves: over ŷ, and over z beside the squared error."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from nnlib import draw, plot_loss, plot_loss_over_z, sigmoid
from nnlib._machinery.numerals import written
from nnlib.plots.loss import CROSS_ENTROPY, SQUARED_ERROR, in_words, slope_over_prediction, z_of

both_labels = pytest.mark.parametrize("y", [0, 1])
both_plots = pytest.mark.parametrize("plot", [plot_loss, plot_loss_over_z])
PREDICTIONS = (0.001, 0.3, 0.5, 0.9, 0.999)


def formula(a, y):
    return -y * np.log(a) - (1 - y) * np.log(1 - a)


def drawn(plot, prediction, y):
    return draw(plot, prediction, y).drawings[0]


def rise_over_run(line):
    (x0, x1), (y0, y1) = line.get_data()
    return (y1 - y0) / (x1 - x0)


@both_labels
def test_cross_entropy_is_the_notes_formula(y):
    z = np.linspace(-8, 8, 33)
    assert_allclose(CROSS_ENTROPY.value(z, y), formula(sigmoid(z), y), rtol=1e-11)


@both_labels
def test_cross_entropy_is_finite_where_the_sigmoid_is_saturated(y):
    z = np.array([-800.0, -37.0, 37.0, 800.0])
    wrong = np.where(z > 0, 1 - y, y)
    assert_allclose(CROSS_ENTROPY.value(z, y), wrong * np.abs(z), atol=1e-15)


@both_labels
@pytest.mark.parametrize("loss", [CROSS_ENTROPY, SQUARED_ERROR])
def test_slopes_over_z_are_those_of_the_values(loss, y):
    z, h = np.linspace(-8, 8, 33), 1e-5
    assert_allclose((loss.value(z + h, y) - loss.value(z - h, y)) / (2 * h), loss.slope(z, y), atol=1e-9)


@both_labels
@pytest.mark.parametrize("a", PREDICTIONS)
def test_slope_over_the_prediction_is_that_of_the_formula(a, y):
    h = 1e-6 * a * (1 - a)
    assert slope_over_prediction(a, y) == pytest.approx((formula(a + h, y) - formula(a - h, y)) / (2 * h), rel=1e-6)


@pytest.mark.parametrize("a", PREDICTIONS)
def test_z_is_where_the_sigmoid_gives_the_prediction(a):
    assert sigmoid(z_of(a)) == pytest.approx(a, rel=1e-12)


@both_labels
def test_curves_over_the_prediction_are_the_formula_for_each_label(y):
    drawing = drawn(plot_loss, 0.3, y)
    for label, curve in enumerate(drawing.artists[:2]):
        a, loss = curve.get_data()
        assert_allclose(loss, formula(a, label), rtol=1e-9)
        assert curve.get_label().startswith(f"y = {label}")
    widths = [curve.get_linewidth() for curve in drawing.artists[:2]]
    assert int(np.argmax(widths)) == y


@both_labels
@pytest.mark.parametrize("a", PREDICTIONS)
def test_mark_and_tangent_over_the_prediction(a, y):
    _, _, tangent, mark, _ = drawn(plot_loss, a, y).artists
    assert_allclose(mark.get_xydata(), [[a, formula(a, y)]])
    assert_allclose(tangent.get_xydata().mean(axis=0), [a, formula(a, y)])
    assert rise_over_run(tangent) == pytest.approx(slope_over_prediction(a, y))
    assert np.ptp(tangent.get_ydata()) < 2


@both_labels
@pytest.mark.parametrize("a", PREDICTIONS)
def test_curves_marks_and_tangents_over_z(a, y):
    *artists, _ = drawn(plot_loss_over_z, a, y).artists
    z = np.log(a / (1 - a))
    for loss, (curve, tangent, mark) in zip((CROSS_ENTROPY, SQUARED_ERROR), (artists[:3], artists[3:]), strict=True):
        assert_allclose(curve.get_ydata(), loss.value(curve.get_xdata(), y))
        assert_allclose(mark.get_xydata(), [[z, loss.value(z, y)]])
        assert rise_over_run(tangent) == pytest.approx(loss.slope(z, y), abs=1e-12)


@both_plots
def test_marks_of_all_predictions_of_the_slider_are_in_sight(plot):
    for a in (0.001, 0.999):
        for y in (0, 1):
            drawing = drawn(plot, a, y)
            (left, right), (low, high) = drawing.ax.get_xlim(), drawing.ax.get_ylim()
            for mark in (line for line in drawing.artists[:-1] if len(line.get_xdata()) == 1):
                assert left <= mark.get_xdata()[0] <= right
                assert low <= mark.get_ydata()[0] <= high


@both_plots
def test_update_draws_what_a_new_drawing_draws(plot):
    picture = draw(plot, 0.1, 0)
    picture.png()
    for data in ((0.999, 0), (0.5, 1), (0.25, 1)):
        assert picture.drawings[0].update(*data) is False
    fresh = draw(plot, 0.25, 1)
    assert picture.png() == fresh.png()
    assert picture.alt == fresh.alt


def test_words_over_the_prediction():
    assert drawn(plot_loss, 0.9, 0).alt.endswith("ŷ = 0.9, loss 2.3026, slope 10.00: it rises steeply as ŷ grows.")
    assert drawn(plot_loss, 0.25, 1).alt.endswith("loss 1.3863, slope −4.00: it falls steeply as ŷ grows.")
    assert drawn(plot_loss, 0.25, 1).ax.get_title() == "y = 1, ŷ = 0.25: loss 1.3863, slope −4.00"


def test_words_over_z():
    drawing = drawn(plot_loss_over_z, 0.999, 1)
    assert drawing.alt.endswith("z = 6.91, slope of cross-entropy −0.0010, of the squared error 0.0000.")
    assert drawing.ax.get_title() == "slope: cross-entropy −0.0010, squared error 0.0000"


@pytest.mark.parametrize(
    ("slope", "words"),
    [
        (1.0, "it rises gently as ŷ grows"),
        (2.0, "it rises steeply as ŷ grows"),
        (-19.9, "it falls steeply as ŷ grows"),
        (20.0, "it rises almost straight up as ŷ grows"),
        (-1000.0, "it falls almost straight down as ŷ grows"),
    ],
)
def test_a_slope_in_words(slope, words):
    assert in_words(slope) == words


def test_signs_are_wide_and_not_put_before_zeros():
    assert [written(-1.5), written(-0.00001), written(2.0, ".1f")] == ["−1.5000", "0.0000", "2.0"]


@both_plots
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((0.0, 1), "prediction must be between 0 and 1, both excluded, got 0.0"),
        ((1.0, 1), "prediction must be between 0 and 1, both excluded, got 1.0"),
        ((0.5, 2), "label must be an int from 0 to 1, got 2"),
    ],
)
def test_refuses_what_has_no_loss(plot, arguments, message):
    with pytest.raises(ValueError, match=message):
        draw(plot, *arguments)
