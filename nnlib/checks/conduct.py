"""Finds what is wrong with a function that is tried: in its equations, in how it computes them, and at the extremes."""

import math
from collections.abc import Sequence

import numpy as np

from nnlib._machinery.reading import array_in
from nnlib.checks.cases import FITTING, SIZES, Case, make_case, saturated_cases, solved
from nnlib.checks.comparison import Comparison, Measured, number, same
from nnlib.checks.diagnosis import Finding, diagnose
from nnlib.checks.lines import set_at
from nnlib.checks.loops import LoopComparison, of_a_step
from nnlib.checks.measures import UNKNOWN
from nnlib.checks.mistakes import Mistake, mistakes_of
from nnlib.checks.running import Run
from nnlib.checks.source import code_of
from nnlib.checks.tasks import TASKS, solve
from nnlib.checks.trials import FailedError, RefusedError, Trial
from nnlib.checks.watching import Place, first_not_finite, grows_with
from nnlib.texts import say

A_MOMENT = 0.1  # seconds for each way to look at a step
MANY = (200, 100)  # n0 and n1 of a network that is large enough for the mean of its weights to tell
BY_CHANCE = 6.0  # standard errors: beyond, a mean is not 0
ALL_VECTORIZED = ("vectorized", "gradients_in_rows", "dW1")  # exercises that ask for no loop
SURE_MISTAKE, CLIPPED = 1.0, 0.01  # from this cost on, what it may be off by, relatively, before it is called cut off


def diagnosed(trial: Trial, comparison: Comparison) -> list[Finding]:
    """Explain what is wrong in the equations, by the mistakes that may be made in this function."""
    findings = diagnose(comparison, mistakes_of(trial.name, trial.activation))
    if isinstance(comparison, LoopComparison) and any(finding.mistake is None for finding in findings):
        return _of_a_loop(trial, comparison)
    unknown = any(finding.measured and finding.measured.key in UNKNOWN for finding in findings)
    return (_on_the_way(trial, comparison) if unknown else []) or findings


def _on_the_way(trial: Trial, comparison: Comparison) -> list[Finding]:
    """Find the known mistake that is made in an array which is not returned, and explains all that is wrong."""
    known = [m for m in mistakes_of(trial.name, trial.activation) if not set(m.arrays) & set(comparison.arrays)]
    made = (mistake for mistake in known if _is_all_by(mistake, trial, comparison))
    return [Finding(tuple(comparison.wrong), mistake) for mistake in made][:1]


def _is_all_by(mistake: Mistake, trial: Trial, comparison: Comparison) -> bool:
    """Tell whether all that was returned is what the right function with this mistake alone would return."""
    trees = mistake.trees(trial.activation)
    try:
        made = [solve(trial.task, case.known, trees) for case in comparison.cases]
    except (ValueError, TypeError):  # with this mistake the shapes do not fit
        return False
    pairs = zip(comparison.answers, made, strict=True)
    return all(same(array, its[name], trial.task.tolerance) for answer, its in pairs for name, array in answer.items())


def _of_a_loop(trial: Trial, comparison: LoopComparison) -> list[Finding]:
    """Explain a loop that no known mistake explains: its steps are counted, or the first of them is."""
    wrong = tuple(comparison.wrong)
    if counted := comparison.counted():
        return [Finding(wrong, measured=counted)]
    try:
        once = trial.tried([solved(trial.task, {**c.known, "iterations": 1}) for c in comparison.cases], comparison)
    except RefusedError:
        return diagnose(comparison, [])
    first = diagnose(once, of_a_step(mistakes_of(trial.name, trial.activation)), 0)
    if not first:
        return [Finding(wrong, measured=Measured("first_step_right", {}))]
    told = [finding for finding in first if finding.mistake]
    unknown = [array for finding in first if not finding.mistake for array in finding.arrays]
    steps = list(once.as_steps(unknown)) if isinstance(once, LoopComparison) else []
    if unknown and not steps:  # their shapes are others
        return first
    for step in steps:
        told += _told_of(diagnose(step, [], A_MOMENT), unknown)
    if unknown:
        told.append(Finding(tuple(unknown), measured=Measured("step_unknown", {})))
    return sorted(told, key=lambda finding: comparison.arrays.index(finding.arrays[0]))


def _told_of(findings: Sequence[Finding], unknown: list[str]) -> list[Finding]:
    """Take of what was found in the first step that which has a formula; what it explains is unknown no more."""
    told = list[Finding]()
    for finding in findings:
        arrays = tuple(array.removeprefix("d") for array in finding.arrays)
        if finding.found and set(arrays) <= set(unknown):
            told.append(finding._replace(arrays=arrays, where="step" if finding.arrays[0].startswith("d") else ""))
            unknown[:] = [array for array in unknown if array not in arrays]
    return told


def where_it_fits(trial: Trial) -> list[Finding]:
    """Try sizes of which some are equal: where a wrong product fits, its result tells what it is."""
    for sizes in FITTING:
        cases = [make_case(trial.name, sizes, trial.activation, trial.seed + i) for i in range(2)]
        try:
            answers = trial.read(cases, trial.runs(cases))
        except RefusedError:  # the next sizes may fit
            continue
        if any(answer.unfinished for answer in answers):
            return []
        found = diagnose(trial.compare(cases, answers), mistakes_of(trial.name, trial.activation))
        return [finding._replace(where="fitting") for finding in found if finding.mistake or finding.found]
    return []


def in_forward(cases: Sequence[Case], runs: Sequence[Run]) -> list[Finding]:
    """Find what is wrong on the way to dZ2, in the forward propagation within a function, by its own names."""
    steps = TASKS["forward"]
    answers = [{name: array_in(one.names.get(name)) for name in steps.equations} for one in runs]
    if any(array is None for answer in answers for array in answer.values()):
        return []
    within = Comparison(steps, [solved(steps, case.known) for case in cases], answers)
    return diagnose(within, mistakes_of("forward", "tanh"))


# How it computes.


def how_it_computes(trial: Trial, comparison: Comparison) -> list[Finding]:
    """Find what is wrong though the numbers are right: a loop, a borrowed gradient, something drawn."""
    arrays, code = comparison.arrays, code_of(trial.function)
    if trial.name in ALL_VECTORIZED and (places := _loops_over_examples(trial)):
        values = {"line": places[0].line, "code": places[0].code}
        by_loop = set_at(places, trial.function, arrays) or arrays
        return [Finding(tuple(by_loop), measured=Measured("still_loops", values))]
    if trial.name == "numerical_gradients" and code and "backward" in code.co_names:
        return [Finding(tuple(arrays), measured=Measured("not_measured", {}))]
    if trial.name != "initialize_parameters":
        return drawn(trial, comparison)
    if not {"rng", "seed"} & set(trial.given.names):
        return [Finding(("W1", "W2"), measured=Measured("no_rng", {}))]
    return drawn(trial, comparison) or _of_the_generator(trial, comparison)


def _loops_over_examples(trial: Trial) -> list[Place]:
    n0, n1, m = SIZES[0]
    ever_more = [make_case(trial.name, (n0, n1, i * m), trial.activation, trial.seed).known for i in (1, 2, 3)]
    return grows_with(trial.function, trial.task, ever_more)


def drawn(trial: Trial, comparison: Comparison) -> list[Finding]:
    """Tell which arrays come out with other numbers when it is run again, or with another global random state."""
    first = comparison.cases[0]
    if names := trial.other_in(first, comparison, seed=1):
        by_itself = trial.other_in(first, comparison)
        return [Finding(names, measured=Measured("own_generator" if by_itself else "global_random_state", {}))]
    return []


def _of_the_generator(trial: Trial, comparison: Comparison) -> list[Finding]:
    """Find weights that another generator leaves as they are, and weights that are not drawn around 0."""
    first = comparison.cases[0]
    drawn_again = {**first.known, "rng": np.random.default_rng(1), "seed": 1}
    other = trial.other_in(first._replace(known=drawn_again), comparison)
    if fixed := tuple(name for name in ("W1", "W2") if name not in other):
        return [Finding(fixed, measured=Measured("rng_unused", {}))]
    case = make_case(trial.name, (*MANY, 1), trial.activation, trial.seed)
    (large,) = trial.read([case], trial.runs([case]), comparison)
    for name in ("W1", "W2"):
        W, right = large.arrays[name], np.shape(case.right[name])
        if W.shape != right:
            return [Finding((name,), measured=Measured("unlike", {"shape": W.shape, "right": right}))]
        mean, error = float(np.mean(W)), float(np.std(W)) / math.sqrt(W.size)
        if abs(mean) > BY_CHANCE * error:
            values = {"mean": number(mean), "count": W.size}
            return [Finding((name,), measured=Measured("start_off_centre", values))]
    return []


# At the extremes.


def where_sure(trial: Trial, comparison: Comparison) -> tuple[list[Finding], list[str]]:
    """Try a cost where predictions are very sure, and log(0) lies near: give what is wrong, and what to note."""
    strict = trial.name == "safe_cost"
    try:
        sure = trial.tried(saturated_cases(trial.name, trial.activation, trial.seed), comparison)
    except FailedError as failed:
        if strict:
            raise
        z = number(np.max(failed.case.known["Z2"]))
        return [], [say("not_safe_fails", z=z, error=type(failed.failure.error).__name__)]
    if any(answer["J"].size != 1 for answer in sure.answers):
        return diagnose(sure, []), []
    first = dict[str, Measured]()
    for i in range(len(sure.cases)):
        if kind := _kind_where_sure(sure, i):
            values = {"value": sure.answers[i]["J"], "right": sure.cases[i].right["J"]}
            values["z"] = np.max(sure.cases[i].known["Z2"])
            first.setdefault(kind, Measured(kind, {name: number(value) for name, value in values.items()}))
    wrong = ("sure", "sure_not_finite", "cut_off_cost") if strict else ("sure",)
    findings = [Finding(("J",), measured=first[kind]) for kind in first if kind in wrong][:1]
    if findings and findings[0].measured == first.get("sure_not_finite"):
        textbook = [m for m in mistakes_of(trial.name, trial.activation) if m.function == trial.name]
        findings = [findings[0]._replace(mistake=next((m for m in textbook if sure.is_by(m, "J")), None))]
    notes = {"sure_not_finite": "not_safe", "cut_off_cost": "cut_off_cost"}
    return findings, [] if findings else [
        say(key, **first[kind].values) for kind, key in notes.items() if kind in first
    ]


def _kind_where_sure(sure: Comparison, i: int) -> str:
    """Tell whether a cost of very sure predictions is not finite, or one that they cannot have, or cut off."""
    value, right = sure.answers[i]["J"].reshape(()), sure.cases[i].right["J"]
    if not np.isfinite(value):
        return "sure_not_finite"
    if not sure.fits(i, "J"):
        return "sure"
    return "cut_off_cost" if right > SURE_MISTAKE and not same(value, right, CLIPPED) else ""


def not_finite(trial: Trial, comparison: Comparison) -> list[str]:
    """Say where the first number that is not finite comes up, in the first case that has one."""
    if not trial.task.arguments:  # what it returns is given, not computed
        return []
    for case, answer in zip(comparison.cases, comparison.answers, strict=True):
        finite = all(np.all(np.isfinite(array)) for array in answer.values())
        if not finite and (origin := first_not_finite(trial.function, trial.task, case.known)):
            return [say("first_not_finite", **origin._asdict())]
    return []
