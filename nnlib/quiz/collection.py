"""Finds a question by its key; the questions of lesson NN are in `nnlib/quiz/lesson_NN.py`."""

import difflib
import importlib
from importlib.util import find_spec

from nnlib.quiz.question import Question


def find(key: str) -> Question:
    """Return the question of that key.

    Args:
        key: two digits of a lesson, a hyphen and a name: "01-shape-of-W1".

    Raises:
        KeyError: there is no such question; the message names those most like it.
    """
    questions = of_lesson(key[:2])
    if key not in questions:
        close = ", ".join(map(repr, difflib.get_close_matches(key, questions, n=3))) or "none is like it"
        raise KeyError(f"there is no question {key!r}; there is: {close}")
    return questions[key]


def of_lesson(number: str) -> dict[str, Question]:
    """Return all questions of a lesson, named by its two digits; none where it has none."""
    module = f"nnlib.quiz.lesson_{number}"
    if not number.isdecimal() or find_spec(module) is None:
        return {}
    return importlib.import_module(module).QUESTIONS
