"""What holds of all the checks' tests."""

import re

import pytest

from nnlib.checks.checks import _of_all

SENTENCE = re.compile(r"(?<=[.?!]) (?=[A-Z])")


@pytest.fixture(autouse=True)
def nothing_is_unforeseen(monkeypatch):
    """Let an explanation that fails fail the test, where a learner would be told that there is none."""
    monkeypatch.setattr("nnlib.checks.checks.UNFORESEEN", ())


@pytest.fixture(autouse=True)
def no_message_says_the_same_twice(monkeypatch):
    """Read every message for a sentence that stands twice in what is open, or in one cause."""

    def read(*args):
        result = _of_all(*args)
        if len(result.findings) + len(result.notes) < 2:  # the hints of one mistake are read by themselves
            return result
        lines = repr(result).splitlines()
        in_view = " ".join(line for line in lines if not line.startswith("  "))
        for text in (in_view, *(line for line in lines if line.startswith("  Cause: "))):
            sentences = SENTENCE.split(text)
            assert len(set(sentences)) == len(sentences), repr(result)
        return result

    monkeypatch.setattr("nnlib.checks.checks._of_all", read)


@pytest.fixture
def no_patience(monkeypatch):
    """Look for no formula two edits away, which is only tried for a while: it takes that while where there is none."""
    monkeypatch.setattr("nnlib.checks.nearby.PATIENCE", 0)
    monkeypatch.setattr("nnlib.checks.mending.PATIENCE", 0)
