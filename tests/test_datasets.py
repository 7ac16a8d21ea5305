"""The data sets: what they promise, and that the shipped tables are the ones that they say they are.

scikit-learn loads for seconds: where it is imported in a test, only the worker that runs this test spends them.
"""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import numpy as np
import palmerpenguins
import pytest
from hatchling.builders.wheel import WheelBuilder
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

import nnlib
from nnlib import (
    Dataset,
    accuracy,
    load_breast_cancer,
    load_digits,
    load_penguins,
    make_circles,
    make_flower,
    make_moons,
    make_spiral,
    make_xor,
    standardize,
    train,
    train_test_split,
)
from tests import refused

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "nnlib" / "datasets" / "data"
MAKERS = [make_moons, make_circles, make_xor, make_spiral, make_flower]
LOADERS = [load_penguins, load_breast_cancer, load_digits]
MEASUREMENTS = ("bill length", "bill depth", "flipper length", "body mass")

each_maker = pytest.mark.parametrize("make", MAKERS)
each_loader = pytest.mark.parametrize("load", LOADERS)
a_property = settings(deadline=None, derandomize=True, max_examples=50)


def wrong(X, Y, hidden_units):
    """Count the examples that a trained network gets wrong."""
    history = train(X, Y, hidden_units=hidden_units, learning_rate=1.2, iterations=2000, progress=False)
    return round((1 - accuracy(history.parameters, X, Y)) * Y.size)


class TestDataset:
    @pytest.mark.parametrize("make", MAKERS + LOADERS)
    def test_fields_agree_with_each_other(self, make):
        dataset = make()
        assert dataset.X.dtype == dataset.Y.dtype == np.float64
        assert dataset.X.shape == (dataset.n0, dataset.m)
        assert dataset.Y.shape == (1, dataset.m)
        assert set(np.unique(dataset.Y)) == {0, 1}
        assert np.isfinite(dataset.X).all()
        assert len(set(dataset.feature_names)) == dataset.n0
        assert len(set(dataset.class_names)) == 2
        assert all([dataset.description, dataset.source, dataset.licence])

    @pytest.mark.parametrize("make", MAKERS + LOADERS)
    def test_each_call_gives_arrays_of_its_own(self, make):
        first, second = make(), make()
        first.X[:] = 0
        assert second.X.any()

    def test_repr_is_one_line_that_tells_what_it_is(self):
        assert repr(load_penguins()) == (
            "Dataset: Palmer penguins, n0 = 2, m = 191: 68 Chinstrap (y = 0), 123 Gentoo (y = 1)"
        )
        assert repr(make_xor(7)) == (
            "Dataset: xor, four clusters, n0 = 2, m = 7: 4 equal signs (y = 0), 3 different signs (y = 1)"
        )

    @pytest.mark.parametrize("make", MAKERS + LOADERS)
    def test_repr_is_short(self, make):
        train_part, _ = train_test_split(make())
        assert len(repr(train_part)) <= 120
        assert "\n" not in repr(train_part)


class TestMade:
    @each_maker
    @a_property
    @given(m=st.integers(1, 60), seed=st.integers(0, 2**32))
    def test_classes_are_balanced_and_columns_are_examples(self, make, m, seed):
        X, Y, *_ = make(m, seed=seed)
        assert X.shape == (2, m)
        assert Y.shape == (1, m)
        assert np.sum(Y == 1) == m // 2

    @each_maker
    def test_same_seed_same_data(self, make):
        once, again, other = make(seed=3), make(seed=3), make(seed=4)
        np.testing.assert_array_equal(once.X, again.X)
        np.testing.assert_array_equal(once.Y, again.Y)
        assert not np.array_equal(once.X, other.X)

    @each_maker
    def test_draws_from_a_generator_and_leaves_the_global_one_alone(self, make):
        rng = np.random.default_rng(3)
        before = np.random.get_state()[1].copy()  # noqa: NPY002 (it is the global one that is looked at)
        first, second = make(seed=rng), make(seed=rng)
        np.testing.assert_array_equal(before, np.random.get_state()[1])  # noqa: NPY002
        np.testing.assert_array_equal(first.X, make(seed=3).X)
        assert not np.array_equal(first.X, second.X)

    @each_maker
    def test_order_of_the_classes_is_mixed(self, make):
        y = make().Y[0]
        changes = np.sum(y[1:] != y[:-1])
        assert 150 < changes < 250

    @each_maker
    def test_noise_is_the_standard_deviation_of_what_is_added(self, make):
        clean, noisy = make(10_000, noise=0), make(10_000, noise=0.5)
        moved = noisy.X - clean.X
        size = np.linalg.norm(moved, axis=0) if make is make_flower else moved
        np.testing.assert_allclose(np.sqrt(np.mean(size**2)), 0.5, rtol=0.03)
        np.testing.assert_allclose(make(10_000, noise=1).X - clean.X, 2 * moved, atol=1e-12)

    def test_moons_lie_on_half_circles(self):
        X, Y, *_ = make_moons(noise=0)
        turned = np.where(Y == 0, X, -X) + np.array([[1 / 2], [1 / 4]])
        np.testing.assert_allclose(np.linalg.norm(turned, axis=0), 1)
        assert turned[1].min() >= 0

    def test_moons_are_scikit_learns_moons_centred(self):
        from sklearn.datasets import make_moons as their_moons

        X, Y, *_ = make_moons(noise=0)
        dense, labels = their_moons(20_000, shuffle=False)
        for label in (0, 1):
            ours = X[:, Y[0] == label].T + np.array([1 / 2, 1 / 4])
            theirs = dense[labels == label]
            nearest = np.min(np.linalg.norm(ours[:, None] - theirs[None], axis=2), axis=1)
            assert nearest.max() < 1e-3

    def test_circles_have_their_radii(self):
        X, Y, *_ = make_circles(noise=0)
        np.testing.assert_allclose(np.linalg.norm(X, axis=0), np.where(Y[0] == 0, 1.5, 0.5))
        np.testing.assert_allclose(X[:, Y[0] == 1].mean(axis=1), 0, atol=0.1)

    @given(m=st.integers(1, 60))
    @a_property
    def test_xor_shares_the_examples_equally_between_the_corners(self, m):
        X, Y, *_ = make_xor(m, noise=0)
        np.testing.assert_array_equal(Y[0], X[0] != X[1])
        corners, counts = np.unique(X, axis=1, return_counts=True)
        assert np.abs(corners).max() == np.abs(corners).min() == 1
        assert counts.size == min(m, 4)
        assert counts.max() - counts.min() <= 1

    @pytest.mark.parametrize("turns", [0.5, 1, 2.5])
    def test_spiral_winds_as_often_as_asked(self, turns):
        X, Y, *_ = make_spiral(noise=0, turns=turns)
        arm = np.where(Y == 0, X, -X)
        r = np.linalg.norm(arm, axis=0)
        angle = 2 * np.pi * turns * r / 2
        np.testing.assert_allclose(arm, r * np.array([np.cos(angle), np.sin(angle)]), atol=1e-12)
        assert 1.95 < r.max() <= 2
        assert abs(np.mean(r**2 / 4) - 1 / 2) < 0.06  # u is uniform

    def test_flower_has_four_petals_of_each_class(self):
        X, Y, *_ = make_flower(2000, noise=0)
        angle = np.arctan2(X[1], X[0]) % (2 * np.pi)
        np.testing.assert_allclose(np.linalg.norm(X, axis=0), np.abs(4 * np.sin(4 * angle)), atol=1e-9)
        negative_r = np.sin(4 * angle) < 0
        np.testing.assert_array_equal(Y[0] == 1, (angle > np.pi) != negative_r)
        petals = {(int(angle // (np.pi / 4)), int(y)) for angle, y in zip(angle, Y[0], strict=True)}
        assert len(petals) == 8
        assert sum(y for _, y in petals) == 4

    @each_maker
    def test_six_hidden_units_learn_it_where_one_cannot(self, make):
        X, Y, *_ = make()
        assert wrong(X, Y, hidden_units=6) < 0.05 * 400
        assert wrong(X, Y, hidden_units=1) > 0.10 * 400


class TestReal:
    @pytest.mark.parametrize("species", [("Chinstrap", "Gentoo"), ("Gentoo", "Adelie"), ("Adelie", "Chinstrap")])
    @pytest.mark.parametrize("count", [1, 2, 4])
    def test_penguins_are_those_of_palmerpenguins(self, species, count):
        measurements = MEASUREMENTS[::-1][:count]
        table = palmerpenguins.load_penguins()
        columns = [f"{name.replace(' ', '_')}_{'g' if name == 'body mass' else 'mm'}" for name in measurements]
        table = table[table.species.isin(species)].dropna(subset=columns)
        X, Y, feature_names, class_names, *_ = load_penguins(species=species, measurements=measurements)
        np.testing.assert_array_equal(X, table[columns].to_numpy().T)
        np.testing.assert_array_equal(Y[0], table.species == species[1])
        assert class_names == species
        assert feature_names[0] == "body mass (g)"

    def test_shipped_penguins_are_the_whole_table(self):
        theirs = Path(palmerpenguins.__file__).with_name("data") / "penguins.csv"
        assert (DATA / "penguins.csv").read_text(encoding="utf-8") == theirs.read_text(encoding="utf-8")

    def test_only_the_two_birds_without_measurements_are_left_out(self):
        m = {load_penguins(species=pair).m for pair in [("Adelie", "Chinstrap"), ("Gentoo", "Chinstrap")]}
        assert m == {151 + 68, 123 + 68}
        assert (DATA / "penguins.csv").read_text(encoding="utf-8").count("Adelie") == 152
        assert (DATA / "penguins.csv").read_text(encoding="utf-8").count("Gentoo") == 124

    def test_penguins_come_in_mm_and_two_at_a_time(self):
        dataset = load_penguins()
        assert dataset.feature_names == ("bill length (mm)", "bill depth (mm)")
        assert dataset.class_names == ("Chinstrap", "Gentoo")
        assert load_penguins(measurements=["bill depth"]).X.shape == (1, 191)

    def test_four_hidden_units_do_better_on_penguins_than_a_line(self):
        from sklearn.linear_model import LogisticRegression

        dataset = load_penguins()
        X, Y = standardize(dataset.X), dataset.Y
        line = LogisticRegression(C=1e6).fit(X.T, Y[0])
        assert np.sum(line.predict(X.T) != Y[0]) == 6
        assert wrong(X, Y, hidden_units=4) <= 3

    def test_breast_cancer_is_scikit_learns_with_malignant_as_1(self):
        from sklearn.datasets import load_breast_cancer as their_table

        theirs = their_table()
        dataset = load_breast_cancer()
        np.testing.assert_array_equal(dataset.X, theirs.data.T)
        np.testing.assert_array_equal(dataset.Y[0], 1 - theirs.target)
        assert dataset.feature_names == tuple(theirs.feature_names)
        assert dataset.class_names == tuple(theirs.target_names[::-1])
        assert dataset.class_names[1] == "malignant"

    @pytest.mark.parametrize("digit", range(10))
    def test_digits_are_scikit_learns(self, digit):
        from sklearn.datasets import load_digits as their_table

        theirs = their_table()
        dataset = load_digits(digit=digit)
        np.testing.assert_array_equal(dataset.X, theirs.data.T)
        np.testing.assert_array_equal(dataset.Y[0], theirs.target == digit)
        assert dataset.class_names == ("other digit", f"digit {digit}")
        assert dataset.feature_names[8 * 3 + 5] == "pixel row 3 column 5 (ink, 0 to 16)"

    @each_loader
    def test_source_and_licence_are_in_the_readme_beside_the_tables(self, load):
        dataset, readme = load(), (DATA / "README.md").read_text(encoding="utf-8")
        table = {load_penguins: "penguins.csv", load_breast_cancer: "breast_cancer.csv", load_digits: "digits.csv.gz"}
        section = readme.split(f"\n## {table[load]}\n")[1].split("\n## ")[0]
        assert f"- Licence: {dataset.licence}" in section
        assert dataset.source.split()[-1] in section

    def test_every_table_is_in_the_readme(self):
        readme = (DATA / "README.md").read_text(encoding="utf-8")
        tables = [line.removeprefix("## ") for line in readme.splitlines() if line.startswith("## ")]
        assert sorted([*tables, "README.md"]) == sorted(path.name for path in DATA.iterdir())


units = st.integers(-6, 6).map(lambda power: 10.0**power)
tables = hnp.arrays(np.float64, st.tuples(st.integers(1, 5), st.integers(5, 30)), elements=st.integers(-1000, 1000))


class TestStandardize:
    @given(X=tables, unit=units)
    @a_property
    def test_every_feature_that_varies_has_mean_0_and_deviation_1(self, X, unit):
        varies = np.ptp(X, axis=1) > 0
        result = standardize(unit * X)
        np.testing.assert_allclose(result.mean(axis=1), 0, atol=1e-12)
        np.testing.assert_allclose(result.std(axis=1), varies, atol=1e-12)

    @given(X=tables, unit=units, zero=st.integers(-1000, 1000))
    @a_property
    def test_the_unit_and_its_zero_do_not_matter(self, X, unit, zero):
        np.testing.assert_allclose(standardize(unit * (X + zero)), standardize(X), atol=1e-9)

    @given(X=tables)
    @a_property
    def test_twice_is_once(self, X):
        once = standardize(X)
        np.testing.assert_allclose(standardize(once), once, atol=1e-12)

    def test_agrees_with_scikit_learn_on_the_training_sets_mean_and_deviation(self):
        from sklearn.preprocessing import StandardScaler

        train_part, test_part = train_test_split(load_breast_cancer())
        scaler = StandardScaler().fit(train_part.X.T)
        result = standardize(test_part.X, train_part.X)
        np.testing.assert_allclose(result, scaler.transform(test_part.X.T).T, rtol=1e-9, atol=1e-9)
        assert np.abs(result.mean(axis=1)).max() > 0.01

    def test_constant_pixels_become_0_without_a_warning(self):
        X = load_digits().X
        result = standardize(X)
        constant = np.ptp(X, axis=1) == 0
        assert constant.sum() == 3
        assert not result[constant].any()
        assert np.isfinite(result).all()

    @pytest.mark.parametrize("value", [0, 0.1, 1e100, -1 / 3])
    def test_a_constant_whose_mean_is_rounded_becomes_0(self, value):
        assert not standardize(np.full((1, 7), value)).any()

    @pytest.mark.parametrize("unit", [1e-200, 1e-300, 1, 1e200, 1e307])
    def test_numbers_too_small_or_too_large_to_square(self, unit):
        np.testing.assert_allclose(standardize([[unit, 2 * unit, 3 * unit]]), standardize([[1, 2, 3]]), rtol=1e-12)

    def test_a_difference_too_small_to_divide_by_becomes_0(self):
        assert not standardize([[0, 5e-324, 0]]).any()

    def test_constant_in_the_reference_is_0_in_every_example(self):
        np.testing.assert_array_equal(standardize([[1, 2], [3, 5]], [[7, 7], [3, 5]]), [[0, 0], [-1, 1]])

    @pytest.mark.parametrize(("given", "name"), [(([[1], [2]],), "X"), (([[1, 2], [2, 3]], [[1], [2]]), "reference")])
    def test_one_example_has_no_deviation(self, given, name):
        with pytest.raises(ValueError, match=f"^{name} holds one example, .* pass the training examples as reference"):
            standardize(*given)

    def test_one_new_example_is_standardised_with_the_training_examples(self):
        np.testing.assert_array_equal(standardize([[3]], [[1, 3]]), [[1]])

    def test_rows_are_refused_and_may_be_meant(self):
        rows = np.array([[39.1, 18.7], [46.2, 14.1], [50.0, 16.3]])
        with pytest.raises(ValueError, match=r"^X has shape \(3, 2\): 3 features of 2 examples, .* pass X.T; or"):
            standardize(rows)
        np.testing.assert_allclose(standardize(rows, reference=rows), [[1, -1]] * 3)

    def test_a_data_frame_is_rows(self):
        import pandas as pd

        frame = pd.DataFrame({"bill": [39.1, 46.2, 50.0], "depth": [18.7, 14.1, 16.3]})
        np.testing.assert_array_equal(standardize(frame), standardize(frame.to_numpy().T))

    def test_leaves_its_arguments_as_they_are(self):
        X, reference = np.arange(6.0).reshape(2, 3), np.arange(8.0).reshape(2, 4)
        X.flags.writeable = reference.flags.writeable = False
        standardize(X, reference)
        standardize(X)

    @pytest.mark.parametrize(
        ("shape", "message"),
        [
            ((3, 5), r"reference has shape \(3, 5\); expected .* with n0 = 2; n0 = 2 comes from X"),
            ((5, 2), r"reference looks transposed: pass reference.T"),
            ((2,), r"reference has shape \(2,\); expected \(n0, "),
            ((2, 0), r"reference has shape \(2, 0\): it is empty"),
        ],
    )
    def test_refuses_a_reference_of_another_shape_by_name(self, shape, message):
        with pytest.raises(ValueError, match=message):
            standardize(np.ones((2, 3)), np.ones(shape))

    def test_refuses_nan_by_name(self):
        with pytest.raises(ValueError, match=r"reference contains NaN at \[0, 1\]"):
            standardize([[1, 2]], [[1, np.nan]])


def numbered(zeros, ones):
    """Make a dataset whose feature is each example's number."""
    m = zeros + ones
    return Dataset(np.arange(m)[None] * 1.0, (np.arange(m)[None] >= zeros) * 1.0, ("number",), ("a", "b"), "", "", "")


class TestSplit:
    @given(
        zeros=st.integers(2, 40),
        ones=st.integers(2, 40),
        test_fraction=st.floats(0.01, 0.99),
        seed=st.integers(0, 2**32),
    )
    @a_property
    def test_is_a_partition_that_keeps_labels_and_proportions(self, zeros, ones, test_fraction, seed):
        dataset = numbered(zeros, ones)
        train_part, test_part = train_test_split(dataset, test_fraction=test_fraction, seed=seed)
        together = np.hstack([train_part.X, test_part.X])
        np.testing.assert_array_equal(np.sort(together), dataset.X)
        for X, Y, *_ in (train_part, test_part):
            np.testing.assert_array_equal(Y[0], [number >= zeros for number in X[0]])
            assert set(Y[0]) == {0, 1}
        tested_ones = np.sum(test_part.Y)
        assert abs(tested_ones - test_fraction * ones) < 1
        assert abs(test_part.m - tested_ones - test_fraction * zeros) < 1

    def test_same_seed_same_split(self):
        dataset = make_moons()
        for first, second in zip(train_test_split(dataset, seed=5), train_test_split(dataset, seed=5), strict=True):
            np.testing.assert_array_equal(first.X, second.X)
        assert not np.array_equal(train_test_split(dataset, seed=5)[1].X, train_test_split(dataset, seed=6)[1].X)

    def test_takes_a_generator(self):
        dataset, rng = make_moons(), np.random.default_rng(5)
        np.testing.assert_array_equal(train_test_split(dataset, seed=rng)[1].X, train_test_split(dataset, seed=5)[1].X)
        assert not np.array_equal(train_test_split(dataset, seed=rng)[1].X, train_test_split(dataset, seed=5)[1].X)

    @pytest.mark.parametrize("part", [0, 1])
    def test_both_parts_are_shuffled(self, part):
        numbers = train_test_split(numbered(200, 200))[part].X[0]
        assert np.sum(np.diff(numbers) < 0) > 0.3 * numbers.size

    def test_every_example_may_be_tested_on(self):
        tested = [train_test_split(numbered(4, 4), seed=seed)[1].X for seed in range(50)]
        assert set(np.hstack(tested)[0]) == set(range(8))

    def test_proportions_of_the_penguins(self):
        train_part, test_part = train_test_split(load_penguins())
        assert (train_part.m, test_part.m) == (143, 48)
        assert (np.sum(test_part.Y == 0), np.sum(test_part.Y == 1)) == (17, 31)

    def test_parts_keep_all_else_and_say_which_part_they_are(self):
        dataset = load_penguins()
        train_part, test_part = train_test_split(dataset)
        assert train_part[2:4] == test_part[2:4] == dataset[2:4]
        assert train_part[5:] == test_part[5:] == dataset[5:]
        assert train_part.description == "Palmer penguins (training part)"
        assert test_part.description == "Palmer penguins (test part)"

    def test_one_class_only_can_be_split(self):
        train_part, test_part = train_test_split(numbered(4, 0))
        assert (train_part.m, test_part.m) == (3, 1)

    @pytest.mark.parametrize(("zeros", "ones"), [(1, 0), (5, 1), (1, 5)])
    def test_refuses_a_class_of_one_example(self, zeros, ones):
        label = "0 (a)" if zeros == 1 else "1 (b)"
        with pytest.raises(ValueError, match="dataset has 1 example of class ") as refused:
            train_test_split(numbered(zeros, ones))
        assert f"class {label}" in str(refused.value)

    def test_leaves_the_dataset_as_it_is(self):
        dataset = make_moons()
        dataset.X.flags.writeable = dataset.Y.flags.writeable = False
        train_part, _ = train_test_split(dataset)
        train_part.X[:] = 0
        assert dataset.X.any()


@pytest.mark.parametrize(("call", "error"), refused.cases("datasets"))
def test_wrong_arguments_are_refused_in_words(call, error):
    refused.assert_refused(call, error, globals())


LOAD_ALL_OFFLINE = """
import sys

def no_network(event, args):
    if event.startswith("socket."):
        raise RuntimeError(f"{event} {args}: data must come with the package")

sys.addaudithook(no_network)
import nnlib
print(nnlib.__file__)
for dataset in (nnlib.load_penguins(), nnlib.load_breast_cancer(), nnlib.load_digits(), nnlib.make_moons()):
    print(dataset.X.shape, int(dataset.X.sum()), int(dataset.Y.sum()))
print(sorted({"matplotlib", "ipywidgets", "pandas", "sklearn", "palmerpenguins"} & set(sys.modules)))
"""


def load_all(*path):
    """Load every table in a fresh Python that has no other default encoding than ASCII, and finds nnlib on the path."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, path)), "LC_ALL": "C"}
    options = ["-P", "-W", "error", "-X", "utf8=0", "-X", "warn_default_encoding"]
    command = [sys.executable, *options, "-c", LOAD_ALL_OFFLINE]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    origin, *facts, imported = done.stdout.splitlines()
    return origin, facts, imported


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    (path,) = WheelBuilder(str(ROOT)).build(directory=str(tmp_path_factory.mktemp("wheel")), versions=["standard"])
    return Path(path)


class TestShipping:
    def test_import_and_loading_need_numpy_alone(self):
        origin, _, imported = load_all(ROOT)
        assert Path(origin).samefile(nnlib.__file__)
        assert imported == "[]"

    def test_wheel_holds_the_tables_byte_for_byte(self, wheel):
        with zipfile.ZipFile(wheel) as archive:
            inside = {name for name in archive.namelist() if name.startswith("nnlib/datasets/data/")}
            assert inside == {f"nnlib/datasets/data/{path.name}" for path in DATA.iterdir()}
            for name in inside:
                assert archive.read(name) == (ROOT / name).read_bytes()

    def test_everything_loads_from_within_the_zipped_wheel(self, wheel):
        origin, facts, imported = load_all(wheel)
        assert origin.startswith(str(wheel))
        assert facts == load_all(ROOT)[1]
        assert imported == "[]"
