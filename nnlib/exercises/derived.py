"""Quantities that have no symbol of their own in the notes, and stand in wrong equations all the same."""

from typing import Any

from nnlib.exercises.samples import array_in
from nnlib.mistakes.task import Quantities
from nnlib.network import Gradients

BACK = "W2ᵀ dZ2"  # what comes back to the hidden layer
SQUARE = "A1²"


def derived(known: Quantities) -> dict[str, Any]:
    """Compute what can be made of the quantities: what comes back to layer 1, A1², and each gradient times α."""
    made = dict[str, Any]()
    W2, dZ2, A1 = (array_in(known.get(name)) for name in ("W2", "dZ2", "A1"))
    if W2 is not None and dZ2 is not None and W2.shape[:1] == dZ2.shape[:1]:
        made[BACK] = W2.T @ dZ2
    if A1 is not None:
        made[SQUARE] = A1**2
    if "learning_rate" in known:
        made.update({f"α {name}": known["learning_rate"] * known[name] for name in Gradients._fields if name in known})
    return made
