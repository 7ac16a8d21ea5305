"""Every known mistake is told by its own name from every other, alone and beside a second one."""

import functools
import itertools
from collections.abc import Iterator
from dataclasses import replace

import pytest

from nnlib.activations import ACTIVATIONS
from nnlib.checks.cases import SIZES
from nnlib.checks.checks import check
from nnlib.checks.mistakes import CATALOGUE, Mistake
from nnlib.checks.tasks import TASKS
from tests.checks.examples import example

SEEDS = range(20)
PRINTED = {"E2", "E3", "E4", "E5", "E7", "E8", "E9"}  # the errata that are a formula to be computed with

pytestmark = pytest.mark.usefixtures("no_patience")


def activations(*mistakes: Mistake) -> list[str]:
    """The activations with which all of these are mistakes."""
    return [name for name in ACTIVATIONS if all(name in m.activations for m in mistakes)]


written = functools.cache(example)  # as a learner writes it, once for all seeds


def checked(mistake: Mistake, activation: str, seed: int = 0):
    function = written(mistake, activation)
    return check(function, mistake.function, activation=activation, raises=False, seed=100 * seed)


def pairs() -> Iterator[tuple[Mistake, Mistake]]:
    """The pairs of mistakes that are made in different equations of one function, with one activation."""
    for one, other in itertools.combinations(CATALOGUE.values(), 2):
        apart = one.function == other.function and not set(one.arrays) & set(other.arrays)
        if apart and all(one.formulas.values()) and activations(one, other):
            yield one, other


# The second of these is not to be seen: what both compute together is right, or the same as the first alone.
CANCELLING = {
    ("mean_taken_twice", "sum_without_mean"): "1/m stands in dZ2 in place of the four others",
    ("mean_taken_twice", "biases_without_mean"): "1/m stands in dZ2 in place of db2 and db1",
    ("no_activation", "Z2_from_Z1"): "A1 is Z1",
}
# With these dZ2 or dW2 has a shape from which the rest cannot be computed: the first is named, and once it is mended
# the second.
FAILING = {  # NumPy refuses them where all sizes differ
    "not_transposed", "matrix_product_for_elementwise", "matrix_product_in_the_slope", "W1_transposed",
    "W1_elementwise", "Z2_from_X", "W2_elementwise", "formula_of_the_columns", "mean_over_the_features",
    "deviation_over_the_features", "flat_mean_and_deviation", "flat_deviation", "labels_in_a_column",
}  # fmt: skip
BREAKING = {"labels_in_a_column", "X_for_A1"}


def test_the_cases_are_what_a_checkers_must_be():
    assert len(SIZES) >= 4
    assert all(len({*sizes, 1}) == 4 for sizes in SIZES)


def test_the_catalogue_is_large_and_holds_what_the_notes_print():
    assert len(CATALOGUE) >= 35
    assert {m.erratum for m in CATALOGUE.values()} - {None} == PRINTED
    assert {m.function for m in CATALOGUE.values()} <= set(TASKS)


@pytest.mark.parametrize("mistake", CATALOGUE.values(), ids=str)
def test_a_mistake_has_its_formula_and_its_words(mistake: Mistake):
    assert mistake.arrays
    assert len(mistake.formula) > 5
    assert len({mistake.words.title, mistake.words.question, mistake.words.pointer, mistake.words.cause}) == 4
    assert mistake.words.question.endswith("?")
    assert all(len(words) >= 10 for words in mistake.words)


@pytest.mark.parametrize("mistake", CATALOGUE.values(), ids=str)
def test_a_mistake_is_diagnosed_by_its_own_name_and_no_other(mistake: Mistake):
    for activation, seed in zip(itertools.cycle(activations(mistake)), SEEDS, strict=False):
        result = checked(mistake, activation, seed)
        assert result.mistakes == (mistake.name,), f"with {activation}, seed {seed}:\n{result}"
        assert result.mistake == mistake.name
        assert not result.passed
        assert bool(result.failure) == (mistake.name in FAILING)


@pytest.mark.parametrize("one", {a.name: a for a, _ in pairs()}.values(), ids=str)
def test_two_mistakes_in_different_equations_are_both_named(one: Mistake):
    for other in [b for a, b in pairs() if a is one]:
        both = replace(one, formulas={**one.formulas, **other.formulas})
        result = checked(both, activations(one, other)[0])
        names = {one.name} if (one.name, other.name) in CANCELLING else {one.name, other.name}
        if result.failure and one.name in BREAKING:
            assert set(result.mistakes) <= names
            assert result.mistake in names or other.name == "not_transposed", f"{other} beside it:\n{result}"
            continue
        if "– not there" in str(result) and one.name == "a_bias_for_each_example":
            names |= {"summed_over_the_units"}  # of dZ2 alone, a single row, nobody can tell the two apart
            assert other.name in result.mistakes
            assert set(result.mistakes) <= names
            continue
        assert set(result.mistakes) == names, f"{other} beside it:\n{result}"


def test_findings_stand_in_the_order_of_the_equations():
    one, other = CATALOGUE["mean_in_dZ1"], CATALOGUE["sign_flipped"]
    both = replace(one, formulas={**one.formulas, **other.formulas})
    assert checked(both, "tanh").mistakes == ("sign_flipped", "mean_in_dZ1")
