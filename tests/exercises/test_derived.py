"""What is made of the notes' quantities, where a wrong array may be made of it."""

from nnlib.exercises.derived import derived
from tests.exercises.by_hand import array


def made(**known):
    """What is derived of these, as lists."""
    of_arrays = {name: value if name == "learning_rate" else array(value) for name, value in known.items()}
    return {name: value.tolist() for name, value in derived(of_arrays).items()}


def test_what_comes_back_to_the_hidden_layer_is_made_where_both_are_there_and_fit():
    assert made(W2=[[1, 2]], dZ2=[[3, 4, 5]]) == {"W2ᵀ dZ2": [[3, 4, 5], [6, 8, 10]]}
    assert made(W2=[[1, 2]]) == made(dZ2=[[3, 4]]) == made() == {}
    assert made(W2=[[1, 2]], dZ2=[[3], [4]]) == {}


def test_the_square_of_A1_is_number_by_number():
    assert made(A1=[[2, -3]]) == {"A1²": [[4, 9]]}


def test_a_gradient_is_made_as_long_as_the_step():
    assert made(learning_rate=0.5, dW1=[[2, 4]], db2=[[6]]) == {"α dW1": [[1, 2]], "α db2": [[3]]}
    assert made(dW1=[[2, 4]]) == made(learning_rate=0.5) == made(learning_rate=0.5, W1=[[1]]) == {}
