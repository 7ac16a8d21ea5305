"""The lessons run in a browser with no server: what stands here without a network, and with one, all of it.

The site command runs this on the site that it built, which `NNLIB_SITE` names.
"""

import os
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.browsers import WINDOW
from tests.browser.lab import PATIENCE, Lab
from tests.browser.server import Server
from tests.notebooks.record import METADATA, NOTEBOOKS
from tests.site.serving import chromium, served

COMPILED = {"contourpy", "kiwisolver", "matplotlib", "numpy", "pillow"}
SLIDER = ("import ipywidgets", "slider = ipywidgets.IntSlider(description='height', value=3)\nslider", "slider.value")
ANYWIDGET = """import anywidget, traitlets

class Word(anywidget.AnyWidget):
    _esm = "export default { render({ model, el }) { el.innerText = model.get('word').toUpperCase(); } }"
    word = traitlets.Unicode("drawn").tag(sync=True)

Word()"""
CHECK = """from nnlib import check_cost

def my_cost(A2, Y):
    return -A2.sum()

result = check_cost(my_cost)
result.passed, result"""
NEW = """async ([path, content]) => {
    await jupyterapp.serviceManager.contents.save(path, {type: 'notebook', format: 'json', content});
}"""

pytestmark = pytest.mark.skipif("NNLIB_SITE" not in os.environ, reason="the site command builds it, and then runs this")


class Lite(Lab):
    """JupyterLite in a page: nothing but the browser runs."""

    application = "lab/index.html"

    def write(self, name: str, sources: Iterable[str]) -> None:
        """Keep a notebook of these cells in the browser, and open it."""
        cells = [{"cell_type": "code", "source": text, "metadata": {}, "outputs": []} for text in sources]
        cells = [{**cell, "execution_count": None, "id": f"cell{i}"} for i, cell in enumerate(cells)]
        self._do(NEW, [name, {"cells": cells, "metadata": METADATA, "nbformat": 4, "nbformat_minor": 5}])
        self.open(name)

    def said(self, cell: int) -> str:
        """The text of what a cell shows, or of its error."""
        shown = [output for number, output in self.outputs() if number == cell]
        return " ".join(str(output.get("data", {}).get("text/plain", output.get("evalue", ""))) for output in shown)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served(Path(os.environ["NNLIB_SITE"])) as address:
        yield address


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with chromium() as browser:
        yield browser.new_page(viewport=WINDOW)


@pytest.fixture(scope="module")
def asked(page: Page) -> list[str]:
    """Every address that the page or its kernel asks for."""
    addresses: list[str] = []
    page.context.on("request", lambda request: addresses.append(request.url))
    return addresses


@pytest.fixture(scope="module")
def lite(page: Page, asked: list[str], address: str) -> Lite:
    return Lite(page, Server(f"{address}live/", "", Path()))


def elsewhere(asked: list[str], address: str) -> list[str]:
    return [url for url in asked if not url.startswith((address, "data:", "blob:"))]


def network() -> bool:
    """Tell whether Pyodide's makers can be reached; where CI is set they must be."""
    from jupyterlite_pyodide_kernel.constants import PYODIDE_CDN_URL

    try:
        urllib.request.urlopen(f"{PYODIDE_CDN_URL}/pyodide-lock.json", timeout=20).close()
    except (urllib.error.URLError, TimeoutError):
        return bool(os.environ.get("CI"))
    return True


class TestWithoutANetwork:
    def test_the_front_page_leads_to_lesson_00_which_shows(self, page: Page, asked: list[str], address: str):
        page.goto(f"{address}index.html")
        page.get_by_role("link", name="Start the course in the browser").click()
        page.locator(".jp-Notebook h1", has_text="Start here").wait_for(timeout=PATIENCE)
        picture = page.locator(".jp-OutputArea img").first
        assert picture.evaluate("image => image.naturalWidth") > 400
        assert elsewhere(asked, address) == []

    def test_every_lesson_is_there(self, lite: Lite):
        files = lite._do("async () => (await jupyterapp.serviceManager.contents.get('')).content.map(f => f.name)")
        assert {path.name for path in NOTEBOOKS.glob("*.ipynb")} <= set(files)

    def test_the_widgets_front_ends_and_the_listener_for_keys_are_there(self, lite: Lite):
        names = ("@jupyter-widgets/jupyterlab-manager:plugin", "anywidget:plugin")
        plugins = lite._do("() => jupyterapp.listPlugins()")
        assert {name for name in names if name in plugins} == set(names), plugins
        assert any(name.startswith("one-hidden-layer") for name in plugins), plugins

    def test_python_runs_and_a_slider_moves_by_a_key_and_python_knows(self, lite: Lite, page: Page):
        lite.write("slider.ipynb", SLIDER)
        lite.run_cell(0)
        lite.run_cell(1)
        page.locator(".jp-OutputArea [role=slider]").press("ArrowRight")
        lite.run_cell(2)
        assert lite.said(2) == "4"

    def test_a_widget_with_a_page_of_its_own_shows(self, lite: Lite, page: Page):
        lite.write("word.ipynb", [ANYWIDGET])
        lite.run_cell(0)
        page.locator(".jp-OutputArea").get_by_text("DRAWN", exact=True).wait_for()

    def test_nothing_was_asked_of_elsewhere_until_a_cell_imports_nnlib(
        self, lite: Lite, asked: list[str], address: str
    ):
        assert elsewhere(asked, address) == []
        lite.write("import.ipynb", ["import nnlib\nnnlib.load_penguins()"])
        lite.run_cell(0)
        wheels = {url.rpartition("/")[2].partition("-")[0] for url in elsewhere(asked, address)}
        assert wheels == COMPILED


@pytest.mark.skipif(
    "NNLIB_SITE" in os.environ and not network(),
    reason="NumPy for the browser is at Pyodide's makers, who cannot be reached from here",
)
class TestWithANetwork:
    def test_a_lesson_runs_and_a_key_on_a_slider_changes_its_picture(self, lite: Lite):
        lite.open("02_cost.ipynb")
        lite.run_all()
        assert [output for _, output in lite.outputs() if output["output_type"] == "error"] == []
        explorer = lite.explorers()[0]
        name = explorer.cell.get_by_role("slider").first.get_attribute("aria-label")
        before = explorer.picture()
        assert explorer.move(name, "ArrowRight") or explorer.move(name, "ArrowLeft")
        assert explorer.picture() != before

    def test_a_check_reads_a_mistake_back(self, lite: Lite):
        lite.write("check.ipynb", [CHECK])
        lite.run_cell(0)
        assert lite.said(0).startswith("(False,")
        assert "my_cost" in lite.said(0)
