"""When a move is shown, where an event loop runs; what a hand sees of it is tried in the browser."""

import asyncio

import ipywidgets
import pytest

from nnlib import Explorer, draw, plot_cost
from nnlib.widgets import explorer as explorer_module


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


def test_a_move_right_after_a_frame_waits_for_a_further_one_but_not_for_ever(monkeypatch: pytest.MonkeyPatch):
    async def move_twice(longest: float) -> list[int]:
        monkeypatch.setattr(explorer_module, "QUIET", 3600)
        monkeypatch.setattr(explorer_module, "REST", 3600)
        monkeypatch.setattr(explorer_module, "LONGEST_WAIT", longest)
        explorer, computed = counting()
        explorer.refresh()
        computed.clear()
        for units in (2, 3):
            explorer.controls["units"].value = units
        for _ in range(5):
            await asyncio.sleep(0)
        return computed

    assert asyncio.run(move_twice(3600)) == []
    assert asyncio.run(move_twice(0)) == [3]


def test_without_a_loop_each_move_is_shown():
    explorer, computed = counting()
    explorer.controls["units"].value = 2
    assert explorer.text.value == "2 units"
    explorer.controls["units"].value = 3
    assert computed == [2, 3]
