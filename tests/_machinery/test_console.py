"""What is printed can be written to any console, and loses nothing on one that writes every sign."""

import io
import sys

import pytest

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


def test_a_sign_that_has_no_words_is_a_question_mark(monkeypatch):
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding="cp1252"))
    assert printable("鳥 is a bird") == "? is a bird"


def test_without_a_console_the_text_stays(monkeypatch):
    monkeypatch.setattr(sys, "stdout", None)
    assert printable(TEXT) == TEXT


def test_the_words_are_ascii():
    assert all(words.isascii() for words in IN_WORDS.values())
