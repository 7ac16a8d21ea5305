"""What the learner has answered in this kernel: the first answer to each question, in the order of the asking."""

from typing import Literal, NamedTuple

from nnlib._machinery.console import printable
from nnlib.quiz.question import Question
from nnlib.quiz.words import as_html, lettered
from nnlib.texts import _

Kind = Literal["question", "prediction"]
COUNTED: dict[Kind, str] = {
    "prediction": "Predictions: {asked} asked, {answered} answered, {right} right at the first try.",
    "question": "Questions: {asked} asked, {answered} answered, {right} right at the first try.",
}


class Entry(NamedTuple):
    """A question that was put: what kind it is, and which options were chosen first and last, if any was."""

    kind: Kind
    question: Question
    chosen: int | None = None
    last: int | None = None
    answered: bool = False  # whether the cell that answers a prediction has run

    @property
    def right(self) -> bool:
        """Whether the first answer was the right one."""
        return self.chosen is not None and self.question.options[self.chosen].right


ENTRIES: dict[tuple[str, Kind], Entry] = {}


def put(key: str, kind: Kind, question: Question) -> Entry:
    """Note that a question was put; what was answered before stays, and is returned."""
    return ENTRIES.setdefault((key, kind), Entry(kind, question))


def answer(key: str, kind: Kind, question: Question, chosen: int) -> Entry:
    """Note an answer, and return what is known of the question then; a prediction stays what it was at first."""
    entry = put(key, kind, question)
    if entry.chosen is None:
        entry = entry._replace(chosen=chosen, last=chosen)
    elif kind == "question":
        entry = entry._replace(last=chosen)
    ENTRIES[key, kind] = entry
    return entry


def answered(key: str, kind: Kind, question: Question) -> Entry:
    """Note that the cell that answers a prediction has run, and return what is known of it then."""
    entry = ENTRIES[key, kind] = put(key, kind, question)._replace(answered=True)
    return entry


class Tally:
    """How many questions and predictions there were, how many were answered, and how many rightly at first."""

    def __init__(self, entries: tuple[Entry, ...]) -> None:
        self.entries = entries

    def count(self, kind: Kind) -> tuple[int, int, int]:
        """Give the numbers asked, answered, and right at the first try."""
        of_kind = [entry for entry in self.entries if entry.kind == kind]
        answered = [entry for entry in of_kind if entry.chosen is not None]
        return len(of_kind), len(answered), sum(entry.right for entry in answered)

    def __repr__(self) -> str:
        """Count in two lines, then show what came out otherwise: the answer and its reply, the right one and its."""
        entries = ("\n  ".join(["✗ " + entry.question.text, *map(": ".join, _told(entry))]) for entry in self.otherwise)
        return printable("\n\n".join(["\n".join(self._counts()), *entries]))

    def _repr_html_(self) -> str:
        rows = "".join(
            f'<li style="margin-bottom: 0.8em">✗ {as_html(entry.question.text)}<ul>'
            + "".join(f"<li><b>{as_html(said)}:</b> {as_html(text)}</li>" for said, text in _told(entry))
            + "</ul></li>"
            for entry in self.otherwise
        )
        return f"<p>{'<br>'.join(self._counts())}</p>" + (f"<ul>{rows}</ul>" if rows else "")

    @property
    def otherwise(self) -> list[Entry]:
        """What was answered wrongly at first."""
        return [entry for entry in self.entries if entry.chosen is not None and not entry.right]

    def _counts(self) -> list[str]:
        return [self._line(kind) for kind in COUNTED]

    def _line(self, kind: Kind) -> str:
        asked, answered, right = self.count(kind)
        return _(COUNTED[kind], asked=asked, answered=answered, right=right)


def _told(entry: Entry) -> list[tuple[str, str]]:
    """What is told of a wrong answer: it, the reply to it, the right one, and why it is right."""
    options, chosen = entry.question.options, entry.chosen or 0
    right = next(number for number, option in enumerate(options) if option.right)
    return [
        (_("You said"), lettered(entry.question, chosen)),
        (_("Why not"), options[chosen].reply),
        (_("Right answer"), lettered(entry.question, right)),
        (_("Why"), options[right].reply),
    ]


def tally() -> Tally:
    """Count the predictions and the questions of this lesson, and show again those that came out otherwise.

    Returns:
        A Tally, which a notebook shows; run the cell again to count anew.
    """
    return Tally(tuple(ENTRIES.values()))
