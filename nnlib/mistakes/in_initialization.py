"""Wrong ways to start.  They are seen in the shapes and the spread of what is returned: the numbers are random."""

from collections.abc import Callable

import numpy as np

from nnlib._machinery.door import Array
from nnlib.mistakes.catalogue import wrong
from nnlib.network import Parameters

Seen = Callable[[Parameters, int, int], bool]


def _weights(holds: Callable[[Array], bool]) -> Seen:
    """Tell whether something holds of both matrices of weights."""
    return lambda parameters, n0, n1: all(
        np.size(W) > 0 and np.ndim(W) == 2 and holds(np.asarray(W)) for W in (parameters.W1, parameters.W2)
    )


def _shapes(field: str, of: Callable[[int, int], tuple[tuple[int, ...], tuple[int, ...]]]) -> Seen:
    """Tell whether the two layers' W or b have these shapes, given n0 and n1."""

    def seen(parameters: Parameters, n0: int, n1: int) -> bool:
        return tuple(np.shape(getattr(parameters, field + layer)) for layer in "12") == of(n0, n1)

    return seen


@wrong("initialize_parameters", "W1", "W2", erratum="E3", seen_in=_weights(lambda W: not W.any()))
def zeros(rows: int, columns: int) -> Array:
    """W1 = 0, W2 = 0."""
    return np.zeros((rows, columns))


@wrong("initialize_parameters", "W1", "W2", seen_in=_weights(lambda W: bool(W.any()) and not np.ptp(W)))
def one_constant(rows: int, columns: int) -> Array:
    """W1 = c, W2 = c, the same number everywhere."""
    return np.full((rows, columns), 0.5)


@wrong("initialize_parameters", "W1", "W2", seen_in=_weights(lambda W: bool((W >= 0).all() and np.ptp(W) > 0)))
def never_negative(rows: int, columns: int, rng: np.random.Generator) -> Array:
    """Drawn so that none is below 0, as from [0, 1)."""
    return rng.random((rows, columns))


def _repeats(parameters: Parameters, n0: int, n1: int) -> bool:
    first, second = np.ravel(parameters.W1), np.ravel(parameters.W2)
    if not first.any() or not second.any() or np.ptp(np.abs(first)) == 0 or np.ptp(np.abs(second)) == 0:
        return False
    by_columns = np.ravel(np.transpose(parameters.W1))
    return any(_is_multiple(part, second) for order in (first, by_columns) for part in _parts(order, second.size))


def _parts(numbers: Array, size: int) -> list[Array]:
    return [numbers[i : i + size] for i in range(numbers.size - size + 1)]


def _is_multiple(numbers: Array, of: Array) -> bool:
    """Tell whether two flat arrays are the same up to a factor."""
    largest = np.max(np.abs(numbers)) * np.max(np.abs(of)) or 1.0
    return bool(np.allclose(numbers * of[0] / largest, of * numbers[0] / largest))


@wrong("initialize_parameters", "W2", seen_in=_repeats)
def same_numbers_twice(rows: int, columns: int, n1: int, n0: int, rng: np.random.Generator) -> Array:
    """W2 = numbers of W1 once more: the generator was started twice from one seed, say."""
    again = np.random.default_rng(rng.bit_generator.seed_seq)  # type: ignore[arg-type]
    return again.standard_normal((rows, columns)) / np.sqrt(columns)


@wrong("initialize_parameters", "W1", "W2", seen_in=_shapes("W", lambda n0, n1: ((n0, n1), (n1, 1))))
def weights_lie_on_their_side(rows: int, columns: int, rng: np.random.Generator) -> Array:
    """W1 of shape (n0, n1), W2 of shape (n1, n2)."""
    return rng.standard_normal((columns, rows))


@wrong("initialize_parameters", "b1", "b2", seen_in=_shapes("b", lambda n0, n1: ((n1,), (1,))))
def flat_biases(rows: int) -> Array:
    """b1 of shape (n1,), b2 of shape (n2,)."""
    return np.zeros(rows)


@wrong("initialize_parameters", "b1", "b2", seen_in=_shapes("b", lambda n0, n1: ((n0, 1), (n1, 1))))
def a_bias_for_each_input(columns: int) -> Array:
    """b1 of shape (n0, 1), b2 of shape (n1, 1)."""
    return np.zeros((columns, 1))
