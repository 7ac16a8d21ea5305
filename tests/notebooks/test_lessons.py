"""Every lesson has a lesson's anatomy, cells that can be run twice, the controls, and exercises that can be done."""

import itertools
import json
import re
from typing import NamedTuple

import nbformat
import pytest
from nbformat import NotebookNode

from tests.notebooks.anatomy import ERRATA, RULES, Rule
from tests.notebooks.exercises import exercises, solutions, tags
from tests.notebooks.lesson import COURSE, NOTEBOOKS, Lesson, lessons, said, shown
from tests.notebooks.predictions import EVIDENCE, predictions
from tests.notebooks.record import IGNORED, execute

CONTROLS = ("hidden units", "learning rate")
# Run at the end of a lesson: what stands before every control that it has made, and what is ugly in its pictures.
PROBE = """
import gc
import json
import sys

import ipywidgets

sys.path.insert(0, "..")
from nnlib.plots import Picture
from tests.pictures import faults

there = gc.get_objects()
controls = {o.description for o in there if isinstance(o, ipywidgets.DOMWidget)
            and isinstance(getattr(o, "description", None), str)}
ugly = {fault for shown in Out.values() if isinstance(shown, Picture) for fault in faults(shown)}
print(json.dumps([sorted(controls), sorted(ugly)]))
"""


# Run before a lesson: nothing is left of another one but the libraries, whose loading takes longest.
AFRESH = """
import gc
import sys

import ipywidgets

ipywidgets.Widget.close_all()
for name in [name for name in sys.modules if name.partition(".")[0] in ("nnlib", "tests")]:
    del sys.modules[name]
get_ipython().run_line_magic("reset", "-f")
__import__("gc").collect()
"""


class Run(NamedTuple):
    """What a lesson's cells showed when each was run twice, then each solution with the cells that check it, and more.

    The controls of its widgets by what stands before them, and what is ugly in its pictures.
    """

    twice: list[tuple[NotebookNode, NotebookNode]]
    checks: dict[str, list[NotebookNode]]
    controls: tuple[str, ...] = ()
    ugly: tuple[str, ...] = ()


def again(cell: NotebookNode) -> NotebookNode:
    return nbformat.v4.new_code_cell(cell.source, metadata=cell.metadata)


@pytest.fixture(scope="module", params=lessons(), ids=lambda lesson: lesson.name)
def lesson(request: pytest.FixtureRequest) -> Lesson:
    return request.param


@pytest.fixture(scope="module")
def runs() -> dict[str, Run]:
    """The runs of all lessons, one after the other in one kernel; nbval gives each a kernel of its own."""
    made, cells, probes = dict[str, Run](), list[NotebookNode](), dict[str, NotebookNode]()
    for lesson in lessons():
        filled_in = solutions(lesson.name)
        twice = [(again(cell), again(cell)) for cell in lesson.code]
        checks = {
            name: [nbformat.v4.new_code_cell(filled_in[name]), *map(again, checks)]
            for name, _, checks in exercises(lesson.code)
            if name in filled_in
        }
        probe = nbformat.v4.new_code_cell(PROBE)
        cells += [nbformat.v4.new_code_cell(AFRESH), *itertools.chain(*twice, *checks.values()), probe]
        made[lesson.name], probes[lesson.name] = Run(twice, {name: added[1:] for name, added in checks.items()}), probe
    execute(nbformat.v4.new_notebook(cells=cells), NOTEBOOKS)
    seen = {name: map(tuple, json.loads(probe.outputs[0].text)) for name, probe in probes.items()}
    return {name: Run(run.twice, run.checks, *seen[name]) for name, run in made.items()}


@pytest.fixture
def run(lesson: Lesson, runs: dict[str, Run]) -> Run:
    return runs[lesson.name]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_a_lesson(lesson: Lesson, rule: Rule):
    wrong = list(rule(lesson))
    assert not wrong, f"{lesson.path.name}: " + "\n".join(wrong)


def test_with_every_cell_run_twice_all_show_what_is_stored(lesson: Lesson, run: Run):
    for stored, (first, second) in zip(lesson.code, run.twice, strict=True):
        if IGNORED not in tags(first):
            assert shown(second) == shown(first), f"the second time this cell shows something else:\n{first.source}"
            assert said(first) == said(stored), f"where cells are run twice, this one differs:\n{first.source}"


def test_print_in_its_pictures_is_whole_large_enough_and_on_nothing(run: Run):
    assert run.ugly == ()


def test_a_numbered_lesson_has_controls_for_hidden_units_and_learning_rate(lesson: Lesson, run: Run):
    missing = [name for name in CONTROLS if not any(name in control for control in run.controls)]
    assert lesson.number == "00" or not missing, f"{lesson.name} has the controls {run.controls}"


def test_every_exercise_that_is_checked_can_be_solved_and_is_not_yet(lesson: Lesson, run: Run):
    for name, _, stored in exercises(lesson.code):
        for check in stored:
            assert not says_right(check), f"{name} is right before it is done"
    assert set(run.checks) >= {name for name, _, checks in exercises(lesson.code) if checks}, "a solution is missing"
    for name, checks in run.checks.items():
        for check in checks:
            assert says_right(check), f"the solution of {name} is told {shown(check)}"


def says_right(check: NotebookNode) -> bool:
    text = "\n".join(shown(check))
    return bool(re.search("right|✓", text)) and not re.search("not yet|✗", text)


def test_the_lessons_that_are_there_are_the_courses():
    assert {lesson.name for lesson in lessons()} <= set(COURSE)


def test_evidence_is_of_predictions_that_a_lesson_makes():
    assert set(EVIDENCE) <= {prediction.key for lesson in lessons() for prediction in predictions(lesson)}


def test_the_map_says_where_each_erratum_is_settled():
    text = Lesson(NOTEBOOKS / "00_start_here.ipynb").text
    rows = re.findall(r"^\| (E\d+) \|.*\| (\d\d)\b[^|]*\|$", text, re.MULTILINE)
    assert dict(rows) == ERRATA
    assert list(ERRATA) == [f"E{number}" for number in range(1, 13)]
