"""Compares what a loop of gradient descent trains, and tells of a wrong one what its steps are.

After several steps every array is wrong, and one entry of it says nothing.  So the known mistakes are trained beside
it, its steps are counted, and its first step alone is compared: what it takes off the parameters is a gradient.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice, takewhile
from typing import Any

from nnlib._machinery.values import Array
from nnlib.checks.cases import TOO_FAR, Case, solved
from nnlib.checks.comparison import Comparison, Measured, same
from nnlib.checks.mistakes import CATALOGUE, Mistake
from nnlib.checks.tasks import TASKS
from nnlib.network import Gradients, Parameters, backward, forward, update
from nnlib.training import descend

MOST = 119  # steps that are tried
EXACT = 1e-9
BATCHES = {  # after how many examples a step is taken, and which way round they are gone through
    "each_example": (1, 1),
    "each_example_backwards": (1, -1),
    "every_2_examples": (2, 1),
    "every_4_examples": (4, 1),
}
Known = Mapping[str, Any]


def _gradients(parameters: Parameters, seen: Parameters, known: Known) -> Gradients:
    """Go back through `parameters`, with the predictions that the parameters `seen` make."""
    cache = forward(seen, known["X"], activation=known["activation"])
    return backward(parameters, cache, known["X"], known["Y"], activation=known["activation"])


def _loop(known: Known, step: Callable[[Parameters, Parameters], Parameters], less: int = 0) -> Parameters:
    """Take the steps, each from what the one before gave and from the start."""
    start = parameters = known["parameters"]
    for _ in range(known["iterations"] - less):
        parameters = step(parameters, start)
    return parameters


def _W2_too_early(parameters: Parameters, known: Known) -> Parameters:
    cache = forward(parameters, known["X"], activation=known["activation"])
    right = backward(parameters, cache, known["X"], known["Y"], activation=known["activation"])
    early = parameters._replace(W2=parameters.W2 - known["learning_rate"] * right.dW2)
    late = backward(early, cache, known["X"], known["Y"], activation=known["activation"])
    return update(parameters, late, known["learning_rate"])


def _from(known: Known, moved: str, seen: str, of: str) -> Callable[[Parameters, Parameters], Parameters]:
    """Make a step that updates the parameters `moved` by the gradients of `of`, with the predictions of `seen`."""

    def step(parameters: Parameters, start: Parameters) -> Parameters:
        which = {"now": parameters, "start": start}
        return update(which[moved], _gradients(which[of], which[seen], known), known["learning_rate"])

    return step


OF_THE_LOOP: dict[str, Callable[[Known], Parameters]] = {
    "W2_updated_too_early": lambda known: _loop(known, lambda now, start: _W2_too_early(now, known)),
    "gradients_of_the_start": lambda known: _loop(known, _from(known, "now", "start", "start")),
    "predictions_of_the_start": lambda known: _loop(known, _from(known, "now", "start", "now")),
    "one_step_only": lambda known: _loop(known, _from(known, "start", "start", "start")),
    "one_step_short": lambda known: _loop(known, _from(known, "now", "now", "now"), less=1),
}


def trained_with(mistake: Mistake, known: Known) -> Parameters:
    """Train with a mistake of the loop itself, or of its forward, backward or update."""
    if mistake.function == "training_loop":
        return OF_THE_LOOP[mistake.name](known)
    parts: dict[str, Callable[..., Any]] = {"forward": forward, "backward": backward, "update": update}
    parts[mistake.function] = mistake

    def step(parameters: Parameters, start: Parameters) -> Parameters:
        cache = parts["forward"](parameters, known["X"], activation=known["activation"])
        gradients = parts["backward"](parameters, cache, known["X"], known["Y"], activation=known["activation"])
        return parts["update"](parameters, gradients, known["learning_rate"])

    return _loop(known, step)


def _trained(mistake: Mistake, known: Known) -> Parameters | None:
    try:
        return trained_with(mistake, known)
    except (ValueError, TypeError):  # with this mistake the shapes do not fit, and nothing is trained
        return None


class LoopComparison(Comparison):
    """Parameters that were trained by a loop."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self._trained = dict[tuple[str, int], Parameters | None]()

    def concerned(self, mistake: Mistake) -> tuple[str, ...]:
        """A mistake in forward or backward makes all parameters wrong, one in update those that it is made in."""
        own = set(mistake.arrays) <= set(self.arrays)
        return tuple(array for array in self.arrays if not own or array in mistake.arrays)

    def is_by(self, mistake: Mistake, array: str) -> bool:
        """Tell whether an array is what a loop with this mistake trains, in every case."""
        return all(self._is_trained_with(mistake, i, array) for i in range(len(self.cases)))

    def _is_trained_with(self, mistake: Mistake, i: int, array: str) -> bool:
        key = (mistake.name, i)
        if key not in self._trained:
            self._trained[key] = _trained(mistake, self.cases[i].known)
        made = self._trained[key]
        return made is not None and same(self.answers[i][array], getattr(made, array), self.task.tolerance)

    def counted(self) -> Measured | None:
        """Find after how many steps the right loop has what was returned, or after how many examples it steps.

        Many steps that are too long make much of the last digits, so that they cannot be counted.
        """
        cases = list(zip(self.cases, self.answers, strict=True))
        found = [(_steps_in(*one), one[0].known) for one in cases]
        steps = [(taken, known["iterations"]) for taken, known in found if taken is not None]
        uncounted = [known for taken, known in found if taken is None and known["learning_rate"] < TOO_FAR]
        if not uncounted and (others := [(taken, wanted) for taken, wanted in steps if taken != wanted]):
            every = {key: ", ".join(str(pair[i]) for pair in steps) for i, key in enumerate(("taken", "wanted"))}
            return Measured("other_count", {**every, "steps": others[0][0], "iterations": others[0][1]})
        batches = (key for key, way in BATCHES.items() if all(_is(_in_batches(c.known, *way), a) for c, a in cases))
        return next((Measured(key, {}) for key in batches), None)

    def as_steps(self, arrays: Sequence[str]) -> Iterator[Comparison]:
        """Compare the answers after one step with `update`, then what it takes off with the gradients of `backward`."""
        answers = [{array: answer[array] for array in arrays} for answer in self.answers]
        pairs = [(answer, case.known) for answer, case in zip(answers, self.cases, strict=True)]
        if not arrays or any(answer[a].shape != known[a].shape for answer, known in pairs for a in arrays):
            return
        yield Comparison(TASKS["update"], [solved(TASKS["update"], known) for _, known in pairs], answers)
        taken = [{f"d{a}": (known[a] - answer[a]) / known["learning_rate"] for a in arrays} for answer, known in pairs]
        yield Comparison(TASKS["backward"], [solved(TASKS["backward"], known) for _, known in pairs], taken)


def _is(parameters: Parameters, returned: Mapping[str, Array]) -> bool:
    return all(same(returned[name], array, EXACT) for name, array in parameters._asdict().items())


def _steps_in(case: Case, returned: Mapping[str, Array]) -> int | None:
    options = {name: case.known[name] for name in ("learning_rate", "activation")}
    steps = descend(case.known["parameters"], case.known["X"], case.known["Y"], **options)
    tried = takewhile(lambda step: step.iteration <= MOST, steps)
    return next((step.iteration for step in tried if _is(step.parameters, returned)), None)


def _in_batches(known: Known, count: int, way: int) -> Parameters:
    """Train with a step after so many examples, from the first to the last or the other way round."""
    parameters: Parameters = known["parameters"]
    options = {name: known[name] for name in ("learning_rate", "activation")}
    starts = range(0, known["m"], count)[::way]
    for start in [*starts] * known["iterations"]:
        part = slice(start, start + count)
        steps = descend(parameters, known["X"][:, part], known["Y"][:, part], **options)
        parameters = next(islice(steps, 1, None)).parameters
    return parameters


def of_a_step(mistakes: Sequence[Mistake]) -> list[Mistake]:
    """Leave the mistakes that one step shows: not those of the loop itself."""
    return [mistake for mistake in mistakes if CATALOGUE[mistake.name].function != "training_loop"]
