"""A trained network with all that it takes to use it: its activation, and the training data's scaling and names."""

from typing import Any, NamedTuple, Self

import numpy as np

from nnlib._machinery.agreement import Arrays
from nnlib._machinery.console import printable
from nnlib._machinery.door import checked
from nnlib._machinery.frames import is_table, refuse_gaps, table
from nnlib._machinery.numerals import quoted
from nnlib._machinery.rules import Array, Count, File, Positive, Seed, Whole, names_that_fit
from nnlib._machinery.values import as_numbers, refuse_infinite
from nnlib.activations import ActivationName
from nnlib.datasets import Dataset, standardize
from nnlib.datasets.dataset import mean_and_deviation, standardized
from nnlib.network import Parameters, accuracy, cost, forward
from nnlib.parameters_file import read_arrays, write_arrays
from nnlib.training import History, train_as_far

VERSION = 1
COLUMNS = ("mean", "deviation", "lowest", "highest")
FAR = 0.5  # so much of the training examples' range beyond it, a number is hardly in their unit


class Run(NamedTuple):
    """A training run: its history, its accuracy in [0, 1] on both parts, and the iteration at which it diverged."""

    history: History
    train_accuracy: float
    test_accuracy: float
    diverged_at: int | None


def train_and_test(
    training: Dataset,
    held_out: Dataset,
    *,
    hidden_units: Count,
    learning_rate: Positive,
    iterations: Whole,
    seed: Seed = 0,
    activation: ActivationName = "tanh",
) -> Run:
    """Train on one part of the data, standardised, and measure the accuracy on both parts.

    Args:
        training: the examples to learn from, in their own units; their mean and deviation standardise both parts.
        held_out: the examples to test on, in the same units.
        hidden_units: the notes' n1, >= 1.
        learning_rate: the notes' α, finite and > 0.
        iterations: how many steps to take, >= 0.
        seed: of the random start.
        activation: the name of the hidden layer's g1: "tanh", "sigmoid" or "relu".

    Returns:
        The Run: .history, .train_accuracy, .test_accuracy; of one that diverged, what it was before it did.
    """
    x, x_test = standardize(training.X), standardize(held_out.X, training.X)
    options = {"hidden_units": hidden_units, "learning_rate": learning_rate, "iterations": iterations, "seed": seed}
    history, diverged_at = train_as_far(x, training.Y, **options, activation=activation)
    on_training = accuracy(history.parameters, x, training.Y, activation=activation)
    on_others = accuracy(history.parameters, x_test, held_out.Y, activation=activation)
    return Run(history, on_training, on_others, diverged_at)


class Prediction(NamedTuple):
    """What a model says of one example, in words.

    class_name is the class, and probability, in [0.5, 1], how sure the model is of it.  far_off names the features that
    lie far from all training examples, as they do in another unit.
    """

    class_name: str
    probability: float
    far_off: tuple[str, ...] = ()

    def __repr__(self) -> str:
        """Say it in a line."""
        sure = f"{self.probability:.2%}" if self.probability < 0.9999 else "> 99.99%"
        careful = f"; careful, {quoted(self.far_off)} is far from the training examples: another unit?"
        return printable(f"{self.class_name} ({sure}{careful if self.far_off else ''})")


class _Fields(NamedTuple):
    parameters: Parameters
    activation: ActivationName
    mean: Array
    deviation: Array
    lowest: Array
    highest: Array
    feature_names: tuple[str, ...]
    class_names: tuple[str, str]


class Model(_Fields):
    """A trained network, and what it takes to use it on new examples.

    parameters and activation are the network.  mean and deviation, (n0, 1) each, are those of the training examples,
    with which new ones are standardised; lowest and highest, (n0, 1), tell how far these go; feature_names and
    class_names are theirs.  `Model.of` puts all of it together.
    """

    __slots__ = ()

    @checked
    def __new__(
        cls,
        parameters: Parameters,
        activation: ActivationName,
        mean: Array,
        deviation: Array,
        lowest: Array,
        highest: Array,
        feature_names: tuple[str, ...],
        class_names: tuple[str, str],
    ) -> Self:
        """Take parts that fit together."""
        n0 = parameters.W1.shape[1]
        names_that_fit("", n0, feature_names, class_names)
        columns = [as_numbers(*column) for column in zip(COLUMNS, (mean, deviation, lowest, highest), strict=True)]
        for name, array in zip(COLUMNS, columns, strict=True):
            if array.shape != (n0, 1):
                raise ValueError(f"{name} has shape {array.shape}; expected (n0, 1) = ({n0}, 1)")
            if name != "deviation":
                refuse_infinite(name, array)
        if not np.all(columns[1] > 0):
            raise ValueError("deviation must be > 0 everywhere; that of a constant is inf")
        return cls._make((parameters, activation, *columns, feature_names, class_names))

    @classmethod
    @checked
    def of(cls, history: History, training: Dataset) -> Self:
        """Put a trained network together with the data that it was trained on.

        Args:
            history: what `train` returned for standardize(training.X), or for training.X itself, and training.Y.
            training: the data, in their own units.

        Returns:
            The Model, which standardises new examples as these were.

        Raises:
            ValueError: the history is not that of a run on these data.
        """
        n0, names = training.n0, (training.feature_names, training.class_names)
        lowest, highest = (end(training.X, axis=1, keepdims=True) for end in (np.min, np.max))
        for scaling in (mean_and_deviation(training.X), (np.zeros((n0, 1)), np.ones((n0, 1)))):
            model = cls(history.parameters, history.activation, *scaling, lowest, highest, *names)
            reached = cost(model._forward(training.X), training.Y)
            if len(history.costs) and np.isclose(reached, history.costs[-1], rtol=1e-6, atol=1e-12):
                return model
        raise ValueError(
            "history is not that of a run on standardize(training.X), nor on training.X: their costs differ. "
            "Pass the data set that it was trained on, in its own units"
        )

    def predict(self, examples: Any) -> tuple[Prediction, ...]:
        """Say in words which class each example is of.

        Args:
            examples: a data frame, or a dictionary, with the columns that the model was trained with, in the training
                data's units; other columns are ignored.  One row will do.  Or a Dataset; or an array (n0, m), one
                column each, or (n0,).

        Returns:
            A Prediction for each example: its .class_name and .probability.

        Raises:
            TypeError, ValueError: a feature is missing or holds no numbers.
        """
        X = self._features(examples)
        A2 = self._forward(X).A2[0]
        beyond = FAR * (self.highest - self.lowest)
        far = (self.lowest - beyond > X) | (self.highest + beyond < X)
        return tuple(
            Prediction(
                self.class_names[int(a > 0.5)],
                float(max(a, 1 - a)),
                tuple(name for name, here in zip(self.feature_names, far[:, i], strict=True) if here),
            )
            for i, a in enumerate(A2)
        )

    @checked
    def accuracy(self, dataset: Dataset) -> float:
        """Give the fraction of a data set's examples whose class is predicted right.

        Args:
            dataset: examples in the training data's units, with its features and classes.

        Returns:
            A number in [0, 1]; print it as f"{accuracy:.2%}".

        Raises:
            ValueError: it has other features or classes than the training data.
        """
        X = self._features(dataset)
        if dataset.class_names != self.class_names:
            raise ValueError(
                f"dataset has the classes {quoted(dataset.class_names)}; the model's are {quoted(self.class_names)}"
            )
        x = standardized(X, self.mean, self.deviation)
        return accuracy(self.parameters, x, dataset.Y, activation=self.activation)

    @checked
    def save(self, file: File) -> None:
        """Write all of it into an .npz file, which NumPy reads anywhere.

        Args:
            file: its path, such as "birds.npz", or a file that is open for writing bytes.

        Raises:
            OSError: the file cannot be written.
        """
        words = {name: np.array(getattr(self, name)) for name in ("activation", "feature_names", "class_names")}
        numbers = {name: getattr(self, name) for name in COLUMNS} | self.parameters._asdict()
        write_arrays(file, {"version": np.array(VERSION), **words, **numbers})

    @classmethod
    @checked
    def load(cls, file: File) -> Self:
        """Read what `save` wrote; nothing in the file is run.

        Args:
            file: its path, or a file that is open for reading bytes.

        Returns:
            The Model.

        Raises:
            ValueError: the file is no model, is one of a newer nnlib, or its parts do not fit together.
            OSError: there is no such file.
        """
        arrays = read_arrays(file)
        if "version" not in arrays:
            alone = set(arrays) == set(Parameters._fields)
            words = "parameters alone: read it with load_parameters" if alone else "no model, as Model.save writes one"
            raise ValueError(f"this file holds {words}")
        version = arrays["version"].item() if arrays["version"].size == 1 else None
        if version != VERSION:
            raise ValueError(f"this file is of version {version}; this nnlib reads version {VERSION}")
        missing = [name for name in cls._fields[1:] if name not in arrays]
        if missing or not set(Parameters._fields) <= set(arrays):
            raise ValueError(f"this file lacks {', '.join(missing) or 'parameters'}: it is no whole model")
        activation: Any = str(arrays["activation"])
        features, classes = (tuple(map(str, np.ravel(arrays[name]))) for name in ("feature_names", "class_names"))
        names: Any = features, classes  # which it is, and how many, `cls` looks at
        mean, deviation, lowest, highest = (arrays[name] for name in COLUMNS)
        parameters = Parameters(*(arrays[name] for name in Parameters._fields))
        return cls(parameters, activation, mean, deviation, lowest, highest, *names)

    def __repr__(self) -> str:
        """Tell in a line what this is."""
        n1, n0 = self.parameters.W1.shape
        return printable(
            f"Model: {' or '.join(self.class_names)}, from n0 = {n0} features, n1 = {n1}, {self.activation}"
        )

    def _forward(self, X: Array) -> Any:
        return forward(self.parameters, standardized(X, self.mean, self.deviation), activation=self.activation)

    def _features(self, examples: Any) -> Array:
        """Give the features of examples as X, (n0, m), however they are held."""
        names = list(self.feature_names)
        if isinstance(examples, Dataset):
            if list(examples.feature_names) != names:
                raise ValueError(
                    f"dataset has the features {quoted(examples.feature_names)}; the model was trained with "
                    f"{quoted(names)}"
                )
            return examples.X
        if is_table(examples) or isinstance(examples, str):
            found = table("examples", examples)
            X = np.array([found.numbers(found.column("the model", name)) for name in names])
            refuse_gaps(found, names, X, "fill it in, or leave that example out")
            return X
        x = as_numbers("examples", examples)
        arrays = Arrays()
        arrays.add_all("parameters", self.parameters, Parameters)
        x = arrays.add("X", x.reshape(-1, 1) if x.shape == (len(names),) else x, written="examples")
        arrays.agree()
        return x
