"""When a widget has taken what came to it."""

from __future__ import annotations

import asyncio
import contextlib

from textual.message_pump import MessagePump

LOOK_EVERY = 0.01  # seconds between looks at whether something stands by now, or is gone


async def passed(pump: MessagePump) -> None:
    """Return when a widget has taken what came to it so far, or is gone."""
    done = asyncio.Event()
    if pump.is_running and pump.call_later(done.set):
        while pump.is_running and not done.is_set():
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(LOOK_EVERY):  # not wait_for: it may swallow the end of another timeout
                    await done.wait()
