"""Numbers and lists in text."""

from collections.abc import Iterable, Sequence

from nnlib.texts import _, texts


def written(number: float, form: str = "z.4f") -> str:
    """Write a number in Python's format, with a minus sign that is as wide as a plus: "0.5000", "−0.5000"."""
    return f"{number:{form}}".replace("-", "−")


def count(number: int, noun: str) -> str:
    """Write a number with its noun, in the language that is asked for: "1 seed", "3 seeds"."""
    nouns = noun if number == 1 else noun + "s"
    return f"{number} {texts('phrases').get(nouns, nouns)}"


def listed(words: Sequence[str]) -> str:
    """Write words as a sentence has them: "Z1, A1 and dZ1"."""
    return _("{words} and {last}", words=", ".join(words[:-1]), last=words[-1]) if len(words) > 1 else "".join(words)


def quoted(names: Iterable[str]) -> str:
    """Write names that a caller gave, in quotes, of many the first eight: "'mass', 'wing' and 3 more"."""
    names = list(names)
    return (", ".join(map(repr, names[:8])) or "none") + (f" and {len(names) - 8} more" if len(names) > 8 else "")
