"""Every lesson in JupyterLab, in a real browser: it runs, its sliders move, its pictures follow."""

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Locator

from nnlib import (
    Explorer,
    Picture,
    explore_cost,
    explore_descent,
    explore_forward,
    explore_graph,
    explore_loss,
    explore_mistakes,
    explore_parameters,
    explore_unit,
    explore_vectorization,
    load_breast_cancer,
    load_penguins,
    make_moons,
)
from tests.browser.lab import ExplorerOnPage, Lab
from tests.notebooks.record import NOTEBOOKS, read
from tests.widgets import expected

UNITS, RATE, ITERATIONS, STEP = "hidden units n1", "learning rate α", "iterations", "step"

# The sliders of each widget of each lesson, from the first to the last.
WIDGETS: dict[str, list[list[str]]] = {
    "00_start_here": [],
    "01_parameters": [[UNITS, RATE]],
    "02_cost": [["prediction ŷ"], [UNITS, RATE]],
    "03_forward_propagation": [["weight w1", "weight w2", "bias b"], [UNITS, RATE, ITERATIONS]],
    "04_gradient_descent": [[UNITS, RATE, STEP]],
    "05_backpropagation": [[UNITS, RATE, STEP]],
    "06_gradient_check": [[UNITS, RATE]],
    "07_vectorization": [[UNITS, "examples m", RATE]],
    "08_playground": [[UNITS, RATE]],
}
# By lesson, slider and the widget's last slider: these change numbers, and nothing that is drawn.
NOT_DRAWN = {("05_backpropagation", RATE, STEP)}
PENGUINS, CANCER = load_penguins(), load_breast_cancer()
x = np.array([[0.5], [0.0]])
# By lesson: its widgets as it makes them, what they must show, and the slider that is moved, which changes the picture.
SHOWN: dict[str, list[tuple[Callable[[], Explorer[Any]], Callable[..., expected.Expected], str]]] = {
    "01_parameters": [(lambda: explore_parameters(PENGUINS), expected.parameters, UNITS)],
    "02_cost": [
        (explore_loss, expected.loss, "prediction ŷ"),
        (lambda: explore_cost(PENGUINS, seed=1), expected.short_run, RATE),
    ],
    "03_forward_propagation": [
        (lambda: explore_unit(x), expected.of(expected.unit, x=x), "weight w1"),
        (
            lambda: explore_forward(make_moons(), seed=2),
            expected.of(expected.network_over_the_plane, dataset=make_moons()),
            UNITS,
        ),
    ],
    "04_gradient_descent": [(lambda: explore_descent(PENGUINS), expected.descent, STEP)],
    "05_backpropagation": [(lambda: explore_graph(PENGUINS, model="network"), expected.graph_of_a_network, STEP)],
    "06_gradient_check": [
        (
            lambda: explore_mistakes(make_moons(200, seed=0)),
            expected.of(expected.mistakes, dataset=make_moons(200, seed=0)),
            UNITS,
        ),
    ],
    "07_vectorization": [(lambda: explore_vectorization(PENGUINS), expected.vectorization, "examples m")],
}
STORED = read(NOTEBOOKS / "03_forward_propagation.ipynb")
LIGHT, DARK = "JupyterLab Light", "JupyterLab Dark"
TREES = Path(__file__).with_name("trees")
# A picture's words after the first, and what a network has come to: of a map that is still at work it changes.
WHAT_VARIES = re.compile(r"(?<=^image “)[^”]*|(?<=: )\d+\.\d\d%")
IN_THE_DARK = "05_backpropagation"  # has numbers of every kind that a widget writes


def test_the_table_has_every_lesson():
    there = sorted(path.stem for path in NOTEBOOKS.glob("*.ipynb"))
    assert sorted(WIDGETS) == there, "say in WIDGETS which sliders each widget of a new lesson has"


def test_a_lesson_that_is_not_run_shows_its_pictures(lab: Lab):
    lab.open("notebooks/01_parameters.ipynb")
    stored = [
        number
        for number, output in lab.outputs()
        if "nnlib-picture" in "".join(output.get("data", {}).get("text/html", ""))
    ]
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
        assert not any(line.is_visible() for line in cell.locator(".jp-PlaceholderText").all())
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
                field = explorer.cell.get_by_role("textbox", name=f"{slider}, typed", exact=True)
                assert said["role"] == "slider"
                assert said["focusable"]
                assert said["description"]
                assert explorer.value(slider) == field.input_value()
            image = opened.spoken(explorer.image)
            assert image["role"] == "image"
            assert len(image["name"]) > 40

    def test_to_a_screen_reader_its_widgets_are_what_is_stored(
        self, opened: Lab, explorers: list[ExplorerOnPage], name: str
    ):
        """To store them anew, delete the lesson's file, run this test, and look at what it wrote."""
        found = [line for number in opened.widgets() for line in (*opened.tree(widget_in(opened.show(number))), "")]
        told, path = "\n".join(WHAT_VARIES.sub("…", line) for line in found), TREES / f"{name}.txt"
        if not path.exists():
            path.write_text(told, encoding="utf-8")
        assert told == path.read_text(encoding="utf-8")

    def test_a_key_on_a_slider_shows_the_picture_of_its_new_value(self, explorers: list[ExplorerOnPage], name: str):
        for explorer, (make, expect, slider) in zip(explorers, SHOWN.get(name, []), strict=name in SHOWN):
            explorer.show()
            here, before = make(), explorer.picture()
            here.picture.fit(Image.open(io.BytesIO(before)).width)
            here.picture.png()
            assert explorer.move(slider, "ArrowRight")
            plots = expect(**standing_at(here, explorer)).plots
            anew = expected.drawn_anew(here.picture, plots)
            moved, wrong = (far_apart(explorer.picture(), png, anew) for png in (before, anew.png()))
            assert sum(moved) > 100, "this move would tell nothing"
            assert [count for count, plot in zip(wrong, plots, strict=False) if plot and count > 20] == []

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

    def test_axe_finds_nothing_wrong_with_what_it_shows(self, opened: Lab, explorers: list[ExplorerOnPage]):
        opened.draw_all()
        assert opened.violations(".jp-OutputArea-output") == []

    def test_its_numbers_stand_out_from_what_lies_behind_them(
        self, opened: Lab, explorers: list[ExplorerOnPage], name: str
    ):
        for theme in (LIGHT, DARK) if name == IN_THE_DARK else (LIGHT,):
            opened.theme(theme)
            for explorer, _ in in_turn(explorers, name):
                assert explorer.contrast() >= 4.5


def widget_in(cell: Locator) -> Locator:
    return cell.locator(".nnlib-explorer, .nnlib-playground").first


def in_turn(explorers: list[ExplorerOnPage], name: str) -> Iterator[tuple[ExplorerOnPage, list[str]]]:
    """Each widget with the names of its sliders, when it is to be seen."""
    for explorer, sliders in zip(explorers, WIDGETS[name], strict=True):
        explorer.show()
        yield explorer, sliders


def standing_at(here: Explorer[Any], explorer: ExplorerOnPage) -> dict[str, Any]:
    """What the controls on the page stand at, read from what they say; one that is no slider stands where it did."""
    values = {}
    for name, control in here.controls.items():
        slides = hasattr(control, "stops")
        values[name] = (
            type(control.value)(explorer.value(control.description).replace("−", "-")) if slides else control.value
        )
    return values


def far_apart(one: bytes, other: bytes, picture: Picture) -> list[int]:
    """How many pixels differ on each of a picture's axes."""
    pixels = [np.asarray(Image.open(io.BytesIO(png)).convert("RGB"), dtype=float) for png in (one, other)]
    differ = np.flipud(np.abs(pixels[0] - pixels[1]).max(axis=-1) > 24)
    boxes = [np.round(ax.get_window_extent().extents).astype(int) for ax in picture.figure.axes]
    return [int(np.count_nonzero(differ[bottom:top, left:right])) for left, bottom, right, top in boxes]
