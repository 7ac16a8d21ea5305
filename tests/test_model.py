"""A model: what is trained travels together, into words, into a file and back."""

import io
import zipfile

import numpy as np
import pandas as pd
import pytest

from nnlib import (
    Dataset,
    Model,
    accuracy,
    load_breast_cancer,
    load_parameters,
    load_penguins,
    make_moons,
    predict,
    save_parameters,
    standardize,
    train,
    train_and_test,
    train_test_split,
)
from tests import refused

TRAINING, HELD_OUT = train_test_split(load_penguins())
HISTORY = train(
    standardize(TRAINING.X), TRAINING.Y, hidden_units=4, learning_rate=0.5, iterations=300, activation="relu"
)
MODEL = Model.of(HISTORY, TRAINING)
BILL = {"bill length (mm)": 48.0, "bill depth (mm)": 15.0}


def in_a_file(model):
    file = io.BytesIO()
    model.save(file)
    return file


def again(model):
    file = in_a_file(model)
    file.seek(0)
    return Model.load(file)


@pytest.mark.parametrize("model", [MODEL, again(MODEL)], ids=["made", "loaded"])
class TestUse:
    def test_it_remembers_activation_and_scaling(self, model):
        X = standardize(HELD_OUT.X, TRAINING.X)
        assert model.accuracy(HELD_OUT) == accuracy(HISTORY.parameters, X, HELD_OUT.Y, activation="relu")
        labels = predict(HISTORY.parameters, X, activation="relu")[0]
        assert [each.class_name for each in model.predict(HELD_OUT)] == [HELD_OUT.class_names[y] for y in labels]

    @pytest.mark.parametrize(
        "one",
        [
            BILL,
            {**BILL, "island": "Dream"},
            dict(reversed(BILL.items())),
            {name: str(number) for name, number in BILL.items()},
            [BILL],
            pd.DataFrame([BILL]),
            pd.Series(BILL),
            [48.0, 15.0],
            np.array([[48.0], [15.0]]),
            Dataset([[48.0], [15.0]], [[1]], HELD_OUT.feature_names),
        ],
        ids=range(10),
    )
    def test_one_example_however_it_is_held(self, model, one):
        (prediction,) = model.predict(one)
        assert prediction.class_name == "Gentoo"
        assert prediction == MODEL.predict(BILL)[0]
        assert repr(prediction) == f"Gentoo ({prediction.probability:.2%})"

    def test_it_shows_itself_in_a_line(self, model):
        assert repr(model) == "Model: Chinstrap or Gentoo, from n0 = 2 features, n1 = 4, relu"


def test_sure_either_way():
    chinstrap, gentoo = MODEL.predict(pd.DataFrame({"bill length (mm)": [49, 48], "bill depth (mm)": [19, 14]}))
    assert (chinstrap.class_name, gentoo.class_name) == ("Chinstrap", "Gentoo")
    assert min(chinstrap.probability, gentoo.probability) > 0.9


def test_another_unit_shows_itself():
    mass = load_penguins(measurements=("body mass",))
    in_g = Model.of(train(standardize(mass.X), mass.Y, hidden_units=1, learning_rate=0.1, iterations=1), mass)
    assert [each.far_off for each in in_g.predict({"body mass (g)": [5.5, 2000, 5500]})] == [("body mass (g)",), (), ()]
    (prediction,) = MODEL.predict({"bill length (mm)": 4.8, "bill depth (mm)": 15})
    assert prediction.far_off == ("bill length (mm)",)
    assert "; careful, 'bill length (mm)' is far from the training examples: another unit?" in repr(prediction)
    assert all(each.far_off == () for each in MODEL.predict(TRAINING))


def test_a_network_trained_on_the_datas_own_units():
    moons = make_moons(60)
    history = train(moons.X, moons.Y, hidden_units=3, learning_rate=0.5, iterations=50)
    model = Model.of(history, moons)
    assert not model.mean.any()
    assert model.accuracy(moons) == accuracy(history.parameters, moons.X, moons.Y)


def test_a_constant_feature_stays_without_effect():
    X = np.vstack([TRAINING.X, np.full(TRAINING.m, 7.0)])
    training = Dataset(X, TRAINING.Y)
    model = Model.of(train(standardize(X), training.Y, hidden_units=2, learning_rate=0.5, iterations=20), training)
    same, other = (again(model).predict([48, 15, constant]) for constant in (7, 700))
    assert same[0].probability == other[0].probability


@pytest.mark.parametrize(("call", "error"), refused.cases("model"))
def test_what_does_not_fit_is_refused_in_words(call, error):
    refused.assert_refused(call, error, globals())


class TestTrainAndTest:
    def test_both_accuracies_are_those_of_the_run(self):
        run = train_and_test(TRAINING, HELD_OUT, hidden_units=4, learning_rate=0.5, iterations=300, activation="relu")
        assert np.array_equal(run.history.costs, HISTORY.costs)
        assert (run.test_accuracy, run.diverged_at) == (MODEL.accuracy(HELD_OUT), None)
        assert run.train_accuracy == Model.of(run.history, TRAINING).accuracy(TRAINING)

    def test_held_out_examples_of_other_features_are_refused(self):
        other = load_penguins(measurements=("body mass",))
        with pytest.raises(ValueError, match=r"^held_out.X has shape \(1, 191\); .* n0 = 2 comes from tr"):
            train_and_test(TRAINING, other, hidden_units=1, learning_rate=0.5, iterations=1)


class TestFile:
    def test_every_number_and_name_comes_back(self, tmp_path):
        training = load_breast_cancer()
        model = Model.of(
            train(standardize(training.X), training.Y, hidden_units=3, learning_rate=0.5, iterations=9), training
        )
        model.save(tmp_path / "tumours.npz")
        loaded = Model.load(str(tmp_path / "tumours.npz"))
        assert (loaded.activation, loaded[6:]) == (model.activation, model[6:])
        for a, b in zip((*loaded.parameters, *loaded[2:6]), (*model.parameters, *model[2:6]), strict=True):
            np.testing.assert_array_equal(a, b)

    def test_parameters_alone_and_models_name_each_other(self):
        alone, whole = io.BytesIO(), in_a_file(MODEL)
        save_parameters(alone, HISTORY.parameters)
        for file, load, words in ((alone, Model.load, "load_parameters"), (whole, load_parameters, "Model.load")):
            file.seek(0)
            with pytest.raises(ValueError, match=words):
                load(file)

    @pytest.mark.parametrize(
        ("changed", "words"),
        [
            ({"version": np.array(2)}, "this file is of version 2; this nnlib reads version 1"),
            ({"version": None}, "this file holds no model, as Model.save writes one"),
            ({"mean": None}, "this file lacks mean: it is no whole model"),
            ({"W2": None}, "this file lacks parameters"),
            ({"activation": np.array("gelu")}, "activation must be one of"),
            ({"mean": np.array([[np.nan], [0]])}, "mean contains NaN"),
            ({"deviation": np.array([[-1.0], [1]])}, "deviation must be > 0 everywhere"),
            ({"deviation": np.array([["a"], ["b"]])}, "deviation must hold numbers, got text"),
            ({"class_names": np.array(["a"])}, "class_names must be a tuple of 2 texts, got 1"),
            ({"W1": np.array([{}], dtype=object)}, "does not hold arrays of numbers"),
            ({"W1": np.ones((4, 3))}, "feature_names has 2 names; expected n0 = 3"),
        ],
        ids=range(11),
    )
    def test_a_spoilt_file_is_refused(self, changed, words):
        with np.load(io.BytesIO(in_a_file(MODEL).getvalue())) as arrays:
            held = {**arrays, **changed}
        file = io.BytesIO()
        np.savez(file, **{name: array for name, array in held.items() if array is not None})
        with pytest.raises((TypeError, ValueError), match=words):
            Model.load(io.BytesIO(file.getvalue()))

    @pytest.mark.parametrize("cut", [0, 10, 500, -30])
    def test_a_file_cut_short_is_refused(self, cut):
        with pytest.raises(ValueError, match=r"this is not an \.npz file"):
            Model.load(io.BytesIO(in_a_file(MODEL).getvalue()[:cut]))

    def test_a_file_with_something_else_in_it_is_refused(self):
        file = in_a_file(MODEL)
        with zipfile.ZipFile(file, "a") as members:
            members.writestr("run.py", "print('run')")
        with pytest.raises(ValueError, match=r"this file holds .*; expected arrays"):
            Model.load(file)
