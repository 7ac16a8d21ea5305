"""List what a language does not say yet, or says with other places: `python -m tests.untranslated LANGUAGE`."""

import re
import sys
from typing import Any

from nnlib.texts import ENGLISH, read

FILES = ("messages", "mistakes")


def sentences(language: str) -> dict[str, str]:
    """Give every sentence of a language by where it stands: "mistakes.sign_flipped.title"."""
    found: dict[str, str] = {}

    def go(where: str, words: Any) -> None:
        for key, inner in words.items() if isinstance(words, dict) else ():
            go(f"{where}.{key}", inner)
        if isinstance(words, str):
            found[where] = words

    for name in FILES:
        go(name, read(language, name))
    return found


def places(sentence: str) -> list[str]:
    """Give the places of a sentence, such as {array}, in the order of their names."""
    return sorted(re.findall(r"(?<!\{)\{(\w+)\}(?!\})", sentence))


def untranslated(language: str) -> list[str]:
    """Name each sentence that a language lacks."""
    return sorted(sentences(ENGLISH).keys() - sentences(language).keys())


def mistaken(language: str) -> list[str]:
    """Name each sentence of a language that English does not have, or has with other places."""
    english = sentences(ENGLISH)
    said = sentences(language)
    return [where for where, words in said.items() if where not in english or places(words) != places(english[where])]


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print("Which language? Its folder is in nnlib/texts, such as en.", file=sys.stderr)
        return 2
    missing, wrong = untranslated(*arguments), mistaken(*arguments)
    print(*(f"not translated: {where}" for where in missing), *(f"other places: {where}" for where in wrong), sep="\n")
    print(f"{len(missing)} of {len(sentences(ENGLISH))} sentences are left, and {len(wrong)} are wrong.")
    return 1 if missing or wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
