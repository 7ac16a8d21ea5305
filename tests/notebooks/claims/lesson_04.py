"""The general claims of lesson 04, Gradient descent."""

import numpy as np

from nnlib import (
    Dataset,
    History,
    Parameters,
    accuracy,
    backward,
    cost,
    forward,
    initialize_parameters,
    load_penguins,
    make_moons,
    standardize,
    sweep,
    train,
    train_test_split,
    update,
)
from nnlib.training import descend

PENGUINS = load_penguins()
LADDER = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0)


def _penguins(seed: int) -> Dataset:
    """Give three quarters of the penguins, drawn at random and standardised."""
    some, _ = train_test_split(PENGUINS, seed=seed)
    return some._replace(X=standardize(some.X))


def _moons(seed: int) -> Dataset:
    moons = make_moons(seed=seed)
    return moons._replace(X=standardize(moons.X))


def _run(data: Dataset, seed: int, learning_rate: float, iterations: int, hidden_units: int = 4) -> History:
    return train(
        data.X,
        data.Y,
        hidden_units=hidden_units,
        learning_rate=learning_rate,
        iterations=iterations,
        seed=seed,
        progress=False,
    )


def _walk(data: Dataset, start: Parameters, learning_rate: float, iterations: int) -> Parameters:
    for step in descend(start, data.X, data.Y, learning_rate=learning_rate):
        if step.iteration == iterations:
            return step.parameters
    raise AssertionError


def _squared_length(data: Dataset, parameters: Parameters) -> float:
    gradients = backward(parameters, forward(parameters, data.X), data.X, data.Y)
    return sum(float(np.sum(getattr(gradients, f"d{name}") ** 2)) for name in Parameters._fields)


def _fall(data: Dataset, start: Parameters, learning_rate: float) -> float:
    cache = forward(start, data.X)
    after = update(start, backward(start, cache, data.X, data.Y), learning_rate)
    return cost(cache, data.Y) - cost(forward(after, data.X), data.Y)


def _rises(costs: np.ndarray) -> np.ndarray:
    return np.flatnonzero(np.diff(costs) > 0) + 1


def claim_a_small_step_lowers_the_cost_by_alpha_times_the_squared_length(seed: int) -> bool:
    """A small step lowers the cost by about α ‖∇J‖²."""
    data, start = _penguins(seed), initialize_parameters(2, 4, rng=seed)
    return bool(np.isclose(_fall(data, start, 0.001), 0.001 * _squared_length(data, start), rtol=0.01))


def claim_a_long_step_falls_short_of_the_promise(seed: int) -> bool:
    """A long step, of α = 1, lowers the cost and falls short of α ‖∇J‖²."""
    data, start = _penguins(seed), initialize_parameters(2, 4, rng=seed)
    return 0 < _fall(data, start, 1.0) < _squared_length(data, start)


def claim_from_zeros_only_b2_moves_and_learns_the_share_of_ones(seed: int) -> bool:
    """From zeros only b2 moves, and it learns the share of ones."""
    data = _penguins(seed)
    W1, b1, W2, b2 = _walk(data, initialize_parameters(2, 4, rng=seed, method="zeros"), 1.0, 200)
    return bool(not W1.any() and not b1.any() and not W2.any() and np.isclose(1 / (1 + np.exp(-b2)), data.Y.mean()))


def claim_units_that_start_equal_stay_equal(seed: int) -> bool:
    """Units that start equal get equal gradients, so they stay equal."""
    start = initialize_parameters(2, 4, rng=seed, method="constant", scale=0.1 * (seed + 1))
    W1 = _walk(_moons(seed), start, 1.0, 200).W1
    return bool(np.allclose(W1, W1[0]))


def claim_from_a_constant_the_cost_of_the_penguins_falls_almost_as_far_as_from_a_random_start(seed: int) -> bool:
    """On the penguins one unit is nearly enough at first: after 200 steps a constant start is at most 0.02 behind."""
    data, constant = _penguins(seed), initialize_parameters(2, 4, rng=seed, method="constant", scale=0.5)
    equal = cost(forward(_walk(data, constant, 1.0, 200), data.X), data.Y)
    return bool(equal - _run(data, seed, 1.0, 200).costs[-1] < 0.02)


def claim_on_the_moons_four_equal_units_do_worse_than_four_random_ones(seed: int) -> bool:
    """On the two moons the cost shows that four units are equal: a random start has more of the examples right."""
    data, constant = _moons(seed), initialize_parameters(2, 4, rng=seed, method="constant", scale=0.5)
    equal = accuracy(_walk(data, constant, 1.0, 500), data.X, data.Y)
    return accuracy(_run(data, seed, 1.0, 500).parameters, data.X, data.Y) > equal + 0.02


def claim_at_learning_rate_2_every_step_goes_down_and_at_20_one_goes_up(seed: int) -> bool:
    """With α = 2 the cost falls at every step; with 20 it jumps up."""
    data = _penguins(seed)
    small, large = (_rises(_run(data, seed, rate, 60).costs) for rate in (2.0, 20.0))
    return bool(not small.size and large.size)


def claim_the_first_step_is_the_longest(seed: int) -> bool:
    """At the start the ground is steep; near the low ground the steps shrink: of 59 with α = 1 the first is longest."""
    data = _penguins(seed)
    start = initialize_parameters(2, 4, rng=seed)
    lengths = [_squared_length(data, start)]
    for step in descend(start, data.X, data.Y, learning_rate=1.0):
        lengths.append(_squared_length(data, step.parameters))
        if step.iteration == 59:
            return bool(np.argmax(lengths) == 0)
    raise AssertionError


def claim_what_jumps_have_made_flat_a_smaller_rate_does_not_bring_back(seed: int) -> bool:
    """After 2,000 steps with α = 20 units are flatter than with α = 2, and 2,000 more with α = 2 change little."""
    X = standardize(PENGUINS.X)
    data, start = PENGUINS._replace(X=X), initialize_parameters(2, 4, rng=seed)
    small, large = (_walk(data, start, rate, 2000) for rate in (2.0, 20.0))
    after = _walk(data, large, 2.0, 2000)
    small_slope, large_slope = (np.mean(1 - forward(parameters, X).A1 ** 2) for parameters in (small, large))
    large_cost, after_cost = (cost(forward(parameters, X), data.Y) for parameters in (large, after))
    return bool(large_slope < small_slope and after_cost > 0.95 * large_cost)


def claim_with_a_rate_that_overshoots_the_end_is_a_matter_of_luck(seed: int) -> bool:
    """With α = 20 the end is a matter of luck: from 20 starts, it varies more than with α = 2, lower and higher."""
    data = _penguins(seed)
    seeds = range(20 * seed, 20 * seed + 20)
    ends = sweep(
        data.X, data.Y, hidden_units=[4], learning_rates=[2.0, 20.0], seeds=seeds, iterations=2000, progress=False
    )
    small, large = ends.final_costs[0]
    return bool(large.min() < small.min() and small.max() < large.max())


def claim_the_largest_rate_without_a_rise_ends_lowest_among_those_without(seed: int) -> bool:
    """Among the rates without a rise in 400 steps, the largest usually ends lowest."""
    for data, hidden_units in ((_penguins(seed), 4), (_moons(seed), 4)):
        runs = [_run(data, seed, rate, 400, hidden_units).costs for rate in LADDER]
        without = [float(costs[-1]) for costs in runs if not _rises(costs).size]
        if without[-1] > min(without):
            return False
    return True


def claim_60_steps_do_not_show_that_the_rate_is_too_large_for_one_unit_on_the_moons(seed: int) -> bool:
    """With 1 unit on the moons and α = 2, the cost first rises after more than 100 steps."""
    rises = _rises(_run(_moons(seed), seed, 2.0, 400, 1).costs)
    return bool(rises.size and rises[0] > 100)


def claim_at_learning_rate_50_a_unit_is_almost_completely_saturated(seed: int) -> bool:
    """With learning rate 50, the most saturated unit is saturated almost completely: its mean |a1| is 0.97 or more."""
    data = _penguins(seed)
    A1 = forward(_walk(data, initialize_parameters(2, 4, rng=seed), 50.0, 60), data.X).A1
    return bool(np.abs(A1).mean(axis=1).max() >= 0.97)
