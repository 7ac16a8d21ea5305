"""One JupyterLab in one browser for all the tests here; both end with the last of them."""

from collections.abc import Iterator

import pytest

from tests.browser.browsers import WINDOW
from tests.browser.lab import Lab
from tests.browser.notebook7 import Notebook7
from tests.browser.running import running_lab


@pytest.fixture(scope="package")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    with running_lab(tmp_path_factory.mktemp("lab")) as lab:
        yield lab


@pytest.fixture(scope="package")
def notebook7(lab: Lab) -> Iterator[Notebook7]:
    """A page of its own for Notebook 7, over the same server."""
    page = lab.page.context.browser.new_page(viewport=WINDOW)
    yield Notebook7(page, lab.server)
    page.close()
