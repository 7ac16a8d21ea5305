"""From drawings to pixels: the live frame, and the one that a notebook stores."""

import io

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

from nnlib import draw, initialize_parameters, make_moons, plot_boundary
from nnlib.plots.live import Field, encode
from nnlib.plots.style import PROBABILITY

PICTURE = draw(plot_boundary, initialize_parameters(2, 3, rng=0), make_moons(50))


def pixels(png):
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB"), dtype=float)


def test_stored_picture_is_smaller_and_looks_the_same():
    live, stored = PICTURE.png(), PICTURE.png(stored=True)
    assert len(stored) < 0.6 * len(live)
    off = np.abs(pixels(live) - pixels(stored))
    assert off.mean() < 1.5
    assert len(np.unique(pixels(stored).reshape(-1, 3), axis=0)) <= 256


def test_stored_picture_is_the_same_each_time_and_leaves_the_live_one_alone():
    live = PICTURE.png()
    assert PICTURE.png(stored=True) == PICTURE.png(stored=True)
    assert PICTURE.png() == live


def test_notebook_gets_the_stored_picture_and_its_words():
    data, metadata = PICTURE.mimebundle()
    assert data == {"image/png": PICTURE.png(stored=True), "text/plain": PICTURE.alt}
    assert metadata == {"image/png": {"alt": PICTURE.alt}}


@pytest.mark.parametrize("size", [(6.4, 4.0), (5.03, 3.37)])
def test_a_frame_that_follows_is_the_one_that_is_drawn_from_nothing(size):
    data, others = make_moons(50), [initialize_parameters(2, 3, rng=seed, scale=3) for seed in (1, 2)]
    moving = draw(plot_boundary, initialize_parameters(2, 3, rng=0), data, size=size)
    moving.png()
    for parameters in others:
        moving.drawings[0].update(parameters)
        fresh = draw(plot_boundary, parameters, data, size=size)
        off = np.abs(pixels(moving.png()) - pixels(fresh.png())).max(axis=-1)
        assert np.count_nonzero(off) <= 4  # the legend's corners
        assert off.max() <= 12
    moving.redraw()
    np.testing.assert_array_equal(pixels(moving.png()), pixels(fresh.png()))


def test_the_background_that_is_kept_holds_nothing_that_moves():
    picture = draw(plot_boundary, initialize_parameters(2, 3, rng=0), make_moons(50))
    picture.png()
    for artist in picture.drawings[0].artists:
        artist.set_visible(False)
    left, right = (round(x) for x in picture.figure.axes[0].bbox.intervalx)
    middle_row = pixels(picture.png())[200, left + 5 : right - 5]
    assert len(np.unique(middle_row, axis=0)) == 1


@pytest.mark.parametrize("shape", [(1, 1), (1, 7), (5, 1), (40, 96)])
def test_the_live_frame_is_png_to_the_last_pixel(shape):
    colours = np.random.default_rng(0).integers(0, 256, (*shape, 4), dtype=np.uint8)
    np.testing.assert_array_equal(pixels(encode(colours)), colours[..., :3])


def test_a_field_looks_as_matplotlib_draws_it():
    values = np.add.outer(np.linspace(0, 0.5, 30), np.linspace(0, 0.5, 30) ** 2)
    frames = []
    for own in (True, False):
        figure = Figure(figsize=(3, 2), dpi=100)
        canvas, ax = FigureCanvasAgg(figure), figure.subplots()
        limits = {"cmap": PROBABILITY, "extent": (0, 2, 0, 3), "vmin": 0, "vmax": 1}
        if own:
            Field(ax, **limits).set_data(values)
        else:
            ax.imshow(values, origin="lower", aspect="auto", interpolation="bilinear", **limits)
        canvas.draw()
        frames.append(np.asarray(canvas.buffer_rgba(), dtype=float))
    assert np.abs(frames[0] - frames[1]).max() <= 6
