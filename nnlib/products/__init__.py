"""Products in words: which shapes fit, what comes out, and where they do not fit, what would.

symbols      shapes in the notes' symbols
fitting      a formula, followed: what comes out where arrays meet, and which edit would fit instead
product      that in words
expressions  a line of code in words: explain_shapes
ledger       the notes' ten equations, product by product: shape_ledger
"""

from nnlib.products.expressions import ShapeExplanation, explain_shapes
from nnlib.products.ledger import ShapeLedger, shape_ledger
from nnlib.products.product import Product

__all__ = ["Product", "ShapeExplanation", "ShapeLedger", "explain_shapes", "shape_ledger"]
