"""Locking: the key is dropped and the program begins anew, at the lock screen.

What was read stands somewhere in the memory of a process long after it was let go; only another process has nothing of
it. So locking ends the app as Ctrl+Q does, with what is being typed kept as a sealed draft, and `tui/start.py` puts a
new program in its place, which comes back to the same room. What cannot be kept, on a full disk or in a vault that
another program changed, would be lost with the process: then it does not lock, and says why.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType

from content.words import _, mark_for_translation
from desk.desk import Desk
from screens.kit.bars import keyed, named
from screens.kit.base import AtDesk, Room, unbegun
from storage.cipher import has_vault
from tui.sizes import SizedApp


def both_clocks() -> tuple[float, float]:
    """One clock stands while the computer sleeps, the other may be set: what either says has passed has passed."""
    return time.monotonic(), time.time()


class LockingApp(SizedApp):
    """An app at somebody's desks that can be locked: by a key, and by itself when nobody pressed one for some minutes.

    is_locking: whether it ends to be locked. come_back: the room that comes up when it was opened again.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+l", "lock", mark_for_translation("lock"), id="app.lock", show=False, priority=True,
                tooltip=mark_for_translation("Lock the records; what is being typed is kept")),
    ]  # fmt: skip

    rooms: dict[str, Room]
    is_quitting: bool

    def __init__(self, desks: Sequence[Desk], come_back: str) -> None:
        super().__init__()
        self.desks = list(desks)
        self.come_back = come_back
        self.is_locking = False
        self.clocks: Callable[[], tuple[float, float]] = both_clocks
        self._pressed_at = self.clocks()

    async def on_event(self, event: events.Event) -> None:
        """Remember when a key was pressed last."""
        if isinstance(event, events.InputEvent | events.Paste):
            self._pressed_at = self.clocks()
        await super().on_event(event)

    @property
    def desk(self) -> Desk:
        """The desk that is worked at."""
        return self.desks[0]

    @property
    def _is_on_wall(self) -> bool:
        """Whether a session is on a wall: nothing private may come up, and no message."""
        return any(getattr(one, "IS_ON_WALL", False) for one in self.screen_stack)

    @property
    def _room_beneath(self) -> Room | None:
        """The room one is in, whatever was opened above it."""
        return next((screen for screen in reversed(self.screen_stack) if isinstance(screen, Room)), None)

    @property
    def can_lock(self) -> bool:
        """Whether there is an open vault."""
        return any(has_vault(desk.home) and not desk.cipher.is_locked for desk in self.desks)

    @property
    def is_busy(self) -> bool:
        """Whether it must not lock by itself now: a session is on a wall, or a long job is under way."""
        return self._is_on_wall or any(desk.left_reading for desk in self.desks)

    async def lock_if_idle(self) -> None:
        """Lock when nobody pressed a key for so long."""
        limit = self.desk.settings.lock_after_minutes * 60
        if not limit or not self.can_lock or self.is_busy:
            return
        if any(now - then >= limit for now, then in zip(self.clocks(), self._pressed_at, strict=True)):
            await self.action_lock()

    async def action_lock(self) -> None:
        """Lock now, or say how there is something to lock."""
        if not self.can_lock:
            words = _("The vault is off. Set-up ({key}) turns it on.")
            self.notify(words.format(key=named(self, "go.settings")), markup=False)
            return
        if (room := self._room_beneath) is not None:
            self.come_back = room.NAME
        if not self.is_quitting:
            self.is_quitting = self.is_locking = True
            self.run_worker(unbegun(self._lock))

    async def _lock(self) -> None:
        """End when what was pressed before is done and what is being typed is kept; else stay, and say so."""
        from tui.quitting import all_done

        await all_done(self, self.desks)
        if await self._keep_typed():
            self.exit()
            return
        self.is_quitting = self.is_locking = False
        self._pressed_at = self.clocks()  # by itself it tries again when so many minutes passed once more
        words = _(
            "Not locked: what is being typed could not be kept. Copy it elsewhere, leave it, then press {app.lock}."
        )
        self.notify(keyed(self, words), severity="error", markup=False)

    async def _keep_typed(self) -> bool:
        """Whether everything that is being typed is kept as a draft."""
        screens = {*self.screen_stack, *self.rooms.values()}
        wished = [soon for one in screens if isinstance(one, AtDesk) for soon in one.wished]
        for soon in wished:
            await soon.now()
        return not any(soon.is_undone for soon in wished)
