"""The colours keep what the contributing guide promises of them."""

import itertools

import numpy as np
import pytest
from matplotlib.colors import to_rgb

from nnlib.plots import style
from nnlib.plots.style import looks
from nnlib.plots.sweep_map import contrast
from nnlib.texts import _

LINES = ("CLASS_0", "CLASS_1_LINE", "GREY", "INK", "VIOLET", "TEAL", "MAGENTA", "BROWN", "SLATE")
# What each of the cones' absence does to linear light (Machado, Oliveira and Fernandes 2009, severity 1).
BLIND = {
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}
TURNED = np.array([[-0.574, 1.43, 0.144], [0.426, 0.43, 0.144], [0.426, 1.43, -0.856]])  # CSS: hue-rotate(180deg)


@pytest.mark.parametrize("name", LINES)
def test_a_line_shows_on_a_white_page_and_its_negative_on_a_dark_one(name):
    colour = getattr(style, name)
    assert contrast(colour, to_rgb("white")) >= 3
    negative = np.clip(TURNED @ (1 - np.array(to_rgb(colour))), 0, 1)
    assert contrast("#16181c", negative) >= 3


@pytest.mark.parametrize("blindness", BLIND)
@pytest.mark.parametrize("pair", [("CLASS_0", "CLASS_1_LINE"), ("CLASS_0", "CLASS_1")])
def test_the_classes_differ_for_every_eye(blindness, pair):
    seen = [np.clip(np.array(BLIND[blindness]) @ linear(getattr(style, name)), 0, 1) for name in pair]
    assert np.abs(seen[0] - seen[1]).max() > 0.15


def linear(colour):
    c = np.array(to_rgb(colour))
    return np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)


def test_runs_differ_in_dash_and_marker_and_none_has_a_colour_of_a_class():
    for one, other in itertools.combinations(style.OTHERS, 2):
        assert one.colour != other.colour
        assert one.dashes != other.dashes
        assert one.marker != other.marker
    classes = {style.CLASS_0, style.CLASS_1, style.CLASS_1_LINE}
    assert not classes & {look.colour for look in (*style.OTHERS, *style.BY_NAME.values())}


def test_a_run_without_a_name_of_its_own_takes_a_look_that_no_other_has():
    found = looks(["right", "with the mistake", "a third", "and a fourth", "held out"])
    assert len({look[:3] for look in found.values()}) == 5
    assert found["right"] == style.BY_NAME["right"]
    assert looks(["one"]) == {"one": style.OTHERS[0]}


def test_a_name_has_its_look_in_every_language(monkeypatch):
    names = ["right", "with the mistake", "held out", "loop over the examples", "vectorized"]
    monkeypatch.setenv("NNLIB_LANGUAGE", "de")
    german = [_(name) for name in names]
    assert not set(names) & set(german)
    assert list(looks(german).values()) == list(looks(names).values())
