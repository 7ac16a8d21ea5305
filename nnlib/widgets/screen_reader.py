"""What ipywidgets leaves unsaid to a screen reader, and the keys that JupyterLab takes from a widget's controls."""

from pathlib import Path

import anywidget
import ipywidgets
import traitlets

HERE = Path(__file__).parent
NUMBERS = "nnlib-numbers"
WHOLE = "nnlib-explorer"


class NamedImage(ipywidgets.Image):
    """An image whose tooltip is also its name.

    Without a `description` ipywidgets' own Image cannot show a tooltip: its view fails in the browser.
    """

    description = traitlets.Unicode("").tag(sync=True)


class Attendant(anywidget.AnyWidget):
    """Stands among the parts of a widget, shows nothing, and sees to their names and keys.

    A slider's handle has no name, and speaks the place of an option in the list in place of the option; the buttons
    that play have no names; and an arrow on a drop-down goes to the next cell.  ipywidgets has no setting for these.
    """

    _esm = "".join((HERE / name).read_text(encoding="utf-8") for name in ("keys.js", "attendant.js"))
    _css = (HERE / "attendant.css").read_text(encoding="utf-8")

    def __init__(self) -> None:
        super().__init__(layout={"height": "0", "margin": "0", "overflow": "hidden"})
