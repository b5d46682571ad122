"""Keys in turn: each is taken when what the key before it began stands.

A key goes from the terminal to the app, from there to whatever has the focus, and back up to the app, which does what
it is bound to; that may begin a step which asks with a dialog. Textual sends the next key to what has the focus by
then. So what is typed fast, or on a slow computer, would go to the field one had left, and the first words of a matter
would be keys of the room beneath. Here the next key waits, a moment at most, and comes where it was meant to.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, TypeVar, cast

from textual import events
from textual.app import ScreenStackError
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.worker import Worker, get_current_worker

from desk.desk import Desk
from screens.kit.base import ASKING, AtDesk
from screens.kit.keymap import KeyedScreen
from tui.dressing import DressedApp
from tui.keys import is_with_alt, meant
from tui.passing import LOOK_EVERY, drawn, passed

P = TypeVar("P", bound=MessagePump)
ROUNDS = 3  # a key bound to a step, the message that comes of it, and what that brings up
PATIENCE = 2.0  # seconds that a key waits at most: what takes longer waits for a person or reads for long


class AfterKeys(events.Callback, bubble=False):
    """Something to be done in its turn: when the keys that came before it were taken, as a tab that is closed quits."""


PRESSED = (events.Key, events.Paste, events.MouseDown, events.MouseUp, AfterKeys)  # what comes in its turn


class InTurnApp(DressedApp):
    """An app to which one can type ahead: no key or click overtakes another, none goes to what it was not meant for."""

    def __init__(self, desks: Sequence[Desk], come_back: str) -> None:
        super().__init__(desks, come_back)
        self._waiting: deque[events.Event] = deque()
        self._next: events.Event | None = None  # whose turn it is
        self._settling: asyncio.Task[None] | None = None  # none: what was pressed last stands
        self._stood: Screen[Any] | None = None  # the screen that was drawn when a key was taken last
        self._asking: set[Worker[Any]] = set()  # steps that wait for a person
        self._given_up: set[Worker[Any]] = set()  # steps that no key waits for any more
        self._asked: MessagePump | None = None  # of which it is waited that it takes what came to it
        self._at_length: set[MessagePump] = set()  # which were waited for in vain, and are not until they answer

    async def on_event(self, event: events.Event) -> None:
        """Take a key in its turn; what is pressed after the key that quits is too late."""
        if isinstance(event, events.Key) and event.is_forwarded and not self.screen_stack:
            return  # it came back up when all was over
        if not isinstance(event, PRESSED) or event.is_forwarded:
            await self._take(event)
        elif self._settling is not None and event is not self._next:
            self._waiting.append(event)
        else:
            await self._take(event)
            self._settling = asyncio.create_task(self._settle(event))

    async def on_after_keys(self, event: AfterKeys) -> None:
        """Do it."""
        await self.on_callback(event)

    def simulate_key(self, key: str) -> None:
        """Take a key that a click or an entry of the palette stands for: before those that were pressed after it."""
        if self._settling is None:
            super().simulate_key(key)
        else:
            self._waiting.appendleft(events.Key(key, None))

    async def _take(self, event: events.Event) -> None:
        """Take an event for what is meant by it."""
        if self.is_quitting and isinstance(event, events.InputEvent | events.Paste) and not event.is_forwarded:
            return
        if isinstance(event, events.Key) and not event.is_forwarded:
            event = meant(event, self.focused)
        self.heard(event)
        await super().on_event(event)

    async def _settle(self, pressed: events.Event) -> None:
        """Wait until what was pressed last stands, then let the next key come."""
        try:
            if self._waiting and self._is_typed(pressed) and self._is_typed(self._waiting[0]):
                return  # two letters of one field
            async with asyncio.timeout(PATIENCE):
                await self._stands()
        except TimeoutError:
            self._give_up()
        except ScreenStackError:  # between two screens, or at the end: nothing there to wait for
            pass
        finally:  # whatever happened, the keys go on
            self._next = self._waiting.popleft() if self._waiting else None
            if self._next is None:
                self._settling = None
            else:
                self.post_message(self._next)

    async def _stands(self) -> None:
        """Return when a key has gone all the way up, and so has what it caused, and nothing comes up any more.

        What a key causes comes behind it, and what that causes behind that: so many rounds find the same place.
        """
        before, rounds = (self.screen, self.focused), 0
        while rounds < ROUNDS or not self.screen.is_mounted or self._steps:
            screen = cast("KeyedScreen[Any]", self.screen)
            if screen.is_mounted and (screen is not self._stood or screen.put_off):
                await self._wait_for(screen, drawn)  # a form puts the cursor where it begins
                self._stood = screen
            for pump in screen.takers():
                await self._wait_for(pump, passed)
            if self._steps:
                await asyncio.sleep(LOOK_EVERY)
            place = (self.screen, self.focused)
            before, rounds = place, rounds + 1 if place == before else 0

    def _is_typed(self, event: events.Event) -> bool:
        """Whether it is a letter of a text that is being typed: nothing else comes of it."""
        typed = isinstance(event, events.Key) and event.is_printable and not is_with_alt(event)
        return typed and bool(getattr(self.focused, "TAKES_TYPING", False))

    async def _wait_for(self, pump: P, answered: Callable[[P], Awaitable[None]]) -> None:
        """Return when it has answered; at once where it is at something that takes long."""
        if pump not in self._at_length:
            self._asked = pump
            await answered(pump)
            self._asked = None

    def _give_up(self) -> None:
        """Wait no longer for what takes so long, nor with any key to come."""
        self._given_up = {one for one in self._given_up | self._steps if not one.is_finished}
        pump, self._asked = self._asked, None
        if pump is not None and pump.call_later(lambda: self._at_length.discard(pump)):
            self._at_length.add(pump)

    @property
    def is_busy(self) -> bool:
        """Whether it must not lock by itself now: not before keys that were pressed and wait for their turn."""
        return bool(self._waiting) or super().is_busy

    @property
    def _steps(self) -> set[Worker[Any]]:
        """The steps under way that have not come yet to what they ask; those with a long job are left to it."""
        return {
            one
            for one in self.workers
            if (one.group in ASKING or one.group == cast("KeyedScreen[Any]", self.screen).AT_A_KEY)
            and not (one.is_finished or one in self._asking or one in self._given_up)
            and not (isinstance(one.node, AtDesk) and one.node.is_under_way)
        }

    async def push_screen_wait(self, screen: Screen[Any] | str, *, mode: str | None = None) -> Any:
        """What a screen is left with; while it stands, its step waits for a person."""
        step = get_current_worker()
        self._asking.add(step)
        try:
            return await super().push_screen_wait(screen, mode=mode)
        finally:
            self._asking.discard(step)

    async def on_unmount(self) -> None:
        """Nothing is waited for any more."""
        if self._settling is not None:
            self._settling.cancel()
