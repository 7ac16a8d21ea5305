"""The fast steps: those of `descend`, to rounding, on one network or on a stack of them.

A stack holds networks of one n1 along leading axes, W1 (…, n1, n0).  `matmul` and `.mT` work on the last two axes, so
the same lines serve one network and many.  n2 is 1.  What makes the steps fast, and the equation behind each point:

1. Arrays once.  Every result goes into an array made before the first step, the last argument of each call below.  A
   fresh array costs more than it seems: the operating system hands out its memory page by page.  Large arrays begin
   at a cache line, where NumPy's begin anywhere: 64 bytes at once are then one access to memory, not two.
2. A bias is one more weight.  W1 X + b1 = V1 X1 with V1 = [W1 b1] and a row of ones below X; V2 = [W2 b2] likewise.
   One product then gives the gradients of weights and biases together.
3. One exponential for cost and gradient.  Let s = −1 where y = 1, else 1, and u = s z2.  Then the loss is
   log(1 + e^u), and dz2 = a2 − y = s − s / (1 + e^u).
4. One logarithm for many examples.  Σ log(1 + e^u) = log Π (1 + e^u), the product in parts that stay in range.
5. No dZ1.  W2 scales the rows of dZ1 and dZ2 its columns, so dW1 = (1/m) W2ᵀ * (g1'(Z1) (dZ2 * X)ᵀ): W2 comes after
   the sum over the m examples, and dZ2 meets X or g1'(Z1), whichever has fewer rows.
6. The slope in one pass.  tanh' = 1 − F with F = A1², and (1 − F) Dᵀ is ΣD − F Dᵀ.  The row of ones below A1 stays
   below F, so that one product gives both terms.  For the sigmoid g1' = (1 − F)/4 with F = (2 A1 − 1)²; for ReLU F is
   1 where A1 = 0, else 0.
7. Constants where they cost least.  dZ2 carries α/m from the start, and X the 1/4 of the sigmoid.
8. One update.  W1, b1, W2 and b2 are parts of one array, and so are their gradients.
9. tanh(z) = 1 − 2 / (1 + e^2z).  NumPy's exp and four passes of plain arithmetic take half the time of its tanh on a
   processor without AVX-512.  What differs is the last digit of a number of size 1.
10. Few features.  The product of (n0 + 1, m) and (m, n1 + 1) is taken a row at a time: BLAS is quicker with vector
   times matrix than with a matrix of few rows.
"""

import math
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy import add, divide, exp, matmul, multiply, subtract

from nnlib._machinery.values import Array
from nnlib.activations import ACTIVATIONS, ActivationName
from nnlib.network import Parameters

KEPT = 16_384  # how many u to keep before their costs are computed together: few enough for the cache
FEW = 8  # up to so many features a product is taken a row at a time
SMALL = 1e-4  # a cost below this has lost digits in 1 + e^u


class Kernel(NamedTuple):
    """An activation, and how flat it is: A = function(Z) and F = flatness(A), where g1'(Z) = steepest (1 − F).

    Both write into their second argument, which may be the first.
    """

    function: Callable[[Array, Array], object]
    flatness: Callable[[Array, Array], object]
    steepest: float


def _tanh(Z: Array, A: Array) -> None:
    multiply(Z, 2, A)
    exp(A, A)  # where this overflows, tanh is 1 − 2 / inf = 1
    add(A, 1, A)
    divide(-2, A, A)
    add(A, 1, A)


def _sigmoid(Z: Array, A: Array) -> None:
    np.negative(Z, A)
    exp(A, A)  # where this overflows, the sigmoid is 1 / inf = 0
    add(A, 1, A)
    np.reciprocal(A, A)


def _sigmoid_flatness(A: Array, F: Array) -> None:
    multiply(A, 2, F)
    subtract(F, 1, F)
    np.square(F, F)


def _relu(Z: Array, A: Array) -> None:
    zeros = np.zeros(Z.shape[-1])  # a row of them is four times as fast as the number 0
    np.maximum(Z, zeros, out=A)


def _relu_flatness(A: Array, F: Array) -> None:
    np.equal(A, 0, out=F)


KERNELS: dict[ActivationName, Kernel] = {
    "tanh": Kernel(_tanh, np.square, 1),
    "sigmoid": Kernel(_sigmoid, _sigmoid_flatness, 1 / 4),
    "relu": Kernel(_relu, _relu_flatness, 1),
}


def _kernel(activation: ActivationName) -> Kernel:
    """Give the kernel of an activation; of one without, its functions, the slope kept from the way forward."""
    if activation in KERNELS:
        return KERNELS[activation]
    g1, slope = ACTIVATIONS[activation]
    kept = list[Array]()

    def function(Z: Array, A: Array) -> None:
        kept[:] = [1 - slope(Z)]
        A[...] = g1(Z)

    def flatness(A: Array, F: Array) -> None:
        F[...] = kept[0]

    return Kernel(function, flatness, 1)


class _Arrays(NamedTuple):
    """What both directions share; a step changes V, of which V1 and V2 are parts, and A1 but for its last row, ones."""

    V: Array  # (…, n1 (n0 + 1) + n1 + 1)
    V1: Array  # (…, n1, n0 + 1)
    V2: Array  # (…, 1, n1 + 1)
    X1: Array  # (n0 + 1, m)
    A1: Array  # (…, n1 + 1, m)
    s: Array  # (1, m)
    rate: Array  # (…, 1, m): α s/m


class Descent:
    """Gradient descent on its own copy of the parameters, which it changes in place.

    Attributes:
        start_cost: the cost of the parameters that it began with, in nats per example; one number a network.
        block: after how many steps `run` computes their costs.
    """

    @np.errstate(over="ignore", invalid="ignore")
    def __init__(
        self,
        parameters: Parameters,
        X: Array,
        Y: Array,
        *,
        learning_rate: float | Array,
        activation: ActivationName,
    ) -> None:
        self._arrays = _arrays(parameters, X, Y, learning_rate)
        kernel = _kernel(activation)
        self._forward, self._backward = _forward(self._arrays, kernel), _backward(self._arrays, kernel)
        rate = self._arrays.rate
        self.block = max(1, KEPT // rate.size)
        self._u, self._e = _empty((2, self.block, *rate.shape))
        self._last = self._e[0]
        self._forward(self._u[0], self._last)
        self.start_cost: Array = _costs(self._u[:1], self._e[:1])[0]

    @property
    def parameters(self) -> Parameters:
        """A copy of the parameters as they are now."""
        V1, V2 = self._arrays.V1, self._arrays.V2
        W1, b1, W2, b2 = V1[..., :-1], V1[..., -1:], V2[..., :-1], V2[..., -1:]
        return Parameters(*(array.copy() for array in (W1, b1, W2, b2)))

    @np.errstate(over="ignore", invalid="ignore")
    def run(self, iterations: int) -> Array:
        """Take so many steps, and return the cost after each of them: (iterations, …)."""
        costs = np.empty((iterations, *self.start_cost.shape))
        for done in range(0, iterations, self.block):
            part = costs[done : done + self.block]
            part[...] = self._steps(len(part))
        return costs

    def _steps(self, count: int) -> Array:
        forward, backward = self._forward, self._backward
        for u, e in zip(self._u[:count], self._e, strict=False):
            backward(self._last)
            forward(u, e)
            self._last = e
        return _costs(self._u[:count], self._e[:count])


def _arrays(parameters: Parameters, X: Array, Y: Array, learning_rate: float | Array) -> _Arrays:
    (*stack, n1, n0), m = parameters.W1.shape, X.shape[1]
    V, V1, V2 = _joined(stack, n0, n1)
    V1[..., :-1], V1[..., -1:], V2[..., :-1], V2[..., -1:] = parameters
    X1, A1 = _empty((n0 + 1, m)), _empty((*stack, n1 + 1, m))
    X1[:-1], X1[-1], A1[..., -1, :] = X, 1, 1
    s = 1 - 2 * Y
    rate = np.broadcast_to(learning_rate, stack)[..., np.newaxis, np.newaxis] / m * s
    return _Arrays(V, V1, V2, X1, A1, s, rate)


def _joined(stack: list[int], n0: int, n1: int) -> tuple[Array, Array, Array]:
    """Make an array for all parameters, and give it with its parts V1 and V2."""
    V = np.empty((*stack, n1 * (n0 + 1) + n1 + 1))
    V1, V2 = V[..., : n1 * (n0 + 1)], V[..., n1 * (n0 + 1) :]
    return V, V1.reshape(*stack, n1, n0 + 1), V2.reshape(*stack, 1, n1 + 1)


def _empty(shape: tuple[int, ...]) -> Array:
    """Make an array that begins at a cache line of 64 bytes."""
    size = math.prod(shape) * np.dtype(np.float64).itemsize
    memory = np.empty(size + 63, np.uint8)
    first = -memory.__array_interface__["data"][0] % 64
    return memory[first : first + size].view(np.float64).reshape(shape)


def _forward(arrays: _Arrays, kernel: Kernel) -> Callable[[Array, Array], None]:
    """Make the function that writes u and 1 + e^u of every example into its arguments."""
    _, V1, V2, X1, A1, s, _ = arrays
    A, one = A1[..., :-1, :], A1[..., -1:, :]
    g1 = kernel.function

    def forward(u: Array, e: Array) -> None:
        matmul(V1, X1, A)  # Z1
        g1(A, A)
        matmul(V2, A1, u)  # Z2
        multiply(u, s, u)
        exp(u, e)
        add(e, one, e)

    return forward


def _backward(arrays: _Arrays, kernel: Kernel) -> Callable[[Array], None]:
    """Make the function that takes one step, given 1 + e^u; it leaves F where A1 was."""
    V, V1, V2, X1, A1, _, rate = arrays
    flatness = kernel.flatness
    A, A1T, W2T = A1[..., :-1, :], A1.mT, V2[..., :-1].mT
    steep_X1 = kernel.steepest * X1
    *stack, n1, features = V1.shape
    dV, dV1, dV2 = _joined(stack, features - 1, n1)
    by_feature = (
        features <= n1 + 1
    )  # dZ2 meets X, and G has a row a feature; else it meets g1'(Z1), and a row is a unit
    fewer, dZ2 = steep_X1 if by_feature else A1, np.empty_like(rate)
    D = _empty(np.broadcast_shapes(fewer.shape, dZ2.shape))
    G = np.empty((*stack, features, n1 + 1) if by_feature else (*stack, n1 + 1, features))
    right, sums = (A1T, G.mT) if by_feature else (np.ascontiguousarray(steep_X1.T), G)
    total, flat = sums[..., -1:, :], sums[..., :-1, :]
    left, product = D, G
    if features <= FEW:
        left, right, product = D[..., np.newaxis, :], right[..., np.newaxis, :, :], G[..., np.newaxis, :]

    def backward(e: Array) -> None:
        divide(rate, e, dZ2)
        subtract(rate, dZ2, dZ2)
        matmul(dZ2, A1T, dV2)
        flatness(A, A)
        multiply(fewer, dZ2, D)
        matmul(left, right, product)
        subtract(total, flat, dV1)
        multiply(dV1, W2T, dV1)
        subtract(V, dV, V)

    return backward


def _costs(u: Array, e: Array) -> Array:
    """Compute the mean loss from u and 1 + e^u, (k, …, 1, m): by point 4, or one by one where that loses digits."""
    m = u.shape[-1]
    part = np.finfo(np.float64).maxexp // 4  # so many factors of up to 16 are in range
    products = multiply.reduceat(e[..., 0, :], range(0, m, part), axis=-1)
    J: Array = np.sum(np.log(products), axis=-1) / m
    inexact = (J < SMALL) | np.isinf(J)
    if np.any(inexact):
        z = u[inexact][:, 0, :]
        J[inexact] = np.sum(np.maximum(z, 0) + np.log1p(exp(-np.abs(z))), axis=-1) / m
    return J
