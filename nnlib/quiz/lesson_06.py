"""The questions of lesson 06, Gradient check."""

from nnlib.quiz.question import Option, Question

QUESTIONS = {
    "06-rise-over-run": Question(
        "J(w + 0.001) = 0.5004 and J(w − 0.001) = 0.5000. What slope of J do you measure at w?",
        (
            Option("0.0004", "That is the rise. Divide it by the run."),
            Option("0.2", "A rise of 0.0004 over a run of 0.002.", right=True),
            Option("0.4", "The run goes from w − 0.001 to w + 0.001. How long is it?"),
            Option("0.5002", "That is about the cost at w, not its slope."),
        ),
    ),
    "06-step-size": Question(
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
    "06-e5-trains": Question(
        "Ten networks learn with equation 4 as printed. Which median accuracy do they reach on the penguins?",
        (
            Option("About 50 %, like a coin", "W2 and b2 still get right gradients, whatever the hidden units do."),
            Option("About 64 %, the share of the larger class", "That takes no training. Here W2 and b2 learn."),
            Option("About 95 %", "The output layer can work with badly trained hidden units, here.", right=True),
            Option("None: training ends in an error", "The shapes are right and the numbers are finite: no error."),
        ),
    ),
    "06-tutorial": Question(
        "Which gradient of the tutorial's `backward` will differ from the measured slopes, with one output unit?",
        (
            Option("dW2", "dZ2 times A1ᵀ, divided by m: that is equation 2."),
            Option("db2", "With one output unit, the sum over everything is the sum over the examples."),
            Option("dZ1", "1 − A1² is the slope of tanh, and `*` is elementwise: that is equation 4."),
            Option("db1", "The sum runs over the units too, so all of them get the same number.", right=True),
        ),
    ),
    "06-no-tanh": Question(
        "tanh is missing in `forward`, and `backward` is derived from it correctly. What does a gradient check say?",
        (
            Option("dZ1 and dW1 differ", "From what? The measured slopes come from the same `forward`, without tanh."),
            Option("All six arrays differ", "The check measures the cost that you give it. It knows no other."),
            Option("All arrays agree", "They are the slopes of this cost, though the network is wrong.", right=True),
        ),
    ),
    "06-mystery-2": Question(
        "Mystery 2: which formula is its dZ1?",
        (
            Option(
                "dZ1 = W2ᵀ dZ2 * g1'(A1)",
                "The factor grows with |a1|, from 1 at a1 = 0: tanh'(a1) stays above 0.4, while 1 − a1² goes to 0.",
                right=True,
            ),
            Option("dZ1 = (1/m) W2ᵀ dZ2 * g1'(Z1)", "Then every factor would be 1/7."),
            Option("dZ1 = W2ᵀ dZ2 * (A1 (1 − A1))", "Then the factor would be negative wherever a1 is."),
        ),
    ),
    "06-mystery-4": Question(
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
    "06-mystery-5": Question(
        "Mystery 5: what is wrong with its dZ1?",
        (
            Option("g1' is left out", "Then the factor would differ from example to example."),
            Option("1/m comes too early", "m = 7, and the factor is 1/7 = 0.14 everywhere.", right=True),
            Option("The learning rate is in the gradient", "`backward` does not know the learning rate."),
        ),
    ),
    "06-first-row": Question(
        "A gradient check says: dZ2, dW2, db2, dZ1 and db1 agree, dW1 differs. Where is the mistake?",
        (
            Option("In dZ1, from which dW1 is computed", "dZ1 agrees, and so does db1, which is computed from it."),
            Option("In the line that computes dW1", "Everything that goes into it is right.", right=True),
            Option("In forward propagation", "The check would not notice: it measures with the same `forward`."),
            Option("Nowhere: five of six are good enough", "One wrong array makes every step wrong."),
        ),
    ),
    "06-error-one": Question(
        "A gradient check reports a relative error of 1 for dW1. What may have happened?",
        (
            Option("dW1 is twice as large as it should be", "Then the error is (2 − 1)/(2 + 1), a third."),
            Option("Each number in dW1 is too large by 1", "The error is relative: it does not say by how much."),
            Option("The sign of dW1 is wrong", "Then the difference is as long as both lengths together.", right=True),
            Option("The computer has rounded", "Rounding gives about 10⁻⁹."),
        ),
    ),
    "06-when-to-check": Question(
        "You are about to train a network with 10,000 hidden units. When do you check its gradients?",
        (
            Option("In every step", "That takes two forward passes per parameter, each time."),
            Option("Never, as long as the cost falls", "With equation 4 as printed the cost of the penguins fell too."),
            Option(
                "Before training, in a small network",
                "The same code computes both, and a small one is fast.",
                right=True,
            ),
            Option("After training", "Then a wrong gradient has already done its harm."),
        ),
    ),
}
