"""A JupyterLab with the lessons, open in a browser: for the tests, the screenshots and the benchmark."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import matplotlib.font_manager
from playwright.sync_api import sync_playwright

from tests.browser.browsers import FLAGS, WINDOW, find_browser
from tests.browser.lab import PATIENCE, Lab
from tests.browser.server import jupyterlab
from tests.notebooks.record import NOTEBOOKS


@contextmanager
def running_lab(place: Path) -> Iterator[Lab]:
    """Open JupyterLab on a copy of the lessons; the copy, and what JupyterLab keeps, lie in an empty folder."""
    program = find_browser()
    assert matplotlib.font_manager.fontManager  # made here, once, and not in the first kernel, which would say so
    course, home = place / "course", place / "home"
    home.mkdir()
    shutil.copytree(NOTEBOOKS, course / "notebooks", ignore=shutil.ignore_patterns(".*"))
    with sync_playwright() as playwright, jupyterlab(course, home) as server:
        browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS), timeout=PATIENCE)
        yield Lab(browser.new_page(viewport=WINDOW), server)
        browser.close()
