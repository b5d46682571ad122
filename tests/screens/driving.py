"""Driving the app in tests: wait for what should come, and say what was on the screen when it does not."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from textual.pilot import Pilot

from content.cells import cell_len
from desk.desk import Desk
from tests.moments import local
from tui.app import SixdontsApp

MONDAY = local(2026, 11, 23, 9, 30)


def app_on(home: Path, at: datetime = MONDAY) -> SixdontsApp:
    """The app on the records in `home`, with a clock that stands still."""
    return SixdontsApp([Desk(home, clock=lambda: at)])


def screen_text(pilot: Pilot[None]) -> str:
    """What the screen shows, line by line."""
    lines = pilot.app.screen._compositor.render_strips(pilot.app.size)
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in lines)


def column_from(line: str, column: int) -> str:
    """What of a line stands at a cell and to the right of it."""
    return "".join(sign for place, sign in enumerate(line) if cell_len(line[:place]) >= column)


async def until(pilot: Pilot[None], condition: Callable[[], bool], seconds: float = 10) -> None:
    """Let the app work until the condition holds; fail with the screen's text when it never does."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        await pilot.pause()
        if condition():
            return
        await asyncio.sleep(0)
    raise AssertionError("never came:\n" + screen_text(pilot))


async def until_shown(pilot: Pilot[None], words: str) -> None:
    """Let the app work until these words are on the screen."""
    await until(pilot, lambda: words in screen_text(pilot))


async def settle(pilot: Pilot[None]) -> None:
    """Let everything that was asked for be done and shown."""
    app = pilot.app
    assert isinstance(app, SixdontsApp)
    for _round in range(3):
        await pilot.pause()
        await app.desk.do(lambda: None)
        await app.desk.do_long(lambda _desk: None)
    await pilot.pause()
