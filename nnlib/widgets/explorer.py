"""The wiring of every widget: controls, a plain function of their values, a picture and a line of numbers."""

import asyncio
import html
import threading
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, ClassVar, Generic, TypeVar

import ipywidgets

from nnlib._machinery.shown import is_shown
from nnlib.plots import Picture, draw_side_by_side
from nnlib.plots.drawing import Axes, Drawing
from nnlib.texts import _
from nnlib.widgets import screen_reader

T = TypeVar("T")
VIEW = "application/vnd.jupyter.widget-view+json"
# A plot function, and the call that gives it a result: of the function first, of its drawing's `update` from then on.
Plot = tuple[Callable[..., Drawing], Callable[[Callable[..., Any], Any], Any]]

# In seconds.  The first move after a rest is shown at once.  From then on a frame waits until no further move arrives,
# since moves that piled up while the last frame was computed, of this widget or of another, are handed over one by one;
# but a hand that never rests sees its picture follow.
REST = 0.03
QUIET = 0.004
LONGEST_WAIT = 0.04


class Explorer(ipywidgets.VBox, Generic[T]):
    """Controls over a pure function.

    A moved control asks for a new frame.  After a rest it is computed at once, else when no further move arrives, from
    the values that the controls then have: dragging a slider fast queues up no work.  What fails is said in words
    under the picture.
    """

    _drawn: ClassVar[float] = -REST  # when any widget's last frame was done: they share the kernel's time

    def __init__(
        self,
        controls: Mapping[str, Any],
        compute: Callable[..., T],
        picture: Callable[[T], Picture],
        show: Callable[[Picture, T], bool | Sequence[bool]],
        words: Callable[[T], str],
        *,
        beside: Sequence[ipywidgets.Widget] = (),
        numbers_first: bool = False,
    ) -> None:
        """Lay out the widget and draw its first frame.

        Args:
            controls: a widget with a value for each argument of compute, by name.
            compute: the mathematics; called with the controls' values.
            picture: makes the picture of a first result.
            show: shows another result in the picture; returns whether axes changed, for all or for each plot.
            words: says a result in HTML; what it takes from elsewhere is escaped.
            beside: what else stands under the controls, such as buttons that move one of them.
            numbers_first: whether the words stand above the picture, where a tall one would push them out of sight.
        """
        self.controls = dict(controls)
        self._compute, self._show, self._words = compute, show, words
        self._waiting: asyncio.TimerHandle | None = None
        self._first_asked = 0.0
        self._drawing = threading.Lock()  # JupyterLab hands moves to a thread of the kernel beside the cells' own
        result = compute(**self.values)
        self.picture = picture(result)
        self.image = ipywidgets.Image(format="png", layout={"height": "auto", "margin": "0", "flex": "none"})
        self.frame = ipywidgets.Box([self.image], layout={"max_width": "100%", "overflow": "auto hidden"})
        self.image.add_class(screen_reader.PICTURE)
        self.text = ipywidgets.HTML()
        self.text.add_class(screen_reader.NUMBERS)
        self.attendant = screen_reader.Attendant()
        self._put(words(result))
        self._make_room()
        for control in self.controls.values():
            control.observe(self._ask, names="value")
        self.attendant.observe(self._fit, names="room")
        shown = [self.text, self.frame] if numbers_first else [self.frame, self.text]
        parts = [*self.controls.values(), *beside, *shown, self.attendant]
        super().__init__(parts, layout={"overflow": "auto hidden"})  # else a rounded pixel brings a scrollbar
        self.add_class(screen_reader.WHOLE)
        shows_itself: Any = self
        if hasattr(self, "_ipython_display_"):  # as in ipywidgets 7, which Colab has: the bundle below is not asked for
            shows_itself.on_displayed(is_shown)

    @property
    def values(self) -> dict[str, Any]:
        """What the controls stand at."""
        return {name: control.value for name, control in self.controls.items()}

    def refresh(self) -> None:
        """Draw a frame from what the controls stand at."""
        self._waiting = None
        with self._drawing:
            try:
                result = self._compute(**self.values)
                self.picture.redraw(self._show(self.picture, result))
                self._put(self._words(result))
            except Exception as error:  # shown: in a callback nobody would see it otherwise
                self._tell(error)
        Explorer._drawn = time.monotonic()

    def _tell(self, error: Exception) -> None:
        """Say in words under the picture what failed."""
        self.picture.redraw()  # what was shown halfway is not to be trusted
        self.text.value = _in_words(error)

    def _put(self, words: str) -> None:
        self.image.value, self.attendant.alt = self.picture.png(), self.picture.alt
        self.text.value = words

    def _fit(self, change: Any) -> None:
        """Draw the picture for the room that the page has."""
        with self._drawing:
            if self.picture.fit(*change["new"]):
                self.image.value = self.picture.png()
                self._make_room()

    def _make_room(self) -> None:
        """Show the picture as wide as it is drawn."""
        self.image.layout.width = f"{self.picture.width}px"

    def _ask(self, _change: Any) -> None:
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:  # no event loop, as in a plain script: nothing can be put off
            self.refresh()
            return
        now, waiting = time.monotonic(), self._waiting  # another thread may end the waiting meanwhile
        if waiting is None:
            self._first_asked = now
            wait = 0 if now - Explorer._drawn > REST else QUIET
        else:
            waiting.cancel()
            wait = min(QUIET, max(self._first_asked + LONGEST_WAIT - now, 0))
        self._waiting = loop.call_later(wait, self.refresh)

    def close(self) -> None:
        """Take the widget away with all its parts, here and in the page; nothing is left to look at.

        IPython keeps the value of each cell, and so this, but neither its picture nor its data.
        """
        if self.comm is None:
            return
        if self._waiting is not None:
            self._waiting.cancel()
        for control in self.controls.values():
            control.unobserve_all("value")
        for part in _parts(self)[:-1]:
            part.close()
        super().close()
        self.children, self.image.value = (), b""
        del self.picture, self._compute, self._show, self._words

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        """Show the live widget where there is a kernel, and its picture where there is none."""
        is_shown(self)
        still, metadata = self.picture.mimebundle()
        return {VIEW: {"version_major": 2, "version_minor": 0, "model_id": self.model_id}} | still, metadata


def side_by_side(
    *plots: Plot, draw: Callable[..., Picture] = draw_side_by_side, **options: Any
) -> tuple[Callable[[Any], Picture], Callable[[Picture, Any], list[bool]]]:
    """Make an Explorer's `picture` and `show` of plots, each with the call that gives it a result."""

    def picture(result: Any) -> Picture:
        return draw(*[partial(_first, plot, give, result) for plot, give in plots], **options)

    def show(picture: Picture, result: Any) -> list[bool]:
        return [give(drawing.update, result) for drawing, (_, give) in zip(picture.drawings, plots, strict=True)]

    return picture, show


def _first(plot: Callable[..., Drawing], give: Callable[..., Drawing], result: Any, ax: Axes) -> Drawing:
    return give(partial(plot, ax), result)


def _parts(widget: ipywidgets.Widget) -> list[ipywidgets.Widget]:
    """List a widget and all that it is made of, from the inside out."""
    inside = [*getattr(widget, "children", ()), *(getattr(widget, name, None) for name in ("layout", "style"))]
    return [*(part for one in inside if isinstance(one, ipywidgets.Widget) for part in _parts(one)), widget]


def _in_words(error: Exception) -> str:
    whole = "".join(traceback.format_exception(error))
    return (
        f'<div role="alert"><b>✗ {html.escape(type(error).__name__)}:</b> {html.escape(str(error))}'
        f"<details><summary>{_('Where it happened')}</summary><pre>{html.escape(whole)}</pre></details></div>"
    )
