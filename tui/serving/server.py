"""A server for one person: on this computer's own address, opened by a ticket that works once.

The ticket stands in the address that is printed; whoever opens it first gets a cookie instead. Cookies know no port: a
browser shows those of this one to every other server of this computer, whoever runs it. So the cookie is bound to a
path nobody can guess, under which everything lies. Host, Origin and cookie are checked before anything else, so that
who is not let in does not learn what there is.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable, Mapping, Sequence
from hmac import compare_digest
from importlib.resources import files

from aiohttp import WSMsgType, web
from textual_serve.app_service import AppService  # noqa: F401 # where it is not installed nothing here can be used

from tui.serving.tab import Tab, is_size

HOST = "127.0.0.1"
TICKET_PATH = "/open/"
HEARTBEAT = 15.0  # seconds; a tab that does not answer is gone
LARGEST_MESSAGE = 1 << 20  # a paste of a quarter of a million Chinese characters
SECONDS_TO_CLOSE = 15.0

# textual.js is Textual's own. It looks for one typeface, from another computer, and none for Chinese; and it draws by
# WebGL first, without which it does not begin, only to draw by something else.
FONTS = b"'Roboto Mono', Monaco, 'Courier New', monospace"
OUR_FONTS = (
    b"'Cascadia Mono', Consolas, Menlo, 'DejaVu Sans Mono', 'Noto Sans Mono CJK SC', 'Source Han Mono SC', "
    b"'Microsoft YaHei', 'PingFang SC', 'WenQuanYi Zen Hei Mono', 'Noto Sans CJK SC', monospace"
)
WEBGL = b"this.terminal.loadAddon(this.webglAddon),"

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Server:
    """Shows the program in tabs of its owner's browser.

    Args:
        command: the program and its arguments, run anew for each tab.
        environment: what it finds in its environment beside what Textual needs.
        unforeseen: what says in a line that something unforeseen happened.
    """

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], unforeseen: Callable[[], None]) -> None:
        self.port = 0
        self._command, self._environment, self._unforeseen = command, environment, unforeseen
        self._ticket = secrets.token_urlsafe(32)  # empty when it was used
        self._cookie = secrets.token_urlsafe(32)
        self._room = f"/{secrets.token_urlsafe(16)}/"
        self._files = static_files()
        self._tabs: set[Tab] = set()

    @property
    def address(self) -> str:
        """What its owner opens, once."""
        return f"{self._origin}{TICKET_PATH}{self._ticket}"

    @property
    def _origin(self) -> str:
        return f"http://{HOST}:{self.port}"

    @property
    def _cookie_name(self) -> str:
        return f"sixdonts-{self.port}"

    async def start(self, port: int) -> web.AppRunner:
        """Listen on this computer's own address, on a free port where it is 0; `cleanup` of what comes back ends it.

        Raises:
            OSError: the port cannot be had.
        """
        runner = web.AppRunner(
            self._application(), access_log=None, logger=_silent(), shutdown_timeout=SECONDS_TO_CLOSE
        )
        await runner.setup()
        try:
            await web.TCPSite(runner, HOST, port).start()
        except OSError:
            await runner.cleanup()
            raise
        self.port = runner.addresses[0][1]
        return runner

    def _application(self) -> web.Application:
        app = web.Application(middlewares=[self._guard], logger=_silent())
        app.router.add_get(TICKET_PATH + "{ticket:.*}", self._open, allow_head=False)
        app.router.add_get(self._room, self._page, allow_head=False)
        app.router.add_get(self._room + "static/{name}", self._static, allow_head=False)
        app.router.add_get(self._room + "ws", self._tab, allow_head=False)
        app.on_response_prepare.append(self._add_headers)
        app.on_shutdown.append(self._end_tabs)
        return app

    # Who is let in

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Let in who comes from our own page with our cookie, and once who has the ticket."""
        is_opening = request.path.startswith(TICKET_PATH)
        if not self._is_from_here(request) or not (is_opening or self._has_cookie(request)):
            return self._refused()
        try:
            return await handler(request)
        except web.HTTPException:
            raise
        except Exception:
            self._unforeseen()
            return web.Response(status=500)

    def _is_from_here(self, request: web.Request) -> bool:
        """Whether the browser asked for this very address, and no other page made it ask."""
        headers = request.headers
        return (
            headers.getall("Host", []) == [f"{HOST}:{self.port}"]
            and headers.getall("Origin", [self._origin]) == [self._origin]
            and headers.get("Sec-Fetch-Site", "none") in {"none", "same-origin"}
        )

    def _has_cookie(self, request: web.Request) -> bool:
        shown = request.cookies.get(self._cookie_name, "")
        return compare_digest(shown.encode("utf-8", "replace"), self._cookie.encode())

    def _refused(self) -> web.Response:
        return web.Response(status=403, body=self._files["refused.html"], content_type="text/html", charset="utf-8")

    async def _open(self, request: web.Request) -> web.StreamResponse:
        """Give the cookie for the ticket; the address bar then shows the page, without it."""
        shown = request.match_info["ticket"].encode("utf-8", "replace")
        if not self._ticket or not compare_digest(shown, self._ticket.encode()):
            return self._refused()
        self._ticket = ""
        answer = web.Response(status=303, headers={"Location": self._room})
        answer.set_cookie(self._cookie_name, self._cookie, path=self._room, httponly=True, samesite="Strict")
        return answer

    async def _add_headers(self, _request: web.Request, answer: web.StreamResponse) -> None:
        """Forbid the browser what the page does not need, and to keep any of it; xterm.js makes styles of its own."""
        socket = self._origin.replace("http", "ws", 1)
        answer.headers.update(
            {
                "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
                f"img-src data:; connect-src 'self' {socket}; "
                "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
                "X-Content-Type-Options": "nosniff",
                "X-Frame-Options": "DENY",
                "Referrer-Policy": "no-referrer",
                "Cross-Origin-Opener-Policy": "same-origin",
                "Cross-Origin-Resource-Policy": "same-origin",
                "Cache-Control": "no-store",
                "Server": "sixdonts",
            }
        )

    # What a browser is given

    async def _page(self, _request: web.Request) -> web.StreamResponse:
        return self._file("page.html")

    async def _static(self, request: web.Request) -> web.StreamResponse:
        """One of four files by its name; there is no folder behind it."""
        name = request.match_info["name"]
        if name not in self._files or name.endswith(".html"):
            raise web.HTTPNotFound
        return self._file(name)

    def _file(self, name: str) -> web.Response:
        kind = {"html": "text/html", "css": "text/css", "js": "text/javascript"}[name.rpartition(".")[2]]
        return web.Response(body=self._files[name], content_type=kind, charset="utf-8")

    async def _tab(self, request: web.Request) -> web.StreamResponse:
        """Run the program for a tab until either ends."""
        if "Origin" not in request.headers:  # a browser always says it here
            return self._refused()
        socket = web.WebSocketResponse(heartbeat=HEARTBEAT, max_msg_size=LARGEST_MESSAGE, compress=False)
        await socket.prepare(request)
        tab = Tab(self._command, self._environment, socket)
        self._tabs.add(tab)
        try:
            await tab.start(*_size(request))
            async for message in socket:
                if message.type is not WSMsgType.TEXT or not await tab.take(message.data):
                    await socket.close(code=1008)
        except Exception:
            self._unforeseen()
            await socket.close(code=1011)
        finally:
            await tab.stop()
            self._tabs.discard(tab)
        return socket

    async def _end_tabs(self, _app: web.Application) -> None:
        await asyncio.gather(*(tab.stop() for tab in self._tabs))


def static_files() -> dict[str, bytes]:
    """What the page is made of, by name: ours, and what textual-serve brings, with our typefaces."""
    ours, theirs = files("tui.serving"), files("textual_serve") / "static"
    found = {name: (ours / name).read_bytes() for name in ("page.html", "refused.html", "page.css", "page.js")}
    found["xterm.css"] = (theirs / "css" / "xterm.css").read_bytes()
    found["textual.js"] = (theirs / "js" / "textual.js").read_bytes().replace(FONTS, OUR_FONTS).replace(WEBGL, b"")
    return found


def _size(request: web.Request) -> tuple[int, int]:
    """How many cells the tab has; 80 × 24 where it says none that can be."""
    try:
        width, height = int(request.query["width"]), int(request.query["height"])
    except (KeyError, ValueError):
        return 80, 24
    return (width, height) if is_size(width, height) else (80, 24)


def _silent() -> logging.Logger:
    """A log that keeps nothing: what comes in may be a ticket."""
    log = logging.Logger("sixdonts.serving")
    log.addHandler(logging.NullHandler())
    return log
