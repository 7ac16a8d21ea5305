"""A key belongs to what has the focus: in no output, in JupyterLab or Notebook 7, does it change the notebook."""

from collections.abc import Iterator
from typing import Any

import nbformat
import pytest
from playwright.sync_api import Locator

from tests.browser.browsers import WINDOW
from tests.browser.lab import Lab
from tests.notebooks.record import METADATA

HEADING, QUESTION, SLIDERS, PLAY, CHECK, TABLE, ANSWER, LAST = range(8)
CELLS = (
    "# A section that an arrow would fold",
    'from nnlib.quiz import ask\nfrom nnlib.quiz.record import ENTRIES\n\nENTRIES.clear()\nask("03-slope-from-A1")',
    "from nnlib import explore_forward, make_moons\n\nexplore_forward(make_moons(60, seed=0))",
    "from nnlib import explore_graph, load_penguins\n\nexplore_graph(load_penguins())",
    "import numpy as np\nfrom nnlib import check_cost\n\n"
    "def my_cost(A2, Y):\n    return np.mean(Y * np.log(A2) + (1 - Y) * np.log(1 - A2))\n\n"
    "check_cost(my_cost)",
    "from IPython.display import HTML\n\nHTML('<table tabindex=0><tr><td>what a key scrolls</table>')",
    "<details><summary>Answer</summary>42</details>",
    '"the last cell"',
)
TEXTS = (HEADING, ANSWER)
# What a notebook does with these outside: select, put in, cut, delete, merge, change, number and fold cells.
KEYS = ("ArrowLeft", "ArrowRight", "j", "k", "a", "b", "x", "d", "d", "m", "y", "r", "l", "o", "1", "0", "0", "Shift+M")
_NOTEBOOK = "() => jupyterapp.shell.currentWidget.content.model.toJSON().cells.map(c => [c.source, c.metadata])"


@pytest.fixture(scope="module", params=["lab", "notebook7"])
def notebook(request: pytest.FixtureRequest) -> Iterator[Lab]:
    lab: Lab = request.getfixturevalue(request.param)
    made = {True: nbformat.v4.new_markdown_cell, False: nbformat.v4.new_code_cell}
    cells = [made[number in TEXTS](source) for number, source in enumerate(CELLS)]
    name = f"keys_{request.param}.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=METADATA), lab.server.folder / name)
    lab.open(name)
    lab.run_all()
    yield lab
    assert lab.failures() == []
    lab.close()


@pytest.fixture(params=["lab", "notebook7"])
def check(request: pytest.FixtureRequest) -> Iterator[Lab]:
    """A notebook with a check and no widget, so that nothing but what the server loads holds its keys."""
    other: Lab = request.getfixturevalue(request.param)
    lab = type(other)(other.page.context.browser.new_page(viewport=WINDOW), other.server)
    lab.open_new(f"check_{request.param}.ipynb", CELLS[CHECK : CHECK + 1])
    lab.run_all()
    yield lab
    lab.close()
    lab.page.close()


def test_a_check_without_any_widget_keeps_its_keys_too(check: Lab):
    place, before = focused(check, 0, "summary"), content(check)
    for key in KEYS:
        check.page.keyboard.press(key)
    assert content(check) == before
    assert has_focus(place)


def content(lab: Lab) -> Any:
    """What a save would store of every cell: its source, and in its metadata whether it is folded."""
    return lab.page.evaluate(_NOTEBOOK)


def focused(lab: Lab, number: int, part: str) -> Locator:
    place = lab.show(number).locator(".jp-OutputArea-output, .jp-MarkdownOutput").locator(part).first
    place.focus()
    return place


def has_focus(place: Locator) -> bool:
    return place.evaluate("element => element === document.activeElement")


@pytest.mark.parametrize(
    ("number", "part"),
    [
        (QUESTION, "input[type=radio]"),
        (QUESTION, "button"),
        (SLIDERS, "input[type=range]"),
        (SLIDERS, "summary"),
        (PLAY, ".widget-play button"),
        (CHECK, "summary"),
        (TABLE, "table"),
        (ANSWER, "summary"),
    ],
)
def test_no_key_changes_the_notebook_from_within_an_output(notebook: Lab, number: int, part: str):
    place, before = focused(notebook, number, part), (content(notebook), notebook.state())
    for key in KEYS:
        notebook.page.keyboard.press(key)
        if number == QUESTION and part != "button":  # an arrow goes on to the option beside
            place = notebook.page.locator(":focus")
    assert (content(notebook), notebook.state()) == before
    assert has_focus(place)


@pytest.mark.parametrize(("key", "step"), [("ArrowRight", 1), ("ArrowUp", 1), ("ArrowLeft", -1), ("ArrowDown", -1)])
def test_an_arrow_moves_a_slider(notebook: Lab, key: str, step: int):
    place = focused(notebook, SLIDERS, "input[type=range]")
    place.press("End")
    place.press("ArrowLeft")
    value = place.input_value()
    notebook.page.keyboard.press(key)
    assert float(place.input_value()) == float(value) + step


def test_what_is_typed_into_a_field_stays_in_it(notebook: Lab):
    place, before = focused(notebook, SLIDERS, "input[type=text]"), content(notebook)
    place.fill("")
    notebook.page.keyboard.type("xdd3")
    assert place.input_value() == "xdd3"
    place.press("Enter")
    assert (content(notebook), has_focus(place)) == (before, True)


def test_an_arrow_chooses_an_answer(notebook: Lab):
    place = focused(notebook, QUESTION, "input[type=radio]")
    notebook.page.keyboard.press("ArrowDown")
    notebook.page.keyboard.press("ArrowDown")
    assert not has_focus(place)
    assert notebook.page.locator(":focus").get_attribute("value") == "2"
    assert notebook.page.locator(":focus").is_checked()


@pytest.mark.parametrize("number", [CHECK, ANSWER])
def test_enter_opens_what_is_folded_and_an_arrow_leads_to_the_cell_beside(notebook: Lab, number: int):
    place = focused(notebook, number, "summary")
    notebook.page.keyboard.press("Enter")
    assert place.evaluate("summary => summary.parentElement.open")
    notebook.page.keyboard.press("ArrowDown")
    assert notebook.state()["active"] == number + 1


def test_play_is_started_by_keys(notebook: Lab):
    focused(notebook, PLAY, "button[aria-label=play]")
    notebook.page.keyboard.press("Enter")
    notebook.show(PLAY).locator("button[aria-label=pause]").wait_for()
    notebook.page.keyboard.press("Enter")
    notebook.show(PLAY).locator("button[aria-label=play]").wait_for()


def test_shift_and_enter_run_the_cell_below_a_question(notebook: Lab):
    count = max(filter(None, notebook.state()["counts"]))
    focused(notebook, QUESTION, "input[type=radio]")
    notebook.page.keyboard.press("Shift+Enter")
    notebook.wait_for_count(SLIDERS, count + 1)
    assert notebook.state()["counts"][QUESTION] < count
