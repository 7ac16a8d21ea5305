"""Products in words: which shapes fit, what comes out, and where they do not fit, what would.

symbols      shapes in the notes' symbols
rules        NumPy's two rules: the matrix product, and entry by entry
fixes        what would fit instead
product      one product, its verdict and its words: explain_product
expressions  a line of code, product by product: explain_shapes
ledger       the notes' ten equations, product by product: shape_ledger
"""

from nnlib.products.expressions import ShapeExplanation, explain_shapes
from nnlib.products.ledger import ShapeLedger, shape_ledger
from nnlib.products.product import Product, explain_product

__all__ = ["Product", "ShapeExplanation", "ShapeLedger", "explain_product", "explain_shapes", "shape_ledger"]
