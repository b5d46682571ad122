"""Doing a thing once, a moment after it was first wished: for drafts and previews, which follow every key."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Protocol

from textual.timer import Timer

KEEP_AFTER = 0.5  # seconds between a key press and its draft


class Wishing(Protocol):
    """A screen: what it wished for and is not done yet is done when it is taken down."""

    wished: list[Soon]

    def set_timer(self, delay: float, callback: Callable[[], Awaitable[None]]) -> Timer:
        """Call something later."""


class Soon:
    """Does `work` once, `after` seconds after the first of any number of wishes, or when its screen is taken down."""

    def __init__(self, screen: Wishing, work: Callable[[], Awaitable[None]], after: float = KEEP_AFTER) -> None:
        self._screen = screen
        self._work = work
        self._after = after
        self._timer: Timer | None = None

    def wish(self) -> None:
        """Have it done soon."""
        if self._timer is None:
            self._timer = self._screen.set_timer(self._after, self.now)
            self._screen.wished.append(self)

    async def now(self) -> None:
        """Do it now instead."""
        self.forget()
        await self._work()

    def forget(self) -> None:
        """Do it no more."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
            self._screen.wished.remove(self)
