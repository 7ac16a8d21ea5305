"""The cold start: what a new process needs until it has imported its library and trained 1,000 steps at n1 = 20.

Processor time is measured, from the start of Python on and with that of the compilers that are called.
"""

import importlib
import os
import pickle
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks import contenders, peers
from tests.benchmarks.case import moons
from tests.benchmarks.processes import byte_code

MAKERS = {
    "**`nnlib.train`**": contenders.nnlib_train,
    "a course's NumPy": contenders.course_style,
    "scikit-learn MLPClassifier": peers.scikit_learn,
    "PyTorch, eager": peers.torch_eager,
    "PyTorch, compiled step": peers.torch_compiled,
    "JAX, whole loop compiled": peers.jax_loop,
}
MISSING = 3


def measure(rounds):
    """Give the processor seconds of each, a list of one a round, by name; None where the library is not installed."""
    with tempfile.TemporaryDirectory() as folder, byte_code() as environment:
        path = Path(folder, "case")
        path.write_bytes(pickle.dumps(moons(20, 1000)))
        seconds = {name: [] for name in MAKERS}
        for _ in range(rounds + 1):
            for name, make in MAKERS.items():
                if seconds[name] is not None:
                    took = _start(make, path, environment)
                    seconds[name] = None if took is None else [*seconds[name], took]
    return {name: times and times[1:] for name, times in seconds.items()}  # the first one writes byte code


def table(seconds):
    """Rows of a Markdown table."""
    rows = [["cold start", "processor s"]]
    for name, times in seconds.items():
        rows.append([name, "not installed" if times is None else f"{statistics.median(times):.2f}"])
    return rows


def _start(make, path, environment):
    command = [sys.executable, "-m", "tests.benchmarks.cold", make.__module__, make.__name__, str(path)]
    compiling = {"TORCHINDUCTOR_FORCE_DISABLE_CACHES": "1", "TORCHINDUCTOR_COMPILE_THREADS": "1"}
    done = subprocess.run(command, env=environment | compiling, check=False, stdout=subprocess.PIPE, text=True)
    if done.returncode not in (0, MISSING):
        raise RuntimeError(f"{make.__name__} failed, and says above why")
    return None if done.returncode == MISSING else float(done.stdout)


def _train_once(module, name, path):
    case = pickle.loads(Path(path).read_bytes())
    try:
        run = getattr(importlib.import_module(module), name)(case)
    except ModuleNotFoundError:
        sys.exit(MISSING)
    run(case.steps)
    print(sum(os.times()[:4]))  # of this process and of those that it started, user and system


if __name__ == "__main__":
    _train_once(*sys.argv[1:])
