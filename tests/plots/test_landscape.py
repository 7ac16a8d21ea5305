"""The landscape's contour lines, and the path on them."""

import io
from itertools import islice

import numpy as np
import pytest
from numpy.testing import assert_allclose
from PIL import Image

from nnlib import descend, draw, landscape, plot_landscape
from nnlib.plots.landscape import _round_costs
from nnlib.plots.still import compressed
from tests.problems import make_problem


def made(seed):
    problem = make_problem(seed, m=20)
    steps = islice(descend(problem.parameters, problem.X, problem.Y, learning_rate=0.5), 8)
    return landscape([step.parameters for step in steps], problem.X, problem.Y, points=9)


@pytest.fixture
def plane():
    return made(0)


def drawn(plane, **options):
    return draw(plot_landscape, plane, **options).drawings[0]


def test_path_is_drawn_up_to_the_step(plane):
    drawing = drawn(plane, step=3)
    assert_allclose(drawing._path.get_segments(), np.stack([plane.path[:3], plane.path[1:4]], axis=1))
    assert_allclose(np.ravel(drawing._here.get_data()), plane.path[3])
    assert_allclose(np.ravel(drawing._start.get_data()), plane.path[0])
    assert "step 3 of 7" in drawing.alt


def test_heights_are_the_logarithm_of_the_cost(plane):
    assert_allclose(drawn(plane)._colours.get_array(), np.log(plane.costs))


def test_each_step_of_the_path_has_a_darker_colour_than_the_one_before(plane):
    drawing = drawn(plane)
    shades = drawing._path.get_colors()[:, :3] @ [0.2126, 0.7152, 0.0722]
    assert len(shades) == 7
    assert (np.diff(shades) < 0).all()


def test_start_end_and_lowest_point_are_marked_and_named_above_the_axes(plane):
    picture = draw(plot_landscape, plane)
    picture.png()
    drawing = picture.drawings[0]
    low = np.unravel_index(plane.costs.argmin(), plane.costs.shape)
    lowest = np.array([plane.across[low[1]], plane.along[low[0]]])
    legend = drawing.ax.get_legend()
    names = dict(zip((text.get_text() for text in legend.get_texts()), legend.legend_handles, strict=True))
    assert [*names] == ["start", "end", f"lowest here: {plane.costs.min():.4f}"]
    marks = drawing._start, drawing._here, drawing._lowest
    for handle, mark, place in zip(names.values(), marks, (plane.path[0], plane.path[-1], lowest), strict=True):
        assert_allclose(np.ravel(mark.get_data()), place)
        assert (handle.get_marker(), handle.get_color()) == (mark.get_marker(), mark.get_color())
    assert legend.get_window_extent().y0 >= drawing.ax.get_window_extent().y1
    assert not legend.get_window_extent().overlaps(drawing.ax.title.get_window_extent())
    drawing.update(plane, step=3)
    assert [text.get_text() for text in legend.get_texts()][:2] == ["start", "step 3"]
    drawing.update(plane, step=0)
    assert [text.get_text() for text in legend.get_texts()][:2] == ["start", "step 0"]


def test_contour_lines_bear_round_costs_that_are_those_of_their_places(plane):
    picture = draw(plot_landscape, plane)
    picture.png()
    ax, numbers = picture.drawings[0].ax, [text for text in picture.drawings[0]._costs if text.get_text()]
    assert len(numbers) >= 3
    boxes = [text.get_window_extent() for text in numbers]
    assert not any(one.overlaps(other) for i, one in enumerate(boxes) for other in boxes[:i])
    for text in numbers:
        (x, y), cost = text.get_position(), float(text.get_text())
        column, row = np.argmin(np.abs(plane.across - x)), np.argmin(np.abs(plane.along - y))
        around = plane.costs[max(row - 1, 0) : row + 2, max(column - 1, 0) : column + 2]
        assert around.min() <= cost <= around.max()
        assert len(f"{cost:g}".strip("0.")) <= 3
        assert ax.get_window_extent().contains(*ax.transData.transform((x, y)))


@pytest.mark.parametrize(("low", "high"), [(0.01, 40.0), (0.4, 0.7), (0.69, 0.6901), (1e-9, 1e9), (0.3, 1.0)])
def test_contours_are_some_and_not_too_many(low, high):
    costs = _round_costs(low, high)
    assert 3 <= len(costs) <= 11
    assert ((low < costs) & (costs < high)).all()


def test_a_step_is_drawn_as_long_in_one_direction_as_in_the_other(plane):
    picture = draw(plot_landscape, plane)
    picture.png()
    ax = picture.drawings[0].ax
    steps = np.diff(ax.transData.transform([(0, 0), (1, 0), (1, 1)]), axis=0)
    assert np.abs(steps).sum(axis=1)[0] == pytest.approx(np.abs(steps).sum(axis=1)[1], rel=0.01)


def test_contour_lines_lie_inside_the_plane(plane):
    drawing = drawn(plane)
    segments = drawing._lines.get_segments()
    assert len(segments) >= 10
    for x, y in np.concatenate(segments)[::7]:
        assert plane.across[0] <= x <= plane.across[-1]
        assert plane.along[0] <= y <= plane.along[-1]


def test_update_shows_what_a_new_drawing_shows_with_the_same_artists(plane):
    other = made(1)
    drawing, fresh = drawn(plane, step=2), drawn(other, step=5)
    before = [id(artist) for artist in drawing.artists]
    assert drawing.update(other, step=5)
    assert [id(artist) for artist in drawing.artists] == before
    assert drawing.alt == fresh.alt
    assert_allclose(drawing._path.get_segments(), fresh._path.get_segments())
    assert_allclose(drawing._colours.get_array(), fresh._colours.get_array())
    assert drawing.ax.get_xlim() == fresh.ax.get_xlim()
    assert len(drawing._lines.get_segments()) == len(fresh._lines.get_segments())


def test_another_step_leaves_the_background_alone(plane):
    drawing = drawn(plane, step=2)
    assert not drawing.update(plane, step=4)
    assert_allclose(np.ravel(drawing._here.get_data()), plane.path[4])


def test_each_pixel_lies_at_the_point_whose_height_it_shows(plane):
    drawing = drawn(plane)
    drawing.ax.figure.canvas.draw()
    rows = drawing._colours.make_image(None)[0]
    height, width = rows.shape[:2]
    heights = np.log(plane.costs)
    wanted = drawing._colours.to_rgba(heights, bytes=True)
    for i, j in ((0, 0), (0, -1), (-1, 0), (-1, -1), (4, 4)):
        row, column = (round(part % 9 / 8 * (size - 1)) for part, size in ((i, height), (j, width)))
        assert_allclose(rows[row, column].astype(int), wanted[i, j], atol=6)


def test_small_numbers_leave_the_axis_label_its_room():
    rng = np.random.default_rng(0)
    small = made(0)._replace(along=np.linspace(-0.009, 0.007, 9), path=rng.uniform(-0.005, 0.005, (8, 2)))
    picture = draw(plot_landscape, small)
    picture.png()
    labels = [label.get_text() for label in picture.drawings[0].ax.get_yticklabels()]
    assert max(map(len, labels)) <= 4


def test_a_still_shows_no_hue_that_no_height_has(plane):
    picture = draw(plot_landscape, plane)
    picture.fit(640, density=2)
    drawn = np.asarray(Image.open(io.BytesIO(picture.png())).convert("RGB"))
    stored = np.asarray(Image.open(io.BytesIO(compressed(drawn)[1])).convert("RGB"))
    red, green, blue = np.moveaxis(stored.astype(int) - drawn, -1, 0)
    assert np.percentile(np.abs([red - green, blue - green]), 99) < 8, "grey or blue among the violet"
