"""The playground in a browser: pictures a second, the share of `train`'s epochs, key to picture, and memory.

What `train` alone takes is measured in the same kernel right before and after, so that other work on the machine counts
for both alike.  `python -m tests.benchmarks.playground` prints the figures; `--minutes 10` watches memory longer.
"""

import argparse
import json
import statistics
import tempfile
from pathlib import Path

import pytest

from tests.benchmarks.latency import _WATCH as WATCH
from tests.browser.browsers import find_browser
from tests.browser.lab import Lab
from tests.browser.running import running_lab

SECONDS = 10
ROUNDS = 5
KEYS = 15
PICTURES, SHARE, KEY_MS, GROWTH = 50, 0.25, 35, 0.10
WIDGET, COUNT, TRAIN = range(3)  # the cells
CELLS = (
    "from nnlib import explore_playground\n\nw = explore_playground('moons', m=533)  # of which 400 are trained on\nw",
    "import json, resource, time\n\nprint(json.dumps([time.perf_counter(), w._player._drawn, w.state.iteration,\n"
    "    int(open('/proc/self/statm').read().split()[1]) * resource.getpagesize()]))",
    "import json, time\nfrom nnlib import train\n\nd, began = w.state.data, time.perf_counter()\n"
    "train(d.X, d.Y, hidden_units=8, learning_rate=0.3, iterations=3000, progress=False)\n"
    "print(json.dumps(3000 / (time.perf_counter() - began)))",
)


def measure(rounds: int = ROUNDS, minutes: float = 1) -> dict[str, float] | None:
    """Give the figures by name; None without a browser."""
    try:
        find_browser()
    except pytest.skip.Exception:
        return None
    with tempfile.TemporaryDirectory() as place, running_lab(Path(place)) as lab:
        return measure_in(lab, rounds, minutes=minutes)


def measure_in(
    lab: Lab, rounds: int, *, minutes: float, seconds: float = SECONDS, keys: int = KEYS
) -> dict[str, float]:
    """Do so in a JupyterLab that runs."""
    lab.open_new("playground.ipynb", CELLS)
    lab.run_cell(WIDGET)
    root = lab.show(WIDGET).locator(".nnlib-playground")
    root.get_by_label("Hidden units").wait_for()
    times = [_key(lab, ("ArrowRight", "ArrowLeft")[turn % 2]) for turn in range(KEYS + 1)][1:]
    root.get_by_role("button", name="Reset").click()
    root.get_by_label("Speed").select_option(label="fastest")
    pictures, shares = [], []
    for _ in range(rounds):
        alone = [_read(lab, TRAIN)]
        shown, epochs = _play(lab, seconds)
        alone.append(_read(lab, TRAIN))
        pictures.append(shown)
        shares.append(epochs / statistics.mean(alone))
    kernel, page = _memory(lab, minutes)
    if failures := lab.failures():
        raise RuntimeError("\n".join(failures))
    lab.close()
    return {
        "pictures": statistics.median(pictures),
        "share": statistics.median(shares),
        "key": statistics.median(times),
        "kernel": kernel,
        "page": page,
        "minutes": minutes,
    }


def _read(lab: Lab, number: int):
    lab.run_cell(number)
    (text,) = [output["text"] for cell, output in lab.outputs() if cell == number]
    lab.show(WIDGET)
    return json.loads("".join(text))


def _play(lab: Lab, seconds: float) -> tuple[float, float]:
    """Play for so long; give the pictures and the epochs a second."""
    root = lab.show(WIDGET).locator(".nnlib-playground")
    root.get_by_role("button", name="Play", exact=True).click()
    lab.page.wait_for_timeout(500)
    before = _read(lab, COUNT)
    lab.page.wait_for_timeout(1000 * seconds)
    after = _read(lab, COUNT)
    root.get_by_role("button", name="Pause", exact=True).click()
    root.get_by_role("button", name="Play", exact=True).wait_for()
    time = after[0] - before[0]
    return (after[1] - before[1]) / time, (after[2] - before[2]) / time


def _key(lab: Lab, key: str) -> float:
    """Press a key on the slider of hidden units; give the milliseconds until the picture is another one."""
    cell = lab.show(WIDGET)
    lab.page.wait_for_timeout(500)
    cell.evaluate(WATCH)
    cell.get_by_label("Hidden units").press(key)
    return lab.page.evaluate("() => window.latency")


def _memory(lab: Lab, minutes: float) -> tuple[float, float]:
    """Play; give by which part the kernel's and the page's memory grow after a tenth of the time."""
    session = lab.page.context.new_cdp_session(lab.page)

    def both() -> tuple[float, float]:
        session.send("HeapProfiler.collectGarbage")
        used = session.send("Runtime.getHeapUsage")["usedSize"]
        return _read(lab, COUNT)[3], used

    root = lab.show(WIDGET).locator(".nnlib-playground")
    root.get_by_role("button", name="Play", exact=True).click()
    lab.page.wait_for_timeout(6000 * minutes)
    before = both()
    lab.page.wait_for_timeout(54_000 * minutes)
    after = both()
    root.get_by_role("button", name="Pause", exact=True).click()
    kernel, page = (late / early - 1 for early, late in zip(before, after, strict=True))
    return kernel, page


def table(found: dict[str, float] | None) -> list[list[str]]:
    """Rows of a Markdown table."""
    if found is None:
        return [["the playground, 400 examples, 8 hidden units", ""], ["there is no browser here", ""]]
    return [
        ["the playground, 400 examples, 8 hidden units", ""],
        ["pictures a second", f"{found['pictures']:.0f}"],
        ["its epochs a second, as a part of what `train` alone takes", f"{found['share']:.0%}"],
        ["from a key on a slider to the changed picture, ms", f"{found['key']:.0f}"],
        [f"the kernel's memory grows in {found['minutes']:g} min by", f"{found['kernel']:+.1%}"],
        [f"the page's memory grows in {found['minutes']:g} min by", f"{found['page']:+.1%}"],
    ]


def goals(found: dict[str, float] | None) -> list[list]:
    """Say what was to be reached, what was, and whether it was enough."""
    if found is None:
        return []
    key, pictures, share, grown = found["key"], found["pictures"], found["share"], max(found["kernel"], found["page"])
    enough = (pictures >= PICTURES and share >= SHARE) or (pictures >= 30 and share >= 0.5)
    told = f"{pictures:.0f}, {share:.0%}"
    return [
        ["playground: 50 pictures a second with a quarter of train's epochs, or 30 with half of them", told, enough],
        [f"playground: from a key to the picture, at most {KEY_MS} ms", f"{key:.0f} ms", key <= KEY_MS],
        ["playground: memory grows by at most 10 %", f"{grown:+.1%}", grown <= GROWTH],
    ]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.playground", description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--minutes", type=float, default=1)
    given = parser.parse_args()
    found = measure(given.rounds, given.minutes)
    for row in [*table(found), *goals(found)]:
        print(*row, sep=" | ", flush=True)


if __name__ == "__main__":
    main()
