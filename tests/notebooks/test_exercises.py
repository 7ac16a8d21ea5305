"""Every exercise is marked by one of nnlib's checks, and every one of them by some lesson; every lesson asks enough."""

import ast
import re

import pytest

import nnlib
from tests.notebooks.exercises import exercises
from tests.notebooks.lesson import Lesson, lessons

CHECKS = {name for name in nnlib.__all__ if name.startswith("check_")}
# In no lesson, and why.
UNUSED = {
    "check_dZ2": "lesson 05 derives A2 − Y, and shows it; a learner writes it in my_backward",
    "check_db2": "the equation of db1, which a learner writes alone, with dZ2 in the place of dZ1",
}
FEWEST_QUESTIONS, FEWEST_FROM_BEFORE = 5, 2
ASKED = re.compile(r'^ask\("([\w-]+)"\)', re.MULTILINE)

EXERCISES = [
    pytest.param(name, check.source, id=f"{lesson.number}-{name}")
    for lesson in lessons()
    for name, _, checks in exercises(lesson.code)
    for check in checks
]


def called_last(source: str) -> str:
    """The function whose result a cell shows; nothing where it shows something else."""
    last = ast.parse(source).body[-1]
    shows_a_call = isinstance(last, ast.Expr) and isinstance(last.value, ast.Call)
    return ast.unparse(last.value.func) if shows_a_call else ""


def arguments_of(source: str) -> str:
    (call,) = ast.parse(source).body[-1:]
    return ast.unparse(call.value.args[0]) if called_last(source) else ""


@pytest.mark.parametrize(("name", "source"), EXERCISES)
def test_an_exercise_is_marked_by_a_check_of_the_library(name: str, source: str):
    assert called_last(source) in CHECKS, f"{name} is marked by\n{source}"
    assert arguments_of(source) == name


def test_a_plain_comparison_is_told_from_a_check():
    assert called_last('"right" if f(3) == 6 else "not yet"') == ""
    assert called_last("from nnlib import check_dW1\n\ncheck_dW1(dW1_of)") in CHECKS


def test_every_check_marks_an_exercise_of_some_lesson():
    used = {called_last(exercise.values[1]) for exercise in EXERCISES} & CHECKS
    assert CHECKS - used == set(UNUSED)


@pytest.mark.parametrize("lesson", [one for one in lessons() if one.number != "00"], ids=lambda one: one.name)
def test_a_lesson_asks_five_questions_and_two_on_what_came_before(lesson: Lesson):
    (start,) = [section for section in lesson.sections if section.heading == "Before you start"]
    before = [key for cell in start.cells for key in ASKED.findall(cell.source)]
    everywhere = {key for cell in lesson.code for key in ASKED.findall(cell.source)}
    assert len(everywhere) >= FEWEST_QUESTIONS
    assert len(before) >= FEWEST_FROM_BEFORE
