"""Wrong ways to standardize `raw`, which is the training set for X_train and the held-out set for X_test.

μ and s are the mean and the standard deviation of each feature over the training set, where nothing else is said.
"""

import numpy as np

from nnlib._machinery.door import Array, unchecked
from nnlib.datasets import standardize
from nnlib.mistakes.catalogue import wrong

BOTH = ("X_train", "X_test")


def _mean(X: Array) -> Array:
    return np.mean(X, axis=1, keepdims=True)


def _deviation(X: Array) -> Array:
    return np.std(X, axis=1, keepdims=True)


@wrong("standardized", "X_test")
def by_its_own_statistics(raw: Array) -> Array:
    """X_test = (raw_test − μ) / s, with μ and s of raw_test."""
    return unchecked(standardize)(raw)


@wrong("standardized", "X_test")
def mean_of_its_own(raw: Array, raw_train: Array) -> Array:
    """X_test = (raw_test − μ) / s, with μ of raw_test and s of raw_train."""
    return (raw - _mean(raw)) / _deviation(raw_train)


@wrong("standardized", "X_test")
def deviation_of_its_own(raw: Array, raw_train: Array) -> Array:
    """X_test = (raw_test − μ) / s, with μ of raw_train and s of raw_test."""
    return (raw - _mean(raw_train)) / _deviation(raw)


@wrong("standardized", "X_test")
def left_raw(raw: Array) -> Array:
    """X_test = raw_test."""
    return raw


@wrong("standardized", "X_test")
def training_set_again(raw_train: Array) -> Array:
    """X_test = (raw_train − μ) / s, which is X_train."""
    return unchecked(standardize)(raw_train)


@wrong("standardized", *BOTH)
def by_both_together(raw: Array, raw_train: Array, raw_test: Array) -> Array:
    """(raw − μ) / s, with μ and s over raw_train and raw_test together."""
    return unchecked(standardize)(raw, np.hstack([raw_train, raw_test]))


@wrong("standardized", *BOTH)
def by_the_held_out(raw: Array, raw_test: Array) -> Array:
    """(raw − μ) / s, with μ and s of raw_test in both."""
    return unchecked(standardize)(raw, raw_test)


@wrong("standardized", *BOTH)
def deviation_of_both_together(raw: Array, raw_train: Array, raw_test: Array) -> Array:
    """(raw − μ) / s, with s over raw_train and raw_test together."""
    return (raw - _mean(raw_train)) / _deviation(np.hstack([raw_train, raw_test]))


@wrong("standardized", *BOTH)
def deviation_of_the_held_out(raw: Array, raw_train: Array, raw_test: Array) -> Array:
    """(raw − μ) / s, with s of raw_test in both."""
    return (raw - _mean(raw_train)) / _deviation(raw_test)


@wrong("standardized", *BOTH)
def one_mean_for_all_features(raw: Array, raw_train: Array) -> Array:
    """(raw − μ) / s, with one μ and one s for all features."""
    return (raw - np.mean(raw_train)) / np.std(raw_train)


@wrong("standardized", *BOTH)
def one_deviation_for_all_features(raw: Array, raw_train: Array) -> Array:
    """(raw − μ) / s, with one s for all features."""
    return (raw - _mean(raw_train)) / np.std(raw_train)


@wrong("standardized", *BOTH, fits=False)
def mean_over_the_features(raw: Array, raw_train: Array) -> Array:
    """(raw − μ) / s, with μ and s over axis 0: one for each example."""
    return (raw - np.mean(raw_train, axis=0)) / np.std(raw_train, axis=0)


@wrong("standardized", *BOTH, fits=False)
def deviation_over_the_features(raw: Array, raw_train: Array) -> Array:
    """(raw − μ) / s, with s over axis 0: one for each example."""
    return (raw - _mean(raw_train)) / np.std(raw_train, axis=0)


@wrong("standardized", *BOTH, fits=False)
def flat_mean_and_deviation(raw: Array, raw_train: Array) -> Array:
    """(raw − μ) / s, with μ and s of shape (n0,)."""
    return (raw - np.mean(raw_train, axis=1)) / np.std(raw_train, axis=1)


@wrong("standardized", *BOTH, fits=False)
def flat_deviation(raw: Array, raw_train: Array) -> Array:
    """(raw − μ) / s, with s of shape (n0,)."""
    return (raw - _mean(raw_train)) / np.std(raw_train, axis=1)


@wrong("standardized", *BOTH)
def variance_for_deviation(raw: Array, raw_train: Array) -> Array:
    """(raw − μ) / s²."""
    return (raw - _mean(raw_train)) / _deviation(raw_train) ** 2


@wrong("standardized", *BOTH)
def deviation_with_one_less(raw: Array, raw_train: Array) -> Array:
    """(raw − μ) / s, with s² the sum of squares over m − 1."""
    return (raw - _mean(raw_train)) / np.std(raw_train, axis=1, keepdims=True, ddof=1)


@wrong("standardized", *BOTH)
def deviation_left_out(raw: Array, raw_train: Array) -> Array:
    """Raw − μ."""
    return raw - _mean(raw_train)


@wrong("standardized", *BOTH)
def mean_left_in(raw: Array, raw_train: Array) -> Array:
    """Raw / s."""
    return raw / _deviation(raw_train)


@wrong("standardized", *BOTH)
def brackets_left_out(raw: Array, raw_train: Array) -> Array:
    """Raw − μ / s."""
    return raw - _mean(raw_train) / _deviation(raw_train)


@wrong("standardized", *BOTH)
def between_0_and_1(raw: Array, raw_train: Array) -> Array:
    """(raw − smallest) / (largest − smallest)."""
    smallest = np.min(raw_train, axis=1, keepdims=True)
    return (raw - smallest) / np.ptp(raw_train, axis=1, keepdims=True)
