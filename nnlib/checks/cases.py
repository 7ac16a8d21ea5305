"""What a learner's function is tried on: networks whose sizes all differ, so that no mistake hides.

Weights are of size 1, biases are not zero, the cache is that of the parameters, and both labels are there.
"""

import copy
import functools
from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np

from nnlib import network
from nnlib._machinery.engine import Descent
from nnlib._machinery.values import Array
from nnlib.activations import ACTIVATIONS, ActivationName
from nnlib.checks.tasks import TASKS, Task, solve
from nnlib.network import Parameters

SIZES = ((3, 4, 7), (2, 5, 9), (5, 3, 8), (4, 6, 11))
FITTING = ((3, 5, 5), (5, 5, 7), (5, 3, 5), (5, 5, 5))  # some sizes are equal, so that a wrong product may fit
FAIRLY_SURE = 7.0  # the largest |z| on which a cost is tried: −log(σ) has all its digits there, and 1 − σ is 0.0009
OF_SIZES = ("shapes", "parameter_count")  # tasks of sizes alone, where n2 need not be 1
WRONG = {1: 1, 0: 2}  # of each label, how many are predicted wrong where an accuracy is asked for
TOO_FAR = 20.0  # a learning rate with which the cost rises
LEARNING_RATES = (0.3, 1.5, 0.05, 0.7)
LARGE = (  # tasks that are tried with large numbers too
    "activation_derivative",
    "forward",
    "output_layer",
    *TASKS["backward"].equations,
    "backward",
    "vectorized",
    "gradients_in_rows",
    "update",
)
UNITS, FAR_STEPS, RATHER_SURE = 1000.0, 50.0, 10.0  # times as large; and the largest |Z2|, where A2 is 0.00005
NEAR = 1e-6  # of the Z2 of predictions that lie near the threshold of 0.5
STEPS_BEFORE, STEPS_AFTER = 2000, 12  # of a network that has learned: its cost falls by some 1e-6 a step
SURE = 40.0  # from |z| = 37 on, the sigmoid is 0 or 1 in floating point
FAR = 800.0  # from z = 710 on, e to the z is inf
HARDLY, MUCH = (-0.01, 0.01), (5.0, 1000.0)  # what a prediction that is sure may cost: one that is right, and one wrong


class Case(NamedTuple):
    """Every quantity by its symbol, and the right arrays; where a network is very sure, any number `within` will do."""

    known: Mapping[str, Any]
    right: Mapping[str, Any]
    within: tuple[float, float] | None = None


@functools.cache
def make_cases(name: str, activation: ActivationName, seed: int = 0) -> tuple[Case, ...]:
    """Make the cases of a task: one for each of the sizes, and for some tasks more.

    For a cost two more, each with one label only; for an accuracy three, with every prediction right, most wrong, and
    all near the threshold; for a training loop two, of a network that has learned, and with steps so long that the cost
    rises, so that a loop which stops early stops there; for what is given arrays one with large numbers, so that an end
    set to them is met.
    """
    tried = SIZES if TASKS[name].arguments else SIZES[:1]  # what is given nothing is the same each time
    cases = [make_case(name, sizes, activation, seed + i) for i, sizes in enumerate(tried)]
    if name in ("cost", "safe_cost"):
        cases += [_with_labels(name, case, label) for label, case in enumerate(cases[:2])]
    if name == "accuracy":
        Z2 = [case.known["Z2"] for case in cases]
        all_right = np.abs(Z2[0]) * (2 * cases[0].known["Y"] - 1)
        cases += [_with_Z2(name, cases[i], other) for i, other in enumerate((all_right, -Z2[1], NEAR * Z2[2]))]
    if name in LARGE:
        cases.append(_with_large_numbers(name, activation, seed + len(SIZES)))
    if name == "training_loop":
        rising = {**cases[1].known, "learning_rate": TOO_FAR, "iterations": 3}
        cases += [_trained_before(name, cases[0]), solved(TASKS[name], rising)]
    return tuple(cases)


def solved(task: Task, known: Mapping[str, Any], within: tuple[float, float] | None = None) -> Case:
    """Make the case of these quantities, with the arrays that are right for them."""
    with np.errstate(all="ignore"):
        return Case(known, solve(task, copy.deepcopy(known)), within)  # a generator is still to be drawn from


def _with_labels(name: str, case: Case, label: int) -> Case:
    return solved(TASKS[name], {**case.known, "Y": np.full_like(case.known["Y"], label)})


def _with_Z2(name: str, case: Case, Z2: Array) -> Case:
    return solved(TASKS[name], {**case.known, **_as_sure_as(case.known, Z2)})


def _with_large_numbers(name: str, activation: ActivationName, seed: int) -> Case:
    """Make a case with features in a small unit, and a network that is rather sure; Z1 is of size 1 as elsewhere."""
    known: dict[str, Any] = dict(make_case(name, SIZES[1], activation, seed).known)
    X, (W1, b1, W2, b2) = UNITS * known["X"], known["parameters"]
    wider = RATHER_SURE / np.max(np.abs(known["Z2"]))
    parameters = Parameters(W1 / UNITS, b1, wider * W2, wider * b2)
    known.update(_with_cache_and_gradients(parameters, X, known["Y"], activation))
    if not TASKS[name].fed_forward:  # else each array follows from those before it
        for gradient in known["gradients"]._fields:
            known[gradient] = FAR_STEPS * known[gradient]
        known["gradients"] = known["gradients"]._make(known[gradient] for gradient in known["gradients"]._fields)
    known.update(X=X, Z=known["Z1"], X_rows=X.T, dZ1_rows=known["dZ1"].T)
    if name == "activation_derivative":
        Z = FAR_STEPS * known["Z1"]
        known.update(Z=Z, Z1=Z, A1=ACTIVATIONS[activation].function(Z))
    return solved(TASKS[name], known)


def _trained_before(name: str, case: Case) -> Case:
    known = dict(case.known)
    options = {option: known[option] for option in ("learning_rate", "activation")}
    descent = Descent(known["parameters"], known["X"], known["Y"], **options)
    descent.run(STEPS_BEFORE)
    known.update(_with_cache_and_gradients(descent.parameters, known["X"], known["Y"], known["activation"]))
    known["iterations"] = STEPS_AFTER
    return solved(TASKS[name], known)


@functools.cache
def make_case(name: str, sizes: tuple[int, int, int], activation: ActivationName, seed: int) -> Case:
    """Make the case of these n0, n1 and m."""
    task = TASKS[name]
    rng = np.random.default_rng(seed)
    known = _sizes_alone(sizes, rng) if name in OF_SIZES else _network(sizes, activation, rng)
    known.setdefault("activation", activation)
    if name in ("cost", "safe_cost", "two_sums"):
        known.update(_as_sure_as(known, FAIRLY_SURE / np.max(np.abs(known["Z2"])) * known["Z2"]))
    if name == "accuracy":
        known.update(_as_sure_as(known, _mostly_right(known["Y"], rng)))
    if name == "standardized":
        known.update(_measurements(sizes, rng))
    known.update({"rng": np.random.default_rng(seed), "seed": seed, "iterations": 2 + seed % 3})
    known["learning_rate"] = LEARNING_RATES[seed % len(LEARNING_RATES)]
    return solved(task, known)


def saturated_cases(name: str, activation: ActivationName, seed: int = 0) -> list[Case]:
    """Make four cases of a network that is very sure: a cost need not be exact there, since A2 may be cut off.

    It is sure rightly, then wrongly; then surer still, rightly and wrongly.
    """
    cases = list[Case]()
    for z, within in ((SURE, HARDLY), (-SURE, MUCH), (FAR, HARDLY), (-FAR, MUCH)):
        known = dict(make_case(name, SIZES[0], activation, seed).known)
        known.update(_as_sure_as(known, z * (2 * known["Y"] - 1)))
        cases.append(solved(TASKS[name], known, within))
    return cases


def _as_sure_as(known: Mapping[str, Any], Z2: Array) -> dict[str, Any]:
    """Give Z2, with the A2 and the cache that belong to it."""
    A2 = ACTIVATIONS["sigmoid"].function(Z2)
    return {"Z2": Z2, "A2": A2, "cache": known["cache"]._replace(Z2=Z2, A2=A2)}


def _mostly_right(Y: Array, rng: np.random.Generator) -> Array:
    """Give a Z2 that is on the right side of 0, but for some examples of each label."""
    Z2 = rng.uniform(0.2, 3, Y.shape) * (2 * Y - 1)
    for label, count in WRONG.items():
        Z2[0, rng.choice(np.flatnonzero(Y[0] == label), count, replace=False)] *= -1
    return Z2


def _measurements(sizes: tuple[int, int, int], rng: np.random.Generator) -> dict[str, Any]:
    """Give features of different size and spread, in two sets whose means and deviations differ.

    m_test is another size than all others, but m itself where some sizes are to be equal.
    """
    n0, n1, m = sizes
    m_test = m if m == n1 else n1 + m
    middle, spread = rng.uniform(5, 50, (n0, 1)), rng.uniform(0.5, 3, (n0, 1))
    raw_train = middle + spread * rng.standard_normal((n0, m))
    raw_test = middle + spread * (0.5 + 1.5 * rng.standard_normal((n0, m_test)))
    both = np.hstack([raw_train, raw_test])
    return {"m_test": m_test, "raw_train": raw_train, "raw_test": raw_test, "raw_both": both}


def _sizes_alone(sizes: tuple[int, int, int], rng: np.random.Generator) -> dict[str, Any]:
    n0, n1, _ = sizes
    return {"n0": n0, "n1": n1, "n2": int(rng.choice([n for n in range(2, 10) if n not in (n0, n1)]))}


@functools.cache
def with_two_outputs(activation: ActivationName) -> Mapping[str, Any]:
    """Give the quantities of a network with n2 = 2: there dZ2 is not its own sum over the units, as one row is."""
    return _network(SIZES[0], activation, np.random.default_rng(0), n2=2)


def _network(
    sizes: tuple[int, int, int], activation: ActivationName, rng: np.random.Generator, n2: int = 1
) -> dict[str, Any]:
    n0, n1, m = sizes
    shapes = ((n1, n0), (n1, 1), (n2, n1), (n2, 1))
    parameters = Parameters(*(rng.choice((-1, 1), shape) * rng.uniform(0.4, 1.4, shape) for shape in shapes))
    X = rng.standard_normal((n0, m))
    Y = np.array([rng.permutation(np.arange(m) % 3 > 0).astype(float) for _ in range(n2)])
    known: dict[str, Any] = {"n0": n0, "n1": n1, "n2": n2, "m": m, "activation": activation}
    known.update(X=X, Y=Y)
    known.update(_with_cache_and_gradients(parameters, X, Y, activation))
    return {**known, "Z": known["Z1"], "X_rows": X.T, "dZ1_rows": known["dZ1"].T}


def _with_cache_and_gradients(parameters: Parameters, X: Array, Y: Array, activation: ActivationName) -> dict[str, Any]:
    """Give parameters, with the cache and the gradients that belong to them: each whole, and array by array."""
    cache = network.forward(parameters, X, activation=activation)
    gradients = network.backward(parameters, cache, X, Y, activation=activation)
    known: dict[str, Any] = {"parameters": parameters, "cache": cache, "gradients": gradients}
    for whole in (parameters, cache, gradients):
        known.update(whole._asdict())
    return known
