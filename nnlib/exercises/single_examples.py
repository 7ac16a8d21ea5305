"""Tries a function on single examples, where nothing else can be said of what it makes of many.

If it is right for each of them, the examples are put together wrongly.  If it is not, a single one shows where.
"""

import numpy as np

from nnlib.exercises.cases import Case, of_one_example, of_prediction
from nnlib.exercises.comparison import Comparison
from nnlib.exercises.diagnosis import Finding, merged
from nnlib.exercises.samples import Measured
from nnlib.exercises.trials import RefusedError, Trial
from nnlib.mistakes.tasks import TASKS

UNKNOWN = ("nothing", "nothing_in_one")  # what is measured where no measure holds
ROUND = [(0.8, 1.0), (0.8, 0.0), (0.3, 1.0), (0.3, 0.0)]  # predictions and labels that are easily put into a formula
OF_PREDICTIONS = ("cost", "two_sums", "accuracy")
OF_EXAMPLES = {
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
    first, *_ = comparison.cases
    cases = [of_prediction(trial.name, first, *pair) for pair in ROUND if trial.name in OF_PREDICTIONS]
    cases += [of_one_example(trial.name, case, i) for case in comparison.cases for i in range(case.known["m"])]
    try:
        alone = trial.compare(cases, trial.read(cases, trial.runs(cases), comparison))
    except RefusedError:
        return findings
    return merged([_said(finding, alone) if _is_unknown(finding) else finding for finding in findings])


def _is_unknown(finding: Finding) -> bool:
    return finding.measured is not None and finding.measured.key in UNKNOWN


def _said(finding: Finding, alone: Comparison) -> Finding:
    wrong = [i for i in range(len(alone.cases)) if not all(alone.fits(i, array) for array in finding.arrays)]
    if not wrong:
        return finding._replace(measured=Measured("right_alone", {}))
    case, answer = alone.cases[wrong[0]], alone.answers[wrong[0]]
    array = finding.arrays[0]
    if np.shape(case.right[array]):
        return finding
    values = {"value": _written(answer[array]), "right": _written(case.right[array]), "given": _given(case)}
    return finding._replace(measured=Measured("wrong_alone", values))


def _given(case: Case) -> str:
    return ", ".join(f"{name} = {_written(case.known[name])}" for name in ("A2", "Y"))


def _written(number: object) -> str:
    return f"{np.asarray(number).item():.4g}".replace("-", "−")
