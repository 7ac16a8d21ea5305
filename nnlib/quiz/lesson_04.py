"""The questions of lesson 04, Gradient descent."""

from nnlib.quiz.question import Option, Question

QUESTIONS = {
    "04-flat-tanh": Question(
        "A hidden unit has a1 = 0.999 for an example. What is the slope of its tanh there?",
        (
            Option("0.001", "That is 1 − a1: the square is missing."),
            Option("About 0.002", "1 − a1² = 1 − 0.999² = 0.002: nearly flat.", right=True),
            Option("0.999", "That is the value a1. How steep is the curve there?"),
            Option("About 1", "That is the slope at z = 0, where a1 is 0. Here the curve has levelled off."),
        ),
    ),
    "04-twice-the-rate": Question(
        "A step with α = 0.001 should lower the cost by 0.000127. What does one with α = 0.002 do?",
        (
            Option("0.000127 again: the slopes are the same.", "They are, but each parameter moves twice as far."),
            Option("It lowers it by about 0.000254.", "α ‖∇J‖², with α twice as large.", right=True),
            Option("It lowers it by about 0.000509.", "Four times: but what is squared is the gradient, not α."),
            Option("Nobody can tell: it may overshoot.", "A long step may. 0.000254 is small beside a cost of 0.65."),
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
            Option("b2 alone", "dW2 holds A1 = 0 and dZ1 holds W2 = 0. Only db2 holds neither.", right=True),
            Option("None of them", "db2 is the mean of A2 − Y = 0.5 − Y. It is 0 only for classes of equal size."),
            Option("W2 and b2", "dW2 is dZ2 A1ᵀ / m, and A1 = tanh(0) = 0."),
        ),
    ),
    "04-constant": Question(
        "All weights start at 0.5. What does the cost do in 200 steps with α = 1?",
        (
            Option("It stays: the weights are stuck, as with zeros.", "With zeros A1 and W2 are 0. Are they here?"),
            Option("It falls to 0.6511, as with zeros.", "That takes b2 alone. Here dW1 and dW2 are not 0."),
            Option("It rises.", "A small step goes downhill from any start. Only a step too long can raise the cost."),
            Option("It falls nearly as low as from random weights.", "One unit can do much here.", right=True),
        ),
    ),
    "04-large-rate": Question(
        "60 steps with α = 20. What does the cost do?",
        (
            Option("It falls fastest of the three.", "So α ‖∇J‖² says, but only while a step is small."),
            Option("It falls, jumps up, and falls again.", "Step 2 passes the low point.", right=True),
            Option("It rises at once, and for good.", "Step 1 still falls: a long step may end lower than it began."),
            Option("It hardly moves.", "That is what too small a rate does."),
        ),
    ),
    "04-longest-step": Question(
        "α is 1 all along the path. Which of the 59 steps is the longest?",
        (
            Option("The first", "A step is α ‖∇J‖ long, and the ground is steepest at the start.", right=True),
            Option("One in the middle, where the path bends", "A bend is a change of direction, not of length."),
            Option("The last: it has found its way.", "Near the low ground all slopes are close to 0."),
            Option("None: α is the same for all.", "α multiplies the gradient. Is the gradient the same?"),
        ),
    ),
    "04-shrinking-steps": Question(
        "Near a low point the steps of gradient descent get shorter. What shortens them?",
        (
            Option("The loop makes α smaller.", "Look at `descend`: α is never changed."),
            Option("The parameters shrink towards 0.", "That is what the notes' rule w − α w does."),
            Option("The cost, which cannot fall below 0", "Only slopes enter the step, not the height of the cost."),
            Option("The gradient", "All slopes go to 0 where the ground is flat, and α ‖∇J‖ with them.", right=True),
        ),
    ),
    "04-on-the-way": Question(
        "Step 2 starts at a cost of 0.5415 and ends at 0.7765. What does the cost do on the way?",
        (
            Option(
                "It rises all the way: the step goes uphill.", "A step goes against the gradient. How does it begin?"
            ),
            Option("It rises first, then falls.", "At the start the slope along the step is −α ‖∇J‖², below 0."),
            Option("It falls first, then rises.", "Downhill at first, past the low point, up again.", right=True),
            Option("Nothing: there is nothing between.", "Every point between is a network too, and has its cost."),
        ),
    ),
    "04-flat-unit": Question(
        "A unit's mean slope falls from 0.83 to 0.005. With the same dZ2, W2 and X, what becomes of its row of dW1?",
        (
            Option("It gets more than a hundred times smaller.", "Its slope is a factor of its dZ1.", right=True),
            Option("It gets larger, since |a1| is larger.", "a1 stands in dW2. What stands in dZ1?"),
            Option("It stays: dW1 = dZ1 Xᵀ / m holds no slope.", "dZ1 does: W2ᵀ dZ2 * g′(Z1)."),
            Option("It is exactly 0.", "So it would be with ReLU. The slope of tanh is small there, but never 0."),
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
            Option("The gradients are 0.", "That is so with zeros. With 0.5 they are not 0, but equal."),
            Option(
                "0.5 is too large: the units saturate.", "A smaller constant would leave the rows of W1 just as equal."
            ),
            Option("The hidden units stay copies of each other.", "Equal starts get equal gradients.", right=True),
        ),
    ),
    "04-rising-cost": Question(
        "A step raises the cost, and a tenth of it, the same way, lowers it. What does that say about the gradient?",
        (
            Option("Nothing: the whole step goes too far.", "The low point lies on the way.", right=True),
            Option("It has the wrong sign.", "Then a short step would raise the cost, too."),
            Option("It is 0.", "Then the parameters would stay, and the cost with them."),
        ),
    ),
    "04-which-defect": Question(
        "Whatever the data and the start, the cost of a run ends at 0.6931 and stays. Which defect fits?",
        (
            Option("All parameters start at 0.", "Then it begins at 0.6931, and b2 learns the share of ones."),
            Option("`W + alpha * dW` in the update", "Uphill: the cost would rise, and go on rising."),
            Option("`W - alpha * W` in the update", "All parameters die, and the network says 0.5.", right=True),
            Option("α is far too large.", "Then the cost jumps about, often far above 0.6931."),
        ),
    ),
}
