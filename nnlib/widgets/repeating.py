"""What is done again and again in the kernel's event loop, with room in between for what a hand asks."""

import asyncio
from collections.abc import Callable


class Repeating:
    """Calls a function again and again, until it has nothing left to do or is stopped."""

    def __init__(self, act: Callable[[], float | None]) -> None:
        """Remember what to do: act returns how many seconds to rest before its next call, and None at the end."""
        self._act = act
        self.at_work = self._scheduled = False
        try:
            self._loop: asyncio.AbstractEventLoop | None = asyncio.get_running_loop()
        except RuntimeError:
            self._loop = None

    def start(self) -> None:
        """Begin, or go on, from any thread; without an event loop, as in a plain script, do all of it at once."""
        self.at_work = True
        if self._loop is None or self._loop.is_closed():
            while self.at_work:
                self._take_a_turn()
        elif not self._scheduled:
            self._scheduled = True
            self._loop.call_soon_threadsafe(self._go_on, self._loop)

    def stop(self) -> None:
        """Call it no more; from any thread."""
        self.at_work = False

    def _go_on(self, loop: asyncio.AbstractEventLoop) -> None:
        rest = self._take_a_turn() if self.at_work else None
        self._scheduled = rest is not None and self.at_work
        if self._scheduled:
            loop.call_later(rest or 0, self._go_on, loop)

    def _take_a_turn(self) -> float | None:
        rest = self._act()
        if rest is None:
            self.stop()
        return rest
