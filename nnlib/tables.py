"""Results as tables in a notebook: text only, escaped, in the colours of the notebook's own theme."""

from collections.abc import Iterable, Sequence
from html import escape

LEFT = 'style="text-align: left"'


def html_table(caption: str, header: Sequence[str], rows: Iterable[Sequence[str]], remarks: Iterable[str] = ()) -> str:
    """Write a table, and remarks below it; the first cell of each row is its head, for a screen reader to read out."""
    head = "".join(f'<th scope="col" {LEFT}>{escape(name)}</th>' for name in header)
    body = "".join(_row(row) for row in rows)
    below = "".join(f"<p>{escape(remark)}</p>" for remark in remarks)
    caption = f"<caption {LEFT}>{escape(caption)}</caption>"
    return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{below}"


def _row(row: Sequence[str]) -> str:
    cells = "".join(f"<td {LEFT}>{escape(text)}</td>" for text in row[1:])
    return f'<tr><th scope="row" {LEFT}>{escape(row[0])}</th>{cells}</tr>'
