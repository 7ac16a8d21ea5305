"""The ledger of shapes: every product of the notes' ten equations, filled in for sizes of one's own."""

import inspect
from typing import NamedTuple

import numpy as np

from nnlib import network
from nnlib._machinery.console import printable
from nnlib._machinery.rules import Count
from nnlib._machinery.tables import html_table
from nnlib.products.expressions import explain_shapes
from nnlib.products.product import Product
from nnlib.products.symbols import LEARNED, Dimensions, equal
from nnlib.texts import _

ARRAYS = (*network.Cache._fields, *network.Gradients._fields)
SOURCE = inspect.getsource(network.forward) + inspect.getsource(network.backward)
EQUATIONS = tuple(line.strip() for line in SOURCE.splitlines() if line[4:].split(" = ")[0] in ARRAYS)
BY_CHANCE = "Here {equal}: a wrong product may fit by chance. Take sizes that all differ."
HEADER = ("equation", "product", "in symbols", "in numbers", "the shape of")


class LedgerRow(NamedTuple):
    """One product of one equation, and the arrays of the notes that have the shape of what comes out."""

    equation: str
    product: Product
    arrays: tuple[str, ...]

    @property
    def cells(self) -> tuple[str, str, str, str, str]:
        """What a table shows of it, under HEADER."""
        product = self.product
        return self.equation, product.code, product.in_symbols, product.in_numbers, ", ".join(self.arrays)


class ShapeLedger(NamedTuple):
    """The ledger: a row a product, in the order of the equations, and remarks on sizes that are equal."""

    rows: tuple[LedgerRow, ...]
    remarks: tuple[str, ...]

    def __repr__(self) -> str:
        """Show a line a product, in columns."""
        table = self._table()
        widths = [max(map(len, column)) for column in zip(*table, strict=True)]
        lines = [
            "  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip() for row in table
        ]
        return printable("\n".join([*lines, *self.remarks]))

    def _repr_html_(self) -> str:
        head, *rows = self._table()
        return html_table(_("The shapes of every product"), head, rows, self.remarks)

    def _table(self) -> list[tuple[str, ...]]:
        return [tuple(_(name) for name in HEADER), *(row.cells for row in self.rows)]


def shape_ledger(n0: Count, n1: Count, m: Count) -> ShapeLedger:
    """Write down the shapes in every product of the notes' ten equations, four forward and six back.

    Args:
        n0: number of input features, >= 1.
        n1: number of hidden units, >= 1.
        m: number of examples, >= 1.

    Returns:
        ShapeLedger with .rows, one a product (its .equation, .product and .arrays), and .remarks where sizes are equal,
        so that a wrong product may fit by chance; it shows itself.

    Notes: "Forward propagation", "Backpropagation (Compute Derivatives)" and "Dimentions".
    """
    sizes = {"n0": n0, "n1": n1, "n2": 1, "m": m}
    size_of, dimensions = {**sizes, "1": 1}, Dimensions(sizes)
    arrays = {name: np.broadcast_to(0.0, [size_of[symbol] for symbol in LEARNED[name]]) for name in LEARNED}
    rows = [
        LedgerRow(equation, product, tuple(dimensions.arrays(product.result.axes if product.result else ())))
        for equation in EQUATIONS
        for product in explain_shapes(equation, arrays, sizes).products
    ]
    return ShapeLedger(tuple(rows), tuple(_chances(sizes)))


def _chances(sizes: dict[str, int]) -> list[str]:
    """Say of each size that is there twice that a wrong product may fit."""
    axes = [tuple(symbol for symbol in sizes if sizes[symbol] == size) for size in dict.fromkeys(sizes.values())]
    return [_(BY_CHANCE, equal=equal(axis, sizes[axis[0]])) for axis in axes if len(axis) > 1]
