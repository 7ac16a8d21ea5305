"""What a check found: a result that shows itself, as text and as a table in the notebook.

What is wrong is told in three steps, each of which tells more: what was found, a hint, and the cause.
"""

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import NamedTuple

from nnlib._machinery.console import printable
from nnlib._machinery.formulas import Formula, differing, written
from nnlib._machinery.tables import html_table, marked_up
from nnlib.activations import ActivationName
from nnlib.checks.diagnosis import Finding
from nnlib.checks.mending import Mended
from nnlib.checks.mistakes import Mistake
from nnlib.checks.nearby import Found
from nnlib.checks.tasks import TASKS, right_forms
from nnlib.texts import say

HEADER = ("array", "shape", "verdict")
MOST = 2  # formulas that are shown of one mistake
TOKEN = re.compile(r"[\w.]+|\*\*|[<>=!]=|\S")


class WrongError(AssertionError):
    """A function is wrong, or not written yet: what an autograder is told."""

    def _render_traceback_(self) -> list[str]:
        """Show the words alone in a notebook, where the lines of this library would stand above them."""
        return str(self).split("\n")


class Told(NamedTuple):
    """What is said of a finding, in three steps; where only one thing can be said, hint and cause are empty.

    `code` is the right equation, with the places that the learner's formula has otherwise marked by `marks`; or the
    learner's formula, with what is extra in it marked.
    """

    found: str
    hint: str = ""
    cause: str = ""
    code: str = ""
    marks: str = ""


def told(finding: Finding, task: str, activation: ActivationName) -> Told:
    """Put a finding into words."""
    arrays = ", ".join(finding.arrays)
    if finding.mistake is not None:
        return _of_a_mistake(finding, finding.mistake, task, activation)
    if finding.found is not None:
        return _of_a_formula(finding, finding.found, task, activation)
    if finding.mended is not None:
        return _of_a_line(finding.mended)
    return Told(finding.measured.words(finding.arrays) if finding.measured else arrays)


def _of_a_line(mended: Mended) -> Told:
    """Say how the line that failed gives the right array."""
    part, right = differing(mended.line, mended.right)
    code, theirs = written(mended.right), written(mended.line)
    marks = _marks(code, theirs) or _marks_of(right, code)
    return Told(
        say("mended", array=mended.array), say("mended_hint", part=written(part)), say("mended_cause"), code, marks
    )


def _of_a_mistake(finding: Finding, mistake: Mistake, task: str, activation: ActivationName) -> Told:
    title, question, pointer, cause = mistake.words
    trees = {**mistake.trees(activation), **finding.lines}
    own = [array for array in finding.arrays if array in trees] or [f"d{a}" for a in finding.arrays if f"d{a}" in trees]
    shown = [(array, trees[array]) for array in own or trees][:MOST]  # of a loop the mistake is in its gradients, say
    first = f"{_read_back(finding, shown)} {question}" if shown else f"{', '.join(finding.arrays)}: {question}"
    says = f"{mistake.says}. " if mistake.says and mistake.function != "training_loop" else ""  # its titles say it
    _, code, marks, extra = _beside_the_right_one(*shown[0], task, activation) if shown else ("", "", "", False)
    marked = f" {say('extra_is_marked')}" if extra else ""
    return Told(first, pointer, f"{title}. {says}{cause}{marked}", code, marks)


def _of_a_formula(finding: Finding, found: Found, task: str, activation: ActivationName) -> Told:
    array = f"d{finding.arrays[0]}" if finding.of_a_step else finding.arrays[0]
    first = _read_back(finding, [(array, found.whole)], say(f"of_examples_{found.examples}") if found.examples else "")
    right, code, marks, extra = _beside_the_right_one(array, found.whole, task, activation)
    _, part = differing(right, found.whole)
    hint = say("formula_hint", part=written(part)) if part != found.whole else say("formula_hint_whole")
    if found.examples:  # the formula is right, and no place in it differs
        return Told(first, say("formula_hint_examples"), say("formula_cause_examples"), code)
    return Told(first, hint, say("extra_is_marked" if extra else "formula_cause"), code, marks)


def _read_back(finding: Finding, formulas: Sequence[tuple[str, Formula]], of: str = "") -> str:
    """Say whose numbers they are: "dZ1: your numbers are those of `dZ1 = W2.T @ dZ2 * g1(Z1)`."."""
    others = [array for array, _ in formulas if array not in finding.arrays and not finding.of_a_step]
    codes = ", ".join(f"`{_equation(array, formula)}`" for array, formula in formulas)
    rest = finding.arrays[len(formulas) :]
    more = say("and_likewise", arrays=", ".join(rest)) if rest and not others else ""
    key = "read_back_step" if finding.of_a_step else "read_back_within" if others else "read_back"
    return say(key, array=", ".join(finding.arrays), codes=codes, of=of, more=more)


def _equation(array: str, formula: Formula) -> str:
    return f"{array.removeprefix('shape_')} = {written(formula)}"


def _beside_the_right_one(
    array: str, wrong: Formula, task: str, activation: ActivationName
) -> tuple[Formula, str, str, bool]:
    """Give the way to write the right equation that is likest to a wrong one, as code, and marked where it differs.

    Where the wrong one has all of it, and more, it is the wrong one that is given, with what is extra marked.
    """
    tasks = (TASKS[name] for name in (task, "forward", "backward", "update"))  # it may be a part of the task's own
    forms = next(right_forms(one, array, activation) for one in tasks if one.equations.get(array))
    forms = forms[-1:] if task == "safe_cost" else forms  # only the last is finite for any Z2
    right = max(forms, key=lambda form: _likeness(written(form), written(wrong)))
    code, theirs = _equation(array, right), _equation(array, wrong)
    marks, part = _marks(code, theirs), differing(right, wrong)[0]
    if not marks and part == right and (extra := _marks(theirs, code)):
        return right, theirs, extra, True
    return right, code, marks or _marks_of(part, code), False


def _likeness(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, TOKEN.findall(one), TOKEN.findall(other), autojunk=False).ratio()


def _marks(right: str, other: str) -> str:
    """Write the line below a line of code that has ^ where another differs."""
    tokens, others = list(TOKEN.finditer(right)), TOKEN.findall(other)
    matcher = difflib.SequenceMatcher(None, [token[0] for token in tokens], others, autojunk=False)
    marks = [" "] * len(right)
    for _, start, end, _, _ in (step for step in matcher.get_opcodes() if step[0] in ("replace", "delete")):
        for place in range(tokens[start].start(), tokens[end - 1].end()):
            marks[place] = "^"
    return "".join(marks).rstrip()


def _marks_of(part: Formula, code: str) -> str:
    """Mark a whole part of a line, where the other has more in it, and misses nothing."""
    place = code.rfind(written(part))
    return " " * place + "^" * len(written(part)) if place >= 0 else ""


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
        task: what the function was to compute, a key of the tasks.
        activation: of the hidden layer, when it was tried.
    """

    name: str
    rows: tuple[tuple[str, str, str], ...] = ()
    findings: tuple[Finding, ...] = ()
    failure: str = ""
    unfinished: str = ""
    notes: tuple[str, ...] = ()
    traceback: str = ""
    lead: str = ""
    task: str = ""
    activation: ActivationName = "tanh"

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
            WrongError: an AssertionError with the text, where the function is not right. What is wrong is told without
                its cause, which is left to the notebook, for whoever may hand in once more.
        """
        if not self.passed:
            raise WrongError(printable(self._as_text(causes=False)))

    def _told(self) -> tuple[list[Told], list[Told]]:
        """Put into words the findings of arrays that were there when it failed, which may be why, and the rest."""
        there = {array for array, _, verdict in self.rows if verdict != say("verdict_missing")}
        before = [finding for finding in self.findings if there & set(finding.arrays)]
        after = [finding for finding in self.findings if finding not in before]
        one, other = ([told(f, self.task, self.activation) for f in some] for some in (before, after))
        return one, other

    def __repr__(self) -> str:
        """Show the outcome, a line an array, and what is to be said of each mistake."""
        return printable(self._as_text(causes=True))

    def _as_text(self, *, causes: bool) -> str:
        widths = [max((len(row[i]) for row in self.rows), default=0) for i in (0, 1)]
        table = [f"  {array:<{widths[0]}}  {shape:<{widths[1]}}  {verdict}" for array, shape, verdict in self.rows]
        before, after = ([line for one in some for line in _as_lines(one, causes=causes)] for some in self._told())
        failed, lead = ([words] if words else [] for words in (self.failure, self.lead))
        return "\n".join([self.headline, *table, *lead, *before, *failed, *after, *self.notes])

    def _repr_html_(self) -> str:
        """Show the same as a table; each step of a hint opens when it is asked for."""
        parts = [f"<p><strong>{escape(self.headline)}</strong></p>"]
        if self.rows:
            parts.append(html_table(say("caption", name=self.name), HEADER, self.rows))
        before, after = ([_as_html(one) for one in some] for some in self._told())
        failed, lead = ([f"<p>{marked_up(words)}</p>"] if words else [] for words in (self.failure, self.lead))
        parts += [*lead, *before, *failed, *after, *(f"<p>{marked_up(note)}</p>" for note in self.notes)]
        if self.traceback:
            parts.append(_folded(say("traceback"), f"<pre>{escape(self.traceback)}</pre>"))
        return "".join(parts)


def _as_lines(one: Told, *, causes: bool) -> list[str]:
    lines = [one.found]
    if one.hint:
        lines.append(f"  {say('hint')} {one.hint}")
    if one.cause and causes:
        lines.append(f"  {say('cause')} {one.cause}")
        lines += [f"    {line}" for line in (one.code, one.marks) if line.strip()]
    return lines


def _as_html(one: Told) -> str:
    found = f"<p>{marked_up(one.found)}</p>"
    if not one.hint:
        return found
    code = f"<pre>{_with_marks(one.code, one.marks)}</pre>" if one.code else ""
    inner = _folded(say("more_cause"), f"<p>{marked_up(one.cause)}</p>{code}")
    return found + _folded(say("more_hint"), f"<p>{marked_up(one.hint)}</p>{inner}")


def _with_marks(code: str, marks: str) -> str:
    """Set what differs as marked."""
    parts, end = list[str](), 0
    for place in re.finditer(r"\^+", marks):
        parts += [escape(code[end : place.start()]), f"<mark>{escape(code[place.start() : place.end()])}</mark>"]
        end = place.end()
    return "".join([*parts, escape(code[end:])])


def _folded(summary: str, inside: str) -> str:
    return f"<details><summary>{escape(summary)}</summary>{inside}</details>"
