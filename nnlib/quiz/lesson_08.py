"""The questions of lesson 08, Playground."""

from nnlib.quiz.question import Option, Question

QUESTIONS = {
    "08-raw-millimetres": Question(
        "The bills are left in millimetres, and a network is trained on them. What does it learn?",
        (
            Option(
                "The same: a unit of measurement is only a unit.",
                "W1 would have to undo the unit, but it gets almost no gradient.",
            ),
            Option(
                "Which species is more frequent, and nothing else",
                "The activation of every hidden unit is −1 or 1, whatever the bird.",
                right=True,
            ),
            Option(
                "Nothing: the cost becomes infinite.", "tanh stays between −1 and 1, so nothing grows without bound."
            ),
        ),
    ),
    "08-which-accuracy": Question(
        "The network was trained on 143 birds, and has never seen the other 48. How do its two accuracies compare?",
        (
            Option(
                "On the 143 it is far higher: it has seen them.",
                "Four units cannot learn 143 birds by heart. Section 6 makes a network that learns 40 points.",
            ),
            Option(
                "They are about the same.",
                "The same line separates the species among the held-out birds. One bird of 48 is 2 points.",
                right=True,
            ),
            Option(
                "On the 48 it is no better than always saying Gentoo.",
                "It has learned which bills belong to which species, and that holds for other birds as well.",
            ),
        ),
    ),
    "08-one-is-enough": Question(
        "For which of these is one hidden unit about as good as ten?",
        (
            Option(
                "Tumours, benign or malignant, by 30 measurements",
                "What counts is the shape of the boundary, not the number of inputs.",
                right=True,
            ),
            Option("Two circles, one inside the other", "No straight line has one circle on each side."),
            Option("Four clusters at the corners of a square, opposite ones alike", "Any line gets a corner wrong."),
            Option("The eight petals of a flower, of alternating kinds", "It takes several lines to separate them."),
        ),
    ),
    "08-too-many": Question(
        "A network learns 40 noisy examples, first with 1 hidden unit, then with 20. How do the costs change?",
        (
            Option(
                "Lower on the 40 and on others",
                "Part of what 20 units learn from the 40 is noise. Other examples have other noise.",
            ),
            Option(
                "Lower on the 40, higher on others",
                "20 units learn the noise of the 40, and are sure of it elsewhere.",
                right=True,
            ),
            Option("Higher on the 40 and on others", "With more units the 40 are easier to fit, not harder."),
        ),
    ),
    "08-held-out-curve": Question(
        "The training cost keeps falling. What does the cost on held-out examples do meanwhile?",
        (
            Option(
                "It falls too, but stays above.",
                "It falls at first. But what fits the noise of the 40 is wrong elsewhere.",
            ),
            Option("It stays where it started.", "What all examples share, the form of the moons, is learned first."),
            Option("It falls, then rises.", "First the form of the moons is learned, then the noise.", right=True),
        ),
    ),
    "08-whole-map": Question(
        "Two moons, 1000 steps: 2 units at α = 0.6, 4 at 0.3, 8 at 0.01. Which bend their boundary, from most starts?",
        (
            Option(
                "Only the 4 units", "It takes enough units, and a rate that is large enough for 1000 steps.", right=True
            ),
            Option(
                "All three", "From most starts 2 units place both lines side by side, and 0.01 is too small a rate."
            ),
            Option(
                "The 8 units and the 4 units", "8 units could. But at a rate of 0.01 they need more than 1000 steps."
            ),
            Option(
                "The 4 units and the 2 units",
                "2 units could. But from most starts they place both lines side by side, as in lesson 03.",
            ),
        ),
    ),
    "08-log-2": Question(
        "The cost on the training examples stays at 0.6931 = log 2 from the first step to the last. What was learned?",
        (
            Option("Perhaps nothing: always saying 0.5 costs that much.", "Look at the predictions next.", right=True),
            Option("To be right in 69% of the cases", "A cost is not an accuracy. It is in nats, not in percent."),
            Option(
                "All it can: the cost stays above log 2.", "The cost falls towards 0 as right predictions get surer."
            ),
        ),
    ),
    "08-base-rate": Question(
        "A tenth of the digits are an 8. A network that tells 8 from the rest is right for 90%. What has it learned?",
        (
            Option("To recognise 90% of the eights", "The accuracy counts all images. It might miss every 8."),
            Option("Most of it: 10% are left to learn.", "First ask what a network gets that never looks."),
            Option("Perhaps nothing", 'Always saying "no 8" is right for 90%, too.', right=True),
        ),
    ),
    "08-reference": Question(
        "With which mean and deviation do you standardise the held-out birds?",
        (
            Option("With their own", "Then the same bill would be a different number in the two sets."),
            Option("With those of all birds", "Then the held-out birds would influence the training."),
            Option("With those of the training birds", "The training knows no other birds.", right=True),
        ),
    ),
    "08-one-unit": Question(
        "With one hidden unit, what shape can the boundary have?",
        (
            Option("A straight line", "tanh of w1 x1 + w2 x2 + b is constant along straight lines.", right=True),
            Option("Any curve, since tanh is curved", "tanh bends the output, but not the lines of equal output."),
            Option("A circle", "A closed curve takes at least three units."),
        ),
    ),
    "08-stop": Question(
        "The training cost falls from 0.09 to 0.05, the held-out cost rises from 0.5 to 1.0. What helps?",
        (
            Option("More steps, until both have fallen", "The longer it trains, the surer it is of the noise."),
            Option("Fewer units, fewer steps, or more examples", "Each leaves less room to fit the noise.", right=True),
            Option("A larger learning rate", "That reaches the same place sooner."),
        ),
    ),
}
