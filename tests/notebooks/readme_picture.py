"""Draw the picture at the head of the README, with nnlib: `python -m tests.notebooks.readme_picture`."""

from pathlib import Path

from nnlib import draw_side_by_side, make_flower, plot_boundary, plot_cost, plot_network, train
from nnlib.plots import Picture

FILE = Path(__file__).resolve().parents[2] / ".github" / "trained-network.png"


def readme_picture() -> Picture:
    """Train a network on the flower, and draw its weights, its boundary and its cost."""
    flower = make_flower()
    history = train(flower.X, flower.Y, hidden_units=8, learning_rate=1.2, iterations=3000, progress=False)
    return draw_side_by_side(
        lambda ax: plot_network(ax, history.parameters),
        lambda ax: plot_boundary(ax, history.parameters, flower),
        lambda ax: plot_cost(ax, history.costs),
        size=(12.6, 4.0),
        widths=(3, 4, 3),
    )


if __name__ == "__main__":
    readme_picture().figure.savefig(FILE, pil_kwargs={"optimize": True})
