"""How the time of a step grows with the examples m, the features n0 and the hidden units n1: a log-log picture."""

import time

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from nnlib.plots.style import BROWN, INK, TEAL
from tests.benchmarks import contenders
from tests.benchmarks.case import make_case

SIZES = {"m": 400, "n0": 2, "n1": 20}
GROWTH = {
    "m": (25, 100, 400, 1600, 6400, 25600, 102400),
    "n0": (1, 2, 4, 8, 16, 32, 64, 128, 256, 512),
    "n1": (1, 2, 4, 8, 16, 32, 64, 128, 256, 512),
}
WORDS = {"m": "examples m", "n0": "features n0", "n1": "hidden units n1"}
MAKERS = {"readable": contenders.readable, "nnlib.train": contenders.nnlib_train, "floor": contenders.kernel_floor}
STYLES = {"readable": (BROWN, "-s"), "nnlib.train": (TEAL, "-o"), "floor": (INK, ":^")}


def measure(rounds):
    """Give microseconds a step: by what grows, the contender and the size."""
    return {symbol: _grow(symbol, sizes, rounds) for symbol, sizes in GROWTH.items()}


def _grow(symbol, sizes, rounds):
    found = {name: [] for name in MAKERS}
    for size in sizes:
        runs = {name: make(_case(**{**SIZES, symbol: size})) for name, make in MAKERS.items()}
        steps = max(3, round(20_000_000 / (400_000 + np.prod(list({**SIZES, symbol: size}.values())))))
        taken = {name: [] for name in MAKERS}
        for _ in range(rounds):
            for name, run in runs.items():
                start = time.process_time()
                run(steps)
                taken[name].append(1e6 * (time.process_time() - start) / steps)
        for name, times in taken.items():
            found[name].append(float(np.median(times)))
    return found


def _case(m, n0, n1):
    rng = np.random.default_rng(0)
    X = rng.standard_normal((n0, m))
    return make_case("", X, (X[:1] > 0).astype(float), n1, 0)


def draw(found, path):
    """Draw the three curves, and give the picture's text alternative."""
    figure = Figure(figsize=(9.6, 3.4), dpi=100, layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.subplots(1, 3, sharey=True)
    for ax, (symbol, curves) in zip(axes, found.items(), strict=True):
        for name, (colour, line) in STYLES.items():
            ax.loglog(GROWTH[symbol], curves[name], line, color=colour, label=name, markersize=4)
        fixed = ", ".join(f"{other} = {size}" for other, size in SIZES.items() if other != symbol)
        ax.set(xlabel=WORDS[symbol], title=fixed)
        ax.grid(alpha=0.3)
    axes[0].set_ylabel("µs a step")
    axes[0].legend()
    figure.savefig(path, metadata={"Software": None})
    return "Microseconds a step, both axes logarithmic. " + " ".join(_in_words(*item) for item in found.items())


def _in_words(symbol, curves):
    sizes, fast, slow = GROWTH[symbol], curves["nnlib.train"], curves["readable"]
    return (
        f"From {sizes[0]} to {sizes[-1]} {WORDS[symbol]}, nnlib.train goes from {fast[0]:.3g} to {fast[-1]:.3g} µs "
        f"and the readable loop from {slow[0]:.3g} to {slow[-1]:.3g}."
    )
