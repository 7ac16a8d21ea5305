"""Each hidden unit over the plane, and the sum of them."""

import numpy as np
import pytest

from nnlib import Parameters, draw, forward, initialize_parameters, load_penguins, make_moons, plot_units, standardize
from nnlib.plots.units import GRID, MOST_SHOWN

MOONS = make_moons(60)
PARAMETERS = Parameters(
    np.array([[2.0, 2.0], [2.0, -1.0], [2.0, -1.0]]),
    np.array([[0.0], [-2.0], [2.0]]),
    np.array([[-5.0, 6.0, 6.0]]),
    np.array([[0.5]]),
)
SIZES = [1, 2, 3, 4, 5, 8, 12]


def network(n1, seed=0):
    return initialize_parameters(2, n1, rng=seed)


def tiles(drawing):
    return [tile for tile in drawing.artists[: MOST_SHOWN + 1] if tile.get_visible()]


def names(drawing):
    return [name.get_text() for name in drawing.artists[-MOST_SHOWN - 1 :] if name.get_visible()]


def plane(dataset, reference=None):
    """Compute the points of a tile anew: the data's plane with its margin of 8 %."""
    low, high = dataset.X.min(axis=1), dataset.X.max(axis=1)
    sides = [np.linspace(a - 0.08 * (b - a), b + 0.08 * (b - a), GRID) for a, b in zip(low, high, strict=True)]
    X = np.array(np.meshgrid(*sides)).reshape(2, -1)
    return X if reference is None else standardize(X, reference)


def values(drawing):
    return np.array([np.asarray(tile.get_array()).ravel() for tile in tiles(drawing)])


@pytest.mark.parametrize("activation", ["tanh", "sigmoid", "relu"])
def test_tiles_are_forwards_A1_and_Z2(activation):
    cache = forward(PARAMETERS, plane(MOONS), activation=activation)
    drawing = draw(plot_units, PARAMETERS, MOONS, activation=activation).drawings[0]
    np.testing.assert_allclose(values(drawing), np.vstack([cache.A1, cache.Z2]))
    assert names(drawing) == ["unit 1 (weight −5.00)", "unit 2 (weight 6.00)", "unit 3 (weight 6.00)", "sum + b2 = Z2"]


def test_weighted_tiles_add_up_to_the_last_one():
    drawing = draw(plot_units, PARAMETERS, MOONS, weighted=True).drawings[0]
    *units, Z2 = values(drawing)
    np.testing.assert_allclose(np.sum(units, axis=0) + 0.5, Z2)
    assert names(drawing)[0] == "unit 1, weight −5.00"
    assert len({tile.get_clim() for tile in tiles(drawing)}) == 1


def test_unweighted_the_units_share_a_scale_and_the_sum_has_its_own():
    limits = [tile.get_clim() for tile in tiles(draw(plot_units, PARAMETERS, MOONS).drawings[0])]
    assert len(set(limits[:3])) == 1
    assert limits[0][1] == pytest.approx(1, abs=1e-3)
    assert limits[3][1] == pytest.approx(np.abs(forward(PARAMETERS, plane(MOONS)).Z2).max())


def test_without_activation_every_tile_is_a_plane():
    drawing = draw(plot_units, PARAMETERS, MOONS, activation="none").drawings[0]
    X = plane(MOONS)
    affine = np.vstack([X, np.ones(X.shape[1])])
    for tile in values(drawing):
        _, residual, _, _ = np.linalg.lstsq(affine.T, tile, rcond=None)
        assert residual < 1e-20


def test_reference_standardises_the_plane():
    penguins = load_penguins()
    drawing = draw(plot_units, PARAMETERS, penguins, reference=penguins.X).drawings[0]
    np.testing.assert_allclose(values(drawing)[-1], forward(PARAMETERS, plane(penguins, penguins.X)).Z2[0])


@pytest.mark.parametrize("n1", SIZES)
def test_tiles_lie_in_the_box_and_do_not_overlap(n1):
    picture = draw(plot_units, network(n1), MOONS)
    picture.png()
    drawing = picture.drawings[0]
    box = drawing.ax.get_window_extent()
    extents = [tile.get_extent() for tile in tiles(drawing)]
    assert len(extents) == min(n1, MOST_SHOWN) + 1
    for i, (left, right, bottom, top) in enumerate(extents):
        assert 0 <= left < right <= box.width + 1e-9
        assert -1e-9 <= bottom < top < box.height
        for other_left, other_right, other_bottom, other_top in extents[:i]:
            assert right < other_left or other_right < left or top < other_bottom or other_top < bottom


@pytest.mark.parametrize("n1", SIZES)
def test_update_draws_what_a_new_drawing_draws(n1):
    picture = draw(plot_units, network(5, seed=1), MOONS, weighted=True)
    picture.png()
    for between in (1, 12, n1):
        assert picture.drawings[0].update(network(between)) is False
    fresh = draw(plot_units, network(n1), MOONS, weighted=True)
    assert picture.png() == fresh.png()
    assert picture.alt == fresh.alt


def test_of_many_units_those_with_the_largest_weights_are_shown_and_all_are_summed():
    parameters = network(12)
    picture = draw(plot_units, parameters, MOONS)
    largest = np.sort(np.argsort(-np.abs(parameters.W2[0]))[:8])
    cache = forward(parameters, plane(MOONS))
    np.testing.assert_allclose(values(picture.drawings[0]), np.vstack([cache.A1[largest], cache.Z2]))
    assert names(picture.drawings[0])[0].startswith(f"unit {largest[0] + 1} ")
    assert "8 hidden units (those with the largest weights, out of 12)" in picture.alt


def test_lines_are_where_z_is_0():
    picture = draw(plot_units, PARAMETERS, MOONS)
    picture.png()
    drawing = picture.drawings[0]
    dashed, boundary = drawing.artists[MOST_SHOWN + 1 : MOST_SHOWN + 3]
    left, right, bottom, top = tiles(drawing)[1].get_extent()
    line = next(s for s in dashed.get_segments() if left <= s[0, 0] <= right and bottom <= s[0, 1] <= top)
    sides = plane(MOONS).reshape(2, GRID, GRID)
    x1 = np.interp(line[:, 0], np.linspace(left, right, GRID), sides[0, 0])
    x2 = np.interp(line[:, 1], np.linspace(bottom, top, GRID), sides[1, :, 0])
    np.testing.assert_allclose(2 * x1 - x2 - 2, 0, atol=1e-9)
    assert len(boundary.get_segments()) == 1


def test_signs_stand_where_the_numbers_have_them():
    picture = draw(plot_units, PARAMETERS, MOONS)
    picture.png()
    drawing = picture.drawings[0]
    for marks, sign in zip(drawing.artists[MOST_SHOWN + 4 : MOST_SHOWN + 6], (1, -1), strict=True):
        assert len(marks.get_xydata()) == 4
        for (x, y), tile in zip(marks.get_xydata(), tiles(drawing), strict=True):
            left, right, bottom, top = tile.get_extent()
            column = int((x - left) / (right - left) * GRID)
            row = int((y - bottom) / (top - bottom) * GRID)
            assert sign * np.asarray(tile.get_array())[row, column] > 0


def test_a_unit_without_weight_has_no_sign_and_no_error():
    nothing = Parameters(np.zeros((1, 2)), np.zeros((1, 1)), np.zeros((1, 1)), np.zeros((1, 1)))
    for weighted in (False, True):
        picture = draw(plot_units, nothing, MOONS, weighted=weighted)
        picture.png()
        assert all(len(marks.get_xydata()) == 0 for marks in picture.drawings[0].artists[12:14])
        assert "unit 1, weight 0.00, from 0.00 to 0.00" in picture.alt


def test_words_tell_weights_and_ranges():
    alt = draw(plot_units, PARAMETERS, MOONS, weighted=True).alt
    assert alt.startswith("Small pictures over the plane of 3 hidden units, what each adds to Z2: unit 1, weight −5.00")
    cache = forward(PARAMETERS, plane(MOONS))
    numbers = f"Z2 from {cache.Z2.min():.2f} to {cache.Z2.max():.2f}, with the line where it is 0."
    assert alt.endswith(numbers.replace("-", "−"))


def test_refuses_another_activation_and_other_features():
    with pytest.raises(ValueError, match="activation must be one of 'tanh', 'sigmoid', 'relu', 'none'"):
        draw(plot_units, PARAMETERS, MOONS, activation="linear")
    with pytest.raises(ValueError, match=r"parameters\.b1 has shape"):
        draw(plot_units, PARAMETERS._replace(b1=np.zeros(3)), MOONS)
