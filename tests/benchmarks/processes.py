"""Contenders in processes of their own, which take turns: what disturbs the machine disturbs them all alike.

Processor time is measured, of the user and the system.  Each contender has one thread, so that on a quiet machine it is
the time that passes, and on a busy one the others are left out.
"""

import contextlib
import multiprocessing
import os
import statistics
import tempfile
import time
import traceback

import threadpoolctl

THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS", "BLIS_NUM_THREADS")


def use_one_thread():
    """Let this process, and those that are started from now on, compute in one thread each."""
    threadpoolctl.threadpool_limits(1)
    os.environ.update(dict.fromkeys(THREADS, "1"))
    os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"
    os.environ["JAX_PLATFORMS"] = "cpu"


@contextlib.contextmanager
def byte_code():
    """Give the environment of new processes that find Python's byte code, once the first of them has written it."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        yield {**environment, "PYTHONPYCACHEPREFIX": folder}


class Contender:
    """A process that makes a run out of a case, and times it whenever it is asked to."""

    def __init__(self, name, make, case):
        context = multiprocessing.get_context("spawn")
        self.name, (self.pipe, theirs) = name, context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, make, case), daemon=True)
        self.process.start()
        theirs.close()

    def ready(self):
        """Wait for the first run, which is not counted; tell whether the library is there."""
        return self._answer() is not None

    def seconds(self):
        """Time one run."""
        self.pipe.send("run")
        return self._answer()

    def stop(self):
        self.pipe.close()
        self.process.join()

    def _answer(self):
        answer = self.pipe.recv()
        if isinstance(answer, str):
            raise RuntimeError(f"{self.name} failed:\n{answer}")
        return answer


def _serve(pipe, make, case):
    try:
        run = make(case)
        run(case.steps)
        pipe.send(0.0)
    except ModuleNotFoundError:
        pipe.send(None)
    except Exception:
        pipe.send(traceback.format_exc())
    while True:
        try:
            pipe.recv()
        except EOFError:
            return
        start = time.process_time()
        run(case.steps)
        pipe.send(time.process_time() - start)


def race(makers, case, rounds):
    """Give each contender's seconds, a list of one a round, by name; None where its library is not installed."""
    field = [Contender(name, make, case) for name, make in makers.items()]
    try:
        seconds = {contender.name: [] if contender.ready() else None for contender in field}
        for turn in range(rounds):
            for contender in field[turn % len(field) :] + field[: turn % len(field)]:
                if seconds[contender.name] is not None:
                    seconds[contender.name].append(contender.seconds())
    finally:
        for contender in field:
            contender.stop()
    return seconds


def ratio(seconds, reference):
    """The median over the rounds of how long one took beside the other in the same round."""
    return statistics.median(a / b for a, b in zip(seconds, reference, strict=True))
