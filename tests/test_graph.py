"""The computation graph: its gradients against `backward`, autograd and slopes; its formulas against its numbers."""

import re

import autograd.numpy as anp
import numpy as np
import pytest
from autograd import grad
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.mathtext import MathTextParser

import nnlib
from nnlib import Cache, Parameters, backward, cost, forward, logistic_regression_graph, network_graph
from nnlib.activations import ACTIVATIONS

G1 = {
    "tanh": anp.tanh,
    "sigmoid": lambda z: 1 / (1 + anp.exp(-z)),
    "relu": lambda z: anp.where(z > 0, z, 0.0),
}
SIZES = (1, 2, 5, 8)


def random_network(n0, n1, seed=0):
    rng = np.random.default_rng(seed)
    shapes = (n1, n0), (n1, 1), (1, n1), (1, 1)
    return Parameters(*(0.5 * rng.standard_normal(shape) for shape in shapes)), rng.standard_normal((n0, 1))


def random_unit(n0, seed=0):
    rng = np.random.default_rng(seed)
    return rng.standard_normal((n0, 1)), rng.standard_normal((1, 1)), rng.standard_normal((n0, 1))


def loss_of_a(a, y):
    return anp.sum(-y * anp.log(a) - (1 - y) * anp.log(1 - a))


def loss_of_z(z, y):
    return loss_of_a(1 / (1 + anp.exp(-z)), y)


def graphs():
    for n0 in SIZES:
        for y in (0, 1):
            yield logistic_regression_graph(*random_unit(n0, seed=n0), y)
        for n1 in SIZES:
            for activation in ACTIVATIONS:
                parameters, x = random_network(n0, n1, seed=10 * n0 + n1)
                yield network_graph(parameters, x, (n0 + n1) % 2, activation=activation)


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("n1", SIZES)
@pytest.mark.parametrize("n0", SIZES)
def test_the_network_takes_the_very_values_and_gradients_of_forward_and_backward(n0, n1, activation):
    parameters, x = random_network(n0, n1)
    for y in (0, 1):
        graph = network_graph(parameters, x, y, activation=activation)
        cache = forward(parameters, x, activation=activation)
        gradients = backward(parameters, cache, x, [[y]], activation=activation)

        for name, array in (*cache._asdict().items(), *gradients._asdict().items()):
            name = name.replace("Z", "z").replace("A", "a")
            np.testing.assert_allclose({**graph.values, **graph.gradients}[name], array, rtol=1e-13, atol=1e-16)
        assert graph.values["L"].item() == pytest.approx(cost(cache, [[y]]), rel=1e-14)


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("n1", [1, 3, 8])
@pytest.mark.parametrize("n0", [1, 2, 8])
def test_every_gradient_of_the_network_is_autograds(n0, n1, activation):
    (W1, b1, W2, b2), x = random_network(n0, n1, seed=1)
    g1 = G1[activation]
    for y in (0, 1):
        graph = network_graph((W1, b1, W2, b2), x, y, activation=activation)

        def of_z1(z1, W2=W2, b2=b2, y=y):
            return loss_of_z(W2 @ g1(z1) + b2, y)

        value, expected = (
            graph.values,
            {
                "da2": grad(loss_of_a)(graph.values["a2"], y),
                "dz2": grad(loss_of_z)(graph.values["z2"], y),
                "dW2": grad(of_z1, 1)(graph.values["z1"], W2, b2),
                "db2": grad(of_z1, 2)(graph.values["z1"], W2, b2),
                "da1": grad(lambda a1, y=y: loss_of_z(W2 @ a1 + b2, y))(graph.values["a1"]),
                "dz1": grad(of_z1)(graph.values["z1"]),
                "dW1": grad(lambda W1, of_z1=of_z1: of_z1(W1 @ x + b1))(W1),
                "db1": grad(lambda b1, of_z1=of_z1: of_z1(W1 @ x + b1))(b1),
            },
        )
        assert list(graph.gradients) == list(expected)
        for name, gradient in expected.items():
            assert graph.gradients[name].shape == value[name[1:]].shape
            np.testing.assert_allclose(graph.gradients[name], gradient, rtol=1e-12, atol=1e-14, err_msg=name)


@pytest.mark.parametrize("n0", SIZES)
def test_every_gradient_of_logistic_regression_is_autograds(n0):
    w, b, x = random_unit(n0)
    for y in (0, 1):
        graph = logistic_regression_graph(w, b, x, y)
        expected = {
            "da": grad(loss_of_a)(graph.values["a"], y),
            "dz": grad(loss_of_z)(graph.values["z"], y),
            "dw": grad(lambda w, y=y: loss_of_z(w.T @ x + b, y))(w),
            "db": grad(lambda b, y=y: loss_of_z(w.T @ x + b, y))(b),
        }
        assert list(graph.gradients) == list(expected)
        for name, gradient in expected.items():
            np.testing.assert_allclose(graph.gradients[name], gradient, rtol=1e-12, atol=1e-14, err_msg=name)


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize(("n0", "n1"), [(1, 1), (2, 3), (8, 8)])
def test_the_gradients_of_the_parameters_are_slopes_of_L(n0, n1, activation):
    parameters, x = random_network(n0, n1, seed=2)
    graph, step = network_graph(parameters, x, 1, activation=activation), 1e-5
    assert activation != "relu" or np.abs(graph.values["z1"]).min() > 1e-3  # nothing is moved over the kink
    for field, array in parameters._asdict().items():
        for place in np.ndindex(array.shape):
            loss = []
            for way in (step, -step):
                moved = array.copy()
                moved[place] += way
                loss.append(
                    network_graph(parameters._replace(**{field: moved}), x, 1, activation=activation).values["L"]
                )
            slope = (loss[0] - loss[1]).item() / (2 * step)
            assert graph.gradients["d" + field][place] == pytest.approx(slope, rel=1e-6, abs=1e-9)


def test_the_gradients_of_logistic_regression_are_slopes_of_L():
    w, b, x = random_unit(3, seed=4)
    graph, step = logistic_regression_graph(w, b, x, 0), 1e-5
    for j in range(3):
        move = step * np.eye(3)[:, [j]]
        up, down = (logistic_regression_graph(w + way, b, x, 0).values["L"] for way in (move, -move))
        assert graph.gradients["dw"][j] == pytest.approx((up - down).item() / (2 * step), rel=1e-7)


def test_a_unit_worked_out_by_hand():
    """y = 1, a = 0.3: the slope of L is −1/0.3 = −3.33, where the notes' equation 7 gives L itself, 1.20."""
    graph = logistic_regression_graph([[1.0], [2.0]], np.log(3 / 7) - 2, [[4.0], [-1.0]], 1)
    numbers = {name: value.ravel().tolist() for name, value in {**graph.values, **graph.gradients}.items()}

    assert numbers["z"] == pytest.approx([np.log(3 / 7)])
    assert numbers["a"] == pytest.approx([0.3])
    assert numbers["L"] == pytest.approx([1.2039728])
    assert numbers["da"] == pytest.approx([-10 / 3])
    assert numbers["dz"] == pytest.approx([-0.7])
    assert numbers["dw"] == pytest.approx([-2.8, 0.7])
    assert numbers["db"] == pytest.approx([-0.7])


def test_a_network_worked_out_by_hand():
    """2-2-1 with ReLU: z1 = (1, −1), so the second unit is off and passes nothing back."""
    parameters = Parameters([[1.0, 1.0], [0.0, -1.0]], [[-2.0], [1.0]], [[np.log(4), 5.0]], [[0.0]])
    graph = network_graph(parameters, [[1.0], [2.0]], 0, activation="relu")
    expected = {
        "da2": [[5]], "dz2": [[0.8]], "dW2": [[0.8, 0]], "db2": [[0.8]],
        "da1": [[0.8 * np.log(4)], [4]], "dz1": [[0.8 * np.log(4)], [0]],
        "dW1": [[0.8 * np.log(4), 1.6 * np.log(4)], [0, 0]], "db1": [[0.8 * np.log(4)], [0]],
    }  # fmt: skip
    assert graph.values["L"].item() == pytest.approx(np.log(5))
    assert list(graph.gradients) == list(expected)
    for name, gradient in expected.items():
        np.testing.assert_allclose(graph.gradients[name], gradient, atol=1e-15, err_msg=name)


def test_each_step_back_takes_in_what_the_step_before_gave_out():
    multiply = {
        "local": lambda incoming, local: incoming * local,
        "incoming · local": lambda incoming, local: incoming * local,
        "incoming * local": lambda incoming, local: incoming * local,
        "incoming @ local": lambda incoming, local: incoming @ local,
        "local @ incoming": lambda incoming, local: local @ incoming,
    }
    for graph in graphs():
        known = {"dL": np.ones((1, 1))}
        for step in graph.backward_steps:
            assert step.incoming is known[f"d{step.source}"] or step.source == "L"
            np.testing.assert_array_equal(step.incoming, known[f"d{step.source}"])
            np.testing.assert_allclose(multiply[step.product](step.incoming, step.local), step.outgoing, rtol=1e-9)
            assert not step.spoilt
            known[f"d{step.target}"] = step.outgoing
        assert {name: known[name] for name in graph.gradients} == graph.gradients


SYMBOLS = {"−": "-", "·": "*", "ᵀ": ".T", "σ'": "sigma_prime", "σ": "sigma", "g1'": "g1_prime"}


def as_python(formula):
    """Read a formula of the notes as NumPy: what stands side by side is a matrix product."""
    for symbol, code in SYMBOLS.items():
        formula = formula.replace(symbol, code)
    formula = re.sub(r"log (\w+)", r"log(\1)", formula)
    return re.sub(r"(?<=[\w)]) (?=[A-Za-z])", " @ ", formula)


def test_every_formula_says_what_its_numbers_are():
    for activation in ACTIVATIONS:
        parameters, x = random_network(4, 3, seed=7)
        for graph in (
            network_graph(parameters, x, 1, activation=activation),
            logistic_regression_graph(*random_unit(4, seed=7), 0),
        ):
            (g1, g1_prime), (sigma, sigma_prime) = ACTIVATIONS[activation], ACTIVATIONS["sigmoid"]
            names = {**graph.values, **graph.gradients, "log": np.log, "g1": g1, "g1_prime": g1_prime}
            names |= {"sigma": sigma, "sigma_prime": sigma_prime}
            for formula, value in (
                *((step.formula, step.value) for step in graph.forward_steps),
                *((step.formula, step.outgoing) for step in graph.backward_steps),
                *((f"local = {step.local_formula}", step.local) for step in graph.backward_steps),
            ):
                for side in as_python(formula).split(" = ")[1:]:
                    np.testing.assert_allclose(eval(side, names) * np.ones_like(value), value, rtol=1e-12, err_msg=side)


def test_every_symbol_is_latex_as_the_notes_write_it():
    parser = MathTextParser("agg")
    symbols = {node.name: node.symbol for node in network_graph(*random_network(2, 3), 1).nodes}
    assert (symbols["W1"], symbols["z2"], symbols["L"]) == ("W^{[1]}", "z^{[2]}", "L")
    for symbol in symbols.values():
        assert symbol.isascii()
        parser.parse(f"${symbol}$")


def test_the_formulas_stand_as_in_the_notes():
    graph = network_graph(*random_network(2, 3), 1)
    assert [step.formula for step in graph.forward_steps] == [
        "z1 = W1 x + b1",
        "a1 = g1(z1)",
        "z2 = W2 a1 + b2",
        "a2 = σ(z2)",
        "L = −y log a2 − (1 − y) log(1 − a2)",
    ]
    assert [step.formula for step in graph.backward_steps] == [
        "da2 = −y/a2 + (1 − y)/(1 − a2)",
        "dz2 = da2 · σ'(z2) = a2 − y",
        "dW2 = dz2 a1ᵀ",
        "db2 = dz2",
        "da1 = W2ᵀ dz2",
        "dz1 = da1 * g1'(z1)",
        "dW1 = dz1 xᵀ",
        "db1 = dz1",
    ]
    assert all(step.words.endswith(".") for step in (*graph.forward_steps, *graph.backward_steps))


def test_the_steps_speak_the_language_that_is_asked_for(monkeypatch):
    def words():
        graphs = network_graph(*random_network(2, 3), 1), logistic_regression_graph([[1.0]], 0, [[40]], 0)
        return [step.words for graph in graphs for step in (*graph.forward_steps, *graph.backward_steps)]

    english = words()
    monkeypatch.setenv("NNLIB_LANGUAGE", "de")
    assert not set(words()) & set(english)
    assert words()[7] == "Zeile i, Spalte j: dz2 der Einheit i mal Eingabe j."
    assert "Hier verdirbt die Rundung das Produkt" in "".join(words())


def test_the_numbers_stand_in_the_places_of_their_symbols():
    graph = logistic_regression_graph([[1.0], [2.0]], np.log(3 / 7) - 2, [[4.0], [-1.0]], 1)
    assert [step.numbers for step in graph.forward_steps] == [
        "[[1], [2]]ᵀ [[4], [−1]] + −2.8473 = −0.8473",
        "σ(−0.8473) = 0.3",
        "−1 log 0.3 − (1 − 1) log(1 − 0.3) = 1.204",
    ]
    assert [step.numbers for step in graph.backward_steps] == [
        "1 × −3.3333 = −3.3333",
        "−3.3333 × 0.21 = −0.7",
        "−0.7 × [[4], [−1]] = [[−2.8], [0.7]]",
        "−0.7 × 1 = −0.7",
    ]
    assert graph.backward_steps[0].local_numbers == "−1/0.3 + (1 − 1)/(1 − 0.3)"
    parameters = Parameters([[1.0], [0.0]], [[-1.0], [1.0]], [[2.0, 5.0]], [[-5.0]])
    graph = network_graph(parameters, [[1.0]], 1, activation="relu")
    assert graph.backward_steps[4].numbers == "[[2], [5]] @ −0.5 = [[−1], [−2.5]]"
    assert graph.backward_steps[5].numbers == "[[−1], [−2.5]] × [[0], [1]] = [[0], [−2.5]]"


def test_a_graph_shows_a_line_a_step():
    graph = logistic_regression_graph(*random_unit(2), 1)
    lines = repr(graph).splitlines()
    assert (lines[0], lines[4], len(lines)) == ("forward", "backward", 9)
    assert all(step.formula in repr(graph) and step.numbers in repr(graph) for step in graph.backward_steps)


def test_a_picture_finds_its_places():
    for graph, names in (
        (logistic_regression_graph(*random_unit(2), 1), "x w b z a y L"),
        (network_graph(*random_network(2, 3), 1), "x W1 b1 z1 a1 W2 b2 z2 a2 y L"),
    ):
        assert [node.name for node in graph.nodes] == names.split()
        seen = {}
        for node in graph.nodes:
            assert all(seen[parent].layer == node.layer - 1 for parent in node.parents)
            assert (node.kind == "computed") == bool(node.parents)
            seen[node.name] = node
        places = [(node.layer, node.order) for node in graph.nodes]
        assert len(set(places)) == len(places)
        edges = [(parent, node.name) for node in graph.nodes for parent in node.parents]
        back = [(step.target, step.source) for step in graph.backward_steps]
        assert set(back) == {edge for edge in edges if seen[edge[0]].kind != "data"}
        assert {step.node for step in graph.forward_steps} == {n.name for n in graph.nodes if n.kind == "computed"}


@pytest.mark.parametrize(
    ("z", "y", "product"),
    [(40, 0, "inf × 4.2484e−18 = inf"), (800, 0, "inf × 0 = nan"), (-800, 1, "−inf × 0 = nan"), (30, 0, "= 1.001")],
)
def test_where_a_rounds_to_0_or_1_the_words_say_what_is_done(z, y, product):
    graph = logistic_regression_graph([[1.0]], 0, [[z]], y)
    step = next(step for step in graph.backward_steps if step.target == "z")

    assert step.spoilt
    assert product in step.numbers
    assert f"rounding spoils the product, {step.numbers}" in step.words
    assert step.words.endswith(f"the value is that of a − y, {'1' if y == 0 else '−1'}.")
    assert graph.gradients["dz"].item() == pytest.approx(1 if y == 0 else -1, rel=1e-12)
    assert graph.values["L"].item() == pytest.approx(abs(z), rel=1e-12)


@given(z=st.floats(-1e300, 1e300), y=st.sampled_from([0, 1]))
def test_no_saturation_reaches_the_gradients_of_the_parameters(z, y):
    graph = logistic_regression_graph([[1.0]], z, [[0.0]], y)
    Z2 = np.array([[z]])
    assert graph.values["L"].item() == pytest.approx(cost(Cache(Z2, Z2, Z2, Z2), [[y]]), rel=1e-12)
    assert np.isfinite([graph.gradients[name].item() for name in ("dz", "dw", "db")]).all()
    assert graph.gradients["dz"] == graph.values["a"] - y
    step = graph.backward_steps[1]
    assert step.spoilt == ("rounding spoils" in step.words)
    assert step.spoilt or step.multiplied == pytest.approx(step.outgoing, rel=1e-5, abs=1e-11)


def test_nothing_that_is_given_is_changed():
    w, b, x = random_unit(3)
    kept = w.copy(), b.copy(), x.copy()
    logistic_regression_graph(w, b, x, 1)
    for before, after in zip(kept, (w, b, x), strict=True):
        np.testing.assert_array_equal(before, after)


@pytest.mark.parametrize(
    ("x", "y", "message"),
    [
        ([1, 2], 1, "x has shape (2,); expected (n0, 1) = (2, 1): pass x.reshape(-1, 1)"),
        ([[1, 2]], 1, "x has shape (1, 2); expected (n0, 1) = (2, 1). x looks transposed: pass x.T"),
        ([[1, 2], [3, 4]], 1, "x has shape (2, 2); expected (n0, 1) = (2, 1): it is one example, so one column: "),
        ([[1], [2]], 0.5, "y holds [0.5]; labels must be 0 or 1"),
        ([[1], [2]], [[0, 1]], "y has shape (1, 2); expected (1, 1)"),
        ([[1], [np.nan]], 1, "x contains NaN at [1, 0]"),
    ],
)
def test_a_wrong_example_is_refused_in_words(x, y, message):
    for make in (
        lambda: logistic_regression_graph([[1.0], [1.0]], 0, np.array(x), y),
        lambda: network_graph(random_network(2, 3)[0], np.array(x), y),
    ):
        with pytest.raises(ValueError, match=re.escape(message)):
            make()


def test_a_graph_has_one_output():
    parameters = nnlib.initialize_parameters(2, 3, 2, rng=0)
    with pytest.raises(ValueError, match=r"parameters.W2 has shape \(2, 3\); expected \(1, n1\)"):
        network_graph(parameters, [[1.0], [2.0]], 1)


def test_an_unknown_activation_is_refused():
    with pytest.raises(ValueError, match="Did you mean 'relu'"):
        network_graph(*random_network(2, 3), 1, activation="ReLU")
