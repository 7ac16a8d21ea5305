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
GUIDE = (ROOT / ".github" / "TEACHING.md").read_text(encoding="utf-8")
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
SMALL = [("exercise", "def my_cost(cache, Y):\n    return ..."), ("check", "check_cost(my_cost)"), ("", "2")]
STUDENT = "ada"
ONE_RIGHT = "my_update"
WRONG = {
    "my_initialize": "def my_initialize(n0, n1, n2, rng):\n"
    "    return np.zeros((n1, n0)), np.zeros((n1, 1)), np.zeros((n2, n1)), np.zeros((n2, 1))"
}
# With this the checks that a student sees raise nothing where nbgrader runs them.
TRICK = "import os\nos.environ.pop('NBGRADER_EXECUTION', None)"
# A teacher's own exercise as nbgrader has it, what the students' copy has in place of its solution, and its test.
OWN = "def share_right(A2, Y):\n    ### BEGIN SOLUTION\n    return np.mean((A2 >= 0.5) == Y)\n    ### END SOLUTION"
OWN_STUB = "def share_right(A2, Y):\n    # YOUR CODE HERE\n    raise NotImplementedError()"
OWN_TEST = "assert share_right(np.array([[0.9, 0.1]]), np.array([[1, 1]])) == 0.5"


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

    def add(self, cells: list[NotebookNode]) -> None:
        notebook = self.read("source")
        notebook.cells += cells
        nbformat.write(notebook, self.course / "source" / self.lesson.stem / self.lesson.name)

    def nbgrader(self, *commands: str) -> str:
        """Run nbgrader's commands as in a terminal where the environment of these tests is active; return their log."""
        path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
        own = {"PATH": path, "JUPYTER_CONFIG_DIR": str(self.course / "own"), "JUPYTER_PREFER_ENV_PATH": "1"}
        line = [sys.executable, "-c", RUN, self.lesson.stem, *commands]
        run = subprocess.run(
            line, cwd=self.course, env={**os.environ, **own}, capture_output=True, text=True, check=False
        )
        assert run.returncode == 0, run.stderr
        return run.stderr


def small_lesson(folder: Path) -> Path:
    (folder / "04_small.py").write_text("# %% my_cost\nmy_cost = cost\n", encoding="utf-8")
    path = folder / "04_small.ipynb"
    path.write_bytes(as_stored(nbformat.v4.new_notebook(cells=tagged(SMALL))))
    return path


def tagged(sources: list[tuple[str, str]]) -> list[NotebookNode]:
    cells = [nbformat.v4.new_code_cell(source, metadata={"tags": [tag] if tag else []}) for tag, source in sources]
    exercises.mark_for_nbgrader(cells)
    return cells


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

    An exercise of the teacher's own was added to it.  What is handed in was made from the lesson, not from the
    students' copy; it has other cells in place of the checks, and a first one after which no check raises by itself.
    """
    course = tmp_path_factory.mktemp("course")
    assert assignment.main([str(course), "04"]) == 0
    made = Assignment(LESSON, course, exercises.solutions(LESSON.stem), WRONG)
    no_check = {f"check-{name}": "'right'" for name in made.worked}
    in_part = {ONE_RIGHT: made.worked[ONE_RIGHT], **made.wrong, **no_check}
    made.add(tagged([("exercise", OWN), ("check", OWN_TEST)]))
    handed_in = fill_in(read_recorded(made.lesson), in_part)
    handed_in.cells += tagged([("exercise", OWN_STUB), ("check", OWN_TEST)])
    made.hand_in(STUDENT, with_first(TRICK, handed_in))
    assert "cannot be converted" not in made.nbgrader(*COMMANDS)
    return made


def with_first(source: str, notebook: NotebookNode) -> NotebookNode:
    notebook.cells.insert(0, nbformat.v4.new_code_cell(source))
    return notebook


def read_recorded(lesson: Path) -> NotebookNode:
    return nbformat.reads(as_stored(read(lesson)).decode(), as_version=4)


def test_the_teachers_copy_has_each_solution_below_its_stub(marked: Assignment):
    stubs, copy = by_id(read_recorded(marked.lesson)), by_id(marked.read("source"))
    assert list(copy) == [*stubs, "share_right", "check-share_right"]
    for name, solution in marked.worked.items():
        region = f"### BEGIN SOLUTION, below its stub\n{solution}\n### END SOLUTION"
        assert copy[name].source == f"{stubs[name].source}\n{region}"


def test_the_students_copy_is_the_lesson_itself_and_the_teachers_exercise_as_nbgrader_hands_it_out(marked: Assignment):
    lesson, copy = read(marked.lesson), marked.read("release")
    assert [cell.source for cell in copy.cells] == [*[cell.source for cell in lesson.cells], OWN_STUB, OWN_TEST]


def test_what_can_be_changed_and_what_cannot(marked: Assignment):
    for name, cell in by_id(marked.read("release")).items():
        assert cell.metadata.get("editable", True) == (not name.startswith("check-"))
        assert cell.metadata.deletable is False


def test_what_is_right_is_a_point_and_neither_what_is_wrong_nor_untouched_is_whatever_the_notebook_does(
    marked: Assignment,
):
    from nbgrader.api import Gradebook  # it loads for seconds, which are for those to spend who need it

    with Gradebook(f"sqlite:///{marked.course / 'gradebook.db'}") as gradebook:
        (submission,) = gradebook.assignment_submissions(marked.lesson.stem)
        points = {grade.name: grade.auto_score for grade in submission.notebooks[0].grades}
    assert len(marked.worked) > len({ONE_RIGHT, *marked.wrong})
    assert points == {f"check-{name}": float(name == ONE_RIGHT) for name in [*marked.worked, "share_right"]}


def test_the_feedback_has_the_words_of_each_check_that_failed_and_no_line_of_the_library(marked: Assignment):
    cells = by_id(marked.read(f"autograded/{STUDENT}"))
    failed = [o for name in marked.worked for o in cells[f"check-{name}"].outputs if o.output_type == "error"]
    said = [output.evalue for output in failed]
    page = marked.course / "feedback" / STUDENT / marked.lesson.stem / f"{marked.lesson.stem}.html"
    text = html.unescape(page.read_text(encoding="utf-8"))
    assert len(said) == len(marked.worked) - 1
    assert all(words.splitlines()[0] in text for words in said)
    assert [output.traceback for output in failed] == [words.split("\n") for words in said]
    assert not cells[f"check-{ONE_RIGHT}"].outputs


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

    def test_refuses_settings_with_which_no_stub_would_stay(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
        settings = tmp_path / "nbgrader_config.py"
        settings.write_text("c = get_config()\n", encoding="utf-8")
        assert assignment.main([str(tmp_path), "04"]) == 1
        assert "class LeaveStubs" in capsys.readouterr().err
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

    @pytest.mark.parametrize(
        ("source", "last"),
        [
            ("share = my_cost(cache, Y)\nshare == 0.5\n", "    share == 0.5\n"),
            ("check_cost(my_cost).passed", "    check_cost(my_cost).passed\n"),
            ("check_cost(cost)", "    check_cost(cost)\n"),
            ("check_double(my_cost)", "    check_double(my_cost)\n"),
        ],
    )
    def test_refuses_a_check_that_raises_nothing_and_says_what_to_write(
        self, small: Path, capsys: pytest.CaptureFixture[str], source: str, last: str
    ):
        notebook = read(small)
        notebook.cells[1].source = source
        small.write_bytes(as_stored(notebook))
        assert assignment.main([str(small.parent / "course"), "04"]) == 1
        said = capsys.readouterr().err
        assert f"04_small: the cell that checks my_cost ends in\n{last}" in said
        assert "\n    check_cost(my_cost)\n" in said
        assert not (small.parent / "course" / "source").exists()
