"""What the questions say of runs holds for other draws than the one that the lesson shows."""

import numpy as np
import pytest

from nnlib import cost, forward, make_moons, standardize, tanh_derivative, train, train_test_split


@pytest.mark.parametrize("split", range(3))
@pytest.mark.parametrize("seed", range(2))
def test_twenty_units_learn_40_noisy_examples_better_than_one_does_and_are_worse_on_others(split, seed):
    few, many = train_test_split(make_moons(m=2040, noise=0.3), test_fraction=2000 / 2040, seed=split)
    X, X_many = standardize(few.X), standardize(many.X, few.X)
    on_few, on_many = [], []
    for n1 in (1, 20):
        run = train(X, few.Y, hidden_units=n1, learning_rate=1.0, iterations=2000, seed=seed, progress=False)
        on_few.append(run.costs[-1])
        on_many.append(cost(forward(run.parameters, X_many), many.Y))
    assert on_few[1] < on_few[0]
    assert on_many[1] > on_many[0]


def test_the_slope_of_an_answer_is_never_below_two_fifths():
    assert tanh_derivative(np.array([1.0])).item() == pytest.approx(0.41997, abs=1e-5)
