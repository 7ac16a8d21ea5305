"""The whole map at once: its numbers are sweep's and train's, and it goes on while a hand moves."""

import asyncio
import itertools

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from nnlib import accuracy, explore_sweep, load_breast_cancer, make_moons, standardize, sweep, train, train_test_split
from nnlib.plots.sweep_cells import cells_of
from nnlib.widgets import sweep_map
from nnlib.widgets.sweep_map import COARSE
from tests.widgets import OLD

MOONS = make_moons(m=120)
TRAINING, HELD_OUT = train_test_split(MOONS, seed=0)
X, Y = standardize(TRAINING.X), TRAINING.Y
X_test, Y_test = standardize(HELD_OUT.X, TRAINING.X), HELD_OUT.Y
GRID = {"hidden_units": [1, 2, 4], "learning_rates": [0.1, 1.0], "seeds": [0, 1, 2], "iterations": 250}
LOST = {"hidden_units": [1, 4], "learning_rates": [0.1, 1e4], "seeds": [0], "iterations": 250, "activation": "relu"}


def expected(**options):
    return sweep(X, Y, **options, X_test=X_test, Y_test=Y_test)


def assert_same(result, other):
    for name in ("costs", "accuracies", "test_accuracies", "iterations", "diverged"):
        assert_allclose(getattr(result, name), getattr(other, name), rtol=1e-9, err_msg=name)
    for one, two in zip(result.parameters, other.parameters, strict=True):
        for array, another in zip(one, two, strict=True):
            assert_allclose(array, another, rtol=1e-7, atol=1e-9)


async def until(condition):
    async with asyncio.timeout(60):
        while not condition():
            await asyncio.sleep(0.001)


@pytest.fixture(scope="module")
def trained():
    """A widget whose networks have taken all their steps, and whose controls are all moved by those who ask for it."""
    return explore_sweep(MOONS, **GRID)


def test_without_an_event_loop_it_is_trained_to_the_end(trained):
    assert_same(trained.result, expected(**GRID))
    assert trained.progress.value == "All 18 networks are trained: 250 of 250 iterations."
    assert trained.refining.disabled
    assert "250 of 250 iterations" in trained.picture.alt


@pytest.mark.parametrize("over_seeds", ["median", "worst"])
@pytest.mark.parametrize("measure", ["test accuracy", "final cost"])
def test_the_selected_network_is_trains(trained, measure, over_seeds):
    trained.controls["measure"].value, trained.controls["over_seeds"].value = measure, over_seeds
    for n1, alpha in itertools.product(GRID["hidden_units"], GRID["learning_rates"]):
        trained.controls["hidden_units"].value, trained.controls["learning_rate"].value = n1, alpha
        runs = [train(X, Y, hidden_units=n1, learning_rate=alpha, iterations=250, seed=seed) for seed in range(3)]
        rates = [accuracy(run.parameters, X_test, Y_test) for run in runs]
        bad = [run.costs[-1].round(4) for run in runs] if measure == "final cost" else [-rate for rate in rates]
        k = sorted(range(3), key=bad.__getitem__)[1 if over_seeds == "median" else 2]
        units = "1 hidden unit" if n1 == 1 else f"{n1} hidden units"
        assert trained.text.value == (
            f"{units} and learning rate {alpha:g}, the {over_seeds} of the seeds: seed {k}. "
            f"Cost {runs[k].costs[-1]:.4f} after 250 iterations · accuracy {accuracy(runs[k].parameters, X, Y):.2%} "
            f"on the training examples, <b>{rates[k]:.2%} on the 30 held out</b>"
        )
        _, boundary, curve = trained.picture.drawings
        assert f"Of 30 more, held out and drawn hollow, {rates[k]:.2%} do." in boundary.alt
        assert f"from {runs[k].costs[0]:.4f} at the start to {runs[k].costs[-1]:.4f} at the end" in curve.alt
        shown = f"{rates[k]:.2%}" if measure == "test accuracy" else f"{runs[k].costs[-1]:.4f}"
        assert f"Framed: {units} and learning rate {alpha:g}, {shown}." in trained.picture.alt


def test_a_network_that_diverged_is_shown_as_it_was_before():
    widget = explore_sweep(MOONS, **LOST)
    lost = int(widget.result.diverged[1, 1, 0])
    assert lost > 0
    widget.controls["learning_rate"].value = 1e4
    assert f"<b>It diverged at iteration {lost}.</b> Before that: Cost " in widget.text.value
    before = train(X, Y, hidden_units=4, learning_rate=1e4, iterations=lost - 1, activation="relu", progress=False)
    assert f"over {lost - 1} iterations" in widget.picture.drawings[2].alt
    assert before.costs[-1] > 1e6
    assert f"Cost {before.costs[-1]:.3g} after {lost - 1} iterations" in widget.text.value


def test_of_several_seeds_the_one_that_diverged_is_shown():
    widget = explore_sweep(MOONS, **LOST | {"hidden_units": [4], "seeds": [4, 0, 2]})
    lost = int(widget.result.diverged[0, 1, 2])
    assert lost > 0
    widget.controls["learning_rate"].value, widget.controls["over_seeds"].value = 1e4, "worst"
    assert f"seed 2. <b>It diverged at iteration {lost}.</b>" in widget.text.value
    before = train(X, Y, hidden_units=4, learning_rate=1e4, iterations=lost - 1, seed=2, activation="relu")
    curve = max(widget.picture.drawings[2].ax.lines, key=lambda line: len(line.get_xdata()))
    assert_allclose(curve.get_ydata(), before.costs, rtol=1e-6)


def test_more_than_two_features_show_predictions():
    widget = explore_sweep(load_breast_cancer(), hidden_units=[1, 2], learning_rates=[0.5], seeds=[0], iterations=120)
    assert widget.picture.drawings[1].alt.startswith("Outlines of the predictions' distribution")
    before = widget.image.value
    widget.controls["hidden_units"].value = 1
    assert widget.image.value != before


def test_the_first_picture_is_always_that_after_the_same_iterations():
    async def first():
        widget = explore_sweep(MOONS, **GRID)
        shown = widget.picture.png(), widget.picture.alt, widget.text.value, widget.progress.value
        widget.close()
        return shown

    one, two = asyncio.run(first()), asyncio.run(first())
    assert one == two
    assert f"{COARSE} of 250 iterations" in one[1]
    assert one[3] == "18 networks: 100 of 250 iterations taken."


def test_in_an_event_loop_it_goes_on_to_what_sweep_gives():
    seen = []

    async def look():
        widget = explore_sweep(MOONS, **GRID)
        assert set(widget.result.iterations.flat) == {COARSE}
        widget.image.observe(lambda change: seen.append(widget.picture.alt), names="value")
        await until(lambda: widget.refining.disabled)
        return widget

    widget = asyncio.run(look())
    assert_same(widget.result, expected(**GRID))
    assert widget.progress.value == "All 18 networks are trained: 250 of 250 iterations."
    assert [f"{count} of 250 iterations" in alt for count, alt in zip((200, 250), seen, strict=True)] == [True, True]


def test_a_move_is_answered_in_between():
    async def look():
        widget = explore_sweep(MOONS, **GRID | {"iterations": 20_000})
        picture = widget.image.value
        widget.controls["hidden_units"].value = 1
        await until(lambda: widget.image.value != picture)
        assert widget.text.value.startswith("1 hidden unit and")
        assert "Framed: 1 hidden unit and" in widget.picture.alt
        assert widget.refining.value
        assert widget.result.iterations.min() < 20_000
        widget.close()

    asyncio.run(look())


def test_it_rests_and_goes_on_when_asked():
    async def look():
        widget = explore_sweep(MOONS, **GRID | {"iterations": 400})
        widget.refining.value = False
        await asyncio.sleep(0.05)
        assert set(widget.result.iterations.flat) == {COARSE}
        assert widget.progress.value == "18 networks: 100 of 400 iterations taken. Paused."
        widget.refining.value = True
        assert "rest" not in widget.progress.value
        await until(lambda: widget.refining.disabled)
        assert set(widget.result.iterations.flat) == {400}

    asyncio.run(look())


def test_running_the_cell_again_leaves_one_at_work():
    async def look():
        first = explore_sweep(MOONS, **GRID | {"iterations": 20_000})
        second = explore_sweep(MOONS, **GRID | {"iterations": 400})
        assert not first.refining.value
        assert second.refining.value
        assert first.progress.value.endswith("Paused.")
        await until(lambda: second.refining.disabled)
        assert set(first.result.iterations.flat) == {COARSE}
        first.close()

    asyncio.run(look())


def test_closing_ends_it():
    async def look():
        widget = explore_sweep(MOONS, **GRID | {"iterations": 20_000})
        await until(lambda: widget.result.iterations.max() > COARSE)
        widget.close()
        reached = widget.result.iterations
        await asyncio.sleep(0.05)
        assert_array_equal(widget.result.iterations, reached)
        assert not widget._training.at_work

    asyncio.run(look())


def test_an_error_on_the_way_is_said_in_words():
    def failing(X, Y, **options):
        yield from itertools.islice(sweep_steps(X, Y, **options), 8)
        raise MemoryError("no <room>")

    sweep_steps = sweep_map.sweep_steps

    async def look():
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(sweep_map, "sweep_steps", failing)
            widget = explore_sweep(MOONS, **GRID)
        await until(lambda: widget.refining.disabled)
        assert "<b>✗ MemoryError:</b> no &lt;room&gt;" in widget.text.value
        assert widget.progress.value == "The training stopped with an error."
        widget.controls["hidden_units"].value = 4  # what is there can still be looked at
        await until(lambda: widget.text.value.startswith("4 hidden units"))

    asyncio.run(look())


def test_each_cell_has_a_button_that_selects_it(trained):
    (grid,) = trained.frame.children
    buttons = grid.children[1].children
    trained.controls["measure"].value, trained.controls["over_seeds"].value = "final cost", "worst"
    costs = cells_of(trained.result, measure="final cost", over_seeds="worst").values
    assert [button.tooltip for button in buttons] == [button.description for button in buttons]
    assert [button.tooltip.rpartition(": ")[2] for button in buttons[:2]] == [f"{cost:.4f}" for cost in costs[0, :2]]
    assert [button.tooltip.partition(":")[0] for button in buttons[:3]] == [
        "1 hidden unit and learning rate 0.1",
        "1 hidden unit and learning rate 1",
        "2 hidden units and learning rate 0.1",
    ]
    for button in buttons:
        button.click()
        assert f"Framed: {button.tooltip.replace(':', ',')}" in trained.picture.alt
        assert OLD or button.tabbable is False


@pytest.mark.parametrize(
    "options",
    [
        {"iterations": 0, "hidden_units": [1, 4]},
        {"iterations": 1, "hidden_units": [1, 4]},
        {"iterations": 99, "hidden_units": [1, 4]},
        {"hidden_units": [1], "learning_rates": [1e-6], "seeds": [0]},
        {"learning_rates": [1e-6, 1e6]},
        LOST,
    ],
)
def test_extremes_give_no_error(options):
    widget = explore_sweep(MOONS, **GRID | options)
    controls = list(widget.controls.values())
    units, rates = (control.stops for control in controls[:2])
    corners = itertools.product({units[0], units[-1]}, {rates[0], rates[-1]}, ("test accuracy",), ("median",))
    others = itertools.product(units[-1:], rates[-1:], ("test accuracy", "final cost"), ("median", "worst"))
    for values in [*corners, *others]:
        for control, value in zip(controls, values, strict=True):
            control.value = type(control.value)(value)
        assert "<b>✗" not in widget.text.value
        assert "on the 30 held out" in widget.text.value


@pytest.mark.parametrize(
    ("options", "error", "words"),
    [
        ({"hidden_units": 4}, TypeError, "hidden_units must be a list"),
        ({"iterations": -1}, ValueError, "iterations must be an int >= 0"),
        ({"activation": "tan"}, ValueError, "activation must be one of"),
    ],
)
def test_wrong_input_is_refused_in_words(options, error, words):
    with pytest.raises(error, match=words):
        explore_sweep(MOONS, **GRID | options)


def test_progress_and_words_have_no_times(trained):
    words = " ".join([trained.picture.alt, trained.text.value, trained.progress.value])
    assert "second" not in words
    assert np.isfinite(trained.result.costs).all()
