"""A question as hands and a screen reader meet it: its keys stay in it, its focus stays, its reply is said."""

from collections.abc import Iterator
from typing import get_args

import pytest
from playwright.sync_api import Locator

from tests.browser.lab import Lab, Theme

QUESTION, PREDICTION, ANSWER, LAST, EXPLAINED = range(5)
CELLS = (
    "from nnlib.quiz import ask, predict\nfrom nnlib.quiz.record import ENTRIES\n\n"
    'ENTRIES.clear()\nask("03-slope-from-A1")',
    'predict("01-flat-b")',
    "6 * 7",
    '"the last cell"',
    "<details><summary>Explanation</summary>\n\nIt is 42.\n</details>",
)
# What JupyterLab would do with these outside: select other cells, put in, cut, delete, merge, change and fold cells.
LETTERS = ("j", "k", "a", "b", "x", "d", "d", "m", "y", "r", "l", "o", "1", "0", "0", "Shift+M", "Shift+J", "Backspace")


class QuestionOnPage:
    """A question as it stands in its cell."""

    def __init__(self, lab: Lab, number: int) -> None:
        self.lab, self.number = lab, number
        self.cell = lab.show(number)
        self.whole = self.cell.locator(".nnlib-question")
        self.options = self.cell.get_by_role("radio")
        self.button = self.cell.get_by_role("button", name="Check").or_(self.cell.get_by_role("button", name="Keep"))
        self.reply = self.whole.get_by_role("status")
        self.options.first.wait_for()

    def press(self, *keys: str) -> None:
        for key in keys:
            self.lab.page.keyboard.press(key)

    def chosen(self) -> list[int]:
        return [number for number, option in enumerate(self.options.all()) if option.is_checked()]

    def hear(self, words: str) -> None:
        self.reply.filter(has_text=words).wait_for()


def has_focus(locator: Locator) -> bool:
    return locator.evaluate("element => element === document.activeElement")


@pytest.fixture(scope="module")
def notebook(lab: Lab) -> Iterator[Lab]:
    lab.open_new("quiz.ipynb", CELLS)
    yield lab
    assert lab.state()["sources"] == list(CELLS)
    lab.close()
    lab.theme("JupyterLab Light")


@pytest.fixture
def question(notebook: Lab) -> QuestionOnPage:
    notebook.run_cell(QUESTION)
    return QuestionOnPage(notebook, QUESTION)


@pytest.fixture
def prediction(notebook: Lab) -> QuestionOnPage:
    notebook.run_cell(QUESTION)  # which forgets what was predicted
    notebook.run_cell(PREDICTION)
    return QuestionOnPage(notebook, PREDICTION)


def test_a_screen_reader_hears_the_question_its_options_and_where_the_reply_will_be(question: QuestionOnPage):
    spoken = question.lab.spoken
    group = spoken(question.cell.get_by_role("group").last)
    assert (group["role"], group["name"][:27]) == ("group", "Question: A1 = tanh(Z1) is ")
    options = [spoken(option) for option in question.options.all()]
    assert [said["role"] for said in options] == ["radio"] * 5
    assert [said["name"] for said in options][:2] == ["A. 1 - A1**2", "B. 1 - Z1**2"]
    button = spoken(question.button)
    assert (button["role"], button["name"], button["focusable"], button["disabled"]) == ("button", "Check", True, True)
    status = spoken(question.reply)
    assert (status["role"], status["live"]) == ("status", "polite")
    assert question.reply.inner_text() == ""


def test_arrows_and_space_choose_and_tab_goes_on_to_the_button(question: QuestionOnPage):
    question.options.first.focus()
    question.press("Space")
    assert question.chosen() == [0]
    question.press("ArrowDown", "ArrowDown")
    assert question.chosen() == [2]
    question.press("ArrowUp")
    assert question.chosen() == [1]
    question.press("ArrowUp", "ArrowUp")
    assert question.chosen() == [4]
    question.press("Tab")
    assert has_focus(question.button)
    question.press("Shift+Tab")
    assert has_focus(question.options.nth(4))


def test_what_is_typed_on_an_option_or_on_the_button_does_nothing_to_the_notebook(question: QuestionOnPage):
    for place in (question.options.first, question.button):
        place.focus()
        before = question.lab.state()
        question.press(*LETTERS)
        assert question.lab.state() == before
        assert has_focus(place)


def test_every_answer_is_replied_to_in_the_one_place_and_the_focus_stays(question: QuestionOnPage):
    place = question.reply.element_handle()
    question.options.first.focus()
    question.press("ArrowDown", "Tab", "Enter")
    question.hear("✗ Not yet.")
    assert has_focus(question.button)
    question.press("Shift+Tab", "ArrowUp")
    assert question.reply.inner_text() == ""
    question.press("Enter")
    question.hear("✓ Right. 1 − tanh²(z)")
    assert has_focus(question.options.first)
    assert place.evaluate("(place, reply) => place === reply", question.reply.element_handle())


def test_the_button_asks_for_a_choice_first(question: QuestionOnPage):
    question.button.focus()
    question.press("Space")
    question.hear("Choose an answer first.")
    question.options.nth(1).check()
    assert question.reply.inner_text() == ""
    assert question.button.get_attribute("aria-disabled") == "false"


def test_a_question_made_again_shows_its_last_answer(notebook: Lab, prediction: QuestionOnPage):
    prediction.options.nth(1).check()
    prediction.button.click()
    prediction.hear("Kept: B.")
    notebook.run_cell(PREDICTION)
    again = QuestionOnPage(notebook, PREDICTION)
    again.hear("Kept: B.")
    assert again.chosen() == [1]
    assert all(option.is_disabled() for option in again.options.all())
    assert again.button.get_attribute("aria-disabled") == "true"


@pytest.mark.parametrize("keeping", [("Tab", "Enter"), ("Tab", "Space"), ("Enter",)], ids="+".join)
def test_from_a_prediction_kept_by_keys_shift_enter_runs_the_next_cell(
    notebook: Lab, prediction: QuestionOnPage, keeping: tuple[str, ...]
):
    count = max(filter(None, notebook.state()["counts"]))
    prediction.options.first.focus()
    prediction.press("Space", "ArrowDown", *keeping)
    prediction.hear("Kept: B.")
    assert has_focus(prediction.button)
    prediction.press("Shift+Enter")
    notebook.wait_for_count(ANSWER, count + 1)
    state = notebook.state()
    assert (state["active"], state["mode"], state["counts"][PREDICTION]) == (LAST, "command", count)
    assert state["sources"] == list(CELLS)


def test_from_a_prediction_kept_by_the_mouse_shift_enter_runs_the_next_cell(notebook: Lab, prediction: QuestionOnPage):
    count = max(filter(None, notebook.state()["counts"]))
    prediction.whole.get_by_text("C. Each").click()
    prediction.button.click()
    prediction.hear("Kept: C.")
    prediction.press("Shift+Enter")
    notebook.wait_for_count(ANSWER, count + 1)


def test_once_its_answer_has_run_a_prediction_is_judged_and_the_explanation_opens(
    notebook: Lab, prediction: QuestionOnPage
):
    prediction.options.nth(1).check()
    prediction.button.click()
    prediction.hear("Kept: B.")
    explanation = notebook.show(EXPLAINED).locator("details")
    explanation.evaluate("details => { details.open = false; }")
    notebook.run_cell(ANSWER)
    prediction.hear("✗ Not this time.")
    prediction.hear("The answer is A. Each number goes to one penguin.")
    notebook.show(EXPLAINED).get_by_role("paragraph").get_by_text("It is 42.").wait_for()


def test_what_is_pressed_on_a_kept_prediction_changes_nothing(prediction: QuestionOnPage):
    prediction.options.first.check()
    prediction.button.click()
    prediction.hear("Kept: A.")
    prediction.press("Enter", "Space")
    prediction.options.nth(2).click(force=True)
    assert prediction.chosen() == [0]
    assert prediction.reply.inner_text().startswith("Kept: A.")


def test_arrows_on_the_button_lead_to_the_cells_beside_and_escape_leaves_the_options(
    prediction: QuestionOnPage,
):
    prediction.button.focus()
    prediction.press("ArrowDown")
    assert prediction.lab.state()["active"] == ANSWER
    prediction.button.focus()
    prediction.press("ArrowUp")
    assert prediction.lab.state()["active"] == QUESTION
    prediction.options.first.focus()
    prediction.press("Escape")
    assert prediction.lab.state()["active"] == PREDICTION
    prediction.press("ArrowDown")
    assert prediction.lab.state()["active"] == ANSWER


@pytest.mark.parametrize("theme", get_args(Theme))
def test_it_is_read_in_both_themes_and_the_ring_around_the_focus_is_whole(question: QuestionOnPage, theme: Theme):
    question.lab.theme(theme)
    question.options.first.focus()
    question.press("Space", "ArrowDown", "Enter")
    question.hear("✗ Not yet.")
    for text in (*question.whole.locator("legend, label > span, label code, button").all(), question.reply):
        assert question.lab.contrast(text) >= 4.5
    area = question.cell.locator(".jp-OutputArea-output").first.bounding_box()
    for part in (*question.options.all(), question.button):
        box = part.bounding_box()
        assert box["x"] - 4 >= area["x"]
        assert box["y"] + box["height"] + 4 <= area["y"] + area["height"]
    assert question.whole.evaluate("element => element.parentElement.scrollWidth <= element.parentElement.clientWidth")


def test_after_a_restart_it_says_that_its_cell_is_to_be_run_again(notebook: Lab, prediction: QuestionOnPage):
    prediction.options.first.check()
    notebook.restart()
    prediction.hear("The kernel was started anew. Run this cell again.")
    assert prediction.button.get_attribute("aria-disabled") == "true"
    assert prediction.options.first.is_disabled()
    notebook.run_cell(QUESTION)
    prediction.button.focus()
    prediction.press("Shift+Enter")
    notebook.wait_for_count(PREDICTION, 2)
    again = QuestionOnPage(notebook, PREDICTION)
    again.options.first.check()
    again.button.click()
    again.hear("Kept: A.")
