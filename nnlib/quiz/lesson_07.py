"""The questions of lesson 07, Vectorization."""

from nnlib.quiz.question import Option, Question

QUESTIONS = {
    "07-one-example": Question(
        "For one example, dz1 is W2ᵀ dz2 times the slope g1'(z1). Which product is this last one?",
        (
            Option("A matrix product", "(n1, 1) times (n1, 1) does not fit in a matrix product."),
            Option("An outer product, (n1, n1)", "Then the slope of unit 1 would act on the gradient of unit 2."),
            Option("An elementwise product", "Each hidden unit has its own slope: E9.", right=True),
        ),
    ),
    "07-mean": Question(
        "Why are the gradients of the cost means over the examples?",
        (
            Option("Because the cost is the mean of the losses", "The slope of a mean is the mean slope.", right=True),
            Option("To keep the numbers small", "That is a welcome effect, but not the reason. The cost decides."),
            Option("Because the learning rate needs it", "Gradients are slopes of J, whatever α is."),
        ),
    ),
    "07-sum-in-product": Question(
        "dZ2 is (1, m) and A1 is (n1, m). Which product sums dz2 a1ᵀ over all examples?",
        (
            Option("dZ2 @ A1", "The inner sizes are m and n1: that does not fit."),
            Option("dZ2 * A1", "This is (n1, m): nothing is summed over the examples yet."),
            Option("dZ2 @ A1.T", "The inner size is m, so it sums over the examples: (1, n1) is left.", right=True),
            Option("dZ2.T @ A1.T", "The inner sizes are 1 and m: that does not fit."),
        ),
    ),
    "07-axis": Question(
        "dZ1 is (n1, m), and db1 must be (n1, 1). How do you write the sum over the examples?",
        (
            Option("np.sum(dZ1)", "That adds up the units as well, and leaves one number for all of them."),
            Option(
                "np.sum(dZ1, axis=1, keepdims=True)",
                "It sums along each row, over the m examples, and keeps the axis with size 1.",
                right=True,
            ),
            Option("np.sum(dZ1, axis=0)", "Axis 0 counts the rows, which are the units. The examples would remain."),
            Option("np.sum(dZ1, axis=1)", "This is the right axis, but then it is gone: (n1,) instead of (n1, 1)."),
        ),
    ),
    "07-without-keepdims": Question(
        "b1 is (n1, 1) and the flat gradient is (n1,). What is b1 − α times it?",
        (
            Option("(n1, 1), as it should be", "A flat array is matched with the last axis, not with the rows."),
            Option("An error", "That would be better. But broadcasting finds a shape that fits both."),
            Option("(n1, n1)", "Every bias meets every gradient, and NumPy does not complain.", right=True),
            Option("(n1,)", "An array with two axes does not lose one by a subtraction."),
        ),
    ),
    "07-column-of-labels": Question(
        "A2 is (1, m), and the labels are a column (m, 1). What is the shape of A2 minus the labels?",
        (
            Option("(m, m)", "Every prediction minus every label.", right=True),
            Option("(1, m)", "For that the labels must be (1, m) or (m,)."),
            Option("(m, 1)", "Each array is repeated along its axis of size 1, so neither keeps its shape."),
            Option("It raises an error.", "It fits: each array is repeated along its axis of size 1."),
        ),
    ),
    "07-which-sums": Question(
        "In which of the six equations of backpropagation does m disappear from the result?",
        (
            Option("In all six", "dZ2 and dZ1 have a column for each example: (1, m) and (n1, m)."),
            Option("In dZ2 and dZ1", "In these two m remains: each column is an example."),
            Option("In dW2 and dW1 alone", "For the biases `np.sum` adds up the examples too."),
            Option("In dW2, db2, dW1 and db1", "There the examples are added up and divided by m.", right=True),
        ),
    ),
    "07-rows-dW1": Question(
        "With examples in rows, dZ1_rows is (m, n1) and X_rows is (m, n0). What is the gradient of W1ᵀ, times m?",
        (
            Option("X_rows.T @ dZ1_rows", "(n0, m) times (m, n1): the inner size is m, (n0, n1) is left.", right=True),
            Option("dZ1_rows @ X_rows.T", "(m, n1) and (n0, m) do not fit. Which size must be the inner one?"),
            Option("dZ1_rows.T @ X_rows", "That fits and is (n1, n0): the gradient of W1, not of W1ᵀ."),
            Option("X_rows @ dZ1_rows.T", "(m, n0) and (n1, m) do not fit. The inner size must be m."),
        ),
    ),
    "07-ten-times": Question(
        "From 10 examples to 100, the loop takes ten times as long. And the six equations?",
        (
            Option("A tenth of the time", "More work does not take less time. Only the time per example falls."),
            Option("Hardly longer", "There are as many calls of NumPy as before, and these take the time.", right=True),
            Option("Ten times as long too", "There are ten times as many numbers. But what takes the time at m = 10?"),
            Option("A hundred times as long", "No table of m × m is made. The work grows at most in proportion to m."),
        ),
    ),
    "07-why-transpose": Question(
        "What is the transpose in dZ1 Xᵀ for?",
        (
            Option("It makes the result (n1, n0) instead of (n0, n1).", "Without it the product does not fit at all."),
            Option("It undoes the transpose of W2 in dZ1.", "W2ᵀ passes dZ2 back to the units. That is another sum."),
            Option("It makes m the inner size, which is summed over.", "So the product adds up examples.", right=True),
        ),
    ),
    "07-no-mean-in-dZ": Question(
        "Why is there no 1/m in dZ1 and dZ2?",
        (
            Option("Each of their columns belongs to one example.", "The mean comes with the sum.", right=True),
            Option("It cancels with the learning rate.", "You choose the learning rate. It does not depend on m."),
            Option(
                "It is there, inside A2 − Y.", "A2 − Y is the slope of the loss of one example. Nothing is divided."
            ),
        ),
    ),
    "07-rows": Question(
        "Another library has examples in rows, X of shape (m, n0). How does it compute Z1?",
        (
            Option("W1 @ X + b1", "(n1, n0) and (m, n0) do not fit."),
            Option("X @ W1.T + b1.T", "This is the transposed equation: the factors change places.", right=True),
            Option("W1.T @ X + b1.T", "(n0, n1) and (m, n0) do not fit. Transposing swaps the factors."),
        ),
    ),
}
