"""Text for a console that cannot write every sign, as redirected output on Windows, whose cp1252 has no ✓ and no σ."""

import codecs
import sys

SIGNS = """
✓ right: ✗ wrong: ⚠ careful: ■ #
− - ≥ >= ≤ <= ≠ != ≈ ~ → -> ↑ ^ ′ ' ‖ || … ...
× x · * ² ^2 √ sqrt Σ sum ∂ d ∇ grad ᵀ .T ŷ yhat
α alpha ε epsilon θ theta μ mu π pi σ sigma ₀ _0 ₁ _1 ₂ _2
""".split()  # noqa: SIM905 (a table to be read)
IN_WORDS: dict[str, str] = dict(zip(SIGNS[::2], SIGNS[1::2], strict=True))


def printable(text: str) -> str:
    """Give a text as standard output can write it: what its encoding lacks is said in ASCII, "?" where nothing is near.

    A `__repr__` or `__str__` that holds such signs returns what this makes of it.
    """
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"  # what stands in for it in a test may name none
    return text.encode(encoding, "nnlib.in_words").decode(encoding)


def _in_words(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(IN_WORDS.get(sign, "?") for sign in error.object[error.start : error.end]), error.end


codecs.register_error("nnlib.in_words", _in_words)
