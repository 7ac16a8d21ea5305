"""The playground's page beside its Python, with no notebook and no kernel between them: what a hand does, at once."""

import json
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Locator, Page

from nnlib import backward, explore_playground, forward
from nnlib.widgets.playground.widget import CONTROLS, Playground
from tests.browser.lab import Lab

START = """about => {
    const model = { get: () => about, on(kind, hear) { if (kind === "msg:custom") window.hear = hear; }, off() {} };
    model.send = message => window.ask(message);
    page.render({ model, el: document.querySelector("main") });
}"""
TELL = """([told, buffers]) =>
    window.hear(told, buffers.map(bytes => new DataView(Uint8Array.from(bytes).buffer)))"""


class Alone:
    """A playground whose page stands alone: what the page asks for is done, and what Python tells is shown."""

    def __init__(self, page: Page, playground: Playground, monkeypatch: pytest.MonkeyPatch) -> None:
        self.page, self.playground = page, playground
        self.asked: list[dict[str, Any]] = []
        monkeypatch.setattr(playground, "send", self.tell)
        page.expose_function("ask", self.hear)
        page.set_content(f"<body data-jp-theme-light='true'><style>{playground._css}</style><main></main>")
        page.add_script_tag(content=playground._esm.replace("export default", "window.page ="))
        page.evaluate(START, json.loads(json.dumps(playground._about)))
        self.root: Locator = page.locator(".nnlib-playground")
        self.root.locator(".iteration").wait_for()

    def hear(self, message: dict[str, Any]) -> None:
        self.asked.append(message)
        self.playground._hear(None, dict(message), [])

    def tell(self, message: dict[str, Any], buffers: Any = ()) -> None:
        plain = json.loads(json.dumps(message, default=float))
        self.page.evaluate(TELL, [plain, [list(buffer) for buffer in buffers]])

    def until(self, reached: Any) -> None:
        for _ in range(100):
            if reached():
                return
            self.page.wait_for_timeout(20)
        raise AssertionError(self.asked[-3:])


@pytest.fixture
def page(lab: Lab) -> Iterator[Page]:
    page = lab.page.context.browser.new_page(viewport={"width": 1060, "height": 1000})
    yield page
    page.close()


def shown(root: Locator) -> set[str]:
    """The names of all that can be pressed, chosen, typed or moved."""
    names = """root => [...root.querySelectorAll("button, select, input, fieldset, [role=spinbutton]")]
        .filter(one => one.offsetParent).map(one => one.ariaLabel ?? one.labels?.[0]?.textContent ?? one.textContent)"""
    return set(root.evaluate(names))


def test_each_control_that_is_hidden_is_not_there(page, monkeypatch):
    everything = shown(Alone(page, explore_playground("moons", hidden_units=2), monkeypatch).root)
    left = page.context.browser.new_page()
    bare = shown(Alone(left, explore_playground("moons", hidden_units=2, hide=CONTROLS), monkeypatch).root)
    left.close()
    gone = {"Play", "Step", "Reset", "History", "Speed", "Stop at iteration", "Data", "Hidden units", "Activation"}
    gone |= {"Learning rate α", "Clear", "one more unit", "Compare", "Export", "Parameters and gradients"}
    assert gone <= everything
    assert {name for name in bare if "[" not in name} == {"held out (100), to test it", "classes only", " logarithmic"}
    assert not any("[" in name for name in bare)


def test_each_control_that_is_locked_shows_its_value_and_stays(page, monkeypatch):
    lock = [name for name in CONTROLS if name not in ("weights", "points", "matrices", "compare", "take")]
    alone = Alone(page, explore_playground("moons", hidden_units=2, lock=lock), monkeypatch)
    free = alone.root.locator(".bar, .settings, .units").locator("button:enabled, select:enabled, input:enabled")
    assert free.count() == 0
    assert alone.root.get_by_label("Learning rate α").get_attribute("aria-valuetext") == "0.3"
    assert alone.root.get_by_role("radio", name="two moons").is_checked()


def test_it_pauses_when_its_page_is_hidden(page, monkeypatch):
    alone = Alone(page, explore_playground("moons", hidden_units=2), monkeypatch)
    monkeypatch.setattr(Playground, "playing", property(lambda _: True))
    alone.playground._send_picture()
    alone.asked.clear()
    page.evaluate("""() => {
        Object.defineProperty(document, "hidden", { value: true });
        document.dispatchEvent(new Event("visibilitychange"));
    }""")
    alone.until(lambda: {"do": "pause"} in alone.asked)


def test_the_matrices_are_the_parameters_and_their_gradients(page, monkeypatch):
    playground = explore_playground("moons", hidden_units=2)
    alone = Alone(page, playground, monkeypatch)
    alone.root.get_by_role("button", name="Parameters and gradients").click()
    data, p = playground.state.data, playground.state.parameters
    gradients = backward(p, forward(p, data.X), data.X, data.Y)
    texts = """all => all.map(table => ["b", "i"].map(part =>
        [...table.querySelectorAll(part)].map(number => number.textContent)))"""
    said = alone.root.locator(".matrix").evaluate_all(texts)
    for name, (values, slopes) in zip(("W1", "b1", "W2", "b2"), said, strict=True):
        for texts, array, digits in ((values, getattr(p, name), 3), (slopes, getattr(gradients, f"d{name}"), 2)):
            numbers = [float(text.replace("−", "-")) for text in texts]
            assert numbers == pytest.approx(np.ravel(array), rel=0.6 * 10 ** (1 - digits), abs=1e-6)


def test_a_point_is_of_the_other_class_with_shift_and_goes_with_alt_or_where_it_is_dragged_out(page, monkeypatch):
    playground = explore_playground("moons", hidden_units=2)
    alone = Alone(page, playground, monkeypatch)
    box = alone.root.locator(".plane").bounding_box()

    def at(u: float, v: float) -> tuple[float, float]:
        return box["x"] + u * box["width"], box["y"] + (1 - v) * box["height"]

    def labels() -> list[int]:
        return [point[2] for point in playground.state.data.points]

    page.keyboard.down("Shift")
    page.mouse.click(*at(0.1, 0.1))
    page.keyboard.up("Shift")
    page.mouse.click(*at(0.9, 0.9))
    alone.until(lambda: labels() == [0, 1])
    page.keyboard.down("Alt")
    page.mouse.click(*at(0.9, 0.9))
    page.keyboard.up("Alt")
    alone.until(lambda: labels() == [0])
    page.mouse.move(*at(0.1, 0.1))
    page.mouse.down()
    page.mouse.move(*at(-0.2, 0.1), steps=4)
    page.mouse.up()
    alone.until(lambda: labels() == [])


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("width", [1040, 770, 584, 380])
def test_nothing_is_cut_off_in_any_language(page, monkeypatch, language, width):
    monkeypatch.setenv("NNLIB_LANGUAGE", language)
    page.set_viewport_size({"width": width + 16, "height": 1000})
    alone = Alone(page, explore_playground("moons", learning_rate=100), monkeypatch)
    alone.playground.step(12)
    alone.root.get_by_role("button", expanded=False).first.click()
    over = """root => [...root.querySelectorAll("*")].filter(one => one.offsetParent)
        .filter(one => one.getBoundingClientRect().right > root.getBoundingClientRect().right + 1)
        .map(one => one.outerHTML.slice(0, 80))"""
    assert alone.root.evaluate(over) == []
    assert alone.root.get_by_role("button", name="Abspielen" if language == "de" else "Play").is_visible()
