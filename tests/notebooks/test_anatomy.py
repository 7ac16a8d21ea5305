"""Each rule of a lesson's anatomy finds what it is there to find, and finds nothing in a lesson that is right."""

from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

from tests.notebooks import anatomy
from tests.notebooks.anatomy import RULES, Rule
from tests.notebooks.exercises import mark_for_nbgrader
from tests.notebooks.lesson import Lesson
from tests.notebooks.predictions import EXPLANATION

Cells = list[NotebookNode]
PROSE = "This sentence of seven words is prose. " * 6


def markdown(source: str) -> NotebookNode:
    return nbformat.v4.new_markdown_cell(source)


def code(source: str, text: str = "", *, alt: str | None = None) -> NotebookNode:
    outputs = [nbformat.v4.new_output("stream", text=text)] if text else []
    if alt is not None:
        data = {"text/html": f'<img class="nnlib-picture" alt="{alt}" src="data:">', "text/plain": alt}
        outputs.append(nbformat.v4.new_output("display_data", data))
    return nbformat.v4.new_code_cell(source, outputs=outputs)


def exercise(stub: str, check: str) -> Cells:
    cells = [code(stub), code(check, "not yet")]
    cells[0].metadata["tags"], cells[1].metadata["tags"] = ["exercise"], ["check"]
    mark_for_nbgrader(cells)
    return cells


def right_lesson() -> Cells:
    """A lesson 02 with which nothing is wrong."""
    alt = "The cost over 100 iterations, from 0.7000 to 0.1000."
    return [
        markdown(
            "# 02 · Cost\n\n**The question:** how bad?\n\n**Afterwards you can** tell.\n\n"
            "**Time:** 10 minutes. **You need:** [01](01_parameters.ipynb)."
        ),
        markdown("## Before you start\n\nTwo questions."),
        code('ask("one")', "A"),
        code('ask("two")', "B"),
        markdown(f"## 1 · The sum\n\n### The notes differ here: E2\n\n{PROSE}"),
        code("losses / m", "row of 3"),
        markdown(PROSE),
        code("draw(plot_cost, costs)", alt=alt),
        markdown(f"## 2 · Explore\n\n{PROSE}"),
        code('predict("01-shape-of-W1x")', "(2, 4) or (4, 1)?"),
        code("(W1 @ x).shape", "(4, 1)"),
        markdown(f"{EXPLANATION}\n\nA number for each unit.\n</details>\n\n{PROSE}"),
        code("explore_cost(penguins)", alt=alt),
        markdown(f"## 3 · Exercises\n\n### Half blank\n\n{PROSE}"),
        *exercise("answer = None", "check_answer(answer)"),
        markdown(f"### Blank\n\n{PROSE}"),
        code("f'cost {J:.4f}, accuracy {a:.2%}'", "cost 0.1234, accuracy 97.90%"),
        markdown("## Recap\n\nThe mean.\n\n| what | in code |\n|---|---|\n| the cost | `losses.mean()` |"),
        markdown("**Next:** [03](03_forward_propagation.ipynb)."),
    ]


def make(folder: Path, cells: Cells, *, counted: bool = True) -> Lesson:
    number = 0
    for cell in cells:
        if cell.cell_type == "code" and counted:
            number += 1
            cell.execution_count = number
    path = folder / "02_cost.ipynb"
    (folder / "01_parameters.ipynb").touch()
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    return Lesson(path)


def replaced(old: str, new: str) -> Callable[[Cells], None]:
    def change(cells: Cells) -> None:
        fitting = [cell for cell in cells if old in cell.source]
        assert fitting, f"no cell has {old!r}"
        fitting[0].source = fitting[0].source.replace(old, new)

    return change


def without(text: str) -> Callable[[Cells], None]:
    def change(cells: Cells) -> None:
        (number,) = [i for i, cell in enumerate(cells) if text in cell.source]
        del cells[number]

    return change


def showing(source: str, text: str) -> Callable[[Cells], None]:
    """Let a cell show another text."""

    def change(cells: Cells) -> None:
        (cell,) = [cell for cell in cells if source in cell.source]
        cell.outputs = [nbformat.v4.new_output("stream", text=text)] if text else []

    return change


def warning(cells: Cells) -> None:
    cells[5].outputs.append(nbformat.v4.new_output("stream", name="stderr", text="RuntimeWarning"))


def wordless(cells: Cells) -> None:
    cells[7].outputs = code("", alt="").outputs


def png(cells: Cells) -> None:
    cells[7].outputs[0].data["image/png"] = "AAAA"


def huge(cells: Cells) -> None:
    cells[7].outputs[0].data["text/html"] += "A" * 408_000


def told_before_its_answer(cells: Cells) -> None:
    (number,) = [i for i, cell in enumerate(cells) if "predict(" in cell.source]
    cells.insert(number + 1, markdown("It is (4, 1):"))


def check_far_below(cells: Cells) -> None:
    (number,) = [i for i, cell in enumerate(cells) if "check_answer" in cell.source]
    cells.insert(number, markdown("And now?"))


def same_exercise_again(cells: Cells) -> None:
    (number,) = [i for i, cell in enumerate(cells) if "check_answer" in cell.source]
    cells[number + 1 : number + 1] = exercise("answer = None", "check_more(answer)")


def several_names(cells: Cells) -> None:
    (number,) = [i for i, cell in enumerate(cells) if "check_answer" in cell.source]
    cells[number - 1 : number + 1] = exercise("a, b = None, None", "check_answer(a, b)")


def worth_two_points(cells: Cells) -> None:
    (check,) = [cell for cell in cells if "check_answer" in cell.source]
    check.metadata["nbgrader"]["points"] = 2


def recorded_before_it_was_untagged(cells: Cells) -> None:
    cells[5].metadata["nbgrader"] = {"schema_version": 3, "grade": False, "solution": True, "locked": False}


def nothing_to_run(cells: Cells) -> None:
    del cells[7], cells[5]


# For each rule, changes that break it, and a word of the complaint.
BREACHES: list[tuple[Rule, Callable[[Cells], None], str]] = [
    (anatomy.begins_with_title_question_minutes_and_needs, replaced("# 02 · Cost", "# Cost"), '"# 02 · "'),
    (anatomy.begins_with_title_question_minutes_and_needs, replaced("10 minutes", "a while"), "minutes"),
    (anatomy.says_the_minutes_that_it_takes, replaced("10 minutes", "30 minutes"), "30 minutes, and takes about"),
    (anatomy.begins_with_title_question_minutes_and_needs, replaced("**You need:**", "Needed:"), "You need"),
    (anatomy.is_small, huge, "415 KB"),
    (anatomy.is_recorded, showing("losses / m", ""), "shows nothing"),
    (anatomy.is_recorded, warning, "stderr"),
    (anatomy.has_short_cells, replaced("losses / m", "x = 1\n" * 16 + "x"), "17 lines"),
    (anatomy.has_prose_between_its_code, replaced(PROSE, PROSE * 20), "words of prose"),
    (anatomy.has_its_sections_in_order, replaced("## Before you start", "## Questions"), "Before you start"),
    (anatomy.has_its_sections_in_order, replaced("## Recap", "## In short"), "has not the sections"),
    (anatomy.has_its_sections_in_order, replaced("### Blank\n", ""), "fewer than two exercises"),
    (anatomy.asks_two_questions_or_more_before_it_starts, without('ask("two")'), "1 questions"),
    (anatomy.has_no_hidden_setup, replaced("losses / m", "%matplotlib widget\nlosses"), "%matplotlib"),
    (anatomy.has_no_hidden_setup, replaced("losses / m", "!pip install nnlib"), "!"),
    (anatomy.has_no_hidden_setup, replaced("losses / m", "sys.path.append('..')"), "sys.path"),
    (anatomy.ends_no_cell_in_a_semicolon, replaced("losses / m", "losses / m;"), "semicolon"),
    (anatomy.ends_with_a_link_to_the_next, replaced("03_forward", "04_forward"), "no link"),
    (anatomy.has_a_heading_over_every_column, replaced("| what | in code |", "| | in code |"), "no heading"),
    (anatomy.has_links_that_lead_somewhere, replaced("01_parameters.ipynb", "parameters.ipynb"), "leads nowhere"),
    (anatomy.says_every_picture_in_words, wordless, "no text alternative"),
    (anatomy.says_every_picture_in_words, png, "without words"),
    (anatomy.says_every_picture_in_words, replaced("The mean.", "![](mean.png)"), "no text alternative"),
    (anatomy.stores_a_picture_of_each_widget, showing("explore_cost", "live"), "without its picture"),
    (anatomy.shows_nothing_of_one_machine, showing("losses / m", "<f at 0x7f00deadbeef>"), "0x7f00deadbeef"),
    (anatomy.shows_nothing_of_one_machine, showing("losses / m", "/home/ada/course"), "/home/"),
    (anatomy.prints_costs_and_accuracies_with_their_digits, showing("cost {J", "cost 0.123"), "4 decimals"),
    (anatomy.prints_costs_and_accuracies_with_their_digits, showing("cost {J", "accuracy 97.9%"), "2 decimals"),
    (anatomy.checks_an_exercise_in_the_cell_below_it, check_far_below, "right above"),
    (anatomy.checks_an_exercise_in_the_cell_below_it, same_exercise_again, "no two the same"),
    (anatomy.checks_an_exercise_in_the_cell_below_it, several_names, "'(a, b)'"),
    (anatomy.has_nbgraders_metadata_in_its_exercises, worth_two_points, "check_answer"),
    (anatomy.has_nbgraders_metadata_in_its_exercises, recorded_before_it_was_untagged, "losses / m"),
    (anatomy.settles_its_errata_by_something_to_run, replaced("E2", "E20"), "E2 is settled in no section"),
    (anatomy.settles_its_errata_by_something_to_run, nothing_to_run, "E2 is settled in no section"),
    (anatomy.gives_no_prediction_away, told_before_its_answer, "what stands before its answer"),
    (
        anatomy.gives_no_prediction_away,
        replaced("(W1 @ x).shape", "(W1 @ x).shape == (4, 1)"),
        "the code of its answer",
    ),
    (anatomy.gives_no_prediction_away, replaced("<details>", "<p>"), "is not folded"),
    (anatomy.shows_the_right_option, showing("(W1 @ x).shape", "(1, 4)"), "does not show '(4, 1)'"),
    (anatomy.shows_the_right_option, replaced("01-shape-of-W1x", "03-dead-relu"), "EVIDENCE does not say"),
]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_a_right_lesson_breaks_no_rule(rule: Rule, tmp_path: Path):
    assert list(rule(make(tmp_path, right_lesson()))) == []


@pytest.mark.parametrize(("rule", "change", "word"), BREACHES, ids=[f"{r.__name__}-{w}" for r, _, w in BREACHES])
def test_a_breach_is_found_and_said_in_words(rule: Rule, change: Callable[[Cells], None], word: str, tmp_path: Path):
    cells = right_lesson()
    change(cells)
    wrong = list(rule(make(tmp_path, cells)))
    assert len(wrong) == 1
    assert word in wrong[0]


def test_a_lesson_that_was_not_recorded_is_found(tmp_path: Path):
    assert "record it" in next(anatomy.is_recorded(make(tmp_path, right_lesson(), counted=False)))


def test_every_rule_is_broken_by_some_breach():
    assert {rule for rule, _, _ in BREACHES} == set(RULES)
