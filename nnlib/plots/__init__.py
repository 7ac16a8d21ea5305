"""Pictures of the mathematics: each `plot_` function draws on given axes; `draw` makes a picture of it.

Every picture has a text alternative, one palette, and artists that are updated in place, so that the same code draws
the lesson's still picture and the widget's moving one.
"""

from nnlib.plots.activation import plot_activation
from nnlib.plots.animation import save_animation
from nnlib.plots.check import plot_check
from nnlib.plots.curves import plot_cost, plot_costs
from nnlib.plots.graph import plot_graph
from nnlib.plots.landscape import plot_landscape
from nnlib.plots.loss import plot_loss, plot_loss_over_z
from nnlib.plots.losses import plot_losses
from nnlib.plots.matrices import plot_matrices
from nnlib.plots.network import plot_network
from nnlib.plots.picture import Picture, draw, draw_side_by_side
from nnlib.plots.plane import plot_boundary, plot_examples
from nnlib.plots.predictions import plot_predictions
from nnlib.plots.step import plot_step
from nnlib.plots.sweep_map import plot_sweep
from nnlib.plots.unit import plot_unit
from nnlib.plots.units import plot_units
from nnlib.plots.vectorization import plot_step_times, plot_times

__all__ = [
    "Picture",
    "draw",
    "draw_side_by_side",
    "plot_activation",
    "plot_boundary",
    "plot_check",
    "plot_cost",
    "plot_costs",
    "plot_examples",
    "plot_graph",
    "plot_landscape",
    "plot_loss",
    "plot_loss_over_z",
    "plot_losses",
    "plot_matrices",
    "plot_network",
    "plot_predictions",
    "plot_step",
    "plot_step_times",
    "plot_sweep",
    "plot_times",
    "plot_unit",
    "plot_units",
    "save_animation",
]
