"""The network with one hidden layer: the equations of the notes, a line each, in the notes' symbols.

Shapes, with n0 input features, n1 hidden units, n2 = 1 output unit and m examples, one column an example:

    X  (n0, m)    W1 (n1, n0)    b1 (n1, 1)    Z1, A1 (n1, m)
    Y  (n2, m)    W2 (n2, n1)    b2 (n2, 1)    Z2, A2 (n2, m)

Each gradient has the shape of what it is the gradient of: dW1 is shaped as W1, dZ1 as Z1.
"""

from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from nnlib._machinery.rules import Array, Count, Positive, Random
from nnlib.activations import ACTIVATIONS, ActivationName


class Parameters(NamedTuple):
    """What gradient descent learns: W1 (n1, n0), b1 (n1, 1), W2 (n2, n1), b2 (n2, 1).

    Wherever a function takes these, a Cache or Gradients, a dictionary of the same names will do: {"W1": W1, …}.
    """

    W1: Array
    b1: Array
    W2: Array
    b2: Array


class Cache(NamedTuple):
    """What forward propagation computes and backpropagation uses: Z1, A1 (n1, m) and Z2, A2 (n2, m)."""

    Z1: Array
    A1: Array
    Z2: Array
    A2: Array


class Gradients(NamedTuple):
    """The derivatives of the cost, in the order in which the notes' six equations compute them.

    dW2, db2, dW1 and db1 are derivatives of the cost J itself, with its 1/m.  dZ2 and dZ1 are derivatives of the
    loss, a column an example, without it.
    """

    dZ2: Array
    dW2: Array
    db2: Array
    dZ1: Array
    dW1: Array
    db1: Array


def initialize_parameters(
    n0: Count,
    n1: Count,
    n2: Count = 1,
    *,
    rng: Random,
    scale: Positive | None = None,
    method: Literal["random", "zeros", "constant"] = "random",
) -> Parameters:
    """Make the parameters with which gradient descent starts.

    "random" draws W1 and W2 from a normal distribution with mean 0; the biases are 0.  The other two methods are
    there to be seen failing (erratum E3).  With "zeros" W1 and W2 never move, where g1(0) = 0, as it is for tanh and
    relu.  With "constant" all rows of W1 stay equal to each other.

    Args:
        n0: number of input features, >= 1.
        n1: number of hidden units, >= 1.
        n2: number of output units, >= 1; 1 in the notes.
        rng: the random generator to draw from, or a seed for one.
        scale: standard deviation of the random weights, or the value of the constant ones; > 0.  Left out, it is
            1/√n0 for W1 and 1/√n1 for W2, so that a unit's z stays of size 1 however many inputs it sums.
        method: "random", "zeros" or "constant".

    Returns:
        Parameters of shapes W1 (n1, n0), b1 (n1, 1), W2 (n2, n1), b2 (n2, 1).

    Notes: "Parameters" and "Gradient descent".
    """
    rng = np.random.default_rng(rng)

    def weights(rows: int, columns: int) -> Array:
        size = 1 / np.sqrt(columns) if scale is None else scale
        if method == "random":
            return size * rng.standard_normal((rows, columns))
        return np.full((rows, columns), size if method == "constant" else 0.0)

    W1 = weights(n1, n0)
    b1 = np.zeros((n1, 1))
    W2 = weights(n2, n1)
    b2 = np.zeros((n2, 1))
    return Parameters(W1, b1, W2, b2)


def forward(parameters: Parameters, X: Array, *, activation: ActivationName = "tanh") -> Cache:
    """Forward propagation: compute the prediction A2 of every example, and all that leads to it.

        Z1 = W1 X + b1      A1 = g1(Z1)
        Z2 = W2 A1 + b2     A2 = σ(Z2)

    Args:
        parameters: W1 (n1, n0), b1 (n1, 1), W2 (n2, n1), b2 (n2, 1).
        X: the examples, (n0, m), one column each; any unit, best standardised.
        activation: the name of the hidden layer's g1: "tanh", "sigmoid" or "relu".

    Returns:
        Cache of Z1, A1 (n1, m) and Z2, A2 (n2, m).  A2 is ŷ, the probability in [0, 1] that the label is 1.

    Notes: "Forward propagation".
    """
    W1, b1, W2, b2 = parameters
    g1 = ACTIVATIONS[activation].function
    g2 = ACTIVATIONS["sigmoid"].function

    Z1 = W1 @ X + b1
    A1 = g1(Z1)
    Z2 = W2 @ A1 + b2
    A2 = g2(Z2)
    return Cache(Z1, A1, Z2, A2)


def cross_entropy(Z2: Array, Y: "Array | int") -> Array:
    """Compute the loss L of each example, from its z.

        L(a, y) = −y log a − (1 − y) log(1 − a)     a = σ(z)

    Put a = σ(z) into L and simplify: L = max(z, 0) − z y + log(1 + e^−|z|).  That form is finite for every finite z,
    where log(1 − a) is not: from z = 37 on a is 1 in floating point.

    Args:
        Z2: of any shape.
        Y: the labels 0 or 1, of the same shape or one for all.

    Returns:
        The losses in nats (natural logarithm), >= 0, of Z2's shape.
    """
    return np.maximum(Z2, 0) - Z2 * Y + np.log1p(np.exp(-np.abs(Z2)))


def cost(cache: Cache, Y: Array) -> float:
    """Compute the cost J: the mean over the examples of the cross-entropy loss.

        J = (1/m) Σ L(a, y)     L(a, y) = −y log a − (1 − y) log(1 − a)     a = σ(z)

    `cross_entropy` computes L from Z2, so that it is finite.  The sum is finite too, as 1/m comes before it.

    Args:
        cache: what `forward` returned; only Z2, (n2, m), is used.
        Y: the labels, (n2, m), of 0 and 1.

    Returns:
        The mean loss, in nats (natural logarithm) per example, >= 0.  Always saying 0.5 costs log 2 = 0.6931.

    Notes: "Cost function"; the sum is missing there (erratum E2).
    """
    m = Y.shape[1]
    L = cross_entropy(cache.Z2, Y)
    return float(np.sum(L / m))


def backward(
    parameters: Parameters, cache: Cache, X: Array, Y: Array, *, activation: ActivationName = "tanh"
) -> Gradients:
    """Backpropagation: compute the gradient of the cost with respect to every parameter.

        dZ2 = A2 − Y
        dW2 = (1/m) dZ2 A1ᵀ
        db2 = (1/m) Σ dZ2, over the examples
        dZ1 = W2ᵀ dZ2 * g1'(Z1), the last product elementwise
        dW1 = (1/m) dZ1 Xᵀ
        db1 = (1/m) Σ dZ1, over the examples

    Args:
        parameters: the W1 (n1, n0), b1 (n1, 1), W2 (n2, n1), b2 (n2, 1) that made the cache.
        cache: what `forward` returned for these parameters and this X.
        X: the examples, (n0, m), one column each.
        Y: the labels, (n2, m), of 0 and 1.
        activation: the name of g1 with which the cache was made.

    Returns:
        Gradients dZ2 (n2, m), dW2 (n2, n1), db2 (n2, 1), dZ1 (n1, m), dW1 (n1, n0), db1 (n1, 1).

    Notes: "Backpropagation (Compute Derivatives)", equations 1 to 6; equation 4 prints g1 for g1' (erratum E5).
    """
    W2, Z1, A1, A2, m = parameters.W2, cache.Z1, cache.A1, cache.A2, X.shape[1]
    g1_prime = ACTIVATIONS[activation].derivative

    dZ2 = A2 - Y
    dW2 = (1 / m) * dZ2 @ A1.T
    db2 = (1 / m) * np.sum(dZ2, axis=1, keepdims=True)
    dZ1 = W2.T @ dZ2 * g1_prime(Z1)
    dW1 = (1 / m) * dZ1 @ X.T
    db1 = (1 / m) * np.sum(dZ1, axis=1, keepdims=True)
    return Gradients(dZ2, dW2, db2, dZ1, dW1, db1)


def update(parameters: Parameters, gradients: Gradients, learning_rate: Positive) -> Parameters:
    """Take one step of gradient descent: W := W − α dW, and likewise for b.

    Args:
        parameters: W1 (n1, n0), b1 (n1, 1), W2 (n2, n1), b2 (n2, 1); left as they are.
        gradients: what `backward` returned.
        learning_rate: the notes' α, finite and > 0.

    Returns:
        The new Parameters, in arrays of their own.

    Notes: "Gradient descent"; α multiplies w there in place of dw (erratum E4).
    """
    W1 = parameters.W1 - learning_rate * gradients.dW1
    b1 = parameters.b1 - learning_rate * gradients.db1
    W2 = parameters.W2 - learning_rate * gradients.dW2
    b2 = parameters.b2 - learning_rate * gradients.db2
    return Parameters(W1, b1, W2, b2)


def predict(parameters: Parameters, X: Array, *, activation: ActivationName = "tanh") -> NDArray[np.int64]:
    """Predict each example's label: 1 where A2 > 0.5, that is where Z2 > 0, else 0.

    Args:
        parameters: W1 (n1, n0), b1 (n1, 1), W2 (n2, n1), b2 (n2, 1).
        X: the examples, (n0, m), one column each.
        activation: the name of g1 with which the parameters were trained.

    Returns:
        An array of 0 and 1, integers, (n2, m).
    """
    return (forward(parameters, X, activation=activation).Z2 > 0).astype(np.int64)


def accuracy(parameters: Parameters, X: Array, Y: Array, *, activation: ActivationName = "tanh") -> float:
    """Give the fraction of the examples whose label is predicted right.

    Args:
        parameters: W1 (n1, n0), b1 (n1, 1), W2 (n2, n1), b2 (n2, 1).
        X: the examples, (n0, m), one column each.
        Y: their labels, (n2, m), of 0 and 1.
        activation: the name of g1 with which the parameters were trained.

    Returns:
        A number in [0, 1]; print it as f"{accuracy:.2%}".
    """
    right = predict(parameters, X, activation=activation) == Y
    return float(np.mean(right, dtype=np.float64))
