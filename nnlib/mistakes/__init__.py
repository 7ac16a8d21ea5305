"""The catalogue of known mistakes: wrong formulas that learners write, each with a name, a function and a hint.

task  tasks  small_tasks: the functions that a learner writes, equation by equation
catalogue: what a mistake is, and the table of all
in_initialization  in_slopes  in_forward  in_cost  in_backward  in_training: the mistakes, by where they are made
in_shapes  in_count  in_sums  in_rows  in_unit  in_standardized  in_accuracy: those in what is smaller than that
"""

from nnlib.mistakes import (
    in_accuracy,
    in_backward,
    in_cost,
    in_count,
    in_forward,
    in_initialization,
    in_rows,
    in_shapes,
    in_slopes,
    in_standardized,
    in_sums,
    in_training,
    in_unit,
)
from nnlib.mistakes.catalogue import CATALOGUE, Mistake
from nnlib.mistakes.in_training import in_a_loop
from nnlib.mistakes.mystery import mystery

__all__ = ["CATALOGUE", "Mistake", "in_a_loop", "mystery"]

# Each module enters its mistakes as it is imported.
_ENTERED = (
    *(in_initialization, in_slopes, in_forward, in_cost, in_backward, in_training),
    *(in_shapes, in_count, in_sums, in_rows, in_unit, in_standardized, in_accuracy),
)
