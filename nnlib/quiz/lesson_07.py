"""The questions of lesson 07, Playground."""

from nnlib.quiz.question import Option, Question

QUESTIONS = {
    "07-raw-millimetres": Question(
        "The bills are left in millimetres, and a network is trained on them. What does it learn?",
        (
            Option("The same: a unit of measurement is only a unit.", "W1 would have to undo it, but hardly moves."),
            Option(
                "Which species is the more frequent, and no more", "Each unit says ±1, whatever the bird.", right=True
            ),
            Option(
                "Nothing: the cost stops being finite.", "tanh never leaves −1 to 1, so nothing grows beyond bounds."
            ),
        ),
    ),
    "07-which-accuracy": Question(
        "The network was trained on 143 birds, and has never seen the other 48. How do its two accuracies compare?",
        (
            Option(
                "On the 143 it is far higher: it has seen them.",
                "Four units on 143 birds have no room to learn each by heart. Section 6 makes a network that has.",
            ),
            Option(
                "They are about the same.",
                "The species part there too, where they do in the 143. One bird of 48 is 2 points.",
                right=True,
            ),
            Option(
                "On the 48 it is no better than always saying Gentoo.",
                "It has learned where the species part, and that holds for birds that it has not seen.",
            ),
        ),
    ),
    "07-one-is-enough": Question(
        "For which of these is one hidden unit about as good as ten?",
        (
            Option(
                "Tumours, benign or malignant, by 30 measurements",
                "What counts is the boundary's form, not the number of inputs.",
                right=True,
            ),
            Option("Two circles, one inside the other", "A line cannot have one ring on either side."),
            Option("Four clusters on a square's corners, opposite ones alike", "Every line leaves a corner wrong."),
            Option("The eight petals of a flower, of two kinds in turn", "It takes several lines to go round petals."),
        ),
    ),
    "07-too-many": Question(
        "40 noisy examples to learn from: with one hidden unit, then with twenty. What becomes of the costs?",
        (
            Option(
                "On the 40 and on others it falls.",
                "Part of what twenty units learn from the 40 is noise. Others have a noise of their own.",
            ),
            Option(
                "On the 40 it falls, on others it rises.",
                "Twenty units learn the noise of the 40, and are sure of it elsewhere.",
                right=True,
            ),
            Option(
                "On the 40 and on others it rises.",
                "More units make the 40 easier to fit, not harder.",
            ),
        ),
    ),
    "07-held-out-curve": Question(
        "The training cost falls at every step. What does the cost on held-out examples do meanwhile?",
        (
            Option(
                "It falls too, but stays above.",
                "For some steps it may even be below. But what fits noise is wrong elsewhere.",
            ),
            Option(
                "It stays as it was at the start.", "What the two have in common, the moons' form, is learned first."
            ),
            Option("It falls, then rises.", "First the form of the moons is learned, then the noise.", right=True),
        ),
    ),
    "07-whole-map": Question(
        "Two moons, 1000 steps: 2 units at α = 0.6, 4 at 0.3, 8 at 0.01. Which bend their boundary, from most starts?",
        (
            Option("The 4 units alone", "There must be enough units, and a rate that gets them there.", right=True),
            Option(
                "All three",
                "From most starts two units lay both lines side by side. And 1000 steps of 0.01 are too few.",
            ),
            Option("The 8 units and the 4 units", "8 could draw it. But with 0.01 they are still on their way."),
            Option(
                "The 4 units and the 2 units",
                "Two units could. But from most starts they lay both lines side by side, as in lesson 03.",
            ),
        ),
    ),
    "07-log-2": Question(
        "From the first step to the last the cost on the training examples is 0.6931 = log 2. What has been learned?",
        (
            Option("Perhaps nothing: always saying 0.5 costs just that.", "Look at the predictions next.", right=True),
            Option("To be right in 69 % of the cases", "The cost is no accuracy. It is in nats, not in percent."),
            Option("All it can: the cost stays above log 2.", "The cost falls towards 0 as the network gets surer."),
        ),
    ),
    "07-base-rate": Question(
        "A tenth of the digits are an 8. A network that tells 8 from the rest is right for 90 %. What has it learned?",
        (
            Option("To recognise 90 % of the eights", "Accuracy counts all images. It might miss every 8."),
            Option("Most of it: 10 % are left to learn.", "Ask first what a network gets that never looks."),
            Option("Perhaps nothing", 'Always saying "no 8" is right for 90 %, too.', right=True),
        ),
    ),
    "07-reference": Question(
        "With which mean and deviation are the held-out birds standardised?",
        (
            Option("With their own", "Then the same bill would be another number in the two sets."),
            Option("With those of all birds", "Then the held-out birds have a say in the training set's numbers."),
            Option("With those of the training birds", "The network only ever knows the training birds.", right=True),
        ),
    ),
    "07-one-unit": Question(
        "With one hidden unit, what form can the boundary have?",
        (
            Option("A straight line", "tanh of w1 x1 + w2 x2 + b is constant along straight lines.", right=True),
            Option("Any curve, since tanh is curved", "tanh bends its output, but across one direction of the plane."),
            Option("A circle", "A closed curve takes three units or more."),
        ),
    ),
    "07-stop": Question(
        "The training cost falls from 0.09 to 0.05, the held-out cost rises from 0.5 to 1.0. What helps?",
        (
            Option("More steps, until both have fallen", "The longer it trains, the surer it is of the noise."),
            Option("Fewer units, fewer steps, or more examples", "Each leaves less room for the noise.", right=True),
            Option("A larger learning rate", "It gets to the same place sooner."),
        ),
    ),
}
