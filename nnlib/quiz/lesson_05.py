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
        "At y = 1, a = 0.3: when a grows a little, does L grow or fall?",
        (
            Option("It falls, so the slope is negative.", "So the +1.2 of equation 7 cannot be it.", right=True),
            Option("It grows, so the slope is positive.", "With y = 1 a larger a is a better prediction."),
            Option("It stays: the slope is 0.", "L = −log a is flat nowhere."),
        ),
    ),
    "05-size-of-dz": Question(
        "y = 1 and a = 0.999: sure and right. There da = −1/a = −1.001. What is dz?",
        (
            Option("About −1000", "That is da at the other end, a = 0.001: sure and wrong."),
            Option("About −1, as da is", "The slope of the sigmoid comes in on the way. Where is a (1 − a) near 0?"),
            Option("About −0.001", "da · a (1 − a) = −1.001 · 0.001: next to nothing left to learn.", right=True),
            Option("Exactly 0, since it is right", "It is 0 where a is 1. At 0.999 a thousandth is left to learn."),
        ),
    ),
    "05-da1-sign": Question(
        "Which of the three hidden units should answer less, so that L falls?",
        (
            Option("The third", "Its weight is negative: less of it is more of z2, and that lowers L.", right=True),
            Option("All three, since dz2 is negative", "dz2 < 0 says that z2 should grow. How does each unit move z2?"),
            Option(
                "None: z2 should grow, so all should", "A negative weight makes z2 smaller, the more its unit answers."
            ),
            Option("The first: it has the largest weight", "Size says how strongly, sign says in which direction."),
        ),
    ),
    "05-elementwise": Question(
        "da1 and g1'(z1) are both (n1, 1). How do they make dz1?",
        (
            Option("Number by number", "Each unit's gradient meets that unit's slope.", right=True),
            Option("By a matrix product", "(n1, 1) and (n1, 1) do not fit one another."),
            Option("By a sum", "The chain rule multiplies along an edge."),
        ),
    ),
    "05-both-means": Question(
        "dZ2 is divided by m = 191, and then dW2 = dZ2 A1ᵀ / m as well. How does dW2 come out?",
        (
            Option("Right: it is the same mean", "A mean is taken once. What is divided twice is divided by m²."),
            Option("191 times too large", "Dividing makes smaller. Too large is what comes of no 1/m at all."),
            Option("191 times too small", "It has been divided by m twice.", right=True),
            Option("In another direction", "Every number of it is changed by the same factor."),
        ),
    ),
    "05-step-size": Question(
        "Which step measures the slope of the cost best?",
        (
            Option("The smaller the better: 0.0000000000001", "True on paper. But a cost has only 16 digits here."),
            Option("0.00001", "Small for the curve, and large for 16 digits.", right=True),
            Option("0.1", "Over so long a way the cost bends, and its slope changes."),
            Option("It does not matter", "On a straight line, with exact numbers, it would not. Here is neither."),
        ),
    ),
    "05-e5-rows": Question(
        "With g1 in the place of g1' in dZ1, which of dW2, dZ1 and dW1 will differ from what is measured?",
        (
            Option("All three", "dW2 does not use dZ1. It comes before it."),
            Option("dZ1 alone", "What is computed from a wrong dZ1 is wrong too."),
            Option("dW2 alone", "dW2 = dZ2 A1ᵀ / m: there is no slope of g1 in it."),
            Option("dZ1 and dW1", "dW2 is computed before and stays right; dW1 follows from dZ1.", right=True),
        ),
    ),
    "05-e5-trains": Question(
        "What accuracy does the network reach whose dZ1 has g1 in the place of g1'?",
        (
            Option("Near 50 %, like a coin", "W2 and b2 still get right gradients, from whatever the units answer."),
            Option("64.40 %, the share of the larger class", "That takes no training at all. Here W2 and b2 learn."),
            Option("About as much as the right one", "The output layer makes do with a bad hidden one.", right=True),
            Option("None: it ends in an error", "The shapes are right, and the numbers are finite. Nothing complains."),
        ),
    ),
    "05-e8": Question(
        "In the network with z2 = W2 x + b2: what slope of its cost is measured along W1?",
        (
            Option("What equation 5 gives, dZ1 Xᵀ / m", "That walks back from z2 to a1. Is there such an edge here?"),
            Option("None: the shapes do not fit", "They do, since n0 = n1. That is why nothing complains."),
            Option("0 in every place", "W1 does not reach the cost, so moving it changes nothing.", right=True),
            Option("That of W2, since W2 reads x now", "W2 has its own slopes. W1 is moved here, and W2 stays."),
        ),
    ),
    "05-outgoing": Question(
        "What happens at every edge on the way back?",
        (
            Option("Incoming gradient times local derivative", "That is the chain rule.", right=True),
            Option("Incoming gradient plus local derivative", "Sums only come where several edges meet."),
            Option("Incoming gradient times the value", "That is E5. Only along a weight's edge is it so: its input."),
            Option("Gradient times learning rate", "The learning rate comes after all the gradients."),
        ),
    ),
    "05-transpose-W2": Question(
        "Why is it W2ᵀ that dz2 is multiplied by on the way back?",
        (
            Option("Because backpropagation inverts W2", "A transpose is no inverse. W2 is not even square."),
            Option("Only to make the shapes fit", "They do fit then, but that is no reason: many wrong things fit."),
            Option(
                "Each hidden unit gets dz2 times its own weight.",
                "W2 sends n1 numbers to one; its transpose sends one number back to n1.",
                right=True,
            ),
        ),
    ),
    "05-where-m": Question(
        "Where does 1/m enter the six equations?",
        (
            Option("In all six", "The columns of dZ2 and dZ1 are single examples: no mean there."),
            Option("In dW2, db2, dW1, db1", "There the examples are summed, and J is a mean.", right=True),
            Option(
                "In dZ2 alone, from where it goes on",
                "dW and db would be the same. But dZ2 holds each example's own slope.",
            ),
            Option("In the biases alone", "The weights' gradients are means over the examples as well."),
        ),
    ),
    "05-zero-input": Question(
        "For one penguin x2 happens to be 0, and its dz is −0.8. What is dw2 for it?",
        (
            Option("−0.8, as for the bias", "The bias has the local derivative 1. A weight has its input."),
            Option("0", "w2 multiplies 0, so moving it moves nothing: dw2 = dz · x2.", right=True),
            Option("It depends on w2", "z holds w2 · x2. Its slope along w2 is x2, whatever w2 is."),
        ),
    ),
    "05-first-row": Question(
        "A gradient check says: dZ2, dW2, db2 and dZ1 agree, dW1 differs, db1 agrees. Where is the mistake?",
        (
            Option("In dZ1, from which dW1 is made", "dZ1 agrees, and db1, made from it too, does as well."),
            Option("In the line that computes dW1", "All that goes into it is right.", right=True),
            Option("In forward propagation", "Then all the measured slopes would be another network's."),
            Option("Nowhere: five of six is good enough", "One wrong array is a wrong step, every time."),
        ),
    ),
    "05-slope-twice": Question(
        "tanh'(A1) in the place of tanh'(Z1): what becomes of the training?",
        (
            Option(
                "It works nearly as well.",
                "Each factor has the right sign: every example pushes each unit the right way, by a wrong amount.",
                right=True,
            ),
            Option(
                "It fails: the cost stays near 0.6931.", "The wrong slopes are still positive. Where do they point?"
            ),
            Option("It diverges.", "The wrong factor never exceeds 1, the largest slope of tanh: nothing explodes."),
        ),
    ),
    "05-mystery-1": Question(
        "Mystery 1: dW2 alone differs. Which formula is it?",
        (
            Option("dZ2 = (A2 − Y) * σ'(Z2)", "Then dZ2 would differ too, and all that follows from it."),
            Option("dW2 = (1/m) dZ2 Z1ᵀ", "dZ2 is right, and the layer's input is not: z1 for a1.", right=True),
            Option("dZ1 = W2ᵀ dZ2", "Then dZ1, dW1 and db1 would differ, and dW2 would agree."),
        ),
    ),
    "05-mystery-2": Question(
        "Mystery 2: its dZ1 is 1 to 2 times the right one, the more the larger |a1| is. Which formula?",
        (
            Option(
                "dZ1 = W2ᵀ dZ2 * g1'(A1)",
                "|a1| is at most 1, so tanh'(a1) is at least 0.4: a saturated unit gets too much.",
                right=True,
            ),
            Option("dZ1 = (1/m) W2ᵀ dZ2 * g1'(Z1)", "Then every ratio would be 1/7."),
            Option("dZ1 = W2ᵀ dZ2 * (A1 (1 − A1))", "That is negative wherever a1 is."),
        ),
    ),
    "05-mystery-3": Question(
        "Mystery 3: all six arrays differ. Which formula is it?",
        (
            Option("dW2 = (1/m) dZ2 Z1ᵀ", "Then dW2 alone would differ. No other array is made from it."),
            Option("dZ1 = W2ᵀ dZ2", "dW2 and db2 are not made from dZ1, and they differ."),
            Option(
                "dZ2 = (A2 − Y) * σ'(Z2)",
                "dZ2 is the first that differs, and the others are made from it. A2 − Y holds that slope already.",
                right=True,
            ),
        ),
    ),
    "05-mystery-4": Question(
        "Mystery 4: its dZ1 has the wrong sign exactly where a1 is negative. Which formula?",
        (
            Option("dZ1 = W2ᵀ dZ2 * g1'(A1)", "A slope of tanh is never negative."),
            Option("dZ1 = −W2ᵀ dZ2 * g1'(Z1)", "Then every sign would be wrong."),
            Option("dZ1 = W2ᵀ dZ2 * (A1 (1 − A1))", "The sigmoid's slope formula, on a tanh.", right=True),
        ),
    ),
    "05-mystery-5": Question(
        "Mystery 5: its dZ1 is 0.14 times the right one, everywhere. What is it?",
        (
            Option("g1' is left out", "Then the ratio would be another one for every example."),
            Option("1/m, too early", "m = 7 and 1/7 = 0.14. The mean belongs into dW1 and db1 alone.", right=True),
            Option("The learning rate in the gradient", "α has no part in backward, and none was handed in."),
        ),
    ),
}
