"""What lesson 08 claims in general."""

from functools import cache
from typing import Any

import numpy as np

import nnlib
from nnlib import Dataset, accuracy, cost, forward, make_moons, standardize, sweep, train, train_test_split

PENGUINS, TUMOURS = nnlib.load_penguins(), nnlib.load_breast_cancer()
MADE = (nnlib.make_circles, nnlib.make_xor, nnlib.make_spiral, nnlib.make_flower)


def split(data: Dataset, seed: int, test_fraction: float = 0.25) -> dict[str, Any]:
    few, rest = train_test_split(data, test_fraction=test_fraction, seed=seed)
    return {"X": standardize(few.X), "Y": few.Y, "X_test": standardize(rest.X, few.X), "Y_test": rest.Y}


@cache
def noisy(seed: int, m: int = 40) -> dict[str, Any]:
    return split(make_moons(m=m + 2000, noise=0.4, seed=seed), seed, 2000 / (m + 2000))


def held_out_cost(parameters: nnlib.Parameters, data: dict[str, Any], part: slice = slice(None)) -> float:
    return cost(forward(parameters, data["X_test"][:, part]), data["Y_test"][:, part])


@cache
def learned(seed: int, n1: int, m: int = 40) -> tuple[float, float]:
    """Give the costs on the examples and on those held out."""
    data = noisy(seed, m)
    run = train(data["X"], data["Y"], hidden_units=n1, learning_rate=0.5, iterations=3000, seed=seed, progress=False)
    return float(run.costs[-1]), held_out_cost(run.parameters, data)


@cache
def bent(seed: int) -> list[nnlib.Parameters]:
    """Give 20 units on 40 points, every 50 steps of 3000."""
    data, settings = noisy(seed), {"hidden_units": 20, "learning_rate": 0.5, "iterations": 3000, "progress": False}
    run = train(data["X"], data["Y"], **settings, checkpoints=range(0, 3001, 50), seed=seed)
    return list(run.checkpoints.values())


def stopped(seed: int) -> nnlib.Parameters:
    return min(bent(seed), key=lambda parameters: held_out_cost(parameters, noisy(seed), slice(1000)))


@cache
def swept(seed: int) -> Any:
    """Sweep the two moons as section 8 does."""
    grid = {"hidden_units": (1, 2, 4, 8), "learning_rates": (0.01, 0.3, 0.6), "seeds": range(seed, seed + 5)}
    return sweep(**split(make_moons(seed=seed), seed), **grid, iterations=1000, progress=False).test_accuracies


def beyond_the_line(seed: int, i: int, j: int) -> bool:
    """Say whether a number of units and a rate beat the line of one unit by 3 points, on the median of five starts."""
    return bool(np.median(swept(seed)[i, j]) > np.median(swept(seed)[0, 2]) + 0.03)


@cache
def birds(seed: int) -> Any:
    grid = {"hidden_units": (1, 2, 4, 8), "learning_rates": (0.01, 0.1, 1.0), "seeds": (seed,)}
    return sweep(**split(PENGUINS, seed), **grid, iterations=500, progress=False)


def shares(data: Dataset, seed: int) -> Any:
    grid = {"hidden_units": (1, 4, 10), "learning_rates": (0.3,), "seeds": (seed,)}
    return sweep(**split(data, seed), **grid, iterations=1000, progress=False).test_accuracies[:, 0, 0]


def claim_raw_millimetres_teach_the_larger_class(seed: int) -> bool:
    """In millimetres a network learns which species is more frequent, and nothing else."""
    few, _ = train_test_split(PENGUINS, seed=seed)
    run = train(few.X, few.Y, hidden_units=4, learning_rate=1.0, iterations=500, seed=seed, progress=False)
    return accuracy(run.parameters, few.X, few.Y) < few.Y.mean() + 0.02


def claim_four_units_do_as_well_on_held_out_birds(seed: int) -> bool:
    """Four units do about as well on the birds held out as on their own: to four birds of 48."""
    found = birds(seed)
    return bool(abs(found.accuracies[2, 2, 0] - found.test_accuracies[2, 2, 0]) < 4.5 / 48)


def claim_one_unit_is_enough_for_the_tumours(seed: int) -> bool:
    """For the tumours one unit is about as good as ten: to 3 points."""
    one, _, ten = shares(TUMOURS, seed)
    return bool(one > ten - 0.03)


def claim_made_data_need_more_units(seed: int) -> bool:
    """For circles, clusters, spirals and petals one unit is more than 5 points behind ten, and four are not."""
    found = [shares(make(seed=seed), seed) for make in MADE]
    return all(one < ten - 0.05 for one, _, ten in found) and sum(four < ten - 0.05 for _, four, ten in found) <= 1


def claim_more_units_cost_less_on_their_own_examples(seed: int) -> bool:
    """On 40 noisy points 20 units reach a lower cost than 1 unit does."""
    return learned(seed, 20)[0] < learned(seed, 1)[0]


def claim_more_units_cost_more_on_others(seed: int) -> bool:
    """On others, 20 units that learned 40 noisy points cost more than 1 unit does."""
    return learned(seed, 20)[1] > learned(seed, 1)[1]


def claim_held_out_cost_falls_then_rises(seed: int) -> bool:
    """The held-out cost falls, then rises: its lowest point is below the start and below the end."""
    costs = [held_out_cost(parameters, noisy(seed)) for parameters in bent(seed)]
    return min(costs) < 0.9 * costs[0] and min(costs) < 0.9 * costs[-1]


def claim_stopping_lowers_the_cost(seed: int) -> bool:
    """Stopping where the first 1000 others cost least lowers the cost on the other 1000, by a quarter or more."""
    J = [held_out_cost(parameters, noisy(seed), slice(1000, 2000)) for parameters in (stopped(seed), bent(seed)[-1])]
    return J[0] < 0.75 * J[1]


def claim_more_examples_lower_the_cost(seed: int) -> bool:
    """With 160 points in place of 40, the held-out cost of 20 units is less than two thirds."""
    return learned(seed, 20, 160)[1] < 2 / 3 * learned(seed, 20)[1]


def claim_four_and_eight_units_bend_at_0_3(seed: int) -> bool:
    """Four and eight units at a rate of 0.3 get beyond the straight line, from most starts."""
    return beyond_the_line(seed, 2, 1) and beyond_the_line(seed, 3, 1)


def claim_two_units_stay_straight(seed: int) -> bool:
    """Two units at a rate of 0.6 do not get beyond the straight line, from most starts."""
    return not beyond_the_line(seed, 1, 2)


def claim_a_small_rate_stays_straight(seed: int) -> bool:
    """Eight units at a rate of 0.01 do not get beyond the straight line in 1000 steps."""
    return not beyond_the_line(seed, 3, 0)


def claim_a_rate_of_0_01_needs_more_steps(seed: int) -> bool:
    """On the penguins a rate of 0.01 costs at least twice as much after 500 steps as 0.1, for every number of units."""
    costs = birds(seed).final_costs[:, :, 0]
    return bool(np.all(costs[:, 0] > 2 * costs[:, 1]))


def claim_units_make_no_difference_for_the_penguins(seed: int) -> bool:
    """With a rate of 1, eight units are not worse than one on the penguins held out, nor more than two birds better."""
    right = 48 * birds(seed).test_accuracies[:, 2, 0]
    return bool(-0.5 < right[3] - right[0] < 2.5)
