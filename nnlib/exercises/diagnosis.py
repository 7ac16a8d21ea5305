"""Finds out what is wrong: the first array that is, and the known mistake that explains it, or what can be measured."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from nnlib.activations import ActivationName
from nnlib.exercises.comparison import Comparison
from nnlib.exercises.measures import UNKNOWN, measured, samples_of
from nnlib.exercises.numbers_measured import factor
from nnlib.exercises.samples import Measured
from nnlib.exercises.shapes_measured import transposed
from nnlib.mistakes import CATALOGUE, Mistake, in_a_loop
from nnlib.mistakes.tasks import TASKS

VAGUE = (*UNKNOWN, "at_one_place", "other_shape", "wrong_shape", "whole_numbers")  # little to go by
WITHOUT_ONE_ANSWER = ("training_loop", "numerical_gradients", "initialize_parameters", "unit")  # equation by equation


class Finding(NamedTuple):
    """One cause: the arrays that it makes wrong, and the mistake if the catalogue has it, else what was measured."""

    arrays: tuple[str, ...]
    mistake: Mistake | None
    measured: Measured | None = None

    @property
    def words(self) -> str:
        """What was measured, in words."""
        return self.measured.words(self.arrays) if self.measured else ""


def diagnose(comparison: Comparison, candidates: Sequence[Mistake]) -> list[Finding]:
    """Explain every array that is wrong, in the order of the equations; one cause may explain several."""
    wrong = [array for array in comparison.arrays if not comparison.is_right(array)]
    findings = list[Finding]()
    for array in wrong:
        if any(array in finding.arrays for finding in findings):
            continue
        findings = merged([*findings, _explain(array, wrong, comparison, candidates)])
    return findings


def merged(findings: Sequence[Finding]) -> list[Finding]:
    """Make one of those of which the same was measured."""
    distinct = list[Finding]()
    for finding in findings:
        alike = [i for i, other in enumerate(distinct) if finding.measured and other.measured == finding.measured]
        if alike:
            distinct[alike[0]] = finding._replace(arrays=(*distinct[alike[0]].arrays, *finding.arrays))
        else:
            distinct.append(finding)
    return distinct


def mistakes_of(function: str, activation: ActivationName) -> list[Mistake]:
    """List the mistakes that may be made in a function with this activation: its own, and those of its parts."""
    arrays, family = set(TASKS[function].equations), _PARTS.get(function, (function,))
    found = [m for m in CATALOGUE.values() if m.function in family and activation in (m.activations or (activation,))]
    if function == "training_loop":
        found.sort(key=lambda m: family.index(m.function))  # of two that look alike in a loop the first is named
        return [m if m.function == function else in_a_loop(m) for m in found]
    return [m for m in found if arrays & set(m.arrays)]


# Functions that are made of others, or of the equations of others.
_PARTS: dict[str, tuple[str, ...]] = dict.fromkeys((*TASKS["backward"].equations, "vectorized"), ("backward",))
_PARTS["output_layer"] = ("forward",)
_PARTS["training_loop"] = ("training_loop", "update", "forward", "backward")


def _explain(first: str, wrong: list[str], comparison: Comparison, known: Sequence[Mistake]) -> Finding:
    """Explain an array: by the mistake that is made in full and explains the most, else by one that is made in part."""
    makers = [mistake for mistake in known if first in mistake.arrays and comparison.is_by(mistake, first)]
    fitting = [(mistake, _made_in(mistake, comparison)) for mistake in makers]
    if not fitting:
        found = comparison.against(first) or measured(first, comparison)
        beside = _beside_a_mistake(first, comparison, known) if found.key in VAGUE else None
        return Finding((first,), None, beside or found)

    def merit(pair: tuple[Mistake, list[str]]) -> tuple[bool, int]:
        mistake, made = pair
        in_full = set(made) >= set(mistake.arrays) & set(comparison.arrays)
        return in_full, sum(array in wrong for array in made) if in_full else -len(mistake.arrays)

    mistake, made = max(fitting, key=merit)
    return Finding(tuple(array for array in made if array in wrong), mistake)


def _beside_a_mistake(array: str, comparison: Comparison, known: Sequence[Mistake]) -> Measured | None:
    """Say of an array that it is a multiple of what a known mistake makes of it, or the transpose of that."""
    tried = (m for m in known if array in m.equations and m.function not in WITHOUT_ONE_ANSWER)
    return next((found for mistake in tried if (found := _and_more(array, comparison, mistake))), None)


def _and_more(array: str, comparison: Comparison, mistake: Mistake) -> Measured | None:
    equations = {**comparison.task.equations, array: mistake.equations[array]}
    samples = list(samples_of(array, comparison._replace(task=comparison.task._replace(equations=equations))))
    finite = all(np.all(np.isfinite(sample.right)) for sample in samples)
    in_shape = all(sample.value.shape == sample.right.shape for sample in samples)
    values = {"formula": mistake.formula_of((array,)), "question": mistake.words.question}
    found = factor(samples) if finite and in_shape else None
    if found and found.key == "factor":
        return Measured("mistake_and_factor", {**values, **found.values})
    on_its_side = finite and not in_shape and transposed(samples)
    return Measured("mistake_and_transpose", values) if on_its_side else None


def _made_in(mistake: Mistake, comparison: Comparison) -> list[str]:
    """List the arrays that are what the mistake makes of them."""
    return [array for array in mistake.arrays if array in comparison.arrays and comparison.is_by(mistake, array)]
