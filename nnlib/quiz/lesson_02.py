"""The questions of lesson 02, Cost."""

from nnlib.quiz.question import Option, Question

QUESTIONS = {
    "02-shape-of-A2": Question(
        "A network with n1 = 9 hidden units reads m = 40 penguins. What is the shape of A2?",
        (
            Option("(9, 40)", "That is A1, with a row for each hidden unit. The output layer has one unit."),
            Option("(1, 40)", "One output unit, one prediction for each penguin.", right=True),
            Option("(1, 9)", "That is W2: it has a weight for each hidden unit, and does not depend on m."),
            Option("A single number", "Each penguin gets its own prediction."),
        ),
    ),
    "02-more-nines": Question(
        "For y = 0, the loss of ŷ = 0.9 is 2.3026 nats. What is the loss of ŷ = 0.99?",
        (
            Option(
                "Almost the same: both are wrong.", "More confidence makes a wrong prediction worse, without limit."
            ),
            Option("2.5328, a tenth more", "ŷ grew by a tenth, but the loss depends on 1 − ŷ. How did that change?"),
            Option("4.6052, twice as much", "1 − ŷ is ten times smaller, which adds another log 10.", right=True),
            Option(
                "23.0259, ten times as much", "1 − ŷ is ten times smaller, but a logarithm turns a factor into a sum."
            ),
        ),
    ),
    "02-squared-slope": Question(
        "At z = 8, the network says ŷ = 0.9997, and y = 0. What is the slope of the squared error with respect to z?",
        (
            Option("About 2", "That is 2 (ŷ − y), the slope with respect to ŷ. Multiply it by the sigmoid's slope."),
            Option("About 1", "Its value is nearly 1 there. A value says nothing about the slope."),
            Option("About 0", "It has almost reached 1, which it can never exceed, so it is nearly flat.", right=True),
            Option("About −1", "A negative slope would mean that the error falls as z grows. Here it cannot fall."),
        ),
    ),
    "02-ten-steps": Question(
        "Take ten steps downhill from z = 8, with y = 0 and learning rate 1. Where does z end up with each loss?",
        (
            Option(
                "With cross-entropy below 0; with the squared error near 8",
                "Steps of nearly 1 take it from 8 past 0. Ten steps of 0.0007 hardly move it.",
                right=True,
            ),
            Option(
                "With the squared error below 0; with cross-entropy near 8",
                "Here a step is as long as the slope. Which of the two slopes was 0.9997?",
            ),
            Option("With both below 0", "Both go downhill, but ten steps of about 0.0007 add up to less than 0.01."),
            Option("With both near 8", "The slope of cross-entropy is nearly 1, so its first steps are nearly 1 long."),
        ),
    ),
    "02-twice-the-data": Question(
        "The network stays the same, and every penguin is counted twice: 382 examples. What happens to the cost J?",
        (
            Option("It halves.", "Dividing by 2m would halve it only if the sum were left out. That is mistake E2."),
            Option("It stays the same.", "Counting every loss twice does not change their mean.", right=True),
            Option("It doubles.", "The sum of the losses doubles. But J divides it by m, which has doubled too."),
        ),
    ),
    "02-always-half": Question(
        "A network says 0.5 for every penguin. What is its cost?",
        (
            Option("0, since it takes no risk", "Only a confident and right prediction costs almost nothing."),
            Option("0.5", "0.5 is the probability. The loss is minus its logarithm."),
            Option("log 2 = 0.6931", "Each loss is −log 0.5 = log 2, for either label.", right=True),
            Option("It depends on how many are Gentoos.", "−log ŷ and −log(1 − ŷ) are the same at ŷ = 0.5."),
        ),
    ),
    "02-best-constant": Question(
        "64.40% of the penguins are Gentoos. A network says the same number for each. Which number costs least?",
        (
            Option(
                "0.5, since it is fair to both",
                "It ignores that one species is more common, and knowing that lowers the cost.",
            ),
            Option("0.6440, their share", "It gives each species the probability that it has in the data.", right=True),
            Option(
                "0.8, since one species is more common",
                "It does better on the 123 Gentoos, but loses more on the 68 Chinstraps.",
            ),
            Option(
                "1, since most are Gentoos",
                "That is right most often. But for each of the 68 Chinstraps, the loss is infinite.",
            ),
        ),
    ),
    "02-sure-and-right": Question(
        "At z = 37, the floating-point ŷ is exactly 1, and y = 1: confident and right. What does the loss come to?",
        (
            Option("nan", "The other term is 0 · log 0 = 0 · (−inf), which is not a number.", right=True),
            Option("0", "The first term is 0. But what is the other one, 0 times log(1 − 1)?"),
            Option("inf", "That is what y = 0 gives. Here −inf is multiplied by 1 − y = 0."),
            Option("8.5e-17, the exact loss", "For that, ŷ would need more digits than a floating-point number has."),
        ),
    ),
    "02-who-carries": Question(
        "185 of the 191 penguins are on the right side. What share of the cost comes from the 10 largest losses?",
        (
            Option(
                "About 5%, as 10 of 191 are", "That would be so if all the losses were equal. They are far from it."
            ),
            Option("About a third", "It is more: most of the others are confident and right."),
            Option(
                "More than three quarters",
                "Most of the others are confident and right, and cost almost nothing.",
                right=True,
            ),
        ),
    ),
    "02-worse-than-half": Question(
        "A trained network has a cost of 0.75 nats per example. What do you conclude?",
        (
            Option("It is right in 75% of the cases.", "A cost is not a share of anything. It can be larger than 1."),
            Option("It does worse than one that always says 0.5.", "That one has log 2 = 0.6931.", right=True),
            Option(
                "It is fairly good: the worst cost is 1.",
                "There is no worst cost. The loss of a confident mistake has no upper limit.",
            ),
        ),
    ),
    "02-why-the-log": Question(
        "A prediction is confident and wrong. Why does gradient descent correct it with cross-entropy, but not with "
        "the squared error?",
        (
            Option(
                "Cross-entropy is larger there.",
                "It is, but a step depends on the slope. Adding 1000 to a loss would change no step.",
            ),
            Option("The squared error is 0 there.", "It is nearly 1. What is nearly 0 is its slope with respect to z."),
            Option("The squared error's slope has the wrong sign.", "The sign is right, but the slope is nearly 0."),
            Option(
                "Cross-entropy is steep there.",
                "Its slope with respect to z is near ±1. That of the squared error is near 0.",
                right=True,
            ),
        ),
    ),
    "02-mean": Question(
        "Why does J divide the sum of the losses by m?",
        (
            Option("So that J lies between 0 and 1", "It does not: a single loss can be as large as you like."),
            Option("So that gradients do not overflow", "A sum over real data comes nowhere near overflowing."),
            Option("So that data sets of different sizes can be compared", "J is in nats per example.", right=True),
        ),
    ),
    "02-from-Z2": Question(
        "Why does the library compute the cost from Z2 and not from A2?",
        (
            Option("It saves computing A2.", "`forward` has computed A2 already, and `backward` needs it."),
            Option(
                "The loss is a function of z only.",
                "It is a function of ŷ as well. With exact numbers, both give the same.",
            ),
            Option(
                "A2 has lost digits that Z2 still has.", "Near 1, A2 is rounded. From z = 37 on, it is 1.", right=True
            ),
            Option("Z2 has another shape.", "Both are (1, m)."),
        ),
    ),
    "02-same-side": Question(
        "Two networks put the same penguins on the right side of 0.5. Must they have the same cost?",
        (
            Option(
                "Yes: they make the same mistakes.",
                "So their accuracy is the same. The cost also depends on how confident they are.",
            ),
            Option(
                "Only if all their predictions are right.",
                "Even then it can differ: being right with 0.6 costs more than with 0.99.",
            ),
            Option(
                "No: the cost depends on how confident they are.",
                "Being right with 0.6 costs 0.51 nats, and with 0.99 only 0.01.",
                right=True,
            ),
        ),
    ),
}
