"""Samples and comparisons made by hand, with numbers that can be checked by eye."""

import numpy as np

from nnlib.exercises.cases import Case
from nnlib.exercises.comparison import Comparison
from nnlib.exercises.samples import Sample
from nnlib.mistakes.tasks import TASKS

SIZES = ({"n0": 2, "n1": 3, "m": 5, "1": 1}, {"n0": 3, "n1": 4, "m": 7, "1": 1})


def array(numbers):
    return np.array(numbers, dtype=float)


def sample(value, right, name="dW1", **known):
    """One case: what was returned beside what is right, in a network of 2-3-1 with 5 examples."""
    return Sample(name, array(value), array(right), {**SIZES[0], **known}, TASKS["backward"].equations.get(name))


def two_samples(change, *rights, name="dW1", known=({}, {})):
    """Two cases of other sizes, in each of which the right array is changed as `change` says."""
    return [
        Sample(name, array(change(array(right), size)), array(right), {**size, **more}, None)
        for right, size, more in zip(rights, SIZES, known, strict=True)
    ]


def compared(task, *pairs, within=None, **known):
    """A comparison with one case for each pair of what was returned and what is right, both by name."""
    cases = [Case(known, {name: array(a) for name, a in right.items()}, within) for _, right in pairs]
    return Comparison(TASKS[task], cases, [{name: array(a) for name, a in answer.items()} for answer, _ in pairs])
