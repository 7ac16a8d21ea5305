"""The landscape's contour lines, and the path on them."""

from itertools import islice

import numpy as np
import pytest
from numpy.testing import assert_allclose

from nnlib import descend, draw, landscape, plot_landscape
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
    assert_allclose(np.transpose(drawing._path.get_data()), plane.path[:4])
    assert_allclose(np.ravel(drawing._here.get_data()), plane.path[3])
    assert_allclose(np.ravel(drawing._start.get_data()), plane.path[0])
    assert "step 3 of 7" in drawing.alt


def test_heights_are_the_logarithm_of_the_cost(plane):
    assert_allclose(drawn(plane)._colours.get_array(), np.log(plane.costs))


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
    assert_allclose(drawing._path.get_data(), fresh._path.get_data())
    assert_allclose(drawing._colours.get_array(), fresh._colours.get_array())
    assert drawing.ax.get_xlim() == fresh.ax.get_xlim()
    assert len(drawing._lines.get_segments()) == len(fresh._lines.get_segments())


def test_another_step_leaves_the_background_alone(plane):
    drawing = drawn(plane, step=2)
    assert not drawing.update(plane, step=4)
    assert_allclose(np.ravel(drawing._here.get_data()), plane.path[4])


def test_each_pixel_lies_at_the_point_whose_height_it_shows(plane):
    drawing = drawn(plane)
    left, right, bottom, top = drawing._colours.get_extent()
    for low, high, grid in ((left, right, plane.across), (bottom, top, plane.along)):
        size = (high - low) / len(grid)
        assert_allclose(low + size * (np.arange(len(grid)) + 0.5), grid)


def test_small_numbers_leave_the_axis_label_its_room():
    rng = np.random.default_rng(0)
    small = made(0)._replace(along=np.linspace(-0.009, 0.007, 9), path=rng.uniform(-0.005, 0.005, (8, 2)))
    picture = draw(plot_landscape, small)
    picture.png()
    labels = [label.get_text() for label in picture.drawings[0].ax.get_yticklabels()]
    assert max(map(len, labels)) <= 4
