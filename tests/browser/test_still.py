"""A picture as a notebook stores it: where nobody trusts it, in both themes, on a narrow and on an exported page."""

import io
from collections.abc import Iterator

import nbformat
import numpy as np
import pytest
from nbconvert import HTMLExporter
from PIL import Image
from playwright.sync_api import Locator, Page

from nnlib import draw_side_by_side, plot_activation, plot_cost
from tests.browser.browsers import WINDOW
from tests.browser.lab import Lab, violations
from tests.notebooks.record import METADATA

PICTURE = draw_side_by_side(lambda ax: plot_cost(ax, [0.7, 0.4]), lambda ax: plot_activation(ax, "tanh"))
ALTS = [drawing.alt for drawing in PICTURE.drawings]
PAGES = {"light": "light", "dark": "dark"}  # nbconvert's themes


def notebook() -> nbformat.NotebookNode:
    output = nbformat.v4.new_output("display_data", PICTURE.mimebundle()[0])
    cell = nbformat.v4.new_code_cell("draw_side_by_side()", outputs=[output])
    return nbformat.v4.new_notebook(cells=[cell], metadata=METADATA | {"title": "A still"})


@pytest.fixture(scope="module")
def opened(lab: Lab) -> Iterator[Lab]:
    """An open notebook that nobody trusts, so that JupyterLab takes the style out of what it stores."""
    nbformat.write(notebook(), lab.server.folder / "still.ipynb")
    lab.open("still.ipynb")
    assert not lab.page.evaluate("() => jupyterapp.shell.currentWidget.content.widgets[0].model.trusted")
    lab.page.locator(".jp-OutputArea img").first.wait_for()
    yield lab
    lab.close()


@pytest.fixture
def stored(opened: Lab) -> Iterator[Lab]:
    yield opened
    opened.theme("JupyterLab Light")
    opened.page.set_viewport_size(WINDOW)


@pytest.fixture(scope="module", params=PAGES)
def exported(request: pytest.FixtureRequest, lab: Lab) -> Iterator[tuple[Page, str]]:
    page = lab.page.context.browser.new_page(viewport=WINDOW)
    html, _ = HTMLExporter(theme=PAGES[request.param]).from_notebook_node(notebook())
    page.set_content(html, wait_until="domcontentloaded")
    yield page, request.param
    page.close()


def edges(images: Locator) -> list[tuple[float, float]]:
    """The left upper corners of the parts of a picture."""
    boxes = [image.bounding_box() for image in images.all()]
    return [(box["x"], box["y"]) for box in boxes]


def lightness(image: Locator) -> float:
    return float(np.asarray(Image.open(io.BytesIO(image.screenshot())).convert("L"), float)[:8, :8].mean())


def test_its_parts_have_their_words_and_are_sharp(stored: Lab):
    images = stored.page.locator(".jp-OutputArea img")
    assert [stored.spoken(image)["name"] for image in images.all()] == ALTS
    (left, upper), (right, same) = edges(images)
    assert left < right
    assert upper == same
    drawn = images.evaluate_all("images => images.map(image => image.naturalWidth / image.clientWidth)")
    assert min(drawn) >= 2
    assert stored.violations(".jp-OutputArea-output") == []


def test_it_follows_the_theme_at_once(stored: Lab):
    image = stored.page.locator(".jp-OutputArea img").first
    assert lightness(image) > 250
    stored.theme("JupyterLab Dark")
    assert lightness(image) < 30


def test_on_a_narrow_page_its_parts_stand_one_below_the_other(stored: Lab):
    stored.page.set_viewport_size({"width": 1000, "height": WINDOW["height"]})
    stored.page.wait_for_timeout(300)
    images = stored.page.locator(".jp-OutputArea img")
    (left, upper), (other, lower) = edges(images)
    assert left == other
    assert upper < lower
    widths = images.evaluate_all("images => images.map(image => image.clientWidth)")
    assert widths == [image.pixels.shape[1] // 2 for image in PICTURE._panels()]


def test_an_exported_page_has_its_words_and_its_theme(exported: tuple[Page, str]):
    page, theme = exported
    images = page.locator("img.nnlib-picture")
    assert images.evaluate_all("images => images.map(image => image.alt)") == ALTS
    assert (lightness(images.first) > 250) == (theme == "light")
    assert (lightness(images.first) < 30) == (theme == "dark")
    assert violations(page, ".jp-OutputArea-output") == []
    page.get_by_text("The picture in words").focus()
    page.keyboard.press("Enter")
    assert page.get_by_text(PICTURE.alt, exact=True).is_visible()


def test_axe_would_see_a_picture_without_words(exported: tuple[Page, str]):
    page, _ = exported
    page.locator("img.nnlib-picture").first.evaluate("image => image.removeAttribute('alt')")
    assert [found.partition(":")[0] for found in violations(page, ".jp-OutputArea-output")] == ["image-alt"]
