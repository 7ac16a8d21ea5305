"""Formulas: written once as text in the notes' symbols, shown in LaTeX or with numbers in the symbols' places."""

import re
from collections.abc import Mapping

from nnlib.arguments import Array

_LETTERS = {"σ": r"\sigma", "−": "-", "·": r"\cdot", "log": r"\log", "ᵀ": "^T", "'": r"^\prime"}
_FRACTION = re.compile(r"(\([^()]*\)|\w+)/(\([^()]*\)|\w+)")
_INDEXED = re.compile(r"(d?[A-Za-z])(\d)([ᵀ']?)")
_MARKS = {"ᵀ": "T", "'": r"\prime", "": ""}


def latex(formula: str) -> str:
    r"""Turn a formula into LaTeX, without the dollar signs: "dW2 = dz2 a1ᵀ" into "dW^{[2]} = dz^{[2]} a^{[1]T}"."""
    formula = _FRACTION.sub(lambda part: rf"\frac{{{part[1].strip('()')}}}{{{part[2].strip('()')}}}", formula)
    formula = _INDEXED.sub(lambda part: f"{part[1]}^{{[{part[2]}]{_MARKS[part[3]]}}}", formula)
    for letter, command in _LETTERS.items():
        formula = formula.replace(letter, command)
    return formula


def with_numbers(formula: str, values: Mapping[str, Array]) -> str:
    """Put the values in the places of their names: "W1 x + b1" into "[[0.5, 1]] [[2], [3]] + 0.1"."""
    if not values:
        return formula
    names = "|".join(sorted(map(re.escape, values), key=len, reverse=True))
    return re.sub(rf"(?<![A-Za-z])(?:{names})(?![A-Za-z0-9])", lambda name: shown(values[name[0]]), formula)


def shown(value: Array) -> str:
    """Write one number as it is, a few in rows, and of a larger array its size: "−0.7", "[[1], [2]]", "[4 × 3]"."""
    if value.size > 8:
        return f"[{' × '.join(map(str, value.shape))}]"
    rows = [f"[{', '.join(f'{number + 0.0:.5g}' for number in row)}]" for row in value]
    text = f"[{', '.join(rows)}]" if value.size > 1 else rows[0].strip("[]")
    return text.replace("-", "−")
