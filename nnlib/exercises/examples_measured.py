"""What can be measured with the examples one by one: is one left out, is there only one, or are they not added up?"""

from collections.abc import Callable
from typing import Any

import numpy as np

from nnlib._machinery.door import Array
from nnlib.exercises.samples import Measure, Measured, Sample, array_in
from nnlib.exercises.terms_measured import is_by
from nnlib.mistakes.task import FORMS
from nnlib.mistakes.tasks import evaluate

SOME = {"first": slice(1, None), "last": slice(None, -1)}  # the examples that are left without the first, or the last
ONE = {"the first": 0, "the last": -1}
IN_PLACE_OF_A_SUM: dict[str, Callable[[Array], Array]] = {
    "the median": lambda v: np.median(v, axis=0),
    "the largest": lambda v: np.max(v, axis=0),
    "the smallest": lambda v: np.min(v, axis=0),
    "the standard deviation": lambda v: np.std(v, axis=0),
    "the mean size, |…|,": lambda v: np.mean(np.abs(v), axis=0),
    "the mean square": lambda v: np.mean(v**2, axis=0),
    "the root of the mean square": lambda v: np.sqrt(np.mean(v**2, axis=0)),
    "the root of the sum of the squares": lambda v: np.sqrt(np.sum(v**2, axis=0)),
    "the geometric mean": lambda v: np.exp(np.mean(np.log(v), axis=0)),
}


def one_example_less(samples: list[Sample]) -> Measured | None:
    """The sum over all examples but the first, or but the last: divided by m, or by m − 1."""
    for which, part in SOME.items():
        for all_counted in (False, True):
            if all(is_by(s, _of, part, all_counted) for s in samples):
                return Measured("one_example_less", {"which": which})
    return None


def one_example_alone(samples: list[Sample]) -> Measured | None:
    """The first example alone, or the last, or any one."""
    for which, i in ONE.items():
        if all(_is_of_one(s, i) for s in samples):
            return Measured("one_example_alone", {"which": which})
    if all("m" in s.known and any(_is_of_one(s, i) for i in range(s.known["m"])) for s in samples):
        return Measured("one_example_alone", {"which": "one"})
    return None


def _is_of_one(sample: Sample, i: int) -> bool:
    part = slice(i, i + 1 or None)
    return is_by(sample, _of, part) or is_by(sample, _of, part, True)


def other_than_a_sum(samples: list[Sample]) -> Measured | None:
    """The median of what the examples give, say, or the largest, where they are to be added up."""
    for what, of in IN_PLACE_OF_A_SUM.items():
        if all(is_by(s, _over_examples, of) for s in samples):
            return Measured("other_than_a_sum", {"what": what})
    return None


def _over_examples(sample: Sample, of: Callable[[Array], Array]) -> Any:
    return of(np.array([_of(sample, slice(i, i + 1)) for i in range(sample.known["m"])]))


def _of(sample: Sample, part: slice, all_counted: bool = False) -> Any:
    """Compute the array from a part of the examples; where all are counted, it is divided by all."""
    m = sample.known["m"]
    count = len(range(m)[part])
    known = {name: _cut(name, value, part) for name, value in sample.known.items()}
    value = evaluate(sample.equation, sample.array, {**known, "m": count})
    return value * count / m if all_counted else value


def _cut(name: str, value: Any, part: slice) -> Any:
    """Take a part of the examples from what has an axis of examples."""
    array = array_in(value)
    if array is None or array.ndim != 2 or "m" not in FORMS.get(name, ()):
        return value
    return array[:, part] if FORMS[name][1] == "m" else array[part]


EXAMPLES: tuple[Measure, ...] = (one_example_less, other_than_a_sum, one_example_alone)
