"""What is printed can be written to any console, and loses nothing on one that writes every sign."""

import io
import sys

import numpy as np
import pytest

import nnlib
from nnlib._machinery.console import IN_WORDS, printable

TEXT = "✓ W1 (4, 2) · Xᵀ\n✗ dZ1 = g′(Z1) × 2, ŷ − y ≥ 0"


@pytest.mark.parametrize(
    ("encoding", "expected"),
    [
        ("utf-8", TEXT),
        ("cp1252", "right: W1 (4, 2) · X.T\nwrong: dZ1 = g'(Z1) × 2, yhat - y >= 0"),
        ("ascii", "right: W1 (4, 2) * X.T\nwrong: dZ1 = g'(Z1) x 2, yhat - y >= 0"),
    ],
)
def test_a_text_is_written_as_the_console_can(monkeypatch, encoding, expected):
    console = io.TextIOWrapper(io.BytesIO(), encoding=encoding, newline="")
    monkeypatch.setattr(sys, "stdout", console)
    print(printable(TEXT), end="", flush=True)
    assert console.buffer.getvalue().decode(encoding) == expected


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_what_nnlib_returns_can_be_printed_on_any_console(monkeypatch, encoding):
    moons = nnlib.make_moons(20)
    training = nnlib.standardize(moons.X), moons.Y
    history = nnlib.train(*training, hidden_units=2, learning_rate=0.1, iterations=3)
    model = nnlib.Model.of(history, moons)
    shown = [
        history,
        model,
        model.predict(moons)[0]._replace(class_name="鳥"),
        moons._replace(class_names=("鳥", "ŷ")),
        nnlib.gradient_check(history.parameters, *training),
        nnlib.sweep(*training, hidden_units=[1], learning_rates=[0.1], iterations=1),
        nnlib.check_cost(nnlib.cost),
        nnlib.network_graph(history.parameters, moons.X[:, :1], moons.Y[:, :1]),
        nnlib.explain_shapes("dZ1.T @ W2", dZ1=np.ones((4, 7)), W2=np.ones((1, 4))),
    ]
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding=encoding))
    for each in shown:
        print(each, repr(each), flush=True)


def test_a_sign_that_has_no_words_is_a_question_mark(monkeypatch):
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding="cp1252"))
    assert printable("鳥 is a bird") == "? is a bird"


def test_without_a_console_the_text_stays(monkeypatch):
    monkeypatch.setattr(sys, "stdout", None)
    assert printable(TEXT) == TEXT


def test_the_words_are_ascii():
    assert all(words.isascii() for words in IN_WORDS.values())
