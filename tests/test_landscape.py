"""A plane through a path, and the cost over it."""

from itertools import islice

import numpy as np
import pytest
from numpy.testing import assert_allclose

from nnlib import Parameters, cost, descend, forward, landscape
from tests.problems import make_problem


@pytest.fixture
def problem():
    return make_problem(0, m=20)


@pytest.fixture
def path(problem):
    steps = islice(descend(problem.parameters, problem.X, problem.Y, learning_rate=0.5), 12)
    return [step.parameters for step in steps]


def flat(parameters):
    return np.concatenate([array.ravel() for array in parameters])


def test_of_a_path_that_lies_in_a_plane_all_is_shown_and_distances_stay(problem):
    rng = np.random.default_rng(1)
    start, u, v = (Parameters(*(rng.standard_normal(a.shape) for a in problem.parameters)) for _ in range(3))
    points = [(0, 0), (1, 0), (1, 2), (3, 1)]
    path = [Parameters(*(s + a * p + b * q for s, p, q in zip(start, u, v, strict=True))) for a, b in points]
    plane = landscape(path, problem.X, problem.Y)
    assert plane.shown == pytest.approx(1, abs=1e-12)
    for i, j in ((0, 1), (1, 2), (0, 3)):
        assert np.linalg.norm(plane.path[i] - plane.path[j]) == pytest.approx(
            np.linalg.norm(flat(path[i]) - flat(path[j]))
        )


def test_two_steps_lie_in_a_plane_and_their_cost_is_on_it(problem, path):
    two = path[:2]
    plane = landscape(two, problem.X, problem.Y, points=3)
    # Of three grid points, the middle one is half way between two steps.
    between = Parameters(*((a + b) / 2 for a, b in zip(*two, strict=True)))
    assert plane.costs[1, 1] == pytest.approx(cost(forward(between, problem.X), problem.Y), rel=1e-12)


def test_path_goes_to_the_positive_side_of_its_first_direction(problem, path):
    plane = landscape(path, problem.X, problem.Y)
    assert plane.path[-1, 0] > plane.path[0, 0]
    assert 0.5 < plane.shown <= 1


def test_grid_reaches_beyond_the_path_on_every_side(problem, path):
    plane = landscape(path, problem.X, problem.Y, points=9)
    assert plane.costs.shape == (9, 9)
    assert np.ptp(plane.across) == pytest.approx(1.25 * np.ptp(plane.along))
    for grid, values in ((plane.across, plane.path[:, 0]), (plane.along, plane.path[:, 1])):
        assert grid[0] < values.min()
        assert values.max() < grid[-1]
        assert_allclose(np.diff(grid), np.diff(grid)[0])
