"""Run the notebooks from their first cell to their last, and store what they show: `python -m tests.notebooks.record`.

Without names all of them are recorded.  A notebook is stored in a form that `pytest --nbval` compares cell by cell and
that is the same, byte for byte, when it is recorded again: also where a cell measures time, and is tagged
`nbval-ignore-output`, since what differs in nothing but its numbers stays as it was.  After a change to such a cell
`--fresh` stores its numbers anew.  Exercises that are checked get nbgrader's metadata.  What answers a prediction is
folded until it is run.  A notebook that fails or warns is not stored.
"""

import argparse
import hashlib
import json
import re
import sys
import time
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode

from tests.notebooks.exercises import mark_for_nbgrader, tags

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
CELL_TIMEOUT = 120
METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
IGNORED = "nbval-ignore-output"
PICTURE = re.compile(r'<img class="nnlib-picture" alt="([^"]*)"')
WIDGET = "application/vnd.jupyter.widget-view+json"
OF_ONE_RUN_OR_ONE_VIEW = ("execution", "ExecuteTime", "collapsed", "scrolled", "trusted", "jupyter")
PREDICTION, QUIZ = re.compile(r"^predict\(", re.MULTILINE), re.compile(r"^(ask|predict|tally)\(", re.MULTILINE)


class UnfitError(Exception):
    """A notebook cannot be stored; the message says which cell is the reason."""


class PlainClient(NotebookClient):
    """Keeps each output where it came, as nbval does, which interprets no comms, no clearing and no updating."""

    def process_message(self, msg: dict[str, Any], cell: NotebookNode, cell_index: int) -> NotebookNode | None:
        kind = msg["msg_type"]
        if kind in ("clear_output", "update_display_data") or kind.startswith("comm"):
            return None
        content = {key: value for key, value in msg["content"].items() if key != "transient"}
        return super().process_message({**msg, "content": content}, cell, cell_index)


def record(path: Path, *, fresh: bool = False) -> float:
    """Run a notebook and store it with its outputs; return the seconds that the run took.

    Where it is `fresh`, what a cell measured is stored anew, too.
    """
    notebook, before = read(path), read(path)
    began = time.perf_counter()
    execute(notebook, path.parent)
    seconds = time.perf_counter() - began
    if not fresh:
        keep_measurements(notebook, before)
    refuse_what_is_unfit(notebook)
    path.write_bytes(as_stored(notebook))
    return seconds


def read(path: Path) -> NotebookNode:
    """Read a notebook; a cell without an id, or with one that was there before, gets an id made from its source."""
    raw = json.loads(path.read_text(encoding="utf-8"))
    seen: set[str] = set()
    for cell in raw["cells"]:
        source, copy = "".join(cell["source"]), 0
        while cell.get("id") is None or cell["id"] in seen:
            cell["id"] = hashlib.sha256(f"{cell['cell_type']} {copy} {source}".encode()).hexdigest()[:8]
            copy += 1
        seen.add(cell["id"])
    raw["nbformat"], raw["nbformat_minor"] = 4, 5
    return nbformat.reads(json.dumps(raw), as_version=4)


def execute(notebook: NotebookNode, folder: Path) -> None:
    """Run all cells in a fresh kernel, which works in that folder."""
    for cell in code_cells(notebook):
        cell.outputs, cell.execution_count = [], None
    client = PlainClient(
        notebook,
        timeout=CELL_TIMEOUT,
        kernel_name="python3",
        resources={"metadata": {"path": str(folder)}},
        coalesce_streams=True,
        extra_arguments=["--log-level=ERROR"],
        record_timing=False,
        store_widget_state=False,
    )
    try:
        client.execute()
    except CellExecutionError as error:
        raise UnfitError(f"a cell fails. What a lesson wants to show failing, it catches.\n{error}") from None
    for cell in code_cells(notebook):
        cell.outputs = [plain(output) for output in cell.outputs]


def code_cells(notebook: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def plain(output: NotebookNode) -> NotebookNode:
    """Leave out the live widget, whose number is another one each time; its picture and its words stay."""
    if "data" in output:
        output.data.pop(WIDGET, None)
    return output


def keep_measurements(notebook: NotebookNode, before: NotebookNode) -> None:
    """Leave what a cell measured as it was stored, where nothing but the numbers would change."""
    for cell, old in zip(code_cells(notebook), code_cells(before), strict=True):
        if IGNORED not in tags(cell) or but_for_numbers(cell.outputs) != but_for_numbers(old.outputs):
            continue
        cell.outputs = old.outputs
        for output in cell.outputs:
            if "execution_count" in output:
                output.execution_count = cell.execution_count


def but_for_numbers(outputs: list[NotebookNode]) -> str:
    """Write outputs such that two which differ in pictures or numbers only, as measurements do, are the same."""
    kept = [{key: value for key, value in output.items() if key != "execution_count"} for output in outputs]
    return re.sub(r"src=\\\"data:[^\"]*\"|[\d.]+", "0", json.dumps(kept, sort_keys=True))


def refuse_what_is_unfit(notebook: NotebookNode) -> None:
    for number, cell in enumerate(code_cells(notebook), 1):
        where = f"code cell {number} ({cell.source.splitlines()[0] if cell.source else 'empty'})"
        for output in cell.outputs:
            if output.output_type == "error":
                raise UnfitError(f"{where} raises {output.ename}. What a lesson wants to show failing, it catches.")
            if output.output_type == "stream" and output.name == "stderr":
                raise UnfitError(f"{where} writes to stderr:\n{output.text}")


def as_stored(notebook: NotebookNode) -> bytes:
    """Write a notebook in the one form: metadata that follow from its cells, sorted keys, LF also at its end."""
    notebook.metadata = nbformat.from_dict(METADATA)
    mark_for_nbgrader(notebook.cells)
    for cell in notebook.cells:
        for key in OF_ONE_RUN_OR_ONE_VIEW:
            cell.metadata.pop(key, None)
    for cell in answering(notebook.cells):
        cell.metadata["jupyter"] = nbformat.from_dict({"outputs_hidden": True})
    nbformat.validate(notebook)
    text = nbformat.writes(notebook, version=nbformat.NO_CONVERT)
    return (text.rstrip("\n") + "\n").replace("\r\n", "\n").encode()


def answering(cells: list[NotebookNode]) -> list[NotebookNode]:
    """Find what answers a prediction: the first code cell below it, and those that follow with no prose between.

    JupyterLab opens these with their outputs folded, and unfolds an output when its cell is run.
    """
    found: list[NotebookNode] = []
    waiting = following = False
    for cell in cells:
        code = cell.cell_type == "code"
        if code and PREDICTION.search(cell.source):
            waiting, following = True, False
        elif code and (waiting or following) and not QUIZ.search(cell.source):
            found.append(cell)
            waiting, following = False, True
        else:
            following = False
    return found


def chosen(names: list[str]) -> list[Path]:
    """Find the notebooks of these names, of which any unambiguous part will do: `01`, `parameters`, a path."""
    every = sorted(NOTEBOOKS.glob("*.ipynb"))
    if not names:
        return every
    found: list[Path] = []
    for name in names:
        fitting = [path for path in every if Path(name).stem in path.stem]
        if len(fitting) != 1:
            listed = ", ".join(path.stem for path in fitting or every)
            raise UnfitError(f"{name}: {'several' if fitting else 'no'} notebooks of that name. There are: {listed}")
        found += fitting
    return found


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.notebooks.record", description=__doc__)
    parser.add_argument("names", nargs="*", help="notebooks to record, such as 01_parameters or 01; all if none")
    parser.add_argument("--fresh", action="store_true", help="store anew what is measured, and not compared")
    given, failed = parser.parse_args(arguments), 0
    try:
        paths = chosen(given.names)
    except UnfitError as error:
        print(error, file=sys.stderr)
        return 2
    for path in paths:
        try:
            seconds = record(path, fresh=given.fresh)
        except UnfitError as error:
            print(f"{path.name}: not stored: {without_colours(str(error))}", file=sys.stderr)
            failed += 1
        else:
            print(f"{path.name}: stored, {path.stat().st_size / 1000:.0f} KB, ran in {seconds:.1f} s", flush=True)
    return 1 if failed else 0


def without_colours(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
