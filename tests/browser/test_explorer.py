"""What every widget owes a hand on its sliders, tried on one that counts its frames, is slow, and fails where asked."""

import io
import re
from collections.abc import Iterator

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Locator

from tests.browser.browsers import WINDOW
from tests.browser.lab import ExplorerOnPage, Lab

SLOW = 0.05  # seconds that a frame takes in the kernel, at least
HOLD = "hold"  # while a file of this name is there, a frame is not finished
CODE = f"""
import pathlib
import time

from nnlib import Explorer, draw, plot_cost
from nnlib.widgets.slider import Slider, WholeSlider

computed = []


def compute(units, rate):
    time.sleep({SLOW})
    while pathlib.Path({HOLD!r}).exists():
        time.sleep(0.01)
    computed.append(units)
    if units == 13:
        raise ValueError("thirteen <units>")
    return units, rate, len(computed)


def costs(result):
    return [1 - 0.01 * result[0], result[1]]


Explorer(
    {{
        "units": WholeSlider("units", "how many", range(1, 41), 5, only="whole"),
        "rate": Slider("rate", "how fast", [0.1, 0.2, 0.5], 0.1),
    }},
    compute,
    lambda result: draw(plot_cost, costs(result)),
    lambda picture, result: picture.drawings[0].update(costs(result)),
    lambda result: f"units {{result[0]}}, rate {{result[1]}}, frame {{result[2]}}",
)
"""


@pytest.fixture(scope="module")
def opened(lab: Lab) -> Iterator[Lab]:
    lab.open_new("widget.ipynb", [CODE])
    yield lab
    lab.close()


@pytest.fixture
def explorer(opened: Lab) -> ExplorerOnPage:
    opened.run_cell(0)
    return opened.explorers()[0]


def test_one_key_is_one_frame(explorer: ExplorerOnPage):
    assert explorer.numbers() == "units 5, rate 0.1, frame 1"
    explorer.move("units", "ArrowRight")
    assert explorer.numbers() == "units 6, rate 0.1, frame 2"
    explorer.move("rate", "ArrowRight")
    assert explorer.numbers() == "units 6, rate 0.2, frame 3"


def test_many_keys_are_few_frames_and_end_where_the_last_one_went(opened: Lab, explorer: ExplorerOnPage):
    hold = opened.server.folder / HOLD
    explorer.slider("units").focus()
    hold.touch()
    for _ in range(30):
        explorer.lab.page.keyboard.press("ArrowRight")
    hold.unlink()
    explorer.words.filter(has_text="units 35, rate 0.1").wait_for()
    frames = int(explorer.numbers().rpartition(" ")[2])
    assert 2 <= frames <= 6
    explorer.move("units", "ArrowRight")
    assert explorer.numbers() == f"units 36, rate 0.1, frame {frames + 1}"


def test_dragging_with_the_mouse_follows_to_where_it_ends(explorer: ExplorerOnPage):
    mouse, box = explorer.lab.page.mouse, explorer.slider("units").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    mouse.move(x, y)
    mouse.down()
    mouse.move(x + 400, y, steps=40)
    mouse.up()
    explorer.words.filter(has_text="units 40").wait_for()
    assert explorer.value("units") == "40"


def test_running_the_cell_again_leaves_one_callback(opened: Lab, explorer: ExplorerOnPage):
    explorer.move("units", "ArrowRight")
    opened.run_cell(0)
    again = opened.explorers()[0]
    assert again.numbers() == "units 5, rate 0.1, frame 1"
    again.move("units", "ArrowRight")
    again.move("units", "ArrowRight")
    assert again.numbers() == "units 7, rate 0.1, frame 3"


def test_a_failure_is_said_in_words_and_the_next_move_mends_it(explorer: ExplorerOnPage):
    for _ in range(7):
        explorer.move("units", "ArrowRight")
    shown = explorer.picture()
    explorer.slider("units").press("ArrowRight")
    explorer.alert.wait_for()
    assert explorer.alert.inner_text().startswith("✗ ValueError: thirteen <units>")
    assert "in compute" in explorer.alert.locator("pre").text_content()
    assert explorer.picture() == shown
    explorer.move("units", "ArrowRight")
    assert explorer.alert.count() == 0
    assert explorer.numbers().startswith("units 14")


def typed(explorer: ExplorerOnPage, name: str, text: str) -> Locator:
    """Type into the field beside a slider."""
    field = explorer.cell.get_by_role("textbox", name=f"{name}, typed")
    field.fill(text)
    field.press("Enter")
    return field


@pytest.mark.parametrize(("text", "rate"), [("0.3", "0.3"), ("0,123", "0.123"), (" .5 ", "0.5"), ("1e-1", "0.1")])
def test_any_number_of_the_range_can_be_typed(explorer: ExplorerOnPage, text: str, rate: str):
    explorer.move("rate", "ArrowRight")
    field = typed(explorer, "rate", text)
    explorer.words.filter(has_text=f"rate {rate}, frame 3").wait_for()
    assert explorer.value("rate") == field.input_value() == rate
    assert explorer.alert.count() == 0


JUNK, OUTSIDE = "“{}” is not a number", "{} is not between 0.1 and 0.5"
REFUSED = {
    "junk": JUNK, "": "The field is empty", "7": OUTSIDE, "-0.1": OUTSIDE, "0.09": OUTSIDE, "1e": JUNK, "0.1 0.2": JUNK,
    "Infinity": OUTSIDE,
}  # fmt: skip


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_no_number_of_the_range_is_refused_in_words(explorer: ExplorerOnPage, text: str):
    field = typed(explorer, "rate", text)
    assert field.input_value() == "0.1"
    refused = f"{REFUSED[text].format(text.replace('-', '−'))}. The rate stays 0.1."
    explorer.alert.wait_for()
    assert explorer.alert.inner_text() == refused
    assert explorer.numbers() == "units 5, rate 0.1, frame 1"
    explorer.move("rate", "ArrowRight")
    assert explorer.alert.count() == 0


def test_a_whole_number_is_asked_for_where_only_that_will_do(explorer: ExplorerOnPage):
    field = typed(explorer, "units", "2.5")
    explorer.cell.get_by_text("2.5 is not a whole number. The units stay 5.").wait_for()
    assert field.input_value() == "5"
    typed(explorer, "units", "17")
    explorer.words.filter(has_text="units 17, rate 0.1").wait_for()


def test_one_short_sentence_is_said_once_the_numbers_rest(explorer: ExplorerOnPage):
    voice = explorer.cell.get_by_role("status")
    assert voice.text_content() == ""
    for _ in range(3):
        explorer.move("units", "ArrowRight")
    assert voice.text_content() == ""
    voice.filter(has_text=re.compile(r"^units 8, rate 0.1, frame \d$")).wait_for(state="attached")


def test_on_a_narrower_page_the_picture_is_drawn_for_its_room(explorer: ExplorerOnPage):
    page = explorer.lab.page
    page.set_viewport_size({"width": 900, "height": WINDOW["height"]})
    page.wait_for_function("image => image.naturalWidth < 640", arg=explorer.image.element_handle())
    drawn, shown = explorer.image.evaluate("image => [image.naturalWidth, image.clientWidth]")
    assert 360 <= drawn == shown
    page.set_viewport_size(WINDOW)
    page.wait_for_function("image => image.naturalWidth === 640", arg=explorer.image.element_handle())


def test_in_the_dark_the_picture_turns_dark_at_once(explorer: ExplorerOnPage):
    def corner() -> float:
        explorer.image.scroll_into_view_if_needed()
        return np.asarray(Image.open(io.BytesIO(explorer.image.screenshot())).convert("L"), float)[:8, :8].mean()

    assert corner() > 250
    explorer.lab.theme("JupyterLab Dark")
    try:
        assert corner() < 30
    finally:
        explorer.lab.theme("JupyterLab Light")


def test_the_words_below_the_picture_are_opened_by_keys_and_stay_open(explorer: ExplorerOnPage):
    explorer.cell.get_by_role("textbox", name="rate, typed").focus()
    explorer.lab.page.keyboard.press("Tab")
    summary = explorer.cell.get_by_text("The picture in words")
    assert summary.evaluate("summary => summary === document.activeElement")
    explorer.lab.page.keyboard.press("Enter")
    words = explorer.cell.get_by_text("at the start to 0.1000 at the end")
    words.wait_for()
    explorer.move("rate", "ArrowRight")
    explorer.cell.get_by_text("at the start to 0.2000 at the end").wait_for()
    assert explorer.lab.spoken(explorer.image)["name"].endswith("0.2000 at the end.")
    assert not explorer.image.get_attribute("title")


def test_a_screen_reader_hears_names_values_and_numbers(explorer: ExplorerOnPage):
    said = explorer.lab.spoken(explorer.slider("rate"))
    assert {key: said[key] for key in ("role", "name", "description")} == {
        "role": "slider",
        "name": "rate",
        "description": "how fast",
    }
    assert explorer.value("rate") == "0.1"
    explorer.move("rate", "ArrowRight")
    assert explorer.value("rate") == "0.2"


def painted(explorer: ExplorerOnPage, frames: list[Image.Image]) -> list[Image.Image]:
    """What a film shows in the place of the picture, without what is as the frame before."""
    box = explorer.image.bounding_box()
    edges = [round(edge) for edge in (box["x"], box["y"], box["x"] + box["width"], box["y"] + box["height"])]
    pictures = [frame.crop(edges) for frame in frames]
    return [picture for before, picture in zip([None, *pictures], pictures, strict=False) if picture != before]


def is_blank(picture: Image.Image) -> bool:
    darkest, lightest = picture.getextrema()
    return lightest - darkest < 100


def test_the_picture_neither_flickers_nor_moves(explorer: ExplorerOnPage):
    """In no frame is there anything in its place but the picture before a move, and then the one after it."""
    moves = ["ArrowRight", "ArrowRight", "End", "Home"] * 5
    explorer.image.scroll_into_view_if_needed()
    place = explorer.image.bounding_box()
    with explorer.lab.filmed() as frames:
        for key in moves:
            explorer.move("units", key)
    pictures = painted(explorer, frames)
    assert not any(is_blank(picture) for picture in pictures)
    assert len(moves) / 2 <= len(pictures) <= len(moves) + 1
    assert explorer.image.bounding_box() == place


def test_a_film_shows_a_picture_that_is_not_there_for_a_moment(explorer: ExplorerOnPage):
    explorer.image.scroll_into_view_if_needed()
    with explorer.lab.filmed() as frames:
        explorer.image.evaluate(
            """image => new Promise(shown => {
                image.style.visibility = 'hidden';
                setTimeout(() => { image.style.visibility = ''; setTimeout(shown, 100) }, 100);
            })"""
        )
    assert [is_blank(picture) for picture in painted(explorer, frames)].count(True) == 1


def test_the_picture_is_as_large_as_it_is_drawn(explorer: ExplorerOnPage):
    box = explorer.image.bounding_box()
    assert Image.open(io.BytesIO(explorer.picture())).size == (round(box["width"]), round(box["height"]))


_SCROLLS = """whole => [whole, ...whole.querySelectorAll("*")]
    .filter(part => /auto|scroll/.test(getComputedStyle(part).overflowY) && part.scrollHeight > part.clientHeight)
    .map(part => part.className)"""


@pytest.mark.parametrize("width", [WINDOW["width"], 500])
def test_no_scrollbar_stands_beside_the_widget(explorer: ExplorerOnPage, width: int):
    whole = explorer.cell.locator(".nnlib-explorer")
    explorer.lab.page.set_viewport_size({"width": width, "height": WINDOW["height"]})
    try:
        assert whole.evaluate("one => getComputedStyle(one).overflow") == "auto hidden"
        assert whole.evaluate(_SCROLLS) == []
    finally:  # the page is that of the tests that follow, too
        explorer.lab.page.set_viewport_size(WINDOW)
