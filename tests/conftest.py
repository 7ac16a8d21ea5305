"""What all tests share: how they are dealt out to workers, and how hypothesis draws its examples."""

import pytest
from hypothesis import settings
from xdist.scheduler import LoadFileScheduling

# The same examples in every run, no files kept, and the clock ignored.
settings.register_profile("nnlib", derandomize=True, database=None, deadline=None, max_examples=50)
settings.load_profile("nnlib")

BROWSER, LESSONS = "tests/browser/", "tests/browser/test_lessons.py"
# What takes longest begins first, so that no worker is left with it at the end.
FIRST = (BROWSER, "tests/notebooks/test_lessons.py", "tests/checks/test_catalogue.py", "tests/site/")


class FilesAndTheBrowser(LoadFileScheduling):
    """A file's tests stay on one worker.  So do all that need the browser, but for the lessons: it is started twice."""

    def _split_scope(self, nodeid: str) -> str:
        share = nodeid.startswith(BROWSER) and not nodeid.startswith(LESSONS)
        return BROWSER if share else super()._split_scope(nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> FilesAndTheBrowser:
    return FilesAndTheBrowser(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: not item.nodeid.startswith(FIRST))
