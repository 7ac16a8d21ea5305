"""The questions of lesson 04, Gradient descent."""

from nnlib.quiz.question import Option, Question

QUESTIONS = {
    "04-flat-tanh": Question(
        "A hidden unit has a1 = 0.999 for an example. What is the slope of its tanh there?",
        (
            Option("0.001", "That is 1 − a1: the square is missing."),
            Option("About 0.002", "1 − a1² = 1 − 0.999² = 0.002: nearly flat.", right=True),
            Option("0.999", "That is the value a1. How steep is the curve there?"),
            Option("About 1", "That is the slope at z = 0, where a1 = 0. Here the curve has levelled off."),
        ),
    ),
    "04-twice-the-rate": Question(
        "A step with α = 0.001 should lower the cost by 0.000127. What does one with α = 0.002 do?",
        (
            Option("0.000127 again: the slopes are the same.", "They are, but each parameter now moves twice as far."),
            Option("It lowers it by about 0.000254.", "α ‖∇J‖², with α twice as large.", right=True),
            Option(
                "It lowers it by about 0.000509.",
                "That would be four times as much. But the gradient is squared, not α.",
            ),
            Option(
                "Nobody can tell: it may overshoot.",
                "A long step may. This one is short: 0.000254 is little for a cost of 0.65.",
            ),
        ),
    ),
    "04-without-d": Question(
        "The rule w := w − α w is applied for 20 steps, with α = 0.5. What happens to the parameters?",
        (
            Option("They learn, more slowly.", "This rule never uses the data, so nothing can be learned."),
            Option("They shrink towards 0.", "Each step multiplies them by 1 − α = 0.5.", right=True),
            Option("They grow without bound.", "That would need an α above 2, so that |1 − α| is above 1."),
            Option("They stay as they are.", "Only parameters that are 0 do."),
        ),
    ),
    "04-zeros": Question(
        "All parameters start at 0. Which of them does gradient descent move?",
        (
            Option("All of them", "dW2 has the factor A1 = tanh(0) = 0, so it is 0. Which factor does dZ1 have?"),
            Option(
                "b2 alone", "dW2 has the factor A1 = 0, and dZ1 the factor W2 = 0. Only db2 has neither.", right=True
            ),
            Option(
                "None of them", "db2 is the mean of A2 − Y = 0.5 − Y. It is 0 only if the classes have equal sizes."
            ),
            Option("W2 and b2", "dW2 is dZ2 A1ᵀ / m, and A1 = tanh(0) = 0."),
        ),
    ),
    "04-constant": Question(
        "All weights start at 0.5. What does the cost do in 200 steps with α = 1?",
        (
            Option("It stays: the weights are stuck, as with zeros.", "With zeros, A1 and W2 are 0. Are they 0 here?"),
            Option(
                "It falls to 0.6511, as with zeros.", "That happens if b2 alone can move. Here dW1 and dW2 are not 0."
            ),
            Option("It rises.", "A small step goes downhill from any start. Only too long a step raises the cost."),
            Option(
                "It falls nearly as low as from random weights.",
                "On the penguins, even a single unit does well.",
                right=True,
            ),
        ),
    ),
    "04-large-rate": Question(
        "60 steps with α = 20. What does the cost do?",
        (
            Option(
                "It falls at every step, the fastest of the three.", "α ‖∇J‖² promises that, but only for small steps."
            ),
            Option("It hardly moves.", "That happens when the rate is too small."),
            Option(
                "It rises at once, and for good.",
                "Step 1 still lowers it: even a long step may end lower than it started.",
            ),
            Option("It falls, jumps up, and falls again.", "Step 2 goes past the low point.", right=True),
        ),
    ),
    "04-longest-step": Question(
        "α is 1 all along the path. Which of the 59 steps is the longest?",
        (
            Option("The first", "A step is α ‖∇J‖ long, and the slopes are steepest at the start.", right=True),
            Option("One in the middle, where the path bends", "A bend is a change of direction, not of length."),
            Option("The last: it has found its way.", "Near the low ground, all slopes are close to 0."),
            Option("None: α is the same for all.", "α multiplies the gradient. Is the gradient the same?"),
        ),
    ),
    "04-on-the-way": Question(
        "Step 2 starts at a cost of 0.5415 and ends at 0.7765. What does the cost do on the way?",
        (
            Option(
                "It rises all the way: the step goes uphill.",
                "A step goes against the gradient. So what does the cost do at first?",
            ),
            Option(
                "It rises first, then falls.", "At the start, the slope along the step is −α ‖∇J‖², which is negative."
            ),
            Option(
                "It falls first, then rises.",
                "It goes downhill at first, then past the low point and up again.",
                right=True,
            ),
            Option("Nothing: there is nothing in between.", "Every point in between is a network too, with a cost."),
        ),
    ),
    "04-flat-unit": Question(
        "A unit's mean slope falls from 0.83 to 0.005. With the same dZ2, W2 and X, what happens to its row of dW1?",
        (
            Option("It gets more than a hundred times smaller.", "The slope is a factor of its dZ1.", right=True),
            Option("It gets larger, since |a1| is larger.", "a1 is a factor of dW2. Which factors does dZ1 have?"),
            Option("It stays the same: dW1 = dZ1 Xᵀ / m has no slope in it.", "But dZ1 = W2ᵀ dZ2 * g′(Z1) has."),
            Option("It is exactly 0.", "With ReLU it could be. The slope of tanh gets small, but never 0."),
        ),
    ),
    "04-minus": Question(
        "Why is there a minus in W := W − α dW?",
        (
            Option("The gradient points uphill, and the cost should fall.", "So a step goes against it.", right=True),
            Option("Because gradients are negative", "They can have either sign. The minus reverses each of them."),
            Option("To keep the weights small", "A step depends on the slopes, not on the size of the weights."),
        ),
    ),
    "04-equal-rows": Question(
        "All weights start at 0.5 and the cost falls. What is wrong?",
        (
            Option("Nothing: the cost falls.", "It does. But look at the rows of W1."),
            Option("The gradients are 0.", "With zeros, most are. With 0.5 they are not 0, but equal for all units."),
            Option(
                "0.5 is too large: the units saturate.",
                "With a smaller constant, the rows of W1 would be just as equal.",
            ),
            Option(
                "The hidden units stay copies of each other.", "Units that start equal get equal gradients.", right=True
            ),
        ),
    ),
    "04-rising-cost": Question(
        "A step raises the cost. A tenth of the same step lowers it. What does that say about the gradient?",
        (
            Option("It may be right: the whole step goes too far.", "There is a low point on the way.", right=True),
            Option("It has the wrong sign.", "Then a short step would raise the cost too."),
            Option("It is 0.", "Then neither step would change the parameters or the cost."),
        ),
    ),
    "04-which-defect": Question(
        "Whatever the data and the start, the cost ends at 0.6931 and stays there. Which mistake would explain this?",
        (
            Option("All parameters start at 0.", "Then it starts at 0.6931, and b2 learns the share of ones."),
            Option("`W + alpha * dW` in the update", "That goes uphill: the cost would keep rising."),
            Option(
                "`W - alpha * W` in the update", "All parameters shrink to 0, and the network says 0.5.", right=True
            ),
            Option("α is far too large.", "Then the cost jumps up and down, and does not settle at 0.6931."),
        ),
    ),
}
