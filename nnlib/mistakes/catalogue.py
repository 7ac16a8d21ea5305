"""The catalogue: what a known mistake is, and the table of all of them, by name."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from nnlib.activations import ActivationName
from nnlib.mistakes.tasks import TASKS, Equation, compute, quantities
from nnlib.texts import Hint, hint

CATALOGUE: dict[str, "Mistake"] = {}


@dataclass(frozen=True, eq=False)
class Mistake:
    """A known mistake: one or more equations of one function, wrong in the same way.

    Called as the right function is, it computes what the mistake makes of it: a wrong `backward`, say, that takes the
    place of the right one.

    Attributes:
        name: how the catalogue and the checkers call it.
        function: the function it is made in: "forward", "backward", …
        formula: the wrong formula in the notes' symbols.
        erratum: "E1" to "E12" where the notes print it, else None.
        activations: the hidden activations with which it is a mistake; empty: all.
        equations: the wrong equation of each array, a function of quantities named by their symbols.
        seen_in: where the right result is not one but any of many, tells this mistake from the results.
        fits: whether NumPy computes it where all sizes differ; if not, it raises there.
    """

    name: str
    function: str
    formula: str
    erratum: str | None = None
    activations: tuple[ActivationName, ...] = ()
    equations: dict[str, Equation] = field(default_factory=dict[str, Equation])
    seen_in: Callable[..., bool] | None = None
    fits: bool = True

    @property
    def arrays(self) -> tuple[str, ...]:
        """The arrays whose equations are wrong, in the order of the notes."""
        return tuple(array for array in TASKS[self.function].equations if array in self.equations)

    @property
    def words(self) -> Hint:
        """The title, and the hint in three steps: a question, a pointer, the cause."""
        return hint(self.name.removeprefix("dZ1_"))

    def formula_of(self, arrays: Sequence[str]) -> str:
        """Give of several equations those of these arrays: "dW1 = …" of "dW2 = …, dW1 = …"; else all of it.

        A shape may follow the name in place of an equation: "W1 (n0, n1), W2 (n1, n2)".
        """
        equations = re.split(r", (?=\w+ (?:=|of shape|\() ?)", self.formula)
        about = re.search(r", [a-z][^()=]*$", equations[-1])  # what is said of all of them stands behind the last
        behind = about[0] if about else ""
        equations[-1] = equations[-1].removesuffix(behind)
        named = {array.removeprefix("shape_") for array in arrays}
        kept = [equation for equation in equations if equation.partition(" ")[0] in named]
        return f"{', '.join(kept or equations)}{behind}"

    def also(self, *arrays: str) -> Callable[[Equation], "Mistake"]:
        """Add, as a decorator, the wrong equation of further arrays."""

        def add(equation: Equation) -> Mistake:
            self.equations.update(dict.fromkeys(arrays, equation))
            return self

        return add

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Compute what the right function would, wrongly."""
        task = TASKS[self.function]
        known = quantities({**dict(zip(task.arguments, args, strict=False)), **kwargs})
        with np.errstate(all="ignore"):  # a wrong formula may well divide by zero on its way
            return task.returns(**compute(task, known, self.equations))

    def __str__(self) -> str:
        """Show the name."""
        return self.name


def wrong(
    function: str, *arrays: str, name: str = "", formula: str = "", **about: Any
) -> Callable[[Equation], Mistake]:
    """Enter, as a decorator, a wrong equation into the catalogue; its name and its docstring are name and formula."""

    def enter(equation: Equation) -> Mistake:
        called, written = name or equation.__name__, formula or (equation.__doc__ or "").removesuffix(".")
        mistake = Mistake(called, function, written, equations=dict.fromkeys(arrays, equation), **about)
        if called in CATALOGUE:
            raise ValueError(f"the catalogue has two mistakes named {called!r}")
        CATALOGUE[called] = mistake
        return mistake

    return enter
