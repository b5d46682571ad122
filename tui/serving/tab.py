"""The process behind one tab of a browser: started without a shell, ended with the tab."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Literal

from aiohttp import WSCloseCode, web
from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

from content.printable import printable

PRELUDE = b"__GANGLION__\n"  # what Textual says before it draws; lines before it are for a terminal
PATIENCE = 10.0  # seconds for the program to keep what is being typed and to end
SECONDS_TO_DIE = 2.0  # once it was killed; what it started may hold its pipes open
LARGEST_BACKLOG = 8 << 20  # bytes that wait for a program which reads nothing
NEW_GROUP = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)  # Windows; elsewhere it is a new session


class Tab(AppService):
    """One run of the program, shown in one tab.

    Args:
        command: the program and its arguments.
        environment: what it finds in its environment.
        socket: where the tab listens.
    """

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], socket: web.WebSocketResponse) -> None:
        super().__init__(
            command[0],
            write_bytes=socket.send_bytes,
            write_str=socket.send_str,
            close=self._close,
            download_manager=DownloadManager(),
        )
        self._argv = list(command)
        self._environment = environment
        self._socket = socket
        self.is_stopped = False  # also before it has started

    async def _close(self) -> None:
        """Say to the page whether the program ended of itself: only then does it offer to open it again."""
        await self._socket.close(code=WSCloseCode.GOING_AWAY if self.is_stopped else WSCloseCode.OK)

    def _build_environment(self, width: int = 80, height: int = 24) -> dict[str, str]:
        """What Textual needs to know of a browser's terminal, and what the program needs."""
        return {**super()._build_environment(width, height), **self._environment}

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        """Start the program; Ctrl+C in the server's terminal is for the server, which then ends this one."""
        self._process = process = await asyncio.create_subprocess_exec(
            *self._argv,
            stdin=PIPE,
            stdout=PIPE,
            stderr=PIPE,
            env=self._build_environment(width, height),
            start_new_session=True,
            creationflags=NEW_GROUP,
        )
        self._stdin = process.stdin
        return process

    async def run(self) -> None:
        """Pass on what the program draws until it ends; what it says last comes to the server's terminal."""
        process = self._process
        assert process is not None
        assert process.stderr is not None
        said = asyncio.create_task(process.stderr.read())
        with suppress(asyncio.IncompleteReadError):
            await self._pass_on(process)
        await process.wait()
        if words := printable((await said).decode(errors="replace").strip()):
            print(words, file=sys.stderr, flush=True)
        await self._close()

    async def _pass_on(self, process: Process) -> None:
        assert process.stdout is not None
        while (line := await process.stdout.readline()) != PRELUDE:
            if not line:
                return
        while True:
            kind = await process.stdout.readexactly(1)
            size = int.from_bytes(await process.stdout.readexactly(4), "big")
            payload = await process.stdout.readexactly(size)
            if (
                kind == b"D"
            ):  # whatever else Textual may ask of a browser, to open a page or to save a file, it is not done
                with suppress(ConnectionError):  # the tab is gone; the program must not wait for it
                    await self.on_data(payload)

    async def send_bytes(self, data: bytes) -> bool:
        """Pass on keys."""
        return self._write(b"D", data)

    async def send_meta(self, data: dict[str, str | int | bool | None]) -> bool:
        """Pass on what is no key."""
        return self._write(b"M", json.dumps(data).encode())

    def _write(self, kind: Literal[b"D", b"M"], data: bytes) -> bool:
        """Write to the program without waiting for it: one that hangs must not keep its tab, or the server, alive."""
        pipe = self.stdin.transport
        if pipe.get_write_buffer_size() > LARGEST_BACKLOG:
            return False
        if not pipe.is_closing():
            pipe.write(self.encode_packet(kind, data))
        return True

    async def take(self, text: str) -> bool:
        """Do what the tab says: keys, a new size, whether it is looked at.

        False when it makes no sense, or when the program took nothing for so long that no more keys can wait.
        """
        try:
            match json.loads(text):
                case ["stdin", str(keys)]:
                    return await self.send_bytes(keys.encode("utf-8", "replace"))
                case ["resize", {"width": int(width), "height": int(height)}] if is_size(width, height):
                    await self.set_terminal_size(width, height)
                case ["ping", str(sent)]:
                    await self._socket.send_json(["pong", sent])
                case ["focus"]:
                    await self.focus()
                case ["blur"]:
                    await self.blur()
                case _:
                    return False
        except (ValueError, RecursionError):
            return False
        return True

    async def stop(self) -> None:
        """End the program as Ctrl+Q does; one that does not end is killed."""
        self.is_stopped = True
        task, process = self._task, self._process
        if task is None or process is None:
            return
        await self.send_meta({"type": "quit"})
        await asyncio.wait({task}, timeout=PATIENCE)
        if process.returncode is None:
            with suppress(ProcessLookupError):
                process.kill()
        await asyncio.wait({task}, timeout=SECONDS_TO_DIE)
        if not task.cancel() and not task.cancelled():
            await task  # what went wrong in it is told
        self._task = None
        await self._close()  # where the task was cancelled nothing else does, and the tab would keep the server


def is_size(width: int, height: int) -> bool:
    """Whether a terminal can have so many cells."""
    return 1 <= width <= 1000 and 1 <= height <= 1000
