"""Training that goes on in the kernel's event loop, a picture at a time, as fast as the page draws the pictures."""

import asyncio
import time
from collections.abc import Callable

MOST_UNDER_WAY = 8  # pictures that are sent and not yet told to be drawn; the page tells it of every fourth
PACE = 1 / 60  # seconds from one picture to the next, at the least
CALM = 1 / 2  # the same where motion is to be reduced
REST = 0.001  # seconds in which the event loop answers others
PATIENCE = 10.0  # seconds until a page that draws nothing is taken for gone


class Player:
    """Asks for one picture after the other, and waits for the page to draw them.

    Any number of them play at once in a kernel.  Where there is no event loop, as in a plain script, nothing plays.
    """

    def __init__(self, picture: Callable[[], bool], left_alone: Callable[[], None]) -> None:
        """Remember what to do; nothing is done before `start`.

        Args:
            picture: trains a little and sends a picture, within some milliseconds; returns whether to go on.
            left_alone: called when the page has drawn nothing for some seconds.
        """
        self._picture, self._left_alone = picture, left_alone
        self.at_work, self.pace = False, PACE
        self._scheduled = False
        self._sent = self._drawn = 0
        self._last, self._heard = 0.0, 0.0
        try:
            self._loop: asyncio.AbstractEventLoop | None = asyncio.get_running_loop()
        except RuntimeError:
            self._loop = None

    def start(self) -> None:
        """Play; from any thread."""
        if self._loop is None:
            raise RuntimeError("to play takes the event loop of a notebook; here, take steps with step(count)")
        self.at_work, self._heard, self._drawn = True, time.monotonic(), self._sent
        if not self._scheduled:
            self._scheduled = True
            self._loop.call_soon_threadsafe(self._go_on, self._loop)

    def stop(self) -> None:
        """Ask for no further picture; from any thread."""
        self.at_work = False

    def next_number(self) -> int:
        """Count a picture that is sent; the page acknowledges it by this number."""
        self._sent += 1
        return self._sent

    def drawn(self, number: int) -> None:
        """Hear that the page has drawn the picture of that number."""
        self._drawn, self._heard = max(self._drawn, number), time.monotonic()

    def _go_on(self, loop: asyncio.AbstractEventLoop) -> None:
        wait = self._advance()
        self._scheduled = self.at_work
        if self.at_work:
            loop.call_later(wait, self._go_on, loop)

    def _advance(self) -> float:
        """Ask for a picture if the page keeps up; return how long to wait before the next look."""
        now = time.monotonic()
        if self.at_work and self._sent - self._drawn >= MOST_UNDER_WAY:
            if now - self._heard > PATIENCE:
                self.stop()
                self._sent = self._drawn
                self._left_alone()
            return REST
        if self.at_work:
            self._last = now
            self.at_work = self._picture() and self.at_work
        return max(REST, self._last + self.pace - time.monotonic())
