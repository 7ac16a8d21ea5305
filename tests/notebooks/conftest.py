"""At the end the tests say how long each lesson ran."""

import pytest

seconds_key = pytest.StashKey[dict[str, float]]()


@pytest.fixture(scope="session")
def seconds(request: pytest.FixtureRequest) -> dict[str, float]:
    """How long each lesson's cells ran, by name; told in the summary, since no test fails on the clock."""
    return request.config.stash.setdefault(seconds_key, {})


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    for name, spent in config.stash.get(seconds_key, {}).items():
        terminalreporter.write_line(f"{name} ran in {spent:.1f} s, each of its cells twice")
