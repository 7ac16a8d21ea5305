"""What a check found: a result that shows itself, as text and as a table in the notebook."""

import re
from dataclasses import dataclass
from html import escape

from nnlib._machinery.tables import html_table, marked_up
from nnlib.exercises.diagnosis import Finding
from nnlib.texts import say

HEADER = ("array", "shape", "verdict")


class WrongError(AssertionError):
    """A function is wrong, or not written yet: what an autograder is told."""

    def _render_traceback_(self) -> list[str]:
        """Show the words alone in a notebook, where the lines of this library would stand above them."""
        return str(self).split("\n")


@dataclass(frozen=True, repr=False)
class CheckResult:
    """What a check found.

    Attributes:
        name: the function that was checked.
        rows: for each array its name, its shape in symbols, and the verdict in words.
        findings: what is wrong, in the order of the equations.
        failure: an exception of the function's in words, or what is wrong with the form of what it returns.
        unfinished: what is not written yet, in words; empty where all is.
        notes: what is right, but worth a word.
        traceback: Python's own, where the function raised.
        lead: what is to be said before all else: what the function reads from outside, say.
    """

    name: str
    rows: tuple[tuple[str, str, str], ...] = ()
    findings: tuple[Finding, ...] = ()
    failure: str = ""
    unfinished: str = ""
    notes: tuple[str, ...] = ()
    traceback: str = ""
    lead: str = ""

    @property
    def passed(self) -> bool:
        """Whether all is right."""
        return not (self.findings or self.failure or self.unfinished)

    @property
    def mistake(self) -> str | None:
        """The name of the first known mistake, in the order of the equations."""
        return next(iter(self.mistakes), None)

    @property
    def mistakes(self) -> tuple[str, ...]:
        """The names of all known mistakes that were found, in the order of the equations."""
        return tuple(finding.mistake.name for finding in self.findings if finding.mistake)

    @property
    def headline(self) -> str:
        """The outcome in a line."""
        if self.passed:
            return say("all_right", name=self.name)
        if self.unfinished and not (self.findings or self.failure):
            return say("not_yet", name=self.name, what=self.unfinished)
        return say("not_right", name=self.name)

    def raise_if_wrong(self) -> None:
        """Raise what an autograder needs.

        Raises:
            WrongError: an AssertionError with the text, where the function is not right. Of a known mistake it has the
                question and the hint; the cause is left to the notebook, for whoever may hand in once more.
        """
        if self.passed:
            return
        text = repr(self)
        for cause in [line for finding in self.findings for line in _told(finding)[2:]]:
            text = text.replace(f"\n{cause}", "")
        raise WrongError(text)

    def _round_the_failure(self) -> tuple[list[Finding], list[Finding]]:
        """Part the findings: those of arrays that were there when it failed, which may be why; and the others."""
        there = {array for array, _, verdict in self.rows if verdict != say("verdict_missing")}
        before = [finding for finding in self.findings if there & set(finding.arrays)]
        return before, [finding for finding in self.findings if finding not in before]

    def __repr__(self) -> str:
        """Show the outcome, a line an array, and what is to be said of each mistake."""
        widths = [max((len(row[i]) for row in self.rows), default=0) for i in (0, 1)]
        table = [f"  {array:<{widths[0]}}  {shape:<{widths[1]}}  {verdict}" for array, shape, verdict in self.rows]
        before, after = ([line for finding in some for line in _told(finding)] for some in self._round_the_failure())
        extra = [self.failure] if self.failure else []
        lead = [self.lead] if self.lead else []
        return "\n".join([self.headline, *table, *lead, *before, *extra, *after, *self.notes])

    def _repr_html_(self) -> str:
        """Show the same as a table; of a known mistake, each step of the hint opens when it is asked for."""
        parts = [f"<p><strong>{escape(self.headline)}</strong></p>"]
        if self.rows:
            parts.append(html_table(say("caption", name=self.name), HEADER, self.rows))
        if self.lead:
            parts.append(f"<p>{marked_up(self.lead)}</p>")
        before, after = self._round_the_failure()
        parts += [_as_html(finding) for finding in before]
        if self.failure:
            parts.append(f"<p>{marked_up(self.failure)}</p>")
        parts += [_as_html(finding) for finding in after]
        parts += [f"<p>{marked_up(note)}</p>" for note in self.notes]
        if self.traceback:
            parts.append(_folded(say("traceback"), f"<pre>{escape(self.traceback)}</pre>"))
        return "".join(parts)


def _told(finding: Finding) -> list[str]:
    arrays = ", ".join(finding.arrays)
    if finding.mistake is None:
        return [finding.words]
    title, question, pointer, cause = finding.mistake.words
    formula = finding.mistake.formula_of(finding.arrays)
    in_words = re.match(r"[A-Z][a-z]+ ", formula)  # a sentence, where an equation begins with its symbol
    found = say("known_mistake_in_words" if in_words else "known_mistake", title=title, formula=formula)
    return [
        f"{arrays}: {question}",
        f"  {say('hint')} {pointer}",
        f"  {say('cause')} {found} {cause}",
    ]


def _as_html(finding: Finding) -> str:
    lines = [line.strip() for line in _told(finding)]
    if finding.mistake is None:
        return f"<p>{marked_up(lines[0])}</p>"
    question, pointer, cause = lines
    inner = _folded(say("more_cause"), f"<p>{marked_up(cause.removeprefix(say('cause')).strip())}</p>")
    outer = _folded(say("more_hint"), f"<p>{marked_up(pointer.removeprefix(say('hint')).strip())}</p>{inner}")
    return f"<p>{marked_up(question)}</p>{outer}"


def _folded(summary: str, inside: str) -> str:
    return f"<details><summary>{escape(summary)}</summary>{inside}</details>"
