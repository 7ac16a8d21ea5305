"""The general claims of lesson 02, Cost."""

import numpy as np

from nnlib import History, cost, forward, initialize_parameters, load_penguins, standardize, train, train_test_split
from nnlib.datasets import Dataset

PENGUINS = load_penguins()


def _penguins(seed: int) -> Dataset:
    """Give three quarters of the penguins, drawn at random and standardised."""
    some, _ = train_test_split(PENGUINS, seed=seed)
    return some._replace(X=standardize(some.X))


def _run(seed: int, hidden_units: int = 4, iterations: int = 100) -> History:
    some, n1 = _penguins(seed), hidden_units
    return train(some.X, some.Y, hidden_units=n1, learning_rate=1.0, iterations=iterations, seed=seed, progress=False)


def _loss(z: np.ndarray, y: np.ndarray | int) -> np.ndarray:
    return np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z)))


def claim_a_confident_mistake_teaches_the_squared_error_almost_nothing(seed: int) -> bool:
    """For a confident mistake, the slope over z of the squared error is near 0 and that of cross-entropy is near 1."""
    z = np.random.default_rng(seed).uniform(6, 12)
    a = 1 / (1 + np.exp(-z))
    return bool(2 * a * a * (1 - a) < 0.01 and a > 0.99)


def claim_the_best_constant_is_the_share_of_ones(seed: int) -> bool:
    """The best constant is the share of ones."""
    Y = _penguins(seed).Y[:, : 40 + seed]
    constants = np.linspace(0.01, 0.99, 99)
    costs = [-np.mean(Y * np.log(q) + (1 - Y) * np.log(1 - q)) for q in constants]
    return bool(abs(constants[np.argmin(costs)] - Y.mean()) < 0.01)


def claim_large_weights_make_the_cost_from_A2_nan_or_inf(seed: int) -> bool:
    """Large weights make the cost nan or inf where it is computed from A2, and not where it is computed from Z2."""
    some, parameters = _penguins(seed), initialize_parameters(2, 4, rng=seed)
    cache = forward(parameters._replace(W2=1000 * parameters.W2), some.X)
    with np.errstate(divide="ignore", invalid="ignore"):
        from_predictions = -np.mean(some.Y * np.log(cache.A2) + (1 - some.Y) * np.log(1 - cache.A2))
    return bool(not np.isfinite(from_predictions) and np.isfinite(cost(cache, some.Y)))


def claim_a_few_penguins_make_up_most_of_the_cost(seed: int) -> bool:
    """After 100 steps, the 10 largest losses make up more than three quarters of the cost, and of all the errors
    ŷ − y more than half."""
    some, run = _penguins(seed), _run(seed)
    cache = forward(run.parameters, some.X)
    losses, errors = (np.sort(x, axis=None)[::-1] for x in (_loss(cache.Z2, some.Y), np.abs(cache.A2 - some.Y)))
    return bool(losses[:10].sum() > 0.75 * losses.sum() and errors[:10].sum() > 0.5 * errors.sum())


def claim_after_100_iterations_a_curved_boundary_is_hardly_better_than_a_straight_one(seed: int) -> bool:
    """After 100 steps, a curved boundary is hardly better than a straight one: at most 0.02 nats."""
    return 0 < _run(seed, 1).costs[-1] - _run(seed, 12).costs[-1] < 0.02


def claim_after_10000_iterations_a_curved_boundary_is_far_better_than_a_straight_one(seed: int) -> bool:
    """After 10,000 steps, the cost with a curved boundary is less than a third of that with a straight one."""
    return bool(3 * _run(seed, 12, 10_000).costs[-1] < _run(seed, 1, 10_000).costs[-1])
