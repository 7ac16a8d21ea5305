"""The latency benchmark says what it found; that it finds something is tried where the browser is."""

from tests.benchmarks import latency


def test_the_table_says_what_is_not_installed():
    found = {
        picture: {latency.NNLIB: 40.4, latency.INLINE: 198.0, latency.IPYMPL: None} for picture in latency.PICTURES
    }
    assert latency.table(found)[1:] == [
        [latency.NNLIB, "40", "40"],
        [latency.INLINE, "198", "198"],
        [latency.IPYMPL, "not installed", "not installed"],
    ]
    assert [goal[2] for goal in latency.goals(found)] == [True, True]


def test_a_goal_is_missed_where_one_picture_misses_it():
    slow = {latency.NNLIB: 61.0, latency.INLINE: 180.0, latency.IPYMPL: 150.0}
    found = {latency.CURVE: {**slow, latency.NNLIB: 10.0}, latency.BOTH: slow}
    assert [goal[1:] for goal in latency.goals(found)] == [["6%, 34%", False], ["61 ms", False]]


def test_without_a_browser_the_table_says_so():
    assert latency.table(None)[1] == ["there is no browser here", ""]
    assert latency.goals(None) == []


def test_the_table_of_widgets_says_which_slider_was_moved():
    assert latency.widgets_table({"04 path": [61.4, 240.2]})[1] == ["04 path", "learning rate α", "61", "240"]
