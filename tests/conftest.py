"""What all tests share: how they are dealt out to workers, and how hypothesis draws its examples."""

import pytest
from hypothesis import settings
from xdist.scheduler import LoadFileScheduling

# The same examples in every run, no files kept, and the clock ignored.
settings.register_profile("nnlib", derandomize=True, database=None, deadline=None, max_examples=50)
settings.load_profile("nnlib")

BROWSER = "tests/browser/"


class FilesAndTheBrowser(LoadFileScheduling):
    """A file's tests stay on one worker, and all that need the browser too: it is started once."""

    def _split_scope(self, nodeid: str) -> str:
        return BROWSER if nodeid.startswith(BROWSER) else super()._split_scope(nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> FilesAndTheBrowser:
    return FilesAndTheBrowser(config, log)
