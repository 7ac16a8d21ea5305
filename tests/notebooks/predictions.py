"""What a lesson owes to a prediction: nothing gives it away, its answer shows it, and what explains it is folded."""

import html
import re
from collections.abc import Iterator
from itertools import takewhile
from typing import NamedTuple

from nbformat import NotebookNode

from nnlib.quiz.collection import find
from tests.notebooks.lesson import QUIZ, Lesson, shown

EXPLANATION = "<details><summary>Explanation</summary>"  # which the prediction's verdict opens
VALUE = re.compile(r"\(\d+, \d+\)|\d+\.\d+|nan")

# What the answer shows where the right option has no number, or writes it in another way.
EVIDENCE = {
    "01-depends-on-n0": "('W1', (4, 30)), ('b1', (4, 1)), ('W2', (1, 4))",
    "01-flat-b": "0.3 , -1.04, 0.75, 0.94], [ 0.3 , -1.04, 0.75, 0.94]",
    "01-shape-of-dW1": "('dW1', (4, 2))",
    "02-squared-slope": "0.0007",
    "02-ten-steps": "('-0.64', '7.99')",
    "02-twice-the-data": "m = 382: mean 0.7249",
    "02-who-carries": "78.98%",
    "03-far-away": "1. ])",
    "03-hundred-units": "(1, 2)",
    "03-second-unit": "[-1.]",
    "03-start": "True",
    "03-straight-line": "88.25%",
    "03-times-three": "weights 6.00 and −3.00 and bias −6.00",
    "04-constant": "constant: cost 1.2128 to 0.0750 random: cost 0.6526 to 0.0682",
    "04-large-rate": "α = 20, 59 iterations from 0.6526 to 0.0648, out of the picture up to 6.18",
    "04-longest-step": "longest: step 1",
    "04-on-the-way": "0.5415 before it, lowest with 0.1116",
    "04-without-d": "largest parameter 0.000001",
    "04-zeros": "'W1': 0.0, 'b1': 0.0, 'W2': 0.0, 'b2': 0.5927",
    "05-da1-sign": "[ 0.1493]]",
    "05-elementwise": "what you want is `*`",
    "05-eq7": "measured -3.3333",
    "06-e5-trains": "as printed: median accuracy 94.76%",
    "06-no-tanh": "True",
    "06-step-size": "step 1e-05: error 1e-10",
    "06-tutorial": "['db1']",
    "07-axis": "(4, 1)",
    "07-column-of-labels": "labels (191, 1): A2 - labels is (191, 191)",
    "07-rows-dW1": "'X_rows.T @ dZ1_rows': '(2, 4), as from the loop'",
    "07-sum-in-product": "'dZ2 @ A1.T': '(1, 4), as from the loop'",
    "07-ten-times": "the loop's time grows in proportion to m",
    "07-which-sums": "sum(1, m) → (1, 1)",
    "07-without-keepdims": "(4, 4)",
    "08-held-out-curve": "lowest on the 2000 after 197 steps",
    "08-one-is-enough": "Wisconsin breast cancer 95.77% 96.48% 97.18%",
    "08-raw-millimetres": "accuracy 64.34%', 'Gentoo 64.34%",
    "08-too-many": "20 units cost more than 1 in 10 of 10 draws",
    "08-which-accuracy": "training: 97.90% held out: 97.92%",
    "08-whole-map": "Best: 96.00% with 4 hidden units",
}


class Prediction(NamedTuple):
    """A prediction's key, the prose before its answer, the cells that answer it, and the prose below these."""

    key: str
    between: list[NotebookNode]
    answer: list[NotebookNode]
    below: NotebookNode


def predictions(lesson: Lesson) -> Iterator[Prediction]:
    for i, cell in enumerate(lesson.cells):
        if match := re.search(r'^predict\("(.+)"\)', cell.source, re.MULTILINE):
            between = list(takewhile(lambda cell: not _answers(cell), lesson.cells[i + 1 :]))
            rest = lesson.cells[i + 1 + len(between) :]
            answer = list(takewhile(_answers, rest))
            yield Prediction(match[1], between, answer, rest[len(answer)])


def gives_no_prediction_away(lesson: Lesson) -> Iterator[str]:
    """Neither prose nor code before the answer has the right option, and what explains it stands folded below."""
    for key, between, answer, below in predictions(lesson):
        options = find(key).options
        for cell in between:
            if any(option.right and option.text in cell.source for option in options):
                yield f"what stands before its answer gives {key} away:\n{cell.source}"
        code = _bare(answer[0].source)
        named = [option for option in options if _bare(option.text) in code]
        if len(named) < len(options) and any(option.right and len(_bare(option.text)) > 3 for option in named):
            yield f"the code of its answer gives {key} away:\n{answer[0].source}"
        if EXPLANATION not in below.source:
            yield f"what explains the answer to {key} is not folded, {EXPLANATION}:\n{below.source}"


def shows_the_right_option(lesson: Lesson) -> Iterator[str]:
    """The cells that answer show the right option's value, or what `EVIDENCE` has in its place."""
    for key, _, answer, _ in predictions(lesson):
        right = next(option.text for option in find(key).options if option.right)
        value = VALUE.search(right)
        evidence = EVIDENCE.get(key) or (value[0] if value else "")
        seen = " ".join(text for cell in answer for text in shown(cell))
        if not evidence:
            yield f"EVIDENCE does not say what shows that the answer to {key} is {right!r}"
        elif _bare(evidence) not in _bare(html.unescape(seen)):
            yield f"the answer to {key} does not show {evidence!r}:\n{answer[0].source}"


def _answers(cell: NotebookNode) -> bool:
    return cell.cell_type == "code" and not QUIZ.search(cell.source)


def _bare(text: str) -> str:
    return re.sub(r"[`\s]", "", text)
