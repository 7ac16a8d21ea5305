"""Tries a learner's function, and says in words what was found: the whole way from the function to the result."""

import os
import re
from collections.abc import Callable, Sequence
from typing import Any, get_args

import numpy as np

from nnlib._machinery.calling import takes_activation
from nnlib._machinery.formulas import Formula, quiet
from nnlib._machinery.reading import Answer, array_in, is_blank
from nnlib._machinery.rules import choice
from nnlib._machinery.values import Array, described
from nnlib.activations import ActivationName
from nnlib.checks.cases import Case, make_cases
from nnlib.checks.comparison import Comparison, Measured, in_symbols
from nnlib.checks.diagnosis import Finding
from nnlib.checks.failures import SIZE_OF, code_for, explained, is_shape_clash, other_than_its_field
from nnlib.checks.measures import symbols_of
from nnlib.checks.mending import STATEMENT, mended
from nnlib.checks.result import CheckResult
from nnlib.checks.running import Failure, Run
from nnlib.checks.source import has_blanks, names_from_outside
from nnlib.checks.stale import stale
from nnlib.checks.tasks import FORMS, WHOLES, right_forms
from nnlib.checks.trials import FailedError, Learners, RefusedError, Trial
from nnlib.texts import say

TAKES_PLACE = ("forward", "cost", "backward", "update")  # functions that `train` and `descend` take in place of nnlib's
# tasks whose cases differ in their labels or learning rates too, and not in sizes alone
NOT_BY_SIZES = ("cost", "safe_cost", "accuracy", "update", "training_loop")
UNFORESEEN: tuple[type[Exception], ...] = (ArithmeticError, IndexError, TypeError, ValueError)  # none in the tests
NOT_YET_EQUATIONS = ("update", "training_loop", "initialize_parameters")  # whose names, inside, may be the old arrays


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
    about: dict[str, Any] = {"task": trial.name, "activation": trial.activation}
    try:
        cases = make_cases(trial.name, trial.activation, trial.seed)
        runs = trial.runs(cases)
        answers = trial.read(cases, runs)
        if complaint := _in_another_order(trial, cases, answers):
            return CheckResult(trial.called, failure=complaint, **about)
        if answers[0].unfinished and not answers[0].arrays:
            return CheckResult(trial.called, unfinished=_todo(trial, answers[0]), **about)
        with quiet():
            return _judged(trial, trial.compare(cases, answers, runs), answers[0], runs)
    except FailedError as failed:
        with quiet():
            return _failed(trial, failed.failure, failed.case)
    except RefusedError as refused:
        return CheckResult(trial.called, failure=str(refused), **about)


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
    whole, notes = not answer.unfinished, list[str]()
    findings = _diagnosed(trial, comparison)
    if whole and any(finding.mistake is None for finding in findings):
        findings = trial.drawn(comparison) or findings  # what is drawn is explained by nothing else
        if trial.name == "vectorized" and (on_the_way := trial.in_forward(comparison.cases, runs)):
            findings = [*on_the_way, *(finding for finding in findings if finding.mistake)]
    elif whole and not findings and trial.name in ("cost", "safe_cost"):
        findings, notes = trial.where_sure(comparison)
    elif whole and not findings:
        findings = trial.how_it_computes(comparison)
    rows = tuple(_row(trial, array, comparison, findings, answer) for array in trial.task.equations)
    notes = [*_notes(trial, findings, comparison, runs), *notes]
    if findings and (origin := trial.first_not_finite(comparison)):
        notes = [say("first_not_finite", **origin._asdict()), *notes]
    notes += [words for array in comparison.arrays if not findings and (words := comparison.remark(array))]
    unfinished = _todo(trial, answer) if answer.unfinished else ""
    if not findings and not unfinished and trial.name in TAKES_PLACE and trial.called.isidentifier():
        notes.append(say("hand_on", name=trial.name, called=trial.called))
    about: dict[str, Any] = {
        "lead": _from_outside(trial) if findings else "",
        "task": trial.name,
        "activation": trial.activation,
    }
    return CheckResult(trial.called, rows, tuple(findings), unfinished=unfinished, notes=tuple(notes), **about)


def _diagnosed(trial: Trial, comparison: Comparison) -> list[Finding]:
    """Explain what is wrong; where NumPy refuses numbers that nobody thought of, the verdict stands unexplained."""
    try:
        return trial.diagnosed(comparison)
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


def _forgets_a_field(failure: Failure, trial: Trial) -> bool:
    """Tell whether the line that failed reads an array from the notebook that an argument has as a field."""
    forgotten = {name for name in names_from_outside(trial.function) if _field(trial, name)}
    return bool(forgotten & set(re.findall(r"(?<![\w.])[A-Za-z]\w*", failure.code)))


def _notes(trial: Trial, findings: Sequence[Finding], comparison: Comparison, runs: Sequence[Run]) -> list[str]:
    notes = list[str]()
    if trial.name not in NOT_BY_SIZES and any(_fits_somewhere(finding, comparison) for finding in findings):
        notes.append(say("only_some_sizes"))
    if findings and (given := trial.given_in_order(comparison.cases[0].known)):
        notes.append(given)
    if changed := sorted({name for one in runs for name in one.changed}):
        notes.append(say("changed", names=", ".join(changed)))
    if warned := [warning for one in runs for warning in one.warned]:
        notes.append(say("warned", warning=warned[0]))
    return notes


def _fits_somewhere(finding: Finding, comparison: Comparison) -> bool:
    """Tell whether what is wrong is right in one of the first cases, which differ in their sizes."""
    if finding.mistake or (finding.measured and finding.measured.key in OF_NO_SIZE):
        return False
    whole = [[comparison.fits(i, array) for i in range(min(4, len(comparison.cases)))] for array in finding.arrays]
    return any(any(right) and not all(right) for right in whole)


def _todo(trial: Trial, answer: Answer) -> str:
    return ", ".join(answer.unfinished) if len(trial.task.equations) > 1 else trial.called


def _failed(trial: Trial, failure: Failure, case: Case) -> CheckResult:
    if _is_stub(trial, failure):
        return CheckResult(trial.called, unfinished=trial.called)
    findings, rows = _from_names(trial, failure, case)
    array, meant = _set_by(failure, trial), list[Formula]()
    if is_shape_clash(failure):
        seen = {name for finding in findings for name in finding.arrays}
        findings += [finding for finding in trial.where_it_fits() if not seen & set(finding.arrays)]
        seen |= {name for finding in findings for name in finding.arrays}
        if array in seen or (array and _forgets_a_field(failure, trial)):
            meant = right_forms(trial.task, array, trial.activation)
        elif not other_than_its_field(failure) and (right_line := mended(failure, trial.task, case)):
            meant = [right_line.right]
            findings += [Finding((right_line.array,), mended=right_line)] if right_line.array not in seen else []
    wanted = (np.shape(case.right[array]) or (1, 1)) if array else None  # a product that is one number is (1, 1)
    words = explained(failure._replace(meant=meant, wanted=wanted))
    notes = [say("fails_where_sure")] if case.within else []
    if given := trial.given_in_order(case.known):
        notes.append(given)
    about: dict[str, Any] = {"traceback": failure.traceback, "task": trial.name, "activation": trial.activation}
    return CheckResult(
        trial.called, rows, tuple(findings), words, notes=tuple(notes), lead=_from_outside(trial), **about
    )


def _set_by(failure: Failure, trial: Trial) -> str:
    """Name the array that the line sets, or returns alone; nothing where it is none of the task's."""
    statement, arrays = STATEMENT.fullmatch(failure.line_of_code.strip()), list(trial.task.equations)
    name = statement and (statement[1] or (arrays[0] if len(arrays) == 1 else ""))
    return name if name in arrays else ""


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
    if not known or trial.name in NOT_YET_EQUATIONS:
        return [], ()
    answer = Answer({name: arrays[name] for name in trial.task.equations if name in known})
    comparison = trial.compare([case], [answer])
    begun = ("zero", "one_everywhere")  # made for what was to be put into it
    findings = [f for f in _diagnosed(trial, comparison) if f.measured is None or f.measured.key not in begun]
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
        return array, symbols, say("verdict_by_loop") if by_loop else _wrong(array, comparison)
    if array in comparison.wrong:  # what makes it so was found before it
        return array, symbols, _wrong(array, comparison)
    given = "" if comparison.is_as_in_notes(array) else say("verdict_given")
    return array, symbols, say("verdict_right") + given


def _wrong(array: str, comparison: Comparison) -> str:
    """Say that an array is wrong, and what shape it has where that is another than the right one."""
    values = [(answer[array], case) for answer, case in zip(comparison.answers, comparison.cases, strict=True)]
    other = next(
        (value for value, case in values if not case.within and value.shape != np.shape(case.right[array])), None
    )
    if array not in FORMS or other is None:
        return say("verdict_wrong")
    symbols = symbols_of([value for value, _ in values], [case.known for _, case in values])
    own = f"{symbols} = {other.shape}" if symbols else str(other.shape)
    return say("verdict_wrong") + say("verdict_shape", shape=own)


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
    one_number = np.ndim(right) == 0 and value.size == 1
    return (one_number or _same_shape(value, right)) and bool(np.allclose(value, right))


# How arrays are told from one another where there is no one right answer.
ALIKE: dict[str, Callable[[Array, Any], bool]] = {"initialize_parameters": _same_shape, "unit": _same_size}
# What is right in one case and wrong in another for other reasons than its sizes.
OF_NO_SIZE = {
    "other_count", "rounded", "rounded_to", "cut_off", "each_example", "each_example_backwards", "every_2_examples",
    "every_4_examples", "first_step_right", "step_unknown", "start_equal_rows", "start_zero_row", "start_zero_column",
    "some_signs", "only_where_saturated", "only_where_below", "only_where_above", "global_random_state",
    "own_generator",
}  # fmt: skip
