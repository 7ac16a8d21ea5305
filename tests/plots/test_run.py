"""The costs of both parts of a run, each with its end marked."""

import numpy as np
from matplotlib.figure import Figure

from nnlib.plots.curves import CostCurves, Run
from tests.pictures import texts


def test_both_parts_are_drawn_and_told():
    ax = Figure().subplots()
    training, held_out = np.array([0.7, 0.3, 0.1]), np.array([0.8, 0.5, 0.4])
    steps = np.array([0, 5, 10])
    drawing = CostCurves(ax, {"training": Run(steps, training), "held out": Run(steps, held_out)})
    _, whole, dashed = ax.lines
    assert whole.get_ydata().tolist() == training.tolist()
    assert dashed.get_ydata().tolist() == held_out.tolist()
    assert (whole.get_linestyle(), dashed.get_linestyle()) == ("-", "--")
    assert drawing.alt == (
        "Curves of the cost: training, 10 iterations from 0.7000 to 0.1000; "
        "held out, 10 iterations from 0.8000 to 0.4000."
    )
    steps, unknown = np.array([0, 20]), np.array([np.nan, np.nan])
    assert drawing.update({"training": Run(steps, np.array([4.0, 0.2])), "held out": Run(steps, unknown)})
    assert ax.get_ylim()[1] >= 4
    assert texts(ax) == ["log 2: always\nsaying 0.5", "training"]
    assert "held out" not in drawing.alt
