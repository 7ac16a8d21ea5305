"""The drawing of a frame: boundary and cost curve, as a widget shows them."""

import statistics
import time

from nnlib import draw_side_by_side, make_moons, plot_boundary, plot_cost, train


def measure(rounds):
    """Give milliseconds for a picture from nothing, and for a frame of a picture that is there."""
    data = make_moons(400, noise=0.2, seed=0)
    histories = [train(data.X, data.Y, hidden_units=8, learning_rate=1.0, iterations=200, seed=i) for i in range(2)]
    new, frame = [], []
    for turn in range(rounds + 1):
        history = histories[turn % 2]
        start = time.process_time()
        picture = _picture(history, data)
        picture.png()
        drawn = time.process_time()
        other = histories[1 - turn % 2]
        boundary, curve = picture.drawings
        boundary.update(other.parameters)
        curve.update(other.costs)
        picture.png()
        new.append(drawn - start)
        frame.append(time.process_time() - drawn)
    return [1e3 * statistics.median(times[1:]) for times in (new, frame)]


def _picture(history, data):
    return draw_side_by_side(
        lambda ax: plot_boundary(ax, history.parameters, data), lambda ax: plot_cost(ax, history.costs)
    )


def table(times):
    """Rows of a Markdown table."""
    new, frame = times
    return [["boundary and cost curve", "ms"], ["a new picture", f"{new:.0f}"], ["the next frame", f"{frame:.0f}"]]
