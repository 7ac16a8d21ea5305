"""A check never raises, whatever a function returns: it says what is wrong, in text and in the notebook."""

import numpy as np
import pytest

from nnlib.checks.checks import check
from nnlib.checks.tasks import TASKS
from tests.checks.examples import in_code
from tests.checks.test_one_call import right

pytestmark = pytest.mark.usefixtures("no_patience")  # what is looked at here is whether all is said


def spoilt(place, number):
    """Put a number into one place of each array."""

    def change(array):
        array = np.array(array, dtype=float)
        array.flat[place] = number
        return array

    return change


def in_itself(array):
    inside = [array]
    inside.append(inside)
    return inside


EXTREMES = {
    "nan first": spoilt(0, np.nan),
    "nan last": spoilt(-1, np.nan),
    "all nan": lambda array: np.full_like(np.asarray(array, float), np.nan),
    "inf first": spoilt(0, np.inf),
    "tiny": lambda array: np.asarray(array, float) * 1e-310,
    "huge": lambda array: np.asarray(array, float) * 1e300,
    "a huge number": lambda array: 10**400,
    "a list in itself": in_itself,
    "an object": lambda array: object(),
    "complex": lambda array: np.asarray(array) + 1j,
    "text": lambda array: "0.5",
    "empty": lambda array: np.zeros((0, 3)),
    "many axes": lambda array: np.asarray(array, float)[None, None],
    "objects": lambda array: np.array(np.asarray(array, float), dtype=object),
    "masked": lambda array: np.ma.masked_all(np.shape(array)),
    "a matrix": lambda array: np.asmatrix(np.atleast_2d(np.asarray(array, float))) if np.ndim(array) < 3 else array,
    "one example more": lambda array: np.concatenate([np.atleast_2d(array)] * 2, axis=-1),
}


@pytest.mark.parametrize("extreme", EXTREMES)
@pytest.mark.parametrize("name", TASKS)
def test_an_extreme_answer_is_judged_in_words(name, extreme):
    names = ", ".join(TASKS[name].arguments)
    function = {}
    exec(
        f"def mine({names}):\n    return spoil(dict({', '.join(f'{a}={a}' for a in TASKS[name].arguments)}))", function
    )
    function["spoil"] = lambda given: {array: EXTREMES[extreme](v) for array, v in right(TASKS[name], given).items()}
    result = check(function["mine"], name, activation=None, raises=False)
    assert repr(result)
    assert result._repr_html_()
    assert result.passed or "not right" in result.headline or "not yet" in result.headline
    assert not result.passed or extreme in ("objects", "a matrix", "many axes", "tiny", "huge", "complex")


def test_a_right_function_in_a_cell_passes():
    for name in ("forward", "backward", "update", "cost", "vectorized", "standardized", "accuracy"):
        assert check(in_code(name, {}), name, activation=None, raises=False).passed


@pytest.mark.parametrize("error", [ValueError, TypeError, IndexError, ZeroDivisionError, np.linalg.LinAlgError])
def test_where_the_explanation_fails_the_verdict_stands(monkeypatch, error):
    def diagnose(*_):
        raise error

    function = in_code("cost", {"J": "np.sum(Y)"})
    monkeypatch.setattr("nnlib.checks.conduct.diagnose", diagnose)
    with pytest.raises(error):
        check(function, "cost", activation=None, raises=False)
    monkeypatch.undo()
    monkeypatch.setattr("nnlib.checks.conduct.diagnose", diagnose)
    result = check(function, "cost", activation=None, raises=False)
    assert "J: wrong, but the check could not work out why." in repr(result)
    assert [verdict for _, _, verdict in result.rows] == ["✗ wrong"]
