"""Chooses what to hand to a learner's function: by the notes' names, and what has other names in the task's order."""

import copy
import inspect
from collections.abc import Callable, Mapping
from inspect import Parameter
from typing import Any, NamedTuple

from nnlib.mistakes.task import Task
from nnlib.mistakes.tasks import WHOLES

ALIASES: dict[str, str] = {  # what the notes' names are called elsewhere, so that no order decides between them
    **dict.fromkeys(("y_true", "labels"), "Y"),
    **dict.fromkeys(("y_pred", "y_hat", "yhat", "predictions"), "A2"),
    **dict.fromkeys(("lr", "alpha", "eta"), "learning_rate"),
    **dict.fromkeys(("epochs", "steps", "n_iter", "num_iterations"), "iterations"),
    "params": "parameters",
    "grads": "gradients",
}
ALSO = ("A1",)  # with which a slope may be written
FREE = ("activation", "seed")  # given also where the function has a default for it, though no task asks for it


class Bound(NamedTuple):
    """Copies to call a function with, the notes' name of each, and of its own names those that only order decides."""

    args: list[Any]
    kwargs: dict[str, Any]
    names: list[str]
    by_order: dict[str, str]


def takes_activation(function: Callable[..., Any]) -> bool:
    """Tell whether a function has an argument `activation` for the name of one, and no function in it by default."""
    asked = [p for p in _parameters(function) or [] if p.name == "activation"]
    return bool(asked) and not any(map(_has_a_function, asked))


def bound(function: Callable[..., Any], task: Task, known: Mapping[str, Any]) -> Bound:
    """Choose what to hand to a function.

    A name of the notes gets its quantity, in small letters too, unless that is what the function is to compute; a
    default stays, unless the task itself has this argument.  The rest goes in the order of what the task still has to
    give: whole, or array by array where more is asked for.

    Args:
        function: the learner's.
        task: what it is to compute.
        known: every quantity by its name.
    """
    asked = _parameters(function)
    if asked is None:
        return _bound([known[name] for name in task.arguments], {}, list(task.arguments), {})
    variable = {p.kind for p in asked if p.kind in (Parameter.VAR_POSITIONAL, Parameter.VAR_KEYWORD)}
    single = [p for p in asked if p.kind not in variable]
    named = {p.name: name for p in single if (name := _name_of(p, task, known))}
    nameless = [p.name for p in single if p.name not in named and p.default is p.empty]
    left = _left(task, list(named.values()), len(nameless))
    if 0 < len(nameless) < len(left) and not variable:  # which is left out? Python says how many there are
        return _bound([known[name] for name in task.arguments], {}, list(task.arguments), {})
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


def _name_of(parameter: Parameter, task: Task, known: Mapping[str, Any]) -> str | None:
    """Give the notes' name of what an argument gets; None where only its place can tell, or its default stays."""
    own = [*task.arguments, *parts(task)]
    own += [name for name in ALSO if name not in task.equations]
    answers = {whole for whole, fields in WHOLES.items() if set(fields) & set(task.equations)} | set(task.equations)
    in_rows = {name.removesuffix("_rows") for name in task.arguments}  # the notes' arrays have another form there
    beside = [name for name in known if name not in (*own, *answers, *in_rows)]
    name = _likest(parameter.name, own) or (parameter.name if parameter.name in beside else None)
    stays = parameter.default is not parameter.empty and name not in own and name not in FREE
    return None if stays or _has_a_function(parameter) else name


def _likest(written: str, names: list[str]) -> str | None:
    """Find the notes' name that is written so, or in small letters, or is called so elsewhere."""
    alias = ALIASES.get(written.casefold(), written).casefold()
    return next((name for name in names if name.casefold() == alias), None)


def _has_a_function(parameter: Parameter) -> bool:
    """Tell whether an argument is a function by default: `activation=np.tanh`."""
    return parameter.default is not parameter.empty and callable(parameter.default)


def parts(task: Task) -> list[str]:
    """List the arrays that a task gives, as parts of a whole or alone, in order."""
    return [part for name in task.arguments for part in WHOLES.get(name, (name,))]


def _left(task: Task, taken: list[str], count: int) -> list[str]:
    """List what a task still has to give, when these are taken: whole, or in parts where these are too few."""
    whole = [name for name in task.arguments if not {name, *WHOLES.get(name, ())} & set(taken)]
    return whole if count <= len(whole) else [part for part in parts(task) if part not in taken]
