"""One network of a sweep: taken out of its cell, drawn beside the map, and said in words."""

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from matplotlib.figure import Figure

from nnlib._machinery.rules import Array
from nnlib.activations import ActivationName
from nnlib.datasets import Dataset
from nnlib.network import Parameters, accuracy, forward
from nnlib.plots import Picture, plot_boundary, plot_cost, plot_predictions, plot_sweep
from nnlib.plots.curves import cost_in_digits
from nnlib.plots.drawing import Axes, Drawing
from nnlib.plots.picture import DPI
from nnlib.plots.sweep_cells import Measure, OverSeeds, cell_in_words, cells_of
from nnlib.sweep import Sweep
from nnlib.texts import _
from nnlib.training import train_as_far
from nnlib.widgets.explorer import Plot

SIZE = (9.6, 5.4)


class Experiment(NamedTuple):
    """What is trained and tested on, standardised by the training examples, and with which activation."""

    training: Dataset
    held_out: Dataset
    X_train: Array
    X_test: Array
    activation: ActivationName


class Look(NamedTuple):
    """A look at a sweep: what its map shows, and the network of the selected cell.

    cell is (i, j, k), places in the sweep's hidden units, learning rates and seeds.  costs and parameters are the
    network's; of one that diverged, what they were before it did.
    """

    result: Sweep
    measure: Measure
    over_seeds: OverSeeds
    cell: tuple[int, int, int]
    costs: Array
    parameters: Parameters
    diverged_at: int | None


def look_at_sweep(
    result: Sweep,
    experiment: Experiment,
    *,
    hidden_units: int,
    learning_rate: float,
    measure: Measure,
    over_seeds: OverSeeds,
) -> Look:
    """Take a network out of a sweep: of the seeds in one cell the median or the worst one."""
    i, j = result.hidden_units.index(hidden_units), result.learning_rates.index(learning_rate)
    k = int(cells_of(result, measure=measure, over_seeds=over_seeds).seeds[i, j])
    lost = int(result.diverged[i, j, k])
    if lost < 0:
        costs = result.costs[i, j, k, : result.iterations[i, j, k] + 1].copy()
        return Look(result, measure, over_seeds, (i, j, k), costs, result.network(i, j, k), None)
    X, Y = experiment.X_train, experiment.training.Y
    settings = {"hidden_units": hidden_units, "learning_rate": learning_rate, "activation": experiment.activation}
    # up to the last finite cost, which may come a little earlier with other rounding
    history, _ = train_as_far(X, Y, **settings, seed=result.seeds[k], iterations=lost - 1)
    return Look(result, measure, over_seeds, (i, j, k), history.costs, history.parameters, lost)


def plots_of(experiment: Experiment) -> tuple[Plot, Plot, Plot]:
    """Give the plots of a look: the map, and beside it the network of the selected cell and its costs."""
    training, held_out = experiment.training, experiment.held_out
    over: dict[str, Any] = {"held_out": held_out, "reference": training.X, "activation": experiment.activation}
    network: Plot = partial(plot_boundary, dataset=training, **over), lambda plot, look: plot(look.parameters)
    if held_out.n0 != 2:
        predictions = partial(plot_predictions, class_names=held_out.class_names)
        network = predictions, lambda plot, look: plot(_predicted(experiment, look), held_out.Y)
    return (plot_sweep, _give_map), network, (plot_cost, _give_costs)


def _give_map(plot: Callable[..., Any], look: Look) -> Any:
    return plot(look.result, measure=look.measure, over_seeds=look.over_seeds, selected=look.cell[:2])


def _give_costs(plot: Callable[..., Any], look: Look) -> Any:
    return plot(look.costs, iterations=look.result.costs.shape[-1] - 1)


def on_mosaic(*plots: Callable[[Axes], Drawing]) -> Picture:
    """Draw the map on the left, and on the right the network above its costs."""
    figure = Figure(figsize=SIZE, dpi=DPI, layout="constrained")
    axes = figure.subplot_mosaic([["map", "network"], ["map", "cost"]], width_ratios=[1.5, 1])
    return Picture(figure, [plot(axes[name]) for plot, name in zip(plots, ("map", "network", "cost"), strict=True)])


def _predicted(experiment: Experiment, look: Look) -> Array:
    return forward(look.parameters, experiment.X_test, activation=experiment.activation).A2


def words(experiment: Experiment, look: Look) -> str:
    """Say in HTML what the selected network has come to."""
    i, j, k = look.cell
    training, held_out, activation = experiment.training, experiment.held_out, experiment.activation
    on_training = accuracy(look.parameters, experiment.X_train, training.Y, activation=activation)
    on_held_out = accuracy(look.parameters, experiment.X_test, held_out.Y, activation=activation)
    lost = "<b>It diverged at iteration {look.diverged_at}.</b> Before that: "
    return _(
        "{cell}, the {which} of the seeds: seed {seed}. {stop}Cost {cost} after {iterations} iterations · accuracy "
        "{on_training:.2%} on the training examples, <b>{on_held_out:.2%} on the {m} held out</b>",
        cell=cell_in_words(look.result, (i, j)),
        which=_(look.over_seeds),
        seed=look.result.seeds[k],
        stop="" if look.diverged_at is None else _(lost, look=look),
        cost=cost_in_digits(look.costs[-1]),
        iterations=look.costs.size - 1,
        on_training=on_training,
        on_held_out=on_held_out,
        m=held_out.m,
    )
