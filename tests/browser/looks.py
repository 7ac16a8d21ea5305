"""Contact sheets of every kind of picture and widget, to be looked at: `python -m tests.browser.looks FOLDER`.

Each stands in its typical and its extreme states, in both themes, on a wide page and on one of 700 pixels.
"""

import argparse
import base64
import html
import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from tests.browser.browsers import FLAGS, find_browser
from tests.plots.states import STATES
from tests.widgets.expected import WIDGETS

WIDTHS = {"wide": 1000, "narrow": 700}
ON_A_SHEET = 24
PAGE = """<!doctype html><body data-jp-theme-light="{light}" style="margin: 0; background: {paper}; color: grey">
<style>main {{ display: flex; flex-wrap: wrap; gap: 12px; font: 13px sans-serif }} section {{ width: {width}px }}
details {{ display: none }}</style><main>{sections}</main>"""


def pictures() -> Iterator[tuple[str, Any]]:
    """Every picture with its name: each plot in its states, each widget at the ends of its controls."""
    yield from ((name, draw()) for name, draw in STATES.items())
    for name, (make, _, ends) in WIDGETS.items():
        widget = make()
        yield name, widget.picture
        for control, values in ends.items():
            before = widget.controls[control].value
            for value in values:
                widget.controls[control].value = value
                yield f"{name}, {control} {value}", widget.picture
            widget.controls[control].value = before
        widget.close()


def section(name: str, picture: Any, width: int) -> str:
    """Show a picture as a widget draws it for a page of this width."""
    picture.fit(width)
    live = base64.b64encode(picture.png()).decode()
    shown = f'<img class="nnlib-picture" width="{picture.width}" src="data:image/png;base64,{live}">'
    return f"<section>{html.escape(name)}<br>{shown}</section>"


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.browser.looks", description=__doc__)
    parser.add_argument("folder", type=Path, help="where the sheets go")
    folder = parser.parse_args(arguments).folder
    folder.mkdir(parents=True, exist_ok=True)
    sections: dict[str, list[str]] = {size: [] for size in WIDTHS}
    for name, picture in pictures():
        for size, width in WIDTHS.items():
            sections[size].append(section(name, picture, width))
    style = STATES["network 4"]().mimebundle()[0]["text/html"].partition("<div")[0]  # what every still has with it
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=list(FLAGS))
        for (size, width), theme in product(WIDTHS.items(), ("light", "dark")):
            page = browser.new_page(viewport={"width": 2 * width + 20, "height": 800})
            for number, first in enumerate(range(0, len(sections[size]), ON_A_SHEET), 1):
                some = sections[size][first : first + ON_A_SHEET]
                light, paper = ("true", "white") if theme == "light" else ("false", "#111")
                page.set_content(
                    PAGE.format(light=light, paper=paper, width=width, sections=style + "".join(some)),
                    wait_until="load",
                )
                page.screenshot(path=folder / f"{size}-{theme}-{number}.png", full_page=True)
        browser.close()
    print(f"{len(sections['wide'])} pictures on {len(list(folder.glob('*.png')))} sheets in {folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
