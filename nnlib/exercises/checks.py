"""Tries a learner's function, and says in words what it found: the whole way from the function to the result."""

import os
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, get_args

import numpy as np

from nnlib.activations import ActivationName
from nnlib.arguments import Array
from nnlib.exercises.answer import Answer, is_blank, read
from nnlib.exercises.cases import FITTING, SIZES, Case, make_case, make_cases, saturated_cases
from nnlib.exercises.comparison import Comparison
from nnlib.exercises.diagnosis import Finding, diagnose, mistakes_of
from nnlib.exercises.failures import explained, is_shape_clash
from nnlib.exercises.result import CheckResult
from nnlib.exercises.running import Failure, Run, first_not_finite, grows_with, run
from nnlib.exercises.samples import Measured, array_in
from nnlib.exercises.source import forgets_to_return, has_blanks, names_from_outside
from nnlib.exercises.starts import StartComparison
from nnlib.mistakes.tasks import TASKS, Task
from nnlib.shapes import SHAPES
from nnlib.texts import say
from nnlib.values import described

Learners = Callable[..., Any]


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
    takes_any = activation is None and "activation" in getattr(getattr(function, "__code__", None), "co_varnames", ())
    activations: tuple[ActivationName, ...] = get_args(ActivationName) if takes_any else (activation or "tanh",)
    results = [Trial(function, name, one, seed).result() for one in activations]
    return next((result for result in results if not result.passed), results[0])


class Trial(NamedTuple):
    """One function, tried as the one of this name, with one activation."""

    function: Learners
    name: str
    activation: ActivationName
    seed: int

    @property
    def task(self) -> Task:
        """What the function is to compute."""
        return TASKS[self.name]

    @property
    def called(self) -> str:
        """The function's own name."""
        return getattr(self.function, "__name__", str(self.function))

    def result(self) -> CheckResult:
        """Run the function in every case, and judge what it returns."""
        cases = make_cases(self.name, self.activation, self.seed)
        runs = self._runs(cases)
        failed = next((one.failure for one in runs if one.failure), None)
        if failed is not None:
            return self._failed(failed, cases[len(runs) - 1])
        answers = [read(one.returned, self.task) for one in runs]
        complaint = next((answer.complaint for answer in answers if answer.complaint), "")
        if is_blank(runs[0].returned) and forgets_to_return(self.function):
            complaint = say("no_return", name=self.called)
        complaint = complaint or self._in_another_order(cases, answers)
        if complaint:
            return CheckResult(self.called, failure=complaint)
        if answers[0].unfinished and not answers[0].arrays:
            return CheckResult(self.called, unfinished=self._todo(answers[0]))
        return self._judged(self._compare(cases, answers), answers[0], runs)

    def _runs(self, cases: Sequence[Case]) -> list[Run]:
        """Run the function in one case after the other, up to the first in which it fails."""
        runs = list[Run]()
        for case in cases:
            runs.append(run(self.function, self.task.arguments, case.known))
            if runs[-1].failure:
                break
        return runs

    def _compare(self, cases: Sequence[Case], answers: Sequence[Answer]) -> Comparison:
        kind = StartComparison if self.name == "initialize_parameters" else Comparison
        return kind(self.task, cases, [answer.arrays for answer in answers])

    def _in_another_order(self, cases: Sequence[Case], answers: Sequence[Answer]) -> str:
        """Say so where all the arrays are right, but for their order."""
        names = list(self.task.equations)
        if any(set(answer.arrays) != set(names) for answer in answers):
            return ""
        found = [
            next((other for other in names if all(_equal(a.arrays[name], c.right[other]) for a, c in pairs)), "")
            for pairs in [list(zip(answers, cases, strict=True))]
            for name in names
        ]
        if found == names or set(found) != set(names):
            return ""
        return say("other_order", got=", ".join(found), names=", ".join(names))

    def _judged(self, comparison: Comparison, answer: Answer, runs: Sequence[Run]) -> CheckResult:
        findings, seen = self._diagnosed(comparison), comparison
        if not findings and not answer.unfinished:
            findings, seen = self._beside(comparison)
        rows = tuple(self._row(array, comparison, findings, answer) for array in self.task.equations)
        notes = [self._where_not_finite(seen), *self._notes(findings, comparison, runs)]
        said = tuple(note for note in notes if note)
        unfinished = self._todo(answer) if answer.unfinished else ""
        return CheckResult(self.called, rows, tuple(findings), unfinished=unfinished, notes=said)

    def _diagnosed(self, comparison: Comparison) -> list[Finding]:
        return diagnose(comparison, mistakes_of(self.name, self.activation))

    # What a function may do wrong beside its equations.

    def _beside(self, comparison: Comparison) -> tuple[list[Finding], Comparison]:
        """Look for what numbers of size 1 do not show; give what was found, and the comparison that showed it."""
        if self.name == "cost":
            sure = saturated_cases(self.name, self.activation, self.seed)
            seen = self._compare(sure, [read(one.returned, self.task) for one in self._runs(sure)])
            return self._diagnosed(seen), seen
        return self._how_it_computes(comparison), comparison

    def _how_it_computes(self, comparison: Comparison) -> list[Finding]:
        if self.name == "vectorized" and (place := self._loops_over_examples()):
            line, code = place
            return [Finding(tuple(comparison.arrays), None, Measured("still_loops", {"line": line, "code": code}))]
        if drawn := self._other_in_a_second_run(comparison, global_seed=1):
            return [Finding(drawn, None, Measured("global_random_state", {}))]
        if self.name == "initialize_parameters" and not self._other_in_a_second_run(comparison, rng_seed=1):
            return [Finding(("W1", "W2"), None, Measured("rng_unused", {}))]
        return []

    def _loops_over_examples(self) -> tuple[int, str] | None:
        n0, n1, m = SIZES[0]
        few, many = (make_case(self.name, (n0, n1, size), self.activation, self.seed).known for size in (m, 2 * m))
        return grows_with(self.function, self.task.arguments, few, many)

    def _other_in_a_second_run(
        self, comparison: Comparison, *, global_seed: int = 0, rng_seed: int = 0
    ) -> tuple[str, ...]:
        """Name the arrays that come out with other numbers when the first case is run again."""
        known = comparison.cases[0].known
        if rng_seed:
            known = {**known, "rng": np.random.default_rng(rng_seed), "seed": rng_seed}
        again = read(run(self.function, self.task.arguments, known, seed=global_seed).returned, self.task).arrays
        first = comparison.answers[0]
        return tuple(name for name in first if not np.array_equal(again[name], first[name], equal_nan=True))

    def _notes(self, findings: Sequence[Finding], comparison: Comparison, runs: Sequence[Run]) -> list[str]:
        notes = list[str]()
        if self.name != "cost" and any(self._fits_somewhere(finding, comparison) for finding in findings):
            notes.append(say("only_some_sizes"))
        if findings and (outside := names_from_outside(self.function)):
            notes.append(say("from_outside", names=", ".join(outside)))
        if changed := sorted({name for one in runs for name in one.changed}):
            notes.append(say("changed", names=", ".join(changed)))
        if warned := [warning for one in runs for warning in one.warned]:
            notes.append(say("warned", warning=warned[0]))
        if not findings:
            notes += [words for array in comparison.arrays if (words := _form(array, comparison))]
        return notes

    def _fits_somewhere(self, finding: Finding, comparison: Comparison) -> bool:
        """Tell whether what is wrong, and not known to the catalogue, is right in some of the cases."""
        places = range(len(comparison.cases))
        right = [comparison.fits(i, array) for array in finding.arrays for i in places]
        return finding.mistake is None and any(right) and not all(right)

    def _where_not_finite(self, comparison: Comparison) -> str:
        for case, answer in zip(comparison.cases, comparison.answers, strict=True):
            if all(np.all(np.isfinite(array)) for array in answer.values()):
                continue
            if origin := first_not_finite(self.function, self.task.arguments, case.known):
                return say("first_not_finite", name=origin.name, line=origin.line, code=origin.code)
        return ""

    # Where it is not finished, or failed.

    def _todo(self, answer: Answer) -> str:
        return ", ".join(answer.unfinished) if len(self.task.equations) > 1 else self.called

    def _failed(self, failure: Failure, case: Case) -> CheckResult:
        if self._is_stub(failure):
            return CheckResult(self.called, unfinished=self.called)
        findings, rows = self._from_names(failure, case)
        if is_shape_clash(failure):
            seen = {array for finding in findings for array in finding.arrays}
            findings += [finding for finding in self._where_it_fits() if not seen & set(finding.arrays)]
        words = explained(failure)
        notes = (say("from_outside", names=", ".join(o)),) if (o := names_from_outside(self.function)) else ()
        return CheckResult(self.called, rows, tuple(findings), words, notes=notes, traceback=failure.traceback)

    def _is_stub(self, failure: Failure) -> bool:
        """Tell whether it failed for a blank that is still to be filled in."""
        if isinstance(failure.error, NotImplementedError):
            return True
        blank = any(is_blank(value) for value in failure.names.values())
        return isinstance(failure.error, (TypeError, AttributeError)) and blank and has_blanks(self.function)

    def _from_names(self, failure: Failure, case: Case) -> tuple[list[Finding], tuple[tuple[str, str, str], ...]]:
        """Judge the arrays that had their names when the function failed."""
        there = {name: failure.names[name] for name in self.task.equations if name in failure.names}
        arrays = {name: array.astype(float) for name, value in there.items() if (array := array_in(value)) is not None}
        known = {name for name in arrays if name not in self.task.arguments}
        if not known or self.name in ("update", "training_loop", "initialize_parameters"):
            return [], ()
        answer = Answer({name: arrays[name] for name in self.task.equations if name in known})
        comparison = self._compare([case], [answer])
        findings = self._diagnosed(comparison)
        rows = tuple(self._row(array, comparison, findings, answer) for array in self.task.equations)
        return findings, rows

    def _where_it_fits(self) -> list[Finding]:
        """Try sizes of which some are equal: where a wrong product fits, its result tells what it is."""
        for sizes in FITTING:
            cases = [make_case(self.name, sizes, self.activation, self.seed + i) for i in range(2)]
            runs = self._runs(cases)
            if any(one.failure for one in runs):
                continue
            answers = [read(one.returned, self.task) for one in runs]
            if any(answer.complaint or answer.unfinished for answer in answers):
                return []
            found = self._diagnosed(self._compare(cases, answers))
            return [finding for finding in found if finding.mistake]
        return []

    def _row(
        self, array: str, comparison: Comparison, findings: Sequence[Finding], answer: Answer
    ) -> tuple[str, str, str]:
        symbols = f"({', '.join(SHAPES[array])})" if array in SHAPES else say("one_number" if array == "J" else "as_Z")
        if array in answer.unfinished:
            return array, symbols, say("verdict_unfinished")
        if array not in comparison.arrays:
            return array, symbols, say("verdict_missing")
        if any(array in finding.arrays for finding in findings):
            return array, symbols, say("verdict_wrong")
        given = "" if comparison.is_as_in_notes(array) else say("verdict_given")
        return array, symbols, say("verdict_right") + given


def _equal(value: Array, right: Any) -> bool:
    return np.shape(value) == np.shape(right) and bool(np.allclose(value, right))


def _form(array: str, comparison: Comparison) -> str:
    """Say that an array is right, but not in the notes' form."""
    value: Array = comparison.answers[0][array]
    right = np.shape(comparison.cases[0].right[array])
    if value.shape == right or array == "J":
        return ""
    return say("other_form", array=array, shape=value.shape, right=right)
