"""A state as a picture that stands still, for readers without a kernel, and a run as an animated file for a slide."""

import numpy as np
from matplotlib.axes import Axes

from nnlib.datasets import Dataset
from nnlib.network import forward
from nnlib.plots import Picture, draw_side_by_side, plot_boundary, plot_network, plot_predictions
from nnlib.plots.animation import animation
from nnlib.plots.drawing import Drawing
from nnlib.plots.run import plot_run
from nnlib.widgets.playground.setup import Data
from nnlib.widgets.playground.state import State, Steps, advance, begin, made

FRAMES = 40


def picture_of(state: State) -> Picture:
    """Draw the network, what it says of the data, and the costs on the way."""
    examples, data, activation = _examples(state.data), state.data, state.setup.activation
    reference = data.training.X if data.training.m else None

    def network(ax: Axes) -> Drawing:
        return plot_network(ax, state.parameters)

    def boundary(ax: Axes) -> Drawing:
        return plot_boundary(ax, state.parameters, examples, reference=reference, activation=activation)

    def predictions(ax: Axes) -> Drawing:
        X, Y = (data.X_test, data.Y_test) if data.X_test.size else (data.X, data.Y)
        A2 = forward(state.parameters, X, activation=activation).A2
        return plot_predictions(ax, A2, Y, class_names=examples.class_names)

    def costs(ax: Axes) -> Drawing:
        return plot_run(ax, *state.curve[1:])

    if not examples.m:
        return draw_side_by_side(network)
    return draw_side_by_side(network, boundary if examples.n0 == 2 else predictions, costs)


def _examples(data: Data) -> Dataset:
    """Put all examples together again: trained on, one's own, held out."""
    own = np.array([point[:2] for point in data.points]).reshape(-1, 2).T if data.points else np.empty((data.n0, 0))
    labels = np.array([[float(point[2]) for point in data.points]]).reshape(1, -1)
    parts = [(data.training.X, data.training.Y), (own, labels)]
    if data.held_out is not None:
        parts.append((data.held_out.X, data.held_out.Y))
    X, Y = (np.hstack(arrays) for arrays in zip(*parts, strict=True))
    return data.training._replace(X=X, Y=Y)


def animation_of(state: State) -> bytes:
    """Make the run again, and put its pictures into a GIF."""
    return animation([picture_of(step) for step in _on_the_way(state)])


def _on_the_way(state: State) -> list[State]:
    """Give some forty states of the run, from its start to its end, closer to each other where it begins."""
    total = sum(move.iterations for move in state.moves if isinstance(move, Steps))
    wanted = np.unique(np.round(total * np.linspace(0, 1, FRAMES) ** 2).astype(int))
    now = begin(state.setup, state.learning_rate, state.data.given)
    states, taken = list[State](), 0
    for move in state.moves:
        if not isinstance(move, Steps):
            now = made(now, move)
            continue
        for stop in [int(w) for w in wanted if taken <= w < taken + move.iterations]:
            states.append(advance(now._replace(learning_rate=move.learning_rate), stop - taken))
        now, taken = advance(now._replace(learning_rate=move.learning_rate), move.iterations), taken + move.iterations
    return [*states, state]
