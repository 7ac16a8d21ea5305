"""A data set as one value, and what is done to it before training: standardise it, and keep a part to test on."""

from typing import Any, Literal, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from nnlib._machinery.console import printable
from nnlib._machinery.door import checked
from nnlib._machinery.frames import is_frame, numbers_of_frame
from nnlib._machinery.rules import Array, Fraction, Random, Text, choice, matrix, names_that_fit
from nnlib.datasets.own import of_arrays, of_table

DESCRIPTION, UNSAID = "data of your own", "not given"


class _Fields(NamedTuple):
    X: Array
    Y: Array
    feature_names: tuple[str, ...]
    class_names: tuple[str, str]
    description: str
    source: str
    licence: str


class Dataset(_Fields):
    """Examples of two classes, a column each, and where they come from.

    X holds the features, (n0, m); Y the labels, (1, m), of 0 and 1.  feature_names has n0 names, with the unit where
    there is one; class_names[0] is the class with label 0.  description, source and licence are texts.

    `Dataset.from_frame` takes data frames and the rows of a CSV file, `Dataset.from_arrays` arrays with labels of any
    kind, whose rows or columns are the examples.
    """

    __slots__ = ()
    _made_by = "make_moons() gives"

    @checked
    def __new__(
        cls,
        X: Array,
        Y: Array,
        feature_names: tuple[str, ...] = (),
        class_names: tuple[str, str] = ("class 0", "class 1"),
        description: Text = DESCRIPTION,
        source: Text = UNSAID,
        licence: Text = UNSAID,
    ) -> Self:
        """Take arrays and names that fit together; feature_names left out are x1, x2 and so on."""
        names = feature_names or tuple(f"x{i + 1}" for i in range(len(X)))
        names_that_fit("", len(X), names, class_names)
        return cls._make((X, Y, names, class_names, description, source, licence))

    @classmethod
    @checked
    def from_frame(
        cls,
        frame: Any,
        *,
        label: Any,
        features: Any = None,
        classes: Any = None,
        missing: Literal["refuse", "drop"] = "refuse",
        description: Text = DESCRIPTION,
        source: Text = UNSAID,
        licence: Text = UNSAID,
    ) -> Self:
        """Make a data set of a table, in which a row is an example and a column a feature, or the label.

        Args:
            frame: a data frame of pandas or polars; or the rows that csv.DictReader reads; or a dictionary of columns.
                Numbers may be written as text.
            label: the column of the labels: texts, numbers or truth values, two different ones.
            features: the columns to learn from, in this order; left out, all but the label.
            classes: the two labels to tell apart, first the one with y = 0; rows with another are left out.  Left out,
                the two that there are, in the order of the alphabet or of size.
            missing: "refuse" a row in which a value is missing, or "drop" it; the description then says how many.
            description: what the data are.
            source: where they come from.
            licence: on which terms they may be passed on.

        Returns:
            A Dataset with X (n0, m) and Y (1, m), m the number of rows.

        Raises:
            TypeError, ValueError: a column is not there or holds text; a value is missing; there are not two classes.
        """
        X, Y, names, class_names, left_out = of_table(frame, label, features, classes, drop=missing == "drop")
        rows = f"{left_out} incomplete row{'s' if left_out > 1 else ''} left out"
        described = f"{description} ({rows})" if left_out else description
        return cls(X, Y, names, class_names, described, source, licence)

    @classmethod
    def from_arrays(
        cls,
        X: Any,
        y: Any,
        *,
        examples: Literal["rows", "columns"],
        feature_names: tuple[str, ...] = (),
        classes: Any = None,
        description: str = DESCRIPTION,
        source: str = UNSAID,
        licence: str = UNSAID,
    ) -> Self:
        """Make a data set of arrays, as this library or as others hold them.

        Args:
            X: the features, (m, n0) with examples in rows, as scikit-learn has them, or (n0, m) with them in columns.
            y: the m labels: texts, numbers or truth values, two different ones; in a list, a row or a column.
            examples: "rows" or "columns": where in X an example stands.
            feature_names: n0 names; left out, x1, x2, …
            classes: the two labels, first the one with y = 0; left out, in the order of the alphabet or of size.
            description: what the data are.
            source: where they come from.
            licence: on which terms they may be passed on.

        Returns:
            A Dataset with X (n0, m) and Y (1, m).

        Raises:
            TypeError, ValueError: an argument is of the wrong kind, shape or value, or there are not two classes.
        """
        choice("examples", examples, ("rows", "columns"))
        x, labels, class_names = of_arrays(
            matrix("X", numbers_of_frame("X", X).T if is_frame(X) else X), y, classes, examples=examples
        )
        return cls(x, labels, feature_names, class_names, description, source, licence)

    @property
    def n0(self) -> int:
        """The number of features."""
        return self.X.shape[0]

    @property
    def m(self) -> int:
        """The number of examples."""
        return self.X.shape[1]

    def __repr__(self) -> str:
        """Tell in a line what this is."""
        ones = np.count_nonzero(self.Y)
        no, yes = self.class_names
        counts = f"{self.m - ones} {no} (y = 0), {ones} {yes} (y = 1)"
        return printable(f"Dataset: {self.description}, n0 = {self.n0}, m = {self.m}: {counts}")


def standardize(X: Array, reference: Array | None = None) -> Array:
    """Bring every feature to mean 0 and standard deviation 1, so that no unit outweighs another.

        x := (x − μ) / s        μ, s: mean and standard deviation of the feature over the reference's m examples

    Test examples are standardised with the training set's μ and s: `standardize(test.X, train.X)`.  A feature that is
    constant in the reference says nothing about its examples; it becomes 0.

    Args:
        X: the examples, (n0, m), one column each, or a data frame, one row each; any unit.
        reference: the examples that give μ and s, (n0, two or more); left out, X itself.

    Returns:
        An array (n0, m), without units.

    Raises:
        ValueError: there is one example and no reference; or X has more features than examples, and so looks like
            rows.  `reference=X` says that it is meant so.
    """
    n0, m = X.shape
    if reference is None and 1 < m < n0:
        raise ValueError(
            f"X has shape ({n0}, {m}): {n0} features of {m} examples, which look like {n0} examples in rows: pass X.T; "
            f"or pass reference=X, if they are {m} columns of {n0} features"
        )
    reference = X if reference is None else reference
    if reference.shape[1] == 1:
        raise ValueError(
            f"{'X' if reference is X else 'reference'} holds one example, and the deviation of one number is 0: "
            "pass the training examples as reference"
        )
    return standardized(X, *mean_and_deviation(reference))


def mean_and_deviation(X: Array) -> tuple[Array, Array]:
    """Give each feature's mean and standard deviation, both (n0, 1); of a constant the deviation counts as infinite."""
    _, size = np.frexp(np.max(np.abs(X), axis=1, keepdims=True))
    small = np.ldexp(X, -size)  # no square of it is too large or too small; by a power of 2, no digit changes
    mean, deviation = np.mean(small, axis=1, keepdims=True), np.std(small, axis=1, keepdims=True)
    deviation = np.ldexp(deviation, size)
    varies = (np.ptp(small, axis=1, keepdims=True) > 0) & (deviation > 0)
    return np.ldexp(mean, size), np.where(varies, deviation, np.inf)


def standardized(X: Array, mean: Array, deviation: Array) -> Array:
    """Standardise with a mean and a deviation, (n0, 1) each, that are known."""
    with np.errstate(over="ignore"):
        return (X - mean) / deviation + 0.0  # + 0.0: a constant becomes 0, not −0


def train_test_split(dataset: Dataset, *, test_fraction: Fraction = 0.25, seed: Random = 0) -> tuple[Dataset, Dataset]:
    """Split the examples at random into some to train on and some to test on, each class in the same proportion.

    Of a class with c examples, test_fraction · c go into the test set, rounded; at least one example of each class
    goes into each part.  Both parts are shuffled.

    Args:
        dataset: what to split; left as it is.
        test_fraction: the fraction of the examples to test on, between 0 and 1.
        seed: of the random choice, or the random generator to draw from.

    Returns:
        Two Datasets, (train, test).  Every example is in exactly one of them.

    Raises:
        ValueError: a class has one example only.
    """
    rng = np.random.default_rng(seed)
    labels = dataset.Y[0]
    in_test = np.zeros(dataset.m, dtype=bool)
    for label in np.unique(labels).astype(int):
        members = rng.permutation(np.flatnonzero(labels == label))
        in_test[members[: _test_count(members.size, test_fraction, f"{label} ({dataset.class_names[label]})")]] = True
    train, test = rng.permutation(np.flatnonzero(~in_test)), rng.permutation(np.flatnonzero(in_test))
    return _part(dataset, train, "training part"), _part(dataset, test, "test part")


def _test_count(count: int, test_fraction: float, label: str) -> int:
    if count < 2:
        raise ValueError(
            f"dataset has 1 example of class {label}: it cannot be both trained and tested on. "
            "Have at least 2 examples of each class, or leave that one out"
        )
    return min(max(round(test_fraction * count), 1), count - 1)


def _part(dataset: Dataset, columns: NDArray[np.intp], name: str) -> Dataset:
    return dataset._replace(
        X=dataset.X[:, columns], Y=dataset.Y[:, columns], description=f"{dataset.description} ({name})"
    )
