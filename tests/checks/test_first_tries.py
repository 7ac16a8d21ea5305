"""What a check says of first tries as learners write them: what each message must say, and must not."""

import math

import numpy as np
import pytest

import nnlib
from nnlib import checks as e

# What stands in a notebook beside the exercise: other data, of other sizes.
m = 191
W1, W2, A1, losses = np.ones((3, 2)), np.ones((1, 3)), np.ones((3, m)), np.ones((1, m))

pytestmark = pytest.mark.usefixtures("no_patience")


def sigmoid(Z):
    return 1 / (1 + np.exp(-Z))


# Names from outside.


def reads_fields(parameters, cache, X, Y):
    right = nnlib.backward(parameters, cache, X, Y)
    dZ1 = parameters.W2.T @ right.dZ2 * cache.A1
    return right._replace(dZ1=dZ1)


def reads_m(dZ2, A1):
    return dZ2 @ A1.T / m


def reads_m_in_a_comprehension(dZ2, A1):
    return sum([dZ2[:, [i]] @ A1[:, [i]].T / m for i in range(A1.shape[1])])


def reads_losses(cache, Y):
    return np.sum(losses) / Y.shape[1]


def test_a_field_with_the_name_of_an_array_outside_is_not_read_from_outside():
    assert "from the notebook" not in repr(e.check_backward(reads_fields))


@pytest.mark.parametrize(
    ("check", "function", "name"),
    [
        (e.check_dW2, reads_m, "m"),
        (e.check_dW2, reads_m_in_a_comprehension, "m"),
        (e.check_cost, reads_losses, "losses"),
    ],
)
def test_what_is_read_from_outside_is_named(check, function, name):
    assert f"The function reads {name} from the notebook" in repr(check(function))


def test_division_by_a_size_of_other_data_is_told_as_such():
    assert "`dW2 = dZ2 @ A1.T / 191`" in repr(e.check_dW2(reads_m))


# Exceptions.


def arrays_of_the_notebook(parameters, X):
    return W1 @ X


def swapped_beside_an_m_from_outside(dZ2, A1):
    return np.dot(A1.T, dZ2) / m


def unpacks_in_another_order(parameters, X):
    W1, W2, b1, b2 = parameters  # noqa: RUF059
    return W1 @ X + b1


def power(Z):
    return sigmoid(Z) - sigmoid(Z) ^ 2


def calls_an_array(Z):
    s = sigmoid(Z)
    return s(1 - s)


def takes_an_entry_of_a_function(Z):
    return sigmoid[Z]


def multiplies_by_a_function(Z):
    return sigmoid * (1 - sigmoid(Z))


def no_import(Z):
    return statistics.exp(-Z)  # noqa: F821


def a_function_of_one_number(Z):
    return 1 - math.tanh(Z) ** 2


def a_method_in_a_product(dZ2, A1):
    m = A1.shape[1]
    return dZ2 @ A1.transpose / m


def a_method_in_a_sum(Z):
    return Z.mean - Z


def brackets_behind_T(dZ2, A1):
    m = A1.shape[1]
    return dZ2 @ A1.T() / m


def divides_by_a_whole_shape(dZ2, A1):
    return dZ2 @ A1.T / dZ2.shape


def counts_with_a_number(parameters, X, Y, learning_rate, iterations):
    for _ in iterations:
        parameters = nnlib.update(parameters, parameters, learning_rate)
    return parameters


def four_names_for_six(parameters, gradients, learning_rate):
    dW1, db1, dW2, db2 = gradients  # noqa: RUF059
    return parameters


def five_names_for_four(parameters, gradients, learning_rate):
    W1, b1, W2, b2, rest = parameters  # noqa: RUF059
    return W1, b1, W2, b2


def unpacks_a_pair(dZ2, A1):
    n1, m, rest = A1.shape  # noqa: RUF059
    return dZ2 @ A1.T / m


def the_other_product(dZ2, A1):
    return A1 @ dZ2 / A1.shape[1]


def both_on_their_side(dZ2, A1):
    return dZ2.T @ A1 / A1.shape[1]


def X_for_A1(parameters, X):
    Z2 = parameters.W2 @ X + parameters.b2
    return Z2  # noqa: RET504


def key_of_nothing(dZ1):
    raise KeyError


def key_of_something(dZ1):
    return {}["m"]


def misspells_its_own(Z):
    step = 1e-5
    return (sigmoid(Z + setp) - sigmoid(Z)) / step  # noqa: F821


def far_from_any_name(Z):
    return sigmoid(Z) * learning_rate  # noqa: F821


def misspells_an_argument(dZ1):
    return np.sum(dZ1, axis=1, keepdim=True)


def larger_of_two(Z):
    return np.max(0, Z)


def an_array_in_one_place(Z):
    slopes = np.zeros(Z.shape)
    slopes[0, 0] = Z
    return slopes


def changes_a_field(parameters, gradients, learning_rate):
    parameters.W1 -= learning_rate * gradients.dW1
    return parameters


def shape_without_brackets(n0, n1, n2, rng):
    return rng.normal(size=(n1, n0)), np.zeros(n1, 1), rng.normal(size=(n2, n1)), np.zeros(n2, 1)


def older_name(n0, n1, n2, rng):
    return rng.randn(n1, n0)


def in_a_comprehension(dZ1, X):
    return sum([dZ1[:, i] @ X[:, i].T for i in range(X.shape[1])])


@pytest.mark.parametrize(
    ("check", "function", "words"),
    [
        (e.check_forward, arrays_of_the_notebook, "(3, 2) and (3, 7) do not fit `@`"),
        (e.check_dW2, swapped_beside_an_m_from_outside, "Swap the two: dZ2 @ A1.T is (1, n1) = (1, 4)"),
        (e.check_forward, unpacks_in_another_order, "Your b1 has the shape (1, 4), and parameters.b1 has (4, 1)"),
        (e.check_activation_derivative, power, "write `**`"),
        (e.check_activation_derivative, calls_an_array, "A product needs `*`"),
        (e.check_activation_derivative, takes_an_entry_of_a_function, "a function is called with `(…)`"),
        (e.check_activation_derivative, multiplies_by_a_function, "The formula contains a function itself"),
        (e.check_activation_derivative, no_import, "Is `import statistics` missing above it?"),
        (e.check_activation_derivative, a_function_of_one_number, "The functions of `math` take one number"),
        (e.check_dW2, a_method_in_a_product, "`A1.transpose` is a function, not its result"),
        (e.check_activation_derivative, a_method_in_a_sum, "`Z.mean` is a function, not its result"),
        (e.check_dW2, brackets_behind_T, "`.T` takes no brackets"),
        (e.check_dW2, divides_by_a_whole_shape, "`dZ2.shape[1]` counts the columns"),
        (e.check_training_loop, counts_with_a_number, "`for i in range(5)` counts from 0 to 4"),
        (e.check_update, four_names_for_six, "dZ1, dW1, db1, in this order: give each of them a name, or read only"),
        (e.check_update, four_names_for_six, "as in `gradients.dW2`"),
        (e.check_update, five_names_for_four, "parameters holds W1, b1, W2, b2, in this order"),
        (e.check_dW2, unpacks_a_pair, "There are 3 names on the left of the `=`"),
        (e.check_dW2, the_other_product, "Swap the two, and transpose A1: dZ2 @ A1.T is (1, n1) = (1, 4)"),
        (e.check_dW2, both_on_their_side, "Transpose both: dZ2 @ A1.T is (1, n1) = (1, 4)"),
        (e.check_forward, X_for_A1, "For Z2, (1, m), parameters.W2 must meet (n1, m), the shape of Z1, A1 and dZ1"),
        (e.check_db1, key_of_something, "There is no key 'm'."),
        (e.check_activation_derivative, misspells_its_own, "Did you mean `step`?"),
        (e.check_activation_derivative, far_from_any_name, "Is it spelled as it was where you set it?"),
        (e.check_db1, misspells_an_argument, "Did you mean `keepdims`?"),
        (e.check_activation_derivative, larger_of_two, "`np.maximum`"),
        (e.check_activation_derivative, an_array_in_one_place, "room for one number"),
        (e.check_update, changes_a_field, "can't set attribute. A named tuple cannot be changed."),
        (e.check_initialize_parameters, shape_without_brackets, "np.zeros((n1, 1))"),
        (e.check_initialize_parameters, older_name, "Did you mean `standard_normal`?"),
        (
            e.check_dW1,
            in_a_comprehension,
            "`dZ1[:, i]` is flat, without a second axis: `dZ1[:, [i]]` keeps its column.",
        ),
    ],
)
def test_an_exception_leads_on(check, function, words):
    assert words in check(function).failure


def test_of_an_exception_without_words_its_kind_is_said_once():
    assert e.check_db1(key_of_nothing).failure.endswith("Python raised KeyError.")


def test_an_array_that_is_wrong_is_named_before_what_failed_for_it():
    def forward(parameters, X):
        Z1 = parameters.W1 @ X + parameters.b1
        A1 = np.tanh(Z1.T)
        Z2 = parameters.W2 @ A1
        return Z1, A1, Z2, sigmoid(Z2)

    result = e.check_forward(forward)
    for shown in (repr(result), result._repr_html_()):
        assert shown.index("A1: your numbers are those of ") < shown.index("the shapes do not fit")


# What is returned.


@pytest.mark.parametrize("function", [np.mean, lambda dZ1: np.mean(dZ1, keepdims=True)])
def test_one_number_in_place_of_a_column_is_told_as_such(function):
    result = e.check_db1(lambda dZ1: function(dZ1))
    assert "db1: your numbers are those of `db1 = np.mean(dZ1" in repr(result)


def test_a_method_that_is_not_called_is_told_so():
    assert "db1 is a function, not its result" in e.check_db1(lambda dZ1: dZ1.mean).failure


def test_a_callable_object_goes_by_the_name_of_its_class():
    class Derivative:
        def __call__(self, Z):
            return sigmoid(Z) * sigmoid(-Z)

    result = e.check_activation_derivative(Derivative(), activation="sigmoid")
    assert result.passed
    assert result.name == "Derivative"


def test_signs_that_are_right_by_chance_are_no_matter_of_sizes():
    def slopes(parameters, X, Y):
        right = nnlib.backward(parameters, nnlib.forward(parameters, X), X, Y)
        return tuple(np.abs(slope) for slope in (right.dW1, right.db1, right.dW2, right.db2))

    result = e.check_numerical_gradients(slopes)
    assert "some signs are wrong" in repr(result)
    assert "right for some sizes" not in repr(result)


def cost_of(ones, Y, zeros=None):
    """The cost as the notes write it, of A2 and of 1 − A2."""
    zeros = 1 - ones if zeros is None else zeros
    return -np.mean(Y * np.log(ones) + (1 - Y) * np.log(zeros))


def test_a_cost_must_stay_finite_however_large_z_is():
    def overflows(cache, Y):
        return np.sum(np.log(1 + np.exp(cache.Z2)) - Y * cache.Z2) / Y.shape[1]

    def stays_finite(cache, Y):
        return np.sum(np.logaddexp(0, cache.Z2) - Y * cache.Z2) / Y.shape[1]

    assert "Where predictions are very sure, Z2 = 800 or −800, it gives inf" in repr(e.check_cost(overflows))
    assert "J: it is inf where all predictions are very sure, Z2 = 800 or −800." in repr(e.check_safe_cost(overflows))
    assert e.check_cost(stays_finite).passed


def test_a_cost_that_is_made_finite_must_still_be_that_of_a_sure_mistake():
    def no_number_is_nought(cache, Y):
        with np.errstate(all="ignore"):
            return float(np.nan_to_num(cost_of(cache.A2, Y), posinf=0))

    def cut_off_at_the_smallest_number(cache, Y):
        tiny = np.finfo(float).tiny
        return cost_of(np.clip(cache.A2, tiny, 1), Y, np.clip(1 - cache.A2, tiny, 1))

    assert "J: where all predictions are very sure, it is 0, and should be about 40." in repr(
        e.check_cost(no_number_is_nought)
    )
    assert e.check_cost(cut_off_at_the_smallest_number).passed


def test_the_order_of_random_parameters_is_told_by_their_shapes():
    def start(n0, n1, n2, rng):
        return rng.normal(size=(n1, n0)), rng.normal(size=(n2, n1)), np.zeros((n1, 1)), np.zeros((n2, 1))

    result = e.check_initialize_parameters(start)
    assert "in the wrong order: W1, W2, b1, b2; expected W1, b1, W2, b2" in result.failure
    assert result.mistake is None


# A loop that catches everything.


def test_a_loop_that_catches_everything_is_stopped(monkeypatch):
    monkeypatch.setattr("nnlib.checks.running.SECONDS", 0.2)

    def round_the_try(Z):
        while True:
            try:
                Z = Z + 1
            except:  # noqa: E722
                Z = Z - 1

    def within_the_try(Z):
        try:
            while True:
                Z = Z + 1
        finally:
            Z = Z - 1

    for function in (round_the_try, within_the_try):
        failure = e.check_activation_derivative(function).failure
        assert "Is there a loop without an end?" in failure
        assert failure.startswith("Line ")
        assert "`Z = Z" in failure or "`while True:`" in failure or "`try:`" in failure


# A loop whose mistake the catalogue does not know.


def descent(iterations_of=lambda n: n, *, m_of=lambda X: X.shape[1], rate_of=lambda rate, i: rate, **wrong):
    """A loop of one's own, changed in one place."""

    def my_descent(W1, b1, W2, b2, X, Y, learning_rate, iterations):
        m, v = m_of(X), 0
        for i in range(iterations_of(iterations)):
            Z1 = W1 @ X + wrong.get("b1", 1) * b1
            A1 = np.tanh(Z1)
            dZ2 = sigmoid(W2 @ A1 + b2) - Y
            dZ1 = W2.T @ dZ2 * (1 - A1**2)
            dW2 = dZ2 @ A1.T / (m if wrong.get("mean", True) else 1)
            v = wrong.get("momentum", 0) * v + dW2
            W2 = W2 - rate_of(learning_rate, i) * v
            W1 = W1 - wrong.get("sign", 1) * learning_rate * dZ1 @ X.T / m
            b1 = b1 - learning_rate * np.sum(dZ1, axis=1, keepdims=True) / m
            b2 = b2 - wrong.get("b2", 1) * learning_rate * np.sum(dZ2, axis=1, keepdims=True) / m
        return W1, b1, W2, b2

    return my_descent


def test_a_right_loop_of_ones_own_is_right():
    assert e.check_training_loop(descent()).passed


def test_a_loop_that_stops_where_the_cost_rises_is_told_how_many_steps_it_takes():
    def keeps_the_best(parameters, X, Y, learning_rate, iterations):
        before = np.inf
        for _ in range(iterations):
            cache = nnlib.forward(parameters, X)
            J = nnlib.cost(cache, Y)
            if before < J:
                break
            before = J
            parameters = nnlib.update(parameters, nnlib.backward(parameters, cache, X, Y), learning_rate)
        return parameters

    result = e.check_training_loop(keeps_the_best)
    assert result.findings[0].measured.values["taken"] == "2, 3, 4, 2, 12, 1"
    assert "it is 1 where iterations is 3" in repr(result)


@pytest.mark.parametrize("small", [1e-3, 1e-5])
def test_a_loop_that_stops_where_the_cost_hardly_falls_is_told_how_many_steps_it_takes(small):
    def stops_early(parameters, X, Y, learning_rate, iterations):
        before = np.inf
        for _ in range(iterations):
            cache = nnlib.forward(parameters, X)
            J = nnlib.cost(cache, Y)
            if before - J < small:
                break
            before = J
            parameters = nnlib.update(parameters, nnlib.backward(parameters, cache, X, Y), learning_rate)
        return parameters

    result = e.check_training_loop(stops_early)
    assert result.findings[0].measured.values["taken"].startswith("2, 3, 4, 2, 1, ")
    assert "it is 1 where iterations is 12" in repr(result)
    assert "what could end it early" in repr(result)
    assert "right for some sizes" not in repr(result)


@pytest.mark.parametrize(
    ("loop", "words"),
    [
        (descent(lambda n: n + 1), "each step is right, but their number is not: it is 3 where iterations is 2."),
        (descent(lambda n: 100), "it is 100 where iterations is 2"),
        (descent(lambda n: n // 2), "it is 1 where iterations is 2"),
        (descent(m_of=lambda X: 191), "are the numbers of `dW1 = dZ1 @ X.T / 191`"),
        (descent(rate_of=lambda rate, i: 0.5), "W2: your numbers are those of `W2 = W2 - 0.5 * dW2`"),
        (descent(rate_of=lambda rate, i: rate * 0.9**i), "W1, b1, W2, b2: right after one step, and wrong after more."),
        (descent(momentum=0.9), "right after one step"),
        (descent(sign=-0.5), "`W1 = W1 + 0.5 * (learning_rate * dW1)`"),
    ],
)
def test_of_an_unknown_loop_the_steps_are_counted_or_the_first_is_measured(loop, words):
    result = e.check_training_loop(loop)
    assert words in repr(result)
    assert "Compute one entry by hand" not in repr(result)
    assert "✗ wrong" in [row[2] for row in result.rows]


def test_a_mistake_in_one_equation_of_a_loop_is_named_by_its_first_step():
    assert e.check_training_loop(descent(mean=False)).mistake == "sum_without_mean"


def test_an_array_that_never_moves_is_no_matter_of_the_number_of_steps():
    result = e.check_training_loop(descent(b2=0))
    assert result.mistake == "biases_stay"
    assert [finding.arrays for finding in result.findings] == [("b2",)]


def test_of_a_step_that_nothing_explains_the_way_on_is_said_once():
    result = e.check_training_loop(descent(b1=0.3))
    assert [finding.arrays for finding in result.findings] == [("W1", "b1", "W2", "b2")]
    assert "Let `check_forward` and `check_backward` try these lines" in repr(result)


def test_a_loop_that_fails_with_one_step_is_explained_as_it_is():
    def loop(parameters, X, Y, learning_rate, iterations):
        assert iterations > 1
        return [array + 0.1 * np.sin(array) for array in parameters]

    assert "Compute one entry by hand" in repr(e.check_training_loop(loop))


# Names of the notebook that hold arrays, and advice in the learner's own spelling.

PENGUINS = nnlib.load_penguins()
start = nnlib.initialize_parameters(2, 4, rng=0)
cache = nnlib.forward(start, PENGUINS.X)
library = nnlib.backward(start, cache, PENGUINS.X, PENGUINS.Y)


def field_of_the_notebook(dZ2, A1):
    return dZ2 @ cache.A1.T / m


def data_of_the_notebook(parameters, X):
    Z1 = parameters.W1 @ PENGUINS.X + parameters.b1
    return Z1  # noqa: RET504


def gradients_of_the_notebook(parameters, g, learning_rate):
    W1 = parameters.W1 - learning_rate * library.dW1
    return W1  # noqa: RET504


def gradient_of_another(parameters, gradients, learning_rate):
    W2 = parameters.W2 - learning_rate * gradients.dW1
    return W2  # noqa: RET504


def fields_of_its_own(parameters, cache, X, Y):
    return (cache.A2 - Y) @ cache.A1 / X.shape[1]


def larger_of_an_array(cache, Y):
    return np.mean(max(cache.Z2, 0))


def no_such_name(parameters, gradients, learning_rate):
    return parameters.W1 - zeta * gradients.dW1  # noqa: F821


def not_imported(Z):
    return sigmoid_derivative(Z)  # noqa: F821


def in_numpy(Z):
    return np.sigmoid(Z)


def in_another_case(parameters, gradients, learning_rate):
    return Parameters(1, 2, 3, 4)  # noqa: F821


def replaces_a_field_called_name(parameters, X, Y):
    return parameters._replace(name=1)


def no_transpose(A2, Y):
    ones = (1 - Y) @ np.log(1 - A2)
    return ones, ones


def cost_of_rows(cache, Y):
    return -np.dot(Y, np.log(cache.A2)) / Y.shape[1]


def by_key(parameters, X):
    Z1 = np.dot(parameters["W1"].T, X) + parameters["b1"]
    return Z1  # noqa: RET504


def first_layer(parameters, X):
    return parameters.W1 @ X.T


def in_a_helper(parameters, X):
    Z1 = first_layer(parameters, X)
    return Z1  # noqa: RET504


@pytest.mark.parametrize(
    ("check", "function", "words"),
    [
        (e.check_dW2, field_of_the_notebook, "(1, 7) and (191, 4) do not fit `@`"),
        (e.check_forward, data_of_the_notebook, "(4, 3) and (2, 191) do not fit `@`"),
        (e.check_update, gradients_of_the_notebook, "(4, 3) and (4, 2) do not fit `-`"),
        (e.check_update, gradient_of_another, "W2 is combined with dW1 here: each array has a gradient of its own"),
        (e.check_backward, fields_of_its_own, "Transpose cache.A1: (cache.A2 - Y) @ cache.A1.T is (1, n1)"),
        (e.check_cost, larger_of_an_array, "it is `np.maximum` and `np.minimum`"),
        (e.check_update, no_such_name, "Known are parameters, gradients, learning_rate."),
        (e.check_activation_derivative, not_imported, "`from nnlib import sigmoid_derivative` first"),
        (e.check_activation_derivative, in_numpy, "numpy has no sigmoid, nnlib has: `from nnlib import sigmoid`"),
        (e.check_update, in_another_case, "`from nnlib import Parameters` first"),
        (e.check_numerical_gradients, replaces_a_field_called_name, "`_replace(**{name: …})`"),
        (e.check_two_sums, no_transpose, "Transpose np.log(1 - A2): (1 - Y) @ np.log(1 - A2).T is (1, 1)"),
        (e.check_two_sums, no_transpose, "both are (1, m). Transpose"),
        (e.check_cost, cost_of_rows, "both are (1, m). Transpose np.log(cache.A2): Y @ np.log(cache.A2).T is (1, 1)."),
        (e.check_forward, by_key, 'Take parameters["W1"] as it is: parameters["W1"] @ X is (n1, m) = (4, 7)'),
        (e.check_forward, in_a_helper, "In `first_layer`, line "),
        (e.check_forward, in_a_helper, "Take X as it is: parameters.W1 @ X is (n1, m)"),
    ],
)
def test_the_advice_is_in_the_learners_own_names(check, function, words):
    assert words in check(function).failure


NOTEBOOK = {"moons": nnlib.make_moons(seed=0), "penguins": PENGUINS, "test_point": start, "history": [start, 1, None]}
NOTEBOOK |= {"library": library, "cache_of_the_notebook": cache, "m": 191, "Xs": (cache.A1, 3), "name": "W1"}


@pytest.mark.parametrize("name", NOTEBOOK)
def test_whatever_the_notebook_holds_a_clash_is_put_into_words(name):
    code = f"def mine(dZ2, A1):\n    wrong = [{name}]\n    return dZ2 @ A1 + np.sum(len({name!r})) * {name}.X\n"
    code += f"def other(dZ2, A1):\n    return dZ2 @ {name} @ A1 + 0 * dZ2 @ A1\n"
    names = {"np": np, **NOTEBOOK}
    exec(code, names)
    for function in ("mine", "other"):
        assert e.check_dW2(names[function]).failure


# What is said first, or beside a pass.


a = np.float64(0.3)
dataset = PENGUINS


def reads_one_number(Z):
    return a * (1 - a) * np.ones_like(Z)


def reads_a_data_set(raw_train, raw_test):
    deviation = np.std(dataset.X, axis=1, keepdims=True)[:1]
    return raw_train / deviation, raw_test / deviation


@pytest.mark.parametrize(
    ("check", "function", "name"),
    [
        (e.check_activation_derivative, reads_one_number, "a"),
        (e.check_standardized, reads_a_data_set, "dataset"),
        (e.check_dW2, reads_m, "m"),
    ],
)
def test_what_is_read_from_outside_is_said_before_what_follows_from_it(check, function, name):
    result = check(function)
    for shown in (repr(result), result._repr_html_()):
        lead = shown.index(f"The function reads {name} from the notebook")
        assert result.findings
        assert all(lead < shown.index(f"{', '.join(finding.arrays)}: ") for finding in result.findings)


def test_a_size_from_outside_is_told_where_it_can_be_taken_from():
    assert "m is not an argument: take it from a shape, m = dZ2.shape[1]." in repr(e.check_dW2(reads_m))


def test_a_right_function_is_told_whose_place_it_can_take():
    def my_update(parameters, gradients, learning_rate):
        return nnlib.update(parameters, gradients, learning_rate)

    assert '`train(…, functions={"update": my_update})`' in repr(e.check_update(my_update))
    assert e.check_dZ2(lambda A2, Y: A2 - Y).notes == ()

    def half(parameters, gradients, learning_rate):
        return my_update(parameters, gradients, learning_rate)._replace(W2=None, b2=None)

    assert "train(" not in repr(e.check_update(half))


def test_gradients_are_no_measured_slopes():
    def by_backward(parameters, X, Y):
        gradients = nnlib.backward(parameters, nnlib.forward(parameters, X), X, Y)
        return gradients.dW1, gradients.db1, gradients.dW2, gradients.db2

    assert "This check must not depend on it" in repr(e.check_numerical_gradients(by_backward))


def test_a_shape_in_the_place_of_the_mean_is_told_so():
    def start(n0, n1, n2, rng):
        return rng.normal((n1, n0)), np.zeros((n1, 1)), rng.normal((n2, n1)), np.zeros((n2, 1))

    shown = repr(e.check_initialize_parameters(start))
    assert "W1: the shape is (2,); expected (4, 3). `rng.normal`" in shown
    assert "No weight starts below zero" not in shown


def logarithm(Z):
    return np.ln(Z)


def along_a_dim(dZ1):
    return np.mean(dZ1, dim=1)


def difference_of_truths(A2, Y):
    return np.mean((A2 > 0.5) - (Y > 0.5))


@pytest.mark.parametrize(
    ("check", "function", "words"),
    [
        (e.check_activation_derivative, logarithm, "Did you mean `np.log`?"),
        (e.check_db1, along_a_dim, "Did you mean `axis`?"),
        (e.check_accuracy, difference_of_truths, "Truth values cannot be subtracted"),
    ],
)
def test_names_of_elsewhere_lead_to_numpys(check, function, words):
    assert words in check(function).failure


def test_a_function_that_calls_itself_is_shown_where_it_does():
    def again(parameters, cache, X, Y):
        dZ2 = np.sum(cache.A2 - Y)
        return again(parameters, cache, X, Y), dZ2

    assert "`again(parameters, cache, X, Y)`" in e.check_backward(again).failure


def test_what_was_only_begun_when_it_failed_is_not_called_zeros():
    def one_by_one(dZ1, X):
        dW1 = np.zeros((dZ1.shape[0], X.shape[0]))
        for i in range(X.shape[1]):
            dW1 += dZ1[:, i] * X[:, i]
        return dW1

    assert "zeros only" not in repr(e.check_dW1(one_by_one))


def test_a_hint_tells_of_the_arrays_that_are_wrong_alone():
    def one_swapped(n0, n1, n2):
        return (n1, n0), (n1, 1), (n1, n2), (n2, 1)

    def without_mean(parameters, cache, X, Y):
        right = nnlib.backward(parameters, cache, X, Y)
        return right._replace(dW1=X.shape[1] * right.dW1)

    shown = repr(e.check_shapes(one_swapped))
    assert "`W2 = (n1, n2)`" in shown
    assert "`W1 = " not in shown
    assert "dW1: your numbers are those of `dW1 = dZ1 @ X.T`." in repr(e.check_backward(without_mean))


def test_a_sigmoids_slope_without_its_factor_is_no_tanh():
    def half(Z):
        return 1 - sigmoid(Z)

    result = e.check_activation_derivative(half, activation="sigmoid")
    assert result.mistake == "a_left_out"
    assert "tanh" not in repr(result)
