"""Every lesson in JupyterLab, in a real browser: it runs, its sliders move, its pictures follow."""

from collections.abc import Iterator

import pytest

from tests.browser.lab import ExplorerOnPage, Lab
from tests.notebooks.record import NOTEBOOKS, read

UNITS, RATE, ITERATIONS, STEP = "hidden units n1", "learning rate α", "iterations", "step"

# The sliders of each widget of each lesson, from the first to the last.
WIDGETS: dict[str, list[list[str]]] = {
    "00_start_here": [],
    "01_parameters": [[UNITS, RATE]],
    "02_cost": [["prediction ŷ"], [UNITS, RATE]],
    "03_forward_propagation": [["weight w1", "weight w2", "bias b"], [UNITS, RATE, ITERATIONS]],
    "04_gradient_descent": [[UNITS, RATE, STEP]],
    "05_backpropagation": [[RATE, STEP], [UNITS, RATE, STEP], [UNITS, RATE]],
    "06_vectorization": [[UNITS, "examples m", RATE]],
    "07_playground": [[UNITS, RATE, ITERATIONS], [UNITS, RATE, ITERATIONS], [UNITS, RATE]],
}
# By lesson, slider and the widget's last slider: these change numbers, and nothing that is drawn.
NOT_DRAWN = {("05_backpropagation", RATE, STEP)}
STORED = read(NOTEBOOKS / "03_forward_propagation.ipynb")
LIGHT, DARK = "JupyterLab Light", "JupyterLab Dark"
IN_THE_DARK = "05_backpropagation"  # has numbers of every kind that a widget writes


def test_the_table_has_every_lesson():
    there = sorted(path.stem for path in NOTEBOOKS.glob("*.ipynb"))
    assert sorted(WIDGETS) == there, "say in WIDGETS which sliders each widget of a new lesson has"


def test_a_lesson_that_is_not_run_shows_its_pictures(lab: Lab):
    lab.open("notebooks/01_parameters.ipynb")
    stored = [number for number, output in lab.outputs() if "image/png" in output.get("data", {})]
    for number in stored:
        image = lab.show(number).locator(".jp-OutputArea img").first
        image.wait_for()
        assert image.evaluate("async image => { await image.decode(); return image.naturalWidth }") > 100
    assert stored
    assert lab.failures() == []
    lab.close()


def test_what_answers_a_prediction_is_folded_until_it_is_run(lab: Lab):
    lab.open("notebooks/03_forward_propagation.ipynb")
    folded = {cell.source: number for number, cell in enumerate(STORED.cells) if cell.metadata.get("jupyter")}
    shown = ".jp-OutputArea-output"
    for number in folded.values():
        cell = lab.show(number)
        cell.locator(".jp-Placeholder").wait_for()
        assert cell.locator(shown).count() == 0
    predicted = next(number for number, cell in enumerate(STORED.cells) if "03-far-away" in cell.source)
    for number, cell in enumerate(STORED.cells[:predicted]):
        if cell.cell_type == "code":
            lab.run_cell(number)
    first_lines = lab.page.locator(".jp-PlaceholderText:not(:empty)")
    assert first_lines.count()
    assert not any(line.is_visible() for line in first_lines.all())
    lab.show(predicted).locator(".jp-InputPrompt").click()
    for _ in range(2):
        lab.page.keyboard.press("Shift+Enter")
    answer = lab.page.locator(f".jp-Notebook-cell[data-number='{predicted + 1}']")
    answer.locator(shown).filter(has_text="0.7616").wait_for()
    assert answer.locator(".jp-Placeholder").count() == 0
    lab.run_all()
    for number in folded.values():
        lab.show(number).locator(shown).first.wait_for()
    assert lab.failures() == []
    lab.close()


@pytest.fixture(scope="class", params=WIDGETS)
def name(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="class")
def opened(lab: Lab, name: str) -> Iterator[Lab]:
    lab.open(f"notebooks/{name}.ipynb")
    yield lab
    lab.close()
    lab.theme(LIGHT)


@pytest.fixture(scope="class")
def explorers(opened: Lab) -> list[ExplorerOnPage]:
    """The lesson's widgets with sliders, once all its cells have run."""
    opened.run_all()
    return opened.explorers()


class TestLesson:
    """The tests of one lesson follow one another in one tab."""

    def test_all_its_cells_run_without_an_error(self, opened: Lab, explorers: list[ExplorerOnPage], name: str):
        assert opened.failures() == []
        assert len(explorers) == len(WIDGETS[name])

    def test_its_sliders_have_names_and_values_and_its_pictures_words(
        self, opened: Lab, explorers: list[ExplorerOnPage], name: str
    ):
        for explorer, sliders in in_turn(explorers, name):
            spoken = [opened.spoken(handle) for handle in explorer.cell.get_by_role("slider").all()]
            assert [said["name"] for said in spoken] == sliders
            for said, slider in zip(spoken, sliders, strict=True):
                shown = explorer.slider(slider).locator("xpath=ancestor::*[contains(@class, 'widget-slider')]")
                assert said["role"] == "slider"
                assert said["focusable"]
                assert said["description"]
                assert explorer.value(slider) == shown.locator(".widget-readout").inner_text()
            image = opened.spoken(explorer.image)
            assert image["role"] == "image"
            assert len(image["name"]) > 40

    def test_its_sliders_move_with_the_keyboard_through_their_extremes(
        self, opened: Lab, explorers: list[ExplorerOnPage], name: str
    ):
        for explorer, sliders in in_turn(explorers, name):
            for slider in sliders:
                for key in ("ArrowRight", "End", "Home"):
                    picture = explorer.picture()
                    moved = explorer.move(slider, key)
                    assert moved or key == "End"
                    drawn = moved and (name, slider, sliders[-1]) not in NOT_DRAWN
                    assert (explorer.picture() != picture) == drawn
                assert explorer.alert.count() == 0
        assert opened.failures() == []

    def test_its_numbers_stand_out_from_what_lies_behind_them(
        self, opened: Lab, explorers: list[ExplorerOnPage], name: str
    ):
        for theme in (LIGHT, DARK) if name == IN_THE_DARK else (LIGHT,):
            opened.theme(theme)
            for explorer, _ in in_turn(explorers, name):
                assert explorer.contrast() >= 4.5


def in_turn(explorers: list[ExplorerOnPage], name: str) -> Iterator[tuple[ExplorerOnPage, list[str]]]:
    """Each widget with the names of its sliders, when it is to be seen."""
    for explorer, sliders in zip(explorers, WIDGETS[name], strict=True):
        explorer.show()
        yield explorer, sliders
