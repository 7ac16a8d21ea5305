"""Work for somebody else's workers: processes, a cluster.  What is lost with a worker is done here.

The engine is the caller's: an executor of `concurrent.futures`, a `joblib.Parallel` or a `dask.distributed.Client`.
"""

import inspect
import warnings
from collections.abc import Callable, Iterator, Sequence
from typing import Annotated, Any, TypeVar

from nnlib._machinery.values import described

T = TypeVar("T")

Task = tuple[Any, ...]


def executor(name: str, value: Any) -> Any:
    """Check what takes tasks."""
    if not (hasattr(value, "submit") or callable(value)) or inspect.isclass(value):
        wanted = "a concurrent.futures executor, a joblib.Parallel or a Dask Client"
        raise TypeError(f"{name} must be {wanted}, got {described(value)}")
    return value


Executor = Annotated[Any, executor]


def run_on(executor: Any, function: Callable[..., T], tasks: Sequence[Task]) -> Iterator[tuple[int, T]]:
    """Yield each task's number and function(*task), first those that the workers return, then those that they lost.

    A fault of the function itself is no worker's loss: it shows again when the task is done here.
    """
    missing, errors = set(range(len(tasks))), list[Exception]()
    results = _from_futures if hasattr(executor, "submit") else _from_parallel
    for number, result in results(executor, function, tasks, errors):
        missing.remove(number)
        yield number, result
    if missing:
        lost = f"{len(missing)} of {len(tasks)} tasks did not come back from the workers, and are done here instead"
        warnings.warn(f"{lost}: {errors[0]!r}", RuntimeWarning, stacklevel=2)
    for number in sorted(missing):
        yield number, function(*tasks[number])


def _from_futures(
    executor: Any, function: Callable[..., T], tasks: Sequence[Task], errors: list[Exception]
) -> Iterator[tuple[int, T]]:
    """Submit all tasks and wait for one after the other; a lost worker costs only what it had not returned."""
    futures = list[Any]()
    try:
        for task in tasks:
            futures.append(executor.submit(function, *task))
    except Exception as error:
        errors.append(error)
    try:
        for number, future in enumerate(futures):
            try:
                result = future.result()
            except Exception as error:
                errors.append(error)
            else:
                yield number, result
    finally:
        for future in futures:
            future.cancel()


def _from_parallel(
    executor: Any, function: Callable[..., T], tasks: Sequence[Task], errors: list[Exception]
) -> Iterator[tuple[int, T]]:
    """Call a joblib.Parallel, which takes (function, arguments, keywords) and gives all results or an error."""
    try:
        yield from executor((_numbered, (number, function, *task), {}) for number, task in enumerate(tasks))
    except Exception as error:
        errors.append(error)


def _numbered(number: int, function: Callable[..., T], *task: Any) -> tuple[int, T]:
    return number, function(*task)
