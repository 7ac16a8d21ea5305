"""The computation graph of one example, for logistic regression and for the network with one hidden layer.

A node holds its value and, for each of its parents, the rule by which a gradient goes back to that parent: incoming
gradient × local derivative = outgoing gradient.  The walk back starts at the last node, L, with dL = 1, and only
multiplies.  In these graphs every node is used once; where one is used twice, the gradients that meet in it are added.

First what a graph is, then the two graphs and their operations, then the walk, and last how formulas are written.
"""

import re
from collections.abc import Mapping
from typing import Literal, NamedTuple

import numpy as np

from nnlib._machinery.console import printable
from nnlib._machinery.numerals import written
from nnlib._machinery.rules import Array
from nnlib.activations import ACTIVATIONS, ActivationName
from nnlib.network import Parameters, cross_entropy
from nnlib.texts import _

Kind = Literal["data", "parameter", "computed"]
Product = Literal["local", "incoming · local", "incoming * local", "incoming @ local", "local @ incoming"]


class Rule(NamedTuple):
    """How the gradient of a node goes back to one of its parents.

    formula and local are the derivative of the node with respect to that parent, in symbols and in numbers, and product
    is how it meets the incoming gradient.  simplified is what that comes to on paper, in symbols and in numbers, where
    this is the better way to compute it.
    """

    parent: str
    formula: str
    local: Array
    product: Product
    words: str
    simplified: tuple[str, Array] | None = None


class Node(NamedTuple):
    """A place in the graph: its name and value, how it is computed from its parents, and the rules back to them.

    layer and order are for whoever draws it: the column, from the left, and the place in the column, from the top.
    """

    name: str
    value: Array
    kind: Kind
    layer: int
    order: int
    formula: str = ""
    words: str = ""
    parents: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()

    def __str__(self) -> str:
        """Give the name, so that a formula can be written with nodes in it."""
        return self.name

    @property
    def symbol(self) -> str:
        """The name in LaTeX, as the notes write it."""
        return re.sub(r"(\w)(\d)", r"\1^{[\2]}", self.name)


class ForwardStep(NamedTuple):
    """One step forward: the node, its formula, the formula with the numbers in it, and the value that comes out."""

    node: str
    formula: str
    numbers: str
    value: Array
    words: str


class BackwardStep(NamedTuple):
    """One step back, over the edge from `source` to its parent `target`.

    incoming is the gradient of the source, and outgoing the gradient of the target: the product of incoming and local,
    or what that simplifies to on paper.  Where rounding spoils the product, the words say so.  local_formula and
    local_numbers are the local derivative in symbols, and with the numbers in their places.
    """

    source: str
    target: str
    formula: str
    local_formula: str
    local_numbers: str
    local: Array
    incoming: Array
    product: Product
    outgoing: Array
    words: str

    @property
    def multiplied(self) -> Array:
        """Incoming gradient × local derivative, as floating point multiplies them."""
        return _multiply(self.product, self.incoming, self.local)

    @property
    def spoilt(self) -> bool:
        """Whether rounding spoils the product, so that the outgoing gradient differs from it."""
        return not np.allclose(self.multiplied, self.outgoing, rtol=1e-6, atol=1e-12)

    @property
    def numbers(self) -> str:
        """The product with the numbers in it: "−3.3333 × 0.21 = −0.7"."""
        factors = [shown(self.incoming), shown(self.local)]
        if self.product == "local @ incoming":
            factors.reverse()
        return f"{(' @ ' if '@' in self.product else ' × ').join(factors)} = {shown(self.multiplied)}"


class Graph(NamedTuple):
    """The computation graph of one example: the nodes, each after its parents, and the steps forward and back."""

    _made_by = "network_graph(…) returns"

    nodes: tuple[Node, ...]
    forward_steps: tuple[ForwardStep, ...]
    backward_steps: tuple[BackwardStep, ...]

    @property
    def values(self) -> dict[str, Array]:
        """Each node's value by the node's name."""
        return {node.name: node.value for node in self.nodes}

    @property
    def gradients(self) -> dict[str, Array]:
        """Each gradient by its name: "dw" is the gradient of w, and has its shape."""
        return {f"d{step.target}": step.outgoing for step in self.backward_steps}

    def __repr__(self) -> str:
        """Show a line a step."""
        steps = (*self.forward_steps, *self.backward_steps)
        width = max(len(step.formula) for step in steps)
        lines = [f"  {step.formula:<{width}}    {step.numbers}" for step in steps]
        turn = len(self.forward_steps)
        return printable("\n".join(["forward", *lines[:turn], "backward", *lines[turn:]]))


def logistic_regression_graph(w: Array, b: Array, x: Array, y: Array) -> Graph:
    """Compute logistic regression on one example, and its gradients, step by step.

        z = wᵀ x + b    a = σ(z)    L = −y log a − (1 − y) log(1 − a)
        da = −y/a + (1 − y)/(1 − a)    dz = da · σ'(z) = a − y    dw = dz · x    db = dz

    Args:
        w: the weights, (n0, 1).
        b: the bias, (1, 1), or a plain number.
        x: the example, (n0, 1): one column of X.
        y: its label, 0 or 1: (1, 1), or a plain number.

    Returns:
        Graph with .nodes x, w, b, z, a, y, L, with .forward_steps and .backward_steps, and with .gradients, a
        dictionary of "da", "dz", "dw" and "db".

    Notes: "Backpropagation Intuition, Logistic Regression"; equation 7 prints L for its derivative (erratum E7).
    """
    inputs = _leaf("x", x, "data"), _leaf("w", w, order=1), _leaf("b", b, order=2)
    z = _unit("z", *inputs)
    a = _prediction("a", z, y)
    label = _leaf("y", y, "data", layer=a.layer, order=1)
    return walk(*inputs, z, a, label, _loss(a, z, label))


def network_graph(parameters: Parameters, x: Array, y: Array, *, activation: ActivationName = "tanh") -> Graph:
    """Compute the network with one hidden layer on one example, and its gradients, step by step.

        z1 = W1 x + b1      a1 = g1(z1)
        z2 = W2 a1 + b2     a2 = σ(z2)      L = −y log a2 − (1 − y) log(1 − a2)

    and back: da2, dz2, dW2, db2, da1, dz1, dW1, db1.  For one example, m = 1, they are what `backward` returns.

    Args:
        parameters: W1 (n1, n0), b1 (n1, 1), W2 (1, n1), b2 (1, 1).
        x: the example, (n0, 1): one column of X.
        y: its label, 0 or 1: (1, 1), or a plain number.
        activation: the name of the hidden layer's g1: "tanh", "sigmoid" or "relu".

    Returns:
        Graph with .nodes x, W1, b1, z1, a1, W2, b2, z2, a2, y, L, with .forward_steps and .backward_steps, and with
        .gradients, a dictionary of "da2", "dz2", "dW2", "db2", "da1", "dz1", "dW1" and "db1".

    Notes: "Backpropagation Intuition, Neural Network"; a1 is what goes into z2, not x (erratum E8).
    """
    if parameters.W2.shape[0] != 1:
        raise ValueError(f"parameters.W2 has shape {parameters.W2.shape}; expected (1, n1): the graph has one output")
    first = _leaf("x", x, "data"), _leaf("W1", parameters.W1, order=1), _leaf("b1", parameters.b1, order=2)
    z1 = _layer("z1", *first)
    a1 = _hidden("a1", z1, activation)
    second = _leaf("W2", parameters.W2, layer=a1.layer, order=1), _leaf("b2", parameters.b2, layer=a1.layer, order=2)
    z2 = _layer("z2", a1, *second)
    a2 = _prediction("a2", z2, y)
    label = _leaf("y", y, "data", layer=a2.layer, order=1)
    return walk(*first, z1, a1, *second, z2, a2, label, _loss(a2, z2, label))


# The operations.  Each is one equation forward, and beside it a rule back to each of its parents.


def _unit(z: str, x: Node, w: Node, b: Node) -> Node:
    words = _("Multiply each input by its weight, add all of them up, and add the bias.")
    of_weight = _("If a weight grows a little, {z} grows by that amount times its input.", z=z)
    of_bias = _("If the bias grows a little, {z} grows by the same amount.", z=z)

    to_w = Rule(w.name, f"{x}", x.value, "incoming · local", of_weight)
    to_b = Rule(b.name, "1", np.ones_like(b.value), "incoming · local", of_bias)
    return _computed(z, f"{w}ᵀ {x} + {b}", w.value.T @ x.value + b.value, words, (w, x, b), to_w, to_b)


def _layer(z: str, x: Node, W: Node, b: Node) -> Node:
    words = _("Each unit has a row of {W} and a bias: multiply, add up, add the bias.", W=W)
    of_weights = _("Row i, column j: unit i's d{z} times input j.", z=z)
    of_bias = _("If a bias grows a little, its unit's {z} grows by the same amount.", z=z)
    of_input = _("Input j sums d{z} over the units, weighted by {W}.", z=z, W=W)

    to_W = Rule(W.name, f"{x}ᵀ", x.value.T, "incoming @ local", of_weights)
    to_b = Rule(b.name, "1", np.ones_like(b.value), "incoming * local", of_bias)
    to_x = Rule(x.name, f"{W}ᵀ", W.value.T, "local @ incoming", of_input)
    return _computed(z, f"{W} {x} + {b}", W.value @ x.value + b.value, words, (W, x, b), to_W, to_b, to_x)


def _hidden(a: str, z: Node, activation: ActivationName) -> Node:
    g1, g1_prime = ACTIVATIONS[activation]
    words = _("g1 is {g1}, applied to each unit on its own.", g1=activation)
    of_z = _("Elementwise: each unit's d{a} times the slope of {g1} at its own {z} (E5, E9).", a=a, g1=activation, z=z)

    to_z = Rule(z.name, f"g1'({z})", g1_prime(z.value), "incoming * local", of_z)
    return _computed(a, f"g1({z})", g1(z.value), words, (z,), to_z)


def _prediction(a: str, z: Node, y: Array) -> Node:
    σ, σ_prime = ACTIVATIONS["sigmoid"]
    words = _("Squash {z} into (0, 1): the probability that the label is 1.", z=z)
    of_z = _("σ'({z}) is {a} (1 − {a}): it cancels the denominators of d{a}, and {a} − y is left.", z=z, a=a)

    to_z = Rule(z.name, f"σ'({z})", σ_prime(z.value), "incoming · local", of_z, (f"{a} − y", σ(z.value) - y))
    return _computed(a, f"σ({z})", σ(z.value), words, (z,), to_z)


def _loss(a: Node, z: Node, y: Node) -> Node:
    words = _(
        "The loss in nats, computed from {z}, so that it is finite even where {a} is rounded to 0 or 1.", z=z, a=a
    )
    of_a = _("The derivative of L, not L itself (E7). The incoming gradient, dL, is 1.")

    with np.errstate(divide="ignore"):  # where a has been rounded to 1 − y, the slope is infinite
        slope = np.where(y.value == 1, -1 / a.value, 1 / (1 - a.value))
    to_a = Rule(a.name, f"−y/{a} + (1 − y)/(1 − {a})", slope, "local", of_a)
    L = cross_entropy(z.value, y.value)
    return _computed("L", f"−y log {a} − (1 − y) log(1 − {a})", L, words, (a, y), to_a)


def _leaf(name: str, value: Array, kind: Kind = "parameter", *, layer: int = 0, order: int = 0) -> Node:
    return Node(name, value, kind, layer, order)


def _computed(name: str, formula: str, value: Array, words: str, parents: tuple[Node, ...], *rules: Rule) -> Node:
    layer = 1 + max(parent.layer for parent in parents)
    return Node(name, value, "computed", layer, 0, formula, words, tuple(parent.name for parent in parents), rules)


# The walk over the nodes, forward and back.


def walk(*nodes: Node) -> Graph:
    """Walk forward over the nodes, each given after its parents, and back from the last one."""
    values = {node.name: node.value for node in nodes}
    computed = [node for node in nodes if node.kind == "computed"]
    data = [node.name for node in nodes if node.kind == "data"]
    gradients = {nodes[-1].name: np.ones((1, 1))}
    back = list[BackwardStep]()
    for node in reversed(computed):
        for rule in node.rules:
            if rule.parent not in data:  # data is not ours to change: no gradient is asked for
                back.append(_step_back(node.name, rule, gradients[node.name], values))
                gradients[rule.parent] = back[-1].outgoing
    return Graph(nodes, tuple(_step_forward(node, values) for node in computed), tuple(back))


def _step_forward(node: Node, values: dict[str, Array]) -> ForwardStep:
    numbers = f"{with_numbers(node.formula, values)} = {shown(node.value)}"
    return ForwardStep(node.name, f"{node} = {node.formula}", numbers, node.value, node.words)


def _step_back(source: str, rule: Rule, incoming: Array, values: dict[str, Array]) -> BackwardStep:
    product = rule.product.replace(" @ ", " ").replace("incoming", f"d{source}").replace("local", rule.formula)
    simple, outgoing = rule.simplified or ("", _multiply(rule.product, incoming, rule.local))
    sides = [f"d{rule.parent}", f"d{source}" if rule.formula == "1" else product, *([simple] if simple else [])]
    local = rule.formula, with_numbers(rule.formula, values), rule.local
    step = BackwardStep(source, rule.parent, " = ".join(sides), *local, incoming, rule.product, outgoing, rule.words)
    if not step.spoilt:
        return step
    caution = "Here rounding spoils the product, {step.numbers}: the value is that of {simple}, {value}."
    return step._replace(words=f"{step.words} {_(caution, step=step, simple=simple, value=shown(outgoing))}")


def _multiply(product: Product, incoming: Array, local: Array) -> Array:
    with np.errstate(invalid="ignore", over="ignore"):  # 0 × inf, where a has been rounded to 0 or 1
        if product == "incoming @ local":
            return incoming @ local
        return local @ incoming if product == "local @ incoming" else incoming * local


# Formulas are written once, as text in the notes' symbols, and shown with numbers in the symbols' places too.


def with_numbers(formula: str, values: Mapping[str, Array]) -> str:
    """Put the values in the places of their names: "W1 x + b1" into "[[0.5, 1]] [[2], [3]] + 0.1"."""
    if not values:
        return formula
    names = "|".join(sorted(map(re.escape, values), key=len, reverse=True))
    return re.sub(rf"(?<![A-Za-z])(?:{names})(?![A-Za-z0-9])", lambda name: shown(values[name[0]]), formula)


def shown(value: Array) -> str:
    """Write one number as it is, a few in rows, and of a larger array its size: "−0.7", "[[1], [2]]", "[4 × 3]"."""
    if value.size > 8:
        return f"[{' × '.join(map(str, value.shape))}]"
    if value.size == 1:
        return written(value.item(), "z.5g")
    rows = [", ".join(written(number, "z.5g") for number in row) for row in value]
    return f"[{', '.join(f'[{row}]' for row in rows)}]"
