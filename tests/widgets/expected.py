"""What each widget must show for what its controls stand at, computed anew with the mathematics and drawn anew."""

from collections.abc import Callable, Mapping, Sequence
from types import EllipsisType
from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes

from nnlib import (
    Dataset,
    Explorer,
    Gradients,
    Parameters,
    Picture,
    accuracy,
    backward,
    cost,
    draw_side_by_side,
    explore_cost,
    explore_descent,
    explore_forward,
    explore_graph,
    explore_loss,
    explore_mistakes,
    explore_parameters,
    explore_sweep,
    explore_unit,
    explore_vectorization,
    forward,
    initialize_parameters,
    landscape,
    load_breast_cancer,
    load_penguins,
    logistic_regression_graph,
    make_moons,
    network_graph,
    plot_activation,
    plot_boundary,
    plot_cost,
    plot_costs,
    plot_graph,
    plot_landscape,
    plot_loss,
    plot_loss_over_z,
    plot_losses,
    plot_matrices,
    plot_network,
    plot_predictions,
    plot_sweep,
    plot_unit,
    plot_units,
    sigmoid,
    standardize,
    sweep,
    tanh_derivative,
    train,
    train_test_split,
    update,
)

PENGUINS, MOONS, CANCER = load_penguins(), make_moons(60, seed=0), load_breast_cancer()
x = np.array([[0.5], [-1.0]])
SWEPT: dict[str, Any] = {"hidden_units": (1, 2, 4), "learning_rates": (0.1, 1.0, 10.0), "seeds": (3, 1, 2)}


class Expected(NamedTuple):
    """What is to be seen: a plot for each of the picture's, and what the line of numbers says.

    A plot is None where a test of its own looks.  `numbers` are all that the line has, in their order, ... for one
    that no one can foresee; `says` are parts of the line, in their order.
    """

    plots: Sequence[Callable[[Axes], Any] | None]
    numbers: Sequence[str | EllipsisType] = ()
    says: Sequence[str] = ()


class Widget(NamedTuple):
    """How a widget is made, what it must show, and to what each of its controls is moved in the tests."""

    make: Callable[[], Explorer[Any]]
    expect: Callable[..., Expected]
    moves: Mapping[str, Sequence[Any]]


def drawn_anew(picture: Picture, plots: Sequence[Callable[[Axes], Any] | None]) -> Picture:
    """Draw plots as large as a picture, and each where that has it."""
    blank = [plot or (lambda ax: plot_cost(ax, [1.0])) for plot in plots]
    anew = draw_side_by_side(*blank, size=tuple(picture.figure.get_size_inches()))
    anew.figure.set_layout_engine("none")
    for ax, place in zip(anew.figure.axes, picture.figure.axes, strict=True):
        ax.set_position(place.get_position())
    for drawing in anew.drawings:
        drawing.settle()
    return anew


def parameters(*, hidden_units: int, learning_rate: float, dataset: Dataset = PENGUINS, seed: int = 0) -> Expected:
    X, Y = standardize(dataset.X), dataset.Y
    before = initialize_parameters(X.shape[0], hidden_units, rng=seed)
    gradients = backward(before, forward(before, X), X, Y)
    after = update(before, gradients, learning_rate)
    W1, b1, W2, b2 = (
        {of: getattr(before, of), f"d{of}": getattr(gradients, f"d{of}"), f"new {of}": getattr(after, of)}
        for of in ("W1", "b1", "W2", "b2")
    )
    wide = [{of: W2[of], one: b2[one]} for of, one in zip(W2, b2, strict=True)]
    costs = [cost(forward(step, X), Y) for step in (before, after)]
    n0, n1 = X.shape[0], hidden_units
    sizes = [n1 * n0, n1, n1, 1]
    return Expected(
        [
            lambda ax: plot_network(ax, before),
            lambda ax: plot_matrices(ax, W1 | b1, *wide),
        ],
        [
            *map(str, (n1, n0, n1, 1, 1, n1, 1, 1)),
            *map(str, (*sizes, sum(sizes))),
            *(f"{J:.4f}" for J in costs),
        ],
        ["cost falls" if costs[1] < costs[0] else "cost rises"],
    )


def loss(*, prediction: float, label: int) -> Expected:
    a, y = prediction, label
    nats = -y * np.log(a) - (1 - y) * np.log(1 - a)
    over_a, over_z, squared = (a - y) / (a * (1 - a)), a - y, 2 * (a - y) * a * (1 - a)
    small = f"{squared:.4f}" if abs(squared) >= 0.001 else f"{squared:.6f}"
    return Expected(
        [lambda ax: plot_loss(ax, a, y), lambda ax: plot_loss_over_z(ax, a, y)],
        [
            *(f"{a:g}", f"{y}", f"{nats:.4f}", f"{over_a:.2f}"),
            *(f"{np.log(a / (1 - a)):.2f}", f"{over_z:.4f}", f"{over_z / squared:.0f}", small),
        ],
        ["rises" if over_a > 0 else "falls"],
    )


def short_run(*, hidden_units: int, learning_rate: float, dataset: Dataset = PENGUINS, seed: int = 1) -> Expected:
    X, Y = standardize(dataset.X), dataset.Y
    history = train(X, Y, hidden_units=hidden_units, learning_rate=learning_rate, iterations=100, seed=seed)
    A2 = forward(history.parameters, X).A2
    losses = -Y * np.log(A2) - (1 - Y) * np.log(1 - A2)
    share = np.sort(losses[0])[-10:].sum() / losses.sum()
    rises = sum(after > before for before, after in zip(history.costs, history.costs[1:], strict=False))
    return Expected(
        [lambda ax: plot_cost(ax, history.costs, iterations=100), lambda ax: plot_losses(ax, losses)],
        [f"{history.costs[0]:.4f}", f"{history.costs[-1]:.4f}", "100", f"{rises}", "10", f"{Y.size}", f"{share:.2%}"],
    )


def unit(*, w1: float, w2: float, b: float, x: np.ndarray = x) -> Expected:
    (x1,), (x2,) = x
    z = w1 * x1 + w2 * x2 + b
    return Expected(
        [
            lambda ax: plot_unit(ax, np.array([[w1, w2]]), np.array([[b]]), x),
            lambda ax: plot_activation(ax, "tanh", z=z, slope=False),
        ],
        [*(f"{number:.2f}" for number in (w1, x1, w2, x2, b)), f"{z:.4f}", f"{np.tanh(z):.4f}"],
    )


def network_over_the_plane(
    *,
    hidden_units: int,
    learning_rate: float,
    iterations: int,
    activation: str = "tanh",
    dataset: Dataset = MOONS,
    seed: int = 2,
) -> Expected:
    X, Y = standardize(dataset.X), dataset.Y
    how = {"hidden_units": hidden_units, "learning_rate": learning_rate, "iterations": iterations}
    history = train(X, Y, **how, activation=activation, seed=seed)
    found = history.parameters
    options = {"reference": dataset.X, "activation": activation}
    right = accuracy(found, X, Y, activation=activation)
    return Expected(
        [
            lambda ax: plot_units(ax, found, dataset, **options, weighted=True),
            lambda ax: plot_boundary(ax, found, dataset, **options),
        ],
        [f"{cost(forward(found, X, activation=activation), Y):.4f}", f"{right:.2%}", f"{iterations}"]
        + [f"{number + 0.0:z.2f}" for number in (*found.W2[0], found.b2.item())],
        [f"a{hidden_units}"],
    )


def descent(
    *, hidden_units: int, learning_rate: float, step: int, dataset: Dataset = PENGUINS, seed: int = 0
) -> Expected:
    X, Y = standardize(dataset.X), dataset.Y
    path = [initialize_parameters(X.shape[0], hidden_units, rng=seed)]
    while len(path) <= 60:
        gradients = backward(path[-1], forward(path[-1], X), X, Y)
        path.append(update(path[-1], gradients, learning_rate))
    costs = [cost(forward(point, X), Y) for point in path]
    cache = forward(path[step], X)
    gradients = backward(path[step], cache, X, Y)
    slopes = [getattr(gradients, name).ravel() for name in ("dW1", "db1", "dW2", "db2")]
    length = np.linalg.norm(np.concatenate(slopes))
    saturation = max(np.abs(row).mean() for row in cache.A1)
    rises = [str(number) for number in range(1, 61) if costs[number] > costs[number - 1]]
    return Expected(
        [
            lambda ax: plot_landscape(ax, landscape(path, X, Y), step=step),
            lambda ax: plot_cost(ax, costs[: step + 1], iterations=60),
        ],
        [f"{step}", f"{costs[step]:.4f}", f"{length:.4f}", f"{saturation:.2f}", *rises[:1]],
        ["first rises in step" if rises else "falls in every step"],
    )


def graph_of_a_network(
    *, hidden_units: int, learning_rate: float, step: int, dataset: Dataset = PENGUINS, seed: int = 0
) -> Expected:
    x, y = standardize(dataset.X)[:, [0]], dataset.Y[:, [0]]
    start = initialize_parameters(x.shape[0], hidden_units, rng=seed)
    gradients = backward(start, forward(start, x), x, y)
    length = sum(np.sum(getattr(gradients, f"d{name}") ** 2) for name in ("W1", "b1", "W2", "b2"))
    after = cost(forward(update(start, gradients, learning_rate), x), y)
    change = after - cost(forward(start, x), y)
    return _walk(network_graph(start, x, y), step, 13, -learning_rate * length, change)


def graph_of_logistic_regression(
    *, learning_rate: float, step: int, dataset: Dataset = PENGUINS, seed: int = 0
) -> Expected:
    x, y = standardize(dataset.X)[:, [0]], dataset.Y[0, 0]

    def loss_of(w, b):
        a = sigmoid(np.sum(w * x) + b)
        return -y * np.log(a) - (1 - y) * np.log(1 - a)

    w = np.random.default_rng(seed).standard_normal(x.shape)
    dz = sigmoid(np.sum(w * x)) - y
    change = loss_of(w - learning_rate * dz * x, -learning_rate * dz) - loss_of(w, 0)
    length = np.sum((dz * x) ** 2) + dz**2
    return _walk(logistic_regression_graph(w, 0.0, x, y), step, 7, -learning_rate * length, change)


def _walk(graph: Any, step: int, last: int, predicted: float, real: float) -> Expected:
    steps = (*graph.forward_steps, *graph.backward_steps)
    now = [steps[step - 1].words] if step else []
    changes = [f"{change:.6f}" for change in (predicted, real)]
    return Expected(
        [lambda ax: plot_graph(ax, graph, step=step)],
        says=[f"Step {step} of {last}.", *(part.replace("−", "-") for part in now), *changes],
    )


def flipped(parameters: Parameters, cache: Any, X: np.ndarray, Y: np.ndarray) -> Gradients:
    """Y − A2 for A2 − Y, and what follows from it."""
    return Gradients(*(-array for array in backward(parameters, cache, X, Y)))


def slope_of_the_answer(parameters: Parameters, cache: Any, X: np.ndarray, Y: np.ndarray) -> Gradients:
    """g1'(A1) for g1'(Z1), and what follows from it."""
    right = backward(parameters, cache, X, Y)
    dZ1 = parameters.W2.T @ right.dZ2 * tanh_derivative(cache.A1)
    m = X.shape[1]
    return right._replace(dZ1=dZ1, dW1=dZ1 @ X.T / m, db1=dZ1.mean(axis=1, keepdims=True))


MISTAKES = {"sign_flipped": flipped, "dZ1_slope_of_the_answer": slope_of_the_answer}


def mistakes(
    *, mistake: str, hidden_units: int, learning_rate: float, dataset: Dataset = MOONS, seed: int = 0
) -> Expected:
    X, Y = standardize(dataset.X), dataset.Y
    runs, numbers = {}, []
    for name, functions in (("right", {}), ("with the mistake", {"backward": MISTAKES[mistake]})):
        how = {"hidden_units": hidden_units, "learning_rate": learning_rate, "iterations": 300, "seed": seed}
        runs[name] = history = train(X, Y, **how, functions=functions, progress=False)
        numbers += [f"cost {history.costs[-1]:.4f}", f"accuracy {accuracy(history.parameters, X, Y):.2%}"]
    wrong = "dZ2, dW2, db2, dZ1, dW1, db1" if mistake == "sign_flipped" else "dZ1, dW1, db1"
    costs = {name: history.costs for name, history in runs.items()}
    return Expected([lambda ax: plot_costs(ax, costs), None], says=[*numbers, f"{wrong} differ"])


def vectorization(
    *, hidden_units: int, examples: int, learning_rate: float, dataset: Dataset = PENGUINS, seed: int = 0
) -> Expected:
    chosen = np.random.default_rng(seed).permutation(dataset.X.shape[1])[:examples]
    X, Y = standardize(dataset.X)[:, chosen], dataset.Y[:, chosen]
    costs = train(X, Y, hidden_units=hidden_units, learning_rate=learning_rate, iterations=5, seed=seed).costs
    loop, vectorized = "loop over the examples", "vectorized"
    return Expected(
        [
            lambda ax: plot_costs(ax, {loop: costs, vectorized: costs}),
            None,
        ],
        ["5", f"{costs[-1]:.4f}", f"{costs[-1]:.4f}", ..., ..., ...],
    )


def sweep_map(
    *,
    hidden_units: int,
    learning_rate: float,
    measure: str,
    over_seeds: str,
    dataset: Dataset = MOONS,
    grid: Mapping[str, Any] = SWEPT,
    iterations: int = 120,
    seed: int = 0,
) -> Expected:
    part, rest = train_test_split(dataset, seed=seed)
    X, X_test = standardize(part.X), standardize(rest.X, part.X)
    result = sweep(X, part.Y, **grid, iterations=iterations, X_test=X_test, Y_test=rest.Y)
    how = {"hidden_units": hidden_units, "learning_rate": learning_rate, "iterations": iterations}
    runs = [train(X, part.Y, **how, seed=seed) for seed in grid["seeds"]]
    wrong = [np.mean((forward(run.parameters, X_test).A2 > 0.5) != rest.Y) for run in runs]
    bad = [run.costs[-1].round(4) for run in runs] if measure == "final cost" else wrong
    k = sorted(range(len(runs)), key=bad.__getitem__)[len(runs) // 2 if over_seeds == "median" else -1]
    cell = grid["hidden_units"].index(hidden_units), grid["learning_rates"].index(learning_rate)
    found, on_training = runs[k], accuracy(runs[k].parameters, X, part.Y)

    def network(ax: Axes) -> Any:
        if dataset.n0 == 2:
            return plot_boundary(ax, found.parameters, part, held_out=rest, reference=part.X)
        return plot_predictions(ax, forward(found.parameters, X_test).A2, rest.Y, class_names=rest.class_names)

    return Expected(
        [
            lambda ax: plot_sweep(ax, result, measure=measure, over_seeds=over_seeds, selected=cell),
            network,
            lambda ax: plot_cost(ax, found.costs, iterations=iterations),
        ],
        [
            *(
                f"{hidden_units}",
                f"{learning_rate:g}",
                f"{grid['seeds'][k]}",
                f"{found.costs[-1]:.4f}",
                f"{iterations}",
            ),
            *(f"{on_training:.2%}", f"{1 - wrong[k]:.2%}", f"{rest.Y.size}"),
        ],
        [f"the {over_seeds} of the seeds"],
    )


def of(expect: Callable[..., Expected], **given: Any) -> Callable[..., Expected]:
    """The same for other data, or another start."""
    return lambda **values: expect(**values, **given)


RATES = (0.1, 10.0)
WIDGETS: dict[str, Widget] = {
    "explore_parameters": Widget(
        lambda: explore_parameters(PENGUINS), parameters, {"hidden_units": (1, 8), "learning_rate": RATES}
    ),
    "explore_parameters, another start": Widget(
        lambda: explore_parameters(MOONS, seed=3), of(parameters, dataset=MOONS, seed=3), {"hidden_units": (2,)}
    ),
    "explore_loss": Widget(explore_loss, loss, {"prediction": (0.001, 0.25, 0.999), "label": (1,)}),
    "explore_cost": Widget(
        lambda: explore_cost(PENGUINS, seed=1), short_run, {"hidden_units": (1, 12), "learning_rate": (10.0, 0.001)}
    ),
    "explore_unit": Widget(
        lambda: explore_unit(x), unit, {"w1": (-4.0, 0.0, 0.75), "w2": (-2.5, 4.0), "b": (-4.0, -1.0, 4.0)}
    ),
    "explore_forward": Widget(
        lambda: explore_forward(MOONS, seed=2),
        network_over_the_plane,
        {"hidden_units": (1, 8), "learning_rate": RATES, "iterations": (0, 1000)},
    ),
    "explore_forward, relu": Widget(
        lambda: explore_forward(PENGUINS, activation="relu"),
        of(network_over_the_plane, dataset=PENGUINS, activation="relu", seed=0),
        {"hidden_units": (5,), "learning_rate": (0.1,), "iterations": (25,)},
    ),
    "explore_descent": Widget(
        lambda: explore_descent(PENGUINS),
        descent,
        {"hidden_units": (1, 8), "learning_rate": (0.01, 50.0), "step": (0, 6, 60)},
    ),
    "explore_graph, network": Widget(
        lambda: explore_graph(PENGUINS, model="network"),
        graph_of_a_network,
        {"hidden_units": (1, 3), "learning_rate": RATES[1:], "step": (1, 4, 6, 7, 9, 13)},
    ),
    "explore_graph, logistic regression": Widget(
        lambda: explore_graph(PENGUINS, model="logistic regression", seed=4),
        of(graph_of_logistic_regression, seed=4),
        {"learning_rate": RATES[1:], "step": (1, 3, 4, 7)},
    ),
    "explore_mistakes": Widget(
        lambda: explore_mistakes(MOONS),
        mistakes,
        {"mistake": ("sign_flipped",), "hidden_units": (1, 12), "learning_rate": RATES},
    ),
    "explore_vectorization": Widget(
        lambda: explore_vectorization(PENGUINS),
        vectorization,
        {"hidden_units": (1, 32), "examples": (1, 7, 191), "learning_rate": RATES},
    ),
    "explore_sweep": Widget(
        lambda: explore_sweep(MOONS, **SWEPT, iterations=120),
        sweep_map,
        {
            "hidden_units": (1, 4),
            "learning_rate": RATES,
            "measure": ("final cost",),
            "over_seeds": ("worst",),
        },
    ),
    "explore_sweep, many features": Widget(
        lambda: explore_sweep(CANCER, hidden_units=[1, 2], learning_rates=[0.1, 0.5], seeds=[7], iterations=110),
        of(
            sweep_map,
            dataset=CANCER,
            grid={"hidden_units": (1, 2), "learning_rates": (0.1, 0.5), "seeds": (7,)},
            iterations=110,
        ),
        {"hidden_units": (1,), "learning_rate": (0.1,)},
    ),
}
