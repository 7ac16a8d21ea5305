"""Write the course in another language: `python -m tests.translate LANGUAGE FOLDER`.

`nnlib/texts/LANGUAGE/lessons` has the prose of a lesson, cell by cell.  The code is the English notebook's, and runs in
that language.  A lesson that is not there yet is handed on in English, and so is a cell whose English by now has
other numbers, formulas or code.
"""

import os
import shutil
import sys
from pathlib import Path

from nbformat import NotebookNode

from nnlib.texts import fits, read
from tests.notebooks.lesson import Lesson, lessons
from tests.notebooks.record import as_stored, execute
from tests.notebooks.record import read as read_notebook


def translated(lesson: Lesson, language: str) -> NotebookNode:
    """Give a lesson with its prose in a language; a cell that has none, or none that fits, stays English."""
    prose = read(language, f"lessons/{lesson.number}")
    notebook = read_notebook(lesson.path)
    for cell in notebook.cells:
        if cell.id in prose and fits(prose[cell.id], cell.source):
            cell.source = prose[cell.id].strip("\n")
    return notebook


def main(arguments: list[str]) -> int:
    if len(arguments) != 2:
        print("Which language, and into which folder? For example: de ../german", file=sys.stderr)
        return 2
    language, folder = arguments[0], Path(arguments[1])
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["NNLIB_LANGUAGE"] = language  # for the kernels
    for lesson in lessons():
        path = folder / lesson.path.name
        if not read(language, f"lessons/{lesson.number}"):
            shutil.copy(lesson.path, path)
            continue
        notebook = translated(lesson, language)
        execute(notebook, folder)
        path.write_bytes(as_stored(notebook))
        print(f"{path}: in {language}", flush=True)
    print(f"Open them with NNLIB_LANGUAGE={language} in the environment.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
