"""Tries a learner's function in every case, and finds what it does wrong: in its equations, and beside them."""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from nnlib._machinery.calling import bound
from nnlib._machinery.formulas import Formula
from nnlib._machinery.reading import OPTIONAL, Answer, Form, array_in, is_blank, read
from nnlib.activations import ActivationName
from nnlib.checks.cases import (
    FITTING,
    OF_EXAMPLES,
    OF_PREDICTIONS,
    ROUND_PREDICTIONS,
    SIZES,
    Case,
    make_case,
    of_one_example,
    of_prediction,
    saturated_cases,
    solved,
    uneven,
)
from nnlib.checks.comparison import Comparison, Measured, number, same
from nnlib.checks.diagnosis import Finding, diagnose, merged
from nnlib.checks.lines import formulas_in, set_at
from nnlib.checks.loops import LoopComparison, of_a_step
from nnlib.checks.measures import UNKNOWN
from nnlib.checks.mistakes import mistakes_of
from nnlib.checks.running import Failure, Run, run
from nnlib.checks.slopes import SlopesComparison
from nnlib.checks.source import forgets_to_return, names_used
from nnlib.checks.starts import StartComparison, UnitComparison
from nnlib.checks.tasks import FORMS, TASKS, Task
from nnlib.checks.watching import Origin, Place, first_not_finite, grows_with
from nnlib.texts import say

Learners = Callable[..., Any]

COMPARISONS: dict[str, type[Comparison]] = {  # of tasks whose answers are compared in a way of their own
    "initialize_parameters": StartComparison,
    "unit": UnitComparison,
    "numerical_gradients": SlopesComparison,
    "training_loop": LoopComparison,
}
A_MOMENT = 0.1  # seconds for each way to look at a step
MANY = (200, 100)  # n0 and n1 of a network that is large enough for the mean of its weights to tell
BY_CHANCE = 6.0  # standard errors: beyond, a mean is not 0
OF_FORWARD = mistakes_of("forward", "tanh")
LAST_DIGITS = 1e-12  # differ where the examples are gone through in another order
ALL_VECTORIZED = ("vectorized", "gradients_in_rows", "dW1")  # exercises that ask for no loop


class RefusedError(Exception):
    """What the function did cannot be judged; the message says in words what is wrong with the form of it."""


class FailedError(RefusedError):
    """The function failed, with this failure, in this case."""

    def __init__(self, failure: Failure, case: Case) -> None:
        super().__init__()
        self.failure, self.case = failure, case


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
    def form(self) -> Form:
        """What it is to return."""
        names = tuple(self.task.equations)
        return Form(names, self.task.also_called, of_numbers=not any(name in FORMS for name in names))

    @property
    def called(self) -> str:
        """The function's own name."""
        return getattr(self.function, "__name__", type(self.function).__name__)

    def runs(self, cases: Sequence[Case], seed: int = 0) -> list[Run]:
        """Run the function in one case after the other.

        Args:
            cases: what it is given.
            seed: of the global random state.

        Raises:
            FailedError: it fails in one of them.
        """
        runs = list[Run]()
        for case in cases:
            runs.append(run(self.function, self.task, case.known, seed))
            if failure := runs[-1].failure:
                raise FailedError(failure, case)
        return runs

    def read(self, cases: Sequence[Case], runs: Sequence[Run], after: Comparison | None = None) -> list[Answer]:
        """Name the arrays that were returned.

        Args:
            cases: what the function was given.
            runs: what it returned.
            after: what was returned in other cases: here it is to be as much.

        Raises:
            RefusedError: it is none of the forms in which they may be returned, or not the same arrays each time.
        """
        answers = [read(one.returned, self.form) for one in runs]
        if is_blank(runs[0].returned) and forgets_to_return(self.function):
            raise RefusedError(say("no_return", name=self.called))
        if complaint := next((answer.complaint for answer in answers if answer.complaint), ""):
            raise RefusedError(complaint)
        own = after.own if after else ()
        before = [(c, _without(a, own)) for c, a in zip(after.cases, after.answers, strict=True)] if after else []
        tried = [*before, *((case, answer.arrays) for case, answer in zip(cases, answers, strict=True))]
        if complaint := uneven(tried, self.task):
            raise RefusedError(complaint)
        return answers

    def compare(self, cases: Sequence[Case], answers: Sequence[Answer], runs: Sequence[Run] = ()) -> Comparison:
        """Set what was returned beside the equations; and what was not returned, where the function has it inside."""
        arrays = [dict(answer.arrays) for answer in answers]
        own = [name for name in OPTIONAL if name in self.task.equations and name not in arrays[0] and runs]
        there = [name for name in own if all(array_in(one.names.get(name)) is not None for one in runs)]
        for one, answer in zip(runs, arrays, strict=False):
            answer.update({name: np.array(one.names[name], float) for name in there})
        return COMPARISONS.get(self.name, Comparison)(self.task, cases, arrays, there, self._lines)

    def _lines(self) -> dict[str, Formula]:
        """Read the formulas in the function's own lines."""
        known = make_case(self.name, SIZES[0], self.activation, self.seed).known
        given = bound(self.function, self.task.arguments, self.task.equations, known)
        return formulas_in(self.function, self.task, given.by_order)

    def diagnosed(self, comparison: Comparison) -> list[Finding]:
        """Explain what is wrong, by the mistakes that may be made in this function."""
        findings = diagnose(comparison, mistakes_of(self.name, self.activation))
        if isinstance(comparison, LoopComparison) and any(finding.mistake is None for finding in findings):
            return self._of_a_loop(comparison)
        return self._alone(findings, comparison)

    def _of_a_loop(self, comparison: LoopComparison) -> list[Finding]:
        """Explain a loop that no known mistake explains: its steps are counted, or the first of them is."""
        wrong = tuple(comparison.wrong)
        if counted := comparison.counted():
            return [Finding(wrong, measured=counted)]
        cases = [solved(self.task, {**case.known, "iterations": 1}) for case in comparison.cases]
        try:
            once = self.compare(cases, self.read(cases, self.runs(cases), comparison))
        except RefusedError:
            return diagnose(comparison, [])
        first = diagnose(once, of_a_step(mistakes_of(self.name, self.activation)), 0)
        if not first:
            return [Finding(wrong, measured=Measured("first_step_right", {}))]
        unknown = [array for finding in first if not finding.mistake for array in finding.arrays]
        told = [finding for finding in first if finding.mistake]
        steps = list(once.as_steps(unknown)) if isinstance(once, LoopComparison) else []
        if unknown and not steps:  # their shapes are others
            return first
        for step in steps:
            told += _told_of(diagnose(step, [], A_MOMENT), unknown)
        rest = tuple(unknown)
        every = [*told, Finding(rest, measured=Measured("step_unknown", {}))] if rest else told
        return sorted(every, key=lambda finding: comparison.arrays.index(finding.arrays[0]))

    def _alone(self, findings: list[Finding], comparison: Comparison) -> list[Finding]:
        """Say more of one number that no measure explains: what it is for one example alone."""
        unknown = [f for f in findings if f.measured is not None and f.measured.key in UNKNOWN]
        if not unknown or self.name not in OF_EXAMPLES:
            return findings
        said = {id(finding): self._of_examples(finding, comparison) for finding in unknown}
        return merged([said.get(id(finding), finding) for finding in findings])

    def _of_examples(self, finding: Finding, comparison: Comparison) -> Finding:
        try:
            for case in self._single_examples(comparison.cases):
                alone = self.compare([case], self.read([case], self.runs([case]), comparison))
                for array in finding.arrays:
                    if not alone.fits(0, array):
                        return self._of_one_example(finding, array, alone)
        except RefusedError:  # it does not take one example alone: nothing more can be said
            return finding
        return finding._replace(measured=Measured("right_alone", {}))

    def _single_examples(self, cases: Sequence[Case]) -> list[Case]:
        """Give examples with round numbers, and of each case the first, one in the middle, and the last."""
        first, *_ = cases
        examples = [of_one_example(self.name, c, i) for c in cases for i in (0, c.known["m"] // 2, c.known["m"] - 1)]
        if self.name not in OF_PREDICTIONS:
            return examples
        return [*(of_prediction(self.name, first, *prediction) for prediction in ROUND_PREDICTIONS), *examples]

    def _of_one_example(self, finding: Finding, array: str, alone: Comparison) -> Finding:
        known, value, right = alone.cases[0].known, alone.answers[0][array], alone.cases[0].right[array]
        if np.shape(right) or value.size != 1 or not np.all(np.isfinite(value)):
            return finding
        told = ("Z2", "A2", "Y") if "cache" in self.task.arguments else ("A2", "Y")
        given = ", ".join(f"{name} = {number(known[name])}" for name in told)
        values = {"value": number(value), "right": number(right), "given": given}
        return finding._replace(measured=Measured("wrong_alone", values))

    def given_in_order(self, known: Mapping[str, Any]) -> str:
        """Say what the function's arguments of other names than the notes' are given; nothing where there are none."""
        by_order = bound(self.function, self.task.arguments, self.task.equations, known).by_order
        pairs = ", ".join(f"{name} for {own}" for own, name in by_order.items())
        return say("in_order", pairs=pairs) if pairs else ""

    def drawn(self, comparison: Comparison) -> list[Finding]:
        """Tell which arrays come out with other numbers when it is run again, or with another global random state."""
        first = comparison.cases[0]
        if names := self._other_in_a_second_run(comparison, first, global_seed=1):
            by_itself = self._other_in_a_second_run(comparison, first)
            return [Finding(names, measured=Measured("own_generator" if by_itself else "global_random_state", {}))]
        return []

    def how_it_computes(self, comparison: Comparison) -> list[Finding]:
        """Find what is wrong though the numbers are right: a loop, a borrowed gradient, something drawn."""
        if self.name in ALL_VECTORIZED and (places := self._loops_over_examples()):
            arrays = set_at(places, self.function, comparison.arrays) or comparison.arrays
            values = {"line": places[0].line, "code": places[0].code}
            return [Finding(tuple(arrays), measured=Measured("still_loops", values))]
        if self.name == "numerical_gradients" and "backward" in names_used(self.function):
            return [Finding(tuple(comparison.arrays), measured=Measured("not_measured", {}))]
        if self.name == "initialize_parameters" and not self._takes_a_generator(comparison.cases[0]):
            return [Finding(("W1", "W2"), measured=Measured("no_rng", {}))]
        if drawn := self.drawn(comparison):
            return drawn
        return self._of_the_generator(comparison) if self.name == "initialize_parameters" else []

    def _takes_a_generator(self, case: Case) -> bool:
        names = bound(self.function, self.task.arguments, self.task.equations, case.known).names
        return bool({"rng", "seed"} & set(names))

    def in_forward(self, cases: Sequence[Case], runs: Sequence[Run]) -> list[Finding]:
        """Find what is wrong on the way to dZ2, in the forward propagation within a function, by its own names."""
        steps = TASKS["forward"]
        answers = [{name: array_in(one.names.get(name)) for name in steps.equations} for one in runs]
        if any(array is None for answer in answers for array in answer.values()):
            return []
        return diagnose(Comparison(steps, [solved(steps, case.known) for case in cases], answers), OF_FORWARD)

    def _of_the_generator(self, comparison: Comparison) -> list[Finding]:
        first = comparison.cases[0]
        drawn_again = {**first.known, "rng": np.random.default_rng(1), "seed": 1}
        other = self._other_in_a_second_run(comparison, first._replace(known=drawn_again))
        if fixed := tuple(name for name in ("W1", "W2") if name not in other):
            return [Finding(fixed, measured=Measured("rng_unused", {}))]
        return self._off_centre(comparison)

    def _off_centre(self, comparison: Comparison) -> list[Finding]:
        """Draw for a large network, and find weights whose mean is too far from 0 to be so by chance."""
        case = make_case(self.name, (*MANY, 1), self.activation, self.seed)
        (drawn,) = self.read([case], self.runs([case]), comparison)
        for name in ("W1", "W2"):
            W, right = drawn.arrays[name], np.shape(case.right[name])
            if W.shape != right:
                return [Finding((name,), measured=Measured("unlike", {"shape": W.shape, "right": right}))]
            mean, error = float(np.mean(W)), float(np.std(W)) / math.sqrt(W.size)
            if abs(mean) > BY_CHANCE * error:
                values = {"mean": number(mean), "count": W.size}
                return [Finding((name,), measured=Measured("start_off_centre", values))]
        return []

    def _loops_over_examples(self) -> list[Place]:
        n0, n1, m = SIZES[0]
        ever_more = [make_case(self.name, (n0, n1, i * m), self.activation, self.seed).known for i in (1, 2, 3)]
        return grows_with(self.function, self.task, ever_more)

    def _other_in_a_second_run(self, comparison: Comparison, case: Case, global_seed: int = 0) -> tuple[str, ...]:
        """Name the arrays that come out with other numbers than in the first case."""
        (again,) = self.read([case], self.runs([case], global_seed), comparison)
        first = _without(comparison.answers[0], comparison.own)
        return tuple(name for name in first if not same(again.arrays[name], first[name], LAST_DIGITS))

    def where_sure(self, comparison: Comparison) -> tuple[list[Finding], list[str]]:
        """Try a cost where predictions are very sure, and log(0) lies near: give what is wrong, and what to note."""
        cases, strict = saturated_cases(self.name, self.activation, self.seed), self.name == "safe_cost"
        try:
            sure = self.compare(cases, self.read(cases, self.runs(cases), comparison))
        except FailedError as failed:
            if strict:
                raise
            z = number(np.max(failed.case.known["Z2"]))
            return [], [say("not_safe_fails", z=z, error=type(failed.failure.error).__name__)]
        if any(answer["J"].size != 1 for answer in sure.answers):
            return diagnose(sure, []), []
        findings = _of_sure(sure, strict=strict)
        if strict:
            return findings, _cut_off(sure)
        return findings, [] if findings else [*_not_safe(sure), *_cut_off(sure)]

    def first_not_finite(self, comparison: Comparison) -> Origin | None:
        """Find where the first number that is not finite comes up, in the first case that has one."""
        if not self.task.arguments:  # what it returns is given, not computed
            return None
        for case, answer in zip(comparison.cases, comparison.answers, strict=True):
            finite = all(np.all(np.isfinite(array)) for array in answer.values())
            if not finite and (origin := first_not_finite(self.function, self.task, case.known)):
                return origin
        return None

    def where_it_fits(self) -> list[Finding]:
        """Try sizes of which some are equal: where a wrong product fits, its result tells what it is."""
        for sizes in FITTING:
            cases = [make_case(self.name, sizes, self.activation, self.seed + i) for i in range(2)]
            try:
                answers = self.read(cases, self.runs(cases))
            except RefusedError:  # the next sizes may fit
                continue
            if any(answer.unfinished for answer in answers):
                return []
            found = diagnose(self.compare(cases, answers), mistakes_of(self.name, self.activation))
            return [finding for finding in found if finding.mistake or finding.found]
        return []


def _told_of(findings: Sequence[Finding], unknown: list[str]) -> list[Finding]:
    """Take of what was found in the first step that which has a formula; what it explains is unknown no more."""
    told = list[Finding]()
    for finding in findings:
        of_a_step = finding.arrays[0].startswith("d")
        arrays = tuple(array.removeprefix("d") for array in finding.arrays)
        if finding.found and set(arrays) <= set(unknown):
            told.append(finding._replace(arrays=arrays, of_a_step=of_a_step))
            unknown[:] = [array for array in unknown if array not in arrays]
    return told


def _without(arrays: Mapping[str, Any], names: Sequence[str]) -> dict[str, Any]:
    return {name: array for name, array in arrays.items() if name not in names}


SURE_MISTAKE = 1.0  # from this cost on
CLIPPED = 0.01  # what a cost may be off by, relative to the largest, before it is said to be cut off


def _of_sure(sure: Comparison, *, strict: bool) -> list[Finding]:
    """Find a cost of very sure predictions that they cannot have; where that is asked for, one that is not finite."""
    for i, case in enumerate(sure.cases):
        value, right = sure.answers[i]["J"], case.right["J"]
        finite = bool(np.all(np.isfinite(value)))
        if not sure.fits(i, "J") and (finite or strict):
            if finite:
                return [Finding(("J",), measured=Measured("sure", {"value": number(value), "right": number(right)}))]
            known = [m for m in mistakes_of("safe_cost", "tanh") if m.function == "safe_cost" and sure.is_by(m, "J")]
            z = {"value": number(value), "z": number(np.max(case.known["Z2"]))}
            return [Finding(("J",), known[0] if known else None, measured=Measured("sure_not_finite", z))]
    return []


def _not_safe(sure: Comparison) -> list[str]:
    """Say where a cost becomes inf or nan."""
    for case, answer in zip(sure.cases, sure.answers, strict=True):
        if not np.all(np.isfinite(answer["J"])):
            return [say("not_safe", value=number(answer["J"]), z=number(np.max(case.known["Z2"])))]
    return []


def _cut_off(sure: Comparison) -> list[str]:
    """Say of a cost of sure predictions that it is another than they cost, though a finite one."""
    for case, answer in zip(sure.cases, sure.answers, strict=True):
        value, right = np.reshape(answer["J"], ()), case.right["J"]
        if np.isfinite(value) and right > SURE_MISTAKE and not same(value, right, CLIPPED):
            z = number(np.max(case.known["Z2"]))
            return [say("cut_off_cost", z=z, value=number(value), right=number(right))]
    return []
