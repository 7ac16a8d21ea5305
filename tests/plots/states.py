"""Every kind of picture in its typical and its extreme states, to be measured and to be looked at."""

from collections.abc import Callable
from functools import cache, partial
from typing import Any

import numpy as np

from nnlib import (
    Parameters,
    Picture,
    backward,
    draw,
    draw_side_by_side,
    forward,
    gradient_check,
    initialize_parameters,
    landscape,
    load_penguins,
    logistic_regression_graph,
    make_flower,
    make_moons,
    network_graph,
    plot_activation,
    plot_boundary,
    plot_check,
    plot_cost,
    plot_costs,
    plot_examples,
    plot_graph,
    plot_landscape,
    plot_loss,
    plot_loss_over_z,
    plot_losses,
    plot_matrices,
    plot_network,
    plot_predictions,
    plot_step,
    plot_step_times,
    plot_sweep,
    plot_times,
    plot_unit,
    plot_units,
    standardize,
    sweep,
    train,
    train_test_split,
)
from nnlib.plots.curves import CostCurves, Run
from nnlib.training import descend

PENGUINS, MOONS, FLOWER = load_penguins(), make_moons(), make_flower()
X, Y = standardize(PENGUINS.X), PENGUINS.Y
PART, REST = train_test_split(PENGUINS, seed=0)


def network(n1: int, n0: int = 2, scale: float = 1.0, seed: int = 0) -> Parameters:
    return initialize_parameters(n0, n1, rng=seed, scale=scale)


@cache
def run(learning_rate: float = 1.0, n1: int = 4, iterations: int = 500) -> Any:
    return train(X, Y, hidden_units=n1, learning_rate=learning_rate, iterations=iterations, seed=0, progress=False)


@cache
def path(learning_rate: float, n1: int = 4, seed: int = 0) -> Any:
    steps = descend(network(n1, seed=seed), X, Y, learning_rate=learning_rate)
    points = tuple(next(steps).parameters for _ in range(61))
    return landscape(points, X, Y)


def one_example(n1: int) -> Any:
    return network_graph(network(n1), X[:, [0]], Y[:, [0]])


def logistic(*x: float, w: float = 1.2) -> Any:
    column = np.array(x)[:, None]
    return logistic_regression_graph(w * np.ones_like(column), np.zeros((1, 1)), column, np.array([[1.0]]))


def forward_of(n1: int, examples: int) -> Any:
    parameters = network(n1)
    found = forward(parameters, X[:, :examples])
    hidden = {"W1": parameters.W1, "x": X[:, :examples], "b1": parameters.b1, "z1": found.Z1, "a1": found.A1}
    output = {"W2": parameters.W2, "a1": found.A1, "b2": parameters.b2, "z2": found.Z2, "a2": found.A2}
    return hidden, output


def step_rows(n1: int) -> Any:
    before = network(n1)
    slopes = backward(before, forward(before, X), X, Y)
    in_order = {name: getattr(slopes, name) for name in ("dW1", "db1", "dW2", "db2")}
    after = Parameters(*(p - d for p, d in zip(before, in_order.values(), strict=True)))
    return before, in_order, after


TITLES = ("parameters", "their gradients", "parameters after one step: W − α dW, b − α db")
spike = np.concatenate([np.linspace(0.9, 0.4, 20), [40.0, 3.0], np.linspace(0.5, 0.2, 200)])


def along(highest: float) -> Any:
    t = np.linspace(0, 1.2, 61)
    return t, 0.5 + highest * (t - 0.6) ** 2


@cache
def swept(rates: tuple[float, ...], units: tuple[int, ...], iterations: int = 60) -> Any:
    cut = 2 * X.shape[1] // 3
    return sweep(
        X[:, :cut], Y[:, :cut], hidden_units=units, learning_rates=rates, seeds=[0, 1], iterations=iterations,
        X_test=X[:, cut:], Y_test=Y[:, cut:],
    )  # fmt: skip


def checks() -> Any:
    known = network(3)
    slopes = backward(known, forward(known, X), X, Y)
    wrong = slopes._replace(dW1=-slopes.dW1, db2=2 * slopes.db2)
    return {"right": gradient_check(known, X, Y), "with the mistake": gradient_check(known, X, Y, gradients=wrong)}


def run_curves(ax: Any, iterations: Any, training: Any, held_out: Any) -> CostCurves:
    return CostCurves(ax, {"training": Run(iterations, training), "held out": Run(iterations, held_out)})


def side(*plots: Any, **options: Any) -> Picture:
    return draw_side_by_side(*plots, **options)


EIGHT = (0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0)
STATES: dict[str, Callable[[], Picture]] = {
    "network 1": lambda: draw(plot_network, network(1)),
    "network 4": lambda: draw(plot_network, network(4)),
    "network 20, 30 inputs": lambda: draw(plot_network, network(20, 30)),
    "activation tanh": lambda: draw(plot_activation, "tanh"),
    "activations": lambda: side(
        *(partial(plot_activation, activation=g) for g in ("tanh", "sigmoid", "relu")), size=(9.6, 3.6)
    ),
    "activation marked": lambda: draw(plot_activation, "relu", z=5.0),
    "examples penguins": lambda: draw(plot_examples, PENGUINS),
    "examples penguins small": lambda: draw(plot_examples, PENGUINS, size=(5.6, 3.4)),
    "examples flower": lambda: draw(plot_examples, FLOWER),
    "boundary flower": lambda: draw(plot_boundary, network(8, scale=3), FLOWER),
    "boundary penguins": lambda: draw(plot_boundary, run().parameters, PENGUINS, reference=PENGUINS.X),
    "boundary held out": lambda: draw(plot_boundary, run().parameters, PART, held_out=REST, reference=PENGUINS.X),
    "boundary moons": lambda: draw(plot_boundary, network(3), MOONS),
    "matrices parameters": lambda: draw(plot_matrices, network(3), size=(6.4, 2.3)),
    "matrices step 3": lambda: draw(plot_matrices, *step_rows(3), titles=TITLES, size=(6.4, 6.8)),
    "matrices forward": lambda: draw(
        plot_matrices, *forward_of(3, 1), titles=("hidden layer", "output layer"), size=(9.6, 4.2)
    ),
    "matrices wide": lambda: draw(
        plot_matrices,
        {"W1": network(3).W1, "X": X[:, :5]},
        {"Z1": network(3).W1 @ X[:, :5], "A1": np.tanh(network(3).W1 @ X[:, :5])},
        titles=("inputs", "W1 x + b1"),
        size=(6.4, 4.4),
    ),
    "matrices large": lambda: draw(plot_matrices, network(12, 30)),
    "cost": lambda: draw(plot_cost, run().costs),
    "cost spike": lambda: draw(plot_cost, spike),
    "cost early": lambda: draw(plot_cost, run().costs[:30], iterations=500),
    "cost one": lambda: draw(plot_cost, [0.7]),
    "cost flat at log 2": lambda: draw(plot_cost, np.full(100, 0.69)),
    "cost high": lambda: draw(plot_cost, np.linspace(0.5, 23000, 50)),
    "costs of rates": lambda: draw(
        plot_costs, {f"α = {rate:g}": run(rate, iterations=60).costs for rate in (0.01, 0.1, 1, 10, 30)}, top=2.0
    ),
    "costs alike": lambda: draw(
        plot_costs, {"loop over the examples": run().costs[:11], "vectorized": run().costs[:11]}
    ),
    "costs spike": lambda: draw(plot_costs, {"right": run().costs[:222], "with the mistake": spike}),
    "costs training and held out": lambda: draw(
        plot_costs, {"143 training": run().costs, "48 held out": run().costs * 0.9 + 0.1}
    ),
    "run": lambda: draw(run_curves, np.arange(501), run().costs, run().costs * 0.9 + 0.1),
    "run spike": lambda: draw(run_curves, np.arange(spike.size), spike, spike * 1.2),
    "run without": lambda: draw(run_curves, np.arange(501), run().costs, np.full(501, np.nan)),
    "losses": lambda: draw(plot_losses, np.linspace(0.001, 1.6, 191)[None] ** 4),
    "losses high": lambda: draw(plot_losses, np.linspace(0.001, 5.6, 20)[None] ** 4),
    "loss": lambda: draw(plot_loss, 0.9, 0, size=(5.0, 3.4)),
    "loss sure and wrong": lambda: side(
        lambda ax: plot_loss(ax, 0.999, 0), lambda ax: plot_loss_over_z(ax, 0.999, 0), size=(9.6, 3.4)
    ),
    "loss sure and right": lambda: side(
        lambda ax: plot_loss(ax, 0.999, 1), lambda ax: plot_loss_over_z(ax, 0.999, 1), size=(9.6, 3.4)
    ),
    "unit": lambda: draw(plot_unit, np.array([[2.0, 1.0]]), np.array([[0.5]]), np.array([[0.5], [-1.0]])),
    "unit corner": lambda: draw(plot_unit, np.array([[2.0, 2.0]]), np.array([[7.0]])),
    "units moons": lambda: draw(plot_units, network(4, scale=2), MOONS),
    "units 8": lambda: draw(plot_units, network(20, scale=2), MOONS, weighted=True),
    "landscape": lambda: draw(plot_landscape, path(1.0)),
    "landscape step 0": lambda: draw(plot_landscape, path(1.0), step=0),
    "landscape small": lambda: draw(plot_landscape, path(0.01)),
    "landscape far": lambda: draw(plot_landscape, path(20.0)),
    "landscape one unit": lambda: draw(plot_landscape, path(10.0, 1)),
    "step": lambda: draw(plot_step, *along(0.5), fall=0.6, size=(5.6, 3.6)),
    "step steep": lambda: draw(plot_step, *along(30), fall=40, size=(5.6, 3.6)),
    "graph logistic 0": lambda: draw(plot_graph, logistic(0.5, -1.0), step=0, size=(9.6, 3.8)),
    "graph logistic": lambda: draw(plot_graph, logistic(0.5, -1.0), size=(9.6, 3.8)),
    "graph logistic extreme": lambda: draw(plot_graph, logistic(-123.4, 0.000123), size=(9.6, 3.8)),
    "graph network 1": lambda: draw(plot_graph, one_example(1), size=(9.6, 4.4)),
    "graph network 3": lambda: draw(plot_graph, one_example(3), size=(9.6, 5.2)),
    "graph network 8": lambda: draw(plot_graph, one_example(8), step=9, size=(9.6, 4.4)),
    "check": lambda: draw(plot_check, checks()),
    "step times": lambda: draw(plot_step_times, {"loop over the examples": 8.2e-3, "vectorized": 5.1e-5}),
    "step times far apart": lambda: draw(plot_step_times, {"loop over the examples": 3.0, "vectorized": 1e-6}),
    "times": lambda: draw(plot_times, [10, 100, 1000, 10000], [1e-4, 1e-3, 1e-2, 0.1], [2e-5, 2.1e-5, 3e-5, 1e-4]),
    "times close": lambda: draw(plot_times, [10, 100], [1e-4, 1.1e-4], [0.9e-4, 1e-4]),
    "predictions": lambda: draw(plot_predictions, forward(run().parameters, X).A2, Y, class_names=PENGUINS.class_names),
    "predictions sure": lambda: draw(plot_predictions, Y, Y, class_names=PENGUINS.class_names),
    "sweep": lambda: draw(plot_sweep, swept(EIGHT, (1, 2, 4, 8, 20)), selected=(2, 3)),
    "sweep cost": lambda: draw(plot_sweep, swept((0.1, 1.0), (1, 2)), measure="final cost"),
}
