"""Counts how often each line of a learner's function asks something of the arrays that it is given.

A loop need not be in Python: `map(np.outer, dZ2.T, A1.T)` and `sum(dZ2.T)` go through the examples in C, on one line.
"""

import inspect
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import FrameType
from typing import Any

import numpy as np

from nnlib._machinery.reading import array_in
from nnlib.checks.running import guarded, written_beside

NUMPY = str(Path(np.__file__).parent)


def asks_of_arrays(function: Callable[..., Any], args: Sequence[Any], kwargs: Mapping[str, Any]) -> Counter[int]:
    """Call a function, and count by lines the operations on its arrays, and the parts taken of them.

    What NumPy does to show an array is not counted. Where the function fails, since it cannot do with such arrays,
    nothing is.
    """
    asked, own = Counter[int](), written_beside(function)

    def ask() -> None:
        for frame in _frames():
            if frame.f_code.co_filename.endswith("arrayprint.py"):
                return
            if own(frame):
                asked[frame.f_lineno or 0] += 1
                return
            if not frame.f_code.co_filename.startswith(NUMPY):
                return

    class Asked(np.ndarray):
        """An array that notices what is asked of it."""

        def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **options: Any) -> Any:
            ask()
            if out := options.get("out"):
                options["out"] = tuple(map(_plain, out))
            result = getattr(ufunc, method)(*map(_plain, inputs), **options)
            return tuple(given(one) for one in result) if ufunc.nout > 1 else given(result)

        def __array_function__(self, *asking: Any) -> Any:
            ask()
            return super().__array_function__(*asking)

        def __getitem__(self, place: Any) -> Any:
            ask()
            return super().__getitem__(place)

    def given(value: Any) -> Any:
        if hasattr(value, "_fields"):
            return value._make(map(given, value))
        array = array_in(value)
        return value if array is None else array.view(Asked)

    _, failure = guarded(function, list(map(given, args)), {name: given(value) for name, value in kwargs.items()})
    return Counter() if failure else asked


def _plain(value: Any) -> Any:
    array = array_in(value)
    return value if array is None else array.view(np.ndarray)


def _frames() -> Iterator[FrameType]:
    """Go up from what asked, past this file."""
    frame = inspect.currentframe()
    while frame is not None:
        if frame.f_code.co_filename != __file__:
            yield frame
        frame = frame.f_back
