"""A bar shows for a long run only, and a run without tqdm has none."""

import contextlib
import sys

import pytest
import tqdm.auto

from nnlib._machinery import progress


class Bar:
    made: list["Bar"]

    def __init__(self, **options):
        self.options, self.n, self.closed = options, options["initial"], False
        Bar.made.append(self)

    def update(self, steps):
        self.n += steps

    def close(self):
        self.closed = True


@pytest.fixture
def clock(monkeypatch):
    Bar.made, now = [], [0.0]
    monkeypatch.setattr(tqdm.auto, "tqdm", Bar)
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    return now


def test_a_run_of_a_second_has_no_bar(clock):
    with progress.progress_bar(10, "training", wanted=True) as show:
        show(5)
        clock[0] = 1.0
        show(10)
    assert Bar.made == []


def test_a_longer_run_has_one_bar_that_counts_and_closes(clock):
    with contextlib.suppress(KeyboardInterrupt), progress.progress_bar(10, "training", wanted=True) as show:
        show(2)
        clock[0] = 1.5
        show(4)
        show(9)
        raise KeyboardInterrupt
    (bar,) = Bar.made
    assert (bar.options["total"], bar.options["initial"], bar.n, bar.closed) == (10, 4, 9, True)


def test_a_bar_that_nobody_wants_is_not_made(clock):
    with progress.progress_bar(10, "training", wanted=False) as show:
        clock[0] = 60.0
        show(4)
    assert Bar.made == []


def test_without_tqdm_the_run_goes_on(clock, monkeypatch):
    monkeypatch.setitem(sys.modules, "tqdm.auto", None)
    with progress.progress_bar(10, "training", wanted=True) as show:
        clock[0] = 60.0
        show(4)
        show(8)
