"""For each known mistake a function that makes it, as a learner may write it."""

import itertools
import linecache

import numpy as np

import nnlib
from nnlib._machinery.formulas import written
from nnlib.activations import ACTIVATIONS
from nnlib.checks.loops import trained_with
from nnlib.checks.slopes import MADE
from nnlib.checks.tasks import FORMS, TASKS, WHOLES, Slopes, _slopes, computed_form


def start(W=None, b=None, W2=None):
    """Parameters of which W, b or W2 are made in another way, each from rows, columns and rng."""

    def made(n0, n1, n2, rng):
        draw = W or (lambda rows, columns, rng: rng.standard_normal((rows, columns)))
        bias = b or (lambda rows, columns: np.zeros((rows, 1)))
        return draw(n1, n0, rng), bias(n1, n0), (W2 or draw)(n2, n1, rng), bias(n2, n1)

    return made


def once_more(rows, columns, rng):
    again = np.random.default_rng(rng.bit_generator.seed_seq)
    return 0.5 * again.standard_normal((rows, columns))


def unit(w, b):
    return lambda: (np.array([w]), np.array([[b]]))


EXAMPLES = {
    "zeros": start(lambda rows, columns, rng: np.zeros((rows, columns))),
    "one_constant": start(lambda rows, columns, rng: np.full((rows, columns), 0.5)),
    "never_negative": start(lambda rows, columns, rng: rng.random((rows, columns))),
    "same_numbers_twice": start(W2=once_more),
    "weights_lie_on_their_side": start(lambda rows, columns, rng: rng.standard_normal((columns, rows))),
    "flat_biases": start(b=lambda rows, columns: np.zeros(rows)),
    "a_bias_for_each_input": start(b=lambda rows, columns: np.zeros((columns, 1))),
    "no_weights": unit([0.0, 0.0], -2.0),
    "x2_for_x1": unit([0.0, 4.0], -2.0),
    "tilted_line": unit([5.0, 1.0], -2.5),
    "falls_for_rises": unit([-5.0, 0.0], 2.5),
    "too_flat": unit([0.3, 0.0], -0.15),
    "place_for_bias": unit([4.0, 0.0], -0.5),
    "bias_with_the_other_sign": unit([4.0, 0.0], 2.0),
}


def example(mistake, activation="tanh"):
    """The function that makes this mistake."""
    if mistake.name in EXAMPLES:
        return EXAMPLES[mistake.name]
    if mistake.function == "training_loop":

        def loop(parameters, X, Y, learning_rate, iterations):
            known = {"parameters": parameters, "X": X, "Y": Y, "learning_rate": learning_rate}
            return trained_with(mistake, {**known, "iterations": iterations, "activation": activation})

        return loop
    if mistake.function == "numerical_gradients":

        def slopes(parameters, X, Y):
            known = {"parameters": parameters, "X": X, "Y": Y, "activation": activation}
            right = _slopes(known)
            made = (MADE[mistake.name](name, known, getattr(right, name)) for name in Slopes._fields)
            return Slopes(*made)

        return slopes
    return in_code(mistake.function, mistake.trees(activation), activation)


NAMES = {name: of.function for name, of in ACTIVATIONS.items()}
NAMES |= {f"{name}_derivative": of.derivative for name, of in ACTIVATIONS.items()}
CELLS = itertools.count()


def in_code(name, wrong, activation="tanh"):
    """A task as a learner writes it in a cell, an equation a line, with some formulas in place of the right ones."""
    task = TASKS[name]
    lines = [f"def mine({', '.join(task.arguments)}):"]
    lines += [f"{', '.join(WHOLES[whole])} = {whole}" for whole in task.arguments if whole in WHOLES]
    sized = [array for array in task.given if array in FORMS and array != "Z"]
    lines += [f"{', '.join(FORMS[array])} = {array}.shape" for array in sized if "1" not in FORMS[array]]
    lines += ["raw_both = np.hstack([raw_train, raw_test])"] if name == "standardized" else []
    if name == "vectorized":
        lines += [
            "W1, b1, W2, b2 = parameters",
            "Z1 = W1 @ X + b1",
            f"A1 = nnlib.forward(parameters, X, activation={activation!r}).A1",
        ]
        lines += ["Z2 = W2 @ A1 + b2", "A2 = sigmoid(Z2)"]
    for array in task.equations:
        lines.append(f"{array} = {written(wrong.get(array) or computed_form(task, array, activation))}")
    lines.append(f"return {', '.join(task.equations)}")
    return from_a_cell("\n    ".join(lines), "mine")


def from_a_cell(code, name):
    """Run code as a notebook does, whose cells are a file each, and give what it defines by this name."""
    cell, names = f"/cells/{next(CELLS)}.py", {"np": np, "nnlib": nnlib, **NAMES}
    linecache.cache[cell] = len(code), None, code.splitlines(keepends=True), cell
    exec(compile(code, cell, "exec"), names)
    return names[name]
