"""When a widget has taken what came to it."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from typing import Any

from textual.message_pump import MessagePump
from textual.screen import Screen

AT_ONCE = 8  # turns of the loop that a widget has at least to answer; a clock is set only behind them
LOOK_EVERY = 0.01  # seconds between looks at whether something stands by now, or is gone


async def passed(pump: MessagePump) -> None:
    """Return when a widget has taken what came to it so far, or is gone."""
    await _called(pump, pump.call_later)


async def drawn(screen: Screen[Any]) -> None:
    """Return when a screen was drawn, and what it put off until then is done; or when it is gone."""
    await _called(screen, screen.call_after_refresh)


async def _called(pump: MessagePump, call: Callable[[Callable[[], None]], bool]) -> None:
    done = asyncio.Event()
    if pump.is_running and call(done.set):
        for _turn in range(AT_ONCE):
            if done.is_set():
                return
            await asyncio.sleep(0)
        while pump.is_running and not done.is_set():
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(LOOK_EVERY):  # not wait_for: it may swallow the end of another timeout
                    await done.wait()
