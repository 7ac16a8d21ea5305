"""Wrong gradients where the examples are rows: dW1_rows is that of W1ᵀ, and db1_rows that of b1ᵀ."""

import numpy as np

from nnlib._machinery.door import Array
from nnlib.mistakes.catalogue import wrong


@wrong("gradients_in_rows", "dW1_rows")
def factors_swapped(dZ1_rows: Array, X_rows: Array, m: int) -> Array:
    """dW1_rows = (1/m) dZ1_rowsᵀ X_rows."""
    return dZ1_rows.T @ X_rows / m


@wrong("gradients_in_rows", "dW1_rows", fits=False)
def formula_of_the_columns(dZ1_rows: Array, X_rows: Array, m: int) -> Array:
    """dW1_rows = (1/m) dZ1_rows X_rowsᵀ."""
    return dZ1_rows @ X_rows.T / m


@wrong("gradients_in_rows", "db1_rows")
def axis_of_the_columns(dZ1_rows: Array, m: int) -> Array:
    """db1_rows = (1/m) Σ dZ1_rows, over axis 1."""
    return np.sum(dZ1_rows, axis=1, keepdims=True) / m


@wrong("gradients_in_rows", "db1_rows")
def row_without_keepdims(dZ1_rows: Array, m: int) -> Array:
    """db1_rows = (1/m) np.sum(dZ1_rows, axis=0), flat."""
    return np.sum(dZ1_rows, axis=0) / m


@wrong("gradients_in_rows", "dW1_rows")
def rows_without_mean(dZ1_rows: Array, X_rows: Array) -> Array:
    """dW1_rows = X_rowsᵀ dZ1_rows, db1_rows = Σ dZ1_rows, without 1/m."""
    return X_rows.T @ dZ1_rows


@rows_without_mean.also("db1_rows")
def _rows_without_mean(dZ1_rows: Array) -> Array:
    return np.sum(dZ1_rows, axis=0, keepdims=True)


@wrong("gradients_in_rows", "dW1_rows")
def m_from_the_columns(dZ1_rows: Array, X_rows: Array, n0: int) -> Array:
    """M = X_rows.shape[1], so 1/n0 in place of 1/m."""
    return X_rows.T @ dZ1_rows / n0


@m_from_the_columns.also("db1_rows")
def _m_from_the_columns(dZ1_rows: Array, n0: int) -> Array:
    return np.sum(dZ1_rows, axis=0, keepdims=True) / n0
