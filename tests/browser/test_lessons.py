"""Every lesson in JupyterLab, in a real browser: it runs, its sliders move, its pictures follow."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.lab import ExplorerOnPage, Lab
from tests.notebooks.record import NOTEBOOKS

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
LIGHT, DARK = "JupyterLab Light", "JupyterLab Dark"


def test_the_table_has_every_lesson():
    there = sorted(path.stem for path in NOTEBOOKS.glob("*.ipynb"))
    assert sorted(WIDGETS) == there, "say in WIDGETS which sliders each widget of a new lesson has"


@pytest.fixture(scope="class", params=WIDGETS)
def name(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="class")
def opened(lab: Lab, name: str) -> Iterator[Lab]:
    lab.open(f"notebooks/{name}.ipynb")
    yield lab
    lab.close()


class TestLesson:
    """The tests of one lesson follow one another in one tab."""

    def test_before_it_is_run_it_shows_its_pictures(self, opened: Lab):
        stored = [number for number, output in opened.outputs() if "image/png" in output.get("data", {})]
        for number in stored:
            image = opened.show(number).locator(".jp-OutputArea img").first
            image.wait_for()
            assert image.evaluate("async image => { await image.decode(); return image.naturalWidth }") > 100
        assert opened.failures() == []

    def test_all_its_cells_run_without_an_error(self, opened: Lab):
        opened.run_all()
        explorers = opened.explorers()
        assert opened.failures() == []
        assert len(explorers) == len(WIDGETS[self.lesson(opened)])

    def test_its_sliders_have_names_and_values_and_its_pictures_words(self, opened: Lab):
        for explorer, sliders in self.widgets(opened):
            spoken = [opened.spoken(handle) for handle in explorer.cell.get_by_role("slider").all()]
            assert [slider["name"] for slider in spoken] == sliders
            for slider, name in zip(spoken, sliders, strict=True):
                shown = explorer.slider(name).locator("xpath=ancestor::*[contains(@class, 'widget-slider')]")
                assert slider["role"] == "slider"
                assert slider["focusable"]
                assert slider["description"]
                assert explorer.value(name) == shown.locator(".widget-readout").inner_text()
            image = opened.spoken(explorer.image)
            assert image["role"] == "image"
            assert len(image["name"]) > 40

    def test_its_sliders_move_with_the_keyboard_through_their_extremes(self, opened: Lab):
        for explorer, sliders in self.widgets(opened):
            for name in sliders:
                for key in ("ArrowRight", "End", "Home"):
                    picture = explorer.picture()
                    moved = explorer.move(name, key)
                    assert moved or key == "End"
                    drawn = moved and (self.lesson(opened), name, sliders[-1]) not in NOT_DRAWN
                    assert (explorer.picture() != picture) == drawn
                assert explorer.alert.count() == 0
        assert opened.failures() == []

    def test_it_looks_right_in_both_themes(self, opened: Lab, screenshots: Path):
        for theme in (DARK, LIGHT):
            opened.theme(theme)
            for number, (explorer, _) in enumerate(self.widgets(opened), 1):
                assert explorer.contrast() >= 4.5
                path = screenshots / f"{self.lesson(opened)}-widget-{number}-{theme.split()[-1].lower()}.png"
                explorer.cell.screenshot(path=path)

    def lesson(self, opened: Lab) -> str:
        return opened.title().removesuffix(".ipynb")

    def widgets(self, opened: Lab) -> Iterator[tuple[ExplorerOnPage, list[str]]]:
        """Each widget with the names of its sliders, when it is to be seen."""
        for explorer, sliders in zip(opened.explorers(), WIDGETS[self.lesson(opened)], strict=True):
            explorer.show()
            yield explorer, sliders
