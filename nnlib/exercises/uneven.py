"""Tells a function that gives an array in some cases and not in others, and what sets those cases apart."""

import itertools
from collections.abc import Mapping, Sequence

import numpy as np

from nnlib._machinery.door import Array
from nnlib.exercises.cases import Case
from nnlib.mistakes.task import Task
from nnlib.texts import say

SIZES = ("n0", "n1", "n2", "m")


def uneven(tried: Sequence[tuple[Case, Mapping[str, Array]]], task: Task) -> str:
    """Say in words which array is there in one case and missing in another; nothing where each has the same.

    Args:
        tried: each case, and the arrays that were returned in it.
        task: what the function is to compute.
    """
    for name in task.equations:
        there = [described(case, task) for case, arrays in tried if name in arrays]
        missing = [described(case, task) for case, arrays in tried if name not in arrays]
        if there and missing:
            one, other = _most_alike(there, missing)
            return say("uneven", name=name, there=one, missing=other)
    return ""


def described(case: Case, task: Task) -> list[str]:
    """Say of a case how sure the network is, what the labels and predictions are, the iterations and the sizes."""
    known = case.known
    words = [say("very_sure", z=f"{np.max(known['Z2']):g}") if case.within else say("not_sure")]
    if "Y" in task.arguments:
        labels = np.unique(known["Y"])
        words.append(say("both_labels") if labels.size > 1 else say("one_label", label=int(labels[0])))
        if "A2" in known:
            all_right = np.array_equal(known["A2"] > 0.5, known["Y"])
            words.append(say("all_predicted" if all_right else "some_predicted"))
    if "iterations" in task.arguments:
        words.append(f"iterations = {known['iterations']}")
    return [*words, ", ".join(f"{name} = {known[name]}" for name in SIZES if name in known)]


def _most_alike(there: list[list[str]], missing: list[list[str]]) -> tuple[str, str]:
    """Give the first words that differ, of the two cases that differ least; of two that are alike, their turn."""
    pairs = itertools.product(there, missing)
    apart = [[(words, other[i]) for i, words in enumerate(one) if words != other[i]] for one, other in pairs]
    return next(iter(min(apart, key=len)), (say("first_run"), say("second_run")))
