"""A lesson in another language has prose of its own and the code of the English one, which speaks that language."""

import re

import nbformat
import pytest

from nnlib.texts import fits, read
from tests import translate
from tests.notebooks.lesson import lessons, shown
from tests.test_texts import LANGUAGES
from tests.untranslated import prose

TRANSLATED = [
    pytest.param(language, lesson, id=f"{language}-{lesson.number}")
    for language in LANGUAGES
    for lesson in lessons()
    if read(language, f"lessons/{lesson.number}")
]


@pytest.mark.parametrize(("language", "lesson"), TRANSLATED)
def test_a_translated_lesson_differs_in_its_prose_alone(language, lesson):
    cells = translate.translated(lesson, language).cells
    assert [cell.id for cell in cells] == [cell.id for cell in lesson.cells]
    for cell, english in zip(cells, lesson.cells, strict=True):
        assert cell.source == english.source or cell.cell_type == "markdown"
        assert cell.metadata == english.metadata
        assert fits(cell.source, english.source)


@pytest.mark.parametrize(("language", "lesson"), TRANSLATED)
def test_each_cell_keeps_its_headings_tables_and_folded_parts(language, lesson):
    explanation = read(language, "phrases")["Explanation"]

    def build(source):
        source = source.replace(f"<summary>{explanation}<", "<summary>Explanation<")
        source = re.sub(r"<summary>(?!Explanation<).*?</summary>", "", re.sub(r"[^|\n]+\|", "|", source))
        return re.findall(r"^(#+|\|.*\|$|\d\.)|(</?details>|<summary>.*</summary>)", source, re.MULTILINE)

    for cell, english in zip(translate.translated(lesson, language).cells, lesson.cells, strict=True):
        assert build(cell.source) == build(english.source)


def test_a_cell_without_a_translation_that_fits_stays_english(monkeypatch):
    lesson = lessons()[1]
    first, second, third = list(prose(lesson).items())[:3]
    said = {first[0]: "Kein Link.", second[0]: "Vier Fragen.", "gone": "Das gibt es nicht mehr."}
    monkeypatch.setattr(translate, "read", lambda *_: said)
    sources = {cell.id: cell.source for cell in translate.translated(lesson, "de").cells}
    assert sources[first[0]] == first[1]
    assert sources[second[0]] == "Vier Fragen."
    assert sources[third[0]] == third[1]
    assert "gone" not in sources


def test_the_command_runs_what_is_translated_and_hands_on_the_rest(tmp_path, monkeypatch, capsys):
    first, second = lessons()[1:3]
    monkeypatch.setattr(translate, "lessons", lambda: [first, second])
    monkeypatch.setenv("NNLIB_LANGUAGE", "en")
    assert translate.main(["de", str(tmp_path)]) == 0
    german = nbformat.read(tmp_path / first.path.name, as_version=4)
    said = [text for cell in german.cells if cell.cell_type == "code" for text in shown(cell)]
    assert any("Frage:" in text for text in said)
    assert (tmp_path / second.path.name).read_bytes() == second.path.read_bytes()
    assert "NNLIB_LANGUAGE=de" in capsys.readouterr().out
    assert translate.main(["de"]) == 2
