"""The questions of lesson 03, Forward propagation."""

from nnlib.quiz.question import Option, Question

QUESTIONS = {
    "03-far-away": Question(
        "For z = 1, the activation is a = 0.7616. What is it for z = 100, to four decimals?",
        (
            Option("1.0000", "e^−100 is almost 0, so tanh is practically e^100 / e^100.", right=True),
            Option("76.1594", "tanh is not proportional to z. It levels off at 1."),
            Option("100.0000", "That is z. The activation function comes after it."),
            Option(
                "An error: the number is too large.",
                "e^100 still fits into a floating-point number, and NumPy's tanh takes any z.",
            ),
        ),
    ),
    "03-second-unit": Question(
        "The second unit has the weights 2 and −1 and the bias −2. What is its z for x = (0.5, 0)?",
        (
            Option("−1", "2 · 0.5 − 1 · 0 − 2 = −1.", right=True),
            Option("−0.7616", "That is a = tanh(−1). z is what goes into the activation function."),
            Option("1", "That is without the bias: 2 · 0.5 − 1 · 0."),
            Option("3", "The bias is −2, not 2. It is the third unit that has the bias 2."),
        ),
    ),
    "03-neighbours": Question(
        "For x alone, a2 was 0.1293. Now X has three more examples beside it. What is the first number of A2?",
        (
            Option("Still 0.1293", "A column of A2 depends on the same column of X, and on no other.", right=True),
            Option(
                "A quarter of it",
                "Forward propagation averages nothing. The mean over the m examples comes with the cost.",
            ),
            Option(
                "Another number: the four examples share b1.",
                "They do, but it is not divided up: b1 is added to each of them.",
            ),
            Option(
                "Another number: tanh now works on a matrix.",
                "tanh works number by number, so the neighbours do not matter.",
            ),
        ),
    ),
    "03-row-of-A1": Question(
        "What is the second row of A1?",
        (
            Option("The activations of all three units for the second example", "That is the second column."),
            Option("The second feature of all four examples", "That is the second row of X."),
            Option("The weights of the second unit", "That is the second row of W1."),
            Option(
                "The second unit's activations for all four examples",
                "A row belongs to a unit, a column to an example.",
                right=True,
            ),
        ),
    ),
    "03-times-three": Question(
        "Both weights of the unit and its bias are multiplied by 3. What changes in its picture?",
        (
            Option(
                "The line moves three times as far from the middle.", "The line is where 3 z is 0. What is z there?"
            ),
            Option("The colours get three times as strong.", "tanh stays between −1 and 1, whatever goes in."),
            Option("The line turns.", "The ratio of the two weights sets its direction, and that ratio stays."),
            Option("The step gets steeper, and the line stays.", "3 z is 0 where z is 0.", right=True),
        ),
    ),
    "03-who-decides": Question(
        "Between their two lines, units 2 and 3 add −6 and 6. What decides there?",
        (
            Option("Nothing: Z2 is 0 there.", "−6 + 6 is 0, but Z2 has another unit, and b2."),
            Option("Unit 1 decides.", "Z2 = −5 a1 + 0.5 there: class 1 below the line of unit 1.", right=True),
            Option(
                "The nearer of the two lines decides.",
                "A line only tells where one of these two units changes its sign.",
            ),
            Option(
                "The largest weight decides.", "The two largest weights belong to units 2 and 3, which cancel out here."
            ),
        ),
    ),
    "03-hundred-units": Question(
        "A network on two features has 100 hidden units and no activation function. What is W2 W1, and the boundary?",
        (
            Option(
                "100 weights, and a line with up to 100 bends",
                "(1, 100) times (100, 2): does the 100 appear in the result?",
            ),
            Option(
                "200 weights, and a smooth curve",
                "That is the number of weights in W1. The product sums over the units.",
            ),
            Option(
                "2 weights, and a curve", "With two weights, the boundary is w1 x1 + w2 x2 + b = 0. What shape is that?"
            ),
            Option("2 weights, and a straight line", "(1, 100) times (100, 2) is (1, 2): one unit.", right=True),
        ),
    ),
    "03-straight-line": Question(
        "A single tanh unit is trained on the two moons. What share of the examples does it get right?",
        (
            Option(
                "About 50 %: a line cannot separate them.", "Not completely, but one moon lies mostly above the other."
            ),
            Option("About 70 %", "Only the tips lie on the wrong side, and they have fewer examples than that."),
            Option(
                "About 88 %",
                "It is mostly the tips, where the moons reach into each other, that it gets wrong.",
                right=True,
            ),
            Option(
                "96.75 %, as with three units",
                "Three units bend the boundary around the tips. Can a straight line do that?",
            ),
        ),
    ),
    "03-slope-at-3": Question(
        "What is the slope of tanh at z = 3?  (tanh 3 = 0.995055)",
        (
            Option(
                "−8.0000", "That is 1 − z². Square tanh z instead. And tanh never falls, so its slope is not negative."
            ),
            Option("0.0049", "That is 1 − 0.995055: the square is missing."),
            Option("0.0099", "1 − 0.995055² is nearly 0: at z = 3 the curve is almost flat.", right=True),
            Option("0.9951", "That is tanh itself, g in place of g'. The curve is high there, but is it steep?"),
        ),
    ),
    "03-slope-from-A1": Question(
        "A1 = tanh(Z1) is at hand. Which line gives the slope of tanh at Z1?",
        (
            Option("`1 - A1**2`", "1 − tanh²(z), with tanh(z) already computed.", right=True),
            Option("`1 - Z1**2`", "z can be 3, and then this is −8. Square the value of tanh, not z."),
            Option(
                "`tanh_derivative(A1)`",
                "That applies tanh a second time: 1 − tanh(A1)². The function takes Z1, not A1.",
            ),
            Option("`A1 * (1 - A1)`", "That is the slope of the sigmoid, where A1 is a sigmoid's value."),
            Option("`1 - A1`", "The square is missing: for a = −1 this gives 2, where the curve is flat."),
        ),
    ),
    "03-dead-relu": Question(
        "A ReLU unit has z < 0 for every example. What can gradient descent do for its weights?",
        (
            Option(
                "Raise them, since the activation is 0.",
                "Gradient descent needs a slope to know which way to go. What is g' below 0?",
            ),
            Option("The same as for any unit: the slope is 1.", "It is 1 only for z > 0."),
            Option("Lower them, since z is negative.", "The sign of z does not say which way the cost falls."),
            Option("Nothing: its slope is 0 everywhere.", "A small change of z changes no activation.", right=True),
        ),
    ),
    "03-start": Question(
        "W1 is random and b1 is 0. Where do the dashed lines of the three units run?",
        (
            Option(
                "Anywhere: W1 is random.", "Their directions are random. But put the point (0, 0) into z = w x + 0."
            ),
            Option(
                "All through the mean of the data",
                "The mean of standardised data is (0, 0), and z is 0 there.",
                right=True,
            ),
            Option("Nowhere: without a bias there is no line.", "z = w x is 0 along a line too. Which point is on it?"),
            Option(
                "All parallel to each other",
                "Lines are parallel when their weights are proportional. Here they are random.",
            ),
        ),
    ),
    "03-shape-of-Z2": Question(
        "n0 = 30 features, n1 = 5 hidden units, m = 200 examples. What is the shape of Z2?",
        (
            Option("(5, 200)", "That is Z1. W2 has one row, so one row is left."),
            Option("(1, 5)", "That is W2. W2 A1 has a column for each example."),
            Option("(200, 1)", "Here too, an example is a column."),
            Option("(1, 200)", "(1, 5) times (5, 200): one number for each example.", right=True),
        ),
    ),
    "03-constant-a2": Question(
        "W2 and b2 are all zeros, W1 and b1 are not. What does the network say?",
        (
            Option("0 for every example", "Z2 is 0. But then comes A2 = σ(Z2)."),
            Option("0.5 for every example", "σ(0) = 1/2. It costs log 2 = 0.6931.", right=True),
            Option("1 for every example", "σ is nearly 1 only for large z. At 0 it is 1/2."),
            Option("It depends on W1.", "W1 changes the activations, but each activation is multiplied by 0."),
        ),
    ),
}
