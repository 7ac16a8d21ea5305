"""Lesson 06's lab: a network that is trained with a mistake beside the right one.  Which of the two is it?"""

import html
import math
from collections.abc import Mapping
from functools import cache, partial
from types import CodeType
from typing import Any, NamedTuple

import ipywidgets
import numpy as np

from nnlib._machinery.formulas import written
from nnlib._machinery.rules import Array, Seed
from nnlib.activations import ACTIVATIONS
from nnlib.checks.cases import SIZES, make_case
from nnlib.checks.mistakes import CATALOGUE, Mistake, mistakes_of, quantities
from nnlib.checks.tasks import TASKS, right_forms
from nnlib.datasets import Dataset, standardize
from nnlib.gradient_check import GradientCheck, gradient_check
from nnlib.network import Gradients, Parameters, accuracy, cost, forward, initialize_parameters, update
from nnlib.plots import plot_check, plot_costs
from nnlib.texts import _
from nnlib.training import History, train_as_far
from nnlib.widgets import controls
from nnlib.widgets.explorer import Explorer, side_by_side

ITERATIONS = 300
RIGHT = "right"
WRONG = "with the mistake"
BOTH = (RIGHT, WRONG)
SIZE = (9.6, 3.6)
FUNCTIONS: dict[str, Any] = {  # as a formula names them
    "np": np,
    **{name: activation.function for name, activation in ACTIVATIONS.items()},
    **{f"{name}_derivative": activation.derivative for name, activation in ACTIVATIONS.items()},
}
LARGE = 1e6  # from here on a cost is written with a power of ten


class Beside(NamedTuple):
    """The right network and the one with the mistake: their runs, their accuracies, and their gradient checks."""

    mistake: Mistake
    runs: Mapping[str, History]
    accuracies: Mapping[str, float]
    checks: Mapping[str, GradientCheck]


def explore_mistakes(dataset: Dataset, *, seed: Seed = 0) -> Explorer[Beside]:
    """Choose a mistake, hidden units and learning rate, and train the right and the wrong network side by side.

    Args:
        dataset: the examples; they are standardised.
        seed: of the random start, the same for both.

    Returns:
        The widget.
    """
    return Explorer(
        {
            "mistake": _chooser("dZ1_slope_of_the_answer"),
            "hidden_units": controls.hidden_units(6),
            "learning_rate": controls.learning_rate(1.0),
        },
        partial(train_beside, dataset, seed=seed),
        *side_by_side(
            (plot_costs, lambda plot, both: plot({_(name): both.runs[name].costs for name in BOTH})),
            (plot_check, lambda plot, both: plot({_(name): both.checks[name] for name in BOTH})),
            size=SIZE,
        ),
        _words,
    )


def train_beside(dataset: Dataset, *, mistake: str, hidden_units: int, learning_rate: float, seed: int = 0) -> Beside:
    """Train a network rightly, and again with a mistake in `backward`; and check the gradients of both."""
    X, Y = standardize(dataset.X), dataset.Y
    wrong, start = CATALOGUE[mistake], initialize_parameters(X.shape[0], hidden_units, rng=seed)
    right, _ = train_as_far(X, Y, start=start, learning_rate=learning_rate, iterations=ITERATIONS)
    runs = {RIGHT: right, WRONG: _train_wrongly(wrong, start, X, Y, learning_rate)}
    accuracies = {name: accuracy(run.parameters, X, Y) for name, run in runs.items()}
    return Beside(wrong, runs, accuracies, _checks(mistake, seed))


@cache
def _checks(mistake: str, seed: int) -> Mapping[str, GradientCheck]:
    """Check both gradients on a small network, which the controls of the training leave as it is."""
    known = make_case("backward", SIZES[0], "tanh", seed).known
    point = known["parameters"], known["X"], known["Y"]
    gradients: Gradients = CATALOGUE[mistake](known["parameters"], known["cache"], known["X"], known["Y"])
    return {RIGHT: gradient_check(*point), WRONG: gradient_check(*point, gradients=gradients)}


@cache
def _compiled(mistake: Mistake) -> CodeType:
    """Compile `backward` with the mistake in it, a line an array: so a run reads its formulas once."""
    right = {array: right_forms(TASKS["backward"], array, "tanh")[-1] for array in Gradients._fields}
    formulas = {**right, **mistake.trees("tanh")}
    lines = [f"{array} = {written(formula)}" for array, formula in formulas.items()]
    return compile("\n".join(lines), "backward", "exec")


@np.errstate(all="ignore")  # a mistake may well overflow
def _train_wrongly(mistake: Mistake, parameters: Parameters, X: Array, Y: Array, learning_rate: float) -> History:
    """Take as many steps with a mistake in `backward`, up to the last of them whose cost is finite."""
    backward, known = _compiled(mistake), FUNCTIONS | quantities({"parameters": parameters, "X": X, "Y": Y}, "tanh")
    costs, reached, cache = list[float](), parameters, forward(parameters, X)
    while len(costs) <= ITERATIONS and math.isfinite(J := cost(cache, Y)):
        costs.append(J)
        reached = parameters
        known.update(parameters._asdict() | cache._asdict())
        exec(backward, known)  # what stands in the catalogue
        parameters = update(parameters, Gradients(*(known[array] for array in Gradients._fields)), learning_rate)
        cache = forward(parameters, X)
    return History(np.array(costs), reached, {}, learning_rate, "tanh")


def trainable() -> list[Mistake]:
    """List the mistakes in `backward` whose gradients have the shapes of their parameters, so that they train."""
    known = make_case("backward", SIZES[0], "tanh", 0).known
    found = list[Mistake]()
    for mistake in mistakes_of("backward", "tanh"):
        try:
            made = mistake(known["parameters"], known["cache"], known["X"], known["Y"])
        except ValueError:  # its shapes do not fit, so it trains nothing
            continue
        if [np.shape(a) for a in made] == [np.shape(a) for a in known["gradients"]]:
            found.append(mistake)
    return found


def _chooser(value: str) -> ipywidgets.Dropdown:
    options = [(f"{mistake.arrays[0]}: {mistake.words.title}", mistake.name) for mistake in trainable()]
    return controls.choice(_("mistake"), _("what is wrong in backward"), options, value)


def _words(both: Beside) -> str:
    formula = html.escape(both.mistake.formula)
    lines = [f"{_(name)}: {_ended(both.runs[name], both.accuracies[name])}" for name in BOTH]
    differ = [row.name for row in both.checks[WRONG].rows if not row.passed]
    verb = "differs" if len(differ) == 1 else "differ"
    told = _("The gradient check: {arrays} {verb}.", arrays=", ".join(differ), verb=_(verb))
    mistake = _("The mistake: <code>{formula}</code>", formula=formula)
    return "<br>".join([mistake, *lines, f"<b>{told}</b>"])


def _ended(run: History, share: float) -> str:
    cost = run.costs[-1]
    written = f"{cost:.4f}" if cost < LARGE else f"{cost:.3g}"
    came_to = _("cost {cost}, accuracy {share:.2%}", cost=written, share=share)
    if run.iterations == ITERATIONS:
        return came_to
    return _(
        "stopped at iteration {iteration}, where the cost was no longer finite; before that: {came_to}",
        iteration=run.iterations + 1,
        came_to=came_to,
    )
