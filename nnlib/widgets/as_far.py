"""Runs for a picture: one that diverges is shown as far as it went."""

from typing import Any

from nnlib._machinery.rules import Array
from nnlib.training import DivergenceError, History, train


def train_as_far(X: Array, Y: Array, **options: Any) -> tuple[History, int | None]:
    """Train as `train` does, and of a run that diverges give what it was before.

    Args:
        X: the examples, (n0, m).
        Y: their labels, (1, m).
        options: those of `train`.

    Returns:
        The run, and the iteration at which it diverged; None where it did not.

    Raises:
        DivergenceError: not even the first cost is finite.
    """
    try:
        return train(X, Y, **options, progress=False), None
    except DivergenceError as diverged:
        if diverged.history is None or not len(diverged.history.costs):
            raise
        return diverged.history, diverged.iteration
