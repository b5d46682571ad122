"""A headless Chromium, driven as its own tools drive it, and what a terminal in one of its tabs shows (pyte)."""

from __future__ import annotations

import asyncio
import base64
import itertools
import json
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import pyte
from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
QUIET = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync", "--disable-extensions",
         "--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage"]  # fmt: skip
KEYS = {"Enter": 13, "Escape": 27, "Tab": 9, "F2": 113, "F5": 116, "F9": 120}
SECONDS = 40


class Chromium:
    """The browser: answers to what is asked of it, and events of its tabs as they come."""

    def __init__(self, socket: ClientWebSocketResponse) -> None:
        self._socket = socket
        self._ids = itertools.count(1)
        self._asked: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self.tabs: dict[str, Tab] = {}

    async def listen(self) -> None:
        """Hand on what comes, until the browser is gone."""
        async for message in self._socket:
            if message.type is not WSMsgType.TEXT:
                continue
            said = json.loads(message.data)
            if "id" in said:
                self._asked.pop(said["id"]).set_result(said)
            elif (tab := self.tabs.get(said.get("sessionId", ""))) is not None:
                tab.hear(said["method"], said["params"])

    async def ask(self, method: str, session: str = "", **params: Any) -> dict[str, Any]:
        """What the browser answers."""
        number = next(self._ids)
        answer = self._asked[number] = asyncio.get_running_loop().create_future()
        await self._socket.send_json(
            {"id": number, "method": method, "params": params, **({"sessionId": session} if session else {})}
        )
        said = await asyncio.wait_for(answer, SECONDS)
        assert "error" not in said, said
        result: dict[str, Any] = said["result"]
        return result

    async def open(self, address: str, *, as_somebody_else: bool = False) -> Tab:
        """A new tab; `as_somebody_else`, one that knows no cookie of the others."""
        apart = await self.ask("Target.createBrowserContext") if as_somebody_else else {}
        target = (await self.ask("Target.createTarget", url="about:blank", **apart))["targetId"]
        session = (await self.ask("Target.attachToTarget", targetId=target, flatten=True))["sessionId"]
        tab = self.tabs[session] = Tab(self, session, target)
        for domain in ("Page", "Runtime", "Log", "Network"):
            await self.ask(f"{domain}.enable", session)
        await tab.go(address)
        return tab


class Tab:
    """One tab.

    Attributes:
        asked_for: every address it asked for. complaints: errors on its console, and whatever its rules forbade.
        socket: where its page connects to. statuses: what the pages it went to came back with.
    """

    def __init__(self, browser: Chromium, session: str, target: str) -> None:
        self._browser, self._session, self._target = browser, session, target
        self.asked_for: list[str] = []
        self.complaints: list[str] = []
        self.socket = ""
        self.statuses: list[int] = []
        self.screen = pyte.Screen(80, 24)
        self._stream = pyte.ByteStream(self.screen)

    def hear(self, method: str, params: dict[str, Any]) -> None:
        """Take note of what happened."""
        if method == "Network.requestWillBeSent":
            self.asked_for.append(params["request"]["url"])
        elif method == "Network.webSocketCreated":
            self.socket = params["url"]
            self.asked_for.append(self.socket)
        elif method == "Network.responseReceived" and params["type"] == "Document":
            self.statuses.append(params["response"]["status"])
        elif method == "Network.webSocketFrameReceived" and params["response"]["opcode"] == 2:
            self._stream.feed(base64.b64decode(params["response"]["payloadData"]))
        elif method == "Network.webSocketFrameSent":
            self._resized(params["response"]["payloadData"])
        elif method == "Runtime.exceptionThrown":
            self.complaints.append(str(params["exceptionDetails"]))
        elif method == "Log.entryAdded" and params["entry"]["level"] in {"error", "warning"}:
            self.complaints.append(params["entry"]["text"])

    def _resized(self, sent: str) -> None:
        with suppress(ValueError):
            if (message := json.loads(sent))[0] == "resize":
                self.screen.resize(message[1]["height"], message[1]["width"])

    async def go(self, address: str) -> None:
        """Go to an address."""
        await self._browser.ask("Page.navigate", self._session, url=address)

    async def close(self) -> None:
        """Close it, as a person does."""
        await self._browser.ask("Target.closeTarget", targetId=self._target)

    async def press(self, *keys: str) -> None:
        """Press keys: a character, or one by its name."""
        for key in keys:
            await self._press(key)

    async def _press(self, key: str) -> None:
        code = KEYS.get(key, ord(key[0].upper()))
        text = {"text": {"Enter": "\r"}.get(key, key)} if len(key) == 1 or key == "Enter" else {}
        for kind in ("keyDown", "keyUp"):
            await self._browser.ask(
                "Input.dispatchKeyEvent", self._session, type=kind, key=key, windowsVirtualKeyCode=code, **text
            )

    async def compose(self, *steps: str) -> None:
        """Type through an input method: what stands while it is composed, and at last what is chosen."""
        for step in steps[:-1]:
            end = len(step)
            await self._browser.ask(
                "Input.imeSetComposition", self._session, text=step, selectionStart=end, selectionEnd=end
            )
        await self._browser.ask("Input.insertText", self._session, text=steps[-1])

    async def value(self, expression: str) -> Any:
        """What a line of script in the page comes to."""
        answer = await self._browser.ask("Runtime.evaluate", self._session, expression=expression, awaitPromise=True,
                                         returnByValue=True)  # fmt: skip
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    async def picture(self) -> bytes:
        """How it looks, as PNG."""
        answer = await self._browser.ask("Page.captureScreenshot", self._session)
        return base64.b64decode(answer["data"])

    @property
    def text(self) -> str:
        """What the terminal in it shows."""
        return text_of(self.screen)

    async def until(self, *words: str) -> None:
        """Wait until all these words are on the terminal in it."""
        await wait_for(lambda: all(one in self.text for one in words), lambda: f"never came: {words}\n{self.text}")


def text_of(screen: pyte.Screen) -> str:
    """What a terminal shows; behind each wide character pyte has an empty cell."""
    lines = (screen.buffer[row] for row in range(screen.lines))
    return "\n".join("".join(line[column].data for column in range(screen.columns)).rstrip() for line in lines)


async def wait_for(condition: Callable[[], bool], otherwise: Callable[[], str]) -> None:
    """Return when it holds."""
    with suppress(TimeoutError):
        async with asyncio.timeout(SECONDS):
            while not condition():
                await asyncio.sleep(0.05)
            return
    raise AssertionError(otherwise())


@asynccontextmanager
async def chromium(folder: Path) -> AsyncIterator[Chromium]:
    """A browser with nothing in it, that keeps what it keeps in a folder."""
    assert CHROMIUM is not None
    process = await asyncio.create_subprocess_exec(
        CHROMIUM, *QUIET, "--remote-debugging-port=0", "--window-size=1000,620", f"--user-data-dir={folder}",
        "about:blank", stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    port = folder / "DevToolsActivePort"
    try:
        await wait_for(lambda: port.exists() and "\n" in port.read_text(), lambda: "Chromium did not start")
        number, path = port.read_text().splitlines()
        async with (
            ClientSession() as session,
            session.ws_connect(f"http://127.0.0.1:{number}{path}", max_msg_size=0) as ws,
        ):
            browser = Chromium(ws)
            listening = asyncio.create_task(browser.listen())
            yield browser
            await browser.ask("Browser.close")
            await listening
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()
