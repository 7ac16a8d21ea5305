"""Lesson 08: the whole map of hidden units and learning rates, which gets better while one looks at its cells."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import product
from typing import Any, ClassVar
from weakref import WeakSet

import ipywidgets
import numpy as np

from nnlib._machinery.rules import Count, Positive, Seed, Whole
from nnlib.activations import ActivationName
from nnlib.datasets import Dataset, standardize, train_test_split
from nnlib.plots.sweep_cells import cell_in_words, cell_value, cells_of, progress
from nnlib.sweep import Sweep, sweep_steps
from nnlib.texts import _
from nnlib.widgets import controls
from nnlib.widgets.explorer import Explorer, side_by_side
from nnlib.widgets.repeating import Repeating
from nnlib.widgets.sweep_look import Experiment, Look, look_at_sweep, on_mosaic, plots_of, words

COARSE = 100  # iterations of all networks before the first picture
PAUSE = 0.005  # seconds between two blocks, in which the event loop answers what a hand has moved
EVERY = 50  # iterations of a block of networks between two looks at the sliders
HIDDEN_UNITS = (1, 2, 3, 4, 6, 8, 12, 20)
MEASURES = ("test accuracy", "final cost")
OVER_SEEDS = ("median", "worst")
LEARNING_RATES = (0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0)


def explore_sweep(
    dataset: Dataset,
    *,
    hidden_units: Sequence[Count] = HIDDEN_UNITS,
    learning_rates: Sequence[Positive] = LEARNING_RATES,
    seeds: Sequence[Whole] = (0, 1, 2),
    iterations: Whole = 2000,
    activation: ActivationName = "tanh",
    seed: Seed = 0,
) -> "SweepExplorer":
    """Train all combinations of hidden units, learning rates and seeds, and look at each while they go on.

    The first picture is that after 100 iterations.  From then on the kernel's event loop goes on in small steps, and
    answers the controls in between.  Where there is no event loop, all is trained at once.

    Args:
        dataset: the examples, with any number of features; three quarters are trained on.
        hidden_units: the rows of the map, a list of the notes' n1, each >= 1.
        learning_rates: its columns, a list of the notes' α, each finite and > 0.
        seeds: the seeds of the random starts in each cell.
        iterations: how many steps each network takes in the end, >= 0.
        activation: the name of the hidden layer's g1: "tanh", "sigmoid" or "relu".
        seed: of the split into training and test examples.

    Returns:
        The widget; its `result` is the Sweep as far as it has come, and `close()` ends the training.
    """
    training, held_out = train_test_split(dataset, seed=seed)
    X_train, X_test = standardize(training.X), standardize(held_out.X, training.X)
    steps = sweep_steps(
        X_train,
        training.Y,
        hidden_units=hidden_units,
        learning_rates=learning_rates,
        seeds=seeds,
        iterations=iterations,
        every=EVERY,
        activation=activation,
        X_test=X_test,
        Y_test=held_out.Y,
    )
    return SweepExplorer(Experiment(training, held_out, X_train, X_test, activation), steps)


class SweepExplorer(Explorer[Look]):
    """The map of a sweep that goes on, beside the boundary and the cost curve of the selected cell's network.

    A kernel has one at work at a time: whichever starts puts the others to rest.
    """

    _all: ClassVar[WeakSet["SweepExplorer"]] = WeakSet()

    def __init__(self, experiment: Experiment, steps: Iterator[Sweep]) -> None:
        """Take the first of the steps that `sweep_steps` gives, draw them, and let the event loop go on."""
        self._steps = steps
        self._training = Repeating(self._train_a_little)  # first, since `close` stops it whatever fails
        self.result = next(result for result in steps if _all_have_reached(result, COARSE))
        self.progress = ipywidgets.HTML()
        self.refining = ipywidgets.Checkbox(
            True,
            description=_("go on training"),
            tooltip=_("untick to pause the training, tick to go on"),
            indent=False,
            layout={"width": "max-content", "margin": "0 1rem 0 9.5rem"},
        )
        self._next_frame = 2 * COARSE
        self._buttons = list[ipywidgets.Button]()
        super().__init__(
            _controls(self.result),
            partial(look_at_sweep, self.result, experiment),
            *side_by_side(*plots_of(experiment), draw=on_mosaic),
            partial(words, experiment),
            beside=[ipywidgets.HBox([self.refining, self.progress], layout={"flex_flow": "row wrap"})],
        )
        self._buttons = self._make_buttons()
        self._over = ipywidgets.GridBox(self._buttons, layout={"grid_area": "1 / 1", "overflow": "hidden"})
        both = {"grid_template_columns": "minmax(0, 1fr)", "flex": "none", "overflow": "hidden"}
        self._both = ipywidgets.GridBox([self.image, self._over], layout=both)
        self._make_room()
        self._put(self.text.value)  # the buttons' names
        self.frame.children = [self._both]
        self.refining.observe(self._start_or_stop, names="value")
        self._all.add(self)
        self._start()

    def close(self) -> None:
        """End the training, and take the widget away."""
        self._training.stop()
        super().close()

    def _train_a_little(self) -> float | None:
        """Train one block of networks; draw a frame when all have doubled their iterations, and one at the end."""
        try:
            with self._drawing:
                ended = next(self._steps, None) is None
        except Exception as error:  # shown: in a callback nobody would see it otherwise
            self._end(_("The training stopped with an error."))
            self._tell(error)
            return None
        if ended:
            networks, steps = self.result.accuracies.size, progress(self.result)
            self._end(_("All {networks} networks are trained: {steps}.", networks=networks, steps=steps))
            return None
        if _all_have_reached(self.result, self._next_frame):
            self._next_frame *= 2
            self._say_progress()
            self.refresh()
        return PAUSE

    def _end(self, how: str) -> None:
        self.refining.value, self.refining.disabled = False, True
        self.progress.value = how
        self.refresh()

    def _say_progress(self) -> None:
        rests = "" if self.refining.value else _(" Paused.")
        networks, steps = self.result.accuracies.size, progress(self.result)
        self.progress.value = _("{networks} networks: {steps} taken.", networks=networks, steps=steps) + rests

    def _start_or_stop(self, change: Any) -> None:
        if change["new"]:
            self._start()
        else:
            self._training.stop()
            if not self.refining.disabled:
                self._say_progress()

    def _start(self) -> None:
        for other in self._all - WeakSet([self]):
            other.refining.value = False
        self._say_progress()
        self._training.start()

    def _make_room(self) -> None:
        """Lay a button over each cell of the map.

        They are ipywidgets' own buttons, without a colour, in the grid's one cell beside the picture, with margins in
        parts of its width.  The key Tab leaves them out: the sliders select the same cells.
        """
        super()._make_room()
        if not self._buttons:
            return
        (width, height), box = self.picture.figure.get_size_inches(), self.picture.drawings[0].ax.get_position()
        sides = (height / width * (1 - box.y1), 1 - box.x1, height / width * box.y0, box.x0)
        rows, columns = len(self.result.hidden_units), len(self.result.learning_rates)
        over = self._over.layout
        over.margin = " ".join(f"{side:.3%}" for side in sides)
        over.grid_template_rows = f"repeat({rows}, minmax(0, 1fr))"
        over.grid_template_columns = f"repeat({columns}, minmax(0, 1fr))"
        self.image.layout.grid_area = "1 / 1"
        self._both.layout.width = f"{self.picture.width}px"

    def _make_buttons(self) -> list[ipywidgets.Button]:
        """Make the buttons, row by row from the top; their names are for a screen reader, and let the map show."""
        layout = ipywidgets.Layout(width="auto", height="auto", min_width="0", margin="0", padding="0")
        style = ipywidgets.ButtonStyle(button_color="transparent", text_color="transparent")
        buttons: list[ipywidgets.Button] = []
        for cell in self._cells():
            button = ipywidgets.Button(tabbable=False, layout=layout, style=style)
            button.on_click(partial(self._select, cell))
            buttons.append(button)
        return buttons

    def _cells(self) -> Iterator[tuple[int, int]]:
        return product(range(len(self.result.hidden_units)), range(len(self.result.learning_rates)))

    def _put(self, words: str) -> None:
        """Show a frame, and let each button say what its cell came to."""
        super()._put(words)
        measure = self.values["measure"]
        cells = cells_of(self.result, measure=measure, over_seeds=self.values["over_seeds"])
        for cell, button in zip(self._cells(), self._buttons, strict=False):
            button.description = button.tooltip = (
                f"{cell_in_words(self.result, cell)}: {cell_value(cells, cell, measure)}"
            )

    def _select(self, cell: tuple[int, int], _: ipywidgets.Button) -> None:
        self.controls["hidden_units"].value = self.result.hidden_units[cell[0]]
        self.controls["learning_rate"].value = self.result.learning_rates[cell[1]]


def _iterations(result: Sweep) -> int:
    return result.costs.shape[-1] - 1


def _all_have_reached(result: Sweep, iteration: int) -> bool:
    return not np.isnan(result.costs[..., min(iteration, _iterations(result))]).any()


def _controls(result: Sweep) -> dict[str, Any]:
    units, rates = result.hidden_units, result.learning_rates
    measures, seeds = [(_(name), name) for name in MEASURES], [(_(name), name) for name in OVER_SEEDS]
    tooltip = _("which seed's network a cell stands for")
    return {
        "hidden_units": controls.one_of(_("hidden units n1"), _("the row of the map"), units, _middle(units)),
        "learning_rate": controls.one_of(_("learning rate α"), _("the column of the map"), rates, _middle(rates)),
        "measure": controls.choice(_("the map shows"), _("what the cells show"), measures, MEASURES[0]),
        "over_seeds": controls.choice(_("of the seeds"), tooltip, seeds, OVER_SEEDS[0]),
    }


def _middle(numbers: Sequence[float]) -> float:
    return numbers[len(numbers) // 2]
