"""When a move is shown, where an event loop runs; what a hand sees of it is tried in the browser."""

import asyncio
import gc
import io
import time
import weakref
from collections.abc import Iterator

import ipywidgets
import pytest
from IPython.core.formatters import DisplayFormatter
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from PIL import Image

from nnlib import Explorer, draw, explore_parameters, load_penguins, plot_cost


def counting() -> tuple[Explorer[int], list[int]]:
    computed: list[int] = []

    def compute(units: int) -> int:
        computed.append(units)
        return units

    explorer = Explorer(
        {"units": ipywidgets.IntSlider(1, min=1, max=40)},
        compute,
        lambda units: draw(plot_cost, [1.0, 1 / units]),
        lambda picture, units: picture.drawings[0].update([1.0, 1 / units]),
        lambda units: f"{units} units",
    )
    computed.clear()
    return explorer, computed


def test_the_first_move_after_a_rest_is_shown_in_the_next_turn_of_the_loop():
    async def move():
        explorer, computed = counting()
        explorer.controls["units"].value = 2
        assert computed == []
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        return computed

    assert asyncio.run(move()) == [2]


def test_of_moves_that_arrive_together_only_the_last_is_computed():
    async def move():
        explorer, computed = counting()
        for units in range(2, 32):
            explorer.controls["units"].value = units
        async with asyncio.timeout(60):
            while explorer.text.value != "31 units":
                await asyncio.sleep(0.001)
        return computed

    assert asyncio.run(move()) == [31]


class Clock:
    """Seconds that pass when a test says so; the event loop and the widget go by them."""

    now = 1000.0

    async def go_on(self, seconds: float) -> None:
        self.now += seconds
        for _ in range(3):
            await asyncio.sleep(0)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(time, "monotonic", lambda: clock.now)
    return clock


def test_of_moves_right_after_a_frame_the_last_is_shown_when_the_hand_rests(clock: Clock):
    async def move() -> list[int]:
        explorer, computed = counting()
        explorer.refresh()
        computed.clear()
        for units in (2, 3):
            explorer.controls["units"].value = units
            await clock.go_on(0.001)
            assert computed == []
        await clock.go_on(0.02)
        return computed

    assert asyncio.run(move()) == [3]


def test_a_hand_that_never_rests_sees_its_picture_follow(clock: Clock):
    async def move() -> list[int]:
        explorer, computed = counting()
        explorer.refresh()
        computed.clear()
        for millisecond in range(1000):
            explorer.controls["units"].value = 2 + millisecond % 38
            await clock.go_on(0.001)
        return computed

    assert 15 <= len(asyncio.run(move())) <= 60


def test_two_widgets_that_are_moved_in_turn_draw_as_few_frames_as_one(clock: Clock):
    """The moves arrive faster than their frames are drawn: each waits for those that are queued behind it."""

    async def move() -> tuple[list[int], list[int]]:
        (one, first), (other, second) = counting(), counting()
        for number in range(200):
            for explorer in (one, other):
                explorer.controls["units"].value = 2 + number % 38
                await clock.go_on(0.001)
        await clock.go_on(0.1)
        return first, second

    for computed in asyncio.run(move()):
        assert len(computed) <= 20
        assert computed[-1] == 2 + 199 % 38


def test_on_a_narrower_page_the_picture_is_drawn_anew_and_shown_as_wide_as_it_is():
    explorer, computed = counting()
    before = explorer.image.value
    explorer.attendant.room = [500, 1]
    assert explorer.image.value == explorer.picture.png() != before
    assert explorer.image.layout.width == "500px"
    assert Image.open(io.BytesIO(explorer.image.value)).size == (500, 400)
    explorer.attendant.room = [900, 2]
    assert explorer.image.layout.width == "640px"
    assert Image.open(io.BytesIO(explorer.image.value)).size == (1280, 800)
    assert computed == []


def live_widgets() -> set[str]:
    """Those that ipywidgets, 8 or 7, knows to be live."""
    module = ipywidgets.widgets.widget
    return set(module._instances if hasattr(module, "_instances") else module.Widget.widgets)


def test_closing_closes_every_part():
    before = live_widgets()
    explorer, _ = counting()
    assert live_widgets() - before
    explorer.close()
    assert live_widgets() - before == set()
    explorer.controls["units"].value = 7
    assert explorer.text.value == "1 units"


def test_of_a_closed_widget_that_ipython_keeps_the_picture_and_the_data_are_gone():
    explorer, _ = counting()
    parts = [weakref.ref(explorer.picture), weakref.ref(explorer._compute)]
    explorer.close()
    explorer.close()
    gc.collect()
    assert [part() for part in parts] == [None, None]


class Shell:
    """What IPython knows of the message that it answers."""

    def __init__(self) -> None:
        self.cell, self.run = "a", 0

    def get_parent(self) -> dict:
        return {"metadata": {"cellId": self.cell}, "header": {"msg_id": str(self.run)}}

    def show(self, *explorers: Explorer, cell: str = "a") -> None:
        self.cell, self.run = cell, self.run + 1
        for explorer in explorers:
            explorer._repr_mimebundle_()


def is_live(explorer: Explorer) -> bool:
    return explorer.comm is not None


def test_a_cell_that_is_run_again_closes_what_it_showed(monkeypatch: pytest.MonkeyPatch):
    shell = Shell()
    monkeypatch.setattr("IPython.get_ipython", lambda: shell)
    first, beside, second, elsewhere = (counting()[0] for _ in range(4))
    shell.show(first, beside)
    shell.show(elsewhere, cell="b")
    assert all(map(is_live, (first, beside, elsewhere)))
    shell.show(beside, second)
    assert not is_live(first)
    assert all(map(is_live, (beside, second, elsewhere)))
    shell.show(second, cell="b")
    assert not is_live(elsewhere)
    shell.show(cell="a")
    shell.show(counting()[0], cell="a")
    assert not is_live(beside)
    assert is_live(second), "another cell shows it"


@pytest.fixture
def formatter() -> Iterator[DisplayFormatter]:
    yield InteractiveShell.instance().display_formatter
    InteractiveShell.clear_instance()


def test_a_cell_shows_the_live_widget_once(formatter: DisplayFormatter):
    explorer, _ = counting()
    with capture_output() as displayed:
        bundle, _ = formatter.format(explorer)
    shown = [data for data in (bundle, *(output.data for output in displayed.outputs)) if data]
    views = [data["application/vnd.jupyter.widget-view+json"] for data in shown]
    assert [view["model_id"] for view in views] == [explorer.model_id]


def test_what_shows_is_the_picture_of_the_last_frame():
    explorer, _ = counting()
    explorer.controls["units"].value = 4
    assert explorer.image.value == explorer.picture.png()
    assert explorer.attendant.alt == explorer.picture.alt
    assert explorer.picture.alt.endswith("to 0.2500 at the end.")


def test_without_a_loop_each_move_is_shown():
    explorer, computed = counting()
    explorer.controls["units"].value = 2
    assert explorer.text.value == "2 units"
    explorer.controls["units"].value = 3
    assert computed == [2, 3]


def test_lesson_01_says_its_numbers_above_the_tall_picture_and_others_below():
    for widget, above in ((explore_parameters(load_penguins()), True), (counting()[0], False)):
        parts = list(widget.children)
        assert (parts.index(widget.text) < parts.index(widget.frame)) == above
