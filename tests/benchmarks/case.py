"""What every contender trains: the same data from the same start, with the same learning rate."""

from typing import NamedTuple

import numpy as np


class Case(NamedTuple):
    """One network to train; plain arrays, so that a process without nnlib can train it too."""

    name: str
    X: np.ndarray
    Y: np.ndarray
    start: tuple[np.ndarray, ...]
    learning_rate: float
    steps: int

    @property
    def hidden_units(self):
        return len(self.start[0])


def moons(n1, steps, m=400):
    from nnlib import make_moons, standardize

    data = make_moons(m, noise=0.2, seed=0)
    return make_case(f"n1 = {n1}", standardize(data.X), data.Y, n1, steps)


def digits(steps):
    from nnlib import load_digits

    data = load_digits()
    return make_case("digits", data.X / 16, data.Y, 64, steps)


def make_case(name, X, Y, n1, steps):
    from nnlib import initialize_parameters

    return Case(name, X, Y, tuple(initialize_parameters(len(X), n1, rng=0)), 0.5, steps)
