"""What holds of all the checks' tests."""

import pytest


@pytest.fixture(autouse=True)
def nothing_is_unforeseen(monkeypatch):
    """Let an explanation that fails fail the test, where a learner would be told that there is none."""
    monkeypatch.setattr("nnlib.checks.checks.UNFORESEEN", ())
