"""Five wrong `backward` functions that train all the same, without their names: for the learner to convict."""

from typing import Annotated, Any

from nnlib._machinery.door import checked
from nnlib._machinery.rules import integer
from nnlib.mistakes.catalogue import CATALOGUE
from nnlib.network import Gradients

CULPRITS = ("Z1_for_A1", "dZ1_slope_of_the_answer", "sigmoid_slope_again", "dZ1_a_times_one_minus_a", "mean_in_dZ1")


class Mystery:
    """A `backward` with one mistake; it is called as the right one is, and does not say what it is."""

    def __init__(self, number: int) -> None:
        """Take the number of one of CULPRITS, from 1 on."""
        self._number = number

    def __call__(self, *args: Any, **kwargs: Any) -> Gradients:
        """Compute gradients, one or more of which are wrong."""
        return CATALOGUE[CULPRITS[self._number - 1]](*args, **kwargs)

    def __repr__(self) -> str:
        """Show the number alone."""
        return f"mystery {self._number}"


@checked
def mystery(number: Annotated[int, integer(1, 5)]) -> Mystery:
    """Give one of five functions that look like `backward`, train, and are wrong.

    Args:
        number: which one, from 1 to 5.

    Returns:
        A function of parameters, cache, X and Y that returns Gradients.

    Raises:
        TypeError, ValueError: number is not an int from 1 to 5.
    """
    return Mystery(number)
