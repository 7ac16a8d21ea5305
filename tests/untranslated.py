"""List what a language does not say yet, or does not say as English does: `python -m tests.untranslated LANGUAGE`."""

import ast
import sys
from collections import defaultdict
from collections.abc import Container, Iterator
from itertools import chain
from pathlib import Path

import nnlib.texts
from nnlib.texts import ENGLISH, IN_A_SCRIPT, Entry, fits, read
from tests.notebooks.lesson import Lesson, lessons


def words_of(language: str) -> dict[str, Entry]:
    """Give all that a language says, by where it stands: "mistakes.sign_flipped", "questions/01.01-count"."""
    folder = nnlib.texts.FOLDER / language
    names = [path.relative_to(folder).with_suffix("").as_posix() for path in sorted(folder.rglob("*.toml"))]
    found = {name: read(language, name) for name in names}
    if language == ENGLISH:
        found["phrases"] = {words: words for words in phrases()}
        found |= {f"lessons/{lesson.number}": prose(lesson) for lesson in lessons()}
    return {f"{name}.{key}": entry for name, entries in found.items() for key, entry in entries.items()}


def prose(lesson: Lesson) -> dict[str, str]:
    """Give the words of a lesson by the ids of their cells."""
    return {cell.id: cell.source for cell in lesson.cells if cell.cell_type == "markdown"}


def phrases() -> list[str]:
    """Give the sentences that stand in the sources, as `_("…")`, each once."""
    package = Path(nnlib.texts.__file__).parents[1]
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in package.rglob("*.py"))
    scripts = (path.read_text(encoding="utf-8") for path in package.rglob("*.js"))
    found = chain(chain.from_iterable(map(said, trees)), chain.from_iterable(map(IN_A_SCRIPT.findall, scripts)))
    return sorted(set(found))


def said(tree: ast.Module) -> Iterator[str]:
    """Find what is put into `_(…)`, a text, one of two, or the constants that it names, and count's nouns."""
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
        match node:
            case ast.Call(func=ast.Name(id="_"), args=[words, *_]):
                yield from texts(words)
            case ast.Call(func=ast.Name(id="count"), args=[_, ast.Constant(value=str(noun))]):
                yield from (noun, noun + "s")


def untranslated(language: str) -> list[str]:
    """Name what a language lacks."""
    return sorted(words_of(ENGLISH).keys() - words_of(language).keys())


def mistaken(language: str) -> list[str]:
    """Name what a language has and English has not, or has with other places, code, formulas or numbers."""
    english = words_of(ENGLISH)
    return [
        where for where, words in words_of(language).items() if where not in english or not fits(words, english[where])
    ]


def in_short(where: str, begun: Container[str]) -> str:
    """Name the lesson alone where nothing of it is translated yet."""
    name = where.partition(".")[0]
    return name if name.startswith("lessons/") and name not in begun else where


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print("Which language? Its folder is in nnlib/texts, such as en.", file=sys.stderr)
        return 2
    missing, wrong = untranslated(*arguments), mistaken(*arguments)
    begun = {where.partition(".")[0] for where in words_of(*arguments)}
    left = dict.fromkeys(in_short(where, begun) for where in missing)
    print(*(f"not translated: {where}" for where in left), *(f"does not fit: {where}" for where in wrong), sep="\n")
    print(
        f"{len(missing)} of {len(words_of(ENGLISH))} are left, and {len(wrong)} do not fit: English stands in for them."
    )
    return 1 if missing or wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
