"""Screenshots of the lessons from top to bottom, in both themes: `python -m tests.browser.screenshots FOLDER`.

Each lesson is run first.  A picture is what a window shows; from one to the next the page is scrolled by a window.
"""

import argparse
import sys
import tempfile
from pathlib import Path
from typing import get_args

from tests.browser.lab import Lab, Theme
from tests.browser.running import running_lab
from tests.notebooks.record import chosen


def shoot(lab: Lab, name: str, folder: Path) -> int:
    """Open a lesson, run it, and write its pictures: `01_parameters-dark-03.png`; give how many there are."""
    lab.open(f"notebooks/{name}.ipynb")
    lab.run_all()
    count = 0
    for theme in get_args(Theme):
        lab.theme(theme)
        for count, _ in enumerate(lab.pages(), 1):
            lab.page.screenshot(path=folder / f"{name}-{theme.split()[-1].lower()}-{count:02}.png")
    lab.close()
    return count


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.browser.screenshots", description=__doc__)
    parser.add_argument("folder", type=Path, help="where the pictures go")
    parser.add_argument("names", nargs="*", help="lessons, such as 01_parameters or 01; all if none")
    given = parser.parse_args(arguments)
    given.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place, running_lab(Path(place)) as lab:
        for path in chosen(given.names):
            print(f"{path.stem}: {shoot(lab, path.stem, given.folder)} pictures in each theme", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
