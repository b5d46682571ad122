"""The program in a browser, from the address on the terminal to the records on the disk."""

from __future__ import annotations

import asyncio
import json
import re
import socket
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pyte
import pytest
from aiohttp import ClientSession, ClientWebSocketResponse, CookieJar, WSMsgType
from yarl import URL

from tests.browser import CHROMIUM, Tab, chromium, text_of, wait_for
from tests.storage.vaults import PASSPHRASE, turn_on
from tests.terminal import Terminal

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in /proc")]

CONNECT = """new Promise(done => {
  const socket = new WebSocket("%s");
  socket.onopen = () => done("open");
  socket.onerror = () => done("refused");
})"""


def address_on(terminal: Terminal) -> str:
    """The address that `serve` printed."""
    found = re.search(r"http://127\.0\.0\.1:\d+/open/\S+", terminal.until("Ctrl+C"))
    assert found is not None
    return found[0]


def programs_of(terminal: Terminal) -> list[str]:
    """The processes that run behind tabs."""
    pid = terminal.child.pid
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()


def drafts(home: Path) -> str:
    """What is kept of what was being typed."""
    path = home / "drafts.json"
    return path.read_text("utf-8") if path.exists() else ""


def answers(home: Path) -> list[tuple[str, str]]:
    """The marks and sentences on the disk."""
    [file] = (home / "checks").glob("*.json")
    [check] = json.loads(file.read_text("utf-8"))["records"].values()
    return [(one["mark"], one["sentence"]) for one in check["answers"]]


@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here")
async def test_the_six_are_marked_in_a_browser_and_nobody_else_gets_in(own_home: Path, tmp_path: Path) -> None:
    terminal = Terminal(own_home, "serve", documents=tmp_path)
    address = address_on(terminal)
    async with chromium(tmp_path / "browser") as browser:
        tab = await browser.open(address)
        await tab.until("已对照 0 / 6")
        await _mark_the_six(tab)
        assert sorted(answers(own_home)) == [*[("kept", "")] * 4, ("not_faced", ""), ("not_kept", "会议通知晚发半天")]

        again = await browser.open(address)
        other = await browser.open(address, as_somebody_else=True)
        assert (again.statuses, other.statuses) == ([403], [403])
        foreign = await browser.open("data:text/html,<p>")
        assert await foreign.value(CONNECT % tab.socket) == "refused"

        await tab.press("Enter")
        await tab.until("Esc 暂存")
        await tab.compose("xie", "写到一半")
        await tab.until("写到一半")
        last = await browser.open(tab.socket.replace("ws", "http", 1).partition("ws?")[0])
        await last.until("已对照 6 / 6")
        await tab.close()
        await wait_for(lambda: "写到一半" in drafts(own_home), lambda: "the draft was not kept")
        await wait_for(lambda: len(programs_of(terminal)) == 1, lambda: "the program runs on")
        terminal.press("\x03")
        shown = "['ended', 'gone'].filter(one => !document.getElementById(one).hidden).join()"
        async with asyncio.timeout(40):
            while await last.value(shown) != "gone":
                await asyncio.sleep(0.05)
    assert tab.complaints == []
    assert {URL(one).authority for one in tab.asked_for} == {URL(address).authority}
    terminal.press("\x03")
    terminal.until("正在结束")
    terminal.child.wait()
    assert terminal.child.exitstatus == 0


async def _mark_the_six(tab: Tab) -> None:
    """By keys alone, and what one of them needs through an input method; F5 is a room, and loads nothing anew."""
    await tab.press("1", "1", "3", "Enter")
    await tab.until("Esc 暂存")
    await tab.compose("h", "hui", "huiyi", "会议")
    await tab.until("会议")  # nobody begins the next word before the browser is done with this one
    await tab.compose("tongzhiwanfabantian", "通知晚发半天")
    await tab.until("会议通知晚发半天")
    await tab.press("Enter")
    await tab.until("1 做到")
    await tab.press("1", "4", "1")
    await tab.until("已对照 6 / 6")
    await tab.press("F5")
    await tab.until("没有未办结的事项")
    await tab.press("F2")
    await tab.until("已对照 6 / 6")
    assert tab.statuses == [200]


def test_a_port_in_use_is_one_line_that_says_what_to_do(own_home: Path, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        terminal = Terminal(own_home, "serve", "--port", port, documents=tmp_path)
        said = terminal.until("--port")
    assert said.replace("\n", "") == f"端口 {port} 不能使用：已被其他程序占用。请用 --port 换一个端口。"
    terminal.child.wait()
    assert terminal.child.exitstatus == 1


# What needs no browser: the program behind a tab


class BareTab:
    """A tab's socket, without a page."""

    def __init__(self, socket: ClientWebSocketResponse) -> None:
        self._socket = socket
        self.screen = pyte.Screen(80, 24)
        self._stream = pyte.ByteStream(self.screen)

    async def until(self, *words: str) -> None:
        """Read until all these words are on the screen."""
        async with asyncio.timeout(40):
            while not all(one in text_of(self.screen) for one in words):
                message = await self._socket.receive()
                assert message.type is WSMsgType.BINARY, f"never came: {words}\n{text_of(self.screen)}"
                self._stream.feed(message.data)

    async def type(self, text: str) -> None:
        """Send what keys make."""
        await self._socket.send_json(["stdin", text])

    async def ended(self) -> None:
        """Read until it is closed from the other side."""
        async with asyncio.timeout(40):
            async for _message in self._socket:
                pass


@asynccontextmanager
async def let_in(address: str) -> AsyncIterator[tuple[ClientSession, str]]:
    """A client with the cookie, and where the socket is."""
    async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as client, client.get(address) as page:
        yield client, str(page.url / "ws")


@asynccontextmanager
async def bare_tab(client: ClientSession, socket: str) -> AsyncIterator[BareTab]:
    headers = {"Origin": str(URL(socket).origin())}
    async with client.ws_connect(socket, headers=headers, max_msg_size=0) as opened:
        yield BareTab(opened)


@pytest.fixture
def terminal(own_home: Path, tmp_path: Path) -> Iterator[Terminal]:
    terminal = Terminal(own_home, "serve", documents=tmp_path)
    yield terminal
    terminal.child.close(force=True)


async def test_a_server_that_is_killed_leaves_no_program_behind_and_loses_no_word(
    terminal: Terminal, own_home: Path
) -> None:
    async with let_in(address_on(terminal)) as (client, socket), bare_tab(client, socket) as tab:
        await tab.until("已对照 0 / 6")
        await tab.type("3\x1b[A\r")
        await tab.until("Esc 暂存")
        [program] = programs_of(terminal)
        await tab.type("写到一半")
        await tab.until("写到一半")
        terminal.kill()
    await wait_for(lambda: not Path(f"/proc/{program}").exists(), lambda: "the program runs on")
    assert "写到一半" in drafts(own_home)
    assert list(own_home.glob("error-*")) == []


async def test_what_was_pressed_the_moment_before_a_tab_is_closed_is_done(terminal: Terminal, own_home: Path) -> None:
    async with let_in(address_on(terminal)) as (client, socket):
        async with bare_tab(client, socket) as tab:
            await tab.until("已对照 0 / 6")
            await tab.type("123114")
        await wait_for(lambda: not programs_of(terminal), lambda: "the program runs on")
    assert [mark for mark, _ in answers(own_home)] == ["kept", "partly", "not_kept", "kept", "kept", "not_faced"]


async def test_locking_ends_the_tab_and_opened_again_it_is_locked(own_home: Path, tmp_path: Path) -> None:
    own_home.mkdir()
    turn_on(own_home)
    terminal = Terminal(own_home, "serve", documents=tmp_path)
    async with let_in(address_on(terminal)) as (client, socket):
        async with bare_tab(client, socket) as tab:
            await tab.until("已上锁")
            await tab.type(PASSPHRASE)
            await tab.type("\r")
            await tab.until("已对照 0 / 6")
            await tab.type("\x0c")  # Ctrl+L
            await tab.ended()
        assert programs_of(terminal) == []
        async with bare_tab(client, socket) as tab:
            await tab.until("已上锁")
    terminal.press("\x03")
    terminal.until("正在结束")
