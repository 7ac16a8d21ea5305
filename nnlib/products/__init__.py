"""Products in words: which shapes fit, what comes out, and where they do not fit, what would.

symbols      shapes in the notes' symbols
operation    two arrays that meet: what comes out, and what would fit instead
product      that in words
line         a formula, followed product by product
expressions  a line of code in words: explain_shapes
ledger       the notes' ten equations, product by product: shape_ledger
"""

from nnlib.products.expressions import ShapeExplanation, explain_shapes
from nnlib.products.ledger import ShapeLedger, shape_ledger
from nnlib.products.product import Product

__all__ = ["Product", "ShapeExplanation", "ShapeLedger", "explain_shapes", "shape_ledger"]
