"""Tries a learner's function in some cases: runs it, names what it returns, and sets that beside the equations."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from nnlib._machinery.calling import Bound, bound, parts
from nnlib._machinery.formulas import Formula
from nnlib._machinery.reading import OPTIONAL, Answer, Form, array_in, is_blank, read
from nnlib.activations import ActivationName
from nnlib.checks.cases import SIZES, Case, make_case
from nnlib.checks.comparison import Comparison, same
from nnlib.checks.lines import formulas_in
from nnlib.checks.loops import LoopComparison
from nnlib.checks.running import Failure, Run, run
from nnlib.checks.slopes import SlopesComparison
from nnlib.checks.source import forgets_to_return
from nnlib.checks.starts import StartComparison, UnitComparison
from nnlib.checks.tasks import FORMS, TASKS, Task
from nnlib.texts import say

Learners = Callable[..., Any]

LAST_DIGITS = 1e-12  # differ where the examples are gone through in another order

COMPARISONS: dict[str, type[Comparison]] = {  # of tasks whose answers are compared in a way of their own
    "initialize_parameters": StartComparison,
    "unit": UnitComparison,
    "numerical_gradients": SlopesComparison,
    "training_loop": LoopComparison,
}


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
    seed: int = 0

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

    @property
    def given(self) -> Bound:
        """What it is handed, by which names, without the numbers."""
        known = dict.fromkeys(make_case(self.name, SIZES[0], self.activation, self.seed).known)
        return bound(self.function, self.task.arguments, self.task.equations, known)

    @property
    def names(self) -> frozenset[str]:
        """The arrays and numbers that it has, by their names in the notes: given, or computed on the way."""
        return frozenset([*parts(self.given.names), *(self.task.equations if self.task.fed_forward else ())])

    def runs(self, cases: Sequence[Case], seed: int = 0) -> list[Run]:
        """Run the function in one case after the other, with this seed of the global random state.

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
        """Name the arrays that were returned; there must be as many as in the cases `after` which these come.

        Raises:
            RefusedError: it is none of the forms in which they may be returned, or not the same arrays each time.
        """
        answers = [read(one.returned, self.form) for one in runs]
        if is_blank(runs[0].returned) and forgets_to_return(self.function):
            raise RefusedError(say("no_return", name=self.called))
        if complaint := next((answer.complaint for answer in answers if answer.complaint), ""):
            raise RefusedError(complaint)
        there = [set(arrays) for arrays in (*(after.returned if after else ()), *(answer.arrays for answer in answers))]
        if uneven := [name for name in self.task.equations if 0 < sum(name in names for names in there) < len(there)]:
            raise RefusedError(say("uneven", name=uneven[0]))
        return answers

    def compare(self, cases: Sequence[Case], answers: Sequence[Answer], runs: Sequence[Run] = ()) -> Comparison:
        """Set what was returned beside the equations; and what was not returned, where the function has it inside."""
        arrays = [dict(answer.arrays) for answer in answers]
        own = [name for name in OPTIONAL if name in self.task.equations and name not in arrays[0] and runs]
        there = [name for name in own if all(array_in(one.names.get(name)) is not None for one in runs)]
        for one, answer in zip(runs, arrays, strict=False):
            answer.update({name: np.array(one.names[name], float) for name in there})
        return COMPARISONS.get(self.name, Comparison)(self.task, cases, arrays, there, self._lines, self.names)

    def tried(self, cases: Sequence[Case], after: Comparison | None = None) -> Comparison:
        """Run the function in some cases, and set what it returns beside the equations.

        Raises:
            RefusedError: it fails, or what it returns cannot be judged.
        """
        return self.compare(cases, self.read(cases, self.runs(cases), after))

    def other_in(self, case: Case, comparison: Comparison, seed: int = 0) -> tuple[str, ...]:
        """Name the arrays that come out with other numbers in a case than they did in the first."""
        (again,) = self.read([case], self.runs([case], seed), comparison)
        return tuple(
            name for name, first in comparison.returned[0].items() if not same(again.arrays[name], first, LAST_DIGITS)
        )

    def _lines(self) -> Mapping[str, Formula]:
        """Read the formulas in the function's own lines."""
        return formulas_in(self.function, self.task, self.given.by_order)
