"""A hint says nothing twice, points at no later lesson, and uses no word before the lesson that teaches it."""

import difflib
import json
import re
from pathlib import Path

import pytest

from nnlib.checks.mistakes import CATALOGUE

LESSONS = Path(__file__).parents[2] / "notebooks"
CHECKED_IN = {  # the first lesson in which a function of this kind is checked
    "shapes": 1, "parameter_count": 1, "two_sums": 2, "cost": 2, "safe_cost": 2, "output_layer": 3, "forward": 3,
    "activation_derivative": 3, "unit": 3, "update": 4, "training_loop": 4, "initialize_parameters": 4, "backward": 5,
    "numerical_gradients": 6, "gradients_in_rows": 7, "standardized": 8, "accuracy": 8,
}  # fmt: skip
TAUGHT_IN = {  # words that a lesson introduces, as its text says them
    "cross-entropy": 2, "sigmoid": 2, "ReLU": 3, "overshoot": 4, "chain rule": 5, "elementwise": 5,
    "gradient check": 6, "vectoriz": 7, "ledger": 7, "np.hstack": 7, "standardis": 8, "held-out": 8,
}  # fmt: skip
HINTS = {name: mistake for name, mistake in CATALOGUE.items() if not name.startswith("dZ1_")}  # these share their words


def text_of(lesson):
    (file,) = LESSONS.glob(f"{lesson:02}_*.ipynb")
    return "\n".join("".join(cell["source"]) for cell in json.loads(file.read_text(encoding="utf-8"))["cells"])


@pytest.mark.parametrize("word", TAUGHT_IN)
def test_the_lesson_that_is_said_to_teach_a_word_has_it(word):
    assert word.lower() in text_of(TAUGHT_IN[word]).lower()


@pytest.mark.parametrize("name", HINTS)
def test_no_hint_points_ahead(name):
    lesson, words = CHECKED_IN[HINTS[name].function], " ".join(HINTS[name].words)
    pointed_at = [int(number) for number in re.findall(r"\b0(\d)\b", " ".join(re.findall(r"[Ll]essons? [^.]*", words)))]
    assert [number for number in pointed_at if number > lesson] == []
    assert [word for word, taught in TAUGHT_IN.items() if taught > lesson and word.lower() in words.lower()] == []


@pytest.mark.parametrize("name", HINTS)
def test_no_hint_says_the_same_twice(name):
    sentences = [one for part in HINTS[name].words for one in re.split(r"(?<=[.?!]) ", part.strip())]
    alike = [
        (one, other)
        for i, one in enumerate(sentences)
        for other in sentences[i + 1 :]
        if difflib.SequenceMatcher(None, one, other, autojunk=False).ratio() > 0.8
    ]
    assert alike == []
