"""The sweep: 256 networks beside one after the other, a small one as a widget takes it, and growth with workers."""

import contextlib
import itertools
import multiprocessing
import statistics
import time
from concurrent.futures import ProcessPoolExecutor
from typing import NamedTuple

import numpy as np

from nnlib import initialize_parameters, make_moons, standardize, sweep, sweep_steps
from tests.benchmarks import peers
from tests.benchmarks.processes import race, ratio

SIZES = (2, 4, 6, 8, 10, 12, 16, 20)
RATES = tuple(np.logspace(-2, 0.5, 8).tolist())
READABLE, HERE = "one after the other, readable", "**`nnlib.sweep`**"


class Grid(NamedTuple):
    """A sweep to take; `starts` are each size's networks, stacked, a rate each."""

    X: np.ndarray
    Y: np.ndarray
    sizes: tuple[int, ...]
    rates: tuple[float, ...]
    seeds: tuple[int, ...]
    starts: list[tuple[np.ndarray, ...]]
    steps: int

    @property
    def options(self):
        return {
            "hidden_units": self.sizes,
            "learning_rates": self.rates,
            "seeds": self.seeds,
            "iterations": self.steps,
            "progress": False,
        }


def make_grid(seeds, steps):
    data = make_moons(400, noise=0.2, seed=0)
    networks = list(itertools.product(RATES, range(seeds)))
    starts = [[initialize_parameters(2, n1, rng=seed) for _, seed in networks] for n1 in SIZES]
    stacks = [tuple(np.stack(arrays) for arrays in zip(*some, strict=True)) for some in starts]
    return Grid(standardize(data.X), data.Y, SIZES, RATES, tuple(range(seeds)), stacks, steps)


def one_after_the_other(grid):
    """The readable loop for one network of each size: that share of the sweep is what is timed."""
    from nnlib import Parameters, descend

    np.empty(4_000_000)  # as for the readable loop in the table of steps

    def run(steps):
        for stack in grid.starts:
            start = Parameters(*(array[0] for array in stack))
            walk = descend(start, grid.X, grid.Y, learning_rate=grid.rates[0])
            for _ in itertools.islice(walk, steps):
                pass

    return run


def here(grid):
    return lambda _: sweep(grid.X, grid.Y, **grid.options)


def measure(rounds):
    """Give the processor seconds of 256 networks for 2,000 steps, by name."""
    grid = make_grid(seeds=4, steps=2000)
    makers = {
        READABLE: one_after_the_other,
        HERE: here,
        "JAX, vmap over the networks": peers.jax_sweep,
        "JAX, vmap, in float32": peers.jax_sweep_float32,
    }
    seconds = race(makers, grid, rounds)
    seconds[READABLE] = [t * len(RATES) * len(grid.seeds) for t in seconds[READABLE]]
    return seconds


def table(seconds):
    rows = [["256 networks, 2,000 iterations", "processor s", "ratio"]]
    for name, times in seconds.items():
        if times is None:
            rows.append([name, "not installed", ""])
        else:
            rows.append([name, f"{statistics.median(times):.1f}", f"{ratio(times, seconds[READABLE]):.3f}"])
    return rows


def measure_look(rounds):
    """Give the processor seconds of 64 networks, one a round: for 100 steps, for 300, and for 300 of the loop."""
    grid = make_grid(seeds=1, steps=300)
    readable = one_after_the_other(grid)
    rounds_taken = [(*_look(grid), len(RATES) * _processor_seconds(readable, grid.steps)) for _ in range(rounds + 1)]
    return list(zip(*rounds_taken[1:], strict=True))


def _look(grid):
    options = {name: value for name, value in grid.options.items() if name != "progress"}
    start, first = time.process_time(), None
    for partial in sweep_steps(grid.X, grid.Y, **options, every=100):
        if first is None and partial.iterations.min() == 100:
            first = time.process_time() - start
    return first, time.process_time() - start


def _processor_seconds(run, steps):
    start = time.process_time()
    run(steps)
    return time.process_time() - start


def goals(seconds, look):
    found = ratio(seconds[HERE], seconds[READABLE])
    yield f"{HERE}: at most 1/3 of the readable loop, one after the other", f"1/{1 / found:.1f}", found <= 1 / 3
    first, whole, readable = look
    found = statistics.median(first)
    yield "64 networks: the first picture, after 100 iterations, in 0.1 s", f"{found:.2f} s", found <= 0.1
    found, times = statistics.median(whole), ratio(readable, whole)
    yield "64 networks, 300 iterations in 0.25 s", f"{found:.2f} s, 1/{times:.1f} of the readable loop", found <= 0.25


def measure_growth(rounds):
    """Give the seconds that pass, by the number of networks and by who trains them."""
    names = ("this process", "1 process", "2 processes", "1 Dask worker", "2 Dask workers")
    rows = [["networks, 200 iterations", *names]]
    with contextlib.ExitStack() as stack:
        executors = [None, *(stack.enter_context(make(n)) for make in (_processes, _dask) for n in (1, 2))]
        for seeds in (1, 4, 16):
            grid = make_grid(seeds, steps=200)
            rounds_taken = [[_seconds(grid, turn, executor) for executor in executors] for turn in range(rounds + 1)]
            medians = map(statistics.median, zip(*rounds_taken[1:], strict=True))
            rows.append([str(len(SIZES) * len(RATES) * seeds), *(f"{seconds:.2f}" for seconds in medians)])
    return rows


def _seconds(grid, turn, executor):
    """Time a sweep that differs a little from turn to turn, since Dask remembers what it has computed."""
    start = time.perf_counter()
    sweep(grid.X, grid.Y, **grid.options, scale=1 + turn * 1e-9, executor=executor)
    return time.perf_counter() - start


def _processes(count):
    return ProcessPoolExecutor(count, mp_context=multiprocessing.get_context("spawn"))


@contextlib.contextmanager
def _dask(count):
    from distributed import Client, LocalCluster

    options = {"n_workers": count, "threads_per_worker": 1, "dashboard_address": ":0"}
    with LocalCluster(**options) as cluster, Client(cluster) as client:
        yield client
