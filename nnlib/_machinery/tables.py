"""Results as tables in a notebook: text only, escaped, in the colours of the notebook's own theme."""

import re
from collections.abc import Iterable, Sequence
from html import escape

LEFT = 'style="text-align: left"'
SHAPE = re.compile(r"\(\w+, \w+\)")


def html_table(caption: str, header: Sequence[str], rows: Iterable[Sequence[str]], remarks: Iterable[str] = ()) -> str:
    """Write a table, and remarks below it; the first cell of each row is its head, for a screen reader to read out."""
    head = "".join(f'<th scope="col" {LEFT}>{escape(name)}</th>' for name in header)
    body = "".join(_row(row) for row in rows)
    below = "".join(f"<p>{marked_up(remark)}</p>" for remark in remarks)
    caption = f"<caption {LEFT}>{marked_up(caption)}</caption>"
    return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{below}"


def _row(row: Sequence[str]) -> str:
    first, *others = (SHAPE.sub(r'<span style="white-space: nowrap">\g<0></span>', marked_up(text)) for text in row)
    cells = "".join(f"<td {LEFT}>{cell}</td>" for cell in others)
    return f'<tr><th scope="row" {LEFT}>{first}</th>{cells}</tr>'


def marked_up(text: str, *, quote: bool = True) -> str:
    """Escape a text, its quotes too where they may end an attribute, and set what stands between backticks as code."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text, quote=quote))
