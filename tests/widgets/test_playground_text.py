"""A stranger's text is refused in words, or is harmless."""

import base64
import contextlib
import json
import time
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlib.widgets.playground import explore_playground
from nnlib.widgets.playground.setup import MOST_POINTS
from nnlib.widgets.playground.state import MOST_MOVES
from nnlib.widgets.playground.text import LONGEST, LONGEST_INSIDE, PREFIX, from_text

GOOD = {"setup": {"dataset": "moons", "m": 50}, "learning_rate": 0.3, "moves": [["Steps", 10, 0.3]]}


def packed(content) -> str:
    inside = content if isinstance(content, bytes) else json.dumps(content).encode()
    return PREFIX + base64.urlsafe_b64encode(zlib.compress(inside)).decode().rstrip("=")


def changed(**fields) -> str:
    return packed({**GOOD, **fields})


def with_setup(**fields) -> str:
    return changed(setup={**GOOD["setup"], **fields})


MALFORMED = [
    (None, "must be a text, got None"),
    (7, "must be a text, got 7"),
    ("", "must begin with 'nnlib1.'"),
    ("__import__('os').system('true')", "must begin"),
    (PREFIX, "its end is missing"),
    (PREFIX + "!!!!", "a part of it is missing"),
    (PREFIX + "AAAA", "a part of it is missing"),
    (packed(GOOD)[:-12], "missing"),
    (PREFIX + "A" * LONGEST, f"there may be {LONGEST}"),
    (packed(b"0" * (LONGEST_INSIDE + 1)), f"holds more than {LONGEST_INSIDE}"),
    (packed(b"\xff\xfe"), "no JSON"),
    (packed(b"{"), "no JSON"),
    (packed(b"[" * 100_000), "no JSON"),
    (packed(b'{"setup": {}, "learning_rate": NaN, "moves": []}'), "no JSON"),
    (packed([]), "must hold learning_rate, moves, setup"),
    (packed({"setup": {}}), "must hold"),
    (packed({**GOOD, "code": "1"}), "must hold"),
    (changed(setup=[]), "setup must be an object"),
    (changed(moves={}), "moves a list"),
    (changed(learning_rate="fast"), "learning_rate must be a number, got 'fast'"),
    (changed(learning_rate=True), "learning_rate must be a number, got True"),
    (changed(learning_rate=-1), "learning_rate must be a number from"),
    (packed(b'{"setup": {}, "learning_rate": 1e999, "moves": []}'), "learning_rate must be a number from"),
    (with_setup(m=10**400), "m must be a whole number from 10 to 2000"),
    (with_setup(m=20.5), "m must be a whole number"),
    (with_setup(dataset="file:///etc/passwd"), "dataset must be one of"),
    (with_setup(activation=["tanh"]), "activation must be one of"),
    (with_setup(__class__="x"), "there is no setting '__class__'"),
    (with_setup(hidden_units=1_000_000), "hidden_units must be a whole number from 1 to 50"),
    (with_setup(dataset="given"), "pass it as dataset"),
    (changed(moves=[["Steps", 10**9, 0.3]]), "too long"),
    (changed(moves=[["Steps", 10, 0.3]] * (MOST_MOVES + 3)), f"there may be {MOST_MOVES}"),
    (changed(moves=[["Steps", 10]]), "there is no move"),
    (changed(moves=["Steps"]), "there is no move 'Steps'"),
    (changed(moves=[["Weight", "W1", 99, 0, 1.0]]), "there is no W1[99, 0]"),
    (changed(moves=[["Weight", "__dict__", 0, 0, 1.0]]), "there is no move"),
    (changed(moves=[["Points", [[0, 0, 2]]]]), "points[0], label must be a whole number from 0 to 1, got 2"),
    (changed(moves=[["Points", [[0, 0, 1]] * (MOST_POINTS + 1)]]), f"there may be {MOST_POINTS}"),
    (changed(moves=[["Given", [[[1]], [[1]], [[1]], [[1]]], 0]]), "n0 = 1 inputs; the data set has 2"),
    (
        changed(moves=[["Given", [[[1, 2]], [[1], [2]], [[1]], [[1]]], 0]]),
        "b1 has shape (2, 1); expected (n1, 1) = (1, 1)",
    ),
    (changed(moves=[["Given", [[[1, 2]], [[1]], [[1], [2]], [[1], [2]]], 0]]), "W2 must have one row, got 2"),
    (
        changed(moves=[["Given", [[[1, 2]] * 51, [[1]] * 51, [[1] * 51], [[1]]], 0]]),
        "n1 must be a whole number from 1 to 50",
    ),
    (changed(moves=[["Given", [[["1", 2]], [[1]], [[1]], [[1]]], 0]]), "W1 must hold numbers"),
    (changed(moves=[["Given", [[[1, 2], [3]], [[1], [2]], [[1, 2]], [[1]]], 0]]), "W1 has rows of different lengths"),
    (changed(moves=[["Given", 5, 0]]), "there is no move"),
]


@pytest.mark.parametrize(("text", "words"), MALFORMED, ids=[words[:40] for _, words in MALFORMED])
def test_malformed_texts_are_refused_in_words(text, words):
    with pytest.raises(ValueError, match="this is not the text of a playground's state: ") as refused:
        from_text(text)
    assert words in str(refused.value)
    assert len(str(refused.value)) < 300


def test_there_are_thirty_of_them():
    assert len(MALFORMED) >= 30
    assert from_text(packed(GOOD)).iteration == 10


def test_spaces_and_line_breaks_of_a_mail_do_no_harm():
    text = packed(GOOD)
    assert from_text(f"\n {text[:20]}\n{text[20:]} \n").cost == from_text(text).cost


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(st.sampled_from(("setup", "learning_rate", "moves", "given")), json_values)
def test_any_other_content_is_refused_or_a_state(field, value):
    inside = json.dumps({**GOOD, field: value}).encode()
    with contextlib.suppress(ValueError):
        assert from_text(packed(inside)).iteration in (0, 10)


@given(st.binary(max_size=60))
def test_any_bytes_are_refused(content):
    with pytest.raises(ValueError, match="not the text"):
        from_text(PREFIX + base64.urlsafe_b64encode(content).decode())


def test_the_longest_text_that_is_read_takes_seconds_and_not_minutes():
    most = {"m": 2000, "hidden_units": 50}
    began = time.perf_counter()
    assert from_text(changed(setup=most, moves=[["Steps", 3600, 0.3]])).iteration == 3600
    print(f"{time.perf_counter() - began:.1f} s")
    with pytest.raises(ValueError, match="too long"):
        from_text(changed(setup=most, moves=[["Steps", 4000, 0.3]]))


def test_a_state_is_shown_again():
    state = explore_playground(state=packed(GOOD)).state
    assert (state.iteration, state.setup.dataset, state.data.X.shape[1]) == (10, "moons", 38)
