"""One JupyterLab in one browser for all the tests here; both end with the last of them."""

from collections.abc import Iterator

import pytest

from tests.browser.lab import Lab
from tests.browser.running import running_lab


@pytest.fixture(scope="package")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    with running_lab(tmp_path_factory.mktemp("lab")) as lab:
        yield lab
