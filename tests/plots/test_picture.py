"""From drawings to pixels: the live frame, and the one that a notebook stores."""

import base64
import html
import io
import re
from functools import cache

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from PIL import Image

from nnlib import draw, draw_side_by_side, initialize_parameters, make_moons, plot_boundary, plot_cost
from nnlib.plots.live import Field, encode
from nnlib.plots.style import PROBABILITY

PICTURE = draw(plot_boundary, initialize_parameters(2, 3, rng=0), make_moons(50))
SMALL = draw(plot_cost, [0.7, 0.4], size=(2.0, 1.5))


def pixels(png):
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB"), dtype=float)


SIDE_BY_SIDE = draw_side_by_side(lambda ax: plot_cost(ax, [0.7, 0.4]), lambda ax: plot_cost(ax, [0.6, 0.2, 0.1]))


@cache
def stills(picture):
    """The images of what a notebook stores: their attributes, and their pixels."""
    found = re.findall(r"<img (.*?)>", picture.mimebundle()[0]["text/html"])
    attributes = [dict(re.findall(r'([\w-]+)="([^"]*)"', image)) for image in found]
    data = [base64.b64decode(image["src"].partition("base64,")[2]) for image in attributes]
    return [(image, pixels(content)) for image, content in zip(attributes, data, strict=True)]


def test_a_stored_picture_is_sharp_and_looks_as_the_live_one():
    ((image, still),) = stills(PICTURE)
    live = pixels(PICTURE.png())
    assert image["width"] == "640"
    assert still.shape == (800, 1280, 3)
    assert len(np.unique(still.reshape(-1, 3), axis=0)) <= 128
    assert np.abs(still.reshape(400, 2, 640, 2, 3).mean(axis=(1, 3)) - live).mean() < 4


def test_a_stored_picture_is_small_and_the_same_each_time_and_leaves_the_live_one_alone():
    live = PICTURE.png()
    stored = PICTURE.mimebundle()
    assert stored == PICTURE.mimebundle()
    assert len(stored[0]["text/html"]) < 45_000
    assert PICTURE.png() == live


def test_where_there_is_no_webp_it_is_png(monkeypatch):
    monkeypatch.setattr("PIL.features.check", lambda _: False)
    ((image, still),) = stills.__wrapped__(SMALL)
    assert image["src"].startswith("data:image/png;")
    assert still.shape == (300, 400, 3)


def test_a_notebook_gets_the_picture_with_its_words():
    data, _ = PICTURE.mimebundle()
    assert data["text/plain"] == PICTURE.alt
    assert html.unescape(stills(PICTURE)[0][0]["alt"]) == PICTURE.alt
    words = f"<summary>The picture in words</summary><p>{html.escape(PICTURE.alt)}</p></details>"
    assert data["text/html"].endswith(words)


def test_plots_side_by_side_are_stored_apart_so_that_a_narrow_page_puts_one_below_the_other():
    (left, first), (right, second) = stills(SIDE_BY_SIDE)
    assert [left["alt"], right["alt"]] == [drawing.alt for drawing in SIDE_BY_SIDE.drawings]
    assert first.shape[1] + second.shape[1] == 2 * 960
    for image, still in ((left, first), (right, second)):
        width = still.shape[1] // 2
        assert image["style"] == f"min-width: {round(0.85 * width)}px; max-width: {width}px"
        assert int(image["width"]) == round(0.85 * still.shape[1] / 2)
    assert (first[:, -1] == 255).all(), "the cut goes through something"


def boxes(picture):
    picture.png()
    return [ax.get_position().bounds for ax in picture.figure.axes]


@pytest.fixture
def fitted():
    """A picture of its own for each test."""
    return draw_side_by_side(lambda ax: plot_cost(ax, [0.7, 0.4]), lambda ax: plot_cost(ax, [0.6, 0.2, 0.1]))


def test_a_page_that_is_wide_enough_changes_nothing(fitted):
    before = fitted.png()
    assert not fitted.fit(960)
    assert not fitted.fit(2000)
    assert fitted.png() == before


def test_on_a_narrower_page_the_plots_are_narrower_and_their_text_is_not(fitted):
    sizes = [text.get_fontsize() for text in fitted.figure.findobj(Text)]
    assert fitted.fit(850)
    (left, _, first, _), (right, _, second, _) = boxes(fitted)
    assert left < right
    assert first == pytest.approx(second, abs=0.02)
    assert pixels(fitted.png()).shape == (400, 850, 3)
    assert [text.get_fontsize() for text in fitted.figure.findobj(Text)] == sizes


@pytest.mark.parametrize(("page", "width"), [(799, 640), (520, 520), (100, 360)])
def test_on_a_narrow_page_they_stand_one_below_the_other(fitted, page, width):
    assert fitted.fit(page)
    (left, upper, *_), (other, lower, *_) = boxes(fitted)
    assert left == pytest.approx(other, abs=0.02)
    assert upper > lower + 0.3
    assert pixels(fitted.png()).shape == (800, width, 3)


def test_back_on_a_wide_page_it_is_as_before(fitted):
    before = fitted.png()
    assert fitted.fit(500)
    fitted.png()
    assert fitted.fit(960)
    assert fitted.png() == before


@pytest.mark.parametrize("width", [960, 500])
def test_for_a_sharp_screen_it_has_twice_the_pixels(fitted, width):
    fitted.fit(width)
    single = pixels(fitted.png())
    assert fitted.fit(width, 2)
    double = pixels(fitted.png())
    height, width = single.shape[:2]
    assert double.shape == (2 * height, 2 * width, 3)
    assert np.abs(double.reshape(height, 2, width, 2, 3).mean(axis=(1, 3)) - single).mean() < 4
    assert not fitted.drawings[0].update([0.5, 0.3])
    assert not fitted.drawings[1].update([0.5, 0.3, 0.2])
    moved = pixels(fitted.png())
    fitted.redraw()
    np.testing.assert_array_equal(moved, pixels(fitted.png()))


def test_a_plot_alone_stays_one_plot():
    alone = draw(plot_cost, [0.7, 0.4])
    assert not alone.fit(700)
    assert alone.fit(500)
    assert pixels(alone.png()).shape == (400, 500, 3)


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
        if own:
            field = Field(ax, PROBABILITY, (0, 2, 0, 3))
            field.set_data(values)
            field.set_clim(0, 1)
        else:  # there the points are in the middle of pixels
            extent = (-1 / 29, 2 + 1 / 29, -1.5 / 29, 3 + 1.5 / 29)
            limits = {"cmap": PROBABILITY, "vmin": 0, "vmax": 1, "aspect": "auto", "interpolation": "bilinear"}
            ax.imshow(values, origin="lower", extent=extent, **limits)
        ax.set(xlim=(0, 2), ylim=(0, 3))
        canvas.draw()
        frames.append(np.asarray(canvas.buffer_rgba(), dtype=float))
    assert np.abs(frames[0] - frames[1]).max() <= 6
