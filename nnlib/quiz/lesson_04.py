"""The questions of lesson 04, Gradient descent."""

from nnlib.quiz.question import Option, Question

QUESTIONS = {
    "04-log-2": Question(
        "A network says 0.5 to every example. What is its cost?",
        (
            Option("0.5", "The cost is not the prediction. It is the mean of −log of what was given to the truth."),
            Option("0.6931", "−log 0.5 = log 2, for every example.", right=True),
            Option("0", "A cost of 0 is that of a network which is sure, and right, everywhere."),
            Option("It depends on the labels.", "With 0.5 both labels cost the same."),
        ),
    ),
    "04-flat-tanh": Question(
        "A hidden unit has a1 = 0.999 for an example. What is the slope of its tanh there?",
        (
            Option("About 1", "That is the value. The slope is 1 − a1²."),
            Option("About 0.002", "1 − 0.999² = 0.002: nearly flat.", right=True),
            Option("0.999", "That is the value a1 itself."),
        ),
    ),
    "04-without-d": Question(
        "The rule w := w − α w, with α = 0.5, is run for 20 steps. What becomes of the parameters?",
        (
            Option("They learn, more slowly.", "Nothing in this rule reads the data, so nothing can be learned."),
            Option("They shrink towards 0.", "Each step multiplies them by 1 − α = 0.5.", right=True),
            Option("They grow without bound.", "That takes an α above 2: then |1 − α| is above 1."),
            Option("They stay as they are.", "Only those that are 0 do."),
        ),
    ),
    "04-zeros": Question(
        "All parameters start at 0. Which of them does gradient descent move?",
        (
            Option("All of them", "dW2 holds A1 = tanh(0) = 0, so it is 0. What does dZ1 hold?"),
            Option("None of them", "db2 is the mean of A2 − Y = 0.5 − Y. It is 0 only for classes of equal size."),
            Option("b2 alone", "dW2 holds A1 = 0 and dZ1 holds W2 = 0. Only db2 holds neither.", right=True),
            Option("W2 and b2", "dW2 is dZ2 A1ᵀ / m, and A1 = tanh(0) = 0."),
        ),
    ),
    "04-minus": Question(
        "Why is there a minus in W := W − α dW?",
        (
            Option("The gradient points uphill, and the cost is to fall.", "So a step goes against it.", right=True),
            Option("Because gradients are negative", "They have either sign. The minus reverses each of them."),
            Option("To keep the weights small", "The step follows the slope, not the size of the weights."),
        ),
    ),
    "04-equal-rows": Question(
        "All weights start at 0.5 and the cost falls. What is wrong?",
        (
            Option("Nothing: the cost falls.", "It does. But look at the rows of W1."),
            Option("The hidden units stay copies of each other.", "Equal starts get equal gradients.", right=True),
            Option("The gradients are 0.", "That is so with zeros. With 0.5 they are not 0, but equal."),
        ),
    ),
    "04-rising-cost": Question(
        "The cost rises in a step. What does that say about the gradient?",
        (
            Option("It has the wrong sign.", "Walk along the step: at first the cost falls. So the sign is right."),
            Option("Nothing: the step went too far along it.", "The low point lay on the way.", right=True),
            Option("It is 0.", "Then the parameters would stay, and the cost with them."),
        ),
    ),
}
