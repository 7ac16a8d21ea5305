"""Once installed the course asks nothing of the network, and JupyterLab, which would ask about its news, is quiet."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from tests.browser.browsers import WINDOW
from tests.browser.lab import Lab

CELLS = (
    "from nnlib import check_cost\n\n\ndef my_cost(A2, Y):\n    return -A2.sum()\n\n\ncheck_cost(my_cost)",
    "from nnlib import explore_forward, make_moons\n\nexplore_forward(make_moons(60, seed=0))",
    'from nnlib.quiz import ask\n\nask("03-slope-from-A1")',
)


@pytest.fixture(scope="module")
def asked(lab: Lab) -> Iterator[tuple[Lab, list[str]]]:
    """A JupyterLab in a page of its own, and every address that the page asks for."""
    page, addresses = lab.page.context.browser.new_page(viewport=WINDOW), list[str]()
    page.on("request", lambda request: addresses.append(request.url))
    yield Lab(page, lab.server), addresses
    page.close()


def test_nothing_is_asked_of_another_host_nor_for_news_and_nothing_pops_up(asked: tuple[Lab, list[str]]):
    lab, addresses = asked
    lab.open_new("quiet.ipynb", CELLS)
    lab.run_all()
    lab.page.wait_for_timeout(5000)
    own = urlsplit(lab.server.url).netloc
    assert [address for address in addresses if urlsplit(address).netloc not in (own, "")] == []
    assert [
        address for address in addresses if "/lab/api/" in address and ("news" in address or "update" in address)
    ] == []
    assert lab.page.locator(".Toastify__toast, .jp-toast").count() == 0
    assert lab.failures() == []
    lab.close()


def test_the_page_that_says_so_would_see_an_address_of_another_host(asked: tuple[Lab, list[str]]):
    lab, addresses = asked
    lab.page.evaluate("() => fetch('http://elsewhere.invalid/').catch(() => null)")
    assert "http://elsewhere.invalid/" in addresses
