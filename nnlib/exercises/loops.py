"""Explains a loop of gradient descent whose mistake is not known: how many steps it takes, and what its first one is.

After several steps every array is wrong, and one entry of it says nothing. A single step takes the gradients off the
parameters, so that it shows them.
"""

from collections.abc import Mapping, Sequence
from itertools import groupby, islice, takewhile

from nnlib._machinery.door import Array
from nnlib.exercises.cases import TOO_FAR, Case, solved
from nnlib.exercises.comparison import Comparison, same
from nnlib.exercises.diagnosis import Finding
from nnlib.exercises.measures import UNKNOWN, measured
from nnlib.exercises.samples import Measured
from nnlib.exercises.trials import RefusedError, Trial
from nnlib.mistakes.task import Quantities
from nnlib.mistakes.tasks import TASKS
from nnlib.network import Parameters
from nnlib.training import descend

MOST = 119  # steps that are tried
EXACT = 1e-9
BATCHES = {  # after how many examples a step is taken, and which way round they are gone through
    "each example": (1, 1),
    "each example, from the last to the first": (1, -1),
    "every 2 examples": (2, 1),
    "every 4 examples": (4, 1),
}


def explained_loop(trial: Trial, findings: list[Finding], comparison: Comparison) -> list[Finding]:
    """Say of a loop that the catalogue does not explain how many steps it takes, or what is wrong in its first step.

    Args:
        trial: of the loop.
        findings: what was found after several steps.
        comparison: of what was returned after them.
    """
    if all(finding.mistake for finding in findings):
        return findings
    wrong = tuple(_arrays_of(findings, comparison))
    if (counted := _steps_taken(comparison)) is not None:
        return [Finding(wrong, None, counted)]
    if batches := _batches(comparison):
        return [Finding(wrong, None, Measured("each_example", {"examples": batches}))]
    once = _after_one_step(trial, comparison)
    if once is None:
        return findings
    first = trial.diagnosed_in_a_step(once)
    if not first:
        return [Finding(wrong, None, Measured("first_step_right", {}))]
    return [f for f in first if f.mistake] + _of_the_step(_arrays_of([f for f in first if not f.mistake], once), once)


def _arrays_of(findings: Sequence[Finding], comparison: Comparison) -> list[str]:
    """List the arrays that are wrong, in the order of the equations."""
    return [array for array in comparison.arrays if any(array in finding.arrays for finding in findings)]


def _steps_taken(comparison: Comparison) -> Measured | None:
    """Find in each case after how many steps the right loop has what was returned; None if one has none.

    Many steps that are too long make much of the last digits, so that they cannot be counted.
    """
    cases = [(case, comparison.answers[i]) for i, case in enumerate(comparison.cases)]
    found = [(_steps_in(*case), case[0].known) for case in cases]
    counted = [(taken, known["iterations"]) for taken, known in found if taken is not None]
    uncounted = [known for taken, known in found if taken is None and known["learning_rate"] < TOO_FAR]
    if uncounted or all(taken == wanted for taken, wanted in counted):
        return None
    taken, wanted = (", ".join(str(pair[i]) for pair in counted) for i in (0, 1))
    return Measured("other_count", {"taken": taken, "wanted": wanted})


def _steps_in(case: Case, returned: Mapping[str, Array]) -> int | None:
    known = case.known
    options = {name: known[name] for name in ("learning_rate", "activation")}
    steps = descend(known["parameters"], known["X"], known["Y"], **options)
    tried = takewhile(lambda step: step.iteration <= MOST, steps)
    return next((step.iteration for step in tried if _same_parameters(returned, step.parameters)), None)


def _same_parameters(returned: Mapping[str, Array], right: Parameters) -> bool:
    return all(same(returned[name], array, EXACT) for name, array in right._asdict().items())


def _batches(comparison: Comparison) -> str:
    """Find after how many examples a step is taken, where it is not after all of them; nothing if that is not it."""
    for examples, (count, way) in BATCHES.items():
        trained = (_in_batches(case.known, count, way) for case in comparison.cases)
        if all(_same_parameters(comparison.answers[i], parameters) for i, parameters in enumerate(trained)):
            return examples
    return ""


def _in_batches(known: Quantities, count: int, way: int) -> Parameters:
    """Train with a step after so many examples, from the first to the last or the other way round."""
    parameters: Parameters = known["parameters"]
    options = {name: known[name] for name in ("learning_rate", "activation")}
    starts = range(0, known["m"], count)[::way]
    for start in [*starts] * known["iterations"]:
        part = slice(start, start + count)
        steps = descend(parameters, known["X"][:, part], known["Y"][:, part], **options)
        parameters = next(islice(steps, 1, None)).parameters
    return parameters


def _after_one_step(trial: Trial, comparison: Comparison) -> Comparison | None:
    """Run the function for one step in every case; None where it then fails, or returns something else."""
    cases = list[Case]()
    for case in comparison.cases:
        cases.append(solved(comparison.task, {**case.known, "iterations": 1}))
    try:
        return trial.compare(cases, trial.read(cases, trial.runs(cases), comparison))
    except RefusedError:
        return None


def _of_the_step(arrays: list[str], once: Comparison) -> list[Finding]:
    """Measure what the first step takes off each array, divided by the learning rate, beside the gradient."""
    task = TASKS["numerical_gradients"]
    cases = [solved(task, case.known) for case in once.cases]
    if any(once.answers[i][a].shape != case.known[a].shape for i, case in enumerate(cases) for a in arrays):
        return [Finding((array,), None, measured(array, once)) for array in arrays]
    steps = [
        {"d" + a: (case.known[a] - once.answers[i][a]) / case.known["learning_rate"] for a in arrays}
        for i, case in enumerate(cases)
    ]
    found = [(measured("d" + array, Comparison(task, cases, steps)), array) for array in arrays]
    unknown = tuple(array for one, array in found if one.key in UNKNOWN)
    said = groupby((pair for pair in found if pair[0].key not in UNKNOWN), key=lambda pair: pair[0])
    findings = [_in_one(one, [array for _, array in group]) for one, group in said]
    return [*findings, Finding(unknown, None, Measured("step_unknown", {}))] if unknown else findings


def _in_one(one: Measured, arrays: list[str]) -> Finding:
    words = one.words(["d" + array for array in arrays])
    return Finding(tuple(arrays), None, Measured("of_step", {"words": words}))
