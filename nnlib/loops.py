"""Backpropagation one example at a time: the left column of the notes' table, from which the six equations come."""

import numpy as np

from nnlib._machinery.rules import Array
from nnlib.activations import ACTIVATIONS, ActivationName
from nnlib.network import Gradients, Parameters


def backward_by_loop(parameters: Parameters, X: Array, Y: Array, *, activation: ActivationName = "tanh") -> Gradients:
    """Compute the gradients of `backward`, with a loop over the examples.

    For each example, a column x with its label y:

        z1 = W1 x + b1      a1 = g1(z1)      z2 = W2 a1 + b2      a2 = σ(z2)
        dz2 = a2 − y        dW2 = dz2 a1ᵀ    db2 = dz2
        dz1 = W2ᵀ dz2 * g1'(z1)              dW1 = dz1 xᵀ         db1 = dz1

    The gradients of the cost are the means over the examples.  It is there to be compared: `backward` gives the same
    to rounding, and is faster by a factor that grows with m.

    Args:
        parameters: W1 (n1, n0), b1 (n1, 1), W2 (n2, n1), b2 (n2, 1).
        X: the examples, (n0, m), one column each.
        Y: their labels, (n2, m), of 0 and 1.
        activation: the name of the hidden layer's g1: "tanh", "sigmoid" or "relu".

    Returns:
        Gradients dZ2 (n2, m), dW2 (n2, n1), db2 (n2, 1), dZ1 (n1, m), dW1 (n1, n0), db1 (n1, 1).

    Notes: "Backpropagation Intuition, Neural Network", and the left column under "Vectorized Implementation".
    """
    W1, b1, W2, b2 = parameters
    g1, g1_prime = ACTIVATIONS[activation]
    g2 = ACTIVATIONS["sigmoid"].function
    m = X.shape[1]
    dZ2, dZ1 = np.empty((len(W2), m)), np.empty((len(W1), m))
    dW2, db2, dW1, db1 = np.zeros_like(W2), np.zeros_like(b2), np.zeros_like(W1), np.zeros_like(b1)

    for i in range(m):
        x, y = X[:, [i]], Y[:, [i]]
        z1 = W1 @ x + b1
        a1 = g1(z1)
        z2 = W2 @ a1 + b2
        a2 = g2(z2)

        dz2 = a2 - y
        dW2 += dz2 @ a1.T
        db2 += dz2
        dz1 = W2.T @ dz2 * g1_prime(z1)
        dW1 += dz1 @ x.T
        db1 += dz1
        dZ2[:, [i]], dZ1[:, [i]] = dz2, dz1

    return Gradients(dZ2, dW2 / m, db2 / m, dZ1, dW1 / m, db1 / m)
