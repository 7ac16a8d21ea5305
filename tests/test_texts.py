"""Another language is a folder of texts: what it has is said in it, the rest in English, and what is left is listed."""

import ast
import shutil

import pytest

import nnlib.texts
from nnlib.quiz import ask
from nnlib.quiz.collection import of_lesson
from nnlib.texts import _, hint, read, say
from tests import untranslated

LANGUAGES = sorted(folder.name for folder in nnlib.texts.FOLDER.iterdir() if folder.joinpath("messages.toml").is_file())
QUESTIONS = """[02-mean]
question = "Warum teilt J die Summe der Verluste durch m?"
"Damit J zwischen 0 und 1 liegt" = "Nein, ein einzelner Verlust kann beliebig groß sein."
"Damit nichts überläuft" = "So groß wird eine Summe über echte Daten nie."
"✓ Damit man Datensätze vergleichen kann" = "J wird in nats pro Beispiel gemessen."

[02-twice-the-data]
question = "Jeder Pinguin wird doppelt gezählt. Was geschieht mit den Kosten J?"
"✓ Sie halbieren sich." = "Ihre Summe bleibt."
"""
PHRASES = '"✗ Not yet." = "✗ Noch nicht."\n"Why not" = "Warum {nicht}"\n"Nobody says this" = "Das sagt niemand"\n'
TRANSLATED = 'all_right = "✓ {name}: alles richtig."\nnowhere = "Als {name} aufgerufen wurde"\nextra = "Mehr"\n'


@pytest.fixture
def german(tmp_path, monkeypatch):
    """A language with sentences and questions: some that fit, some that do not, some that nobody says."""
    shutil.copytree(str(nnlib.texts.FOLDER / "en"), tmp_path / "en")
    (tmp_path / "de" / "questions").mkdir(parents=True)
    (tmp_path / "de" / "messages.toml").write_text(TRANSLATED, encoding="utf-8")
    (tmp_path / "de" / "questions" / "02.toml").write_text(QUESTIONS, encoding="utf-8")
    (tmp_path / "de" / "phrases.toml").write_text(PHRASES, encoding="utf-8")
    monkeypatch.setattr(nnlib.texts, "FOLDER", tmp_path)
    monkeypatch.setenv("NNLIB_LANGUAGE", "de")
    nnlib.texts._in.cache_clear()
    yield
    nnlib.texts._in.cache_clear()


def test_what_is_translated_is_said_so_and_the_rest_in_english(german):
    assert say("all_right", name="my_cost") == "✓ my_cost: alles richtig."
    assert say("not_right", name="my_cost") == "✗ my_cost: not right yet."
    assert say("nowhere") == "When it was called", "the German one has a place that nobody fills"
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


def test_what_is_left_and_what_does_not_fit_is_listed(german, capsys):
    assert untranslated.main(["de"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert "not translated: messages.not_right" in lines
    assert "not translated: mistakes.sign_flipped" in lines
    assert "not translated: lessons/01" in lines
    assert "not translated: messages.all_right" not in lines
    assert [line for line in lines if line.startswith("does")] == [
        "does not fit: messages.nowhere",
        "does not fit: messages.extra",
        "does not fit: phrases.Why not",
        "does not fit: phrases.Nobody says this",
        "does not fit: questions/02.02-twice-the-data",
    ]
    total = len(untranslated.words_of("en"))
    assert lines[-1] == f"{total - 6} of {total} are left, and 5 do not fit: English stands in for them."


@pytest.mark.parametrize(
    ("other", "fit"),
    [
        ("{value} statt {right}, siehe `dW1` in $W_1$: 0.5", True),
        ("statt {right} {value}, siehe `dW1` in $W_1$: 0.5", True),
        ("{value} statt {rihgt}, siehe `dW1` in $W_1$: 0.5", False),
        ("{value} statt {right}, siehe `dW2` in $W_1$: 0.5", False),
        ("{value} statt {right}, siehe `dW1` in $W_2$: 0.5", False),
        ("{value} statt {right}, siehe `dW1` in $W_1$: 0,5", False),
    ],
)
def test_a_translation_has_the_places_the_code_the_formulas_and_the_numbers(other, fit):
    assert nnlib.texts.fits(other, "{value} for {right}, see `dW1` in $W_1$: 0.5") == fit


def test_a_question_marks_the_same_answer_and_has_as_many():
    english = {"question": "Which?", "one": "No.", "✓ two": "Yes."}
    assert nnlib.texts.fits({"question": "Was?", "eins": "Nein.", "✓ zwei": "Ja."}, english)
    assert not nnlib.texts.fits({"question": "Was?", "✓ eins": "Nein.", "zwei": "Ja."}, english)
    assert not nnlib.texts.fits({"question": "Was?", "✓ zwei": "Ja."}, english)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_a_form_that_is_read(language, monkeypatch):
    monkeypatch.setenv("NNLIB_LANGUAGE", language)
    assert say("all_right", name="f") == read(language, "messages")["all_right"].format(name="f")
    for mistake in read("en", "mistakes"):
        assert all(hint(mistake))
    for lesson in ("01", "02", "03", "04", "05", "06", "07", "08"):
        assert of_lesson(lesson).keys() == read("en", f"questions/{lesson}").keys()
