"""A lesson in another language has prose of its own and the code of the English one, which speaks that language."""

import re

import nbformat
import pytest

from nnlib.texts import read
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
        assert (cell.source == english.source) == (cell.cell_type == "code")
        assert cell.metadata == english.metadata


@pytest.mark.parametrize(("language", "lesson"), TRANSLATED)
def test_each_cell_keeps_its_headings_tables_and_folded_parts(language, lesson):
    def build(source):
        return re.findall(r"^(#+|\|.*\|$|\d\.|</?details>)", re.sub(r"[^|\n]+\|", "|", source), re.MULTILINE)

    for cell, english in read(language, f"lessons/{lesson.number}").items():
        assert build(english.strip("\n")) == build(prose(lesson)[cell])


@pytest.mark.parametrize(("language", "lesson"), TRANSLATED)
def test_an_explanation_bears_the_name_by_which_its_prediction_opens_it(language, lesson):
    name = read(language, "phrases")["Explanation"]
    for cell, english in prose(lesson).items():
        explained = read(language, f"lessons/{lesson.number}")[cell].count(f"<summary>{name}</summary>")
        assert explained == english.count("<summary>Explanation</summary>")


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
