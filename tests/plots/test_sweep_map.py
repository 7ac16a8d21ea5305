"""The map of a sweep: its numbers, colours, crosses, frame and words."""

import itertools

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from nnlib import accuracy, draw, make_moons, plot_sweep, standardize, sweep, sweep_steps, train, train_test_split
from nnlib.plots.sweep_cells import best_cell, cells_of
from nnlib.plots.sweep_map import CROSS, PALE, QUALITY, WHITE, contrast

TRAINING, HELD_OUT = train_test_split(make_moons(m=120), seed=0)
X, Y = standardize(TRAINING.X), TRAINING.Y
TEST = {"X_test": standardize(HELD_OUT.X, TRAINING.X), "Y_test": HELD_OUT.Y}
GRID = {"hidden_units": [1, 4], "learning_rates": [0.1, 1.0, 3.0], "seeds": [0, 1, 2], **TEST}
RELU = {"hidden_units": [1, 4], "learning_rates": [0.1, 1e4], "activation": "relu", **TEST}


@pytest.fixture(scope="module")
def result():
    return sweep(X, Y, **GRID, iterations=60)


@pytest.fixture(scope="module")
def half():
    """One block of all is trained: of 1 hidden unit, for 30 iterations."""
    return next(itertools.islice(sweep_steps(X, Y, **GRID, iterations=60, every=30), 1))


def drawn(result, **options):
    return draw(plot_sweep, result, **options).drawings[0]


def numbers(drawing):
    return [text.get_text() for text in drawing._numbers]


@pytest.mark.parametrize(("over_seeds", "place"), [("median", 1), ("worst", 2)])
def test_cells_show_what_train_comes_to(result, over_seeds, place):
    costs, right = np.empty((2, 3)), np.empty((2, 3))
    for (i, n1), (j, alpha) in itertools.product(enumerate([1, 4]), enumerate([0.1, 1.0, 3.0])):
        runs = [train(X, Y, hidden_units=n1, learning_rate=alpha, iterations=60, seed=seed) for seed in range(3)]
        costs[i, j] = sorted((run.costs[-1] for run in runs), key=lambda cost: round(cost, 4))[place]
        rates = [accuracy(run.parameters, TEST["X_test"], TEST["Y_test"]) for run in runs]
        right[i, j] = sorted(rates, reverse=True)[place]
    of_costs = cells_of(result, measure="final cost", over_seeds=over_seeds)
    assert_allclose(of_costs.values, costs, rtol=1e-8)
    assert_array_equal(cells_of(result, measure="test accuracy", over_seeds=over_seeds).values, right)
    assert numbers(drawn(result, measure="final cost", over_seeds=over_seeds)) == [f"{c:.3f}" for c in costs.flat]
    assert numbers(drawn(result, over_seeds=over_seeds)) == [f"{100 * a:.1f}" for a in right.flat]


@pytest.mark.parametrize("measure", ["final cost", "test accuracy"])
@pytest.mark.parametrize("over_seeds", ["median", "worst"])
def test_the_number_of_a_cell_is_that_of_its_seed(result, measure, over_seeds):
    cells = cells_of(result, measure=measure, over_seeds=over_seeds)
    of_all = result.final_costs if measure == "final cost" else result.test_accuracies
    for i, j in np.ndindex(2, 3):
        assert cells.values[i, j] == of_all[i, j, cells.seeds[i, j]]


def test_of_an_even_number_of_seeds_the_median_is_the_worse_in_the_middle(result):
    two = result._replace(seeds=(0, 1), costs=result.costs[:, :, :2], accuracies=result.accuracies[:, :, :2])
    median = cells_of(two, measure="final cost", over_seeds="median").values
    assert_array_equal(median, two.final_costs.max(axis=-1))


def test_equal_costs_are_one_whatever_their_last_digits(result):
    costs = np.full((2, 3, 3, 1), 0.25)
    cells = cells_of(result._replace(costs=costs), measure="final cost", over_seeds="median")
    costs[..., 0, 0] += 1e-12
    other = cells_of(result._replace(costs=costs), measure="final cost", over_seeds="median")
    assert_array_equal(cells.seeds, other.seeds)
    assert best_cell(cells, "final cost") == best_cell(other, "final cost") == (0, 0)


@pytest.mark.parametrize(("measure", "worst", "best"), [("test accuracy", 0.5, 0.99), ("final cost", 0.7, 0.01)])
def test_the_better_the_darker_in_grey_too(result, measure, worst, best):
    values = np.linspace(worst, best, 9)
    cells = {"hidden_units": (1,), "learning_rates": tuple(range(1, 10)), "seeds": (0,)}
    shape = (1, 9, 1)
    shown = result._replace(**cells, costs=values.reshape(*shape, 1), accuracies=values.reshape(shape))
    colours = drawn(shown._replace(test_accuracies=values.reshape(shape)), measure=measure)._colours.get_array()[0]
    grey = colours @ [0.2126, 0.7152, 0.0722]
    assert np.all(np.diff(grey) < 0)


def test_numbers_are_told_from_every_colour():
    for colour in QUALITY(np.linspace(0, 1, 101))[:, :3]:
        assert max(contrast("black", colour), contrast("white", colour)) >= 4.5
    assert contrast("black", WHITE) == pytest.approx(21, rel=1e-3)


def test_diverged_cells_have_a_cross_and_are_named():
    result = sweep(X, Y, **RELU, iterations=200)
    drawing = drawn(result)
    assert [number == CROSS for number in numbers(drawing)] == [False, False, False, True]
    assert_array_equal(drawing._colours.get_array()[1, 1], WHITE)
    lost = result.diverged[1, 1, 0]
    assert lost > 0
    told = f"Diverged, marked with a cross: 4 hidden units and learning rate 10000 at iteration {lost}."
    assert told in drawing.alt
    assert "200 of 200 iterations" in drawing.alt


def test_of_many_diverged_cells_three_are_named():
    result = sweep(X, Y, **RELU | {"hidden_units": [1, 2, 3, 4, 5], "learning_rates": [1e200]}, iterations=5)
    assert (result.diverged >= 0).all()
    assert "; 3 hidden units and learning rate 1e+200 at iteration 1; and 2 more cells." in drawn(result).alt


def test_a_network_that_diverged_is_the_worst():
    result = sweep(X, Y, **RELU, seeds=[0, 1, 2], iterations=200)
    lost = result.diverged >= 0
    assert lost[0, 1].tolist() != lost[1, 1].tolist()
    assert 0 < lost.sum() < lost.size
    worst = cells_of(result, measure="test accuracy", over_seeds="worst")
    assert_array_equal(worst.diverged >= 0, lost.any(axis=-1))


def test_where_all_diverged_there_is_no_best():
    result = sweep(X, Y, **RELU | {"learning_rates": [1e200]}, iterations=5)
    alt = drawn(result, selected=(1, 0)).alt
    assert "Best" not in alt
    assert alt.endswith(
        f"Framed: 4 hidden units and learning rate 1e+200, diverged at iteration {result.diverged[1, 0, 0]}."
    )


def test_cells_that_are_not_begun_are_pale_and_empty(half):
    drawing = drawn(half, selected=(1, 0))
    assert [bool(number) for number in numbers(drawing)] == [True] * 3 + [False] * 3
    assert_array_equal(drawing._colours.get_array()[1], [PALE] * 3)
    assert "0 to 30 of 60 iterations" in drawing.alt
    assert "Not begun, pale: 3 cells. Framed: 4 hidden units and learning rate 0.1, not begun." in drawing.alt


def test_the_frame_stands_around_the_selected_cell(result):
    drawing = drawn(result, selected=(1, 2))
    for outline in drawing._frame:
        assert outline.get_visible()
        x, y = outline.get_xy()
        assert (x + outline.get_width() / 2, y + outline.get_height() / 2) == pytest.approx((2, 1))
    drawing.update(result, measure="test accuracy", over_seeds="median")
    assert not any(outline.get_visible() for outline in drawing._frame)


def test_axes_name_the_grid(result):
    ax = drawn(result).ax
    assert [label.get_text() for label in ax.get_xticklabels()] == ["0.1", "1", "3"]
    assert [label.get_text() for label in ax.get_yticklabels()] == ["1", "4"]
    bottom, top = ax.get_ylim()
    assert bottom > top, "few units stand above many, as in a table"


def test_words_tell_the_best_cell(result):
    right = np.median(result.test_accuracies, axis=-1)
    i, j = np.unravel_index(np.argmax(right), right.shape)
    alt = drawn(result, selected=(0, 1)).alt
    assert alt.startswith(
        "Map of the test accuracy, median of 3 seeds, 60 of 60 iterations. 2 numbers of hidden units, 1 to 4, "
        "downwards, 3 learning rates, 0.1 to 3, to the right. "
    )
    units = "1 hidden unit" if i == 0 else "4 hidden units"
    assert f"Best: {right.max():.2%} with {units} and learning rate {GRID['learning_rates'][j]:g}" in alt
    assert alt.endswith(f"Framed: 1 hidden unit and learning rate 1, {right[0, 1]:.2%}.")


def test_update_draws_what_a_new_drawing_draws_with_the_same_artists(result, half):
    picture = draw(plot_sweep, half, measure="test accuracy")
    picture.png()
    drawing = picture.drawings[0]
    before = [id(artist) for artist in drawing.artists]
    assert drawing.update(result, measure="test accuracy", over_seeds="worst", selected=(0, 1)) is False
    assert drawing.update(result, measure="final cost", over_seeds="worst", selected=(0, 1)) is True
    picture.redraw()
    fresh = draw(plot_sweep, result, measure="final cost", over_seeds="worst", selected=(0, 1))
    assert [id(artist) for artist in drawing.artists] == before
    assert picture.alt == fresh.alt
    assert numbers(drawing) == numbers(fresh.drawings[0])
    assert_array_equal(drawing._colours.get_array(), fresh.drawings[0]._colours.get_array())
    assert drawing._bar.ax.get_ylabel() == fresh.drawings[0]._bar.ax.get_ylabel() == "final cost (nats per example)"


def test_a_map_of_costs_needs_no_examples_to_test_on():
    result = sweep(X, Y, hidden_units=[2], learning_rates=[1.0], iterations=3)
    assert numbers(drawn(result, measure="final cost")) == [f"{result.costs[0, 0, 0, -1]:.3f}"]
    with pytest.raises(ValueError, match="no test accuracy: pass X_test and Y_test"):
        drawn(result)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"selected": (2, 0)}, r"selected must be a cell \(i, j\) of the \(2, 3\) cells, got \(2, 0\)"),
        ({"selected": (0, -1)}, r"selected\[1\] must be an int >= 0, got -1"),
        ({"measure": "accuracy"}, "measure must be one of 'test accuracy', 'final cost'"),
        ({"over_seeds": "best"}, "over_seeds must be one of 'median', 'worst'"),
    ],
)
def test_wrong_options_are_refused_in_words(result, options, words):
    with pytest.raises(ValueError, match=words):
        drawn(result, **options)


def test_another_grid_is_refused(result):
    drawing, other = drawn(result), sweep(X, Y, **GRID | {"hidden_units": [1, 2]}, iterations=1)
    with pytest.raises(ValueError, match="hidden units and learning rates that this map was drawn with"):
        drawing.update(other, measure="test accuracy", over_seeds="median")


def test_what_is_no_sweep_is_refused():
    with pytest.raises(TypeError, match=r"result must be a Sweep, as sweep\(…\) returns one"):
        draw(plot_sweep, train(X, Y, hidden_units=1, learning_rate=1.0, iterations=1))


def test_each_number_stands_in_its_cell_and_the_bar_of_colours_is_drawn():
    result = sweep(X, Y, hidden_units=[1, 2], learning_rates=[0.1, 0.5, 1.0], seeds=[0], iterations=5)
    picture = draw(plot_sweep, result, measure="final cost")
    drawing = picture.drawings[0]
    costs = {(j, i): f"{result.final_costs[i, j, 0]:.3f}" for i, j in np.ndindex(2, 3)}
    assert {text.get_position(): text.get_text() for text in drawing.ax.texts} == costs
    pixels = picture._frame()
    box = drawing.beside[0].bbox
    middle = pixels[round(picture.figure.bbox.height - (box.y0 + box.y1) / 2), round((box.x0 + box.x1) / 2)]
    assert middle.min() < 250, "not the page's white"
