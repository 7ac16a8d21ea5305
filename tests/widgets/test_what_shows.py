"""Every control of every widget: what the picture and the line of numbers then show is what the mathematics gives."""

import functools
import html
import io
import re

import numpy as np
import pytest
from PIL import Image

import nnlib
from nnlib import Explorer, widgets
from tests.pictures import differences, faults
from tests.widgets.expected import WIDGETS, Expected, drawn_anew

MOVES = [
    pytest.param(name, control, value, id=f"{name}-{control}-{value}")
    for name, widget in WIDGETS.items()
    for control, values in widget.moves.items()
    for value in values
]
NUMBER = re.compile(r"(?<![\w.])(?:- ?)?\d[\d.]*(?:e[+-]\d+)?%?(?<!\.)")


def line_of(explorer: Explorer) -> str:
    """The line below the picture without its HTML, with minus signs that Python reads."""
    words = html.unescape(re.sub(r"<br>|</p>", " ", explorer.text.value))
    return re.sub(r"<.*?>", "", words).replace("−", "-")


def standing_at(explorer: Explorer) -> dict:
    return {name: control.value for name, control in explorer.controls.items()}


def assert_shows(explorer: Explorer, expected: Expected) -> None:
    line = line_of(explorer)
    if expected.numbers:
        found = [number.replace(" ", "") for number in NUMBER.findall(line)]
        pairs = zip(found, expected.numbers, strict=True)
        assert [(one, other) for one, other in pairs if other not in (..., one)] == []
    for part in expected.says:
        before, here, line = line.partition(part)
        assert here, f"{part!r} is not in {before!r}"
    anew = drawn_anew(explorer.picture, expected.plots)
    both = zip(explorer.picture.figure.axes, anew.figure.axes, strict=True)
    kept = [pair for pair, plot in zip(both, [*expected.plots, True], strict=False) if plot is not None]
    assert differences(*zip(*kept, strict=True)) == []
    assert faults(explorer.picture) == []
    words = [drawing.alt for drawing, plot in zip(anew.drawings, expected.plots, strict=True) if plot is not None]
    assert all(told in explorer.picture.alt for told in words)
    assert explorer.attendant.alt == explorer.picture.alt


@functools.cache
def explorer_of(name: str) -> tuple[Explorer, dict]:
    """One of each widget for all the tests, and what its controls stand at when it is made."""
    explorer = WIDGETS[name].make()
    return explorer, standing_at(explorer)


@pytest.mark.parametrize("name", WIDGETS)
def test_at_first_it_shows_what_its_controls_stand_at(name):
    explorer, start = explorer_of(name)
    assert_shows(explorer, WIDGETS[name].expect(**start))


@pytest.mark.parametrize(("name", "control", "value"), MOVES)
def test_a_moved_control_shows_what_the_mathematics_gives(name, control, value):
    explorer, start = explorer_of(name)
    for other in start.keys() - {control}:
        explorer.controls[other].value = start[other]
    before = explorer.image.value, explorer.text.value
    explorer.controls[control].value = value
    assert (explorer.image.value, explorer.text.value) != before, "this move would tell nothing"
    assert_shows(explorer, WIDGETS[name].expect(**{**start, control: value}))
    if value == WIDGETS[name].moves[control][-1]:
        assert_nothing_is_left_of_the_picture_before(explorer)


def assert_nothing_is_left_of_the_picture_before(explorer: Explorer) -> None:
    """A frame is as if it were drawn from nothing, axes and all, but for the corners of a legend."""
    shown = pixels(explorer.image.value)
    explorer.picture.redraw()
    assert np.count_nonzero(np.abs(shown - pixels(explorer.picture.png())).max(axis=-1) > 8) <= 4


def pixels(png: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB"), dtype=float)


def test_every_control_of_every_widget_is_moved():
    drawn_by_the_page = {"explore_playground"}
    there = {name for name in widgets.__all__ if name.startswith("explore_")} - drawn_by_the_page
    assert {name.partition(",")[0] for name in WIDGETS} == there
    assert there <= set(nnlib.__all__)
    for name in there:
        of_it = [key for key in WIDGETS if key.startswith(name)]
        moved = {control for key in of_it for control in WIDGETS[key].moves}
        assert moved == {control for key in of_it for control in explorer_of(key)[1]}, name
