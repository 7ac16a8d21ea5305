"""What a person sees of each plot: what stands where, in which colour, how large, and what is written beside it."""

import itertools

import numpy as np
import pytest
from matplotlib.text import Text
from numpy.testing import assert_allclose

from nnlib import (
    Parameters,
    accuracy,
    draw,
    draw_side_by_side,
    forward,
    gradient_check,
    initialize_parameters,
    load_penguins,
    logistic_regression_graph,
    make_moons,
    network_graph,
    plot_activation,
    plot_boundary,
    plot_check,
    plot_cost,
    plot_costs,
    plot_examples,
    plot_graph,
    plot_landscape,
    plot_loss,
    plot_loss_over_z,
    plot_losses,
    plot_matrices,
    plot_network,
    plot_predictions,
    plot_step,
    plot_step_times,
    plot_times,
    plot_unit,
    plot_units,
    standardize,
    train,
)
from nnlib.landscape import Landscape
from tests.pictures import hue, line, texts
from tests.problems import make_problem

PENGUINS, MOONS = load_penguins(), make_moons(60, seed=1)
ZERO, ONE = PENGUINS.class_names
NETWORK = Parameters(
    np.array([[2.0, -1.0], [0.5, 0.0], [-3.0, 1.0]]),
    np.array([[0.5], [-0.25], [0.25]]),
    np.array([[1.5, -0.75, 6.0]]),
    np.array([[-2.0]]),
)
OTHER = initialize_parameters(2, 3, rng=4, scale=2)


def axes(plot, *data, **options):
    return draw(plot, *data, **options).drawings[0].ax


def dashed(artist):
    return artist.get_linestyle() not in ("-", "solid")


class TestBoundary:
    @pytest.fixture(params=["tanh", "sigmoid", "relu"])
    def activation(self, request):
        return request.param

    @pytest.fixture
    def ax(self, activation):
        return axes(plot_boundary, NETWORK, PENGUINS, reference=PENGUINS.X, activation=activation)

    def says(self, x1, x2, activation, parameters=NETWORK):
        X = standardize(np.array([np.ravel(x1), np.ravel(x2)]), PENGUINS.X)
        return forward(parameters, X, activation=activation).A2[0]

    def test_colours_are_what_the_network_says_where_they_stand(self, ax, activation):
        (image,) = ax.images
        left, right, bottom, top = image.get_extent()
        rows, columns = image.get_array().shape
        x1, x2 = np.meshgrid(np.linspace(left, right, columns), np.linspace(bottom, top, rows))
        assert_allclose(np.ravel(image.get_array()), self.says(x1, x2, activation), rtol=1e-9)
        assert image.origin == "lower"
        assert image.get_clim() == (0, 1)
        assert [hue(image.cmap(value)) for value in (0.0, 0.5, 1.0)] == ["blue", "white", "orange"]

    def test_the_plane_reaches_a_little_beyond_the_examples(self, ax):
        low, high = PENGUINS.X.min(axis=1), PENGUINS.X.max(axis=1)
        margin = 0.08 * (high - low)
        assert_allclose(np.transpose([ax.get_xlim(), ax.get_ylim()]), [low - margin, high + margin])
        assert_allclose(ax.images[0].get_extent(), [*ax.get_xlim(), *ax.get_ylim()])

    def test_the_line_is_where_the_network_says_a_half(self, ax, activation):
        points = np.concatenate(ax.collections[0].get_segments())
        assert len(points) > 20
        assert_allclose(self.says(*points.T, activation), 0.5, atol=0.1)  # straight between the points of a grid
        assert hue(ax.collections[0].get_color()[0]) == "dark"

    @pytest.mark.parametrize(("label", "name", "colour", "marker"), [(0, ZERO, "blue", "o"), (1, ONE, "orange", "^")])
    def test_the_examples_of_a_class_have_its_place_colour_and_marker(self, ax, label, name, colour, marker):
        drawn = line(ax, name)
        assert_allclose(drawn.get_xydata(), PENGUINS.X[:, PENGUINS.Y[0] == label].T)
        assert (hue(drawn.get_color()), drawn.get_marker(), drawn.get_linestyle()) == (colour, marker, "None")
        legend = ax.get_legend()
        assert [text.get_text() for text in legend.get_texts()] == [ZERO, ONE]
        handle = legend.legend_handles[label]
        assert (hue(handle.get_color()), handle.get_marker()) == (colour, marker)

    def test_words(self, ax, activation):
        assert [ax.get_xlabel(), ax.get_ylabel()] == list(PENGUINS.feature_names)
        alt = draw(plot_boundary, NETWORK, PENGUINS, reference=PENGUINS.X, activation=activation).alt
        right = accuracy(NETWORK, standardize(PENGUINS.X), PENGUINS.Y, activation=activation)
        assert alt.startswith(f"{PENGUINS.feature_names[1]} over {PENGUINS.feature_names[0]}, 191 examples of {ZERO} ")
        assert f"{right:.2%} of them" in alt

    def test_another_network_is_drawn_in_its_place(self, activation):
        drawing = draw(plot_boundary, NETWORK, PENGUINS, reference=PENGUINS.X, activation=activation).drawings[0]
        assert drawing.update(OTHER) is False
        fresh = axes(plot_boundary, OTHER, PENGUINS, reference=PENGUINS.X, activation=activation)
        assert_allclose(drawing.ax.images[0].get_array(), fresh.images[0].get_array())
        points = np.concatenate(drawing.ax.collections[0].get_segments())
        assert_allclose(self.says(*points.T, activation, OTHER), 0.5, atol=0.05)

    def test_without_a_reference_the_networks_units_are_the_datas(self):
        (image,) = axes(plot_boundary, NETWORK, MOONS).images
        left, right, bottom, top = image.get_extent()
        corners = np.array([[left, right, left, right], [bottom, bottom, top, top]])
        assert_allclose(image.get_array()[[0, 0, -1, -1], [0, -1, 0, -1]], forward(NETWORK, corners).A2[0])


class TestNetwork:
    def joined(self, ax):
        """Each line as (from, to): (colour, width), by the names of the units at its ends."""
        names = {tuple(np.round(text.get_position(), 6)): text.get_text() for text in ax.texts if text.get_text()}
        (lines,) = ax.collections
        ends = [tuple(names[tuple(np.round(end, 6))] for end in segment) for segment in lines.get_segments()]
        return {
            pair: (hue(colour), width)
            for pair, colour, width in zip(ends, lines.get_colors(), lines.get_linewidths(), strict=True)
        }

    def dashed(self, ax):
        """The lines, as in `joined`, that are not whole."""
        whole = [dashes is None for _, dashes in ax.collections[0].get_linestyle()]
        return [pair for pair, of_one in zip(self.joined(ax), whole, strict=True) if not of_one]

    @pytest.mark.parametrize("parameters", [NETWORK, OTHER])
    def test_each_weight_is_a_line_between_its_units(self, parameters):
        drawing = draw(plot_network, NETWORK).drawings[0]
        drawing.update(parameters)
        lines, dashes = self.joined(drawing.ax), self.dashed(drawing.ax)
        weights = {(f"x{j + 1}", f"{i + 1}"): parameters.W1[i, j] for i, j in np.ndindex(3, 2)}
        weights |= {(f"{i + 1}", "ŷ"): parameters.W2[0, i] for i in range(3)}
        assert lines.keys() == weights.keys()
        largest = max(map(abs, weights.values()))
        for pair, weight in weights.items():
            colour, width = lines[pair]
            assert (pair in dashes) == (weight < 0)
            assert colour == ("orange" if weight > 0 else "blue" if weight < 0 else "grey")
            assert width == pytest.approx(0.4 + 3 * abs(weight) / largest)

    def test_columns_are_inputs_hidden_units_and_output_from_left_to_right_and_down(self):
        ax = axes(plot_network, NETWORK)
        places = {text.get_text(): getattr(text, "xy", text.get_position()) for text in ax.texts}
        assert places["x1"][0] == places["x2"][0] < places["1"][0] == places["3"][0] < places["ŷ"][0]
        assert places["1"][1] > places["2"][1] > places["3"][1]
        assert places["x1"][1] > places["x2"][1]
        circles = max(ax.lines, key=lambda circles: circles.get_markersize())
        assert_allclose(sorted(map(tuple, circles.get_xydata())), sorted(places[u] for u in ("x1", "x2", *"123", "ŷ")))
        below = {name.split("\n")[0]: place for name, place in places.items() if "\n" in name}
        assert {name: x for name, (x, _) in below.items()} == {"n0 = 2": 0, "n1 = 3": 1, "n2 = 1": 2}
        assert (places["W1 (3, 2)"][0], places["W2 (1, 3)"][0]) == (0.5, 1.5)
        lowest, highest = (end(places[unit][1] for unit in ("x1", "x2", *"123", "ŷ")) for end in (min, max))
        assert {y for _, y in below.values()} == {lowest}, "of the units: the words stand a little below it"
        assert places["W1 (3, 2)"][1] == places["W2 (1, 3)"][1] == highest
        (left, right), (low, high) = ax.get_xlim(), ax.get_ylim()
        assert all(left < x < right and low < y < high for x, y in places.values())

    def test_few_units_stand_together_and_many_fill_the_height(self):
        for n1, between in ((1, 0.3), (4, 0.3), (8, 1 / 7)):
            ax = axes(plot_network, initialize_parameters(2, n1, rng=0))
            units = ax.lines[0].get_xydata()
            inputs = units[units[:, 0] == 0]
            assert_allclose(inputs[:, 1], [0.5 + between / 2, 0.5 - between / 2])

    def test_of_many_units_the_last_is_drawn_with_its_own_weights(self):
        W1, W2 = np.ones((11, 2)), np.ones((1, 11))
        W1[10], W2[0, 10], W1[6:10], W2[0, 6:10] = -2, -2, 5, 5
        ax = axes(plot_network, Parameters(W1, np.zeros((11, 1)), W2, np.zeros((1, 1))))
        lines = self.joined(ax)
        assert {pair[1] for pair in lines} == {*"123456", "11", "ŷ"}
        assert lines["x2", "11"] == lines["11", "ŷ"] == ("blue", pytest.approx(3.4))
        assert lines["x1", "6"] == ("orange", pytest.approx(1.9))
        dots = min((dots for dots in ax.lines if len(dots.get_xdata())), key=lambda dots: dots.get_markersize())
        assert set(dots.get_xdata()) == {1.0}
        units = {text.get_text(): text.get_position()[1] for text in ax.texts}
        assert all(units["11"] < y < units["6"] for y in dots.get_ydata())
        assert "n1 = 11\nhidden units" in texts(ax)

    def test_words(self):
        assert draw(plot_network, NETWORK).alt == (
            "Network of 2 inputs, 3 hidden units and 1 output, joined by 6 weights W1 and 3 weights W2."
        )


class TestMatrices:
    ROWS = (
        {"W1": np.array([[1.0, -2.0], [3.0, 0.5], [0.0, 4.0]]), "b1": np.array([[1.0], [-1.0], [2.0]])},
        {"dW1": np.array([[5.0, 1.0], [-3.0, 2.0], [1.0, 1.0]]), "db1": np.array([[0.5], [1.0], [-2.0]])},
    )

    @pytest.fixture
    def picture(self):
        picture = draw(plot_matrices, *self.ROWS, titles=("above", "below"), size=(6.4, 5.0))
        picture.png()
        return picture

    def squares(self, picture):
        return [path.vertices[:4] for path in picture.drawings[0].ax.collections[0].get_paths()]

    def test_each_number_has_its_square_its_colour_and_its_text(self, picture):
        ax, squares = picture.drawings[0].ax, self.squares(picture)
        written = {tuple(np.round(text.get_position(), 6)): text.get_text() for text in ax.texts}
        colours = ax.collections[0].get_facecolor()
        numbers = [number for row in self.ROWS for matrix in row.values() for number in matrix.flat]
        for square, colour, number in zip(squares, colours, numbers, strict=True):
            assert written[tuple(np.round(square.mean(axis=0), 6))] == f"{number:.2f}".replace("-", "−")
            assert hue(colour) == ("orange" if number > 0 else "blue" if number < 0 else "white") or abs(number) <= 1

    def test_squares_stand_in_the_rows_and_columns_of_their_matrix(self, picture):
        squares = self.squares(picture)
        cell = np.ptp(squares[0], axis=0)
        place = 0
        for row in self.ROWS:
            for matrix in row.values():
                first = squares[place].min(axis=0)
                for i, j in np.ndindex(matrix.shape):
                    assert_allclose(squares[place].min(axis=0), first + cell * np.array([j, i]))
                    assert_allclose(np.ptp(squares[place], axis=0), cell)
                    place += 1
        low, high = picture.drawings[0].ax.get_ylim()
        assert low > high, "the first row is above"

    def test_titles_names_and_squares_stand_below_each_other_and_do_not_overlap(self, picture):
        ax = picture.drawings[0].ax
        boxes = {text.get_text(): text.get_window_extent() for text in ax.texts if text.get_text()}
        names = [name for name in boxes if "\n" in name]
        assert [name.split("\n")[0] for name in names] == ["W1", "b1", "dW1", "db1"]
        assert [name.split("\n")[1] for name in names] == ["(n1, n0)", "(n1, 1)", "(n1, n0)", "(n1, 1)"]
        assert [name.split("= ")[1] for name in names] == ["(3, 2)", "(3, 1)", "(3, 2)", "(3, 1)"]
        corners = [ax.transData.transform(square) for square in self.squares(picture)]
        starts = dict(zip(names, (0, 6, 9, 15), strict=True))
        for name, first in starts.items():
            title = boxes["above" if first < 9 else "below"]
            assert title.y0 >= boxes[name].y1 - 1
            assert boxes[name].y0 >= corners[first][:, 1].max() - 1
            assert boxes[name].x0 == pytest.approx(corners[first][:, 0].min(), abs=2)
        assert boxes["below"].y1 <= min(corner[:, 1].min() for corner in corners[:9])


class TestUnits:
    def test_the_thick_line_is_where_the_sum_is_0_and_the_dashed_ones_where_a_z_is(self):
        picture = draw(plot_units, NETWORK, MOONS)
        picture.png()
        ax = picture.drawings[0].ax
        tiles = [image for image in ax.images if image.get_visible()]
        dashes, boundary, _ = ax.collections
        for tile, values in zip(tiles, ("unit 1", "unit 2", "unit 3", "sum"), strict=True):
            left, right, bottom, top = tile.get_extent()
            lines = boundary if values == "sum" else dashes
            inside = [s for s in lines.get_segments() if left <= s[0, 0] <= right and bottom <= s[0, 1] <= top]
            assert inside
            X = self.at(np.concatenate(inside), tile.get_extent())
            cache = forward(NETWORK, X)
            assert_allclose(cache.Z2[0] if values == "sum" else cache.Z1[int(values[-1]) - 1], 0, atol=0.05)
        assert len(np.concatenate(boundary.get_segments())) == len(np.concatenate(inside))
        assert boundary.get_linewidth()[0] > dashes.get_linewidth()[0]

    def at(self, points, extent):
        """The data's features at points of a tile."""
        left, right, bottom, top = extent
        parts = (points - [left, bottom]) / [right - left, top - bottom]
        low, high = MOONS.X.min(axis=1), MOONS.X.max(axis=1)
        margin = 0.08 * (high - low)
        return (low - margin + parts * (high - low + 2 * margin)).T

    @pytest.mark.parametrize("plot", [plot_units, plot_unit])
    def test_below_zero_is_blue_and_above_is_orange(self, plot):
        data = (NETWORK, MOONS) if plot is plot_units else (NETWORK.W1[:1], NETWORK.b1[:1])
        image = next(image for image in axes(plot, *data).images if image.get_visible())
        low, high = image.get_clim()
        assert low == -high
        assert [hue(image.cmap(image.norm(value))) for value in (low, 0, high)] == ["blue", "white", "orange"]


class TestPredictions:
    A2 = np.array([[0.01, 0.04, 0.62, 0.97, 0.99, 0.52, 0.48, 0.98]])
    Y = np.array([[0, 0, 0, 1, 1, 1, 1, 1.0]])

    def test_the_outline_of_a_class_is_the_share_of_its_examples_with_these_predictions(self):
        drawing = draw(plot_predictions, 1 - self.A2, self.Y, class_names=("left", "right")).drawings[0]
        drawing.update(self.A2, self.Y)
        legend = [text.get_text() for text in drawing.ax.get_legend().get_texts()]
        assert legend == ["left", "right"]
        for outline, label, colour in zip(drawing.ax.patches, (0, 1), ("blue", "orange"), strict=True):
            heights, edges, _ = outline.get_data()
            assert_allclose(edges, np.linspace(0, 1, 21))
            of_class = self.A2[label == self.Y]
            shares = [np.mean((of_class >= a) & (of_class < b)) for a, b in itertools.pairwise(edges)]
            assert_allclose(heights, shares)
            assert hue(outline.get_edgecolor()) == colour
            assert outline.get_label() == legend[label]
        assert [dashed(outline) for outline in drawing.ax.patches] == [False, True]
        assert_allclose(drawing.ax.lines[0].get_xdata(), 0.5)
        assert (*drawing.ax.get_xlim(), *drawing.ax.get_ylim()) == (0, 1, 0, 1)
        assert [drawing.ax.get_xlabel(), drawing.ax.get_ylabel()] == ["prediction A2", "share of the class's examples"]
        assert drawing.alt.endswith(
            "1 of 3 examples of left lie on the wrong side of 0.5; "
            "1 of 5 examples of right lie on the wrong side of 0.5."
        )


class TestCosts:
    COSTS = (0.7, 0.5, 0.9, 0.25)

    def test_the_curve_its_end_and_its_number(self):
        drawing = draw(plot_cost, [1.0, 2.0], iterations=10).drawings[0]
        drawing.update(self.COSTS)
        ax = drawing.ax
        (curve,) = [drawn for drawn in ax.lines if drawn.get_linestyle() != ":"]
        assert_allclose(curve.get_xydata(), list(enumerate(self.COSTS)))
        assert (curve.get_marker(), curve.get_markevery()) == ("o", [-1])
        assert hue(curve.get_color()) == "violet"
        assert "0.2500" in texts(ax)
        assert ax.get_xlim() == (0, 10.2)
        assert ax.get_ylim() == (0, 1)
        assert [ax.get_xlabel(), ax.get_ylabel()] == ["iteration", "cost (nats per example)"]
        assert drawing.alt == "Curve of the cost over 3 iterations: from 0.7000 at the start to 0.2500 at the end."
        assert drawing.update([5.0, 0.1]) is True
        assert ax.get_ylim() == (0, 8)

    @pytest.mark.parametrize("runs", [{"one": COSTS}, {"one": COSTS, "two": COSTS[::-1]}])
    def test_always_saying_a_half_is_a_dotted_line_with_its_number(self, runs):
        for ax in (axes(plot_cost, self.COSTS), axes(plot_costs, runs)):
            (dotted,) = [drawn for drawn in ax.lines if drawn.get_linestyle() == ":"]
            assert_allclose(dotted.get_ydata(), np.log(2))
            assert texts(ax)[-len(ax.lines)] == "log 2: always\nsaying 0.5"

    def test_several_runs_differ_in_colour_and_dashes_and_their_names_stand_at_their_ends(self):
        runs = {f"run {number}": np.array(self.COSTS) * 0.1 * number for number in range(1, 6)}
        ax = axes(plot_costs, {name: [1.0] for name in runs})
        drawing = draw(plot_costs, {name: [1.0] for name in runs}).drawings[0]
        drawing.update(runs)
        ax = drawing.ax
        curves = [drawn for drawn in ax.lines if len(drawn.get_xdata()) == 4]
        for curve, costs in zip(curves, runs.values(), strict=True):
            assert_allclose(curve.get_xydata(), list(enumerate(costs)))
        names = [text for text in ax.texts if text.get_text() in runs]
        assert [text.get_text() for text in names] == list(runs)
        for name, curve in zip(names, curves, strict=True):
            assert name.get_color() == curve.get_color()
            assert_allclose(name.xy, curve.get_xydata()[-1])
        looks = [(hue(curve.get_color()), curve.get_linestyle(), curve.get_marker()) for curve in curves]
        assert looks[:2] == [("violet", "-", "o"), ("teal", "--", "^")]
        assert [len(set(part)) for part in zip(*looks, strict=True)][::2] == [5, 5]
        assert ax.get_xlim()[1] == pytest.approx(3.06)

    @pytest.mark.parametrize(
        ("names", "looks"),
        [
            (["143 training", "48 held out"], [("violet", "-", "violet"), ("violet", "--", "white")]),
            (["the 40 examples", "the 2000 held out"], [("violet", "-", "violet"), ("violet", "--", "white")]),
            (["right", "with the mistake"], [("teal", "-", "teal"), ("magenta", "--", "magenta")]),
            (["loop over the examples", "vectorized"], [("brown", "-", "brown"), ("teal", "--", "teal")]),
        ],
    )
    def test_what_the_lessons_compare_has_colours_of_its_own(self, names, looks):
        ax = axes(plot_costs, dict.fromkeys(names, self.COSTS))
        drawn = [line(ax, name) for name in names]
        assert [(hue(c.get_color()), c.get_linestyle(), hue(c.get_markerfacecolor())) for c in drawn] == looks
        assert drawn[0].get_linewidth() > drawn[1].get_linewidth(), "where they are alike both show"


class TestLosses:
    @pytest.mark.parametrize(("label", "colour", "marker"), [(0, "blue", "o"), (1, "orange", "^")])
    def test_curves_and_mark_have_the_colour_of_their_label(self, label, colour, marker):
        ax = axes(plot_loss, 0.3, label)
        curves = {drawn.get_label()[:5]: drawn for drawn in ax.lines if drawn.get_label().startswith("y = ")}
        assert {name: (hue(c.get_color()), dashed(c)) for name, c in curves.items()} == {
            "y = 0": ("blue", False),
            "y = 1": ("orange", True),
        }
        (mark,) = [drawn for drawn in ax.lines if len(drawn.get_xdata()) == 1]
        assert (hue(mark.get_color()), mark.get_marker()) == (colour, marker)
        assert (*ax.get_xlim(), ax.get_ylim()[0]) == (0, 1, 0)
        assert [ax.get_xlabel(), ax.get_ylabel()] == ["prediction ŷ", "loss (nats)"]

    def test_over_z_the_two_losses_are_told_apart(self):
        ax = axes(plot_loss_over_z, 0.3, 1)
        named = {text.get_text(): handle for text, handle in zip(
            ax.get_legend().get_texts(), ax.get_legend().legend_handles, strict=True)}  # fmt: skip
        assert {name: (hue(h.get_color()), dashed(h)) for name, h in named.items()} == {
            "cross-entropy": ("violet", False),
            "squared error (ŷ − y)²": ("teal", True),
        }
        assert ax.get_xlim() == (-8, 8)
        assert [ax.get_xlabel(), ax.get_ylabel()] == ["z, where ŷ = σ(z)", "loss"]

    def test_the_bars_and_their_mean(self):
        drawing = draw(plot_losses, np.array([[0.1, 0.2]])).drawings[0]
        assert drawing.update(np.array([[0.5, 3.0, 0.25, 0.25]])) is True
        heights, edges, _ = drawing.ax.patches[0].get_data()
        assert_allclose(heights, [3, 0.5, 0.25, 0.25])
        assert_allclose(edges, [0, 1, 2, 3, 4])
        (mean,) = drawing.ax.lines
        assert_allclose(mean.get_ydata(), 1)
        assert dashed(mean)
        (words,) = [text for text in drawing.ax.texts if text.get_text()]
        assert (words.get_text(), words.xy) == ("their mean, the cost J = 1.0000", (1, 1))
        assert (*drawing.ax.get_xlim(), *drawing.ax.get_ylim()) == (0, 4, 0, 4)
        assert drawing.ax.get_xlabel() == "examples, the largest loss first"
        assert drawing.ax.get_ylabel() == "loss (nats)"


def test_the_step_is_in_sight_and_each_of_its_marks_is_named():
    parts = np.linspace(0, 2, 5)
    ax = axes(plot_step, parts, [0.5, 0.3, 0.2, 0.6, 1.5], fall=0.7)
    low, high = ax.get_ylim()
    assert low == 0
    assert 1.5 <= high <= 1.8
    assert 2 <= ax.get_xlim()[1] < 2.2
    assert ax.get_xlim()[0] == 0
    where = {
        "before the step": ([0], [0.5], "white", "s"),
        "lowest on the way": ([1], [0.2], "violet", "v"),
        "after the step": ([1], [0.2], "violet", "o"),
    }
    for label, (x, y, colour, marker) in where.items():
        mark = line(ax, label)
        assert_allclose(mark.get_data(), (x, y))
        assert (hue(mark.get_markerfacecolor()), mark.get_marker()) == (colour, marker)
    promise = line(ax, "as the slope promises")
    assert_allclose(promise.get_xydata(), [[0, 0.5], [1, -0.2]], atol=1e-12)
    assert (hue(promise.get_color()), dashed(promise)) == ("violet", True)
    assert hue(line(ax, "the cost").get_color()) == "violet"
    assert [ax.get_xlabel(), ax.get_ylabel()] == ["part t of the step", "cost (nats per example)"]
    legend = [text.get_text() for text in ax.get_legend().get_texts()]
    assert sorted(legend) == sorted([*where, "the cost", "as the slope promises"])


def test_the_curve_of_an_activation_and_its_slope_have_one_colour_and_the_slope_is_dashed():
    ax = axes(plot_activation, "sigmoid", z=1.0)
    value, slope = (
        next(drawn for drawn in ax.lines if drawn.get_label().startswith(name)) for name in ("g(z)", "g'(z)")
    )
    assert [(hue(curve.get_color()), dashed(curve)) for curve in (value, slope)] == [
        ("violet", False),
        ("violet", True),
    ]
    marks = [drawn for drawn in ax.lines if len(drawn.get_xdata()) == 1 and drawn.get_marker() in "os"]
    assert [(hue(mark.get_color()), mark.get_marker()) for mark in marks] == [("violet", "o"), ("white", "s")]
    assert (*ax.get_xlim(), ax.get_xlabel()) == (-5, 5, "z")
    assert ax.get_ylabel() == "a = g(z), and the slope g'(z)"
    low, high = ax.get_ylim()
    assert low < -1
    assert high > 1
    words = [text.get_text() for text in ax.get_legend().get_texts()]
    assert words == ["g(z) = σ(z)", "g'(z) = σ(z) (1 − σ(z))"]


def test_the_marks_of_a_check_have_the_row_of_their_array_and_the_colour_of_their_name():
    parameters, X, Y = make_problem(0)
    wrong = gradient_check(parameters, X, Y).rows
    checks = {"right": gradient_check(parameters, X, Y), "with the mistake": gradient_check(parameters, 2 * X, Y)}
    ax = axes(plot_check, checks)
    assert [label.get_text() for label in ax.get_yticklabels()] == [row.name for row in wrong]
    assert list(ax.get_yticks()) == list(range(6))
    low, high = ax.get_ylim()
    assert low > high, "the first array is above"
    assert ax.get_xscale() == "log"
    for name, colour, marker in (("right", "teal", "o"), ("with the mistake", "magenta", "^")):
        mark = line(ax, name)
        assert (hue(mark.get_color()), mark.get_marker()) == (colour, marker)
        assert_allclose(mark.get_xdata(), [max(row.error, 1e-12) for row in checks[name].rows])
        assert list(mark.get_ydata()) == list(range(6))
    (bound,) = [drawn for drawn in ax.lines if drawn.get_linestyle() == ":"]
    assert_allclose(bound.get_xdata(), 1e-7)
    assert texts(ax) == ["passes | differs"]
    assert ax.get_xlabel() == "relative error of the gradient check"


def test_a_code_has_a_bar_a_name_and_a_number():
    drawing = draw(plot_step_times, {"loop": 0.1, "vectorized": 0.001}).drawings[0]
    drawing.update({"loop": 0.007, "vectorized": 0.002})
    ax = drawing.ax
    assert [label.get_text() for label in ax.get_yticklabels()] == ["loop", "vectorized"]
    assert [hue(bar.get_facecolor()) for bar in ax.patches] == ["brown", "teal"]
    assert_allclose([bar.get_x() + bar.get_width() for bar in ax.patches], [7, 2])
    assert_allclose([bar.get_y() + bar.get_height() / 2 for bar in ax.patches], [0, 1])
    for text, number, place in zip(ax.texts, (7, 2), (0, 1), strict=True):
        assert (text.get_text(), text.get_position()[1]) == (f"{number}", place)
        assert number < text.get_position()[0] < 1.3 * number
    low, high = ax.get_ylim()
    assert low > high, "the first code is above"
    assert ax.get_xscale() == "log"
    assert ax.get_xlim() == (0.01, 400)
    assert ax.get_xlabel() == "time of one step (ms)"


def test_times_have_the_colour_of_their_code_and_the_ratio_stands_between_them():
    ax = axes(plot_times, [10, 1000], [1e-3, 0.1], [1e-5, 1e-3])
    loop, fast = line(ax, "loop over the examples"), line(ax, "vectorized")
    assert_allclose(loop.get_xydata(), [[10, 1], [1000, 100]])
    assert_allclose(fast.get_xydata(), [[10, 0.01], [1000, 1]])
    assert [(hue(c.get_color()), c.get_marker()) for c in (loop, fast)] == [("brown", "^"), ("teal", "o")]
    (gap,) = [drawn for drawn in ax.lines if drawn.get_linestyle() == ":"]
    assert_allclose(gap.get_xydata(), [[1000, 100], [1000, 1]])
    names = {text.get_text(): text for text in ax.texts}
    assert [*names] == ["loop over the\nexamples", "100 times", "vectorized"]
    assert [hue(text.get_color()) for text in names.values()] == ["brown", "dark", "teal"]
    ratio = names["100 times"]
    assert_allclose(ratio.xy, (1000, 10))
    assert (ax.get_xscale(), ax.get_yscale()) == ("log", "log")
    assert [ax.get_xlabel(), ax.get_ylabel()] == ["examples m", "time (ms)"]


class TestGraph:
    GRAPH = logistic_regression_graph(np.array([[0.5], [-1.0]]), 0.2, np.array([[1.5], [0.7]]), 1)

    def places(self, ax, graph):
        symbols = {f"${node.symbol}$": node.name for node in graph.nodes}
        return {symbols[t.get_text()]: np.array(t.get_position()) for t in ax.texts if t.get_text() in symbols}

    def test_nodes_stand_in_the_order_in_which_they_are_computed(self):
        places = self.places(axes(plot_graph, self.GRAPH), self.GRAPH)
        for node in self.GRAPH.nodes:
            assert all(places[parent][0] < places[node.name][0] for parent in node.parents)

    @pytest.mark.parametrize("graph", [GRAPH, network_graph(NETWORK, np.array([[1.5], [0.7]]), 1)])
    def test_the_edges_of_the_step_are_thick_and_join_its_nodes(self, graph):
        steps = (*graph.forward_steps, *graph.backward_steps)
        parents = {node.name: node.parents for node in graph.nodes}
        drawing = draw(plot_graph, graph).drawings[0]
        for number, step in enumerate(steps, 1):
            drawing.update(graph, step=number)
            ax = drawing.ax
            places, (lines,) = self.places(ax, graph), ax.collections
            back = number > len(graph.forward_steps)
            edges = [(step.target, step.source)] if back else [(p, step.node) for p in parents[step.node]]
            thick = [s for s, w in zip(lines.get_segments(), lines.get_linewidth(), strict=True) if w > 3]
            for way, (parent, child) in zip(thick, edges, strict=True):
                assert (way[0, 1], way[-1, 1]) == (places[parent][1], places[child][1])
                assert places[parent][0] < way[0, 0] < way[-1, 0] < places[child][0]
                assert max(way[0, 0] - places[parent][0], places[child][0] - way[-1, 0]) < 0.2
                assert (np.diff(way, axis=0) == 0).any(axis=1).all(), "level or upright"


def test_the_landscape_is_darker_where_the_cost_is_higher_and_its_path_is_marked():
    costs = np.array([[0.1, 0.2, 0.4], [0.2, 0.4, 0.8], [0.3, 0.6, 1.6]])
    plane = Landscape(
        np.array([-1.0, 0, 1]), np.array([-2.0, 0, 2]), costs, np.array([[-0.5, 1], [0, 0], [0.5, -1]]), 0.93
    )
    ax = axes(plot_landscape, plane, step=1)
    (image,) = ax.images
    assert_allclose(image.get_array(), np.log(costs))
    assert_allclose(image.get_clim(), np.log([0.1, 1.6]))
    assert sum(image.cmap(0.0)[:3]) > sum(image.cmap(1.0)[:3])
    for segment in ax.collections[0].get_segments():
        assert len(segment) > 1
    (dots,) = [drawn for drawn in ax.lines if len(drawn.get_xdata()) == 2]
    assert_allclose(dots.get_xydata(), plane.path[:2])
    assert_allclose(ax.collections[2].get_segments(), [plane.path[:2]])
    marks = {drawn.get_marker(): drawn for drawn in ax.lines if len(drawn.get_xdata()) == 1}
    assert_allclose(marks["s"].get_xydata(), [[-0.5, 1]])
    assert_allclose(marks["o"].get_xydata(), [[0, 0]])
    assert_allclose(marks["v"].get_xydata(), [[-1, -2]])
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["start", "step 1", "lowest here: 0.1000"]
    assert (*ax.get_xlim(), *ax.get_ylim()) == (-1, 1, -2, 2)
    assert ax.get_title() == "cost over a plane with 93% of the path"
    assert [ax.get_xlabel(), ax.get_ylabel()] == ["along the path's first direction", "along its second direction"]


def test_plots_stand_side_by_side_as_wide_as_asked():
    picture = draw_side_by_side(
        lambda ax: plot_cost(ax, [1.0]), lambda ax: plot_losses(ax, np.ones((1, 3))), size=(8, 3), widths=(1, 3)
    )
    picture.png()
    left, right = (drawing.ax.get_position() for drawing in picture.drawings)
    assert left.x1 < right.x0
    assert right.width > 2 * left.width
    assert picture.alt == " ".join(drawing.alt for drawing in picture.drawings)
    assert picture.canvas.get_width_height() == (800, 300)


def test_names_with_signs_of_mathematics_are_drawn_as_they_are():
    names = ("_a", "$b$ and $"), (r"x\y_{2}", "$a_b")
    moons = make_moons(20)._replace(class_names=names[0], feature_names=names[1])
    run = train(moons.X, moons.Y, hidden_units=2, learning_rate=0.5, iterations=2)
    A2 = forward(run.parameters, moons.X).A2
    drawn = {
        "boundary": draw(plot_boundary, run.parameters, moons),
        "examples": draw(plot_examples, moons),
        "predictions": draw(plot_predictions, A2, moons.Y, class_names=moons.class_names),
    }
    for picture in drawn.values():
        (drawing,) = picture.drawings
        told = [text.get_text() for text in drawing.ax.get_legend().get_texts()]
        assert [text.strip().replace(r"\$", "$") for text in told] == list(names[0])
    (costs,) = draw(plot_costs, {"_a": run.costs, "$b$ and $": run.costs}).drawings
    shown = {text.get_text().strip().replace(r"\$", "$") for text in costs.ax.findobj(Text)}
    assert set(names[0]) <= shown
    labels = [drawn["boundary"].drawings[0].ax.xaxis.label, drawn["boundary"].drawings[0].ax.yaxis.label]
    for text in (*labels, *drawn["boundary"].drawings[0].ax.get_legend().get_texts()):
        assert not text._preprocess_math(text.get_text())[1], "read as mathematics"
