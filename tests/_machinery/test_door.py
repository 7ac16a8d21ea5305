"""The door of every public function: what is refused, in which words, and what is let in."""

import copy
import inspect
import itertools
import pickle
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import get_origin

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure
from scipy import sparse

import nnlib
from nnlib import Parameters, accuracy, backward, cost, forward, gradient_check, train, update
from nnlib._machinery.agreement import Arrays
from nnlib._machinery.door import checked, unchecked
from nnlib._machinery.rules import Count, Positive
from nnlib._machinery.shapes import SHAPES
from tests.problems import make_problem

P, X, Y = make_problem(0, n0=2, n1=4, m=40)
CACHE = forward(P, X)
GRADIENTS = backward(P, CACHE, X, Y)
ROW, FRAME = Y[0], pd.DataFrame(X.T)
MOONS = nnlib.make_moons(20)
GRAPH = nnlib.network_graph(P, X[:, :1], Y[:, :1])


def training(**changed):
    """Train a little, with some of the arguments changed."""
    return train(**({"X": X, "Y": Y, "hidden_units": 3, "learning_rate": 0.1, "iterations": 2} | changed))


def with_(**changed):
    return forward(P._replace(**changed), X)


def put(array, place, value):
    changed = np.array(array, dtype=type(value) if isinstance(value, np.ndarray) else None)
    changed[place] = value
    return changed


# What the issue of wrong input is about: a call, the error, and the whole message.
REFUSED = {
    # the shape of X and Y
    "X transposed": (
        lambda: forward(P, np.ones((400, 2))),
        ValueError,
        "X has shape (400, 2); expected (n0, m) with n0 = 2. X looks transposed: pass X.T",
    ),
    "Y a vector": (
        lambda: training(Y=ROW),
        ValueError,
        "Y has shape (40,); expected (1, m) = (1, 40): pass Y.reshape(1, -1)",
    ),
    "Y a column": (
        lambda: cost(CACHE, Y.T),
        ValueError,
        "Y has shape (40, 1); expected (1, m) = (1, 40). Y looks transposed: pass Y.T",
    ),
    "X transposed, told by Y": (
        lambda: training(X=X.T),
        ValueError,
        "X has shape (40, 2); expected (n0, m) with m = 40. X looks transposed: pass X.T",
    ),
    "X and Y transposed": (
        lambda: training(X=X.T, Y=Y.T),
        ValueError,
        "X has shape (40, 2); expected (n0, m) with m = 40. X and Y look transposed: pass X.T and Y.T",
    ),
    "X transposed and Y a vector": (
        lambda: accuracy(P, X.T, ROW),
        ValueError,
        "X has shape (40, 2); expected (n0, m) = (2, 40). X looks transposed: pass X.T and Y.reshape(1, -1)",
    ),
    "Y a vector of another length": (
        lambda: training(Y=ROW[:30]),
        ValueError,
        "Y has shape (30,); expected (1, m) = (1, 40); m = 40 comes from X",
    ),
    "Y of another length": (
        lambda: training(Y=Y[:, :30]),
        ValueError,
        "Y has shape (1, 30); expected (1, m) = (1, 40); m = 40 comes from X",
    ),
    "Y of two examples is not X transposed": (
        lambda: training(Y=Y[:, :2]),
        ValueError,
        "Y has shape (1, 2); expected (1, m) = (1, 40); m = 40 comes from X",
    ),
    "X of fewer examples than features, where W1 tells": (
        lambda: forward(P, np.ones((1, 2))),
        ValueError,
        "X has shape (1, 2); expected (n0, m) with n0 = 2. X looks transposed: pass X.T",
    ),
    "X one example": (
        lambda: forward(P, X[:, 0]),
        ValueError,
        "X has shape (2,); expected (n0, m) with n0 = 2: pass X.reshape(-1, 1) for one example",
    ),
    "X one feature": (
        lambda: training(X=X[0]),
        ValueError,
        "X has shape (40,); expected (n0, m) with m = 40: pass X.reshape(1, -1) for one feature",
    ),
    "X a vector, and nothing tells of which kind": (
        lambda: nnlib.standardize(X[0]),
        ValueError,
        "X has shape (40,); expected (n0, m): pass X.reshape(1, -1) for one feature "
        "or X.reshape(-1, 1) for one example",
    ),
    "X images": (
        lambda: training(X=np.ones((40, 8, 8))),
        ValueError,
        "X has shape (40, 8, 8); expected (n0, m) with m = 40: pass X.reshape(40, -1).T",
    ),
    "X images, where W1 tells another n0": (
        lambda: forward(P, np.ones((40, 8, 8))),
        ValueError,
        "X has shape (40, 8, 8); expected (n0, m) with n0 = 2; n0 = 2 comes from parameters.W1",
    ),
    "X with an axis of one": (
        lambda: forward(P, X[:, :, np.newaxis]),
        ValueError,
        "X has shape (2, 40, 1); expected (n0, m) with n0 = 2: pass X.reshape(2, 40)",
    ),
    "Y with two axes of one": (
        lambda: training(Y=Y[np.newaxis]),
        ValueError,
        "Y has shape (1, 1, 40); expected (1, m) = (1, 40): pass Y.reshape(1, 40)",
    ),
    "X of other features": (
        lambda: forward(P, np.ones((3, 40))),
        ValueError,
        "X has shape (3, 40); expected (n0, m) with n0 = 2; n0 = 2 comes from parameters.W1",
    ),
    "X a number": (
        lambda: forward(P, 3.0),
        ValueError,
        "X has shape (); expected (n0, m) with n0 = 2; n0 = 2 comes from parameters.W1",
    ),
    "X empty": (
        lambda: forward(P, np.ones((2, 0))),
        ValueError,
        "X has shape (2, 0): it is empty; expected (n0, m)",
    ),
    "X an empty list": (lambda: forward(P, []), ValueError, "X has shape (0,): it is empty; expected (n0, m)"),
    "Y one-hot in rows": (
        lambda: training(Y=np.vstack([1 - Y, Y])),
        ValueError,
        "Y has shape (2, 40); expected (1, m) = (1, 40): pass Y[1:] for the second of two classes",
    ),
    "Y one-hot in columns": (
        lambda: training(Y=pd.get_dummies(pd.Series(ROW))),
        ValueError,
        "Y has shape (2, 40), its rows taken as examples; expected (1, m) = (1, 40): "
        "pass Y.to_numpy().T[1:] for the second of two classes",
    ),
    "lists": (
        lambda: training(X=X.T.tolist(), Y=ROW.tolist()),
        ValueError,
        "X has shape (40, 2); expected (n0, m) with m = 40. X looks transposed: "
        "pass np.array(X).T and np.array(Y).reshape(1, -1)",
    ),
    "a frame with an example in a column": (
        lambda: training(X=FRAME.T, Y=pd.Series(ROW)),
        ValueError,
        "X has shape (40, 2), its rows taken as examples; expected (n0, m) with m = 40. X looks transposed: "
        "pass X.to_numpy()",
    ),
    "a series of another length": (
        lambda: training(X=FRAME, Y=pd.Series(ROW[:30])),
        ValueError,
        "Y has shape (1, 30); expected (1, m) = (1, 40); m = 40 comes from X",
    ),
    "frames with their columns in another order": (
        lambda: nnlib.standardize(FRAME[[1, 0]], FRAME),
        ValueError,
        "reference has the columns '0', '1', but X has '1', '0': pass reference[X.columns]",
    ),
    "a cache of other examples": (
        lambda: backward(P, CACHE, X[:, :30], Y[:, :30]),
        ValueError,
        "X has shape (2, 30); expected (n0, m) = (2, 40); n0 = 2 comes from parameters.W1, m = 40 comes from cache.Z1",
    ),
    "a reference of other features": (
        lambda: nnlib.standardize(X, X[:1]),
        ValueError,
        "reference has shape (1, 40); expected (n0, m of the reference) with n0 = 2; n0 = 2 comes from X",
    ),
    # the shapes of parameters and gradients
    "W1 transposed": (
        lambda: with_(W1=P.W1.T),
        ValueError,
        "parameters.W1 has shape (2, 4); expected (n1, n0) = (4, 2). "
        "parameters.W1 looks transposed: pass parameters.W1.T",
    ),
    "W2 transposed": (
        lambda: with_(W2=P.W2.T),
        ValueError,
        "parameters.W2 has shape (4, 1); expected (n2, n1) = (1, 4). "
        "parameters.W2 looks transposed: pass parameters.W2.T",
    ),
    "W2 a vector": (
        lambda: with_(W2=P.W2[0]),
        ValueError,
        "parameters.W2 has shape (4,); expected (n2, n1) = (1, 4): pass parameters.W2.reshape(1, -1)",
    ),
    "W2 of other units": (
        lambda: with_(W2=np.ones((1, 5))),
        ValueError,
        "parameters.W2 has shape (1, 5); expected (n2, n1) with n1 = 4; n1 = 4 comes from parameters.W1",
    ),
    "b1 a vector": (
        lambda: with_(b1=P.b1[:, 0]),
        ValueError,
        "parameters.b1 has shape (4,); expected (n1, 1) = (4, 1): pass parameters.b1.reshape(-1, 1)",
    ),
    "b1 and b2 vectors": (
        lambda: with_(b1=P.b1[:, 0], b2=P.b2[0]),
        ValueError,
        "parameters.b1 has shape (4,); expected (n1, 1) = (4, 1): "
        "pass parameters.b1.reshape(-1, 1) and parameters.b2.reshape(1, 1)",
    ),
    "b1 a row": (
        lambda: with_(b1=P.b1.T),
        ValueError,
        "parameters.b1 has shape (1, 4); expected (n1, 1) = (4, 1). "
        "parameters.b1 looks transposed: pass parameters.b1.T",
    ),
    "b1 a column for each example": (
        lambda: with_(b1=np.ones((4, 40))),
        ValueError,
        "parameters.b1 has shape (4, 40); expected (n1, 1) = (4, 1): "
        "a bias is one column, which broadcasting adds to every example",
    ),
    "b1 of n0": (
        lambda: with_(b1=np.ones((2, 1))),
        ValueError,
        "parameters.b1 has shape (2, 1); expected (n1, 1) = (4, 1); n1 = 4 comes from parameters.W1",
    ),
    "b2 a number": (
        lambda: with_(b2=0.5),
        ValueError,
        "parameters.b2 has shape (); expected (n2, 1) = (1, 1): pass np.array(parameters.b2).reshape(1, 1)",
    ),
    "everything as in a library of rows": (
        lambda: forward(Parameters(P.W1.T, P.b1[:, 0], P.W2.T, P.b2[0]), X.T),
        ValueError,
        "parameters.W1 has shape (2, 4); expected (n1, n0) = (4, 2). parameters.W1, parameters.W2 and X look "
        "transposed: pass parameters.W1.T, parameters.b1.reshape(-1, 1), parameters.W2.T, "
        "parameters.b2.reshape(1, 1) and X.T",
    ),
    "gradients of another network": (
        lambda: update(P, GRADIENTS._replace(dW2=np.ones((1, 5))), 0.1),
        ValueError,
        "gradients.dW2 has shape (1, 5); expected (n2, n1) = (1, 4); "
        "n2 = 1 comes from parameters.W2, n1 = 4 comes from parameters.W1",
    ),
    "one gradient transposed": (
        lambda: gradient_check(P, X, Y, gradients={"dW1": GRADIENTS.dW1.T}),
        ValueError,
        "gradients.dW1 has shape (2, 4); expected (n1, n0) = (4, 2). gradients.dW1 looks transposed: "
        "pass gradients.dW1.T",
    ),
    "one of a list of parameters": (
        lambda: nnlib.landscape([P, P._replace(W1=P.W1.T)], X, Y),
        ValueError,
        "path[1].W1 has shape (2, 4); expected (n1, n0) = (4, 2). path[1].W1 looks transposed: pass path[1].W1.T",
    ),
    "a list of parameters with something else": (
        lambda: nnlib.landscape([P, CACHE], X, Y),
        TypeError,
        "path[1] must be Parameters(W1, b1, W2, b2), got a Cache: pass what initialize_parameters returns",
    ),
    "a path of one": (
        lambda: nnlib.landscape([P], X, Y),
        ValueError,
        "path must be two or more Parameters that differ, got 1 of the same: take a step first",
    ),
    "a path that stands still": (
        lambda: nnlib.landscape([P, P, P], X, Y),
        ValueError,
        "path must be two or more Parameters that differ, got 3 of the same: take a step first",
    ),
    "an array that is no gradient": (
        lambda: gradient_check(P, X, Y, gradients={"W1": 1, 2: 3}),
        ValueError,
        "gradients must hold some of dZ2, dW2, db2, dZ1, dW1, db1, got ['W1', 2]",
    ),
    "no gradients": (
        lambda: gradient_check(P, X, Y, gradients={}),
        ValueError,
        "gradients must hold some of dZ2, dW2, db2, dZ1, dW1, db1, got none of them",
    ),
    # another thing in place of a named tuple
    "parameters a dictionary with more": (
        lambda: forward(P._asdict() | {"W3": P.W1}, X),
        TypeError,
        "parameters must be Parameters(W1, b1, W2, b2), got a dictionary with W3 besides",
    ),
    "parameters a dictionary with a part of them": (
        lambda: forward({"W1": P.W1, "W2": P.W2}, X),
        TypeError,
        "parameters must be Parameters(W1, b1, W2, b2), got a dictionary without b1, b2",
    ),
    "X and parameters exchanged": (
        lambda: forward(X, P),
        TypeError,
        "parameters must be Parameters(W1, b1, W2, b2), got an array of shape (2, 40): "
        "pass what initialize_parameters returns",
    ),
    "three arrays": (
        lambda: forward(P[:3], X),
        ValueError,
        "parameters must be Parameters(W1, b1, W2, b2): 4 arrays, got 3",
    ),
    "a cache for parameters": (
        lambda: forward(CACHE, X),
        TypeError,
        "parameters must be Parameters(W1, b1, W2, b2), got a Cache: pass what initialize_parameters returns",
    ),
    "a history for parameters": (
        lambda: forward(training(), X),
        TypeError,
        "parameters must be Parameters(W1, b1, W2, b2), got a History: pass its parameters",
    ),
    "A2 for the cache": (
        lambda: cost(CACHE.A2, Y),
        TypeError,
        "cache must be Cache(Z1, A1, Z2, A2), got an array of shape (1, 40): pass what forward returns",
    ),
    "parameters for gradients": (
        lambda: update(P, P, 0.1),
        TypeError,
        "gradients must be Gradients(dZ2, dW2, db2, dZ1, dW1, db1), got a Parameters: pass what backward returns",
    ),
    "gradients for parameters": (
        lambda: update(GRADIENTS, P, 0.1),
        TypeError,
        "parameters must be Parameters(W1, b1, W2, b2), got a Gradients: pass what initialize_parameters returns",
    ),
    "a data set for X": (
        lambda: forward(P, nnlib.make_moons(40)),
        TypeError,
        "X must hold numbers, got a Dataset: pass its X",
    ),
    # what an array holds
    "NaN": (lambda: forward(P, put(X, (0, 3), np.nan)), ValueError, "X contains NaN at [0, 3]"),
    "inf": (lambda: forward(P, put(X, (1, 2), -np.inf)), ValueError, "X contains inf at [1, 2]"),
    "NaN behind inf": (
        lambda: forward(P, put(put(X, (0, 0), np.inf), (1, 1), np.nan)),
        ValueError,
        "X contains NaN at [1, 1]",
    ),
    "NaN in a number": (lambda: nnlib.sigmoid(np.nan), ValueError, "Z is NaN"),
    "NaN in parameters": (
        lambda: with_(b1=put(P.b1, (2, 0), np.nan)),
        ValueError,
        "parameters.b1 contains NaN at [2, 0]",
    ),
    "None": (lambda: forward(P, None), TypeError, "X must hold numbers, got None"),
    "None inside": (lambda: forward(P, [[1, None], [1, 2]]), TypeError, "X must hold numbers, got None at [0, 1]"),
    "a missing value of pandas": (
        lambda: forward(P, pd.DataFrame([[1, 2], [1, None]], dtype="Int64", columns=["a", "b"], index=[7, 9])),
        ValueError,
        "X: column 'b' has no value in row 9, and 1 of 2 rows have a gap: leave such rows out, or fill them in",
    ),
    "text inside a frame": (
        lambda: forward(P, pd.DataFrame({"island": ["Dream", "Biscoe"], "mass": [1, 2]})),
        TypeError,
        "X: column 'island' holds text, 'Dream' in row 0 (counted from 0): leave it out, or make numbers of it, "
        "such as X['island'] == 'Dream'",
    ),
    "text": (lambda: forward(P, [["a", "2"], ["1", "2"]]), TypeError, "X must hold numbers, got text"),
    "digits as text": (
        lambda: forward(P, [["1", "2"], ["1", "2"]]),
        TypeError,
        "X must hold numbers, got text: pass np.array(X, dtype=float)",
    ),
    "bytes": (lambda: forward(P, [[b"1"], [b"2"]]), TypeError, "X must hold numbers, got bytes"),
    "complex": (lambda: forward(P, X + 0j), TypeError, "X must hold numbers, got complex numbers"),
    "dates": (lambda: forward(P, np.zeros((2, 2), "M8[D]")), TypeError, "X must hold numbers, got dates"),
    "durations": (lambda: forward(P, np.zeros((2, 2), "m8[D]")), TypeError, "X must hold numbers, got durations"),
    "records": (lambda: forward(P, np.zeros((2, 2), "f8,f8")), TypeError, None),
    "decimals": (
        lambda: forward(P, [[Decimal(1)], [Decimal(2)]]),
        TypeError,
        "X must hold numbers, got a Decimal at [0, 0]",
    ),
    "a set": (lambda: forward(P, {1, 2}), TypeError, "X must hold numbers, got a set"),
    "a generator": (
        lambda: forward(P, (x for x in X)),
        TypeError,
        "X must hold numbers, got a generator: pass list(X)",
    ),
    "a number that only a wider float holds": (
        lambda: forward(P, put(X, (1, 2), 0).astype(np.longdouble) + put(0 * X, (1, 2), 1) * np.longdouble("1e400")),
        ValueError,
        "X contains inf at [1, 2]",
    ),
    "sparse": (
        lambda: forward(P, sparse.csr_array(X)),
        TypeError,
        "X must hold numbers, got a csr_array: pass X.toarray()",
    ),
    "ragged": (
        lambda: forward(P, [[1, 2], [3]]),
        ValueError,
        "X has rows of different lengths; expected a rectangular array of numbers",
    ),
    "masked": (
        lambda: forward(P, np.ma.masked_greater(X, 1)),
        ValueError,
        "X has masked entries: fill them, X.filled(…), or leave those examples out",
    ),
    "a huge int": (
        lambda: forward(P, [[10**400], [1]]),
        ValueError,
        "X holds a number that is too large for float64",
    ),
    # labels
    "labels −1 and 1": (
        lambda: training(Y=2 * Y - 1),
        ValueError,
        "Y holds [-1.0]; labels must be 0 or 1: pass Y > 0",
    ),
    "labels −1 and 1 in a list": (
        lambda: training(Y=(2 * Y - 1).tolist()),
        ValueError,
        "Y holds [-1.0]; labels must be 0 or 1: pass np.array(Y) > 0",
    ),
    "labels −1 and 0": (lambda: training(Y=-Y), ValueError, "Y holds [-1.0]; labels must be 0 or 1: pass Y == 0"),
    "labels 1 and 2": (lambda: training(Y=Y + 1), ValueError, "Y holds [2.0]; labels must be 0 or 1: pass Y == 2"),
    "a large label": (
        lambda: training(Y=Y * 12345678),
        ValueError,
        "Y holds [12345678.0]; labels must be 0 or 1: pass Y == 12345678",
    ),
    "labels 0 and 1/2": (lambda: training(Y=Y / 2), ValueError, "Y holds [0.5]; labels must be 0 or 1: pass Y == 0.5"),
    "probabilities": (
        lambda: training(Y=np.arange(40)[np.newaxis] / 40),
        ValueError,
        "Y holds [0.025, 0.05, 0.075, …]; labels must be 0 or 1: pass Y > 0.5",
    ),
    "ten classes": (
        lambda: training(Y=np.arange(40)[np.newaxis] % 10),
        ValueError,
        "Y holds [2.0, 3.0, 4.0, …]; labels must be 0 or 1: pass Y == 9 "
        "to tell this class from 0, 1, 2, 3, 4, 5, 6, 7 and 8",
    ),
    "forty numbers": (
        lambda: training(Y=np.arange(40)[np.newaxis]),
        ValueError,
        "Y holds [2.0, 3.0, 4.0, …]; labels must be 0 or 1: pass Y == c, "
        "with the number c of the class that is to be 1",
    ),
    "three names": (
        lambda: training(Y=[["a", "b", "c", "b"] * 10]),
        TypeError,
        "Y must hold numbers, got text: pass np.array(Y) == 'c' to tell this class from 'a' and 'b'",
    ),
    "three names in a series": (
        lambda: training(Y=pd.Series(["b", "a", "c", "b"] * 10)),
        TypeError,
        "Y must hold numbers, got 'b' at [0]: pass Y == 'b' to tell this class from 'a' and 'c'",
    ),
    "three classes one-hot": (
        lambda: training(Y=np.eye(3)[np.arange(40) % 3]),
        ValueError,
        "Y has shape (40, 3); expected (1, m) = (1, 40): pass Y[:, 2:].T for the last of 3 classes against the rest",
    ),
    "X for Y": (
        lambda: training(Y=X),
        ValueError,
        "Y has shape (2, 40); expected (1, m) = (1, 40); m = 40 comes from X",
    ),
    "names": (
        lambda: training(Y=[["Adelie", "Gentoo"] * 20]),
        TypeError,
        "Y must hold numbers, got text: pass np.array(Y) == 'Gentoo'",
    ),
    "names in a series": (
        lambda: training(Y=pd.Series(["Adelie", "Gentoo"] * 20)),
        TypeError,
        "Y must hold numbers, got 'Adelie' at [0]: pass Y == 'Adelie'",
    ),
    "a label that is missing": (lambda: training(Y=put(Y, (0, 5), np.nan)), ValueError, "Y contains NaN at [0, 5]"),
    # numbers
    "hidden_units 0": (lambda: training(hidden_units=0), ValueError, "hidden_units must be an int >= 1, got 0"),
    "hidden_units −3": (lambda: training(hidden_units=-3), ValueError, "hidden_units must be an int >= 1, got -3"),
    "hidden_units 2.0": (lambda: training(hidden_units=2.0), TypeError, "hidden_units must be an int >= 1, got 2.0"),
    "hidden_units True": (lambda: training(hidden_units=True), TypeError, "hidden_units must be an int >= 1, got True"),
    "hidden_units NumPy's True": (
        lambda: training(hidden_units=np.True_),
        TypeError,
        "hidden_units must be an int >= 1, got True",
    ),
    "hidden_units text": (lambda: training(hidden_units="4"), TypeError, "hidden_units must be an int >= 1, got '4'"),
    "hidden_units a list": (
        lambda: training(hidden_units=[4]),
        TypeError,
        "hidden_units must be an int >= 1, got a list",
    ),
    "hidden_units an array": (
        lambda: training(hidden_units=np.array([4])),
        TypeError,
        "hidden_units must be an int >= 1, got an array of shape (1,)",
    ),
    "hidden_units huge": (
        lambda: training(hidden_units=10**5000),
        ValueError,
        "hidden_units must be an int >= 1, got a number that is too large",
    ),
    "iterations −1": (lambda: training(iterations=-1), ValueError, "iterations must be an int >= 0, got -1"),
    "learning_rate −1": (
        lambda: training(learning_rate=-1),
        ValueError,
        "learning_rate must be finite and > 0, got -1",
    ),
    "learning_rate 0": (
        lambda: update(P, GRADIENTS, 0.0),
        ValueError,
        "learning_rate must be finite and > 0, got 0.0",
    ),
    "learning_rate a number of NumPy": (
        lambda: training(learning_rate=np.float64(-1)),
        ValueError,
        "learning_rate must be finite and > 0, got -1.0",
    ),
    "learning_rate NaN": (
        lambda: training(learning_rate=np.nan),
        ValueError,
        "learning_rate must be finite and > 0, got nan",
    ),
    "learning_rate inf": (
        lambda: training(learning_rate=np.inf),
        ValueError,
        "learning_rate must be finite and > 0, got inf",
    ),
    "learning_rate huge": (
        lambda: training(learning_rate=10**5000),
        ValueError,
        "learning_rate must be finite and > 0, got a number that is too large",
    ),
    "learning_rate text": (
        lambda: training(learning_rate="0.1"),
        TypeError,
        "learning_rate must be a number, finite and > 0, got '0.1'",
    ),
    "learning_rate True": (
        lambda: training(learning_rate=True),
        TypeError,
        "learning_rate must be a number, finite and > 0, got True",
    ),
    "learning_rate None": (
        lambda: training(learning_rate=None),
        TypeError,
        "learning_rate must be a number, finite and > 0, got None",
    ),
    "learning_rate complex": (
        lambda: training(learning_rate=1j),
        TypeError,
        "learning_rate must be a number, finite and > 0, got 1j",
    ),
    "learning_rate several": (
        lambda: training(learning_rate=np.array([0.1, 1])),
        TypeError,
        "learning_rate must be a number, finite and > 0, got an array of shape (2,)",
    ),
    "scale 0": (lambda: training(scale=0), ValueError, "scale must be finite and > 0, got 0"),
    "distance 0": (
        lambda: gradient_check(P, X, Y, distance=0),
        ValueError,
        "distance must be >= 1e-09, or rounding drowns the slope, got 0",
    ),
    "checkpoints a number": (
        lambda: training(checkpoints=5),
        TypeError,
        "checkpoints must be a list of ints >= 0, got 5",
    ),
    "checkpoints bytes": (
        lambda: training(checkpoints=b"12"),
        TypeError,
        "checkpoints must be a list of ints >= 0, got a bytes",
    ),
    "learning rates in a set": (
        lambda: nnlib.sweep(X, Y, hidden_units=[1], learning_rates={0.1, 1}, iterations=1),
        TypeError,
        "learning_rates must be a list, got a set: pass list(learning_rates)",
    ),
    "hidden units in a dictionary": (
        lambda: nnlib.sweep(X, Y, hidden_units={1: 2}, learning_rates=[0.1], iterations=1),
        TypeError,
        "hidden_units must be a list, got a dict: pass list(hidden_units)",
    ),
    "numbers that overflow": (
        lambda: forward(P._replace(W1=1e200 * P.W1), 1e201 * np.ones((2, 1))),
        FloatingPointError,
        "forward computes numbers that are too large for float64: X is up to 1.0e+201; standardise it",
    ),
    "checkpoints text": (
        lambda: training(checkpoints="12"),
        TypeError,
        "checkpoints must be a list of ints >= 0, got '12'",
    ),
    "checkpoints floats": (
        lambda: training(checkpoints=[1, 1.5]),
        TypeError,
        "checkpoints[1] must be an int >= 0, got 1.5",
    ),
    "checkpoints −1": (
        lambda: training(checkpoints=[-1]),
        ValueError,
        "checkpoints[0] must be an int >= 0, got -1",
    ),
    "progress a word": (lambda: training(progress="no"), TypeError, "progress must be True or False, got 'no'"),
    "seed −1": (lambda: training(seed=-1), ValueError, "seed must be an int >= 0, got -1"),
    "seed None": (
        lambda: training(seed=None),
        TypeError,
        "seed must be an int >= 0 or a numpy.random.Generator, got None",
    ),
    "seed True": (
        lambda: training(seed=True),
        TypeError,
        "seed must be an int >= 0 or a numpy.random.Generator, got True",
    ),
    "rng of the old kind": (
        lambda: nnlib.initialize_parameters(2, 3, rng=np.random.RandomState(0)),
        TypeError,
        "rng must be an int >= 0 or a numpy.random.Generator, got a RandomState",
    ),
    # words
    "activation in capitals": (
        lambda: training(activation="Tanh"),
        ValueError,
        "activation must be one of 'tanh', 'sigmoid', 'relu', got 'Tanh'. Did you mean 'tanh'?",
    ),
    "activation misspelt": (
        lambda: training(activation="sigmiod"),
        ValueError,
        "activation must be one of 'tanh', 'sigmoid', 'relu', got 'sigmiod'. Did you mean 'sigmoid'?",
    ),
    "activation unknown": (
        lambda: training(activation="x"),
        ValueError,
        "activation must be one of 'tanh', 'sigmoid', 'relu', got 'x'",
    ),
    "activation a function": (
        lambda: training(activation=np.tanh),
        TypeError,
        "activation must be one of 'tanh', 'sigmoid', 'relu', got a function: pass its name, 'tanh'",
    ),
    "activation another function": (
        lambda: training(activation=abs),
        TypeError,
        "activation must be one of 'tanh', 'sigmoid', 'relu', got a builtin_function_or_method",
    ),
    "activation None": (
        lambda: forward(P, X, activation=None),
        TypeError,
        "activation must be one of 'tanh', 'sigmoid', 'relu', got None",
    ),
    "method": (
        lambda: nnlib.initialize_parameters(2, 3, rng=0, method="zero"),
        ValueError,
        "method must be one of 'random', 'zeros', 'constant', got 'zero'. Did you mean 'zeros'?",
    ),
    # data sets and pictures
    "dataset a function": (
        lambda: nnlib.explore_forward(nnlib.load_penguins),
        TypeError,
        "dataset must be a Dataset, as make_moons() gives one, got a function: call it, load_penguins()",
    ),
    "dataset its X": (
        lambda: nnlib.explore_cost(X),
        TypeError,
        "dataset must be a Dataset, as make_moons() gives one, got an array of shape (2, 40)",
    ),
    "dataset of rows": (
        lambda: nnlib.explore_parameters(MOONS._replace(X=MOONS.X.T)),
        ValueError,
        "dataset.X has shape (20, 2); expected (n0, m) with m = 20. dataset.X looks transposed: pass dataset.X.T",
    ),
    "a network of other features than the dataset": (
        lambda: nnlib.draw(nnlib.plot_boundary, P, nnlib.load_penguins(measurements=("body mass",))),
        ValueError,
        "dataset.X has shape (1, 191); expected (n0, m) with n0 = 2; n0 = 2 comes from parameters.W1",
    ),
    "a plane of thirty features": (
        lambda: nnlib.draw(nnlib.plot_boundary, nnlib.initialize_parameters(30, 2, rng=0), nnlib.load_breast_cancer()),
        ValueError,
        "dataset has n0 = 30 features; the plane of a picture has two. "
        "Of more, plot_predictions(A2, Y) draws the predictions",
    ),
    "units of thirty features": (
        lambda: nnlib.draw(nnlib.plot_units, nnlib.initialize_parameters(30, 2, rng=0), nnlib.load_breast_cancer()),
        ValueError,
        "dataset has n0 = 30 features; the plane of a picture has two. "
        "Of more, plot_predictions(A2, Y) draws the predictions",
    ),
    "a history for its costs": (
        lambda: nnlib.draw(nnlib.plot_cost, training()),
        TypeError,
        "costs must hold numbers, got a History: pass its costs",
    ),
    "costs in a matrix": (
        lambda: nnlib.draw(nnlib.plot_cost, [[0.5, 0.25]]),
        ValueError,
        "costs has shape (1, 2); expected (k,), a row of one or more numbers: pass np.ravel(costs)",
    ),
    "no costs": (
        lambda: nnlib.draw(nnlib.plot_cost, []),
        ValueError,
        "costs has shape (0,); expected (k,), a row of one or more numbers: it is empty",
    ),
    "a cost that is not finite": (
        lambda: nnlib.draw(nnlib.plot_cost, [0.5, np.nan]),
        ValueError,
        "costs contains NaN at [1]",
    ),
    "runs a list": (
        lambda: nnlib.draw(nnlib.plot_costs, [[0.5, 0.25]]),
        TypeError,
        "runs must be a dictionary with names for its keys, got a list",
    ),
    "runs none": (
        lambda: nnlib.draw(nnlib.plot_costs, {}),
        ValueError,
        "runs must be a dictionary of one or more, got an empty one",
    ),
    "one of the runs a number": (
        lambda: nnlib.draw(nnlib.plot_costs, {"α = 1": 0.5}),
        ValueError,
        "runs['α = 1'] has shape (); expected (k,), a row of one or more numbers: pass np.ravel(runs['α = 1'])",
    ),
    "one of the runs without a start": (
        lambda: nnlib.draw(nnlib.plot_costs, {"α = 1": [np.inf]}),
        ValueError,
        "runs['α = 1'][:1] contains inf at [0]",
    ),
    "runs too many": (
        lambda: nnlib.draw(nnlib.plot_costs, {str(i): [0.5] for i in range(6)}),
        ValueError,
        "runs has 6; expected at most 5, as more cannot be told apart",
    ),
    "Z2 for A2": (
        lambda: nnlib.draw(nnlib.plot_predictions, 10 * CACHE.Z2, Y),
        ValueError,
        "A2 holds numbers outside [0, 1]; it is the prediction, σ(Z2): pass sigmoid(Z2)",
    ),
    "one name of a class": (
        lambda: nnlib.draw(nnlib.plot_predictions, CACHE.A2, Y, class_names="cat"),
        TypeError,
        "class_names must be a tuple of 2 texts, got 'cat'",
    ),
    "three names of classes": (
        lambda: nnlib.draw(nnlib.plot_predictions, CACHE.A2, Y, class_names=("a", "b", "c")),
        ValueError,
        "class_names must be a tuple of 2 texts, got 3",
    ),
    "a name that is a number": (
        lambda: nnlib.draw(nnlib.plot_predictions, CACHE.A2, Y, class_names=("a", 1)),
        TypeError,
        "class_names[1] must be a text, got 1",
    ),
    "matrices a matrix": (
        lambda: nnlib.draw(nnlib.plot_matrices, P.W1),
        TypeError,
        'rows[0] must be Parameters, a Cache, Gradients or a dictionary such as {"W1": W1}, '
        "got an array of shape (4, 2)",
    ),
    "matrices a vector": (
        lambda: nnlib.draw(nnlib.plot_matrices, P, {"b1": P.b1[:, 0]}),
        ValueError,
        "rows[1]['b1'] has shape (4,); expected a matrix, (rows, columns)",
    ),
    "matrices none": (
        lambda: nnlib.draw(nnlib.plot_matrices),
        ValueError,
        "rows must be a list of one or more, got none",
    ),
    "graph its values": (
        lambda: nnlib.draw(nnlib.plot_graph, P),
        TypeError,
        "graph must be a Graph, as network_graph(…) returns one, got a Parameters",
    ),
    "landscape its path": (
        lambda: nnlib.draw(nnlib.plot_landscape, [P, P]),
        TypeError,
        "landscape must be a Landscape, as landscape(…) returns one, got a list",
    ),
    "a step before the first": (
        lambda: nnlib.draw(nnlib.plot_graph, GRAPH, step=-1),
        ValueError,
        "step must be an int >= 0, got -1",
    ),
    "times of other sizes": (
        lambda: nnlib.draw(nnlib.plot_times, [1, 2], [1, 2], [1]),
        ValueError,
        "sizes, loop and vectorized have [2, 2, 1] numbers; expected as many of each",
    ),
    "a time of zero": (
        lambda: nnlib.draw(nnlib.plot_times, [1, 2], [1, 0], [1, 2]),
        ValueError,
        "loop must be > 0 everywhere, got 0 at [1]",
    ),
    "passes that are floats": (
        lambda: nnlib.draw(nnlib.plot_passes, {"loop": 2.5}),
        TypeError,
        "passes['loop'] must be an int >= 1, got 2.5",
    ),
    "a drawing for a function that draws": (
        lambda: nnlib.draw_side_by_side(nnlib.plot_cost(Figure().subplots(), [0.5])),
        TypeError,
        "plots[0] must be a function that draws on axes, such as plot_cost or lambda ax: plot_cost(ax, costs), "
        "got a CostCurve",
    ),
    "a name for a function that draws": (
        lambda: nnlib.draw("cost", [0.5]),
        TypeError,
        "plot must be a function that draws on axes, such as plot_cost or lambda ax: plot_cost(ax, costs), got 'cost'",
    ),
    "size a number": (
        lambda: nnlib.draw(nnlib.plot_cost, [0.5], size=6),
        TypeError,
        "size must be (width, height), two numbers > 0 in units of 100 pixels, got 6",
    ),
    "size without a height": (
        lambda: nnlib.draw(nnlib.plot_cost, [0.5], size=(6, 0)),
        ValueError,
        "size[1] must be finite and > 0, got 0",
    ),
    "widths of other plots": (
        lambda: nnlib.draw_side_by_side(lambda ax: nnlib.plot_cost(ax, [0.5]), widths=(1, 2)),
        ValueError,
        "widths has 2 numbers; expected one a plot, 1",
    ),
    "top text": (
        lambda: nnlib.draw(nnlib.plot_cost, [0.5], top="1"),
        TypeError,
        "top must be a number, finite and > 0, got '1'",
    ),
    "model misspelt": (
        lambda: nnlib.explore_graph(MOONS, model="networks"),
        ValueError,
        "model must be one of 'logistic regression', 'network', got 'networks'. Did you mean 'network'?",
    ),
    "ax several": (
        lambda: nnlib.plot_activation(Figure().subplots(1, 2), "tanh"),
        TypeError,
        "ax must be the axes of a figure, as plt.subplots() gives them, got an array of shape (2,)",
    ),
}


@pytest.mark.parametrize("call", REFUSED)
def test_wrong_input_is_refused_in_these_words(call):
    make, error, message = REFUSED[call]
    with pytest.raises(error) as refused:
        make()
    assert type(refused.value) is error
    assert str(refused.value) == message or (message is None and str(refused.value).startswith("X must hold numbers"))


# A check_ function takes a learner's function, and says itself what it is given in its place: see tests/checks.
PUBLIC = {
    name: getattr(nnlib, name)
    for name in nnlib.__all__
    if inspect.isfunction(getattr(nnlib, name)) and not name.startswith("check_")
}
DOORS = {name: function for name, function in PUBLIC.items() if hasattr(function, "__wrapped__")}

# One name means one thing everywhere: a right value for each name that a public function asks for.
RIGHT = {
    "parameters": P,
    "cache": CACHE,
    "gradients": GRADIENTS,
    "X": X,
    "Y": Y,
    "reference": X,
    "X_test": X,
    "Y_test": Y,
    "W1": P.W1,
    "b1": P.b1,
    "Z": X,
    "w": X[:, :1],
    "x": X[:, 1:2],
    "b": 0.5,
    "y": 1,
    "z": 0.5,
    "n0": 2,
    "n1": 4,
    "m": 8,
    "hidden_units": 3,
    "iterations": 2,
    "learning_rate": 0.1,
    "rng": 0,
    "seed": 0,
    "activation": "tanh",
    "dataset": MOONS,
    "training": MOONS,
    "learning_rates": 0.1,
    "seeds": 0,
    "expression": "1 / m",
    "operator": "@",
    "left_shape": (4, 1),
    "right_shape": (1, 7),
    "losses": [0.5, 0.25],
    "costs": [0.5, 0.25],
    "runs": {"one": [0.5, 0.25]},
    "graph": GRAPH,
    "landscape": nnlib.landscape([P, update(P, GRADIENTS, 0.1)], X, Y, points=2),
    "passes": {"loop": 40},
    "A2": CACHE.A2,
    "sizes": [10, 20],
    "loop": [0.2, 0.4],
    "vectorized": [0.1, 0.1],
    "plot": lambda ax: nnlib.plot_cost(ax, [0.5, 0.25]),
    "prediction": 0.5,
    "label": 1,
    "parts": [0.0, 1.0],
    "fall": 0.1,
    "checks": {"right": nnlib.gradient_check(P, X, Y)},
    "pictures": [nnlib.draw(nnlib.plot_cost, [0.5, 0.25])],
    "path": [P, update(P, GRADIENTS, 0.1)],
    "result": nnlib.sweep(X, Y, hidden_units=[2], learning_rates=[0.1], iterations=1, X_test=X, Y_test=Y),
}
RIGHT |= {"number": 1, "file": Path(tempfile.mkdtemp(), "parameters.npz")}
nnlib.save_parameters(RIGHT["file"], P)
SEVERAL = {"plot_matrices": [P, CACHE], "draw_side_by_side": [RIGHT["plot"]]}  # what takes any number of arguments
RIGHT_FOR = {  # what asks for less than the name says, and what takes long by default
    "plot_unit": {"W1": P.W1[:1], "b1": P.b1[:1]},
    "train": {"hidden_units": 4, "start": P},
    "train_and_test": {"held_out": MOONS},
    "plot_boundary": {"held_out": MOONS},
    "save_animation": {"file": Path(tempfile.mkdtemp(), "run.gif")},
    "explore_sweep": {"hidden_units": [2], "learning_rates": [0.1], "seeds": [0], "iterations": 2},
}


def right_for(name, argument):
    """A right value for an argument of the function of this name; None where there is none."""
    return {**RIGHT, **RIGHT_FOR.get(name, {})}.get(argument)


def parameters_of(function):
    every = inspect.signature(function).parameters.values()
    return [p for p in every if p.kind not in (p.VAR_POSITIONAL, p.VAR_KEYWORD)]


def right_arguments(name):
    """Arguments that the function of this name takes, where it has no default."""
    arguments = {}
    for parameter in parameters_of(PUBLIC[name]):
        if parameter.default is not parameter.empty and parameter.name not in RIGHT_FOR.get(name, {}):
            continue
        if parameter.name == "ax":
            arguments["ax"] = Figure().subplots()
            continue
        value = right_for(name, parameter.name)
        assert value is not None, f"{name} asks for {parameter.name}: put a right value for it into RIGHT"
        several = get_origin(parameter.annotation) is Sequence and not isinstance(value, list)
        arguments[parameter.name] = [value] if several else value
    return arguments


def called_with(name, **changed):
    arguments = right_arguments(name) | changed
    several = SEVERAL.get(name, [])
    first = [arguments.pop(p.name) for p in parameters_of(PUBLIC[name]) if several and p.kind is not p.KEYWORD_ONLY]
    result = DOORS[name](*first, *several, **arguments)
    return next(result) if inspect.isgenerator(result) else result


class Strange:
    """An object that is right nowhere."""


PASS_ON = ["draw"]  # what takes any option, for another function to refuse
EVERY_ARGUMENT = [(name, p.name) for name, function in DOORS.items() for p in parameters_of(function)]
EVERY_ARRAY = [
    (name, written)
    for name, argument in EVERY_ARGUMENT
    for written in (
        [argument]
        if argument in SHAPES
        else [f"{argument}.{field}" for field in getattr(right_for(name, argument), "_fields", ()) if field in SHAPES]
    )
]


def with_array(name, written, change):
    """The arguments of a function with one array changed: written is "X", or "parameters.W1"."""
    argument, _, field = written.partition(".")
    value = right_for(name, argument)
    return {argument: value._replace(**{field: change(getattr(value, field))}) if field else change(value)}


class TestEveryPublicFunction:
    @pytest.mark.parametrize("name", PUBLIC)
    def test_has_the_door(self, name):
        assert name in DOORS

    @pytest.mark.parametrize("name", DOORS)
    def test_takes_the_right_arguments(self, name):
        called_with(name)

    @pytest.mark.parametrize(("name", "argument"), EVERY_ARGUMENT)
    def test_has_a_rule_for_every_argument(self, name, argument):
        with pytest.raises(TypeError, match=rf"^{argument} .*\bgot a Strange\b"):
            called_with(name, **{argument: Strange()})

    @pytest.mark.parametrize(("name", "written"), EVERY_ARRAY)
    def test_refuses_what_is_no_number_by_name(self, name, written):
        optional = inspect.signature(DOORS[name]).parameters[written.partition(".")[0]].default is None
        for wrong in ["text", [["a"]], 1j, {}, *([] if optional else [None])]:
            with pytest.raises(TypeError, match=rf"^{written} must hold numbers, got "):
                called_with(name, **with_array(name, written, lambda _, wrong=wrong: wrong))

    @pytest.mark.parametrize(("name", "written"), EVERY_ARRAY)
    def test_refuses_a_wrong_shape_by_name(self, name, written):
        for shape in [(3, 5, 7, 2), (0,)]:
            with pytest.raises(ValueError, match=rf"^{written} has shape {re.escape(str(shape))}.*; expected \("):
                called_with(name, **with_array(name, written, lambda _, shape=shape: np.ones(shape)))

    @pytest.mark.parametrize(("name", "written"), EVERY_ARRAY)
    @pytest.mark.parametrize(("number", "shown"), [(np.nan, "NaN"), (np.inf, "inf"), (-np.inf, "inf")])
    def test_refuses_what_is_not_finite_by_name_and_place(self, name, written, number, shown):
        def spoilt(array):
            array = np.array(array, dtype=float)
            array[(-1,) * array.ndim] = number
            return array

        with pytest.raises(ValueError, match=rf"^{written} contains {shown} at \[\d+, \d+\]$"):
            called_with(name, **with_array(name, written, spoilt))

    @pytest.mark.parametrize("name", DOORS)
    def test_changes_nothing_that_it_is_given(self, name):
        arguments = right_arguments(name)
        for drawn in ("ax", "pictures"):  # which keep their pixels
            arguments.pop(drawn, None)
        before = copy.deepcopy(arguments)
        called_with(name, **arguments)
        for argument, value in arguments.items():
            np.testing.assert_equal(value, before[argument])

    @pytest.mark.parametrize("name", DOORS)
    def test_takes_arrays_that_cannot_be_written_to(self, name):
        def frozen(value):
            if isinstance(value, np.ndarray):
                value = value.copy()
                value.flags.writeable = False
            return type(value)(*map(frozen, value)) if hasattr(value, "_fields") else value

        called_with(name, **{argument: frozen(value) for argument, value in right_arguments(name).items()})

    @pytest.mark.parametrize("name", DOORS)
    def test_says_itself_what_is_missing_or_unknown(self, name):
        if name not in PASS_ON:
            with pytest.raises(TypeError, match=rf"^{name}\(\) got an unexpected keyword argument 'colour'"):
                called_with(name, colour="red")
        arguments = right_arguments(name)
        for left_out in [p.name for p in parameters_of(PUBLIC[name]) if p.default is p.empty]:
            with pytest.raises(TypeError, match=rf"^{name}\(\) missing 1 required .*: '{left_out}'"):
                DOORS[name](**{k: v for k, v in arguments.items() if k != left_out})

    @pytest.mark.parametrize("name", DOORS)
    def test_says_what_it_takes_returns_and_raises(self, name):
        text = inspect.getdoc(PUBLIC[name])
        assert text.splitlines()[0].endswith(".")
        for parameter in parameters_of(PUBLIC[name]):
            assert f"\n    {parameter.name}: " in text
        assert "\nReturns:\n" in text
        assert "\nRaises:\n" in text or not parameters_of(PUBLIC[name])


# Every number of these is a multiple of 1/8, which float16 holds.
SMALL_P = Parameters(*(np.round(8 * array) / 8 for array in P))
SMALL_X, LABELS = np.round(8 * X) / 8, Y

WAYS_TO_HOLD_NUMBERS = {
    "float32": lambda a: a.astype(np.float32),
    "float16": lambda a: a.astype(np.float16),
    "long double": lambda a: a.astype(np.longdouble),
    "the other byte order": lambda a: a.astype(a.dtype.newbyteorder()),
    "lists": lambda a: a.tolist(),
    "a list of arrays": list,
    "tuples": lambda a: tuple(map(tuple, a.tolist())),
    "objects": lambda a: a.astype(object),
    "fractions": lambda a: [[Fraction(x) for x in row] for row in a.tolist()],
    "a data frame": pd.DataFrame,
    "a data frame that may miss values": lambda a: pd.DataFrame(a, dtype="Float64"),
    "a data frame of several kinds": lambda a: pd.DataFrame({i: column.astype(object) for i, column in enumerate(a.T)}),
    "Fortran's order": np.asfortranarray,
    "a transposed view": lambda a: np.ascontiguousarray(a.T).T,
    "every second column": lambda a: np.repeat(a, 2, axis=1)[:, ::2],
    "backwards": lambda a: a[::-1, ::-1].copy()[::-1, ::-1],
    "broadcast": lambda a: np.broadcast_to(a, (2, *a.shape))[1],
    "a matrix": lambda a: a.view(np.matrix),
    "a masked array without a mask": np.ma.array,
}
WAYS_TO_HOLD_LABELS = {
    "bool": lambda a: a.astype(bool),
    "int": lambda a: a.astype(int),
    "uint8": lambda a: a.astype(np.uint8),
    "a comparison": lambda a: a > 0.5,
    "lists of bool": lambda a: (a > 0.5).tolist(),
    "objects of several kinds": lambda a: np.array([[True, *a[0, 1:].astype(int)]], dtype=object),
}


def results(parameters, X, Y):
    """Everything that the mathematics makes of these."""
    cache = forward(parameters, X)
    gradients = backward(parameters, cache, X, Y)
    history = training(X=X, Y=Y, learning_rate=0.5, iterations=3)
    first, second = itertools.islice(nnlib.descend(parameters, X, Y, learning_rate=0.5), 2)
    return [
        *cache,
        *gradients,
        *update(parameters, gradients, 0.5),
        *first.parameters,
        *second.parameters,
        *history.parameters,
        history.costs,
        np.array([cost(cache, Y), accuracy(parameters, X, Y), first.cost, second.cost]),
    ]


class TestAccepted:
    @pytest.mark.parametrize("way", WAYS_TO_HOLD_NUMBERS)
    def test_numbers_however_they_are_held(self, way):
        hold = WAYS_TO_HOLD_NUMBERS[way]
        in_rows = isinstance(hold(SMALL_X), pd.DataFrame)  # of a data frame a row is an example
        held = results(
            Parameters(*map(hold, SMALL_P)), *(hold(array.T if in_rows else array) for array in (SMALL_X, LABELS))
        )
        for actual, expected in zip(held, results(SMALL_P, SMALL_X, LABELS), strict=True):
            assert type(actual) is np.ndarray
            assert actual.dtype == np.float64
            np.testing.assert_allclose(actual, expected, rtol=1e-12, atol=1e-14)

    @pytest.mark.parametrize("way", WAYS_TO_HOLD_LABELS)
    def test_labels_however_they_are_held(self, way):
        labels = np.array(Y)
        labels[0, 0] = 1
        held = results(P, X, WAYS_TO_HOLD_LABELS[way](labels))
        for actual, expected in zip(held, results(P, X, labels), strict=True):
            np.testing.assert_array_equal(actual, expected)

    @pytest.mark.parametrize("sizes", [(1, 1, 1), (1, 4, 7), (3, 1, 7), (3, 4, 1), (4, 4, 4)])
    def test_dimensions_of_one_and_equal_dimensions(self, sizes):
        n0, n1, m = sizes
        parameters, X, Y = make_problem(1, n0=n0, n1=n1, m=m)
        assert all(np.isfinite(array).all() for array in results(parameters, X, Y))
        assert gradient_check(parameters, X, Y).passed

    @pytest.mark.parametrize("label", [0, 1])
    def test_examples_of_one_class_where_nothing_is_learned(self, label):
        assert accuracy(P, X, np.full((1, 40), label)) == np.mean(nnlib.predict(P, X) == label)

    def test_integers_and_numbers_of_numpy(self):
        plain = training()
        other = training(
            hidden_units=np.int64(3), learning_rate=np.float32(0.1), iterations=np.uint8(2), seed=np.int32(0)
        )
        np.testing.assert_allclose(other.costs, plain.costs, rtol=1e-7)
        assert training(learning_rate=Fraction(1, 10)).costs[-1] == plain.costs[-1]
        assert isinstance(other.learning_rate, float)

    def test_a_list_of_four_arrays_for_parameters(self):
        np.testing.assert_array_equal(forward(list(P), X).A2, CACHE.A2)

    @pytest.mark.parametrize("name", ["forward", "cost", "backward", "update", "accuracy", "gradient_check", "descend"])
    def test_a_dictionary_of_the_same_names_for_parameters_cache_and_gradients(self, name):
        right = right_arguments(name)
        by_name = {argument: value._asdict() for argument, value in right.items() if hasattr(value, "_asdict")}
        assert by_name
        np.testing.assert_equal(called_with(name, **by_name), called_with(name))

    def test_a_dictionary_to_start_from(self):
        start = {"hidden_units": 4, "start": P._asdict()}
        np.testing.assert_array_equal(training(**start).costs, training(hidden_units=4, start=P).costs)

    def test_several_output_units(self):
        parameters, X, Y = make_problem(0, n2=3)
        assert cost(forward(parameters, X), Y) > 0
        with pytest.raises(ValueError, match=r"^Y has shape \(1, 7\); expected \(n2, m\) = \(3, 7\)"):
            cost(forward(parameters, X), Y[:1])

    def test_float64_is_not_copied(self):
        @checked
        def same(X):
            return X

        assert np.shares_memory(same(X), X)


class TestChecked:
    def test_the_function_keeps_its_name_and_its_source(self):
        assert forward.__name__ == "forward"
        assert unchecked(forward) is forward.__wrapped__
        assert "Z1 = W1 @ X + b1" in inspect.getsource(forward)
        assert inspect.getsource(forward).startswith("def forward(")  # the equations alone, and nothing that hides them

    def test_a_value_from_inside_passes_no_door(self, monkeypatch):
        """A slider's move: what `explore_forward` computes is not checked again."""
        widget = nnlib.explore_forward(MOONS)
        monkeypatch.setattr(Arrays, "agree", lambda _: pytest.fail("a door was passed"))
        widget.controls["hidden_units"].value = 5
        assert "✗" not in widget.text.value

    def test_a_function_can_be_handed_to_another_process(self):
        assert pickle.loads(pickle.dumps(train)) is train

    def test_a_default_of_none_is_let_in_and_none_elsewhere_is_not(self):
        @checked
        def f(n0: Count, scale: Positive | None = None):
            return n0, scale

        assert f(1) == (1, None)
        assert f(1, scale=None) == (1, None)
        assert f(1, 2) == (1, 2.0)
        with pytest.raises(TypeError, match=r"^n0 must be"):
            f(None)

    def test_defaults_are_checked_too(self):
        @checked
        def f(n0: Count = 0):
            return n0

        with pytest.raises(ValueError, match=r"^n0 must be an int >= 1, got 0"):
            f()

    def test_an_error_of_the_function_itself_is_not_changed(self):
        @checked
        def f(n0):
            raise TypeError(f"n0 is {n0}")

        with pytest.raises(TypeError, match=r"^n0 is 3$"):
            f(3)


def test_import_loads_the_mathematics_alone():
    late = ["matplotlib", "ipywidgets", "tqdm", "IPython", "numpy.ma", "numpy.random", "importlib.resources"]
    program = (
        f"import sys, numpy; early = set(sys.modules); import nnlib; print(*set({late}) & set(sys.modules) - early)"
    )
    run = subprocess.run([sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == ""


def test_a_star_imports_what_is_installed():
    program = (
        "import sys; sys.modules['matplotlib'] = None\n"
        "from nnlib import *\n"
        "print('forward' in globals(), 'sweep' in globals(), 'plot_cost' in globals(), 'explore_cost' in globals())"
    )
    run = subprocess.run([sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["True", "True", "False", "False"]


def test_a_module_that_shares_its_name_with_a_function_does_not_hide_it():
    program = "import nnlib.widgets; print(*map(callable, (nnlib.sweep, nnlib.landscape, nnlib.gradient_check)))"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["True", "True", "True"]
