"""The cold start: how long until a new process has imported its library and trained 1,000 steps at n1 = 20."""

import os
import pickle
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks import contenders, peers
from tests.benchmarks.case import moons

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
    """Give the seconds of each, a list of one a round, by name; None where the library is not installed."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "case")
        path.write_bytes(pickle.dumps(moons(20, 1000)))
        seconds = {name: [] for name in MAKERS}
        for _ in range(rounds):
            for name, make in MAKERS.items():
                if seconds[name] is not None:
                    took = _start(make, path)
                    seconds[name] = None if took is None else [*seconds[name], took]
    return seconds


def table(seconds):
    """Rows of a Markdown table."""
    rows = [["cold start", "s"]]
    for name, times in seconds.items():
        rows.append([name, "not installed" if times is None else f"{statistics.median(times):.2f}"])
    return rows


def _start(make, path):
    command = [sys.executable, "-m", "tests.benchmarks.cold", make.__module__, make.__name__, str(path)]
    environment = {**os.environ, "TORCHINDUCTOR_FORCE_DISABLE_CACHES": "1"}
    start = time.perf_counter()
    code = subprocess.run(command, env=environment, check=False).returncode
    if code not in (0, MISSING):
        raise RuntimeError(f"{make.__name__} failed, and says above why")
    return None if code == MISSING else time.perf_counter() - start


def _train_once(module, name, path):
    case = pickle.loads(Path(path).read_bytes())
    try:
        run = getattr(sys.modules[module], name)(case)
    except ModuleNotFoundError:
        sys.exit(MISSING)
    run(case.steps)


if __name__ == "__main__":
    _train_once(*sys.argv[1:])
