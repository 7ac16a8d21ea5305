"""Finds out what is wrong with an array: a known mistake, the formula that it was computed by, or what can be measured.

One cause may make several arrays wrong.  An array is judged on the learner's own arrays before it.
"""

import itertools
import time
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

import numpy as np

from nnlib._machinery.formulas import EACH, PLAUSIBLE, SIZES, Formula, compute, quiet, replaced
from nnlib.checks import nearby
from nnlib.checks.cases import with_two_outputs
from nnlib.checks.comparison import Comparison, Measured, same
from nnlib.checks.measures import measured, seen_at_once
from nnlib.checks.mistakes import LAYERS, Mistake
from nnlib.checks.nearby import Found, Words
from nnlib.checks.tasks import FORMS, right_forms

LARGE = 10_000  # numbers in an array, which no right one has: it would take long to compute with
CLEARER_AS_A_LINE = ("rounded", "rounded_to", "zero", "not_finite")  # where the learner's line says how they come about
ENOUGH = 4  # cases, so that one number cannot be that of a formula by chance


class Finding(NamedTuple):
    """One cause: the arrays that it makes wrong, and what it is.

    A known mistake, the formula that was read in the numbers of the first array, or what was measured; `where` says of
    which numbers: of the array itself, of what one step takes off it, of it where the sizes let a wrong product fit; or
    of none, where what was found is the line that failed, with the one that was meant as its base.  `lines` has the
    learner's own formulas of what a known mistake makes wrong.
    """

    arrays: tuple[str, ...]
    mistake: Mistake | None = None
    found: Found | None = None
    measured: Measured | None = None
    where: Literal["", "step", "fitting", "mended"] = ""
    lines: Mapping[str, Formula] = MappingProxyType({})


def diagnose(comparison: Comparison, known: Sequence[Mistake], seconds: float | None = None) -> list[Finding]:
    """Explain every array that is wrong, in the order of the equations; one cause may explain several.

    Of mistakes, those that are `known` may have been made.  Two edits are looked for in so many seconds of processor
    time, for all arrays together; None for PATIENCE.
    """
    end = time.process_time() + (nearby.PATIENCE if seconds is None else seconds)
    wrong, findings = comparison.wrong, list[Finding]()
    with quiet():
        for array in wrong:
            if not any(array in finding.arrays for finding in findings):
                findings = merged([*findings, _explain(array, wrong, comparison, known, end)])
    return findings


def merged(findings: Sequence[Finding]) -> list[Finding]:
    """Make one of those that say the same: the same was measured, or the formulas are alike in both layers."""
    distinct = dict[Any, Finding]()
    for finding in findings:
        key = _alike(finding)
        before = distinct.get(key)
        distinct[key] = before._replace(arrays=(*before.arrays, *finding.arrays)) if before else finding
    return list(distinct.values())


def _alike(finding: Finding) -> Any:
    if finding.found:
        return _in_one_layer(finding.arrays[0], finding.found.formula), finding.found.times, finding.found.examples
    if finding.measured:
        return finding.measured.key, str(finding.measured.values)
    return finding.arrays


def _in_one_layer(array: str, formula: Formula) -> Formula:
    """Write a formula as that of both layers: dW2 and dW1 are both dZ @ A.T / m."""
    family = next(((key, parts[array]) for key, parts in LAYERS.items() if array in parts), (array, dict[str, str]()))
    return family[0], replaced(formula, {name: part for part, name in family[1].items()})


def _explain(first: str, wrong: list[str], comparison: Comparison, known: Sequence[Mistake], end: float) -> Finding:
    """Explain an array: by the mistake that is made in full and explains the most, else by one that is made in part."""
    concerned = [mistake for mistake in known if first in comparison.concerned(mistake)]
    fitting = [(m, _made_in(m, comparison)) for m in concerned if _is_by(m, first, comparison)]
    if not fitting:
        return _unlisted(first, comparison, known, end)

    def merit(pair: tuple[Mistake, list[str]]) -> tuple[bool, int]:
        mistake, made = pair
        in_full = set(made) >= set(comparison.concerned(mistake))
        return in_full, sum(array in wrong for array in made) if in_full else -len(comparison.concerned(mistake))

    mistake, made = max(fitting, key=merit)
    at_once = seen_at_once(first, comparison)
    if made == [first] and at_once and at_once.key == "bare_number":  # with n2 = 1 many ways lead to one number
        return Finding((first,), measured=at_once)
    lines = {array: formula for array, formula in comparison.lines.items() if array in made}
    return Finding(tuple(array for array in made if array in wrong), mistake, lines=lines)


def _is_by(mistake: Mistake, array: str, comparison: Comparison) -> bool:
    """Tell whether an array is what a mistake makes of it; by the learner's own line with two outputs, too."""
    if not comparison.is_by(mistake, array):
        return False
    activation = comparison.cases[0].known["activation"]
    own, its = comparison.lines.get(array), mistake.trees(activation).get(array)
    if own is None or its is None:
        return True
    theirs, made = (compute(formula, with_two_outputs(activation), {}) for formula in (own, its))
    return theirs is None or made is None or same(theirs, made, comparison.task.tolerance)


def _made_in(mistake: Mistake, comparison: Comparison) -> list[str]:
    """List the arrays that are what the mistake makes of them."""
    return [array for array in comparison.concerned(mistake) if _is_by(mistake, array, comparison)]


def _unlisted(array: str, comparison: Comparison, known: Sequence[Mistake], end: float) -> Finding:
    if against := comparison.against(array):
        return Finding((array,), measured=against)
    own, at_once = comparison.lines.get(array), seen_at_once(array, comparison)
    if at_once and (not isinstance(own, tuple) or at_once.key not in CLEARER_AS_A_LINE):  # a number is no formula
        return Finding((array,), measured=at_once)
    found = read_back(array, comparison, known, end) if own is None else Found(own, own, 0)
    return Finding((array,), found=found) if found else Finding((array,), measured=measured(array, comparison))


def read_back(array: str, comparison: Comparison, known: Sequence[Mistake], end: float) -> Found | None:
    """Read in the numbers of an array the formula that they were computed by; look for two edits until `end`."""
    answers = zip(comparison.cases, comparison.answers, strict=True)
    every = [(case, answer[array], list(comparison.seen(i, array))) for i, (case, answer) in enumerate(answers)]
    cases = [(case, value, seen) for case, value, seen in every if case.within is None and np.all(np.isfinite(value))]
    enough = ENOUGH if all(value.size == 1 for _, value, _ in cases) else 1
    if not comparison.task.equations[array] or len(cases) < enough or cases[0][1].size > LARGE:
        return None
    activation = cases[0][0].known["activation"]
    right = right_forms(comparison.task, array, activation)
    wrong = [m.trees(activation)[array] for m in known if array in m.trees(activation)]
    of_sizes = "n0" in comparison.task.arguments  # whole numbers, which many functions give by chance
    functions = () if of_sizes else PLAUSIBLE if array == "accuracy" else tuple(EACH)
    sizes = [size for size in SIZES if of_sizes or any(case.known[size] != 1 for case, *_ in cases)]  # n2 is 1
    words = Words(names_of(array, comparison), functions, sizes)
    values = [_as_right(value, case.right[array]) for case, value, _ in cases]
    in_shape = all(np.shape(value) == np.shape(cases[i][0].right[array]) for i, value in enumerate(values))
    before = itertools.takewhile(lambda name: name != array, comparison.arrays)
    views = 1 if all(map(comparison.is_as_in_notes, before)) else len(cases[0][2])
    for i in range(views):  # on the learner's own arrays, then on the right ones where these are others
        left = end - time.process_time() if in_shape else 0.0  # what has another shape is seldom two slips away
        if found := nearby.nearby(right, wrong, words, [seen[i] for *_, seen in cases], values, seconds=left):
            return found
    return None


def _as_right(value: Any, right: Any) -> Any:
    return value.reshape(()) if np.ndim(right) == 0 and value.size == 1 else value


def names_of(array: str, comparison: Comparison) -> list[str]:
    """List the symbols that a learner may have put into a formula: what is given, and what is computed."""
    task = comparison.task
    also = ["A1"] if "Z1" in task.given else []
    sizes = [name for name in task.given if name in ("n0", "n1", "n2", "learning_rate")]
    names = [name for name in (*task.given, *also, *task.equations) if name in FORMS]
    names = [name for name in names if name != array or name in task.given]  # nothing is made of itself
    return list(dict.fromkeys([*names, *sizes]))
