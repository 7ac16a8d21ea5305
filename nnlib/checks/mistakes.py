"""The catalogue of known mistakes: what learners write, as wrong formulas with a name and with hints."""

import functools
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from importlib.resources import files
from types import MappingProxyType
from typing import Annotated, Any

import numpy as np

from nnlib._machinery.formulas import Formula, read, replaced, written
from nnlib._machinery.rules import Wanted, integer
from nnlib.activations import ACTIVATIONS, ActivationName
from nnlib.checks.tasks import FORMS, TASKS, WHOLES, in_code, solve
from nnlib.network import Gradients
from nnlib.texts import Hint, hint

# What a formula that is written once for several arrays is made of, in each of them.
LAYERS: dict[str, dict[str, dict[str, str]]] = {
    "Z": {"Z1": {"W": "W1", "A": "X", "b": "b1"}, "Z2": {"W": "W2", "A": "A1", "b": "b2"}},
    "dW": {"dW2": {"dZ": "dZ2", "A": "A1"}, "dW1": {"dZ": "dZ1", "A": "X"}},
    "db": {"db2": {"dZ": "dZ2"}, "db1": {"dZ": "dZ1"}},
    "w": {name: {"w": name, "dw": f"d{name}"} for name in ("W1", "b1", "W2", "b2")},
    "X": {"X_train": {"raw": "raw_train"}, "X_test": {"raw": "raw_test"}},
    "shape_W": {f"shape_W{layer}": {"rows": f"n{layer}", "columns": f"n{layer - 1}"} for layer in (1, 2)},
    "shape_b": {f"shape_b{layer}": {"rows": f"n{layer}", "columns": f"n{layer - 1}"} for layer in (1, 2)},
}
MysteryNumber = Annotated[int, Wanted("from 1 to 5", integer(1, 5))]
CULPRITS = ("Z1_for_A1", "dZ1_slope_of_the_answer", "sigmoid_slope_again", "dZ1_a_times_one_minus_a", "mean_in_dZ1")


@dataclass(frozen=True, eq=False)
class Mistake:
    """A known mistake: one or more formulas of one function, wrong in the same way.

    Called as the right function is, it computes what the mistake makes of it: a wrong `backward`, say, that takes the
    place of the right one.

    Attributes:
        name: how the catalogue and the checks call it.
        function: the function it is made in: "forward", "backward", …
        formulas: the wrong formula of each array, as code, in the order of the notes; "" where it is no formula.
        erratum: "E1" to "E12" where the notes print it, else None.
        activations: the hidden activations with which it is a mistake.
    """

    name: str
    function: str
    formulas: Mapping[str, str]
    erratum: str | None = None
    activations: tuple[ActivationName, ...] = tuple(ACTIVATIONS)

    @property
    def arrays(self) -> tuple[str, ...]:
        """The arrays that it makes wrong, in the order of the notes."""
        return tuple(self.formulas)

    @property
    def words(self) -> Hint:
        """The title, and the hint in three steps: a question, a pointer, the cause."""
        return hint(self.name.removeprefix("dZ1_"))

    @property
    def formula(self) -> str:
        """The wrong formulas as code; where it is no formula, its title."""
        return "; ".join(f"{array} = {code}" for array, code in self.formulas.items() if code) or self.words.title

    def trees(self, activation: ActivationName) -> dict[str, Formula]:
        """Give its formulas as trees, with this activation in the hidden layer."""
        return {array: in_code(code, activation) for array, code in self.formulas.items() if code}

    def __call__(self, *args: Any, activation: ActivationName = "tanh", **kwargs: Any) -> Any:
        """Compute what the right function would, wrongly."""
        task = TASKS[self.function]
        known = {**dict(zip(task.arguments, args, strict=False)), **kwargs}
        with np.errstate(all="ignore"):  # a wrong formula may well divide by zero on its way
            return task.returns(**solve(task, quantities(known, activation), self.trees(activation)))

    def __str__(self) -> str:
        """Show the name."""
        return self.name


def quantities(arguments: Mapping[str, Any], activation: ActivationName) -> dict[str, Any]:
    """Name every quantity that a function's arguments hold: their arrays, and the sizes."""
    known: dict[str, Any] = {"activation": activation, **arguments}
    for whole in WHOLES.keys() & known.keys():
        known.update(known[whole]._asdict())
    for name in FORMS.keys() & known.keys():
        if np.ndim(known[name]) == len(FORMS[name]):
            known = {**dict(zip(FORMS[name], np.shape(known[name]), strict=True)), **known}
    return known


def _read(name: str, entry: Mapping[str, Any]) -> Mistake:
    about: dict[str, Any] = {
        "erratum": entry.get("erratum"),
        "activations": tuple(entry.get("activations", ACTIVATIONS)),
    }
    formulas = dict[str, str](dict.fromkeys(entry.get("arrays", ()), ""))
    for key, code in entry.items():
        if key not in ("in", "arrays", *about):
            formulas.update(_in_each_layer(key, code, entry["in"]))
    in_order = {array: formulas[array] for array in TASKS[entry["in"]].equations if array in formulas}
    return Mistake(name, entry["in"], in_order, **about)


def _in_each_layer(key: str, code: str, task: str) -> dict[str, str]:
    """Write a formula of several arrays for each of them."""
    if key in TASKS[task].equations:
        return {key: code}
    return {array: written(replaced(read(code), parts)) for array, parts in LAYERS[key].items()}


def _in_dZ1(slope: Mistake, code: str) -> Mistake:
    """Make of a wrong slope the mistake of a dZ1 that is multiplied by it."""
    factor = replaced(read(slope.formulas["slope"]), {"Z": "Z1"})
    code = code or written(("*", read("W2.T @ dZ2"), factor))
    return replace(slope, name=f"dZ1_{slope.name}", function="backward", formulas=MappingProxyType({"dZ1": code}))


def _all() -> Iterator[Mistake]:
    entries = tomllib.loads(files("nnlib.checks").joinpath("mistakes.toml").read_text(encoding="utf-8"))
    for name, entry in entries.items():
        in_dZ1 = entry.pop("dZ1", "") if "slope" in entry else ""
        mistake = _read(name, entry)
        yield mistake
        if mistake.function == "activation_derivative":
            yield _in_dZ1(mistake, in_dZ1)


CATALOGUE: dict[str, Mistake] = {mistake.name: mistake for mistake in _all()}
PARTS: dict[str, tuple[str, ...]] = {  # whose mistakes may be made in a function, too
    **dict.fromkeys((*TASKS["backward"].equations, "vectorized"), ("backward",)),
    "output_layer": ("forward",),
    "safe_cost": ("safe_cost", "cost"),
    "training_loop": ("training_loop", "update", "forward", "backward"),
}


@functools.cache
def mistakes_of(function: str, activation: ActivationName) -> list[Mistake]:
    """List the mistakes that may be made in a function with this activation: its own, and those of its parts."""
    arrays, family = set(TASKS[function].equations), PARTS.get(function, (function,))
    found = [m for m in CATALOGUE.values() if m.function in family and activation in m.activations]
    found.sort(key=lambda m: family.index(m.function))  # of two that look alike the first is named
    return [m for m in found if function == "training_loop" or arrays & set(m.arrays)]


def mystery(number: MysteryNumber) -> Callable[..., Gradients]:
    """Give one of five functions that look like `backward`, train, and are wrong.

    Args:
        number: which one, from 1 to 5.

    Returns:
        A function of parameters, cache, X and Y that returns Gradients, and does not say what is wrong with it.
    """

    def wrong_backward(*args: Any, **kwargs: Any) -> Gradients:
        return CATALOGUE[CULPRITS[number - 1]](*args, **kwargs)

    wrong_backward.__name__ = wrong_backward.__qualname__ = f"mystery_{number}"
    return wrong_backward
