"""From drawings to pixels: the live frame, and the one that a notebook stores."""

import io

import numpy as np
from PIL import Image

from nnlib import draw, initialize_parameters, make_moons, plot_boundary

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
