"""The same gradient descent by other libraries, each as its users write it; one that is not installed is left out.

`python -m pip --python .nox/benchmarks install torch jax` adds what the tests' requirements lack.
"""

import functools
import warnings

import numpy as np


def scikit_learn(case):
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.neural_network import MLPClassifier

    X, y = np.ascontiguousarray(case.X.T), case.Y[0]
    W1, b1, W2, b2 = case.start

    def run(steps):
        model = MLPClassifier(
            (case.hidden_units,), activation="tanh", solver="sgd", alpha=0, batch_size=len(X), momentum=0,
            nesterovs_momentum=False, learning_rate_init=case.learning_rate, shuffle=False, tol=0,
            max_iter=steps, n_iter_no_change=steps + 1, warm_start=True, random_state=0,
        )  # fmt: skip
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)
            model.partial_fit(X, y, classes=[0, 1])  # makes the arrays, which then get the case's start
            model.coefs_, model.intercepts_ = [W1.T.copy(), W2.T.copy()], [b1[:, 0].copy(), b2[:, 0].copy()]
            model.loss_curve_ = []
            model.fit(X, y)
        return model.loss_curve_

    return run


def torch_eager(case):
    torch, X, y, parameters = _torch(case)

    def run(steps):
        model = torch.nn.Sequential(
            torch.nn.Linear(X.shape[1], case.hidden_units), torch.nn.Tanh(), torch.nn.Linear(case.hidden_units, 1)
        ).double()
        with torch.no_grad():
            for own, start in zip(model.parameters(), parameters(), strict=True):
                own.copy_(start.reshape(own.shape))
        optimizer, loss_of = torch.optim.SGD(model.parameters(), case.learning_rate), torch.nn.BCEWithLogitsLoss()
        costs = []
        for _ in range(steps):
            optimizer.zero_grad()
            loss = loss_of(model(X), y)
            loss.backward()
            optimizer.step()
            costs.append(loss.item())
        return costs

    return run


def torch_compiled(case):
    torch, X, y, parameters = _torch(case)
    loss_of = torch.nn.functional.binary_cross_entropy_with_logits

    def cost(parameters):
        W1, b1, W2, b2 = parameters
        return loss_of(torch.tanh(X @ W1.T + b1.T) @ W2.T + b2, y)

    @torch.compile
    def step(parameters):
        gradients, loss = torch.func.grad_and_value(cost)(parameters)
        return tuple(p - case.learning_rate * g for p, g in zip(parameters, gradients, strict=True)), loss

    def run(steps):
        now, costs = parameters(), []
        for _ in range(steps):
            now, loss = step(now)
            costs.append(loss.item())
        return costs

    return run


def _torch(case):
    import torch

    torch.set_num_threads(1)
    X, y = torch.tensor(case.X.T.copy()), torch.tensor(case.Y.T.copy())
    return torch, X, y, lambda: tuple(torch.tensor(array) for array in case.start)


def jax_loop(case):
    """The whole loop compiled: one call for all steps."""
    import jax

    jax.config.update("jax_enable_x64", True)
    step = jax_step(jax, jax.numpy.asarray(case.X), jax.numpy.asarray(case.Y))

    @functools.partial(jax.jit, static_argnums=1)
    def descend(parameters, steps):
        return jax.lax.scan(lambda now, _: step(now, case.learning_rate), parameters, None, length=steps)

    return lambda steps: np.asarray(descend(case.start, steps)[1])


def jax_step(jax, X, Y):
    """One step from the parameters and a learning rate: the new parameters, and the cost of the old."""

    def cost(parameters):
        W1, b1, W2, b2 = parameters
        Z2 = W2 @ jax.numpy.tanh(W1 @ X + b1) + b2
        return jax.numpy.mean(jax.nn.softplus(Z2) - Z2 * Y)

    def step(parameters, learning_rate):
        J, gradients = jax.value_and_grad(cost)(parameters)
        return jax.tree.map(lambda p, g: p - learning_rate * g, parameters, gradients), J

    return step


def jax_sweep(grid):
    """Each size's networks in one vmap."""
    import jax

    jax.config.update("jax_enable_x64", True)
    return _jax_sweep(jax, grid)


def jax_sweep_float32(grid):
    import jax

    jax.config.update("jax_enable_x64", False)
    return _jax_sweep(jax, grid)


def _jax_sweep(jax, grid):
    step = jax.vmap(jax_step(jax, jax.numpy.asarray(grid.X), jax.numpy.asarray(grid.Y)))
    rates = jax.numpy.repeat(jax.numpy.asarray(grid.rates), len(grid.seeds))

    @functools.partial(jax.jit, static_argnums=1)
    def descend(parameters, steps):
        return jax.lax.scan(lambda now, _: step(now, rates), parameters, None, length=steps)

    return lambda steps: [np.asarray(descend(start, steps)[1]) for start in grid.starts]
