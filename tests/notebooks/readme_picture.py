"""Draw the pictures at the head of the README, with nnlib: `python -m tests.notebooks.readme_picture`."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from nnlib import History, draw_side_by_side, make_flower, plot_boundary, plot_cost, plot_network, train
from nnlib.plots import Picture
from nnlib.plots.animation import animation

FOLDER = Path(__file__).resolve().parents[2] / ".github"
STILL, MOVING = FOLDER / "trained-network.png", FOLDER / "training.webp"
ITERATIONS, FRAMES, MILLISECONDS = 3000, 60, 100
MOMENTS = [int(i) for i in np.unique(np.round(ITERATIONS * np.linspace(0, 1, FRAMES) ** 3))]  # most happens early


def training() -> Iterator[Picture]:
    """Train a network on the flower, and draw its weights, its boundary and its cost, at one moment after another."""
    flower = make_flower()
    history = train(
        flower.X,
        flower.Y,
        hidden_units=8,
        learning_rate=1.2,
        iterations=ITERATIONS,
        checkpoints=MOMENTS,
        progress=False,
    )
    last = history.parameters
    picture = draw_side_by_side(
        lambda ax: plot_network(ax, last),
        lambda ax: plot_boundary(ax, last, flower),
        lambda ax: plot_cost(ax, history.costs, iterations=ITERATIONS),
        size=(12.6, 4.0),
        widths=(3, 4, 3),
    )
    for moment in MOMENTS:
        show(picture, history, moment)
        yield picture


def show(picture: Picture, history: History, moment: int) -> None:
    """Show the network as it was after so many iterations."""
    network, boundary, curve = picture.drawings
    changed = [
        network.update(history.checkpoints[moment]),
        boundary.update(history.checkpoints[moment]),
        curve.update(history.costs[: moment + 1]),
    ]
    if any(changed):
        picture.redraw()


def readme_picture() -> Picture:
    """Draw the last moment, for whoever wants nothing to move."""
    *_, picture = training()
    return picture


if __name__ == "__main__":
    readme_picture().save(STILL)
    MOVING.write_bytes(animation(training(), "webp", MILLISECONDS))
