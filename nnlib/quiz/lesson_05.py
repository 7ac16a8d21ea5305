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
    "05-size-of-dz": Question(
        "y = 1 and a = 0.999: sure and right. There da = −1/a = −1.001. What is dz?",
        (
            Option("About −1000", "That is da at the other end, where a = 0.001: sure and wrong."),
            Option("About −1, like da", "Multiply by the slope of the sigmoid. Where is a (1 − a) close to 0?"),
            Option(
                "About −0.001", "da · a (1 − a) = −1.001 · 0.001: there is almost nothing left to learn.", right=True
            ),
            Option("Exactly 0, since it is right", "It is 0 only where a = 1. At 0.999 a thousandth is left to learn."),
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
    "05-both-means": Question(
        "dZ2 is divided by m = 191, and then dW2 = dZ2 A1ᵀ / m as well. How does dW2 come out?",
        (
            Option("Right: it is the same mean", "A mean divides by m once. Here it is divided by m²."),
            Option("191 times too large", "Dividing makes it smaller. It is too large if 1/m is left out."),
            Option("191 times too small", "It has been divided by m twice.", right=True),
            Option("In another direction", "Every number in it changes by the same factor."),
        ),
    ),
    "05-step-size": Question(
        "Which step measures the slope of the cost best?",
        (
            Option(
                "The smaller the better: 0.0000000000001", "True in calculus. But here the cost has only 16 digits."
            ),
            Option("0.00001", "Small enough for the bend of the cost, large enough for 16 digits.", right=True),
            Option("0.1", "Over such a large step the cost bends, and its slope changes."),
            Option("It does not matter", "On a straight line, with exact numbers, it would not. Here we have neither."),
        ),
    ),
    "05-e5-trains": Question(
        "Ten networks learn with equation 4 as printed. Which median accuracy do they reach on the penguins?",
        (
            Option("About 50 %, like a coin", "W2 and b2 still get right gradients, whatever the hidden units do."),
            Option("About 64 %, the share of the larger class", "That takes no training. Here W2 and b2 learn."),
            Option("About 95 %", "The output layer can work with badly trained hidden units, here.", right=True),
            Option("None: training ends in an error", "The shapes are right and the numbers are finite: no error."),
        ),
    ),
    "05-tutorial": Question(
        "Which gradient of the tutorial's `backward` will differ from the measured slopes, with one output unit?",
        (
            Option("dW2", "dZ2 times A1ᵀ, divided by m: that is equation 2."),
            Option("db2", "With one output unit, the sum over everything is the sum over the examples."),
            Option("dZ1", "1 − A1² is the slope of tanh, and `*` is elementwise: that is equation 4."),
            Option("db1", "The sum runs over the units too, so all of them get the same number.", right=True),
        ),
    ),
    "05-no-tanh": Question(
        "tanh is missing in `forward`, and `backward` is derived from it correctly. What does a gradient check say?",
        (
            Option("dZ1 and dW1 differ", "From what? The measured slopes come from the same `forward`, without tanh."),
            Option("All six arrays differ", "The check measures the cost that you give it. It knows no other."),
            Option("All arrays agree", "They are the slopes of this cost, though the network is wrong.", right=True),
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
    "05-first-row": Question(
        "A gradient check says: dZ2, dW2, db2, dZ1 and db1 agree, dW1 differs. Where is the mistake?",
        (
            Option("In dZ1, from which dW1 is computed", "dZ1 agrees, and so does db1, which is computed from it."),
            Option("In the line that computes dW1", "Everything that goes into it is right.", right=True),
            Option("In forward propagation", "The check would not notice: it measures with the same `forward`."),
            Option("Nowhere: five of six are good enough", "One wrong array makes every step wrong."),
        ),
    ),
    "05-mystery-2": Question(
        "Mystery 2: which formula is its dZ1?",
        (
            Option(
                "dZ1 = W2ᵀ dZ2 * g1'(A1)",
                "The factor is 1 to 2, and grows with |a1|: as |a1| is at most 1, tanh'(a1) is at least 0.4.",
                right=True,
            ),
            Option("dZ1 = (1/m) W2ᵀ dZ2 * g1'(Z1)", "Then every factor would be 1/7."),
            Option("dZ1 = W2ᵀ dZ2 * (A1 (1 − A1))", "Then the factor would be negative wherever a1 is."),
        ),
    ),
    "05-mystery-4": Question(
        "Mystery 4: which formula is its dZ1?",
        (
            Option("dZ1 = W2ᵀ dZ2 * g1'(A1)", "The slope of tanh is never negative. Look at the signs."),
            Option("dZ1 = −W2ᵀ dZ2 * g1'(Z1)", "Then every sign would be wrong. Which ones are?"),
            Option(
                "dZ1 = W2ᵀ dZ2 * (A1 (1 − A1))",
                "The sign is wrong where a1 is negative: it is the slope formula of the sigmoid, on a tanh layer.",
                right=True,
            ),
        ),
    ),
    "05-mystery-5": Question(
        "Mystery 5: what is wrong with its dZ1?",
        (
            Option("g1' is left out", "Then the factor would differ from example to example."),
            Option("1/m comes too early", "m = 7, and the factor is 1/7 = 0.14 everywhere.", right=True),
            Option("The learning rate is in the gradient", "`backward` does not know the learning rate."),
        ),
    ),
}
