"""Lesson 05: the computation graph of one example, stepped forward node by node and back edge by edge."""

from functools import partial
from typing import Literal, NamedTuple

import ipywidgets
import numpy as np

from nnlib._machinery.numerals import written
from nnlib._machinery.rules import Array, Seed
from nnlib.datasets import Dataset, standardize
from nnlib.graph import BackwardStep, ForwardStep, Graph, logistic_regression_graph, network_graph
from nnlib.network import Parameters, initialize_parameters
from nnlib.plots.graph import plot_graph
from nnlib.texts import _
from nnlib.widgets import controls
from nnlib.widgets.explorer import Explorer, side_by_side
from nnlib.widgets.slider import WholeSlider

Model = Literal["logistic regression", "network"]
LAST = {"logistic regression": 7, "network": 13}


class Walk(NamedTuple):
    """A graph and the step at which to look at it; how far one step of gradient descent lowers the loss of the example.

    predicted is −α‖∇L‖², what the gradient promises; real is what the loss then does.  Both in nats.
    """

    graph: Graph
    step: int
    predicted: float
    real: float


def explore_graph(dataset: Dataset, *, model: Model = "network", seed: Seed = 0) -> Explorer[Walk]:
    """Step through the computation graph of one example, forward and back, with play, step and back.

    Args:
        dataset: two features or so; its first example is taken, standardised.
        model: "logistic regression" or "network".
        seed: of the random start.

    Returns:
        The widget.
    """
    x, y = standardize(dataset.X)[:, [0]], dataset.Y[:, [0]]
    tooltip = _("how many steps have been taken, forward, then back")
    step = controls.integer(_("step"), tooltip, 0, least=0, most=LAST[model])
    choices = {"learning_rate": controls.learning_rate(0.1, least=0.001), "step": step}
    if model == "network":
        choices = {"hidden_units": controls.hidden_units(2, most=3), **choices}
    return Explorer(
        choices,
        partial(walk_to, x, y, seed=seed),
        *side_by_side(
            (plot_graph, lambda plot, walk: plot(walk.graph, step=walk.step)),
            size=(9.6, 5.2 if model == "network" else 4.2),
        ),
        _words,
        beside=[_buttons(step)],
    )


def walk_to(
    x: Array, y: Array, *, step: int, learning_rate: float, hidden_units: int | None = None, seed: int = 0
) -> Walk:
    """Build the graph of one example, and compare the fall of its loss with what the gradient promises."""
    start = _start(x, hidden_units, seed)
    graph = _graph(start, x, y)
    slopes = {name: graph.gradients[f"d{name}"] for name in start}
    after = _graph({name: array - learning_rate * slopes[name] for name, array in start.items()}, x, y)
    predicted = -learning_rate * sum(float(np.sum(slope**2)) for slope in slopes.values())
    return Walk(graph, step, predicted, after.values["L"].item() - graph.values["L"].item())


def _start(x: Array, hidden_units: int | None, seed: int) -> dict[str, Array]:
    if hidden_units:
        return initialize_parameters(x.shape[0], hidden_units, rng=seed)._asdict()
    return {"w": np.random.default_rng(seed).standard_normal(x.shape), "b": np.zeros((1, 1))}


def _graph(parameters: dict[str, Array], x: Array, y: Array) -> Graph:
    if "w" in parameters:
        return logistic_regression_graph(**parameters, x=x, y=y)
    return network_graph(Parameters(**parameters), x, y)


def _buttons(step: WholeSlider) -> ipywidgets.HBox:
    """Make the buttons play, back and step, which move the slider."""
    play = ipywidgets.Play(min=step.min, max=step.max, interval=1500, tooltip=_("play the steps one after the other"))
    ipywidgets.link((play, "value"), (step, "value"))
    back = ipywidgets.Button(description=_("back"), icon="step-backward", tooltip=_("one step back"))
    on = ipywidgets.Button(description=_("step"), icon="step-forward", tooltip=_("one step on"))

    def move(button: ipywidgets.Button) -> None:
        by = 1 if button is on else -1
        step.value = min(max(step.value + by, step.min), step.max)

    back.on_click(move)
    on.on_click(move)
    return ipywidgets.HBox([play, back, on])


def _words(walk: Walk) -> str:
    steps = (*walk.graph.forward_steps, *walk.graph.backward_steps)
    return _(
        "<p><b>Step {step} of {steps}.</b> {now}</p><p>One step of gradient descent on this example: the gradient "
        "predicts that L changes by −α‖∇L‖² = {predicted}; it changes by <b>{real}</b>.</p>",
        step=walk.step,
        steps=len(steps),
        now=_step_in_words(steps[walk.step - 1]) if walk.step else _("Press <b>step</b>, or move the slider."),
        predicted=written(walk.predicted, ".6f"),
        real=written(walk.real, ".6f"),
    )


def _step_in_words(step: ForwardStep | BackwardStep) -> str:
    if isinstance(step, ForwardStep):
        return _("Forward to {step.node}. {step.words}", step=step)
    local = step.local_formula + ("" if step.local_numbers == step.local_formula else f" = {step.local_numbers}")
    return _(
        "Back from {step.source} to {step.target}. {step.words}<br>The local derivative is {local}.",
        step=step,
        local=local,
    )
