"""Data to learn from: made from a formula, or real and shipped with the package.

A column of X is an example.  Nothing is downloaded, and NumPy is all that is needed.
"""

from nnlib.datasets.dataset import Dataset, standardize, train_test_split
from nnlib.datasets.made import make_circles, make_flower, make_moons, make_spiral, make_xor
from nnlib.datasets.real import load_breast_cancer, load_digits, load_penguins

__all__ = [
    "Dataset",
    "load_breast_cancer",
    "load_digits",
    "load_penguins",
    "make_circles",
    "make_flower",
    "make_moons",
    "make_spiral",
    "make_xor",
    "standardize",
    "train_test_split",
]
