"""Every cell of a sweep is the network that `train` trains, however the sweep is cut, stopped or looked at."""

import itertools
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlib import DivergenceError, Parameters, accuracy, make_moons, sweep, sweep_steps, train
from nnlib._machinery import blocks

MOONS = make_moons(m=150, noise=0.2, seed=0)
HELD_OUT = make_moons(m=70, noise=0.2, seed=1)
X, Y = MOONS.X, MOONS.Y
GRID = {"hidden_units": [1, 3, 8], "learning_rates": [0.1, 0.5], "seeds": [0, 7]}


def cells(result):
    """Each network's place and the arguments with which `train` makes it again."""
    grid = itertools.product(*map(enumerate, (result.hidden_units, result.learning_rates, result.seeds)))
    for (i, n1), (j, learning_rate), (k, seed) in grid:
        yield (i, j, k), {"hidden_units": n1, "learning_rate": learning_rate, "seed": seed}


def assert_same(actual, expected):
    for name in ("costs", "accuracies", "test_accuracies"):
        np.testing.assert_array_equal(getattr(actual, name), getattr(expected, name))
    for mine, yours in zip(actual.parameters, expected.parameters, strict=True):
        for name in Parameters._fields:
            np.testing.assert_array_equal(getattr(mine, name), getattr(yours, name))


def stop_at_call(number, function):
    """The function, which is stopped by hand at that call, counted from 0."""
    calls = itertools.count()

    def stopped(*args):
        if next(calls) == number:
            raise KeyboardInterrupt
        return function(*args)

    return stopped


@pytest.mark.parametrize("activation", ["tanh", "sigmoid", "relu"])
def test_a_cell_is_the_network_that_train_trains(activation):
    options = {"iterations": 250, "activation": activation}
    result = sweep(X, Y, **GRID, **options, X_test=HELD_OUT.X, Y_test=HELD_OUT.Y)
    assert result.costs.shape == (3, 2, 2, 251)
    for place, cell in cells(result):
        history = train(X, Y, **cell, **options)
        np.testing.assert_allclose(result.costs[place], history.costs, rtol=0, atol=1e-12)
        network = result.network(*place)
        for name in Parameters._fields:
            np.testing.assert_allclose(getattr(network, name), getattr(history.parameters, name), rtol=0, atol=1e-11)
        assert result.accuracies[place] == accuracy(network, X, Y, activation=activation)
        assert result.test_accuracies[place] == accuracy(network, HELD_OUT.X, HELD_OUT.Y, activation=activation)
    np.testing.assert_array_equal(result.final_costs, result.costs[..., -1])
    assert np.all(result.iterations == 250)
    assert np.all(result.diverged == -1)


def test_a_start_of_another_scale_is_that_of_train():
    result = sweep(X, Y, **GRID, iterations=0, scale=0.01)
    for place, cell in cells(result):
        history = train(X, Y, **cell, iterations=0, scale=0.01)
        np.testing.assert_allclose(result.costs[place], history.costs, rtol=1e-13)
        np.testing.assert_array_equal(result.network(*place).W1, history.parameters.W1)


@given(
    sizes=st.lists(st.integers(1, 100), min_size=1, max_size=5),
    count=st.integers(1, 40),
    m=st.integers(1, 100_000),
)
def test_the_blocks_hold_every_network_once_and_fit_the_cache(sizes, count, m):
    networks = [(0.5, seed) for seed in range(count)]
    found = list(blocks.cut(sizes, networks, m))
    places = [(block.i, cell) for block in found for cell in range(count)[block.cells]]
    assert places == list(itertools.product(range(len(sizes)), range(count)))
    for block in found:
        assert block.hidden_units == sizes[block.i]
        assert list(zip(block.learning_rates, block.seeds, strict=True)) == networks[block.cells]
        assert len(block.seeds) == 1 or len(block.seeds) * block.hidden_units * m <= blocks.NUMBERS
    assert max(len(b.seeds) for b in found if b.i == 0) - min(len(b.seeds) for b in found if b.i == 0) <= 1


@pytest.mark.parametrize("numbers", [1, 1000])
def test_how_a_sweep_is_cut_changes_rounding_only(monkeypatch, numbers):
    whole = sweep(X, Y, **GRID, iterations=150)
    monkeypatch.setattr(blocks, "NUMBERS", numbers)
    np.testing.assert_allclose(sweep(X, Y, **GRID, iterations=150).costs, whole.costs, rtol=0, atol=1e-13)


def test_a_network_that_diverges_is_a_marked_cell():
    options = {"iterations": 250, "activation": "relu"}
    grid = {"hidden_units": [4], "learning_rates": [0.1, 3e3, 1e9, 1e300], "seeds": [0, 1]}
    result = sweep(X, Y, **grid, **options, X_test=X, Y_test=Y)
    assert np.all(result.diverged[0, 0] == -1)
    for place, cell in cells(result):
        try:
            costs, iteration = train(X, Y, **cell, **options).costs, -1
        except DivergenceError as error:
            costs, iteration = error.history.costs, error.iteration
            assert np.all(result.costs[place][iteration:] == np.inf)
            assert result.final_costs[place] == np.inf
            assert np.isnan([result.accuracies[place], result.test_accuracies[place]]).all()
            assert all(np.isnan(array).all() for array in result.network(*place))
        assert result.diverged[place] == iteration
        np.testing.assert_allclose(result.costs[place][: len(costs)], costs, rtol=1e-10)
    assert 0 < np.sum(result.diverged > 0) < 8
    assert np.all(result.iterations == 250)


def test_the_steps_of_a_sweep_refine_one_map():
    whole = sweep(X, Y, **GRID, iterations=40, X_test=X, Y_test=Y)
    steps = sweep_steps(X, Y, **GRID, iterations=40, every=15, X_test=X, Y_test=Y)
    partial = next(steps)
    assert np.all(partial.iterations[0] == 15)
    assert np.all(partial.iterations[1:] == -1)
    assert np.isnan(partial.final_costs[1:]).all()
    np.testing.assert_array_equal(partial.final_costs[0], whole.costs[0, ..., 15])
    seen = [partial.iterations.min(), *(later.iterations.min() for later in steps)]
    assert seen == [-1, -1, 15, 15, 15, 30, 30, 30, 40]
    assert_same(partial, whole)


def test_each_look_is_at_the_newest_parameters():
    for result in sweep_steps(X, Y, **GRID, iterations=40, every=20):
        begun = np.argwhere(result.iterations >= 0)
        for place in map(tuple, begun):
            assert result.accuracies[place] == accuracy(result.network(*place), X, Y)


@pytest.mark.parametrize("number", [1, 4])
def test_a_sweep_stopped_by_hand_keeps_what_is_done(monkeypatch, number):
    whole = sweep(X, Y, **GRID, iterations=200)
    monkeypatch.setattr(blocks, "_advance", stop_at_call(number, blocks._advance))
    result = sweep(X, Y, **GRID, iterations=200)
    assert result.interrupted
    assert "stopped by hand" in repr(result)
    reached = {1: [100, -1, -1], 4: [200, 100, 100]}[number]
    assert [set(rows.flat) for rows in result.iterations] == [{count} for count in reached]
    for i, count in enumerate(reached):
        np.testing.assert_array_equal(result.costs[i, ..., : count + 1], whole.costs[i, ..., : count + 1])


def test_wherever_a_sweep_is_stopped_its_cells_agree(monkeypatch):
    """Stop before every line of it in turn, as Ctrl-C may."""
    monkeypatch.setattr(sys.modules["nnlib.sweep"], "EVERY", 2)
    options = {"hidden_units": [1, 2], "learning_rates": [0.5], "X_test": X, "Y_test": Y}
    after = {count: sweep(X, Y, **options, iterations=count) for count in (2, 4)}
    seen = set()
    for line in itertools.count():
        result = interrupted_at(line, lambda: sweep(X, Y, **options, iterations=4))
        for i in range(2) if result is not None else ():
            count = int(result.iterations[i, 0, 0])
            seen.add((i, count))
            if count > 0:
                assert result.accuracies[i] == result.test_accuracies[i] == after[count].accuracies[i]
                np.testing.assert_array_equal(result.costs[i, ..., : count + 1], after[count].costs[i])
                assert all(map(np.array_equal, result.parameters[i], after[count].parameters[i]))
        if result is not None and not result.interrupted:
            break
    assert seen == {(i, count) for i in range(2) for count in (-1, 2, 4)}


def interrupted_at(line, function):
    """Call a function, and stop it by hand before it comes to its so many-th line of the sweep."""
    lines = itertools.count()

    def trace(frame, event, _):
        if frame.f_globals.get("__name__") not in ("nnlib.sweep", "nnlib._machinery.blocks"):
            return None
        if event == "line" and next(lines) == line:
            sys.settrace(None)
            raise KeyboardInterrupt
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        return function()
    except KeyboardInterrupt:
        return None
    finally:
        sys.settrace(before)


def test_a_long_sweep_counts_the_steps_of_its_networks(monkeypatch):
    shown = []

    class Bar:
        def __init__(self, **options):
            self.n, self.total = options["initial"], options["total"]

        def update(self, steps):
            self.n += steps
            shown.append((self.n, self.total))

        def close(self):
            shown.append("closed")

    monkeypatch.setattr("nnlib._machinery.progress.PATIENCE", -1.0)
    monkeypatch.setattr("tqdm.auto.tqdm", Bar)
    sweep(X, Y, **GRID, iterations=150)
    total = 12 * 150
    assert shown == [(done, total) for done in (400, 800, 1200, 1400, 1600, 1800)] + ["closed"]


def test_a_sweep_leaves_its_data_alone():
    data = [np.array(array) for array in (X, Y)]
    for array in data:
        array.setflags(write=False)
    result = sweep(*data, **GRID, iterations=5)
    assert_same(result, sweep(X, Y, **GRID, iterations=5))


def test_a_sweep_tells_itself_in_a_line():
    result = sweep(X, Y, **GRID, iterations=5)
    expected = "Sweep: 3 hidden units × 2 learning rates × 2 seeds, 5 of 5 iterations, 0 diverged"
    assert repr(result) == expected


@pytest.mark.parametrize(
    ("change", "error", "words"),
    [
        ({"hidden_units": 4}, TypeError, "hidden_units must be a list, got 4: pass [hidden_units]"),
        ({"hidden_units": [4, 0]}, ValueError, "hidden_units[1] must be an int >= 1, got 0"),
        ({"hidden_units": []}, ValueError, "hidden_units must be a list of one or more, got none"),
        ({"learning_rates": [0.1, np.nan]}, ValueError, "learning_rates[1] must be finite and > 0, got nan"),
        ({"learning_rates": np.float64(0.1)}, TypeError, "learning_rates must be a list"),
        ({"seeds": [-1]}, ValueError, "seeds[0] must be an int >= 0, got -1"),
        ({"executor": 4}, TypeError, "executor must be a concurrent.futures executor, a joblib.Parallel or a Dask"),
        ({"X_test": X}, ValueError, "X_test and Y_test belong together"),
        ({"X_test": X[:1], "Y_test": Y}, ValueError, "X_test has shape (1, 150); expected (n0, m_test)"),
        ({"X_test": X, "Y_test": Y[:, :9]}, ValueError, "Y_test has shape (1, 9); expected (1, m_test) = (1, 150)"),
        ({"X_test": X, "Y_test": Y * 2}, ValueError, "Y_test holds [2.0]; labels must be 0 or 1"),
    ],
)
def test_wrong_input_is_refused_in_words(change, error, words):
    with pytest.raises(error) as caught:
        sweep(X, Y, **{**GRID, "iterations": 5, **change})
    assert words in str(caught.value)


@pytest.mark.parametrize("numbers", [np.logspace(-1, 0, 3), (0.1, 0.5), range(1, 3)])
def test_a_list_may_be_any_collection_of_numbers(numbers):
    result = sweep(X, Y, **{**GRID, "learning_rates": numbers}, iterations=1)
    assert result.learning_rates == tuple(map(float, numbers))
