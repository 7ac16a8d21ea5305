"""The questions of lesson 07, Playground."""

from nnlib.quiz.question import Option, Question

QUESTIONS = {
    "07-which-accuracy": Question(
        "On which birds do you expect the higher accuracy?",
        (
            Option("On the training birds", "The parameters were fitted to them. But 48 birds are few.", right=True),
            Option("On the held-out birds", "It can happen by chance: 48 birds are few. Nothing speaks for it."),
            Option("It must be the same on both", "The network has never seen the held-out birds."),
        ),
    ),
    "07-too-many": Question(
        "100 noisy examples, and more and more hidden units. What becomes of the two accuracies?",
        (
            Option("Both rise towards 100 %.", "The held-out half has noise of its own, which nobody can learn."),
            Option(
                "The training half's rises; the other's rises, then falls.",
                "From some point on the network learns the noise of the training half.",
                right=True,
            ),
            Option(
                "Both fall: more parameters are harder to train.", "More units make the training half easier to fit."
            ),
        ),
    ),
    "07-whole-map": Question(
        "1 to 16 hidden units, learning rates from 0.01 to 1, 1000 steps each. "
        "Which networks bend their boundary around two moons?",
        (
            Option(
                "All with a large learning rate",
                "One or two units can draw no such line, however large their steps are.",
            ),
            Option(
                "All with many hidden units",
                "They could draw the line. But with a small learning rate 1000 steps do not get them there.",
            ),
            Option(
                "Those with enough units and a learning rate that is large enough",
                "The units decide which lines can be drawn, the rate whether 1000 steps reach one.",
                right=True,
            ),
        ),
    ),
    "07-log-2": Question(
        "The cost of a trained network is 0.6931 = log 2. What has it learned?",
        (
            Option("Nothing: it might say 0.5 to everything.", "Always saying 0.5 costs just that.", right=True),
            Option("To be right in 69 % of the cases", "The cost is no accuracy. It is in nats, not in percent."),
            Option("All it can: the cost stays above log 2.", "The cost falls towards 0 as the network gets surer."),
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
}
