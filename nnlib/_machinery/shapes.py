"""The shapes of the notes, in the notes' symbols: `SHAPES` is the whole table, `Sizes` learns the numbers behind it."""

from collections.abc import Iterable

Shape = tuple[int, ...]

SHAPES: dict[str, tuple[str, str]] = {
    "X": ("n0", "m"),
    "reference": ("n0", "m of the reference"),
    "Y": ("n2", "m"),
    "X_test": ("n0", "m_test"),
    "Y_test": ("1", "m_test"),
    "W1": ("n1", "n0"),
    "b1": ("n1", "1"),
    "W2": ("n2", "n1"),
    "b2": ("n2", "1"),
    "Z1": ("n1", "m"),
    "A1": ("n1", "m"),
    "Z2": ("n2", "m"),
    "A2": ("n2", "m"),
}
SHAPES.update({"d" + name: SHAPES[name] for name in ("Z2", "W2", "b2", "Z1", "W1", "b1")})
SHAPES.update({"x": ("n0", "1"), "w": ("n0", "1"), "b": ("1", "1"), "y": ("1", "1")})  # one example, one unit


class Sizes:
    """What the arrays of one call tell of n0, n1, n2 and m, and which array told it first."""

    def __init__(self, names: Iterable[str]) -> None:
        """Start with the names of all arrays of the call: where Y alone would tell n2, it is 1, as in the notes."""
        self.known = {"1": 1}
        self.source: dict[str, str] = {}
        if {name for name in names if "n2" in SHAPES[name]} == {"Y"}:
            self.known["n2"] = 1

    def learn(self, name: str, written: str, shape: Shape) -> bool:
        """Learn from the shape of the array of this name, if it fits; and tell whether it did."""
        symbols = SHAPES[name]
        if len(shape) != 2 or any(self.known.get(s, n) != n for s, n in zip(symbols, shape, strict=True)):
            return False
        for symbol, size in zip(symbols, shape, strict=True):
            if symbol not in self.known:
                self.known[symbol], self.source[symbol] = size, written
        return True

    def expected(self, name: str) -> str:
        """Write the shape in symbols, and what is known of it in numbers: "(1, m) = (1, 40)", "(n0, m) with n0 = 2"."""
        symbols = ["1" if name == "Y" and s == "n2" and self.known.get(s) == 1 else s for s in SHAPES[name]]
        written = f"({', '.join(symbols)})"
        if all(s in self.known for s in symbols):
            numbers = f"({', '.join(str(self.known[s]) for s in symbols)})"
            return written if written == numbers else f"{written} = {numbers}"
        told = [f"{s} = {self.known[s]}" for s in symbols if s in self.known and s != "1"]
        return f"{written} with {', '.join(told)}" if told else written

    def sources(self, name: str) -> str:
        """Say which arrays told the sizes that the array of this name must have: "m = 40 comes from X"."""
        return ", ".join(f"{s} = {self.known[s]} comes from {self.source[s]}" for s in SHAPES[name] if s in self.source)
