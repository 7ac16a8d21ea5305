"""When a move is shown, where an event loop runs; what a hand sees of it is tried in the browser."""

import asyncio

import ipywidgets

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


def test_without_a_loop_each_move_is_shown():
    explorer, computed = counting()
    explorer.controls["units"].value = 2
    assert explorer.text.value == "2 units"
    explorer.controls["units"].value = 3
    assert computed == [2, 3]
