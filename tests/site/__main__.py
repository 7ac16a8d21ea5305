"""Build the course as a static site: `python -m tests.site FOLDER`."""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.site import lite, pages


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.site", description=__doc__)
    parser.add_argument("folder", type=Path, help="where the site goes: a new or an empty folder")
    folder = parser.parse_args(arguments).folder.resolve()
    if folder.exists() and any(folder.iterdir()):
        parser.error(f"{folder} is not empty")
    folder.mkdir(parents=True, exist_ok=True)
    pages.build(folder)
    with tempfile.TemporaryDirectory() as work:
        lite.build(folder / "live", Path(work))
    print(f"{folder / 'index.html'} lists the lessons. Any web server shows them: python -m http.server -d {folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
