"""A state as a picture that stands still, for readers without a kernel, and a run as an animated file for a slide."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from nnlib.datasets import Dataset
from nnlib.network import forward
from nnlib.plots import Picture, draw_side_by_side, plot_boundary, plot_network, plot_predictions
from nnlib.plots.animation import animation
from nnlib.plots.curves import CostCurves, Run
from nnlib.plots.drawing import Drawing
from nnlib.widgets.playground.setup import Data
from nnlib.widgets.playground.state import State, Steps, advance, begin, made

FRAMES = 40


def picture_of(state: State) -> Picture:
    """Draw the network, what it says of the data, and the costs on the way."""
    data, activation = state.data, state.setup.activation
    trained_on, reference = _trained_on(data), data.training.X if data.training.m else None
    _, told, runs = _told(state, state.iteration)

    def network(ax: Axes) -> Drawing:
        return plot_network(ax, state.parameters)

    def boundary(ax: Axes) -> Drawing:
        options: dict[str, Any] = {"held_out": data.held_out, "reference": reference, "activation": activation}
        return plot_boundary(ax, state.parameters, trained_on, **options)

    def predictions(ax: Axes) -> Drawing:
        return plot_predictions(ax, *told, class_names=data.training.class_names)

    def costs(ax: Axes) -> Drawing:
        return CostCurves(ax, *runs)

    if not trained_on.m:
        return draw_side_by_side(network)
    return draw_side_by_side(network, boundary if data.n0 == 2 else predictions, costs)


def _told(state: State, last: int) -> tuple[tuple[Any, ...], ...]:
    """Give what each drawing is told of a state; the axis of the iterations goes on to the last."""
    data, parameters, (_, iterations, *costs) = state.data, state.parameters, state.curve
    said: tuple[Any, ...] = (parameters,)
    if data.n0 != 2:
        X, Y = (data.X_test, data.Y_test) if data.X_test.size else (data.X, data.Y)
        said = forward(parameters, X, activation=state.setup.activation).A2, Y
    if last > state.iteration:
        iterations, *costs = (
            np.append(array, end) for array, end in zip(state.curve[1:], (last, np.nan, np.nan), strict=True)
        )
    runs = {name: Run(iterations, part) for name, part in zip(("training", "held out"), costs, strict=True)}
    return (parameters,), said, (runs,)


def _trained_on(data: Data) -> Dataset:
    """Give the examples that are trained on, one's own points among them, in the data's units."""
    if not data.points:
        return data.training
    own = np.array(data.points, dtype=float).T
    X, Y = np.hstack([data.training.X, own[:2]]), np.hstack([data.training.Y, own[2:]])
    return data.training._replace(X=X, Y=Y)


def animation_of(state: State) -> bytes:
    """Make the run again, and put its pictures into a GIF."""
    return animation(_moving(_on_the_way(state)))


def _moving(states: list[State]) -> Iterator[Picture]:
    """Show the states one after the other, while the data stay in one picture."""
    data, picture = None, None
    for state in states:
        if picture is None or data is not state.data:
            data, picture = state.data, picture_of(state)
        told = _told(state, states[-1].iteration)
        moved = [drawing.update(*shown) for drawing, shown in zip(picture.drawings, told, strict=False)]
        if any(moved):
            picture.redraw()
        yield picture


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
        now, end = now._replace(learning_rate=move.learning_rate), taken + move.iterations
        for stop in [int(w) for w in wanted if taken <= w < end]:
            now, taken = advance(now, stop - taken), stop
            states.append(now)
        now, taken = advance(now, end - taken), end
    return [*states, state]
