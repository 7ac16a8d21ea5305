"""A sweep comes out the same, bit for bit, from any workers, and from fewer than it began with."""

import multiprocessing
import os
import signal
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor

import distributed
import joblib
import numpy as np
import pytest

from nnlib import make_moons, sweep
from nnlib._machinery import blocks
from nnlib._machinery.workers import run_on
from tests.test_sweep import assert_same

MOONS = make_moons(m=300, noise=0.2, seed=0)
SWEEP = {
    "hidden_units": [2, 9, 30, 40, 50],
    "learning_rates": [0.1, 0.3, 1.0],
    "seeds": [0, 1, 2],
    "iterations": 120,  # two rounds
    "X_test": MOONS.X[:, :50],
    "Y_test": MOONS.Y[:, :50],
}
SPAWN = multiprocessing.get_context("spawn")
KILL = getattr(signal, "SIGKILL", signal.SIGTERM)  # Windows has the second alone, and kills with it
LOST = "did not come back from the workers, and are done here instead"


class Executor:
    """Another executor, and what is to happen after each task that it gets."""

    def __init__(self, executor, after):
        self.executor, self.after, self.futures = executor, after, []

    def submit(self, function, *arguments):
        self.futures.append(self.executor.submit(function, *arguments))
        self.after(self.futures)
        return self.futures[-1]


@pytest.fixture(scope="module")
def alone():
    return sweep(MOONS.X, MOONS.Y, **SWEEP)


@pytest.mark.parametrize("count", [1, 2])
def test_processes_give_the_same_sweep(alone, count):
    with ProcessPoolExecutor(count, mp_context=SPAWN) as executor:
        assert_same(sweep(MOONS.X, MOONS.Y, **SWEEP, executor=executor), alone)


def test_a_process_that_dies_costs_time_only(alone):
    def kill_one(futures):
        if len(futures) == 2:
            futures[0].result()
            pool.submit(os._exit, 1)

    with ProcessPoolExecutor(2, mp_context=SPAWN) as pool, pytest.warns(RuntimeWarning, match=LOST):
        result = sweep(MOONS.X, MOONS.Y, **SWEEP, executor=Executor(pool, kill_one))
    assert_same(result, alone)


@pytest.mark.parametrize("return_as", ["list", "generator", "generator_unordered"])
def test_joblib_gives_the_same_sweep(alone, return_as):
    with joblib.Parallel(2, return_as=return_as) as parallel:
        assert_same(sweep(MOONS.X, MOONS.Y, **SWEEP, executor=parallel), alone)


def test_a_dask_cluster_gives_the_same_sweep_with_and_without_one_of_its_workers(alone):
    def kill_one(futures):
        if len(futures) == 2:
            futures[0].result()
            os.kill(pids.pop(), KILL)

    options = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None}
    with distributed.LocalCluster(**options) as cluster, distributed.Client(cluster) as client:
        assert_same(sweep(MOONS.X, MOONS.Y, **SWEEP, executor=client), alone)
        pids = sorted(client.run(os.getpid).values())
        longer = {**SWEEP, "iterations": 240}
        result = sweep(MOONS.X, MOONS.Y, **longer, executor=Executor(client, kill_one))
    assert len(pids) == 1
    assert_same(result, sweep(MOONS.X, MOONS.Y, **longer))


def test_the_threads_of_blas_change_nothing(monkeypatch):
    data = np.random.default_rng(0).standard_normal((64, 1500))
    options = {"hidden_units": [40], "learning_rates": [0.1], "iterations": 20}
    threads = blocks._threads()
    assert threads is not None
    results = []
    for count in (1, 2):
        with threads.limit(limits=count, user_api="blas"):
            results.append(sweep(data, data[:1] > 0, **options))
    assert_same(*results)


def test_a_sweep_stopped_by_hand_calls_its_tasks_back(alone):
    def stop_at_third(futures):
        if len(futures) == 3:
            futures[-1].result = stop_by_hand

    def stop_by_hand():
        raise KeyboardInterrupt

    waiting = Waiting(computed=2)
    result = sweep(MOONS.X, MOONS.Y, **SWEEP, executor=Executor(waiting, stop_at_third))
    assert result.interrupted
    assert [set(rows.flat) for rows in result.iterations] == [{120}, {120}, {-1}, {-1}, {-1}]
    np.testing.assert_array_equal(result.costs[:2], alone.costs[:2])
    assert [future.cancelled() for future in waiting.futures] == [False, False] + [True] * (len(waiting.futures) - 2)


class Waiting:
    """An executor that computes the first tasks at once, and the others never."""

    def __init__(self, computed):
        self.computed, self.futures = computed, []

    def submit(self, function, *arguments):
        self.futures.append(Future())
        if len(self.futures) <= self.computed:
            self.futures[-1].set_result(function(*arguments))
        return self.futures[-1]


def halve(number):
    if number % 2:
        raise ValueError(f"{number} is odd")
    return number // 2


def test_a_fault_of_the_task_itself_shows():
    with ThreadPoolExecutor(2) as executor:
        results = run_on(executor, halve, [(4,), (5,), (6,)])
        assert [next(results), next(results)] == [(0, 2), (2, 3)]
        with pytest.raises(ValueError, match="5 is odd"), pytest.warns(RuntimeWarning, match="1 of 3 tasks " + LOST):
            next(results)


def test_an_executor_that_takes_no_tasks_leaves_them_here():
    executor = ThreadPoolExecutor(1)
    executor.shutdown()
    with pytest.warns(RuntimeWarning, match="cannot schedule new futures"):
        assert list(run_on(executor, halve, [(4,), (6,)])) == [(0, 2), (1, 3)]


def test_a_parallel_that_breaks_leaves_the_rest_here():
    def breaking(tasks):
        for function, arguments, keywords in list(tasks)[:2]:
            yield function(*arguments, **keywords)
        raise RuntimeError("a worker was lost")

    with pytest.warns(RuntimeWarning, match="2 of 4 tasks .* RuntimeError"):
        results = list(run_on(breaking, halve, [(2,), (4,), (6,), (8,)]))
    assert results == [(0, 1), (1, 2), (2, 3), (3, 4)]
