"""The questions of lesson 06, Vectorization."""

from nnlib.quiz.question import Option, Question

QUESTIONS = {
    "06-one-example": Question(
        "For one example, dz1 is W2ᵀ dz2 times the slope g1'(z1). Which product is the second one?",
        (
            Option("A matrix product", "(n1, 1) and (n1, 1) do not fit one another in a matrix product."),
            Option("An outer product, (n1, n1)", "Then unit 1's slope would act on unit 2's gradient."),
            Option("Number by number", "Each hidden unit has its own slope. That settles E9.", right=True),
        ),
    ),
    "06-mean": Question(
        "Why are the gradients of the cost means over the examples?",
        (
            Option("Because the cost is the mean of the losses", "A slope of a mean is the mean slope.", right=True),
            Option("To keep the numbers small", "That is a welcome effect, but no reason. The cost decides."),
            Option("Because the learning rate needs it", "Gradients are slopes of J, whatever α is."),
        ),
    ),
    "06-sum-in-product": Question(
        "dZ2 is (1, m) and A1 is (n1, m). Which product sums dz2 a1ᵀ over all examples?",
        (
            Option("dZ2 @ A1", "The inner sizes are m and n1: that does not fit."),
            Option("dZ2 * A1, then a mean of everything", "That mixes the hidden units. dW2 has n1 entries."),
            Option("dZ2 @ A1.T", "m meets m and is summed over: (1, n1) is left.", right=True),
            Option("dZ2.T @ A1.T", "The inner sizes are 1 and m."),
        ),
    ),
    "06-axis": Question(
        "dZ1 is (n1, m), and db1 shall be (n1, 1). How is the sum over the examples written?",
        (
            Option("np.sum(dZ1)", "That adds up the units as well, and leaves one number for all of them."),
            Option(
                "np.sum(dZ1, axis=1, keepdims=True)",
                "Along a row, over its m examples, and the axis stays with size 1.",
                right=True,
            ),
            Option("np.sum(dZ1, axis=0)", "Axis 0 counts the rows, and they are the units. The examples would stay."),
            Option("np.sum(dZ1, axis=1)", "Along the right axis. But the axis is gone then: (n1,), not (n1, 1)."),
        ),
    ),
    "06-without-keepdims": Question(
        "b1 is (n1, 1) and the flat gradient is (n1,). What is b1 − α times it?",
        (
            Option("(n1, 1), as it should be", "A flat array lines up with the last axis, not with the rows."),
            Option("An error", "It would be kinder. But broadcasting finds a shape that fits both."),
            Option("(n1, n1)", "Every bias meets every gradient, without a word.", right=True),
            Option("(n1,)", "An array with two axes never loses one by subtraction."),
        ),
    ),
    "06-column-of-labels": Question(
        "A2 is (1, m), and the labels are a column (m, 1). What is the shape of A2 minus the labels?",
        (
            Option("(m, m)", "Every prediction minus every label.", right=True),
            Option("(1, m)", "That needs labels of shape (1, m) or (m,)."),
            Option("(m, 1)", "Both axes of size 1 are repeated, so neither array keeps its shape."),
            Option("It raises an error.", "It fits: an axis of size 1 is repeated, in both arrays."),
        ),
    ),
    "06-which-sums": Question(
        "In which of the six equations of backpropagation is m gone from the result?",
        (
            Option("In all six", "dZ2 and dZ1 have a column for each example: (1, m) and (n1, m)."),
            Option("In dZ2 and dZ1", "They are the two in which it stays. A column is an example."),
            Option("In dW2 and dW1 alone", "The biases' sums run over the examples too, with `np.sum`."),
            Option("In dW2, db2, dW1 and db1", "There the examples are added up, and 1/m stands before.", right=True),
        ),
    ),
    "06-rows-dW1": Question(
        "With examples in rows, dZ1_rows is (m, n1) and X_rows is (m, n0). What is the gradient of W1ᵀ, times m?",
        (
            Option("X_rows.T @ dZ1_rows", "(n0, m) times (m, n1): m meets m, and (n0, n1) is left.", right=True),
            Option("dZ1_rows @ X_rows.T", "(m, n1) and (n0, m) do not fit. Which size has to meet itself?"),
            Option("dZ1_rows.T @ X_rows", "That fits and is (n1, n0): the gradient of W1, not of W1ᵀ."),
            Option("X_rows @ dZ1_rows.T", "(m, n0) and (n1, m) do not fit. The examples have to be inside."),
        ),
    ),
    "06-ten-times": Question(
        "From 10 examples to 100, the loop takes ten times as long. And the six equations?",
        (
            Option("A tenth of the time", "More work never takes less time. It is the time per example that falls."),
            Option("Hardly longer", "They are called as often as before, and the calls take the time.", right=True),
            Option("Ten times as long too", "There are ten times as many numbers. But what takes the time at m = 10?"),
            Option("A hundred times as long", "No table of m × m is made. The work grows in proportion to m at most."),
        ),
    ),
    "06-why-transpose": Question(
        "What is the transpose in dZ1 Xᵀ for?",
        (
            Option("It makes the result (n1, n0) instead of (n0, n1).", "Without it there is no result at all."),
            Option("It undoes the transpose of W2 in dZ1.", "W2ᵀ hands errors back to units. This is another sum."),
            Option("It lets m meet m, so that the examples are summed over.", "That is its work.", right=True),
        ),
    ),
    "06-no-mean-in-dZ": Question(
        "Why is there no 1/m in dZ1 and dZ2?",
        (
            Option("Each of their columns belongs to one example.", "The mean comes with the sum.", right=True),
            Option("It cancels with the learning rate.", "The learning rate is chosen by you, and knows no m."),
            Option("It is there, inside A2 − Y.", "A2 − Y is the slope of one example's loss. Nothing is divided."),
        ),
    ),
    "06-rows": Question(
        "Another library has examples in rows, X of shape (m, n0). How does it compute Z1?",
        (
            Option("W1 @ X + b1", "(n1, n0) and (m, n0) do not fit."),
            Option("X @ W1.T + b1.T", "The transposed equation: factors change places.", right=True),
            Option("W1.T @ X + b1.T", "(n0, n1) and (m, n0) do not fit. Transposing swaps the factors."),
        ),
    ),
}
