"""The questions of lesson 05, Backpropagation."""

from nnlib.quiz.question import Option, Question

QUESTIONS = {
    "05-slope-of-sigmoid": Question(
        "The sigmoid gives a = 0.9. What is its slope there?",
        (
            Option("0.09", "a (1 − a) = 0.9 · 0.1.", right=True),
            Option("0.19", "1 − a² is the slope of tanh."),
            Option("0.25", "That is the largest slope, at z = 0, where a = 0.5."),
            Option("0.9", "That is the value. The slope is a (1 − a)."),
        ),
    ),
    "05-eq7": Question(
        "At y = 1, a = 0.3: if a grows a little, does L grow or fall?",
        (
            Option("It falls, so the slope is negative.", "So the slope cannot be the +1.2 of equation 7.", right=True),
            Option("It grows, so the slope is positive.", "With y = 1 a larger a is a better prediction."),
            Option("It stays the same: the slope is 0.", "L = −log a is not flat anywhere."),
        ),
    ),
    "05-da1-sign": Question(
        "Which of the three hidden units should have a smaller activation, so that L falls?",
        (
            Option("The third", "Its weight is negative: a smaller a1 makes z2 larger, and that lowers L.", right=True),
            Option("All three, since dz2 is negative", "dz2 < 0 says that z2 should grow. How does each unit move z2?"),
            Option("None: z2 should grow, so all should", "With a negative weight, a larger activation lowers z2."),
            Option("The first: it has the largest weight", "The size says how strongly, the sign in which direction."),
        ),
    ),
    "05-elementwise": Question(
        "da1 and g1'(z1) are both (n1, 1). How are they combined into dz1?",
        (
            Option("By an elementwise product", "The gradient of a unit is multiplied by its own slope.", right=True),
            Option("By a matrix product", "(n1, 1) times (n1, 1) does not fit."),
            Option("By a sum", "Along an edge the chain rule multiplies."),
        ),
    ),
    "05-outgoing": Question(
        "What happens at every edge on the way back?",
        (
            Option("Incoming gradient times local derivative", "That is the chain rule.", right=True),
            Option("Incoming gradient plus local derivative", "Gradients are added only where several edges meet."),
            Option(
                "Incoming gradient times the value", "That is E5. Only at a weight's edge is the derivative a value."
            ),
            Option("Gradient times learning rate", "The learning rate is used in the update, after all gradients."),
        ),
    ),
    "05-transpose-W2": Question(
        "Why is dz2 multiplied by W2ᵀ on the way back?",
        (
            Option("Because backpropagation inverts W2", "A transpose is not an inverse. W2 is not even square."),
            Option("Only to make the shapes fit", "The shapes fit, but many wrong products fit as well."),
            Option(
                "Each hidden unit gets dz2 times its own weight.",
                "W2 turns n1 numbers into one. Its transpose passes one number back to n1 units.",
                right=True,
            ),
        ),
    ),
    "05-where-m": Question(
        "Where does 1/m enter the six equations?",
        (
            Option("In all six", "Each column of dZ2 and dZ1 belongs to a single example: there is no mean."),
            Option("In dW2, db2, dW1, db1", "There the examples are added up, and J is a mean.", right=True),
            Option(
                "In dZ2 alone, and from there into the others",
                "dW and db would be the same. But a column of dZ2 is the slope of one example's loss.",
            ),
            Option("In the biases alone", "The gradients of the weights are means over the examples as well."),
        ),
    ),
    "05-zero-input": Question(
        "For one penguin x2 happens to be 0, and its dz is −0.8. What is dw2 for it?",
        (
            Option("−0.8, as for the bias", "The local derivative of the bias is 1. That of a weight is its input."),
            Option("0", "w2 is multiplied by 0, so moving it changes nothing: dw2 = dz · x2.", right=True),
            Option("It depends on w2", "The slope of z along w2 is x2, whatever w2 is."),
        ),
    ),
}
