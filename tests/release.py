"""Build what a release is made of, and try it where nothing else is: `python -m tests.release FOLDER [TAG]`.

The wheel and the sdist are built twice, and must be the same, byte for byte.
"""

import argparse
import io
import os
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from tests.links import remote, to_stand_alone

ROOT = Path(__file__).resolve().parents[1]
TRIED = """
import numpy as np

import nnlib
from nnlib import check_cost, draw, explore_playground, load_digits, load_penguins, plot_examples
from nnlib.quiz import ask

assert nnlib.__version__ == "{version}" and "site-packages" in nnlib.__file__, nnlib.__file__
assert load_digits().X.shape == (64, 1797)
assert check_cost(lambda A2, Y: -np.mean(Y * np.log(A2) + (1 - Y) * np.log(1 - A2))).passed
wrong = check_cost(lambda A2, Y: np.mean(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)))
assert not wrong.passed and "minus" in str(wrong), wrong
draw(plot_examples, load_penguins())
explore_playground("flower"), ask("03-slope-from-A1")
"""


def version() -> str:
    """Give the version, which stands in one place."""
    text = (ROOT / "nnlib" / "__init__.py").read_text(encoding="utf-8")
    return re.search(r'^__version__ = "(.+)"$', text, re.MULTILINE)[1]


def unready(tag: str) -> str:
    """Say why a tag cannot be released; empty where it can."""
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    if tag != f"v{version()}":
        return f"the tag is {tag}, and nnlib/__init__.py says {version()}"
    if not re.search(rf"^## {re.escape(version())}, \d{{4}}-\d\d-\d\d$", changes, re.MULTILINE):
        return f"CHANGELOG.md has no heading `## {version()}, YEAR-MONTH-DAY`"
    return ""


def build(folder: Path) -> dict[str, bytes]:
    """Build wheel and sdist of the last commit into a folder; every file in them has its time.

    The index shows the README alone, so its links lead to the repository there.
    """
    epoch = git("log", "-1", "--format=%ct").decode().strip()
    steps = "import sys, hatchling.build as b; b.build_sdist(sys.argv[1]); b.build_wheel(sys.argv[1])"
    folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        with tarfile.open(fileobj=io.BytesIO(git("archive", "HEAD"))) as committed:
            committed.extractall(place, filter="data")
        readme = Path(place) / "README.md"
        text = to_stand_alone(readme.read_text(encoding="utf-8"), remote(), f"v{version()}")
        readme.write_text(text, encoding="utf-8", newline="\n")
        command = [sys.executable, "-c", steps, str(folder.resolve())]
        environment = {**os.environ, "SOURCE_DATE_EPOCH": epoch}
        subprocess.run(command, cwd=place, env=environment, capture_output=True, check=True)
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def git(*arguments: str) -> bytes:
    return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, check=True).stdout


def attempt(wheel: Path, folder: Path) -> None:
    """Install a wheel into an environment that has nothing else, and run a check, a plot and a widget there."""
    environment = folder / "empty"
    python = environment / ("Scripts" if os.name == "nt" else "bin") / "python"
    subprocess.run(["uv", "venv", "--quiet", str(environment)], check=True)
    install = ["uv", "pip", "install", "--quiet", "--python", str(python), f"{wheel}[widgets]"]
    subprocess.run(install, check=True)
    subprocess.run([str(python), "-I", "-c", TRIED.format(version=version())], cwd=folder, check=True)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.release", description=__doc__)
    parser.add_argument("folder", type=Path, help="where wheel and sdist go")
    parser.add_argument("tag", nargs="?", help="the tag that is released, such as v0.1.0")
    given = parser.parse_args(arguments)
    if given.tag and (reason := unready(given.tag)):
        sys.exit(f"Not released: {reason}")
    given.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
        built = build(Path(first))
        if build(Path(second)) != built:
            sys.exit("Built twice, and not the same")
        for name, content in built.items():
            (given.folder / name).write_bytes(content)
    files = [given.folder / name for name in built]
    subprocess.run([sys.executable, "-m", "twine", "check", "--strict", *map(str, files)], check=True)
    with tempfile.TemporaryDirectory() as place:
        attempt(next(file for file in files if file.suffix == ".whl").resolve(), Path(place))
    print(*(f"{file}: {file.stat().st_size / 1000:.0f} kB" for file in files), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
