"""The start-up: what `import nnlib` adds to NumPy's own import, and how soon a kernel has the first widget's picture.

Processor time is measured, as in the races, and the first time is not counted: it writes Python's byte code.
"""

import statistics
import subprocess
import sys

from jupyter_client.manager import run_kernel

from tests.benchmarks.processes import byte_code

TIMED = """
import time
{before}
began = time.process_time()
{what}
print(time.process_time() - began)
"""
IMPORT = TIMED.format(before="import numpy", what="import nnlib")
PICTURE = TIMED.format(
    before="", what="from nnlib import explore_parameters, load_penguins\ndisplay(explore_parameters(load_penguins()))"
)


def measure(rounds):
    """Give the median processor seconds of the import, and of the first widget in a kernel that is ready."""
    with byte_code() as environment:
        imports = [in_a_process(environment) for _ in range(rounds + 1)]
        pictures = [in_a_kernel(environment) for _ in range(rounds + 1)]
    return statistics.median(imports[1:]), statistics.median(pictures[1:])


def in_a_process(environment):
    command = [sys.executable, "-c", IMPORT]
    return float(subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout)


def in_a_kernel(environment):
    outputs = []
    with run_kernel(env=environment) as client:
        client.execute_interactive(PICTURE, output_hook=outputs.append)
    (printed,) = (output["content"] for output in outputs if output["msg_type"] == "stream")
    return float(printed["text"])


def goals(times):
    """What was to be reached, what was, and whether that is enough."""
    added, picture = times
    yield "`import nnlib`: at most 30 ms more than NumPy's own import", f"{1e3 * added:.0f} ms", added <= 0.03
    yield "lesson 01's first widget: its picture at most 2 s after the kernel answers", f"{picture:.2f} s", picture <= 2
