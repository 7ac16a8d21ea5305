"""Gradient descent: `descend` is the hand-written loop, `train` keeps what it saw, and neither loses anything."""

import io
import itertools
import random
import sys
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import nnlib
from nnlib import (
    DivergenceError,
    History,
    Parameters,
    Step,
    accuracy,
    backward,
    cost,
    descend,
    forward,
    initialize_parameters,
    make_moons,
    train,
    update,
)
from tests import refused
from tests.problems import ACTIVATION_NAMES, activations, make_problem, problems

MOONS = make_moons(100)
SETTINGS = {"hidden_units": 4, "learning_rate": 0.5, "iterations": 60}


def run(**changed):
    return train(**({"X": MOONS.X, "Y": MOONS.Y} | SETTINGS | changed))


def by_hand(parameters, X, Y, learning_rate, iterations, activation="tanh"):
    """The notes' loop, written out: the costs and the parameters after each number of iterations."""
    costs, seen = [], []
    for _ in range(iterations + 1):
        cache = forward(parameters, X, activation=activation)
        costs.append(cost(cache, Y))
        seen.append(parameters)
        parameters = update(parameters, backward(parameters, cache, X, Y, activation=activation), learning_rate)
    return costs, seen


def assert_same(actual, expected, rtol=1e-10):
    for name, a, b in zip(Parameters._fields, actual, expected, strict=True):
        np.testing.assert_allclose(a, b, rtol=rtol, atol=1e-12, err_msg=name)
        assert a.dtype == np.float64


def diverging(**changed):
    """A run whose cost overflows: relu on large inputs with a large learning rate."""
    X = 1e6 * MOONS.X
    return run(**({"X": X, "activation": "relu", "learning_rate": 1e80, "iterations": 500} | changed))


class TestDescend:
    @given(problem=problems(), activation=activations, learning_rate=st.floats(1e-4, 1))
    def test_is_the_loop_written_by_hand(self, problem, activation, learning_rate):
        costs, seen = by_hand(*problem, learning_rate, 5, activation)
        steps = list(itertools.islice(descend(*problem, learning_rate=learning_rate, activation=activation), 6))
        for i, step in enumerate(steps):
            assert isinstance(step, Step)
            assert step.iteration == i
            assert step.cost == costs[i]
            for a, b in zip(step.parameters, seen[i], strict=True):
                np.testing.assert_array_equal(a, b)

    def test_is_lazy_and_has_no_end(self):
        steps = descend(*make_problem(0), learning_rate=0.1)
        assert iter(steps) is steps
        assert next(steps).iteration == 0
        assert next(itertools.islice(steps, 2000, None)).iteration == 2001

    def test_asks_for_a_step_when_it_is_wanted_and_not_before(self):
        calls = []
        functions = {"backward": lambda *arguments: calls.append(1) or nnlib.backward(*arguments)}
        steps = descend(*make_problem(0), learning_rate=0.1, functions=functions)
        counts = []
        for _ in range(3):
            next(steps)
            counts.append(len(calls))
        assert counts == [0, 1, 2]

    def test_refuses_at_the_call_and_not_at_the_first_step(self):
        parameters, X, Y = make_problem(0)
        with pytest.raises(ValueError, match="X looks transposed"):
            descend(parameters, X.T, Y, learning_rate=0.1)

    def test_names_the_step_at_which_the_cost_is_no_longer_finite(self):
        start = initialize_parameters(2, 4, rng=0)
        steps = descend(start, 1e6 * MOONS.X, MOONS.Y, learning_rate=1e80, activation="relu")
        costs = []
        with pytest.raises(DivergenceError) as diverged:
            costs.extend(step.cost for step in steps)
        assert diverged.value.iteration > 0
        assert diverged.value.learning_rate == 1e80
        assert diverged.value.history is None
        assert f"at iteration {diverged.value.iteration} with learning_rate 1e+80" in str(diverged.value)

    def test_leaves_a_step_as_it_was(self):
        steps = descend(*make_problem(0), learning_rate=0.5)
        first = next(steps)
        kept = [array.copy() for array in first.parameters]
        next(itertools.islice(steps, 5, None))
        for array, before in zip(first.parameters, kept, strict=True):
            np.testing.assert_array_equal(array, before)


class TestTrain:
    @pytest.mark.parametrize("activation", ACTIVATION_NAMES)
    @pytest.mark.parametrize("scale", [None, 0.01])
    def test_takes_the_steps_of_the_loop_written_by_hand(self, scale, activation):
        history = run(activation=activation, scale=scale, seed=3, checkpoints=range(61))
        start = initialize_parameters(2, 4, rng=3, scale=scale)
        costs, seen = by_hand(start, MOONS.X, MOONS.Y, 0.5, 60, activation)
        np.testing.assert_allclose(history.costs, costs, rtol=1e-10)
        assert_same(history.parameters, seen[-1])
        for i, parameters in history.checkpoints.items():
            assert_same(parameters, seen[i])

    @given(
        n0=st.integers(1, 5),
        n1=st.integers(1, 6),
        m=st.integers(1, 9),
        iterations=st.integers(0, 7),
        activation=activations,
    )
    def test_of_every_size(self, n0, n1, m, iterations, activation):
        _, X, Y = make_problem(1, n0=n0, m=m)
        Y[0, :2] = [0, 1][:m]
        history = train(X, Y, hidden_units=n1, learning_rate=0.3, iterations=iterations, seed=5, activation=activation)
        costs, seen = by_hand(initialize_parameters(n0, n1, rng=5), X, Y, 0.3, iterations, activation)
        np.testing.assert_allclose(history.costs, costs, rtol=1e-10, atol=1e-12)
        assert_same(history.parameters, seen[-1])
        assert history.iterations == iterations

    def test_learns(self):
        moons = make_moons(400, noise=0.1)
        history = train(moons.X, moons.Y, hidden_units=6, learning_rate=1.2, iterations=3000)
        assert history.costs[-1] < 0.05
        assert accuracy(history.parameters, moons.X, moons.Y) > 0.98

    def test_a_cost_for_the_start_and_for_every_iteration(self):
        history = run()
        assert isinstance(history, History)
        assert history.costs.shape == (61,)
        assert history.costs.dtype == np.float64
        assert history.iterations == 60
        assert not history.interrupted
        assert (history.learning_rate, history.activation) == (0.5, "tanh")
        assert history.costs[-1] == pytest.approx(cost(forward(history.parameters, MOONS.X), MOONS.Y), rel=1e-12)

    def test_no_iterations_leave_the_start(self):
        history = run(iterations=0, seed=9, checkpoints=[0])
        start = initialize_parameters(2, 4, rng=9)
        assert_same(history.parameters, start, rtol=0)
        assert_same(history.checkpoints[0], start, rtol=0)
        assert history.costs == pytest.approx([cost(forward(start, MOONS.X), MOONS.Y)], rel=1e-12)

    @pytest.mark.parametrize("wanted", [[], [0], [60], [0, 60], [7, 3, 7, 31], range(0, 61, 10)])
    @pytest.mark.parametrize("kind", [iter, tuple, lambda some: np.array(some, dtype=int)])
    def test_keeps_the_checkpoints_that_are_asked_for(self, wanted, kind):
        history = run(checkpoints=kind(wanted))
        assert sorted(history.checkpoints) == sorted(set(wanted))
        for i, parameters in history.checkpoints.items():
            assert cost(forward(parameters, MOONS.X), MOONS.Y) == pytest.approx(history.costs[i], rel=1e-10)
        np.testing.assert_allclose(history.costs, run().costs, rtol=1e-12)

    def test_what_it_returns_is_not_shared(self):
        history = run(checkpoints=[0, 30, 60])
        every = [history.parameters, *history.checkpoints.values()]
        before = [[array.copy() for array in parameters] for parameters in every]
        for array in history.checkpoints[30]:
            array += 1
        for parameters, kept in zip(every, before, strict=True):
            if parameters is not history.checkpoints[30]:
                for a, b in zip(parameters, kept, strict=True):
                    np.testing.assert_array_equal(a, b)

    def test_repr_tells_the_run_in_a_line(self):
        history = run()
        first, last = history.costs[[0, -1]]
        assert repr(history) == (
            f"History: n0 = 2, n1 = 4, tanh, learning rate 0.5, 60 iterations: cost {first:.4f} → {last:.4f}"
        )
        assert "60 iterations, stopped by hand: cost" in repr(history._replace(interrupted=True))

    def test_is_the_same_each_time(self):
        once, twice, other = run(seed=4), run(seed=4), run(seed=5)
        np.testing.assert_array_equal(once.costs, twice.costs)
        for a, b in zip(once.parameters, twice.parameters, strict=True):
            np.testing.assert_array_equal(a, b)
        assert once.costs[0] != other.costs[0]

    def test_leaves_the_global_random_state_alone(self):
        legacy, python = np.random.get_state(), random.getstate()  # noqa: NPY002
        run()
        assert random.getstate() == python
        np.testing.assert_equal(np.random.get_state(), legacy)  # noqa: NPY002

    def test_changes_nothing_that_it_is_given(self):
        X, Y = MOONS.X.copy(), MOONS.Y.copy()
        run(X=X, Y=Y)
        np.testing.assert_array_equal(X, MOONS.X)
        np.testing.assert_array_equal(Y, MOONS.Y)

    def test_leaves_numpy_as_noisy_as_it_was(self):
        before = np.geterr()
        run()
        with pytest.raises(DivergenceError):
            diverging()
        assert np.geterr() == before

    @pytest.mark.parametrize("activation", ACTIVATION_NAMES)
    def test_huge_but_finite_numbers_give_no_warning(self, activation):
        history = run(X=1e3 * MOONS.X, learning_rate=50.0, activation=activation, iterations=20)
        assert np.isfinite(history.costs).all()


def same(actual, expected):
    """Whether two histories are the same to the last digit, with all that they kept."""
    pairs = [(actual.costs, expected.costs), *zip(actual.parameters, expected.parameters, strict=True)]
    pairs += [p for i in expected.checkpoints for p in zip(actual.checkpoints[i], expected.checkpoints[i], strict=True)]
    return set(actual.checkpoints) == set(expected.checkpoints) and all(np.array_equal(a, b) for a, b in pairs)


class TestStart:
    @pytest.mark.parametrize("activation", ACTIVATION_NAMES)
    @pytest.mark.parametrize("cuts", [(0, 60), (1, 59), (25, 35), (60, 0), (10, 20, 30)])
    def test_going_on_is_one_long_run_to_the_last_digit(self, activation, cuts):
        history = run(activation=activation, iterations=cuts[0], checkpoints=[0])
        for count in cuts[1:]:
            more = {"learning_rate": 0.5, "iterations": count, "checkpoints": [history.iterations + count]}
            history = train(MOONS.X, MOONS.Y, start=history, **more)
        assert history.activation == activation
        assert same(history, run(activation=activation, checkpoints=[0, *np.cumsum(cuts)[1:]]))

    @pytest.mark.parametrize("functions", [None, {"backward": backward}])
    def test_going_on_from_parameters_begins_anew_at_their_cost(self, functions):
        whole = run(checkpoints=[20], functions=functions)
        rest = run(start=whole.checkpoints[20], iterations=40, hidden_units=None, functions=functions)
        assert np.array_equal(rest.costs, whole.costs[20:])
        assert_same(rest.parameters, whole.parameters, rtol=0)

    def test_the_start_is_neither_changed_nor_shared(self):
        before = run(iterations=5)
        kept = [array.copy() for array in before.parameters]
        for start in (before, before.parameters):
            after = run(start=start, iterations=0)
            after.parameters.W1[:] = 0
        assert all(np.array_equal(a, b) for a, b in zip(before.parameters, kept, strict=True))

    def test_a_run_that_diverges_keeps_what_was_before(self):
        before = run(X=1e6 * MOONS.X, activation="relu", learning_rate=1e-14, iterations=3)
        with pytest.raises(DivergenceError) as diverged:
            diverging(start=before, activation=None)
        assert diverged.value.iteration > 3
        assert np.array_equal(diverged.value.history.costs[:4], before.costs)

    @pytest.mark.parametrize(("call", "error"), refused.cases("training"))
    def test_what_does_not_fit_is_refused_in_words(self, call, error):
        refused.assert_refused(call, error, globals())

    def test_a_checkpoint_at_the_end_is_not_shared(self):
        history = run(checkpoints=[60])
        history.checkpoints[60].W1[:] = 0
        assert history.parameters.W1.all()


class TestDivergence:
    def test_is_a_floating_point_error_that_names_iteration_and_learning_rate(self):
        with pytest.raises(FloatingPointError) as diverged:
            diverging()
        error = diverged.value
        assert type(error) is DivergenceError
        assert error.learning_rate == 1e80
        assert error.iteration >= 1
        assert str(error).startswith(
            f"the cost is no longer finite at iteration {error.iteration} with learning_rate 1e+80: "
        )

    def test_carries_the_history_so_far(self):
        with pytest.raises(DivergenceError) as diverged:
            diverging(checkpoints=[0])
        history = diverged.value.history
        assert len(history.costs) == diverged.value.iteration
        assert np.isfinite(history.costs).all()
        assert cost(forward(history.parameters, 1e6 * MOONS.X, activation="relu"), MOONS.Y) == pytest.approx(
            history.costs[-1], rel=1e-10
        )
        assert list(history.checkpoints) == [0]
        assert repr(history).startswith("History: n0 = 2, n1 = 4, relu, learning rate 1e+80")

    def test_comes_at_the_same_iteration_as_in_descend(self):
        with pytest.raises(DivergenceError) as fast:
            diverging()
        start = initialize_parameters(2, 4, rng=0)
        costs = []
        with pytest.raises(DivergenceError) as slow:
            costs.extend(
                step.cost for step in descend(start, 1e6 * MOONS.X, MOONS.Y, learning_rate=1e80, activation="relu")
            )
        assert fast.value.iteration == slow.value.iteration
        np.testing.assert_allclose(fast.value.history.costs, costs, rtol=1e-10)

    @pytest.mark.parametrize("checkpoints", [[], range(61)])
    def test_at_the_start_already(self, checkpoints):
        """The very first cost overflows: there is no history but the start."""
        X = np.array([[1.7e308, -1.7e308], [1.7e308, -1.7e308]])
        with pytest.raises(DivergenceError) as diverged:
            run(X=X, Y=[[0, 1]], activation="relu", scale=10.0, checkpoints=checkpoints)
        assert diverged.value.iteration == 0
        assert "the start is so large, or X is, that Z2 overflows" in str(diverged.value)
        assert "overshoot" not in str(diverged.value)
        assert len(diverged.value.history.costs) == 0

    def test_at_the_start_has_a_history_that_shows_itself(self):
        with pytest.raises(DivergenceError) as diverged:
            run(X=np.full((2, 2), 1.7e308), Y=[[0, 1]], activation="relu", scale=10.0)
        assert repr(diverged.value.history).startswith("History: n0 = 2, n1 = 4, relu")

    def test_is_told_from_a_large_cost(self):
        """A cost of 1e300 is finite, and no error."""
        history = run(X=1e149 * MOONS.X, activation="relu", learning_rate=1e-300, iterations=1)
        assert np.isfinite(history.costs).all()
        assert history.costs[0] > 1e140


def interrupt_at(count):
    """Make the next run raise KeyboardInterrupt, as Ctrl-C does, before the count-th line of nnlib that it executes."""
    left = itertools.count(count, -1)

    def trace(frame, event, _argument):
        if not frame.f_globals.get("__name__", "").startswith(
            ("nnlib.training", "nnlib._machinery.engine", "nnlib._machinery.runs", "nnlib._machinery.progress")
        ):
            return None
        if event == "line" and next(left) == 0:
            sys.settrace(None)
            raise KeyboardInterrupt
        return trace

    sys.settrace(trace)


@pytest.fixture
def no_trace_left():
    before = sys.gettrace()
    yield
    sys.settrace(before)


@pytest.mark.usefixtures("no_trace_left")
class TestInterruption:
    def runs_interrupted(self, **changed):
        """Interrupt the same run at its first line, at its second line, and so on to its end."""
        for count in itertools.count():
            interrupt_at(count)
            try:
                history = run(**changed)
            except KeyboardInterrupt:
                history = None
            finally:
                reached = sys.gettrace() is None
                sys.settrace(None)
            if not reached:
                return
            yield history

    def test_a_history_that_is_returned_has_a_cost(self):
        assert all(len(history.costs) for history in self.runs_interrupted(iterations=2) if history is not None)

    def test_wherever_it_comes_what_is_done_is_returned(self):
        whole = run(iterations=6, checkpoints=range(7))
        stopped = list(self.runs_interrupted(iterations=6, checkpoints=[2, 4]))
        returned = [h for h in stopped if h is not None and h.interrupted and len(h.costs)]
        assert len(returned) > len(stopped) / 3
        for history in returned:
            done = history.iterations
            assert 0 <= done <= 6
            np.testing.assert_allclose(history.costs, whole.costs[: done + 1], rtol=1e-12)
            assert_same(history.parameters, whole.checkpoints[done])
            assert set(history.checkpoints) <= {2, 4}
            assert all(i <= done for i in history.checkpoints)
            for i, parameters in history.checkpoints.items():
                assert_same(parameters, whole.checkpoints[i])
            assert "stopped by hand" in repr(history)
        assert {history.iterations for history in returned} >= {0, 2, 4}

    def test_before_the_first_cost_there_is_nothing_to_return(self):
        interrupt_at(0)
        with pytest.raises(KeyboardInterrupt):
            run()

    def test_numpy_is_as_noisy_as_before(self):
        before = np.geterr()
        for _ in self.runs_interrupted(iterations=2):
            assert np.geterr() == before


class Screen(io.StringIO):
    """A stream that tells when it is first written to, and then presses Ctrl-C."""

    def __init__(self):
        super().__init__()
        self.first_written = None

    def write(self, text):
        if text.strip() and self.first_written is None:
            self.first_written = time.monotonic()
            raise KeyboardInterrupt
        return super().write(text)


class TestProgress:
    def test_a_short_run_writes_nothing(self, capsys):
        run()
        assert capsys.readouterr() == ("", "")

    def test_a_long_run_shows_a_bar_after_a_second(self, monkeypatch):
        screen = Screen()
        monkeypatch.setattr(sys, "stderr", screen)
        start = time.monotonic()
        history = run(iterations=10**7)
        assert history.interrupted
        assert screen.first_written - start >= 1

    @pytest.fixture
    def slow_clock(self, monkeypatch):
        """A clock on which every look takes a hundred seconds, so that every run is long."""
        clock = itertools.count(0, 100)
        monkeypatch.setattr(time, "monotonic", lambda: next(clock))

    @pytest.mark.usefixtures("slow_clock")
    def test_a_long_run_is_told_by_its_bar(self, capsys):
        assert run().iterations == 60
        assert "training" in capsys.readouterr().err

    @pytest.mark.usefixtures("slow_clock")
    def test_a_long_run_without_tqdm_goes_on(self, monkeypatch, capsys):
        monkeypatch.setitem(sys.modules, "tqdm.auto", None)
        assert run().iterations == 60
        assert capsys.readouterr() == ("", "")

    @pytest.mark.usefixtures("slow_clock")
    def test_no_bar_is_shown_where_none_is_wanted(self, capsys):
        run(progress=False)
        assert capsys.readouterr() == ("", "")
