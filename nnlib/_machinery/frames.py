"""Tables as people have them: a data frame, rows from a CSV file, columns by name.  A row is an example.

pandas and polars are known by what their data frames can do; neither is imported.
"""

import difflib
from collections.abc import Hashable, Iterable, Mapping, Sequence
from numbers import Real
from typing import Any, NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from nnlib._machinery.numerals import quoted
from nnlib._machinery.values import TRUTH, Array, described

NO_VALUE = ("", "na", "n/a", "nan", "null", "none", "?", "-")  # how files write that there is none
TABLE = "a data frame, rows such as csv.DictReader gives, or a dictionary of columns"


def is_frame(value: Any) -> bool:
    """Tell a data frame, of pandas' or polars' kind."""
    return hasattr(value, "columns") and hasattr(value, "to_numpy")


def is_table(value: Any) -> bool:
    """Tell a table with named columns; one row of a data frame is one, too."""
    rows = isinstance(value, Sequence) and bool(value) and isinstance(value[0], Mapping)
    reader = hasattr(value, "fieldnames") and hasattr(value, "__next__")
    return is_frame(value) or isinstance(value, Mapping) or _is_row_of_frame(value) or rows or reader


def _is_row_of_frame(value: Any) -> bool:
    return hasattr(value, "to_dict") and getattr(value, "ndim", 0) == 1


def is_missing(value: Any) -> bool:
    """Tell a value that is not there: None, NaN, pandas' NA and NaT, or what files write in its place."""
    if isinstance(value, str):
        return value.strip().lower() in NO_VALUE
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return True
    return isinstance(value, Real) and value != value


class Table(NamedTuple):
    """What the table is called, columns by name, the rows' names, and whether these are but their places."""

    name: str
    columns: dict[str, Any]
    rows: Sequence[Any]
    counted: bool = False

    def row(self, i: int) -> str:
        """Name a row in a message: by its name, or by its place where the rows have no other names."""
        return f"row {self.rows[i]}" + (" (counted from 0)" if self.counted else "")

    def column(self, name: str, wanted: Hashable) -> str:
        """Find the column that an argument of this name asks for, or refuse it."""
        if str(wanted) in self.columns:
            return str(wanted)
        close = difflib.get_close_matches(str(wanted), self.columns, n=1, cutoff=0.5)
        hint = f". Did you mean {close[0]!r}?" if close else ""
        raise ValueError(f"{name} asks for the column {wanted!r}; {self.name} has {quoted(self.columns)}{hint}")

    def numbers(self, column: str) -> Array:
        """Give a column's numbers, (m,), NaN where one is missing; refuse text, dates and infinity by their row."""
        values: NDArray[Any] = np.asarray(self.columns[column])
        if values.dtype.kind in "Mmc":
            kinds = {"M": "dates", "m": "durations", "c": "complex numbers"}
            raise TypeError(f"{self.name}: column {column!r} holds {kinds[values.dtype.kind]}; expected numbers")
        if values.dtype.kind not in "buif":
            values = np.array([self._number(column, i, value) for i, value in enumerate(values.tolist())])
        numbers = values.astype(np.float64)
        if np.isinf(numbers).any():
            place = int(np.argmax(np.isinf(numbers)))
            raise ValueError(f"{self.name}: column {column!r} is infinite in {self.row(place)}")
        return numbers

    def _number(self, column: str, i: int, value: Any) -> float:
        """Give one number, which may be written as text."""
        if isinstance(value, (Real, *TRUTH)) or (hasattr(value, "as_tuple") and not is_missing(value)):  # a Decimal
            return float(value)
        if is_missing(value):
            return float("nan")
        place = f"{self.name}: column {column!r} holds "
        if not isinstance(value, str):
            raise TypeError(f"{place}{described(value)} in {self.row(i)}; expected numbers")
        try:
            return float(value)
        except ValueError:
            fix = f"leave it out, or make numbers of it, such as {self.name}[{column!r}] == {value!r}"
            if value.count(",") == 1 and value.replace(",", "").strip("+- ").isdigit():
                fix = "write the number with a point, or read the file with decimal=','"
            raise TypeError(f"{place}text, {value!r} in {self.row(i)}: {fix}") from None


def table(name: str, value: Any) -> Table:
    """Read a table, or refuse by name what is none."""
    if not is_table(value):
        hint = ": read it first, as pandas.read_csv or csv.DictReader does" if isinstance(value, str) else ""
        raise TypeError(f"{name} must be {TABLE}, got {described(value)}{hint}")
    if is_frame(value):
        columns, rows = _of_frame(name, value)
    elif isinstance(value, Mapping) or _is_row_of_frame(value):
        columns = _of_columns(name, value if isinstance(value, Mapping) else value.to_dict())
        rows = range(len(next(iter(columns.values()), ())))
    else:
        columns, rows = _of_rows(name, list(cast("Iterable[Any]", value)))
    if not columns or not len(rows):
        raise ValueError(f"{name} has {len(columns)} columns and {len(rows)} rows: there is nothing to learn from")
    return Table(name, columns, rows, counted=len(rows) > 1 and list(rows) == list(range(len(rows))))


def _of_frame(name: str, frame: Any) -> tuple[dict[str, Any], Sequence[Any]]:
    names = [str(column) for column in frame.columns]
    twice = sorted({column for column in names if names.count(column) > 1})
    if twice:
        raise ValueError(f"{name} has two columns of the name {twice[0]!r}: rename one")
    if not all(np.asarray(frame[column]).dtype.kind in "buif" for column in frame.columns):
        _refuse_another_separator(names, "pandas.read_csv(file, sep=")
    rows = list(frame.index) if hasattr(frame, "index") else range(len(frame))
    return {str(column): frame[column] for column in frame.columns}, rows


def _of_columns(name: str, columns: Mapping[Any, Any]) -> dict[str, Any]:
    """Take columns by name; of one example there may be a single value in each."""
    single = all(isinstance(value, str) or np.ndim(value) == 0 for value in columns.values())
    taken = {str(key): [value] if single else list(np.atleast_1d(value)) for key, value in columns.items()}
    lengths = {len(values) for values in taken.values()}
    if len(lengths) > 1:
        raise ValueError(f"{name} has columns of different lengths: {', '.join(map(str, sorted(lengths)))}")
    return taken


def _of_rows(name: str, rows: list[Any]) -> tuple[dict[str, Any], Sequence[Any]]:
    for i, row in enumerate(rows):
        place = f"row {i} (counted from 0)" if i else "the first row"
        if not isinstance(row, Mapping):
            raise TypeError(f"{name}: {place} must be {{column: value}}, got {described(row)}")
        _refuse_another_separator([str(key) for key in row if key is not None], "csv.DictReader(opened, delimiter=")
        if None in row:  # where csv.DictReader puts what is too much
            many = "has more values than there are columns: is a comma too many in the file?"
            raise ValueError(f"{name}: {place} {many}")
    names = list(dict.fromkeys(str(key) for row in rows for key in row))
    return {column: [row.get(column) for row in rows] for column in names}, range(len(rows))


def _refuse_another_separator(names: Sequence[str], reader: str) -> None:
    """Refuse one name that is a whole line of names: their file was split at commas that it has not."""
    for sign in (";", "\t", "|"):
        if len(names) == 1 and sign in names[0]:
            read = f"read it with {reader}{sign!r})"
            raise ValueError(f"The columns of this file are separated by {sign!r}: {read}")


def numbers_of_frame(name: str, frame: Any) -> Array:
    """Give a data frame as X, (n0, m): each of its rows becomes a column; refuse what is missing by row and column."""
    found = table(name, frame)
    array = np.array([found.numbers(column) for column in found.columns])
    refuse_gaps(found, list(found.columns), array, "leave such rows out, or fill them in")
    return array


def refuse_gaps(found: Table, columns: Sequence[str], array: Array, fix: str) -> None:
    """Refuse missing numbers: say where the first is, in how many rows there are some, and what to do."""
    gaps = np.isnan(array)
    if gaps.any():
        incomplete = np.flatnonzero(gaps.any(axis=0))
        first = int(incomplete[0])
        column = columns[int(np.argmax(gaps[:, first]))]
        rows = f", and {len(incomplete)} of {len(found.rows)} rows have a gap" if len(found.rows) > 1 else ""
        raise ValueError(f"{found.name}: column {column!r} has no value in {found.row(first)}{rows}: {fix}")
