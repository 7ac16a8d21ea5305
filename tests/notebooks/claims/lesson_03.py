"""The general claims of lesson 03, Forward propagation."""

import numpy as np

from nnlib import Dataset, History, accuracy, forward, initialize_parameters, make_moons, predict, standardize, train


def _moons(seed: int) -> Dataset:
    moons = make_moons(seed=seed)
    return moons._replace(X=standardize(moons.X))


def _run(seed: int, hidden_units: int, learning_rate: float = 1.0, iterations: int = 500) -> History:
    moons = _moons(seed)
    return train(
        moons.X,
        moons.Y,
        hidden_units=hidden_units,
        learning_rate=learning_rate,
        iterations=iterations,
        seed=seed,
        progress=False,
    )


def claim_an_example_goes_through_the_network_on_its_own(seed: int) -> bool:
    """Each column goes through the network on its own: nothing in the four equations mixes two examples."""
    X, parameters = _moons(seed).X, initialize_parameters(2, 5, rng=seed)
    alone, together = forward(parameters, X[:, [seed]]), forward(parameters, X)
    return all(np.allclose(one, many[:, [seed]]) for one, many in zip(alone, together, strict=True))


def claim_without_an_activation_function_the_boundary_is_a_straight_line(seed: int) -> bool:
    """Without g, any number of units acts like one: the boundary is a straight line."""
    rng = np.random.default_rng(seed)
    W1, b1, W2, b2 = initialize_parameters(2, int(rng.integers(2, 100)), rng=rng)
    X = _moons(seed).X
    return bool(np.allclose(W2 @ (W1 @ X + b1) + b2, (W2 @ W1) @ X + W2 @ b1 + b2) and (W2 @ W1).shape == (1, 2))


def claim_a_line_does_not_do_badly_on_the_moons(seed: int) -> bool:
    """On the moons a line does not do badly: it has 83 to 92 % of the examples right."""
    moons = _moons(seed)
    return 0.83 <= accuracy(_run(seed, 1).parameters, moons.X, moons.Y) <= 0.92


def claim_most_mistakes_of_a_line_are_in_the_two_tips(seed: int) -> bool:
    """Most mistakes of a line are in the two tips that reach into each other."""
    moons = _moons(seed)
    wrong = (predict(_run(seed, 1).parameters, moons.X) != moons.Y)[0]
    in_the_tips = np.abs(make_moons(seed=seed).X[0]) < 0.9
    return bool(in_the_tips[wrong].mean() > 0.75)


def claim_1000_steps_of_0_01_get_about_as_far_as_10_steps_of_1(seed: int) -> bool:
    """1000 steps with 0.01 get about as far as 10 steps with 1: their costs differ by less than 0.02."""
    small, large = _run(seed, 3, 0.01, 1000), _run(seed, 3, 1.0, 10)
    return abs(small.costs[-1] - large.costs[-1]) < 0.02


def claim_the_lines_of_all_units_run_through_the_mean_at_the_start(seed: int) -> bool:
    """At the start the lines of all the units run through the mean of the standardised data."""
    start = initialize_parameters(2, 3, rng=seed)
    return bool(np.allclose(start.W1 @ _moons(seed).X.mean(axis=1, keepdims=True) + start.b1, 0))
