"""List what a language does not say yet, or says with other places: `python -m tests.untranslated LANGUAGE`."""

import ast
import re
import sys
from collections import defaultdict
from collections.abc import Container, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import nnlib.texts
from nnlib.texts import ENGLISH, read
from tests.notebooks.lesson import Lesson, lessons

SHARED = re.compile(
    r"\$\$.+?\$\$|\$[^$]+\$|\]\([^)]+\)|(?<!\{)\{[\w.\[\]]+(?::[^}]*)?\}(?!\})|`[^`]+`|[✓✗]|\d+(?:\.\d+)?"
)


def words_of(language: str) -> dict[str, dict[str, Any]]:
    """Give all that a language says, by its files: "mistakes", "questions/01"."""
    folder = Path(str(nnlib.texts.FOLDER)) / language
    names = [path.relative_to(folder).with_suffix("").as_posix() for path in sorted(folder.rglob("*.toml"))]
    found = {name: read(language, name) for name in names}
    if language == ENGLISH:
        found["phrases"] = {words: words for words in phrases()}
        found |= {f"lessons/{lesson.number}": prose(lesson) for lesson in lessons()}
    return found


def prose(lesson: Lesson) -> dict[str, str]:
    """Give the words of a lesson by the ids of their cells."""
    return {cell.id: cell.source for cell in lesson.cells if cell.cell_type == "markdown"}


def sentences(language: str) -> dict[str, str]:
    """Give every sentence of a language by where it stands: "mistakes.sign_flipped.title", "questions/01.01-size.2"."""
    found: dict[str, str] = {}

    def go(where: str, words: Any) -> None:
        for key, inner in words.items() if isinstance(words, dict) else ():
            go(f"{where}.{key}", inner)
        if isinstance(words, str):
            found[where] = words

    for name, words in words_of(language).items():
        go(name, {key: numbered(**words[key]) for key in words} if name.startswith("questions/") else words)
    return found


def phrases() -> list[str]:
    """Give the sentences that stand in the sources, as `_("…")`, each once."""
    package = Path(nnlib.texts.__file__).parents[1]
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in sorted(package.rglob("*.py")))
    return sorted({words for tree in trees for words in said(tree)})


def said(tree: ast.Module) -> Iterator[str]:
    """Find what is put into `_(…)`: a text, one of two, or the constants that it names; one made there is refused."""
    named = defaultdict[str, list[ast.expr]](list)
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                named[name].append(value)
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                named[name].append(value)
            case ast.comprehension(target=ast.Name(id=name), iter=value):
                named[name].append(value)

    def texts(node: ast.expr) -> Iterator[str]:
        match node:
            case ast.Constant(value=str(text)):
                yield text
            case ast.Name(id=name):
                yield from chain.from_iterable(map(texts, named.pop(name, [])))
            case ast.Subscript(value=part):
                yield from texts(part)
            case ast.IfExp(body=one, orelse=other):
                yield from (*texts(one), *texts(other))
            case ast.Dict(values=parts) | ast.Tuple(elts=parts):
                yield from chain.from_iterable(map(texts, parts))
            case ast.JoinedStr() | ast.BinOp():
                raise ValueError(f"line {node.lineno}: a translation needs {{places}} in a text that stands as it is")

    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "_":
            yield from texts(node.args[0])


def numbered(question: str, **replies: str) -> dict[str, str]:
    """Give a question and each answer with its reply by a number, since the answers themselves are translated."""
    return {str(number): ": ".join(words) for number, words in enumerate([(question,), *replies.items()])}


def shared(sentence: str) -> list[str]:
    """Give what is the same in every language: places, such as {array}, formulas, code, links, numbers, ✓ and ✗."""
    return sorted(SHARED.findall(sentence))


def untranslated(language: str) -> list[str]:
    """Name each sentence that a language lacks."""
    return sorted(sentences(ENGLISH).keys() - sentences(language).keys())


def mistaken(language: str) -> list[str]:
    """Name each sentence of a language that English does not have, or has with other places, formulas or numbers."""
    english = sentences(ENGLISH)
    other = sentences(language)
    return [where for where, words in other.items() if where not in english or shared(words) != shared(english[where])]


def in_short(where: str, begun: Container[str]) -> str:
    """Name the lesson alone where nothing of it is translated yet."""
    name = where.partition(".")[0]
    return name if name.startswith("lessons/") and name not in begun else where


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print("Which language? Its folder is in nnlib/texts, such as en.", file=sys.stderr)
        return 2
    missing, wrong = untranslated(*arguments), mistaken(*arguments)
    begun = words_of(*arguments)
    left = dict.fromkeys(in_short(where, begun) for where in missing)
    print(*(f"not translated: {where}" for where in left), *(f"other places: {where}" for where in wrong), sep="\n")
    print(f"{len(missing)} of {len(sentences(ENGLISH))} sentences are left, and {len(wrong)} are wrong.")
    return 1 if missing or wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
