"""Runs a learner's function in every case, and finds what it does wrong: in its equations, and beside them."""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from nnlib._machinery.door import Array
from nnlib.activations import ActivationName
from nnlib.exercises.answer import Answer, is_blank, read
from nnlib.exercises.binding import bound
from nnlib.exercises.cases import FITTING, SIZES, Case, make_case, saturated_cases
from nnlib.exercises.comparison import Comparison, same
from nnlib.exercises.diagnosis import Finding, diagnose, mistakes_of
from nnlib.exercises.running import Failure, Run, run
from nnlib.exercises.samples import Measured, written
from nnlib.exercises.sizes import SizesComparison
from nnlib.exercises.slopes import SlopesComparison
from nnlib.exercises.source import forgets_to_return, names_used
from nnlib.exercises.starts import StartComparison
from nnlib.exercises.uneven import uneven
from nnlib.exercises.units import UnitComparison
from nnlib.exercises.watching import Origin, first_not_finite, grows_with
from nnlib.mistakes import CATALOGUE
from nnlib.mistakes.tasks import TASKS, Task
from nnlib.texts import say

Learners = Callable[..., Any]

# Tasks whose answers are compared in a way of their own.
COMPARISONS: dict[str, type[Comparison]] = {
    "initialize_parameters": StartComparison,
    "all_shapes": SizesComparison,
    "count_parameters": SizesComparison,
    "unit": UnitComparison,
    "numerical_gradients": SlopesComparison,
}


OF_SIGNS = (Measured("some_signs", {}), Measured("factor", {"factor": "−1"}))  # a sign may be right by chance
MANY = (200, 100)  # n0 and n1 of a network that is large enough for the mean of its weights to tell
BY_CHANCE = 6.0  # standard errors: beyond, a mean is not 0
LAST_DIGITS = 1e-12  # differ where the examples are gone through in another order
OF_NO_SIZE = (  # what is right in one case and wrong in another for other reasons than its sizes
    "other_count",
    "rounded",
    "rounded_to",
    "roughly",
    "cut_off",
    "each_example",
    "first_step_right",
    "step_unknown",
    "start_equal_rows",
    "start_zero_row",
    "start_zero_column",
)


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
        answers = [read(one.returned, self.task) for one in runs]
        if complaint := next((answer.complaint for answer in answers if answer.complaint), ""):
            raise RefusedError(complaint)
        if is_blank(runs[0].returned) and forgets_to_return(self.function):
            raise RefusedError(say("no_return", name=self.called))
        before = list(zip(after.cases, after.answers, strict=True)) if after else []
        tried = [*before, *((case, answer.arrays) for case, answer in zip(cases, answers, strict=True))]
        if complaint := uneven(tried, self.task):
            raise RefusedError(complaint)
        return answers

    def given_in_order(self, known: Mapping[str, Any]) -> str:
        """Say what the function's arguments of other names than the notes' are given; nothing where there are none."""
        by_order = bound(self.function, self.task, known).by_order
        pairs = ", ".join(f"{name} for {own}" for own, name in by_order.items())
        return say("in_order", pairs=pairs) if pairs else ""

    def compare(self, cases: Sequence[Case], answers: Sequence[Answer]) -> Comparison:
        """Set what was returned beside the equations."""
        kind = COMPARISONS.get(self.name, Comparison)
        return kind(self.task, cases, [answer.arrays for answer in answers])

    def diagnosed(self, comparison: Comparison) -> list[Finding]:
        """Explain what is wrong, by the mistakes that may be made in this function."""
        return diagnose(comparison, mistakes_of(self.name, self.activation))

    def diagnosed_in_a_step(self, comparison: Comparison) -> list[Finding]:
        """Explain what is wrong in a loop of one step: no mistake of the loop itself can be seen in it."""
        known = mistakes_of(self.name, self.activation)
        return diagnose(comparison, [m for m in known if CATALOGUE[m.name].function != self.name])

    def beside(self, comparison: Comparison) -> tuple[list[Finding], Comparison]:
        """Look for what numbers of size 1 do not show; give what was found, and the comparison that showed it.

        Raises:
            RefusedError: there the function fails, or returns something else.
        """
        if self.name == "cost":
            sure = saturated_cases(self.name, self.activation, self.seed)
            seen = self.compare(sure, self.read(sure, self.runs(sure), comparison))
            return self.diagnosed(seen), seen
        return self._how_it_computes(comparison), comparison

    def drawn(self, comparison: Comparison) -> list[Finding]:
        """Tell which arrays come out with other numbers when it is run again, or with another global random state."""
        first = comparison.cases[0]
        if names := self._other_in_a_second_run(comparison, first, global_seed=1):
            by_itself = self._other_in_a_second_run(comparison, first)
            return [Finding(names, None, Measured("own_generator" if by_itself else "global_random_state", {}))]
        return []

    def _how_it_computes(self, comparison: Comparison) -> list[Finding]:
        if self.name == "vectorized" and (place := self._loops_over_examples()):
            line, code = place
            return [Finding(tuple(comparison.arrays), None, Measured("still_loops", {"line": line, "code": code}))]
        if self.name == "numerical_gradients" and "backward" in names_used(self.function):
            return [Finding(tuple(comparison.arrays), None, Measured("not_measured", {}))]
        first = comparison.cases[0]
        if drawn := self.drawn(comparison):
            return drawn
        if self.name == "initialize_parameters":
            drawn_again = {**first.known, "rng": np.random.default_rng(1), "seed": 1}
            other = self._other_in_a_second_run(comparison, first._replace(known=drawn_again))
            if fixed := tuple(name for name in ("W1", "W2") if name not in other):
                return [Finding(fixed, None, Measured("rng_unused", {}))]
            return self._off_centre(comparison)
        return []

    def _off_centre(self, comparison: Comparison) -> list[Finding]:
        """Draw for a large network, and find weights whose mean is too far from 0 to be so by chance."""
        case = make_case(self.name, (*MANY, 1), self.activation, self.seed)
        (drawn,) = self.read([case], self.runs([case]), comparison)
        for name in ("W1", "W2"):
            W: Array = drawn.arrays[name]
            right = np.shape(case.right[name])
            if W.shape != right:
                return [Finding((name,), None, Measured("unlike", {"shape": W.shape, "right": right}))]
            mean, error = float(np.mean(W)), float(np.std(W)) / math.sqrt(W.size)
            if abs(mean) > BY_CHANCE * error:
                values = {"mean": written(mean), "count": W.size}
                return [Finding((name,), None, Measured("start_off_centre", values))]
        return []

    def _loops_over_examples(self) -> tuple[int, str] | None:
        n0, n1, m = SIZES[0]
        ever_more = [make_case(self.name, (n0, n1, i * m), self.activation, self.seed).known for i in (1, 2, 3)]
        return grows_with(self.function, self.task, ever_more)

    def _other_in_a_second_run(self, comparison: Comparison, case: Case, global_seed: int = 0) -> tuple[str, ...]:
        """Name the arrays that come out with other numbers than in the first case."""
        (again,) = self.read([case], self.runs([case], global_seed), comparison)
        first = comparison.answers[0]
        return tuple(name for name in first if not same(again.arrays[name], first[name], LAST_DIGITS))

    def fits_somewhere(self, finding: Finding, comparison: Comparison) -> bool:
        """Tell whether what is wrong, and not known to the catalogue, is right in some of the cases."""
        places = range(min(len(SIZES), len(comparison.cases)))  # those after them differ in other things
        right = [comparison.fits(i, array) for array in finding.arrays for i in places]
        if finding.measured is None or finding.measured in OF_SIGNS or finding.measured.key in OF_NO_SIZE:
            return False
        return any(right) and not all(right)

    def first_not_finite(self, comparison: Comparison) -> Origin | None:
        """Find where the first number that is not finite comes up, in the first case that has one."""
        if not self.task.arguments:  # what it returns is given, not computed
            return None
        for case, answer in zip(comparison.cases, comparison.answers, strict=True):
            if all(np.all(np.isfinite(array)) for array in answer.values()):
                continue
            if origin := first_not_finite(self.function, self.task, case.known):
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
            found = self.diagnosed(self.compare(cases, answers))
            return [finding for finding in found if finding.mistake]
        return []
