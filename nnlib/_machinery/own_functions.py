"""A learner's own forward, cost, backward and update, in place of the library's.

They are called as the checks call them, and may return what the checks let pass: what a check promises, `train` keeps.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any, NamedTuple, cast

import numpy as np

from nnlib import network
from nnlib._machinery.calling import WHOLES, bound, wants_keys
from nnlib._machinery.reading import Form, read
from nnlib._machinery.shapes import SHAPES
from nnlib._machinery.values import described
from nnlib.activations import ACTIVATIONS, ActivationName
from nnlib.network import Cache, Gradients, Parameters

# A run that diverges overflows on its way; the cost tells, and `DivergenceError` says it in words, so NumPy need not
# warn as well.
quiet = np.errstate(over="ignore", invalid="ignore", divide="ignore")


def functions(name: str, value: Any) -> dict[str, Callable[..., Any]]:
    """Check a dictionary of functions, by the names of the library's functions whose places they take."""
    wanted = f"{name} must be a dictionary such as {{'backward': my_backward}}"
    if not isinstance(value, Mapping):
        raise TypeError(f"{wanted}, got {described(value)}")
    given = cast("Mapping[str, Any]", value)
    for key, function in given.items():
        if key not in Functions._fields:
            may_be = ", ".join(map(repr, Functions._fields))
            raise ValueError(f"{name} holds {key!r}; the functions that may be replaced are {may_be}")
        if not callable(function):
            raise TypeError(f"{name}[{key!r}] must be a function, got {described(function)}: pass it without brackets")
    return dict(given)


OwnFunctions = Annotated[Mapping[str, Callable[..., Any]], functions]


class Functions(NamedTuple):
    """The four functions of one step."""

    forward: Callable[..., Cache] = quiet(network.forward)
    cost: Callable[..., float] = quiet(network.cost)
    backward: Callable[..., Gradients] = quiet(network.backward)
    update: Callable[..., Parameters] = quiet(network.update)


ASKED: dict[str, tuple[str, ...]] = {
    "forward": ("parameters", "X"),
    "cost": ("cache", "Y"),
    "backward": ("parameters", "cache", "X", "Y"),
    "update": ("parameters", "gradients", "learning_rate"),
}
RETURNED: dict[str, Any] = {"forward": Cache, "backward": Gradients, "update": Parameters}


def functions_with(own: Mapping[str, Callable[..., Any]] | None, like: Parameters, m: int) -> Functions:
    """Put a learner's functions into the places of the library's, for parameters like these and m examples."""
    n1, n0 = like.W1.shape
    if not own:
        return Functions()
    seen: dict[str, Any] = {"n0": n0, "n1": n1, "n2": len(like.W2), "m": m, "1": 1}
    library = Functions()._asdict()
    return Functions(
        **{
            name: _taken(name, own[name], seen) if name in own else _noting(name, library[name], seen)
            for name in library
        }
    )


def _noting(name: str, function: Callable[..., Any], seen: dict[str, Any]) -> Callable[..., Any]:
    """Call a function of the library's, and note what it was given: another of the learner's may ask for that."""

    def call(*arguments: Any, **options: Any) -> Any:
        seen.update(zip(ASKED[name], arguments, strict=True))
        return function(*arguments, **options)

    return call


def _taken(name: str, function: Callable[..., Any], seen: dict[str, Any]) -> Callable[..., Any]:
    """Make the function that stands in the library's place: it hands over copies, and reads what is returned."""
    kind = RETURNED.get(name)
    form = Form(kind._fields) if kind else Form(("J",), of_numbers=True)

    @quiet
    def call(*arguments: Any, activation: ActivationName = "tanh") -> Any:
        seen.update(zip(ASKED[name], arguments, strict=True))
        known: dict[str, Any] = {**seen, "activation": activation}
        for whole in WHOLES.keys() & known.keys():
            known.update(known[whole]._asdict())
        answer = read(_called(function, ASKED[name], form.names, known), form)
        if answer.complaint or answer.unfinished:
            wrong = answer.complaint or f"It has not computed {', '.join(answer.unfinished)}."
            raise ValueError(f"functions[{name!r}]: {wrong} See check_{name}")
        if kind is None:
            return _number(answer.arrays["J"], known)
        _refuse_nan(name, answer.arrays, known)
        return _completed(name, kind, answer.arrays, known)

    return call


def _called(function: Callable[..., Any], asked: Sequence[str], made: Sequence[str], known: Mapping[str, Any]) -> Any:
    given = bound(function, asked, made, known)
    try:
        return function(*given.args, **given.kwargs)
    except (TypeError, AttributeError) as error:
        if not wants_keys(error):
            raise
    given = bound(function, asked, made, known).by_key()
    return function(*given.args, **given.kwargs)


@quiet
def _refuse_nan(name: str, arrays: Mapping[str, Any], known: Mapping[str, Any]) -> None:
    """Refuse NaN where the library's function, given the same, computes numbers: no step overshoots there."""
    spoilt = [field for field, array in arrays.items() if np.isnan(array).any()]
    if spoilt:
        options = {} if name == "update" else {"activation": known["activation"]}
        right = getattr(network, name)(*(known[asked] for asked in ASKED[name]), **options)
        if all(np.isfinite(getattr(right, field)).all() for field in spoilt):
            raise ValueError(f"functions[{name!r}] returned NaN in {', '.join(spoilt)}: see check_{name}")


def _number(J: Any, known: Mapping[str, Any]) -> float:
    if J.size != 1:
        raise ValueError(f"functions['cost'] returned {described(J)}; expected one number: see check_cost")
    right = network.cost(known["cache"], known["Y"])
    if np.isfinite(right) and not np.isfinite(J).all():
        raise ValueError(
            f"functions['cost'] returned {J.item()} where the cost is {right:.4f}: where predictions are very sure, "
            "log(0) is −inf. Compute it from Z2, as lesson 02, section 6, does: see check_safe_cost"
        )
    return float(J.reshape(()))


def _completed(name: str, kind: Any, arrays: Mapping[str, Any], known: Mapping[str, Any]) -> Any:
    """Make the named tuple: Z1 and Z2 may be left out, and so may the dZ, which no step reads."""
    for field, array in arrays.items():
        shape = tuple(known[symbol] for symbol in SHAPES[field])
        if array.shape != shape:
            expected = f"({', '.join(SHAPES[field])}) = {shape}"
            returned = f"functions[{name!r}] returned {field} of shape {array.shape}"
            raise ValueError(f"{returned}; expected {expected}: see check_{name}")
    if kind is Cache:
        W1, b1, W2, b2 = known["parameters"]
        Z1 = arrays.get("Z1", W1 @ known["X"] + b1)
        A1 = arrays.get("A1", ACTIVATIONS[known["activation"]].function(Z1))
        return Cache(Z1, A1, arrays.get("Z2", W2 @ A1 + b2), arrays["A2"])
    return kind(*(arrays.get(field) for field in kind._fields))
