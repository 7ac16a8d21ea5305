"""Data of one's own: a table or arrays, with labels of any kind, become X (n0, m) and Y (1, m)."""

import difflib
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from nnlib._machinery.frames import Table, is_frame, is_missing, refuse_gaps, table
from nnlib._machinery.numerals import quoted
from nnlib._machinery.rules import pair
from nnlib._machinery.values import MOST_CLASSES, TRUTH, Array, described


class Examples(NamedTuple):
    """X (n0, m), Y (1, m), the features' names, the classes' names, and how many rows with a gap were left out."""

    X: Array
    Y: Array
    feature_names: tuple[str, ...]
    class_names: tuple[str, str]
    left_out: int = 0


def of_table(frame: Any, label: Any, features: Any, classes: Any, *, drop: bool) -> Examples:
    """Read features and labels from a table whose rows are examples."""
    found = table("frame", frame)
    label = found.column("label", label)
    values = list(found.columns[label])
    if classes is None:  # before anything is said of the other columns
        _refuse_many(f"frame: column {label!r}", _against_the_rest(frame, label), values, f"label {label!r}")
    names = _features(found, label, features)
    X = np.array([found.numbers(name) for name in names])
    chosen = _chosen(values, classes)
    no_label = np.array([is_missing(value) for value in values])
    gaps = chosen & (np.isnan(X).any(axis=0) | no_label)
    if not drop:
        fix = "leave such rows out with missing='drop', or fill them in"
        with_labels = np.vstack([X, np.where(no_label, np.nan, 0)])
        rows = [row for row, here in zip(found.rows, chosen, strict=True) if here]
        refuse_gaps(found._replace(rows=rows), [*names, label], with_labels[:, chosen], fix)
    kept = chosen & ~gaps
    if not kept.any():
        raise ValueError(f"frame: every one of its {len(values)} rows has a gap; none is left")
    left = [value for value, here in zip(values, kept, strict=True) if here]
    Y, class_names = _two_classes(f"frame: column {label!r}", label, left, classes)
    return Examples(X[:, kept], Y, tuple(names), class_names, int(np.sum(gaps)))


def _against_the_rest(frame: Any, label: str) -> str:
    """Write the line that makes labels of one class against the rest, but for the class at its end."""
    column = f"frame[{label!r}]"
    if is_frame(frame) or isinstance(frame, Mapping):
        return f"{column} = {column if is_frame(frame) else f'np.array({column})'} == "
    return f"for row in frame: row[{label!r}] = row[{label!r}] == "


def _refuse_many(place: str, against_the_rest: str, values: Any, name: str = "") -> None:
    """Refuse more than two different labels, and say what makes two classes of them."""
    found = {_text(value): _plain(value) for value in values if not is_missing(value)}
    if len(found) > MOST_CLASSES:
        other = f": name another column, or pick two of them with classes={tuple(found)[:2]}" if name else ""
        raise ValueError(f"{name or place} has {len(found)} different values; a label has two{other}")
    if len(found) > 2:
        texts = [_text(value) for value in values if not is_missing(value)]
        largest = sorted(sorted(found), key=lambda text: -texts.count(text))[:2]
        shown = ", ".join(f"{text!r} ({texts.count(text)})" for text in sorted(found))
        pick = f"pick them with classes={tuple(found[text] for text in largest)}"
        gaps = "leave out the rows without a label, and " if len(texts) < len(values) else ""
        rest = f"{gaps}tell one from the rest: {against_the_rest}{found[largest[0]]!r}"
        raise ValueError(f"{place} holds {len(found)} classes, {shown}; expected two: {pick}, or {rest}")


def _features(found: Table, label: str, wanted: Any) -> list[str]:
    """List the columns to learn from: those that are named, or all but the label."""
    if wanted is None:
        names = [name for name in found.columns if name != label]
        _refuse_text(found, names)
    else:
        if isinstance(wanted, str) or not isinstance(wanted, Sequence):
            raise TypeError(f"features must be a list of columns, got {described(wanted)}: pass [{wanted!r}]")
        names = [found.column(f"features[{i}]", name) for i, name in enumerate(cast("Sequence[Any]", wanted))]
    if label in names:
        raise ValueError(f"features holds {label!r}, the label: the network would be told the answer")
    if not names or len(set(names)) < len(names):
        raise ValueError(f"features must be one or more different columns besides the label, got {quoted(names)}")
    return names


def _refuse_text(found: Table, names: list[str]) -> None:
    """Refuse to learn from all columns where some hold no numbers, and list those that do."""
    reasons = dict[str, str]()
    for name in names:
        try:
            found.numbers(name)
        except TypeError as error:
            reasons[name] = str(error)
    if len(reasons) == 1:
        raise TypeError(next(iter(reasons.values())))
    if reasons:
        numeric = [name for name in names if name not in reasons]
        raise TypeError(
            f"frame holds no numbers in {quoted(reasons)}: name the columns to learn from, features={numeric}"
        )


def _chosen(values: list[Any], classes: Any) -> NDArray[np.bool_]:
    """Tell which labels are of the classes that were asked for; a gap is of any."""
    if classes is None:
        return np.ones(len(values), dtype=bool)
    wanted, there = [_text(each) for each in _pair(classes)], sorted({_text(v) for v in values if not is_missing(v)})
    for absent in (each for each in wanted if each not in there):
        close = difflib.get_close_matches(absent, there, n=1, cutoff=0.5)
        hint = f". Did you mean {close[0]!r}?" if close else ""
        raise ValueError(f"classes holds {absent!r}; the labels are {quoted(there)}{hint}")
    return np.array([is_missing(value) or _text(value) in wanted for value in values])


def _pair(classes: Any) -> tuple[Any, Any]:
    zero, one = pair("classes", classes, "two labels, first the one with y = 0", lambda _, label: label)
    if _text(zero) == _text(one):
        raise ValueError(f"classes must be two different labels, got {zero!r} twice")
    return zero, one


def _text(value: Any) -> str:
    """Write a label: 1.0 is 1, and True is True."""
    if isinstance(value, TRUTH):
        return str(bool(value))
    number = _plain(value)
    return str(int(number)) if isinstance(number, float) and number.is_integer() else str(number)


def _plain(value: Any) -> Any:
    return cast("Any", value).item() if isinstance(value, np.generic) else value


def _number(label: Any) -> float | None:
    """Give the number that a label is, or that its text writes; None of a word."""
    try:
        return float(label)
    except (TypeError, ValueError):
        return None


def _two_classes(place: str, label: str, values: list[Any], classes: Any) -> tuple[Array, tuple[str, str]]:
    """Make Y (1, m) of labels of any kind, and name the classes: a text is its own name, a number is the label's."""
    texts = np.array([_text(value) for value in values])
    kinds = {_text(value): value for value in values}
    if len(kinds) == 1:
        only = f"{place} holds one class only, {next(iter(kinds))!r} in all {len(texts)} rows"
        raise ValueError(f"{only}: there is nothing to tell apart")
    numbers = {text: _number(value) for text, value in kinds.items()}
    by_value = sorted(kinds, key=lambda text: (numbers[text] is None, numbers[text] or 0.0, text))
    zero, one = by_value if classes is None else map(_text, _pair(classes))
    names = [text if numbers[text] is None else f"{label} = {text}" for text in (zero, one)]
    return (texts == one).astype(np.float64).reshape(1, -1), (names[0], names[1])


def of_arrays(X: Array, y: Any, classes: Any, *, examples: str) -> tuple[Array, Array, tuple[str, str]]:
    """Read X, Y and the classes' names from arrays whose rows, or whose columns, are examples."""
    if isinstance(y, str):
        raise TypeError(f"y must be the labels, got {y!r}: Dataset.from_frame takes the name of a column")
    values = np.ravel(np.asarray(y)).tolist()
    columns = X.T if examples == "rows" else X
    n0, m = columns.shape
    if len(values) != m:
        other = "columns" if examples == "rows" else "rows"
        fix = f": pass examples={other!r}" if len(values) == n0 else ""
        raise ValueError(f"y has {len(values)} labels, but X has {m} examples in its {examples}{fix}")
    gaps = [i for i, value in enumerate(values) if is_missing(value)]
    if gaps:
        raise ValueError(f"y has no label at {gaps[0]}: leave that example out")
    if not _chosen(values, classes).all():
        raise ValueError(f"y holds other labels besides classes={tuple(classes)}: leave those examples out")
    if classes is None:
        _refuse_many("y", f"pass {'y' if hasattr(y, '__array__') else 'np.array(y)'} == ", values)
    Y, class_names = _two_classes("y", "y", values, classes)
    return columns, Y, class_names
