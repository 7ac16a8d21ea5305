"""A data set as one value, and what is done to it before training: standardise it, and keep a part to test on."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nnlib._machinery.rules import Array, Fraction, Random


class Dataset(NamedTuple):
    """Examples of two classes, a column each, and where they come from.

    X holds the features, (n0, m); Y the labels, (1, m), of 0 and 1.  feature_names has n0 names, with the unit where
    there is one; class_names[0] is the class with label 0.  description, source and licence are texts.
    """

    X: Array
    Y: Array
    feature_names: tuple[str, ...]
    class_names: tuple[str, str]
    description: str
    source: str
    licence: str

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
        return f"Dataset: {self.description}, n0 = {self.n0}, m = {self.m}: {counts}"


def standardize(X: Array, reference: Array | None = None) -> Array:
    """Bring every feature to mean 0 and standard deviation 1, so that no unit outweighs another.

        x := (x − μ) / s        μ, s: mean and standard deviation of the feature over the reference's m examples

    Test examples are standardised with the training set's μ and s: `standardize(test.X, train.X)`.  A feature that is
    constant in the reference says nothing about its examples; it becomes 0.

    Args:
        X: the examples, (n0, m), one column each; any unit.
        reference: the examples that give μ and s, (n0, any number); left out, X itself.

    Returns:
        An array of X's shape, without units.

    Raises:
        TypeError, ValueError: an argument is of the wrong kind, shape or value.
    """
    reference = X if reference is None else reference
    mean = np.mean(reference, axis=1, keepdims=True)
    deviation = np.std(reference, axis=1, keepdims=True)
    varies = (np.ptp(reference, axis=1, keepdims=True) > 0) & (deviation > 0)
    return np.where(varies, (X - mean) / np.where(varies, deviation, 1), 0)


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
        TypeError, ValueError: an argument is of the wrong kind or out of its range, or a class has one example only.
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
