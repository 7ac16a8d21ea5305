"""Lesson 08: one training run on real data, and its accuracy on the examples held out."""

from typing import NamedTuple

from nnlib.datasets import Dataset, standardize
from nnlib.network import accuracy
from nnlib.training import History
from nnlib.widgets.as_far import train_as_far


class Run(NamedTuple):
    """A training run: its history, its accuracy in [0, 1] on both parts, and the iteration at which it diverged."""

    history: History
    train_accuracy: float
    test_accuracy: float
    diverged_at: int | None


def train_and_test(
    training: Dataset, held_out: Dataset, *, hidden_units: int, learning_rate: float, iterations: int, seed: int = 0
) -> Run:
    """Train on one part of the data, standardised, and measure the accuracy on both parts.

    Args:
        training: the examples to learn from; their mean and deviation standardise both parts.
        held_out: the examples to test on.
        hidden_units: the notes' n1, >= 1.
        learning_rate: the notes' α, > 0.
        iterations: how many steps to take, >= 0.
        seed: of the random start.

    Returns:
        The run; of one that diverged, what it was before it did.
    """
    X_train, X_test = standardize(training.X), standardize(held_out.X, training.X)
    history, diverged_at = train_as_far(
        X_train,
        training.Y,
        hidden_units=hidden_units,
        learning_rate=learning_rate,
        iterations=iterations,
        seed=seed,
    )
    return Run(
        history,
        accuracy(history.parameters, X_train, training.Y),
        accuracy(history.parameters, X_test, held_out.Y),
        diverged_at,
    )
