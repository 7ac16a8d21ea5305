"""Tries a function on single examples, where nothing else can be said of what it makes of many.

If it is right for each of them, the examples are put together wrongly.  If it is not, a single one shows where.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from nnlib.exercises.cases import Case, of_one_example, of_prediction
from nnlib.exercises.comparison import Comparison
from nnlib.exercises.diagnosis import Finding, merged
from nnlib.exercises.measures import UNKNOWN
from nnlib.exercises.samples import Measured, written
from nnlib.exercises.trials import RefusedError, Trial
from nnlib.mistakes.tasks import TASKS

ROUND_PREDICTIONS = [(0.8, 1.0), (0.8, 0.0), (0.3, 1.0), (0.3, 0.0)]  # with labels; easily put into a formula
OF_PREDICTIONS = ("cost", "two_sums", "accuracy")
OF_EXAMPLES = {  # what they return is made of the single examples
    *OF_PREDICTIONS,
    *TASKS["backward"].equations,
    "backward",
    "vectorized",
    "forward",
    "output_layer",
    "gradients_in_rows",
}


def explained_alone(trial: Trial, findings: list[Finding], comparison: Comparison) -> list[Finding]:
    """Say more of what no measure explains: whether it is right for one example, and where it is not.

    Args:
        trial: of the function.
        findings: what was found with several examples.
        comparison: of what was returned for them.
    """
    if trial.name not in OF_EXAMPLES or not any(map(_is_unknown, findings)):
        return findings
    unknown = [(finding, list[Comparison]()) for finding in findings if _is_unknown(finding)]
    try:
        for case in _single_examples(trial.name, comparison.cases):
            alone = trial.compare([case], trial.read([case], trial.runs([case]), comparison))
            for finding, wrong in unknown:
                if not all(alone.fits(0, array) for array in finding.arrays):
                    wrong.append(alone)
            if all(_told(finding, wrong) for finding, wrong in unknown):
                break
    except RefusedError:
        return findings
    right_alone = Measured("right_alone", {})
    said = {
        id(finding): _told(finding, wrong) or (finding if wrong else finding._replace(measured=right_alone))
        for finding, wrong in unknown
    }
    return merged([said.get(id(finding), finding) for finding in findings])


def _is_unknown(finding: Finding) -> bool:
    return finding.measured is not None and finding.measured.key in UNKNOWN


def _single_examples(name: str, cases: Sequence[Case]) -> Iterator[Case]:
    """Give examples with round numbers first, then of each case the first, one in the middle, and the last."""
    first, *_ = cases
    if name in OF_PREDICTIONS:
        yield from (of_prediction(name, first, *prediction) for prediction in ROUND_PREDICTIONS)
    for case in cases:
        m = case.known["m"]
        yield from (of_one_example(name, case, i) for i in (0, m // 2, m - 1))


def _told(finding: Finding, wrong: Sequence[Comparison]) -> Finding | None:
    """Tell what single examples that are wrong show of a finding; None as long as another one may show more."""
    array = finding.arrays[0]
    for alone in wrong:
        known, value, right = alone.cases[0].known, alone.answers[0][array], alone.cases[0].right[array]
        if np.shape(right):
            return finding
        if value.size == 1 and np.all(np.isfinite(value)):  # what divides by a number of examples may be nan
            told = ("Z2", "A2", "Y") if "cache" in alone.task.arguments else ("A2", "Y")
            given = ", ".join(f"{name} = {written(known[name])}" for name in told)
            values = {"value": written(value), "right": written(right), "given": given}
            return finding._replace(measured=Measured("wrong_alone", values))
    return None
