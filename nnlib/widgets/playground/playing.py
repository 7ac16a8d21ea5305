"""Training that goes on in the kernel's event loop, a picture at a time, as fast as the page draws the pictures."""

import time
from collections.abc import Callable

from nnlib.texts import _
from nnlib.widgets.repeating import Repeating

MOST_UNDER_WAY = 8  # pictures that are sent and not yet told to be drawn; the page tells it of every fourth
PACE = 1 / 60  # seconds from one picture to the next, at the least
CALM = 1 / 2  # the same where motion is to be reduced
REST = 0.001  # seconds in which the event loop answers others
PATIENCE = 10.0  # seconds until a page that draws nothing is taken for gone


class Player(Repeating):
    """Asks for one picture after the other, and waits for the page to draw them; any number play at once."""

    def __init__(self, picture: Callable[[], bool], left_alone: Callable[[], None]) -> None:
        """Remember how to send a picture, which returns whether to go on, and what to do where nobody draws them."""
        super().__init__(self._advance)
        self._picture, self._left_alone, self.pace = picture, left_alone, PACE
        self._sent = self._drawn = 0
        self._heard = 0.0

    def start(self) -> None:
        """Play; from any thread."""
        if self._loop is None:
            raise RuntimeError(_("to play takes the event loop of a notebook; here, take steps with step(count)"))
        self._heard, self._drawn = time.monotonic(), self._sent
        super().start()

    def next_number(self) -> int:
        """Count a picture that is sent; the page acknowledges it by this number."""
        self._sent += 1
        return self._sent

    def drawn(self, number: int) -> None:
        """Hear that the page has drawn the picture of that number."""
        self._drawn, self._heard = max(self._drawn, number), time.monotonic()

    def _advance(self) -> float | None:
        """Ask for a picture if the page keeps up; return how long to wait before the next look."""
        now = time.monotonic()
        if self._sent - self._drawn < MOST_UNDER_WAY:
            goes_on = self._picture()
            return max(REST, now + self.pace - time.monotonic()) if goes_on else None
        if now - self._heard < PATIENCE:
            return REST
        self.stop()
        self._left_alone()
        return None
