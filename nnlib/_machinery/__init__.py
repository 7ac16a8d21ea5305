"""What the course runs on, and nobody need read.

values         what an array may hold: finite numbers; labels that are 0 or 1
frames         tables as people have them, with an example in each row
shapes         the table of shapes in the notes' symbols
agreement      the arrays of one call agree on n0, n1, n2 and m
rules          what any other argument may be: a number in its range, a seed, a list of either
door           wrong input to a public function is refused here, in words
console        text for a console that lacks some signs
installed      whether what a picture or a widget needs is there, and what to install where it is not
engine         the fast steps, on one network or on a stack of them
runs           a run of training, however it ends
own_functions  a learner's forward, cost, backward and update in place of the library's
progress       a bar for a run that lasts longer than a second
blocks         a sweep's networks in stacks that fit the processor's cache
workers        tasks for an executor of the caller's; what is lost with a worker is done here
formulas       a formula as a tree: read from code, computed, written as code again
numerals       numbers and lists in text
tables         results as tables in a notebook
shown          a cell that is run again closes the widgets that it showed before
calling        what to hand to a learner's function, and how
reading        what a learner's function returned, in whichever form
jupyter/       what JupyterLab reads when it starts: no news, keys that stay in an output, the pictures' style
"""
