"""A lesson is an assignment: nbgrader makes the students' copy, marks what they hand in, and its gradebook is right."""

import html
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import nbformat
import pytest
from nbformat import NotebookNode

from tests.notebooks import assignment, exercises, record
from tests.notebooks.lesson import Lesson, lessons
from tests.notebooks.record import NOTEBOOKS, as_stored, read

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split("## For a class\n")[1].split("\n## ")[0]
COMMANDS = re.findall(r"^nbgrader (\w+) 04_gradient_descent$", GUIDE, re.MULTILINE)
# Does what the shell does with `nbgrader COMMAND ASSIGNMENT`, one after the other; nbgrader is loaded but once.
RUN = """
import sys
from nbgrader.apps import NbGraderApp

assignment, *commands = sys.argv[1:]
for command in commands:
    NbGraderApp.launch_instance([command, assignment])
    NbGraderApp.clear_instance()
"""

LESSON = NOTEBOOKS / "04_gradient_descent.ipynb"
SMALL = [("exercise", "def double(x):\n    return None"), ("check", "check_double(double)"), ("", "double(2)")]
STUDENT = "ada"
ONE_RIGHT = "my_update"
WRONG = {
    "my_initialize": "def my_initialize(n0, n1, n2, rng):\n"
    "    return np.zeros((n1, n0)), np.zeros((n1, 1)), np.zeros((n2, n1)), np.zeros((n2, 1))"
}


class Assignment(NamedTuple):
    """A lesson in a course, its worked solutions, and what is wrong in place of one of them."""

    lesson: Path
    course: Path
    worked: dict[str, str]
    wrong: dict[str, str]

    def read(self, folder: str) -> NotebookNode:
        return read(self.course / folder / self.lesson.stem / self.lesson.name)

    def hand_in(self, student: str, notebook: NotebookNode) -> None:
        path = self.course / "submitted" / student / self.lesson.stem / self.lesson.name
        path.parent.mkdir(parents=True)
        nbformat.write(notebook, path)

    def nbgrader(self, *commands: str) -> None:
        """Run nbgrader's commands as in a terminal where the environment of these tests is active."""
        path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
        own = {"PATH": path, "JUPYTER_CONFIG_DIR": str(self.course / "own"), "JUPYTER_PREFER_ENV_PATH": "1"}
        line = [sys.executable, "-c", RUN, self.lesson.stem, *commands]
        run = subprocess.run(
            line, cwd=self.course, env={**os.environ, **own}, capture_output=True, text=True, check=False
        )
        assert run.returncode == 0, run.stderr


def small_lesson(folder: Path) -> Path:
    (folder / "04_small.py").write_text("# %% double\ndef double(x):\n    return 2 * x\n", encoding="utf-8")
    cells = [nbformat.v4.new_code_cell(source, metadata={"tags": [tag] if tag else []}) for tag, source in SMALL]
    path = folder / "04_small.ipynb"
    path.write_bytes(as_stored(nbformat.v4.new_notebook(cells=cells)))
    return path


def by_id(notebook: NotebookNode) -> dict[str, NotebookNode]:
    """The cells that nbgrader knows, by the name that it knows them by."""
    return {cell.metadata.nbgrader.grade_id: cell for cell in notebook.cells if "nbgrader" in cell.metadata}


def fill_in(notebook: NotebookNode, answers: dict[str, str]) -> NotebookNode:
    for name, answer in answers.items():
        by_id(notebook)[name].source = answer
    return notebook


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Assignment:
    """A lesson that was handed out, handed in by a student with one right, one wrong and the others untouched, marked.

    What is handed in was made from the lesson, not from the students' copy, and has other cells in place of the checks.
    """
    course = tmp_path_factory.mktemp("course")
    assert assignment.main([str(course), "04"]) == 0
    made = Assignment(LESSON, course, exercises.solutions(LESSON.stem), WRONG)
    no_check = {f"check-{name}": "'right'" for name in made.worked}
    in_part = {ONE_RIGHT: made.worked[ONE_RIGHT], **made.wrong, **no_check}
    made.hand_in(STUDENT, fill_in(read_recorded(made.lesson), in_part))
    made.nbgrader(*COMMANDS)
    return made


def read_recorded(lesson: Path) -> NotebookNode:
    return nbformat.reads(as_stored(read(lesson)).decode(), as_version=4)


def test_the_teachers_copy_has_each_solution_below_its_stub(marked: Assignment):
    stubs, copy = by_id(read_recorded(marked.lesson)), by_id(marked.read("source"))
    assert list(copy) == list(stubs)
    for name, solution in marked.worked.items():
        region = f"### BEGIN SOLUTION\n{solution}\n### END SOLUTION"
        assert copy[name].source == f"{stubs[name].source}\n{region}"


def test_the_students_copy_is_the_lesson_itself(marked: Assignment):
    lesson, copy = read(marked.lesson), marked.read("release")
    assert [cell.source.rstrip("\n") for cell in copy.cells] == [cell.source for cell in lesson.cells]


def test_what_can_be_changed_and_what_cannot(marked: Assignment):
    for name, cell in by_id(marked.read("release")).items():
        assert cell.metadata.get("editable", True) == (not name.startswith("check-"))
        assert cell.metadata.deletable is False


def test_what_is_right_is_a_point_and_neither_what_is_wrong_nor_what_is_untouched_is(marked: Assignment):
    from nbgrader.api import Gradebook  # it loads for seconds, which are for those to spend who need it

    with Gradebook(f"sqlite:///{marked.course / 'gradebook.db'}") as gradebook:
        (submission,) = gradebook.assignment_submissions(marked.lesson.stem)
        points = {grade.name: grade.auto_score for grade in submission.notebooks[0].grades}
    assert len(marked.worked) > len({ONE_RIGHT, *marked.wrong})
    assert points == {f"check-{name}": float(name == ONE_RIGHT) for name in marked.worked}


def test_the_feedback_has_the_words_of_each_check_that_failed(marked: Assignment):
    cells = by_id(marked.read(f"autograded/{STUDENT}")).values()
    said = [output.evalue for cell in cells for output in cell.outputs if output.output_type == "error"]
    page = marked.course / "feedback" / STUDENT / marked.lesson.stem / f"{marked.lesson.stem}.html"
    text = html.unescape(page.read_text(encoding="utf-8"))
    assert len(said) == len(marked.worked) - 1
    assert all(words.splitlines()[0] in text for words in said)


CHECKED = [lesson for lesson in lessons() if any(checks for *_, checks in exercises.exercises(lesson.code))]


@pytest.mark.parametrize("lesson", CHECKED, ids=lambda lesson: lesson.name)
def test_of_every_lesson_with_checks_a_teachers_copy_can_be_made(lesson: Lesson):
    copy = assignment.teachers_copy(lesson.path)
    solved = [cell for cell in copy.cells if "### BEGIN SOLUTION" in cell.source]
    assert len(solved) == sum(bool(checks) for *_, checks in exercises.exercises(lesson.code))


class TestCommand:
    @pytest.fixture(autouse=True)
    def small(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        monkeypatch.setattr(exercises, "SOLUTIONS", tmp_path)
        monkeypatch.setattr(record, "NOTEBOOKS", tmp_path)
        return small_lesson(tmp_path)

    def test_leaves_what_a_teacher_changed(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
        course = tmp_path / "course"
        assert assignment.main([str(course), "04"]) == 0
        path = course / "source" / "04_small" / "04_small.ipynb"
        path.write_text("changed", encoding="utf-8")
        assert assignment.main([str(course), "04"]) == 1
        assert "is there already: delete it" in capsys.readouterr().err
        assert path.read_text(encoding="utf-8") == "changed"

    def test_refuses_settings_with_which_a_stub_would_raise(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
        settings = tmp_path / "nbgrader_config.py"
        settings.write_text("c = get_config()\n", encoding="utf-8")
        assert assignment.main([str(tmp_path), "04"]) == 1
        assert "c.ClearSolutions.code_stub =" in capsys.readouterr().err
        assert settings.read_text(encoding="utf-8") == "c = get_config()\n"
        assert not (tmp_path / "source").exists()

    @pytest.mark.parametrize(
        ("change", "words"),
        [
            (lambda folder: (folder / "04_small.py").write_text(""), "the solutions of the lesson have none of it"),
            (lambda folder: (folder / "04_small.ipynb").unlink(), "no notebooks of that name"),
        ],
    )
    def test_says_what_is_missing(self, tmp_path: Path, capsys: pytest.CaptureFixture[str], change, words: str):
        change(tmp_path)
        assert assignment.main([str(tmp_path / "course"), "04"]) == 1
        assert words in capsys.readouterr().err

    def test_refuses_a_lesson_with_nothing_to_mark(self, small: Path, capsys: pytest.CaptureFixture[str]):
        small.write_bytes(as_stored(nbformat.v4.new_notebook(cells=read(small).cells[2:])))
        assert assignment.main([str(small.parent / "course"), "04"]) == 1
        assert "nothing to mark" in capsys.readouterr().err
