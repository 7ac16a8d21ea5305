"""What is measured is the same work: every contender finds the costs that `descend` finds."""

import itertools
import os

import numpy as np
import pytest

from nnlib import Parameters, descend, sweep
from tests.benchmarks import case, cold, peers, processes, report, startup, steps, sweeps

CASES = [case.moons(4, 25), case.digits(10)]


@pytest.mark.filterwarnings("ignore:`torch.jit:DeprecationWarning")  # of PyTorch, at a part of its own
@pytest.mark.parametrize("problem", CASES, ids=lambda problem: problem.name)
@pytest.mark.parametrize("name", [name for name in steps.MAKERS if name != steps.FLOOR])
def test_every_contender_takes_the_steps_of_descend(name, problem):
    try:
        run = steps.MAKERS[name](problem)
    except ModuleNotFoundError as error:
        pytest.skip(str(error))
    walk = descend(Parameters(*problem.start), problem.X, problem.Y, learning_rate=problem.learning_rate)
    expected = [step.cost for step in itertools.islice(walk, problem.steps)]
    for _ in range(2):  # every run begins at the start
        np.testing.assert_allclose(run(problem.steps), expected, rtol=1e-5 if "float32" in name else 1e-10)


def test_the_floor_runs():
    assert steps.MAKERS[steps.FLOOR](CASES[0])(3) == []


@pytest.mark.parametrize(("make", "tolerance"), [(peers.jax_sweep, 1e-10), (peers.jax_sweep_float32, 1e-4)])
def test_jax_sweeps_the_same_networks(make, tolerance):
    grid = sweeps.make_grid(seeds=2, steps=5)
    try:
        found = make(grid)(grid.steps)
    except ModuleNotFoundError as error:
        pytest.skip(str(error))
    expected = sweep(grid.X, grid.Y, **grid.options).costs[..., :-1]
    for costs, stack in zip(found, expected, strict=True):
        np.testing.assert_allclose(costs.T, stack.reshape(-1, grid.steps), rtol=tolerance)


def test_a_cold_start_lasts_longer_than_the_import_in_it(monkeypatch):
    monkeypatch.setattr(cold, "MAKERS", {"nnlib": steps.MAKERS[steps.NNLIB], "missing": missing_library})
    found = cold.measure(1)
    assert found["missing"] is None
    assert cold.table(found)[1:] == [["nnlib", f"{found['nnlib'][0]:.2f}"], ["missing", "not installed"]]
    assert found["nnlib"][0] > 0


def test_the_start_up_is_timed_in_a_process_and_in_a_kernel():
    assert 0 < startup.in_a_process(os.environ) < startup.in_a_kernel(dict(os.environ))
    assert [goal[2] for goal in startup.goals((0.03, 2.1))] == [True, False]


def test_a_race_times_every_contender_in_every_round():
    makers = {"readable": steps.MAKERS[steps.READABLE], "floor": steps.MAKERS[steps.FLOOR], "missing": missing_library}
    seconds = processes.race(makers, CASES[0], rounds=2)
    assert seconds.pop("missing") is None
    assert all(len(times) == 2 and min(times) >= 0 for times in seconds.values())


def test_a_contender_that_fails_says_why():
    with pytest.raises(RuntimeError, match=r"wrong failed:(.|\n)*ValueError: on purpose"):
        processes.race({"wrong": failing}, CASES[0], rounds=1)


def failing(_):
    raise ValueError("on purpose")


def missing_library(_):
    raise ModuleNotFoundError("no such library")


def test_a_ratio_is_the_median_of_the_rounds_ratios():
    assert processes.ratio([1, 9, 4], [2, 3, 1]) == 3


def test_the_tables_of_a_measurement_that_lacks_a_library():
    times = {name: [2.0, 2.0] for name in steps.MAKERS} | {steps.NNLIB: [0.5, 0.5], steps.SCIKIT_LEARN: None}
    results = dict.fromkeys(("n1 = 4", "n1 = 20", "n1 = 50", "digits"), times)
    rows = {row[0]: row[1:] for row in steps.table(results)}
    assert rows[steps.NNLIB] == ["0.25"] * 4
    assert rows[steps.SCIKIT_LEARN] == ["not installed"] * 4
    assert rows[steps.READABLE + ", µs a step"] == ["2"] * 4
    assert [goal[2] for goal in steps.goals(results)] == [True] * 5


def test_a_look_at_a_sweep_is_told_in_seconds_and_beside_the_readable_loop():
    times = {name: [6.0] for name in (sweeps.READABLE, sweeps.HERE)}
    *_, first, whole = sweeps.goals(times, [[0.125], [0.25], [1.0]])
    assert first[1:] == ("0.12 s", False)
    assert whole[1:] == ("0.25 s, 1/4.0 of the readable loop", True)


def test_the_tables_go_between_the_markers_and_nowhere_else(tmp_path):
    guide = tmp_path / "guide.md"
    guide.write_text(f"before\n{report.BEGIN}\nold\n{report.END}\nafter\n", encoding="utf-8")
    for text in ("new", "newer"):
        report.put_between_markers(guide, text)
        assert guide.read_text(encoding="utf-8") == f"before\n{report.BEGIN}\n{text}\n{report.END}\nafter\n"
    guide.write_text("no markers", encoding="utf-8")
    with pytest.raises(ValueError, match="lacks the lines"):
        report.put_between_markers(guide, "new")


def test_a_picture_is_found_from_the_guide(tmp_path):
    picture = report.picture(tmp_path / "tests" / "growth.png", "words", tmp_path / "guide.md")
    assert picture == "![words](tests/growth.png)"


def test_a_table_is_markdown():
    rows = [["", "n1 = 4"], ["readable", "1.0"]]
    assert report.markdown_table(rows) == "|  | n1 = 4 |\n|---|---:|\n| readable | 1.0 |"
