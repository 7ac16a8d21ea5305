"""The questions of lesson 02, Cost."""

from nnlib.quiz.question import Option, Question

QUESTIONS = {
    "02-shape-of-A2": Question(
        "A network with n1 = 9 hidden units reads m = 40 penguins. What is the shape of A2?",
        (
            Option("(9, 40)", "That is A1, with a row for each hidden unit. The output layer has one unit."),
            Option("(1, 40)", "One output unit, one prediction for each penguin.", right=True),
            Option("(1, 9)", "That is W2: it has a weight for each hidden unit, whatever m is."),
            Option("A single number", "Each penguin gets a prediction of its own."),
        ),
    ),
    "02-more-nines": Question(
        "For y = 0, saying ŷ = 0.9 costs 2.3026 nats. What does ŷ = 0.99 cost?",
        (
            Option("Almost the same: both are wrong.", "Being surer makes it worse, and without end."),
            Option("2.5328, a tenth more", "ŷ grew by a tenth, but the loss looks at 1 − ŷ. How did that change?"),
            Option("4.6052, twice as much", "1 − ŷ is ten times smaller, which adds another log 10.", right=True),
            Option("23.0259, ten times as much", "1 − ŷ is ten times smaller, but a log turns times into plus."),
        ),
    ),
    "02-squared-slope": Question(
        "At z = 8 the network says ŷ = 0.9997, and y = 0. How steep is the squared error over z there?",
        (
            Option("Its slope is about 2.", "That is 2 (ŷ − y), the slope over ŷ. Over z, the sigmoid's comes in."),
            Option("Its slope is about 1.", "1 is its value there, nearly. A value says nothing about a slope."),
            Option("Its slope is about 0.", "It cannot exceed 1, and is nearly there: no way to go.", right=True),
            Option("Its slope is about −1.", "Downhill is where z shrinks. As z grows the error cannot fall here."),
        ),
    ),
    "02-ten-steps": Question(
        "Ten steps downhill from z = 8, with y = 0 and learning rate 1. Where does z arrive with each loss?",
        (
            Option(
                "With cross-entropy below 0; with the squared error near 8",
                "Steps of nearly 1 lead from 8 past 0. Ten steps of 0.0007 lead nowhere.",
                right=True,
            ),
            Option(
                "With the squared error below 0; with cross-entropy near 8",
                "A step is as long as the slope. Which of the two slopes was 0.9997?",
            ),
            Option("With both below 0", "Both lead downhill, but ten steps of about 0.0007 make less than 0.01."),
            Option("With both near 8", "Cross-entropy's slope is nearly 1, and so is each of its first steps."),
        ),
    ),
    "02-twice-the-data": Question(
        "The network stays, and every penguin is counted twice: 382 examples. What happens to the cost J?",
        (
            Option("It halves.", "Dividing by 2m halves it only where the sum is forgotten. That is erratum E2."),
            Option("It stays.", "A mean of the same losses, each there twice, is the same mean.", right=True),
            Option("It doubles.", "The sum of the losses does. J divides it by m, which has doubled too."),
        ),
    ),
    "02-always-half": Question(
        "A network says 0.5 to every penguin. What is its cost?",
        (
            Option("0, since it takes no risk", "Only a sure and right prediction costs nothing."),
            Option("0.5", "It is half wrong, but the loss is −log of the half."),
            Option("log 2 = 0.6931", "Each loss is −log 0.5 = log 2, for either label.", right=True),
            Option("It depends on how many are Gentoos.", "−log ŷ and −log(1 − ŷ) are the same at ŷ = 0.5."),
        ),
    ),
    "02-best-constant": Question(
        "64.40 % of the penguins are Gentoos, and the network may only say one constant. Which costs least?",
        (
            Option(
                "0.5: it is fair to both", "It ignores that one species is more frequent, which is worth something."
            ),
            Option("0.6440: their share", "It is as sure of each species as the data are.", right=True),
            Option(
                "0.8: to be surer of the more frequent", "It gains on the 123 Gentoos, and loses more on the 68 others."
            ),
            Option(
                "1: most are Gentoos", "That is right most often, but each of the 68 Chinstraps then costs without end."
            ),
        ),
    ),
    "02-sure-and-right": Question(
        "At z = 37 the floating-point ŷ is exactly 1, and y = 1: sure and right. What does the formula of L give?",
        (
            Option("nan", "The other term is 0 · log 0 = 0 · (−inf), which is not a number.", right=True),
            Option("0", "So it would be, were it not for the other term: 0 times log(1 − 1)."),
            Option("inf", "That is what y = 0 gives. Here −inf is multiplied by 1 − y = 0."),
            Option("8.5e-17, the exact loss", "That needs a ŷ with more digits than floating point has."),
        ),
    ),
    "02-who-carries": Question(
        "After training, 185 of 191 penguins are on their right side. Which share of the cost do the 10 worst carry?",
        (
            Option("About 5 %, as 10 of 191 are", "That holds where all losses are alike, as before training."),
            Option("About a third", "A sure and right prediction costs almost nothing. Guess higher."),
            Option("More than three quarters", "The others are sure and right, and cost next to nothing.", right=True),
        ),
    ),
    "02-worse-than-half": Question(
        "A trained network has a cost of 0.75 nats per example. What do you conclude?",
        (
            Option("It is right in 75 % of the cases.", "A cost is no share of anything. It can exceed 1."),
            Option("It does worse than one that always says 0.5.", "That one has log 2 = 0.6931.", right=True),
            Option("It is fairly good: the worst cost is 1.", "There is no worst cost. A sure mistake has no bound."),
        ),
    ),
    "02-why-the-log": Question(
        "A prediction is sure and wrong. Why does gradient descent undo it with cross-entropy, but not with the "
        "squared error?",
        (
            Option(
                "Cross-entropy is larger there.",
                "So it is, but a step follows the slope. 1000 added to a loss changes no step.",
            ),
            Option("The squared error is 0 there.", "It is nearly 1. It is its slope over z that is nearly 0."),
            Option("The squared error's slope has the wrong sign.", "The sign is right. There is next to no slope."),
            Option("Cross-entropy has a slope over z there.", "Near ±1; the squared error's is near 0.", right=True),
        ),
    ),
    "02-mean": Question(
        "Why does J divide the sum of the losses by m?",
        (
            Option("So that J lies between 0 and 1", "It does not: a single loss can be larger than any number."),
            Option("So that gradients do not overflow", "No sum over real data comes near to overflowing."),
            Option("So that data sets of different sizes compare", "It is nats per example.", right=True),
        ),
    ),
    "02-from-Z2": Question(
        "Why does the library compute the cost from Z2 and not from A2?",
        (
            Option("It saves computing A2.", "`forward` has computed it already, and `backward` needs it."),
            Option("The loss is a function of z only.", "It is one of ŷ as well. In exact numbers they agree."),
            Option("A2 has lost digits that Z2 still has.", "Near 1, A2 rounds; from z = 37 it is 1.", right=True),
            Option("Z2 has another shape.", "Both are (1, m)."),
        ),
    ),
    "02-same-side": Question(
        "Two networks put the same penguins on the right side of 0.5. Must they have the same cost?",
        (
            Option("Yes: they make the same mistakes.", "That makes their accuracy equal. A cost also asks how sure."),
            Option("Only if all their predictions are right.", "Even then: right with 0.6 costs more than with 0.99."),
            Option(
                "No: the cost asks how sure they were.", "Right with 0.6 costs 0.51 nats, with 0.99 0.01.", right=True
            ),
        ),
    ),
}
