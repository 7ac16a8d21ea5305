"""The questions of lesson 01, Parameters."""

from nnlib.quiz.question import Option, Question

QUESTIONS = {
    "01-matrix-product": Question(
        "A is (4, 2) and B is (2, 7). What is the shape of A B?",
        (
            Option("(4, 7)", "The inner sizes, 2 and 2, agree and are summed over. The outer ones stay.", right=True),
            Option("(2, 2)", "These are the inner sizes. They are summed over, so they do not appear in the result."),
            Option("(8, 14)", "Sizes are not multiplied. Each entry of A B is a sum over the inner size."),
            Option("They do not fit.", "They do: the 2 columns of A meet the 2 rows of B."),
        ),
    ),
    "01-broadcast": Question(
        "What does NumPy do when it adds an array of shape (4, 1) to one of shape (4, 7)?",
        (
            Option("It raises an error: the shapes differ.", "An axis of size 1 is repeated until it fits."),
            Option("It adds the column to the first column only.", "It repeats the column for all 7."),
            Option("It puts the column beside the others: (4, 8).", "That would be `np.hstack`. A sum keeps (4, 7)."),
            Option("It adds the one column to each of the 7 columns.", "That is broadcasting.", right=True),
        ),
    ),
    "01-column": Question(
        "In this course, where does X hold one example?",
        (
            Option("In a row", "Many libraries do. The notes, and nnlib, put each example in a column."),
            Option("In a column", "X is (n0, m): a row for each feature, a column for each example.", right=True),
            Option("In a layer of its own", "X is one matrix for all the examples, with a column for each."),
        ),
    ),
    "01-brackets": Question(
        "The notes write W with a 2 in square brackets, and x with a 3 in round ones. What do the two numbers count?",
        (
            Option("Both count layers.", "Only square brackets do. All examples go through the same layers."),
            Option(
                "Both count examples.", "W is the same for every example. Its number says which layer it belongs to."
            ),
            Option(
                "2 is the example, 3 the layer.",
                "It is the other way round. There is no third layer with weights.",
            ),
            Option("2 is the layer, 3 the example.", "In code this is W2, and x is the third column of X.", right=True),
        ),
    ),
    "01-shape-of-W1x": Question(
        "n1 = 4 units read n0 = 2 inputs. What is the shape of W1 x for one example x?",
        (
            Option("(4, 2)", "That is W1 itself. The size 2 is summed over in the product with x."),
            Option("(2, 1)", "That is x itself, the input. The result has one number for each unit."),
            Option("(1, 4)", "The units are the rows of W1, so they are the rows of the result."),
            Option("(4, 1)", "(4, 2) times (2, 1): one number for each unit.", right=True),
        ),
    ),
    "01-flat-b": Question(
        "With 4 units and 4 penguins, W1 X has shape (4, 4). A flat b of shape (4,) is added to it. What happens?",
        (
            Option(
                "Each number goes to one penguin.",
                "The last axis counts the penguins. The shape is right, but the numbers are wrong.",
                right=True,
            ),
            Option("An error", "The sizes fit, so NumPy does not complain. That makes this mistake hard to find."),
            Option(
                "Each number goes to one unit, as it should.",
                "NumPy lines up the last axes, and the last one counts the penguins.",
            ),
        ),
    ),
    "01-shape-of-W2": Question(
        "n2 = 1 output unit reads n1 = 4 hidden units. What is the shape of W2?",
        (
            Option("(4, 1)", "A unit's weights are a row, in either layer. (4, 1) times (4, m) does not fit."),
            Option("(1, 4)", "One row for the one unit, and a column for each number that it reads.", right=True),
            Option("(4, 2)", "That is W1. The output unit does not read the 2 inputs."),
            Option("(1, 191)", "That is Z2, with a column for each penguin. The weights are the same for all of them."),
        ),
    ),
    "01-depends-on-n0": Question(
        "Which of the four shapes depend on n0?",
        (
            Option(
                "W1 alone", "Its columns belong to the inputs. The other shapes depend on n1 and n2 only.", right=True
            ),
            Option("W1 and b1", "b1 has one bias for each hidden unit, however many inputs that unit reads."),
            Option("W1 and W2", "W2 reads the hidden units, not the inputs."),
            Option("All four", "Only an array that is multiplied by the inputs depends on how many there are."),
        ),
    ),
    "01-depends-on-m": Question(
        "Which of W1, b1, W2, b2 change their shape when there are more examples?",
        (
            Option("None of them", "The same parameters serve every example.", right=True),
            Option("b1 and b2", "They stay single columns. Broadcasting repeats them for every example."),
            Option("All of them", "Z1, A1, Z2, A2 grow with m. Parameters do not."),
        ),
    ),
    "01-shape-of-dW1": Question(
        "What is the shape of dW1?",
        (
            Option("(n0, n1)", "That is the shape of the transpose of W1. It could not be subtracted from W1."),
            Option("(n1, m)", "That is the shape of dZ1. In dW1 the examples have been summed over."),
            Option("(n1, n0)", "Every weight of W1 has its own number in dW1.", right=True),
            Option("A single number", "The learning rate is a single number, but every weight has its own slope."),
        ),
    ),
    "01-layers": Question(
        "How many layers of this network have parameters?",
        (
            Option("One: it has one hidden layer.", "The output layer has parameters too: W2 and b2."),
            Option("Two: the hidden layer and the output layer.", "W1, b1 and W2, b2. So E1 is a mistake.", right=True),
            Option("Three: input, hidden, output.", "The inputs are given: they have no parameters to learn."),
        ),
    ),
    "01-count": Question(
        "W2 has shape (1, 9), and W1 holds 27 numbers. How many parameters are there?",
        (
            Option("36", "These are the weights. The biases are learned too."),
            Option("45", "27 + 9 + 9 leaves out b2, the bias of the output unit."),
            Option("46", "n1 = 9 and n0 = 27 / 9 = 3: 27 + 9 + 9 + 1.", right=True),
            Option("It depends on m.", "No parameter's shape depends on the number of examples."),
        ),
    ),
    "01-rows": Question(
        "A file holds the examples in rows: R is (m, n0). Which line gives Z1 of shape (n1, m)?",
        (
            Option("W1 @ R + b1", "(n1, n0) and (m, n0) do not fit: n0 and m are the inner sizes."),
            Option("R @ W1.T + b1.T", "That fits, and many libraries do it this way. But the result is (m, n1)."),
            Option("W1.T @ R.T + b1", "(n0, n1) and (n0, m) do not fit. W1 has the units in its rows already."),
            Option("W1 @ R.T + b1", "R.T is X: (n0, m), a column for each example.", right=True),
        ),
    ),
}
