"""What the learner has answered in this kernel: the first answer to each question, in the order of the asking."""

import html
from typing import Any, Literal, NamedTuple

from nnlib.quiz.question import Question

Kind = Literal["question", "prediction"]


class Entry(NamedTuple):
    """A question that was put: what kind it is, and which options were chosen first and last, if any was."""

    kind: Kind
    question: Question
    chosen: int | None = None
    last: int | None = None

    @property
    def right(self) -> bool:
        """Whether the first answer was the right one."""
        return self.chosen is not None and self.question.options[self.chosen].right


_entries: dict[tuple[str, Kind], Entry] = {}


def put(key: str, kind: Kind, question: Question) -> Entry:
    """Note that a question was put; what was answered before stays, and is returned."""
    return _entries.setdefault((key, kind), Entry(kind, question))


def answer(key: str, kind: Kind, question: Question, chosen: int) -> Entry:
    """Note an answer, and return what is known of the question then; a prediction stays what it was at first."""
    entry = put(key, kind, question)
    if entry.chosen is None:
        entry = entry._replace(chosen=chosen, last=chosen)
    elif kind == "question":
        entry = entry._replace(last=chosen)
    _entries[key, kind] = entry
    return entry


def forget() -> None:
    """Start anew."""
    _entries.clear()


class Tally:
    """How many questions and predictions there were, how many were answered, and how many rightly at first."""

    def __init__(self, entries: tuple[Entry, ...]) -> None:
        self.entries = entries

    def count(self, kind: Kind) -> tuple[int, int, int]:
        """Give the numbers put, answered, and right at the first answer."""
        of_kind = [entry for entry in self.entries if entry.kind == kind]
        answered = [entry for entry in of_kind if entry.chosen is not None]
        return len(of_kind), len(answered), sum(entry.right for entry in answered)

    def __repr__(self) -> str:
        """Count in two lines, then list the predictions that came out otherwise."""
        return "\n".join([self._line("prediction"), self._line("question"), *map(_as_text, self._to_look_at())])

    def _repr_html_(self) -> str:
        rows = "".join(f"<li>{html.escape(_as_text(entry))}</li>" for entry in self._to_look_at())
        return f"<p>{self._line('prediction')}<br>{self._line('question')}</p>" + (f"<ul>{rows}</ul>" if rows else "")

    def _line(self, kind: Kind) -> str:
        put, answered, right = self.count(kind)
        return f"{kind.capitalize()}s: {put} put, {answered} answered, {right} of these right at the first answer."

    def _to_look_at(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.chosen is not None and not entry.right]


def _as_text(entry: Entry) -> str:
    chosen: Any = entry.question.options[entry.chosen or 0]
    right = next(option for option in entry.question.options if option.right)
    return f"✗ {entry.question.text} You said: {chosen.text} It is: {right.text} {right.reply}"


def tally() -> Tally:
    """Count the predictions and the questions of this lesson, and show again those that came out otherwise.

    Returns:
        A Tally, which a notebook shows; run the cell again to count anew.
    """
    return Tally(tuple(_entries.values()))
