"""Write lessons for a class, with the worked solutions in: `python -m tests.notebooks.assignment COURSE 04`.

COURSE is the folder of a course of nbgrader's, which is made where there is none.  Each lesson becomes an assignment of
its own name in it, and `nbgrader generate_assignment` makes the students' copy: the solution goes, the stub stays.
A check in it shows what it found; where nbgrader marks, the hidden test below it raises.
"""

import argparse
import ast
import sys
from pathlib import Path

from nbformat import NotebookNode

from tests.notebooks.exercises import call_of_a_check, exercises, first_argument, solutions
from tests.notebooks.record import UnfitError, as_stored, chosen, read

BEGIN = "### BEGIN SOLUTION, below its stub"
SETTINGS_FILE = "nbgrader_config.py"
SETTINGS = f'''"""nbgrader's settings for this course; it reads them when it is started in this folder."""

from nbgrader.converters import GenerateAssignment
from nbgrader.preprocessors import ClearSolutions


class LeaveStubs(ClearSolutions):
    """Leaves a stub that stands above its solution as it is; for all other solutions nbgrader writes one."""

    def preprocess_cell(self, cell, resources, cell_index):
        stub, below, _ = cell.source.partition("\\n{BEGIN}\\n")
        cell, resources = super().preprocess_cell(cell, resources, cell_index)
        if below:
            cell.source = stub
        return cell, resources


c = get_config()
c.GenerateAssignment.preprocessors = [
    LeaveStubs if step is ClearSolutions else step for step in GenerateAssignment.preprocessors.default()
]
'''


def teachers_copy(path: Path) -> NotebookNode:
    """Read a lesson, and put each worked solution below its stub, and below each check one that raises."""
    notebook, worked = read(path), solutions(path.stem)
    checked = [exercise for exercise in exercises(notebook.cells) if exercise.checks]
    if not checked:
        raise UnfitError(f"{path.stem} has no exercise with a check: there is nothing to mark in it")
    for name, stub, checks in checked:
        if name not in worked:
            raise UnfitError(f"{path.stem} has the exercise {name}, and the solutions of the lesson have none of it")
        stub.source += f"\n{BEGIN}\n{worked[name]}\n### END SOLUTION"
        for check in checks:
            check.source += f"\n### BEGIN HIDDEN TESTS\n{raising(path.stem, name, check.source)}\n### END HIDDEN TESTS"
    return notebook


def raising(lesson: str, name: str, source: str) -> str:
    """Write the check that a cell ends in once more, such that it raises whatever the notebook did, and has no value.

    nbgrader puts it in when it marks.  What a cell shows is a grade to nbgrader, where it is a number.
    """
    call = call_of_a_check(source)
    if call is None or first_argument(call) != name:
        last = source.rstrip().rpartition("\n")[2]
        raise UnfitError(
            f"{lesson}: the cell that checks {name} ends in\n    {last}\nand what is wrong with {name} raises nothing "
            f"there: any answer would have its point. End it in the one of nnlib's checks that is for it, as in\n"
            f"    check_cost({name})\nWhere there is none, add the exercise to the course's own copy, with an assert."
        )
    return f"import nnlib\n\nnnlib.{ast.unparse(call)}.raise_if_wrong()"


def write(path: Path, course: Path) -> Path:
    """Write a lesson's teacher's copy into a course; what is there already is not touched."""
    notebook = as_stored(teachers_copy(path))
    target = course / "source" / path.stem / path.name
    if target.exists():
        raise UnfitError(f"{target} is there already: delete it to have it written anew")
    target.parent.mkdir(parents=True)
    target.write_bytes(notebook)
    return target


def write_settings(course: Path) -> None:
    """Give a course its settings; one that has settings of its own must have these among them."""
    path = course / SETTINGS_FILE
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(SETTINGS, encoding="utf-8", newline="\n")
    elif BEGIN not in path.read_text(encoding="utf-8"):
        raise UnfitError(
            f"{path} lacks what leaves the lessons' stubs as they are: add this to it, and try again\n\n{SETTINGS}"
        )


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.notebooks.assignment", description=__doc__)
    parser.add_argument("course", type=Path, help="the folder of the course")
    parser.add_argument("names", nargs="+", help="the lessons, such as 04_gradient_descent or 04")
    given = parser.parse_args(arguments)
    try:
        paths = chosen(given.names)
        write_settings(given.course)
        for path in paths:
            print(f"{write(path, given.course)}: next, in {given.course}: nbgrader generate_assignment {path.stem}")
    except UnfitError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
