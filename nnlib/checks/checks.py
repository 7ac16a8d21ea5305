"""Tries a learner's function, and says in words what was found: the whole way from the function to the result."""

import os
from collections.abc import Sequence
from typing import Any, get_args

import numpy as np

from nnlib._machinery.calling import takes_activation
from nnlib._machinery.formulas import Formula, quiet
from nnlib._machinery.reading import Answer, array_in, is_blank
from nnlib._machinery.rules import choice
from nnlib._machinery.values import described
from nnlib.activations import ActivationName
from nnlib.checks.cases import Case, make_cases
from nnlib.checks.comparison import Comparison, Measured, in_symbols
from nnlib.checks.conduct import diagnosed, drawn, how_it_computes, in_forward, not_finite, where_it_fits, where_sure
from nnlib.checks.diagnosis import Finding
from nnlib.checks.failures import NAME, SIZE_OF, code_for, explained, is_shape_clash, other_than_given
from nnlib.checks.measures import UNKNOWN, symbols_of
from nnlib.checks.mending import mended, set_by
from nnlib.checks.result import CheckResult
from nnlib.checks.running import Failure, Run
from nnlib.checks.source import has_blanks, names_from_outside, stale
from nnlib.checks.tasks import FORMS, WHOLES, right_forms
from nnlib.checks.trials import FailedError, Learners, RefusedError, Trial
from nnlib.texts import say

TAKES_PLACE = ("forward", "cost", "backward", "update")  # functions that `train` and `descend` take in place of nnlib's
# tasks whose cases differ in their labels or learning rates too, and not in sizes alone
NOT_BY_SIZES = ("cost", "safe_cost", "accuracy", "update", "training_loop")
UNFORESEEN: tuple[type[Exception], ...] = (ArithmeticError, IndexError, TypeError, ValueError)  # none in the tests
NOT_YET_EQUATIONS = ("update", "training_loop", "initialize_parameters")  # whose names, inside, may be the old arrays
BEGUN = ("zero", "one_everywhere")  # measured of what was only made for what was to be put into it


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

    Raises:
        TypeError, ValueError: an argument is of the wrong kind, or no activation.
        WrongError: the function is wrong or not finished, and `raises` says so.
    """
    _refuse(function, activation, raises)
    result = _of_all(function, name, activation, seed)
    graded = os.environ.get("NNLIB_CHECKS") == "raise" or "NBGRADER_EXECUTION" in os.environ
    if graded if raises is None else raises:
        result.raise_if_wrong()
    return result


def _refuse(function: Any, activation: Any, raises: Any) -> None:
    if not callable(function) and not is_blank(function):
        raise TypeError(f"function must be the function itself, without brackets behind it, got {described(function)}")
    if activation is not None:
        choice("activation", activation, get_args(ActivationName))
    if raises is not None and not isinstance(raises, bool):
        raise TypeError(f"raises must be True, False or None, got {described(raises)}")


def _of_all(function: Learners, name: str, activation: ActivationName | None, seed: int) -> CheckResult:
    if is_blank(function):
        return CheckResult(name, unfinished=name)
    if old := stale(function):
        return CheckResult(getattr(function, "__name__", name), failure=old, task=name)
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
        comparison = trial.compare(cases, answers, runs)
        if complaint := _in_another_order(comparison):
            return _as_result(trial, failure=complaint)
        if answers[0].unfinished and not answers[0].arrays:
            return _as_result(trial, unfinished=_todo(trial, answers[0]))
        with quiet():
            return _judged(trial, comparison, answers[0], runs)
    except FailedError as failed:
        if _is_stub(trial, failed.failure):
            return _as_result(trial, unfinished=trial.called)
        with quiet():
            return _failed(trial, failed.failure, failed.case)
    except RefusedError as refused:
        return _as_result(trial, failure=str(refused))


def _as_result(trial: Trial, **found: Any) -> CheckResult:
    return CheckResult(trial.called, task=trial.name, activation=trial.activation, names=trial.names, **found)


def _todo(trial: Trial, answer: Answer) -> str:
    return ", ".join(answer.unfinished) if len(trial.task.equations) > 1 else trial.called


def _in_another_order(comparison: Comparison) -> str:
    """Say so where all the arrays are right, but for their order."""
    names = list(comparison.task.equations)
    if comparison.arrays != names or comparison.own:
        return ""
    found = [next((other for other in names if comparison.is_like(array, other)), "") for array in names]
    if found == names or set(found) != set(names):
        return ""
    return say("other_order", got=", ".join(found), names=", ".join(names))


# A function that returned.


def _judged(trial: Trial, comparison: Comparison, answer: Answer, runs: Sequence[Run]) -> CheckResult:
    whole, notes = not answer.unfinished, list[str]()
    findings = _diagnosed(trial, comparison)
    if whole and any(finding.mistake is None for finding in findings):
        findings = drawn(trial, comparison) or findings  # what is drawn is explained by nothing else
        if trial.name == "vectorized" and (on_the_way := in_forward(comparison.cases, runs)):
            findings = [*on_the_way, *(finding for finding in findings if finding.mistake)]
    elif whole and not findings and trial.name in ("cost", "safe_cost"):
        findings, notes = where_sure(trial, comparison)
    elif whole and not findings:
        findings = how_it_computes(trial, comparison)
    notes = [*(not_finite(trial, comparison) if findings else []), *_notes(trial, findings, comparison, runs), *notes]
    if not findings:
        notes += [words for array in comparison.arrays if (words := comparison.remark(array))]
    if not findings and whole and trial.name in TAKES_PLACE and trial.called.isidentifier():
        notes.append(say("hand_on", name=trial.name, called=trial.called))
    return _as_result(
        trial,
        rows=_rows(comparison, findings, answer),
        findings=tuple(findings),
        unfinished="" if whole else _todo(trial, answer),
        notes=tuple(notes),
        lead=_from_outside(trial) if findings else "",
    )


def _diagnosed(trial: Trial, comparison: Comparison) -> list[Finding]:
    """Explain what is wrong; where NumPy refuses numbers that nobody thought of, the verdict stands unexplained."""
    try:
        return diagnosed(trial, comparison)
    except UNFORESEEN:
        return [Finding(tuple(comparison.wrong), measured=Measured("not_explained", {}))]


def _from_outside(trial: Trial) -> str:
    """Say what a function reads from the notebook, and where a size among it can be taken from."""
    outside = names_from_outside(trial.function)
    sizes = [(name, code_for(name, dict.fromkeys(trial.task.arguments))) for name in outside if name in SIZE_OF]
    taken = [say("size_missing", name=name, code=code) for name, code in sizes if code]
    fields = [say("write_field", code=field) for name in outside if (field := _field(trial, name))]
    return " ".join([say("from_outside", names=", ".join(outside)), *taken, *fields]) if outside else ""


def _field(trial: Trial, name: str) -> str:
    """Write an array as the field of an argument: `cache.A1`; nothing where no argument has it."""
    return next((f"{whole}.{name}" for whole in trial.task.arguments if name in WHOLES.get(whole, ())), "")


def _notes(trial: Trial, findings: Sequence[Finding], comparison: Comparison, runs: Sequence[Run]) -> list[str]:
    notes = list[str]()
    if trial.name not in NOT_BY_SIZES and any(_fits_somewhere(finding, comparison) for finding in findings):
        notes.append(say("only_some_sizes"))
    notes += _in_order(trial) if findings else []
    if changed := sorted({name for one in runs for name in one.changed}):
        notes.append(say("changed", names=", ".join(changed)))
    if warned := [warning for one in runs for warning in one.warned]:
        notes.append(say("warned", warning=warned[0]))
    return notes


def _fits_somewhere(finding: Finding, comparison: Comparison) -> bool:
    """Tell whether what is wrong by its formula, or unexplained, is right in one of the first cases, of other sizes."""
    if finding.mistake or (finding.measured and finding.measured.key not in UNKNOWN):
        return False
    every = [[comparison.fits(i, array) for i in range(min(4, len(comparison.cases)))] for array in finding.arrays]
    return any(any(right) and not all(right) for right in every)


def _in_order(trial: Trial) -> list[str]:
    """Say what the function's arguments of other names than the notes' are given; nothing where there are none."""
    pairs = ", ".join(f"{name} for {own}" for own, name in trial.given.by_order.items())
    return [say("in_order", pairs=pairs)] if pairs else []


def _rows(comparison: Comparison, findings: Sequence[Finding], answer: Answer) -> tuple[tuple[str, str, str], ...]:
    """Write the table; where all is right, without what has a name of the notes inside, and is something else."""
    others = [] if findings else [array for array in comparison.own if not comparison.is_as_in_notes(array)]
    return tuple(
        (array, _shape(array, comparison), _verdict(array, comparison, findings, answer))
        for array in comparison.task.equations
        if array not in others
    )


def _verdict(array: str, comparison: Comparison, findings: Sequence[Finding], answer: Answer) -> str:
    if array in answer.unfinished:
        return say("verdict_unfinished")
    if array not in comparison.arrays:
        return say("verdict_missing")
    about = [finding for finding in findings if array in finding.arrays]
    if about and all(finding.measured and finding.measured.key == "still_loops" for finding in about):
        return say("verdict_by_loop")
    if about or array in comparison.wrong:  # what makes it so may have been found before it
        return say("verdict_wrong") + _other_shape(array, comparison)
    return say("verdict_right") + ("" if comparison.is_as_in_notes(array) else say("verdict_given"))


def _other_shape(array: str, comparison: Comparison) -> str:
    """Say what shape a wrong array has, where that is another than the right one."""
    pairs = [(answer[array], case) for answer, case in zip(comparison.answers, comparison.cases, strict=True)]
    others = [value for value, case in pairs if not case.within and value.shape != np.shape(case.right[array])]
    if array not in FORMS or not others:
        return ""
    symbols = symbols_of([value for value, _ in pairs], [case.known for _, case in pairs])
    both = dict.fromkeys([symbols, str(others[0].shape)])  # (1, 1) is written so in symbols, too
    return say("verdict_shape", shape=" = ".join(filter(None, both)))


def _shape(array: str, comparison: Comparison) -> str:
    """Give the right shape in symbols, or in words where it has none."""
    if array in FORMS:
        return in_symbols(array)
    axes = np.ndim(comparison.cases[0].right[array])
    return say("as_Z" if axes == 2 else "two_sizes" if axes else "one_number")


# A function that failed.


def _is_stub(trial: Trial, failure: Failure) -> bool:
    """Tell whether it failed for a blank that is still to be filled in."""
    blank = any(is_blank(value) for value in failure.names.values()) and has_blanks(trial.function)
    return isinstance(failure.error, NotImplementedError) or (
        blank and isinstance(failure.error, (TypeError, AttributeError))
    )


def _failed(trial: Trial, failure: Failure, case: Case) -> CheckResult:
    findings, rows = _from_names(trial, failure, case)
    given, meant = {name: case.known[name] for name in trial.task.given}, list[Formula]()
    if is_shape_clash(failure):
        more, meant = _of_a_clash(trial, failure, case, {name for finding in findings for name in finding.arrays})
        findings += more
    array = set_by(failure, trial.task)
    wanted = (np.shape(case.right[array]) or (1, 1)) if array else None  # a product that is one number is (1, 1)
    return _as_result(
        trial,
        rows=rows,
        findings=tuple(findings),
        failure=explained(failure, given, meant, wanted),
        notes=(*([say("fails_where_sure")] if case.within else []), *_in_order(trial)),
        traceback=failure.traceback,
        lead=_from_outside(trial),
    )


def _of_a_clash(trial: Trial, failure: Failure, case: Case, blamed: set[str]) -> tuple[list[Finding], list[Formula]]:
    """Find what shapes that do not fit are of, in other arrays than are blamed already; and the line that is meant."""
    array, fitting = set_by(failure, trial.task), where_it_fits(trial)
    found = [finding for finding in fitting if not blamed & set(finding.arrays)]
    about = [name for finding in fitting for name in finding.arrays]
    blamed = {*blamed, *about}
    given = {name: case.known[name] for name in trial.task.given}
    if blamed & {array, *NAME.findall(failure.line_of_code)} or (array and _forgets_a_field(failure, trial)):
        about = [array] if array else about
    elif not other_than_given(failure, given) and (line := mended(failure, trial.task, case)) and line.found:
        return [*found, *([] if blamed & set(line.arrays) else [line])], [line.found.base]
    elif array:  # nothing is known of it
        about = []
    return found, [form for name in about for form in right_forms(trial.task, name, trial.activation)]


def _forgets_a_field(failure: Failure, trial: Trial) -> bool:
    """Tell whether the line that failed reads an array from the notebook that an argument has as a field."""
    forgotten = {name for name in names_from_outside(trial.function) if _field(trial, name)}
    return bool(forgotten & set(NAME.findall(failure.code)))


def _from_names(trial: Trial, failure: Failure, case: Case) -> tuple[list[Finding], tuple[tuple[str, str, str], ...]]:
    """Judge the arrays that had their names when the function failed."""
    there = [name for name in trial.task.equations if name not in trial.task.arguments]
    values = {name: array_in(failure.names.get(name)) for name in there}
    arrays = {name: value.astype(float) for name, value in values.items() if value is not None}
    if not arrays or trial.name in NOT_YET_EQUATIONS:
        return [], ()
    comparison = trial.compare([case], [Answer(arrays)])
    found = _diagnosed(trial, comparison)
    findings = [finding for finding in found if not (finding.measured and finding.measured.key in BEGUN)]
    return findings, _rows(comparison, findings, Answer(arrays))
