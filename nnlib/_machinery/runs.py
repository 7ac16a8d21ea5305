"""A run of gradient descent, however it ends: at its last step, by hand, or before a cost that is not finite.

A run comes in blocks of steps: the costs of each, and the parameters after the last of them.
"""

import math
from collections.abc import Callable, Iterator, Set
from typing import Any

import numpy as np

from nnlib._machinery.engine import Descent
from nnlib._machinery.progress import progress_bar
from nnlib.network import Parameters

Blocks = Iterator[tuple[list[float], Parameters]]


def carried_on(history: Any, blocks: Blocks, iterations: int, stops: Set[int], *, progress: bool) -> Any:
    """Give a History as it is so many iterations later, or where the blocks end early or are stopped by hand.

    The first block is the start alone, whose cost may be the history's last one.
    """
    first = max(0, history.iterations)
    missed = sorted(stop for stop in stops - set(history.checkpoints) if not first <= stop <= first + iterations)
    if missed:
        raise ValueError(f"checkpoints holds {missed[0]}; this run goes from iteration {first} to {first + iterations}")
    costs, kept = history.costs[:first].tolist(), dict(history.checkpoints)
    done, parameters, stopped = first - 1, history.parameters, False
    try:
        with progress_bar(iterations, "training", wanted=progress) as show:
            for found, now in blocks:
                costs.extend(found)
                done, parameters = len(costs) - 1, now  # at once, so that a stop by hand finds the two agree
                if done in stops:
                    kept[done] = copied(parameters)
                show(done - first)
    except KeyboardInterrupt:
        if done < first:
            raise
        stopped = True
    return history._replace(
        costs=np.array(costs[: done + 1]), parameters=parameters, checkpoints=kept, interrupted=stopped
    )


def fast_steps(
    descent_from: Callable[[Parameters], Descent], start: Parameters, iterations: int, stops: Set[int]
) -> Blocks:
    """Take the engine's steps, in blocks that end at every stop, and early before a cost that is not finite."""
    descent, parameters = descent_from(start), start
    if not math.isfinite(descent.start_cost):
        return
    yield [float(descent.start_cost)], start
    for length in _lengths(iterations, stops, descent.block):
        found = descent.run(length)
        ends = np.flatnonzero(~np.isfinite(found))
        finite = int(ends[0]) if len(ends) else length
        if finite < length:  # go back to where the block began, and only as far as the costs are finite
            descent = descent_from(parameters)
            found = descent.run(finite)
        parameters = descent.parameters
        yield found.tolist(), parameters
        if finite < length:
            return


def _lengths(iterations: int, stops: Set[int], block: int) -> Iterator[int]:
    done = 0
    for stop in sorted({stop for stop in stops if 0 < stop < iterations} | {iterations}):
        while done < stop:
            length = min(block, stop - done)
            yield length
            done += length


def copied(parameters: Parameters) -> Parameters:
    """Give the same parameters in arrays of their own."""
    return Parameters(*(array.copy() for array in parameters))
