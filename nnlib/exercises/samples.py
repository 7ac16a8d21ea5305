"""What a measure looks at, and what it says."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, TypeGuard

import numpy as np

from nnlib._machinery.door import Array
from nnlib.mistakes.task import FORMS, Equation, in_symbols
from nnlib.texts import say

LOOSE = 1e-3  # numbers that agree to this much are rounded, not wrong
NUMBERS = frozenset("biuf")  # NumPy's kinds of numbers: bool, int, unsigned and float


def written(number: Any) -> str:
    """Write one number with four digits, and with a minus as in the notes; no zero has one."""
    return f"{np.asarray(number).item():z.4g}".replace("-", "−")


def array_in(value: Any) -> Array | None:
    """Give a value if it is an array of numbers, else None."""
    return value if _is_array(value) and value.dtype.kind in NUMBERS else None


def held_by(value: Any) -> dict[str, Any]:
    """Give the fields of a named tuple, or the attributes that an object itself holds, as far as it can tell."""
    try:
        return dict(value._asdict() if hasattr(value, "_asdict") else getattr(value, "__dict__", {}))
    except Exception:  # an object may do anything when it is asked
        return {}


def _is_array(value: Any) -> TypeGuard[Array]:
    return isinstance(value, np.ndarray)


class Measured(NamedTuple):
    """A finding: the key of its sentence, and the values for its places; equal ones of arrays are one."""

    key: str
    values: Mapping[str, Any]

    def words(self, arrays: Sequence[str]) -> str:
        """Say it of these arrays."""
        return say(f"measured_{self.key}", array=", ".join(arrays), **self.values)


def unfit(array: str, value: Array, right: tuple[int, ...], *, has_form: bool) -> Measured | None:
    """Say why nothing else can be said of an array: its form is not that of the right shape, or it is not finite."""
    if not has_form:
        return Measured("wrong_shape", {"shape": value.shape, "symbols": in_symbols(array), "right": right})
    return None if np.all(np.isfinite(value)) else Measured("not_finite", {"value": "nan or inf", "place": ""})


NAMES = tuple(name for name in FORMS if name not in ("x", "w", "b", "y", "reference", "X_test", "Y_test"))


class Sample(NamedTuple):
    """An array in one case: what was returned, what is right, every quantity by its symbol, and the right equation.

    `names` are the quantities of which a wrong array may be made: those that the function has.
    """

    array: str
    value: Array
    right: Array
    known: Mapping[str, Any]
    equation: Equation
    names: Sequence[str] = NAMES

    @property
    def symbols(self) -> str:
        """The right shape in the notes' symbols."""
        return in_symbols(self.array) if self.array in FORMS else str(self.right.shape)

    @property
    def largest(self) -> float:
        """The size of the largest number that should be there."""
        return float(np.max(np.abs(self.right))) or 1.0

    def apart(self) -> Any:
        """Tell of each number whether it is wrong."""
        return ~(np.abs(self.value - self.right) <= LOOSE * self.largest)


Measure = Callable[[list[Sample]], Measured | None]
