"""What a learner reads, kept together in one folder a language, so that it can be translated.

`messages.toml` has sentences with {places} for what was measured, `mistakes.toml` the title and the hints of each entry
of the catalogue in `nnlib.checks`, `questions` those of each lesson.  What widgets and pictures say stands where it is
said, in English, as `_("cost after {n} steps", n=…)`, and a language has it in `phrases.toml`.  `NNLIB_LANGUAGE` in the
environment names the folder.  What a language does not have yet is said in English.
"""

import os
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

ENGLISH = "en"
FOLDER = files(__name__)


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
    file = FOLDER.joinpath(language, f"{name}.toml")
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}


@cache
def _in(language: str, name: str) -> dict[str, Any]:
    return read(ENGLISH, name) | read(language, name)


def say(key: str, /, **values: Any) -> str:
    """Give the sentence of this key, with the values put into its places."""
    return texts("messages")[key].format(**values)


def _(english: str, /, **values: Any) -> str:
    """Give this English sentence in the language that is asked for, with the values put into its places."""
    return texts("phrases").get(english, english).format(**values)


def hint(mistake: str) -> Hint:
    """Give the words for the mistake of this name."""
    return Hint(**_in(ENGLISH, "mistakes")[mistake] | texts("mistakes")[mistake])
