"""List what a language does not say yet, or says with other places: `python -m tests.untranslated LANGUAGE`."""

import re
import sys
from pathlib import Path
from typing import Any

import nnlib.texts
from nnlib.texts import ENGLISH, read

SHARED = re.compile(r"(?<!\{)\{\w+\}(?!\})|`[^`]+`|[✓✗]|\d+(?:\.\d+)?")


def sentences(language: str) -> dict[str, str]:
    """Give every sentence of a language by where it stands: "mistakes.sign_flipped.title", "questions/01.01-size.2"."""
    found: dict[str, str] = {}

    def go(where: str, words: Any) -> None:
        for key, inner in words.items() if isinstance(words, dict) else ():
            go(f"{where}.{key}", inner)
        if isinstance(words, str):
            found[where] = words

    english = Path(str(nnlib.texts.FOLDER)) / ENGLISH
    for path in sorted(english.rglob("*.toml")):
        name = path.relative_to(english).with_suffix("").as_posix()
        words = read(language, name)
        go(name, {key: numbered(**words[key]) for key in words} if name.startswith("questions/") else words)
    return found


def numbered(question: str, **replies: str) -> dict[str, str]:
    """Give a question and each answer with its reply by a number, since the answers themselves are translated."""
    return {str(number): ": ".join(words) for number, words in enumerate([(question,), *replies.items()])}


def shared(sentence: str) -> list[str]:
    """Give what is the same in every language: places, such as {array}, code, numbers, and ✓ before what is right."""
    return sorted(SHARED.findall(sentence))


def untranslated(language: str) -> list[str]:
    """Name each sentence that a language lacks."""
    return sorted(sentences(ENGLISH).keys() - sentences(language).keys())


def mistaken(language: str) -> list[str]:
    """Name each sentence of a language that English does not have, or has with other places, code or numbers."""
    english = sentences(ENGLISH)
    said = sentences(language)
    return [where for where, words in said.items() if where not in english or shared(words) != shared(english[where])]


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
