"""The computation graph of one example, for logistic regression and for the network with one hidden layer.

Each operation makes its node, and writes beside the value the rules by which the gradient goes back through it.
`nnlib.chain_rule` walks over the nodes, forward and back.
"""

import numpy as np

from nnlib.activations import ACTIVATIONS, ActivationName
from nnlib.arguments import Array, checked
from nnlib.chain_rule import Graph, Kind, Node, Rule, walk
from nnlib.network import Parameters


@checked
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

    Raises:
        TypeError, ValueError: an argument is of the wrong kind, shape or value.

    Notes: "Backpropagation Intuition, Logistic Regression"; equation 7 prints L for its derivative (erratum E7).
    """
    inputs = _leaf("x", x, "data"), _leaf("w", w, order=1), _leaf("b", b, order=2)
    z = _unit("z", *inputs)
    a = _prediction("a", z, y)
    label = _leaf("y", y, "data", layer=a.layer, order=1)
    return walk(*inputs, z, a, label, _loss(a, z, label))


@checked
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

    Raises:
        TypeError, ValueError: an argument is of the wrong kind, shape or value.

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
    one = np.ones_like(b.value)
    return _computed(
        z,
        w.value.T @ x.value + b.value,
        f"{w}ᵀ {x} + {b}",
        "Multiply each input by its weight, add all of them up, and add the bias.",
        (w, x, b),
        Rule(w.name, f"{x}", x.value, "incoming · local", f"Each weight moves {z} by its own input."),
        Rule(b.name, "1", one, "incoming · local", f"The bias moves {z} by as much as it moves itself."),
    )


def _layer(z: str, x: Node, W: Node, b: Node) -> Node:
    ones = np.ones_like(b.value)
    return _computed(
        z,
        W.value @ x.value + b.value,
        f"{W} {x} + {b}",
        f"Each unit has a row of {W} and a bias: multiply, add up, add the bias.",
        (W, x, b),
        Rule(W.name, f"{x}ᵀ", x.value.T, "incoming @ local", f"Row i, column j: unit i's d{z} times input j."),
        Rule(b.name, "1", ones, "incoming * local", f"Each bias moves its unit's {z} by as much as itself."),
        Rule(x.name, f"{W}ᵀ", W.value.T, "local @ incoming", f"Input j sums d{z} over the units, weighted by {W}."),
    )


def _hidden(a: str, z: Node, activation: ActivationName) -> Node:
    g1, g1_prime = ACTIVATIONS[activation]
    words = f"Elementwise: each unit's d{a} times the slope of {activation} at its own {z} (E5, E9)."
    return _computed(
        a,
        g1(z.value),
        f"g1({z})",
        f"g1 is {activation}, applied to each unit by itself.",
        (z,),
        Rule(z.name, f"g1'({z})", g1_prime(z.value), "incoming * local", words),
    )


def _prediction(a: str, z: Node, y: Array) -> Node:
    σ, σ_prime = ACTIVATIONS["sigmoid"]
    simplified = f"{a} − y", σ(z.value) - y
    words = f"σ'({z}) is {a} (1 − {a}): it cancels what d{a} divides by, and {a} − y is left."
    return _computed(
        a,
        σ(z.value),
        f"σ({z})",
        f"Squash {z} into (0, 1): the probability that the label is 1.",
        (z,),
        Rule(z.name, f"σ'({z})", σ_prime(z.value), "incoming · local", words, simplified),
    )


def _loss(a: Node, z: Node, y: Node) -> Node:
    with np.errstate(divide="ignore"):  # where a has been rounded to 1 − y, the slope is infinite
        slope = np.where(y.value == 1, -1 / a.value, 1 / (1 - a.value))
    words = "The derivative of L, not L itself (E7). Nothing comes in but dL, which is 1."
    return _computed(
        "L",
        np.logaddexp(0, np.where(y.value == 1, -z.value, z.value)),
        f"−y log {a} − (1 − y) log(1 − {a})",
        f"The loss in nats, computed from {z}, so that it is finite even where {a} is rounded to 0 or 1.",
        (a, y),
        Rule(a.name, f"−y/{a} + (1 − y)/(1 − {a})", slope, "local", words),
    )


def _leaf(name: str, value: Array, kind: Kind = "parameter", *, layer: int = 0, order: int = 0) -> Node:
    return Node(name, value, kind, layer, order)


def _computed(name: str, value: Array, formula: str, words: str, parents: tuple[Node, ...], *rules: Rule) -> Node:
    layer = 1 + max(parent.layer for parent in parents)
    return Node(name, value, "computed", layer, 0, formula, words, tuple(parent.name for parent in parents), rules)
