"""What an autograder is told: the words of a check that failed, without the cause, and no line of the library's."""

import traceback

import numpy as np
import pytest

from nnlib import checks as e
from nnlib.checks import CheckResult, WrongError


def without_mean(dZ2, A1):
    return dZ2 @ A1.T


def raised(result: CheckResult) -> WrongError:
    with pytest.raises(WrongError) as caught:
        result.raise_if_wrong()
    return caught.value


def test_of_a_known_mistake_the_question_and_the_hint_are_told_and_the_cause_is_not():
    result = e.check_dW2(without_mean)
    (finding,) = result.findings
    assert finding.mistake is not None
    words, text = finding.mistake.words, str(raised(result))
    assert words.question in text
    assert words.pointer in text
    assert words.cause in repr(result)
    assert "Right:" in words.cause
    assert "Right:" not in text
    assert repr(result).startswith(text)


@pytest.mark.parametrize(
    "function",
    [
        lambda dZ2, A1: ...,
        lambda dZ2, A1: np.sin(dZ2**3) @ np.cos(A1).T,
        lambda dZ2, A1: dZ2 @ A1.T / 0,
    ],
    ids=["blank", "not in the catalogue", "fails"],
)
def test_all_else_is_told_as_the_check_says_it(function):
    result = e.check_dW2(function)
    assert not result.mistakes
    assert str(raised(result)) == repr(result)


def test_what_is_right_raises_nothing_and_has_no_value():
    assert e.check_dW2(lambda dZ2, A1: dZ2 @ A1.T / A1.shape[1]).raise_if_wrong() is None


@pytest.mark.parametrize(("name", "value"), [("NNLIB_CHECKS", "raise"), ("NBGRADER_EXECUTION", "autograde")])
def test_a_check_raises_the_same_where_the_environment_says_so(monkeypatch: pytest.MonkeyPatch, name: str, value: str):
    words = str(raised(e.check_dW2(without_mean)))
    monkeypatch.setenv(name, value)
    with pytest.raises(WrongError) as caught:
        e.check_dW2(without_mean)
    assert str(caught.value) == words


def test_a_notebook_shows_the_words_alone_and_python_its_traceback_too():
    error = raised(e.check_dW2(without_mean))
    assert error._render_traceback_() == str(error).splitlines()
    of_python = "".join(traceback.format_exception(error))
    assert of_python.startswith("Traceback")
    assert of_python.rstrip("\n").endswith(str(error))
