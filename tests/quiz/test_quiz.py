"""Questions, their replies, what is kept of the answers, and what stands where no kernel runs."""

import html
import re

import pytest

from nnlib.quiz import ask, predict, tally
from nnlib.quiz.collection import find, of_lesson
from nnlib.quiz.question import Option, Question
from nnlib.quiz.record import ENTRIES
from nnlib.quiz.words import RUN_FIRST, as_html, as_static_html, as_text
from tests.notebooks.lesson import lessons

LESSONS = [f"{number:02}" for number in range(1, 9)]
QUESTIONS = {key: question for lesson in LESSONS for key, question in of_lesson(lesson).items()}


@pytest.fixture(autouse=True)
def _start_anew():
    ENTRIES.clear()


def choose(quiz, index):
    """Press the button with that option chosen, as the page does: it sends the option's number."""
    quiz._handle_custom_msg({"answer": index}, [])
    return quiz.reply


def index_of_right(question):
    return next(i for i, option in enumerate(question.options) if option.right)


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_lesson_has_questions_of_its_own(lesson):
    questions = of_lesson(lesson)
    assert len(questions) >= 3
    assert all(key.startswith(f"{lesson}-") for key in questions)


@pytest.mark.parametrize("key", QUESTIONS)
def test_a_question_has_one_right_option_and_a_reply_to_each(key):
    options = QUESTIONS[key].options
    assert len(options) >= 2
    assert sum(option.right for option in options) == 1
    assert len({option.text for option in options}) == len({option.reply for option in options}) == len(options)
    assert all(len(option.reply) >= 12 for option in options)


@pytest.mark.parametrize("key", QUESTIONS)
def test_code_marks_are_closed(key):
    texts = [option.text + option.reply for option in QUESTIONS[key].options]
    assert not any(text.count("`") % 2 for text in texts)


@pytest.mark.parametrize("size", [3, 4])
def test_right_options_stand_in_each_place_about_equally_often(size):
    places = [index_of_right(question) for question in QUESTIONS.values() if len(question.options) == size]
    counts = [places.count(place) for place in range(size)]
    assert len(places) >= 30
    assert max(counts) - min(counts) <= 2


@pytest.mark.parametrize("key", QUESTIONS)
def test_options_that_are_numbers_stand_in_their_order(key):
    texts = [option.text.replace("−", "-") for option in QUESTIONS[key].options]
    numbers = [float(text) for text in texts if re.fullmatch(r"-?[\d.]+", text)]
    assert numbers == sorted(numbers)


def test_every_answer_gets_its_reply_and_one_may_try_again():
    quiz = ask("01-count")
    question = find("01-count")
    for i, option in enumerate(question.options):
        reply = html.unescape(choose(quiz, i))
        assert option.reply in reply
        assert ("✓ Right." in reply) == option.right


def test_a_prediction_is_kept_and_not_judged():
    quiz = predict("01-flat-b")
    assert not quiz.kept
    reply = choose(quiz, 0)
    assert "Kept: A" in reply
    assert "Right" not in reply
    assert quiz.kept


def test_a_prediction_made_again_is_locked_and_shows_what_was_kept():
    earlier, other = predict("01-flat-b"), predict("01-flat-b")
    assert (earlier.chosen, earlier.kept, earlier.reply) == (None, False, "")
    choose(earlier, 2)
    again = predict("01-flat-b")
    assert (again.chosen, again.kept, again.reply) == (2, True, earlier.reply)
    assert choose(other, 0) == earlier.reply
    assert other.chosen == 2


def test_a_question_made_again_shows_its_last_answer_and_the_reply():
    quiz = ask("01-count")
    choose(quiz, 0)
    choose(quiz, 1)
    again = ask("01-count")
    assert (again.chosen, again.kept, again.reply) == (1, False, quiz.reply)


def test_a_prediction_and_a_question_of_one_name_are_two():
    choose(predict("01-count"), 0)
    assert ask("01-count").chosen is None
    assert tally().count("prediction") == (1, 1, 0)
    assert tally().count("question") == (1, 0, 0)


def test_a_reply_that_was_heard_is_said_anew():
    quiz, said = ask("01-count"), []
    choose(quiz, 0)
    quiz.observe(lambda change: said.append(change.new), names="reply")
    reply = choose(quiz, 0)
    assert said == ["", reply]


def test_a_question_that_was_forgotten_is_put_again_by_its_answer():
    quiz = ask("01-count")
    ENTRIES.clear()
    choose(quiz, index_of_right(quiz.question))
    assert tally().count("question") == (1, 1, 1)


def test_tally_counts_first_answers_only():
    question, prediction = ask("01-count"), predict("01-flat-b")
    choose(question, 0)
    choose(question, index_of_right(question.question))
    choose(prediction, index_of_right(prediction.question))
    ask("01-layers")
    assert tally().count("question") == (2, 1, 0)
    assert tally().count("prediction") == (1, 1, 1)
    lines = repr(tally()).splitlines()
    assert lines[0] == "Predictions: 1 asked, 1 answered, 1 right at the first try."
    assert lines[1] == "Questions: 2 asked, 1 answered, 0 right at the first try."
    assert lines[2:] == [
        "",
        "✗ W2 has shape (1, 9), and W1 holds 27 numbers. How many parameters are there?",
        "  You said: A. 36",
        "  Why not: These are the weights. The biases are learned too.",
        "  Right answer: C. 46",
        "  Why: n1 = 9 and n0 = 27 / 9 = 3: 27 + 9 + 9 + 1.",
    ]


def test_tally_shows_each_wrong_prediction_with_its_reply_and_the_right_one_with_its():
    wrong, right = find("01-flat-b"), find("01-shape-of-W1x")
    chosen, other, best = sorted(wrong.options, key=lambda option: (option.right, option.text == "An error"))
    choose(predict("01-flat-b"), wrong.options.index(chosen))
    choose(predict("01-shape-of-W1x"), index_of_right(right))
    for told in (repr(tally()), html.unescape(tally()._repr_html_())):
        for text in (wrong.text, *chosen[:2], *best[:2]):
            assert text in told
        assert other.reply not in told
        assert right.text not in told


@pytest.mark.parametrize("key", QUESTIONS)
def test_what_tally_tells_stands_apart_and_marks_code(key):
    choose(ask(key), next(i for i, option in enumerate(QUESTIONS[key].options) if not option.right))
    told = tally()._repr_html_()
    assert (
        len(
            re.findall(
                r"<li><b>(You said|Why not|Right answer|Why):</b> [^<].*?</li>", told.replace("> <code", "> .<code")
            )
        )
        == 4
    )
    assert "`" not in told
    assert len(repr(tally()).splitlines()) == 8


def test_tally_tells_nothing_of_what_was_not_answered():
    ask("01-count")
    assert repr(tally()).count("\n") == 1
    assert "<ul>" not in tally()._repr_html_()


def test_putting_a_question_again_keeps_the_answer():
    choose(ask("01-count"), 0)
    ask("01-count")
    assert tally().count("question") == (1, 1, 0)


def test_unknown_question_names_those_like_it():
    with pytest.raises(KeyError, match="01-count"):
        ask("01-coutn")
    with pytest.raises(KeyError, match="none is like it"):
        ask("99-x")


@pytest.mark.parametrize("put", [ask, predict])
@pytest.mark.parametrize("key", [3, 3.5, None, ["01-count"], b"01-count"])
def test_a_key_that_is_no_text_is_refused_by_name(put, key):
    with pytest.raises(TypeError, match=r"^key must be the name of a question in quotes, .*, got "):
        put(key)


def test_where_no_kernel_runs_the_question_stands_with_folded_replies():
    question = Question("Is 1 < 2 & `W1`?", (Option("<yes>", "It is so.", right=True), Option("no", "Count.")))
    shown = as_static_html("Question", question)
    assert "<yes>" not in shown
    assert "1 &lt; 2 &amp; <code>W1</code>" in shown
    assert re.search(r"<details><summary>The answer</summary>.*It is so\.", shown)
    assert as_text("Question", question).splitlines() == ["Question: Is 1 < 2 & `W1`?", "A. <yes>", "B. no", RUN_FIRST]
    assert RUN_FIRST in shown


def test_notebook_gets_the_live_view_and_both_texts():
    bundle, _ = ask("01-count")._repr_mimebundle_()
    assert set(bundle) == {"application/vnd.jupyter.widget-view+json", "text/plain", "text/html"}


def test_the_page_gets_code_as_code_and_a_letter_before_each_option():
    quiz = ask("03-slope-from-A1")
    assert quiz.text.startswith("<b>Question:</b> A1 = tanh(Z1)")
    assert quiz.options[1] == "B. <code>1 - Z1**2</code>"
    assert quiz.action == "Check"
    assert predict("01-count").action == "Keep my prediction"


def test_code_is_set_as_code_and_all_else_escaped():
    assert as_html("`a < b` <b>") == "<code>a &lt; b</code> &lt;b&gt;"


def test_lessons_bring_back_different_ones_and_no_question_is_put_three_times():
    put = {lesson.number: [] for lesson in lessons()}
    for lesson in lessons():
        for cell in lesson.code:
            put[lesson.number] += re.findall(r"^(?:ask|predict)\(\"(.+)\"\)", cell.source, re.MULTILINE)
    every = [key for keys in put.values() for key in keys]
    assert set(every) == set(QUESTIONS)
    assert max(map(every.count, every)) == 2
    for number in LESSONS[2:]:
        assert len({key[:2] for key in put[number]} - {number}) >= 2
    assert {key[:2] for key in put["08"]} == {"03", "04", "07", "08"}
