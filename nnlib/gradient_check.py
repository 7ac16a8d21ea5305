"""The gradient check: is each gradient the slope of the cost, as measured by moving one number at a time?"""

from collections.abc import Mapping
from typing import Annotated, Any, NamedTuple, cast

import numpy as np

from nnlib._machinery.agreement import Arrays
from nnlib._machinery.console import printable
from nnlib._machinery.rules import Array, Fraction, number_that_is
from nnlib.activations import ACTIVATIONS, KINKS, ActivationName
from nnlib.network import Cache, Gradients, Parameters, backward, cost, cross_entropy, forward

not_too_short = number_that_is(">= 1e-09, or rounding drowns the slope", lambda x: 1e-9 <= x < np.inf)
not_too_long = number_that_is("<= 1, or the curve bends on the way", lambda x: x <= 1)


def distance_to_move(name: str, value: Any) -> float:
    """Check a distance over which a slope is measured."""
    return not_too_long(name, not_too_short(name, value))


Distance = Annotated[float, distance_to_move]


def some_gradients(name: str, value: Any, arrays: Arrays) -> Gradients | dict[str, Array]:
    """Take in Gradients, or a dictionary of some of them, in the order of the equations."""
    if not isinstance(value, Mapping):
        return arrays.add_all(name, value, Gradients)
    given = cast("Mapping[Any, Any]", value)
    unknown = [key for key in given if key not in Gradients._fields]
    if unknown or not given:
        raise ValueError(f"{name} must hold some of {', '.join(Gradients._fields)}, got {unknown or 'none of them'}")
    return {field: arrays.add(field, given[field], owner=f"{name}.") for field in Gradients._fields if field in given}


SomeGradients = Annotated[Gradients | Mapping[str, Array], some_gradients]


class Row(NamedTuple):
    """The comparison for one array: its name, both gradients, the relative error, and whether that is small.

    numerical is NaN where there is no slope: at ReLU's kink.  Numbers that differ by no more than the rounding of the
    cost can make them differ agree; then the error is 0.
    """

    name: str
    given: Array
    numerical: Array
    error: float
    passed: bool

    @property
    def verdict(self) -> str:
        """The outcome in words."""
        if np.isnan(self.numerical).all():
            return "– not compared: at ReLU's kink there is no slope"
        return "✓ agrees" if self.passed else "✗ differs"


class GradientCheck(NamedTuple):
    """The result of `gradient_check`: one row per array, in the order of the notes' equations."""

    _made_by = "gradient_check(…) returns"

    rows: tuple[Row, ...]

    @property
    def error(self) -> float:
        """The largest of the rows' relative errors; between 0 and 1."""
        return max(row.error for row in self.rows)

    @property
    def passed(self) -> bool:
        """Whether every array agrees with its numerical gradient."""
        return all(row.passed for row in self.rows)

    def __repr__(self) -> str:
        """Show a line an array."""
        lines = [f"{'array':<6} {'shape':<10} relative error"]
        for row in self.rows:
            lines.append(f"{row.name:<6} {row.given.shape!s:<10} {row.error:.0e}  {row.verdict}")
        return printable("\n".join(lines))


def gradient_check(
    parameters: Parameters,
    X: Array,
    Y: Array,
    *,
    activation: ActivationName = "tanh",
    gradients: SomeGradients | None = None,
    distance: Distance = 1e-5,
    tolerance: Fraction = 1e-7,
) -> GradientCheck:
    """Compare gradients with the slopes of the cost, measured by central differences.

        slope = (J(w + h) − J(w − h)) / (2 h)      error = ‖given − slope‖ / (‖given‖ + ‖slope‖)

    h is the distance; a weight is moved by less where what it multiplies is large, so that z moves by h at most.  A
    number whose move carries a ReLU over its kink has no slope there and is left out of the comparison.  Time grows
    with the number of parameters times m: check on a few examples, with weights of size about 1 and biases that are
    not zero, where no mistake hides.

    Args:
        parameters: W1 (n1, n0), b1 (n1, 1), W2 (n2, n1), b2 (n2, 1).
        X: the examples, (n0, m), one column each.
        Y: their labels, (n2, m), of 0 and 1.
        activation: the name of the hidden layer's g1: "tanh", "sigmoid" or "relu".
        gradients: what to check: Gradients, or a dictionary of some of its six arrays, {"dW1": …}; left out, those
            of `backward`.
        distance: how far to move each number, the h above, in z's unit: from 1e-9, below which rounding drowns the
            slope, to 1.
        tolerance: the largest error that passes, between 0 and 1.

    Returns:
        A result with .passed, .error and one of .rows an array, in the order of the notes' six equations.
    """
    cache = forward(parameters, X, activation=activation)
    if gradients is None:
        gradients = backward(parameters, cache, X, Y, activation=activation)
    given = gradients if isinstance(gradients, Mapping) else gradients._asdict()
    slopes = _Slopes(parameters, cache, X, Y, activation, distance)
    return GradientCheck(tuple(_compare(name, array, slopes, tolerance) for name, array in given.items()))


class _Slopes(NamedTuple):
    """The slopes of the cost at one point, measured."""

    parameters: Parameters
    cache: Cache
    X: Array
    Y: Array
    activation: ActivationName
    distance: float

    def of(self, name: str) -> Array:
        """Measure the slope along each number of the array whose gradient has this name; NaN where there is none.

        A number of Z changes the loss of its own example alone, so those of a row are moved at once, and there is no
        1/m.
        """
        field, m, kink = name[1:], self.X.shape[1], KINKS.get(self.activation, -np.inf)
        array = getattr(self.parameters if field in Parameters._fields else self.cache, field)
        slope = np.empty_like(array)
        for place in np.ndindex(array.shape[:1] if field in Cache._fields else array.shape):
            h = np.broadcast_to(self.distances(name), array.shape)[place]
            up, down = array.copy(), array.copy()
            up[place] += h
            down[place] -= h
            (L_up, Z_up), (L_down, Z_down) = self._losses(field, up), self._losses(field, down)
            over_kink = np.any((Z_up > kink) != (Z_down > kink), axis=0)
            if field in Cache._fields:
                slope[place] = np.where(over_kink, np.nan, (L_up.sum(axis=0) - L_down.sum(axis=0)) / (2 * h))
            else:
                slope[place] = np.nan if over_kink.any() else (np.sum(L_up / m) - np.sum(L_down / m)) / (2 * h)
        return slope

    def distances(self, name: str) -> Array:
        """Give the distance for each column of an array: the larger the numbers that a weight meets, the smaller."""
        met = {"dW1": self.X, "dW2": self.cache.A1}.get(name)
        return self.distance / (np.ones(1) if met is None else np.maximum(1, np.max(np.abs(met), axis=1)))

    def rounding(self, name: str) -> float:
        """Bound what the rounding of the cost can add to a slope."""
        return 10 * float(np.finfo(float).eps * max(1.0, cost(self.cache, self.Y)) / np.min(self.distances(name)))

    def _losses(self, field: str, moved: Array) -> tuple[Array, Array]:
        """Compute the losses with one array moved, and Z1, which may have come over a kink."""
        W1, b1, W2, b2 = (moved if name == field else array for name, array in self.parameters._asdict().items())
        Z1 = moved if field == "Z1" else W1 @ self.X + b1
        Z2 = moved if field == "Z2" else W2 @ ACTIVATIONS[self.activation].function(Z1) + b2
        return cross_entropy(Z2, self.Y), Z1


def _compare(name: str, given: Array, slopes: _Slopes, tolerance: float) -> Row:
    slope = slopes.of(name)
    measured = ~np.isnan(slope)
    a, b = given[measured], slope[measured]
    distance, size = np.linalg.norm(a - b), np.linalg.norm(a) + np.linalg.norm(b)
    error = float(distance / size) if size > 0 else 0.0
    if error > tolerance and distance <= slopes.rounding(name) * np.sqrt(a.size):
        error = 0.0
    return Row(name, given, slope, error, error <= tolerance)
