"""What a run of the playground begins with, in bounds, and the data that this stands for."""

from collections.abc import Callable
from inspect import signature
from numbers import Real
from typing import Any, Literal, NamedTuple, cast, get_args

import numpy as np

from nnlib.activations import ACTIVATIONS, ActivationName
from nnlib.datasets import (
    Dataset,
    make_circles,
    make_flower,
    make_moons,
    make_spiral,
    make_xor,
    standardize,
    train_test_split,
)
from nnlib.network import Array, Parameters, initialize_parameters
from nnlib.texts import _

Start = Literal["random", "zeros", "constant"]
Point = tuple[float, float, int]
"""An example of one's own: x1 and x2 in the data's units, and its label."""

MADE: dict[str, Callable[..., Dataset]] = {
    "flower": make_flower,
    "moons": make_moons,
    "circles": make_circles,
    "xor": make_xor,
    "spiral": make_spiral,
}
BLANK, GIVEN = "blank", "given"
MOST_POINTS = 200
MARGIN = 0.08
WIDTH = 3.0  # how far the plane of a blank data set goes, each way
RATES = (*(float(f"{digit}e{power}") for power in range(-3, 3) for digit in (1, 2, 3, 5)), 1000.0)


class Choice(NamedTuple):
    """A setting that is one of several names."""

    names: tuple[str, ...]

    def check(self, name: str, value: Any) -> str:
        """Give a value that is one of them, or refuse it in words."""
        if not isinstance(value, str) or value not in self.names:
            raise ValueError(f"{name} must be one of {', '.join(map(repr, self.names))}, got {shown(value)}")
        return value


class Range(NamedTuple):
    """A setting that is a number: its bounds, and the stops of its slider, if it has one on the page.

    Where both bounds are whole, so is the number.  Where None is a stop, it may be left out.
    """

    least: float
    most: float
    stops: tuple[float | None, ...] = ()

    def check(self, name: str, value: Any) -> Any:
        """Give a value within the bounds, or refuse it in words."""
        return None if value is None and None in self.stops else number(name, value, self.least, self.most)


TWENTIETHS = tuple(i / 20 for i in range(21))
SEEDS = 0, 999_999
DATASETS = (*MADE, BLANK)  # and what is given
SETTINGS: dict[str, Choice | Range] = {
    "dataset": Choice((*DATASETS, GIVEN)),
    "m": Range(10, 2000, (20, 40, 60, 100, 150, 200, 300, 400, 600, 1000, 2000)),
    "noise": Range(0.0, 2.0, TWENTIETHS),
    "held_out": Range(0.0, 0.9, TWENTIETHS[:19]),
    "data_seed": Range(*SEEDS),
    "hidden_units": Range(1, 50, (*range(1, 13), 16, 20)),
    "learning_rate": Range(1e-9, 1e6, RATES),
    "activation": Choice(tuple(ACTIVATIONS)),
    "start": Choice(get_args(Start)),
    "scale": Range(1e-6, 100.0, (None, 0.01, 0.03, 0.1, 0.3, 1, 3, 10)),
    "seed": Range(*SEEDS),
}


class Setup(NamedTuple):
    """All that `reset` goes back to.

    dataset names what is made, or is "blank" or "given"; m is how many examples are made, of which the part held_out
    is not trained on.  data_seed draws the examples and deals them out, seed draws the first parameters, whose start
    and scale are `initialize_parameters`' method and scale.
    """

    dataset: str = "flower"
    m: int = 400
    noise: float = 0.2
    held_out: float = 0.25
    data_seed: int = 0
    hidden_units: int = 8
    activation: ActivationName = "tanh"
    start: Start = "random"
    scale: float | None = None
    seed: int = 0


class Data(NamedTuple):
    """The examples of both parts, in their own units and standardised; points of one's own are trained on.

    given is a data set that was not made here.  low and high are the ends of the plane, (n0,), in the data's units.
    """

    given: Dataset | None
    training: Dataset
    held_out: Dataset | None
    points: tuple[Point, ...]
    X: Array
    Y: Array
    X_test: Array
    Y_test: Array
    low: Array
    high: Array

    @property
    def n0(self) -> int:
        """The number of features."""
        return self.training.n0


def checked_setting(name: str, value: Any) -> Any:
    """Give a setting's value, or refuse it in words."""
    if name not in SETTINGS:
        raise ValueError(f"there is no setting {shown(name)}; there are {', '.join(SETTINGS)}")
    return SETTINGS[name].check(name, value)


def number(name: str, value: Any, least: float, most: float) -> Any:
    """Give a number that lies within its bounds, a whole one where both are whole, or refuse it in words."""
    whole = isinstance(least, int) and isinstance(most, int)
    kind = _("a whole number") if whole else _("a number")
    if isinstance(value, bool) or not isinstance(value, Real):
        raise TypeError(_("{name} must be {kind}, got {value}", name=name, kind=kind, value=shown(value)))
    exact: Any = value
    if not least <= exact <= most or (whole and exact % 1 != 0):
        bounds = "{name} must be {kind} from {least:g} to {most:g}, got {value}"
        raise ValueError(_(bounds, name=name, kind=kind, least=least, most=most, value=shown(value)))
    return round(value) if whole else float(value)


def checked_points(points: Any) -> tuple[Point, ...]:
    """Give points of one's own, each (x1, x2, label), or refuse them in words."""
    if not isinstance(points, (list, tuple)):
        raise TypeError(f"points must be a list of [x1, x2, label], got {shown(points)}")
    given = cast("list[Any]", points)
    if len(given) > MOST_POINTS:
        raise ValueError(f"points has {len(given)} points; there may be {MOST_POINTS}")
    return tuple(_point(f"points[{i}]", point) for i, point in enumerate(given))


def _point(name: str, point: Any) -> Point:
    match point:
        case [x1, x2, label]:
            place = (number(f"{name}, {axis}", x, -1e6, 1e6) for axis, x in (("x1", x1), ("x2", x2)))
            return (*place, number(f"{name}, label", label, 0, 1))
        case _:
            raise ValueError(f"{name} must be [x1, x2, label], got {shown(point)}")


def shown(value: Any) -> str:
    """Write a value that is refused, shortened where it is long."""
    text = repr(value) if isinstance(value, (str, int, float, type(None))) else f"a {type(value).__name__}"
    return text if len(text) <= 40 else f"{text[:39]}…"


def own_noise(dataset: str) -> float:
    """Give the noise that a data set comes with."""
    return signature(MADE.get(dataset, make_flower)).parameters["noise"].default


def make_data(setup: Setup, given: Dataset | None = None, points: tuple[Point, ...] = ()) -> Data:
    """Make the examples that a setup stands for, or take those that are given, and deal them out."""
    dataset = _whole(setup, given)
    training, held_out, none, low, high = dataset, None, np.empty((1, 0)), *_ends(dataset)
    X_test, Y_test = np.empty((dataset.n0, 0)), none
    if dataset.m and setup.held_out:
        training, held_out = train_test_split(dataset, test_fraction=setup.held_out, seed=setup.data_seed)
        X_test, Y_test = standardize(held_out.X, training.X), held_out.Y
    return with_points(Data(given, training, held_out, (), none, none, X_test, Y_test, low, high), points)


def with_points(data: Data, points: tuple[Point, ...]) -> Data:
    """Give the same data with other points of one's own; the standardising stays that of the other examples."""
    if points and data.n0 != 2:
        raise ValueError(_("points have two features, and this data set has n0 = {n0}", n0=data.n0))
    whole = np.vstack([data.training.X, data.training.Y])  # a row for each feature, and the labels below
    if points:
        whole = np.hstack([whole, np.array(points, dtype=float).T])
    return data._replace(points=points, X=as_trained(data, whole[:-1]), Y=whole[-1:])


def as_trained(data: Data, X: Array) -> Array:
    """Standardise as the network was trained; a blank plane is taken as it is."""
    return standardize(X, data.training.X) if data.training.m else X


def _whole(setup: Setup, given: Dataset | None) -> Dataset:
    if setup.dataset == GIVEN:
        if given is None:
            raise ValueError(
                _("this state belongs to a data set that does not come with the course: pass it as dataset")
            )
        return given
    if setup.dataset == BLANK:
        words = "points of your own", "made by hand", "none needed"
        return Dataset._make((np.empty((2, 0)), np.empty((1, 0)), ("x1", "x2"), ("class 0", "class 1"), *words))
    return MADE[setup.dataset](setup.m, noise=setup.noise, seed=setup.data_seed)


def _ends(dataset: Dataset) -> tuple[Array, Array]:
    if dataset.m == 0:
        return np.full(2, -WIDTH), np.full(2, WIDTH)
    low, high = dataset.X.min(axis=1), dataset.X.max(axis=1)
    margin = np.where(high > low, MARGIN * (high - low), 1)
    return low - margin, high + margin


def first_parameters(setup: Setup, n0: int, hidden_units: int) -> Parameters:
    """Draw the parameters with which a run begins, for so many hidden units."""
    return initialize_parameters(n0, hidden_units, rng=setup.seed, scale=setup.scale, method=setup.start)
