"""Networks and examples to test with."""

from typing import NamedTuple

import numpy as np
from hypothesis import strategies as st

from nnlib import Parameters
from nnlib._machinery.values import Array
from nnlib.activations import ActivationName

ACTIVATION_NAMES: tuple[ActivationName, ...] = ("tanh", "sigmoid", "relu")


class Problem(NamedTuple):
    """A network, examples for it and their labels."""

    parameters: Parameters
    X: Array
    Y: Array

    @property
    def arrays(self) -> dict[str, Array]:
        return {**self.parameters._asdict(), "X": self.X, "Y": self.Y}


def make_problem(seed: int, n0: int = 3, n1: int = 4, n2: int = 1, m: int = 7, *, size: float = 0.5) -> Problem:
    """Draw a network of weights and biases of this size; all dimensions differ, so that no wrong shape fits."""
    rng = np.random.default_rng(seed)
    shapes = [(n1, n0), (n1, 1), (n2, n1), (n2, 1)]
    parameters = Parameters(*(size * rng.standard_normal(shape) for shape in shapes))
    X = rng.standard_normal((n0, m))
    Y = rng.integers(0, 2, size=(n2, m)).astype(float)
    return Problem(parameters, X, Y)


def problems(*, n2: int | None = None, m: int | None = None) -> st.SearchStrategy[Problem]:
    """Draw problems of all small dimensions, and of the n2 and m that are given."""
    sizes = st.integers(1, 6)
    return st.builds(
        make_problem,
        seed=st.integers(0, 2**32),
        n0=sizes,
        n1=sizes,
        n2=sizes if n2 is None else st.just(n2),
        m=st.integers(1, 9) if m is None else st.just(m),
    )


activations = st.sampled_from(ACTIVATION_NAMES)
