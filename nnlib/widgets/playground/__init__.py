"""The playground: press play and watch a network learn.

`setup` and `state` are pure functions of values, `text`, `code` and `divergence` say a state in other ways, `frame`
turns it into bytes that the page draws, `playing` lets the event loop go on, and `widget` joins them.
"""

from collections.abc import Iterable, Sequence
from typing import Any, cast

import numpy as np

from nnlib._machinery.door import checked
from nnlib._machinery.frames import is_frame
from nnlib._machinery.rules import Text
from nnlib.activations import ActivationName
from nnlib.datasets import Dataset, train_test_split
from nnlib.widgets.playground.setup import DATASETS, GIVEN, Setup, Start, checked_setting, own_noise, shown
from nnlib.widgets.playground.state import begin
from nnlib.widgets.playground.text import from_text
from nnlib.widgets.playground.widget import CONTROLS, Playground

__all__ = ["Playground", "explore_playground"]


def explore_playground(
    dataset: Any = "flower",
    *,
    hidden_units: int = 8,
    learning_rate: float = 0.3,
    activation: ActivationName = "tanh",
    start: Start = "random",
    scale: float | None = None,
    seed: int = 0,
    m: int = 400,
    noise: float | None = None,
    held_out: float = 0.25,
    data_seed: int = 0,
    state: Text | None = None,
    hide: Iterable[str] = (),
    lock: Iterable[str] = (),
) -> Playground:
    """Train a network while one looks: play, pause, step, and change it on the way.

    Args:
        dataset: "flower", "moons", "circles", "xor", "spiral" or "blank", for points of your own; or data of yours: a
            Dataset, arrays (X, Y) of shapes (n0, m) and (1, m), or a data frame with the labels 0 and 1 in its last
            column.
        hidden_units: the notes' n1, from 1 to 50.
        learning_rate: the notes' α, > 0.
        activation: the name of the hidden layer's g1: "tanh", "sigmoid" or "relu".
        start: how the first parameters are drawn: "random", "zeros" or "constant".
        scale: standard deviation of the random weights, or the value of the constant ones; left out, that of
            `initialize_parameters`.
        seed: of the random start.
        m: how many examples are made, from 10 to 2000.
        noise: of the examples that are made, from 0 to 2; left out, what the data set comes with.
        held_out: which part of the examples is not trained on, from 0 to 0.9.
        data_seed: of the examples that are made, and of which are held out.
        state: a text that a playground gave; it says everything above but a data set of your own.
        hide: the names of controls that are not there, out of play, step, reset, back, speed, stop_at, dataset, m,
            noise, held_out, data_seed, hidden_units, learning_rate, activation, start, scale, seed, weights, points,
            matrices, compare and take.
        lock: the names of controls that show what they stand at, and stay there.

    Returns:
        The widget.  Its `state` has the parameters, its `as_code()` the lines that make this run again.
    """
    for name, chosen in (("hide", hide), ("lock", lock)):
        _check_controls(name, chosen)
    name, given = _named(dataset)
    if state is not None:
        return Playground(from_text(state, given), hide=hide, lock=lock)
    noise = own_noise(name) if noise is None else noise
    setup = Setup(name, m, noise, held_out, data_seed, hidden_units, activation, start, scale, seed)
    setup = Setup(**{key: checked_setting(key, value) for key, value in setup._asdict().items()})
    return Playground(begin(setup, checked_setting("learning_rate", learning_rate), given), hide=hide, lock=lock)


def _named(dataset: Any) -> tuple[str, Dataset | None]:
    """Give the name of what is made, or "given" with the data set that is given."""
    if isinstance(dataset, str):
        return checked_setting("dataset", dataset), None
    if hasattr(dataset, "class_names"):
        given = cast("Dataset", dataset)
    elif is_frame(dataset) and len(dataset.columns):
        given = Dataset.from_frame(dataset, label=list(dataset.columns)[-1])
    elif isinstance(dataset, tuple) and len(cast("tuple[Any, ...]", dataset)) == 2:
        X, Y = (np.asarray(array, dtype=float) for array in cast("tuple[Any, ...]", dataset))
        given = Dataset(X, Y.reshape(1, -1) if Y.ndim == 1 else Y)
    else:
        names = ", ".join(map(repr, DATASETS))
        raise TypeError(
            f"dataset must be one of {names}, a Dataset, (X, Y) or a data frame with labels in its last column, "
            f"got {shown(dataset)}"
        )
    given = _as_it_must_be(given)
    train_test_split(given)  # refuses a class of fewer than two examples
    return GIVEN, given


@checked
def _as_it_must_be(dataset: Dataset) -> Dataset:
    """Let in a data set whose arrays are right: the door of explore_playground takes other data, too."""
    return dataset


def _check_controls(name: str, chosen: Any) -> None:
    if isinstance(chosen, str) or not isinstance(chosen, Sequence):
        raise TypeError(f"{name} must be a list of controls' names, got {shown(chosen)}")
    for control in cast("Sequence[Any]", chosen):
        if not isinstance(control, str) or control not in CONTROLS:
            raise ValueError(f"{name} names {shown(control)}; the controls are {', '.join(CONTROLS)}")
