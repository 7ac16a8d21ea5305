"""Measure everything and write the tables: `python -m tests.benchmarks`, or with `--help` for the choices.

The peers are scikit-learn, PyTorch and JAX.  The tests' requirements hold the first; `python -m pip --python
.nox/benchmarks install torch jax` adds the others.  What is not installed is left out, and the table says so.
"""

import argparse
from pathlib import Path

from tests.benchmarks import cold, frames, growth, latency, playground, report, startup, steps, sweeps
from tests.benchmarks.processes import use_one_thread

GUIDE = Path(__file__).with_name("README.md")
PICTURE = Path(__file__).with_name("growth.png")


def main():
    """Measure, then write between the markers of `README.md`."""
    options = arguments()
    use_one_thread()
    found = steps.measure(options.rounds)
    swept = sweeps.measure(max(3, options.rounds // 5))
    looks = sweeps.measure_look(options.rounds)
    felt = latency.measure()
    played = playground.measure()
    started = startup.measure(max(3, options.rounds // 3))
    alt = growth.draw(growth.measure(max(3, options.rounds // 3)), options.picture)
    sections = [
        f"Measured on {report.machine()}. Two moons with m = 400, and digits 64-64-1 with m = 1797; float64, one "
        "thread, a cost at every step; each contender in its own process, in turn; medians of processor time, as "
        f"ratios to the readable loop in the same of {options.rounds} rounds: below 1 is faster.",
        report.markdown_table(steps.table(found)),
        report.markdown_table(sweeps.table(swept)),
        report.goals_table(
            [
                *steps.goals(found),
                *sweeps.goals(swept, looks),
                *startup.goals(started),
                *latency.goals(felt),
                *playground.goals(played),
            ]
        ),
        "Processor seconds until a new process has imported its library and trained 1,000 steps at n1 = 20:",
        report.markdown_table(cold.table(cold.measure(max(3, options.rounds // 3)))),
        "A sweep's seconds that pass, by who trains its networks (other work on the machine counts too):",
        report.markdown_table(sweeps.measure_growth(max(2, options.rounds // 5))),
        report.markdown_table(frames.table(frames.measure(options.rounds))),
        report.markdown_table(latency.table(felt)),
        *([] if felt is None else [report.markdown_table(latency.widgets_table(latency.measure_widgets()))]),
        report.markdown_table(playground.table(played)),
        report.picture(options.picture, alt, options.to),
    ]
    report.put_between_markers(options.to, "\n" + "\n\n".join(sections) + "\n")


def arguments():
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=15, help="how often each contender runs; 15 if left out")
    parser.add_argument("--to", type=Path, default=GUIDE, help="the file between whose markers the tables go")
    parser.add_argument("--picture", type=Path, default=PICTURE, help="where the log-log picture goes")
    return parser.parse_args()


if __name__ == "__main__":
    main()
