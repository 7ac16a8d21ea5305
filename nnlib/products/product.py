"""One product in words: does it fit, what comes out, and if it does not fit, what would."""

import re
from textwrap import wrap
from typing import Literal, NamedTuple

from nnlib._machinery import rules
from nnlib._machinery.door import checked
from nnlib._machinery.tables import html_table
from nnlib.products.fixes import Fix, fixes_of
from nnlib.products.rules import Operation
from nnlib.products.symbols import Dimensions, Operand, misses
from nnlib.products.words import in_words

Operator = Literal["@", "*", "+", "-", "/", "**"]

WIDTH = 100
HEADER = ("code", "in symbols", "in numbers", "verdict", "in words")


class Product(NamedTuple):
    """One operation on shapes: what goes in, the operator, what comes out (None if it does not fit), and the words.

    caution is what NumPy does not say of a product that fits: "as a table", where both arrays are repeated and each
    entry of the one meets each entry of the other; "by chance", where two symbols happen to have one size; "an axis
    is gone".  fixes are the changes that lead to an array of the notes.
    """

    code: str
    given: tuple[Operand, ...]
    operator: str
    result: Operand | None
    words: str
    caution: str = ""
    fixes: tuple[Fix, ...] = ()

    @property
    def fits(self) -> bool:
        """Whether NumPy computes it without an error."""
        return self.result is not None

    @property
    def clash(self) -> str:
        """What the words say of a product that does not fit, without what would fit instead."""
        return self.words.partition(". ")[0].removesuffix(".") + "."

    @property
    def verdict(self) -> str:
        """Whether it fits, in words: "✓ fits", "✗ does not fit", or with the caution "⚠ fits, as a table"."""
        if self.result is None:
            return "✗ does not fit"
        return f"⚠ fits, {self.caution}" if self.caution else "✓ fits"

    @property
    def in_symbols(self) -> str:
        """The shapes in symbols: "(n1, n0) @ (n0, m) → (n1, m)"."""
        return self._joined([x.symbols for x in self.given], self.result.symbols if self.result else "")

    @property
    def in_numbers(self) -> str:
        """The shapes in numbers: "(4, 3) @ (3, 7) → (4, 7)"."""
        return self._joined([str(x.shape) for x in self.given], str(self.result.shape) if self.result else "")

    @property
    def cells(self) -> tuple[str, str, str, str, str]:
        """What a table shows of it, under HEADER."""
        return self.code, self.in_symbols, self.in_numbers, self.verdict, self.words

    def _joined(self, given: list[str], result: str) -> str:
        product = f" {self.operator} ".join(given) if len(given) == 2 else f"{self.operator}{given[0]}"
        return f"{product} → {result}" if result else product

    def __repr__(self) -> str:
        """Show the verdict, the shapes and the words, a line each."""
        shapes = dict.fromkeys([self.in_symbols, self.in_numbers])
        return "\n    ".join([f"{self.verdict}: {self.code}", *shapes, *_lines(self.words)])

    def _repr_html_(self) -> str:
        return html_table(f"The shapes of {self.code}", HEADER, [self.cells])


def _lines(words: str) -> list[str]:
    """Break the words into lines, and no shape in two."""
    unbroken = re.sub(r", (?=[^(]*\))", ",\N{NO-BREAK SPACE}", words)
    return [line.replace("\N{NO-BREAK SPACE}", " ") for line in wrap(unbroken, WIDTH)]


@checked
def explain_product(
    left_shape: rules.Shape,
    operator: Operator,
    right_shape: rules.Shape,
    *,
    left: rules.Code = "left",
    right: rules.Code = "right",
    n0: rules.Count | None = None,
    n1: rules.Count | None = None,
    n2: rules.Count = 1,
    m: rules.Count | None = None,
) -> Product:
    """Say in words whether two shapes fit an operator, what comes out, and what would fit instead.

        (a, b) @ (b, c) → (a, c)        (a, b) * (a, b) → (a, b), where an axis of size 1 is repeated

    The sizes that are given turn numbers into the notes' symbols.  An array that is named as in the notes, dZ1 or
    X.T, has the notes' symbols by its name.

    Args:
        left_shape: the shape of the left array, with at most two axes.
        operator: "@" for the matrix product; "*", "+", "-", "/" or "**" for entry by entry.
        right_shape: the shape of the right array, with at most two axes.
        left: the left array's code, to be used in the words.
        right: the right array's code.
        n0: number of input features, >= 1, if it is known.
        n1: number of hidden units, >= 1, if it is known.
        n2: number of output units, >= 1; 1 in the notes.
        m: number of examples, >= 1, if it is known.

    Returns:
        Product with .fits, .words, .result (its .shape and .symbols) and .fixes; it shows itself.

    Raises:
        TypeError, ValueError: an argument is of the wrong kind or out of its range.

    Notes: "Dimentions".
    """
    sizes = {"n0": n0, "n1": n1, "n2": n2, "m": m}
    dimensions = Dimensions({symbol: size for symbol, size in sizes.items() if size is not None})
    operation = Operation(dimensions.operand(left, left_shape), operator, dimensions.operand(right, right_shape))
    return product_of(operation, dimensions)


def product_of(operation: Operation, dimensions: Dimensions, *, code: str = "", target: str = "") -> Product:
    """Make the Product of an operation; target is the name of the array that it is to be, where that is known."""
    left, operator, right = operation
    result, table = operation.result, operation.is_table
    missed = bool(result and target and misses(result.axes, dimensions.axes(target)))
    outer = result is not None and operation.is_outer and not dimensions.arrays(result)
    meant = result is not None and not (missed or outer or (table and not dimensions.arrays(result)))
    fixes = () if meant else fixes_of(operation, dimensions, target)
    words = in_words(operation, fixes, dimensions, target)
    cautions = {
        "as a table": table or outer,
        "by chance": bool(operation.chances),
        f"but is not shaped as {target}": missed and bool(fixes),
    }
    caution = next((caution for caution, holds in cautions.items() if holds), "")
    return Product(code or operation.code, (left, right), operator, result, words, caution, fixes)
