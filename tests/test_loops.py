"""The loop over the examples and the six equations give the same."""

import numpy as np
from hypothesis import given
from numpy.testing import assert_allclose

from nnlib import backward, backward_by_loop, forward
from tests.problems import activations, problems


@given(problems(), activations)
def test_loop_gives_the_gradients_of_the_equations(problem, activation):
    parameters, X, Y = problem
    vectorized = backward(parameters, forward(parameters, X, activation=activation), X, Y, activation=activation)
    for by_loop, expected in zip(backward_by_loop(parameters, X, Y, activation=activation), vectorized, strict=True):
        assert_allclose(by_loop, expected, rtol=1e-12, atol=1e-15)


@given(problems(m=1))
def test_of_one_example_the_gradients_are_products_without_a_mean(problem):
    parameters, x, y = problem
    gradients = backward_by_loop(parameters, x, y)
    assert_allclose(gradients.dW1, gradients.dZ1 @ x.T)
    assert_allclose(gradients.dW2, gradients.dZ2 @ np.tanh(parameters.W1 @ x + parameters.b1).T)
