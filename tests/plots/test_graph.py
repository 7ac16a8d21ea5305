"""The drawn graph says the numbers of the graph, as far as its steps have been taken."""

import itertools

import numpy as np
import pytest

from nnlib import draw, initialize_parameters, logistic_regression_graph, network_graph, plot_graph
from nnlib.graph import shown
from tests.pictures import hue

x, y = np.array([[1.5], [0.7]]), 1


def logistic(bias=0.2):
    return logistic_regression_graph(np.array([[0.5], [-1.0]]), bias, x, y)


def network(hidden_units=2):
    return network_graph(initialize_parameters(2, hidden_units, rng=0), x, y)


def drawn(graph, **options):
    return draw(plot_graph, graph, **options).drawings[0]


def texts(pills):
    return {node: text.get_text() for node, text in pills.items()}


def look_of(drawing, edge):
    """How an edge is drawn: its colour, its width, and whether it is whole, dashed or dotted."""
    way = drawing._path(edge)
    lines = drawing._lines
    number = next(i for i, line in enumerate(lines.get_segments()) if line.shape == way.shape and (line == way).all())
    dashes = lines.get_linestyle()[number][1]
    kind = "whole" if dashes is None else "dotted" if dashes[0] < 2 * lines.get_linewidth()[number] else "dashed"
    return hue(lines.get_colors()[number]), float(lines.get_linewidth()[number]), kind


@pytest.mark.parametrize("graph", [logistic(), network()], ids=["logistic", "network"])
def test_every_node_has_its_value_and_every_node_walked_back_to_its_gradient(graph):
    drawing = drawn(graph)
    assert all(texts(drawing._values).values())
    walked = {step.target for step in graph.backward_steps}
    assert {node for node, text in texts(drawing._gradients).items() if text} == walked
    assert drawing._values["L"].get_text() == f"L = {shown(graph.values['L'])}"


def test_the_numbers_are_the_graphs():
    graph = logistic()
    drawing = drawn(graph)
    assert texts(drawing._values)["z"] == f"{graph.values['z'].item():.3g}"
    assert texts(drawing._gradients)["z"] == f"dz = {graph.gradients['dz'].item():.3g}".replace("-", "−")
    assert texts(drawing._gradients)["w"].startswith("dw\n")


def test_before_the_first_step_only_inputs_are_known():
    values = texts(drawn(logistic(), step=0)._values)
    assert {node for node, text in values.items() if text} == {"x", "w", "b", "y"}


@pytest.fixture(scope="module")
def walk():
    """A graph, and a drawing that each test shows another step."""
    graph = network()
    return graph, drawn(graph)


@pytest.mark.parametrize("step", range(14))
def test_each_step_says_its_formula_and_its_edges_differ_from_those_done_and_to_come(walk, step):
    graph, drawing = walk
    drawing.update(graph, step=step)
    steps = (*graph.forward_steps, *graph.backward_steps)
    turn = len(graph.forward_steps)
    expected = steps[step - 1].formula if step else "The start: the example, its label and the parameters."
    assert drawing._formula.get_text() == expected
    done = {taken.node for taken in graph.forward_steps[:step]}
    back = {(taken.target, taken.source) for taken in graph.backward_steps[: max(step - turn, 0)]}
    for edge in drawing._edges:
        colour, width, kind = look_of(drawing, edge)
        now = step > 0 and (
            edge == (steps[step - 1].target, steps[step - 1].source) if step > turn else edge[1] == steps[step - 1].node
        )
        assert (width > 3) == now
        if not now:
            assert kind == ("dashed" if edge in back else "whole" if edge[1] in done else "dotted")
            assert colour == ("violet" if edge in back else "dark" if edge[1] in done else "grey")
    filled = [pill for pill in (*drawing._values.values(), *drawing._gradients.values()) if pill.get_text()]
    coloured = [pill for pill in filled if hue(pill.get_bbox_patch().get_facecolor()[:3]) != "white"]
    now = (
        (drawing._gradients[steps[step - 1].target] if step > turn else drawing._values[steps[step - 1].node])
        if step
        else None
    )
    assert coloured == ([now] if now else [])
    assert f"after {step} of 13 steps" in drawing.alt


def test_update_shows_what_a_new_drawing_shows_with_the_same_artists():
    drawing, fresh = drawn(logistic(), step=3), drawn(logistic(bias=-1.0), step=6)
    before = [id(artist) for artist in drawing.artists]
    assert not drawing.update(logistic(bias=-1.0), step=6)
    assert [id(artist) for artist in drawing.artists] == before
    assert drawing.alt == fresh.alt
    assert texts(drawing._values) == texts(fresh._values)
    assert texts(drawing._gradients) == texts(fresh._gradients)


def test_an_array_is_written_in_its_rows_and_columns():
    drawing = drawn(network(hidden_units=3))
    values, gradients = texts(drawing._values), texts(drawing._gradients)
    assert [len(line.split()) for line in values["W1"].splitlines()] == [2, 2, 2]
    assert len(values["W2"].split()) == 3
    assert "\n" not in values["W2"]
    assert [len(line.split()) for line in gradients["W2"].splitlines()] == [1, 3]
    assert gradients["a1"].startswith("da1\n")


def test_more_than_a_few_numbers_are_given_as_their_shape():
    drawing = drawn(network(hidden_units=4))
    assert texts(drawing._values)["W1"] == "(4, 2)"
    assert texts(drawing._gradients)["W1"] == "dW1\n(4, 2)"


GRAPHS = {"logistic": (logistic(), 3.8), **{f"{n1} units": (network(n1), 4.4) for n1 in (1, 2, 8)}}
GRAPHS["3 units"] = network(3), 5.2


@pytest.mark.parametrize(("graph", "height"), GRAPHS.values(), ids=GRAPHS)
def test_values_stand_above_their_nodes_gradients_below_and_none_on_an_edge_or_on_another(graph, height):
    picture = draw(plot_graph, graph, size=(9.6, height))
    picture.png()
    drawing = picture.drawings[0]
    written = [pill for pill in (*drawing._values.values(), *drawing._gradients.values()) if pill.get_text()]
    boxes = [text.get_window_extent() for text in (*written, drawing._formula, drawing._numbers)]
    assert not [(a, b) for i, a in enumerate(boxes) for b in boxes[:i] if a.overlaps(b)]
    width, height = picture.figure.bbox.size
    assert all(box.min.min() >= 0 and (box.max <= (width, height)).all() for box in boxes)
    for node, place in drawing._places.items():
        x, y = drawing.ax.transData.transform(place)
        value = drawing._values[node].get_window_extent()
        assert value.y0 > y + 8
        assert (value.x0 + value.x1) / 2 == pytest.approx(x, abs=1.5)
        if drawing._gradients[node].get_text():
            assert drawing._gradients[node].get_window_extent().y1 < y - 8
    for edge in drawing._edges:
        corners = drawing.ax.transData.transform(drawing._path(edge))
        for start, end in itertools.pairwise(corners):
            points = start + np.linspace(0, 1, 200)[:, None] * (end - start)
            assert not [box for box in boxes if box.count_contains(points)]


def test_the_words_tell_all_values_and_all_gradients():
    graph = logistic()
    alt = drawn(graph).alt
    values = ", ".join(f"{step.node} = {shown(step.value)}" for step in graph.forward_steps)
    gradients = ", ".join(f"d{step.target} = {shown(step.outgoing)}" for step in graph.backward_steps)
    assert alt.endswith(f"Values: {values}. Gradients: {gradients}.")
    assert "Gradients" not in drawn(graph, step=1).alt
