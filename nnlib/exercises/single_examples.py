"""Tries a function on single examples, where nothing else can be said of what it makes of many.

If it is right for each of them, the examples are put together wrongly.  If it is not, a single one shows where.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from nnlib.exercises.cases import Case, of_one_example, of_prediction
from nnlib.exercises.comparison import Comparison
from nnlib.exercises.diagnosis import Finding, merged
from nnlib.exercises.samples import Measured
from nnlib.exercises.trials import RefusedError, Trial
from nnlib.mistakes.tasks import TASKS

UNKNOWN = ("nothing", "nothing_in_one")  # what is measured where no measure holds
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
    unknown = [finding for finding in findings if _is_unknown(finding)]
    seen = [_Seen(finding) for finding in unknown]
    try:
        for case in _single_examples(trial.name, comparison.cases):
            alone = trial.compare([case], trial.read([case], trial.runs([case]), comparison))
            for one in seen:
                one.look(alone)
            if all(one.is_clear for one in seen):
                break
    except RefusedError:
        return findings
    said = {id(one.finding): one.said for one in seen}
    return merged([said.get(id(finding), finding) for finding in findings])


def _single_examples(name: str, cases: Sequence[Case]) -> Iterator[Case]:
    """Give examples with round numbers first, then of each case the first, one in the middle, and the last."""
    for prediction in ROUND_PREDICTIONS if name in OF_PREDICTIONS else ():
        yield of_prediction(name, cases[0], *prediction)
    for case in cases:
        m = case.known["m"]
        for i in (0, m // 2, m - 1):
            yield of_one_example(name, case, i)


def _is_unknown(finding: Finding) -> bool:
    return finding.measured is not None and finding.measured.key in UNKNOWN


class _Seen:
    """What single examples show of a finding; `is_clear` when no further example can add to it."""

    def __init__(self, finding: Finding) -> None:
        self.finding = finding
        self.is_right = True
        self.is_clear = False
        self.said = finding._replace(measured=Measured("right_alone", {}))

    def look(self, alone: Comparison) -> None:
        """Look at one more example, alone."""
        if self.is_clear or all(alone.fits(0, array) for array in self.finding.arrays):
            return
        array = self.finding.arrays[0]
        value, right = alone.answers[0][array], np.asarray(alone.cases[0].right[array])
        if self.is_right:
            self.is_right, self.said = False, self.finding
        self.is_clear = right.ndim > 0
        if value.size == right.size == 1 and np.isfinite(value).all():  # what divides by a number of examples is nan
            given = ", ".join(f"{name} = {_written(alone.cases[0].known[name])}" for name in ("A2", "Y"))
            values = {"value": _written(value), "right": _written(right), "given": given}
            self.is_clear, self.said = True, self.finding._replace(measured=Measured("wrong_alone", values))


def _written(number: Any) -> str:
    return f"{np.asarray(number).item():.4g}".replace("-", "−")
