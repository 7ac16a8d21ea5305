"""Voilà serves a lesson as an app: its widgets move by mouse and keys, and it asks nothing of elsewhere.

The site command, which installs Voilà, runs this.
"""

import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.notebooks.record import NOTEBOOKS, answering, read
from tests.site.serving import chromium

PATIENCE = 240_000  # ms: Voilà runs the whole lesson before it shows
LAST = max(path.stem for path in NOTEBOOKS.glob("*.ipynb"))

pytestmark = pytest.mark.skipif(not find_spec("voila"), reason="the site command installs Voilà, and runs this")


@pytest.fixture(scope="module")
def voila(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the lessons as apps, with the template that comes with nnlib; give the address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "voila", "--no-browser", "--template=one-hidden-layer", f"--port={port}"]
    log = tmp_path_factory.mktemp("voila") / "log"
    with log.open("w", encoding="utf-8") as out:
        process = subprocess.Popen([*command, str(NOTEBOOKS)], stdout=out, stderr=out)
    address = f"http://127.0.0.1:{port}/"
    try:
        _wait_for(address, process, log)
        yield address
    finally:
        process.terminate()
        process.wait(30)


def _wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + PATIENCE / 1000
    while process.poll() is None and time.monotonic() < deadline:
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.2)
        else:
            return
    raise RuntimeError("Voilà does not start:\n" + log.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def asked() -> list[str]:
    return []


def opened(browser: Browser, asked: list[str], url: str) -> Page:
    page = browser.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.goto(url, timeout=PATIENCE)
    page.locator("#rendered_cells").wait_for(timeout=PATIENCE)
    return page


@pytest.fixture(scope="module")
def lesson(browser: Browser, asked: list[str], voila: str) -> Page:
    return opened(browser, asked, f"{voila}voila/render/03_forward_propagation.ipynb")


@pytest.fixture(scope="module")
def playground(browser: Browser, asked: list[str], voila: str) -> Page:
    return opened(browser, asked, f"{voila}voila/render/{LAST}.ipynb")


def test_a_key_on_a_slider_changes_the_picture(lesson: Page):
    explorer = lesson.locator(".nnlib-explorer").first
    slider, numbers = explorer.get_by_role("slider").first, explorer.locator(".nnlib-numbers")
    slider.wait_for(timeout=PATIENCE)
    before, words = slider.get_attribute("aria-valuetext"), numbers.inner_text()
    slider.press("ArrowRight")
    if slider.get_attribute("aria-valuetext") == before:
        slider.press("ArrowLeft")
    element = numbers.element_handle()
    lesson.wait_for_function("([node, words]) => node.innerText !== words", arg=[element, words], timeout=60_000)


def test_the_pointer_moves_it_too(lesson: Page):
    explorer = lesson.locator(".nnlib-explorer").first
    slider, numbers = explorer.get_by_role("slider").first, explorer.locator(".nnlib-numbers")
    words, box = numbers.inner_text(), slider.bounding_box()
    lesson.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    lesson.mouse.down()
    lesson.mouse.move(box["x"] + 60, box["y"] + box["height"] / 2, steps=4)
    lesson.mouse.up()
    element = numbers.element_handle()
    lesson.wait_for_function("([node, words]) => node.innerText !== words", arg=[element, words], timeout=60_000)


def test_a_question_replies_to_keys_and_what_a_prediction_is_about_is_folded(lesson: Page):
    question = lesson.locator(".nnlib-question").first
    question.get_by_role("radio").first.press("Space")
    question.get_by_role("radio").first.press("Enter")
    question.get_by_text(re.compile("Right|Not yet")).first.wait_for()
    cells = read(NOTEBOOKS / "03_forward_propagation.ipynb").cells
    assert lesson.locator("details.nnlib-outcome").count() == len([cell for cell in answering(cells) if cell.outputs])
    assert lesson.locator("details[open]").count() == 0


def test_the_playground_trains_when_play_is_pressed(playground: Page):
    app = playground.locator(".nnlib-playground").first
    app.wait_for(timeout=PATIENCE)
    words = app.inner_text()
    app.get_by_role("button", name="Play").first.click()
    element = app.element_handle()
    playground.wait_for_function("([node, words]) => node.innerText !== words", arg=[element, words], timeout=60_000)


def test_nothing_is_asked_of_elsewhere(lesson: Page, playground: Page, asked: list[str], voila: str):
    assert len(asked) > 10
    assert [url for url in asked if not url.startswith((voila, "data:", "blob:"))] == []
