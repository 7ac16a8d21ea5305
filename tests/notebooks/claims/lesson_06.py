"""What lesson 06 claims in general.  The wrong functions are those that the lesson shows."""

from collections.abc import Callable
from typing import Any

import numpy as np

import nnlib
from nnlib import Parameters, cost, forward, gradient_check, make_circles, make_moons, standardize, train
from nnlib.checks import CATALOGUE
from tests.notebooks.in_view import InView

SETTINGS = {"hidden_units": 6, "learning_rate": 0.5, "iterations": 300, "progress": False}
PENGUINS = nnlib.load_penguins()
SHOWN = InView("06_gradient_check").run_functions(Cache=nnlib.Cache, sigmoid=nnlib.sigmoid)
TUTORIAL, AS_PRINTED = SHOWN["tutorial_backward"], SHOWN["equation_4_as_printed"]


def some_penguins(seed: int) -> nnlib.Dataset:
    return nnlib.train_test_split(PENGUINS, seed=seed)[0]


def point(seed: int) -> tuple[Parameters, Any, Any]:
    """Draw parameters of an ordinary size, and 7 examples."""
    rng = np.random.default_rng(seed)
    parameters = Parameters(*(0.5 * rng.standard_normal(shape) for shape in ((4, 3), (4, 1), (1, 4), (1, 1))))
    return parameters, rng.standard_normal((3, 7)), (rng.random((1, 7)) > 0.5).astype(float)


def accuracy_with(backward: Callable[..., Any], data: nnlib.Dataset, seed: int) -> float:
    X = standardize(data.X)
    run = train(X, data.Y, **SETTINGS, seed=seed, functions={"backward": backward})
    return nnlib.accuracy(run.parameters, X, data.Y)


def differing(backward: Callable[..., Any], seed: int) -> list[str]:
    """Name the arrays that a gradient check finds wrong."""
    parameters, X, Y = point(seed)
    arrays = dict(zip(nnlib.Gradients._fields, backward(parameters, forward(parameters, X), X, Y), strict=True))
    return [row.name for row in gradient_check(parameters, X, Y, gradients=arrays).rows if not row.passed]


def claim_the_tutorial_learns_the_penguins_as_well(seed: int) -> bool:
    """With the tutorial's db1 the penguins are learned as well as with the right one, to one point."""
    data = some_penguins(seed)
    return accuracy_with(TUTORIAL, data, seed) > accuracy_with(nnlib.backward, data, seed) - 0.01


def claim_equation_4_as_printed_learns_the_penguins(seed: int) -> bool:
    """With equation 4 as printed a network still gets more than 90 % of the penguins right."""
    return accuracy_with(AS_PRINTED, some_penguins(seed), seed) > 0.9


def claim_equation_4_as_printed_fails_on_circles(seed: int) -> bool:
    """With equation 4 as printed two circles are hardly told apart: less than 65 %, against more than 95 %."""
    data = make_circles(200, seed=seed)
    return accuracy_with(AS_PRINTED, data, seed) < 0.65 and accuracy_with(nnlib.backward, data, seed) > 0.95


def claim_the_check_finds_equation_4(seed: int) -> bool:
    """The check finds equation 4 as printed in dZ1, dW1 and db1, and in no other array."""
    return differing(AS_PRINTED, seed) == ["dZ1", "dW1", "db1"]


def claim_the_check_finds_the_tutorials_mistake(seed: int) -> bool:
    """The check finds the tutorial's mistake in db1 alone, with one output unit."""
    return differing(TUTORIAL, seed) == ["db1"]


def claim_the_slope_at_a1_trains(seed: int) -> bool:
    """With tanh′(A1) in the place of tanh′(Z1) the two moons are learned nearly as well: to 5 points."""
    moons, wrong = make_moons(200, seed=seed), CATALOGUE["dZ1_slope_of_the_answer"]
    return accuracy_with(wrong, moons, seed) > accuracy_with(nnlib.backward, moons, seed) - 0.05


def claim_right_gradients_pass(seed: int) -> bool:
    """Right gradients pass the check, with an error below 1e-7 in every array."""
    return gradient_check(*point(seed)).error < 1e-7


def claim_the_best_step_lies_between(seed: int) -> bool:
    """A step of 1e-5 measures the slopes better than 1e-3 and 1e-9 do."""
    parameters, X, Y = point(seed)

    def J(W1: Any) -> float:
        return cost(forward(parameters._replace(W1=W1), X), Y)

    exact = nnlib.backward(parameters, forward(parameters, X), X, Y).dW1
    errors = [np.linalg.norm(SHOWN["measure"](J, parameters.W1, step) - exact) for step in (1e-3, 1e-5, 1e-9)]
    return bool(errors[1] < min(errors[0], errors[2]))


def claim_four_corners_are_learned_only_with_tanh(seed: int) -> bool:
    """Opposite corners of a square are learned by heart with tanh; without it the cost stays at log 2."""
    corners, same_sign = np.array([[-1.0, -1, 1, 1], [-1, 1, -1, 1]]), np.array([[1.0, 0, 0, 1]])
    wrong = {"forward": SHOWN["forward_without_tanh"], "backward": SHOWN["backward_without_tanh"]}
    right, without = (train(corners, same_sign, **SETTINGS, seed=seed, functions=own) for own in ({}, wrong))
    return bool(right.costs[-1] < 0.1 and abs(without.costs[-1] - np.log(2)) < 0.01)
