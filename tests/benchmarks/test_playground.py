"""The playground's benchmark says what it found."""

from tests.benchmarks import playground

FOUND = {
    "pictures": 55.4,
    "share": 0.31,
    "key": 24.0,
    "agg": 60.0,
    "drag": 90.0,
    "kernel": 0.01,
    "page": -0.02,
    "minutes": 10,
}


def test_the_goals_are_reached_or_not():
    assert [goal[2] for goal in playground.goals(FOUND)] == [True] * 4
    assert [goal[2] for goal in playground.goals({**FOUND, "share": 0.2, "key": 36, "drag": 301, "page": 0.2})] == [
        False
    ] * 4
    assert playground.goals({**FOUND, "key": 52, "agg": 90})[1][1:] == ["52 ms, 58% of Agg's", True]
    assert playground.goals({**FOUND, "pictures": 31, "share": 0.5})[0][1:] == ["31, 50%", True]


def test_the_table_says_each_figure():
    assert [row[1] for row in playground.table(FOUND)] == ["", "55", "31%", "24", "60", "90", "+1.0%", "-2.0%"]


def test_without_a_browser_the_table_says_so():
    assert playground.table(None)[1] == ["there is no browser here", ""]
    assert playground.goals(None) == []
