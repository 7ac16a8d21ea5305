"""The playground's state is a value; its moves lead to the same numbers again, as text and as code too."""

import contextlib
import io
import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlib import (
    Parameters,
    backward,
    cost,
    forward,
    initialize_parameters,
    load_breast_cancer,
    load_digits,
    load_penguins,
    make_flower,
    make_moons,
    standardize,
    train,
    train_test_split,
    update,
)
from nnlib.network import Cache
from nnlib.widgets.playground.code import as_code
from nnlib.widgets.playground.divergence import explain, in_words, is_diverging, saturated_units
from nnlib.widgets.playground.frame import shown
from nnlib.widgets.playground.setup import RATES, Setup, make_data
from nnlib.widgets.playground.state import (
    EARLY,
    KEPT,
    MOST_MOVES,
    Steps,
    Units,
    Weight,
    advance,
    begin,
    rebased,
    replay,
    with_hidden_units,
    with_learning_rate,
    with_own_points,
    with_parameters,
    with_weight,
)
from nnlib.widgets.playground.text import as_text, from_text

SMALL = Setup("moons", m=60, hidden_units=3)


def same(one, other) -> bool:
    return all(np.array_equal(a, b) for a, b in zip(one.parameters, other.parameters, strict=True))


def run_code(state):
    """Run what `as_code` writes, and give the cost that it prints, with the parameters it comes to."""
    out, names = io.StringIO(), dict[str, Any]()
    with contextlib.redirect_stdout(out):
        exec(as_code(state), names)
    return float(out.getvalue()), names["run"].parameters


@pytest.mark.parametrize("seed", range(20))
def test_the_petals_are_found_within_the_first_seconds(seed):
    state = begin(Setup(seed=seed, data_seed=seed), 0.3)
    found = shown(advance(state, 600), None).accuracies  # 600 steps are ten seconds at the default speed, or less
    assert min(found) > 0.85


MOVES = st.lists(
    st.one_of(
        st.integers(1, 40).map(lambda count: lambda s: advance(s, count)),
        st.sampled_from((0.03, 0.5, 2.0)).map(lambda rate: lambda s: with_learning_rate(s, rate)),
        st.integers(1, 6).map(lambda count: lambda s: with_hidden_units(s, count)),
        st.floats(-3, 3).map(lambda value: lambda s: with_weight(s, "W1", 0, 1, value)),
        st.floats(-3, 3).map(lambda value: lambda s: with_weight(s, "b2", 0, 0, value)),
        st.lists(st.tuples(st.floats(-2, 2), st.floats(-2, 2), st.integers(0, 1)), max_size=3).map(
            lambda points: lambda s: with_own_points(s, tuple(points))
        ),
    ),
    max_size=8,
)


@given(MOVES, st.sampled_from(("tanh", "sigmoid", "relu")))
def test_the_moves_lead_to_the_same_numbers_again(moves, activation):
    state = begin(SMALL._replace(activation=activation), 0.5)
    for move in moves:
        state = move(state)
    text = as_text(state)
    for again in (replay(state.setup, state.learning_rate, state.moves), from_text(text)):
        assert same(again, state)
        assert (again.cost, again.iteration, again.learning_rate) == (state.cost, state.iteration, state.learning_rate)
        assert all(np.array_equal(a, b, equal_nan=True) for a, b in zip(again.curve, state.curve, strict=True))
        assert as_text(again) == text
    printed, parameters = run_code(state)
    assert printed == state.cost
    assert all(np.array_equal(a, b) for a, b in zip(parameters, state.parameters, strict=True))


def test_its_steps_are_those_of_train():
    state = advance(advance(begin(Setup(), 0.3), 7), 493)
    training, held_out = train_test_split(make_flower(), seed=0)
    run = train(standardize(training.X), training.Y, hidden_units=8, learning_rate=0.3, iterations=500)
    assert state.cost == run.costs[-1]
    assert same(state, run)
    tried = forward(run.parameters, standardize(held_out.X, training.X))
    assert state.curve.held_out[-1] == cost(tried, held_out.Y)
    assert np.array_equal(state.curve.training, run.costs[state.curve.iterations.astype(int)])


def test_another_learning_rate_keeps_the_weights():
    state = advance(begin(SMALL, 0.3), 20)
    assert same(with_learning_rate(state, 3.0), state)
    assert advance(with_learning_rate(state, 3.0), 1).moves == (Steps(20, 0.3), Steps(1, 3.0))


def test_more_hidden_units_keep_those_that_are_trained():
    state = advance(begin(SMALL, 0.3), 20)
    more = with_hidden_units(state, 5)
    fresh = initialize_parameters(2, 5, rng=0)
    assert np.array_equal(more.parameters.W1, np.vstack([state.parameters.W1, fresh.W1[3:]]))
    assert np.array_equal(more.parameters.W2, np.hstack([state.parameters.W2, fresh.W2[:, 3:]]))
    assert same(with_hidden_units(more, 3), state)
    assert more.iteration == state.iteration == 20
    assert more.moves[-1] == Units(5)


def test_a_weight_by_hand_changes_the_cost_at_once():
    state = advance(begin(SMALL, 0.3), 20)
    changed = with_weight(with_weight(state, "W2", 0, 1, 9.0), "W2", 0, 1, 4.0)
    assert changed.parameters.W2[0, 1] == 4.0
    assert state.parameters.W2[0, 1] != 4.0
    assert changed.moves[-2:] == (Steps(20, 0.3), Weight("W2", 0, 1, 4.0))
    cache = forward(changed.parameters, state.data.X)
    assert changed.cost == pytest.approx(cost(cache, state.data.Y), rel=1e-12)
    assert changed.curve.training[-1] == changed.cost


@pytest.mark.parametrize(("symbol", "row", "column"), [("W1", 3, 0), ("W1", 0, 2), ("b2", 0, 1), ("W2", -1, 0)])
def test_a_weight_that_is_not_there_is_refused(symbol, row, column):
    with pytest.raises(ValueError, match="there is no"):
        with_weight(begin(SMALL, 0.3), symbol, row, column, 1.0)


def test_own_points_are_trained_on_in_the_others_units():
    state = with_own_points(begin(SMALL, 0.3), ((1.0, -0.5, 1), (0.0, 0.25, 0)))
    assert state.data.X.shape == (2, 44 + 2)
    expected = standardize(np.array([[1.0, 0.0], [-0.5, 0.25]]), state.data.training.X)
    assert np.array_equal(state.data.X[:, -2:], expected)
    assert state.data.Y[0, -2:].tolist() == [1, 0]
    assert state.data.X_test.shape == (2, 16)


def test_a_blank_plane_has_no_cost_until_points_are_there():
    blank = begin(Setup("blank", hidden_units=2), 0.3)
    assert math.isnan(blank.cost)
    assert advance(blank, 5) is blank
    one = advance(with_own_points(blank, ((1.0, 1.0, 1), (-1.0, -1.0, 0))), 50)
    assert one.iteration == 50
    assert one.cost < 0.3


def test_the_curve_stays_short_and_knows_its_iterations():
    state = advance(begin(SMALL, 0.1), 5000)
    iterations = state.curve.iterations
    assert len(iterations) <= KEPT
    early, late = iterations[iterations <= EARLY], iterations[iterations > EARLY]
    assert early.tolist() == list(range(EARLY + 1))
    assert np.array_equal(np.diff(late), np.full(len(late) - 1, state.curve.every))
    assert state.curve.training[0] == begin(SMALL, 0.1).cost


def test_a_long_story_begins_anew_with_the_parameters():
    state = begin(SMALL, 0.3)
    for i in range(2 * MOST_MOVES):
        state = advance(with_weight(state, "b1", i % 3, 0, 0.01 * i), 1)
    assert len(state.moves) <= MOST_MOVES + 2
    assert same(from_text(as_text(state)), state)
    assert run_code(state)[0] == state.cost
    assert same(rebased(state), state)


def test_it_stops_before_a_cost_that_is_not_finite():
    state = advance(begin(SMALL._replace(dataset="flower", activation="relu"), 1000.0), 500)
    assert state.diverged == state.iteration + 1
    assert math.isfinite(state.cost)
    assert advance(state, 10) is state
    assert advance(with_learning_rate(state, 1e-6), 1).diverged in (None, state.iteration + 1)
    assert same(from_text(as_text(state)), state)
    assert run_code(state)[0] == state.cost


def test_a_run_at_learning_rate_100_explains_itself():
    state = advance(begin(Setup(), 100.0), 60)
    assert is_diverging(state)
    found = explain(state, state.rise)
    X, Y = state.data.X, state.data.Y
    p = state.rise.parameters
    gradients = backward(p, forward(p, X), X, Y)
    squares = sum(np.sum(array**2) for array in (gradients.dW1, gradients.db1, gradients.dW2, gradients.db2))

    def after(rate):
        return cost(forward(update(p, gradients, rate), X), Y)

    before = cost(forward(p, X), Y)
    assert found.iteration == 1
    assert found.promise == pytest.approx(-100 * squares)
    assert found.came == pytest.approx(after(100) - before)
    assert after(found.lower) < before < min(after(rate) for rate in RATES if rate > found.lower)
    A1 = forward(state.parameters, X).A1
    assert found.saturated == tuple(i + 1 for i in range(8) if np.mean(abs(A1[i]) > 0.99) > 0.9)
    words = " ".join(in_words(found, 8))
    assert "iteration 1, with learning rate 100. Along" in words
    assert f"{found.lower:g} is the largest rate" in words


def test_a_run_that_goes_down_has_nothing_to_explain():
    state = advance(begin(Setup(), 0.1), 500)
    assert state.rise is None
    assert not is_diverging(state)


def test_the_first_rise_is_where_the_cost_first_rose():
    state = advance(begin(SMALL, 30.0), 40)
    run = train(state.data.X, state.data.Y, hidden_units=3, learning_rate=30.0, iterations=40)
    first = int(np.flatnonzero(np.diff(run.costs) > 1e-9)[0]) + 1
    assert state.rise.iteration == first
    assert (state.rise.before, state.rise.after) == (run.costs[first - 1], run.costs[first])


def test_parameters_from_elsewhere_must_fit_the_data():
    state = begin(SMALL, 0.3)
    taken = with_parameters(state, initialize_parameters(2, 7, rng=3))
    assert taken.hidden_units == 7
    assert run_code(taken)[0] == taken.cost
    with pytest.raises(ValueError, match="n0 = 3 inputs; the data set has 2"):
        with_parameters(state, initialize_parameters(3, 7, rng=3))


def test_data_of_ones_own_are_known_by_their_numbers():
    penguins = load_penguins()
    state = advance(begin(Setup("given", hidden_units=2), 0.5, penguins), 10)
    text = as_text(state)
    assert same(from_text(text, penguins), state)
    assert run_code(state)[0] == state.cost
    with pytest.raises(ValueError, match="pass it as dataset"):
        from_text(text)
    with pytest.raises(ValueError, match="another data set"):
        from_text(text, penguins._replace(X=penguins.X + 1))


@pytest.mark.parametrize(
    ("given", "call"),
    [
        (load_penguins(), "load_penguins()"),
        (load_penguins(species=("Adelie", "Gentoo")), "load_penguins(species=('Adelie', 'Gentoo'))"),
        (load_breast_cancer(), "load_breast_cancer()"),
        (load_digits(digit=3), "load_digits(digit=3)"),
        (make_moons(60), "make_moons(m=60)"),
        (make_moons(60, seed=5), "...  # put here what you gave to explore_playground"),
        (train_test_split(load_penguins())[0], "...  # put here what you gave to explore_playground"),
        (load_penguins()._replace(class_names=("a", "b")), "...  # put here what you gave to explore_playground"),
    ],
)
def test_the_code_loads_what_nnlib_has_and_else_says_what_to_put_there(given, call):
    state = advance(begin(Setup("given", hidden_units=2), 0.5, given), 3)
    assert f"\n\ndataset = {call}\n" in as_code(state)
    if not call.startswith("..."):
        assert run_code(state)[0] == state.cost


def test_nothing_held_out():
    data = make_data(SMALL._replace(held_out=0))
    assert data.X.shape == (2, 60)
    assert data.X_test.shape == (2, 0)
    state = advance(begin(SMALL._replace(held_out=0), 0.3), 5)
    assert np.isnan(state.curve.held_out).all()
    assert run_code(state)[0] == state.cost


def test_parameters_is_what_a_state_holds():
    assert isinstance(begin(SMALL, 0.3).parameters, Parameters)


@pytest.mark.parametrize(("activation", "flat"), [("tanh", [0.985, 0.995]), ("sigmoid", [0.9925, 0.9975])])
def test_a_unit_is_saturated_where_its_slope_is_a_fiftieth_of_the_steepest(activation, flat):
    a = np.array([[0.1], [flat[0]], [flat[1]], [1 - flat[1] if activation == "sigmoid" else -flat[1]]])
    z = np.arctanh(a) if activation == "tanh" else np.log(a / (1 - a))
    cache = Cache(np.repeat(z, 10, axis=1), np.repeat(a, 10, axis=1), np.zeros((1, 10)), np.full((1, 10), 0.5))
    assert saturated_units(cache, activation) == (3, 4)


@pytest.mark.parametrize(("activation", "low"), [("tanh", -1), ("sigmoid", 0), ("relu", 0)])
def test_activations_are_counted_from_the_lowest_to_the_highest(activation, low):
    state = begin(Setup(activation=activation), 0.3)
    cache = forward(state.parameters, state.data.X_test, activation=activation)
    top, labels = max(1.0, cache.A1.max()), state.data.Y_test[0]
    counted = shown(state, None).arrays["A1"]
    for row, parts in zip(cache.A1, counted, strict=True):
        expected = np.array([np.histogram(row[labels == label], 24, (low, top))[0] for label in (0, 1)])
        np.testing.assert_array_equal(parts, expected / expected.max())
