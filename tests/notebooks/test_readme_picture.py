"""The pictures in the README are those that nnlib draws, and their text alternative tells the same."""

import io
import re

import numpy as np
import pytest
from PIL import Image, ImageSequence

from tests.notebooks.readme_picture import MOMENTS, MOVING, STILL, readme_picture, training

README = (STILL.parents[1] / "README.md").read_text(encoding="utf-8")


def pixels(image):
    return np.asarray(image.convert("RGB"), float)


def test_stored_pictures_are_what_nnlib_draws():
    fresh = pixels(Image.open(io.BytesIO(readme_picture().png())))
    frames = [pixels(frame) for frame in ImageSequence.Iterator(Image.open(MOVING))]
    # Fonts and colours are rounded a little otherwise elsewhere; another picture would differ by far more.
    still = Image.open(STILL)
    assert still.size == (2 * fresh.shape[1], 2 * fresh.shape[0])
    for stored in (pixels(still.resize(fresh.shape[1::-1])), frames[-1]):
        assert stored.shape == fresh.shape
        assert np.abs(stored - fresh).mean() < 4
    assert len(frames) == len(MOMENTS)
    first = pixels(Image.open(io.BytesIO(next(training()).png())))
    assert np.abs(frames[0] - first).mean() < 4
    assert np.abs(frames[0] - frames[-1]).mean() > 8, "the boundary is found"


def test_what_moves_is_small_and_stands_still_for_whoever_wants_that():
    assert MOVING.stat().st_size <= 2e6
    source, image = re.findall(r"<picture>\s*(<source .+?>)\s*(<img .+?>)\s*</picture>", README, re.DOTALL)[0]
    assert 'media="(prefers-reduced-motion: reduce)"' in source
    assert f'srcset=".github/{STILL.name}"' in source
    assert f'src=".github/{MOVING.name}"' in image


def test_alternative_text_in_the_readme_tells_its_numbers():
    (alt,) = re.findall(r'<img alt="(.+?)"', README)
    picture = readme_picture().alt
    numbers = re.findall(r"\d+\.\d{4}", alt)
    assert len(numbers) == 2
    for number in numbers:
        assert number in picture


@pytest.mark.parametrize("moment", [0, 3000])
def test_the_moments_are_those_of_the_run(moment):
    assert moment in MOMENTS
