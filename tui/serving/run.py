"""Serving until it is ended: what is said on the terminal meanwhile, and which program the tabs run."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from content.errors import reason_of
from content.words import _
from desk.reminding import own_program
from tui.serving.server import Server
from tui.shown_on import IN_BROWSER
from tui.unforeseen import unforeseen

DRIVER = "tui.serving.driver:TabDriver"


def serve_until_ended(home: Path, port: int, say: Callable[[str], None], *, is_sample: bool) -> None:
    """Show the program on the records in `home` in tabs of a browser until Ctrl+C, or until the terminal is closed.

    Args:
        home: the data folder.
        port: where to listen; a free one where it is 0.
        say: says a line.
        is_sample: whether each tab shows a sample office of its own instead, which goes with it.

    Raises:
        OSError: the port cannot be had.
    """
    environment = {"TEXTUAL_DRIVER": DRIVER, IN_BROWSER: "1", "SIXDONTS_HOME": str(home.absolute())}

    def tell_unforeseen() -> None:
        print(unforeseen(home), file=sys.stderr)

    command = [*own_program(), *(["demo"] if is_sample else [])]
    server = Server(command, environment, tell_unforeseen, is_sample=is_sample)
    asyncio.run(_serve(server, port, say, FaultTeller(say, tell_unforeseen)))


async def _serve(server: Server, port: int, say: Callable[[str], None], tell_fault: FaultTeller) -> None:
    asyncio.get_running_loop().set_exception_handler(tell_fault)
    runner = await server.start(port)
    try:
        say(_("Open this address in your browser; it works once:"))
        say(f"\n  {server.address}\n")
        for line in _what_stays(server.is_sample):
            say(line)
        await _end_of_it()
        with suppress(OSError):  # the terminal is gone
            say(_("Ending ..."))
    finally:
        await runner.cleanup()


def _what_stays(is_sample: bool) -> list[str]:
    """What becomes of what is entered, and how a tab is opened again."""
    again = _("A closed tab: from the browser's history. A second one: by the address of the first.")
    if is_sample:
        return [_("For you alone. Each tab has a sample of its own, which goes with it."), again, _("Ctrl+C ends it.")]
    return [
        _("For you alone. Files are saved on this computer; a tab is a program of its own."),
        again,
        _("Ctrl+C ends it; what is being typed is kept as a draft."),
        _("Two tabs typing in one place share its draft: save it in the one first."),
    ]


class FaultTeller:
    """Says what goes wrong between requests, where Python would show where in the program it was.

    Args:
        say: says a line.
        unforeseen: what says in a line that something unforeseen happened.
    """

    def __init__(self, say: Callable[[str], None], unforeseen: Callable[[], None]) -> None:
        self._say, self._unforeseen = say, unforeseen
        self._said = set[str]()

    def __call__(self, _loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """Say it; that the system has nothing left, which is tried again each second, once."""
        try:
            raise context.get("exception") or RuntimeError
        except OSError as error:
            words = _("A connection could not be taken: {reason}.").format(reason=reason_of(error))
            if words not in self._said:
                self._said.add(words)
                self._say(words)
        except Exception:
            self._unforeseen()


async def _end_of_it() -> None:
    """Return when it is asked to end."""
    asked = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        try:
            loop.add_signal_handler(getattr(signal, name), asked.set)
        except (AttributeError, NotImplementedError):  # Windows: there Ctrl+C breaks this off, which ends it too
            continue
    await asked.wait()
