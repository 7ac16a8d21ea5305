"""A prediction says whether it was right once the cell that answers it has run, and not before."""

import html
from collections.abc import Iterator

import pytest
from IPython.core.interactiveshell import InteractiveShell

from nnlib.quiz.collection import find
from nnlib.quiz.record import ENTRIES
from nnlib.quiz.widget import Quiz

KEY = "01-flat-b"
RIGHT = next(i for i, option in enumerate(find(KEY).options) if option.right)
WRONG = RIGHT - 1


@pytest.fixture
def shell() -> Iterator[InteractiveShell]:
    ENTRIES.clear()
    shell = InteractiveShell.instance()
    shell.run_cell("from nnlib.quiz import ask, predict", store_history=True)
    yield shell
    InteractiveShell.clear_instance()


def put(shell: InteractiveShell) -> Quiz:
    shell.run_cell(f'quiz = predict("{KEY}")', store_history=True)
    return shell.user_ns["quiz"]


def said(quiz: Quiz) -> str:
    return html.unescape(quiz.reply)


def test_a_right_prediction_says_so_once_the_next_cell_has_run(shell: InteractiveShell):
    quiz = put(shell)
    quiz.answer(RIGHT)
    assert said(quiz).startswith("Kept:")
    assert not quiz.explained
    shell.run_cell("6 * 7", store_history=True)
    assert "✓ You were right." in said(quiz)
    assert find(KEY).options[RIGHT].reply in said(quiz)
    assert quiz.explained


def test_a_wrong_one_says_why_and_what_is_right(shell: InteractiveShell):
    quiz = put(shell)
    quiz.answer(WRONG)
    shell.run_cell("6 * 7", store_history=True)
    wrong, right = find(KEY).options[WRONG], find(KEY).options[RIGHT]
    assert "✗ Not this time." in said(quiz)
    for text in (wrong.reply, right.text.rstrip("."), right.reply):
        assert text in said(quiz)


def test_one_that_is_kept_after_its_answer_is_judged_at_once(shell: InteractiveShell):
    quiz = put(shell)
    shell.run_cell("6 * 7", store_history=True)
    assert (quiz.reply, quiz.explained) == ("", False)
    quiz.answer(RIGHT)
    assert "✓ You were right." in said(quiz)


def test_put_again_it_shows_its_verdict(shell: InteractiveShell):
    put(shell).answer(RIGHT)
    shell.run_cell("6 * 7", store_history=True)
    assert "✓ You were right." in said(put(shell))


@pytest.mark.parametrize("cell", ["1 / 0", 'ask("01-count")', f'predict("{KEY}")'])
def test_a_cell_that_fails_or_puts_a_question_is_no_answer(shell: InteractiveShell, cell: str):
    quiz = put(shell)
    quiz.answer(RIGHT)
    shell.run_cell(cell, store_history=True)
    assert said(quiz).startswith("Kept:")
    shell.run_cell("6 * 7", store_history=True)
    assert "✓ You were right." in said(quiz)
