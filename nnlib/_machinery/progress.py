"""A progress bar for a run that lasts longer than a second."""

import contextlib
import time
from collections.abc import Callable, Generator
from typing import Any

PATIENCE = 1.0  # seconds without a bar


@contextlib.contextmanager
def progress_bar(total: int, description: str, *, wanted: bool) -> Generator[Callable[[int], None]]:
    """Give a function to call with the number of steps done so far; tqdm is imported once the run has become long."""
    start, bar = time.monotonic(), None

    def show(done: int) -> None:
        nonlocal bar, wanted
        if wanted and bar is None and time.monotonic() - start > PATIENCE:
            bar = _bar(total=total, initial=done, desc=description, unit=" steps", leave=False)
            wanted = bar is not None
        if bar is not None:
            bar.update(done - bar.n)

    try:
        yield show
    finally:
        if bar is not None:
            bar.close()


def _bar(**options: Any) -> Any:
    try:
        from tqdm.auto import tqdm
    except ModuleNotFoundError:  # nnlib needs NumPy alone; the bar is the lessons' comfort
        return None

    class Bar(tqdm):
        monitor_interval = 0  # no thread beside it: a browser's kernel can start none

    return Bar(**options)
