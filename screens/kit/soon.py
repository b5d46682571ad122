"""Doing a thing once, a moment after it was first wished: for drafts and previews, which follow every key."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from textual.message_pump import MessagePump
from textual.timer import Timer

KEEP_AFTER = 0.5  # seconds between a key press and its draft


class Soon:
    """Does `work` once, `after` seconds after the first of any number of wishes, as long as its widget lives."""

    def __init__(self, widget: MessagePump, work: Callable[[], Awaitable[None]], after: float = KEEP_AFTER) -> None:
        self._widget = widget
        self._work = work
        self._after = after
        self._timer: Timer | None = None

    @property
    def is_waiting(self) -> bool:
        """Whether it was wished and is not done yet."""
        return self._timer is not None

    def wish(self) -> None:
        """Have it done soon."""
        if self._timer is None:
            self._timer = self._widget.set_timer(self._after, self.now)

    async def now(self) -> None:
        """Do it now instead."""
        self.forget()
        await self._work()

    def forget(self) -> None:
        """Do it no more."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
