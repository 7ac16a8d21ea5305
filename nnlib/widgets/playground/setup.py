"""What a run of the playground begins with, in bounds, and the data that this stands for."""

from collections.abc import Callable
from numbers import Real
from typing import Any, Literal, NamedTuple, cast, get_args

import numpy as np

from nnlib.activations import ActivationName
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
NOISE = {"flower": 0.2, "moons": 0.2, "circles": 0.2, "xor": 0.3, "spiral": 0.1}
BLANK, GIVEN = "blank", "given"
MOST_POINTS = 200
MARGIN = 0.08
WIDTH = 3.0  # how far the plane of a blank data set goes, each way
RATES = (*(float(f"{digit}e{power}") for power in range(-3, 3) for digit in (1, 2, 3, 5)), 1000.0)


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


NUMBERS: dict[str, tuple[float, float]] = {
    "m": (10, 2000),
    "noise": (0, 2),
    "held_out": (0, 0.9),
    "data_seed": (0, 999_999),
    "hidden_units": (1, 50),
    "scale": (1e-6, 100),
    "seed": (0, 999_999),
}
WHOLE = ("m", "data_seed", "hidden_units", "seed")
WORDS: dict[str, tuple[str, ...]] = {
    "dataset": (*MADE, BLANK, GIVEN),
    "activation": get_args(ActivationName),
    "start": get_args(Start),
}


def checked_setting(name: str, value: Any) -> Any:
    """Give the value of a field of Setup, or refuse it in words.

    Raises:
        TypeError, ValueError: there is no such field, or the value is of the wrong kind or out of its range.
    """
    if name in WORDS:
        if not isinstance(value, str) or value not in WORDS[name]:
            raise ValueError(f"{name} must be one of {', '.join(map(repr, WORDS[name]))}, got {shown(value)}")
        return value
    if name not in NUMBERS:
        raise ValueError(f"there is no setting {shown(name)}; there are {', '.join(Setup._fields)}")
    if name == "scale" and value is None:
        return None
    return number(name, value, *NUMBERS[name], whole=name in WHOLE)


def number(name: str, value: Any, least: float, most: float, *, whole: bool = False) -> Any:
    """Give a number that lies within its bounds, or refuse it in words."""
    kind = "a whole number" if whole else "a number"
    if isinstance(value, bool) or not isinstance(value, Real):
        raise TypeError(f"{name} must be {kind}, got {shown(value)}")
    exact: Any = value
    if not least <= exact <= most or (whole and exact % 1 != 0):
        raise ValueError(f"{name} must be {kind} from {least:g} to {most:g}, got {shown(value)}")
    return round(value) if whole else float(value)


def checked_points(points: Any) -> tuple[Point, ...]:
    """Give points of one's own, each (x1, x2, label), or refuse them in words."""
    if not isinstance(points, (list, tuple)):
        raise TypeError(f"points must be a list of [x1, x2, label], got {shown(points)}")
    given = cast("list[Any]", points)
    if len(given) > MOST_POINTS:
        raise ValueError(f"points has {len(given)} points; there may be {MOST_POINTS}")
    found: list[Point] = []
    for i, point in enumerate(given):
        if not isinstance(point, (list, tuple)) or len(cast("list[Any]", point)) != 3:
            raise ValueError(f"points[{i}] must be [x1, x2, label], got {shown(point)}")
        x1, x2, label = cast("list[Any]", point)
        place = [number(f"points[{i}], x{j}", x, -1e6, 1e6) for j, x in ((1, x1), (2, x2))]
        found.append((*place, number(f"points[{i}], label", label, 0, 1, whole=True)))
    return tuple(found)


def shown(value: Any) -> str:
    """Write a value that is refused, shortened where it is long."""
    text = repr(value) if isinstance(value, (str, int, float, type(None))) else f"a {type(value).__name__}"
    return text if len(text) <= 40 else f"{text[:39]}…"


def make_data(setup: Setup, given: Dataset | None = None, points: tuple[Point, ...] = ()) -> Data:
    """Make the examples that a setup stands for.

    Args:
        setup: which examples, how many, and how they are dealt out.
        given: the data set that "given" stands for.
        points: points of one's own.

    Raises:
        ValueError: the setup asks for a given data set and there is none, or it cannot be split.
    """
    dataset = _whole(setup, given)
    if setup.dataset == BLANK or setup.held_out == 0:
        training, held_out = dataset, None
    else:
        training, held_out = train_test_split(dataset, test_fraction=setup.held_out, seed=setup.data_seed)
    none, n0 = np.empty((1, 0)), dataset.n0
    X_test = np.empty((n0, 0)) if held_out is None else standardize(held_out.X, training.X)
    low, high = _ends(dataset)
    empty = np.empty((n0, 0))
    data = Data(given, training, held_out, (), empty, none, X_test, none if held_out is None else held_out.Y, low, high)
    return with_points(data, points)


def with_points(data: Data, points: tuple[Point, ...]) -> Data:
    """Give the same data with other points of one's own; the standardising stays that of the other examples."""
    training, own = data.training, np.array([point[:2] for point in points]).reshape(-1, 2).T
    labels = np.array([[float(point[2]) for point in points]]).reshape(1, -1)
    if not points:
        return data._replace(points=(), X=as_trained(data, training.X), Y=training.Y)
    if data.n0 != 2:
        raise ValueError(f"points have two features, and this data set has n0 = {data.n0}")
    X = np.hstack([as_trained(data, training.X), as_trained(data, own)])
    return data._replace(points=points, X=X, Y=np.hstack([training.Y, labels]))


def as_trained(data: Data, X: Array) -> Array:
    """Standardise as the network was trained; a blank plane is taken as it is."""
    return standardize(X, data.training.X) if data.training.m else X


def _whole(setup: Setup, given: Dataset | None) -> Dataset:
    if setup.dataset == GIVEN:
        if given is None:
            raise ValueError("this state belongs to a data set that does not come with the course: pass it as dataset")
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
