"""A slider beside a field that takes any number of its range, and says in words why it refuses another text."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from nnlib.texts import of_script, script

HERE = Path(__file__).parent
SCRIPT = script(*((HERE / name).read_text(encoding="utf-8") for name in ("keys.js", "slider.js")))


class Slider(anywidget.AnyWidget):
    """Chooses a number: on a native slider by stops, in the field beside it as one types it.

    A native slider has a name, a value in words and keys of its own in every browser, which ipywidgets' has not.
    """

    _esm = SCRIPT
    _css = (HERE / "slider.css").read_text(encoding="utf-8")

    value = traitlets.Float().tag(sync=True)
    description = traitlets.Unicode().tag(sync=True)
    tooltip = traitlets.Unicode().tag(sync=True)
    stops = traitlets.List(traitlets.Float()).tag(sync=True)
    only = traitlets.Unicode("").tag(sync=True)
    phrases = traitlets.Dict().tag(sync=True)

    def __init__(self, description: str, tooltip: str, stops: Sequence[float], value: float, *, only: str = "") -> None:
        """Lay it out.

        Args:
            description: its name, which stands before it.
            tooltip: what it is for.
            stops: the numbers that the slider goes through, rising.
            value: where it begins, which need be no stop.
            only: "whole" for whole numbers, "stops" for the stops alone; left out, any number between first and last.
        """
        words = {"description": description, "tooltip": tooltip, "phrases": of_script(SCRIPT)}
        super().__init__(**words, stops=list(stops), value=value, only=only)

    @property
    def min(self) -> Any:
        """The least number that it takes."""
        return type(self.value)(self.stops[0])

    @property
    def max(self) -> Any:
        """The largest number that it takes."""
        return type(self.value)(self.stops[-1])

    @traitlets.validate("value")
    def _fits(self, proposal: Any) -> float:
        value = proposal["value"]
        if not self.min <= value <= self.max:
            raise traitlets.TraitError(f"{self.description} must be from {self.min:g} to {self.max:g}, got {value:g}")
        if self.only == "stops" and value not in self.stops:
            raise traitlets.TraitError(f"{self.description} must be one of {self.stops}, got {value:g}")
        return value


class WholeSlider(Slider):
    """Chooses a whole number."""

    value = traitlets.Int().tag(sync=True)
