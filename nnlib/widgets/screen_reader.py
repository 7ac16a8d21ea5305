"""What ipywidgets leaves unsaid to a screen reader, and what the page alone knows: its room and its keys."""

from pathlib import Path

import anywidget
import traitlets

from nnlib.plots.still import STYLE
from nnlib.texts import of_script, script

HERE = Path(__file__).parent
SCRIPT = script(*((HERE / name).read_text(encoding="utf-8") for name in ("keys.js", "attendant.js")))
NUMBERS = "nnlib-numbers"
WHOLE = "nnlib-explorer"
PICTURE = "nnlib-picture"


class Attendant(anywidget.AnyWidget):
    """Stands below the parts of a widget, has the picture in words to be opened, and sees to the parts' names and keys.

    It gives the picture its text alternative, says the numbers' first sentence when they rest, and tells in `room` how
    wide the page is, in its pixels, and how many pixels the screen has for one of these.
    """

    _esm = SCRIPT
    _css = STYLE + (HERE / "attendant.css").read_text(encoding="utf-8")

    alt = traitlets.Unicode().tag(sync=True)
    room = traitlets.List(traitlets.Int(), [0, 1]).tag(sync=True)
    phrases = traitlets.Dict().tag(sync=True)

    def __init__(self) -> None:
        """Bring the words of the language that is asked for."""
        super().__init__(phrases=of_script(SCRIPT))
