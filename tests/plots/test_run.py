"""The costs of both parts of a run, each with its end marked."""

import numpy as np
from matplotlib.figure import Figure

from nnlib.plots.curves import RunCurves
from tests.pictures import texts


def test_both_parts_are_drawn_and_told():
    ax = Figure().subplots()
    training, held_out = np.array([0.7, 0.3, 0.1]), np.array([0.8, 0.5, 0.4])
    drawing = RunCurves(ax, np.array([0, 5, 10]), training, held_out)
    _, whole, dashed = ax.lines
    assert whole.get_ydata().tolist() == training.tolist()
    assert dashed.get_ydata().tolist() == held_out.tolist()
    assert (whole.get_linestyle(), dashed.get_linestyle()) == ("-", "--")
    assert drawing.alt == (
        "Curves of the cost over 10 iterations: training 0.7000 at the start, 0.1000 at the end; "
        "held out 0.8000 at the start, 0.4000 at the end."
    )
    assert drawing.update(np.array([0, 20]), np.array([4.0, 0.2]), np.array([np.nan, np.nan]))
    assert ax.get_ylim()[1] >= 4
    assert texts(ax) == ["log 2: always\nsaying 0.5", "training"]
    assert "held out" not in drawing.alt
