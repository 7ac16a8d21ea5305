"""What a learner reads, kept together in one folder a language, so that it can be translated.

`messages.toml` has sentences with {places} for what was measured, `mistakes.toml` the title and the hints of each entry
of the catalogue in `nnlib.checks`, `questions` those of each lesson.  What widgets, pictures and products say stands
where it is said, in English, as `_("cost after {n} steps", n=…)`, and a language has it in `phrases.toml`.
`NNLIB_LANGUAGE` in the environment names the folder.  English stands in for what a language lacks, and for what has
other places, code, formulas or numbers there than the English of today.
"""

import os
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

ENGLISH = "en"
FOLDER = Path(__file__).parent
FORMULA, LINK, PLACE = r"\$\$.+?\$\$|\$[^$]+\$", r"\]\([^)]+\)", r"(?<!\{)\{[\w.\[\]]+(?::[^}]*)?\}(?!\})"
SHARED = re.compile(rf"{FORMULA}|{LINK}|{PLACE}|`[^`]+`|[✓✗]|\d+(?:\.\d+)?")
IN_A_SCRIPT = re.compile(r'(?<![\w.])_\("([^"]+)"')

Entry = str | Mapping[str, str]  # a sentence, a mistake's hints, a question with its answers


class Hint(NamedTuple):
    """What is said of a mistake: its title, then three steps, each of which tells more than the one before."""

    title: str
    question: str
    pointer: str
    cause: str


def texts(name: str) -> dict[str, Any]:
    """Read the words of one file in the language that is asked for."""
    return _in(os.environ.get("NNLIB_LANGUAGE", ENGLISH), name)


def read(language: str, name: str) -> dict[str, Any]:
    """Read the words that one language has of a file; none where it lacks the file."""
    import tomllib  # not before it is needed: `import nnlib` says nothing

    file = FOLDER / language / f"{name}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}


@cache
def _in(language: str, name: str) -> dict[str, Any]:
    other = read(language, name)
    english = {words: words for words in other} if name == "phrases" else read(ENGLISH, name)
    if language == ENGLISH:
        return english
    return {key: other[key] if key in other and fits(other[key], words) else words for key, words in english.items()}


def fits(translation: Entry, english: Entry) -> bool:
    """Say whether a translation has what is the same in every language, line by line."""
    return [_shared(line) for line in _lines(translation)] == [_shared(line) for line in _lines(english)]


def _lines(entry: Entry) -> list[str]:
    return [entry] if isinstance(entry, str) else [": ".join(line) for line in entry.items()]


def _shared(line: str) -> list[str]:
    return sorted(SHARED.findall(line))


def say(key: str, /, **values: Any) -> str:
    """Give the sentence of this key, with the values put into its places."""
    return texts("messages")[key].format(**values)


def _(english: str, /, **values: Any) -> str:
    """Give this English sentence in the language that is asked for, with the values put into its places."""
    return texts("phrases").get(english, english).format(**values)


def in_english(phrase: str) -> str:
    """Give the English of a phrase that stands in the language that is asked for."""
    return next((english for english, said in texts("phrases").items() if said == phrase), phrase)


def script(*parts: str) -> str:
    """Join the parts of a page's script, which may say `_("…")` as Python does."""
    return "".join([(FOLDER / "say.js").read_text(encoding="utf-8"), *parts])


def of_script(script: str) -> dict[str, str]:
    """Give what the language that is asked for has of what a script says, for its page to know."""
    known = texts("phrases")
    return {english: known[english] for english in IN_A_SCRIPT.findall(script) if english in known}


def hint(mistake: str) -> Hint:
    """Give the words for the mistake of this name."""
    return Hint(**texts("mistakes")[mistake])
