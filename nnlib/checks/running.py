"""Runs a learner's function where it can hurt nothing: on copies, in a limited time, and notes what it does beside."""

import contextlib
import copy
import dis
import inspect
import io
import linecache
import random
import signal
import sys
import threading
import time
import traceback
import warnings
from collections.abc import Callable, Generator, Iterator, Mapping
from types import FrameType, TracebackType
from typing import Any, NamedTuple

import numpy as np

from nnlib._machinery.calling import Bound, bound, wants_keys
from nnlib._machinery.reading import array_in
from nnlib.checks.source import code_of, globals_read, statement
from nnlib.checks.tasks import Task

SECONDS = 3.0  # of the processor's time, since a slow or busy machine is not the function's fault
GRACE = 1.0  # seconds more, in which a place is looked for where no bare `except` of the function's catches TooLong
ROUNDING = 1e-9  # what is moved by a step and moved back is not changed, but for its last digits
clock = getattr(time, "thread_time", time.process_time)  # a browser's Python has no threads
PATIENCE = 30.0  # seconds by the clock, for a function that waits
Look = Callable[[FrameType, str], None]  # is handed each step of a frame of the learner's, and what kind of step it is


class TooLong(BaseException):
    """The function has run longer than so many seconds; no `except Exception` of its own is to catch that."""

    def __init__(self, seconds: float) -> None:
        super().__init__()
        self.seconds = seconds


class Failure(NamedTuple):
    """An exception of the function's: what it is, where it happened, and what its names, and those it called, held.

    `code` is the very expression that failed, where it can be told, and `line_of_code` what it stands in; `inside`
    names the function where it is another of the learner's; `around` holds what this one reads from the notebook.
    """

    error: BaseException
    traceback: str
    line: int = 0
    code: str = ""
    line_of_code: str = ""
    inside: str = ""
    names: Mapping[str, Any] = {}
    around: Mapping[str, Any] = {}


class Run(NamedTuple):
    """What a function returned or how it failed, which inputs it changed, what NumPy warned of, and its own names."""

    returned: Any
    failure: Failure | None
    changed: tuple[str, ...]
    warned: tuple[str, ...]
    names: Mapping[str, Any]


def run(function: Callable[..., Any], task: Task, known: Mapping[str, Any], seed: int = 0) -> Run:
    """Call the function on copies of what it asks for; the seed is that of the global random state meanwhile."""
    names, code = dict[str, Any](), code_of(function)

    def note(frame: FrameType, event: str) -> None:
        if event == "return" and frame.f_code is code:
            names.update(frame.f_locals)

    with _global_random_state(seed), np.errstate(), warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        given, returned, failure = attempt(function, task, known, note)
    ends = zip(given.names, [*given.args, *given.kwargs.values()], strict=True)
    changed = tuple(part for name, end in ends for part in _changed(name, known.get(name), end))
    warned = tuple(dict.fromkeys(str(warning.message).rstrip(".") for warning in caught))
    return Run(_kept(returned), failure, changed, warned, names)


def _kept(returned: Any) -> Any:
    """Copy what was returned, since the next call may put other numbers into it."""
    try:
        return copy.deepcopy(returned)
    except Exception:  # a generator cannot be copied, and an object may do anything when it is
        return returned


def attempt(
    function: Callable[..., Any], task: Task, known: Mapping[str, Any], look: Look | None = None
) -> tuple[Bound, Any, Failure | None]:
    """Call the function on copies of what it asks for, and once more with dictionaries if it reads these by key.

    Returns:
        What it was given, what it returned, and how it failed if it did.
    """
    given = bound(function, task.arguments, task.equations, known)
    returned, failure = guarded(function, given.args, given.kwargs, look)
    if failure and wants_keys(failure.error):
        given = bound(function, task.arguments, task.equations, known).by_key()
        returned, failure = guarded(function, given.args, given.kwargs, look)
    return given, returned, failure


def guarded(
    function: Callable[..., Any], args: list[Any], kwargs: dict[str, Any], look: Look | None = None
) -> tuple[Any, Failure | None]:
    """Call the function; its exceptions become a Failure, and a loop without an end becomes one too."""
    began, begun, previous = time.monotonic(), clock(), sys.gettrace()
    own = written_beside(function)

    def watch(frame: FrameType, event: str, _: Any) -> Any:
        if not own(frame):
            return None
        if event not in ("exception", "return"):  # what leaves a frame anyway keeps its own exception
            waited = time.monotonic() - began
            if waited > PATIENCE:
                raise TooLong(PATIENCE)
            if waited > SECONDS and _is_late(clock() - begun, frame, own):
                raise TooLong(SECONDS)
        frame.f_trace_opcodes = True  # `while True: pass` is one instruction, and reaches no new line
        if look is not None:
            look(frame, event)
        return watch

    sys.settrace(watch)
    try:
        with contextlib.redirect_stdout(io.StringIO()), _woken_after(PATIENCE):
            return function(*args, **kwargs), None
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        sys.settrace(previous)
        return None, _failure(error, function)
    finally:
        sys.settrace(previous)


@contextlib.contextmanager
def _woken_after(seconds: float) -> Generator[None]:
    """Stop what waits on one line, as a long sleep does, where the system has a clock that wakes it."""
    has_clock = hasattr(signal, "setitimer") and sys.platform != "emscripten"
    if not has_clock or threading.current_thread() is not threading.main_thread():
        yield
        return

    def wake(*_: Any) -> None:
        raise TooLong(seconds)

    before = signal.signal(signal.SIGALRM, wake)
    left = signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, *left)
        signal.signal(signal.SIGALRM, before)


def _is_late(taken: float, frame: FrameType | None, own: Callable[[FrameType], bool]) -> bool:
    """Tell whether to stop the function here.

    A tracing function that has raised is asked no more. So it must not raise within a `try` of the function's own,
    round which a loop without an end may go; unless the function stays in it.
    """
    if not SECONDS < taken <= SECONDS + GRACE:
        return taken > SECONDS
    while frame is not None:
        bytecode: Any = dis.Bytecode(frame.f_code)
        guards = bytecode.exception_entries if own(frame) else ()
        if any(guard.start <= frame.f_lasti < guard.end for guard in guards):
            return False
        frame = frame.f_back
    return True


def _failure(error: BaseException, function: Callable[..., Any]) -> Failure:
    """Find the last line of the learner's own that the exception passed through."""
    shown, beside = traceback.TracebackException.from_exception(error), written_beside(function)
    shown.stack = traceback.StackSummary.from_list([step for step in shown.stack if step.filename != __file__])
    text, steps = "".join(shown.format()), list(_steps(error.__traceback__))
    own = [step for step in steps if beside(step.tb_frame)]
    try:
        str(error)
    except Exception:  # an exception of the learner's may fail to say what it is
        error = RuntimeError(type(error).__name__)
    if not own:
        return Failure(error, text)
    last = own[0] if isinstance(error, RecursionError) else own[-1]  # it is the first call of itself that matters
    frame, line = last.tb_frame, last.tb_lineno or 0
    names = {name: value for step in reversed(steps) for name, value in step.tb_frame.f_locals.items()}
    around = {name: frame.f_globals[name] for name in globals_read(frame.f_code) if name in frame.f_globals}
    whole = statement(frame, line)
    code = (not isinstance(error, TooLong) and _expression(last)) or whole
    another = frame.f_code is not own[0].tb_frame.f_code and not frame.f_code.co_name.startswith("<")
    inside = frame.f_code.co_name if another else ""
    return Failure(error, text, line, code, whole, inside, {**names, **frame.f_locals}, around)


def _steps(step: TracebackType | None) -> Iterator[TracebackType]:
    """Give the steps of a traceback from the learner's call to where it was raised, and no call that was only begun."""
    while step is not None:
        first = step.tb_lineno == step.tb_frame.f_code.co_firstlineno
        only_begun = first and step.tb_next is not None and _is_own(step.tb_next)
        if not _is_own(step) and not only_begun:
            yield step
        step = step.tb_next


def _is_own(step: TracebackType) -> bool:
    return step.tb_frame.f_code.co_filename == __file__


def _expression(step: TracebackType) -> str:
    """Give the very expression that failed, if it stands on one line."""
    code, places = step.tb_frame.f_code, list(step.tb_frame.f_code.co_positions())
    line, last, start, end = places[step.tb_lasti // 2]
    text = linecache.getline(code.co_filename, line or 0).encode()
    return "" if line != last or start is None else text[start:end].decode()


def written_beside(function: Callable[..., Any]) -> Callable[[FrameType], bool]:
    """Make the test whether a frame is of the function's file, or of the notebook's, whose cells are a file each."""
    bare = getattr(function, "func", inspect.unwrap(function))
    called = bare if hasattr(bare, "__code__") else type(bare).__call__
    file = getattr(getattr(called, "__code__", None), "co_filename", "")
    around = getattr(called, "__globals__", None)
    return lambda frame: frame.f_code.co_filename == file or frame.f_globals is around


def _changed(name: str, before: Any, after: Any) -> Iterator[str]:
    """Name the arrays that are not what they were."""
    if hasattr(before, "_asdict"):
        fields = after if isinstance(after, dict) else after._asdict()
        for field, old in before._asdict().items():
            yield from _changed(f"{name}.{field}", old, fields.get(field))
    elif (array := array_in(before)) is not None and not _alike(array, array_in(after)):
        yield name


def _alike(before: Any, after: Any) -> bool:
    if after is None or before.shape != after.shape:
        return False
    return np.array_equal(before, after) or np.allclose(before, after, rtol=ROUNDING, atol=ROUNDING, equal_nan=True)


@contextlib.contextmanager
def _global_random_state(seed: int) -> Generator[None]:
    """Set NumPy's and Python's global random states, and put them back."""
    states = np.random.get_state(), random.getstate()  # noqa: NPY002 (it is a learner's function that may use it)
    np.random.seed(seed)  # noqa: NPY002
    random.seed(seed)
    try:
        yield
    finally:
        np.random.set_state(states[0])  # noqa: NPY002
        random.setstate(states[1])
