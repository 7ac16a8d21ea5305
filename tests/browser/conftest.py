"""A browser and a JupyterLab for the tests here, with a copy of the lessons; both end with the last of them."""

import shutil
from collections.abc import Iterator

import matplotlib.font_manager
import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.browsers import FLAGS, WINDOW, find_browser
from tests.browser.lab import Lab
from tests.browser.server import Server, jupyterlab
from tests.notebooks.record import NOTEBOOKS


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    program = find_browser()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def server(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    assert matplotlib.font_manager.fontManager  # made here, once, and not in the first kernel, which would say so
    folder, home = tmp_path_factory.mktemp("course"), tmp_path_factory.mktemp("jupyter")
    shutil.copytree(NOTEBOOKS, folder / "notebooks", ignore=shutil.ignore_patterns(".*"))
    with jupyterlab(folder, home) as server:
        yield server


@pytest.fixture(scope="package")
def lab(browser: Browser, server: Server) -> Iterator[Lab]:
    page = browser.new_page(viewport=WINDOW)
    yield Lab(page, server)
    page.close()
