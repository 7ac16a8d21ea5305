"""Calls that are refused: each in a line of a .txt file beside this one, and below it the error as Python writes it."""

from pathlib import Path
from typing import Any

import pytest

Case = tuple[str, str]


def cases(name: str) -> list[Case]:
    """Read the calls of a file, each with its error; a line that begins with # is a heading."""
    text = Path(__file__).with_name(f"{name}.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    calls, errors = lines[::2], lines[1::2]
    assert all(error.startswith("    ") and not call.startswith(" ") for call, error in zip(calls, errors, strict=True))
    return [(call, error.strip()) for call, error in zip(calls, errors, strict=True)]


def assert_refused(call: str, error: str, names: dict[str, Any]) -> None:
    """Run a call, and compare what it raises, up to an … at the end."""
    try:
        eval(call, names)
    except Exception as raised:
        said = f"{type(raised).__name__}: {raised}"
        assert said.startswith(error[:-1]) if error.endswith("…") else said == error
    else:
        pytest.fail(f"{call} is let in")
