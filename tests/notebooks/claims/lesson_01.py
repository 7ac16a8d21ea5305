"""The general claims of lesson 01, Parameters."""

import numpy as np

from nnlib import backward, cost, forward, initialize_parameters, load_penguins, standardize, train_test_split, update

PENGUINS = load_penguins()


def claim_parameters_are_mostly_in_W1_where_there_are_many_inputs(seed: int) -> bool:
    """When a network has many inputs, most of its parameters are in W1."""
    rng = np.random.default_rng(seed)
    n0, n1 = int(rng.integers(10, 200)), int(rng.integers(2, 50))
    parameters = initialize_parameters(n0, n1, rng=rng)
    return parameters.W1.size > sum(array.size for array in parameters) / 2


def claim_learning_rate_does_not_affect_the_gradients_of_the_step(seed: int) -> bool:
    """The gradients belong to the point where the step starts, so the learning rate does not affect them."""
    train, _ = train_test_split(PENGUINS, seed=seed)
    X, before = standardize(train.X), initialize_parameters(2, 4, rng=seed)
    gradients = backward(before, forward(before, X), X, train.Y)
    steps = [(before.W1 - update(before, gradients, rate).W1) / rate for rate in (0.1, 1.0, 10.0)]
    return all(np.allclose(step, gradients.dW1, atol=1e-12) for step in steps)


def claim_a_step_that_raises_the_cost_goes_in_the_right_direction_but_too_far(seed: int) -> bool:
    """Where a step makes the cost rise, it goes in the right direction, but too far."""
    train, _ = train_test_split(PENGUINS, seed=seed)
    X, before = standardize(train.X), initialize_parameters(2, 8, rng=seed)
    cache = forward(before, X)
    gradients = backward(before, cache, X, train.Y)
    long, short = (cost(forward(update(before, gradients, rate), X), train.Y) for rate in (200.0, 0.01))
    return short < cost(cache, train.Y) < long
