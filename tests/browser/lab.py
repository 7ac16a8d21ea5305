"""JupyterLab as a person uses it: open a lesson, run it, find a slider by its name, press keys, read what shows."""

import base64
import io
import itertools
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib import resources
from typing import Any, Literal

import nbformat
from PIL import Image
from playwright.sync_api import CDPSession, Locator, Page

from tests.browser.server import Server
from tests.notebooks.record import METADATA

WIDGET = "application/vnd.jupyter.widget-view+json"
PATIENCE, REST = 180_000, 200  # ms: for what does not happen, and until what was scrolled is at its place
MERE_TEXT = ("StaticText", "InlineTextBox", "LabelText", "LineBreak", "generic", "none", "paragraph", "strong", "code")
ROLES = {
    "DisclosureTriangle": "disclosure",
    "DisclosureTriangleGrouped": "disclosure",
}  # as versions of Chromium call it
AXE = (resources.files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
Theme = Literal["JupyterLab Light", "JupyterLab Dark"]

_OPEN = """async path => {
    const panel = await jupyterapp.commands.execute('docmanager:open', {path, factory: 'Notebook'});
    await panel.context.ready;
    await panel.sessionContext.ready;
    await panel.revealed;
}"""
_CLOSE = """async () => {
    for (const panel of [...jupyterapp.shell.widgets('main')]) {
        if (!panel.context) continue;
        await panel.sessionContext.shutdown();
        panel.context.model.dirty = false;
        panel.close();
    }
}"""
_OUTPUTS = """() => jupyterapp.shell.currentWidget.content.widgets.flatMap((cell, number) =>
    (cell.model.type === 'code' ? cell.model.outputs.toJSON() : []).map(output => ({number, output})))"""
_STATE = """() => {
    const notebook = jupyterapp.shell.currentWidget.content;
    return {
        active: notebook.activeCellIndex,
        mode: notebook.mode,
        sources: notebook.widgets.map(cell => cell.model.sharedModel.getSource()),
        counts: notebook.widgets.map(cell => cell.model.executionCount ?? null),
    };
}"""
_COUNTED = """([number, count]) =>
    jupyterapp.shell.currentWidget.content.widgets[number].model.executionCount === count"""
_RESTART = "() => jupyterapp.shell.currentWidget.sessionContext.restartKernel()"
_SHOW = """async number => {
    const notebook = jupyterapp.shell.currentWidget.content;
    notebook.activeCellIndex = number;
    await notebook.scrollToItem(number, 'smart');
    notebook.widgets[number].node.dataset.number = number;
}"""
_DRAW_ALL = """async () => {
    const notebook = jupyterapp.shell.currentWidget.content;
    notebook.notebookConfig = {...notebook.notebookConfig, windowingMode: 'none'};
}"""
_ALL_DRAWN = """() => jupyterapp.shell.currentWidget.content.widgets.every(cell => cell.node.isConnected
    && [...cell.node.querySelectorAll('.jp-OutputArea-output img')].every(image => image.complete)
    && [...cell.node.querySelectorAll('.jp-OutputArea-output')].every(output => output.childElementCount))"""
_SCROLL = """page => {
    const notebook = jupyterapp.shell.currentWidget.content.node.querySelector('.jp-WindowedPanel-outer');
    notebook.scrollTop = page * notebook.clientHeight;
    return notebook.scrollTop + notebook.clientHeight >= notebook.scrollHeight - 1;
}"""
_BYTES = """async image => {
    await image.decode();
    const bytes = new Uint8Array(await (await fetch(image.src)).arrayBuffer());
    return btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''));
}"""
_NO_VIEW = re.compile("Error (displaying|creating) widget|Failed to load model|Loading widget")

CHANGED = "([numbers, words]) => numbers.innerText !== words"

# The contrast ratio of WCAG 2, of a text and the first background behind it that is not transparent.
_CONTRAST = r"""element => {
    const numbers = colour => colour.match(/[\d.]+/g).map(Number);
    const luminance = colour => numbers(colour).slice(0, 3).map(c => c / 255)
        .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
        .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
    const transparent = node => (numbers(getComputedStyle(node).backgroundColor)[3] ?? 1) === 0;
    let behind = element;
    while (behind.parentElement && transparent(behind)) behind = behind.parentElement;
    const text = element.querySelector('.widget-html-content') ?? element;
    const both = [getComputedStyle(text).color, getComputedStyle(behind).backgroundColor].map(luminance);
    return (Math.max(...both) + 0.05) / (Math.min(...both) + 0.05);
}"""


class Lab:
    """One JupyterLab in one page of the browser."""

    application = "lab"

    def __init__(self, page: Page, server: Server) -> None:
        self.page, self.server = page, server
        self.complaints: list[str] = []
        page.on("console", lambda message: self._complain(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self._complain(str(error)))
        page.set_default_timeout(PATIENCE)
        self._begin()
        self._accessibility: CDPSession = page.context.new_cdp_session(page)
        self._screencast: CDPSession = page.context.new_cdp_session(page)

    def _begin(self) -> None:
        self.page.goto(f"{self.server.url}{self.application}?token={self.server.token}")
        self.page.wait_for_function("window.jupyterapp?.restored?.then(() => true)")

    def _do(self, script: str, argument: Any = None) -> Any:
        """Have a script run in the page, and do not wait for ever."""
        late = f"new Promise((_, fail) => setTimeout(() => fail(new Error('no answer')), {PATIENCE}))"
        return self.page.evaluate(f"argument => Promise.race([({script})(argument), {late}])", argument)

    def _complain(self, text: str) -> None:
        self.complaints.append(text)

    def open(self, path: str) -> None:
        """Open a notebook, alone, and wait until its kernel is ready."""
        self.close()
        self.complaints.clear()
        self._do(_OPEN, path)

    def open_new(self, name: str, sources: Iterable[str]) -> None:
        """Write a notebook of these cells, and open it; one that begins with a tag of HTML is text."""
        new = {True: nbformat.v4.new_markdown_cell, False: nbformat.v4.new_code_cell}
        cells = [new[source.startswith("<")](source) for source in sources]
        nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=METADATA), self.server.folder / name)
        self.open(name)

    def close(self) -> None:
        """Close what is open, without saving it, and stop its kernel."""
        self._do(_CLOSE)

    def title(self) -> str:
        """The name of the open notebook's file."""
        return self._do("() => jupyterapp.shell.currentWidget.title.label")

    def run_all(self) -> None:
        """Do what Run > Run All Cells does, and wait for the last cell."""
        self._do("() => jupyterapp.commands.execute('notebook:run-all-cells')")

    def run_cell(self, number: int) -> None:
        """Run one cell, and wait for it."""
        self.show(number)
        self._do("() => jupyterapp.commands.execute('notebook:run-cell')")

    def restart(self) -> None:
        """Start the kernel anew; the outputs stay, as Kernel > Restart Kernel leaves them."""
        self._do(_RESTART)

    def state(self) -> dict[str, Any]:
        """The notebook's selected cell, its mode, and every cell's source and count."""
        return self._do(_STATE)

    def wait_for_count(self, number: int, count: int) -> None:
        """Wait until a cell has been run as the one of that count."""
        self.page.wait_for_function(_COUNTED, arg=[number, count])

    def outputs(self) -> list[tuple[int, dict[str, Any]]]:
        """Every output that the notebook now has, with the number of its cell."""
        return [(item["number"], item["output"]) for item in self._do(_OUTPUTS)]

    def failures(self) -> list[str]:
        """What went wrong: errors and stderr in cells, widgets without a view, and what the browser complains of."""
        wrong = list(self.complaints)
        for number, output in self.outputs():
            if output["output_type"] == "error" or output.get("name") == "stderr":
                wrong.append(f"cell {number}: {output.get('evalue') or output.get('text')}")
        broken = self.page.locator(".jp-OutputArea").get_by_text(_NO_VIEW)
        return wrong + broken.all_inner_texts()

    def show(self, number: int) -> Locator:
        """Scroll to a cell and return it."""
        self._do(_SHOW, number)
        return self.page.locator(f".jp-Notebook-cell[data-number='{number}']")

    def draw_all(self) -> None:
        """Have every cell and picture drawn that is out of sight, from here on; wait until they are."""
        self._do(_DRAW_ALL)
        self.page.wait_for_function(_ALL_DRAWN)

    def pages(self) -> Iterator[int]:
        """Scroll through the notebook, a window at a time; all of it is drawn from here on."""
        self.draw_all()
        for page in itertools.count():
            at_the_end = self._do(_SCROLL, page)
            self.page.wait_for_timeout(REST)
            yield page
            if at_the_end:
                return

    def widgets(self) -> list[int]:
        """The cells whose output is a widget that is stored as a picture."""
        return [number for number, output in self.outputs() if has_picture(output.get("data", {}))]

    def explorers(self) -> list["ExplorerOnPage"]:
        """The widgets with sliders, from the first to the last: those of the widgets that are stored as a picture."""
        found: list[ExplorerOnPage] = []
        for number in self.widgets():
            cell = self.show(number)
            cell.locator(".jupyter-widgets, .nnlib-playground").first.wait_for()
            if cell.locator(".nnlib-explorer").count():
                found.append(ExplorerOnPage(self, number, cell))
        return found

    def theme(self, name: Theme) -> None:
        """Give JupyterLab these colours."""
        light = str(name == "JupyterLab Light").lower()
        shown = self.page.locator(f"body[data-jp-theme-light='{light}']")
        if not shown.count():
            self._do("theme => jupyterapp.commands.execute('apputils:change-theme', {theme})", name)
            shown.wait_for(state="attached")

    @contextmanager
    def filmed(self) -> Iterator[list[Image.Image]]:
        """Film the page: every frame that the browser paints meanwhile is in the list at the end, in their order."""
        frames: list[Image.Image] = []
        painted: list[tuple[float, bytes]] = []

        def take(event: dict[str, Any]) -> None:
            painted.append((event["metadata"]["timestamp"], base64.b64decode(event["data"])))
            self._screencast.send("Page.screencastFrameAck", {"sessionId": event["sessionId"]})

        self.page.wait_for_timeout(REST)
        self._screencast.on("Page.screencastFrame", take)
        self._screencast.send("Page.startScreencast", {"format": "png", "everyNthFrame": 1})
        try:
            yield frames
        finally:
            self._screencast.send("Page.stopScreencast")
            self._screencast.remove_listener("Page.screencastFrame", take)
        frames += [Image.open(io.BytesIO(content)).convert("L") for _, content in sorted(painted)]

    def contrast(self, locator: Locator) -> float:
        """How well a text is told from what lies behind it: 1 not at all, 21 black from white."""
        return locator.evaluate(_CONTRAST)

    def violations(self, selector: str) -> list[str]:
        """What axe-core finds wrong for people with disabilities, in what is drawn of these elements."""
        return violations(self.page, selector)

    def _ask_accessibility(self, question: str, locator: Locator, **more: Any) -> list[dict[str, Any]]:
        locator.evaluate("element => { window.asked = element }")
        element = self._accessibility.send("Runtime.evaluate", {"expression": "window.asked"})["result"]
        return self._accessibility.send(f"Accessibility.{question}", {"objectId": element["objectId"], **more})["nodes"]

    def tree(self, locator: Locator) -> Iterator[str]:
        """What a screen reader goes through in an element: role, name and value of each part that is more than text."""
        for node in self._ask_accessibility("queryAXTree", locator):
            role, name = node["role"]["value"], node.get("name", {}).get("value", "")
            if node["ignored"] or role in MERE_TEXT or not (name or role == "status"):
                continue
            value = str(node.get("value", {}).get("value", ""))
            if role in ("slider", "spinbutton"):
                about = self._accessibility.send("DOM.describeNode", {"backendNodeId": node["backendDOMNodeId"]})[
                    "node"
                ]
                value = dict(zip(*[iter(about["attributes"])] * 2, strict=True)).get("aria-valuetext", value)
            yield f"{ROLES.get(role, role)} “{name}” {value}".rstrip()

    def spoken(self, locator: Locator) -> dict[str, Any]:
        """What the browser tells a screen reader of an element: its role, name, description, value and its words."""
        node = self._ask_accessibility("getPartialAXTree", locator, fetchRelatives=False)[0]
        said = {key: node.get(key, {}).get("value", "") for key in ("role", "name", "description", "value")}
        return said | {item["name"]: item["value"].get("value") for item in node.get("properties", [])}


def has_picture(data: dict[str, Any]) -> bool:
    """Whether what is shown is a live widget that is stored as a picture."""
    return WIDGET in data and "nnlib-picture" in "".join(data.get("text/html", ""))


def violations(page: Page, selector: str) -> list[str]:
    """What axe-core finds wrong on a page, each with the elements that have it."""
    page.evaluate(AXE)
    found = page.evaluate("selector => axe.run(selector)", selector)["violations"]
    return [f"{rule['id']}: {rule['help']}: {[node['html'][:200] for node in rule['nodes']]}" for rule in found]


class ExplorerOnPage:
    """One widget with sliders, a picture and numbers, as it stands in its cell."""

    def __init__(self, lab: Lab, number: int, cell: Locator) -> None:
        self.lab, self.number, self.cell = lab, number, cell
        self.image = cell.locator(".nnlib-explorer img.widget-image")
        self.words = cell.locator(".nnlib-numbers")
        self.alert = cell.get_by_role("alert")
        self.image.wait_for()
        cell.get_by_role("slider").first.wait_for()

    def show(self) -> None:
        """Scroll to it: of a cell that is far off, the browser neither draws nor tells anything."""
        self.lab.show(self.number)

    def slider(self, name: str) -> Locator:
        """The slider of that name, as a screen reader would find it."""
        return self.cell.get_by_role("slider", name=name, exact=True)

    def picture(self) -> bytes:
        """The bytes of the picture that shows."""
        return base64.b64decode(self.image.evaluate(_BYTES))

    def numbers(self) -> str:
        """The text below the picture."""
        return self.words.inner_text()

    def move(self, name: str, key: str) -> bool:
        """Press a key on a slider; if that moved it, wait for other numbers, which follow the picture."""
        before, words = self.value(name), self.numbers()
        self.slider(name).press(key)
        if self.value(name) == before:
            return False
        self.lab.page.wait_for_function(CHANGED, arg=[self.words.element_handle(), words])
        return True

    def value(self, name: str) -> str | None:
        """What the slider says that it stands at."""
        return self.slider(name).get_attribute("aria-valuetext")

    def contrast(self) -> float:
        """How well the numbers are told from what lies behind them: 1 not at all, 21 black from white."""
        return self.lab.contrast(self.words)
