"""When a move is shown, where an event loop runs; what a hand sees of it is tried in the browser."""

import asyncio
import time

import ipywidgets
import pytest

from nnlib import Explorer, draw, plot_cost


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


def test_what_shows_is_the_picture_of_the_last_frame():
    explorer, _ = counting()
    explorer.controls["units"].value = 4
    assert explorer.image.value == explorer.picture.png()
    assert explorer.image.tooltip == explorer.alt.children[0].value == explorer.picture.alt
    assert explorer.picture.alt.endswith("to 0.2500 at the end.")


def test_without_a_loop_each_move_is_shown():
    explorer, computed = counting()
    explorer.controls["units"].value = 2
    assert explorer.text.value == "2 units"
    explorer.controls["units"].value = 3
    assert computed == [2, 3]
