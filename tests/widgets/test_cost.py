"""The sliders of lesson 02: one prediction along the loss, and a short run."""

import itertools
import math

import numpy as np
import pytest

from nnlib import accuracy, cost, explore_cost, explore_loss, forward, load_penguins, standardize, train
from nnlib.widgets.cost import PREDICTIONS, look_at_loss, run_shortly
from tests.widgets import OLD

PENGUINS = load_penguins()


class TestOneLoss:
    @pytest.mark.parametrize("prediction", [0.001, 0.3, 0.9, 0.999])
    def test_numbers_by_hand(self, prediction):
        right, wrong = look_at_loss(prediction=prediction, label=1), look_at_loss(prediction=prediction, label=0)
        assert right.loss == pytest.approx(-math.log(prediction))
        assert wrong.loss == pytest.approx(-math.log(1 - prediction))
        assert right.z == wrong.z == pytest.approx(math.log(prediction / (1 - prediction)))
        assert right.slope == pytest.approx(-1 / prediction)
        assert wrong.slope == pytest.approx(1 / (1 - prediction))
        assert right.slope_over_z == pytest.approx(prediction - 1)
        assert wrong.slope_over_z == pytest.approx(prediction)
        assert wrong.slope_of_squared_error == pytest.approx(2 * prediction**2 * (1 - prediction))

    def test_the_squared_error_is_steepest_at_two_thirds_as_the_lesson_says(self):
        slopes = {p: look_at_loss(prediction=p, label=0).slope_of_squared_error for p in PREDICTIONS}
        assert max(slopes, key=slopes.__getitem__) == 0.67

    def test_words(self):
        assert explore_loss().text.value == (
            "ŷ = 0.9, y = 0: <b>loss 2.3026</b>, slope over ŷ 10.00: it rises steeply as ŷ grows.<br>"
            "At z = 2.20 the slope over z is 0.9000, 6 times as steep as that of the squared error, 0.1620."
        )

    def test_words_name_a_small_slope_too(self):
        widget = explore_loss()
        widget.controls["prediction"].value = 0.001
        assert "At z = −6.91 the slope over z is 0.0010, 501 times as steep" in widget.text.value
        assert widget.text.value.endswith("of the squared error, 0.000002.")

    def test_controls_move_both_pictures(self):
        widget = explore_loss()
        before = widget.image.value
        widget.controls["label"].value = 1
        widget.controls["prediction"].value = 0.25
        over_prediction, over_z = widget.picture.drawings
        assert "y = 1, ŷ = 0.25, loss 1.3863" in over_prediction.alt
        assert "z = −1.10, slope of cross-entropy −0.7500" in over_z.alt
        assert widget.image.value != before
        assert "loss 1.3863" in widget.text.value

    def test_extremes_and_both_labels_give_no_error(self):
        widget = explore_loss()
        for label, prediction in itertools.product((0, 1), (PREDICTIONS[0], PREDICTIONS[-1])):
            widget.controls["label"].value = label
            widget.controls["prediction"].value = prediction
            loss = -math.log(prediction if label else 1 - prediction)
            assert widget.text.value.startswith(f"ŷ = {prediction:g}, y = {label}: <b>loss {loss:.4f}</b>")

    def test_controls_say_what_they_are(self):
        prediction, label = explore_loss().controls.values()
        assert prediction.description == "prediction ŷ"
        assert [text for text, _ in label.options] == ["the label is y = 0", "the label is y = 1"]
        assert OLD or prediction.tooltip
        assert OLD or label.tooltip


class TestShortRun:
    def test_it_is_the_run_that_the_lesson_trains(self):
        run = run_shortly(PENGUINS, hidden_units=4, learning_rate=1.0, seed=1)
        X = standardize(PENGUINS.X)
        history = train(X, PENGUINS.Y, hidden_units=4, learning_rate=1.0, iterations=100, seed=1)
        np.testing.assert_array_equal(run.history.costs, history.costs)
        assert accuracy(run.history.parameters, X, PENGUINS.Y) == pytest.approx(185 / 191)

    @pytest.mark.parametrize(("hidden_units", "learning_rate"), [(1, 0.001), (4, 1.0), (12, 10.0)])
    def test_the_mean_of_its_losses_is_the_cost(self, hidden_units, learning_rate):
        run = run_shortly(PENGUINS, hidden_units=hidden_units, learning_rate=learning_rate)
        cache = forward(run.history.parameters, standardize(PENGUINS.X))
        assert run.losses.shape == PENGUINS.Y.shape
        assert run.losses.mean() == pytest.approx(cost(cache, PENGUINS.Y), rel=1e-12)
        assert run.losses.mean() == pytest.approx(run.history.costs[-1], rel=1e-9)
        one = cache._replace(**{name: array[:, [7]] for name, array in cache._asdict().items()})
        assert run.losses[0, 7] == pytest.approx(cost(one, PENGUINS.Y[:, [7]]), rel=1e-12)

    def test_words(self):
        assert explore_cost(PENGUINS, seed=1).text.value == (
            "Cost from 0.7249 to <b>0.0753</b> in 100 iterations; it rose in 0 of them.<br>"
            "The 10 largest of the 191 losses make 78.98% of their sum."
        )

    def test_controls_move_both_pictures(self):
        widget = explore_cost(PENGUINS, seed=1)
        before = widget.image.value
        widget.controls["learning_rate"].value = 10.0
        run = run_shortly(PENGUINS, hidden_units=4, learning_rate=10.0, seed=1)
        curve, bars = widget.picture.drawings
        assert f"to {run.history.costs[-1]:.4f} at the end" in curve.alt
        assert f"their mean, the cost, {run.losses.mean():.4f}" in bars.alt
        assert widget.image.value != before

    def test_the_runs_of_the_answers_are_as_the_lesson_says(self):
        def costs(hidden_units, learning_rate):
            run = run_shortly(PENGUINS, hidden_units=hidden_units, learning_rate=learning_rate, seed=1)
            return run.history.costs

        assert f"{costs(1, 1.0)[-1]:.4f} {costs(12, 1.0)[-1]:.4f}" == "0.0807 0.0735"
        assert np.all(np.diff(costs(4, 0.01)) < 0)
        assert np.any(np.diff(costs(4, 10.0)) > 0)

    def test_extremes_give_no_error(self):
        widget = explore_cost(PENGUINS)
        units, rate = widget.controls["hidden_units"], widget.controls["learning_rate"]
        for n1, alpha in itertools.product((units.min, units.max), (rate.min, rate.max)):
            units.value, rate.value = n1, alpha
            assert widget.text.value.startswith("Cost from ")
