"""Work that goes on while one looks: in the kernel's event loop, a step at a time, with room for sliders in between."""

import asyncio
from collections.abc import Callable
from typing import ClassVar

PAUSE = 0.005  # seconds between two steps, in which the event loop answers what a hand has moved


class Refinement:
    """Steps that the event loop takes one after the other until there are none left.

    A kernel has one at work at a time: whoever starts puts the one before to rest.  So a cell that is run again leaves
    one behind, not two.  Where there is no event loop, as in a plain script, all steps are taken at once.
    """

    _at_work: ClassVar["Refinement | None"] = None

    def __init__(self, step: Callable[[], bool], at_rest: Callable[[], None]) -> None:
        """Remember what to do; nothing is done before `start`.

        Args:
            step: does a little, within some milliseconds; returns whether something is left to do.
            at_rest: called when another one has put this one to rest.
        """
        self._step, self._at_rest = step, at_rest
        self._scheduled = False
        try:
            self._loop: asyncio.AbstractEventLoop | None = asyncio.get_running_loop()
        except RuntimeError:
            self._loop = None

    @property
    def at_work(self) -> bool:
        """Whether the event loop goes on with it."""
        return Refinement._at_work is self

    def start(self) -> None:
        """Go on from where it stands; from any thread."""
        before, Refinement._at_work = Refinement._at_work, self
        if before is not None and before is not self:
            before._at_rest()
        if self._loop is None or self._loop.is_closed():
            while self._advance():
                pass
        elif not self._scheduled:
            self._scheduled = True
            self._loop.call_soon_threadsafe(self._go_on, self._loop)

    def stop(self) -> None:
        """Take no further step; from any thread."""
        if self.at_work:
            Refinement._at_work = None

    def _go_on(self, loop: asyncio.AbstractEventLoop) -> None:
        self._scheduled = self._advance()
        if self._scheduled:
            loop.call_later(PAUSE, self._go_on, loop)

    def _advance(self) -> bool:
        """Take a step, unless it was stopped; return whether there is another."""
        if self.at_work and not self._step():
            self.stop()
        return self.at_work
