"""Tells a function that gives an array in some cases and not in others, and what sets those cases apart."""

from collections.abc import Mapping, Sequence

import numpy as np

from nnlib.arguments import Array
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
        there = [case for case, arrays in tried if name in arrays]
        missing = [case for case, arrays in tried if name not in arrays]
        if there and missing:
            one, other = _apart(there[0], missing[0], task)
            return say("uneven", name=name, there=one, missing=other)
    return ""


def _apart(one: Case, other: Case, task: Task) -> tuple[str, str]:
    """Describe two cases by what sets them apart: how sure they are, the labels, or the sizes; else by their turn."""
    if one.finite_only != other.finite_only:
        return _sureness(one), _sureness(other)
    if "Y" in task.arguments and _labels(one) != _labels(other):
        return _labels(one), _labels(other)
    if _sizes(one) != _sizes(other):
        return _sizes(one), _sizes(other)
    return say("first_run"), say("second_run")


def _sureness(case: Case) -> str:
    return say("very_sure" if case.finite_only else "not_sure")


def _labels(case: Case) -> str:
    labels = np.unique(case.known["Y"])
    return say("both_labels") if labels.size > 1 else say("one_label", label=int(labels[0]))


def _sizes(case: Case) -> str:
    return ", ".join(f"{name} = {case.known[name]}" for name in SIZES if name in case.known)
