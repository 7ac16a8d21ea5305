"""Calls a learner's function: chooses what to hand over, by the notes' names, by names of elsewhere, else in order.

The checks and `train` call in this one way.  Named tuples are handed over as they are; to a function that reads them by
key, as `parameters["W1"]`, as dictionaries.
"""

import copy
import inspect
import traceback
from collections.abc import Callable, Collection, Mapping, Sequence
from inspect import Parameter
from typing import Any, NamedTuple

from nnlib.network import Cache, Gradients, Parameters

WHOLES: dict[str, tuple[str, ...]] = {  # the named tuples that a function is given, and their arrays
    "parameters": Parameters._fields,
    "cache": Cache._fields,
    "gradients": Gradients._fields,
}
ALIASES: dict[str, str] = {  # what the notes' names are called elsewhere, in small letters
    **dict.fromkeys(("y_true", "labels", "targets"), "Y"),
    **dict.fromkeys(("y_pred", "y_hat", "yhat", "predictions", "al", "a"), "A2"),
    **dict.fromkeys(("lr", "alpha", "eta"), "learning_rate"),
    **dict.fromkeys(("epochs", "steps", "n_iter", "num_iterations", "n_iterations"), "iterations"),
    **dict.fromkeys(("params", "theta"), "parameters"),
    "caches": "cache",
    **dict.fromkeys(("grads", "grad"), "gradients"),
    **dict.fromkeys(("n_x", "nx"), "n0"),
    **dict.fromkeys(("n_h", "nh"), "n1"),
    **dict.fromkeys(("n_y", "ny"), "n2"),
}
ALSO = ("A1",)  # with which a slope may be written
FREE = ("activation", "seed")  # given also where the function has a default for it, though no task asks for it
LEFT_OUT = ("rng",)  # what a function may do without, since the check then says so
BY_KEY = (  # what Python says of a named tuple that is read as a dictionary
    "tuple indices must be",
    "does not support item assignment",
    *(f"has no attribute '{name}'" for name in ("items", "keys", "values", "get", "copy")),
)


class Bound(NamedTuple):
    """Copies to call a function with, the notes' name of each, and of its own names those that only order decides."""

    args: list[Any]
    kwargs: dict[str, Any]
    names: list[str]
    by_order: dict[str, str]

    def by_key(self) -> "Bound":
        """Give the same, with dictionaries in the place of named tuples."""
        kwargs = {name: by_key(value) for name, value in self.kwargs.items()}
        return self._replace(args=[by_key(value) for value in self.args], kwargs=kwargs)


class ByKey(dict[str, Any]):
    """The arrays of a named tuple, by key; as `cache.A1` and by place, too."""

    def __getattr__(self, name: str) -> Any:
        if name not in self:
            raise AttributeError(name)
        return self[name]

    def __missing__(self, key: Any) -> Any:
        if isinstance(key, int):
            return list(self.values())[key]
        raise KeyError(key)

    def copy(self) -> "ByKey":
        """Give the same once more, as a dictionary does."""
        return ByKey(self)


def by_key(value: Any) -> Any:
    """Give a named tuple as a dictionary, and anything else as it is."""
    return ByKey(value._asdict()) if hasattr(value, "_asdict") else value


def wants_keys(error: BaseException | None) -> bool:
    """Tell whether a function failed since it reads a named tuple by key."""
    kind = (TypeError, AttributeError)
    return isinstance(error, kind) and any(words in str(error) for words in BY_KEY) and _at_its_own_line(error)


def _at_its_own_line(error: BaseException) -> bool:
    """Tell whether it was a line in Python that failed, not the call itself."""
    return bool(traceback.extract_tb(error.__traceback__))


def takes_activation(function: Callable[..., Any]) -> bool:
    """Tell whether a function has an argument `activation` for the name of one, and no function in it by default."""
    asked = [p for p in _parameters(function) or [] if p.name == "activation"]
    return bool(asked) and not any(map(_has_a_function, asked))


def bound(function: Callable[..., Any], asked: Sequence[str], made: Collection[str], known: Mapping[str, Any]) -> Bound:
    """Choose what to hand to a function.

    A name of the notes gets its quantity, in small letters too, unless that is what the function is to compute; a
    default stays, unless it is asked for.  The rest goes in the order of what is still to be given: whole, or array by
    array where more is asked for.

    Args:
        function: the learner's.
        asked: what it is to take: "parameters", "X", …, in order.
        made: the arrays that it is to compute.
        known: every quantity by its name.
    """
    own = _parameters(function)
    if own is None:
        return _bound([known[name] for name in asked], {}, list(asked), {})
    variable = {p.kind for p in own if p.kind in (Parameter.VAR_POSITIONAL, Parameter.VAR_KEYWORD)}
    single = [p for p in own if p.kind not in variable]
    named = {p.name: name for p in single if (name := _name_of(p, asked, made, known))}
    nameless = [p.name for p in single if p.name not in named and p.default is p.empty]
    left = _left(asked, list(named.values()), len(nameless))
    if len(nameless) == len([name for name in left if name not in LEFT_OUT]):
        left = [name for name in left if name not in LEFT_OUT]
    if 0 < len(nameless) < len(left) and not variable:  # which is left out? Python says how many there are
        return _bound([known[name] for name in asked], {}, list(asked), {})
    by_order = {name: left[i] for i, name in enumerate(nameless[: len(left)])}
    rest = left[len(by_order) :] if variable else []
    chosen = {**named, **by_order}
    given = {p.name: known[chosen[p.name]] for p in single if p.name in chosen}
    if Parameter.VAR_POSITIONAL in variable:
        in_front = [p for p in single if p.kind is not p.KEYWORD_ONLY]
        args = [given.pop(p.name, p.default) for p in in_front] + [known[name] for name in rest]
        names = [*(chosen.get(p.name, "") for p in in_front), *rest]
        return _bound(args, given, [*names, *(chosen[name] for name in given)], by_order)
    only_in_front = [p.name for p in single if p.kind is p.POSITIONAL_ONLY and p.name in given]
    args = [given.pop(name) for name in only_in_front]
    names = [chosen[name] for name in (*only_in_front, *given)]
    return _bound(args, {**given, **{name: known[name] for name in rest}}, [*names, *rest], by_order)


def _bound(args: list[Any], kwargs: dict[str, Any], names: list[str], by_order: dict[str, str]) -> Bound:
    args, kwargs = copy.deepcopy((args, kwargs))
    return Bound(args, kwargs, names, by_order)


def _parameters(function: Callable[..., Any]) -> list[Parameter] | None:
    try:
        return list(inspect.signature(function).parameters.values())
    except (TypeError, ValueError):  # a function written in C may have no signature
        return None


def _name_of(parameter: Parameter, asked: Sequence[str], made: Collection[str], known: Mapping[str, Any]) -> str | None:
    """Give the notes' name of what an argument gets; None where only its place can tell, or its default stays."""
    own = [*asked, *parts(asked), *(name for name in ALSO if name not in made)]
    answers = {whole for whole, fields in WHOLES.items() if set(fields) & set(made)} | set(made)
    in_rows = {name.removesuffix("_rows") for name in asked}  # the notes' arrays have another form there
    beside = [name for name in known if name not in (*own, *answers, *in_rows)]
    name = likest(parameter.name, own) or (parameter.name if parameter.name in beside else None)
    stays = parameter.default is not parameter.empty and name not in own and name not in FREE
    return None if stays or _has_a_function(parameter) else name


def likest(own: str, names: Collection[str]) -> str | None:
    """Find the notes' name that is written so, or in small letters, or is called so elsewhere."""
    if own in names:
        return own
    alike = own.casefold()
    return next((name for name in names if name.casefold() in (alike, ALIASES.get(alike, alike).casefold())), None)


def _has_a_function(parameter: Parameter) -> bool:
    """Tell whether an argument is a function by default: `activation=np.tanh`."""
    return parameter.default is not parameter.empty and callable(parameter.default)


def parts(asked: Sequence[str]) -> list[str]:
    """List the arrays and numbers that are given, as parts of a whole or alone, in order."""
    return [part for name in asked for part in WHOLES.get(name, (name,))]


def _left(asked: Sequence[str], taken: list[str], count: int) -> list[str]:
    """List what is still to be given, when these are taken: whole, or in parts where these are too few."""
    whole = [name for name in asked if not {name, *WHOLES.get(name, ())} & set(taken)]
    return whole if count <= len(whole) else [part for part in parts(asked) if part not in taken]
