"""Every kind of picture, in its typical and its extreme states: no print is cut off, small, or on other print."""

import pytest
from matplotlib.figure import Figure

from nnlib.plots import draw, plot_cost
from tests.pictures import faults
from tests.plots.states import STATES

NARROW = 480  # pixels of a page


@pytest.mark.parametrize("state", STATES)
def test_print_is_whole_large_enough_and_on_nothing(state):
    picture = STATES[state]()
    assert faults(picture) == []
    picture.fit(NARROW)
    assert faults(picture) == []


@pytest.mark.parametrize(
    ("words", "where", "size", "fault"),
    [
        ("tiny", (0.5, 0.5), 9, "'tiny' is small"),
        ("$10^{-9}$", (0.5, 0.5), 12, "'$10^{-9}$' is small"),
        ("beyond", (1.6, 0.5), 10, "'beyond' is cut off"),
        ("iteration", (0.5, 0.75), 10, None),
        ("on a number", (0.99, 0.2), 10, "'on a number' is on"),
    ],
)
def test_what_is_wrong_is_found(words, where, size, fault):
    picture = draw(plot_cost, [0.7, 0.2])
    picture.png()
    picture.drawings[0].ax.text(*where, words, fontsize=size)
    found = faults(picture)
    assert any(one.startswith(fault) for one in found) if fault else found == []


def test_print_on_a_point_is_found():
    picture = draw(plot_cost, [0.7, 0.2])
    assert isinstance(picture.figure, Figure)
    picture.png()
    ax = picture.drawings[0].ax
    ax.plot([0.4], [0.5], "o")
    ax.text(0.3, 0.49, "over the point that stands here", fontsize=10)
    assert faults(picture) == ["'over the point that stands here' is on a point"]
