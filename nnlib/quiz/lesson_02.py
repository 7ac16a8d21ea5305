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
            Option("2.5328, a tenth more", "ŷ grew by a tenth, but the loss looks at 1 − ŷ. How did that change?"),
            Option("4.6052, twice as much", "1 − ŷ is ten times smaller, which adds another log 10.", right=True),
            Option("23.0259, ten times as much", "1 − ŷ is ten times smaller, but a log turns times into plus."),
            Option("Almost the same: both are wrong.", "Being surer makes it worse, and without end."),
        ),
    ),
    "02-squared-slope": Question(
        "At z = 8 the network says ŷ = 0.9997, and y = 0. How steep is the squared error over z there?",
        (
            Option("Its slope is about 2.", "That is 2 (ŷ − y), the slope over ŷ. Over z, the sigmoid's comes in."),
            Option("Its slope is about 1.", "1 is its value there, nearly. A value says nothing about a slope."),
            Option("Almost flat", "It cannot exceed 1, and it is nearly there. So it has no way to go.", right=True),
        ),
    ),
    "02-twice-the-data": Question(
        "The network stays, and every penguin is counted twice: 382 examples. What happens to the cost J?",
        (
            Option("It doubles.", "The sum of the losses does. J divides it by m, which has doubled too."),
            Option("It stays.", "A mean of the same losses, each there twice, is the same mean.", right=True),
            Option("It halves.", "Dividing by 2m halves it only where the sum is forgotten. That is erratum E2."),
        ),
    ),
    "02-always-half": Question(
        "A network says 0.5 to every penguin. What is its cost?",
        (
            Option("0.5", "It is half wrong, but the loss is −log of the half."),
            Option("0, since it takes no risk", "Only a sure and right prediction costs nothing."),
            Option("log 2 = 0.6931", "Each loss is −log 0.5 = log 2, for either label.", right=True),
            Option("It depends on how many are Gentoos.", "−log ŷ and −log(1 − ŷ) are the same at ŷ = 0.5."),
        ),
    ),
    "02-sure-and-right": Question(
        "At z = 37 the floating-point ŷ is exactly 1, and y = 1: sure and right. What does the formula of L give?",
        (
            Option("0", "So it would be, were it not for the other term: 0 times log(1 − 1)."),
            Option("inf", "That is what y = 0 gives. Here −inf is multiplied by 1 − y = 0."),
            Option("nan", "The other term is 0 · log 0 = 0 · (−inf), which is not a number.", right=True),
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
        "What does cross-entropy have, where a prediction is sure and wrong, that the squared error has not?",
        (
            Option("A positive sign", "Both are never negative."),
            Option("A value of 0 where ŷ = y", "Both have that."),
            Option("A slope over z", "It is near ±1 there; the squared error's is near 0.", right=True),
        ),
    ),
    "02-mean": Question(
        "Why does J divide the sum of the losses by m?",
        (
            Option("So that data sets of different sizes compare", "It is nats per example.", right=True),
            Option("So that J lies between 0 and 1", "It does not: a single loss can be larger than any number."),
            Option("So that gradients do not overflow", "No sum over real data comes near to overflowing."),
        ),
    ),
    "02-from-Z2": Question(
        "Why does the library compute the cost from Z2 and not from A2?",
        (
            Option("It saves computing A2.", "`forward` has computed it already, and `backward` needs it."),
            Option("The loss is a function of z only.", "It is one of ŷ as well. In exact numbers they agree."),
            Option("Z2 has another shape.", "Both are (1, m)."),
            Option("A2 has lost digits that Z2 still has.", "Near 1, A2 rounds; from z = 37 it is 1.", right=True),
        ),
    ),
}
