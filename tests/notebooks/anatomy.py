"""What makes a notebook a lesson: each rule is a function that says, in words, what is wrong with one."""

import ast
import copy
import re
import statistics
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

from tests.notebooks.exercises import exercises, mark_for_nbgrader, tags
from tests.notebooks.lesson import COURSE, QUIZ, WIDGET, Lesson, lines, pictures, shown
from tests.notebooks.predictions import gives_no_prediction_away, shows_the_right_option

Rule = Callable[[Lesson], Iterator[str]]

MOST_KB = 400  # with pictures for a screen of double density; it was 300 with those of single density
MOST_LINES, MOST_LINES_MEDIAN = 15, 5
FEWEST_WORDS, MOST_WORDS = 30, 100  # of prose per code cell, on the lesson's mean; 40 to 80 is the aim
WORDS_A_MINUTE, LINES_A_MINUTE = 140, 20  # that a learner reads, of prose and of code
MINUTES_FOR = {"question": 0.6, "exercise": 3, "widget": 3}
MOST_MINUTES_OFF = 4
SHORTEST_ALT = 30
LAST_SECTIONS = ("Explore", "Exercises", "Recap")
TITLE = ("**The question:**", "**Afterwards you can**", "**You need:**")
HIDDEN_SETUP = re.compile(r"sys\.path|^\s*[!%]|get_ipython\(|plt\.show\(", re.MULTILINE)
OF_ONE_MACHINE = re.compile(r"/home/|/root/|/tmp/|/Users/|[A-Z]:\\\\?Users|site-packages|\b0x[0-9a-fA-F]{6,}")

# The mistakes in the notes, and the lesson that settles each.
ERRATA = {
    "E1": "01",
    "E2": "02",
    "E3": "04",
    "E4": "04",
    "E5": "06",
    "E6": "05",
    "E7": "05",
    "E8": "05",
    "E9": "05",
    "E10": "01",
    "E11": "01",
    "E12": "05",
}


def begins_with_title_question_minutes_and_needs(lesson: Lesson) -> Iterator[str]:
    first = lesson.cells[0]
    if first.cell_type != "markdown" or not first.source.startswith(f"# {lesson.number} · "):
        yield f'the first cell does not begin with "# {lesson.number} · " and the title'
    for part in TITLE:
        if part not in first.source:
            yield f"the first cell has no {part}"
    if not re.search(r"\*\*Time:\*\* \d+ minutes", first.source):
        yield "the first cell does not say how many minutes it takes, as in **Time:** 30 minutes"


def is_small(lesson: Lesson) -> Iterator[str]:
    size = lesson.path.stat().st_size / 1000
    if size > MOST_KB:
        yield f"it has {size:.0f} KB, and may have {MOST_KB}: draw fewer or smaller pictures"


def is_recorded(lesson: Lesson) -> Iterator[str]:
    counts = [cell.execution_count for cell in lesson.code]
    if counts != list(range(1, len(counts) + 1)):
        yield f"its cells are counted {counts}: record it, python noxfile.py -s record -- {lesson.number}"
    for cell in lesson.code:
        if not cell.outputs and _ends_in_expression(cell.source):
            yield f"the cell ends in an expression and shows nothing:\n{cell.source}"
        if any(output.output_type == "error" or output.get("name") == "stderr" for output in cell.outputs):
            yield f"the cell fails or writes to stderr:\n{cell.source}"


def has_short_cells(lesson: Lesson) -> Iterator[str]:
    for cell in lesson.code:
        if lines(cell) > MOST_LINES:
            yield f"a cell has {lines(cell)} lines, and may have {MOST_LINES}:\n{cell.source}"
    median = statistics.median(map(lines, lesson.teaching))
    if _is_numbered(lesson) and median > MOST_LINES_MEDIAN and len(lesson.teaching) > 1:
        yield f"its cells have {median} lines on the median, and may have {MOST_LINES_MEDIAN}"


def says_the_minutes_that_it_takes(lesson: Lesson) -> Iterator[str]:
    pace = {"question": "^(ask|predict)\\(", "widget": WIDGET.pattern, "exercise": "^check_"}
    minutes = _words(lesson) / WORDS_A_MINUTE + sum(map(lines, lesson.teaching)) / LINES_A_MINUTE
    for kind, pattern in pace.items():
        minutes += MINUTES_FOR[kind] * sum(bool(re.search(pattern, cell.source, re.M)) for cell in lesson.code)
    told = re.search(r"\*\*Time:\*\* (\d+) minutes", lesson.text)
    if told and abs(int(told[1]) - minutes) > MOST_MINUTES_OFF:
        yield f"it says {told[1]} minutes, and takes about {minutes:.0f}"


def has_prose_between_its_code(lesson: Lesson) -> Iterator[str]:
    mean = _words(lesson) / len(lesson.teaching)
    if _is_numbered(lesson) and not FEWEST_WORDS <= mean <= MOST_WORDS:
        yield f"it has {mean:.0f} words of prose per code cell; aim at 40 to 80, {FEWEST_WORDS} to {MOST_WORDS} may be"


def has_its_sections_in_order(lesson: Lesson) -> Iterator[str]:
    if not _is_numbered(lesson):
        return
    titles = [heading.split(" · ")[-1] for heading in lesson.headings]
    if titles[1:2] != ["Before you start"]:
        yield 'its first section is not "Before you start", with questions from earlier lessons'
    places = [max((i for i, title in enumerate(titles) if title.startswith(t)), default=-1) for t in LAST_SECTIONS]
    if -1 in places or places != sorted(places):
        yield f"it has not the sections {', '.join(LAST_SECTIONS)}, in this order: it has {', '.join(titles)}"
    elif places[2] - places[1] < 3:
        yield "it has fewer than two exercises"


def asks_two_questions_or_more_before_it_starts(lesson: Lesson) -> Iterator[str]:
    start = [section for section in lesson.sections if section.heading == "Before you start"]
    asked = sum(len(re.findall(r"^ask\(", cell.source, re.MULTILINE)) for section in start for cell in section.cells)
    if _is_numbered(lesson) and asked < 2:
        yield f"it asks {asked} questions before it starts; two or three are to bring back earlier lessons"


def has_no_hidden_setup(lesson: Lesson) -> Iterator[str]:
    for cell in lesson.code:
        for match in HIDDEN_SETUP.finditer(cell.source):
            yield f"a cell has {match[0].strip()!r}: a lesson needs no set-up of its own\n{cell.source}"


def ends_no_cell_in_a_semicolon(lesson: Lesson) -> Iterator[str]:
    for cell in lesson.code:
        if cell.source.rstrip().endswith(";"):
            yield f"a cell ends in a semicolon, with which nbval sees another output:\n{cell.source}"


def ends_with_a_link_to_the_next(lesson: Lesson) -> Iterator[str]:
    last = lesson.cells[-1]
    link = f"({lesson.next}.ipynb)"
    if last.cell_type != "markdown" or link not in last.source:
        yield f"its last cell has no link to the next lesson, …{link}"


def has_links_that_lead_somewhere(lesson: Lesson) -> Iterator[str]:
    text = _without_formulas(lesson.text)
    for target in re.findall(r"\]\(([^)#\s]+)", text) + re.findall(r'(?:href|src)="([^"#]+)', text):
        if "://" in target or (lesson.path.parent / target).exists():
            continue
        if PurePosixPath(target).stem not in COURSE:  # a lesson of the course may be still to come
            yield f"its link to {target} leads nowhere"


def has_a_heading_over_every_column(lesson: Lesson) -> Iterator[str]:
    for header in re.findall(r"^\|(.+)\|\n\|[-| :]+\|$", _without_formulas(lesson.text), re.MULTILINE):
        if not all(map(str.strip, header.split("|"))):
            yield f"a column of a table has no heading, which a screen reader says with each cell: |{header}|"


def says_every_picture_in_words(lesson: Lesson) -> Iterator[str]:
    for cell in lesson.code:
        if any("image/png" in output.get("data", {}) for output in cell.outputs):
            yield f"JupyterLab shows an image/png without words: show nnlib's Picture\n{cell.source}"
        if any(len(alt) < SHORTEST_ALT for alt in pictures(cell)):
            yield f"a picture has no text alternative:\n{cell.source}"
    if "![](" in lesson.text:
        yield "a picture in the prose has no text alternative: ![]("


def stores_a_picture_of_each_widget(lesson: Lesson) -> Iterator[str]:
    for cell in lesson.code:
        if WIDGET.search(cell.source) and not pictures(cell):
            yield f"this widget is stored without its picture:\n{cell.source}"


def shows_nothing_of_one_machine(lesson: Lesson) -> Iterator[str]:
    for cell in lesson.code:
        for text in [cell.source, *shown(cell)]:
            for match in OF_ONE_MACHINE.finditer(text):
                yield f"{match[0]!r} is another one on another machine:\n{cell.source}"


def prints_costs_and_accuracies_with_their_digits(lesson: Lesson) -> Iterator[str]:
    for cell in lesson.teaching:
        text = "\n".join(shown(cell))
        for number in re.findall(r"\bcosts? (\d+\.\d+)\b(?!%)", text):
            if len(number.partition(".")[2]) != 4:
                yield f"a cost is shown as {number}; it has 4 decimals:\n{cell.source}"
        for number in re.findall(r"\baccuracy (\d+(?:\.\d+)?)%", text):
            if len(number.partition(".")[2]) != 2:
                yield f"an accuracy is shown as {number}%; it has 2 decimals:\n{cell.source}"


def checks_an_exercise_in_the_cell_below_it(lesson: Lesson) -> Iterator[str]:
    for above, cell in zip(lesson.cells, lesson.cells[1:], strict=False):
        if "check" in tags(cell) and "exercise" not in tags(above):
            yield f"no exercise stands right above this check:\n{cell.source}"
    names = [name for name, _, checks in exercises(lesson.code) if checks]
    for name in {name for name in names if not name.isidentifier() or names.count(name) > 1}:
        yield f"a checked exercise defines {name!r}: it is to give one name a meaning, and no two the same"


def has_nbgraders_metadata_in_its_exercises(lesson: Lesson) -> Iterator[str]:
    expected = copy.deepcopy(lesson.cells)
    mark_for_nbgrader(expected)
    for cell, other in zip(lesson.cells, expected, strict=True):
        if cell.metadata.get("nbgrader") != other.metadata.get("nbgrader"):
            yield f"this cell's metadata for nbgrader do not follow from its tags: record it\n{cell.source}"


def settles_its_errata_by_something_to_run(lesson: Lesson) -> Iterator[str]:
    for erratum in [erratum for erratum, number in ERRATA.items() if number == lesson.number]:
        if not any(_settles(section.cells, erratum) for section in lesson.sections):
            yield f"{erratum} is settled in no section: one names it, and has code below that proves it"


def _settles(cells: list, erratum: str) -> bool:
    named = [re.search(rf"\b{erratum}\b", cell.source) is not None for cell in cells]
    below = cells[named.index(True) + 1 :] if any(named) else []
    return any(cell.cell_type == "code" and cell.outputs and not QUIZ.search(cell.source) for cell in below)


def _is_numbered(lesson: Lesson) -> bool:
    return lesson.number != "00"


def _words(lesson: Lesson) -> int:
    text = re.sub(r"<[^>]+>|```.*?```", " ", _without_formulas(lesson.text), flags=re.DOTALL)
    return len(re.findall(r"[^\W\d_]+", text))


def _without_formulas(text: str) -> str:
    return re.sub(r"\$\$.*?\$\$|\$[^$]+\$", " ", text, flags=re.DOTALL)


def _ends_in_expression(source: str) -> bool:
    body = ast.parse(source).body
    return bool(body) and isinstance(body[-1], ast.Expr)


RULES: tuple[Rule, ...] = (
    begins_with_title_question_minutes_and_needs,
    says_the_minutes_that_it_takes,
    is_small,
    is_recorded,
    has_short_cells,
    has_prose_between_its_code,
    has_its_sections_in_order,
    asks_two_questions_or_more_before_it_starts,
    has_no_hidden_setup,
    ends_no_cell_in_a_semicolon,
    ends_with_a_link_to_the_next,
    has_links_that_lead_somewhere,
    has_a_heading_over_every_column,
    says_every_picture_in_words,
    stores_a_picture_of_each_widget,
    shows_nothing_of_one_machine,
    prints_costs_and_accuracies_with_their_digits,
    checks_an_exercise_in_the_cell_below_it,
    has_nbgraders_metadata_in_its_exercises,
    settles_its_errata_by_something_to_run,
    gives_no_prediction_away,
    shows_the_right_option,
)
