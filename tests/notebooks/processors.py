"""Run the lessons as other processors would: `python -m tests.notebooks.processors`.

A stored output is compared on every machine, and machines differ in the last digits: OpenBLAS takes the products, and
NumPy the functions, that the processor is best at.  Both can be told to take those of an older one.  Beside these, the
random start is moved by a part in 10^13, far more than one rounding.  An output that then differs is that of a run
which makes the last digits grow, such as one that jumps to and fro across its valley: take a smaller learning rate.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LESSONS = [sys.executable, "-m", "pytest", "-q", "-n", "3", "--dist", "loadfile", "--nbval", "notebooks"]
KERNELS = {"Nehalem": "SSE42", "Sandybridge": "AVX", "Haswell": "AVX2", "SkylakeX": "AVX512F"}  # and what each needs
SEEDS = (1, 2, 3)  # of the moved starts
MOVED = 1e-13
CAPABLE = (
    "import json, numpy._core._multiarray_umath as numpy, threadpoolctl as pools\n"
    "able = [name for name, there in numpy.__cpu_features__.items() if there]\n"
    "blas = [pool['internal_api'] for pool in pools.threadpool_info()]\n"
    "print(json.dumps([able, [name for name in numpy.__cpu_dispatch__ if name in able], blas]))"
)
START = """
def move_starts():
    import inspect, os, pathlib, sys
    import numpy as np
    import nnlib.network
    right = nnlib.network.initialize_parameters

    def moved(*args, **kwargs):
        parameters = right(*args, **kwargs)
        rng = np.random.default_rng([int(os.environ["NNLIB_MOVED"]), *(array.size for array in parameters)])
        part = float(os.environ["NNLIB_MOVED_BY"])
        return parameters._make(array * (1 + part * rng.standard_normal(array.shape)) for array in parameters)

    for module in [module for name, module in sys.modules.items() if name.split(".")[0] == "nnlib"]:
        if inspect.unwrap(getattr(module, "initialize_parameters", len)) is inspect.unwrap(right):
            module.initialize_parameters = moved
    assert nnlib._machinery.blocks.initialize_parameters is moved, "a sweep does not move its starts"
    pathlib.Path(os.environ["IPYTHONDIR"], "seen").touch()

move_starts()
del move_starts
"""


def others() -> dict[str, dict[str, str]]:
    """Name the processors that this one can stand for, each with the environment that makes it do so."""
    able, dispatched, blas = json.loads(subprocess.check_output([sys.executable, "-c", CAPABLE], text=True))
    if "openblas" not in blas:
        print("NumPy's products are not OpenBLAS's here, and cannot be told to be another processor's")
        return {}
    there = {name: {"OPENBLAS_CORETYPE": name} for name, needed in KERNELS.items() if needed in able}
    oldest = {**next(iter(there.values()), {}), "NPY_DISABLE_CPU_FEATURES": " ".join(dispatched)}
    tried = {f"products of {name}": environment for name, environment in there.items()}
    return {**tried, "products and functions of the oldest": oldest} if dispatched else tried


def holds(name: str, environment: dict[str, str]) -> bool:
    """Run all lessons in an environment, and say whether their outputs are the stored ones."""
    print(f"\n=== {name}", flush=True)
    return subprocess.run(LESSONS, cwd=ROOT, env={**os.environ, **environment}, check=False).returncode == 0


def holds_where_moved(seed: int) -> bool:
    """Run all lessons with their random starts moved; fail where no kernel was told to move them."""
    with tempfile.TemporaryDirectory() as place:
        startup = Path(place, "profile_default", "startup")
        startup.mkdir(parents=True)
        (startup / "moved.py").write_text(START, encoding="utf-8")
        environment = {"IPYTHONDIR": place, "NNLIB_MOVED": str(seed), "NNLIB_MOVED_BY": str(MOVED)}
        held = holds(f"start moved by {MOVED}, seed {seed}", environment)
        if not Path(place, "seen").exists():
            raise RuntimeError("no kernel moved its starts: does ipykernel still read IPYTHONDIR's startup folder?")
        return held


def main() -> int:
    tried = {name: holds(name, environment) for name, environment in others().items()}
    tried |= {f"start moved, seed {seed}": holds_where_moved(seed) for seed in SEEDS}
    print()
    for name, held in tried.items():
        print(f"{'holds  ' if held else 'DIFFERS'}  {name}")
    return 0 if all(tried.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
