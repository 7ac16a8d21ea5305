"""Wrong counts of the parameters."""

from nnlib.mistakes.catalogue import wrong


@wrong("count_parameters", "count")
def biases_not_counted(n0: int, n1: int, n2: int) -> int:
    """n1 n0 + n2 n1."""
    return n1 * n0 + n2 * n1


@wrong("count_parameters", "count")
def shapes_added_up(n0: int, n1: int, n2: int) -> int:
    """(n1 + n0) + (n1 + 1) + (n2 + n1) + (n2 + 1)."""
    return (n1 + n0) + (n1 + 1) + (n2 + n1) + (n2 + 1)


@wrong("count_parameters", "count")
def one_bias_for_a_layer(n0: int, n1: int, n2: int) -> int:
    """n1 n0 + 1 + n2 n1 + 1."""
    return n1 * n0 + 1 + n2 * n1 + 1


@wrong("count_parameters", "count")
def a_bias_counted_for_each_input(n0: int, n1: int, n2: int) -> int:
    """n1 n0 + n0 + n2 n1 + n1."""
    return n1 * n0 + n0 + n2 * n1 + n1


@wrong("count_parameters", "count")
def arrays_counted() -> int:
    """4, the number of arrays."""
    return 4


@wrong("count_parameters", "count")
def units_counted(n0: int, n1: int, n2: int) -> int:
    """n0 + n1 + n2."""
    return n0 + n1 + n2


@wrong("count_parameters", "count")
def layer_2_not_counted(n0: int, n1: int) -> int:
    """n1 n0 + n1."""
    return n1 * n0 + n1


@wrong("count_parameters", "count")
def inputs_wired_to_the_output(n0: int, n1: int, n2: int) -> int:
    """n1 n0 + n1 + n2 n0 + n2."""
    return n1 * n0 + n1 + n2 * n0 + n2


@wrong("count_parameters", "count")
def n2_counted_as_1(n0: int, n1: int) -> int:
    """n1 n0 + n1 + n1 + 1, whatever n2 is."""
    return n1 * n0 + n1 + n1 + 1
