"""What a question is: its text, and options that each have a reply of their own."""

from typing import NamedTuple


class Option(NamedTuple):
    """One answer to choose.

    The reply to a wrong one speaks to the thought behind it, and leads on; the reply to the right one says why.
    """

    text: str
    reply: str
    right: bool = False


class Question(NamedTuple):
    """A question with one right option.  Texts may hold `code` and the notes' symbols as in W1, dZ2, n0."""

    text: str
    options: tuple[Option, ...]
