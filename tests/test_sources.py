"""The sources, the lessons among them, pass the linter, the formatter and the type checker."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CHECKS = [
    ["ruff", "check"],
    ["ruff", "format", "--check"],
    ["basedpyright", "--pythonpath", sys.executable],
]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: " ".join(check[:2]))
def test_the_sources_pass(check: list[str]):
    run = subprocess.run([sys.executable, "-m", *check], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
