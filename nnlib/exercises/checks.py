"""Tries a learner's function, and says in words what was found: the whole way from the function to the result."""

import os
import re
from collections.abc import Callable, Sequence
from typing import Any, get_args

import numpy as np

from nnlib._machinery.door import Array
from nnlib._machinery.values import described
from nnlib.activations import ActivationName
from nnlib.exercises.answer import Answer, is_blank
from nnlib.exercises.binding import takes_activation
from nnlib.exercises.cases import Case, make_cases
from nnlib.exercises.comparison import Comparison, in_notes_form
from nnlib.exercises.diagnosis import Finding
from nnlib.exercises.failures import SIZE_OF, code_for, explained, is_shape_clash
from nnlib.exercises.loops import explained_loop
from nnlib.exercises.result import CheckResult
from nnlib.exercises.running import Failure, Run
from nnlib.exercises.samples import Measured, array_in
from nnlib.exercises.single_examples import explained_alone
from nnlib.exercises.source import has_blanks, names_from_outside
from nnlib.exercises.trials import FailedError, Learners, RefusedError, Trial
from nnlib.mistakes.task import FORMS, in_symbols
from nnlib.texts import say

TAKES_PLACE = ("forward", "cost", "backward", "update")  # functions that `train` and `descend` take in place of nnlib's
OF_LABELS = ("cost", "accuracy")  # tasks whose cases differ in their labels too, so that no size tells what is wrong


def check(
    function: Learners, name: str, *, activation: ActivationName | None, raises: bool | None, seed: int = 0
) -> CheckResult:
    """Try a learner's function as the one of this name.

    Args:
        function: the learner's.
        name: of the task, a key of TASKS.
        activation: of the hidden layer; None for tanh, and for all where the function takes an `activation`.
        raises: whether to raise where it is wrong; None for what the environment says: NNLIB_CHECKS is "raise", or
            nbgrader runs the notebook.
        seed: of the cases.
    """
    result = _of_all(function, name, activation, seed)
    graded = os.environ.get("NNLIB_CHECKS") == "raise" or "NBGRADER_EXECUTION" in os.environ
    if graded if raises is None else raises:
        result.raise_if_wrong()
    return result


def _of_all(function: Learners, name: str, activation: ActivationName | None, seed: int) -> CheckResult:
    if is_blank(function):
        return CheckResult(name, unfinished=name)
    if not callable(function):
        raise TypeError(f"function must be the function itself, without brackets behind it, got {described(function)}")
    takes_any = activation is None and takes_activation(function)
    activations: tuple[ActivationName, ...] = get_args(ActivationName) if takes_any else (activation or "tanh",)
    with np.errstate(divide="warn", over="warn", under="ignore", invalid="warn"):  # whatever the notebook has set
        results = [_result(Trial(function, name, one, seed)) for one in activations]
    return next((result for result in results if not result.passed), results[0])


def _result(trial: Trial) -> CheckResult:
    """Run the function in every case, and judge what it returns."""
    try:
        cases = make_cases(trial.name, trial.activation, trial.seed)
        runs = trial.runs(cases)
        answers = trial.read(cases, runs)
        if complaint := _in_another_order(trial, cases, answers):
            return CheckResult(trial.called, failure=complaint)
        if answers[0].unfinished and not answers[0].arrays:
            return CheckResult(trial.called, unfinished=_todo(trial, answers[0]))
        return _judged(trial, trial.compare(cases, answers), answers[0], runs)
    except FailedError as failed:
        return _failed(trial, failed.failure, failed.case)
    except RefusedError as refused:
        return CheckResult(trial.called, failure=str(refused))


def _in_another_order(trial: Trial, cases: Sequence[Case], answers: Sequence[Answer]) -> str:
    """Say so where all the arrays are right, but for their order."""
    names = list(trial.task.equations)
    if any(set(answer.arrays) != set(names) for answer in answers):
        return ""
    alike = ALIKE.get(trial.name, _equal)
    found = [
        next((other for other in names if all(alike(a.arrays[name], c.right[other]) for a, c in pairs)), "")
        for pairs in [list(zip(answers, cases, strict=True))]
        for name in names
    ]
    if found == names or set(found) != set(names):
        return ""
    return say("other_order", got=", ".join(found), names=", ".join(names))


def _judged(trial: Trial, comparison: Comparison, answer: Answer, runs: Sequence[Run]) -> CheckResult:
    wrong, whole = trial.diagnosed(comparison), not answer.unfinished
    unexplained = whole and any(finding.mistake is None for finding in wrong)
    drawn = trial.drawn(comparison) if unexplained else []  # what is drawn is explained by nothing else
    findings, seen = (drawn or wrong, comparison) if wrong or not whole else trial.beside(comparison)
    rows = tuple(_row(trial, array, comparison, findings, answer) for array in trial.task.equations)
    if wrong and whole and not drawn and trial.name == "training_loop":
        findings = explained_loop(trial, findings, comparison)
    notes = _notes(trial, findings, comparison, runs, seen)
    findings = explained_alone(trial, findings, comparison)
    if origin := trial.first_not_finite(seen):
        notes = [say("first_not_finite", **origin._asdict()), *notes]
    unfinished = _todo(trial, answer) if answer.unfinished else ""
    if not findings and not unfinished and trial.name in TAKES_PLACE and trial.called.isidentifier():
        notes.append(say("hand_on", name=trial.name, called=trial.called))
    lead = _from_outside(trial) if findings else ""
    return CheckResult(trial.called, rows, tuple(findings), unfinished=unfinished, notes=tuple(notes), lead=lead)


def _from_outside(trial: Trial) -> str:
    """Say what a function reads from the notebook, and where a size among it can be taken from."""
    outside = names_from_outside(trial.function)
    sizes = [(name, code_for(name, dict.fromkeys(trial.task.arguments))) for name in outside if name in SIZE_OF]
    taken = [say("size_missing", name=name, code=code) for name, code in sizes if code]
    return " ".join([say("from_outside", names=", ".join(outside)), *taken]) if outside else ""


def _notes(
    trial: Trial, findings: Sequence[Finding], comparison: Comparison, runs: Sequence[Run], seen: Comparison
) -> list[str]:
    notes = list[str]()
    if trial.name not in OF_LABELS and any(trial.fits_somewhere(finding, comparison) for finding in findings):
        notes.append(say("only_some_sizes"))
    if findings and (given := trial.given_in_order(comparison.cases[0].known)):
        notes.append(given)
    if changed := sorted({name for one in runs for name in one.changed}):
        notes.append(say("changed", names=", ".join(changed)))
    if warned := [warning for one in runs for warning in one.warned]:
        notes.append(say("warned", warning=warned[0]))
    if not findings:
        notes += [words for words in (seen.cut_off(),) if words]
        notes += [words for array in comparison.arrays if (words := comparison.remark(array))]
    return notes


def _todo(trial: Trial, answer: Answer) -> str:
    return ", ".join(answer.unfinished) if len(trial.task.equations) > 1 else trial.called


def _failed(trial: Trial, failure: Failure, case: Case) -> CheckResult:
    if _is_stub(trial, failure):
        return CheckResult(trial.called, unfinished=trial.called)
    findings, rows = _from_names(trial, failure, case)
    if is_shape_clash(failure):
        seen = {array for finding in findings for array in finding.arrays}
        findings += [finding for finding in trial.where_it_fits() if not seen & set(finding.arrays)]
    words = explained(_saying_what_it_makes(failure, trial))
    if _is_of_numbers(trial):
        words = words.replace(", the shape of b2 and db2", "")
    notes = [say("fails_where_sure")] if case.within else []
    if given := trial.given_in_order(case.known):
        notes.append(given)
    lead, trace = _from_outside(trial), failure.traceback
    return CheckResult(trial.called, rows, tuple(findings), words, notes=tuple(notes), traceback=trace, lead=lead)


def _saying_what_it_makes(failure: Failure, trial: Trial) -> Failure:
    """Write `dW2 = …` for `return …`, where dW2 is all that is to be returned; a number is shaped as b2 is."""
    array, *others = trial.task.equations
    of_numbers = _is_of_numbers(trial)
    line = re.match(r"(return |\w+ = )(?=[^=])", failure.line_of_code) if of_numbers or not others else None
    if line is None or not (of_numbers or line[1] == "return "):
        return failure
    return failure._replace(line_of_code=f"{'b2' if of_numbers else array} = {failure.line_of_code[line.end() :]}")


def _is_of_numbers(trial: Trial) -> bool:
    """Tell whether what is to be returned are numbers, not arrays of the notes."""
    return not any(name in FORMS for name in trial.task.equations)


def _is_stub(trial: Trial, failure: Failure) -> bool:
    """Tell whether it failed for a blank that is still to be filled in."""
    if isinstance(failure.error, NotImplementedError):
        return True
    blank = any(is_blank(value) for value in failure.names.values())
    return isinstance(failure.error, (TypeError, AttributeError)) and blank and has_blanks(trial.function)


def _from_names(trial: Trial, failure: Failure, case: Case) -> tuple[list[Finding], tuple[tuple[str, str, str], ...]]:
    """Judge the arrays that had their names when the function failed."""
    there = {name: failure.names[name] for name in trial.task.equations if name in failure.names}
    arrays = {name: array.astype(float) for name, value in there.items() if (array := array_in(value)) is not None}
    known = {name for name in arrays if name not in trial.task.arguments}
    if not known or trial.name in ("update", "training_loop", "initialize_parameters"):
        return [], ()
    answer = Answer({name: arrays[name] for name in trial.task.equations if name in known})
    comparison = trial.compare([case], [answer])
    begun = Measured("zero", {})  # made for what was to be put into it
    findings = [finding for finding in trial.diagnosed(comparison) if finding.measured != begun]
    rows = tuple(_row(trial, array, comparison, findings, answer) for array in trial.task.equations)
    return findings, rows


def _row(
    trial: Trial, array: str, comparison: Comparison, findings: Sequence[Finding], answer: Answer
) -> tuple[str, str, str]:
    symbols = _shape(array, comparison)
    if array in answer.unfinished:
        return array, symbols, say("verdict_unfinished")
    if array not in comparison.arrays:
        return array, symbols, say("verdict_missing")
    if about := [finding for finding in findings if array in finding.arrays]:
        by_loop = all(finding.measured is not None and finding.measured.key == "still_loops" for finding in about)
        return array, symbols, say("verdict_by_loop" if by_loop else "verdict_wrong")
    given = "" if comparison.is_as_in_notes(array) else say("verdict_given")
    return array, symbols, say("verdict_right") + given


def _shape(array: str, comparison: Comparison) -> str:
    """Give the right shape in symbols, or in words where it has none."""
    if array in FORMS:
        return in_symbols(array)
    axes = np.ndim(comparison.cases[0].right[array])
    return say("as_Z" if axes == 2 else "two_sizes" if axes else "one_number")


def _same_shape(value: Array, right: Any) -> bool:
    return np.shape(value) == np.shape(right)


def _same_size(value: Array, right: Any) -> bool:
    return np.size(value) == np.size(right)


def _equal(value: Array, right: Any) -> bool:
    in_form = in_notes_form("", value, np.shape(right))
    return _same_shape(in_form, right) and bool(np.allclose(in_form, right))


# How arrays are told from one another where there is no one right answer.
ALIKE: dict[str, Callable[[Array, Any], bool]] = {"initialize_parameters": _same_shape, "unit": _same_size}
