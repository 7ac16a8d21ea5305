"""The playground in JupyterLab, as a hand, a keyboard and a screen reader have it."""

import contextlib
import io
import json
import time
from collections.abc import Iterator
from importlib import resources
from typing import Any, get_args

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Locator, Page

from tests.browser.lab import Lab, Theme

WIDGET, REPORT, SLOW, SECOND = range(4)  # the cells
CELLS = (
    "from nnlib import explore_playground\n\nw = explore_playground(hidden_units=3)\nw",
    "import json\n\ns = w.state\nmoves = [[type(move).__name__, *move] for move in s.moves if len(move) < 5]\n"
    "pins = [[pin.iteration, pin.learning_rate] for pin in w.pins]\n"
    "print(json.dumps({'iteration': s.iteration, 'cost': s.cost, 'rate': s.learning_rate, 'playing': w.playing,\n"
    "    'W1': s.parameters.W1.tolist(), 'b1': s.parameters.b1.tolist(), 'points': s.data.points, 'pins': pins,\n"
    "    'moves': moves, 'units': s.hidden_units, 'text': w.as_text()}))",
    "from nnlib import load_penguins\n\nfirst = w\nexplore_playground(load_penguins())",
    "print(first.playing)",
)
AXE = (resources.files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


class OnPage:
    """One playground in its cell, and the state that the kernel has of it."""

    def __init__(self, lab: Lab, number: int) -> None:
        self.lab, self.page = lab, lab.page
        self.root: Locator = lab.show(number).locator(".nnlib-playground")
        self.root.locator(".iteration").filter(has_text="iteration").wait_for()

    def state(self) -> dict[str, Any]:
        self.lab.run_cell(REPORT)
        (text,) = [output["text"] for number, output in self.lab.outputs() if number == REPORT]
        self.lab.show(WIDGET)
        return json.loads("".join(text))

    def press(self, name: str) -> None:
        self.root.get_by_role("button", name=name, exact=True).click()

    def shown(self) -> int:
        text = self.root.locator(".iteration").inner_text()
        return int("".join(sign for sign in text if sign.isdigit()))

    def wait_for(self, condition: str) -> None:
        """Wait until the iteration that shows is as the condition says: "n > 20"."""
        script = "([element, condition]) => new Function('n', `return ${condition}`)" + (
            "(Number(element.innerText.replace(/\\D/g, '')))"
        )
        handle = self.root.locator(".iteration").element_handle()
        self.page.wait_for_function(script, arg=[handle, condition])

    def handle(self, name: str) -> Locator:
        return self.root.get_by_role("spinbutton", name=name)


@pytest.fixture(scope="module")
def opened(lab: Lab) -> Iterator[Lab]:
    lab.open_new("playground.ipynb", CELLS)
    yield lab
    assert lab.failures() == []
    lab.close()


@pytest.fixture
def playground(opened: Lab) -> OnPage:
    """A fresh one, untrained."""
    opened.run_cell(WIDGET)
    return OnPage(opened, WIDGET)


def settled(read, wanted, tries=60):
    """Read until it is what is wanted; give what it was at last."""
    for _ in range(tries):
        if (found := read()) == wanted:
            break
        time.sleep(0.1)
    return found


def test_it_plays_and_pauses_and_other_cells_run_meanwhile(playground: OnPage):
    playground.press("Play")
    playground.wait_for("n > 20")
    first = playground.state()
    assert first["playing"]
    assert playground.state()["iteration"] > first["iteration"]
    playground.press("Pause")
    playground.root.get_by_role("button", name="Play", exact=True).wait_for()
    rests = playground.state()
    assert not rests["playing"]
    assert playground.state()["iteration"] == rests["iteration"] == playground.shown()
    assert rests["cost"] < first["cost"]


def test_steps_and_reset(playground: OnPage):
    start = playground.state()
    playground.press("Step")
    playground.wait_for("n == 1")
    playground.press("Step × 10")
    playground.wait_for("n == 11")
    assert playground.state()["moves"] == [["Steps", 11, 0.3]]
    playground.press("Reset")
    playground.wait_for("n == 0")
    assert playground.state() == start


def test_the_surface_changes_with_the_steps(playground: OnPage):
    canvas = playground.root.locator(".stage > canvas")
    look = "canvas => canvas.toDataURL()"
    before = canvas.evaluate(look)
    playground.press("Step × 10")
    playground.wait_for("n == 10")
    playground.page.wait_for_timeout(200)
    after = canvas.evaluate(look)
    assert after != before
    playground.page.wait_for_timeout(300)
    assert canvas.evaluate(look) == after


def test_a_unit_that_is_pointed_at_is_drawn_large(playground: OnPage):
    canvas = playground.root.locator(".stage > canvas")
    plane = playground.root.locator(".plane").bounding_box()
    stage = canvas.bounding_box()
    corner = [plane["x"] - stage["x"] + 3, plane["y"] - stage["y"] + 3, plane["width"] - 6, plane["height"] - 6]
    look = "(canvas, box) => canvas.getContext('2d').getImageData(...box).data.reduce((sum, x) => (sum * 31 + x) % 1e9)"
    before = canvas.evaluate(look, corner)
    for unit in (0, 1):
        box = playground.handle(f"b1[{unit}, 0]").bounding_box()
        playground.page.mouse.move(box["x"] + 12, box["y"] + 12)
        playground.root.get_by_text(f"hidden unit {unit + 1}:").wait_for()
        assert canvas.evaluate(look, corner) != before
    playground.page.mouse.move(stage["x"] + 3, stage["y"] + 30)
    playground.root.get_by_text("parameters to learn").wait_for()
    assert canvas.evaluate(look, corner) == before


def test_the_rate_changes_while_it_runs_and_the_weights_stay(playground: OnPage):
    playground.press("Play")
    playground.wait_for("n > 10")
    playground.root.get_by_label("Learning rate α").press("ArrowRight")
    before = playground.shown()
    playground.wait_for(f"n > {before} + 10")
    playground.press("Pause")
    playground.root.get_by_role("button", name="Play", exact=True).wait_for()
    (_, some, slow), (_, more, fast) = playground.state()["moves"]
    assert (slow, fast) == (0.3, 0.5)
    assert some > 10
    assert more > 0
    assert some + more == playground.shown()


def test_more_hidden_units_keep_the_trained_ones(playground: OnPage):
    playground.press("Step × 10")
    playground.wait_for("n == 10")
    before = playground.state()["W1"]
    playground.root.get_by_label("Hidden units").press("ArrowRight")
    playground.handle("W1[3, 0]").wait_for(state="attached")
    after = playground.state()
    assert after["units"] == 4
    assert after["W1"][:3] == before
    assert after["iteration"] == 10


def test_a_unit_is_added_and_taken_away_beside_the_picture_of_them(playground: OnPage):
    before = playground.state()["W1"]
    for name, count in (("one more unit", 4), ("one unit less", 3), ("one unit less", 2)):
        playground.press(name)
        assert settled(lambda: playground.state()["units"], count) == count
    assert playground.state()["W1"] == before[:2]


def test_the_edges_run_while_it_trains_and_rest_when_it_pauses_or_motion_is_reduced(playground: OnPage):
    drawn = """() => {
        const pen = CanvasRenderingContext2D.prototype, { stroke } = pen;
        window.offsets = new Set();
        pen.stroke = function () { window.offsets.add(this.lineDashOffset); return stroke.call(this); };
    }"""
    playground.page.evaluate(drawn)
    for calm in (False, True):
        playground.page.emulate_media(reduced_motion="reduce" if calm else "no-preference")
        playground.page.evaluate("() => window.offsets.clear()")
        playground.press("Play")
        playground.wait_for(f"n > {playground.shown() + 20}")
        playground.press("Pause")
        playground.root.get_by_role("button", name="Play", exact=True).wait_for()
        assert (playground.page.evaluate("() => window.offsets.size") > 3) != calm
    playground.page.emulate_media(reduced_motion="no-preference")


def test_a_weight_by_arrow_keys_by_typing_and_by_a_drag(playground: OnPage):
    start = playground.state()["W1"][1][0]
    playground.handle("W1[1, 0]").focus()
    playground.page.keyboard.press("ArrowUp")
    assert settled(lambda: playground.state()["W1"][1][0], pytest.approx(start + 0.1, abs=1e-6))
    playground.handle("W1[1, 0]").focus()
    for key in ("2", ".", "5", "Enter"):
        playground.page.keyboard.press(key)
    assert settled(lambda: playground.state()["W1"][1][0], 2.5) == 2.5
    cost = playground.root.locator(".scores td").nth(1).inner_text()
    box = playground.handle("W1[1, 0]").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    playground.page.mouse.move(x, y)
    playground.page.mouse.down()
    for i in range(1, 101):
        playground.page.mouse.move(x, y + i)
    playground.page.mouse.up()
    assert settled(lambda: playground.state()["W1"][1][0], 0.5) == 0.5
    assert playground.root.locator(".scores td").nth(1).inner_text() != cost


def test_points_are_added_moved_and_taken_away_with_the_mouse(playground: OnPage):
    box = playground.root.locator(".plane").bounding_box()

    def at(u: float, v: float) -> tuple[float, float]:
        return box["x"] + u * box["width"], box["y"] + (1 - v) * box["height"]

    mouse = playground.page.mouse
    mouse.click(*at(0.5, 0.95))
    assert len(settled(lambda: playground.state()["points"], None, 3)) == 1
    ((x1, x2, label),) = playground.state()["points"]
    assert label == 1
    mouse.move(*at(0.5, 0.95))
    mouse.down()
    mouse.move(*at(0.6, 0.7), steps=5)
    mouse.up()
    ((moved, lower, _),) = settled(lambda: playground.state()["points"], None, 3)
    assert moved > x1
    assert lower < x2
    mouse.dblclick(*at(0.6, 0.7))
    assert settled(lambda: playground.state()["points"], []) == []


def test_points_are_added_moved_and_taken_away_with_keys(playground: OnPage):
    plane, keys = playground.root.locator(".plane"), playground.page.keyboard
    playground.root.get_by_role("radio").last.focus()
    keys.press("Shift+Tab")  # the browser shows a focus that came by a key
    plane.focus()
    for key in ("ArrowUp", "0", "m", "Shift+ArrowRight", "m"):
        keys.press(key)
        playground.page.wait_for_timeout(150)
    ((x1, x2, label),) = settled(lambda: playground.state()["points"], None, 3)
    assert label == 0
    assert x1 > 0.5
    assert 0 < x2 < 0.5
    plane.focus()
    keys.press("Delete")
    assert settled(lambda: playground.state()["points"], []) == []


def test_a_run_is_pinned_and_taken_away(playground: OnPage):
    playground.press("Step × 10")
    playground.wait_for("n == 10")
    playground.press("Compare")
    playground.press("Pin this run")
    playground.root.locator(".pins tbody tr").wait_for()
    assert playground.state()["pins"] == [[10, 0.3]]
    assert playground.root.locator(".pins tbody td").nth(3).inner_text() == "10"
    playground.press("remove pin 1")
    playground.root.locator(".pins tbody tr").wait_for(state="detached")


def test_the_code_comes_to_the_same_cost_and_the_text_to_the_same_state(playground: OnPage):
    playground.press("Step × 10")
    playground.wait_for("n == 10")
    playground.root.get_by_label("Learning rate α").press("ArrowRight")
    playground.handle("b1[2, 0]").focus()
    playground.page.keyboard.press("PageUp")
    playground.press("Step × 10")
    playground.wait_for("n == 20")
    playground.press("Export")
    playground.press("Code")
    area = playground.root.locator("textarea")
    playground.page.wait_for_function("area => area.value.includes('print')", arg=area.element_handle())
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(area.input_value(), {})
    state = playground.state()
    assert float(out.getvalue()) == state["cost"]
    assert [move[0] for move in state["moves"]] == ["Steps", "Weight", "Steps"]
    playground.press("State as text")
    playground.page.wait_for_function("area => area.value.startsWith('nnlib1.')", arg=area.element_handle())
    assert area.input_value() == state["text"]
    playground.press("Reset")
    playground.wait_for("n == 0")
    playground.press("Load state from text")
    playground.wait_for("n == 20")
    assert playground.state() == state
    area.fill("nnlib1.not-a-state")
    playground.press("Load state from text")
    playground.root.get_by_text("this is not the text of a playground's state").wait_for()


def test_the_picture_that_is_saved_is_drawn_for_a_sharp_screen(playground: OnPage):
    playground.press("Step × 10")
    playground.wait_for("n == 10")
    playground.press("Export")
    with playground.page.expect_download() as download:
        playground.press("Picture (.png)")
    saved = np.asarray(Image.open(download.value.path()).convert("L"), dtype=float)
    stage, plane = (playground.root.locator(name).bounding_box() for name in (".stage", ".plane"))
    assert saved.shape[1] == 2 * round(playground.root.evaluate("root => root.parentElement.clientWidth"))
    row = saved[round(2 * (plane["y"] - stage["y"]) + 60)]
    edge = round(2 * (plane["x"] - stage["x"]))
    assert (np.abs(np.diff(row[edge - 6 : edge + 6])) > 20).sum() <= 2  # the surface begins from one pixel to the next


def test_one_goes_back_to_earlier_states(playground: OnPage):
    for count in (1, 2, 3):
        playground.press("Step")
        playground.wait_for(f"n == {count}")
    playground.root.get_by_label("History").press("ArrowLeft")
    playground.wait_for("n == 2")
    playground.press("Step × 10")
    playground.wait_for("n == 12")
    assert playground.state()["moves"] == [["Steps", 12, 0.3]]


def test_a_run_at_learning_rate_100_explains_itself(playground: OnPage):
    playground.root.get_by_label("Learning rate α").focus()
    for _ in range(10):
        playground.page.keyboard.press("ArrowRight")
    assert settled(lambda: playground.state()["rate"], 100) == 100
    playground.press("Step × 10")
    playground.root.get_by_text("The cost first rose at iteration 1").wait_for()
    words = playground.root.locator(".why").inner_text()
    assert "−α‖∇J‖²" in words
    assert "is the largest rate on the slider that would have lowered the cost" in words


def test_it_stops_when_its_cell_is_run_again_and_two_play_at_once(opened: Lab, playground: OnPage):
    playground.press("Play")
    playground.wait_for("n > 10")
    opened.run_cell(SLOW)
    second = OnPage(opened, SLOW)
    second.press("Play")
    second.wait_for("n > 10")
    assert playground.state()["playing"]
    opened.run_cell(WIDGET)
    opened.run_cell(SECOND)

    def first_plays() -> str:
        opened.run_cell(SECOND)
        return "".join(next(o["text"] for n, o in opened.outputs() if n == SECOND)).strip()

    assert settled(first_plays, "False") == "False"
    OnPage(opened, SLOW).press("Pause")


FOCUSABLE = """root => [...root.querySelectorAll('button, select, input, textarea, [tabindex="0"]')]
    .filter(element => !element.disabled && element.offsetParent && element.tabIndex >= 0 && element.type !== 'file')
    .filter(element => element.type !== 'radio' || element.checked).length"""


def test_the_keyboard_reaches_everything(playground: OnPage):
    page, root = playground.page, playground.root
    root.get_by_role("button", name="Play", exact=True).focus()
    reached = {page.evaluate("() => document.activeElement.outerHTML")}
    count = root.evaluate(FOCUSABLE)
    for _ in range(count + 3):
        page.keyboard.press("Tab")
        if not root.evaluate("root => root.contains(document.activeElement)"):
            break
        focused = "() => (document.activeElement.dataset.seen ??= Math.random(), document.activeElement.dataset.seen)"
        reached.add(page.evaluate(focused))
    assert len(reached) >= count
    playground.handle("W1[0, 0]").focus()
    names = []
    for _ in range(13):
        names.append(page.evaluate("() => document.activeElement.getAttribute('aria-label').split(']')[0]"))
        page.keyboard.press("ArrowRight")
    assert len(set(names)) == len(names) == 3 * 4 + 1


def test_keys_leave_the_notebook_as_it_is(playground: OnPage):
    before = playground.lab.state()
    for locator in (
        playground.handle("W1[0, 0]"),
        playground.root.locator(".plane"),
        playground.root.get_by_label("Speed"),
    ):
        locator.focus()
        for key in ("b", "d", "d", "x", "z"):
            playground.page.keyboard.press(key)
    after = playground.lab.state()
    assert (after["sources"], after["counts"]) == (before["sources"], before["counts"])


@pytest.mark.parametrize("theme", get_args(Theme))
def test_axe_finds_no_violation(playground: OnPage, theme: Theme):
    playground.lab.theme(theme)
    page: Page = playground.page
    playground.press("Step × 10")
    playground.wait_for("n == 10")
    page.evaluate(AXE)
    found = []
    for fold in ("Data and start", "Parameters and gradients", "Compare", "Export"):
        playground.press(fold)
        if fold == "Compare":
            playground.press("Pin this run")
            playground.root.locator(".pins tbody tr").wait_for()
        part = ".nnlib-playground" if fold == "Data and start" else ".nnlib-playground .panel:not([hidden])"
        result = page.evaluate("part => axe.run(part)", part)
        found += [(fold, v["id"], v["help"], [n["html"][:200] for n in v["nodes"]]) for v in result["violations"]]
    playground.lab.theme("JupyterLab Light")
    assert found == []


def test_no_text_is_below_11_pixels(playground: OnPage):
    sizes = playground.root.evaluate(
        "root => [...root.querySelectorAll('*')].map(e => parseFloat(getComputedStyle(e).fontSize))"
    )
    assert min(sizes) >= 11


def test_it_says_nothing_while_it_plays_and_how_the_run_stands_once_it_pauses(playground: OnPage):
    playground.root.locator(".status").evaluate(
        "status => { window.said = []; new MutationObserver(() => window.said.push(status.textContent))"
        ".observe(status, {childList: true}); }"
    )
    for count in (1, 2):  # what is to be said of the second is still to come when it begins to play
        playground.press("Step")
        playground.wait_for(f"n == {count}")
        playground.page.wait_for_timeout(100)
    playground.press("Play")
    playground.wait_for("n > 2")
    playground.page.evaluate("() => { window.said = [] }")
    playground.page.wait_for_timeout(2500)  # longer than from one sentence to the next
    assert playground.page.evaluate("() => window.said") == []
    assert playground.root.locator("[aria-live], [role=status], [role=alert], output:not([aria-hidden])").count() == 1
    playground.root.locator(".plane").press("ArrowUp")  # what a hand asks for is said
    playground.root.locator(".status").filter(has_text="ŷ is").wait_for(state="attached")
    playground.press("Pause")
    playground.page.wait_for_function("() => window.said.length === 2")
    said = playground.page.evaluate("() => window.said[1]")
    assert said.startswith(f"iteration {playground.shown()}, cost ")


def test_it_stops_by_itself_at_the_iteration_that_is_typed(playground: OnPage):
    field = playground.root.get_by_role("spinbutton", name="Stop at iteration")
    assert (field.input_value(), field.get_attribute("placeholder")) == ("", "never")
    field.focus()
    for key in ("4", "0", "Enter"):
        playground.page.keyboard.press(key)
    playground.press("Play")
    playground.wait_for("n == 40")
    playground.root.get_by_role("button", name="Play", exact=True).wait_for()
    assert playground.state()["moves"] == [["Steps", 40, 0.3]]
    playground.press("Play")
    playground.root.get_by_text("clear “Stop at iteration” to go on").wait_for()
    field.fill("")
    field.press("Enter")
    playground.press("Play")
    playground.wait_for("n > 40")
    playground.press("Pause")


def test_held_out_examples_and_shades_are_hidden_by_keys(playground: OnPage):
    canvas, look = playground.root.locator(".stage > canvas"), "canvas => canvas.toDataURL()"
    looks = [canvas.evaluate(look)]
    for box in ("held out (100), to test it", "classes only"):
        playground.root.get_by_label(box).press("Space")
        looks.append(canvas.evaluate(look))
    assert len(set(looks)) == 3
    for box in ("classes only", "held out (100), to test it"):
        playground.root.get_by_label(box).press("Space")
    assert canvas.evaluate(look) == looks[0]


def test_a_data_set_is_chosen_by_its_picture_with_the_mouse_and_with_keys(playground: OnPage):
    group = playground.root.get_by_role("group", name="Data", exact=True)
    assert group.locator("canvas").evaluate_all("all => new Set(all.map(canvas => canvas.toDataURL())).size") == 6
    group.get_by_title("spiral").click()
    playground.root.get_by_text("second arm").first.wait_for()
    assert group.get_by_role("radio", name="spiral").is_checked()
    playground.page.keyboard.press("ArrowLeft")
    playground.wait_for("n == 0")
    assert group.get_by_role("radio", name="xor").is_checked()


def test_data_of_ones_own_are_in_the_menu_of_the_data_alone(opened: Lab, playground: OnPage):
    opened.run_cell(SLOW)
    own = OnPage(opened, SLOW).root
    assert own.get_by_role("radio", name="Palmer penguins").is_checked()
    own.get_by_text("Activation", exact=True).click()  # each label belongs to the control of its own playground
    assert own.evaluate("root => root.contains(document.activeElement)")
    names = own.get_by_role("combobox", name="Activation").evaluate("menu => [...menu.options].map(one => one.text)")
    assert names == ["tanh", "sigmoid", "relu"]
    opened.run_cell(WIDGET)


def test_new_data_and_a_new_start_begin_other_runs(playground: OnPage):
    first = playground.state()
    playground.press("Data and start")
    playground.press("New start")
    start = settled(lambda: playground.state()["W1"] != first["W1"], True) and playground.state()
    playground.press("New data")
    assert settled(lambda: playground.state()["cost"] != start["cost"], True)
    assert playground.state()["W1"] == start["W1"] != first["W1"]


def test_the_costs_at_the_start_are_seen(playground: OnPage):
    """At iteration 0 a curve is one point: there is ink of the run's colour on the panel's axis of costs."""
    dot = """canvas => {
        const pixels = canvas.getContext('2d').getImageData(40, 0, 9, canvas.height).data;
        let count = 0;
        for (let k = 0; k < pixels.length; k += 4) count += pixels[k + 3] > 200 && pixels[k + 2] - pixels[k + 1] > 60;
        return count;
    }"""
    assert playground.root.locator(".side > canvas").evaluate(dot) > 10


def test_a_number_below_zero_has_a_minus_sign_where_it_is_typed(playground: OnPage):
    playground.handle("b1[0, 0]").focus()
    for key in ("-", "2", "Enter"):
        playground.page.keyboard.press(key)
    assert settled(lambda: playground.state()["b1"][0][0], -2) == -2
    playground.handle("b1[0, 0]").focus()
    playground.page.keyboard.press("Enter")
    assert playground.root.locator(".editor input").input_value() == "−2"
    playground.page.keyboard.press("Escape")
