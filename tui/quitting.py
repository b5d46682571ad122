"""Quitting: what was pressed before the key that quits is done first, and what was asked for is saved.

A key goes from the terminal to the app, from there to the focused widget, and back up through all above it to the
app, which does what it is bound to; a dialog gives its result to the step that asked, and a step asks the desk for one
job after another. Ctrl+Q would overtake all of these.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterable, Sequence
from typing import Any

from textual.app import App
from textual.message_pump import MessagePump
from textual.screen import Screen

from content.words import _
from desk.desk import Desk
from screens.kit.base import Translated
from screens.kit.form import AskDialog
from tui.passing import passed

PATIENCE = 1.0  # seconds for one round through the screens: what waits longer waits for a person or reads for long


class QuitDialog(AskDialog):
    """Whether the program is to end while something stands open that somebody else may wait for."""

    def __init__(self, words: str) -> None:
        super().__init__(_("Quit sixdonts?"), words, _("stay", context="quit"))


def to_be_asked(stack: Sequence[Screen[Any]]) -> QuitDialog | None:
    """The question before the end, where something open wants it; only once: the key pressed again ends."""
    if isinstance(stack[-1], QuitDialog):
        return None
    words = [one.words_before_quitting() for one in stack if isinstance(one, Translated)]
    return next((QuitDialog(one) for one in words if one), None)


async def all_done(app: App[None], desks: Sequence[Desk]) -> None:
    """Return when everything pressed so far has come to its job at a desk, and the desks have done every job.

    A round lets pass what waits at every widget, the innermost first, and then does what it came to; it is enough
    when two rounds in a row came to nothing more. A long job that is still reading is not waited for.
    """
    quiet = 0
    while quiet < 2:
        asked = [desk.asked for desk in desks]
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                for pump in _inside_out(app):
                    await passed(pump)
        for desk in desks:
            await desk.all_done()
        quiet = quiet + 1 if asked == [desk.asked for desk in desks] else 0


def _inside_out(app: App[None]) -> Iterable[MessagePump]:
    """The widgets of every screen that stands, each before what it is in; then the app."""
    for screen in reversed(app.screen_stack):
        yield from reversed(list(screen.walk_children(with_self=True)))
    yield app
