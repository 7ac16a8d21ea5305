"""Data of one's own, from a table or from arrays: what is read, and what is refused in which words."""

import csv
import io
from decimal import Decimal
from pathlib import Path

import numpy as np
import palmerpenguins
import pandas as pd
import pytest
import sklearn

from nnlib import Dataset, Model, accuracy, forward, make_moons, standardize, sweep, train, train_test_split

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


REFUSED = {
    "no table": (lambda: read("birds.csv"), TypeError, "got 'birds.csv': read it first, as pandas.read_csv or"),
    "an array": (
        lambda: read(X),
        TypeError,
        "frame must be a data frame, rows such as csv.DictReader gives, or",
    ),
    "a label misspelt": (lambda: read(with_(), label="specis"), ValueError, "Did you mean 'species'?"),
    "a feature misspelt": (
        lambda: read(with_(), features=["mas"]),
        ValueError,
        "features[0] asks for the column",
    ),
    "a feature for a list": (lambda: read(with_(), features="mass"), TypeError, "got 'mass': pass ['mass']"),
    "the answer": (lambda: read(with_(), features=["species"]), ValueError, "the network would be told the answer"),
    "a feature twice": (lambda: read(with_(), features=["mass", "mass"]), ValueError, "one or more different columns"),
    "no features": (lambda: read(with_(), features=[]), ValueError, "one or more different columns"),
    "one text column": (
        lambda: read(with_(), features=None),
        TypeError,
        "frame: column 'island' holds text, 'Dream' in row 0 (counted from 0): leave it out, or make numbers of it, "
        "such as frame['island'] == 'Dream'",
    ),
    "two text columns": (
        lambda: read(with_(sex=["f", "m", "f", "m"]), features=None),
        TypeError,
        "frame holds no numbers in 'island', 'sex': name the columns to learn from, features=['mass', 'wing']",
    ),
    "a comma": (
        lambda: read(with_(wing=["1,5", "2", "3", "4"])),
        TypeError,
        "'1,5' in row 0 (counted from 0): write the number with a point, or read the file with decimal=','",
    ),
    "a gap": (
        lambda: read(with_(mass=[1, 2, None, 4]).set_index(pd.Index(list("pqrs")))),
        ValueError,
        "frame: column 'mass' has no value in row r, and 1 of 4 rows have a gap: leave such rows out with ",
    ),
    "a gap in the label": (
        lambda: read(with_(species=["a", None, "b", "a"])),
        ValueError,
        "frame: column 'species' has no value in row 1 (counted from 0), and 1 of 4 rows have a gap",
    ),
    "gaps everywhere": (
        lambda: read(with_(mass=[None] * 4), missing="drop"),
        ValueError,
        "every one of its 4 rows has a gap; none is left",
    ),
    "missing misspelt": (lambda: read(with_(), missing="skip"), ValueError, "missing must be one of 'refuse', 'drop'"),
    "infinity": (lambda: read(with_(mass=[1, 2, 3, np.inf])), ValueError, "column 'mass' is infinite in row 3"),
    "dates": (
        lambda: read(with_(mass=pd.date_range("2020", periods=4))),
        TypeError,
        "frame: column 'mass' holds dates; expected numbers",
    ),
    "objects": (lambda: read(with_(mass=[[1], [2], [3], [4]])), TypeError, "column 'mass' holds a list in row 0"),
    "one class": (
        lambda: read(with_(species=["Gentoo"] * 4)),
        ValueError,
        "column 'species' holds one class only, 'Gentoo' in all 4 rows: there is nothing to tell apart",
    ),
    "three classes": (
        lambda: read(with_(species=["a", "c", "b", "a"])),
        ValueError,
        "holds 3 classes, 'a' (2), 'b' (1), 'c' (1); expected two: pick them with classes=('a', 'b'), "
        "or tell one from the rest: frame['species'] = frame['species'] == 'a'",
    ),
    "three classes beside a text": (
        lambda: read(with_(species=["a", "c", "b", "a"]), features=None),
        ValueError,
        "holds 3 classes",
    ),
    "three classes in columns": (
        lambda: Dataset.from_frame({"mass": [1, 2, 3], "kind": np.array([1, 2, 3])}, label="kind"),
        ValueError,
        "pick them with classes=(1, 2), or tell one from the rest: frame['kind'] = np.array(frame['kind']) == 1",
    ),
    "three classes in rows": (
        lambda: Dataset.from_frame([{"mass": i, "kind": "abc"[i]} for i in range(3)], label="kind"),
        ValueError,
        "or tell one from the rest: for row in frame: row['kind'] = row['kind'] == 'a'",
    ),
    "three classes in an array": (
        lambda: Dataset.from_arrays(X.T, [1, 2, 3, 1], examples="rows"),
        ValueError,
        "y holds 3 classes, '1' (2), '2' (1), '3' (1); expected two: pick them with classes=(1, 2), "
        "or tell one from the rest: pass np.array(y) == 1",
    ),
    "a measurement for the label": (
        lambda: Dataset.from_frame({"a": range(20), "b": range(20)}, label="b"),
        ValueError,
        "label 'b' has 20 different values; a label has two: name another column, or pick two of them with classes=",
    ),
    "a price for the label beside a text": (
        lambda: Dataset.from_frame({"town": list("abcd") * 10, "price": range(40)}, label="price"),
        ValueError,
        "label 'price' has 40 different values; a label has two",
    ),
    "a class that is not there": (
        lambda: read(with_(), classes=("Adelie", "Gento")),
        ValueError,
        "classes holds 'Gento'; the labels are 'Adelie', 'Gentoo'. Did you mean 'Gentoo'?",
    ),
    "one class wanted": (
        lambda: read(with_(), classes="Gentoo"),
        TypeError,
        "classes must be two labels, first the",
    ),
    "a class twice": (lambda: read(with_(), classes=("a", "a")), ValueError, "classes must be two different labels"),
    "two columns of a name": (
        lambda: read(pd.DataFrame([[1, 2, "a"]], columns=["mass", "mass", "species"])),
        ValueError,
        "frame has two columns of the name 'mass': rename one",
    ),
    "nothing": (lambda: read(pd.DataFrame()), ValueError, "frame has 0 columns and 0 rows: there is nothing to learn"),
    "columns of other lengths": (
        lambda: read({"mass": [1, 2], "species": ["a"]}),
        ValueError,
        "frame has columns of different lengths: 1, 2",
    ),
    "a comma too many in a file": (
        lambda: read(csv.DictReader(io.StringIO("mass,species\n1,a\n1,5,b\n"))),
        ValueError,
        "frame: row 1 (counted from 0) has more values than there are columns: is a comma too many in the file?",
    ),
    "a comma too many in the first row": (
        lambda: read(csv.DictReader(io.StringIO("mass,species\n1,5,b\n"))),
        ValueError,
        "frame: the first row has more values than there are columns",
    ),
    "semicolons": (
        lambda: read(csv.DictReader(io.StringIO("mass;species\n1,5;a\n2;b\n"))),
        ValueError,
        "The columns of this file are separated by ';': read it with csv.DictReader(opened, delimiter=';')",
    ),
    "tabs": (
        lambda: read(csv.DictReader(io.StringIO("mass\tspecies\n1\ta\n2\tb\n"))),
        ValueError,
        r"The columns of this file are separated by '\t': read it with csv.DictReader(opened, delimiter='\t')",
    ),
    "semicolons in a data frame": (
        lambda: read(pd.read_csv(io.StringIO("mass;species\n1,5;a\n2;b\n"))),
        ValueError,
        "The columns of this file are separated by ';': read it with pandas.read_csv(file, sep=';')",
    ),
    "tabs in a data frame": (
        lambda: standardize(pd.read_csv(io.StringIO("mass\twing\n1\t2\n2\t3\n"))),
        ValueError,
        r"The columns of this file are separated by '\t': read it with pandas.read_csv(file, sep='\t')",
    ),
    "a row that is none": (
        lambda: read([{"mass": 1}, 3]),
        TypeError,
        "frame: row 1 (counted from 0) must be {column: value}, got 3",
    ),
    "a description that is none": (
        lambda: read(with_(), description=3),
        TypeError,
        "description must be a text",
    ),
    # arrays
    "rows said to be columns": (
        lambda: Dataset.from_arrays(X.T, Y, examples="columns"),
        ValueError,
        "y has 4 labels, but X has 2 examples in its columns: pass examples='rows'",
    ),
    "labels of another number": (
        lambda: Dataset.from_arrays(X, [0, 1, 0], examples="columns"),
        ValueError,
        "y has 3 labels, but X has 4 examples in its columns",
    ),
    "neither rows nor columns": (
        lambda: Dataset.from_arrays(X, Y, examples="row"),
        ValueError,
        "examples must be one of 'rows', 'columns', got 'row'. Did you mean 'rows'?",
    ),
    "no matrix": (lambda: Dataset.from_arrays([1, 2], [0, 1], examples="rows"), ValueError, "expected a matrix"),
    "a label missing": (
        lambda: Dataset.from_arrays(X, ["a", None, "b", "a"], examples="columns"),
        ValueError,
        "y has no label at 1: leave that example out",
    ),
    "labels besides": (
        lambda: Dataset.from_arrays(X, ["a", "c", "b", "a"], examples="columns", classes=("a", "b")),
        ValueError,
        "y holds other labels besides classes=('a', 'b'): leave those examples out",
    ),
    # a Dataset as it is
    "other labels": (lambda: Dataset([[1, 2]], [[0, -4]]), ValueError, "Y holds [-4.0]; labels must be 0 or 1"),
    "labels in a vector": (lambda: Dataset([[1, 2]], [0, 1]), ValueError, "Y has shape (2,); expected (1, m) = (1, 2)"),
    "rows": (lambda: Dataset(X.T, Y), ValueError, "X looks transposed: pass X.T"),
    "too few names": (lambda: Dataset(X, Y, ("a",)), ValueError, "feature_names has 1 names; expected n0 = 2, one a"),
    "a name for names": (lambda: Dataset(X, Y, "ab"), TypeError, "feature_names must be a tuple of texts, got 'ab'"),
    "classes alike": (lambda: Dataset(X, Y, (), ("a", "a")), ValueError, "class_names must be two different names"),
    "a number for a text": (lambda: Dataset(X, Y, licence=3), TypeError, "licence must be a text, got 3"),
    "names that no longer fit": (
        lambda: train_test_split(make_moons(8)._replace(feature_names=("a",))),
        ValueError,
        "dataset.feature_names has 1 names; expected n0 = 2, one a feature",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_read_is_refused_in_these_words(case):
    call, error, words = REFUSED[case]
    with pytest.raises(error) as refused:
        call()
    assert type(refused.value) is error
    assert words in str(refused.value)


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
    with Path(package.__file__).parent.joinpath(*path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, **options))


NAMES = [f"wine {i}" for i in range(13)]
FILES = {  # mixed columns, text labels and gaps; names that are none; no names at all
    "penguins": (
        lambda: rows_of(palmerpenguins, "data", "penguins-raw.csv"),
        {"label": "Sex", "features": ["Culmen Length (mm)", "Culmen Depth (mm)", "Body Mass (g)"], "missing": "drop"},
        (333, ("FEMALE", "MALE"), 0.85),
    ),
    "irises": (
        lambda: rows_of(sklearn, "datasets", "data", "iris.csv"),
        {"label": "virginica", "features": ["setosa", "versicolor"], "classes": (1, 2)},
        (100, ("virginica = 1", "virginica = 2"), 0.9),
    ),
    "wines": (
        lambda: rows_of(sklearn, "datasets", "data", "wine_data.csv", fieldnames=[*NAMES, "class"])[1:],
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
        Dataset.from_frame(rows_of(sklearn, "datasets", "data", "breast_cancer.csv"), label="30")


def test_a_sweep_of_one_class_is_refused():
    with pytest.raises(ValueError, match="Y holds one class only, 1 for all 4 examples"):
        sweep(X, np.ones((1, 4)), hidden_units=[1], learning_rates=[0.1], iterations=1)
