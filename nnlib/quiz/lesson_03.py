"""The questions of lesson 03, Forward propagation."""

from nnlib.quiz.question import Option, Question

QUESTIONS = {
    "03-far-away": Question(
        "For z = 1 the unit answers a = 0.7616. What does it answer for z = 100, to four decimals?",
        (
            Option("1.0000", "e^−100 is next to nothing, so tanh is e^100 / e^100.", right=True),
            Option("76.1594", "tanh is not proportional to z. It levels off."),
            Option("100.0000", "That is z. The activation function comes after it."),
            Option("An error: the number is too large.", "e^100 still fits, and NumPy's tanh has no upper end."),
        ),
    ),
    "03-second-unit": Question(
        "The second unit has the weights 2 and −1 and the bias −2. What is its z for x = (0.5, 0)?",
        (
            Option("−1", "2 · 0.5 − 1 · 0 − 2 = −1.", right=True),
            Option("−0.7616", "That is a = tanh(−1). z comes before the activation function."),
            Option("1", "That is without the bias: 2 · 0.5 − 1 · 0."),
            Option("3", "The bias is −2, not 2. That sign belongs to the third unit."),
        ),
    ),
    "03-neighbours": Question(
        "x alone got a2 = 0.1293. Now three more examples stand beside it in X. What is the first number of A2?",
        (
            Option("Still 0.1293", "A column of A2 comes from the same column of X and from nothing else.", right=True),
            Option(
                "A quarter of it",
                "Nothing is averaged in forward propagation. The mean over the m examples comes in the cost.",
            ),
            Option("Another number: the four examples share b1.", "They share it, and each gets all of it."),
            Option(
                "Another number: tanh now works on a matrix.",
                "tanh works number by number, so it does not matter what stands beside.",
            ),
        ),
    ),
    "03-row-of-A1": Question(
        "What is the second row of A1?",
        (
            Option("The answers of all three units to the second example", "That is the second column."),
            Option("The second feature of all four examples", "That is the second row of X."),
            Option("The weights of the second unit", "That is the second row of W1."),
            Option("The second unit's answers to all four examples", "A row is a unit.", right=True),
        ),
    ),
    "03-times-three": Question(
        "Both weights of the unit and its bias are multiplied by 3. What changes in its picture?",
        (
            Option("The line moves three times as far from the middle.", "Ask where 3 z is 0. Where is z then?"),
            Option("The colours get three times as strong.", "tanh never leaves −1 to 1, whatever goes in."),
            Option("The line turns.", "It would if one weight changed and the other did not. Their ratio stays."),
            Option("The step gets steeper, and the line stays.", "3 z is 0 where z is 0.", right=True),
        ),
    ),
    "03-who-decides": Question(
        "Between their two lines, units 2 and 3 add −6 and 6. What decides there?",
        (
            Option("Nothing: Z2 is 0 there.", "−6 + 6 is 0, but Z2 has another unit, and b2."),
            Option("Unit 1 decides.", "Z2 = −5 a1 + 0.5 there: class 1 below the line of unit 1.", right=True),
            Option("The nearer of the two lines decides.", "That only tells where one of the two changes its sign."),
            Option("The largest weight decides.", "Both of the largest weights are at work here, and cancel out."),
        ),
    ),
    "03-hundred-units": Question(
        "A network on two features has 100 hidden units and no activation function. What is W2 W1, and the boundary?",
        (
            Option("100 weights, and a line with up to 100 bends", "(1, 100) times (100, 2): what is left of the 100?"),
            Option(
                "200 weights, and a smooth curve", "That is the number of weights in W1. The product sums over units."
            ),
            Option("2 weights, and a curve", "Two weights make w1 x1 + w2 x2 + b = 0. What figure is that?"),
            Option("2 weights, and a straight line", "(1, 100) times (100, 2) is (1, 2): one unit.", right=True),
        ),
    ),
    "03-straight-line": Question(
        "A single tanh unit is trained on the two moons. Which share of the examples does it get right?",
        (
            Option("About 50 %: a line cannot separate them.", "It cannot wholly, but one moon lies above the other."),
            Option("About 70 %", "Only the tips lie on the wrong side, and they hold fewer than that."),
            Option(
                "About 88 %",
                "Mostly the tips stay on the wrong side, where the moons reach into each other.",
                right=True,
            ),
            Option("96.75 %, as with three units", "Those three bend the boundary around the tips. Can a line do so?"),
        ),
    ),
    "03-slope-at-3": Question(
        "What is the slope of tanh at z = 3?  (tanh 3 = 0.995055)",
        (
            Option("−8.0000", "That is 1 − z². It is the value of tanh that is squared. And tanh never falls."),
            Option("0.0049", "That is 1 − 0.995055. The value has to be squared."),
            Option("0.0099", "1 − 0.995055² is nearly 0: at z = 3 the curve is almost flat.", right=True),
            Option("0.9951", "That is tanh itself, g in place of g'. There the curve is high, but is it steep?"),
        ),
    ),
    "03-slope-from-A1": Question(
        "A1 = tanh(Z1) is at hand. Which line gives the slope of tanh at Z1?",
        (
            Option("`1 - A1**2`", "1 − tanh²(z), with the value that is already there.", right=True),
            Option("`1 - Z1**2`", "z can be 3, and then this is −8. It is the value that is squared, not z."),
            Option("`tanh_derivative(A1)`", "That applies tanh once more: 1 − tanh(A1)². It takes Z1, not A1."),
            Option("`A1 * (1 - A1)`", "That is the sigmoid's, and wants a sigmoid's value."),
            Option("`1 - A1`", "The square is missing: for a = −1 this gives 2, where the curve is flat."),
        ),
    ),
    "03-dead-relu": Question(
        "A ReLU unit has z < 0 for every example. What can gradient descent do for its weights?",
        (
            Option(
                "Raise them, since the unit answers 0.",
                "Only a slope could tell which way is better. What is g' below 0?",
            ),
            Option("The same as for any unit: the slope is 1.", "It is 1 above 0 only."),
            Option("Lower them, since z is negative.", "The sign of z does not say which way the cost falls."),
            Option("Nothing: its slope is 0 everywhere.", "A little more or less z changes no answer.", right=True),
        ),
    ),
    "03-start": Question(
        "W1 is random and b1 is 0. Where do the dashed lines of the three units run?",
        (
            Option("Anywhere: W1 is random.", "Their directions are. But try the point (0, 0) in z = w x + 0."),
            Option("All through the mean of the data", "Standardised, it is (0, 0), and z is 0 there.", right=True),
            Option(
                "Nowhere: without a bias there is no line.", "z = w x is 0 along a line as well. Which point is on it?"
            ),
            Option("All in parallel", "Lines are parallel when the weights are in proportion. Here they are random."),
        ),
    ),
    "03-shape-of-Z2": Question(
        "n0 = 30 features, n1 = 5 hidden units, m = 200 examples. What is the shape of Z2?",
        (
            Option("(5, 200)", "That is Z1. W2 has one row, so one row is left."),
            Option("(1, 5)", "That is W2. Times A1 it gives a column for each example."),
            Option("(200, 1)", "An example is a column, here too."),
            Option("(1, 200)", "(1, 5) times (5, 200): one number for each example.", right=True),
        ),
    ),
    "03-constant-a2": Question(
        "W2 and b2 are all zeros, W1 and b1 are not. What does the network say?",
        (
            Option("0 for every example", "Z2 is 0. But A2 = σ(Z2) comes after it."),
            Option("0.5 for every example", "σ(0) = 1/2. It costs log 2 = 0.6931.", right=True),
            Option("1 for every example", "σ is 1 only far to the right. In the middle, at 0, it is 1/2."),
            Option("It depends on W1.", "The units answer this and that, and each answer is multiplied by 0."),
        ),
    ),
}
