"""The question as a widget: a named group of radio buttons, a button, and a reply; as plain HTML without a kernel."""

from pathlib import Path
from typing import Any

import anywidget
import traitlets

from nnlib._machinery.shown import is_shown
from nnlib.quiz import record
from nnlib.quiz.answers import tell_when_answered
from nnlib.quiz.collection import find
from nnlib.quiz.question import Question
from nnlib.quiz.words import LETTERS, as_html, as_static_html, as_text, lettered, reply_to, verdict_on
from nnlib.texts import _, of_script, script

HERE = Path(__file__).parent
SCRIPT = script(*((HERE.parent / path).read_text(encoding="utf-8") for path in ("widgets/keys.js", "quiz/question.js")))
TITLES: dict[record.Kind, str] = {"question": "Question", "prediction": "Predict"}
ACTIONS: dict[record.Kind, str] = {"question": "Check", "prediction": "Keep my prediction"}


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
    """Put a question before the cell that answers it: one prediction is kept, and judged once that cell has run.

    Args:
        key: the question's name, such as "01-shape-of-W1x".

    Returns:
        The widget.

    Raises:
        KeyError: there is no such question; the message names those most like it.
    """
    return Quiz(key, "prediction", find(key))


class Quiz(anywidget.AnyWidget):
    """One question with its options.  Made again, it shows what the record has of it."""

    _esm = SCRIPT
    _css = (HERE / "question.css").read_text(encoding="utf-8")

    text = traitlets.Unicode().tag(sync=True)
    options = traitlets.List(traitlets.Unicode()).tag(sync=True)
    action = traitlets.Unicode().tag(sync=True)
    phrases = traitlets.Dict().tag(sync=True)
    chosen: "traitlets.Int[int | None, int | None]" = traitlets.Int(None, allow_none=True).tag(sync=True)
    kept = traitlets.Bool(False).tag(sync=True)
    reply = traitlets.Unicode("").tag(sync=True)
    explained = traitlets.Bool(False).tag(sync=True)  # whether the explanation below may open

    def __init__(self, key: str, kind: record.Kind, question: Question) -> None:
        """Lay out the question; key and kind are for the record."""
        self.key, self.question = key, question
        self.kind: record.Kind = kind
        self.title = _(TITLES[kind])
        super().__init__(
            text=f"<b>{self.title}:</b> {as_html(question.text)}",
            options=[as_html(lettered(question, number)) for number in range(len(question.options))],
            action=_(ACTIONS[kind]),
            phrases=of_script(SCRIPT),
        )
        self.on_msg(self._hear)
        self._show(record.put(key, kind, question))
        tell_when_answered(self._answered)

    def answer(self, chosen: int) -> None:
        """Answer with the option of that number, as the button does with the one that is chosen."""
        self.reply = ""  # so that a screen reader hears a reply that it has heard before
        self._show(record.answer(self.key, self.kind, self.question, chosen))

    def _show(self, entry: record.Entry) -> None:
        if entry.last is None:
            return
        self.chosen = entry.last
        self.kept = self.kind == "prediction"
        if not self.kept:
            self.reply = reply_to(self.question, entry.last)
        elif entry.answered:
            self.reply, self.explained = verdict_on(self.question, entry.last), True
        else:
            self.reply = _("Kept: {letter}. Now run the next cell and see.", letter=LETTERS[entry.last])

    def _answered(self) -> None:
        if self.kind == "prediction":
            self._show(record.answered(self.key, self.kind, self.question))

    def _hear(self, _widget: Any, content: dict[str, int], _buffers: Any) -> None:
        self.answer(content["answer"])

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        """Show the live widget where there is a kernel, and the question with its answer folded where there is none."""
        is_shown(self)
        live, metadata = super()._repr_mimebundle_(**kwargs) or ({}, {})
        written = (self.title, self.question)
        still = {"text/plain": as_text(*written), "text/html": as_static_html(*written)}
        return live | still, metadata
