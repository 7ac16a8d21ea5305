"""The words around the numbers, and their place in `README.md`."""

import datetime
import importlib.metadata
import os
import platform
import re
from pathlib import Path

BEGIN, END = "<!-- benchmarks:begin -->", "<!-- benchmarks:end -->"


def markdown_table(rows):
    """Lay rows, the first of them the header, as a Markdown table: words on the left, numbers on the right."""
    head, *body = (f"| {' | '.join(row)} |" for row in rows)
    rule = "|---|" + "---:|" * (len(rows[0]) - 1)
    return "\n".join([head, rule, *body])


def goals_table(goals):
    """Lay what was to be reached beside what was."""
    return markdown_table([["to reach", "reached", ""], *([*row[:2], "✓" if row[2] else "✗"] for row in goals)])


def picture(path, alt, guide):
    """Show a picture, with its text alternative, from where the guide lies."""
    return f"![{alt}]({Path(os.path.relpath(path, guide.parent)).as_posix()})"


def machine():
    """Say when, on which processor and with which versions this was measured."""
    installed = {d.metadata["Name"].lower() for d in importlib.metadata.distributions()}
    names = [name for name in ("numpy", "scikit-learn", "torch", "jax", "distributed") if name in installed]
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in names)
    return f"{datetime.date.today()}, {_processor()}, Python {platform.python_version()}, {versions}"


def _processor():
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        found = re.search(r"^model name\s*:\s*(.+)$", cpuinfo.read_text(encoding="utf-8"), re.MULTILINE)
        if found:
            return found[1]
    return platform.processor() or platform.machine()


def put_between_markers(path, text):
    """Replace what stands between the two markers of a file."""
    before, begin, rest = path.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"{path.name} lacks the lines {BEGIN} and {END}")
    path.write_text(f"{before}{begin}\n{text}\n{end}{after}", encoding="utf-8", newline="\n")
