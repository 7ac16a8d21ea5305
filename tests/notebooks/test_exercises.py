"""Every exercise is marked by one of nnlib's checks, and every one of them by some lesson; every lesson asks enough."""

import ast
import re

import pytest

from tests.notebooks.exercises import CHECKS, call_of_a_check, exercises, first_argument
from tests.notebooks.lesson import Lesson, lessons

# In no lesson, and why.
UNUSED = {
    "check_cost": "lesson 02 asks for the cost that stays finite; this one lets the formula of the notes pass, too",
    "check_dZ2": "lesson 05 derives A2 − Y, and shows it; a learner writes it in my_backward",
    "check_dW2": "lesson 05 shows it; a learner writes it in my_backward",
    "check_db1": "lesson 05 shows it; a learner writes it in my_backward and, in lesson 07, in half_backward",
    "check_db2": "the equation of db1, with dZ2 in the place of dZ1",
}
FEWEST_QUESTIONS, FEWEST_FROM_BEFORE = 5, 2
ASKED = re.compile(r'^ask\("([\w-]+)"\)', re.MULTILINE)

EXERCISES = [
    pytest.param(name, check.source, id=f"{lesson.number}-{name}")
    for lesson in lessons()
    for name, _, checks in exercises(lesson.code)
    for check in checks
]


@pytest.mark.parametrize(("name", "source"), EXERCISES)
def test_an_exercise_is_marked_by_a_check_of_the_library(name: str, source: str):
    call = call_of_a_check(source)
    assert call is not None, f"{name} is marked by\n{source}"
    assert first_argument(call) == name


def test_a_plain_comparison_is_told_from_a_check():
    assert call_of_a_check('"right" if f(3) == 6 else "not yet"') is None
    assert call_of_a_check("print(f(3))") is None
    assert call_of_a_check("") is None
    assert call_of_a_check("from nnlib import check_dW1\n\ncheck_dW1(dW1_of)") is not None


def test_every_check_marks_an_exercise_of_some_lesson():
    calls = [call_of_a_check(exercise.values[1]) for exercise in EXERCISES]
    used = {ast.unparse(call.func) for call in calls if call}
    assert CHECKS - used == set(UNUSED)


@pytest.mark.parametrize("lesson", [one for one in lessons() if one.number != "00"], ids=lambda one: one.name)
def test_a_lesson_asks_five_questions_and_two_on_what_came_before(lesson: Lesson):
    (start,) = [section for section in lesson.sections if section.heading == "Before you start"]
    before = [key for cell in start.cells for key in ASKED.findall(cell.source)]
    everywhere = {key for cell in lesson.code for key in ASKED.findall(cell.source)}
    assert len(everywhere) >= FEWEST_QUESTIONS
    assert len(before) >= FEWEST_FROM_BEFORE
