"""The server of `sixdonts serve`: who is let in, what a browser is given, what becomes of a tab's program."""

from __future__ import annotations

import asyncio
import errno
import json
import logging
import os
import re
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession, ClientWebSocketResponse, CookieJar, WSCloseCode, WSMsgType, WSServerHandshakeError
from aiohttp.web import BaseRunner
from yarl import URL

from tests.tui.commanding import TOP, run
from tui.serving import connections, tab
from tui.serving.run import FaultTeller
from tui.serving.server import FONTS, HOST, LARGEST_MESSAGE, OUR_FONTS, WEBGL, Server, static_files
from tui.shown_on import IN_BROWSER

# Speaks as Textual does: says where it was started, gives back what it is sent, ends when it is told to, and notes it.
PROGRAM = """
import json, os, sys
from pathlib import Path
out, ended = sys.stdout.buffer, Path(os.environ["ENDED"])
def say(data):
    out.write(b"D" + len(data).to_bytes(4, "big") + data)
    out.flush()
out.write(b"Making something ...\\n__GANGLION__\\n")
say(json.dumps([sys.argv[1:], os.environ["COLUMNS"], os.environ["ROWS"]]).encode())
while head := sys.stdin.buffer.read(5):
    data = sys.stdin.buffer.read(int.from_bytes(head[1:], "big"))
    if data == b'{"type": "quit"}':
        ended.write_text("told to")
        break
    say(head[:1] + data)
else:
    ended.write_text("left alone")
"""


@dataclass
class Served:
    """A server, and a client that keeps no cookie unless it was let in."""

    server: Server
    runner: BaseRunner
    client: ClientSession
    ended: Path
    unforeseen: list[str]
    room: str = ""

    @property
    def origin(self) -> str:
        return f"http://{HOST}:{self.server.port}"

    def at(self, path: str) -> URL:
        """An address below the page's, byte for byte."""
        return URL(self.origin + self.room + path, encoded=True)

    async def status(self, path: str | URL, **headers: str) -> int:
        """How it answers."""
        async with self.client.get(path, headers=headers, allow_redirects=False) as answer:
            assert "sixdonts serve" in await answer.text() or answer.status != 403
            return answer.status

    async def let_in(self) -> None:
        """Use the ticket."""
        async with self.client.get(self.server.address, allow_redirects=False) as answer:
            assert answer.status == 303
            self.room = answer.headers["Location"]

    def tab(self, path: str = "ws?width=91&height=33", **headers: str) -> Any:
        """A tab's socket, as a browser asks for it."""
        return self.client.ws_connect(self.at(path), headers={"Origin": self.origin, **headers}, max_msg_size=0)


@asynccontextmanager
async def serving(folder: Path, program: str = PROGRAM) -> AsyncIterator[Served]:
    unforeseen: list[str] = []
    server = Server(
        [sys.executable, "-c", program, "demo"],
        {"ENDED": str(folder / "ended")},
        unforeseen=lambda: unforeseen.append(repr(sys.exception())),
    )
    runner = await server.start(0)
    try:
        async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as client:  # unsafe: of an address without a name
            yield Served(server, runner, client, folder / "ended", unforeseen)
    finally:
        await runner.cleanup()
    assert unforeseen == []


@pytest.fixture
async def served(tmp_path: Path) -> AsyncIterator[Served]:
    async with serving(tmp_path) as one:
        yield one


async def said(socket: ClientWebSocketResponse) -> bytes:
    """What the program drew next."""
    message = await asyncio.wait_for(socket.receive(), 20)
    assert message.type is WSMsgType.BINARY, message
    data: bytes = message.data
    return data


async def is_there(path: Path) -> str:
    async with asyncio.timeout(20):
        while not (path.exists() and path.read_text()):
            await asyncio.sleep(0.02)
    return path.read_text()


# The command


def test_an_address_is_printed_to_a_terminal_only(tmp_path: Path) -> None:
    done = run(tmp_path, "serve")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "needs a terminal" in done.stderr


def test_without_the_extra_one_line_says_how_to_have_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith(("tui.serving", "textual_serve"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "textual_serve", None)
    done = run(tmp_path, "serve", language="zh")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == '缺少此功能所需的组件。在能上网的电脑上这样安装：pip install "sixdonts[web]"\n'


@pytest.mark.slow
def test_in_a_browser_the_key_shown_for_changing_role_is_one_it_lets_through(own_home: Path) -> None:
    code = "from tui.app import SixdontsApp; print([one.key for one in SixdontsApp.BINDINGS if one.id == 'app.switch'])"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, cwd=TOP, env={**os.environ, IN_BROWSER: "1"}
    )
    assert done.stdout.decode() == "['ctrl+y,ctrl+t']\n"


# Who is let in


async def test_the_ticket_opens_once_and_its_cookie_is_for_this_page_alone(served: Served) -> None:
    assert await served.status(served.at("/open/")) == 403
    assert await served.status(served.at("/open/wrong")) == 403
    async with served.client.get(served.server.address, allow_redirects=False) as answer:
        cookie = answer.cookies[f"sixdonts-{served.server.port}"]
        room = answer.headers["Location"]
    assert answer.status == 303
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Strict", room)
    assert (cookie["domain"], cookie["max-age"], cookie["expires"]) == ("", "", "")  # gone with the browser

    assert await served.status(served.origin + room) == 200
    assert await served.status(served.server.address) == 403
    served.client.cookie_jar.clear()
    assert await served.status(served.origin + room) == 403
    async with ClientSession() as other, other.get(served.server.address) as again:
        assert again.status == 403


async def test_a_closed_tab_opens_again_by_the_address_of_the_page_and_who_asks_otherwise_hears_so(
    served: Served,
) -> None:
    """The bare address cannot: a cookie for it would be shown to every other server of this computer."""
    await served.let_in()
    for _time in range(2):
        async with served.tab() as socket:
            await said(socket)
        assert await served.status(served.at("")) == 200
    for elsewhere in (served.origin, served.origin + "/", served.server.address):
        async with served.client.get(elsewhere) as answer:
            page = await answer.text()
            assert (answer.status, "历史记录" in page, "history" in page) == (403, True, True)


async def test_without_the_cookie_nothing_is_to_be_had_and_nobody_learns_what_there_is(served: Served) -> None:
    await served.let_in()
    served.client.cookie_jar.clear()
    name = f"sixdonts-{served.server.port}"
    for path in ("", "ws", "static/textual.js", "static/xterm.css", "static/", "nothing", "../"):
        for cookie in ("", f"{name}=", f"{name}=wrong", f"{name}=é", "sixdonts-1=x"):
            assert await served.status(served.at(path), Cookie=cookie) == 403, (path, cookie)
    async with served.client.post(served.at("")) as answer:
        assert answer.status == 403


@pytest.mark.parametrize("path", ["", "ws", "static/page.js"])
async def test_another_name_or_another_page_is_refused_with_cookie_and_ticket_too(served: Served, path: str) -> None:
    port = served.server.port
    wrong = [
        {"Host": "sixdonts.example"}, {"Host": f"localhost:{port}"}, {"Host": HOST}, {"Host": f"{HOST}:1"},
        {"Origin": "http://sixdonts.example"}, {"Origin": f"http://{HOST}:1"}, {"Origin": "null"}, {"Origin": ""},
        {"Origin": f"https://{HOST}:{port}"},
        {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"},
    ]  # fmt: skip
    for headers in wrong:
        assert await served.status(served.server.address, **headers) == 403, headers
    await served.let_in()  # none of these used the ticket up
    for headers in wrong:
        assert await served.status(served.at(path), **headers) == 403, headers
    assert await served.status(served.at("static/page.js"), Origin=served.origin) == 200


async def test_a_socket_that_says_no_origin_or_another_is_refused_and_starts_nothing(served: Served) -> None:
    await served.let_in()
    assert await served.status(served.at("ws")) == 403
    for origin in ("http://sixdonts.example", f"http://{HOST}:1", "null"):
        with pytest.raises(WSServerHandshakeError) as refused:
            await served.tab(Origin=origin)
        assert refused.value.status == 403
    assert not served.ended.exists()


@pytest.mark.parametrize("place", [0, 1], ids=["first", "last"])
async def test_a_cookie_of_the_same_name_that_another_server_set_shuts_nobody_out(served: Served, place: int) -> None:
    await served.let_in()
    name = f"sixdonts-{served.server.port}"
    [ours] = [f"{name}={one.value}" for one in served.client.cookie_jar if one.key == name]
    served.client.cookie_jar.clear()
    shown = [f"{name}=x", "a=b"]
    shown.insert(place * 2, ours)
    assert await served.status(served.at(""), Cookie="; ".join(shown)) == 200
    assert await served.status(served.at(""), Cookie=f"{name}=x; x{ours}; {ours}x") == 403


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"GET / HTTP/1.1\r\nHost: example\r\nExpect: <b>\r\n\r\n", 403),
        (b"GET / HTTP/1.1\r\nHost: HERE\r\nExpect: <b>\r\n\r\n", 403),
        (b"POST / HTTP/1.1\r\nHost: HERE\r\nContent-Length: 9\r\n\r\n", 403),
        (b"<b>\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\n<b>\r\n\r\n", 400),
        (b"GET /" + b"<b>" * 5_000 + b" HTTP/1.1\r\n\r\n", 400),
    ],
    ids=range(6),
)
async def test_who_is_not_let_in_hears_only_the_servers_own_words_and_has_to_connect_anew(
    served: Served, sent: bytes, status: int
) -> None:
    reader, writer = await asyncio.open_connection(HOST, served.server.port)
    writer.write(sent.replace(b"HERE", f"{HOST}:{served.server.port}".encode()))
    if sent.startswith(b"POST"):
        writer.write(b"123456789")
    said = (await asyncio.wait_for(reader.read(), 5)).decode()
    writer.close()
    assert said.split(" ")[1] == str(status)
    assert "Server: sixdonts\r\n" in said
    assert "frame-ancestors 'none'" in said
    assert "<b>" not in said
    assert not re.search("aiohttp|python", said, re.IGNORECASE)


async def test_a_socket_that_was_asked_for_wrongly_hears_nothing_of_what_it_sent(served: Served) -> None:
    await served.let_in()
    headers = {"Origin": served.origin, "Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13"}
    async with served.client.get(served.at("ws"), headers={**headers, "Sec-WebSocket-Key": "nonsense"}) as answer:
        assert (answer.status, await answer.text()) == (400, "")
        assert answer.headers["Server"] == "sixdonts"


# Who is connected


async def test_however_many_connect_and_say_nothing_the_owner_gets_in(served: Served) -> None:
    idle = [await asyncio.open_connection(HOST, served.server.port) for _ in range(3 * connections.MOST_WAITING)]
    await served.let_in()
    assert await served.status(served.at("")) == 200
    gone = [await asyncio.wait_for(reader.read(), 5) for reader, _ in idle[: 2 * connections.MOST_WAITING]]
    assert set(gone) == {b""}
    async with served.tab() as socket:
        idle += [await asyncio.open_connection(HOST, served.server.port) for _ in range(2 * connections.MOST_WAITING)]
        await socket.send_json(["ping", "1"])
        while (message := await socket.receive(20)).type is WSMsgType.BINARY:
            pass
        assert message.data == '["pong", "1"]'  # who was let in stays
    for _, writer in idle:
        writer.close()


@pytest.mark.parametrize("sent", [b"", b"GET / HTTP/1.1\r\nHost: ", b"POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\n1"])
async def test_who_is_not_let_in_in_time_has_to_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sent: bytes
) -> None:
    monkeypatch.setattr(connections, "SECONDS_TO_BE_LET_IN", 0.2)
    async with serving(tmp_path) as served:
        await served.let_in()
        async with served.tab() as socket:
            await said(socket)
            reader, writer = await asyncio.open_connection(HOST, served.server.port)
            writer.write(sent)
            with suppress(ConnectionResetError):
                await asyncio.wait_for(reader.read(), 5)
            writer.close()
            await socket.send_json(["ping", "1"])
            assert (await socket.receive_json(timeout=20)) == ["pong", "1"]  # who was let in stays


async def test_a_system_that_has_no_more_files_is_a_line_and_no_traceback(capfd: pytest.CaptureFixture[str]) -> None:
    told: list[str] = []
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(FaultTeller(told.append, lambda: told.append(repr(sys.exception()))))
    for _ in range(2):  # asyncio tries again each second
        loop.call_exception_handler({"message": "accept", "exception": OSError(errno.EMFILE, "Too many open files")})
    loop.call_exception_handler({"message": "else", "exception": ValueError(1)})
    assert told == [told[0], "ValueError(1)"]
    assert "OSError" not in told[0]  # it is foreseen, and in words
    assert capfd.readouterr() == ("", "")


async def test_the_address_is_of_this_computer_alone(served: Served) -> None:
    assert URL(served.server.address).host == "127.0.0.1"
    assert len(URL(served.server.address).name) >= 43  # 256 bits
    with pytest.raises(OSError):
        await asyncio.open_connection("::1", served.server.port)


# What a browser is given


async def test_no_way_leads_to_another_file_and_no_folder_is_listed(served: Served) -> None:
    await served.let_in()
    for path in (
        "static/", "static", "static/../page.html", "static/..%2f..%2fserver.py", "static/%2e%2e/tab.py",
        "static//etc/passwd", "static/%2fetc%2fpasswd", "static/..%5cserver.py", "static/page.html",
        "static/__init__.py", "download/1", "nothing",
    ):  # fmt: skip
        assert await served.status(served.at(path)) == 404, path


async def test_the_page_needs_nothing_from_elsewhere_and_the_browser_is_told_to_allow_nothing_else(
    served: Served,
) -> None:
    answers = [(await served.client.get(served.at("/nothing"))).headers]
    await served.let_in()
    for path in ("", "static/textual.js", "static/page.css", "static/page.js", "static/xterm.css", "nothing"):
        async with served.client.get(served.at(path)) as answer:
            answers.append(answer.headers)
            if path in {"", "static/page.css", "static/page.js"}:
                assert "//" not in re.sub(r"(^|\s)// .*", "", await answer.text())  # a comment
    for headers in answers:
        rules = dict(one.strip().split(" ", 1) for one in headers["Content-Security-Policy"].split(";"))
        assert rules["default-src"] == "'none'"
        assert rules["script-src"] == "'self'"
        assert rules["connect-src"] == f"'self' ws://{HOST}:{served.server.port}"
        assert rules["frame-ancestors"] == rules["form-action"] == rules["base-uri"] == "'none'"
        assert headers["Cache-Control"] == "no-store"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["X-Content-Type-Options"] == "nosniff"


def test_the_script_draws_with_chinese_typefaces_and_does_not_insist_on_webgl() -> None:
    script = static_files(is_sample=False)["textual.js"]
    assert OUR_FONTS in script
    assert FONTS not in script
    assert WEBGL not in script


@pytest.mark.parametrize("is_sample", [False, True])
def test_the_page_of_a_sample_does_not_say_that_anything_is_kept(is_sample: bool) -> None:
    page = static_files(is_sample)["page.html"].decode()
    assert [one in page for one in ("已保存的内容都在", "what was saved is safe")] == [not is_sample] * 2
    assert [one in page for one in ("填写的内容不保留", "what was entered in it is not kept")] == [is_sample] * 2


async def test_no_log_hears_of_a_ticket(served: Served, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    for name in ("aiohttp.access", "aiohttp.server", "aiohttp.web", "asyncio"):
        logging.getLogger(name).setLevel(logging.DEBUG)
    address = URL(served.server.address)
    reader, writer = await asyncio.open_connection(HOST, served.server.port)
    writer.write(f"G\x00T {address.path} HTTP/1.1\r\n\r\n".encode())  # what is not understood is often quoted in a log
    assert b"400" in await reader.readline()
    writer.close()
    await served.let_in()
    assert await served.status(address) == 403
    assert address.name not in caplog.text


# What becomes of the program behind a tab


async def test_what_is_typed_comes_to_the_program_and_what_it_draws_to_the_tab(served: Served) -> None:
    await served.let_in()
    async with served.tab() as socket:
        assert json.loads(await said(socket)) == [["demo"], "91", "33"]
        await socket.send_json(["stdin", "会议\ud83d"])
        assert (await said(socket)).decode() == "D会议?"
        await socket.send_json(["resize", {"width": 80, "height": 24}])
        assert json.loads((await said(socket))[1:]) == {"type": "resize", "width": 80, "height": 24}
        await socket.send_json(["ping", "1"])
        assert (await socket.receive_json(timeout=20)) == ["pong", "1"]
    assert await is_there(served.ended) == "told to"


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ("x" * (LARGEST_MESSAGE + 1), 1009),
        ("nonsense", 1008), ("[]", 1008), ('["stdin", 1]', 1008), ('["open_url", "http://a.example"]', 1008),
        ("[" * 50_000, 1008), ('["resize", {"width": 100000000, "height": 1}]', 1008), ('["resize", {}]', 1008),
    ],
    ids=range(8),
)  # fmt: skip
async def test_a_message_that_no_tab_sends_ends_it(served: Served, message: str, code: int) -> None:
    await served.let_in()
    async with served.tab("ws?width=1e9&height=") as socket:
        assert json.loads(await said(socket))[1:] == ["80", "24"]
        await socket.send_str(message)
        while (await asyncio.wait_for(socket.receive(), 20)).type is WSMsgType.BINARY:
            pass
        assert socket.close_code == code
    assert await is_there(served.ended) == "told to"


async def test_a_program_that_ends_closes_its_tab_and_says_its_last_words_on_the_terminal(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    program = "import sys; print('__GANGLION__', flush=True); sys.exit('the disk is full\\x1b[2J')"
    async with serving(tmp_path, program) as served:
        await served.let_in()
        async with served.tab() as socket:
            assert (await asyncio.wait_for(socket.receive(), 20)).type is WSMsgType.CLOSE
    assert "the disk is full" in (told := capfd.readouterr().err)
    assert "\x1b" not in told


async def test_a_program_that_draws_for_a_tab_that_is_gone_is_not_held_up(tmp_path: Path) -> None:
    flood = PROGRAM.replace("while head", "for _ in range(300): say(b'x' * 100_000)\nwhile head")
    async with serving(tmp_path, flood) as served:
        await served.let_in()
        async with served.tab() as socket:
            await said(socket)
        assert await is_there(served.ended) == "told to"


async def test_when_the_server_ends_every_program_is_told_to_end(tmp_path: Path) -> None:
    async with serving(tmp_path) as served:
        await served.let_in()
        async with served.tab() as socket:
            await said(socket)
            async with asyncio.timeout(10):
                await asyncio.gather(served.runner.cleanup(), socket.receive())
            assert served.ended.read_text() == "told to"
            assert socket.close_code == WSCloseCode.GOING_AWAY  # then the page offers nothing to press


async def test_a_program_that_ends_of_itself_may_be_opened_again(tmp_path: Path) -> None:
    async with serving(tmp_path, PROGRAM.partition("while head")[0]) as served:
        await served.let_in()
        async with served.tab() as socket:
            await said(socket)
            await socket.receive()
            assert socket.close_code == WSCloseCode.OK


HANGS = """
import os, time
from pathlib import Path
print("__GANGLION__", flush=True)
Path(os.environ["ENDED"]).write_text(str(os.getpid()))
time.sleep(600)
"""


@pytest.fixture
def no_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tab, "PATIENCE", 0.3)


@pytest.mark.skipif(os.name == "nt", reason="asks for a process as POSIX does")
@pytest.mark.usefixtures("no_patience")
@pytest.mark.parametrize("how", ["the tab is closed", "the server ends", "too much is typed"])
async def test_a_program_that_reads_nothing_any_more_is_killed_with_all_that_waits_for_it(
    tmp_path: Path, how: str
) -> None:
    async with serving(tmp_path, HANGS) as served:
        await served.let_in()
        async with served.tab() as socket:
            program = int(await is_there(served.ended))
            for _ in range(12 if how == "too much is typed" else 2):
                await socket.send_json(["stdin", "a" * 1_000_000])
            if how == "the server ends":
                await asyncio.wait_for(served.runner.cleanup(), 10)
            elif how == "too much is typed":
                await asyncio.wait_for(socket.receive(), 10)
                assert socket.close_code == 1008
        async with asyncio.timeout(10):
            while is_running(program):
                await asyncio.sleep(0.02)


@pytest.mark.usefixtures("no_patience")
async def test_a_tab_that_is_just_starting_does_not_keep_a_server_that_ends(tmp_path: Path) -> None:
    async with serving(tmp_path, HANGS) as served:
        await served.let_in()
        opening = asyncio.ensure_future(served.tab())
        while not served.server._tabs:
            await asyncio.sleep(0)
        await asyncio.wait_for(served.runner.cleanup(), 10)
        await (await opening).close()


def is_running(program: int) -> bool:
    try:
        os.kill(program, 0)
    except ProcessLookupError:
        return False
    return True
