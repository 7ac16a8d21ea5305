"""Which browser the tests use, and what to do where there is none."""

import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NoReturn

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge", "microsoft-edge")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WINDOW = {"width": 1280, "height": 1000}
MISSING = (
    "The browser tests need Chromium, Chrome or Edge, and found none. Install one (on Debian and Ubuntu: "
    "sudo apt install chromium), or name the program of one in the environment variable NNLIB_BROWSER"
)


def find_browser(
    environment: Mapping[str, str] = os.environ,
    which: Callable[[str], str | None] = shutil.which,
    exists: Callable[[str], bool] = os.path.exists,
) -> str:
    """Find a browser; where there is none the test is skipped, but fails on CI, where nobody reads what is skipped."""
    named = environment.get("NNLIB_BROWSER")
    if named:
        return which(named) or pytest.fail(f"NNLIB_BROWSER names {named}, which is no program here", pytrace=False)
    found = [path for path in map(which, NAMES) if path] + [str(Path(place)) for place in PLACES if exists(place)]
    return found[0] if found else _none(environment)


def _none(environment: Mapping[str, str]) -> NoReturn:
    if environment.get("CI"):
        pytest.fail(MISSING, pytrace=False)
    pytest.skip(MISSING)
