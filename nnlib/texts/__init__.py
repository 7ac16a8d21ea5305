"""The words that the checkers say, kept together in one folder a language, so that they can be translated.

`messages.toml` has sentences with {places} for what was measured, and `mistakes.toml` the title and the hints of each
entry of the catalogue in `nnlib.checks`.
"""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

LANGUAGE = "en"


class Hint(NamedTuple):
    """What is said of a mistake: its title, then three steps, each of which tells more than the one before."""

    title: str
    question: str
    pointer: str
    cause: str


@cache
def texts(name: str, language: str = LANGUAGE) -> dict[str, Any]:
    """Read the words of one file of a language."""
    return tomllib.loads(files(__name__).joinpath(language, f"{name}.toml").read_text(encoding="utf-8"))


def say(key: str, /, **values: Any) -> str:
    """Give the sentence of this key, with the values put into its places."""
    return texts("messages")[key].format(**values)


def hint(mistake: str) -> Hint:
    """Give the words for the mistake of this name."""
    return Hint(**texts("mistakes")[mistake])
