"""Try every general claim of the lessons on other data and from other starts: `python -m tests.notebooks.claims`.

A claim of lesson NN is a function in `lesson_NN.py`, `def claim_name(seed: int) -> bool`.  Its docstring is what the
lesson says, and the seed draws both the data and the random start.  Each is tried with 20 seeds; one that holds for
fewer than 18 of them is no general claim, and the command fails.  After the command stand the lessons: `05 08`.
"""

import argparse
import importlib.util
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

Claim = Callable[[int], bool]

FOLDER = Path(__file__).parent
SEEDS, FEWEST = range(20), 18


def claims_in(path: Path) -> list[Claim]:
    """Find the claims of a lesson, in the order in which they stand there."""
    spec = importlib.util.spec_from_file_location(f"tests.notebooks.claims.{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return [claim for name, claim in vars(module).items() if name.startswith("claim_")]


def sentence(claim: Claim) -> str:
    """Give what the lesson says, on one line."""
    if not claim.__doc__:
        raise ValueError(f"{claim.__name__} has no docstring: write there what the lesson says")
    return " ".join(claim.__doc__.split())


def try_lesson(path: Path, seeds: Iterable[int] = SEEDS, fewest: int = FEWEST) -> bool:
    """Print how often each claim of a lesson holds; return whether each holds often enough."""
    enough = True
    for claim in claims_in(path):
        began = time.perf_counter()
        held = [bool(claim(seed)) for seed in seeds]
        failed = [seed for seed, holds in zip(seeds, held, strict=True) if not holds]
        enough = enough and sum(held) >= fewest
        mark, but = "✓" if sum(held) >= fewest else "✗", f"  not with the seeds {failed}" if failed else ""
        seconds = f"{time.perf_counter() - began:.0f} s"
        print(f"{mark} {sum(held)} of {len(held)}  {path.stem[-2:]}  {sentence(claim)}  ({seconds}){but}", flush=True)
    return enough


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.notebooks.claims", description=__doc__)
    parser.add_argument("lessons", nargs="*", help="lessons, such as 08; all if none")
    chosen = parser.parse_args(arguments).lessons
    paths = [path for path in sorted(FOLDER.glob("lesson_*.py")) if not chosen or path.stem[-2:] in chosen]
    if not paths:
        print(f"no claims of {', '.join(chosen)}", file=sys.stderr)
        return 2
    tried = [try_lesson(path) for path in paths]
    return 0 if all(tried) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
