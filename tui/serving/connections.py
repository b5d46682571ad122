"""Who is connected: those who were not let in are few, not for long, and hear no more than that.

Any account of this computer can connect. Each connection takes one of the files the system allows the server; when none
is left, its owner could not connect either.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from aiohttp import web

MOST_WAITING = 64
SECONDS_TO_BE_LET_IN = 10.0
BACKLOG = 64  # that many are taken at a time before any of them is looked at; some systems allow 256 files in all

Handler = Callable[[web.BaseRequest], Awaitable[web.StreamResponse]]
Malformed = Callable[[int], web.StreamResponse]


class Connections(web.Server):
    """Every connection of the server.

    Args:
        handler: what answers a request.
        malformed: the answer, by its status, to what is no request.
    """

    def __init__(self, handler: Handler, malformed: Malformed) -> None:
        super().__init__(handler)
        self.malformed = malformed
        self._waiting: dict[web.RequestHandler, asyncio.TimerHandle] = {}

    def __call__(self) -> web.RequestHandler:
        """Begin one."""
        return _Connection(self)

    def connection_made(self, handler: web.RequestHandler, transport: asyncio.Transport) -> None:
        """Let one wait for a while; when too many do, the first of them has to go."""
        super().connection_made(handler, transport)
        if len(self._waiting) >= MOST_WAITING:
            self._turn_away(next(iter(self._waiting)))
        loop = asyncio.get_running_loop()
        self._waiting[handler] = loop.call_later(SECONDS_TO_BE_LET_IN, self._turn_away, handler)

    def connection_lost(self, handler: web.RequestHandler, exc: BaseException | None = None) -> None:
        """Forget one."""
        super().connection_lost(handler, exc)
        self.let_in(handler)

    def let_in(self, handler: web.RequestHandler) -> None:
        """Let one stay as long as it likes."""
        if timer := self._waiting.pop(handler, None):
            timer.cancel()

    def _turn_away(self, handler: web.RequestHandler) -> None:
        self.let_in(handler)
        if isinstance(handler.transport, asyncio.Transport):
            handler.transport.abort()


class _Connection(web.RequestHandler):
    """One connection; what is no request is answered in the server's own words, and quoted nowhere."""

    def __init__(self, connections: Connections) -> None:
        super().__init__(connections, loop=asyncio.get_running_loop(), logger=silent(), access_log=None)  # type: ignore[arg-type]
        self._malformed = connections.malformed

    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,
    ) -> web.StreamResponse:
        """Answer to what was not understood."""
        if request.writer.output_size:
            raise ConnectionError(message)
        return self._malformed(status)


def silent() -> logging.Logger:
    """A log that keeps nothing: what comes in may be a ticket."""
    log = logging.Logger("sixdonts.serving")
    log.addHandler(logging.NullHandler())
    return log
