"""A run as the few lines of nnlib that make it again, to the last digit."""

import re
from collections.abc import Iterator
from inspect import signature
from typing import Any, get_args

from nnlib import datasets
from nnlib.datasets import Dataset
from nnlib.datasets.real import UNITS, Species
from nnlib.widgets.playground.setup import BLANK, GIVEN, MADE, Data, Setup
from nnlib.widgets.playground.state import Given, Move, Points, State, Steps, Units, Weight
from nnlib.widgets.playground.text import fingerprint


def as_code(state: State) -> str:
    """Write the lines of a cell that comes to the same parameters, and prints the same cost."""
    lines, moves = _data(state.setup, state.data), list(state.moves)
    if moves and isinstance(moves[0], Points):
        lines += _written(moves.pop(0), state)
    if not any(isinstance(move, Given) for move in moves):
        lines += [f"parameters = {_draw(state, state.setup.hidden_units)}"]
    lines += [line for move in moves for line in _written(move, state)]
    if not moves or not isinstance(moves[-1], Steps):
        lines += [_run(state, state.learning_rate, 0)]
    return "\n".join([*_imports("\n".join(lines)), "", *lines, "print(run.costs[-1])"])


def _data(setup: Setup, data: Data) -> list[str]:
    if setup.dataset == BLANK:
        return []
    whole, lines = f"make_{setup.dataset}({setup.m}, noise={setup.noise!r}, seed={setup.data_seed})", list[str]()
    if data.given is not None and setup.dataset == GIVEN:
        whole, lines = "dataset", [f"dataset = {_loading(data.given)}"]
    split = f"test_fraction={setup.held_out!r}, seed={setup.data_seed}"
    dealt = f"training, held_out = train_test_split({whole}, {split})"
    return [*lines, dealt if data.held_out else f"training = {whole}", "X, Y = standardize(training.X), training.Y"]


def _loading(given: Dataset) -> str:
    """Write the call that gives these numbers, if they are a data set of nnlib's own, whole and unchanged."""
    for name, options in _calls(given):
        load = getattr(datasets, name)
        if fingerprint(load(**options)) == fingerprint(given):
            default = {key: parameter.default for key, parameter in signature(load).parameters.items()}
            written = ", ".join(f"{key}={value!r}" for key, value in options.items() if value != default[key])
            return f"{name}({written})"
    return "...  # put here what you gave to explore_playground"


def _calls(given: Dataset) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give the calls that may have made a data set, each a function's name and its arguments."""
    measured = tuple(name.rpartition(" (")[0] for name in given.feature_names)
    digits = [f"digit {digit}" for digit in range(10)]
    if set(given.class_names) <= set(get_args(Species)) and set(measured) <= set(UNITS):
        yield "load_penguins", {"species": given.class_names, "measurements": measured}
    if given.class_names[1] in digits:
        yield "load_digits", {"digit": digits.index(given.class_names[1])}
    if given.n0 == 30:
        yield "load_breast_cancer", {}
    if given.source in {f"nnlib.make_{name}" for name in MADE}:
        yield given.source.removeprefix("nnlib."), {"m": given.m}


def _points(points: Any, dataset: str) -> list[str]:
    places = f"np.array({[list(point[:2]) for point in points]!r}).reshape(-1, 2).T"
    labels = f"np.array([{[float(point[2]) for point in points]!r}])"
    if dataset == BLANK:
        return [f"X, Y = {places}, {labels}"]
    return [
        f"own = standardize({places}, training.X)" if points else "own = np.empty((2, 0))",
        f"X, Y = np.hstack([standardize(training.X), own]), np.hstack([training.Y, {labels}])",
    ]


def _draw(state: State, n1: int) -> str:
    setup = state.setup
    options = "" if setup.scale is None else f", scale={setup.scale!r}"
    options += "" if setup.start == "random" else f", method={setup.start!r}"
    return f"initialize_parameters({state.data.n0}, {n1}, rng={setup.seed}{options})"


def _run(state: State, learning_rate: float, iterations: int) -> str:
    activation = "" if state.setup.activation == "tanh" else f", activation={state.setup.activation!r}"
    options = f"learning_rate={learning_rate!r}, iterations={iterations}{activation}"
    return f"run = train(X, Y, start=parameters, {options})"


def _written(move: Move, state: State) -> list[str]:
    match move:
        case Steps(count, learning_rate):
            return [_run(state, learning_rate, count), "parameters = run.parameters"]
        case Weight(symbol, row, column, value):
            return [f"parameters.{symbol}[{row}, {column}] = {value!r}"]
        case Units(count):
            return _units(state, count)
        case Points(points):
            return _points(points, state.setup.dataset)
        case _:
            arrays = ", ".join(f"np.array({array.tolist()!r})" for array in move.parameters)
            return [f"parameters = Parameters({arrays})"]


def _units(state: State, count: int) -> list[str]:
    return [
        "W1, b1, W2, b2 = parameters",
        f"fresh = {_draw(state, count)}",
        f"W1, b1 = (np.vstack([old, new[len(old):]])[:{count}] for old, new in ((W1, fresh.W1), (b1, fresh.b1)))",
        f"W2 = np.hstack([W2, fresh.W2[:, W2.shape[1]:]])[:, :{count}]",
        "parameters = Parameters(W1, b1, W2, b2)",
    ]


def _imports(code: str) -> list[str]:
    known = {"Parameters", "initialize_parameters", "train", *datasets.__all__}
    used = ", ".join(sorted(known & set(re.findall(r"(\w+)\(", code))))
    return [*(["import numpy as np", ""] if "np." in code else []), f"from nnlib import {used}"]
