"""The picture in the README is the one that nnlib draws, and its text alternative tells the same."""

import io
import re

import numpy as np
from PIL import Image

from tests.notebooks.readme_picture import FILE, readme_picture


def test_stored_picture_is_what_nnlib_draws():
    picture = readme_picture()
    stored, fresh = (Image.open(io.BytesIO(png)).convert("RGB") for png in (FILE.read_bytes(), picture.png()))
    assert stored.size == fresh.size
    # Fonts and colours are rounded a little otherwise elsewhere; another picture would differ by far more.
    assert np.abs(np.asarray(stored, float) - np.asarray(fresh, float)).mean() < 4


def test_alternative_text_in_the_readme_tells_its_numbers():
    readme = (FILE.parents[1] / "README.md").read_text(encoding="utf-8")
    (alt,) = re.findall(rf"!\[(.+?)\]\(\.github/{FILE.name}\)", readme)
    picture = readme_picture().alt
    for number in re.findall(r"\d+\.\d{4}", alt):
        assert number in picture
    assert len(re.findall(r"\d+\.\d{4}", alt)) == 2
