"""The chain rule, one node at a time: plain data for a computation graph, and the walk forward and back over it.

A node holds its value and, for each of its parents, the rule by which a gradient goes back to that parent: incoming
gradient × local derivative = outgoing gradient.  The walk back starts at the last node, L, with dL = 1, and only
multiplies.  In these graphs every node is used once; where one is used twice, the gradients that meet in it are added.
"""

from typing import Literal, NamedTuple

import numpy as np

from nnlib.arguments import Array
from nnlib.notation import latex, shown, with_numbers

Kind = Literal["data", "parameter", "computed"]
Product = Literal["local", "incoming · local", "incoming * local", "incoming @ local", "local @ incoming"]


class Rule(NamedTuple):
    """How the gradient of a node goes back to one of its parents.

    formula and local are the derivative of the node with respect to that parent, in symbols and in numbers.  product
    says how it meets the incoming gradient.  simplified is the outgoing gradient, worked out on paper, in symbols and
    in numbers, where that is the better way to compute it.
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
        return latex(self.name)

    @property
    def shape(self) -> tuple[int, ...]:
        """The shape of the value."""
        return self.value.shape


class ForwardStep(NamedTuple):
    """One step forward: the node, its formula, the formula with the numbers in it, and the value that comes out."""

    node: str
    formula: str
    numbers: str
    value: Array
    words: str

    @property
    def latex(self) -> str:
        """The formula in LaTeX."""
        return latex(self.formula)


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
    def latex(self) -> str:
        """The formula in LaTeX."""
        return latex(self.formula)

    @property
    def local_latex(self) -> str:
        """The formula of the local derivative in LaTeX."""
        return latex(self.local_formula)

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
        return "\n".join(["forward", *lines[:turn], "backward", *lines[turn:]])


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
    formulas = [f"d{rule.parent}", _written(rule, f"d{source}")]
    outgoing = _multiply(rule.product, incoming, rule.local)
    if rule.simplified:
        formulas.append(rule.simplified[0])
        outgoing = rule.simplified[1]
    step = BackwardStep(
        source=source,
        target=rule.parent,
        formula=" = ".join(formulas),
        local_formula=rule.formula,
        local_numbers=with_numbers(rule.formula, values),
        local=rule.local,
        incoming=incoming,
        product=rule.product,
        outgoing=outgoing,
        words=rule.words,
    )
    return _with_caution(step, formulas[-1]) if step.spoilt else step


def _with_caution(step: BackwardStep, simple: str) -> BackwardStep:
    value = f"the value is that of {simple}, {shown(step.outgoing)}"
    return step._replace(words=f"{step.words} Here rounding spoils the product, {step.numbers}: {value}.")


def _written(rule: Rule, incoming: str) -> str:
    if rule.formula == "1":
        return incoming
    return rule.product.replace(" @ ", " ").replace("incoming", incoming).replace("local", rule.formula)


def _multiply(product: Product, incoming: Array, local: Array) -> Array:
    with np.errstate(invalid="ignore", over="ignore"):  # 0 × inf, where a has been rounded to 0 or 1
        if product == "incoming @ local":
            return incoming @ local
        return local @ incoming if product == "local @ incoming" else incoming * local
