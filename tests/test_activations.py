"""The activations and their derivatives: known values, the mathematics they obey, and a high-precision oracle."""

import re
import subprocess
import sys
from decimal import Decimal, localcontext
from importlib.resources import files

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from nnlib import relu, relu_derivative, sigmoid, sigmoid_derivative, tanh, tanh_derivative
from nnlib.activations import ACTIVATIONS
from tests.problems import ACTIVATION_NAMES

FUNCTIONS = [sigmoid, sigmoid_derivative, tanh, tanh_derivative, relu, relu_derivative]
LARGEST = np.finfo(float).max

numbers = st.floats(-LARGEST, LARGEST)
moderate = st.floats(-700, 700)
arrays = hnp.arrays(float, hnp.array_shapes(min_dims=0, max_dims=3, min_side=0), elements=numbers)


def exactly(z, formula):
    """A formula of z and e^-z in 50 digits, rounded once."""
    with localcontext() as context:
        context.prec = 50
        return float(formula(Decimal(z), (-Decimal(z)).exp()))


def exact_sigmoid(z):
    return exactly(z, lambda _, e: 1 / (1 + e))


def exact_sigmoid_derivative(z):
    return exactly(z, lambda _, e: e / (1 + e) ** 2)


def exact_tanh(z):
    return exactly(z, lambda _, e: (1 - e * e) / (1 + e * e))


def exact_tanh_derivative(z):
    return exactly(z, lambda _, e: 4 * e * e / (1 + e * e) ** 2)


@pytest.mark.parametrize(
    ("function", "z", "value"),
    [
        (sigmoid, 0, 1 / 2),
        (sigmoid, np.log(3), 3 / 4),
        (sigmoid, -np.log(3), 1 / 4),
        (sigmoid_derivative, 0, 1 / 4),
        (sigmoid_derivative, np.log(3), 3 / 16),
        (tanh, 0, 0),
        (tanh, np.log(2), 3 / 5),
        (tanh, -np.log(3), -4 / 5),
        (tanh_derivative, 0, 1),
        (tanh_derivative, np.log(2), 16 / 25),
        (relu, 2.5, 2.5),
        (relu, -2.5, 0),
        (relu, 0, 0),
        (relu_derivative, 2.5, 1),
        (relu_derivative, -2.5, 0),
        (relu_derivative, 0, 0),
        (relu_derivative, -0.0, 0),
        (relu_derivative, 5e-324, 1),
    ],
)
def test_known_values(function, z, value):
    assert function(z) == pytest.approx(value, rel=2e-15, abs=0)


@pytest.mark.parametrize(
    ("function", "left", "right"),
    [
        (sigmoid, 0, 1),
        (sigmoid_derivative, 0, 0),
        (tanh, -1, 1),
        (tanh_derivative, 0, 0),
        (relu, 0, np.inf),
        (relu_derivative, 0, 1),
    ],
)
def test_limits(function, left, right):
    np.testing.assert_array_equal(function([-np.inf, np.inf]), [left, right])


class TestEveryFunction:
    @pytest.mark.parametrize("function", FUNCTIONS)
    @given(Z=arrays)
    def test_keeps_the_shape_and_the_input_and_never_overflows(self, function, Z):
        before = Z.copy()
        with np.errstate(over="raise", invalid="raise", divide="raise"):
            A = function(Z)
        assert A.shape == Z.shape
        assert A.dtype == np.float64
        np.testing.assert_array_equal(Z, before)
        assert not np.shares_memory(A, Z)

    @pytest.mark.parametrize("function", FUNCTIONS)
    @given(Z=hnp.arrays(float, (3, 4), elements=numbers))
    def test_works_on_each_number_alone(self, function, Z):
        one_by_one = [[function(z) for z in row] for row in Z]
        np.testing.assert_allclose(function(Z), one_by_one, rtol=1e-14, atol=1e-15)

    @pytest.mark.parametrize("function", FUNCTIONS)
    @pytest.mark.parametrize("kind", [np.float32, np.float16, np.int64, np.uint8, bool])
    def test_computes_in_float64(self, function, kind):
        Z = np.array([[0, 1], [2, 3]]).astype(kind)
        np.testing.assert_array_equal(function(Z), function(Z.astype(float)))
        assert function(Z).dtype == np.float64

    @pytest.mark.parametrize("name", ACTIVATION_NAMES)
    def test_can_be_looked_up_by_name_without_its_door(self, name):
        g, g_prime = (globals()[name], globals()[f"{name}_derivative"])
        assert ACTIVATIONS[name] == (g.__wrapped__, g_prime.__wrapped__)

    def test_is_in_the_table(self):
        assert tuple(ACTIVATIONS) == ACTIVATION_NAMES


class TestSigmoid:
    @given(Z=arrays)
    def test_is_between_0_and_1(self, Z):
        assert np.all((sigmoid(Z) >= 0) & (sigmoid(Z) <= 1))

    @given(z=numbers)
    def test_is_symmetric(self, z):
        assert sigmoid(-z) == pytest.approx(1 - sigmoid(z), rel=0, abs=2e-16)

    @given(z=moderate, step=st.floats(1e-9, 10))
    def test_is_monotone(self, z, step):
        assert sigmoid(z) <= sigmoid(z + step)

    @given(z=moderate)
    def test_keeps_its_digits_on_both_sides(self, z):
        assert sigmoid(z) == pytest.approx(exact_sigmoid(z), rel=2e-15, abs=0)

    @pytest.mark.parametrize("z", [-740.0, -709.9, -700.0, -40.0, -37.0, -36.0, -1e-300, 36.0, 37.0, 710.0])
    def test_keeps_its_digits_where_the_plain_formula_fails(self, z):
        assert sigmoid(z) == pytest.approx(exact_sigmoid(z), rel=2e-15, abs=5e-324)

    @given(z=moderate)
    def test_slope(self, z):
        assert sigmoid_derivative(z) == pytest.approx(exact_sigmoid_derivative(z), rel=4e-15, abs=0)
        assert sigmoid_derivative(z) == pytest.approx(sigmoid(z) * (1 - sigmoid(z)), rel=0, abs=1e-16)
        assert 0 < sigmoid_derivative(z) <= 1 / 4

    @given(z=numbers)
    def test_slope_is_even(self, z):
        assert sigmoid_derivative(z) == sigmoid_derivative(-z)


class TestTanh:
    @given(z=numbers)
    def test_is_between_its_bounds_and_odd(self, z):
        assert -1 <= tanh(z) <= 1
        assert tanh(-z) == -tanh(z)

    @given(z=moderate, step=st.floats(1e-9, 10))
    def test_is_monotone(self, z, step):
        assert tanh(z) <= tanh(z + step) + 4e-16  # near 1 the last digit may be rounded either way

    @given(z=moderate)
    def test_against_the_formula(self, z):
        assert tanh(z) == pytest.approx(exact_tanh(z) if abs(z) > 1e-20 else z, rel=2e-15, abs=0)

    @given(z=st.floats(-300, 300))
    def test_is_a_sigmoid_stretched(self, z):
        assert tanh(z) == pytest.approx(2 * sigmoid(2 * z) - 1, rel=0, abs=4e-16)

    @given(z=moderate)
    def test_slope(self, z):
        assert tanh_derivative(z) == pytest.approx(exact_tanh_derivative(z), rel=0, abs=4e-16)
        assert 0 <= tanh_derivative(z) <= 1
        assert tanh_derivative(z) == tanh_derivative(-z)

    @pytest.mark.parametrize("z", [9.0, 15.0, -15.0, 25.0])
    def test_slope_keeps_its_digits_where_tanh_is_close_to_1(self, z):
        assert tanh_derivative(z) == pytest.approx(exact_tanh_derivative(z), rel=1e-14, abs=0)


class TestRelu:
    @given(z=numbers)
    def test_is_z_or_zero(self, z):
        assert relu(z) == (z if z > 0 else 0)
        assert relu(z) - relu(-z) == z

    @given(z=numbers)
    def test_slope_is_on_or_off(self, z):
        assert relu_derivative(z) == (1 if z > 0 else 0)

    @given(z=st.floats(1e-3, 1e3) | st.floats(-1e3, -1e-3))
    def test_slope_is_measured_off_the_kink(self, z):
        h = 2.0**-20
        assert (relu(z + h) - relu(z - h)) / (2 * h) == pytest.approx(relu_derivative(z), abs=1e-6)


# A fourth activation, put into the tables before anything else of nnlib is loaded.
ONE_MORE = """
import typing

import numpy as np

from nnlib import activations as a

a.ActivationName = typing.Literal["tanh", "sigmoid", "relu", "leaky"]
a.ACTIVATIONS["leaky"] = a.Activation(lambda Z: np.where(Z > 0, Z, 0.1 * Z), lambda Z: np.where(Z > 0, 1.0, 0.1))
slopes = "np.where(Z > 0, 1, 0.1)", "0.1 + 0.9 * (A1 > 0)"
a.FORMULAS["leaky"] = a.Formulas("max(0.1 z, z)", "1 where z > 0, else 0.1", *slopes)

from nnlib import check_backward, check_forward, draw, explore_playground, make_moons, network, plot_activation, train
from nnlib.widgets.playground.divergence import saturated_units

moons = make_moons(60, seed=0)
run = train(moons.X, moons.Y, hidden_units=3, learning_rate=0.5, iterations=200, activation="leaky", progress=False)
cache = network.forward(run.parameters, moons.X, activation="leaky")
assert run.costs[-1] < 0.5 < run.costs[0]
assert saturated_units(cache, "leaky") == ()
assert "max(0.1 z, z)" in draw(plot_activation, "leaky").alt
assert check_forward(network.forward).passed and check_backward(network.backward).passed


def wrong(parameters, cache, X, Y, *, activation):
    return network.backward(parameters, cache._replace(A1=cache.Z1), X, Y, activation=activation)


assert not check_backward(wrong, activation="leaky").passed
explore_playground(moons, activation="leaky").close()
"""


def test_one_more_is_added_in_the_tables_alone():
    subprocess.run([sys.executable, "-c", ONE_MORE], check=True, timeout=300)


def test_the_page_has_the_same_ones():
    code = (files("nnlib.widgets.playground") / "shapes.js").read_text(encoding="utf-8")
    there = re.findall(r"(\w+):", re.search(r"const ACTIVATED = \{(.*)\}", code)[1])
    assert there == list(ACTIVATIONS)
