"""The table of steps: how long each contender takes for one, beside the readable loop."""

import statistics

from tests.benchmarks import contenders, peers
from tests.benchmarks.case import digits, moons
from tests.benchmarks.processes import race, ratio

READABLE = "readable NumPy, allocator warm"
NNLIB, FLOOR, SCIKIT_LEARN = (
    "**`nnlib.train`**",
    "the NumPy kernels that it cannot do without",
    "scikit-learn MLPClassifier",
)
MAKERS = {
    READABLE: contenders.readable,
    "the same where the allocator is not warm": contenders.cold_readable,
    "a course's NumPy": contenders.course_style,
    "readable, but `W2.mT * dZ2`, `x.sum(…)`, `axis=-1`": contenders.better_expressions,
    "`out=` buffers everywhere": contenders.buffers,
    "factored backward, with `out=`": contenders.factored,
    "the same in float32": contenders.factored_float32,
    NNLIB: contenders.nnlib_train,
    FLOOR: contenders.kernel_floor,
    SCIKIT_LEARN: peers.scikit_learn,
    "PyTorch, eager": peers.torch_eager,
    "PyTorch, compiled step": peers.torch_compiled,
    "JAX, whole loop compiled": peers.jax_loop,
}


def measure(rounds):
    """Give the microseconds a step of every contender in every round, by case and contender."""
    results = {}
    for case in (moons(4, 1000), moons(20, 600), moons(50, 400), digits(40)):
        seconds = race(MAKERS, case, rounds)
        results[case.name] = {name: times and [1e6 * t / case.steps for t in times] for name, times in seconds.items()}
    return results


def table(results):
    """Rows of a Markdown table: microseconds for the readable loop and the floor, ratios to the loop for the others."""
    rows = [["", *results]]
    for name in MAKERS:
        columns = [times[name] for times in results.values()]
        if None in columns:
            rows.append([name, *["not installed"] * len(columns)])
        elif name in (READABLE, FLOOR):
            rows.append([f"{name}, µs a step", *(f"{statistics.median(column):.3g}" for column in columns)])
        else:
            rows.append([name, *(f"{_beside(times, name):.2f}" for times in results.values())])
    return rows


def goals(results):
    """What was to be reached, what was, and whether that is enough."""
    for name, most in zip(results, (0.5, 0.5, 0.5, 0.85), strict=True):
        found = _beside(results[name], NNLIB)
        yield f"{name}: at most {most} × the readable loop", f"{found:.2f} ×", found <= most
    for name, least in zip(results, (4, 3, 3, 1.5), strict=True):
        if results[name][SCIKIT_LEARN] is not None:
            found = ratio(results[name][SCIKIT_LEARN], results[name][NNLIB])
            yield f"{name}: {least} × as fast as scikit-learn", f"{found:.2f} ×", found >= least
    found = ratio(results["n1 = 50"][NNLIB], results["n1 = 50"][FLOOR])
    yield "n1 = 50: at most 1.2 × the floor", f"{found:.2f} ×", found <= 1.2


def _beside(times, name):
    return ratio(times[name], times[READABLE])
