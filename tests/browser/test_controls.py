"""Every control of a widget has a name, keeps its keys, and fits beside the others into the window."""

from collections.abc import Iterator

import pytest

from tests.browser.browsers import WINDOW
from tests.browser.lab import ExplorerOnPage, Lab

CELLS = (
    "from nnlib import explore_graph, explore_mistakes, explore_sweep, load_penguins, make_moons\n\n"
    "explore_mistakes(make_moons(60, seed=0))",
    "explore_graph(load_penguins())",
    "sizes = {'hidden_units': [1, 2, 4, 8], 'learning_rates': [0.1, 0.3, 1.0, 3.0], 'seeds': [0], 'iterations': 100}\n"
    "explore_sweep(make_moons(m=100), **sizes)",
    '"the last cell"',
)
LISTS, PLAY, MAP = range(3)
LETTERS = ("j", "k", "a", "b", "x", "d", "d", "m", "y", "1", "0", "0", "Shift+M")
# From the widget up to its cell: what is wider than the room that it has.
_TOO_WIDE = """element => {
    const wide = [];
    for (let part = element; !part.classList.contains('jp-Cell'); part = part.parentElement)
        if (part.scrollWidth > part.clientWidth) wide.push(`${part.className}: ${part.scrollWidth}`);
    return wide;
}"""


@pytest.fixture(scope="module")
def explorers(lab: Lab) -> Iterator[list[ExplorerOnPage]]:
    lab.open_new("controls.ipynb", CELLS)
    lab.run_all()
    yield lab.explorers()
    assert lab.state()["sources"] == list(CELLS)
    assert lab.failures() == []
    lab.close()
    lab.page.set_viewport_size(WINDOW)


def test_an_arrow_chooses_from_a_drop_down_and_stays_in_it(explorers: list[ExplorerOnPage]):
    explorer = explorers[LISTS]
    explorer.show()
    chooser, before = explorer.cell.get_by_role("combobox", name="mistake"), explorer.lab.state()
    assert explorer.lab.spoken(chooser)["role"] == "combobox"
    chooser.focus()
    chosen, words = chooser.input_value(), explorer.numbers()
    explorer.lab.page.keyboard.press("ArrowDown")
    explorer.lab.page.wait_for_function("([told, words]) => told.innerText !== words", arg=[handle(explorer), words])
    assert chooser.input_value() != chosen
    assert explorer.lab.state() == before


@pytest.mark.parametrize(
    ("number", "role"), [(LISTS, "combobox"), (LISTS, "slider"), (PLAY, "button"), (MAP, "combobox"), (MAP, "slider")]
)
def test_letters_on_a_control_do_nothing_to_the_notebook(explorers: list[ExplorerOnPage], number: int, role: str):
    explorer = explorers[number]
    explorer.show()
    control, before = explorer.cell.locator(".nnlib-explorer").get_by_role(role).first, explorer.lab.state()
    control.focus()
    for key in LETTERS:
        explorer.lab.page.keyboard.press(key)
    assert explorer.lab.state() == before
    assert control.evaluate("control => control === document.activeElement")


def test_shift_and_enter_on_a_control_runs_its_cell_and_escape_goes_back_to_it(explorers: list[ExplorerOnPage]):
    explorer, lab = explorers[LISTS], explorers[LISTS].lab
    explorer.show()
    count = max(filter(None, lab.state()["counts"]))
    explorer.slider("learning rate α").focus()
    lab.page.keyboard.press("Escape")
    assert lab.state()["active"] == LISTS
    lab.page.keyboard.press("ArrowDown")
    assert lab.state()["active"] == PLAY
    explorer.slider("learning rate α").focus()
    lab.page.keyboard.press("Shift+Enter")
    lab.wait_for_count(LISTS, count + 1)
    assert lab.state()["active"] == PLAY
    explorers[LISTS] = next(again for again in lab.explorers() if again.number == LISTS)


def test_the_buttons_that_play_say_what_they_do(explorers: list[ExplorerOnPage]):
    explorer = explorers[PLAY]
    explorer.show()
    said = [explorer.lab.spoken(button) for button in explorer.cell.locator(".widget-play button").all()]
    assert [button["name"] for button in said] == ["play", "stop", "repeat"]
    assert all(button["description"] for button in said)
    play, repeat = (explorer.cell.get_by_role("button", name=name) for name in ("play", "repeat"))
    assert repeat.get_attribute("aria-pressed") == "false"
    repeat.press("Enter")
    explorer.cell.locator("button[aria-label=repeat][aria-pressed=true]").wait_for()
    play.press("Space")
    pause = explorer.cell.get_by_role("button", name="pause")
    pause.press("Enter")
    play.wait_for()


@pytest.mark.parametrize("width", [700, 1000, 1280])
def test_nothing_is_wider_than_the_window_lets_it_be(explorers: list[ExplorerOnPage], width: int):
    for explorer in explorers:
        explorer.lab.page.set_viewport_size({"width": width, "height": WINDOW["height"]})
        explorer.show()
        explorer.lab.page.wait_for_timeout(300)
        assert explorer.cell.locator(".nnlib-explorer").evaluate(_TOO_WIDE) == []


def handle(explorer: ExplorerOnPage) -> object:
    return explorer.words.element_handle()
