"""Says of a wrong array what can be measured, where the catalogue has no name for it.

A measure looks at one array in all the cases in which it is wrong, and speaks if what it looks for holds in every one.
The first that speaks is heard: where the shape is wrong those of `shapes_measured`, else those of `OF_NUMBERS`.
"""

import itertools
from collections.abc import Iterator, Sequence

import numpy as np

from nnlib._machinery.door import Array
from nnlib.exercises.binding import parts
from nnlib.exercises.comparison import Comparison, in_notes_form
from nnlib.exercises.derived import derived
from nnlib.exercises.examples_measured import EXAMPLES, one_example_less
from nnlib.exercises.functions_measured import CHANGED, LAST, exchanged, function_of_right
from nnlib.exercises.numbers_measured import NUMBERS, whole_numbers
from nnlib.exercises.samples import Measured, Sample
from nnlib.exercises.scores_measured import OTHER_SCORES
from nnlib.exercises.shapes_measured import SHAPES_WRONG
from nnlib.exercises.terms_measured import TERMS
from nnlib.mistakes.task import FORMS, Quantities, Task

UNKNOWN = ("nothing", "nothing_in_one", "at_one_factor")  # what is measured where no measure holds
OF_NUMBERS = (*NUMBERS, *CHANGED, *TERMS, function_of_right, *EXAMPLES, exchanged, whole_numbers, *LAST)
OF_FRACTIONS = (
    *OTHER_SCORES,
    *NUMBERS,
    *CHANGED,
    *TERMS,
    one_example_less,
    whole_numbers,
)  # few fit m: more would fit by chance


def measured(array: str, comparison: Comparison) -> Measured:
    """Say what can be measured of a wrong array."""
    samples = list(samples_of(array, comparison))
    same_shape = all(sample.value.shape == sample.right.shape for sample in samples)
    of_numbers = OF_FRACTIONS if array == "accuracy" else OF_NUMBERS
    for measure in of_numbers if same_shape else SHAPES_WRONG:
        if found := measure(samples):
            return found
    clear = next(sample for sample in samples if np.any(sample.apart()))  # there is one, else they would be `rounded`
    values = {"value": _few(clear.value), "right": _few(clear.right)}
    if clear.right.size == 1:
        return Measured("nothing_in_one", values)
    return Measured("nothing", {**values, "wrong": int(np.sum(clear.apart())), "all": clear.right.size})


def samples_of(array: str, comparison: Comparison) -> Iterator[Sample]:
    """Take of the cases those in which the array is wrong."""
    equation = comparison.task.equations[array]
    before = itertools.takewhile(lambda name: name != array, comparison.arrays if comparison.task.fed_forward else ())
    learners_own = tuple(before)
    for i, case in enumerate(comparison.cases):
        answer = comparison.answers[i]
        if not comparison.fits(i, array):
            right = np.asarray(next(comparison.candidates(i, array, equation), case.right[array]))
            known = {**case.known, **{name: answer[name] for name in learners_own}}
            known.update(derived(known))
            value = in_notes_form(array, answer[array], right.shape)
            yield Sample(array, value, right, known, equation, _names(comparison.task, learners_own, known))


def _names(task: Task, before: Sequence[str], known: Quantities) -> tuple[str, ...]:
    """List what a wrong array may be made of: what the function is given, and computes, and what is made of these."""
    arrays = [name for name in (*parts(task), *before, *task.equations) if name in FORMS or name == "Z"]
    own = dict.fromkeys([*arrays, "A1"] if "Z1" in arrays else arrays)
    return (*own, *derived({name: known[name] for name in (*own, *task.arguments) if name in known}))


def _few(array: Array) -> str:
    """Write one number as it is, and of more the first few."""
    numbers = [f"{number:.4g}" for number in array.ravel()[:3]]
    return numbers[0] if array.size == 1 else f"[{', '.join(numbers)}{', …' if array.size > 3 else ''}]"
