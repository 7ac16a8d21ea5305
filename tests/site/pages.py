"""Every lesson as a page to read, and the page that lists them: files that load nothing from elsewhere."""

import re
import shutil
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import jinja2
from nbconvert.exporters import HTMLExporter
from pygments.formatters import HtmlFormatter

from tests.notebooks.record import NOTEBOOKS, answering, read
from tests.site.programs import from_npm

HERE = Path(__file__).parent
ROOT = NOTEBOOKS.parent
KATEX, REVEAL = "0.19.1", "6.0.2"
ASKED = {
    "title": r"^# \d\d · (.+)$",
    "question": r"^\*\*The question:\*\* (.+)$",
    "minutes": r"\*\*Time:\*\* (\d+) minutes",
}
PICTURE = re.compile(r'srcset="(?P<still>.+?)".+?alt="(?P<words>.+?)" src="(?P<moving>.+?)"', re.DOTALL)
LINK = re.compile(r'(?<=href=")(\d\d_\w+)\.ipynb')


class Page:
    """One lesson, and what the list of lessons says of it."""

    def __init__(self, path: Path) -> None:
        self.notebook, self.number, self.address = path.name, path.stem[:2], f"{path.stem}.html"
        self.lesson = read(path)

    @cached_property
    def about(self) -> dict[str, str]:
        """The title, the question that the lesson answers, and its minutes."""
        opening = self.lesson.cells[0].source
        found = {name: re.search(pattern, opening, re.MULTILINE)[1] for name, pattern in ASKED.items()}
        return {name: text[0].upper() + text[1:] for name, text in found.items()}

    def html(self, template: str, **others: "Page | None") -> str:
        """The whole lesson by a template, with what it says of others."""
        exporter = HTMLExporter(raw_template=(HERE / template).read_text(encoding="utf-8"))
        exporter.exclude_input_prompt = exporter.exclude_output_prompt = True
        html, _ = exporter.from_notebook_node(self.lesson, {"page": self, **others})
        return LINK.sub(r"\1.html", html)

    def slides(self) -> str:
        """The lesson to be shown: a slide begins with each piece of prose after code, and with what answers one."""
        answers = {cell["id"] for cell in answering(self.lesson.cells)}
        for before, cell in pairwise(self.lesson.cells):
            prose = cell.cell_type == "markdown" and (before.cell_type == "code" or cell.source.startswith("#"))
            cell.metadata["slide"] = prose or (cell["id"] in answers and before["id"] not in answers)
        return self.html("slides.html.j2")


def build(folder: Path) -> None:
    """Write the pages into a folder, with what they are drawn with in its `static`."""
    from_npm("katex", KATEX, folder / "static" / "katex")
    from_npm("reveal.js", REVEAL, folder / "static" / "reveal")
    for name in ("formulas.js", "slides.js", "slides.css"):
        shutil.copy(HERE / name, folder / "static")
    (folder / "slides").mkdir()
    styles = (HERE / "page.css").read_text(encoding="utf-8") + colours()
    (folder / "static" / "page.css").write_text(styles, encoding="utf-8")
    pages = [Page(path) for path in sorted(NOTEBOOKS.glob("*.ipynb"))]
    for before, page, after in zip([None, *pages], pages, [*pages[1:], None], strict=False):
        (folder / page.address).write_text(page.html("page.html.j2", before=before, after=after), encoding="utf-8")
        (folder / "slides" / page.address).write_text(page.slides(), encoding="utf-8")
    template = jinja2.Template((HERE / "index.html.j2").read_text(encoding="utf-8"), autoescape=True)
    shown = PICTURE.search((ROOT / "README.md").read_text(encoding="utf-8")).groupdict()
    for kind in ("still", "moving"):
        shown[kind] = Path(shutil.copy(ROOT / shown[kind], folder / "static")).name
    opening = template.render(pages=pages, **shown)
    (folder / "index.html").write_text(opening, encoding="utf-8")


def colours() -> str:
    """Give the colours of code, on light and on dark."""
    light, dark = (HtmlFormatter(style=style).get_style_defs(".highlight") for style in ("friendly", "github-dark"))
    return f"{light}\n@media (prefers-color-scheme: dark) {{\n{dark}\n}}\n.highlight {{ background: none; }}\n"
