"""What lesson 00 asks its reader to try in the playground shows itself, whatever the data and the start."""

from nnlib import Dataset, History, accuracy, make_circles, make_flower, standardize, train


def _run(data: Dataset, seed: int, hidden_units: int, learning_rate: float = 0.3, iterations: int = 3000) -> History:
    return train(
        standardize(data.X),
        data.Y,
        hidden_units=hidden_units,
        learning_rate=learning_rate,
        iterations=iterations,
        seed=seed,
        progress=False,
    )


def _accuracy(data: Dataset, seed: int, hidden_units: int) -> float:
    return accuracy(_run(data, seed, hidden_units).parameters, standardize(data.X), data.Y)


def claim_two_hidden_units_do_not_get_the_flower_right(seed: int) -> bool:
    """Two hidden units do not get the flower right, and eight do: below 85 % against above 95 %."""
    flower = make_flower(seed=seed)
    return _accuracy(flower, seed, 2) < 0.85 and _accuracy(flower, seed, 8) > 0.95


def claim_three_hidden_units_are_enough_for_two_circles(seed: int) -> bool:
    """Three hidden units are enough for two circles, and two are not: above 95 % against below 90 %."""
    circles = make_circles(seed=seed)
    return _accuracy(circles, seed, 2) < 0.9 and _accuracy(circles, seed, 3) > 0.95


def claim_a_high_learning_rate_makes_the_cost_rise(seed: int) -> bool:
    """Raise the learning rate to 10, and the cost no longer falls at every step."""
    costs = _run(make_flower(seed=seed), seed, 8, 10.0, 300).costs
    return bool((costs[1:] > costs[:-1]).any())
