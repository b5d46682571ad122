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
    """Does `work` once, `after` seconds after the first of any number of wishes, or when its screen is taken down.

    is_undone: whether `work` said False when it was done last: it could not be. It stays wished then.
    """

    def __init__(self, screen: Wishing, work: Callable[[], Awaitable[bool | None]], after: float = KEEP_AFTER) -> None:
        self._screen = screen
        self._work = work
        self._after = after
        self._timer: Timer | None = None
        self.is_undone = False

    def wish(self) -> None:
        """Have it done soon."""
        if self._timer is None:
            self._timer = self._screen.set_timer(self._after, self.now)
            if not self.is_undone:
                self._screen.wished.append(self)

    async def now(self) -> None:
        """Do it now instead."""
        self.forget()
        if await self._work() is False:
            self.is_undone = True
            self._screen.wished.append(self)

    async def now_or_never(self) -> None:
        """Do it now for the last time: what it would be done with goes."""
        await self.now()
        self.forget()

    def forget(self) -> None:
        """Do it no more."""
        if self._timer is not None:
            self._timer.stop()
        if self._timer is not None or self.is_undone:
            self._screen.wished.remove(self)
        self._timer, self.is_undone = None, False
