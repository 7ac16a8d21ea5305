"""The whole map in JupyterLab: a cell is selected by pointing at it or by keys, also while the networks train."""

import io
import re
import time
from collections.abc import Iterator

import numpy as np
import pytest
from matplotlib.colors import to_rgb
from PIL import Image

from nnlib.plots.style import INK
from tests.browser.lab import CHANGED, ExplorerOnPage, Lab

UNITS, RATE = "hidden units n1", "learning rate α"
SHORT, LONG = 100, 100_000  # iterations, of which the second do not end before the test does
CODE = """
from nnlib import explore_sweep, make_moons

{name} = explore_sweep(
    make_moons(m=100), hidden_units=[1, 2, 4, 8], learning_rates=[0.1, 0.3, 1, 3, 10], seeds=[0], iterations={count}
)
{name}
"""
AT_REST, IN_TRAINING, SECOND, REACHED, CLOSED = range(5)  # the cells
CELLS = (
    CODE.format(name="resting", count=SHORT),
    CODE.format(name="widget", count=LONG),
    CODE.format(name="other", count=LONG),
    "print(widget.result.iterations.max())",
    "widget.close()\nother.close()",
)


@pytest.fixture(scope="module")
def opened(lab: Lab) -> Iterator[Lab]:
    lab.open_new("map.ipynb", CELLS)
    yield lab
    lab.close()


@pytest.fixture(scope="module")
def explorer(opened: Lab) -> ExplorerOnPage:
    """A map whose networks have taken all their steps."""
    opened.run_cell(AT_REST)
    return on_page(opened, AT_REST)


@pytest.fixture
def training(opened: Lab) -> ExplorerOnPage:
    """A map whose networks train as long as they are let."""
    opened.run_cell(IN_TRAINING)
    return on_page(opened, IN_TRAINING)


def on_page(lab: Lab, number: int) -> ExplorerOnPage:
    return next(explorer for explorer in lab.explorers() if explorer.number == number)


def frame_of(explorer: ExplorerOnPage) -> tuple[float, float, float, float]:
    """Where the frame is, left, top, right and bottom, as parts of the picture's width and height."""
    pixels = np.asarray(Image.open(io.BytesIO(explorer.picture())).convert("RGB")) / 255
    height, width, _ = pixels.shape
    dark = np.all(np.abs(pixels[:, : width // 2] - to_rgb(INK)) < 0.1, axis=-1)
    columns, rows = (np.flatnonzero((part > 0.1) & (part < 0.4)) for part in (dark.mean(axis=0), dark.mean(axis=1)))
    return columns.min() / width, rows.min() / height, columns.max() / width, rows.max() / height


@pytest.mark.parametrize(
    ("place", "n1", "alpha", "told"),
    [
        ((0.07, 0.07), "1", "0.1", "1 hidden unit and learning rate 0.1,"),
        ((0.42, 0.8), "8", "10", "8 hidden units and learning rate 10,"),
    ],
)
def test_pointing_at_a_cell_selects_it(
    explorer: ExplorerOnPage, place: tuple[float, float], n1: str, alpha: str, told: str
):
    box, (x, y) = explorer.image.bounding_box(), place
    explorer.lab.page.mouse.click(box["x"] + x * box["width"], box["y"] + y * box["height"])
    explorer.words.filter(has_text=told).wait_for()
    assert (explorer.value(UNITS), explorer.value(RATE)) == (n1, alpha)
    left, top, right, bottom = frame_of(explorer)
    assert left < x < right
    assert top < y < bottom


def test_each_cell_says_to_a_screen_reader_which_it_is_and_what_it_came_to(explorer: ExplorerOnPage):
    buttons = explorer.cell.locator(".nnlib-explorer .widget-gridbox .widget-gridbox button").all()
    assert len(buttons) == 20
    name = explorer.lab.spoken(buttons[0])["name"]
    assert re.fullmatch(r"1 hidden unit and learning rate 0\.1: \d+\.\d\d%", name)


def test_the_key_tab_passes_the_cells_by(explorer: ExplorerOnPage):
    explorer.slider(UNITS).focus()
    seen = []
    for _ in range(6):
        explorer.lab.page.keyboard.press("Tab")
        seen.append(explorer.lab.page.evaluate("() => document.activeElement.closest('.widget-gridbox') === null"))
    assert all(seen)


def test_moves_are_answered_while_the_networks_train(training: ExplorerOnPage):
    training.cell.get_by_text(f" of {LONG} iterations taken.").wait_for()
    spent = []
    for key in ("ArrowRight", "ArrowLeft", "Home", "End"):
        began = time.perf_counter()
        assert training.move(UNITS, key)
        spent.append(f"{1000 * (time.perf_counter() - began):.0f}")
    print(f"a key is answered after {', '.join(spent)} ms while the networks train")
    assert training.cell.get_by_label("go on training").is_checked()
    assert training.alert.count() == 0


def test_what_trains_by_itself_is_silent_and_what_a_hand_asks_for_is_said(training: ExplorerOnPage):
    voice, words = training.cell.get_by_role("status"), training.numbers()
    for _ in range(2):
        training.lab.page.wait_for_function(CHANGED, arg=[training.words.element_handle(), words])
        words = training.numbers()
    training.lab.page.wait_for_timeout(1000)  # longer than numbers rest before they are said
    assert voice.text_content() == ""
    training.move(UNITS, "Home")
    voice.filter(has_text="1 hidden unit and").wait_for(state="attached")


def test_it_rests_when_told_to(training: ExplorerOnPage):
    training.cell.get_by_label("go on training").uncheck()
    training.cell.get_by_text("Paused.").wait_for()
    first, second = reached(training.lab), reached(training.lab)
    assert first == second
    training.cell.get_by_label("go on training").check()
    training.cell.get_by_text("Paused.").wait_for(state="detached")
    assert reached(training.lab) >= second


def test_a_second_map_puts_the_first_to_rest(opened: Lab, training: ExplorerOnPage):
    assert training.cell.get_by_label("go on training").is_checked()
    opened.run_cell(SECOND)
    first, second = on_page(opened, IN_TRAINING), on_page(opened, SECOND)
    first.show()
    first.cell.get_by_text("Paused.").wait_for()
    assert not first.cell.get_by_label("go on training").is_checked()
    second.show()
    assert second.cell.get_by_label("go on training").is_checked()


def test_closing_ends_it(opened: Lab):
    opened.run_cell(CLOSED)
    first = reached(opened)
    assert reached(opened) == first
    assert opened.failures() == []


def reached(lab: Lab) -> int:
    """How many iterations the first map's networks have taken."""
    lab.run_cell(REACHED)
    (text,) = [output["text"] for number, output in lab.outputs() if number == REACHED]
    return int("".join(text))
