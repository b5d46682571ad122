"""A server for one person: on this computer's own address, opened by a ticket that works once.

The ticket stands in the address that is printed; whoever opens it first gets a cookie instead. Cookies know no port: a
browser shows those of this one to every other server of this computer, whoever runs it. So the cookie is bound to a
path nobody can guess, under which everything lies. Host, Origin and cookie are checked before anything else, so that
who is not let in does not learn what there is.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Mapping, Sequence
from hmac import compare_digest
from importlib.resources import files

from aiohttp import WSMsgType, web
from textual_serve.app_service import AppService  # noqa: F401 # where it is not installed nothing here can be used

from tui.serving.connections import BACKLOG, Connections
from tui.serving.tab import Tab, is_size

HOST = "127.0.0.1"
TICKET_PATH = "/open/"
HEARTBEAT = 15.0  # seconds; a tab that does not answer is gone
SECONDS_TO_PART = 2.0  # for a browser's answer to a close: one that hangs must not keep the server
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

# What page.html says of a program that has ended, and what is true of a sample.
OF_A_SAMPLE = {
    "程序已结束，已保存的内容都在。": "示例已关闭，在示例中填写的内容不保留。",
    "The program has ended; what was saved is safe.": "The sample is closed; what was entered in it is not kept.",
}


class Server:
    """Shows the program in tabs of its owner's browser.

    Args:
        command: the program and its arguments, run anew for each tab.
        environment: what it finds in its environment beside what Textual needs.
        unforeseen: what says in a line that something unforeseen happened.
        is_sample: whether what is entered goes with the tab.
    """

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        unforeseen: Callable[[], None],
        *,
        is_sample: bool = False,
    ) -> None:
        self.port = 0
        self.is_sample = is_sample
        self._command, self._environment, self._unforeseen = command, environment, unforeseen
        self._ticket = secrets.token_urlsafe(32)  # empty when it was used
        self._cookie = secrets.token_urlsafe(32)
        self._room = f"/{secrets.token_urlsafe(16)}/"
        self._files = static_files(is_sample)
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

    async def start(self, port: int) -> web.BaseRunner:
        """Listen on this computer's own address, on a free port where it is 0; `cleanup` of what comes back ends it.

        Raises:
            OSError: the port cannot be had.
        """
        self._connections = Connections(self._answer, self._plain)
        runner = _Runner(self._connections, self._end_tabs)
        await runner.setup()
        try:
            await web.TCPSite(runner, HOST, port, backlog=BACKLOG).start()
        except OSError:
            await runner.cleanup()
            raise
        self.port = runner.addresses[0][1]
        return runner

    async def _answer(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answer whatever is asked; who is not let in has to connect anew."""
        try:
            answer = await self._guarded(request)
        except Exception:
            self._unforeseen()
            answer = self._plain(500)
        if not answer.prepared:
            self._add_headers(answer)
        return answer

    # Who is let in

    async def _guarded(self, request: web.BaseRequest) -> web.StreamResponse:
        """Let in who comes from our own page with our cookie, and once who has the ticket."""
        if self._is_from_here(request):
            if request.path.startswith(TICKET_PATH):
                return self._open(request)
            if self._has_cookie(request):
                self._connections.let_in(request.protocol)
                return await self._given(request)
        return self._refused()

    def _is_from_here(self, request: web.BaseRequest) -> bool:
        """Whether the browser asked for this very address, and no other page made it ask."""
        headers = request.headers
        return (
            headers.getall("Host", []) == [f"{HOST}:{self.port}"]
            and headers.getall("Origin", [self._origin]) == [self._origin]
            and headers.get("Sec-Fetch-Site", "none") in {"none", "same-origin"}
        )

    def _has_cookie(self, request: web.BaseRequest) -> bool:
        """Whether ours is among the cookies; another server of this computer may have set one of the same name."""
        cookie = f"{self._cookie_name}={self._cookie}".encode()
        shown = ";".join(request.headers.getall("Cookie", [])).split(";")
        return any(compare_digest(one.strip().encode("utf-8", "replace"), cookie) for one in shown)

    def _refused(self) -> web.Response:
        answer = self._file("refused.html", 403)
        answer.force_close()
        return answer

    def _open(self, request: web.BaseRequest) -> web.StreamResponse:
        """Give the cookie for the ticket; the address bar then shows the page, without it."""
        shown = request.path.removeprefix(TICKET_PATH).encode("utf-8", "replace")
        if request.method != "GET" or not self._ticket or not compare_digest(shown, self._ticket.encode()):
            return self._refused()
        self._ticket = ""
        answer = web.Response(status=303, headers={"Location": self._room})
        answer.set_cookie(self._cookie_name, self._cookie, path=self._room, httponly=True, samesite="Strict")
        return answer

    def _add_headers(self, answer: web.StreamResponse) -> None:
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

    async def _given(self, request: web.BaseRequest) -> web.StreamResponse:
        """The page, its socket, or one of four files by its name; there is no folder behind it."""
        if request.method != "GET":
            return self._plain(405)
        if request.path == self._room:
            return self._file("page.html")
        if request.path == self._room + "ws":
            return await self._tab(request)
        folder, _slash, name = request.path.rpartition("/")
        if folder != self._room + "static" or name not in self._files or name.endswith(".html"):
            return self._plain(404)
        return self._file(name)

    def _file(self, name: str, status: int = 200) -> web.Response:
        kind = {"html": "text/html", "css": "text/css", "js": "text/javascript"}[name.rpartition(".")[2]]
        return web.Response(status=status, body=self._files[name], content_type=kind, charset="utf-8")

    def _plain(self, status: int) -> web.Response:
        """An answer that says nothing but its status."""
        answer = web.Response(status=status)
        answer.force_close()
        self._add_headers(answer)
        return answer

    async def _tab(self, request: web.BaseRequest) -> web.StreamResponse:
        """Run the program for a tab until either ends."""
        if "Origin" not in request.headers:  # a browser always says it here
            return self._refused()
        socket = web.WebSocketResponse(
            timeout=SECONDS_TO_PART, heartbeat=HEARTBEAT, max_msg_size=LARGEST_MESSAGE, compress=False
        )
        self._add_headers(socket)
        try:
            await socket.prepare(request)
        except web.HTTPException:  # no browser asks so; what it says quotes what was sent
            return self._plain(400)
        tab = Tab(self._command, self._environment, socket)
        self._tabs.add(tab)
        try:
            await tab.start(*_size(request))
            if tab.is_stopped:  # the server ended meanwhile
                return socket
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

    async def _end_tabs(self) -> None:
        await asyncio.gather(*(tab.stop() for tab in self._tabs))


class _Runner(web.ServerRunner):
    """Listens until it is cleaned up; first of all the tabs end."""

    def __init__(self, connections: Connections, end_tabs: Callable[[], Awaitable[None]]) -> None:
        super().__init__(connections, shutdown_timeout=SECONDS_TO_CLOSE)
        self._end_tabs = end_tabs

    async def shutdown(self) -> None:
        """End the tabs."""
        await self._end_tabs()


def static_files(is_sample: bool) -> dict[str, bytes]:
    """What the page is made of, by name: ours, and what textual-serve brings, with our typefaces."""
    ours, theirs = files("tui.serving"), files("textual_serve") / "static"
    found = {name: (ours / name).read_bytes() for name in ("page.html", "refused.html", "page.css", "page.js")}
    for kept, gone in OF_A_SAMPLE.items() if is_sample else ():
        found["page.html"] = found["page.html"].replace(kept.encode(), gone.encode())
    found["xterm.css"] = (theirs / "css" / "xterm.css").read_bytes()
    found["textual.js"] = (theirs / "js" / "textual.js").read_bytes().replace(FONTS, OUR_FONTS).replace(WEBGL, b"")
    return found


def _size(request: web.BaseRequest) -> tuple[int, int]:
    """How many cells the tab has; 80 × 24 where it says none that can be."""
    try:
        width, height = int(request.query["width"]), int(request.query["height"])
    except (KeyError, ValueError):
        return 80, 24
    return (width, height) if is_size(width, height) else (80, 24)
