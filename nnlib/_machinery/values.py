"""What an array may hold: numbers, all of them finite, and labels that are 0 or 1; and the words where it does not."""

import sys
from collections.abc import Iterator, Sequence
from numbers import Real
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnlib._machinery.numerals import listed

Array = NDArray[np.float64]

LABELS = ("Y", "Y_test", "y")
MOST_CLASSES = 10  # with more different values an array hardly holds classes
LARGEST = sys.maxsize
TRUTH: tuple[type[Any], ...] = (bool, np.bool_)


def as_numbers(name: str, value: Any) -> Array:
    """Return the value as an array of float64, a new one only where it has to be; or refuse it by name."""
    if hasattr(value, "_fields"):  # a Dataset where its X was meant
        fix = f": pass its {name}" if hasattr(value, name) else ""
        raise TypeError(f"{name} must hold numbers, got {described(value)}{fix}")
    if isinstance(value, bytearray):  # which NumPy would take as small integers
        raise TypeError(f"{name} must hold numbers, got bytes")
    if is_masked(value):
        raise ValueError(f"{name} has masked entries: fill them, {name}.filled(…), or leave those examples out")
    try:
        array: NDArray[Any] = np.asarray(value)
    except ValueError:
        raise ValueError(f"{name} has rows of different lengths; expected a rectangular array of numbers") from None
    if array.dtype.kind not in "buifO":
        raise TypeError(f"{name} must hold numbers, got {_kind(name, array)}")
    if array.dtype.kind == "O":
        _refuse_objects(name, array)
    try:
        with np.errstate(over="ignore"):  # a wider float that is too large becomes inf, which is refused by its place
            return np.asarray(array, dtype=np.float64)
    except OverflowError:
        raise ValueError(f"{name} holds a number that is too large for float64") from None


def is_masked(value: Any) -> bool:
    """Tell a masked array with masked entries; to import numpy.ma takes longer than all of nnlib, so it is put off."""
    if not hasattr(value, "mask"):
        return False
    masked: type[Any] = np.ma.MaskedArray
    return isinstance(value, masked) and np.ma.is_masked(value)


def code_for(name: str, value: Any, code: str) -> str:
    """Write the name so that the code can follow it: a list has no .T, and a data frame no .reshape."""
    if hasattr(value, "T" if code == ".T" else "reshape"):
        return name
    return f"{name}.to_numpy()" if hasattr(value, "to_numpy") else f"np.array({name})"


def described(value: Any) -> str:
    """Show a value that is of the wrong kind or out of its range: "-1", "'0.1'", "None", "an array of shape (3,)"."""
    if isinstance(value, np.ndarray):
        return f"an array of shape {value.shape}" + (" with masked entries" if is_masked(value) else "")
    if isinstance(value, int) and abs(value) > LARGEST:
        return "a number that is too large"
    if value is None or isinstance(value, (Real, complex, *TRUTH)):
        return str(value)
    if isinstance(value, str) and len(value) <= 40:
        return repr(value)
    kind = type(value).__name__
    return f"{'an' if kind[0] in 'AEIOaeio' else 'a'} {kind}"


def refuse_nan(name: str, array: Array) -> None:
    """Raise ValueError if a number is missing, and say where the first one is."""
    _refuse_where(np.isnan(array), name, "NaN")


def refuse_infinite(name: str, array: Array) -> None:
    """Raise ValueError if a number is missing or infinite, and say where the first one is."""
    if not np.isfinite(array).all():
        refuse_nan(name, array)
        _refuse_where(np.isinf(array), name, "inf")


def refuse_other_labels(name: str, array: Array, value: Any) -> None:
    """Raise ValueError if a label is neither 0 nor 1, and say what makes labels of these."""
    if ((array == 0) | (array == 1)).all():
        return
    labels = [float(label) for label in np.unique(array)]
    others = [label for label in labels if label not in (0, 1)]
    shown = ", ".join(map(str, others[:3])) + (", …" if len(others) > 3 else "")
    array_name = name if hasattr(value, "__array__") else f"np.array({name})"
    raise ValueError(f"{name} holds [{shown}]; labels must be 0 or 1: pass {_test_for_one(array_name, labels)}")


def refuse_one_class(name: str, labels: Array) -> None:
    """Raise ValueError if two or more labels are all the same: a network learns to say that, whatever X is."""
    if labels.size > 1 and (labels == labels.flat[0]).all():
        only = int(labels.flat[0])
        raise ValueError(
            f"{name} holds one class only, {only} for all {labels.size} examples: there is nothing to learn. "
            "Have examples of both classes, and look at how the labels were made"
        )


def _test_for_one(name: str, labels: list[float]) -> str:
    """Write the comparison that is true for one class: of two numbers, the larger."""
    if set(labels) <= {-1.0, 1.0}:
        return f"{name} > 0"
    whole = all(label.is_integer() for label in labels)
    if len(labels) == 2 or (whole and len(labels) <= MOST_CLASSES):
        return one_class(name, [int(label) if label.is_integer() else label for label in labels])
    if labels[0] >= 0 and labels[-1] <= 1:
        return f"{name} > 0.5"
    return f"{name} == c, with the number c of the class that is to be 1"


def one_class(name: str, classes: Sequence[Any]) -> str:
    """Write the comparison that is true for the last of some classes; of more than two, name the others."""
    others = "" if len(classes) == 2 else f" to tell this class from {listed(list(map(repr, classes[:-1])))}"
    return f"{name} == {classes[-1]!r}{others if len(classes) <= MOST_CLASSES else ''}"


def _refuse_where(wrong: NDArray[np.bool_], name: str, what: str) -> None:
    if wrong.any():
        place = [int(i) for i in np.argwhere(wrong)[0]]
        raise ValueError(f"{name} contains {what} at {place}" if place else f"{name} is {what}")


def _refuse_objects(name: str, array: NDArray[Any]) -> None:
    """Refuse an array of Python objects at the first that is no real number."""
    if array.ndim == 0:
        value = array.item()
        if not isinstance(value, Real):
            raise TypeError(f"{name} must hold numbers, got {described(value)}{_unpacked(name, value)}")
    for place, value in np.ndenumerate(array):
        if not isinstance(value, (Real, *TRUTH)):
            fix = f": pass {one_class(name, _texts(array, value))}" if name in LABELS and isinstance(value, str) else ""
            raise TypeError(f"{name} must hold numbers, got {described(value)} at {list(place)}{fix}")


def _unpacked(name: str, value: Any) -> str:
    """Say how to get at the numbers, where an object holds them in another way than an array does."""
    if hasattr(value, "toarray"):
        return f": pass {name}.toarray()"
    return f": pass list({name})" if isinstance(value, Iterator) else ""


def _texts(array: NDArray[Any], last: str = "") -> list[str]:
    """List the classes that are texts in order, but one of them last."""
    found = sorted({value for value in array.ravel().tolist() if isinstance(value, str)}, key=lambda x: (x == last, x))
    return found if len(found) > 1 else ["", *found]


def _kind(name: str, array: NDArray[Any]) -> str:
    """Name the kind of an array that holds no numbers, with a fix where it holds text."""
    kinds = {"S": "bytes", "c": "complex numbers", "M": "dates", "m": "durations"}
    if array.dtype.kind != "U":
        return kinds.get(array.dtype.kind, f"dtype {array.dtype}")
    try:
        array.astype(np.float64)
    except ValueError:
        return f"text: pass {one_class(f'np.array({name})', _texts(array))}" if name in LABELS else "text"
    return f"text: pass np.array({name}, dtype=float)"
