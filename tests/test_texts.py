"""Another language is a folder of texts: what it has is said in it, the rest in English, and what is left is listed."""

import ast
import shutil

import pytest

import nnlib.texts
from nnlib.quiz import ask
from nnlib.texts import _, hint, say
from tests import untranslated

LANGUAGES = sorted(folder.name for folder in nnlib.texts.FOLDER.iterdir() if folder.joinpath("messages.toml").is_file())
QUESTION = """[02-mean]
question = "Warum teilt J die Summe der Verluste durch m?"
"✓ Damit J zwischen 0 und 1 liegt" = "Nein, ein einzelner Verlust kann beliebig groß sein."
"""
PHRASES = '"✗ Not yet." = "✗ Noch nicht."\n"Why not" = "Warum {nicht}"\n"Nobody says this" = "Das sagt niemand"\n'
TRANSLATED = 'all_right = "✓ {name}: alles richtig."\nnowhere = "Als {name} aufgerufen wurde"\nextra = "Mehr"\n'


@pytest.fixture
def german(tmp_path, monkeypatch):
    """A language with three sentences: one right, one with a place of its own, one that nobody says; and a question."""
    shutil.copytree(str(nnlib.texts.FOLDER / "en"), tmp_path / "en")
    (tmp_path / "de" / "questions").mkdir(parents=True)
    (tmp_path / "de" / "messages.toml").write_text(TRANSLATED, encoding="utf-8")
    (tmp_path / "de" / "questions" / "02.toml").write_text(QUESTION, encoding="utf-8")
    (tmp_path / "de" / "phrases.toml").write_text(PHRASES, encoding="utf-8")
    monkeypatch.setattr(nnlib.texts, "FOLDER", tmp_path)
    monkeypatch.setenv("NNLIB_LANGUAGE", "de")
    nnlib.texts._in.cache_clear()
    yield
    nnlib.texts._in.cache_clear()


def test_what_is_translated_is_said_so_and_the_rest_in_english(german):
    assert say("all_right", name="my_cost") == "✓ my_cost: alles richtig."
    assert say("not_right", name="my_cost") == "✗ my_cost: not right yet."
    assert hint("sign_flipped").title == "The sign of dZ2 is flipped"


def test_a_check_speaks_the_language_that_is_asked_for(german):
    assert str(nnlib.check_update(nnlib.update)).startswith("✓ update: alles richtig.")


def test_a_question_is_put_in_the_language_that_is_asked_for(german):
    assert ask("02-mean").text == "<b>Question:</b> Warum teilt J die Summe der Verluste durch m?"
    assert "every penguin is counted twice" in ask("02-twice-the-data").text


def test_what_stands_in_the_sources_is_said_in_the_language_too(german):
    question = ask("02-twice-the-data")
    question.answer(0)
    assert question.reply.startswith("<b>✗ Noch nicht.</b>")
    question.answer(1)
    assert question.reply.startswith("<b>✓ Right.</b>")
    assert _("{count} of {all}", count=3, all=5) == "3 of 5"


def test_the_words_in_the_sources_are_found_wherever_they_stand_there():
    source = """
WORDS: dict[str, str] = {"key": "of a table"}
LATER = "later"
_("plain", n=1), _("one" if n else "two"), _(WORDS[key]), _(LATER), other("no")
"""
    assert sorted(untranslated.said(ast.parse(source))) == ["later", "of a table", "one", "plain", "two"]
    with pytest.raises(ValueError, match="line 1: a translation needs"):
        list(untranslated.said(ast.parse("_(f'{n} words')")))


def test_english_needs_nothing_and_each_of_its_phrases_has_names_for_its_places(capsys):
    assert untranslated.main(["en"]) == 0
    assert all("{}" not in words for words in untranslated.phrases())


def test_a_language_that_is_not_there_is_english(monkeypatch):
    monkeypatch.setenv("NNLIB_LANGUAGE", "nowhere")
    assert say("all_right", name="my_cost") == "✓ my_cost: all is right."


def test_what_is_left_and_what_is_wrong_is_listed(german, capsys):
    assert untranslated.main(["de"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert "not translated: messages.not_right" in lines
    assert "not translated: mistakes.sign_flipped.title" in lines
    assert "not translated: messages.all_right" not in lines
    assert [line for line in lines if line.startswith("other")] == [
        "other places: messages.nowhere",
        "other places: messages.extra",
        "other places: phrases.Why not",
        "other places: phrases.Nobody says this",
        "other places: questions/02.02-mean.1",
    ]
    assert "not translated: questions/02.02-mean.2" in lines
    assert "not translated: lessons/01" in lines
    total = len(untranslated.sentences("en"))
    assert lines[-1] == f"{total - 6} of {total} sentences are left, and 5 are wrong."


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_the_places_of_the_english_sentences(language):
    wrong = [where for where in untranslated.mistaken(language) if not where.startswith("lessons/")]
    assert not wrong, "say these anew, or take them out: then English stands in for them"
