"""From a key on a slider to the changed picture, in JupyterLab in a browser, beside the usual ways to do it.

All contenders show the same pictures of the same trained networks, so that drawing and sending is what differs.  Each
has a notebook of its own, as a learner has it.  They take turns: what disturbs the machine disturbs them all alike.
Every lesson's widget is timed, too, each beside an inline figure in the same notebook.
`python -m tests.benchmarks.latency` prints both tables.
"""

import importlib.util
import statistics
import tempfile
from pathlib import Path

import pytest

from tests.browser.browsers import find_browser
from tests.browser.running import running_lab

NNLIB, INLINE, IPYMPL = "nnlib", "ipywidgets' interactive, inline figure", "ipympl, artists updated"
CURVE, BOTH = "cost curve", "boundary and cost curve"
ROUNDS, TURNS = 20, 4
MOST_OF_INLINE = 1 / 3
MOST_MS = 60
KEYS = ("ArrowRight", "ArrowLeft")

SETUP = """
import ipywidgets
import matplotlib.pyplot as plt
from matplotlib.figure import Figure

from nnlib import Explorer, draw_side_by_side, make_moons, plot_boundary, plot_cost, train

data = make_moons()
given = {"hidden_units": 4, "learning_rate": 1.0, "iterations": 300}
runs = [train(data.X, data.Y, seed=seed, **given) for seed in range(3)]


def curve(ax, run):
    return plot_cost(ax, run.costs)


def boundary(ax, run):
    return plot_boundary(ax, run.parameters, data)


SHOWN = {curve: lambda run: run.costs, boundary: lambda run: run.parameters}


def slider():
    return ipywidgets.IntSlider(1, min=0, max=2, description="seed")


def draw_on(figure, plots, run):
    axes = figure.subplots(1, len(plots), squeeze=False)[0]
    return [plot(ax, run) for plot, ax in zip(plots, axes, strict=True)]


def update(drawings, plots, run):
    changed = [drawing.update(SHOWN[plot](run)) for plot, drawing in zip(plots, drawings, strict=True)]
    return any(changed)


def with_nnlib(plots, size):
    return Explorer(
        {"seed": slider()},
        lambda seed: runs[seed],
        lambda run: draw_side_by_side(*[lambda ax, plot=plot: plot(ax, run) for plot in plots], size=size),
        lambda picture, run: update(picture.drawings, plots, run),
        lambda run: f"cost {run.costs[-1]:.4f}",
    )


def with_interactive(plots, size):
    def show(seed):
        draw_on(plt.figure(figsize=size, layout="constrained"), plots, runs[seed])
        plt.show()

    return ipywidgets.interactive(show, seed=slider())


def with_ipympl(plots, size):
    from ipympl.backend_nbagg import Canvas, FigureManager

    figure, control = Figure(figsize=size, layout="constrained"), slider()
    manager = FigureManager(Canvas(figure), 0)
    drawings = draw_on(figure, plots, runs[1])

    def moved(change):
        update(drawings, plots, runs[change.new])
        manager.canvas.draw_idle()

    control.observe(moved, names="value")
    return ipywidgets.VBox([control, manager.canvas])
"""
MAKERS = {NNLIB: "with_nnlib", INLINE: "with_interactive", IPYMPL: "with_ipympl"}
PICTURES = {CURVE: "[curve], (6.4, 4.0)", BOTH: "[boundary, curve], (9.6, 4.0)"}
# By lesson: the widget as the lesson makes it, and the slider whose move takes it longest.
WIDGETS = {
    "00 playground": ("explore_playground('flower')", "Hidden units"),
    "01 parameters": ("explore_parameters(load_penguins())", "hidden units n1"),
    "02 one loss": ("explore_loss()", "prediction ŷ"),
    "02 short run": ("explore_cost(load_penguins(), seed=1)", "hidden units n1"),
    "03 one unit": ("explore_unit(np.array([[0.5], [0.0]]))", "weight w1"),
    "03 network": ("explore_forward(make_moons(), seed=2)", "hidden units n1"),
    "04 path": ("explore_descent(load_penguins())", "learning rate α"),
    "05 graph": ("explore_graph(load_penguins())", "hidden units n1"),
    "06 mistakes": ("explore_mistakes(make_moons(200, seed=0))", "hidden units n1"),
    "07 loop": ("explore_vectorization(load_penguins())", "hidden units n1"),
    "08 map": ("explore_sweep(make_moons(), hidden_units=(1, 2, 4, 8, 20), iterations=100)", "learning rate α"),
}
INLINE_CELL = f"{MAKERS[INLINE]}({PICTURES[BOTH]})"

# Waits for a key; from then on looks at every animation frame whether the picture in this cell is another one.
WATCH = """cell => {
    const small = Object.assign(document.createElement('canvas'), {width: 96, height: 48});
    const context = small.getContext('2d', {willReadFrequently: true});
    const seen = () => {
        const sizes = [...cell.querySelectorAll('.jp-OutputArea-output img, .jp-OutputArea-output canvas')]
            .map(picture => [picture, picture.naturalWidth ?? picture.width, picture.naturalHeight ?? picture.height]);
        const [picture, width] = sizes.sort((one, other) => other[1] * other[2] - one[1] * one[2])[0] ?? [null, 0];
        if (!width || picture.complete === false) return null;
        context.fillStyle = 'white';
        context.fillRect(0, 0, 96, 48);
        context.drawImage(picture, 0, 0, 96, 48);
        return new Uint32Array(context.getImageData(0, 0, 96, 48).data.buffer);
    };
    const before = seen();
    const isAnother = now => now !== null && (before === null || now.some((pixel, i) => pixel !== before[i]));
    window.latency = new Promise((done, fail) => document.addEventListener('keydown', () => {
        const began = performance.now();
        const look = () => {
            if (isAnother(seen())) done(performance.now() - began);
            else if (performance.now() - began > 20000) fail(new Error('the picture does not change'));
            else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
    }, {once: true, capture: true}));
}"""


def measure(rounds=ROUNDS):
    """Give the median milliseconds by picture and contender, None for what is not installed; None without a browser."""
    try:
        find_browser()
    except pytest.skip.Exception:
        return None
    with tempfile.TemporaryDirectory() as place, running_lab(Path(place)) as lab:
        return measure_in(lab, rounds)


def measure_in(lab, rounds, pictures=PICTURES):
    """Do so in a JupyterLab that runs, with some of the pictures."""
    names = [name for name in MAKERS if name != IPYMPL or importlib.util.find_spec("ipympl")]
    taken = {(picture, name): [] for picture in pictures for name in names}
    for turn in range(min(rounds, TURNS)):
        for name in names:
            _open(lab, name, pictures)
            for number, picture in enumerate(pictures, 1):
                taken[picture, name] += _press_often(lab, number, len(range(turn, rounds, TURNS)))
            lab.close()
    found = {key: statistics.median(times) for key, times in taken.items()}
    return {picture: {name: found.get((picture, name)) for name in MAKERS} for picture in pictures}


def measure_widgets(rounds=ROUNDS):
    """Give the median milliseconds from a key to the picture by widget, and beside each those of an inline figure."""
    with tempfile.TemporaryDirectory() as place, running_lab(Path(place)) as lab:
        return measure_widgets_in(lab, rounds, WIDGETS)


def measure_widgets_in(lab, rounds, names):
    """Do so in a JupyterLab that runs, for some of the widgets."""
    found = {}
    for name in names:
        code, slider = WIDGETS[name]
        lab.open_new(
            "latency.ipynb", [SETUP.strip(), f"import numpy as np\nfrom nnlib import *\n\n{code}", INLINE_CELL]
        )
        lab.run_all()
        times = [
            (_press(lab, 1, key, slider), _press(lab, 2, key)) for key in (KEYS[turn % 2] for turn in range(rounds + 1))
        ]
        found[name] = [statistics.median(column) for column in zip(*times[1:], strict=True)]
        if failures := lab.failures():
            raise RuntimeError("\n".join(failures))
        lab.close()
    return found


def _open(lab, name, pictures):
    """Open a notebook with one contender: a cell for each picture, after the set-up."""
    sources = [SETUP, *(f"{MAKERS[name]}({PICTURES[picture]})" for picture in pictures)]
    lab.open_new("latency.ipynb", [source.strip() for source in sources])
    lab.run_all()


def _press_often(lab, number, rounds):
    """Press a key on a slider again and again; the first time is not counted."""
    taken = [_press(lab, number, KEYS[turn % 2]) for turn in range(rounds + 1)]
    if failures := lab.failures():
        raise RuntimeError("\n".join(failures))
    return taken[1:]


def _press(lab, number, key, name=None):
    cell = lab.show(number)
    slider = cell.get_by_role("slider", name=name, exact=name is not None).first
    cell.evaluate(WATCH)
    before = slider.get_attribute("aria-valuetext")
    slider.press(key)
    if slider.get_attribute("aria-valuetext") == before:
        raise RuntimeError(f"{key} does not move the slider of cell {number}")
    return lab.page.evaluate("() => window.latency")


def table(found):
    """Rows of a Markdown table."""
    if found is None:
        return [["from a key on a slider to the changed picture", "ms"], ["there is no browser here", ""]]
    rows = [["from a key on a slider to the changed picture, ms", *found]]
    for name in MAKERS:
        times = [picture[name] for picture in found.values()]
        rows.append([name, *("not installed" if time is None else f"{time:.0f}" for time in times)])
    return rows


def widgets_table(found):
    """Rows of a Markdown table."""
    head = ["from a key to the changed picture, ms", "slider", "widget", "inline figure beside it"]
    return [head, *([name, WIDGETS[name][1], *(f"{ms:.0f}" for ms in times)] for name, times in found.items())]


def goals(found):
    """Say what was to be reached, what was, and whether it was enough."""
    if found is None:
        return []
    shares = [picture[NNLIB] / picture[INLINE] for picture in found.values()]
    slowest = max(picture[NNLIB] for picture in found.values())
    return [
        [
            "a moved slider's picture, at most 1/3 of an inline figure's time",
            _percent(shares),
            max(shares) <= MOST_OF_INLINE,
        ],
        [f"a moved slider's picture, at most {MOST_MS} ms on a quiet machine", f"{slowest:.0f} ms", slowest <= MOST_MS],
    ]


def _percent(shares):
    return ", ".join(f"{share:.0%}" for share in shares)


if __name__ == "__main__":
    for rows in (table(measure()), widgets_table(measure_widgets())):
        print(*(" | ".join(row) for row in rows), sep="\n", flush=True)
