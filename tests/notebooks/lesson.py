"""A lesson as the tests see it: its cells, its sections, its code and its words."""

import html
import re
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from nbformat import NotebookNode

from tests.notebooks.record import NOTEBOOKS, PICTURE, QUIZ, read

COURSE = (
    "00_start_here",
    "01_parameters",
    "02_cost",
    "03_forward_propagation",
    "04_gradient_descent",
    "05_backpropagation",
    "06_gradient_check",
    "07_vectorization",
    "08_playground",
)
PIXELS = re.compile(r'width="\d+" style="[^"]*" src="data:[^"]*"')  # which belong to a release of matplotlib
WIDGET = re.compile(r"^(\w+ = )?explore_\w+\(", re.MULTILINE)


class Section(NamedTuple):
    """A heading's text, and the cells from its own to the next heading's."""

    heading: str
    cells: list[NotebookNode]


class Lesson:
    """A notebook of the course, as it is stored."""

    def __init__(self, path: Path) -> None:
        self.path, self.name, self.number = path, path.stem, path.stem[:2]

    @cached_property
    def cells(self) -> list[NotebookNode]:
        return read(self.path).cells

    @cached_property
    def code(self) -> list[NotebookNode]:
        return [cell for cell in self.cells if cell.cell_type == "code"]

    @cached_property
    def teaching(self) -> list[NotebookNode]:
        """The code cells that a learner reads; a question's or a tally's has nothing to read."""
        return [cell for cell in self.code if not QUIZ.search(cell.source)]

    @cached_property
    def text(self) -> str:
        return "\n\n".join(cell.source for cell in self.cells if cell.cell_type == "markdown")

    @cached_property
    def headings(self) -> list[str]:
        return re.findall(r"^#+ (.+)$", self.text, re.MULTILINE)

    @cached_property
    def sections(self) -> list[Section]:
        found = [Section("", [])]
        for cell in self.cells:
            heading = re.search(r"^#+ (.+)$", cell.source, re.MULTILINE) if cell.cell_type == "markdown" else None
            if heading:
                found.append(Section(heading[1], []))
            found[-1].cells.append(cell)
        return found

    @property
    def next(self) -> str:
        """The lesson to go on with; the last one leads back to the map."""
        return COURSE[(COURSE.index(self.name) + 1) % len(COURSE)]


def lessons() -> list[Lesson]:
    """All notebooks that are there, in the order of the course."""
    return [Lesson(path) for path in sorted(NOTEBOOKS.glob("*.ipynb"))]


def shown(cell: NotebookNode) -> list[str]:
    """What a code cell shows as text: of each output in turn its stream, or its HTML and its words."""
    texts: list[str] = []
    for output in cell.outputs:
        if "text" in output:
            texts.append(output.text)
        texts += [text for kind, text in sorted(output.get("data", {}).items()) if kind.startswith("text/")]
    return texts


def said(cell: NotebookNode) -> list[str]:
    """What a code cell shows, but for the pixels of its pictures."""
    return [PIXELS.sub("", text) for text in shown(cell)]


def lines(cell: NotebookNode) -> int:
    """How many lines of code a cell has; blank ones do not count."""
    return sum(bool(line.strip()) for line in cell.source.splitlines())


def pictures(cell: NotebookNode) -> list[str]:
    """The pictures that a code cell shows, each by its text alternative."""
    written = [output.get("data", {}).get("text/html", "") for output in cell.outputs]
    return [html.unescape(alt) for text in written for alt in PICTURE.findall(text)]
