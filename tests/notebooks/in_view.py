"""What a lesson builds in view, so that a test can run it with other numbers and compare it with the library's."""

import ast
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

import nnlib
from nnlib.quiz.collection import of_lesson
from nnlib.quiz.question import Option, Question
from tests.notebooks.exercises import tags
from tests.notebooks.lesson import Lesson
from tests.notebooks.record import NOTEBOOKS


class InView:
    """The statements at the top level of a lesson's own cells, in order; exercises and their checks left out."""

    def __init__(self, name: str) -> None:
        self.lesson = Lesson(NOTEBOOKS / f"{name}.ipynb")
        cells = [cell for cell in self.lesson.code if not {"exercise", "check"} & set(tags(cell))]
        self.statements = [part for cell in cells for part in ast.parse(cell.source).body]

    def run(self, *names: str, **values: Any) -> dict[str, Any]:
        """Run the assignments to these names and the functions of these names, with other values before them."""
        chosen = [part for part in self.statements if _name(part) in names]
        missing = set(names) - {_name(part) for part in chosen}
        assert not missing, f"{self.lesson.name} does not build {missing}"
        given = {"np": np, "nnlib": nnlib, **values}
        exec(compile(ast.Module(chosen, []), self.lesson.path.name, "exec"), given)
        return given

    def run_functions(self, **values: Any) -> dict[str, Any]:
        """Run every function that the lesson defines, with other values before them."""
        return self.run(*(part.name for part in self.statements if isinstance(part, ast.FunctionDef)), **values)

    @property
    def put(self) -> list[str]:
        """The keys of the questions and predictions that the lesson puts, in order."""
        calls = [node for part in self.statements for node in ast.walk(part) if isinstance(node, ast.Call)]
        return [ast.literal_eval(call.args[0]) for call in calls if ast.unparse(call.func) in ("ask", "predict")]

    @property
    def questions(self) -> Mapping[str, Question]:
        """The lesson's own questions by their keys."""
        return of_lesson(self.lesson.number)

    def right_answer(self, key: str) -> Option:
        return next(option for option in self.questions[key].options if option.right)

    def wrong_with_its_questions(self) -> Iterator[str]:
        """Say what is wrong: each of its questions is put once, and two or more are from earlier lessons."""
        own = [key for key in self.put if key[:2] == self.lesson.number]
        if sorted(own) != sorted(self.questions):
            yield f"it puts {own} and has {list(self.questions)}"
        if sum(key[:2] < self.lesson.number for key in self.put) < 2:
            yield "it puts fewer than two questions from earlier lessons"


def _name(part: ast.stmt) -> str:
    if isinstance(part, ast.FunctionDef):
        return part.name
    return ast.unparse(part.targets[0]) if isinstance(part, ast.Assign) else ""
