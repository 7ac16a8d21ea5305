"""What is recorded holds under nbval's strict comparison, is the same when recorded again, and is fit to be stored."""

import html
import json
import re
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

from tests.notebooks import record

ROOT = Path(__file__).resolve().parents[2]
PYTEST = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-c", str(ROOT / "pyproject.toml")]

# A notebook with all that tends not to hold: streams in pieces, a widget, Output, clearing, updating, timing.
CELLS = [
    "import sys\nfor number in range(3):\n    print(number)\n    sys.stdout.flush()",
    "import ipywidgets\nipywidgets.interactive(lambda n: print('n is', n), n=(0, 3))",
    "output = ipywidgets.Output()\nwith output:\n    print('captured')",
    "from IPython.display import HTML, clear_output, display\nprint('before')\nclear_output()\nprint('after')",
    "handle = display(HTML('first'), display_id='one')\nhandle.update(HTML('second'))",
    "from nnlib import draw, plot_cost\ndraw(plot_cost, [0.7, 0.4, 0.3])",
    "from nnlib import explore_forward, load_penguins\nexplore_forward(load_penguins())",
]


def write(path: Path, *cells: str) -> Path:
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells]), path)
    return path


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = write(tmp_path_factory.mktemp("recorded") / "small.ipynb", *CELLS)
    record.record(path)
    return path


def test_nbval_holds_to_what_is_recorded_and_finds_every_output_that_is_false(recorded: Path):
    notebook = record.read(recorded)
    notebook.cells[1].outputs[1].text = "n is 2\n"
    notebook.cells[3].outputs[0].text = "before\n"
    notebook.cells[5].outputs[0].data["text/plain"] = "Curve of the cost."
    false = recorded.with_name("false.ipynb")
    nbformat.write(notebook, false)
    # as the tests' command does; without the summary, which tells all again where CI is set
    command = [*PYTEST, "-rN", "--rootdir", str(recorded.parent), "--nbval", "-vv", str(false)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 1, run.stdout
    found = re.findall(r"(\w+)::ipynb::Cell (\d+) ([A-Z]+)", run.stdout)
    assert found == [
        ("false", str(number), "FAILED" if number in {1, 3, 5} else "PASSED") for number in range(len(CELLS))
    ]
    assert run.stdout.count("Cell outputs differ") == 3


def test_recorded_again_it_is_the_same_byte_for_byte(recorded: Path):
    before = recorded.read_bytes()
    record.record(recorded)
    assert recorded.read_bytes() == before


def test_the_form(recorded: Path):
    content = recorded.read_bytes()
    notebook = json.loads(content)
    assert content.endswith(b"}\n")
    assert b"\r" not in content
    assert notebook["metadata"] == record.METADATA
    assert [cell["execution_count"] for cell in notebook["cells"]] == list(range(1, len(CELLS) + 1))
    assert all(cell["metadata"] == {} for cell in notebook["cells"])
    assert record.WIDGET.encode() not in content


def test_streams_are_stored_in_one_piece(recorded: Path):
    (stream,) = record.read(recorded).cells[0].outputs
    assert stream.text == "0\n1\n2\n"


def test_a_widget_is_stored_as_its_picture_and_its_words(recorded: Path):
    (output,) = record.read(recorded).cells[-1].outputs
    assert set(output.data) == {"text/html", "text/plain"}
    assert " ".join(map(html.unescape, record.PICTURE.findall(output.data["text/html"]))) == output.data["text/plain"]
    assert len(output.data["text/plain"]) > 40


def test_a_cell_without_an_id_gets_the_same_one_each_time(tmp_path: Path):
    path = tmp_path / "old.ipynb"
    cell = {"cell_type": "markdown", "metadata": {}, "source": "text"}
    path.write_text(json.dumps({"cells": [cell, cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 4}))
    first, second = ([cell.id for cell in record.read(path).cells] for _ in range(2))
    assert first == second
    assert len(set(first)) == 2


def test_a_measured_time_stays_as_it_was_and_anything_else_does_not():
    def notebook(*words: str) -> NotebookNode:
        cells = [nbformat.v4.new_code_cell("measure()", metadata={"tags": [record.IGNORED]}) for _ in words]
        cells[-1].metadata["tags"] = []
        for number, (cell, text) in enumerate(zip(cells, words, strict=True), 1):
            cell.execution_count = number
            cell.outputs = [
                nbformat.v4.new_output("execute_result", {"text/plain": text}, execution_count=cell.execution_count)
            ]
        return nbformat.v4.new_notebook(cells=cells)

    before, after = notebook("1.5 s", "1.5 minutes", "1.5 s"), notebook("0.9 s", "0.9 s", "0.9 s")
    record.keep_measurements(after, before)
    assert [cell.outputs[0].data["text/plain"] for cell in after.cells] == ["1.5 s", "0.9 s", "0.9 s"]


def test_a_measured_time_is_stored_anew_where_that_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "timed.ipynb"
    cell = nbformat.v4.new_code_cell("measure()", metadata={"tags": [record.IGNORED]})
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), path)

    def stored(seconds: int, **options: bool) -> str:
        def execute(notebook: NotebookNode, folder: Path) -> None:
            notebook.cells[0].outputs = [nbformat.v4.new_output("stream", name="stdout", text=f"{seconds} s")]

        monkeypatch.setattr(record, "execute", execute)
        record.record(path, **options)
        return record.read(path).cells[0].outputs[0].text

    assert [stored(2), stored(3), stored(4, fresh=True), stored(5)] == ["2 s", "2 s", "4 s", "4 s"]


def test_an_exercise_that_is_checked_gets_nbgraders_metadata_and_no_other_cell_has_any(tmp_path: Path):
    from nbgrader.nbgraderformat import MetadataValidator  # it loads for seconds, for those to spend who need it

    path = write(tmp_path / "exercise.ipynb", "def f(x):\n    return ...", "f(1)", "for x in (): ...", "2")
    notebook = record.read(path)
    for cell, tag in zip(notebook.cells, ("exercise", "check", "exercise", "other"), strict=True):
        cell.metadata = nbformat.from_dict({"tags": [tag], "nbgrader": {"grade_id": "old"}})
    stored = nbformat.reads(record.as_stored(notebook).decode(), as_version=4)
    MetadataValidator().validate_nb(stored)
    stub, check, unchecked, other = (cell.metadata for cell in stored.cells)
    assert (stub.nbgrader.grade_id, stub.nbgrader.solution, stub.nbgrader.grade) == ("f", True, False)
    assert (check.nbgrader.grade_id, check.nbgrader.solution, check.nbgrader.grade) == ("check-f", False, True)
    assert (check.nbgrader.points, check.nbgrader.locked, stub.nbgrader.locked) == (1, True, False)
    assert "nbgrader" not in unchecked
    assert "nbgrader" not in other


def test_what_answers_a_prediction_is_folded_and_nothing_else_is(tmp_path: Path):
    code, prose = nbformat.v4.new_code_cell, nbformat.v4.new_markdown_cell
    cells = [
        code("1", metadata={"jupyter": {"outputs_hidden": True, "source_hidden": True}}),
        code('W1 = 2\npredict("a")'),
        prose("Measure it."),
        code("W1 + 2"),
        code("W1 + 3"),
        prose("So it is."),
        code("4"),
        code('predict("b")'),
        code('ask("c")'),
        code("5"),
        code("tally()"),
        code("6"),
    ]
    stored = nbformat.reads(record.as_stored(nbformat.v4.new_notebook(cells=cells)).decode(), as_version=4).cells
    folded = [cell.source for cell in stored if cell.metadata.get("jupyter") == {"outputs_hidden": True}]
    assert folded == ["W1 + 2", "W1 + 3", "5"]
    assert all(cell.metadata == {} for cell in stored if cell.source not in folded)


LESSONS = pytest.mark.parametrize("path", sorted(record.NOTEBOOKS.glob("*.ipynb")), ids=lambda path: path.stem)


@LESSONS
def test_no_pixels_are_compared(path: Path):
    """Another processor draws other pixels: nbval must take each stored picture for the same as any."""
    settings = ConfigParser(interpolation=None)
    settings.read(path.parents[1] / "tests/notebooks/sanitize.cfg", encoding="utf-8")
    stored = path.read_text(encoding="utf-8").replace('\\"', '"')
    assert "base64," not in re.sub(settings["pixels"]["regex"], "", stored)


@LESSONS
def test_a_lesson_is_stored_in_the_one_form_with_every_answer_to_a_prediction_folded(path: Path):
    notebook = record.read(path)
    predictions = sum(bool(record.PREDICTION.search(cell.source)) for cell in record.code_cells(notebook))
    folded = [cell for cell in notebook.cells if cell.metadata.get("jupyter", {}).get("outputs_hidden")]
    assert folded == record.answering(notebook.cells)
    assert len(folded) >= predictions
    assert record.as_stored(notebook) == path.read_bytes()


@pytest.mark.parametrize(
    ("output", "words"),
    [
        (nbformat.v4.new_output("error", ename="ZeroDivisionError", evalue="", traceback=[]), "raises ZeroDivision"),
        (nbformat.v4.new_output("stream", name="stderr", text="UserWarning: take care"), "writes to stderr:\nUserW"),
    ],
)
def test_an_error_and_a_warning_are_unfit(output: NotebookNode, words: str):
    cell = nbformat.v4.new_code_cell("careless()", outputs=[output])
    with pytest.raises(record.UnfitError, match=re.escape("code cell 1 (careless())") + f".*{words}"):
        record.refuse_what_is_unfit(nbformat.v4.new_notebook(cells=[cell]))


def test_the_command_says_what_is_unfit_and_goes_on_with_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(record, "NOTEBOOKS", tmp_path)
    wrong = write(tmp_path / "01_wrong.ipynb", "1 / 0")
    before = wrong.read_bytes()
    write(tmp_path / "02_right.ipynb", "1 / 2")
    assert record.main([]) == 1
    assert wrong.read_bytes() == before
    said = capsys.readouterr()
    assert "01_wrong.ipynb: not stored: a cell fails" in said.err
    assert "\x1b" not in said.err
    assert said.out.startswith("02_right.ipynb: stored")
    assert "0.5" in (tmp_path / "02_right.ipynb").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("names", "found"),
    [
        ([], ["01_parameters", "02_cost"]),
        (["01"], ["01_parameters"]),
        (["cost"], ["02_cost"]),
        (["notebooks/02_cost.ipynb"], ["02_cost"]),
    ],
)
def test_names_are_understood(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, names: list[str], found: list[str]):
    monkeypatch.setattr(record, "NOTEBOOKS", tmp_path)
    for name in ("01_parameters", "02_cost"):
        write(tmp_path / f"{name}.ipynb")
    assert [path.stem for path in record.chosen(names)] == found


@pytest.mark.parametrize(("name", "words"), [("0", "several"), ("three", "no notebooks")])
def test_a_name_that_fits_not_exactly_one_is_refused_with_those_there_are(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
    words: str,
):
    monkeypatch.setattr(record, "NOTEBOOKS", tmp_path)
    for there in ("01_parameters", "02_cost"):
        write(tmp_path / f"{there}.ipynb")
    assert record.main([name]) == 2
    assert words in capsys.readouterr().err
