"""Data of one's own, from a table or from arrays: what is read, and what is refused in which words."""

import csv
import io
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from nnlib import Dataset, Model, accuracy, forward, make_moons, standardize, sweep, train, train_test_split
from tests import refused

TABLE = {
    "mass": [3.5, 5.1, 3.4, 4.9],
    "wing": ["181", "210", "190", "221"],
    "island": ["Dream", "Biscoe", "Dream", "Biscoe"],
    "species": ["Adelie", "Gentoo", "Adelie", "Gentoo"],
}
FEATURES = ["mass", "wing"]
X, Y = np.array([[3.5, 5.1, 3.4, 4.9], [181, 210, 190, 221]]), np.array([[0.0, 1, 0, 1]])


class FrameOfElsewhere:
    """A data frame with what polars' have in common with pandas', and no more: no index, columns that are lists."""

    def __init__(self, columns):
        self._columns, self.columns = columns, list(columns)

    def __getitem__(self, name):
        return self._columns[name]

    def __len__(self):
        return len(next(iter(self._columns.values())))

    def to_numpy(self):
        return np.array(list(self._columns.values())).T


def rows(table):
    return [dict(zip(table, row, strict=True)) for row in zip(*table.values(), strict=True)]


def as_csv(table):
    return csv.DictReader(io.StringIO(pd.DataFrame(table).to_csv(index=False)))


WAYS = {
    "pandas": pd.DataFrame,
    "pandas with an index": lambda table: pd.DataFrame(table, index=[7, 3, 9, 1]),
    "pandas' own kinds": lambda table: pd.DataFrame(table).convert_dtypes().astype({"species": "category"}),
    "another library's": FrameOfElsewhere,
    "columns": lambda table: table,
    "columns of arrays": lambda table: {name: np.array(column) for name, column in table.items()},
    "rows": rows,
    "a CSV file": as_csv,
    "a CSV file's rows": lambda table: list(as_csv(table)),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_table_however_it_is_held(way):
    dataset = Dataset.from_frame(WAYS[way](TABLE), label="species", features=FEATURES)
    np.testing.assert_array_equal(dataset.X, X)
    np.testing.assert_array_equal(dataset.Y, Y)
    assert dataset[2:] == (("mass", "wing"), ("Adelie", "Gentoo"), "data of your own", "not given", "not given")


@pytest.mark.parametrize(
    ("labels", "classes", "names"),
    [
        (["b", "a", "b", "a"], None, ("a", "b")),
        (["b", "a", "b", "a"], ("b", "a"), ("b", "a")),
        ([1, 0, 1, 0], None, ("sick = 0", "sick = 1")),
        ([10.0, 9.0, 10.0, 9.0], None, ("sick = 9", "sick = 10")),
        ([True, False, True, False], None, ("sick = False", "sick = True")),
        (["10", "9", "10", "9"], None, ("sick = 9", "sick = 10")),
        ([2, 1, 2, 1], (2, 1), ("sick = 2", "sick = 1")),
    ],
)
def test_labels_of_any_kind(labels, classes, names):
    dataset = Dataset.from_frame({"mass": [1, 2, 3, 4], "sick": labels}, label="sick", classes=classes)
    assert dataset.class_names == names
    np.testing.assert_array_equal(dataset.Y, [[1, 0, 1, 0]] if classes is None else [[0, 1, 0, 1]])


def test_two_of_more_classes_and_rows_with_gaps():
    table = {
        "mass": [1.0, None, 3.0, float("nan"), 5.0, 6.0],
        "wing": ["1", "2", "NA", "4", "5", " 6 "],
        "species": ["a", "b", "c", "a", "b", None],
    }
    dataset = Dataset.from_frame(table, label="species", classes=("a", "b"), missing="drop", description="birds")
    np.testing.assert_array_equal(dataset.X, [[1, 5], [1, 5]])
    assert dataset.description == "birds (3 incomplete rows left out)"
    with pytest.raises(
        ValueError, match=r"column 'mass' has no value in row 1 \(counted from 0\), and 3 of 5 rows have a gap"
    ):
        Dataset.from_frame(table, label="species", classes=("a", "b"))


def with_(**columns):
    return pd.DataFrame({**TABLE, **columns})


def read(frame, **options):
    return Dataset.from_frame(frame, **{"label": "species", "features": FEATURES, **options})


@pytest.mark.parametrize(("call", "error"), refused.cases("own_data"))
def test_what_cannot_be_read_is_refused_in_these_words(call, error):
    refused.assert_refused(call, error, {**globals(), "make_moons": make_moons})


@pytest.mark.parametrize("labels", [[0, 1, 0, 1], Y, Y.T, ["a", "b", "a", "b"], pd.Series(["a", "b", "a", "b"])])
@pytest.mark.parametrize(("array", "examples"), [(X, "columns"), (X.T, "rows"), (pd.DataFrame(X.T), "rows")])
def test_arrays_in_rows_or_columns(array, examples, labels):
    dataset = Dataset.from_arrays(array, labels, examples=examples, feature_names=("mass", "wing"))
    np.testing.assert_array_equal(dataset.X, X)
    np.testing.assert_array_equal(dataset.Y, Y)
    assert dataset.feature_names == ("mass", "wing")
    assert Dataset.from_arrays(array, labels, examples=examples).feature_names == ("x1", "x2")


def test_a_number_of_any_kind_is_one():
    table = {"a": [Decimal("1.5"), np.float32(2), True, "1e3"], "b": [0, 1, 0, 1]}
    np.testing.assert_array_equal(Dataset.from_frame(table, label="b").X, [[1.5, 2, 1, 1000]])


@pytest.mark.parametrize("make", [pd.DataFrame, FrameOfElsewhere])
def test_a_data_frame_is_rows_wherever_x_is_asked_for(make):
    frame = make({"mass": X[0], "wing": X[1]})
    run = {"hidden_units": 3, "learning_rate": 0.1, "iterations": 5}
    history = train(standardize(frame), Y, **run)
    np.testing.assert_array_equal(history.costs, train(standardize(X), Y, **run).costs)
    np.testing.assert_array_equal(forward(history.parameters, frame).A2, forward(history.parameters, X).A2)
    labels = pd.Series(TABLE["species"]) == "Gentoo"
    assert accuracy(history.parameters, frame, labels) == accuracy(history.parameters, X, Y)
    np.testing.assert_array_equal(standardize(frame, frame), standardize(X))


def rows_of(package, *path, **options):
    with Path(find_spec(package).origin).parent.joinpath(*path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, **options))


NAMES = [f"wine {i}" for i in range(13)]
FILES = {  # mixed columns, text labels and gaps; names that are none; no names at all
    "penguins": (
        lambda: rows_of("palmerpenguins", "data", "penguins-raw.csv"),
        {"label": "Sex", "features": ["Culmen Length (mm)", "Culmen Depth (mm)", "Body Mass (g)"], "missing": "drop"},
        (333, ("FEMALE", "MALE"), 0.85),
    ),
    "irises": (
        lambda: rows_of("sklearn", "datasets", "data", "iris.csv"),
        {"label": "virginica", "features": ["setosa", "versicolor"], "classes": (1, 2)},
        (100, ("virginica = 1", "virginica = 2"), 0.9),
    ),
    "wines": (
        lambda: rows_of("sklearn", "datasets", "data", "wine_data.csv", fieldnames=[*NAMES, "class"])[1:],
        {"label": "class", "classes": (0, 1)},
        (130, ("class = 0", "class = 1"), 0.95),
    ),
}


@pytest.mark.parametrize("read_in", [list, pd.DataFrame])
@pytest.mark.parametrize("file", FILES)
def test_from_a_file_of_a_package_to_a_saved_model_that_predicts_one_row(file, read_in, tmp_path):
    read, choices, (m, class_names, right) = FILES[file]
    table = read_in(read())
    dataset = Dataset.from_frame(table, **choices)
    assert (dataset.m, dataset.class_names) == (m, class_names)
    few, rest = train_test_split(dataset)
    run = train(standardize(few.X), few.Y, hidden_units=4, learning_rate=0.5, iterations=500)
    Model.of(run, few).save(tmp_path / "model.npz")
    model = Model.load(tmp_path / "model.npz")
    assert model.accuracy(rest) > right
    row = table[0] if read_in is list else table.iloc[0]
    assert model.predict(row) == model.predict(table[:1])
    assert model.predict(row)[0].class_name in class_names


def test_a_file_without_names_is_refused_in_words():
    with pytest.raises(ValueError, match=r"the first row has more values than there are columns"):
        Dataset.from_frame(rows_of("sklearn", "datasets", "data", "breast_cancer.csv"), label="30")


def test_a_sweep_of_one_class_is_refused():
    with pytest.raises(ValueError, match="Y holds one class only, 1 for all 4 examples"):
        sweep(X, np.ones((1, 4)), hidden_units=[1], learning_rates=[0.1], iterations=1)


@pytest.mark.parametrize("way", ["pandas", "pandas with an index", "columns", "columns of arrays", "rows"])
def test_the_line_that_tells_one_of_three_classes_from_the_rest_does_so(way):
    frame = WAYS[way]({"mass": [1, 2, 3, 4], "kind": ["a", "b", "c", "a"]})
    options = {"label": "kind", "features": ["mass"]}
    with pytest.raises(ValueError, match="holds 3 classes") as refused:
        Dataset.from_frame(frame, **options)
    exec(str(refused.value).partition("tell one from the rest: ")[2], {"frame": frame, "np": np})
    dataset = Dataset.from_frame(frame, **options)
    np.testing.assert_array_equal(dataset.Y, [[1, 0, 0, 1]])
    assert dataset.class_names == ("kind = False", "kind = True")
