"""What can be measured where the shape is wrong."""

from nnlib.exercises.comparison import same
from nnlib.exercises.samples import LOOSE, Measure, Measured, Sample
from nnlib.mistakes.task import FORMS

SIZES = ("n0", "n1", "m", "m_test", "1")


def transposed(samples: list[Sample]) -> Measured | None:
    """The right numbers, with rows for columns."""
    if not all(same(s.value, s.right.T, LOOSE) for s in samples):
        return None
    return Measured("transposed", {"shape": samples[0].value.shape, "symbols": samples[0].symbols})


def flat(samples: list[Sample]) -> Measured | None:
    """The right numbers, without the second axis."""
    if not all(s.value.ndim < 2 and same(s.value.ravel(), s.right.ravel(), LOOSE) for s in samples):
        return None
    return Measured("flat", {"shape": samples[0].value.shape, "symbols": samples[0].symbols})


def table(samples: list[Sample]) -> Measured | None:
    """What broadcasting makes of a column and a row: every pair."""
    for symbol in ("m", "n1", "n0"):
        if all(s.value.shape == (s.known[symbol], s.known[symbol]) != s.right.shape for s in samples):
            first = samples[0]
            size = {"shape": first.value.shape, "size": first.known[symbol]}
            return Measured("table", {"symbol": symbol, "symbols": first.symbols, **size})
    return None


def other_shape(samples: list[Sample]) -> Measured:
    """Another shape: in the notes' symbols, if each axis has the size of one of them in every case."""
    first = next(s for s in samples if s.value.shape != s.right.shape)  # in some cases it may be right by chance
    if first.right.ndim == 0:
        return Measured("not_one_number", {"shape": first.value.shape, "count": first.value.size})
    shapes = {"shape": first.value.shape, "right": first.right.shape}
    if all(s.value.size == 1 < s.right.size for s in samples):
        return Measured("one_number", {"count": first.right.size, "right": first.right.shape})
    if first.array not in FORMS:
        return Measured("unlike", shapes)
    axes = [_symbol(samples, axis) for axis in range(first.value.ndim)]
    if all(axes) and axes:
        its = f"({', '.join(axes)}{',' if len(axes) == 1 else ''})"
        return Measured("other_shape", {"shape": first.value.shape, "its": its, "symbols": first.symbols})
    return Measured("wrong_shape", {"symbols": first.symbols, **shapes})


def _symbol(samples: list[Sample], axis: int) -> str:
    """Find the symbol whose size an axis has in every case."""
    for symbol in SIZES:
        if all(s.value.ndim > axis and s.value.shape[axis] == s.known.get(symbol) for s in samples):
            return symbol
    return ""


SHAPES_WRONG: tuple[Measure, ...] = (transposed, flat, table, other_shape)
