"""A lesson as a page shows its pictures, its formulas and its folded answers, and loads nothing from elsewhere."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.notebooks.record import NOTEBOOKS, answering, read
from tests.site import pages
from tests.site.serving import chromium, served

NAMES = sorted(path.stem for path in NOTEBOOKS.glob("*.ipynb"))
PHONE: ViewportSize = {"width": 390, "height": 800}
PROJECTOR: ViewportSize = {"width": 1280, "height": 960}
CODE = re.compile(r"```.*?```|`[^`]*`", re.DOTALL)
FORMULA = re.compile(r"\$\$.+?\$\$|\$[^$]+\$", re.DOTALL)
UNSET = "() => document.querySelector('main').innerText.match(/\\$[^$\\n]+\\$/g) ?? []"
CUT = "() => [...document.querySelectorAll('main pre')].filter(pre => pre.scrollWidth > pre.clientWidth + 1).length"
TOO_WIDE = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
BLANK = "() => [...document.images].filter(image => !image.naturalWidth || !image.alt).length"

pytestmark = pytest.mark.skipif(not shutil.which("npm"), reason="KaTeX comes from npm, which is not here")


class Visit(NamedTuple):
    """A page that is open on a phone, and the addresses that it asked for."""

    page: Page
    asked: list[str]
    failed: list[str]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    pages.build(folder)
    return folder


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with served(site) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


of_lessons = pytest.mark.parametrize("visit", NAMES, indirect=True, scope="module")


@pytest.fixture(scope="module", params=[*NAMES, "index"])  # in the order of of_lessons, so that each is loaded once
def visit(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Visit]:
    with visited(request.param, browser, address) as visit:
        yield visit


@contextmanager
def visited(name: str, browser: Browser, address: str, window: ViewportSize = PHONE) -> Iterator[Visit]:
    page, asked, failed = browser.new_page(viewport=window), list[str](), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    page.on("requestfailed", lambda request: failed.append(request.url))
    page.on("response", lambda answer: failed.append(answer.url) if answer.status >= 400 else None)
    page.goto(f"{address}{name}.html", wait_until="networkidle")
    yield Visit(page, asked, failed)
    page.close()


def name_of(visit: Visit) -> str:
    return Path(urlsplit(visit.page.url).path).stem


def test_it_loads_nothing_from_elsewhere_and_lacks_nothing(visit: Visit, address: str):
    assert f"{address}static/page.css" in visit.asked
    assert [url for url in visit.asked if not url.startswith((address, "data:"))] == []
    assert visit.failed == []


def test_a_request_to_elsewhere_would_be_seen(visit: Visit):
    visit.page.evaluate("() => fetch('http://elsewhere.invalid/').catch(() => null)")
    assert visit.asked.pop() == visit.failed.pop() == "http://elsewhere.invalid/"


def test_every_picture_is_drawn_and_has_its_words_and_nothing_is_wider_than_a_phone(visit: Visit):
    assert visit.page.locator("img").count() > 0
    assert visit.page.evaluate(BLANK) == 0
    assert not visit.page.evaluate(TOO_WIDE)


@of_lessons
def test_every_formula_is_set(visit: Visit):
    cells = [cell for cell in read(NOTEBOOKS / f"{name_of(visit)}.ipynb").cells if cell.cell_type == "markdown"]
    written = sum(
        len(FORMULA.findall(re.sub(r"```.*?```|`[^`]*`", "", cell.source, flags=re.DOTALL))) for cell in cells
    )
    assert visit.page.locator(".katex").count() == written > 0
    assert visit.page.locator(".katex-error").count() == 0
    assert visit.page.evaluate(UNSET) == []


@of_lessons
def test_answers_are_folded_and_open_on_a_click(visit: Visit):
    cells = read(NOTEBOOKS / f"{name_of(visit)}.ipynb").cells
    outcomes = visit.page.locator("details.outcome")
    assert outcomes.count() == len([cell for cell in answering(cells) if cell.outputs])
    assert visit.page.locator("details[open]").count() == 0
    answer = visit.page.locator("main details").first
    folded = answer.bounding_box()["height"]
    answer.locator("summary").click()
    assert answer.bounding_box()["height"] > folded + 20


def test_its_links_lead_to_pages_of_the_site_or_to_the_lessons_that_run(visit: Visit, site: Path):
    targets = [link.get_attribute("href") for link in visit.page.locator("a:not(.anchor-link)").all()]
    inner = [urlsplit(target) for target in targets if not target.startswith("http")]
    run, read_here = [t for t in inner if t.path.startswith("live/")], [t for t in inner if "live/" not in t.path]
    assert {link.query for link in run} >= {f"path={name}.ipynb" for name in [name_of(visit)] if name in NAMES}
    assert [t.path for t in read_here if t.path and not (site / t.path).exists()] == []


def test_the_list_has_every_lesson_in_order(site: Path):
    page = (site / "index.html").read_text(encoding="utf-8")
    assert re.findall(r'<a href="(\d\d_\w+)\.html">', page) == NAMES
    assert re.findall(r"path=(\w+)\.ipynb", page) == [NAMES[0], *NAMES]


@of_lessons
def test_printed_or_saved_as_pdf_no_line_of_code_is_cut(visit: Visit):
    visit.page.emulate_media(media="print")
    visit.page.set_viewport_size({"width": 720, "height": 1000})  # what a sheet has between its margins
    try:
        assert visit.page.locator("pre").count() > 2
        assert visit.page.evaluate(CUT) == 0
    finally:
        visit.page.emulate_media(media="screen")
        visit.page.set_viewport_size(PHONE)


@pytest.fixture(scope="module", params=NAMES)
def slides(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Visit]:
    with visited(f"slides/{request.param}", browser, address, PROJECTOR) as visit:
        yield visit


class TestSlides:
    def test_a_slide_has_one_idea(self, slides: Visit):
        """A piece of prose, perhaps with the heading above it, and the code that goes with it; never a second piece."""
        cells = slides.page.locator(".slides > section").evaluate_all(
            "all => all.map(slide => [...slide.querySelectorAll('.cell')].map(cell => cell.matches('.text_cell')))"
        )
        assert sum(map(len, cells)) == len(read(NOTEBOOKS / f"{name_of(slides)}.ipynb").cells)
        assert all(cells)
        assert [slide for slide in cells if any(slide[i + 1] and not slide[i] for i in range(len(slide) - 1))] == []

    def test_what_answers_a_prediction_is_on_the_slide_after_it(self, slides: Visit):
        answers = answering(read(NOTEBOOKS / f"{name_of(slides)}.ipynb").cells)
        asked = slides.page.locator(".slides > section", has_text="Predict:")
        for answer in answers:
            assert asked.locator(f"[id='cell-id={answer['id']}']").count() == 0

    def test_a_key_goes_to_the_next_and_nothing_is_asked_of_elsewhere(self, slides: Visit, address: str):
        now = slides.page.locator("section.present")
        first = now.inner_text()
        slides.page.keyboard.press("ArrowRight")
        assert now.inner_text() != first
        assert [url for url in slides.asked if not url.startswith((address, "data:", "blob:"))] == []
        assert slides.failed == []
