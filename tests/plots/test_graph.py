"""The drawn graph says the numbers of the graph, as far as its steps have been taken."""

import numpy as np
import pytest

from nnlib import draw, initialize_parameters, logistic_regression_graph, network_graph, plot_graph
from nnlib.graph import shown

x, y = np.array([[1.5], [0.7]]), 1


def logistic(bias=0.2):
    return logistic_regression_graph(np.array([[0.5], [-1.0]]), bias, x, y)


def network(hidden_units=2):
    return network_graph(initialize_parameters(2, hidden_units, rng=0), x, y)


def drawn(graph, **options):
    return draw(plot_graph, graph, **options).drawings[0]


def texts(labels):
    return {edge: text.get_text() for edge, text in labels.items()}


@pytest.mark.parametrize("graph", [logistic(), network()], ids=["logistic", "network"])
def test_every_edge_carries_a_value_and_every_edge_walked_back_a_gradient(graph):
    drawing = drawn(graph)
    assert all(texts(drawing._values).values())
    walked = {(step.target, step.source) for step in graph.backward_steps}
    assert {edge for edge, text in texts(drawing._gradients).items() if text} == walked
    assert drawing._loss.get_text() == f"L = {shown(graph.values['L'])}"


def test_numbers_on_the_edges_are_the_graphs():
    graph = logistic()
    drawing = drawn(graph)
    assert texts(drawing._values)["z", "a"] == f"{graph.values['z'].item():.3g}"
    assert texts(drawing._gradients)["z", "a"] == f"dz = {graph.gradients['dz'].item():.3g}".replace("-", "−")
    assert texts(drawing._gradients)["w", "z"].startswith("dw\n")


def test_before_the_first_step_only_inputs_are_known():
    values = texts(drawn(logistic(), step=0)._values)
    assert {edge[0] for edge, text in values.items() if text} == {"x", "w", "b", "y"}


@pytest.mark.parametrize("step", range(14))
def test_each_step_says_its_formula_and_highlights_its_edges(step):
    graph = network()
    drawing = drawn(graph, step=step)
    steps = (*graph.forward_steps, *graph.backward_steps)
    expected = steps[step - 1].formula if step else "Nothing is computed yet."
    assert drawing._formula.get_text() == expected
    into = {node.name: len(node.parents) for node in graph.nodes}
    edges = 0 if step == 0 else into[steps[step - 1].node] if step <= len(graph.forward_steps) else 1
    assert len(drawing._now.get_segments()) == edges
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
    assert [len(line.split()) for line in values["W1", "z1"].splitlines()] == [2, 2, 2]
    assert len(values["W2", "z2"].split()) == 3
    assert "\n" not in values["W2", "z2"]
    assert gradients["W2", "z2"].startswith("dW2 = ")
    assert gradients["a1", "z2"].startswith("da1\n")


def test_more_than_a_few_numbers_are_given_as_their_shape():
    drawing = drawn(network(hidden_units=4))
    assert texts(drawing._values)["W1", "z1"] == "(4, 2)"
    assert texts(drawing._gradients)["W1", "z1"] == "dW1 = (4, 2)"


@pytest.mark.parametrize("hidden_units", [1, 2, 3])
def test_no_words_on_an_edge_cross_the_arrows_or_each_other(hidden_units):
    picture = draw(plot_graph, network(hidden_units), size=(9.6, 4.4))
    picture.png()
    drawing = picture.drawings[0]
    labels = [t for t in (*drawing._values.values(), *drawing._gradients.values(), drawing._loss) if t.get_text()]
    boxes = [label.get_window_extent() for label in labels]
    assert not [(a, b) for i, a in enumerate(boxes) for b in boxes[:i] if a.overlaps(b)]
    width, height = picture.figure.bbox.size
    assert all(box.min.min() >= 0 and (box.max <= (width, height)).all() for box in boxes)
    for parent, child in drawing._edges:
        start, end = drawing.ax.transData.transform([drawing._places[parent], drawing._places[child]])
        points = start + np.linspace(0.2, 0.8, 200)[:, None] * (end - start)
        assert not [box for box in boxes if box.count_contains(points)]
