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
from nnlib._machinery.formulas import Formula, differing, leaves, ordered_as, written
from nnlib._machinery.tables import html_table, marked_up
from nnlib.activations import ActivationName
from nnlib.checks.diagnosis import Finding
from nnlib.checks.mistakes import Mistake
from nnlib.checks.nearby import Found
from nnlib.checks.tasks import FORMS, TASKS, in_terms_of, right_forms
from nnlib.texts import _, say

HEADER = ("array", "shape", "verdict")
MOST = 2  # formulas that are shown of one mistake
SENTENCE = re.compile(r"(?<=[.?!]) (?=[A-Z])")  # the space between two
TOKEN = re.compile(r"[\w.]+|\*\*|[<>=!]=|\S")


class WrongError(AssertionError):
    """A function is wrong, or not written yet: what an autograder is told."""

    def _render_traceback_(self) -> list[str]:
        """Show the words alone in a notebook, where the lines of this library would stand above them."""
        return str(self).split("\n")


class Told(NamedTuple):
    """What is said of a finding, in three steps; where only one thing can be said, hint and cause are empty.

    `code` is the right equation, with the places that the learner's formula has otherwise marked by `marks`; or the
    learner's formula, with what is extra in it marked.  The third step is headed by the cause, or by what is `right`.
    """

    found: str
    hint: str = ""
    cause: str = ""
    code: str = ""
    marks: str = ""
    heading: str = "right"


def told(finding: Finding, task: str, activation: ActivationName, names: frozenset[str] = frozenset()) -> Told:
    """Put a finding into words, in the names that the function has."""

    def in_its_names(formula: Formula) -> Formula:
        return in_terms_of(names, formula, activation)

    if finding.mistake is not None:
        trees = {**finding.mistake.trees(activation), **finding.lines}
        own = [array for array in finding.arrays if array in trees]
        own = own or [f"d{array}" for array in finding.arrays if f"d{array}" in trees]
        shown = [(array, in_its_names(trees[array])) for array in own or trees][:MOST]
        forms = _right_forms(shown[0][0], task, activation, names) if shown else []
        return _of_a_mistake(finding, finding.mistake, shown, forms)
    if finding.found is None:
        return Told(finding.measured.words(finding.arrays) if finding.measured else ", ".join(finding.arrays))
    if finding.where == "mended":
        return _of_a_line(finding.arrays[0], finding.found)
    array = f"d{finding.arrays[0]}" if finding.where == "step" else finding.arrays[0]
    forms = _right_forms(array, task, activation, names)
    return _of_a_formula(finding, array, in_its_names(finding.found.whole), forms)


def _right_forms(array: str, task: str, activation: ActivationName, names: frozenset[str]) -> list[Formula]:
    """Give the ways to write the right equation with the arrays that the function has, as far as there are any."""
    tasks = (TASKS[name] for name in (task, "forward", "backward", "update"))  # it may be a part of the task's own
    every = next(right_forms(one, array, activation) for one in tasks if one.equations.get(array))
    forms = every[-1:] if task == "safe_cost" else every  # only the last is finite for any Z2
    forms = list(dict.fromkeys(in_terms_of(names, form, activation) for form in forms))
    missing = FORMS.keys() - names if names else set[str]()
    return [form for form in forms if not missing & set(leaves(form))] or forms


def _of_a_line(array: str, found: Found) -> Told:
    """Say how the line that failed gives the right array."""
    part, right = differing(found.formula, found.base)
    code = written(found.base)
    marks = _marks(code, written(found.formula)) or _marks_of(right, code)
    return Told(say("mended", array=array), say("mended_hint", part=written(part)), say("mended_right"), code, marks)


def _of_a_mistake(
    finding: Finding, mistake: Mistake, shown: Sequence[tuple[str, Formula]], forms: Sequence[Formula]
) -> Told:
    title, question, pointer, cause = mistake.words
    first = _read_back(finding, shown) if shown else f"{', '.join(finding.arrays)}:"
    _, code, marks, extra = _beside_the_right_one(*shown[0], forms) if shown else ("", "", "", False)
    marked = f" {say('extra_is_marked')}" if extra else ""
    return Told(f"{first} {question}", pointer, f"{title}. {cause}{marked}", code, marks, "cause")


def _of_a_formula(finding: Finding, array: str, formula: Formula, forms: Sequence[Formula]) -> Told:
    examples = finding.found.examples if finding.found else ""
    first = _read_back(finding, [(array, formula)], say(f"of_examples_{examples}") if examples else "")
    right, code, marks, extra = _beside_the_right_one(array, formula, forms)
    if examples:  # the formula is right, and no place in it differs
        return Told(first, say("formula_hint_examples"), say("formula_right_examples"), code)
    _, part = differing(right, formula)
    hint = say("formula_hint", part=written(part)) if part != formula else say("formula_hint_whole")
    if extra:
        return Told(first, hint, say("extra_is_marked"), code, marks, "cause")
    return Told(first, hint, say("formula_right"), code, marks)


def _read_back(finding: Finding, formulas: Sequence[tuple[str, Formula]], of: str = "") -> str:
    """Say whose numbers they are: "dZ1: your numbers are those of `dZ1 = W2.T @ dZ2 * g1(Z1)`."."""
    others = [array for array, _ in formulas if array not in finding.arrays and finding.where != "step"]
    codes = ", ".join(f"`{_equation(array, formula)}`" for array, formula in formulas)
    rest = finding.arrays[len(formulas) :]
    more = say("and_likewise", arrays=", ".join(rest)) if rest and not others else ""
    kind = "within" if others else finding.where or "whole"
    return say(f"read_back_{kind}", array=", ".join(finding.arrays), codes=codes, of=of, more=more)


def _equation(array: str, formula: Formula) -> str:
    return f"{array.removeprefix('shape_')} = {written(formula)}"


def _beside_the_right_one(array: str, wrong: Formula, forms: Sequence[Formula]) -> tuple[Formula, str, str, bool]:
    """Give the way to write the right equation that is likest to a wrong one, as code, and marked where it differs.

    Where the wrong one has all of it, and more than one symbol has, it is given instead, with what is extra marked.
    """
    right = max((ordered_as(form, wrong) for form in forms), key=lambda form: _likeness(written(form), written(wrong)))
    code, theirs = _equation(array, right), _equation(array, wrong)
    marks, part = _marks(code, theirs), differing(right, wrong)[0]
    if not marks and isinstance(part, tuple) and (extra := _marks(theirs, code)):
        return right, theirs, extra, True
    return right, code, marks or _marks_of(part, code), False


def _likeness(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, TOKEN.findall(one), TOKEN.findall(other), autojunk=False).ratio()


def _marks(right: str, other: str) -> str:
    """Write the line below a line of code that has ^ where another differs."""
    tokens, others = list(TOKEN.finditer(right)), TOKEN.findall(other)
    matcher = difflib.SequenceMatcher(None, [token[0] for token in tokens], others, autojunk=False)
    marks = [" "] * len(right)
    for _edit, start, end, *_places in (step for step in matcher.get_opcodes() if step[0] in ("replace", "delete")):
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
        names: the notes' names of what the function has.
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
    names: frozenset[str] = frozenset()

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
        parts, said = ([], []), set[str]()
        for finding in self.findings:
            one = told(finding, self.task, self.activation, self.names)
            parts[not there & set(finding.arrays)].append(one._replace(found=_once(one.found, said)))
        return parts

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
            parts.append(html_table(say("caption", name=self.name), [_(heading) for heading in HEADER], self.rows))
        before, after = ([_as_html(one) for one in some] for some in self._told())
        failed, lead = ([f"<p>{marked_up(words)}</p>"] if words else [] for words in (self.failure, self.lead))
        parts += [*lead, *before, *failed, *after, *(f"<p>{marked_up(note)}</p>" for note in self.notes)]
        if self.traceback:
            parts.append(_folded(say("traceback"), f"<pre>{escape(self.traceback)}</pre>"))
        return "".join(parts)


def _once(words: str, said: set[str]) -> str:
    """Leave out the sentences that were said before, and note those that are said now."""
    sentences = [sentence for sentence in SENTENCE.split(words) if sentence not in said]
    said.update(sentences)
    return " ".join(sentences)


def _as_lines(one: Told, *, causes: bool) -> list[str]:
    lines = [one.found]
    if one.hint:
        lines.append(f"  {say('hint')} {one.hint}")
    if one.cause and causes:
        lines.append(f"  {say(one.heading)} {one.cause}")
        lines += [f"    {line}" for line in (one.code, one.marks) if line.strip()]
    return lines


def _as_html(one: Told) -> str:
    found = f"<p>{marked_up(one.found)}</p>"
    if not one.hint:
        return found
    code = f"<pre>{_with_marks(one.code, one.marks)}</pre>" if one.code else ""
    inner = _folded(say(f"more_{one.heading}"), f"<p>{marked_up(one.cause)}</p>{code}")
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
