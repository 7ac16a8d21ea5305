"""The questions of lesson 05, Backpropagation."""

from nnlib.quiz.question import Option, Question

QUESTIONS = {
    "05-slope-of-sigmoid": Question(
        "The sigmoid gives a = 0.9. What is its slope there?",
        (
            Option("0.9", "That is the value. The slope is a (1 − a)."),
            Option("0.09", "a (1 − a) = 0.9 · 0.1.", right=True),
            Option("0.19", "1 − a² is the slope of tanh."),
            Option("0.25", "That is the largest slope, at z = 0, where a = 0.5."),
        ),
    ),
    "05-eq7": Question(
        "At y = 1, a = 0.3: when a grows a little, does L grow or fall?",
        (
            Option("It grows, so the slope is positive.", "With y = 1 a larger a is a better prediction."),
            Option("It falls, so the slope is negative.", "So the +1.2 of equation 7 cannot be it.", right=True),
            Option("It stays: the slope is 0.", "L = −log a is flat nowhere."),
        ),
    ),
    "05-elementwise": Question(
        "da1 and g1'(z1) are both (n1, 1). How do they make dz1?",
        (
            Option("By a matrix product", "(n1, 1) and (n1, 1) do not fit one another."),
            Option("Number by number", "Each unit's gradient meets that unit's slope.", right=True),
            Option("By a sum", "The chain rule multiplies along an edge."),
        ),
    ),
    "05-e5-rows": Question(
        "With g1 in the place of g1' in dZ1, which rows of the gradient check will differ?",
        (
            Option("All of them", "dW2 does not use dZ1. It comes before it."),
            Option("dZ1 alone", "What is computed from a wrong dZ1 is wrong too."),
            Option("dZ1 and dW1", "dW2 is computed before and stays right; dW1 follows from dZ1.", right=True),
            Option("dW2 alone", "dW2 = dZ2 A1ᵀ / m: there is no slope of g1 in it."),
        ),
    ),
    "05-outgoing": Question(
        "What happens at every edge on the way back?",
        (
            Option("Incoming gradient times local derivative", "That is the chain rule.", right=True),
            Option("Incoming gradient plus local derivative", "Sums only come where several edges meet."),
            Option("Value times learning rate", "The learning rate comes after all the gradients."),
        ),
    ),
    "05-transpose-W2": Question(
        "Why is it W2ᵀ that dz2 is multiplied by on the way back?",
        (
            Option("Because backpropagation inverts W2", "A transpose is no inverse. W2 is not even square."),
            Option(
                "Each hidden unit gets dz2 times its own weight.",
                "W2 sends n1 numbers to one; its transpose sends one number back to n1.",
                right=True,
            ),
            Option("Only to make the shapes fit", "They do fit then, but that is no reason: many wrong things fit."),
        ),
    ),
    "05-where-m": Question(
        "Where does 1/m enter the six equations?",
        (
            Option("In all six", "The columns of dZ2 and dZ1 are single examples: no mean there."),
            Option("In dW2, db2, dW1, db1", "There the examples are summed, and J is a mean.", right=True),
            Option("In dZ2 alone, from where it goes on", "Then dZ2 would not be a column an example. But a sly idea."),
            Option("In the biases alone", "The weights' gradients are means over the examples as well."),
        ),
    ),
}
