"""Finds a question by its key; the questions of lesson NN are in `nnlib/texts/en/questions/NN.toml`."""

import difflib
from typing import Any

from nnlib._machinery.values import described
from nnlib.quiz.question import Option, Question
from nnlib.texts import texts

RIGHT = "✓ "  # stands before the right option


def find(key: Any) -> Question:
    """Return the question of that key.

    Args:
        key: two digits of a lesson, a hyphen and a name: "01-shape-of-W1".

    Raises:
        TypeError: the key is no text.
        KeyError: there is no such question; the message names those most like it.
    """
    if not isinstance(key, str):
        raise TypeError(f'key must be the name of a question in quotes, such as "01-shape-of-W1", got {described(key)}')
    questions = of_lesson(key[:2])
    if key not in questions:
        close = ", ".join(map(repr, difflib.get_close_matches(key, questions, n=3))) or "none is like it"
        raise KeyError(f"there is no question {key!r}; there is: {close}")
    return questions[key]


def of_lesson(number: str) -> dict[str, Question]:
    """Return all questions of a lesson, named by its two digits; none where it has none."""
    return {key: _made_of(**words) for key, words in texts(f"questions/{number}").items()}


def _made_of(question: str, **replies: str) -> Question:
    options = (Option(text.removeprefix(RIGHT), reply, text.startswith(RIGHT)) for text, reply in replies.items())
    return Question(question, tuple(options))
