"""The same gradient descent in NumPy, in many ways, from the readable loop down to its floor.

A contender is a function that takes a case and returns a function of the number of steps.  That one returns the costs,
one before each step, so that a test can tell that all do the same work.
"""

import copy
import itertools

import numpy as np
from numpy import add, divide, exp, log1p, matmul, maximum, multiply, negative, subtract


def warm_allocator():
    """Let the C library keep what it frees: after this, glibc gives no large array's memory back to the kernel."""
    np.empty(4_000_000)


def readable(case):
    warm_allocator()
    return cold_readable(case)


def cold_readable(case):
    from nnlib import Parameters, descend

    def run(steps):
        walk = descend(Parameters(*case.start), case.X, case.Y, learning_rate=case.learning_rate)
        return [step.cost for step in itertools.islice(walk, steps + 1)][:-1]

    return run


def course_style(case):
    """Dictionaries, np.dot and a copy of every parameter, as courses on the subject write it."""

    def forward(X, parameters):
        Z1 = np.dot(parameters["W1"], X) + parameters["b1"]
        A1 = np.tanh(Z1)
        Z2 = np.dot(parameters["W2"], A1) + parameters["b2"]
        A2 = 1 / (1 + np.exp(-Z2))
        return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}

    def compute_cost(A2, Y):
        logprobs = np.multiply(np.log(A2), Y) + np.multiply(np.log(1 - A2), 1 - Y)
        return float(np.squeeze(-np.sum(logprobs) / Y.shape[1]))

    def backward(parameters, cache, X, Y):
        m = X.shape[1]
        dZ2 = cache["A2"] - Y
        dW2 = np.dot(dZ2, cache["A1"].T) / m
        db2 = np.sum(dZ2, axis=1, keepdims=True) / m
        dZ1 = np.dot(parameters["W2"].T, dZ2) * (1 - np.power(cache["A1"], 2))
        dW1 = np.dot(dZ1, X.T) / m
        db1 = np.sum(dZ1, axis=1, keepdims=True) / m
        return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}

    def update(parameters, grads):
        parameters = copy.deepcopy(parameters)
        return {name: parameters[name] - case.learning_rate * grads["d" + name] for name in parameters}

    def run(steps):
        parameters = dict(zip(("W1", "b1", "W2", "b2"), case.start, strict=True))
        costs = []
        for _ in range(steps):
            A2, cache = forward(case.X, parameters)
            costs.append(compute_cost(A2, case.Y))
            parameters = update(parameters, backward(parameters, cache, case.X, case.Y))
        return costs

    return run


def better_expressions(case):
    """Readable, but W2.mT * dZ2 (with n2 = 1 no matrix product), x.sum for np.sum, axis=-1."""
    warm_allocator()
    X, Y, m, rate = case.X, case.Y, case.X.shape[1], case.learning_rate

    def run(steps):
        (W1, b1, W2, b2), costs = case.start, []
        for _ in range(steps):
            A1 = np.tanh(W1 @ X + b1)
            Z2 = W2 @ A1 + b2
            e = np.exp(-np.abs(Z2))
            costs.append(float((np.maximum(Z2, 0) - Z2 * Y + np.log1p(e)).sum() / m))
            dZ2 = np.where(Z2 >= 0, 1, e) / (1 + e) - Y
            dZ1 = W2.mT * dZ2 * (1 - A1**2)
            W2, b2 = W2 - rate / m * dZ2 @ A1.mT, b2 - rate / m * dZ2.sum(axis=-1, keepdims=True)
            W1, b1 = W1 - rate / m * dZ1 @ X.mT, b1 - rate / m * dZ1.sum(axis=-1, keepdims=True)
        return costs

    return run


def buffers(case):
    return _with_buffers(case, _backward)


def factored(case):
    return _with_buffers(case, _factored_backward)


def factored_float32(case):
    return _with_buffers(case, _factored_backward, np.float32)


def _with_buffers(case, make_backward, dtype=np.float64):
    """out= everywhere; the cost as nnlib.cost computes it."""
    X, Y, m = case.X.astype(dtype), case.Y.astype(dtype), case.X.shape[1]
    A1, Z2, e, losses, dZ2 = np.empty((case.hidden_units, m), dtype), *np.empty((4, 1, m), dtype)
    backward = make_backward(A1, X)

    def run(steps):
        W1, b1, W2, b2 = (array.astype(dtype) for array in case.start)
        costs = []
        for _ in range(steps):
            add(matmul(W1, X, A1), b1, A1)
            np.tanh(A1, A1)
            add(matmul(W2, A1, Z2), b2, Z2)
            exp(negative(np.abs(Z2, e), e), e)
            add(subtract(maximum(Z2, 0, out=losses), multiply(Z2, Y, dZ2), losses), log1p(e, dZ2), losses)
            costs.append(float(losses.sum()) / m)
            subtract(divide(np.where(Z2 >= 0, dtype(1), e), add(e, 1, e), dZ2), Y, dZ2)
            multiply(dZ2, case.learning_rate / m, dZ2)
            dW2, db2 = matmul(dZ2, A1.mT), dZ2.sum(axis=-1, keepdims=True)
            dW1, db1 = backward(W2, dZ2)
            for array, gradient in ((W1, dW1), (b1, db1), (W2, dW2), (b2, db2)):
                subtract(array, gradient, array)
        return costs

    return run


def _backward(A1, X):
    dZ1 = np.empty_like(A1)

    def backward(W2, dZ2):
        subtract(1, multiply(A1, A1, A1), A1)
        multiply(multiply(W2.mT, dZ2, dZ1), A1, dZ1)
        return matmul(dZ1, X.mT), dZ1.sum(axis=-1, keepdims=True)

    return backward


def _factored_backward(A1, X):
    """W2ᵀ * [(1 − A1²) (dZ2 * X)ᵀ]: no array of (n1, m) but the slope."""
    X1 = np.vstack([X, np.ones_like(X[:1])])
    D = np.empty_like(X1)

    def backward(W2, dZ2):
        subtract(1, multiply(A1, A1, A1), A1)
        G = W2.mT * matmul(A1, multiply(dZ2, X1, D).mT)
        return G[:, :-1], G[:, -1:]

    return backward


def nnlib_train(case):
    from nnlib import train

    def run(steps):
        n1, rate = case.hidden_units, case.learning_rate
        history = train(case.X, case.Y, hidden_units=n1, learning_rate=rate, iterations=steps, progress=False)
        return history.costs[:-1]

    return run


def kernel_floor(case):
    """No training, but the NumPy calls without which there is none, each in the fastest form that we know."""
    from nnlib._machinery.engine import FEW, KERNELS, _empty

    (W1, b1, W2, _), (n0, m), n1 = case.start, case.X.shape, case.hidden_units
    X1, D, A1 = (_empty((rows, m)) for rows in (n0 + 1, n0 + 1, n1))
    X1[:-1], X1[-1], V1 = case.X, 1, np.hstack([W1, b1])
    (z, e), dW2, G = _empty((2, 1, m)), np.empty((1, n1)), np.empty((n0 + 1, n1))
    tanh = KERNELS["tanh"].function
    left, right, product = (D[:, None], A1.mT, G[:, None]) if n0 < FEW else (D, A1.mT, G)

    def run(steps):
        for _ in range(steps):
            matmul(V1, X1, A1)
            tanh(A1, A1)
            matmul(W2, A1, z)
            exp(z, e)
            matmul(z, A1.mT, dW2)
            multiply(A1, A1, A1)
            multiply(X1, z, D)
            matmul(left, right, product)
        return []

    return run
