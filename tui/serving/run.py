"""Serving until it is ended: what is said on the terminal meanwhile, and which program the tabs run."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Callable, Sequence
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


def serve_until_ended(home: Path, port: int, arguments: Sequence[str], say: Callable[[str], None]) -> None:
    """Show the program on the records in `home` in tabs of a browser until Ctrl+C, or until the terminal is closed.

    Raises:
        OSError: the port cannot be had.
    """
    environment = {"TEXTUAL_DRIVER": DRIVER, IN_BROWSER: "1", "SIXDONTS_HOME": str(home.absolute())}

    def tell_unforeseen() -> None:
        print(unforeseen(home), file=sys.stderr)

    server = Server([*own_program(), *arguments], environment, tell_unforeseen)
    asyncio.run(_serve(server, port, say, FaultTeller(say, tell_unforeseen)))


async def _serve(server: Server, port: int, say: Callable[[str], None], tell_fault: FaultTeller) -> None:
    asyncio.get_running_loop().set_exception_handler(tell_fault)
    runner = await server.start(port)
    try:
        say(_("Open this address in your browser; it works once:"))
        say(f"\n  {server.address}\n")
        say(_("For you alone. Files are saved on this computer; a tab is a program of its own."))
        say(_("Ctrl+C ends it; what is being typed is kept as a draft."))
        await _end_of_it()
        with suppress(OSError):  # the terminal is gone
            say(_("Ending ..."))
    finally:
        await runner.cleanup()


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
