"""The question as a widget: radio buttons, a button, and a reply; and as plain HTML where no kernel runs."""

import html
import re
from typing import Any

import ipywidgets

from nnlib.quiz import record
from nnlib.quiz.collection import find
from nnlib.quiz.question import Question

LETTERS = "ABCDEFGH"
WORDS: dict[record.Kind, tuple[str, str]] = {
    "question": ("Question", "Check"),
    "prediction": ("Predict", "Keep my prediction"),
}


def ask(key: str) -> "Quiz":
    """Put a question; each answer gets a reply, and one may try again.

    Args:
        key: the question's name, such as "01-shape-of-W1".

    Returns:
        The widget.

    Raises:
        KeyError: there is no such question; the message names those most like it.
    """
    return Quiz(key, "question", find(key))


def predict(key: str) -> "Quiz":
    """Put a question before the cell that answers it: one prediction is kept, and `tally` counts it at the end.

    Args:
        key: the question's name, such as "01-shape-of-W1x".

    Returns:
        The widget.

    Raises:
        KeyError: there is no such question; the message names those most like it.
    """
    return Quiz(key, "prediction", find(key))


class Quiz(ipywidgets.VBox):
    """One question with its options."""

    def __init__(self, key: str, kind: record.Kind, question: Question) -> None:
        """Lay out the question; key and kind are for the record."""
        record.put(key, kind, question)
        self.key, self.question = key, question
        self.kind: record.Kind = kind
        title, action = WORDS[kind]
        self.options = ipywidgets.RadioButtons(
            options=[
                (f"{letter}. {o.text.replace('`', '')}", i)  # a radio button's label is plain text
                for i, (letter, o) in enumerate(zip(LETTERS, question.options, strict=False))
            ],
            value=None,
            layout={"width": "100%"},
        )
        self.options.add_class("nnlib-options")
        self.button = ipywidgets.Button(description=action, disabled=True, layout={"width": "max-content"})
        self.reply = ipywidgets.HTML()
        self.options.observe(self._choose, names="value")
        self.button.on_click(self._answer)
        text = ipywidgets.HTML(f"<p><b>{title}:</b> {as_html(question.text)}</p>{STYLE}")
        super().__init__([text, self.options, self.button, self.reply])

    def _choose(self, _: Any) -> None:
        self.button.disabled = self.options.value is None
        self.reply.value = ""

    def _answer(self, _: Any) -> None:
        chosen: Any = self.options.value  # the number of an option: the button waits for one
        record.answer(self.key, chosen)
        if self.kind == "prediction":
            self.options.disabled = self.button.disabled = True
            self.reply.value = f'<p role="status">Kept: {LETTERS[chosen]}. Now run the next cell and see.</p>'
        else:
            self.reply.value = f'<p role="status">{reply_to(self.question, chosen)}</p>'

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        """Show the live widget where there is a kernel, and the question with its answer folded where there is none."""
        live = super()._repr_mimebundle_(**kwargs) or {}
        title = WORDS[self.kind][0]
        return live | {"text/plain": as_text(title, self.question), "text/html": as_static_html(title, self.question)}


STYLE = (
    "<style>.nnlib-options .widget-radio-box label {height: auto; line-height: 1.4; white-space: normal; "
    "width: auto; margin-bottom: .3em}</style>"
)


def reply_to(question: Question, chosen: int) -> str:
    """Say in HTML whether an option is right, and its reply."""
    option = question.options[chosen]
    verdict = "✓ Right." if option.right else "✗ Not yet."
    return f"<b>{verdict}</b> {as_html(option.reply)}"


def as_html(text: str) -> str:
    """Escape a text, and set what stands between backticks as code."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", html.escape(text, quote=False))


def as_text(title: str, question: Question) -> str:
    """Write a question with its options, in plain text."""
    options = [f"{letter}. {option.text}" for letter, option in zip(LETTERS, question.options, strict=False)]
    return "\n".join([f"{title}: {question.text}", *options])


def as_static_html(title: str, question: Question) -> str:
    """Write a question with its options, and with the replies to be opened below."""
    options = "".join(f"<li>{as_html(option.text)}</li>" for option in question.options)
    replies = "".join(f"<li>{reply_to(question, i)}</li>" for i in range(len(question.options)))
    ordered = '<ol style="list-style-type: upper-alpha">{}</ol>'
    return (
        f"<p><b>{title}:</b> {as_html(question.text)}</p>{ordered.format(options)}"
        f"<details><summary>The answer</summary>{ordered.format(replies)}</details>"
    )
